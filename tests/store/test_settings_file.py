"""The settings file keeps what a person wrote, and never stops the start."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.errors import UserError
from app.model.preferences import NO_WORK, Shift, WorkingWeek
from app.model.settings import LANGUAGES, QUESTIONS, SCHEMES, Settings, Stay
from app.model.working_hours import working_hours
from app.store.settings_file import LARGEST, NAME, read, write
from tests.builders import ordinal

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = Settings(
    me=("anna@firm.example", "anna@mail.example"),
    zone="Europe/Berlin",
    stays=(Stay(ordinal("2026-03-01"), "America/New_York"),),
    weeks=(WorkingWeek(1, working_hours("mon-fri 08:00-16:30")), WorkingWeek(ordinal("2026-05-01"), NO_WORK)),
    shifts=(Shift("Night", ((22 * 3600, 30 * 3600),)), Shift("Off", ())),
    breaking_titles=("Lunch", 'A "quoted"\ntitle\x00'),
    count="accepted",
    no_people="block",
    left_out=("Birthdays",),
    thresholds=(("later.number", 3), ("meeting-load.share", 0.4)),
    words=(("later", ("x",)), ("status", ("Lage", 'A "quoted" one'))),
    language="de",
    scheme="high_contrast_dark",
    motion=False,
    offline=True,
    sync_minutes=15,
    budget=52_200,
    answered=frozenset(QUESTIONS),
)
BY_HAND = """\
# My own settings.
me = ["Anna@Firm.example"]   # the address at work
idea = "a key of a later version"
count = "accepted"

[plans]
limit = 3   # stays too

