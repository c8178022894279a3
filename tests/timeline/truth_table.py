"""The truth table: small events, and what METRICS.md §1 makes of each.

An event stands here as the property lines of its VEVENT, or, where Google or Microsoft say something that no file can
carry, as the event that their connectors would give. It lasts from 10:00 to 11:00 UTC unless it says when. Anna is
the person whose calendar it is, unless a row names others; NOBODY means that it is not known who that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from app.model.events import CalendarTime, Length
from tests.builders import ANNA, BEN, PLAIN, at, attendee, guest, ordinal, organizer, plain_event

if TYPE_CHECKING:
    from app.model.events import Event, Response
    from app.model.occurrences import Kind, RuleId
    from app.model.preferences import SeriesRule

EVA: Final = "eva@client.example"
ANNA_AT_HOME: Final = "anna@gmail.com"
NOBODY: Final[tuple[str, ...]] = ()
OPAQUE, FREE = "TRANSP:OPAQUE", "TRANSP:TRANSPARENT"
CANCELLED = "STATUS:CANCELLED"
WITH_BEN: Final = (guest(ANNA), guest(BEN))
TODAY: Final = at("20260209", "20260210")
A_DATE: Final = CalendarTime(ordinal("2026-02-09"), 0, None, is_date=True)
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
"""The flag of England: a black one and letters that are not seen (Unicode tags)."""
MEET = "https://meet.google.com/abc-defg-hij"
SAFE_LINK = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2Fmeetup-join%2F19"
)


def busy(status: str) -> str:
    """Outlook's own word for how an event shows the person."""
    return f"X-MICROSOFT-CDO-BUSYSTATUS:{status}"


def title(text: str) -> str:
    """A SUMMARY line."""
    return f"SUMMARY:{text}"


@dataclass(frozen=True, slots=True)
class Row:
    """An event, and what it counts as.

    `external` is False where it is left out: where I am known, nobody is a stranger until an address says so.
    `method` is the METHOD of its calendar; `left_out`, `no_people` and `own` (a rule on its series) are what the
    person chose.
    """

    name: str
    says: tuple[str, ...] | Event
    kind: Kind
    rule: RuleId
    response: Response | None = None
    people: int | None = None
    external: bool | None = False
    me: tuple[str, ...] = (ANNA,)
    method: str = ""
    left_out: bool = False
    no_people: Literal["meeting", "block"] | None = None
    own: SeriesRule | None = None


