"""What every test stands on: no network, a fixed zone and language, folders of its own, and the command line.

The guards hold for this process; a child that a test starts has the same environment, and asks for nothing on
the network either.
"""

from __future__ import annotations

import gc
import io
import ipaddress
import json
import logging
import os
import socket
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

import pytest
from hypothesis import HealthCheck, settings

from app import language
from app.model.plans import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

settings.register_profile(
    "dev",
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.register_profile("harden", settings.get_profile("dev"), max_examples=5_000)
# The same examples each time, so that a red run means the change; `make harden` and CLEARWEEK_PROFILE=dev draw anew.
PROFILE: Final = os.environ.get("CLEARWEEK_PROFILE", "ci")
HARDEN: Final = PROFILE == "harden"
"""Whether tests go through all cases of a matrix of which a part proves the same on most days."""
settings.load_profile(PROFILE)

# ---- what the tests themselves weigh ----


def pytest_collection_finish() -> None:
    """Let no collection of garbage look at the thousands of tests and their modules, which stay until the end."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let the interpreter end with all that it has, in the order that it is used to."""
    gc.unfreeze()


# ---- the network ----

_REACHING_OUT: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail the test that reaches beyond this machine.

    What `pytest.fail` raises passes through every `except Exception` of the code under test.
    """
    if event in _REACHING_OUT:
        its_socket, address = arguments[0], arguments[-1]
        local = its_socket.family == getattr(socket, "AF_UNIX", None)
        if local or address is None or _is_loopback(address[0]):
            return
        pytest.fail(f"A test reached for the network: {event} to {address!r}")
    if event == "socket.getaddrinfo" and not _is_loopback(arguments[0]):
        pytest.fail(f"A test asked for the address of {arguments[0]!r}")


def _is_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


# An audit hook (PEP 578) also sees what C code and libraries do behind the socket module.
sys.addaudithook(_refuse_network)

# ---- environment, folders, the log ----

# Before keyring is asked for the first time in this process: it keeps what it then finds, and would otherwise find the
# keyring of whoever runs the tests, or the one of the tests that another module has imported.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Run in UTC and English, and keep a person's data in a folder of this test."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "home"))
    if hasattr(time, "tzset"):
        time.tzset()
    language.choose(None)
    yield
    language.choose("en")


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which something was logged as a warning or worse, unless it looks with `caplog`."""
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield
    logging.getLogger().removeHandler(kept)
    if "caplog" not in request.fixturenames:
        assert [record.getMessage() for record in kept.records] == []


# ---- the planner ----


@pytest.fixture(autouse=True)
def all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the planner search until it has its answer, however slow the machine is, unless a test says otherwise."""
    usual = Limits.__init__.__kwdefaults__ or {}
    assert "seconds" in usual
    monkeypatch.setattr(Limits.__init__, "__kwdefaults__", {**usual, "seconds": 86_400.0})


# ---- the window ----


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Give the robot of pytest-qt the patience for a busy machine."""
    from tests.ui.patience import PatientBot

    return PatientBot(request)


# ---- the command line ----


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left: its exit status, what it printed, and what it said on stderr."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The printed JSON."""
        return json.loads(self.out)


class Clearweek(Protocol):
    """The type of the fixture `clearweek`."""

    def __call__(self, *words: str, stdin: bytes = b"") -> Result: ...


@pytest.fixture
def clearweek(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Clearweek:
    """Run a command in this process: `clearweek("events", str(path), "--json").json`."""

    def run(*words: str, stdin: bytes = b"") -> Result:
        from app.cli.main import main

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        try:
            status = main(list(words))
        except SystemExit as leaving:  # --help and wrong words end like this inside argparse
            status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return run
