"""The second computation, held against days that were worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.second_computation import DEFAULT_HOURS, Result, Settings, second_computation
from tests.second_computation.drafts import calendar_file, entry, whole_day

ADA = ("ada@engine.example",)
BEN = ("ORGANIZER:mailto:ada@engine.example", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@engine.example")
BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
NIGHTS = "mon-sun 22:00-06:00"
MONDAY = date(2026, 3, 2)


def computed(
    *entries: list[str],
    first: date = MONDAY,
    days: int = 1,
    zone: str = BERLIN,
    me: tuple[str, ...] = ADA,
    hours: str = DEFAULT_HOURS,
    no_people: str | None = None,
) -> Result:
    content = calendar_file(line for lines in entries for line in lines)
    last = first + timedelta(days=days - 1)
    settings = Settings(first, last, zone, date(2027, 1, 1), me, hours, no_people)
    return second_computation([content], settings)


def on(result: Result, day: int, *names: str) -> tuple[object, ...]:
    return tuple(result.days[day][name] for name in names)


def spans(result: Result) -> list[tuple[object, object]]:
    return sorted((str(row["start"]), str(row["end"])) for row in result.events)


def test_an_ordinary_day() -> None:
    result = computed(
        entry("20260302T090000", "20260302T100000", *BEN), entry("20260302T130000", "20260302T140000", *BEN)
    )
    assert result.days[0] == {
        "date": "2026-03-02",
        "meetings": 2,
        "meeting_minutes": 120,
        "meeting_minutes_in_hours": 120,
        "outside_hours_minutes": 0,
        "double_booked_minutes": 0,
        "working_minutes": 480,
        "focus_minutes": 360,
        "focus_blocks": 2,
        "focus_minutes_60": 360,
        "focus_minutes_90": 360,
        "fragment_minutes": 0,
        "fragments": 0,
        "longest_gap_minutes": 180,
        "interruptions": 2,
        "longest_run_minutes": 60,
        "back_to_back": 0,
        "person_minutes": 240,
        "people_unknown": 0,
        "unsure_minutes": 0,
        "external_minutes": 0,
    }


def test_an_empty_working_day_and_an_empty_sunday() -> None:
    result = computed(entry("20260302T090000", "20260302T100000", *BEN), days=7)
    assert on(result, 1, "meetings", "working_minutes", "focus_minutes", "longest_gap_minutes") == (
        0,
        480,
        480,
        480,
    )
    assert on(result, 6, "meetings", "working_minutes", "focus_minutes", "longest_gap_minutes") == (
        0,
        0,
        0,
        0,
    )


def test_a_day_in_pieces() -> None:
    # Gaps of 30, 60, 119 and 120 minutes.
    result = computed(
        entry("20260302T093000", "20260302T103000", *BEN),
        entry("20260302T113000", "20260302T123000", *BEN),
        entry("20260302T142900", "20260302T150000", *BEN),
    )
    assert on(result, 0, "focus_minutes", "focus_blocks", "fragment_minutes", "fragments") == (120, 1, 209, 3)
    assert on(result, 0, "focus_minutes_60", "focus_minutes_90", "longest_gap_minutes") == (299, 239, 120)


def test_overlaps_and_runs() -> None:
    # 10:00-11:00, 10:30-11:30, then 4 minutes, 11:34-12:00, then 5 minutes, 12:05-12:30.
    result = computed(
        entry("20260302T100000", "20260302T110000", *BEN),
        entry("20260302T103000", "20260302T113000", *BEN),
        entry("20260302T113400", "20260302T120000", *BEN),
        entry("20260302T120500", "20260302T123000", *BEN),
    )
    assert on(result, 0, "meeting_minutes", "double_booked_minutes", "person_minutes") == (141, 30, 342)
    assert on(result, 0, "interruptions", "longest_run_minutes", "back_to_back") == (2, 120, 1)


def test_the_five_minutes_are_counted_in_seconds() -> None:
    # 299 seconds after the first meeting, then 300 seconds after the second, then at once.
    result = computed(
        entry("20260302T100000", "20260302T103001", *BEN),
        entry("20260302T103500", "20260302T110000", *BEN),
        entry("20260302T110500", "20260302T113000", *BEN),
        entry("20260302T113000", "20260302T114500", *BEN),
    )
    assert on(result, 0, "back_to_back", "interruptions", "longest_run_minutes") == (2, 2, 60)
    assert result.days[0]["meeting_minutes"] == pytest.approx(95 + 1 / 60)


def test_a_meeting_over_midnight_counts_where_its_time_lies() -> None:
    result = computed(entry("20260302T220000", "20260303T093000", *BEN), days=2)
    names = ("meetings", "meeting_minutes", "meeting_minutes_in_hours", "interruptions", "person_minutes")
    assert on(result, 0, *names) == (1, 120, 0, 0, 1380)
    assert on(result, 1, *names) == (0, 570, 30, 1, 0)
    assert on(result, 0, "longest_run_minutes") == (690,)
    assert on(result, 1, "longest_run_minutes", "focus_minutes") == (0, 450)


def test_an_afternoon_out_of_office() -> None:
    # Off from 13:00: the meeting at 14:00 is away, the one from 12:30 to 13:30 counts.
    result = computed(
        entry("20260302T130000", "20260302T180000", "SUMMARY:OOO"),
        entry("20260302T140000", "20260302T150000", *BEN),
        entry("20260302T123000", "20260302T133000", *BEN),
    )
    assert on(result, 0, "meetings", "meeting_minutes", "meeting_minutes_in_hours") == (1, 60, 30)
    assert on(result, 0, "working_minutes", "focus_minutes", "fragments") == (240, 210, 0)
    assert [row["away"] for row in result.events if row["kind"] == "meeting"] == [True, False]


def test_a_day_off_is_no_working_day() -> None:
    result = computed(
        whole_day("20260303", "20260304", "SUMMARY:Urlaub – Kreta"),
        entry("20260303T100000", "20260303T110000", *BEN),
        entry("20260303T230000", "20260304T003000", *BEN),
        days=7,
    )
    assert on(result, 1, "working_minutes", "meetings", "meeting_minutes") == (0, 1, 60)
    assert on(result, 2, "working_minutes", "meeting_minutes", "outside_hours_minutes") == (480, 30, 30)
    assert (result.weeks[0]["quiet_days"], result.weeks[0]["focus_days"]) == (3, 4)


def test_answers_and_strangers() -> None:
    # Tentative 9:00-10:00, accepted 9:30-10:30 with a stranger, unanswered 14:00-15:00, declined 16:00-17:00.
    def asked(answer: str, guest: str = "ben@engine.example") -> tuple[str, ...]:
        return f"ORGANIZER:mailto:{guest}", f"ATTENDEE;PARTSTAT={answer}:MAILTO:Ada@Engine.example"

    result = computed(
        entry("20260302T090000", "20260302T100000", *asked("TENTATIVE")),
        entry("20260302T093000", "20260302T103000", *asked("ACCEPTED", "zoe@gmail.com")),
        entry("20260302T140000", "20260302T150000", *asked("NEEDS-ACTION")),
        entry("20260302T160000", "20260302T170000", *asked("DELEGATED")),
    )
    assert on(result, 0, "meetings", "meeting_minutes", "unsure_minutes", "external_minutes") == (
        3,
        150,
        90,
        60,
    )
    assert sorted(str(row["kind"]) for row in result.events) == ["declined", "meeting", "meeting", "meeting"]


def test_hours_with_a_break() -> None:
    hours = "mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00"
    result = computed(entry("20260302T120000", "20260302T140000", *BEN), hours=hours, days=7)
    assert on(result, 0, "working_minutes", "meeting_minutes_in_hours", "outside_hours_minutes") == (
        465,
        75,
        45,
    )
    assert on(result, 0, "focus_minutes", "focus_blocks", "interruptions") == (390, 2, 1)
    assert on(result, 1, "focus_blocks", "longest_gap_minutes") == (2, 255)
    assert [row["working_minutes"] for row in result.days] == [465, 465, 465, 465, 300, 0, 0]


def test_a_night_shift_is_cut_at_midnight() -> None:
    result = computed(entry("20260302T230000", "20260303T010000", *BEN), hours="mon-fri 22:00-06:00", days=7)
    assert [row["working_minutes"] for row in result.days] == [120, 480, 480, 480, 480, 360, 0]
    assert on(result, 0, "focus_minutes", "fragment_minutes") == (0, 60)
    assert on(result, 1, "focus_minutes", "focus_blocks", "interruptions") == (420, 2, 1)


def test_the_night_that_loses_an_hour_in_berlin() -> None:
    # 29 March 2026: 02:30 does not exist and is read as 03:30; the night shift is an hour shorter.
    sunday = date(2026, 3, 29)
    daily = entry("20260328T023000", "20260328T030000", "RRULE:FREQ=DAILY;COUNT=3", *BEN)
    result = computed(daily, first=sunday, hours=NIGHTS)
    assert spans(result) == [("2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z")]
    assert on(result, 0, "working_minutes", "meeting_minutes", "focus_minutes") == (420, 30, 390)
    single = computed(entry("20260329T023000", "20260329T030000", *BEN), first=sunday)
    assert spans(single) == spans(result)


def test_the_night_that_gains_an_hour_in_berlin() -> None:
    # 25 October 2026: 22:00 to 06:00 lasts nine hours by DTEND, eight by DURATION.
    night = ("20261023T220000", "20261024T060000", "RRULE:FREQ=DAILY;COUNT=3", *BEN)
    by_clock = computed(entry(*night), first=date(2026, 10, 24), days=2, hours=NIGHTS)
    by_length = computed(entry(night[0], "PT8H", *night[2:]), first=date(2026, 10, 24), days=2, hours=NIGHTS)
    assert ("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z") in spans(by_clock)
    assert ("2026-10-24T20:00:00Z", "2026-10-25T04:00:00Z") in spans(by_length)
    assert on(by_clock, 1, "working_minutes", "meeting_minutes", "focus_minutes") == (540, 540, 0)
    assert on(by_length, 1, "working_minutes", "meeting_minutes", "fragment_minutes") == (540, 480, 60)


def test_the_hour_that_comes_twice_in_new_york() -> None:
    # 1 November 2026: 01:30 is the first of the two, and half an hour stays half an hour.
    sunday = date(2026, 11, 1)
    rule = ("RRULE:FREQ=DAILY;COUNT=3", *BEN)
    by_clock = entry("20261031T013000", "20261031T020000", *rule, zone=NEW_YORK)
    by_length = entry("20261031T013000", "PT30M", *rule, zone=NEW_YORK)
    for daily in (by_clock, by_length):
        result = computed(daily, first=sunday, zone=NEW_YORK, hours="sun 00:00-12:00")
        assert spans(result) == [("2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z")]
        assert on(result, 0, "working_minutes", "meeting_minutes", "focus_minutes") == (780, 30, 660)
        assert on(result, 0, "fragment_minutes", "fragments") == (90, 1)


def test_half_an_hour_on_lord_howe() -> None:
    # 4 October 2026: 02:00 becomes 02:30. 5 April 2026: 02:00 becomes 01:30.
    spring = entry("20261003T021500", "20261003T023000", "RRULE:FREQ=DAILY;COUNT=2", *BEN, zone=LORD_HOWE)
    result = computed(spring, first=date(2026, 10, 4), zone=LORD_HOWE, hours="sun 00:00-24:00")
    assert spans(result) == [("2026-10-03T15:45:00Z", "2026-10-03T16:00:00Z")]
    assert on(result, 0, "working_minutes") == (23.5 * 60,)
    autumn = entry("20260404T014500", "PT30M", "RRULE:FREQ=DAILY;COUNT=2", *BEN, zone=LORD_HOWE)
    result = computed(autumn, first=date(2026, 4, 5), zone=LORD_HOWE, hours="sun 00:00-24:00")
    assert spans(result) == [("2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z")]
    assert on(result, 0, "working_minutes") == (24.5 * 60,)


def test_a_week() -> None:
    # A daily half hour at 09:00, and on Monday two hours from 13:00 that Ben organizes.
    asked = ("ORGANIZER:mailto:ben@engine.example", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@engine.example")
    result = computed(
        entry("20260302T090000", "20260302T093000", "RRULE:FREQ=DAILY;COUNT=5", *BEN),
        entry("20260302T130000", "20260302T150000", *asked),
        first=date(2026, 3, 1),
        days=8,
    )
    week = result.weeks[1]
    assert [row["week"] for row in result.weeks] == ["2026-W09", "2026-W10"]
    assert [row["complete"] for row in result.weeks] == [False, True]
    assert (week["meetings"], week["meeting_minutes"], week["working_minutes"]) == (6, 270, 2400)
    assert (week["focus_minutes"], week["fragment_minutes"]) == (4 * 450 + 210 + 120, 0)
    assert (week["longest_gap_minutes"], week["longest_run_minutes"]) == (450, 120)
    assert week["load"] == pytest.approx(270 / 2400)
    assert week["focus_share"] == pytest.approx(2130 / 2400)
    assert (week["fragmentation"], week["focus_days"], week["quiet_days"]) == (0, 5, 0)
    assert week["recurring_share"] == week["organized_share"] == pytest.approx(150 / 270)
    assert result.weeks[0]["load"] is None


def test_what_a_week_needs_to_be_complete() -> None:
    # The data begin on Tuesday; the week after ends on the day before today.
    tuesday = entry("20260303T100000", "20260303T110000", *BEN)
    content = calendar_file(tuesday)
    for today, complete in ((date(2026, 3, 16), [False, True]), (date(2026, 3, 15), [False, False])):
        result = second_computation([content], Settings(MONDAY, date(2026, 3, 15), BERLIN, today, ADA))
        assert [row["complete"] for row in result.weeks] == complete


def test_kinds() -> None:
    cases = {
        "cancelled": ("SUMMARY:Canceled: Plan", *BEN),
        "declined": ("ATTENDEE;PARTSTAT=DECLINED:mailto:ada@engine.example",),
        "out_of_office": ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", *BEN),
        "focus": ("SUMMARY:Deep work\\, alone",),
        "free": ("TRANSP:TRANSPARENT", *BEN),
        "meeting": ("DESCRIPTION:https://meet.google.com/abc-defg-hij",),
        "block": ("SUMMARY:Anna OOO",),
    }
    entries = [
        entry(f"20260302T{9 + at:02}0000", "PT30M", *lines, uid=kind) for at, (kind, lines) in enumerate(cases.items())
    ]
    entries.append(entry("20260302T080000", "PT12H", *BEN, uid="ignored"))
    entries.append(entry("20260302T080000", "PT24H", *BEN, uid="all_day"))
    result = computed(*entries)
    assert {row["uid"]: row["kind"] for row in result.events} == {row["uid"]: row["uid"] for row in result.events}
    assert len(result.events) == 9


def test_corrections_of_the_expansion() -> None:
    # UNTIL in local time keeps the last instance, an override stays beside an EXDATE of the same instance.
    rule = (
        "RRULE:FREQ=DAILY;UNTIL=20260305T190000",
        "EXDATE;TZID=America/New_York:20260303T190000,20260304T190000",
    )
    result = computed(
        entry("20260302T190000", "20260302T193000", *rule, *BEN, zone=NEW_YORK, uid="series"),
        entry(
            "20260303T200000",
            "20260303T203000",
            "RECURRENCE-ID:20260304T000000Z",
            *BEN,
            zone=NEW_YORK,
            uid="series",
        ),
        zone=NEW_YORK,
        days=7,
    )
    assert [(row["recurrence_id"], row["start"]) for row in result.events] == [
        ("2026-03-03T00:00:00Z", "2026-03-03T00:00:00Z"),
        ("2026-03-04T00:00:00Z", "2026-03-04T01:00:00Z"),
        ("2026-03-06T00:00:00Z", "2026-03-06T00:00:00Z"),
    ]


def test_a_feed_without_people() -> None:
    def feed(number: int) -> list[list[str]]:
        return [entry(f"202603{2 + n // 8:02}T{9 + n % 8:02}0000", "PT30M") for n in range(number)]

    unknown = computed(*feed(20))
    assert {name for name, value in unknown.days[0].items() if value is not None} == {
        "date",
        "working_minutes",
    }
    assert {name for name, value in unknown.weeks[0].items() if value is not None} == {
        "week",
        "complete",
        "working_minutes",
    }
    assert on(computed(*feed(20), no_people="meeting"), 0, "meetings", "focus_minutes") == (8, 0)
    assert on(computed(*feed(20), no_people="block"), 0, "meetings", "focus_minutes") == (0, 480)
    assert on(computed(*feed(19)), 0, "meetings", "focus_minutes") == (0, 480)


def test_nobody_knows_who_i_am() -> None:
    def between(*names: str) -> tuple[str, ...]:
        return tuple(f"ATTENDEE:mailto:{name}@engine.example" for name in names)

    result = computed(
        entry("20260302T100000", "20260302T110000", *between("ben", "cleo", "dov")),
        entry("20260302T140000", "20260302T150000", *between("eve")),
        me=(),
    )
    assert (result.me, result.guessed) == (frozenset(), False)
    assert [(row["kind"], row["people"], row["response"]) for row in result.events] == [
        ("meeting", 3, None),
        ("block", 1, None),
    ]
    assert on(result, 0, "person_minutes", "external_minutes") == (180, None)
    assert result.weeks[0]["organized_share"] is None