[[shifts]]
title = "Night"   # the ward
hours = "22:00-06:00"
"""


def written(folder: Path, text: str | bytes) -> Path:
    """A settings file with this content."""
    path = folder / NAME
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ---- there and back ----


def test_without_a_file_the_usual_values_hold_and_nothing_is_written(tmp_path: Path) -> None:
    assert read(tmp_path) == (Settings(), None)
    assert read(tmp_path / "not" / "there") == (Settings(), None)
    assert names(tmp_path) == []


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, EVERYTHING)
    assert read(tmp_path) == (EVERYTHING, None)


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_each_setting_goes_there_and_back_alone(tmp_path: Path, name: str) -> None:
    one: dict[str, Any] = {name: getattr(EVERYTHING, name)}
    write(tmp_path, Settings(**one))
    assert read(tmp_path) == (Settings(**one), None)
    write(tmp_path, Settings())
    assert read(tmp_path) == (Settings(), None)


titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).map(str.strip).filter(bool)
hours = st.sampled_from([(), ((0, 86_400),), ((32_400, 43_200), (46_800, 61_200)), ((79_200, 108_000),)])
weeks = st.tuples(*[hours] * 7)
anything = st.builds(
    Settings,
    me=st.lists(st.sampled_from(["a@b.example", "ä@ö.example"]), unique=True, max_size=2).map(tuple),
    zone=st.sampled_from([None, "Europe/Berlin", "UTC"]),
    stays=st.sets(st.builds(Stay, st.integers(2, 900_000), st.just("Asia/Tokyo")), max_size=2).map(
        lambda stays: tuple(sorted(stays))
    ),
    weeks=st.lists(st.tuples(st.integers(2, 900_000), weeks), max_size=2, unique_by=lambda week: week[0]).map(
        lambda later: tuple(WorkingWeek(*week) for week in [(1, NO_WORK), *sorted(later)])
    ),
    shifts=st.lists(st.builds(Shift, titles, hours), max_size=2).map(tuple),
    breaking_titles=st.lists(titles, unique=True, max_size=3).map(tuple),
    count=st.sampled_from(["all", "accepted"]),
    no_people=st.sampled_from([None, "meeting", "block"]),
    left_out=st.lists(titles, unique=True, max_size=3).map(tuple),
    thresholds=st.dictionaries(
        st.sampled_from(["meeting-load.share", "crowd.people", "plain"]), st.floats(0, 1e9), max_size=3
    ).map(lambda own: tuple(sorted(own.items()))),
    words=st.dictionaries(titles, st.lists(titles, unique=True, max_size=2).map(tuple), max_size=2).map(
        lambda own: tuple(sorted(own.items()))
    ),
    language=st.sampled_from([None, *LANGUAGES]),
    scheme=st.sampled_from([None, *SCHEMES]),
    motion=st.booleans(),
    offline=st.booleans(),
    sync_minutes=st.integers(0, 10_080),
    budget=st.none() | st.integers(0, 604_800),
    answered=st.frozensets(st.sampled_from(QUESTIONS)),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(first=anything, second=anything)
def test_any_settings_replace_any_others_in_a_file_that_a_person_wrote(
    tmp_path: Path, first: Settings, second: Settings
) -> None:
    path = written(tmp_path, BY_HAND)
    write(tmp_path, first)
    assert read(tmp_path) == (first, None)
    write(tmp_path, second)
    assert read(tmp_path) == (second, None)
    text = path.read_text("utf-8")
    assert "# My own settings." in text
    assert 'idea = "a key of a later version"' in text
    assert "limit = 3   # stays too" in text


# ---- by hand ----


def test_what_a_person_wrote_is_understood(tmp_path: Path) -> None:
    written(tmp_path, "\ufeff" + BY_HAND + '\n[[working_weeks]]\nhours = "mon-thu 08:00-16:00"\n')
    settings, told = read(tmp_path)
    assert told is None
    assert (settings.me, settings.count) == (("anna@firm.example",), "accepted")
    assert settings.shifts == (Shift("Night", ((22 * 3600, 30 * 3600),)),)
    assert settings.weeks == (WorkingWeek(1, working_hours("mon-thu 08:00-16:00")),)


def test_only_what_differs_is_touched(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    write(tmp_path, replace(read(tmp_path)[0], scheme="dark"))
    assert path.read_text() == BY_HAND.replace('count = "accepted"\n', 'count = "accepted"\nscheme = "dark"\n')


def test_writing_nothing_new_leaves_the_text_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    write(tmp_path, read(tmp_path)[0])
    assert path.read_text() == BY_HAND


def test_a_value_that_makes_no_sense_costs_only_itself_and_stays(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND.replace('"accepted"', '"most"') + "\n[[stays]]\nsince = 2026\n")
    settings, told = read(tmp_path)
    assert settings.me == ("anna@firm.example",)
    assert (settings.count, settings.stays) == ("all", ())
    assert told == "In settings.toml, “stays”, “count” make no sense; the usual values hold for them."
    write(tmp_path, replace(settings, language="de"))
    assert 'count = "most"' in path.read_text()
    assert names(tmp_path) == [NAME]


@pytest.mark.parametrize(
    "line",
    [
        'me = "anna@firm.example"',
        'me = ["Anna"]',
        "me = [1]",
        'time_zone = "Europe/Atlantis"',
        'time_zone = "../../etc/passwd"',
        "time_zone = 1",
        'stays = [{since = 2026-03-01T00:00:00, time_zone = "UTC"}]',
        "stays = [1]",
        'working_weeks = [{hours = "always"}]',
        "working_weeks = [{}]",
        'working_weeks = [{hours = "mon 9:00-17:00"}, {hours = "tue 9:00-17:00"}]',
        'shifts = [{title = "Early", hours = "all day"}]',
        'shifts = [{title = "", hours = "9-17"}]',
        'shifts = [{title = "Early", hours = 9}]',
        'breaking_titles = "Lunch"',
        f"breaking_titles = {['x'] * 1001}",
        'count = "none"',
        "no_people = true",
        "language = [[]]",
        'scheme = "pink"',
        'motion = "no"',
        "work_offline = 1",
        "read_again_after_minutes = true",
        "read_again_after_minutes = -1",
        "answered = {}",
        "thresholds = 3",
        'thresholds = {"meeting-load.share" = "much"}',
        'thresholds = {"meeting-load.share" = true}',
        'thresholds = {"meeting-load.share" = -0.1}',
        'thresholds = {"meeting-load.share" = nan}',
        'thresholds = {"meeting-load.share" = inf}',
        "thresholds = {a = {b = {c = 1}}}",
        'words = ["Lage"]',
        'words = {status = "Lage"}',
        "words = {status = [1]}",
    ],
)
def test_values_that_make_no_sense(tmp_path: Path, line: str) -> None:
    written(tmp_path, line)
    settings, told = read(tmp_path)
    key = line.partition(" ")[0]
    assert settings == Settings()
    assert told == f"In settings.toml, “{key}” makes no sense; the usual value holds for it."


def test_a_question_of_a_later_version_is_none_of_ours(tmp_path: Path) -> None:
    written(tmp_path, 'answered = ["me", "dreams"]')
    assert read(tmp_path) == (Settings(answered=frozenset({"me"})), None)


OWN_NUMBERS = """\
[thresholds]   # mine
"meeting-load.share" = 0.6   # half is too strict
"later.number" = 3

