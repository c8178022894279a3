from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from app.store.data_folder import prepare, risky_place
from tests.store.files import CALENDAR, NOBODY, contents, made, mode_of, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.usefixtures("loose_umask")
def test_the_folder_and_all_above_it_that_are_made_are_private(tmp_path: Path) -> None:
    prepare(tmp_path / "share" / "deep" / "data")
    assert [mode_of(tmp_path / part) for part in ("share", "share/deep", "share/deep/data")] == [0o700] * 3
    prepare(tmp_path / "share" / "deep" / "data")


def test_a_loose_folder_is_tightened(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(0o775)
    prepare(tmp_path / "data")
    assert mode_of(tmp_path / "data") == 0o700


def test_a_folder_that_all_share_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o1777)
    with pytest.raises(UserError, match="all accounts"):
        prepare(tmp_path / "shared")
    assert mode_of(tmp_path / "shared") == 0o1777


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    for name, why in (
        ("file", "it is no folder"),
        ("file/below", "no folder"),
        ("link", "a link"),
        ("dangling", "link"),
    ):
        with pytest.raises(UserError, match=why):
            prepare(tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"
    assert not (tmp_path / "nothing").exists()


@pytest.fixture
def readable_by_all() -> Iterator[Path]:
    """A folder that another account can reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


AS_NOBODY = """
if os.geteuid() == 0:  # permissions do not bind this one
    os.setgroups([]); os.setgid(NOBODY); os.setuid(NOBODY)
def told(work):
    try:
        work()
    except UserError as error:
        print(error)
    else:
        print("fine")
"""


def test_a_folder_that_may_not_be_written_can_be_read(readable_by_all: Path) -> None:
    data = readable_by_all / "data"
    prepare(data)
    made(data, CALENDAR, "kept")
    for path in (data, data / CALENDAR.name, data / f"{CALENDAR.name}-journal"):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = contents(data)
    code = """
told(lambda: database.prepare(folder))
told(lambda: open_for_writing(folder / "calendar.db", CALENDAR))
told(lambda: open_for_writing(folder / "mine.db", MINE))
told(lambda: open_for_reading(folder / "mine.db", MINE))
print(open_for_reading(folder / "calendar.db", CALENDAR).execute("SELECT text FROM notes").fetchall())
"""
    said = outcome(AS_NOBODY + code, data).splitlines()
    data.chmod(0o700)
    assert "you may not write there" in said[0]
    assert "calendar.db cannot be opened: you may not write there" in said[1]
    assert "mine.db cannot be made: you may not use it" in said[2]
    assert "mine.db cannot be made: you may not use it" in said[3]
    assert said[4] == "[('kept',)]"
    assert contents(data) == before


@pytest.mark.parametrize(
    "place",
    [
        "Dropbox/clearweek",
        "OneDrive - Firm & Co/data",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "iCloudDrive/data",
        "Google Drive/My Drive",
        "GoogleDrive-ada@firm.example/data",
        "Nextcloud2/data",
    ],
)
def test_a_folder_that_a_service_keeps_in_step_is_risky(tmp_path: Path, place: str) -> None:
    warning = risky_place(tmp_path / place)
    assert warning is not None
    assert "copied to other machines" in warning
    assert str(tmp_path / place.partition("/")[0]) in warning


def test_a_link_does_not_hide_where_the_folder_is(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "data").mkdir(parents=True)
    (tmp_path / "innocent").symlink_to(tmp_path / "Dropbox" / "data")
    assert risky_place(tmp_path / "innocent") is not None


def test_a_service_is_known_by_its_mark_too(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / ".dropbox.cache").mkdir(parents=True)
    assert risky_place(tmp_path / "elsewhere" / "data") is not None


@pytest.mark.parametrize(
    ("file_system", "risky"),
    [("nfs4", True), ("cifs", True), ("smb3", True), ("fuse.sshfs", True), ("ext4", False), ("fuse.ntfs-3g", False)],
)
def test_a_folder_on_the_network_is_risky(tmp_path: Path, file_system: str, risky: bool) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "our share"
    escaped = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/export {escaped} {file_system} rw 0 0\n")
    assert (risky_place(share / "data", mounts) is not None) == risky
    assert risky_place(tmp_path / "our share of it", mounts) is None


@pytest.mark.parametrize("name", ["data", "dropboxes", "Nextcloudy", ".local/share/Clearweek"])
def test_an_ordinary_folder_is_not_risky(tmp_path: Path, name: str) -> None:
    assert risky_place(tmp_path / name) is None
    assert risky_place(tmp_path / name, tmp_path / "no list of mounts") is None
