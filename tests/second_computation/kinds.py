"""What each occurrence is: METRICS.md §1 rule by rule, with a small word list of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.second_computation.people import has_others, is_external, number_of_people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from tests.second_computation.occurrences import CalendarFile, Occurrence
    from tests.second_computation.people import VEvent

CANCEL_MARKS = ("canceled:", "cancelled:", "abgesagt:")
OUT_OF_OFFICE = ("ooo", "out of office", "urlaub", "vacation", "krank")
FOCUS = ("focus time", "deep work", "fokuszeit")
LINK_PROPERTIES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)
JOIN_LINKS = ("https://meet.google.com/", "https://teams.microsoft.com/l/meetup-join/", "zoom.us/j/")
ANSWERS = ("accepted", "tentative", "unanswered", "declined")
FEW = 20


@dataclass(frozen=True)
class Classified:
    """An occurrence with everything that the figures need; `people` is None where they are unknown."""

    occurrence: Occurrence
    kind: str
    response: str | None
    people: int | None
    external: bool | None
    organized: bool | None
    start: datetime
    end: datetime
    away: bool = False


def busy_status(event: VEvent) -> str:
    """X-MICROSOFT-CDO-BUSYSTATUS in upper case, empty where it does not stand."""
    return str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()


def is_free(event: VEvent) -> bool:
    """Rule 7: Outlook's own property where it stands, else TRANSP."""
    if busy_status(event):
        return busy_status(event) in {"FREE", "WORKINGELSEWHERE"}
    return str(event.get("TRANSP", "")).upper() == "TRANSPARENT"


def response_of(one: Occurrence, me: frozenset[str]) -> str | None:
    """My own answer; None where it is unknown."""
    people = one.people
    mine = [people.answers[address] for address in me if address in people.answers]
    best = min(mine, key=ANSWERS.index) if mine else None
    if people.organizer in me and best != "declined":
        return "accepted"
    if best is not None:
        return best
    return "tentative" if busy_status(one.event) == "TENTATIVE" else None


def says_out_of_office(title: str) -> bool:
    """A title that is an entry of the list, or begins with one and a separator."""
    bare = "".join(c for c in title if c.isascii() or c.isalpha() or c == "–").casefold().strip()
    for entry in OUT_OF_OFFICE:
        if bare == entry:
            return True
        if bare.startswith(entry) and bare[len(entry) :].lstrip()[:1] in tuple("–-:,(/"):
            return True
    return False


def says_focus(title: str) -> bool:
    """A title in which an entry of the focus list stands as whole words."""
    return any(re.search(rf"(?<!\w){re.escape(entry)}(?!\w)", title.casefold()) for entry in FOCUS)


def has_link(event: VEvent) -> bool:
    """A conference property, or a join link in LOCATION, URL or DESCRIPTION."""
    if any(name in event for name in LINK_PROPERTIES):
        return True
    text = " ".join(str(event.get(name, "")) for name in ("LOCATION", "URL", "DESCRIPTION"))
    return any(link in text for link in JOIN_LINKS)


def kind_of(one: Occurrence, me: frozenset[str], zone: ZoneInfo) -> str:
    """The first rule of METRICS.md §1 that matches."""
    event, title = one.event, str(one.event.get("SUMMARY", "")).strip()
    start, end = one.instants(zone)
    status = str(event.get("STATUS", "")).upper()
    alone = not has_others(one.people, me)
    if status == "CANCELLED" or title.casefold().startswith(CANCEL_MARKS) or one.calendar_cancelled:
        return "cancelled"
    if response_of(one, me) == "declined":
        return "declined"
    if busy_status(event) == "OOF" or (not is_free(event) and alone and says_out_of_office(title)):
        return "out_of_office"
    if not one.timed or end - start >= timedelta(hours=24):
        return "all_day"
    if end <= start or end - start >= timedelta(hours=12):
        return "ignored"
    if alone and says_focus(title):
        return "focus"
    if is_free(event):
        return "free"
    if has_others(one.people, me) or (not one.people.known and has_link(event)):
        return "meeting"
    return "block"