[words]
status = ["Lage"]   # what we call it
"""


def test_in_a_table_only_what_differs_is_touched(tmp_path: Path) -> None:
    path = written(tmp_path, OWN_NUMBERS)
    settings, told = read(tmp_path)
    assert told is None
    assert dict(settings.thresholds) == {"later.number": 3, "meeting-load.share": 0.6}
    write(tmp_path, replace(settings, thresholds=(("crowd.people", 12), ("meeting-load.share", 0.6)), scheme="dark"))
    expected = OWN_NUMBERS.replace('"later.number" = 3\n', '"crowd.people" = 12\n')
    assert path.read_text() == 'scheme = "dark"\n\n' + expected
    write(tmp_path, replace(read(tmp_path)[0], words=(), scheme=None))
    assert path.read_text().strip() == expected.partition("[words]")[0].strip()


def test_a_threshold_may_be_written_with_a_dot_or_as_a_table_in_the_table(tmp_path: Path) -> None:
    for text in ("[thresholds]\nmeeting-load.share = 0.6\n", "[thresholds.meeting-load]\nshare = 0.6\n"):
        path = written(tmp_path, text)
        settings, told = read(tmp_path)
        assert (settings.thresholds, told) == ((("meeting-load.share", 0.6),), None)
        write(tmp_path, replace(settings, language="de"))
        assert text in path.read_text()
        own = (("crowd.people", 12), ("meeting-load.share", 0.6))
        write(tmp_path, replace(settings, thresholds=own))
        assert read(tmp_path)[0].thresholds == own


# ---- what cannot be read ----


@pytest.mark.parametrize(
    "content",
    [
        b'me = ["anna@fi',
        b"\xff\xfe\x00\x01",
        b"[[[",
        b"x = " + b"[" * 20_000,
        b"x = 1\nx = 2",
        b"# long\n" * (LARGEST // 7 + 1),
    ],
    ids=["half", "no text", "no TOML", "deep", "twice", "long"],
)
def test_an_unreadable_file_is_kept_beside_and_the_usual_values_hold(tmp_path: Path, content: bytes) -> None:
    written(tmp_path, content)
    settings, told = read(tmp_path)
    assert settings == Settings()
    assert told == (
        "The settings could not be read; the usual values hold, and the file is kept as settings-unreadable-1.toml."
    )
    assert names(tmp_path) == ["settings-unreadable-1.toml"]
    assert (tmp_path / "settings-unreadable-1.toml").read_bytes() == content
    assert read(tmp_path) == (Settings(), None)


def test_each_unreadable_file_is_kept(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        written(tmp_path, f"half {number}")
        assert f"settings-unreadable-{number}.toml" in str(read(tmp_path)[1])
    assert (tmp_path / "settings-unreadable-2.toml").read_text() == "half 2"


def test_a_file_cut_anywhere_never_stops_the_start_and_is_never_lost(tmp_path: Path) -> None:
    whole = BY_HAND.encode()
    for length in range(len(whole)):
        written(tmp_path, whole[:length])
        read(tmp_path)
        (left,) = list(tmp_path.iterdir())
        assert left.read_bytes() == whole[:length]
        left.unlink()


def test_a_file_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    os.truncate(path, 1_000_000_000)
    assert "settings-unreadable-1.toml" in str(read(tmp_path)[1])


def test_an_unreadable_file_is_kept_before_a_new_one_is_written(tmp_path: Path) -> None:
    written(tmp_path, "half")
    write(tmp_path, EVERYTHING)
    assert names(tmp_path) == ["settings-unreadable-1.toml", NAME]
    assert read(tmp_path) == (EVERYTHING, None)


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    settings, told = read(tmp_path)
    assert (settings, names(tmp_path)) == (Settings(), [NAME])
    assert told == "The settings could not be read: it is a folder. The usual values hold."
    with pytest.raises(UserError, match="could not be kept"):
        write(tmp_path, EVERYTHING)
    assert names(tmp_path) == [NAME]


def test_a_pipe_in_its_place_does_not_block(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / NAME)
    assert read(tmp_path)[0] == Settings()


# ---- writing is whole or not at all ----


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write(tmp_path / "new", EVERYTHING)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new" / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, BY_HAND)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="The settings could not be kept: the disk is full; the ones from before stay"):
        write(tmp_path, EVERYTHING)
    assert names(tmp_path) == [NAME]
    assert (tmp_path / NAME).read_text() == BY_HAND


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine"
    elsewhere.mkdir()
    (elsewhere / "own.toml").write_text(BY_HAND)
    (tmp_path / NAME).symlink_to(elsewhere / "own.toml")
    write(tmp_path, replace(read(tmp_path)[0], scheme="dark"))
    assert (tmp_path / NAME).is_symlink()
    assert 'scheme = "dark"' in (elsewhere / "own.toml").read_text()


def test_reading_needs_no_library(tmp_path: Path) -> None:
    written(tmp_path, BY_HAND)
    code = "import sys; from pathlib import Path; from app.store.settings_file import read; read(Path(sys.argv[1]))"
    ask = f"{code}\nprint(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-c", ask, str(tmp_path)], capture_output=True, text=True, check=True)
    assert {"tomlkit", "icalendar", "babel", "sqlite3"} & set(run.stdout.split()) == set()
