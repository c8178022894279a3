"""The week to come against the meeting hours that a person set for it, ready to paint (METRICS.md §10, budget)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.phrases import Phrase


class OpenInvitation(NamedTuple):
    """An invitation that is not answered yet.

    Attributes:
        title: made harmless to show.
        when: its day and times.
        cost: in words, what it would take from the focus blocks of the week, all others left as they are.
        opens: the event itself, as evidence; empty where it is not kept.

    """

    title: str
    when: str
    cost: str
    opens: str


class BudgetView(NamedTuple):
    """A week against its budget, in words.

    Attributes:
        title: the week.
        sentence: what is scheduled, and what is left or too much; its phrases open the events of the week.
        allowed: seconds of meetings that the person set; None: none.
        share: the scheduled meeting time as a share of them, above 1 where it is more; None where none are set, or
            nothing is known.
        open_share: the part of ``share`` that only invitations not answered cover.
        rows: the invitations that are not answered, in order of start.
        note: what the costs in the rows mean; empty where there are none.

    """

    title: str
    sentence: tuple[Phrase, ...]
    allowed: int | None
    share: float | None
    open_share: float | None
    rows: tuple[OpenInvitation, ...]
    note: str
