"""The face-time audit as a card (METRICS.md §9): one's own time in 1:1s by group, and whom one may name for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, people_words, wording
from app.analysis.middle import median
from app.language import _
from app.model.charts import Table
from app.model.foreign_text import visible
from app.model.people_page import AuditCard, Dot, DotGroup, DotPlot, Proposal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.people import FaceTime, FaceTimePerson, FaceTimeRow

MOST_PROPOSED: Final = 12
"""How many of those whom one meets most in 1:1s are proposed."""
_STEPS: Final = (900, 1800, 3600, 2 * 3600, 5 * 3600, 10 * 3600, 20 * 3600, 50 * 3600, 100 * 3600)
_MOST_TICKS: Final = 4


def audit_card(
    audit: FaceTime | None, named: Sequence[FaceTimePerson], met: Mapping[str, int], first: int, last: int
) -> AuditCard:
    """Return the card.

    Args:
        audit: None where nobody is named.
        named: whom the person named.
        met: seconds in 1:1s by address, of those whom one meets most.
        first: the first day of the quarter, an ordinal.
        last: the last one that is looked at.

    """
    title = _("Face-time audit, {quarter}").format(quarter=wording.date_words(first, "yQQQQ"))
    proposals = proposed(named, met)
    if audit is None or not audit.rows:
        why = _(
            "For those who lead: name people and their groups, and see how your own time in 1:1s is spread over them. "
            "It looks at you, stays on this computer, and is part of nothing that you share."
        )
        return AuditCard(title, why, (), None, proposals)
    notes = [
        people_words.ratio_sentence(audit),
        people_words.below_half_sentence(audit),
        people_words.unnoted_sentence(audit),
    ]
    return AuditCard(
        title, people_words.audit_sentence(audit), tuple(filter(None, notes)), dot_plot(audit, last), proposals
    )


def proposed(named: Sequence[FaceTimePerson], met: Mapping[str, int]) -> tuple[Proposal, ...]:
    """Return those who are named, then of those whom one meets most the others; each part in order of name."""
    most = sorted(met, key=lambda address: (-met[address], address))[:MOST_PROPOSED]
    already = {each.address for each in named}
    chosen = [
        Proposal(
            each.address,
            people_words.person_name(each.address, {each.address: each.name}),
            each.name,
            each.group,
            _met(met, each.address),
            named=True,
        )
        for each in named
    ]
    others = [
        Proposal(address, people_words.person_name(address), "", "", _met(met, address), named=False)
        for address in most
        if address not in already
    ]
    return tuple(sorted(chosen, key=_by_name)) + tuple(sorted(others, key=_by_name))


def _by_name(each: Proposal) -> tuple[str, str]:
    return each.name.casefold(), each.address


def _met(met: Mapping[str, int], address: str) -> str:
    seconds = met.get(address)
    if not seconds:
        return _("no 1:1 in the last 13 weeks")
    return _("{time} in 1:1s of the last 13 weeks").format(time=figure_words.length(seconds))


# ---- the picture and its table ----


def dot_plot(audit: FaceTime, last: int) -> DotPlot:
    """Return the people by group on one scale, those without a group last."""
    found: dict[str, list[FaceTimeRow]] = {}
    for row in audit.rows:
        found.setdefault(row.person.group, []).append(row)
    names = sorted(found, key=lambda name: (not name, name.casefold()))
    groups = tuple(_group(name, found[name], alone=len(names) == 1) for name in names)
    longest = max((row.one_on_one_seconds for row in audit.rows), default=0)
    summary = "; ".join(
        _("{group}: median {time}").format(group=group.name, time=group.median_text) for group in groups
    )
    return DotPlot(
        title=_("Time in 1:1s by group"),
        summary=summary,
        groups=groups,
        ticks=ticks(longest),
        table=_table(audit, last),
    )


def _group(name: str, rows: Sequence[FaceTimeRow], *, alone: bool) -> DotGroup:
    label = visible(name, people_words.LONGEST_NAME) or (_("everybody named") if alone else _("without a group"))
    middle = float(median(row.one_on_one_seconds for row in rows))
    dots = [
        Dot(
            row.one_on_one_seconds,
            _("{person}: {facts}").format(
                person=people_words.name_of(row), facts=figure_words.length(row.one_on_one_seconds)
            ),
        )
        for row in sorted(rows, key=lambda row: row.one_on_one_seconds)
    ]
    text = _("{group}, {count}").format(group=label, count=wording.number(len(rows), 0))
    return DotGroup(text, tuple(dots), middle, figure_words.length(middle))


def ticks(longest: float) -> tuple[tuple[float, str], ...]:
    """Return the lines across a scale up to a length in seconds: from 0 on, the last with its unit."""
    step = next((each for each in _STEPS if longest <= each * _MOST_TICKS), 0) or _STEPS[-1] * (
        int(longest) // (_STEPS[-1] * _MOST_TICKS) + 1
    )
    count = max(-(-int(longest) // step), 1)
    unit: figure_words.Unit = "h" if step >= figure_words.HOUR else "min"
    size = figure_words.HOUR if unit == "h" else figure_words.MINUTE
    texts = [wording.number(step * at / size, 0) for at in range(count + 1)]
    texts[-1] = figure_words.with_unit(texts[-1], unit)
    return tuple((float(step * at), text) for at, text in enumerate(texts))


def _table(audit: FaceTime, last: int) -> Table:
    days = f"{dt.date.fromordinal(audit.first)}:{dt.date.fromordinal(last)}"
    rows = sorted(audit.rows, key=lambda row: (row.person.group.casefold(), people_words.name_of(row).casefold()))
    return Table(
        headers=(
            _("Person"),
            _("Group"),
            _("1:1s held"),
            _("Time in 1:1s"),
            _("Time in small meetings"),
            _("Days since last"),
            _("Notes in the journal"),
        ),
        rows=tuple(_cells(row) for row in rows),
        opens=tuple(f"oneonone:{row.person.address}:{days}" for row in rows),
    )


def _cells(row: FaceTimeRow) -> tuple[str, ...]:
    held = _("{held} of {planned}").format(held=wording.number(row.held, 0), planned=wording.number(row.planned, 0))
    return (
        people_words.name_of(row),
        visible(row.person.group, people_words.LONGEST_NAME),
        held,
        figure_words.length(row.one_on_one_seconds),
        figure_words.length(row.small_seconds),
        _("none held") if row.days_since is None else wording.number(row.days_since, 0),
        wording.number(row.noted, 0),
    )
