"""Why person-hours changed, and where the time went (METRICS.md §6): a product, and a sum."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from app.analysis import wording
from app.analysis.references import series_reference
from app.language import N_, _, ngettext
from app.model.charts import Table
from app.model.foreign_text import visible
from app.model.patterns_page import Factor, TablePart, Waterfall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.inflation import Change, Inflation

SERIES_SHOWN: Final = 6
_LONGEST_TITLE: Final = 60
_CHANGES: Final[Mapping[Change, str]] = {
    "came": N_("came"),
    "went": N_("went"),
    "grew": N_("grew"),
    "shrank": N_("shrank"),
}


def why_person_hours(growth: Inflation, opens: str) -> Waterfall:
    """Return the three factors of person-hours: number, length and size; they multiply to the whole.

    Args:
        growth: the two periods.
        opens: the evidence behind them; empty: none.

    """
    more, fewer = growth.why_number >= 0, growth.why_size < 0
    factors = (
        _factor(_("more meetings") if more else _("fewer meetings"), growth.why_number),
        _factor(_("longer") if growth.why_length >= 0 else _("shorter"), growth.why_length),
        _factor(_("fewer people") if fewer else _("more people"), growth.why_size),
    )
    whole = _factor(_("person-hours"), growth.why_whole)
    title = _("Why person-hours grew") if growth.why_whole >= 0 else _("Why person-hours fell")
    listed = ", ".join(f"{each.name} {each.value}" for each in factors)
    summary = _("Person-hours per working day are {whole}: {factors}.").format(whole=whole.value, factors=listed)
    table = Table(
        (_("Factor"), _("B against A")),
        tuple((each.name, each.value) for each in (*factors, whole)),
        (opens,) * (len(factors) + 1),
    )
    caption = _("per working day; the three factors multiply to the whole")
    return Waterfall(title, caption, factors, whole, summary, table, opens)


def _factor(name: str, logarithm: float) -> Factor:
    factor = math.exp(logarithm)
    return Factor(name, f"× {wording.number(round(factor, 2), 2)}", factor)


def where_the_time_went(growth: Inflation, opens: str) -> TablePart:
    """Return the series whose person-hours changed most, and all others together; they sum to the whole.

    Args:
        growth: the two periods.
        opens: the evidence behind all of them.

    """
    shown, rest = growth.series[:SERIES_SHOWN], growth.series[SERIES_SHOWN:]
    if len(rest) == 1:
        shown, rest = growth.series, ()
    hours = [each.person_seconds / 3600 for each in shown]
    others = sum(each.person_seconds for each in rest) / 3600
    parts = adding_up([*hours, others] if rest else hours)
    rows = [
        (visible(each.title, _LONGEST_TITLE) or _("(no title)"), _(_CHANGES[each.change]), signed(part))
        for each, part in zip(shown, parts, strict=False)
    ]
    if rest:
        text = ngettext("{count} other", "{count} others", len(rest))
        rows.append((_("Everything else"), text.format(count=wording.number(len(rest), 0)), signed(parts[-1])))
    whole = sum(parts)
    first, last = growth.a.mondays[0], growth.b.mondays[-1] + 6
    each_opens = [series_reference(each.key.uid, first, last, each.key.calendar) for each in shown]
    return TablePart(
        _("Where the time went"),
        _("person-hours a working day, B less A"),
        Table((_("Series"), _("What changed"), _("hours")), tuple(rows), (*each_opens, *([opens] if rest else []))),
        (_("Together"), "", signed(whole)),
    )


def adding_up(parts: Sequence[float]) -> list[float]:
    """Return numbers with one decimal that add up to their sum with one decimal; those cut most are rounded up."""
    tenths = [math.floor(part * 10) for part in parts]
    lacking = round(sum(parts) * 10) - sum(tenths)
    most_cut = sorted(range(len(parts)), key=lambda at: tenths[at] - parts[at] * 10)
    for at in most_cut[:lacking]:
        tenths[at] += 1
    return [tenth / 10 for tenth in tenths]


def signed(hours: float) -> str:
    """Return hours with their sign: "+1.0", "−0.4", "0.0"."""
    text = wording.number(abs(hours), 1)
    return f"+{text}" if hours > 0 else f"−{text}" if hours < 0 else text
