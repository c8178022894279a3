"""Connected calendars from the command line, as a person types it, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.connected.test_contract import many, put, single, weekly
from tests.servers import kept_secrets
from tests.servers.address import AddressServer
from tests.servers.caldav import CalDav
from tests.servers.google import CLIENT, GoogleServer
from tests.servers.microsoft import MicrosoftServer
from tests.servers.microsoft_identity import CLIENT as CLIENT_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]


class Done(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.out))


class Person:
    """Somebody at a terminal."""

    def __init__(self, folder: Path, *, keyring: bool = True) -> None:
        self.home = folder / "home"
        self.keyring = folder / "keyring.json"
        backend = kept_secrets.NAME if keyring else "keyring.backends.fail.Keyring"
        self.environment = {
            **os.environ,
            "CLEARWEEK_HOME": str(self.home),
            "PYTHON_KEYRING_BACKEND": backend,
            "CLEARWEEK_TEST_KEYRING": str(self.keyring),
            "PYTHONPATH": str(ROOT),
            "TZ": "Europe/Berlin",
            "QT_QPA_PLATFORM": "offscreen",
            "LC_ALL": "C.UTF-8",
        }

    def types(self, *words: str, stdin: str = "") -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "app", *words],
            cwd=ROOT, env=self.environment, input=stdin, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def signs_in(self, *words: str) -> Done:
        """Type, and open what is shown in a browser that agrees."""
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *words, "--no-browser"],
            cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        told = []
        for line in process.stderr:
            told.append(line)
            if line.startswith(("http://127.0.0.1:", "http://localhost:")):
                threading.Thread(target=browse, args=(line.strip(),), daemon=True).start()
        out = process.stdout.read()
        process.wait()
        process.stdout.close()
        process.stderr.close()
        return Done(process.returncode, out, "".join(told))


def browse(address: str) -> None:
    with urllib.request.urlopen(address, timeout=60) as page:
        page.read()


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def test_an_address_comes_from_standard_input_and_is_kept_in_the_keyring(person: Person) -> None:
    with closing(AddressServer()) as server:
        put(server, weekly(), single())
        __, address = server.connection()
        added = person.types("add", "address", "--stdin", stdin=address + "\n")
        assert (added.status, added.err) == (0, "")
        assert "2 events" in added.out
        put(server, single("two@x", "Second", 8))
        assert person.types("sync", "--json").json["changed"] == 1
        secret = address.split("/")[-2]
        assert secret.startswith("private-")
        for words in (("sources",), ("sources", "--json"), ("traffic",), ("traffic", "--json"), ("doctor",)):
            assert secret not in person.types(*words).out
        kept = [file for file in person.home.rglob("*") if file.is_file()]
        assert [file.name for file in kept if secret.encode() in file.read_bytes()] == []
        assert secret in person.keyring.read_text()
        assert person.types("erase", "--yes").status == 0
        assert secret not in person.keyring.read_text()


def test_without_a_keyring_it_is_said_and_the_address_may_be_given_again(tmp_path: Path) -> None:
    person = Person(tmp_path, keyring=False)
    with closing(AddressServer()) as server:
        put(server, weekly())
        __, address = server.connection()
        added = person.types("add", "address", "--stdin", stdin=address)
        assert added.status == 0
        assert "no keyring" in added.err
        refused = person.types("sync")
        assert refused.status == 1
        assert "not kept on this computer" in refused.err
        put(server, single())
        assert person.types("sync", "--password-stdin", "--json", stdin=address).json["changed"] == 1


def test_an_address_may_be_kept_in_a_file_that_only_its_owner_can_read(tmp_path: Path) -> None:
    person = Person(tmp_path, keyring=False)
    with closing(AddressServer()) as server:
        put(server, weekly())
        __, address = server.connection()
        assert person.types("add", "address", "--stdin", "--keep-in-file", stdin=address).status == 0
        (file,) = (person.home / "addresses").iterdir()
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        assert person.types("sync").status == 0
        assert person.types("remove", "1").status == 0
        assert not file.exists()


def test_caldav_with_its_password_and_a_chosen_calendar(person: Person) -> None:
    with closing(CalDav("radicale")) as server:
        put(server, weekly(), single())
        place, password = server.connection()
        words = ("add", "caldav", place["url"], "--user", place["user"], "--password-stdin")
        unknown = person.types(*words, "--calendar", "Nothing", stdin=password)
        assert unknown.status == 1
        assert "it has Work" in unknown.err
        added = person.types(*words, "--calendar", "Work", "--json", stdin=password)
        assert added.json["events"] == 2
        (source,) = person.types("sources", "--json").json["sources"]
        assert (source["kind"], source["calendars"]) == ("caldav", ["Work"])
        wrong = person.types(*words, stdin="wrong")
        assert wrong.status == 1
        assert "password" in wrong.err
        assert person.types("sync").status == 0


def test_google_from_signing_in_to_taking_it_away(person: Person, tmp_path: Path) -> None:
    with closing(GoogleServer()) as server:
        put(server, weekly(), single())
        person.environment["CLEARWEEK_GOOGLE"] = server.base
        client = tmp_path / "client.json"
        client.write_text(json.dumps({"installed": CLIENT}))
        added = person.signs_in("add", "google", "--client", str(client), "--json")
        assert added.status == 0, added.err
        assert added.json["events"] == 2
        put(server, single("two@x", "Second", 8))
        assert person.types("sync", "--json").json["changed"] == 1
        server.change_password()
        refused = person.types("sync")
        assert refused.status == 1
        assert "sign in again" in refused.err.lower()
        (source,) = person.types("sources", "--json").json["sources"]
        assert source["needs"] == "sign-in"
        server.mend()
        again = person.signs_in("add", "google", "--client", str(client), "--json")
        assert again.status == 0, again.err
        assert len(person.types("sources", "--json").json["sources"]) == 1
        assert json.loads(person.keyring.read_text())
        assert person.types("remove", "1").status == 0
        assert json.loads(person.keyring.read_text()) == {}


@pytest.mark.parametrize("way", [(), ("--code",)])
def test_microsoft_from_signing_in_to_a_later_sync(person: Person, way: Sequence[str]) -> None:
    with closing(MicrosoftServer()) as server:
        put(server, weekly(), single())
        person.environment["CLEARWEEK_MICROSOFT"] = server.base
        server.identity.interval = 1
        added = person.signs_in("add", "microsoft", "--client", CLIENT_ID, *way, "--json")
        assert added.status == 0, added.err
        assert added.json["events"] == 2
        put(server, single("two@x", "Second", 8))
        assert person.types("sync", "--json").json["changed"] == 1


def test_one_source_that_fails_does_not_hide_the_others(person: Person, tmp_path: Path) -> None:
    with closing(AddressServer()) as server:
        put(server, weekly())
        __, address = server.connection()
        assert person.types("add", "address", "--stdin", stdin=address).status == 0
        file = tmp_path / "mine.ics"
        file.write_bytes(server.file())
        assert person.types("add", str(file)).status == 0
        server.break_next("404")
        done = person.types("sync", "--json")
        assert done.status == 0
        assert len(done.json["failed"]) == 1
        server.mend()


def test_events_that_are_gone_in_great_number_wait_for_the_word(person: Person) -> None:
    with closing(AddressServer()) as server:
        put(server, *many(50))
        __, address = server.connection()
        person.types("add", "address", "--stdin", stdin=address)
        for number in range(40):
            server.delete(f"e{number}@x")
        held = person.types("sync")
        assert held.status == 1
        assert "--accept-gone" in held.err
        assert person.types("sync", "--accept-gone", "--json").json["changed"] == 40
