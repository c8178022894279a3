"""Proposals for the first questions, from calendars as they stand in files."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from app import language
from app.analysis.proposals import propose
from app.connectors.ics_reader import read_ics
from app.environment import resource_path
from app.model.occurrences import Period
from app.model.preferences import NO_WORK, USUAL_WEEK, Preferences, Shift, WorkingWeek
from app.model.questions import Answers, FirstQuestions, settings_with
from app.model.settings import QUESTIONS, Settings
from app.model.sources import Reading
from app.model.working_hours import working_hours, working_hours_text
from app.timeline.build import build_timeline
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer

if TYPE_CHECKING:
    from app.model.questions import CalendarProposal, HoursQuestion, NoPeopleQuestion

HOUR = 3600
CARA = "cara@firm.example"
LISTS = ("lunch", "break_focus", "shift_early", "shift_late", "shift_night", "shift_day", "side_calendars")


def weekly(title: str, days: str, hours: str, *lines: str, first: str = "2026-01-05", weeks: int = 20) -> str:
    """A series on weekdays like ``MO,TU`` with hours like ``0900-1030``, in UTC; a night ends on the next day."""
    start, end = hours.split("-")
    day = dt.date.fromisoformat(first)
    wanted = [("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(each) for each in days.split(",")]
    while day.weekday() not in wanted:
        day += dt.timedelta(days=1)
    last = day if end > start else day + dt.timedelta(days=1)
    return event(
        f"SUMMARY:{title}",
        *at(f"{day:%Y%m%d}T{start}00Z", f"{last:%Y%m%d}T{end}00Z"),
        f"RRULE:FREQ=WEEKLY;BYDAY={days};COUNT={weeks * len(wanted)}",
        *lines,
        uid=f"{title} {days} {hours}",
    )


def meeting(title: str, days: str, hours: str, who: str = BEN, weeks: int = 20) -> str:
    """A weekly meeting of Anna's with somebody."""
    return weekly(title, days, hours, organizer(who), guest(ANNA), weeks=weeks)


