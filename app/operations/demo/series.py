"""The recurring meetings and blocks of the demo year, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .people import COLLEAGUES, ME, TEAM

if TYPE_CHECKING:
    from collections.abc import Mapping

BERLIN = "Europe/Berlin"
NEW_YORK = "America/New_York"
KOLKATA = "Asia/Kolkata"
LONDON = "Europe/London"

PAST = 52
"""Full weeks before the week of today."""
END = 56
"""Weeks in the demo; a series that runs until here has no UNTIL."""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A recurring meeting: who calls it, when, in which weeks of the demo, and what tends to befall it.

    `weeks` is half-open and `every` the interval in weeks. `fates` gives percentages per slot (skipped,
    cancelled, moved, declined, longer); `recent` says what befell the last slots before this week.
    `continues` names the plan that this one replaces, as when "this and following" are changed.
    """

    key: str
    title: str
    organizer: str
    guests: tuple[str, ...]
    days: str
    at: str
    minutes: int
    weeks: tuple[int, int] = (0, END)
    zone: str = BERLIN
    every: int = 1
    link: str = "meet"
    agenda: str = ""
    answer: str = "ACCEPTED"
    optional: bool = False
    room: bool = False
    group: bool = False
    rule: str = ""
    fates: Mapping[str, int] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    continues: str = ""


_CIRCLE = ("Priya Raman", *TEAM)
_LEADS = ("Daniel Okafor", "Priya Raman", "Sophie Lefèvre", "Ingrid Solberg", "Jonas Keller", "Victor Hale")
_AURORA = (*TEAM, "Sophie Lefèvre")
_ARCHITECTS = (
    *("Tomasz Wójcik", "Arjun Nair", "Marcus Bell", "Wei Zhang", "Elif Şahin", "Andrei Popescu"),
    *("Ana Kovačević", "Nils Brandt", "Karthik Subramanian"),
)
_GUILD = (
    *(
        "Wei Zhang",
        "Elif Şahin",
        "Andrei Popescu",
        "Nils Brandt",
        "Yuki Tanaka",
        "Kenji Mori",
        "Farah Siddiqui",
    ),
    *("Eoin Gallagher", "Bilal Rahman", "Kwame Mensah", "Oskar Nyström", "Thomas Grünwald", "Carla Ricci"),
    *("Søren Holm", "Paweł Zieliński"),
)
_ON_CALL = ("Marcus Bell", "Tomasz Wójcik", "Arjun Nair", "Bilal Rahman", "Eoin Gallagher")

_AGENDA_PLANNING = "Goal of the sprint\n- Who is away?\n- Carry-over and why\n- Stories ready for commitment\n- Risks"
_AGENDA_RETRO = "1. What helped us?\n2. What slowed us down?\n3. One experiment for two weeks, with an owner"
_AGENDA_REFINE = "Bitte vorher lesen: die obersten fünf Tickets.\n- offene Fragen klären\n- schätzen\n- schneiden"
_AGENDA_REVIEW = "Demo of what is done (live, no slides), then feedback from those who will use it."
_AGENDA_ARCH = "Decision records up for review, one page each. Please comment before: in the meeting we only decide."
_AGENDA_NORTHWIND = "Agenda:\n- Open points from last week\n- Data migration: progress, blockers\n- Change requests"
_AGENDA_STEERING = "Entscheidungsvorlagen: Budget, Termin des Umzugs, Freigabe der Schnittstellen. Siehe Ordner Aurora."
_AGENDA_RELEASE = "Go / no-go per service, open incidents, roll-back owner on each side of the Atlantic."
_AGENDA_GUILD = "Lightning talks and open questions about the developer platform; notes are in the guild's document."
_AGENDA_AYLIN = "Was beschäftigt dich? Was blockiert dich gerade? Entwicklung, Feedback in beide Richtungen."
_AGENDA_HOA = "Open questions, blockers, growth goals; your topics go first, mine come at the end."
_AGENDA_ALL = "Results of the month, new colleagues, then your questions (you may ask them beforehand)."

_SLIPS = {"moved": 10, "skipped": 8, "cancelled": 4}
_SLIPPED = ("held", "skipped", "held", "cancelled", "held")
_PUSHED = ("moved", "held", "moved", "held", "moved", "held")
_EVERY_OTHER = ("declined", "held", "declined", "held", "declined", "held")
_DAILY = "MO,TU,WE,TH,FR"

