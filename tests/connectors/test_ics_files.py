"""Files, folders and archives: what is read, what is refused, and that one bad file never costs the others.

Limits are lowered where reaching them would take long; that they are the documented ones is a test of its own.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import stat
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.connectors import ics_files, ics_text
from app.connectors.ics_files import read_paths
from app.errors import Cancelled, UnreadableInput
from tests.builders import calendar, event

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.sources import Reading

Member = tuple[str | zipfile.ZipInfo, bytes]


def good(uid: str) -> bytes:
    """A calendar with one event."""
    return calendar(event(uid=uid))


def padded(uid: str, size: int) -> bytes:
    """A calendar of `size` bytes that does not compress well."""
    text = good(uid)
    filling = random.Random(size).randbytes(size).hex().encode()[: size - len(text)]
    return text + filling


def archive(path: Path, *members: Member) -> str:
    """A zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of names that stand there twice
        for name, content in members:
            file.writestr(name, content)
    return str(path)


def uids(reading: Reading) -> list[str]:
    """The UIDs in the order in which they were read."""
    return [series.uid for series in reading.series]


def reasons(reading: Reading) -> dict[str, str]:
    """What was set aside: the end of the source's name to the reason."""
    return {problem.source.replace(os.sep, "/").rsplit("/", 1)[-1]: problem.reason for problem in reading.problems}


class Steps:
    """A progress that does something at each check, one after the other."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self._steps = list(steps)
        self.told: list[tuple[int, int | None, str]] = []

    def report(self, done: int, total: int | None, what: str) -> None:
        self.told.append((done, total, what))

    def check(self) -> None:
        if self._steps:
            self._steps.pop(0)()


def nothing() -> None:
    """Do nothing."""


# ---- limits ----


def test_the_limits_are_those_that_the_documents_name() -> None:
    assert ics_text.LARGEST_FILE == 50 * 1024 * 1024
    assert ics_files.LARGEST_ARCHIVE == 200 * 1024 * 1024
    assert ics_files.MOST_MEMBERS == 500
    assert ics_files.LARGEST_RATIO == 200
    assert ics_files.MOST_FILES == 10_000


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of 10 kB, archives of 25 kB, read in pieces of 1 kB."""
    monkeypatch.setattr(ics_text, "LARGEST_FILE", 10_000)
    monkeypatch.setattr(ics_files, "LARGEST_FILE", 10_000)
    monkeypatch.setattr(ics_files, "LARGEST_ARCHIVE", 25_000)
    monkeypatch.setattr(ics_files, "_PIECE", 1_000)


# ---- files ----


def test_a_file_is_read_under_the_name_that_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "Work.ics"
    path.write_bytes(good("one"))
    reading = read_paths([str(path)])
    assert uids(reading) == ["one"]
    (found,) = reading.calendars
    assert (found.name, found.source) == ("Work", str(path))


@pytest.mark.parametrize("name", ["calendar.txt", "calendar", "CALENDAR.ICS", "work.ics.bak"])
def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(good("one"))
    assert uids(read_paths([str(tmp_path / name)])) == ["one"]


def test_one_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "missing.ics")
    with pytest.raises(UnreadableInput) as raised:
        read_paths([path])
    assert raised.value.sentence() == f"{path}: There is no such file or folder; check the path."


def test_one_bad_file_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.ics").write_bytes(good("one"))
    (tmp_path / "bad.ics").write_bytes(b"no calendar")
    for paths in (["bad.ics", "good.ics"], ["good.ics", "bad.ics", "missing.ics"]):
        reading = read_paths([str(tmp_path / name) for name in paths])
        assert uids(reading) == ["one"]
        assert set(reasons(reading)) == set(paths) - {"good.ics"}
        assert not any(problem.kept for problem in reading.problems)
        assert all(reason.endswith(".") for reason in reasons(reading).values())


