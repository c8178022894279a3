"""Reading while others write: one state at a time, and no one waits for who waits for them."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.store.store import CALENDAR, Store

if TYPE_CHECKING:
    from pathlib import Path


def is_waited_for(folder: Path) -> bool:
    """Tell whether a writer waits until all who read have ended: nobody new is let in then."""
    with closing(sqlite3.connect(folder / CALENDAR.name, timeout=0)) as other:
        try:
            other.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            return True
    return False


def test_who_reads_asks_further_questions_while_a_writer_waits(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with closing(Store(home)) as store:
        seen: list[str] = []

        def write() -> None:
            store.write(lambda writing: writing.execute("INSERT INTO pictures VALUES ('week', 'en', 1, '[]')"))

        def glance() -> None:
            with store.glance() as connection:
                seen.extend(page for (page,) in connection.execute("SELECT page FROM pictures"))

        writing, looking = threading.Thread(target=write), threading.Thread(target=glance)
        version = store.data_version()
        with store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM pictures").fetchone() == (0,)
            writing.start()
            while not is_waited_for(home):
                assert writing.is_alive()
            looking.start()
            with store.glance() as again, store.reading() as once_more:
                assert again is connection
                assert once_more is connection
            assert store.data_version() == version
            assert connection.execute("SELECT count(*) FROM pictures").fetchone() == (0,)
        writing.join()
        looking.join()
        assert seen == ["week"]
        assert store.data_version() != version


def test_a_reader_holds_the_calendars_before_it_asks_for_its_own_file(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with closing(Store(home)) as store:

        def write(writing: sqlite3.Connection) -> None:
            writing.execute("INSERT INTO pictures VALUES ('week', 'en', 1, '[]')")
            writing.execute("INSERT INTO mine.window_state VALUES ('page', 'week')")

        with store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM mine.window_state").fetchone() == (0,)
            thread = threading.Thread(target=store.write, args=(write,))
            thread.start()
            while not is_waited_for(home):
                assert thread.is_alive()
            # The calendars are read although the writer waits, since they were held from the beginning.
            assert connection.execute("SELECT count(*) FROM pictures").fetchone() == (0,)
        thread.join()
        with store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM mine.window_state").fetchone() == (1,)


def test_who_ends_reading_with_a_fault_may_read_again(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "home")) as store:
        with pytest.raises(ValueError, match="a fault"), store.reading():
            raise ValueError("a fault")
        with store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM sources").fetchone() == (0,)
