"""What a start does not load, looked at in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.ui.view_state import PAGES
from tests.architecture.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = frozenset({"PySide6", "babel", "dateutil", "icalendar", "numpy", "pandas", "pyqtgraph", "sqlite3"})
TOO_HEAVY_FOR_THE_FIRST_PICTURE = frozenset(
    {"babel", "dateutil", "icalendar", "numpy", "pandas", "pyqtgraph", "recurring_ical_events", "tomlkit", "typst"}
)
NOT_FOR_THE_FIRST_PICTURE = frozenset({"argparse", "logging"})
"""What comes along with PySide where what writes its types is not spared."""

PLAIN_CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Plain//EN
BEGIN:VEVENT
UID:weekly@example.com
DTSTAMP:20260302T090000Z
DTSTART;TZID=Europe/Berlin:20260105T090000
DTEND;TZID=Europe/Berlin:20260105T093000
RRULE:FREQ=WEEKLY;BYDAY=MO,WE
SUMMARY:Planning
ORGANIZER:mailto:ada@example.com
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@example.com
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def loaded_after(code: str, *words: str) -> set[str]:
    """The names of all modules in a new interpreter that has run the code."""
    ask = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n', file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", ask, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stderr.split())


def test_the_package_itself_loads_nothing() -> None:
    assert {name for name in loaded_after("import app") if name.startswith("app.")} == set()


@pytest.mark.parametrize("command", ["events", "analyze"])
def test_a_plain_calendar_needs_no_heavy_library(command: str, tmp_path: Path) -> None:
    calendar = tmp_path / "plain.ics"
    calendar.write_text(PLAIN_CALENDAR, encoding="utf-8", newline="\r\n")
    words = [command, str(calendar), "--from", "2026-01-05", "--to", "2026-01-18", "--tz", "UTC", "--json"]

    loaded = loaded_after("import sys\nfrom app.cli.main import main\nassert main(sys.argv[1:]) == 0", *words)

    assert "app.timeline" in {name for name in loaded if name.startswith("app.")}
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()


TABLE_LIBRARIES = frozenset({"numpy", "openpyxl", "pandas"})


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("export", "xlsx", "-o", "out.xlsx"), {"openpyxl"}),
        (("export", "csv", "-o", "out.csv"), set()),
        (("export", "csv", "--table", "weeks", "-o", "out.csv"), set()),
        (("export", "json", "-o", "out.json"), set()),
        (("export", "ics", "-o", "out.ics"), set()),
        (("overview",), set()),
        (("series",), set()),
        (("journal",), set()),
        (("export", "--help"), set()),
    ],
    ids=str,
)
def test_only_a_workbook_loads_a_library_of_tables(words: tuple[str, ...], wanted: set[str], tmp_path: Path) -> None:
    calendar = tmp_path / "plain.ics"
    calendar.write_text(PLAIN_CALENDAR, encoding="utf-8", newline="\r\n")
    command = "import sys\nfrom app.cli.main import main\nassert not main(sys.argv[1:])"
    loaded_after(command, "add", str(calendar))
    words = tuple(str(tmp_path / word) if word.startswith("out.") else word for word in words)

    loaded = {name.partition(".")[0] for name in loaded_after(command, *words)}

    # openpyxl takes numbers of numpy where that is there, and so loads it.
    assert loaded & TABLE_LIBRARIES - {"numpy" if wanted else ""} == wanted


@pytest.mark.parametrize("is_first_start", [True, False])
def test_the_first_picture_needs_no_heavy_library(tmp_path: Path, is_first_start: bool) -> None:
    command = "import sys\nfrom app.cli.main import main\nassert not main(sys.argv[1:])"
    if not is_first_start:
        calendar = tmp_path / "plain.ics"
        calendar.write_text(PLAIN_CALENDAR, encoding="utf-8", newline="\r\n")
        loaded_after(command, "add", str(calendar))
        # The first window of a day keeps its picture for those that follow.
        loaded_after(command, "open", "--until", "first-paint")

    loaded = loaded_after(command, "open", "--until", "first-paint")

    assert "app.ui.main_window" in loaded
    assert {name.partition(".")[0] for name in loaded} & TOO_HEAVY_FOR_THE_FIRST_PICTURE == set()
    assert loaded & NOT_FOR_THE_FIRST_PICTURE == set()
    assert {name for name in loaded if name.startswith("app.report") or "report" in name.rpartition(".")[2]} == set()


def test_the_planner_is_loaded_by_its_first_search_and_its_page_by_its_first_visit(tmp_path: Path) -> None:
    command = "import sys\nfrom app.cli.main import main\nassert not main(sys.argv[1:])"
    calendar = tmp_path / "plain.ics"
    calendar.write_text(PLAIN_CALENDAR, encoding="utf-8", newline="\r\n")
    loaded_after(command, "add", str(calendar))

    elsewhere = loaded_after(command, "open", "--until", "first-paint")
    assert not {name for name in elsewhere if name.startswith(("app.planning", "app.ui.pages.whatif", "highspy"))}

    there = (
        "from app.environment import home\n"
        "from app.operations.workspace import Workspace\n"
        "with Workspace(home()) as workspace:\n"
        "    workspace.keep_window_state({'page': 'whatif'})\n"
    )
    visited = loaded_after(f"{there}{command}", "open", "--until", "first-paint")
    assert "app.ui.pages.whatif_page" in visited
    assert {name.partition(".")[0] for name in visited} & {"highspy", "numpy"} == set()
    assert "app.planning.plan_model" not in visited


def test_no_page_loads_what_its_picture_is_made_with() -> None:
    """That is loaded with the picture, beside the window, which stays free meanwhile."""
    pages = "from app.ui.page_book import page_class\nfrom app.ui.view_state import PAGES\n"
    loaded = loaded_after(f"{pages}for row in PAGES:\n    page_class(row.id)")
    assert {f"app.ui.pages.{row.id}_page" for row in PAGES} <= loaded
    below = ("app.analysis", "app.planning", "app.report", "app.store", "app.team", "app.timeline")
    assert {name for name in loaded if name.startswith(below)} == set()


def test_the_first_picture_needs_no_kind_of_widget_that_is_not_in_it(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom app.cli.main import main\nassert not main(sys.argv[1:])\n"
        "from PySide6 import QtWidgets\n"
        "assert not {'QStyle', 'QMenu', 'QDialog', 'QTableView', 'QComboBox'} & set(vars(QtWidgets))"
    )
    calendar = tmp_path / "plain.ics"
    calendar.write_text(PLAIN_CALENDAR, encoding="utf-8", newline="\r\n")
    loaded_after("import sys\nfrom app.cli.main import main\nassert not main(sys.argv[1:])", "add", str(calendar))
    for _first_and_second in range(2):
        loaded_after(code, "open", "--until", "first-paint")


def test_qt_still_says_what_it_takes_after_a_start_that_spared_it_work() -> None:
    code = (
        "from app.ui import start\n"
        "start.spare_work_of_qt()\n"
        "from PySide6.QtCore import QObject\n"
        "try:\n    QObject().setObjectName(3)\n"
        "except TypeError as error:\n    told = str(error)\n"
        "assert 'Supported signatures' in told and 'setObjectName(name: str' in told, told\n"
        "import PySide6.support"
    )
    loaded = loaded_after(code)
    assert "shibokensupport.signature.parser" in loaded
    assert "argparse" not in loaded


def test_a_window_that_fails_ends_with_the_status_and_the_words_of_its_command(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "no" / "such" / "folder.png")
    words = ["open", "--until", "first-paint", "--picture", nowhere, "--home", str(tmp_path / "home")]
    run = subprocess.run(
        [sys.executable, "-m", "app", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 1
    assert "folder.png could not be written" in run.stderr