def test_where_nothing_can_be_read_each_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.ics").write_bytes(b"no calendar")
    with pytest.raises(UnreadableInput) as raised:
        read_paths([str(tmp_path / "bad.ics"), str(tmp_path / "missing.ics")])
    sentence = raised.value.sentence()
    assert sentence.startswith("No calendar could be read: ")
    for part in ("bad.ics", "no calendar begins in it", "missing.ics", "no such file"):
        assert part in sentence


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.ics").write_bytes(good("one"))
    (tmp_path / "link.ics").symlink_to(tmp_path / "real.ics")
    assert uids(read_paths([str(tmp_path / "link.ics")])) == ["one"]


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    with pytest.raises(UnreadableInput, match="not a regular file"):
        read_paths([str(tmp_path / "pipe.ics")])


def test_a_device_is_no_file() -> None:
    with pytest.raises(UnreadableInput, match="not a regular file"):
        read_paths([os.devnull])


def test_a_file_that_may_not_be_opened_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.ics"
    path.write_bytes(good("one"))
    monkeypatch.setattr(os, "open", _refused)  # the tests may run as root, whom no mode keeps out
    with pytest.raises(UnreadableInput, match="cannot be opened: you may not use it"):
        read_paths([str(path)])


def _refused(*words: object) -> int:
    raise PermissionError(13, "Permission denied")


def test_a_file_that_cannot_be_read_to_its_end_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.ics").write_bytes(good("one"))
    (tmp_path / "good.ics").write_bytes(good("two"))

    def limited(file: Any) -> bytes:
        if os.path.samestat(os.fstat(file.fileno()), (tmp_path / "bad.ics").stat()):
            raise OSError(5, "Input/output error")
        content: bytes = file.read()
        return content

    monkeypatch.setattr(ics_files, "_limited", limited)
    reading = read_paths([str(tmp_path / "bad.ics"), str(tmp_path / "good.ics")])
    assert uids(reading) == ["two"]
    assert reasons(reading)["bad.ics"] == "It cannot be read: the system refuses it."


@pytest.mark.usefixtures("small_limits")
def test_a_file_as_large_as_allowed_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "large.ics").write_bytes(padded("one", 10_000))
    assert uids(read_paths([str(tmp_path / "large.ics")])) == ["one"]
    (tmp_path / "large.ics").write_bytes(padded("one", 10_001))
    with pytest.raises(UnreadableInput, match="larger than 50 MB"):
        read_paths([str(tmp_path / "large.ics")])


def test_a_path_that_is_too_long_for_the_system_is_refused() -> None:
    for path in ("x" * 5_000, "x/" * 5_000, "x" * 300):
        with pytest.raises(UnreadableInput, match="its name is too long") as raised:
            read_paths([path])
        assert len(raised.value.sentence()) < 500


def test_a_path_in_a_folder_that_may_not_be_entered_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed" / "work.ics"
    real = Path.stat

    def stat_of(self: Path, **more: Any) -> os.stat_result:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return real(self, **more)

    monkeypatch.setattr(Path, "stat", stat_of)
    monkeypatch.setattr(os, "open", _refused)
    with pytest.raises(UnreadableInput, match="you may not use it"):
        read_paths([str(path)])


# ---- what changes while it is read ----


def test_a_file_that_changes_once_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(good("one"))
    real, calls = ics_files._limited, []

    def limited(file: Any) -> bytes:
        content = real(file)
        calls.append(content)
        if len(calls) == 1:
            path.write_bytes(calendar(event(uid="one"), event(uid="two")))
        return content

    monkeypatch.setattr(ics_files, "_limited", limited)
    reading = read_paths([str(path)])
    assert uids(reading) == ["one", "two"]
    assert reading.problems == ()


