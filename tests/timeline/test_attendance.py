"""Who is in an event, and who I am (METRICS.md §1, *People*, *Me*, *Response*).

What single events say stands in the truth table; here is what no single event can show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.model.occurrences import Me
from app.timeline.attendance import AttendanceOfMe, addresses_of, guess_me
from tests.builders import ANNA, BEN, attendee, calendar, event, guest, organizer, plain_event

if TYPE_CHECKING:
    from pathlib import Path

    from app.model.events import Event
    from tests.conftest import Clearweek

CLEO = "cleo@firm.example"


def of(its_event: Event, *me: str) -> tuple[bool | None, bool]:
    """Whether I organize it, and whether the number of people is a lower bound."""
    attendance = AttendanceOfMe(Me(frozenset(me))).of(its_event)
    return attendance.organized, attendance.at_least


def test_people_are_the_distinct_addresses_of_guests_and_organizer_without_rooms() -> None:
    found = addresses_of(
        plain_event(
            attendee(ANNA), attendee(BEN), attendee(BEN), attendee("room@firm.example", resource=True), organizer=CLEO
        )
    )
    assert found == {ANNA, BEN, CLEO}


def test_whether_i_organize_is_unknown_where_i_am() -> None:
    assert of(plain_event(attendee(BEN), organizer=ANNA), ANNA)[0] is True
    assert of(plain_event(attendee(ANNA), organizer=BEN), ANNA)[0] is False
    assert of(plain_event(attendee(ANNA)), ANNA)[0] is False
    assert of(plain_event(), ANNA)[0] is False
    assert of(plain_event(attendee(ANNA), organizer=BEN))[0] is None


def test_i_organize_with_any_of_my_addresses() -> None:
    assert of(plain_event(attendee(BEN), organizer="anna@gmail.com"), ANNA, "anna@gmail.com")[0] is True


def test_a_group_makes_the_size_a_lower_bound() -> None:
    assert of(plain_event(attendee(ANNA), attendee("all@firm.example", group=True)), ANNA)[1] is True
    assert of(plain_event(attendee(ANNA), attendee("all@firm.example", group=True)))[1] is True
    assert of(plain_event(attendee(ANNA), attendee(BEN)), ANNA)[1] is False


# ---- the guess ----


def shares(*counts: tuple[set[str], int]) -> list[tuple[Event, int]]:
    """Events with these guests, each with how many occurrences it has."""
    return [(plain_event(*(attendee(who) for who in sorted(guests))), times) for guests, times in counts]


def guessed(*counts: tuple[set[str], int]) -> str | None:
    """The guessed address, None where there is no guess."""
    me = guess_me(shares(*counts))
    assert me.guessed is bool(me.addresses)
    return next(iter(me.addresses), None)


def test_the_address_in_most_occurrences_is_taken_to_be_me() -> None:
    assert guessed(({ANNA, BEN}, 7), ({ANNA, CLEO}, 3)) == ANNA


def test_occurrences_count_and_not_events() -> None:
    assert guessed(({ANNA, BEN}, 80), ({ANNA}, 20), ({BEN}, 1), ({BEN, CLEO}, 1), ({BEN}, 1)) == ANNA


@pytest.mark.parametrize("hundreds", [1, 3, 7])
def test_sixty_per_cent_are_enough_and_less_is_not(hundreds: int) -> None:
    assert guessed(({ANNA}, 60 * hundreds), ({BEN}, 40 * hundreds)) == ANNA
    assert guessed(({ANNA}, 60 * hundreds - 1), ({BEN}, 40 * hundreds + 1)) is None


@pytest.mark.parametrize("tens", [1, 2, 3, 6, 7, 11, 13, 100])
def test_ten_points_above_the_next_are_enough_and_less_is_not(tens: int) -> None:
    assert guessed(({ANNA, BEN}, 9 * tens), ({ANNA}, tens)) == ANNA
    assert guessed(({ANNA, BEN}, 90 * tens + 1), ({ANNA}, 10 * tens - 1)) is None


def test_events_without_people_do_not_lower_a_share() -> None:
    me = guess_me([*shares(({ANNA, BEN}, 6), ({ANNA, CLEO}, 4)), (plain_event(), 500)])
    assert me == Me(frozenset({ANNA}), guessed=True)


def test_what_does_not_occur_does_not_count() -> None:
    assert guessed(({BEN}, 0), ({ANNA, BEN}, 5), ({ANNA, CLEO}, 5)) == ANNA


def test_a_room_in_every_meeting_is_not_me() -> None:
    room = attendee("room@firm.example", resource=True)
    events = [(plain_event(attendee(ANNA), attendee(who), room), 1) for who in (BEN, CLEO)]
    assert guess_me(events).addresses == {ANNA}


def test_an_organizer_counts_like_a_guest() -> None:
    events = [(plain_event(attendee(who), organizer=ANNA), 1) for who in (BEN, CLEO)]
    assert guess_me(events).addresses == {ANNA}


def test_nobody_is_guessed_from_nothing() -> None:
    assert guess_me([]) == Me(frozenset())
    assert guess_me([(plain_event(), 3)]) == Me(frozenset())


# ---- the order: given, owned, guessed ----


@pytest.fixture
def bens_calendar(tmp_path: Path) -> Path:
    """A calendar in which Ben is in every meeting, named after Anna's address."""
    path = tmp_path / "work.ics"
    events = (event(organizer(BEN), guest(who), uid=who) for who in (CLEO, "dov@firm.example"))
    path.write_bytes(calendar(*events, head=(f"X-WR-CALNAME:{ANNA.upper()}",)))
    return path


