"""Settings become what changes a figure."""

from __future__ import annotations

from app.model.preferences import NO_WORK, Preferences, Shift, WorkingWeek
from app.model.settings import Settings, Stay, preferences_of
from tests.builders import home, ordinal

BERLIN = home("Europe/Berlin")
NIGHT = Shift("Night", ((22 * 3600, 30 * 3600),))


def test_nothing_chosen_is_the_defaults_in_the_systems_zone() -> None:
    preferences = preferences_of(Settings(), BERLIN)
    assert preferences.zone.name == "Europe/Berlin"
    defaults = Preferences()
    for name in ("me", "weeks", "holidays", "shifts", "breaking_titles", "count", "no_people", "left_out"):
        assert getattr(preferences, name) == getattr(defaults, name)


def test_all_that_was_chosen_reaches_the_preferences() -> None:
    weeks = (WorkingWeek(1, NO_WORK), WorkingWeek(ordinal("2026-03-01"), Preferences().weeks[0].hours))
    settings = Settings(
        me=("anna@firm.example", "anna@mail.example"),
        zone="Asia/Kolkata",
        weeks=weeks,
        shifts=(NIGHT,),
        breaking_titles=("Lunch",),
        count="accepted",
        no_people="block",
        left_out=("Birthdays",),
    )
    preferences = preferences_of(settings, BERLIN)
    assert preferences.zone.name == "Asia/Kolkata"
    assert preferences.me == {"anna@firm.example", "anna@mail.example"}
    assert (preferences.weeks, preferences.shifts) == (weeks, (NIGHT,))
    assert preferences.breaking_titles == {"Lunch"}
    assert (preferences.count, preferences.no_people) == ("accepted", "block")
    assert preferences.left_out == {"Birthdays"}


def test_a_home_moves_on_the_day_that_is_named() -> None:
    moved = Settings(zone="Europe/Berlin", stays=(Stay(ordinal("2026-03-01"), "America/New_York"),))
    zone = preferences_of(moved, home("UTC")).zone
    assert zone.zone_on(ordinal("2026-02-28")).name == "Europe/Berlin"
    assert zone.zone_on(ordinal("2026-03-01")).name == "America/New_York"


def test_stays_are_put_in_order_of_time_and_begin_after_the_systems_zone() -> None:
    moved = Settings(stays=(Stay(ordinal("2026-05-01"), "Asia/Tokyo"), Stay(ordinal("2026-03-01"), "America/New_York")))
    zone = preferences_of(moved, BERLIN).zone
    names = [zone.zone_on(ordinal(day)).name for day in ("2026-01-01", "2026-04-01", "2026-06-01")]
    assert names == ["Europe/Berlin", "America/New_York", "Asia/Tokyo"]


def test_a_zone_that_this_system_does_not_know_is_the_systems() -> None:
    settings = Settings(zone="Europe/Atlantis", stays=(Stay(ordinal("2026-03-01"), "Moon/Base"),))
    assert preferences_of(settings, BERLIN).zone.stays == BERLIN.stays
