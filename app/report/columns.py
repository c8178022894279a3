"""The columns of the tables: name, kind of value, unit and meaning, as docs/METRICS.md says it.

Names are those of the JSON of the command line, so that a frame, a sheet and an answer can be laid side by side.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from app.language import N_

Value = Literal["text", "code", "date", "instant", "whole", "number", "yes-no"]
"""``text`` is what others may have written; ``code`` is a word of ours. An instant is in seconds since 1970 UTC."""


class Column(NamedTuple):
    """One column; ``unit`` and ``meaning`` are texts to be translated where they are shown (empty: there is none)."""

    name: str
    value: Value
    unit: str
    meaning: str


MINUTES: Final = N_("minutes")
SHARE: Final = N_("share from 0 to 1")
_COUNT: Final = N_("count")
_DAYS: Final = N_("days")
_DATE: Final = N_("date")
_TIME: Final = N_("date and time")
_YES: Final = N_("yes or no")
_CHANGE: Final = N_("change, 0.1 is 10 % more")


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", "", meaning)


def _code(name: str, meaning: str) -> Column:
    return Column(name, "code", "", meaning)


def _minutes(name: str, meaning: str) -> Column:
    return Column(name, "number", MINUTES, meaning)


def _whole(name: str, meaning: str, unit: str = _COUNT) -> Column:
    return Column(name, "whole", unit, meaning)


def _share(name: str, meaning: str) -> Column:
    return Column(name, "number", SHARE, meaning)


def _date(name: str, meaning: str) -> Column:
    return Column(name, "date", _DATE, meaning)


def _time(name: str, meaning: str) -> Column:
    return Column(name, "instant", _TIME, meaning)


def _yes(name: str, meaning: str) -> Column:
    return Column(name, "yes-no", _YES, meaning)


_UID: Final = _text("uid", N_("What tells its series from all others in its calendar"))
_TITLE: Final = _text("title", N_("The title, as whoever sent the invitation wrote it"))
_CALENDAR: Final = _text("calendar", N_("The name of its calendar"))
_SUMMED: Final = (
    _whole("meetings", N_("Meetings that start then")),
    _minutes("meeting_minutes", N_("Time with at least one meeting")),
    _minutes("meeting_minutes_in_hours", N_("The part of it within working hours")),
    _minutes("outside_hours_minutes", N_("The part of it outside working hours")),
    _minutes("double_booked_minutes", N_("Time that at least two meetings cover")),
    _minutes("focus_minutes", N_("Working time without a meeting, in stretches of at least two hours")),
    _whole("focus_blocks", N_("Such stretches")),
    _minutes("focus_minutes_60", N_("The same in stretches of at least 60 minutes")),
    _minutes("focus_minutes_90", N_("The same in stretches of at least 90 minutes")),
    _minutes("fragment_minutes", N_("Working time without a meeting, in shorter stretches")),
    _whole("fragments", N_("Such shorter stretches")),
    _minutes("longest_gap_minutes", N_("The longest stretch of working time without a meeting")),
    _whole("interruptions", N_("Runs of meetings that lie in working time")),
    _minutes("longest_run_minutes", N_("The longest run of meetings with under five minutes between them")),
    _whole("back_to_back", N_("Meetings that start less than five minutes after the end of those before")),
    _minutes("person_minutes", N_("Length times people, summed; where people are unknown they count as two")),
    _whole("people_unknown", N_("Meetings whose people are unknown")),
    _minutes("unsure_minutes", N_("Meeting time that only tentative and unanswered meetings cover")),
    _minutes("external_minutes", N_("Meeting time that meetings with people of other domains cover")),
)

DAYS: Final = (
    _date("date", N_("The day, in the time zone of the analysis")),
    _minutes("working_minutes", N_("Working hours, less time away and holidays")),
    *_SUMMED,
)

WEEKS: Final = (
    _code("week", N_("The ISO week, Monday to Sunday")),
    _date("monday", N_("Its first day")),
    _yes("complete", N_("It lies wholly in the period, the calendars cover it, and it is over")),
    _yes(
        "full",
        N_("It is complete, and of the working time that the hours give at least 60\N{NO-BREAK SPACE}% are there"),
    ),
    _whole("working_days", N_("Days with working time"), _DAYS),
    _minutes("working_minutes", N_("Working hours, less time away and holidays")),
    *_SUMMED,
    _share("load", N_("Meeting time within working hours, of working time")),
    _share("focus_share", N_("Focus time, of working time")),
    _share("fragmentation", N_("Short stretches, of all working time without a meeting")),
    _whole("focus_days", N_("Working days with at least one stretch of two hours without a meeting"), _DAYS),
    _whole("quiet_days", N_("Working days without a meeting"), _DAYS),
    _share("recurring_share", N_("The part of the lengths of all meetings that belongs to series that repeat")),
    _share("organized_share", N_("The part of it that you organize")),
)

SERIES: Final = (
    _UID,
    _TITLE,
    _CALENDAR,
    _text("series", N_("The UID of the whole, where a calendar has split a series")),
    _yes("recurs", N_("It repeats; a one-off is a series of one")),
    _whole("held", N_("Meetings of it that were scheduled and count")),
    _whole("cancelled", N_("Meetings of it that were cancelled")),
    _whole("skipped", N_("Meetings of it that were taken out; a calendar does not say why")),
    _whole("moved", N_("Meetings of it that start 15 minutes or more from their place in the series")),
    _whole("declined", N_("Meetings of it that you declined")),
    _minutes("minutes", N_("Length of those held, summed")),
    Column("people", "number", _COUNT, N_("The median number of people")),
    _minutes("person_minutes", N_("Length times people, summed; where people are unknown they count as two")),
    _whole("age_days", N_("From its first day to the end of the period"), _DAYS),
    _share("described", N_("The share of those held that have an agenda")),
    Column("creep_length", "number", _CHANGE, N_("Length of the last four against the first four")),
    Column("creep_people", "number", _CHANGE, N_("People of the last four against the first four")),
    Column("creep_often", "number", _CHANGE, N_("How often a month: the last four against the first four")),
    _minutes("focus_cost_minutes", N_("Focus time that the period would gain if this series alone were gone")),
    _minutes("fragment_cost_minutes", N_("Time in short stretches that would be gone with it; may be negative")),
    _yes("organized", N_("You organize it")),
    _yes("external", N_("Somebody of another domain is in it")),
)

OCCURRENCES: Final = (
    _UID,
    _time("start", N_("When it begins; of an all-day one, when its first day does")),
    _time("end", N_("When it ends")),
    _minutes("minutes", N_("How long it lasts; what is all-day has no length in any figure")),
    _yes("all_day", N_("It is a matter of days and not of hours")),
    _code("kind", N_("What it counts as")),
    _code("rule", N_("Which rule decided that")),
    _code("response", N_("Your answer")),
    _whole("people", N_("How many people are in it, you among them")),
    _TITLE,
    _CALENDAR,
    _text("series", N_("The UID of the whole, where a calendar has split a series")),
    _yes("recurs", N_("It belongs to a series that repeats")),
    _yes("away", N_("It lies wholly in time away, and counts in no figure")),
    _yes("external", N_("Somebody of another domain is in it")),
    _yes("organized", N_("You organize it")),
)

FINDINGS: Final = (
    _code("id", N_("The pattern")),
    _code("state", N_("Whether it was found (found, not-found, unknown, or not-so where you refused it)")),
    _text("name", N_("Its name")),
    _text("sentence", N_("What was found, or why nothing is known")),
    Column("figure", "number", "", N_("The figure that it is about, in the unit beside it")),
    _code("unit", N_("The unit of figure and usual range")),
    Column("usual_from", "number", "", N_("Where the usual range of the figure begins")),
    Column("usual_to", "number", "", N_("Where the usual range of the figure ends")),
    _whole("n", N_("How many meetings, or weeks, it rests on")),
    _code("confidence", N_("How sure it is")),
    _minutes("focus_cost_minutes", N_("Focus time a week that its meetings cost")),
    _minutes("meeting_minutes", N_("Meeting time a week of its meetings")),
    _text("cannot_know", N_("What a calendar cannot say about it")),
    _text("suggestion", N_("One thing to try")),
    _text("not_so", N_("Your reason, where you refused it")),
)

EVIDENCE: Final = (
    _code("id", N_("The pattern")),
    _UID,
    _time("start", N_("When the meeting begins")),
    _TITLE,
)

JOURNAL: Final = (
    _code("kind", N_("What it is: promise, recognition, stretch, promotion, note, experiment")),
    _whole("id", N_("Its number in the journal")),
    _text("what", N_("What was promised, happened, or is changed")),
    _text("person", N_("To whom it was promised, or of whom it was noted")),
    _text("done_means", N_("What done means")),
    _date("defined", N_("When that was written")),
    _date("promised", N_("When it was promised")),
    _date("began", N_("When it began")),
    _date("due", N_("By when it was promised")),
    _date("first_done", N_("When it was done for the first time")),
    _date("reopened", N_("When it was reopened for the first time")),
    _date("done", N_("Since when it is done; empty while it is open")),
    _whole("waits", N_("How often it waited for something")),
    _code("waits_for", N_("What it waits for now")),
    _date("date", N_("The day of an entry, or on which an experiment began")),
    _text("uid", N_("The series of the meeting that a note is on")),
    _time("start", N_("When that meeting began")),
    _text("title", N_("Its title when the note was made")),
    _whole("worth", N_("What it was worth, from 1 to 5")),
    _text("decision", N_("What was decided")),
    _text("owner", N_("Who takes care of it")),
    _text("blocker", N_("What no longer stands in the way")),
    _code("measure", N_("The figure that an experiment looks at")),
)
