"""A team's figures, bands and rules in words, for a person who shares them or reads the summary."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.language import _
from app.model.team import FEWER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.model.team import TeamFigure, TeamPeriod
    from app.store.team_rows import SharedRow
    from app.team.contribution import Averages

_EDGE: Final = re.compile(r"(<|>=)?([0-9.]+)(?:-([0-9.]+))?", re.ASCII)
_HOUR: Final = 3_600


def figure_name(figure: TeamFigure) -> str:
    """Return what a figure is called."""
    return {
        "meeting": _("Meeting hours"),
        "focus": _("Focus hours"),
        "outside": _("Meetings outside hours"),
        "fragmentation": _("Fragmentation"),
        "one_on_ones": _("1:1s"),
    }[figure]


def band_words(figure: TeamFigure, band: str) -> str:
    """Return a band, or several joined, in words: "10 to under 20 h a week"."""
    if figure == "one_on_ones":
        return _joined([_talks(each) for each in band.split("-or-")])
    matched = _EDGE.fullmatch(band)
    if matched is None:
        raise ValueError(f"no band: {band}")
    sign, low, high = matched.groups()
    is_share = figure == "fragmentation"
    low_words = _edge(low, is_share=is_share)
    if high is not None:
        text = _("{low} to under {high}") if is_share else _("{low} to under {high} a week")
        return text.format(low=_bare(low, is_share=is_share), high=_edge(high, is_share=is_share))
    if sign == "<":
        return (_("under {edge}") if is_share else _("under {edge} a week")).format(edge=low_words)
    return (_("{edge} or more") if is_share else _("{edge} a week or more")).format(edge=low_words)


def _edge(text: str, *, is_share: bool) -> str:
    if is_share:
        return figure_words.share(float(text))
    return _("{hours} h").format(hours=wording.number(float(text), 0))


def _bare(text: str, *, is_share: bool) -> str:
    return wording.number(100 * float(text) if is_share else float(text), 0)


def _talks(band: str) -> str:
    return {
        "kept": _("kept their rhythm"),
        "slipping": _("at least one gave way"),
        "none": _("no 1:1s"),
        "unknown": _("not known"),
    }[band]


def _joined(words: list[str]) -> str:
    found = words[0]
    for word in words[1:]:
        found = _("{one}, or {other}").format(one=found, other=word)
    return found


def share_words(share: int | str) -> str:
    """Return the share of people in a band in words."""
    if isinstance(share, str):
        return _("fewer than 3 people") if share == FEWER else _("3 people or more")
    return figure_words.share(share / 100)


def own_words(figure: TeamFigure, own: Averages) -> str:
    """Return the member's own figure, which stays with the member; a dash for 1:1s, which are none."""
    if figure == "one_on_ones":
        return "–"
    if figure == "fragmentation":
        return figure_words.share(float(own.fragmentation))
    hours = {"meeting": own.meeting, "focus": own.focus, "outside": own.outside}[figure]
    return figure_words.length(float(hours) * _HOUR)


def weeks_words(period: TeamPeriod) -> str:
    """Return some weeks with their days: "weeks 44 to 47, 26 October – 22 November 2026"."""
    first, last = (figure_words.iso_week(day)[1] for day in (period.monday, period.last))
    days = wording.long_days_between(period.monday, period.last)
    return _("weeks {first} to {last}, {days}").format(first=first, last=last, days=days)


def who_sees() -> str:
    """Return who will see what."""
    return _("The lead will see this file; others will see only the summary over everyone.")


def shared_lines(shared: Iterable[SharedRow]) -> Iterator[str]:
    """Yield what was shared before, oldest first; where nothing was, that."""
    nothing = True
    for each in shared:
        nothing = False
        day = wording.long_date(dt.datetime.fromtimestamp(each.made).astimezone().date().toordinal())
        text = _("Shared before: {weeks}, on {day}.") if each.rev == 1 else _("Shared anew: {weeks}, on {day}.")
        yield text.format(weeks=weeks_words(each.period), day=day)
    if nothing:
        yield _("Nothing was shared before.")
