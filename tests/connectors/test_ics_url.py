"""A calendar at an address: what is asked, what is new, and that the address is nobody else's to read."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest

from app.connectors.connector import Connection, connector_of
from app.connectors.ics_reader import read_ics
from app.connectors.ics_url import CheckedAddress, IcsAddress, address_hosts, checked_address, handle_of
from app.connectors.web import AllowedHosts, Limits
from app.errors import Cancelled, SignInNeeded, SourceUnreachable, UnreadableInput, UserError, WrongUsage
from app.model.remote import FetchedBatch, RemoteCalendar, SyncState, Visit
from app.progress import SILENT, Silent
from tests.builders import calendar, event
from tests.servers.address import AddressServer
from tests.servers.scripted import Network, answer, leading_to
from tests.servers.served import FAULTS, Server, weekly_calendar

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    from tests.connectors.conftest import DoorTo, Serve

BERLIN = ZoneInfo("Europe/Berlin")
WORK = RemoteCalendar("", "Work")
NEVER = SyncState(None, {})
SECRET = "CANARY-5f0a91"
FILE = calendar(event(uid="one@x"))


@pytest.fixture
def server() -> Iterator[AddressServer]:
    """A calendar at an address."""
    started = AddressServer()
    for each in weekly_calendar(BERLIN):
        started.put(each)
    yield started
    started.close()


class Reading:
    """A source of one address, as the program reads it sync after sync."""

    def __init__(self, address: str, door_to: DoorTo, network: Network | None = None, **more: Any) -> None:
        self.address = address
        door = door_to(AllowedHosts.address(address), network, **more)
        self.connection = Connection(door, {"host": "x"}, address, lambda secret: None)
        self.state = NEVER
        self.body = b""

    def sync(self) -> tuple[FetchedBatch, ...]:
        """Read what is new and keep it."""
        batches = tuple(IcsAddress(self.connection).fetch(WORK, self.state, SILENT))
        known = dict(self.state.known)
        for item in (item for batch in batches for item in batch.items):
            known[item.id], self.body = item.version, item.body
        assert [batch.ends for batch in batches] == [True]
        self.state = SyncState(batches[-1].token, known)
        return batches

    def uids(self) -> set[str]:
        """What stands in the calendar that was kept."""
        reading = read_ics(IcsAddress.as_icalendar(WORK, [self.body]), "Work")
        return {each.uid for each in reading.series}


# ---- which address ----


@pytest.mark.parametrize(
    ("typed", "address", "host"),
    [
        (
            "https://calendar.example.com/a/basic.ics",
            "https://calendar.example.com/a/basic.ics",
            "calendar.example.com",
        ),
        (
            " <webcal://Calendar.Example.com:443/a?b=c%20d#e> \n",
            "https://calendar.example.com/a?b=c%20d",
            "calendar.example.com",
        ),
        ("WEBCALS://calendar.example.com", "https://calendar.example.com/", "calendar.example.com"),
        ("calendar.example.com/a b", None, None),
        ("calendar.example.com/a.ics", "https://calendar.example.com/a.ics", "calendar.example.com"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4", "xn--bcher-kva.example"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a", "127.0.0.1:8080"),
        ("http://[::1]/a", "http://[::1]/a", "[::1]"),
        ("http://192.168.1.9/a", "http://192.168.1.9/a", "192.168.1.9"),
        ("http://nas/a", "http://nas/a", "nas"),
        ("http://nas.local/a", "http://nas.local/a", "nas.local"),
        ("http://localhost./a", "http://localhost/a", "localhost"),
        ("https://10.0.0.1/a", "https://10.0.0.1/a", "10.0.0.1"),
        ("http://calendar.example.com/a", None, None),
        ("http://93.184.216.34/a", None, None),
        ("http://local/@x", "http://local/@x", "local"),
        ("https://169.254.169.254/latest", None, None),
        ("https://0.0.0.0/a", None, None),
        ("https://2130706433/a", None, None),
        ("https://alice:word@calendar.example.com/a", None, None),
        ("alice@calendar.example.com", None, None),
        ("ftp://calendar.example.com/a", None, None),
        ("file:///srv/alice/a.ics", None, None),
        ("/srv/alice/a.ics", None, None),
        ("webcal://", None, None),
        ("", None, None),
    ],
)
def test_an_address_is_brought_into_one_form_or_refused_without_being_repeated(
    typed: str, address: str | None, host: str | None
) -> None:
    if address is None:
        with pytest.raises(WrongUsage) as told:
            checked_address(typed.replace("/a", f"/{SECRET}"))
        assert SECRET not in str(told.value)
        return
    assert checked_address(typed) == (address, host)
    assert checked_address(address).address == address


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("http://calendar.example.com/a", "anybody on the way could read"),
        ("https://alice@calendar.example.com/", "holds a name or a password"),
        ("https://169.254.169.254/", "No calendar can stand at"),
        ("calendar", None),
        ("not an address", "This is no address"),
    ],
)
def test_why_an_address_is_refused_is_said(typed: str, what: str | None) -> None:
    if what is None:
        assert checked_address(typed).host == "calendar"
        return
    with pytest.raises(WrongUsage, match=what):
        checked_address(typed)


def test_of_an_address_only_its_host_and_six_digits_are_seen() -> None:
    one, other = (f"https://calendar.example.com/{path}" for path in (SECRET, "b"))
    assert handle_of(one).startswith("calendar.example.com#")
    assert len(handle_of(one)) == len("calendar.example.com#") + 6
    assert handle_of(one) != handle_of(other)
    assert SECRET not in repr(CheckedAddress(one, "calendar.example.com")) + handle_of(one)


@pytest.mark.parametrize("kept", ["", SECRET, f"ftp://calendar.example.com/{SECRET}", f"https://a@b/{SECRET}"])
def test_what_is_kept_and_is_no_address_is_asked_for_again(kept: str) -> None:
    with pytest.raises(SignInNeeded, match="give it again") as told:
        address_hosts(kept)
    assert SECRET not in str(told.value)
    assert address_hosts("https://calendar.example.com/a").origins[0].host == "calendar.example.com"


# ---- what is new ----


def test_the_first_sync_brings_the_file_as_it_is(server: AddressServer, door_to: DoorTo) -> None:
    reading = Reading(server.connection()[1], door_to)
    (batch,) = reading.sync()
    assert [(item.id, item.body) for item in batch.items] == [("", server.file())]
    assert batch.token is not None
    assert reading.uids() == {each.uid for each in weekly_calendar(BERLIN)}


def test_where_nothing_changed_the_server_says_so_and_nothing_is_sent(
    server: AddressServer, door_to: DoorTo, visits: list[Visit]
) -> None:
    reading = Reading(server.connection()[1], door_to)
    reading.sync()
    before = reading.state
    assert reading.sync()[0].items == ()
    assert reading.state == before
    assert [(each.result, each.received > 0) for each in visits] == [("200", True), ("304", False)]
    assert {"if-none-match", "if-modified-since"} <= set(server.requests[-1].headers)


@pytest.mark.parametrize("has_validators", [True, False])
def test_a_file_that_is_sent_again_unchanged_is_nothing_new(
    has_validators: bool, server: AddressServer, door_to: DoorTo
) -> None:
    server.has_validators = has_validators
    reading = Reading(server.connection()[1], door_to)
    reading.sync()
    server.expire_tokens()
    assert reading.sync()[0].items == ()
    assert reading.sync()[0].items == ()
    server.delete("lunch@x")
    assert len(reading.sync()[0].items) == 1


def test_each_change_is_seen(server: AddressServer, door_to: DoorTo) -> None:
    reading = Reading(server.connection()[1], door_to)
    reading.sync()
    start = dt.datetime(2026, 1, 6, 9, tzinfo=BERLIN)
    changes: tuple[Callable[[], None], ...] = (
        lambda: server.delete("lunch@x"),
        lambda: server.cancel_instance("standup@x", start),
        lambda: server.move_instance("team@x", start.replace(hour=14), start.replace(hour=16)),
        lambda: server.put(weekly_calendar(BERLIN)[0]._replace(title="Daily")),
        lambda: server.put_broken("bad@x"),
    )
    for change in changes:
        change()
        assert [item.id for item in reading.sync()[0].items] == [""]
    assert "lunch@x" not in reading.uids()
    found = read_ics(reading.body, "Work")
    assert [each.uid for each in found.series if each.uid == "bad@x"] == []
    assert len(found.problems) == 1


def test_what_is_not_kept_is_asked_for_whole(server: AddressServer, door_to: DoorTo) -> None:
    reading = Reading(server.connection()[1], door_to)
    reading.sync()
    for state in (SyncState(reading.state.token, {}), SyncState("no json", {"": "x"}), SyncState("[1]", {"": "x"})):
        reading.state = state
        assert len(reading.sync()[0].items) == 1
        assert "if-none-match" not in server.requests[-1].headers


def test_another_address_of_the_same_host_is_read_anew(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(FILE, ETag='"1"'), answer(b"", "304 Not Modified"), answer(FILE, ETag='"1"'))
    reading = Reading(f"{server.url}/one", door_to)
    reading.sync()
    reading.sync()
    reading.connection = reading.connection._replace(secret=f"{server.url}/two")
    assert len(reading.sync()[0].items) == 1
    assert "if-none-match" not in server.headers()


def test_not_modified_without_having_been_asked_is_no_calendar(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"", "304 Not Modified"))
    with pytest.raises(SourceUnreachable, match="it answers with 304"):
        Reading(server.url, door_to).sync()


def test_what_goes_on_between_two_syncs_holds_no_address(server: AddressServer, door_to: DoorTo) -> None:
    reading = Reading(server.connection()[1], door_to)
    reading.sync()
    token = reading.state.token
    assert token is not None
    assert "private-" not in token
    assert "\n" not in token
    assert len(json.loads(token)) == 4


# ---- the calendar ----


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (b"X-WR-CALNAME:Work", "Work"),
        (b"x-wr-calname;VALUE=TEXT: Work\\, mine\\; \\\\ \\n here", "Work, mine; \\   here"),
        (b"X-WR-CALNAME:Wo\r\n rk\xc3\r\n \xa4", "Workä"),
        (b"X-WR-CALNAME:" + b"a" * 300, "a" * 200),
        (b"X-WR-CALNAME:\xff", "\N{REPLACEMENT CHARACTER}"),
        (b"X-WR-CALNAME:", None),
        (b"PRODID:x", None),
    ],
)
def test_the_calendar_has_its_own_name_or_that_of_its_host(
    lines: bytes, name: str | None, serve: Serve, door_to: DoorTo
) -> None:
    server = serve(answer(b"BEGIN:VCALENDAR\r\n" + lines + b"\r\nEND:VCALENDAR\r\n"))
    found = connector_of("address")(Reading(f"{server.url}/{SECRET}", door_to).connection).calendars(SILENT)
    assert found == (RemoteCalendar("", name or f"127.0.0.1:{server.port}"),)


def test_one_that_was_looked_at_is_not_asked_for_twice(server: AddressServer, door_to: DoorTo) -> None:
    connector = IcsAddress(Reading(server.connection()[1], door_to).connection)
    (found,) = connector.calendars(SILENT)
    (batch,) = connector.fetch(found, NEVER, SILENT)
    assert (found.name, len(batch.items), len(server.requests)) == ("Work", 1, 1)
    tuple(connector.fetch(found, NEVER, SILENT))
    assert len(server.requests) == 2


def test_the_file_is_kept_as_it_is() -> None:
    assert IcsAddress.as_icalendar(WORK, [FILE]) == FILE
    assert read_ics(IcsAddress.as_icalendar(WORK, []), "Work").series == ()


def test_a_packed_file_is_unpacked(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(gzip.compress(FILE), Content_Encoding="gzip"))
    assert Reading(server.url, door_to).sync()[0].items[0].body == FILE


def test_an_address_may_have_moved_to_another_host(serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext) -> None:
    server = serve(leading_to("https://other.example.com/b"), tls=certificate)
    other = serve(answer(FILE), tls=certificate)
    network = Network(
        {"calendar.example.com": ["93.184.216.34"], "other.example.com": ["93.184.216.35"]},
        {"93.184.216.34": server, "93.184.216.35": other},
    )
    assert Reading("https://calendar.example.com/a", door_to, network).sync()[0].items[0].body == FILE


def test_reading_can_be_stopped(server: AddressServer, door_to: DoorTo) -> None:
    class Stopped(Silent):
        """The person wants it to end."""

        def check(self) -> None:
            raise Cancelled

    connector = IcsAddress(Reading(server.connection()[1], door_to).connection)
    with pytest.raises(Cancelled):
        tuple(connector.fetch(WORK, NEVER, Stopped()))


# ---- what is no calendar ----


@pytest.mark.parametrize(
    ("speech", "error", "sentence"),
    [
        (
            answer(b"<!DOCTYPE html><title>Sign in</title>"),
            UnreadableInput,
            "it looks like a web page; copy the address",
        ),
        (answer(b"\n <html>"), UnreadableInput, "it looks like a web page"),
        (answer(b""), UnreadableInput, "it is empty"),
        (answer(b"", "204 No Content"), UnreadableInput, "it is empty"),
        (answer(b'{"events": []}'), UnreadableInput, "no calendar begins in it"),
        (answer(FILE[:-20]), UnreadableInput, "half a calendar"),
        (answer(FILE + FILE[:-20]), UnreadableInput, "half a calendar"),
        (answer(b"", "401 Unauthorized"), SignInNeeded, "no calendar at this address any more: it answers with 401"),
        (answer(b"", "403 Forbidden"), SignInNeeded, "no calendar at this address any more"),
        (answer(b"", "404 Not Found"), SignInNeeded, "no calendar at this address any more"),
        (answer(b"", "410 Gone"), SignInNeeded, "no calendar at this address any more"),
        (answer(b"", "400 Bad Request"), SourceUnreachable, "it answers with 400"),
        (answer(b"", "503 Busy"), SourceUnreachable, "too busy"),
        (answer(b"", "429 Slowly", Retry_After="86400"), SourceUnreachable, "not to be asked again before"),
        (leading_to("/again"), SourceUnreachable, "only passed the question on"),
    ],
)
def test_what_is_no_calendar_is_said_to_be_none_with_what_to_do(
    speech: bytes, error: type[UserError], sentence: str, serve: Serve, door_to: DoorTo
) -> None:
    server = serve(speech)
    with pytest.raises(error, match=sentence) as told:
        Reading(f"{server.url}/{SECRET}", door_to).sync()
    assert told.value.sentence().startswith(f"127.0.0.1:{server.port}")
    assert (told.value.next_step != "", SECRET in told.value.sentence()) == (True, False)


@pytest.mark.parametrize(
    ("host", "advice"),
    [
        ("calendar.google.com", "Secret address in iCal format"),
        ("outlook.office365.com", "publish the calendar in the settings of Outlook"),
        ("calendar.example.com", "it must open without signing in"),
    ],
)
def test_where_a_better_address_is_found_depends_on_the_service(
    host: str, advice: str, serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext, tmp_path: Any, authority: Any
) -> None:
    from tests.servers import certificates

    tls = certificates.served_by(tmp_path, host, signer=authority)
    server = serve(answer(b"<html>"), tls=tls)
    network = Network({host: ["93.184.216.34"]}, {"93.184.216.34": server})
    with pytest.raises(UnreadableInput, match=advice):
        Reading(f"https://{host}/{SECRET}", door_to, network).sync()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("is_first", [True, False])
def test_after_each_fault_what_was_read_stays_and_the_next_sync_brings_the_rest(
    fault: Any, is_first: bool, server: AddressServer, door_to: DoorTo, visits: list[Visit]
) -> None:
    silence = 0.5 if fault == "time-out" else 20
    reading = Reading(server.connection()[1], door_to, limits=Limits(silence=silence, whole=30))
    if not is_first:
        reading.sync()
        server.delete("lunch@x")
    before, visited = (reading.state, reading.body), len(visits)
    server.break_next(fault)

    with pytest.raises(UserError) as told:
        reading.sync()
    assert (reading.state, reading.body) == before
    assert "private-" not in told.value.sentence() + repr(told.value) + repr(visits)
    assert len(visits) - visited <= (6 if fault == "same-page" else 5)

    server.mend()
    assert len(reading.sync()[0].items) == 1
    assert reading.uids() == {each.uid for each in weekly_calendar(BERLIN)} - (set() if is_first else {"lunch@x"})


def test_an_address_that_was_given_up_by_its_owner_wants_another(server: AddressServer, door_to: DoorTo) -> None:
    reading = Reading(server.connection()[1], door_to)
    reading.sync()
    server.change_password()
    with pytest.raises(SignInNeeded):
        reading.sync()
    server.mend()
    assert reading.sync()[0].items == ()


def test_the_stand_in_is_a_server_like_all_others(server: AddressServer) -> None:
    assert cast("Server", server).kind == "address"
    assert {name for name in vars(Server) if not name.startswith("_")} <= set(dir(server))


def test_an_item_is_the_file(server: AddressServer, door_to: DoorTo) -> None:
    (batch,) = Reading(server.connection()[1], door_to).sync()
    assert [(item.id, item.version != "") for item in batch.items] == [("", True)]