def test_a_file_that_keeps_growing_is_read_as_it_is_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(good("one"))
    real = ics_files._limited

    def limited(file: Any) -> bytes:
        content = real(file)
        with path.open("ab") as growing:
            growing.write(b"X-GROWS:1\r\n")
        return content

    monkeypatch.setattr(ics_files, "_limited", limited)
    reading = read_paths([str(path)])
    assert uids(reading) == ["one"]
    (problem,) = reading.problems
    assert (problem.kept, problem.source) == (True, str(path))
    assert "changed while it was read" in problem.reason


def test_a_file_of_a_folder_that_vanishes_does_not_cost_the_others(tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics", "c.ics"):
        (tmp_path / name).write_bytes(good(name))
    # Checked: before the folder, before a.ics and inside it, before b.ics.
    progress = Steps(nothing, nothing, nothing, (tmp_path / "b.ics").unlink)
    reading = read_paths([str(tmp_path)], progress=progress)
    assert uids(reading) == ["a.ics", "c.ics"]
    assert reasons(reading) == {"b.ics": "There is no such file or folder; check the path."}


def test_a_file_that_becomes_a_link_after_it_was_listed_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.ics").write_bytes(good("secret"))
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.ics", "b.ics"):
        (folder / name).write_bytes(good(name))

    def swap() -> None:
        (folder / "b.ics").unlink()
        (folder / "b.ics").symlink_to(outside / "secret.ics")

    reading = read_paths([str(folder)], progress=Steps(nothing, nothing, nothing, swap))
    assert uids(reading) == ["a.ics"]
    assert set(reasons(reading)) == {"b.ics"}


def test_a_folder_that_vanishes_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(UnreadableInput):
        read_paths([str(folder)], progress=Steps(lambda: shutil.rmtree(folder)))


# ---- folders ----


def test_a_folder_is_read_in_order_of_name_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("b.ics", "a.ics", "z/c.ics", "y/d.ics", "y/x/e.ics", "B.ics"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(good(name))
    assert uids(read_paths([str(tmp_path)])) == ["B.ics", "a.ics", "b.ics", "y/d.ics", "y/x/e.ics", "z/c.ics"]


def test_a_folder_gives_only_calendar_files(tmp_path: Path) -> None:
    for name in ("a.ics", "b.ICS", "c.ical", "d.icalendar", "e.ifb"):
        (tmp_path / name).write_bytes(good(name))
    for name in ("notes.txt", "ics", "photo.png", "takeout.zip", "a.ics.bak"):
        (tmp_path / name).write_bytes(good(name))
    reading = read_paths([str(tmp_path)])
    assert uids(reading) == ["a.ics", "b.ICS", "c.ical", "d.icalendar", "e.ifb"]
    assert reading.problems == ()


def test_links_pipes_and_folders_with_a_calendars_name_are_named_and_left(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.ics").write_bytes(good("secret"))
    folder = tmp_path / "folder"
    (folder / "odd.ics").mkdir(parents=True)
    (folder / "good.ics").write_bytes(good("one"))
    (folder / "link.ics").symlink_to(outside / "secret.ics")
    (folder / "nowhere.ics").symlink_to(outside / "missing.ics")
    (folder / "all").symlink_to(outside)
    os.mkfifo(folder / "pipe.ics")
    reading = read_paths([str(folder)])
    assert uids(reading) == ["one"]
    found = reasons(reading)
    assert set(found) == {"link.ics", "nowhere.ics", "pipe.ics"}
    assert "link" in found["link.ics"]
    assert "not a regular file" in found["pipe.ics"]


def test_a_link_to_the_folder_itself_does_not_go_round_for_ever(tmp_path: Path) -> None:
    (tmp_path / "good.ics").write_bytes(good("one"))
    (tmp_path / "again").symlink_to(tmp_path)
    assert uids(read_paths([str(tmp_path)])) == ["one"]


def test_a_folder_without_a_calendar_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(UnreadableInput, match="The folder holds no calendar file that can be read"):
        read_paths([str(tmp_path)])
    (tmp_path / "bad.ics").write_text("x")
    with pytest.raises(UnreadableInput, match=r"bad\.ics.*no calendar begins in it"):
        read_paths([str(tmp_path)])


def test_an_unreadable_file_of_a_folder_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.ics", "b.ics", "c.ics"):
        (tmp_path / name).write_bytes(good(name))
    real = os.open

    def opened(path: str, *words: Any) -> int:
        if str(path).endswith("b.ics"):
            raise PermissionError(13, "Permission denied")
        return real(path, *words)

    monkeypatch.setattr(os, "open", opened)
    reading = read_paths([str(tmp_path)])
    assert uids(reading) == ["a.ics", "c.ics"]
    assert reasons(reading) == {"b.ics": "It cannot be opened: you may not use it."}


def test_a_folder_that_may_not_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "good.ics").write_bytes(good("one"))
    real = os.scandir

    def scanned(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scanned)
    reading = read_paths([str(tmp_path)])
    assert uids(reading) == ["one"]
    assert set(reasons(reading)) == {"closed"}


def test_a_folder_of_too_many_files_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_files, "MOST_FILES", 3)
    for number in range(5):
        (tmp_path / f"{number}.ics").write_bytes(good(str(number)))
    reading = read_paths([str(tmp_path)])
    assert uids(reading) == ["0", "1", "2"]
    assert "the rest were not read" in next(iter(reasons(reading).values()))


def test_what_is_refused_beyond_the_listed_ones_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_files, "MOST_REFUSALS", 3)
    for number in range(5):
        (tmp_path / f"bad{number}.ics").write_bytes(b"no calendar")
    (tmp_path / "good.ics").write_bytes(good("one"))
    reading = read_paths([str(tmp_path)])
    assert uids(reading) == ["one"]
    assert [problem.reason for problem in reading.problems][3:] == ["2 more files were not read."]