def all_day(title: str, *dates: str) -> list[str]:
    """All-day entries of one title."""
    return [event(f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{date}", uid=f"{title} {date}") for date in dates]


def dates(first: str, count: int, step: int = 1) -> list[str]:
    """Dates like 20260105, every so many days."""
    begin = dt.date.fromisoformat(first)
    return [f"{begin + dt.timedelta(days=step * number):%Y%m%d}" for number in range(count)]


def asked(
    *events: str, preferences: Preferences | None = None, others: dict[str, bytes] | None = None, name: str = "Work"
) -> FirstQuestions:
    """The questions about a calendar of these events, and about other calendars by their names."""
    preferences = preferences or Preferences(zone=home())
    files = {name: calendar(*events, head=(f"X-WR-CALNAME:{name}",)), **(others or {})}
    readings = [read_ics(data, f"{name}.ics") for name, data in files.items()]
    reading = Reading(
        tuple(each for reading in readings for each in reading.calendars),
        tuple(each for reading in readings for each in reading.series),
        (),
    )
    assert not any(reading.problems for reading in readings)
    period = Period(ordinal("2026-01-05"), ordinal("2026-07-05"), preferences.zone)
    return propose(build_timeline(reading, period, preferences), preferences)


def hours_of(*events: str, preferences: Preferences | None = None) -> HoursQuestion:
    question = asked(*events, preferences=preferences).hours
    assert question is not None
    return question


def named(name: str, *events: str) -> bytes:
    return calendar(*events, head=(f"X-WR-CALNAME:{name}",))


BUSY_WEEK = (
    meeting("Stand-up", "MO,TU,WE,TH,FR", "0830-0845", CARA),
    meeting("Planning", "MO,WE", "1000-1130"),
    meeting("Review", "TU,TH", "1300-1430"),
    meeting("Design", "MO,TU,WE,TH,FR", "1500-1600"),
    meeting("Wrap-up", "MO,TU,WE,TH", "1630-1730"),
)

# ---- which apply ----


def test_an_empty_calendar_is_asked_about_hours_alone() -> None:
    questions = asked()
    assert questions.ids() == ("hours",)
    assert questions.hours is not None
    assert questions.hours.hours == USUAL_WEEK
    assert questions.hours.reasons == ("The calendar holds 0 entries, too few to tell. These are the usual hours.",)


def test_a_work_calendar_is_asked_about_addresses_and_hours() -> None:
    assert asked(*BUSY_WEEK).ids() == ("me", "hours")


def test_what_was_chosen_is_not_asked() -> None:
    chosen = Preferences(zone=home(), me=frozenset({ANNA}), weeks=(WorkingWeek(1, working_hours("mon 9:00-17:00")),))
    assert asked(*BUSY_WEEK, preferences=chosen).ids() == ()


def test_what_was_answered_is_not_asked_again() -> None:
    questions = asked(*BUSY_WEEK)
    left = questions.unanswered({"me"})
    assert left is not None
    assert left.ids() == ("hours",)
    assert questions.unanswered(QUESTIONS) is None
    assert questions.unanswered(()) == questions


# ---- who I am ----


def test_the_guess_is_ticked_and_the_next_are_named_with_their_share() -> None:
    question = asked(*BUSY_WEEK).me
    assert question is not None
    assert [(each.address, each.times, each.among, each.proposed) for each in question.candidates] == [
        (ANNA, 360, 360, True),
        (BEN, 260, 360, False),
        (CARA, 100, 360, False),
    ]
    assert question.candidates[1].reason == "in 72% of the 360 entries that name people"
    assert question.reason == "The ticked address stands in most entries that name people."


def test_nobody_is_ticked_where_nobody_stands_out() -> None:
    question = asked(meeting("Sync", "MO,TU", "1000-1100")).me
    assert question is not None
    assert [each.proposed for each in question.candidates] == [False, False]
    assert question.reason == "No address stands out, so none is ticked. Without one, your own answers stay unknown."


def test_a_calendar_named_after_an_address_says_who_i_am() -> None:
    question = asked(weekly("Sales", "MO", "1200-1300", organizer(CARA), guest(BEN)), name=ANNA).me
    assert question is not None
    assert [each.address for each in question.candidates if each.proposed] == [ANNA]
    assert question.reason == "Your calendar is named after the ticked address."


def test_rooms_are_nobody() -> None:
    room = "ATTENDEE;CUTYPE=ROOM:mailto:room@firm.example"
    question = asked(weekly("Planning", "MO", "1200-1300", organizer(BEN), guest(ANNA), room)).me
    assert question is not None
    assert {each.address for each in question.candidates} == {ANNA, BEN}


# ---- hours ----


def test_hours_are_the_span_in_which_most_entries_lie() -> None:
    question = hours_of(*BUSY_WEEK)
    assert working_hours_text(question.hours) == "mon-fri 08:30-17:30"
    assert question.reasons == ("100% of the 360 entries on these days lie within these hours.",)
    assert question.shifts == ()


def test_a_few_late_entries_change_nothing() -> None:
    late = weekly("Call", "TH", "2100-2200", organizer(BEN), guest(ANNA), weeks=5)
    question = hours_of(*BUSY_WEEK, late)
    assert working_hours_text(question.hours) == "mon-fri 08:30-17:30"
    assert question.reasons[0].startswith("99% of the 365 entries")


def test_entries_within_the_usual_hours_propose_these() -> None:
    question = hours_of(meeting("Sync", "MO,TU,WE,TH,FR", "1000-1100"), meeting("Call", "MO,TU,WE", "1400-1500"))
    assert question.hours == USUAL_WEEK


def test_half_days_stay_half_days() -> None:
    question = hours_of(meeting("Sync", "MO,TU,WE,TH", "0900-1000"), meeting("Call", "MO,TU,WE,TH", "1100-1230"))
    assert working_hours_text(question.hours) == "mon-thu 09:00-12:30"


def test_days_without_meetings_are_no_working_days_and_a_short_friday_is_short() -> None:
    week = (
        meeting("Sync", "MO,TU,TH,FR", "0900-1000"),
        meeting("Call", "MO,TU,TH", "1600-1730"),
        meeting("Plan", "FR", "1200-1330"),
        meeting("Rare", "WE", "1000-1100", weeks=3),
    )
    assert working_hours_text(hours_of(*week).hours) == "mon-tue 09:00-17:30; thu 09:00-17:30; fri 09:00-13:30"


def test_private_evenings_do_not_count_where_there_are_meetings() -> None:
    choir = weekly("Choir", "MO,TU,WE,TH,FR", "1900-2100")
    assert working_hours_text(hours_of(*BUSY_WEEK, choir).hours) == "mon-fri 08:30-17:30"


def test_hours_are_local() -> None:
    kolkata = Preferences(zone=home("Asia/Kolkata"))
    assert working_hours_text(hours_of(*BUSY_WEEK, preferences=kolkata).hours) == "mon-fri 14:00-23:00"


def test_a_lunch_of_ones_own_is_a_break() -> None:
    question = hours_of(*BUSY_WEEK, weekly("🥗 Mittagspause", "MO,TU,WE,TH,FR", "1200-1245"))
    assert working_hours_text(question.hours) == "mon-fri 08:30-12:00,12:45-17:30"
    assert question.reasons[1] == "“🥗 Mittagspause” stands at 12:00–12:45 on 100 days."


def test_a_stretch_at_midday_without_meetings_is_a_break() -> None:
    full = [
        meeting(f"Talk {hour}", "MO,TU,WE,TH,FR", f"{hour:02}00-{hour + 1:02}00")
        for hour in (8, 9, 10, 11, 13, 14, 15, 16)
    ]
    question = hours_of(*full)
    assert working_hours_text(question.hours) == "mon-fri 08:00-12:00,13:00-17:00"
    assert question.reasons[1] == "12:00–13:00 is nearly always free."


def test_nights_are_one_piece_of_work() -> None:
    nights = (
        meeting("Handover", "MO,TU,WE,TH", "2200-2230"),
        meeting("Check", "TU,WE,TH,FR", "0200-0230"),
        meeting("Report", "TU,WE,TH,FR", "0530-0600"),
    )
    question = hours_of(*nights)
    assert working_hours_text(question.hours) == "mon-thu 22:00-06:00"
    assert question.reasons[0].startswith("100% of the 240 entries")


def test_work_that_begins_after_midnight_lies_on_the_day_on_which_it_begins() -> None:
    early = (meeting("Bake", "TU,WE,TH", "0030-0230"), meeting("Deliver", "TU,WE,TH", "0500-0800"))
    assert working_hours_text(hours_of(*early).hours) == "tue-thu 00:30-08:00"


def test_few_entries_are_no_proof() -> None:
    course = weekly("Course", "TU", "1500-1700", organizer(BEN), guest(ANNA))
    question = hours_of(course)
    assert question.hours == USUAL_WEEK
    assert question.reasons[0].startswith("The calendar holds 20 entries, too few to tell.")


# ---- shifts ----


def test_titles_of_shifts_give_their_days_hours() -> None:
    question = hours_of(
        weekly("Früh", "MO,TU", "0600-1400"),
        weekly("Nachtdienst - Station 3", "FR,SA", "2200-0600"),
    )
    assert question.shifts == (
        Shift("Früh", ((6 * HOUR, 14 * HOUR),)),
        Shift("Nachtdienst - Station 3", ((22 * HOUR, 30 * HOUR),)),
    )
    assert question.hours == NO_WORK
    assert question.reasons == (
        "“Früh” stands on 40 days, mostly 06:00–14:00.",
        "“Nachtdienst - Station 3” stands on 40 days, mostly 22:00–06:00.",
        "Days without one of these titles are free.",
    )


def test_all_day_shifts_take_the_hours_of_their_titles_or_the_usual_ones() -> None:
    question = hours_of(
        *all_day("Late 14-22:30", *dates("2026-01-05", 10, 7)),
        *all_day("Night", *dates("2026-01-06", 10, 7)),
        *BUSY_WEEK,
    )
    assert question.shifts == (
        Shift("Late 14-22:30", ((14 * HOUR, 22 * HOUR + 1800),)),
        Shift("Night", ((22 * HOUR, 30 * HOUR),)),
    )
    assert working_hours_text(question.hours) == "mon-fri 08:30-17:30"
    assert question.reasons[1:] == (
        "“Late 14-22:30” stands on 10 days and names its hours, 14:00–22:30.",
        "“Night” stands on 10 days without hours; 22:00–06:00 is usual for such a shift.",
    )


def test_a_shift_of_a_day_and_a_night_is_one() -> None:
    question = hours_of(weekly("24h Dienst", "MO", "0800-2000"), weekly("Dienst", "TU", "0700-1930"))
    assert question.shifts == (Shift("Dienst", ((7 * HOUR, 19 * HOUR + 1800),)),)


@pytest.mark.parametrize(
    "events",
    [
        [weekly("Early", "MO", "0700-0730")],
        [weekly("Early planning", "MO", "0600-1400")],
        [weekly("Early", "MO", "0600-1400", weeks=2)],
        [weekly("Early", "MO", "0600-1400", organizer(BEN), guest(ANNA))],
        all_day("Night of museums", *dates("2026-01-05", 4)),
    ],
    ids=["short", "more words", "rare", "with others", "not the word alone"],
)
def test_what_names_no_shift(events: list[str]) -> None:
    assert hours_of(*events).shifts == ()


def test_shifts_that_were_chosen_are_not_asked_about() -> None:
    chosen = Preferences(zone=home(), shifts=(Shift("Früh", ((6 * HOUR, 14 * HOUR),)),))
    questions = asked(weekly("Früh", "MO,TU", "0600-1400"), preferences=chosen)
    assert (questions.hours, questions.titles) == (None, None)


# ---- calendars ----


def calendars_of(**more: bytes) -> dict[str, CalendarProposal]:
    questions = asked(*BUSY_WEEK, others={name.replace("_", " "): data for name, data in more.items()})
    assert questions.calendars is not None
    return {each.name: each for each in questions.calendars.calendars}


def test_one_calendar_is_not_asked_about() -> None:
    assert asked(*BUSY_WEEK).calendars is None


def test_one_calendar_that_is_nobodys_time_is() -> None:
    question = asked(*all_day("Ben", *dates("2026-02-01", 3)), name="Geburtstage").calendars
    assert question is not None
    assert [each.counted for each in question.calendars] == [False]


def test_calendars_that_are_not_mine_are_proposed_as_left_out_with_the_reason() -> None:
    found = calendars_of(
        Holidays=named("Feiertage in Deutschland", *all_day("Ostern", "20260405")),
        Team=named("Team", weekly("Sales", "MO,TU", "1200-1300", organizer(CARA), guest(BEN))),
        Private=named("Private", weekly("Choir", "MO", "1900-2100")),
        Moves=named("Moves", *all_day("Van", *dates("2026-02-01", 4))),
        Nothing=named("Nothing", event("SUMMARY:Before", *at("20250209T100000Z", "20250209T110000Z"))),
    )
    assert {name: row.counted for name, row in found.items()} == {
        "Work": True,
        "Private": True,
        "Moves": True,
        "Nothing": True,
        "Team": False,
        "Feiertage in Deutschland": False,
    }
    assert found["Team"].reason == "Your address is in none of the 40 entries that name people."
    assert found["Feiertage in Deutschland"].reason == "Its name says that nothing in it is your own time."
    assert found["Moves"].reason == "It holds all-day entries only, which have no length."
    assert found["Nothing"].reason == "It holds nothing in this period."
    assert (found["Work"].entries, found["Work"].reason) == (360, "")


def test_calendars_of_one_name_are_one_row() -> None:
    choir = weekly("Choir", "MO", "1900-2100")
    found = calendars_of(other=named("Work", choir), more=named("Private", choir.replace("Choir", "Band")))
    assert found["Work"].entries == 380


def test_a_calendar_that_was_left_out_stays_so() -> None:
    chosen = Preferences(zone=home(), left_out=frozenset({"Private"}))
    others = {"Private": named("Private", weekly("Choir", "MO", "1900-2100"))}
    question = asked(*BUSY_WEEK, preferences=chosen, others=others).calendars
    assert question is not None
    assert [(each.name, each.counted, each.reason) for each in question.calendars] == [
        ("Work", True, ""),
        ("Private", False, "You left it out before."),
    ]


# ---- feeds without guests ----


def no_people_of(*events: str) -> NoPeopleQuestion:
    question = asked(*events).no_people
    assert question is not None
    return question


def test_a_feed_of_busy_entries_is_asked_what_a_meeting_is() -> None:
    question = no_people_of(weekly("Busy", "MO,TU,WE", "1000-1100"), weekly("", "TH", "1000-1100"))
    assert (question.busy, question.with_link, question.proposed) == (80, 0, "meeting")
    assert question.titles == (("Busy", 60),)
    assert question.reason == "0 of 80 busy entries have a link to join, too few to tell meetings by it."


def test_links_tell_meetings_from_own_time() -> None:
    link = "LOCATION:https://meet.google.com/abc-defg-hij"
    question = no_people_of(weekly("Sync", "MO,TU", "1000-1100", link), weekly("Write", "WE,TH", "0900-1200"))
    assert (question.busy, question.with_link, question.proposed) == (80, 40, "block")
    assert question.titles == (("Write", 40),)
    assert question.reason == "40 of 80 busy entries have a link to join, so meetings can be told by it."


def test_with_guests_it_is_not_asked() -> None:
    assert asked(*BUSY_WEEK).no_people is None


# ---- own titles ----


def test_the_ten_most_frequent_own_titles_are_asked_about() -> None:
    own = [weekly(f"Own {number:02}", "MO", "1700-1730", weeks=number) for number in range(1, 13)]
    question = asked(*BUSY_WEEK, *own).titles
    assert question is not None
    assert [(each.title, each.times) for each in question.titles] == [(f"Own {n:02}", n) for n in range(12, 2, -1)]


def test_titles_are_proposed_by_what_they_say_in_seven_languages() -> None:
    own = [
        weekly(title, "MO", "1200-1230", weeks=3) for title in ("Lunch", "Zahnarzt Dr. Weiß", "Admin", "Vuelo a Madrid")
    ]
    question = asked(*BUSY_WEEK, *own).titles
    assert question is not None
    assert {each.title: each.breaks for each in question.titles} == {
        "Admin": False,
        "Lunch": True,
        "Vuelo a Madrid": True,
        "Zahnarzt Dr. Weiß": True,
    }


def test_spellings_of_a_title_are_one_and_what_happened_once_is_not_asked() -> None:
    own = (
        weekly("gym", "MO", "0700-0800", weeks=2),
        weekly("Gym ", "TU", "0700-0800", weeks=3),
        weekly("Once", "WE", "0700-0800", weeks=1),
    )
    question = asked(*BUSY_WEEK, *own).titles
    assert question is not None
    assert [(each.title, each.times) for each in question.titles] == [("Gym", 5)]


def test_shifts_are_no_own_titles_and_chosen_titles_stay_chosen() -> None:
    chosen = Preferences(zone=home(), breaking_titles=frozenset({"ADMIN"}))
    own = (weekly("Admin", "MO", "0700-0800"), weekly("Early", "TU", "0600-1400"))
    question = asked(*BUSY_WEEK, *own, preferences=chosen).titles
    assert question is not None
    assert [(each.title, each.breaks) for each in question.titles] == [("Admin", True)]


# ---- answers ----


def test_answers_become_settings_and_what_was_not_asked_stays() -> None:
    lunch = weekly("Lunch", "MO", "1200-1230")
    questions = asked(*BUSY_WEEK, lunch, others={"Team": named("Team", weekly("Choir", "MO", "1900-2100"))})
    before = Settings(left_out=("Old", "Work"), breaking_titles=("Dentist", "Lunch"), scheme="dark")
    night = Shift("Night", ((22 * HOUR, 30 * HOUR),))
    answers = Answers(me=(ANNA,), counted=("Work",), hours=NO_WORK, shifts=(night,), breaking=())
    after = settings_with(before, questions, answers)
    assert after == Settings(
        me=(ANNA,),
        weeks=(WorkingWeek(1, NO_WORK),),
        shifts=(night,),
        breaking_titles=("Dentist",),
        left_out=("Old", "Team"),
        scheme="dark",
        answered=frozenset({"me", "calendars", "hours", "titles"}),
    )


def test_without_an_answer_only_the_asking_is_remembered() -> None:
    questions = asked(*BUSY_WEEK)
    assert settings_with(Settings(), questions, Answers()) == Settings(answered=frozenset({"me", "hours"}))


# ---- words ----


def test_numbers_in_reasons_are_written_as_the_language_writes_them() -> None:
    language.choose("de")
    question = asked(*BUSY_WEEK, weekly("Lunch", "MO,TU,WE,TH,FR", "1200-1230"))
    assert question.me is not None
    assert "100\u00a0%" in question.me.candidates[0].reason


@pytest.mark.parametrize("name", LISTS)
def test_word_lists_are_case_folded_composed_sorted_and_in_seven_languages(name: str) -> None:
    table = json.loads(resource_path("words", f"{name}.json").read_text("utf-8"))
    assert table.keys() == {"source", "words"}
    assert table["source"].endswith(".")
    assert table["words"].keys() == {"en", "de", "fr", "es", "pt", "it", "nl"}
    for entries in table["words"].values():
        assert entries == sorted(set(entries))
        for entry in entries:
            assert entry == unicodedata.normalize("NFC", entry).casefold() == re.sub(r"\s+", " ", entry).strip()