def who(clearweek: Clearweek, path: Path, *words: str) -> tuple[list[str], bool]:
    """Whom `analyze` takes to be me, and whether it guessed."""
    me = clearweek("analyze", str(path), *words, "--json").json["me"]
    return me["addresses"], me["guessed"]


def test_the_calendars_own_address_outranks_a_guess(clearweek: Clearweek, bens_calendar: Path) -> None:
    assert who(clearweek, bens_calendar) == ([ANNA], False)


def test_what_the_person_says_outranks_the_calendars_own_address(clearweek: Clearweek, bens_calendar: Path) -> None:
    assert who(clearweek, bens_calendar, "--me", CLEO, "--me", f"MAILTO:{BEN.upper()}") == ([BEN, CLEO], False)


def test_a_name_that_is_no_address_owns_nothing(clearweek: Clearweek, bens_calendar: Path) -> None:
    text = bens_calendar.read_bytes().replace(ANNA.upper().encode(), b"Anna @ work")
    bens_calendar.write_bytes(text)
    assert who(clearweek, bens_calendar) == ([BEN], True)


def test_addresses_of_several_calendars_are_all_mine(clearweek: Clearweek, bens_calendar: Path, tmp_path: Path) -> None:
    other = tmp_path / "home.ics"
    other.write_bytes(calendar(event(), head=("X-WR-CALNAME:anna@gmail.com",)))
    me = clearweek("analyze", str(bens_calendar), str(other), "--json").json["me"]
    assert me == {"addresses": [ANNA, "anna@gmail.com"], "guessed": False}


def test_the_guess_does_not_change_with_the_period(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    early = event(guest(BEN), guest(CLEO), uid="early", stamp="20261201T000000Z")
    late = (
        event(
            guest(ANNA),
            guest(BEN if day % 2 else CLEO),
            f"DTSTART:202603{day:02}T100000Z",
            "DURATION:PT1H",
            uid=str(day),
        )
        for day in range(10, 30)
    )
    path.write_bytes(calendar(early, *late))
    for period in (("--from", "2026-02-09", "--to", "2026-02-15"), ("--from", "2026-03-01", "--to", "2026-03-31")):
        assert who(clearweek, path, *period) == ([ANNA], True)