# ---- standard input ----


def test_standard_input(tmp_path: Path) -> None:
    reading = read_paths(["-"], io.BytesIO(good("one")))
    assert uids(reading) == ["one"]
    assert reading.calendars[0].name == "standard input"


def test_standard_input_that_is_none_or_empty_is_refused() -> None:
    for stdin in (None, io.BytesIO()):
        with pytest.raises(UnreadableInput, match="it is empty"):
            read_paths(["-"], stdin)


@pytest.mark.usefixtures("small_limits")
def test_standard_input_is_read_up_to_the_limit_only() -> None:
    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            assert size > 0
            self.given += size
            return b"X" * size

    endless: Any = Endless()
    with pytest.raises(UnreadableInput, match="larger than 50 MB"):
        read_paths(["-"], endless)
    assert endless.given == 10_001


def test_a_file_may_be_called_dash_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_bytes(good("file"))
    assert uids(read_paths(["./-"], io.BytesIO(good("input")))) == ["file"]
    assert uids(read_paths(["-"], io.BytesIO(good("input")))) == ["input"]


# ---- archives ----


def test_a_takeout_archive_is_read_without_being_unpacked(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "takeout.zip",
        ("Takeout/archive_browser.html", b"<html></html>"),
        ("Takeout/Calendar/", b""),
        ("Takeout/Calendar/Work.ics", good("work")),
        ("Takeout/Calendar/anna@firm.example.ics", good("own")),
    )
    reading = read_paths([path])
    assert uids(reading) == ["work", "own"]
    assert [each.name for each in reading.calendars] == ["Work", "anna@firm.example"]
    assert [each.source for each in reading.calendars] == [
        f"{path}: Takeout/Calendar/Work.ics",
        f"{path}: Takeout/Calendar/anna@firm.example.ics",
    ]
    assert reading.problems == ()
    assert [each.name for each in tmp_path.iterdir()] == ["takeout.zip"]


def test_an_archive_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    assert uids(read_paths([archive(tmp_path / "calendar.ics", ("a.ics", good("one")))])) == ["one"]