# A table reads better as one.
# fmt: off
SERIES = (
    # The team's own rhythm, from the first week on.
    SeriesPlan("standup", "Daily stand-up", ME.name, TEAM, _DAILY, "09:30", 20, fates={"skipped": 1}),
    SeriesPlan("planning", "Sprint planning", ME.name, _CIRCLE, "MO", "10:00", 105, every=2,
               agenda=_AGENDA_PLANNING, fates={"longer": 8}),
    SeriesPlan("refinement", "Backlog-Verfeinerung", ME.name, _CIRCLE, "WE", "14:00", 60,
               agenda=_AGENDA_REFINE, fates={"cancelled": 5, "longer": 4}),
    SeriesPlan("review", "Sprint review & demo", ME.name, (*_AURORA, "Priya Raman", "Jonas Keller"), "FR",
               "11:00", 60, (1, END), every=2, agenda=_AGENDA_REVIEW),
    SeriesPlan("retro", "Retro", ME.name, TEAM, "FR", "13:30", 60, (1, END), every=2, agenda=_AGENDA_RETRO,
               fates={"skipped": 6, "moved": 6}),
    # Rituals that grow: the project sync doubles, the status update takes an hour, the review becomes weekly.
    SeriesPlan("aurora", "Aurora – weekly project sync", "Priya Raman", _AURORA, "TU", "10:30", 60, (0, 20),
               fates={"cancelled": 5, "moved": 6}),
    SeriesPlan("aurora2", "Aurora – project sync", "Priya Raman", _AURORA, "TU,TH", "10:30", 75, (20, END),
               fates={"cancelled": 3, "moved": 3, "longer": 5}, continues="aurora"),
    SeriesPlan("status", "Weekly status update", "Jonas Keller", _LEADS, "MO", "14:00", 30, (0, 27),
               link="teams", fates={"cancelled": 4}),
    SeriesPlan("status2", "Weekly status update", "Jonas Keller", (*_LEADS, "Hannah Weiß"), "MO", "14:00",
               60, (27, END), link="teams", fates={"longer": 6, "cancelled": 2}, continues="status"),
    SeriesPlan("arch", "Architecture review", "Samuel Katz", _ARCHITECTS, "TH", "10:00", 60, (1, 25),
               NEW_YORK, 2, "zoom", _AGENDA_ARCH),
    SeriesPlan("arch2", "Architecture review", "Samuel Katz",
               (*_ARCHITECTS, "Oskar Nyström", "Tereza Nováková"), "TH", "10:00", 60, (25, END), NEW_YORK, 1,
               "zoom", continues="arch", fates={"declined": 6}),
    SeriesPlan("jourfixe", "Jour fixe Plattform", "Ingrid Solberg",
               ("Ben Schäfer", "Hannah Weiß", "Oskar Nyström"), "WE", "11:00", 75, every=2, link="",
               fates={"moved": 6, "skipped": 5}),
    # 1:1s, of which several slip.
    SeriesPlan("daniel", "Daniel / Katrin 1:1", "Daniel Okafor", (), "TH", "09:30", 30, zone=NEW_YORK,
               link="zoom", fates=_SLIPS, recent=_PUSHED),
    SeriesPlan("aylin", "1:1 Aylin & Katrin", ME.name, ("Aylin Demir",), "TU", "13:30", 45,
               agenda=_AGENDA_AYLIN, fates={"moved": 10}),
    SeriesPlan("tomasz", "1:1 Tomasz & Katrin", ME.name, ("Tomasz Wójcik",), "WE", "13:00", 30, every=2,
               fates=_SLIPS, recent=_SLIPPED),
    SeriesPlan("mateo", "1:1 Mateo & Katrin", ME.name, ("Mateo García Ruiz",), "TH", "13:00", 30, every=2,
               fates=_SLIPS),
    SeriesPlan("hoa", "1:1 Hoa & Katrin", ME.name, ("Nguyễn Thị Hoa",), "WE", "13:00", 30, (1, END), every=2,
               agenda=_AGENDA_HOA, fates=_SLIPS),
    SeriesPlan("ben", "1:1 Ben / Katrin – Status", ME.name, ("Ben Schäfer",), "TH", "13:00", 30, (1, END),
               every=2, fates=_SLIPS),
    SeriesPlan("priya", "Priya <> Katrin: product and engineering", "Priya Raman", (), "WE", "13:30", 30,
               zone=KOLKATA, link="zoom", fates={"moved": 8, "cancelled": 6}),
    # Large ones, and ones in which the person is hardly needed.
    SeriesPlan("allhands", "Company all-hands", "Rebecca Stone", tuple(COLLEAGUES), "TH", "11:00", 60,
               zone=NEW_YORK, link="zoom", agenda=_AGENDA_ALL, rule="FREQ=MONTHLY;BYDAY=1TH"),
    SeriesPlan("townhall", "Town hall EMEA 🌍", "Ingrid Solberg", ("Daniel Okafor",), "WE", "16:00", 60,
               (5, END), every=13, link="zoom", group=True),
    SeriesPlan("guild", "Platform guild", "Marcus Bell", _GUILD, "FR", "09:00", 45, (2, END), NEW_YORK, 2,
               "zoom", _AGENDA_GUILD, optional=True),
    SeriesPlan("incidents", "Incident review", "Grace Mbeki", _ON_CALL, "WE", "11:00", 45, (3, END),
               NEW_YORK, 1, "zoom", fates={"declined": 40, "cancelled": 3}, recent=_EVERY_OTHER),
    SeriesPlan("talk", "Tech-Talk-Dienstag", "Kwame Mensah",
               ("Chloé Marchetti", "Lucía Fernández", "Wei Zhang"), "TU", "12:00", 45, (4, END), every=4,
               answer="TENTATIVE", optional=True),
    # The customer, and evenings with New York.
    SeriesPlan("northwind", "Northwind × Clearlake weekly", "Rachel Whitfield",
               ("Óscar Prieto", "Sophie Lefèvre", "Aylin Demir"), "TH", "13:00", 60, (12, END), LONDON, 1,
               "teams", _AGENDA_NORTHWIND, fates={"cancelled": 5, "moved": 4, "longer": 4}),
    SeriesPlan("release", "Release go/no-go", "Daniel Okafor", ("Grace Mbeki", "Marcus Bell", "Priya Raman"),
               "TU", "14:00", 45, (3, END), NEW_YORK, 4, "zoom", _AGENDA_RELEASE),
    SeriesPlan("hiring", "Hiring sync", "Fatima Zahra", ("Jonas Keller", "Hannah Weiß"), "FR", "10:00", 30,
               (9, 36), fates={"cancelled": 8}),
    # What the second half of the year brought.
    SeriesPlan("leads", "Leitungskreis – Statusrunde", "Ingrid Solberg", _LEADS, "TH", "15:00", 30,
               (26, END), link="teams", fates={"moved": 4, "cancelled": 4}),
    SeriesPlan("steering", "Aurora Lenkungskreis", "Jonas Keller",
               ("Ingrid Solberg", "Priya Raman", "Hugo Bannister"), "TU", "14:15", 60, (28, END), every=2,
               agenda=_AGENDA_STEERING, room=True, fates={"moved": 8}),
    SeriesPlan("migration", "Statusrunde Migration", "Victor Hale",
               ("Aylin Demir", "Óscar Prieto", "Sophie Lefèvre"), "MO", "15:00", 45, (33, END), link="teams",
               fates={"longer": 6}),
    SeriesPlan("checkin", "Quick check-in Aurora", "Victor Hale", ("Sophie Lefèvre", "Aylin Demir"),
               "MO,TU,WE,FR", "15:45", 20, (38, END), link="teams", fates={"cancelled": 5, "skipped": 3}),
)

BLOCKS = (
    SeriesPlan("focus", "Focus time", ME.name, (), "TU,TH", "10:00", 120, (4, END), link="",
               fates={"skipped": 4}),
    SeriesPlan("lunch", "Mittagspause", ME.name, (), _DAILY, "12:15", 45, (2, END), link=""),
    SeriesPlan("kita", "Kita-Abholung", ME.name, (), "FR", "16:00", 30, link=""),
)
# fmt: on
