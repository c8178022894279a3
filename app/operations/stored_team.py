"""The Team page out of what is kept: the round in hand, one's own contribution to it, and a summary in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.errors import UserError
from app.language import _, ngettext
from app.model.charts import Table
from app.model.chosen_period import monday_of
from app.model.foreign_text import visible
from app.model.phrases import Phrase
from app.model.team import FIGURES, TeamPeriod
from app.model.team_page import Preview, Promises, RoundCard, SummaryBlock, SummaryPicture, TeamPicture
from app.operations.stored_patterns import patterns_kept
from app.operations.team import prepare, round_said, rounds_made, shared_before
from app.operations.team_words import (
    band_words,
    figure_name,
    own_words,
    share_words,
    shared_lines,
    weeks_words,
    who_sees,
)
from app.store import team_rows
from app.team.round import round_line

if TYPE_CHECKING:
    from app.model.chosen_period import ChosenPeriod
    from app.model.team import Round, TeamSummary
    from app.operations.team import Prepared
    from app.operations.workspace import Workspace

_WEEKS: Final = 4
_LONGEST: Final = 300


def team_version(workspace: Workspace) -> tuple[str, int, int]:
    """Return what differs after each change of what the page shows besides the calendars."""
    with workspace.store.glance() as connection:
        return team_rows.team_version(connection)


def keep_in_hand(workspace: Workspace, line: str) -> None:
    """Keep which round the window looks at, by its line; empty: none."""
    workspace.store.write(lambda connection: team_rows.write_round_in_hand(connection, line))


def team_page_of(workspace: Workspace, period: ChosenPeriod) -> TeamPicture:
    """Return the page; a round that is made now is about the last four complete weeks of the period."""
    found = _in_hand(workspace)
    return _page(workspace, period, found, *_prepared(workspace, found))


def team_page_at_once(workspace: Workspace, period: ChosenPeriod) -> TeamPicture | None:
    """Return the page before the contribution is known, which rests on 1:1s; None where the whole takes no longer."""
    found = _in_hand(workspace)
    if found is None or patterns_kept(workspace, found.period.last) is not None:
        return None
    return _page(workspace, period, found, None, "")


def _page(
    workspace: Workspace, period: ChosenPeriod, found: Round | None, prepared: Prepared | None, refused: str
) -> TeamPicture:
    made_for = _last_weeks(workspace, period)
    return TeamPicture(
        period_title=figure_words.period_title(period),
        sentence=_sentence(found, prepared, refused),
        note=_note(prepared, refused),
        step=0 if found is None else 1,
        round=None if found is None else _round_card(workspace, found),
        preview=None if prepared is None else _preview(prepared),
        refused=refused,
        promises=_promises(),
        shared=tuple(shared_lines(shared_before(workspace))),
        make=weeks_words(made_for),
        monday=made_for.monday,
    )


def _last_weeks(workspace: Workspace, period: ChosenPeriod) -> TeamPeriod:
    newest = workspace.newest_period("week")
    last = monday_of(period.last) if newest is None else min(monday_of(period.last), newest.first)
    return TeamPeriod(last - 7 * (_WEEKS - 1), _WEEKS)


def _in_hand(workspace: Workspace) -> Round | None:
    with workspace.store.reading() as connection:
        line = team_rows.read_round_in_hand(connection)
    if not line:
        return None
    try:
        return round_said(line)
    except UserError:
        # Written by another version: as if none were in hand.
        return None


def _prepared(workspace: Workspace, found: Round | None) -> tuple[Prepared | None, str]:
    """Return the contribution to a round, or why there is none."""
    if found is None:
        return None, ""
    try:
        return prepare(workspace, found), ""
    except UserError as error:
        return None, error.sentence()


def _sentence(found: Round | None, prepared: Prepared | None, refused: str) -> tuple[Phrase, ...]:
    if prepared is not None:
        return (Phrase(_("Your file holds five bands and no hours; others see only the summary over everyone.")),)
    if refused:
        return (Phrase(_("You cannot take part in this round.")),)
    if found is not None:
        return (Phrase(_("Your weeks are being looked at.")),)
    return (Phrase(_("How much room a team has to think, without looking at anyone.")),)


def _note(prepared: Prepared | None, refused: str) -> str:
    if prepared is not None:
        return f"{who_sees()} {_('Nothing is sent: Clearweek writes a file, and you hand it over yourself.')}"
    if refused:
        return _("No file is written.")
    return _("Nothing is sent: Clearweek writes a file, and you hand it over yourself.")


def _round_card(workspace: Workspace, found: Round) -> RoundCard:
    is_own = any(each.round == found for each in rounds_made(workspace))
    whose = (
        _("You made it. Send this line to everyone; under {count} contributions nothing is shown.")
        if is_own
        else _("You were sent it. Under {count} contributions nothing is shown.")
    )
    title = _("A round over {weeks}").format(weeks=weeks_words(found.period))
    return RoundCard(title, whose.format(count=wording.number(found.k, 0)), round_line(found))


def _preview(prepared: Prepared) -> Preview:
    bands = prepared.contribution
    rows = tuple(
        (
            figure_name(figure),
            own_words(figure, prepared.averages),
            bands.band(figure),
            band_words(figure, bands.band(figure)),
        )
        for figure in FIGURES
    )
    headers = (_("Figure"), _("yours, stays here"), _("in the file"), _("in words"))
    text = prepared.data.decode("ascii")
    spaces = len(text) - len(text.rstrip())
    size = _("{bytes} bytes, of which {spaces} are spaces and a line end at the end").format(
        bytes=wording.number(len(prepared.data), 0), spaces=wording.number(spaces, 0)
    )
    title = _("Your average week, {weeks}").format(weeks=weeks_words(prepared.round.period))
    return Preview(title, Table(headers, rows, ("",) * len(rows)), text.rstrip(), size, prepared.data, prepared.shared)


def _promises() -> Promises:
    return Promises(
        lead=(
            _("this file: five bands"),
            _("which files are by the same person"),
            _("that you took part, if you hand it over"),
        ),
        nobody=(
            _("your own hours, days or times"),
            _("a title, a name, a calendar, a domain"),
            _("how many meetings you have"),
        ),
        limits=_(
            "The file is readable by whoever gets it; it is not anonymous. The summary is: it shows no figure under 5 "
            "people, no band of fewer than 3, and no second version with one person less. Where everyone is alike, it "
            "may still say much."
        ),
    )


# ---- a summary ----


def summary_picture(summary: TeamSummary) -> SummaryPicture:
    """Return a summary in words."""
    title = _("No contribution could be read")
    if summary.period is not None:
        text = ngettext("{count} person, {weeks}", "{count} people, {weeks}", summary.n)
        title = text.format(count=wording.number(summary.n, 0), weeks=weeks_words(summary.period))
    why = {each.what: each.why for each in summary.suppressed}
    blocks = tuple(
        SummaryBlock(
            figure_name(each.figure),
            tuple(
                (
                    band_words(each.figure, cell.band),
                    share_words(cell.share),
                    cell.share / 100 if isinstance(cell.share, int) else None,
                )
                for cell in each.cells
            ),
            why.get(each.figure, ""),
        )
        for each in summary.figures
    )
    aside = tuple(
        _("{file}: {reason}").format(file=visible(each.file or each.slot, _LONGEST), reason=each.reason)
        for each in summary.set_aside
    )
    return SummaryPicture(title, summary.refused, blocks, aside, summary)
