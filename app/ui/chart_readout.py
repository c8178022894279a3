"""What stands at a position of a chart, in words, as its table has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.language import _

if TYPE_CHECKING:
    from app.model.charts import ChartSpec


def readout(spec: ChartSpec, position: int) -> list[str]:
    """Return the position's name, then each line's value in words; nothing where there is no such position."""
    if not 0 <= position < len(spec.positions):
        return []
    texts = [spec.positions[position]]
    texts += [text for first, last, text in spec.away if first <= position <= last]
    opens = spec.opens[position]
    if opens and opens in spec.table.opens and len(texts) == 1:
        row = spec.table.rows[spec.table.opens.index(opens)]
        named = zip(spec.table.headers[1:], row[1:], strict=False)
        texts += [_("{name}: {value}").format(name=name, value=value) for name, value in named]
    return texts
