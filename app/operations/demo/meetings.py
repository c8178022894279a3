"""The meetings that are called once in the demo year, their topics, and own appointments, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OneOff:
    """A kind of meeting: its title with {topic}, {who} or {candidate}, lengths in minutes, how many others.

    `weight` says how often it comes up beside the rest; `outside` which strangers come ("candidate",
    "customer", "partner").
    """

    title: str
    minutes: tuple[int, ...]
    others: tuple[int, int]
    weight: int
    link: str = "meet"
    agenda: str = ""
    outside: str = ""
    room: bool = False


_DESIGN = "Please read the proposal on {topic} first. Goal: a decision and an owner."
_INTERVIEW = "Scorecard, system design question, time for the candidate's own questions."
_WORKSHOP = "Ziele, Stand heute, Optionen für {topic}, Entscheidung und nächste Schritte."
_FOLLOW_UP = "Timeline, contributing causes, and the two actions that would have helped most."
_CONTRACT = "Laufzeit, Umfang der Betreuung, Preise; der Entwurf liegt im gemeinsamen Ordner."
_HANDOVER = "Offene Alarme, laufende Änderungen, wer ist wann erreichbar?"
_TOUR = "A tour of {topic}: how it works, what hurts, what comes next. Recorded."

ONE_OFFS = (
    OneOff("Design review: {topic}", (45, 60), (3, 6), 9, agenda=_DESIGN),
    OneOff("{topic}: quick sync", (25, 30), (2, 4), 9),
    OneOff("Abstimmung {topic}", (30, 45, 60), (2, 5), 9, "teams"),
    OneOff("Rücksprache {topic}", (30,), (1, 2), 7, ""),
    OneOff("Interview: {candidate} (Backend)", (60,), (1, 2), 6, agenda=_INTERVIEW, outside="candidate"),
    OneOff("Bewerbungsgespräch {candidate}", (45,), (1, 2), 4, "teams", outside="candidate"),
    OneOff("Workshop: {topic}", (90, 120), (5, 8), 4, agenda=_WORKSHOP, room=True),
    OneOff("Incident follow-up: {topic}", (45,), (3, 6), 5, "zoom", _FOLLOW_UP),
    OneOff("Northwind: {topic}", (45, 60), (2, 4), 6, "teams", outside="customer"),
    OneOff("Vertragsverlängerung Northwind", (45,), (1, 3), 2, "teams", _CONTRACT, "customer"),
    OneOff("☕ Virtual coffee with {who}", (30,), (1, 1), 5),
    OneOff("Pairing: {topic}", (60, 90), (1, 1), 5, ""),
    OneOff("Übergabe Bereitschaft", (30,), (1, 3), 4, agenda=_HANDOVER),
    OneOff("Budgetrunde – {topic}", (60,), (2, 4), 3, "teams", room=True),
    OneOff("Knowledge sharing: {topic}", (45, 60), (8, 12), 3, agenda=_TOUR),
    OneOff("Harbourside intro call", (30,), (1, 2), 3, "zoom", outside="partner"),
    OneOff("🎉 {topic} launch – Feier", (45,), (7, 10), 2),
)

EVENING = OneOff("Board prep with New York: {topic}", (75,), (2, 2), 1, "zoom", _DESIGN)

URGENT = (
    OneOff("URGENT: {topic} – customer escalation", (45,), (2, 4), 1),
    OneOff("Eskalation {topic}", (60,), (2, 5), 1, "teams"),
    OneOff("{topic}: hot fix call", (45,), (2, 3), 1, "zoom"),
)

_IN_ENGLISH = "billing export, rate limits, Postgres upgrade, on-call load, search relevance, API versioning, caching"
_IN_GERMAN = "Datenmigration, Kostenübersicht, Barrierefreiheit, Lasttest, Rechtekonzept, Rückerstattungen, Café-Pilot"
_MORE_ENGLISH = "Aurora cut-over, SSO rollout, data retention, observability, mobile sign-in, feature flags, webhooks"
_MORE_GERMAN = "Mandantentrennung, Prüfprotokoll, Löschkonzept, Schnittstellen, Bereitschaftsplan, Übersetzungen"

TOPICS = tuple(f"{_IN_ENGLISH}, {_IN_GERMAN}, {_MORE_ENGLISH}, {_MORE_GERMAN}".split(", "))

OWN_TITLES = (
    ("Fokuszeit", 120),
    ("🧘 Focus time – write design doc", 90),
    ("Zahnarzt", 60),
    ("Dentist", 45),
    ("Physio", 45),
    ("Steuerberater", 60),
    ("Performance-Gespräche vorbereiten", 90),
    ("Expenses", 30),
)
"""Own appointments and their minutes."""
