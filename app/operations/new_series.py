"""What of series that are new takes place: of plain ones a start and an end, of all others instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.timeline.build import MOST_OCCURRENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.model.events import Event, Series
    from app.model.occurrences import Period
    from app.model.sources import Problem
    from app.timeline.build import Expanded
    from app.timeline.one_offs import Place

OneOff = tuple["Series", "Event", int, int]
"""A series that is a plain one-off, its event, and the instants at which it starts and ends."""


class NewSeries(NamedTuple):
    """What of some series takes place.

    Attributes:
        given: all of them, in their order.
        one_offs: those that are plain one-offs, whether or not they lie in the window.
        expanded: all others, with their instances in the window, but for those that were set aside.
        problems: what was set aside, or is not as it says.

    """

    given: Sequence[Series]
    one_offs: list[OneOff]
    expanded: Expanded
    problems: list[Problem]

    def series(self) -> Iterator[Series]:
        """Yield all that were not set aside."""
        for series, __ in self.expanded:
            yield series
        for each in self.one_offs:
            yield each[0]

    def events(self, window: Period) -> Iterator[Event]:
        """Yield each event as often as it occurs in the window."""
        for __, instances in self.expanded:
            for instance in instances:
                yield instance[0]
        for _series, event, start, end in self.one_offs:
            if lies_in(window, start, end):
                yield event

    def whole(self, window: Period) -> Expanded:
        """Return all with instances, in the order of the series: which of two copies stands first matters."""
        instances = {id(series): found for series, found in self.expanded}
        for series, event, start, end in self.one_offs:
            instances[id(series)] = [(event, start, end, None)] if lies_in(window, start, end) else []
        return [(series, instances[id(series)]) for series in self.given if id(series) in instances]


def lies_in(window: Period, start: int, end: int) -> bool:
    """Tell whether what starts and ends at two instants overlaps a window; without length, by its start."""
    return start < window.end and (end > window.start or start >= window.start)


def new_series(
    series: Sequence[Series],
    places: Sequence[Place | None],
    expand: Callable[[Sequence[Series]], tuple[Expanded, list[Problem]]],
) -> NewSeries:
    """Return what of some series takes place.

    Args:
        series: all of them.
        places: where those lie that are plain one-offs; None of others.
        expand: gives the instances of others in the window, and what had to be set aside.

    """
    one_offs: list[OneOff] = []
    others: list[Series] = []
    for each, place in zip(series, places, strict=True):
        if place is None or each.head is None:
            others.append(each)
        else:
            one_offs.append((each, each.head, place[1], place[2]))
    expanded, problems = expand(others)
    if problems or len(one_offs) + sum(len(found) for __, found in expanded) > MOST_OCCURRENCES:
        # What is beyond that many is set aside in the order of all.
        return NewSeries(series, [], *expand(series))
    return NewSeries(series, one_offs, expanded, problems)