def feed_without_people(files: Sequence[CalendarFile], zone: ZoneInfo) -> tuple[bool, bool]:
    """Whether nobody is named anywhere, and whether at least 20 timed opaque occurrences bear that out."""
    timed = [
        one
        for file in files
        for one in file.occurrences
        if one.timed and not is_free(one.event) and file.covered
        if file.covered[0] <= one.instants(zone)[0].astimezone(zone).date() <= file.covered[1]
    ]
    nobody = not any(one.people.known for file in files for one in file.occurrences)
    return nobody, nobody and len(timed) >= FEW


def joined_copies(files: Sequence[CalendarFile], me: frozenset[str]) -> list[Occurrence]:
    """The same UID and original start in several calendars is one: the copy with my own answer is kept, else
    the one with more people.
    """
    groups: dict[tuple[str, datetime | date], list[Occurrence]] = {}
    for file in files:
        for one in file.occurrences:
            slot = one.recurrence_id if one.recurrence_id is not None else one.start
            groups.setdefault((one.uid, slot), []).append(one)

    def worth(one: Occurrence) -> tuple[bool, int]:
        return response_of(one, me) is not None, number_of_people(one.people, me) or 0

    return [max(copies, key=worth) for copies in groups.values()]


def by_own_rule(kind: str, rule: str | None, one: Occurrence, zone: ZoneInfo) -> str | None:
    """What the person's own rule makes of an occurrence that takes place; None where it says nothing of it."""
    start, end = one.instants(zone)
    if rule is None or kind in {"cancelled", "declined"}:
        return None
    if rule == "leave-out":
        return "ignored"
    return rule if one.timed and timedelta(0) < end - start < timedelta(hours=24) else None


def classify(
    files: Sequence[CalendarFile],
    me: frozenset[str],
    zone: ZoneInfo,
    rules: Mapping[str, str],
    *,
    blocks_are_meetings: bool,
) -> list[Classified]:
    """Every occurrence with its kind; meetings that lie wholly in out-of-office time are away."""
    classified = []
    for one in joined_copies(files, me):
        start, end = one.instants(zone)
        kind = kind_of(one, me, zone)
        usual = "meeting" if kind == "block" and blocks_are_meetings else kind
        classified.append(
            Classified(
                occurrence=one,
                kind=by_own_rule(kind, rules.get(one.uid), one, zone) or usual,
                response=response_of(one, me),
                people=number_of_people(one.people, me),
                external=is_external(one.people, me),
                organized=one.people.organizer in me if me else None,
                start=start,
                end=end,
            )
        )
    absences = [(one.start, one.end) for one in classified if one.kind == "out_of_office"]
    return [with_away(one, absences) for one in classified]


def with_away(one: Classified, absences: Sequence[tuple[datetime, datetime]]) -> Classified:
    """The occurrence, marked as away where it is a meeting and every piece of it lies in some absence."""
    edges = {one.start, one.end}
    edges |= {edge for absence in absences for edge in absence if one.start < edge < one.end}
    ordered = sorted(edges)
    pieces = list(pairwise(ordered))
    inside = all(any(start <= a and b <= end for start, end in absences) for a, b in pieces)
    if one.kind != "meeting" or not pieces or not inside:
        return one
    return Classified(**{**one.__dict__, "away": True})


def event_row(one: Classified) -> dict[str, object]:
    """An occurrence as `events --json` gives it, the keys that the second computation knows."""

    def text(value: datetime | date | None) -> str | None:
        if isinstance(value, datetime):
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return value.isoformat() if value is not None else None

    source = one.occurrence
    return {
        "uid": source.uid,
        "recurrence_id": text(source.recurrence_id),
        "start": text(source.start),
        "end": text(source.end),
        "all_day": not source.timed,
        "kind": one.kind,
        "response": one.response,
        "people": one.people,
        "away": one.away,
        "external": one.external,
    }
