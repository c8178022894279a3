"""Five people with calendars like those of real ones: what each is told, and that nobody is told something silly."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from tests.personas import calendars

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import Clearweek


class Persona(NamedTuple):
    """One person: the calendar, what the command line is told, and which patterns are found."""

    data: bytes
    words: tuple[str, ...]
    found: frozenset[str]


PERSONAS: Final[Mapping[str, Persona]] = {
    # A stand-up without an agenda in the middle of each morning; nothing else is amiss.
    "engineer": Persona(calendars.engineer(), (), frozenset({"status-ritual"})),
    "manager": Persona(
        calendars.manager(),
        (),
        frozenset(
            {
                *("status-ritual", "crowd", "spectator", "zombie-series", "double-booked", "outside-hours"),
                "one-on-one-slips",
            }
        ),
    ),
    # Calls with customers are the work, and no load, no crowd and no meeting without an agenda; but they leave pieces.
    "salesperson": Persona(calendars.salesperson(), (), frozenset({"fragmented-focus", "focus-drought"})),
    # A short week is no drought, and days without working time are no free ones.
    "part-timer": Persona(calendars.part_timer(), ("--work", calendars.PART_TIME_HOURS), frozenset()),
}


def analysed(clearweek: Clearweek, path: Path, *words: str) -> dict[str, Any]:
    last = calendars.TODAY.toordinal() - 1
    asked = ("--tz", calendars.ZONE, "--today", str(calendars.TODAY), "--from", str(calendars.FIRST))
    end = calendars.TODAY.fromordinal(last)
    result = clearweek("analyze", str(path), *asked, "--to", str(end), *words, "--json")
    assert result.status == 0, result.err
    found: dict[str, Any] = result.json
    return found


@pytest.mark.parametrize("name", PERSONAS)
def test_each_is_told_what_the_calendar_shows_and_nothing_else(clearweek: Clearweek, tmp_path: Path, name: str) -> None:
    persona = PERSONAS[name]
    path = tmp_path / "own.ics"
    path.write_bytes(persona.data)
    found = analysed(clearweek, path, *persona.words)["findings"]
    assert {each["id"] for each in found} == persona.found
    assert all(each["evidence"] for each in found)


def test_the_manager_has_about_35_meetings_a_week(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "own.ics"
    path.write_bytes(calendars.manager())
    weeks = [week for week in analysed(clearweek, path)["weeks"] if week["meetings"]]
    assert 30 <= sum(week["meetings"] for week in weeks) / len(weeks) <= 40


def test_a_shift_worker_is_not_told_that_the_night_is_outside_the_hours(clearweek: Clearweek, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shifts = "".join(f'\n[[shifts]]\ntitle = "{title}"\nhours = "{hours}"\n' for title, hours in calendars.SHIFTS)
    (home / "settings.toml").write_text(f'time_zone = "{calendars.ZONE}"\n{shifts}', encoding="utf-8")
    path = tmp_path / "own.ics"
    path.write_bytes(calendars.shift_worker())
    assert clearweek("add", str(path), "--home", str(home)).status == 0
    span = ("--from", str(calendars.FIRST), "--to", str(calendars.TODAY.fromordinal(calendars.TODAY.toordinal() - 1)))
    out = clearweek("export", "json", "-o", "-", *span, "--today", str(calendars.TODAY), "--home", str(home))
    assert out.status == 0, out.err
    assert [each["id"] for each in out.json["findings"]] == []
    # The round table falls into the late shift only; all else lies within the shift of its day.
    outside = [day for day in out.json["days"] if day["outside_hours_minutes"]]
    assert {dt.date.fromisoformat(day["date"]).weekday() for day in outside} == {2}