@pytest.mark.parametrize("name", ["../../escape.ics", "/etc/escape.ics", "..\\escape.ics", "C:\\escape.ics"])
def test_the_name_of_a_member_is_never_a_path(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    reading = read_paths([archive(folder / "a.zip", (name, good("one")))])
    assert uids(reading) == ["one"]
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.zip", "deep", "er"]


def test_an_archive_in_an_archive_is_named_and_not_read(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", ("a.ics", good("inner")))
    content = Path(inner).read_bytes()
    reading = read_paths([archive(tmp_path / "outer.zip", ("inner.zip", content), ("b.ics", good("outer")))])
    assert uids(reading) == ["outer"]
    assert "an archive inside an archive" in next(iter(reasons(reading).values()))


def test_of_a_name_that_stands_twice_the_first_is_read(tmp_path: Path) -> None:
    reading = read_paths([archive(tmp_path / "a.zip", ("a.ics", good("first")), ("a.ics", good("second")))])
    assert uids(reading) == ["first"]
    assert "this name twice" in next(iter(reasons(reading).values()))


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.ics")
    link.create_system = 3  # made on Unix, so that the mode means something
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    reading = read_paths([archive(tmp_path / "a.zip", (link, b"/etc/passwd"), ("b.ics", good("one")))])
    assert uids(reading) == ["one"]
    assert "link" in next(iter(reasons(reading).values()))


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, ("secret.ics", good("secret")), ("b.ics", good("one")))
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1  # the flag of the first member
    path.write_bytes(content)
    reading = read_paths([str(path)])
    assert uids(reading) == ["one"]
    assert "encrypted" in next(iter(reasons(reading).values()))


def test_a_damaged_member_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, ("bad.ics", padded("bad", 4_000)), ("good.ics", good("one")))
    content = bytearray(path.read_bytes())
    content[200:220] = bytes(20)
    path.write_bytes(content)
    reading = read_paths([str(path)])
    assert uids(reading) == ["one"]
    assert "damaged" in next(iter(reasons(reading).values()))


def test_a_member_that_is_no_calendar_does_not_cost_the_others(tmp_path: Path) -> None:
    reading = read_paths([archive(tmp_path / "a.zip", ("page.ics", b"<html>"), ("good.ics", good("one")))])
    assert uids(reading) == ["one"]
    assert "web page" in next(iter(reasons(reading).values()))


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"PK\x05\x06" + b"\xff" * 18],
    ids=["begin only", "noise", "wrong end"],
)
def test_a_damaged_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(UnreadableInput, match="The archive is damaged"):
        read_paths([str(tmp_path / "a.zip")])


def test_an_archive_cut_off_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, ("a.ics", padded("one", 5_000)))
    path.write_bytes(path.read_bytes()[:3_000])
    with pytest.raises(UnreadableInput, match="The archive is damaged"):
        read_paths([str(path)])


def test_an_archive_without_a_calendar_is_refused(tmp_path: Path) -> None:
    for members in ((), (("photo.png", b"x"),)):
        with pytest.raises(UnreadableInput, match="The archive holds no calendar that can be read"):
            read_paths([archive(tmp_path / "a.zip", *members)])


def test_an_archive_of_too_many_members_is_refused(tmp_path: Path) -> None:
    members = [(f"{number}.txt", b"") for number in range(500)]
    assert uids(read_paths([archive(tmp_path / "a.zip", *members[1:], ("a.ics", good("one")))])) == ["one"]
    with pytest.raises(UnreadableInput, match="more than 500 members"):
        read_paths([archive(tmp_path / "a.zip", *members, ("a.ics", good("one")))])


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, ("a.ics", good("one")), ("b.ics", good("two")))
    content = bytearray(path.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = bytes(4)  # the second member, too, begins where the first does
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match="overlap"):
        read_paths([str(path)])


