"""The generated year is a valid calendar that holds every kind of thing that a working life brings.

Everything is counted with the icalendar library and recurring-ical-events; nothing here asks the program.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from app.operations.demo.year import demo_year

TODAY: Final = date(2026, 11, 24)
DAYS: Final = (TODAY, date(2025, 8, 20), date(2027, 1, 1), date(2024, 2, 29))
BERLIN: Final = ZoneInfo("Europe/Berlin")
ME: Final = "katrin.sommer@clearlake.example"
OFF: Final = ("Urlaub", "Out of office", "OOO", "Krank")
MARKS: Final = ("Canceled: ", "Abgesagt: ")


class Meeting(NamedTuple):
    """An occurrence with the person in it, in UTC."""

    uid: str
    title: str
    start: datetime
    end: datetime


@cache
def calendar(today: date, seed: int = 7) -> Any:
    return icalendar.Calendar.from_ical(demo_year(today, seed))


@cache
def events(today: date = TODAY, seed: int = 7) -> tuple[Any, ...]:
    return tuple(calendar(today, seed).walk("VEVENT"))


@cache
def occurrences(today: date = TODAY, seed: int = 7) -> tuple[Any, ...]:
    first = monday(today) - timedelta(weeks=52)
    return tuple(recurring_ical_events.of(calendar(today, seed)).between(first, first + timedelta(weeks=56)))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def guests(event: Any) -> list[Any]:
    found = event.get("ATTENDEE", [])
    return found if isinstance(found, list) else [found]


def my_line(event: Any) -> Any:
    return next((guest for guest in guests(event) if guest == f"mailto:{ME}"), None)


def my_answer(event: Any) -> str:
    line = my_line(event)
    return "" if line is None else str(line.params["PARTSTAT"])


def title(event: Any) -> str:
    return str(event["SUMMARY"])


def is_timed(event: Any) -> bool:
    return isinstance(event["DTSTART"].dt, datetime)


def is_master(event: Any) -> bool:
    return "RRULE" in event


def is_override(event: Any) -> bool:
    return "RECURRENCE-ID" in event


def one_offs() -> list[Any]:
    return [one for one in events() if not is_master(one) and not is_override(one)]


def is_day_off(event: Any) -> bool:
    return not is_timed(event) and str(event["TRANSP"]) == "OPAQUE" and title(event).startswith(OFF)


def meetings(today: date = TODAY, seed: int = 7) -> list[Meeting]:
    """What takes place with other people and was not declined, by start."""
    found = [
        Meeting(str(one["UID"]), title(one), one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC))
        for one in occurrences(today, seed)
        if is_timed(one)
        and guests(one)
        and str(one["STATUS"]) != "CANCELLED"
        and not title(one).startswith(MARKS)
        and my_answer(one) != "DECLINED"
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def week_of(day: date, today: date = TODAY) -> int:
    """The number of a week: 0 is the first one, 52 that of today."""
    return (monday(day) - monday(today)).days // 7 + 52


def hours(spans: list[Meeting]) -> float:
    """The length of the union of some meetings, in hours."""
    covered, reached = timedelta(), datetime.min.replace(tzinfo=UTC)
    for one in sorted(spans, key=lambda one: one.start):
        covered += max(timedelta(), one.end - max(one.start, reached))
        reached = max(reached, one.end)
    return covered / timedelta(hours=1)


def days_off(today: date = TODAY, seed: int = 7) -> Counter[int]:
    """How many working days off each week has."""
    off = {
        one["DTSTART"].dt + timedelta(days=ahead)
        for one in occurrences(today, seed)
        if is_day_off(one)
        for ahead in range((one["DTEND"].dt - one["DTSTART"].dt).days)
    }
    return Counter(week_of(day, today) for day in off if day.weekday() < 5)


def mean_hours(weeks: range, today: date, seed: int) -> float:
    """Meeting hours a week, over the weeks with at most one day off."""
    by_week: dict[int, list[Meeting]] = defaultdict(list)
    for one in meetings(today, seed):
        by_week[week_of(one.start.date(), today)].append(one)
    off = days_off(today, seed)
    full = [hours(by_week[week]) for week in weeks if off[week] <= 1]
    assert len(full) >= 5
    return sum(full) / len(full)


# ---- the bytes ----


def test_the_same_day_and_seed_give_the_same_bytes() -> None:
    assert demo_year(TODAY) == demo_year(TODAY, 7)


def test_another_seed_or_day_gives_other_bytes() -> None:
    assert len({demo_year(TODAY, seed) for seed in (1, 2, 7)} | {demo_year(TODAY + timedelta(days=1))}) == 4


def test_lines_end_in_crlf_and_are_folded_at_75_octets_between_characters() -> None:
    lines = demo_year(TODAY).split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert 60 < max(len(line) for line in lines) <= 75
    assert [line.decode("utf-8") for line in lines]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_calendar_is_read_whole_and_without_a_complaint(today: date) -> None:
    assert [component.errors for component in calendar(today).walk() if component.errors] == []
    assert demo_year(today).count(b"\r\nBEGIN:VEVENT\r\n") == len(events(today))
    assert 250 <= len(events(today)) <= 430


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_year_reaches_from_52_weeks_ago_to_four_weeks_ahead(today: date) -> None:
    starts = [one["DTSTART"].dt.astimezone(BERLIN).date() for one in events(today) if is_timed(one)]
    assert monday(min(starts)) == monday(today) - timedelta(weeks=52)
    weeks = Counter(week_of(one.start.date(), today) for one in meetings(today))
    assert set(weeks) == set(range(56))


def test_every_zone_that_is_named_is_described_in_the_file() -> None:
    described = {str(zone["TZID"]) for zone in calendar(TODAY).walk("VTIMEZONE")}
    named = {one["DTSTART"].params["TZID"] for one in events() if "TZID" in one["DTSTART"].params}
    assert named == described
    assert {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "GMT Standard Time"} == named


def test_overrides_belong_to_a_slot_of_their_series() -> None:
    masters = {str(one["UID"]): one for one in events() if is_master(one)}
    for one in events():
        if is_override(one):
            slot, master = one["RECURRENCE-ID"].dt, masters[str(one["UID"])]
            assert slot >= master["DTSTART"].dt
            assert slot.time() == master["DTSTART"].dt.time()
    keys = [(str(one["UID"]), one["RECURRENCE-ID"].dt if is_override(one) else None) for one in events()]
    assert len(keys) == len(set(keys))


# ---- stamps and people ----


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_stamps_are_in_order_and_none_is_after_the_export(today: date) -> None:
    assert {one["DTSTAMP"].dt.date() for one in events(today)} == {today}
    for one in events(today):
        assert one["CREATED"].dt <= one["LAST-MODIFIED"].dt <= one["DTSTAMP"].dt
        if is_timed(one) and not is_override(one):
            assert one["CREATED"].dt < one["DTSTART"].dt


def test_the_person_stands_out_and_is_not_the_name_of_the_calendar() -> None:
    share: Counter[str] = Counter()
    peopled = [one for one in occurrences() if guests(one)]
    for one in peopled:
        share.update({str(guest) for guest in guests(one)})
    (most, count), (_, second) = share.most_common(2)
    assert most == f"mailto:{ME}"
    assert count / len(peopled) > 0.95
    assert (count - second) / len(peopled) > 0.10
    assert b"X-WR-CALNAME:" in demo_year(TODAY)
    assert ME.encode() not in demo_year(TODAY).split(b"X-WR-TIMEZONE")[0]


def test_every_address_is_of_a_domain_that_nobody_can_own() -> None:
    addresses = {str(guest) for one in events() for guest in guests(one)}
    addresses |= {str(one["ORGANIZER"]) for one in events() if "ORGANIZER" in one}
    assert len(addresses) > 50
    domains = {address.rpartition("@")[2] for address in addresses}
    assert all(domain.endswith(".example") or domain == "example.net" for domain in domains)
    assert {"clearlake.example", "northwind.example", "example.net"} <= domains


# ---- the ingredients ----


def test_there_is_a_daily_stand_up_and_status_rituals_without_an_agenda() -> None:
    rules = {title(one): one for one in events() if is_master(one)}
    assert rules["Daily stand-up"]["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]
    for name in ("Weekly status update", "Jour fixe Plattform", "Statusrunde Migration"):
        text = str(rules[name].get("DESCRIPTION", ""))
        assert not text or text.startswith("____")


def test_descriptions_hold_an_agenda_or_join_texts_alone_or_nothing() -> None:
    texts = [str(one.get("DESCRIPTION", "")) for one in events() if guests(one)]
    starts = ("-::~", "____", "Priya Raman is inviting", "Daniel Okafor is inviting")
    assert sum(text.startswith(starts) for text in texts) > 50
    assert sum(bool(text) and not text.startswith(starts) for text in texts) > 50
    assert sum(not text for text in texts) > 10
    for service in ("meet.google.com", "teams.microsoft.com", "zoom.us"):
        assert sum(service in text for text in texts) > 20


def test_one_on_ones_slip() -> None:
    pairs = {str(one["UID"]) for one in events() if is_master(one) and len(guests(one)) == 2}
    assert len(pairs) >= 6
    mine = [one for one in events() if str(one["UID"]) in pairs]
    moved = [one for one in mine if is_override(one) and one["DTSTART"].dt != one["RECURRENCE-ID"].dt]
    cancelled = [one for one in mine if is_override(one) and str(one["STATUS"]) == "CANCELLED"]
    assert len(moved) >= 8
    assert len(cancelled) >= 2
    assert sum("EXDATE" in one for one in mine) >= 4
    assert {one["RRULE"].get("INTERVAL", [1])[0] for one in mine if is_master(one)} == {1, 2}


def test_there_are_large_meetings_and_ones_in_which_the_person_is_optional() -> None:
    assert any(len(guests(one)) >= 40 for one in events() if is_master(one))
    kinds = {str(guest.params.get("CUTYPE")) for one in events() for guest in guests(one)}
    assert {"INDIVIDUAL", "GROUP", "ROOM"} <= kinds
    optional = [one for one in events() if is_master(one) and guests(one) and is_optional(one)]
    assert {title(one) for one in optional} == {"Platform guild", "Tech-Talk-Dienstag"}


def is_optional(event: Any) -> bool:
    return str(my_line(event).params["ROLE"]) == "OPT-PARTICIPANT"


def test_one_series_is_declined_about_half_of_the_time() -> None:
    answers = [my_answer(one) for one in occurrences() if title(one) == "Incident review"]
    assert 0.3 < answers.count("DECLINED") / len(answers) < 0.65


def test_answers_differ() -> None:
    answers = Counter(my_answer(one) for one in one_offs() if guests(one))
    assert all(answers[answer] >= 4 for answer in ("ACCEPTED", "TENTATIVE", "NEEDS-ACTION", "DECLINED"))


def test_meetings_are_cancelled_in_every_way_and_called_in_other_zones() -> None:
    cancelled = [one for one in events() if str(one["STATUS"]) == "CANCELLED"]
    assert sum(map(is_override, cancelled)) >= 5
    assert sum(not is_override(one) for one in cancelled) >= 2
    marked = [one for one in events() if title(one).startswith(MARKS)]
    assert {title(one).split(":")[0] for one in marked} == {"Canceled", "Abgesagt"}
    assert any(str(one["STATUS"]) == "CONFIRMED" for one in marked)
    zones = Counter(one["DTSTART"].params.get("TZID", "UTC") for one in one_offs() if is_timed(one))
    assert all(zones[zone] >= 3 for zone in ("UTC", "America/New_York", "Asia/Kolkata"))


def test_the_customer_calls_and_strangers_come() -> None:
    outside = [one for one in occurrences() if guests(one) and any("@northwind" in guest for guest in guests(one))]
    assert len(outside) > 40
    assert any("@example.net" in guest for one in one_offs() for guest in guests(one))


def test_there_are_own_blocks_birthdays_and_days_off() -> None:
    alone = {title(one) for one in events() if is_timed(one) and not guests(one) and "ORGANIZER" not in one}
    assert {"Focus time", "Fokuszeit", "Mittagspause"} <= alone
    assert alone & {"Zahnarzt", "Dentist"}
    birthdays = [one for one in events() if not is_timed(one) and str(one["TRANSP"]) == "TRANSPARENT"]
    assert len(birthdays) >= 6
    off = [one for one in events() if is_day_off(one)]
    assert sum((one["DTEND"].dt - one["DTSTART"].dt).days >= 5 for one in off) >= 2
    assert any(title(one).startswith("Krank") for one in off)
    assert sum((one["DTEND"].dt - one["DTSTART"].dt).days == 1 for one in off) >= 5


def test_titles_are_in_two_languages_with_accents_and_emoji() -> None:
    text = " ".join(title(one) for one in events())
    assert {"ü", "é", "☕", "🎂"} <= set(text)
    assert all(word in text for word in ("Abstimmung", "Rücksprache", "Design review", "quick sync"))


def test_some_one_offs_are_called_in_at_once() -> None:
    called = [one for one in one_offs() if is_timed(one) and guests(one)]
    short = [one for one in called if one["DTSTART"].dt - one["CREATED"].dt < timedelta(hours=24)]
    assert 0.2 < len(short) / len(called) < 0.5
    recent = [one for one in short if 48 <= week_of(one["DTSTART"].dt.date()) < 52]
    assert len(recent) >= 5


def test_series_are_split_as_google_does() -> None:
    uids = {str(one["UID"]) for one in events()}
    parts = {uid for uid in uids if "_R20" in uid}
    assert len(parts) == 3
    assert all(uid.split("_R")[0] + "@clearlake.example" in uids for uid in parts)


# ---- how it feels ----


@pytest.mark.parametrize(("today", "seed"), [*((day, 7) for day in DAYS), (TODAY, 1)], ids=str)
def test_meetings_grow(today: date, seed: int) -> None:
    before, now = mean_hours(range(12), today, seed), mean_hours(range(44, 52), today, seed)
    assert 11 < before < 16
    assert 17 < now < 23
    assert 1.25 <= now / before <= 1.90


def test_there_are_back_to_back_afternoons_double_bookings_and_late_evenings() -> None:
    recent = [one for one in meetings() if 44 <= week_of(one.start.date()) < 52]
    runs: list[list[Meeting]] = []
    for one in recent:
        if runs and one.start - max(other.end for other in runs[-1]) < timedelta(minutes=5):
            runs[-1].append(one)
        else:
            runs.append([one])
    long = [run for run in runs if len(run) >= 3 and run[-1].end - run[0].start >= timedelta(hours=2)]
    assert len(long) >= 8
    doubled = [(a, b) for a, b in pairwise(recent) if b.start < a.end]
    assert len(doubled) >= 5
    late = [one for one in meetings() if one.start.astimezone(BERLIN).hour >= 19]
    assert 10 <= len(late) <= 30


def test_most_mornings_are_free_at_first_and_few_in_the_end() -> None:
    def free_mornings(weeks: range) -> int:
        busy = {one.start.date() for one in meetings() if is_morning(one) and one.title != "Daily stand-up"}
        return sum(
            monday(TODAY) + timedelta(weeks=week - 52, days=day) not in busy for week in weeks for day in range(5)
        )

    assert free_mornings(range(8)) >= free_mornings(range(44, 52)) + 5


def is_morning(one: Meeting) -> bool:
    begin, end = (moment.astimezone(BERLIN) for moment in (one.start, one.end))
    return begin.hour < 12 and (end.hour, end.minute) > (9, 50)
