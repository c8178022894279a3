"""The suite runs where only this machine can be reached (`make test`); what needs no network asks for none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.architecture.repository import ROOT
from tests.architecture.test_start import PLAIN_CALENDAR

if TYPE_CHECKING:
    from pathlib import Path

LOOK_AROUND = """
import errno, json, os, socket
found = {"bus": "DBUS_SESSION_BUS_ADDRESS" in os.environ, "user": os.getuid()}
with socket.socket(type=socket.SOCK_DGRAM) as outward:
    # Sends nothing: the system only looks for a way (RFC 5737: to an address that is nobody's).
    try:
        outward.connect(("192.0.2.1", 53))
        found["way-out"] = True
    except OSError as error:
        found["way-out"] = error.errno != errno.ENETUNREACH
with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
    found["here"] = client.getpeername()[0]
print(json.dumps(found))
"""
OPEN_A_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("here")
label.show()
application.processEvents()
print(label.grab().width() > 0)
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/without_network.py", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def looked_around(said: str) -> Any:
    return json.loads(said)


def test_nothing_but_this_machine_is_there_or_it_is_said_that_it_is() -> None:
    ran = run(sys.executable, "-c", LOOK_AROUND, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    found = looked_around(ran.stdout)
    assert (found["here"], found["bus"], found["user"]) == ("127.0.0.1", False, os.getuid())
    if ran.stderr == "Only this machine can be reached from here.\n":
        assert found["way-out"] is False
    else:
        assert ran.stderr.startswith("The network of this machine can be reached from here: ")


def test_a_window_opens_in_it() -> None:
    ran = run(sys.executable, "-c", OPEN_A_WINDOW, QT_QPA_PLATFORM="offscreen")
    assert ran.stdout == "True\n", ran.stderr


def test_the_command_ends_as_it_would_without() -> None:
    assert run(sys.executable, "-c", "raise SystemExit(7)").returncode == 7
    ran = run("no-such-command-anywhere")
    assert (ran.returncode, "cannot be run" in ran.stderr) == (1, True)


def test_all_tests_are_run_so() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\ntest: ")[2].partition("\n\n")[0]
    assert "scripts/without_network.py $(BIN)/python -m pytest" in recipe


# ---- calendar files need no network ----

DOOR = frozenset({"app.connectors.web", "app.connectors.web_wire", "app.connectors.sign_in", "caldav", "msal"})
WATCHED = """
import sys
sockets = []
sys.addaudithook(lambda event, arguments: event.startswith("socket.") and sockets.append((event, arguments[1:])))
from app.cli.main import main
assert not main(sys.argv[1:])
print("sockets", sockets, file=sys.stderr)
print("modules", *sys.modules, file=sys.stderr)
"""
"""PEP 578: sees every socket, also those that a library opens."""


def test_what_only_reads_files_never_loads_the_door_and_opens_no_socket(tmp_path: Path) -> None:
    calendar = tmp_path / "plain.ics"
    calendar.write_text(PLAIN_CALENDAR, encoding="utf-8", newline="\r\n")
    for words in (
        ("add", str(calendar)),
        ("sync",),
        ("overview",),
        ("open", "--until", "first-paint"),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", WATCHED, *words],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        sockets, modules = ran.stderr.splitlines()[-2:]
        assert sockets == "sockets []", words
        assert "app.cli.main" in modules.split()
        assert DOOR & set(modules.split()) == set(), words


def test_what_watches_for_sockets_sees_them() -> None:
    asks = "from app.cli import main as module\nimport socket\nmodule.main = lambda words: socket.socket().close()\n"
    ran = subprocess.run([sys.executable, "-c", asks + WATCHED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "sockets [('socket.__new__'" in ran.stderr
