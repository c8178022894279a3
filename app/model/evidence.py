"""The events behind a figure, each with why it was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import Role


class EvidenceRow(NamedTuple):
    """One occurrence, or one stretch of meeting-free time.

    Attributes:
        when: "9:30–9:45"; with the day before it where the evidence spans several ("Wed 18, 9:30–9:45").
        title: as the calendar has it, made harmless to show; of a stretch its length.
        why: what it counts as, and what it is ("meeting: 7 people · every working day").
        chips: remarks with the texture they stand for ("double-booked 14:30–15:00").
        explanation: the rule in a sentence: "Data questions counts as a meeting because …".
        source: which calendar it comes from, and where in it ("Work, line 123").
        occurrence: opens the occurrence itself; empty for a stretch of free time.
        series: the joined UID of its series, or of the one it is counted as, by which the person says what it counts
            as; empty for a stretch.
        rule: what they said (``SeriesRule``), empty where they said nothing.

    """

    when: str
    title: str
    why: str
    chips: tuple[tuple[Role, str], ...]
    explanation: str
    source: str
    occurrence: str
    series: str = ""
    rule: str = ""


class Evidence(NamedTuple):
    """What a figure rests on.

    Attributes:
        title: "Wednesday 18 November", "Meeting hours, week 47".
        summary: what the rows come to, in a sentence.
        rows: in order of time.
        notes: what else is worth knowing ("4 from Work, 1 from Team; none was in both").
        more: how many more rows there are than are shown; 0: all are shown.

    """

    title: str
    summary: str
    rows: tuple[EvidenceRow, ...]
    notes: tuple[str, ...]
    more: int