# A table reads better in rows.
# fmt: off
STRUCK_OUT: Final = (
    Row("status", (CANCELLED, *WITH_BEN), "cancelled", "status-cancelled", "accepted", 2),
    Row("status in small letters", ("STATUS:cancelled",), "cancelled", "status-cancelled"),
    Row("status, all-day", (CANCELLED, *TODAY), "cancelled", "status-cancelled"),
    Row("status beats a title of time off", (CANCELLED, title("OOO")), "cancelled", "status-cancelled"),
    Row("status beats declined", (CANCELLED, guest(ANNA, "DECLINED"), guest(BEN)), "cancelled", "status-cancelled",
        "declined", 2),
    Row("status beats free", (CANCELLED, FREE), "cancelled", "status-cancelled"),
    Row("cancelled at Google or in Graph", plain_event(attendee(ANNA), attendee(BEN), cancelled="status"), "cancelled",
        "status-cancelled", "accepted", 2),
    Row("confirmed is not cancelled", ("STATUS:CONFIRMED", *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("a tentative status is no answer", ("STATUS:TENTATIVE", *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("title, American", (title("Canceled: Review"), *WITH_BEN), "cancelled", "title-cancelled", "accepted", 2),
    Row("title, British", (title("Cancelled: Review"),), "cancelled", "title-cancelled"),
    Row("title in capitals", (title("CANCELED: Review"),), "cancelled", "title-cancelled"),
    Row("title of an event at Google", (title("Canceled event: Review"),), "cancelled", "title-cancelled"),
    Row("title, German", (title("Abgesagt: Runde"),), "cancelled", "title-cancelled"),
    Row("title, French, with its space", (title("Annulé : Réunion"),), "cancelled", "title-cancelled"),
    Row("title, French, with a narrow space that does not break", (title("Annulé\u202f: Réunion"),), "cancelled",
        "title-cancelled"),
    Row("title, French, its accent written apart", (title("Annule\u0301 : Réunion"),), "cancelled", "title-cancelled"),
    Row("title, Spanish", (title("Cancelado: Reunión"),), "cancelled", "title-cancelled"),
    Row("title, Portuguese", (title("Cancelada: Reunião"),), "cancelled", "title-cancelled"),
    Row("title, Italian", (title("Annullato: Riunione"),), "cancelled", "title-cancelled"),
    Row("title, Dutch", (title("Geannuleerd: Overleg"),), "cancelled", "title-cancelled"),
    Row("title with nothing behind the mark", (title("Canceled:"),), "cancelled", "title-cancelled"),
    Row("the mark amid a title is none", (title("Flight canceled: rebook"),), "block", "own-time"),
    Row("the word without a colon is no mark", (title("Canceled flights review"),), "block", "own-time"),
    Row("title beats declined", (title("Canceled: Review"), guest(ANNA, "DECLINED"), guest(BEN)), "cancelled",
        "title-cancelled", "declined", 2),
    Row("a calendar sent to cancel", WITH_BEN, "cancelled", "method-cancel", "accepted", 2, method="CANCEL"),
    Row("a calendar sent to cancel, in small letters", (), "cancelled", "method-cancel", method="cancel"),
    Row("a calendar sent to ask", WITH_BEN, "meeting", "people", "accepted", 2, method="REQUEST"),
    Row("a calendar sent to answer", WITH_BEN, "meeting", "people", "accepted", 2, method="REPLY"),
    Row("declined", (guest(ANNA, "DECLINED"), guest(BEN)), "declined", "declined", "declined", 2),
    Row("declined in small letters", (guest(ANNA, "declined"), guest(BEN)), "declined", "declined", "declined", 2),
    Row("delegated to another is declined", (guest(ANNA, "DELEGATED"), guest(BEN)), "declined", "declined", "declined",
        2),
    Row("declined beats Outlook's out of office", (busy("OOF"), guest(ANNA, "DECLINED"), guest(BEN)), "declined",
        "declined", "declined", 2),
    Row("declined beats a title of time off", (title("OOO"), guest(ANNA, "DECLINED")), "declined", "declined",
        "declined", 1),
    Row("declined beats all-day", (*TODAY, guest(ANNA, "DECLINED"), guest(BEN)), "declined", "declined", "declined", 2),
    Row("declined beats free", (FREE, guest(ANNA, "DECLINED"), guest(BEN)), "declined", "declined", "declined", 2),
    Row("declined by the organizer, who is me", (organizer(ANNA), guest(ANNA, "DECLINED"), guest(BEN)), "declined",
        "declined", "declined", 2),
    Row("that somebody else declined is not my answer", (guest(ANNA), guest(BEN, "DECLINED")), "meeting", "people",
        "accepted", 2),
    Row("nobody can decline who is not known", (guest(ANNA, "DECLINED"), guest(BEN, "DECLINED")), "meeting", "people",
        None, 2, None, me=NOBODY),
)

OUT_OF_OFFICE: Final = (
    Row("Google's out of office", plain_event(event_type="out_of_office"), "out_of_office", "out-of-office-type"),
    Row("Google's out of office, with a guest", plain_event(attendee(BEN), event_type="out_of_office"), "out_of_office",
        "out-of-office-type", None, 2),
    Row("Outlook's status", (busy("OOF"),), "out_of_office", "out-of-office-status"),
    Row("Outlook's status in small letters", (busy("oof"),), "out_of_office", "out-of-office-status"),
    Row("Outlook's status, with people", (busy("OOF"), *WITH_BEN), "out_of_office", "out-of-office-status", "accepted",
        2),
    Row("Outlook's status, all-day", (busy("OOF"), *TODAY), "out_of_office", "out-of-office-status"),
    Row("Outlook's status against TRANSP", (busy("OOF"), FREE), "out_of_office", "out-of-office-status"),
    Row("showAs oof of Graph", plain_event(busy="out_of_office"), "out_of_office", "out-of-office-status"),
    Row("title", (title("OOO"),), "out_of_office", "out-of-office-title"),
    Row("title in other letters", (title("oUT of OFFICE"),), "out_of_office", "out-of-office-title"),
    Row("title with spaces about it", (title("  Out   of office "),), "out_of_office", "out-of-office-title"),
    Row("title, all-day", (title("Urlaub"), *TODAY), "out_of_office", "out-of-office-title"),
    Row("title, 30 hours", (title("Urlaub"), *at("20260209T080000Z", "20260210T140000Z")), "out_of_office",
        "out-of-office-title"),
    Row("title, 13 hours", (title("Urlaub"), *at("20260209T080000Z", "20260209T210000Z")), "out_of_office",
        "out-of-office-title"),
    Row("title, without length", (title("OOO"), *at("20260209T080000Z", "20260209T080000Z")), "out_of_office",
        "out-of-office-title"),
    Row("title with emoji before", (title("🏖️ Urlaub"),), "out_of_office", "out-of-office-title"),
    Row("title with emoji behind", (title("OOO 🌴🌴"),), "out_of_office", "out-of-office-title"),
    Row("title with an emoji of skin tone and joiner", (title("🤷🏽‍♀️ Sick"),), "out_of_office", "out-of-office-title"),
    Row("title with a flag", (title("🇮🇹 Vacation"),), "out_of_office", "out-of-office-title"),
    Row("title with a flag that is made of tags", (title(f"{ENGLAND} Vacation"),), "out_of_office",
        "out-of-office-title"),
    Row("title with an emoji among the mathematical signs", (title("◾️ OOO"),), "out_of_office", "out-of-office-title"),
    Row("entry and hyphen", (title("OOO - conference"),), "out_of_office", "out-of-office-title"),
    Row("entry and hyphen without a space", (title("OOO-conference"),), "out_of_office", "out-of-office-title"),
    Row("entry and dash", (title("OOO – conference"),), "out_of_office", "out-of-office-title"),
    Row("entry and colon", (title("Urlaub: Italien"),), "out_of_office", "out-of-office-title"),
    Row("entry and comma", (title("OOO, back on Monday"),), "out_of_office", "out-of-office-title"),
    Row("entry and bracket", (title("Vacation (Rome)"),), "out_of_office", "out-of-office-title"),
    Row("entry and slash", (title("PTO/travel"),), "out_of_office", "out-of-office-title"),
    Row("entry with hyphens of its own", (title("Out-of-office: dentist"),), "out_of_office", "out-of-office-title"),
    Row("emoji between entry and mark", (title("OOO 🌴 - conference"),), "out_of_office", "out-of-office-title"),
    Row("somebody else's name before it", (title("Anna OOO"),), "block", "own-time"),
    Row("entry and another word", (title("OOO conference"),), "block", "own-time"),
    Row("a word that begins like an entry", (title("Urlaubsplanung"),), "block", "own-time"),
    Row("title, not opaque", (title("OOO"), FREE), "free", "transparent"),
    Row("title, not opaque, all-day", (title("Urlaub"), FREE, *TODAY), "all_day", "date"),
    Row("title, free by Outlook", (title("Urlaub"), busy("FREE")), "free", "free-status"),
    Row("title, opaque by Outlook", (title("Urlaub"), busy("BUSY"), FREE), "out_of_office", "out-of-office-title"),
    Row("title, with other people", (title("OOO - handover"), *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("title, with other people, all-day", (title("Holiday"), *WITH_BEN, *TODAY), "all_day", "date", "accepted", 2),
    Row("title, with me alone", (title("OOO"), organizer(ANNA), guest(ANNA)), "out_of_office", "out-of-office-title",
        "accepted", 1),
    Row("title, with one address where I am not known", (title("OOO"), organizer(BEN)), "out_of_office",
        "out-of-office-title", None, 1, None, me=NOBODY),
    Row("title, with two addresses where I am not known", (title("OOO"), organizer(BEN), guest(ANNA)), "meeting",
        "people", None, 2, None, me=NOBODY),
    Row("title, with a room", (title("OOO"), guest("room-5@firm.example", "ACCEPTED", "CUTYPE=ROOM")), "out_of_office",
        "out-of-office-title", None, 1),
    Row("title beats placeholder, Outlook's title for a day off", (title("Day off"),
        *at("20260209T000000Z", "20260209T235900Z")), "out_of_office", "out-of-office-title"),
    Row("French", (title("Congés payés"),), "out_of_office", "out-of-office-title"),
    Row("Spanish", (title("Vacaciones"),), "out_of_office", "out-of-office-title"),
    Row("Portuguese", (title("Férias"),), "out_of_office", "out-of-office-title"),
    Row("Italian", (title("Ferie - Sardegna"),), "out_of_office", "out-of-office-title"),
    Row("Dutch", (title("Vakantie"),), "out_of_office", "out-of-office-title"),
    Row("German, with a double s", (title("Außer Haus"),), "out_of_office", "out-of-office-title"),
)

LENGTHS: Final = (
    Row("date", TODAY, "all_day", "date"),
    Row("date with end equal to start", at("20260209", "20260209"), "all_day", "date"),
    Row("date without end", ("DTSTART;VALUE=DATE:20260209",), "all_day", "date"),
    Row("date with people", (*TODAY, *WITH_BEN), "all_day", "date", "accepted", 2),
    Row("all-day beats free", (*TODAY, FREE), "all_day", "date"),
    Row("all-day beats focus", (*TODAY, title("Focus day")), "all_day", "date"),
    Row("all-day beats a working location", plain_event(start=A_DATE, event_type="working_location"), "all_day",
        "date"),
    Row("24 hours", (*at("20260209T100000Z", "20260210T100000Z"), *WITH_BEN), "all_day", "whole-day", "accepted", 2),
    Row("24 hours beat focus", (*at("20260209T100000Z", "20260210T100000Z"), title("Deep work")), "all_day",
        "whole-day"),
    Row("24 hours beat free", (*at("20260209T100000Z", "20260210T100000Z"), FREE), "all_day", "whole-day"),
    Row("a day of 23 hours is no whole day", ("DTSTART;TZID=Europe/Berlin:20260329T000000",
        "DTEND;TZID=Europe/Berlin:20260330T000000"), "ignored", "placeholder"),
    Row("a day of 25 hours is", ("DTSTART;TZID=Europe/Berlin:20261025T000000",
        "DTEND;TZID=Europe/Berlin:20261026T000000"), "all_day", "whole-day"),
    Row("23:59 h", (*at("20260209T000000Z", "20260209T235900Z"), *WITH_BEN), "ignored", "placeholder", "accepted", 2),
    Row("23:59:59 h", (*at("20260209T000000Z", "20260209T235959Z"), *WITH_BEN), "ignored", "placeholder", "accepted",
        2),
    Row("12 h", (*at("20260209T080000Z", "20260209T200000Z"), *WITH_BEN), "ignored", "placeholder", "accepted", 2),
    Row("12 h beat focus", (*at("20260209T080000Z", "20260209T200000Z"), title("Focus time")), "ignored",
        "placeholder"),
    Row("12 h beat free", (*at("20260209T080000Z", "20260209T200000Z"), FREE), "ignored", "placeholder"),
    Row("11:59:59 h", (*at("20260209T080000Z", "20260209T195959Z"), *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("11:59 h", (*at("20260209T080000Z", "20260209T195900Z"), *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("one second", (*at("20260209T080000Z", "20260209T080001Z"), *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("no length", (*at("20260209T080000Z", "20260209T080000Z"), *WITH_BEN), "ignored", "no-length", "accepted", 2),
    Row("no end", ("DTSTART:20260209T080000Z", *WITH_BEN), "ignored", "no-length", "accepted", 2),
    Row("end before start", (*at("20260209T080000Z", "20260209T070000Z"), *WITH_BEN), "ignored", "no-length",
        "accepted", 2),
    Row("a duration instead of an end", ("DTSTART:20260209T080000Z", "DURATION:PT12H", *WITH_BEN), "ignored",
        "placeholder", "accepted", 2),
    Row("no length beats free", (*at("20260209T080000Z", "20260209T080000Z"), FREE), "ignored", "no-length"),
    Row("working location", plain_event(event_type="working_location"), "ignored", "working-location"),
    Row("birthday", plain_event(event_type="birthday"), "ignored", "birthday"),
    Row("task", plain_event(event_type="task"), "ignored", "task"),
    Row("a task beats free", plain_event(event_type="task", transparent=True), "ignored", "task"),
    Row("a calendar left out", WITH_BEN, "ignored", "left-out", "accepted", 2, left_out=True),
    Row("cancelled in a calendar left out", (CANCELLED,), "cancelled", "status-cancelled", left_out=True),
)

OWN_TIME: Final = (
    Row("Google's focus time", plain_event(event_type="focus"), "focus", "focus-type"),
    Row("Google's focus time, with guests", plain_event(attendee(ANNA), attendee(BEN), event_type="focus"), "focus",
        "focus-type", "accepted", 2),
    Row("Google's focus time, shown free", plain_event(event_type="focus", transparent=True), "focus", "focus-type"),
    Row("title of focus", (title("Focus time"),), "focus", "focus-title"),
    Row("title of focus amid others", (title("Project X: DEEP WORK (no calls)"),), "focus", "focus-title"),
    Row("title of focus with emoji", (title("🎧 Focus time 🎧"),), "focus", "focus-title"),
    Row("title of focus beats free", (title("Focus time"), FREE), "focus", "focus-title"),
    Row("title of focus beats a link", (title("Focus time"), f"LOCATION:{MEET}"), "focus", "focus-title"),
    Row("title of focus, with other people", (title("Focus time"), *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("title of focus, with me alone", (title("Focus time"), organizer(ANNA)), "focus", "focus-title", "accepted", 1),
    Row("part of a word is none", (title("Deep workshop"),), "block", "own-time"),
    Row("customer focus is none", (title("Customer focus"),), "block", "own-time"),
    Row("German focus", (title("Fokuszeit"),), "focus", "focus-title"),
    Row("French focus", (title("Temps de concentration"),), "focus", "focus-title"),
    Row("Spanish focus", (title("Tiempo de concentración"),), "focus", "focus-title"),
    Row("Portuguese focus", (title("Tempo de foco"),), "focus", "focus-title"),
    Row("Italian focus", (title("Tempo di concentrazione"),), "focus", "focus-title"),
    Row("Dutch focus", (title("Focustijd"),), "focus", "focus-title"),
    Row("transparent", (FREE,), "free", "transparent"),
    Row("transparent, with people", (FREE, *WITH_BEN), "free", "transparent", "accepted", 2),
    Row("transparent, with a link", (FREE, f"LOCATION:{MEET}"), "free", "transparent"),
    Row("Outlook's free", (busy("FREE"), *WITH_BEN), "free", "free-status", "accepted", 2),
    Row("Outlook's working elsewhere", (busy("WORKINGELSEWHERE"),), "free", "free-status"),
    Row("Outlook's free against TRANSP", (busy("FREE"), OPAQUE, *WITH_BEN), "free", "free-status", "accepted", 2),
    Row("Outlook's busy against TRANSP", (busy("BUSY"), FREE, *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("Outlook's tentative against TRANSP", (busy("TENTATIVE"), FREE), "block", "own-time", "tentative"),
    Row("showAs free of Graph", plain_event(attendee(BEN), busy="free"), "free", "free-status", None, 2),
    Row("showAs workingElsewhere of Graph", plain_event(busy="working_elsewhere"), "free", "free-status"),
    Row("nothing", (), "block", "own-time"),
    Row("opaque and busy", (OPAQUE, busy("BUSY"), title("Write the report")), "block", "own-time"),
    Row("me alone", (organizer(ANNA), guest(ANNA)), "block", "own-time", "accepted", 1),
    Row("me and a room", (organizer(ANNA), guest("room-5@firm.example", "ACCEPTED", "CUTYPE=ROOM")), "block",
        "own-time", "accepted", 1),
    Row("me alone with a link", (organizer(ANNA), f"LOCATION:{MEET}"), "block", "own-time", "accepted", 1),
    Row("one address where I am not known", (organizer(BEN),), "block", "own-time", None, 1, None, me=NOBODY),
    Row("a web page is no link to join", ("URL:https://wiki.firm.example/agenda", "DESCRIPTION:see it"), "block",
        "own-time"),
    Row("a place is no link to join", (r"LOCATION:Room 5\, second floor",), "block", "own-time"),
    Row("a block where nobody is named anywhere", (), "block", "own-time", no_people="block"),
    Row("busy entries are meetings, as chosen", (), "meeting", "busy-is-meeting", no_people="meeting"),
    Row("free entries are not, as chosen", (FREE,), "free", "transparent", no_people="meeting"),
    Row("focus is not, as chosen", (title("Focus time"),), "focus", "focus-title", no_people="meeting"),
    Row("a link says more than what was chosen", (f"LOCATION:{MEET}",), "meeting", "link", no_people="meeting"),
)

LINKS: Final = (
    Row("in LOCATION", (f"LOCATION:{MEET}",), "meeting", "link"),
    Row("in URL", (f"URL:{MEET}",), "meeting", "link"),
    Row("in DESCRIPTION", (rf"DESCRIPTION:Agenda\n\nJoin: {MEET}\nDial in: +49 30 1",), "meeting", "link"),
    Row("in capitals", (f"LOCATION:{MEET.upper()}",), "meeting", "link"),
    Row("folded", ("DESCRIPTION:Join at https://meet.goo\n gle.com/abc-defg-hij",), "meeting", "link"),
    Row("in Safe Links", (f"DESCRIPTION:Join <{SAFE_LINK}>",), "meeting", "link"),
    Row("of Zoom", (r"LOCATION:https://firm.zoom.us/j/123456789?pwd=x",), "meeting", "link"),
    Row("of Teams", ("URL:https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0",), "meeting", "link"),
    Row("of Webex", (r"DESCRIPTION:https://firm.webex.com/firm/j.php?MTID=m1",), "meeting", "link"),
    Row("CONFERENCE", ("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.firm.example/r",), "meeting", "link"),
    Row("X-GOOGLE-CONFERENCE", (f"X-GOOGLE-CONFERENCE:{MEET}",), "meeting", "link"),
    Row("X-MICROSOFT-SKYPETEAMSMEETINGURL", ("X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.firm.example/x",),
        "meeting", "link"),
    Row("X-MICROSOFT-ONLINEMEETINGCONFLINK", ("X-MICROSOFT-ONLINEMEETINGCONFLINK:conf:sip:x@firm.example",), "meeting",
        "link"),
    Row("a property without a value", ("X-GOOGLE-CONFERENCE:",), "block", "own-time"),
    Row("conferenceData of Google, onlineMeeting of Graph", plain_event(has_link=True), "meeting", "link"),
    Row("where I am not known", (f"LOCATION:{MEET}",), "meeting", "link", None, None, None, me=NOBODY),
    Row("beside an attendee that is no person", ("ATTENDEE:Room 5", f"LOCATION:{MEET}"), "meeting", "link"),
    Row("a meeting by a link that I may attend", (f"LOCATION:{MEET}", busy("TENTATIVE")), "meeting", "link",
        "tentative"),
)

PEOPLE: Final = (
    Row("me and another", WITH_BEN, "meeting", "people", "accepted", 2),
    Row("another alone", (guest(BEN),), "meeting", "people", None, 2),
    Row("another organizes", (organizer(BEN),), "meeting", "people", None, 2),
    Row("without a title", ("SUMMARY:", *WITH_BEN), "meeting", "people", "accepted", 2),
    Row("I organize, and have no line", (organizer(ANNA), guest(BEN)), "meeting", "people", "accepted", 2),
    Row("I organize, and may come", (organizer(ANNA), guest(ANNA, "TENTATIVE"), guest(BEN)), "meeting", "people",
        "accepted", 2),
    Row("tentative", (organizer(BEN), guest(ANNA, "TENTATIVE")), "meeting", "people", "tentative", 2),
    Row("not answered", (organizer(BEN), guest(ANNA, "NEEDS-ACTION")), "meeting", "people", "unanswered", 2),
    Row("an unknown answer", (organizer(BEN), guest(ANNA, "X-PERHAPS")), "meeting", "people", "unanswered", 2),
    Row("no PARTSTAT", (organizer(BEN), f"ATTENDEE:mailto:{ANNA}"), "meeting", "people", "unanswered", 2),
    Row("Outlook's tentative does not change an answer", (busy("TENTATIVE"), organizer(BEN), guest(ANNA)), "meeting",
        "people", "accepted", 2),
    Row("nor one that was not given", (busy("TENTATIVE"), organizer(BEN), guest(ANNA, "NEEDS-ACTION")), "meeting",
        "people", "unanswered", 2),
    Row("Outlook's tentative where no line is mine", (busy("TENTATIVE"), organizer(BEN)), "meeting", "people",
        "tentative", 2),
    Row("Outlook's tentative where I am not known", (busy("TENTATIVE"), organizer(BEN), guest(ANNA)), "meeting",
        "people", "tentative", 2, None, me=NOBODY),
    Row("two people where I am not known", WITH_BEN, "meeting", "people", None, 2, None, me=NOBODY),
    Row("the same person twice", (organizer(BEN), guest(BEN), guest(BEN.upper()), guest(ANNA)), "meeting", "people",
        "accepted", 2),
    Row("MAILTO in capitals, with spaces", ("ATTENDEE;PARTSTAT=ACCEPTED:MAILTO: Anna@Firm.Example ", guest(BEN)),
        "meeting", "people", "accepted", 2),
    Row("an address without mailto", (f"ATTENDEE;PARTSTAT=DECLINED:{ANNA}", guest(BEN)), "declined", "declined",
        "declined", 2),
    Row("a name with a colon in quotes", (f'ATTENDEE;CN="Ben: the boss; really";PARTSTAT=ACCEPTED:mailto:{BEN}',),
        "meeting", "people", None, 2),
    Row("a value without @ is no person", ("ATTENDEE:Ben", "ORGANIZER:invalid:nomail"), "block", "own-time"),
    Row("a value without @ beside a person", ("ATTENDEE:Cleo", guest(BEN)), "meeting", "people", None, 2),
    Row("rooms and resources are no people", (guest(BEN), guest("room-5@firm.example", "ACCEPTED", "CUTYPE=ROOM"),
        guest("beamer@firm.example", "ACCEPTED", "CUTYPE=RESOURCE"), guest(ANNA)), "meeting", "people", "accepted", 2),
    Row("resources of Google and Graph", plain_event(attendee(ANNA), attendee(BEN),
        attendee("room-5@firm.example", resource=True)), "meeting", "people", "accepted", 2),
    Row("a room that organizes", (organizer("room-5@firm.example"),
        guest("room-5@firm.example", "ACCEPTED", "CUTYPE=ROOM"), guest(ANNA)), "block", "own-time", "accepted", 1),
    Row("a group counts as one", (guest("all@firm.example", "NEEDS-ACTION", "CUTYPE=GROUP"), guest(ANNA)), "meeting",
        "people", "accepted", 2),
    Row("three people and me, who has no line", (organizer(BEN), guest("cleo@firm.example"), guest("dov@firm.example")),
        "meeting", "people", None, 4),
    Row("several own addresses are one person", (guest(ANNA), guest(ANNA_AT_HOME), guest(BEN)), "meeting", "people",
        "accepted", 2, me=(ANNA, ANNA_AT_HOME)),
    Row("several own addresses alone", (organizer(ANNA), guest(ANNA_AT_HOME)), "block", "own-time", "accepted", 1,
        me=(ANNA, ANNA_AT_HOME)),
    Row("the most willing answer: tentative before declined", (guest(ANNA, "DECLINED"),
        guest(ANNA_AT_HOME, "TENTATIVE"), guest(BEN)), "meeting", "people", "tentative", 2, me=(ANNA, ANNA_AT_HOME)),
    Row("the most willing answer: unanswered before declined", (guest(ANNA, "DECLINED"),
        guest(ANNA_AT_HOME, "NEEDS-ACTION"), guest(BEN)), "meeting", "people", "unanswered", 2,
        me=(ANNA, ANNA_AT_HOME)),
    Row("the most willing answer: accepted before tentative", (guest(ANNA, "TENTATIVE"), guest(ANNA_AT_HOME),
        guest(BEN)), "meeting", "people", "accepted", 2, me=(ANNA, ANNA_AT_HOME)),
    Row("all own addresses declined", (guest(ANNA, "DECLINED"), guest(ANNA_AT_HOME, "DECLINED"), guest(BEN)),
        "declined", "declined", "declined", 2, me=(ANNA, ANNA_AT_HOME)),
    Row("a stranger", (guest(ANNA), guest(EVA)), "meeting", "people", "accepted", 2, external=True),
    Row("a stranger who organizes", (organizer(EVA), guest(ANNA)), "meeting", "people", "accepted", 2, external=True),
    Row("a stranger among colleagues", (guest(ANNA), guest(BEN), guest(EVA)), "meeting", "people", "accepted", 3,
        external=True),
    Row("a domain below mine is not mine", (guest(ANNA), guest("ben@mail.firm.example")), "meeting", "people",
        "accepted", 2, external=True),
    Row("a domain that ends like mine is not mine", (guest(ANNA), guest("ben@notfirm.example")), "meeting", "people",
        "accepted", 2, external=True),
    Row("the domain of another address of mine", (guest(ANNA), guest("fay@client.example")), "meeting", "people",
        "accepted", 2, me=(ANNA, EVA)),
    Row("a mail provider is nobody's domain", (guest(ANNA_AT_HOME), guest("fay@gmail.com")), "meeting", "people",
        "accepted", 2, external=True, me=(ANNA_AT_HOME,)),
    Row("my own address at a mail provider is no stranger", (guest(ANNA), guest(ANNA_AT_HOME), guest(BEN)), "meeting",
        "people", "accepted", 2, me=(ANNA, ANNA_AT_HOME)),
    Row("a strange room is no stranger", (guest(ANNA), guest(BEN),
        guest("room@venue.example", "ACCEPTED", "CUTYPE=ROOM")), "meeting", "people", "accepted", 2),
    Row("half an hour with a length that is exact", plain_event(attendee(BEN), start=PLAIN.start,
        length=Length("exact", 0, 1800)), "meeting", "people", None, 2),
)

THIRTEEN_HOURS: Final = at("20260209T080000Z", "20260209T210000Z")
A_DAY: Final = at("20260209T080000Z", "20260210T080000Z")
NO_LENGTH: Final = at("20260209T080000Z", "20260209T080000Z")
OWN_RULES: Final = (
    Row("an own block that is a meeting", (), "meeting", "own-rule", own="meeting"),
    Row("a meeting that is an own block", WITH_BEN, "block", "own-rule", "accepted", 2, own="block"),
    Row("a meeting that is focus time", WITH_BEN, "focus", "own-rule", "accepted", 2, own="focus"),
    Row("a meeting that counts nowhere", WITH_BEN, "ignored", "left-out-series", "accepted", 2, own="leave-out"),
    Row("focus time by its title that is a meeting", (title("Focus time"),), "meeting", "own-rule", own="meeting"),
    Row("free time that is a meeting", (FREE, *WITH_BEN), "meeting", "own-rule", "accepted", 2, own="meeting"),
    Row("out of office by status that is a meeting", (busy("OOF"), *WITH_BEN), "meeting", "own-rule", "accepted", 2,
        own="meeting"),
    Row("out of office by title that is an own block", (title("OOO"),), "block", "own-rule", own="block"),
    Row("a working location that is a meeting", plain_event(event_type="working_location"), "meeting", "own-rule",
        own="meeting"),
    Row("13 hours that are a meeting", (*WITH_BEN, *THIRTEEN_HOURS), "meeting", "own-rule", "accepted", 2,
        own="meeting"),
    Row("24 hours stay all-day", (*WITH_BEN, *A_DAY), "all_day", "whole-day", "accepted", 2, own="meeting"),
    Row("a date stays all-day", TODAY, "all_day", "date", own="meeting"),
    Row("a date that counts nowhere", TODAY, "ignored", "left-out-series", own="leave-out"),
    Row("days off that count nowhere", (title("Urlaub"), *TODAY), "ignored", "left-out-series", own="leave-out"),
    Row("days off stay days off", (title("Urlaub"), *TODAY), "out_of_office", "out-of-office-title", own="meeting"),
    Row("without length it stays without", (*WITH_BEN, *NO_LENGTH), "ignored", "no-length", "accepted", 2,
        own="meeting"),
    Row("cancelled stays cancelled", (CANCELLED, *WITH_BEN), "cancelled", "status-cancelled", "accepted", 2,
        own="meeting"),
    Row("cancelled stays cancelled, left out or not", (CANCELLED, *WITH_BEN), "cancelled", "status-cancelled",
        "accepted", 2, own="leave-out"),
    Row("declined stays declined", (guest(ANNA, "DECLINED"), guest(BEN)), "declined", "declined", "declined", 2,
        own="meeting"),
    Row("of a calendar that is left out, left out", WITH_BEN, "ignored", "left-out", "accepted", 2, left_out=True,
        own="meeting"),
    Row("a rule beats what busy entries are", (), "block", "own-rule", no_people="meeting", own="block"),
)

# fmt: on

TRUTH: Final = (*STRUCK_OUT, *OUT_OF_OFFICE, *LENGTHS, *OWN_TIME, *LINKS, *PEOPLE, *OWN_RULES)
