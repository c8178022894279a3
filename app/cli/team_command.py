"""The command ``clearweek team``: a round, one's own contribution, and the merge of several (docs/team.md)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.data_of import nothing_kept, opened
from app.cli.options import choices_of
from app.cli.output import print_bytes, print_json
from app.cli.progress_bar import progress_on
from app.errors import UserError, WrongUsage
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.team import FIGURES, TeamPeriod

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from app.cli.printing import Style
    from app.model.team import Round, TeamSummary
    from app.operations.team import Prepared
    from app.operations.workspace import Workspace

_LONGEST: Final = 1_000


def run_team(words: argparse.Namespace) -> None:
    """Do what the verb says."""
    _VERBS[words.verb](words)


# ---- a round ----


def _round(words: argparse.Namespace) -> None:
    from app.operations.team import make_round, write_round
    from app.operations.team_words import weeks_words
    from app.team.round import round_line

    with opened(words) as workspace:
        found = make_round(workspace, TeamPeriod(words.first, words.weeks), words.people)
        write_round(workspace, found, words.output)
    if words.json:
        from app.team.round import SCHEMA
        from app.team.summary_json import period_object

        print_json(
            {
                "schema": SCHEMA,
                "round": found.id,
                "period": period_object(found.period),
                "k": found.k,
                "line": round_line(found),
            }
        )
        return
    print(_("A round over {weeks}. Send this line to everyone:").format(weeks=weeks_words(found.period)))
    print(round_line(found))


def _round_given(words: argparse.Namespace) -> Round:
    from app.operations.team import round_in, round_said

    text: str = words.round
    return round_said(text) if text.lstrip().startswith(("{", "“", "„")) else round_in(Path(text))


# ---- one's own contribution ----


def _preview(words: argparse.Namespace) -> None:
    with opened(words) as workspace:
        prepared = _prepared(words, workspace)
        if sys.stderr is not None and sys.stderr.isatty():
            # For eyes; on standard output stands what export writes, and nothing else.
            _say(_about(workspace, prepared))
    print_bytes([prepared.data])


def _export(words: argparse.Namespace) -> None:
    from app.operations.team import write_contribution

    with opened(words) as workspace:
        prepared = _prepared(words, workspace)
        if not words.yes and sys.stdin is not None and sys.stdin.isatty():
            _say(_about(workspace, prepared))
            _ask(words.output)
        write_contribution(workspace, prepared.round, prepared.data, words.output)
    found = prepared.contribution
    if words.json:
        from app.team.summary_json import period_object

        print_json(
            {
                "schema": "clearweek.team-export/1",
                "file": str(words.output),
                "round": found.round,
                "period": period_object(found.period),
                "slot": found.slot,
                "rev": found.rev,
                "bands": dict(zip(FIGURES, found.bands, strict=True)),
            }
        )
        return
    text = _("{path} is written, and nothing was sent. Whoever gets it can read it.")
    print(text.format(path=visible(str(words.output), _LONGEST)))


def _prepared(words: argparse.Namespace, workspace: Workspace) -> Prepared:
    from app.operations.stored_week import Choices
    from app.operations.team import prepare

    found = _round_given(words)
    if workspace.is_empty():
        raise nothing_kept()
    with progress_on(sys.stderr) as progress:
        return prepare(workspace, found, Choices(choices_of(words), words.today), progress)


def _about(workspace: Workspace, prepared: Prepared) -> Iterator[str]:
    """Yield what a member is told before anything is written (docs/team.md §2)."""
    from app.operations.team import shared_before
    from app.operations.team_words import band_words, figure_name, own_words, shared_lines, weeks_words, who_sees

    yield _("Your average week, {weeks}:").format(weeks=weeks_words(prepared.round.period))
    for figure in FIGURES:
        text = _("  {figure}: in the file “{band}”, yours {own}")
        band = band_words(figure, prepared.contribution.band(figure))
        yield text.format(figure=figure_name(figure), band=band, own=own_words(figure, prepared.averages))
    yield who_sees()
    yield from shared_lines(shared_before(workspace))


def _ask(path: Path) -> None:
    """Return when the person at the terminal says yes.

    Raises:
        UserError: when the answer is another.

    """
    question = _("Type yes to write {path}; anything else writes nothing: ")
    _say_on(question.format(path=visible(str(path), 300)))
    if sys.stdin.readline().strip().casefold() not in {"yes", _("yes")}:
        raise UserError(_("Nothing was written"))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        _say_on(f"{visible(line, _LONGEST)}\n")


def _say_on(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()


# ---- the merge ----


def _merge(words: argparse.Namespace) -> None:
    from app.operations.team import merge_files, write_summary

    output: Path = words.output
    if output.exists() and any(each.exists() and output.samefile(each) for each in words.files):
        raise WrongUsage(
            _("{path} is one of the files to merge").format(path=output), next_step=_("choose another place with -o")
        )
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        summary = merge_files(workspace, words.files, progress)
        if not summary.refused:
            write_summary(workspace, summary, output)
            if words.pdf is not None:
                _write_pdf(summary, words.pdf, workspace)
    if words.json:
        from app.team.summary_json import summary_object

        print_json({**summary_object(summary), "refused": summary.refused or None})
    else:
        from app.cli.printing import Style

        print("\n".join(_summary_lines(summary, Style(sys.stdout))))
    if summary.refused:
        raise UserError(summary.refused.removesuffix("."))


def _write_pdf(summary: TeamSummary, path: Path, workspace: Workspace) -> None:
    # Imported here because the typesetter is large, and mostly not wanted.
    import os

    from app.operations.report import write_report
    from app.operations.report_choices import usual_paper
    from app.operations.team_report import team_document

    paper = usual_paper(os.environ.get(name, "") for name in ("LC_ALL", "LC_PAPER", "LANG"))
    write_report(team_document(summary), path, paper, workspace.home)


def _summary_lines(summary: TeamSummary, style: Style) -> Iterator[str]:
    from app.operations.team_words import band_words, figure_name, share_words, weeks_words

    if summary.period is not None:
        people = ngettext("{count} person", "{count} people", summary.n).format(count=summary.n)
        weeks = weeks_words(summary.period)
        yield style.bold(_("{people}, {weeks}").format(people=people, weeks=weeks))
    for each in summary.figures:
        yield ""
        yield style.bold(figure_name(each.figure))
        for cell in each.cells:
            yield f"  {band_words(each.figure, cell.band)}: {share_words(cell.share)}"
        for why in (known.why for known in summary.suppressed if known.what == each.figure):
            yield style.faint(f"  {why}")
    if summary.set_aside:
        yield ""
        yield style.bold(_("Set aside"))
    for aside in summary.set_aside:
        yield f"  {aside.file}: {aside.reason}"


_VERBS: dict[str, Callable[[argparse.Namespace], None]] = {
    "round": _round,
    "preview": _preview,
    "export": _export,
    "merge": _merge,
}
