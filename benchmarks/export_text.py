"""The texts of a generated corporate export: people, titles, join texts, alarms, zones, and folded lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random

OWNER: Final = ("Alex Winter", "alex.winter@bigcorp.example")

_FIRST: Final = (
    *(
        "Anna",
        "Björn",
        "Chitra",
        "Dmitri",
        "Élodie",
        "Fatou",
        "Giorgos",
        "Hye-jin",
        "Iñaki",
        "Jürgen",
        "Keiko",
    ),
    *(
        "Lorenzo",
        "Małgorzata",
        "Nadia",
        "Oluwaseun",
        "Petra",
        "Quentin",
        "Rajesh",
        "Siobhán",
        "Tomáš",
        "Ursula",
    ),
)
_LAST: Final = (
    *("Andersson", "Bauer", "Chowdhury", "Dubois", "Eze", "Fernández", "Grünberg", "Hernández", "Ivanova"),
    *(
        "Johnson",
        "Kowalczyk",
        "Lindström",
        "Müller",
        "Nakamura",
        "O'Brien",
        "Papadopoulou",
        "Rossi",
        "Schäfer",
    ),
    *("Tanaka", "Venkataraman", "Williams", "Yılmaz", "Zimmermann"),
)
PEOPLE: Final = tuple(
    (f"{last}, {first}" if (i + k) % 3 == 0 else f"{first} {last}", f"user{23 * i + k:03}@{domain}")
    for i, first in enumerate(_FIRST)
    for k, last in enumerate(_LAST)
    for domain in ("partner.example" if (i * 7 + k) % 11 == 0 else "bigcorp.example",)
)
_ACTIONS: Final = (
    *(
        "Weekly sync",
        "Status",
        "Jour fixe",
        "Review",
        "Planning",
        "Abstimmung",
        "Workshop",
        "Kick-off",
        "Retro",
    ),
    *("Stand-up", "1:1", "Rücksprache", "Steering committee", "Demo", "Interview", "Training", "Go/no-go"),
)
_TOPICS: Final = (
    *(
        "Project Phoenix",
        "Einkauf",
        "SAP roll-out",
        "Q3 forecast",
        "Logistik Süd",
        "data platform",
        "Kundenbeirat",
    ),
    *("compliance audit", "Réseau Paris", "hiring; backend", "budget, 2nd draft", "Werk Göteborg", "pricing"),
)
_SENTENCES: Final = (
    "Please review the attached figures before we meet\\, and bring the two decisions that your area needs.",
    "Agenda:\\n1. Stand der Umsetzung\\n2. Offene Punkte\\, Risiken und Abhängigkeiten\\n3. Nächste Schritte",
    "We will go through the open actions of last time first\\; whoever cannot come sends a deputy.",
    "Background: the supplier moved the delivery by three weeks\\, which changes the next releases.",
    "Notes of the last meeting are in the project room\\; this time Team South takes the minutes.",
)
_ANSWERS: Final = ("ACCEPTED", "ACCEPTED", "ACCEPTED", "NEEDS-ACTION", "TENTATIVE", "DECLINED")


def _zone(name: str, *changes: tuple[str, str, str, str, str]) -> str:
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    for kind, start, before, after, rule in changes:
        lines += [f"BEGIN:{kind}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
        lines += [f"RRULE:FREQ=YEARLY;{rule}"] if rule else []
        lines.append(f"END:{kind}")
    return "\r\n".join([*lines, "END:VTIMEZONE"])


PREAMBLE: Final = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "PRODID:-//Clearweek//Generated export//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{OWNER[1]}",
        "X-WR-TIMEZONE:Europe/Berlin",
        _zone(
            "Europe/Berlin",
            ("DAYLIGHT", "19960331T020000", "+0100", "+0200", "BYMONTH=3;BYDAY=-1SU"),
            ("STANDARD", "19961027T030000", "+0200", "+0100", "BYMONTH=10;BYDAY=-1SU"),
        ),
        _zone(
            "America/New_York",
            ("DAYLIGHT", "20070311T020000", "-0500", "-0400", "BYMONTH=3;BYDAY=2SU"),
            ("STANDARD", "20071104T020000", "-0400", "-0500", "BYMONTH=11;BYDAY=1SU"),
        ),
        _zone("Asia/Kolkata", ("STANDARD", "19700101T000000", "+0530", "+0530", "")),
        "",
    ]
).encode()


def folded(line: str) -> bytes:
    """Return a line folded at 75 octets (RFC 5545 §3.1), never inside a character."""
    raw = line.encode()
    if len(raw) <= 75:
        return raw + b"\r\n"
    parts, room = [], 75
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(raw[:cut])
        raw, room = raw[cut:], 74
    return b"\r\n ".join([*parts, raw]) + b"\r\n"


def subject(rng: random.Random) -> str:
    """Return a title, escaped; some have an emoji or a prefix."""
    text = f"{rng.choice(_ACTIONS)} {rng.choice(_TOPICS)}".replace(";", "\\;").replace(",", "\\,")
    return f"{rng.choice(('📌 ', 'FW: ', '[ext] '))}{text}" if rng.random() < 0.1 else text


def description(rng: random.Random, texts: int) -> list[str]:
    """Return the DESCRIPTION and LOCATION lines: up to `texts` paragraphs and, for some, a join text."""
    parts = [rng.choice(_SENTENCES) for _ in range(rng.randint(0, texts))]
    if not texts or rng.random() >= 0.22:
        return ["DESCRIPTION:" + "\\n\\n".join(parts)] if parts else []
    token = f"{rng.getrandbits(160):040x}"
    url = f"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{token}%40thread.v2/0?context=%7b%22Tid%22%7d"
    line = "_" * 80
    parts.append(
        f"{line}\\nMicrosoft Teams meeting\\nJoin on your computer\\, mobile app or room device\\n"
        f"Click here to join the meeting<{url}>\\nMeeting ID: {rng.randint(10**11, 10**12 - 1)}\\n"
        f"Passcode: {token[:6]}\\nDownload Teams | Join on the web\\nOr call in (audio only)\\n"
        f"+49 30 23125 {rng.randint(100, 999)}\\,\\,{rng.randint(10**8, 10**9)}#   Germany\\, Berlin\\n"
        f"Find a local number | Reset PIN | Learn more | Meeting options\\n{line}"
    )
    joined = "\\n\\n".join(parts)
    return [
        f"DESCRIPTION:{joined}",
        "LOCATION:Microsoft Teams Meeting",
        f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{url}",
    ]


def attendees(rng: random.Random, guests: int) -> list[str]:
    """Return the ORGANIZER and ATTENDEE lines of the owner and `guests` others; none for an own block."""
    if not guests:
        return []
    others = rng.sample(PEOPLE, guests)
    organizer = OWNER if rng.random() < 0.3 else others[0]
    lines = [f"ORGANIZER;CN={_quoted(organizer[0])}:mailto:{organizer[1]}"]
    for name, address in (OWNER, *others):
        answer = "ACCEPTED" if address == organizer[1] else rng.choice(_ANSWERS)
        role = "OPT-PARTICIPANT" if rng.random() < 0.1 else "REQ-PARTICIPANT"
        lines.append(f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE={role};PARTSTAT={answer};CN={_quoted(name)}:mailto:{address}")
    return lines


def alarm(rng: random.Random) -> list[str]:
    """Return a VALARM, which holds properties with the same names as its event."""
    lines = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:This is an event reminder"]
    return [*lines, f"TRIGGER:-P0DT0H{rng.choice((5, 10, 15, 30))}M0S", "END:VALARM"]


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name else name