@pytest.mark.usefixtures("small_limits")
def test_a_member_as_large_as_allowed_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.zip", ("a.ics", padded("fits", 10_000)), ("b.ics", padded("large", 10_001)), ("c.ics", good("c"))
    )
    reading = read_paths([path])
    assert uids(reading) == ["fits", "c"]
    assert "larger than 50 MB" in next(iter(reasons(reading).values()))


@pytest.mark.usefixtures("small_limits")
def test_an_archive_is_read_up_to_its_limit(tmp_path: Path) -> None:
    members = [(f"{number}.ics", padded(str(number), 9_000)) for number in range(5)]
    reading = read_paths([archive(tmp_path / "a.zip", *members)])
    assert uids(reading) == ["0", "1"]
    assert len(reading.problems) == 1
    assert "more than 200 MB" in reading.problems[0].reason


@pytest.mark.usefixtures("small_limits")
def test_an_archive_of_as_much_as_is_allowed_is_read_whole(tmp_path: Path) -> None:
    members = [(f"{number}.ics", padded(str(number), 5_000)) for number in range(5)]
    reading = read_paths([archive(tmp_path / "a.zip", *members)])
    assert (uids(reading), reading.problems) == (["0", "1", "2", "3", "4"], ())


@pytest.mark.usefixtures("small_limits")
def test_members_that_are_too_large_count_towards_the_archives_limit(tmp_path: Path) -> None:
    members = [(f"{number}.ics", padded(str(number), 12_000)) for number in range(30)]
    reading = read_paths([archive(tmp_path / "a.zip", ("good.ics", good("good")), *members)])
    assert uids(reading) == ["good"]
    assert "more than 200 MB" in reading.problems[-1].reason
    assert len(reading.problems) <= 4


@pytest.mark.usefixtures("small_limits")
def test_a_member_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_files, "LARGEST_RATIO", 20)
    flat = good("flat") + b"X-A:" + b"a" * 9_000
    reading = read_paths([archive(tmp_path / "a.zip", ("flat.ics", flat), ("good.ics", good("one")))])
    assert uids(reading) == ["one"]
    assert "200 times its size" in next(iter(reasons(reading).values()))


def test_members_that_are_refused_beyond_the_listed_ones_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ics_files, "MOST_REFUSALS", 3)
    members = [(f"{number}.ics", b"no calendar") for number in range(5)]
    reading = read_paths([archive(tmp_path / "a.zip", ("good.ics", good("one")), *members)])
    assert [problem.reason for problem in reading.problems][3:] == ["2 more files were not read."]


def test_files_that_are_refused_beyond_the_listed_ones_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ics_files, "MOST_REFUSALS", 3)
    (tmp_path / "good.ics").write_bytes(good("one"))
    paths = [str(tmp_path / name) for name in ("good.ics", *(f"missing{number}.ics" for number in range(5)))]
    reading = read_paths(paths)
    assert [problem.reason for problem in reading.problems][3:] == ["2 more files were not read."]


# ---- stopping ----


def stop() -> None:
    """Be tired of it."""
    raise Cancelled


@pytest.mark.parametrize("checks", [0, 1, 2, 3, 4])
def test_reading_can_be_stopped_between_any_two_files(tmp_path: Path, checks: int) -> None:
    for name in ("a.ics", "b.ics", "c.ics"):
        (tmp_path / name).write_bytes(good(name))
    with pytest.raises(Cancelled):
        read_paths([str(tmp_path)], progress=Steps(*[nothing] * checks, stop))


def test_reading_an_archive_can_be_stopped(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ("a.ics", good("one")), ("b.ics", good("two")))
    with pytest.raises(Cancelled):
        read_paths([path], progress=Steps(nothing, nothing, nothing, stop))


def test_progress_names_what_is_being_read(tmp_path: Path) -> None:
    paths = [tmp_path / "a.ics", tmp_path / "b.ics"]
    for path in paths:
        path.write_bytes(good(path.stem))
    progress = Steps()
    read_paths([str(path) for path in paths], progress=progress)
    assert [told[2] for told in progress.told] == [str(path) for path in paths]
