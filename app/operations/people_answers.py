"""The People page of what is kept, with the settings or with other choices for this once, and what is behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.finding_cards import finding_card
from app.analysis.one_on_one_slots import by_person
from app.analysis.outcomes import people as promised_to
from app.analysis.outcomes import sheet_with
from app.analysis.people import one_on_ones
from app.analysis.people_evidence import Talks, talks_evidence
from app.analysis.people_page import Audited, PeopleMaterial, Slips, people_page
from app.language import _
from app.model.chosen_period import ChosenPeriod
from app.operations.journal import journal_of
from app.operations.kept_history import kept_history
from app.operations.persons_word import persons_word
from app.operations.stored_people import audit_of, people_to_look_at, quarter_until, scheduled_with, talks_between
from app.operations.stored_week import last_complete_monday
from app.progress import SILENT
from app.store.ledger_rows import ledger_begins

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.analysis.one_on_one_slots import Scheduled
    from app.analysis.pattern_grounds import Looked
    from app.model.evidence import Evidence
    from app.model.findings import PatternResult
    from app.model.journal import Journal
    from app.model.occurrences import Occurrence
    from app.model.outcomes import OneOnOneSheet
    from app.model.people import FaceTime, OneOnOne
    from app.model.people_page import PeoplePage
    from app.model.preferences import Preferences
    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

USUAL_DAYS: Final = 13 * 7
"""Days that are shown where nobody says which: thirteen complete weeks."""
SLIPS: Final = "one-on-one-slips"


class PeopleFound(NamedTuple):
    """The page, and the figures behind its words.

    Attributes:
        slips: what the pattern says; ``people_page.gave_way`` tells it of a 1:1.
        began: the ordinal of the day of the ledger's first line, None where it has none.
        no_people: no calendar says who is invited.
        known: it is known who is in a meeting, and which of them is me.

    """

    page: PeoplePage
    ones: tuple[OneOnOne, ...]
    slips: Slips
    audit: FaceTime | None
    began: int | None
    period: ChosenPeriod
    preferences: Preferences
    no_people: bool
    known: bool


class LookedAt(NamedTuple):
    """What the page of some days is made from, wherever it came from."""

    given: Scheduled
    today: int
    no_people: bool
    slips: Slips
    audit: FaceTime | None
    reference_of: Callable[[Occurrence], str]


def people_of(workspace: Workspace, period: ChosenPeriod) -> PeoplePage:
    """Return the page of a period, out of the stored figures."""
    return _stored(workspace, period).page


def people_asked(
    workspace: Workspace, days: tuple[int | None, int | None], choices: Choices, progress: Progress = SILENT
) -> PeopleFound:
    """Return the 1:1s from one day to another (None: the last thirteen complete weeks that the data cover).

    Raises:
        Cancelled: when ``progress`` says so.

    """
    if choices.any():
        # Imported here because the stored figures answer without reading a series.
        from app.operations.people_anew import people_anew

        return people_anew(workspace, days, choices, progress)
    history = workspace.history()
    return _stored(workspace, asked_period(days, history.coverage, history.today))


def asked_period(
    days: tuple[int | None, int | None], coverage: tuple[tuple[int, int], ...], today: int
) -> ChosenPeriod:
    """Return the days that are meant: without any, the last thirteen complete weeks that are covered."""
    first, last = days
    if last is None:
        last = max(last_complete_monday(coverage, today) + 6, first or 0)
    return ChosenPeriod("own", last - USUAL_DAYS + 1 if first is None else first, last)


# ---- the stored figures ----


def people_as_of(workspace: Workspace, period: ChosenPeriod, today: int) -> PeopleFound:
    """Return the 1:1s of a period as they were on a day (an ordinal), out of the stored figures."""
    return _stored(workspace, period, today)


def _stored(workspace: Workspace, period: ChosenPeriod, today: int | None = None) -> PeopleFound:
    # Imported here because both need what 1:1s are worked out from.
    from app.operations.stored_days import StoredDays

    preferences = workspace.preferences()
    patterns = workspace.patterns(period.last, today)
    said = persons_word(workspace)
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection, today)
        last = min(period.last, history.today - 1)
        talks = talks_between(connection, preferences, history, period.first, max(last, period.first))
        audit = None
        if said.people and not history.no_people:
            stored = StoredDays(connection, preferences, history)
            given = scheduled_with(stored, *quarter_until(last))
            audit = audit_of(said, given, last, preferences, history.today)
    looked = LookedAt(
        talks.given,
        history.today,
        history.no_people,
        slips_of(patterns.results, patterns.looked),
        audit,
        lambda each: talks.references.get(id(each), ""),
    )
    return found(workspace, period, looked, preferences)


def slips_of(results: tuple[PatternResult, ...], looked: Looked) -> Slips:
    """Return what the pattern *A 1:1 gives way* says."""
    result = next((each for each in results if each.id == SLIPS), None)
    if result is None or result.unknown:
        return Slips(None, None, result.unknown if result is not None else "")
    finding = result.finding
    if finding is None:
        return Slips(frozenset(), None, _("Looked for, not found: your 1:1s kept their rhythm."))
    if finding.dismissed is not None:
        return Slips(None, None, _("You said “Not so” to this pattern, so it is not shown."))
    return Slips(frozenset(finding.found.series), finding_card(finding, looked.grounds), "")


def found(workspace: Workspace, period: ChosenPeriod, looked: LookedAt, preferences: Preferences) -> PeopleFound:
    """Return the page and its figures from what was looked at."""
    last = max(min(period.last, looked.today - 1), period.first)
    given, zone = looked.given, preferences.zone
    ones = one_on_ones(given, period.first, last, looked.today, without_slot=True)
    with workspace.store.reading() as connection:
        seen = ledger_begins(connection)
    began = None if seen is None else zone.local(seen)[0]
    journal = journal_of(workspace)
    page = people_page(
        PeopleMaterial(
            period=period,
            last=last,
            today=looked.today,
            zone=zone,
            ones=ones,
            unknown=_unknown(no_people=looked.no_people, knows_me=bool(given.me)),
            slips=looked.slips,
            began=began,
            named=people_to_look_at(workspace),
            audited=Audited(looked.audit, _met(given, last), quarter_until(last)[0], last),
            reference_of=looked.reference_of,
            sheet_of=lambda address, name: _sheet(journal, address, name, looked.today),
        )
    )
    known = not looked.no_people and bool(given.me)
    return PeopleFound(
        page, ones, looked.slips, looked.audit, began, period, preferences, no_people=looked.no_people, known=known
    )


def _unknown(*, no_people: bool, knows_me: bool) -> str:
    if no_people:
        return _("Nobody is named in these calendars, so a 1:1 cannot be told from another meeting.")
    return "" if knows_me else _("Which address is yours is not known, so a 1:1 cannot be told from another meeting.")


def _met(given: Scheduled, last: int) -> Mapping[str, int]:
    """Return the seconds in 1:1s of the last thirteen weeks, by address."""
    start, end = given.zone.midnight(last - USUAL_DAYS + 1), given.zone.midnight(last + 1)
    lengths = {
        person: sum(each.end - each.start for each in own if start <= each.start < end)
        for person, own in by_person(given.meetings, given.me).items()
    }
    return {person: seconds for person, seconds in lengths.items() if seconds}


def _sheet(journal: Journal, address: str, name: str, today: int) -> OneOnOneSheet:
    """Return what is open with a person, whom the journal calls by the address, the name, or the first name."""
    known = {each.casefold(): each for each in promised_to(journal)}
    called = [address.casefold(), name.casefold(), name.partition(" ")[0].casefold()]
    whom = next((known[each] for each in called if each in known), None)
    sheet = sheet_with(journal, name if whom is None else whom, today)
    return replace(sheet, person=name)


# ---- evidence ----


def evidence_of_talks(workspace: Workspace, person: str, first: int, last: int) -> Evidence:
    """Return the 1:1s of some days (ordinals, both included) with one person; without an address, with all."""
    preferences = workspace.preferences()
    names = {each.address: each.name for each in people_to_look_at(workspace) if each.name}
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection)
        talks = talks_between(connection, preferences, history, first, last)
    return talks_evidence(
        Talks(talks.given, talks.references, talks.calendars, names, history.today), person, first, last
    )
