from __future__ import annotations

import datetime as dt
import logging
import re
from typing import TYPE_CHECKING, Final, get_args
from zoneinfo import ZoneInfo

import pytest

from app.connectors import caldav_replies
from app.connectors.caldav_server import CalDavServer, caldav_hosts
from app.connectors.connector import Connection
from app.connectors.request_bodies import kind_of
from app.connectors.web import Door, Limits
from app.connectors.web_addresses import Origin
from app.errors import Cancelled, SignInNeeded, SourceUnreachable, UnreadableInput, UserError, WrongUsage
from app.model.remote import SyncState
from app.progress import SILENT
from tests.ics_builder import Slot, read, slots, starts
from tests.servers.caldav import PASSWORD, USER, CalDav, Program, Sent
from tests.servers.served import FAULTS, Asked, Fault, Invented, weekly_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.model.remote import FetchedBatch, RemoteCalendar, RemoteItem, Visit
    from app.progress import Progress

BERLIN: Final = ZoneInfo("Europe/Berlin")
XML: Final = {"Content-Type": "application/xml"}
ONE = Invented("one@x", "One", dt.datetime(2026, 1, 7, 10, tzinfo=BERLIN), 60)
TWO = Invented("two@x", "Two", dt.datetime(2026, 1, 8, 10, tzinfo=BERLIN), 60)
WEEKLY = Invented("weekly@x", "Weekly", dt.datetime(2026, 1, 5, 9, tzinfo=BERLIN), 30, "FREQ=WEEKLY;COUNT=4")


class Account:
    """One account as the program has it: a connector behind a door, and what of a calendar is kept."""

    def __init__(
        self, server: CalDav, *, secret: str = PASSWORD, place: Mapping[str, str] | None = None, silence: float = 30
    ) -> None:
        self.place = place or server.connection()[0]
        self.visits: list[Visit] = []
        self.door = Door(
            caldav_hosts(self.place["url"]),
            self.visits.append,
            sleep=lambda _seconds: None,
            limits=Limits(silence=silence, tries=3),
        )
        self.connector = CalDavServer(Connection(self.door, self.place, secret, lambda _secret: None))
        self.items: dict[str, RemoteItem] = {}
        self.token: str | None = None

    def calendars(self) -> dict[str, RemoteCalendar]:
        return {each.name: each for each in self.connector.calendars(SILENT)}

    @property
    def work(self) -> RemoteCalendar:
        return self.calendars()["Work"]

    def sync(self, calendar: RemoteCalendar, progress: Progress = SILENT) -> list[FetchedBatch]:
        """Fetch what is new, and keep it as the store does."""
        state = SyncState(self.token, {item.id: item.version for item in self.items.values()})
        batches: list[FetchedBatch] = []
        anew: set[str] | None = None
        for batch in self.connector.fetch(calendar, state, progress):
            assert not (batches and batches[-1].ends)
            batches.append(batch)
            if batch.begins_anew:
                anew = set()
            for item in batch.items:
                self.items[item.id] = item
                if anew is not None:
                    anew.add(item.id)
            for gone in batch.removed:
                self.items.pop(gone, None)
        assert batches[-1].ends
        if anew is not None:
            self.items = {name: item for name, item in self.items.items() if name in anew}
        self.token = batches[-1].token
        return batches

    def file(self, calendar: RemoteCalendar) -> bytes:
        return self.connector.as_icalendar(calendar, [item.body for item in self.items.values()])

    def kept(self, calendar: RemoteCalendar) -> list[str]:
        """The UIDs that are kept."""
        return sorted(series.uid for series in read(self.file(calendar)).series)


def fetched(batches: list[FetchedBatch]) -> list[str]:
    """The names of the entries that came."""
    return sorted(item.id.rpartition("/")[2] for batch in batches for item in batch.items)


def removed(batches: list[FetchedBatch]) -> list[str]:
    return sorted(name.rpartition("/")[2] for batch in batches for name in batch.removed)


@pytest.fixture(scope="module", params=get_args(Program))
def started(request: pytest.FixtureRequest) -> Iterator[CalDav]:
    server = CalDav(request.param)
    yield server
    server.close()


@pytest.fixture(scope="module")
def started_once() -> Iterator[CalDav]:
    """Xandikos alone, for what does not hang on the server."""
    server = CalDav("xandikos")
    yield server
    server.close()


@pytest.fixture
def server(started: CalDav) -> CalDav:
    started.clear()
    return started


@pytest.fixture
def one_server(started_once: CalDav) -> CalDav:
    started_once.clear()
    return started_once


@pytest.fixture
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    name = "one_server" if "one_server" in request.fixturenames else "server"
    made = Account(request.getfixturevalue(name))
    yield made
    made.door.close()


# ---- finding the calendars ----


@pytest.mark.parametrize("form", ["server", "well-known", "account", "home", "calendar", "without slash"])
def test_the_address_of_a_server_of_an_account_and_of_a_calendar_all_lead_to_the_calendar(
    server: CalDav, form: str
) -> None:
    home = server.path.removesuffix("work/")
    account = home if server.program == "radicale" else "/alice/"
    path = {
        "server": "",
        "well-known": ".well-known/caldav",
        "account": account[1:],
        "home": home[1:],
        "calendar": server.path[1:],
        "without slash": server.path.strip("/"),
    }[form]
    made = Account(server, place={"url": server.url + path, "user": USER})
    calendar = made.work
    assert calendar.owner == USER
    assert calendar.owned
    made.sync(calendar)
    made.door.close()


def test_of_several_calendars_those_with_events_are_listed(server: CalDav, account: Account) -> None:
    home = server.path.removesuffix("work/")
    server.make_calendar(f"{home}private/", "Private &amp; family")
    server.make_calendar(f"{home}tasks/", "Tasks", "VTODO")
    try:
        assert set(account.calendars()) == {"Work", "Private & family"}
        only = Account(server, place={"url": f"{server.url}{home[1:]}private/", "user": USER})
        assert set(only.calendars()) == {"Private & family"}
        only.door.close()
    finally:
        server.drop(f"{home}private/")
        server.drop(f"{home}tasks/")


def multistatus(*rows: str, more: str = "") -> bytes:
    names = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus {names}>{"".join(rows)}{more}</D:multistatus>'.encode()
    )


def row(href: str, said: str, status: int = 200) -> str:
    return (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{said}</D:prop>"
        f"<D:status>HTTP/1.1 {status} OK</D:status></D:propstat></D:response>"
    )


def calendar_row(name: str, said: str = "", kinds: str = "") -> str:
    kind = f"<D:resourcetype><D:collection/><C:calendar/>{kinds}</D:resourcetype>"
    return row(f"/cals/{name}/", f"{kind}<D:displayname>{name}</D:displayname>{said}")


def privileges(*names: str) -> str:
    inside = "".join(f"<D:privilege><D:{name}/></D:privilege>" for name in names)
    return f"<D:current-user-privilege-set>{inside}</D:current-user-privilege-set>"


PRINCIPAL: Final = row(
    "/me/",
    "<D:current-user-principal><D:href>/me/</D:href></D:current-user-principal>"
    "<C:calendar-home-set><D:href>/cals/</D:href></C:calendar-home-set><C:calendar-user-address-set>"
    '<D:href>urn:uuid:1</D:href><D:href>mailto:a@example.com</D:href><D:href preferred="1">mailto:al@example.com'
    "</D:href></C:calendar-user-address-set>",
)


def answering(*rows: str) -> Callable[[Asked], Sent | None]:
    """A server that has one principal and these rows in its calendar home."""

    def answer(asked: Asked) -> Sent:
        return 207, XML, multistatus(*rows) if asked.path == "/cals/" else multistatus(PRINCIPAL)

    return answer


def test_a_calendar_is_owned_where_it_is_mine_and_i_may_write_in_it(one_server: CalDav, account: Account) -> None:
    mine, another = (f"<D:owner><D:href>/{name}/</D:href></D:owner>" for name in ("me", "bob"))
    one_server.instead = answering(
        calendar_row("silent"),
        calendar_row("mine", mine + privileges("read", "write-content", "bind")),
        calendar_row("all", mine + privileges("all")),
        calendar_row("read-only", mine + privileges("read")),
        calendar_row("of-bob", another + privileges("read", "write")),
        calendar_row("subscribed", mine, "<S:subscribed/>"),
        calendar_row("shared", mine, "<S:shared/>"),
        calendar_row("shared-by-me", mine, "<S:shared-owner/>"),
    )
    found = account.calendars()
    assert {name for name, each in found.items() if each.owned} == {"silent", "mine", "all", "shared-by-me"}
    assert {each.owner for each in found.values() if each.owned} == {"al@example.com"}
    assert {each.owner for each in found.values() if not each.owned} == {None}


def test_what_is_said_with_another_status_is_not_said(one_server: CalDav, account: Account) -> None:
    refused = "<D:propstat><D:prop><D:owner/></D:prop><D:status>HTTP/1.1 403 Forbidden</D:status></D:propstat>"
    one_server.instead = answering(calendar_row("work").replace("</D:response>", f"{refused}</D:response>"))
    assert account.calendars()["work"].owned


def test_a_calendar_without_a_name_is_called_by_its_path_and_tells_its_zone(
    one_server: CalDav, account: Account
) -> None:
    zone = "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:{}\r\nEND:VTIMEZONE\r\nEND:VCALENDAR"
    one_server.instead = answering(
        row(
            "/cals/my%20week/",
            "<D:resourcetype><C:calendar/></D:resourcetype><D:displayname/>"
            f"<C:calendar-timezone>{zone.format('Europe/Berlin')}</C:calendar-timezone>",
        ),
        calendar_row("odd", f"<C:calendar-timezone>{zone.format('Nowhere/At all')}</C:calendar-timezone>"),
    )
    assert account.calendars()["my week"].zone == "Europe/Berlin"
    assert account.calendars()["odd"].zone is None


def test_an_account_without_calendars_says_so(one_server: CalDav, account: Account) -> None:
    one_server.instead = answering(row("/cals/", "<D:resourcetype><D:collection/></D:resourcetype>"))
    with pytest.raises(UnreadableInput, match=r"There is no calendar for you on 127\.0\.0\.1"):
        account.calendars()


@pytest.mark.parametrize("status", [404, 410])
def test_an_address_where_nothing_is_says_so(one_server: CalDav, account: Account, status: int) -> None:
    one_server.instead = lambda _asked: (status, {}, b"")
    with pytest.raises(UnreadableInput, match=r"There is no calendar at this address on 127\.0\.0\.1"):
        account.calendars()


@pytest.mark.parametrize(
    "typed",
    ["", "https://", "https://alice:secret@cloud.example.com/", "ftp://cloud.example.com", "https://a b.example"],
)
def test_what_is_no_address_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(WrongUsage, match="This is not the address of a server") as caught:
        caldav_hosts(typed)
    assert "secret" not in str(caught.value)


def test_icloud_alone_may_be_asked_at_its_other_hosts() -> None:
    def asked(typed: str, host: str) -> bool:
        return caldav_hosts(typed).may_ask(Origin("https", host, 443), None)

    assert asked("caldav.icloud.com", "p34-caldav.icloud.com")
    assert not asked("caldav.icloud.com", "p34-caldav.icloud.example")
    assert not asked("cloud.example.com", "p34.cloud.example.com")


# ---- syncing ----


def test_a_first_sync_brings_all_and_the_next_one_nothing(server: CalDav, account: Account) -> None:
    invented = weekly_calendar(BERLIN)
    for event in invented:
        server.put(event)
    work = account.work
    first = account.sync(work)
    assert first[0].begins_anew
    assert account.kept(work) == sorted(event.uid for event in invented)
    assert b"X-WR-CALNAME:Work" in account.file(work)
    again = account.sync(work)
    assert fetched(again) == removed(again) == []
    assert [batch.begins_anew for batch in again] == [False]


def test_only_what_changed_or_is_gone_is_told(server: CalDav, account: Account) -> None:
    for event in (ONE, TWO, WEEKLY):
        server.put(event)
    work = account.work
    account.sync(work)
    server.put(ONE._replace(start=ONE.start + dt.timedelta(hours=2)))
    server.delete(TWO.uid)
    batches = account.sync(work)
    assert (fetched(batches), removed(batches)) == (["one-x.ics"], ["two-x.ics"])
    assert account.kept(work) == ["one@x", "weekly@x"]
    assert starts(account.file(work), "2026-01-07", "2026-01-08") == ["2026-01-07T11:00Z"]


def test_one_instance_can_be_cancelled_and_another_moved(server: CalDav, account: Account) -> None:
    server.put(WEEKLY)
    work = account.work
    account.sync(work)
    second, third = (WEEKLY.start + dt.timedelta(weeks=number) for number in (1, 2))
    server.cancel_instance(WEEKLY.uid, second)
    server.move_instance(WEEKLY.uid, third, third + dt.timedelta(days=1, hours=1))
    account.sync(work)
    assert starts(account.file(work), "2026-01-01", "2026-02-28") == [
        "2026-01-05T08:00Z",
        "2026-01-20T09:00Z",
        "2026-01-26T08:00Z",
    ]


def test_an_override_that_cancels_its_instance_is_in_the_entry_of_its_series(server: CalDav, account: Account) -> None:
    def event(start: str, *lines: str) -> str:
        own = ("UID:w", "DTSTAMP:20260101T000000Z", f"DTSTART:2026010{start}T090000Z", "DURATION:PT1H", "SUMMARY:W")
        return "\n".join(["BEGIN:VEVENT", *own, *lines, "END:VEVENT"])

    cancelled = event("6", "RECURRENCE-ID:20260106T090000Z", "STATUS:CANCELLED")
    series = event("5", "RRULE:FREQ=DAILY;COUNT=3")
    server.put_text("w", f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{series}\n{cancelled}\nEND:VCALENDAR")
    work = account.work
    assert fetched(account.sync(work)) == ["w.ics"]
    (found,) = read(account.file(work)).series
    assert [each.cancelled for each in found.overrides] == ["status"]
    server.drop(f"{server.path}w.ics")
    account.sync(work)
    assert account.kept(work) == []


def test_nine_o_clock_in_berlin_stays_nine_o_clock_over_the_change_of_the_clocks(
    server: CalDav, account: Account
) -> None:
    start = dt.datetime(2026, 3, 16, 9, tzinfo=BERLIN)
    server.put(Invented("w@x", "Weekly", start, 60, "FREQ=WEEKLY;COUNT=3"))
    work = account.work
    account.sync(work)
    assert starts(account.file(work), "2026-03-01", "2026-04-30") == [
        "2026-03-16T08:00Z",
        "2026-03-23T08:00Z",
        "2026-03-30T07:00Z",
    ]
    assert not [asked for asked in server.requests if b"expand" in asked.body]


def test_a_token_that_the_server_refuses_means_that_all_is_read_again(server: CalDav, account: Account) -> None:
    server.put(ONE)
    server.put(TWO)
    work = account.work
    account.sync(work)
    server.delete(TWO.uid)
    server.expire_tokens()
    batches = account.sync(work)
    assert batches[0].begins_anew
    assert (fetched(batches), account.kept(work)) == (["one-x.ics"], ["one@x"])
    refusal = {"radicale": "403", "xandikos": "412"}[server.program]
    assert refusal in [visit.result for visit in account.visits]
    assert fetched(account.sync(work)) == []


@pytest.mark.parametrize("status", [400, 403, 409, 410, 412, 415, 418, 507])
@pytest.mark.parametrize("said", [b"", b'<D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>'])
def test_whatever_status_refuses_a_token_it_is_no_error(
    one_server: CalDav, account: Account, status: int, said: bytes
) -> None:
    one_server.put(ONE)
    work = account.work
    account.sync(work)
    one_server.instead = lambda asked: (status, XML, said) if b"sync-token>1" in asked.body else None
    account.token = "sync 1234"
    batches = account.sync(work)
    assert batches[0].begins_anew
    assert fetched(batches) == ["one-x.ics"]


@pytest.mark.parametrize("reply", ["<D:sync-token/>", ""])
def test_a_reply_without_a_token_means_that_all_is_read_again(one_server: CalDav, account: Account, reply: str) -> None:
    one_server.put(ONE)
    work = account.work
    account.sync(work)
    one_server.instead = lambda asked: (207, XML, multistatus(more=reply)) if b"sync-collection" in asked.body else None
    batches = account.sync(work)
    assert batches[0].begins_anew
    assert fetched(batches) == ["one-x.ics"]


def test_a_list_in_pages_is_read_to_its_end(server: CalDav, account: Account) -> None:
    for number in range(5):
        server.put(ONE._replace(uid=f"e{number}@x"))
    server.page_size = 2
    work = account.work
    batches = account.sync(work)
    assert [batch.begins_anew for batch in batches if batch.items] == [True, False, False]
    assert len(account.items) == 5
    assert batches[-1].token is not None
    assert [batch.token for batch in batches[:-1]] == [None, None, None]
    server.delete("e3@x")
    assert removed(account.sync(work)) == ["e3-x.ics"]


@pytest.mark.parametrize("later", [False, True], ids=["first", "later"])
def test_a_token_revoked_between_pages_begins_anew_in_the_middle(server: CalDav, account: Account, later: bool) -> None:
    work = account.work
    for number in range(3):
        server.put(ONE._replace(uid=f"e{number}@x"))
        if later and number == 0:
            account.sync(work)
    server.break_next("revoked")
    batches = account.sync(work)
    begun = [number for number, batch in enumerate(batches) if batch.begins_anew]
    assert begun[-1] > 0
    assert account.kept(work) == ["e0@x", "e1@x", "e2@x"]
    server.mend()
    server.put(TWO)
    assert "two-x.ics" in fetched(account.sync(work))
    assert len(account.items) == 4


def test_the_same_page_again_and_again_ends(server: CalDav, account: Account) -> None:
    work = account.work
    server.break_next("same-page")
    with pytest.raises(UnreadableInput, match="gives the same part of “Work” again and again"):
        account.sync(work)
    assert len([asked for asked in server.requests if asked.method == "REPORT"]) <= 3


def test_pages_that_never_end_end(one_server: CalDav, account: Account) -> None:
    pages = iter(range(10**6))
    cut = "<D:response><D:href>/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>"

    def page(asked: Asked) -> Sent | None:
        if b"sync-collection" not in asked.body:
            return None
        gone = "<D:response><D:href>/gone.ics</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
        return 207, XML, multistatus(gone, cut, more=f"<D:sync-token>t{next(pages)}</D:sync-token>")

    work = account.work
    one_server.instead = page
    with pytest.raises(UnreadableInput, match="again and again"):
        account.sync(work)


def test_a_server_that_lists_no_changes_is_compared_by_versions(server: CalDav, account: Account) -> None:
    server.has_sync = False
    for event in (ONE, TWO, WEEKLY):
        server.put(event)
    work = account.work
    first = account.sync(work)
    assert first[0].begins_anew
    assert len(account.items) == 3
    server.requests.clear()
    assert account.sync(work)[-1].token == first[-1].token
    assert [asked.method for asked in server.requests] == ["PROPFIND"]
    server.put(ONE._replace(title="Other"))
    server.delete(TWO.uid)
    batches = account.sync(work)
    assert (fetched(batches), removed(batches)) == (["one-x.ics"], ["two-x.ics"])
    assert not any(batch.begins_anew for batch in batches)
    assert account.kept(work) == ["one@x", "weekly@x"]


@pytest.mark.parametrize(("written", "expected"), [("W/\\1", []), ("", ["one-x.ics"])], ids=["weak", "missing"])
def test_a_weak_version_is_good_enough_and_a_missing_one_is_read_each_time(
    one_server: CalDav, account: Account, written: str, expected: list[str]
) -> None:
    one_server.has_sync = False
    one_server.put(ONE)
    work = account.work
    account.sync(work)
    one_server.put(TWO)
    account.sync(work)

    def rewritten(asked: Asked) -> Sent | None:
        if asked.headers.get("depth") != "1" or b"getetag" not in asked.body:
            return None
        status, headers, body = one_server.passed(asked)
        of_one = re.compile(rb'(?<=one-x\.ics</ns0:href>)(.*?getetag>)("[^"]*")', re.DOTALL)
        changed, count = of_one.subn(rb"\1" + written.replace("\\1", "\\2").encode(), body)
        assert count == 1
        return status, headers, changed

    one_server.instead = rewritten
    account.token = "versions older"
    assert fetched(account.sync(work)) == expected


def test_a_server_without_a_ctag_is_compared_each_time(one_server: CalDav, account: Account) -> None:
    one_server.has_sync = False
    one_server.instead = lambda asked: (207, XML, multistatus()) if b"getctag" in asked.body else None
    one_server.put(ONE)
    work = account.work
    account.sync(work)
    one_server.put(TWO)
    assert fetched(account.sync(work)) == ["two-x.ics"]


def test_whole_addresses_in_replies_are_the_same_entries(server: CalDav, account: Account) -> None:
    server.put(ONE)
    work = account.work
    account.sync(work)
    server.put(TWO)

    def whole(asked: Asked) -> Sent | None:
        status, headers, body = server.passed(asked) if asked.method == "REPORT" else (0, {}, b"")
        return (status, headers, re.sub(rb"(href>)/", rb"\1" + server.url.encode(), body)) if status == 207 else None

    server.instead = whole
    account.token = None
    account.sync(work)
    assert account.kept(work) == ["one@x", "two@x"]
    assert sorted(account.items) == [f"{work.id}one-x.ics", f"{work.id}two-x.ics"]


def test_a_server_that_lists_not_so_many_changes_at_once_is_gone_on_from_its_token(
    server: CalDav, account: Account
) -> None:
    server.put(ONE)
    everything = re.compile(rb"<D:sync-token/>|<D:sync-token></D:sync-token>")
    server.instead = lambda asked: (507, {}, b"") if everything.search(asked.body) and b"level" in asked.body else None
    work = account.work
    assert fetched(account.sync(work)) == ["one-x.ics"]
    server.put(TWO)
    server.requests.clear()
    assert fetched(account.sync(work)) == ["two-x.ics"]
    assert [asked.method for asked in server.requests] == ["REPORT", "REPORT"]


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (403, SignInNeeded, "127.0.0.1 does not let you read “Work”"),
        (404, UnreadableInput, "“Work” is no longer on 127.0.0.1"),
        (410, UnreadableInput, "“Work” is no longer on 127.0.0.1"),
        (405, UnreadableInput, "127.0.0.1 did not answer as a calendar server"),
        (501, SourceUnreachable, "127.0.0.1 cannot answer now: it reports the fault 501"),
    ],
)
def test_a_calendar_that_cannot_be_read_any_more_says_why(
    one_server: CalDav, account: Account, status: int, kind: type[UserError], said: str
) -> None:
    work = account.work
    account.sync(work)
    one_server.instead = lambda _asked: (status, {}, b"")
    with pytest.raises(kind, match=re.escape(said)):
        account.sync(work)


def test_one_of_several_homes_and_a_principal_that_are_refused_cost_nothing_else(
    one_server: CalDav, account: Account
) -> None:
    two = "<C:calendar-home-set><D:href>/closed/</D:href><D:href>/cals/</D:href></C:calendar-home-set>"
    first = PRINCIPAL.replace("<C:calendar-home-set><D:href>/cals/</D:href></C:calendar-home-set>", two)

    def answer(asked: Asked) -> Sent:
        if asked.path in {"/me/", "/closed/"}:
            return 403, {}, b""
        return (
            207,
            XML,
            multistatus(calendar_row("work") if asked.path == "/cals/" else first.replace("/me/<", "/x/<", 1)),
        )

    one_server.instead = answer
    assert set(account.calendars()) == {"work"}


# ---- entries ----


def test_a_broken_entry_costs_only_itself(server: CalDav, account: Account) -> None:
    server.put(ONE)
    server.put_broken("broken@x")
    server.put(TWO)
    work = account.work
    account.sync(work)
    reading = read(account.file(work))
    assert sorted(series.uid for series in reading.series) == ["one@x", "two@x"]
    assert [problem.uid for problem in reading.problems] == ["broken@x"]


def test_an_entry_that_the_server_does_not_give_is_noted(one_server: CalDav, account: Account) -> None:
    one_server.put(ONE)
    one_server.put(TWO)

    def forbidden(asked: Asked) -> Sent | None:
        if b"multiget" not in asked.body:
            return None
        status, headers, body = one_server.passed(asked)
        return status, headers, re.sub(rb"(?s)(two-x\.ics</ns0:href>).*?</ns0:response>", _forbidden, body)

    def _forbidden(found: re.Match[bytes]) -> bytes:
        return found[1] + b"<ns0:status>HTTP/1.1 403 Forbidden</ns0:status></ns0:response>"

    one_server.instead = forbidden
    work = account.work
    batches = account.sync(work)
    assert account.kept(work) == ["one@x"]
    assert [note for batch in batches for note in batch.notes] == [
        "1 entry was not given by the server, or is larger than 10 MB."
    ]


def test_characters_that_xml_cannot_hold_cost_nothing(one_server: CalDav, account: Account) -> None:
    one_server.put(ONE._replace(title="Odd-title"))
    one_server.put(TWO)

    def odd(asked: Asked) -> Sent | None:
        status, headers, body = one_server.passed(asked)
        return status, headers, body.replace(b"Odd-title", b"Odd\x0b\x00&#x1F;t\xeftle")

    work = account.work
    one_server.instead = odd
    account.sync(work)
    assert account.kept(work) == ["one@x", "two@x"]


def test_a_reply_that_is_too_large_is_asked_for_in_parts(
    one_server: CalDav, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        one_server.put(ONE._replace(uid=f"e{number}@x"))
    one_server.put(TWO._replace(description="x" * 5_000))
    work = account.work
    monkeypatch.setattr(caldav_replies, "LARGEST_REPLY", 4_000)
    batches = account.sync(work)
    assert account.kept(work) == [f"e{number}@x" for number in range(6)]
    assert [note for batch in batches for note in batch.notes] == [
        "1 entry was not given by the server, or is larger than 10 MB."
    ]


def test_two_thousand_events_come_a_hundred_at_a_time_and_can_be_stopped(one_server: CalDav, account: Account) -> None:
    start = dt.datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC"))
    one_server.put_many(
        ONE._replace(uid=f"e{number}@x", start=start + dt.timedelta(hours=number)) for number in range(2_000)
    )
    work = account.work
    stopping = _Stopping(300)
    with pytest.raises(Cancelled):
        account.sync(work, stopping)
    assert 300 <= len(account.items) <= 500
    assert account.token is None
    batches = account.sync(work)
    assert batches[0].begins_anew
    assert max(len(batch.items) for batch in batches) == 100
    assert len(account.items) == 2_000
    assert len(slots(account.file(work), "2026-01-01", "2026-12-31")) == 2_000
    assert fetched(account.sync(work)) == []


class _Stopping:
    def __init__(self, after: int) -> None:
        self._after, self._done = after, 0

    def report(self, done: int, total: int | None, what: str) -> None:
        assert done >= self._done
        assert total is None or total >= done
        self._done = done

    def check(self) -> None:
        if self._done >= self._after:
            raise Cancelled


@pytest.mark.parametrize("status", [413, 507])
def test_a_server_that_gives_only_a_few_at_once_is_asked_for_a_few(
    one_server: CalDav, account: Account, status: int
) -> None:
    for number in range(5):
        one_server.put(ONE._replace(uid=f"e{number}@x"))
    one_server.instead = lambda asked: (status, {}, b"") if asked.body.count(b"<D:href>") > 2 else None
    work = account.work
    batches = account.sync(work)
    assert len(account.items) == 5
    assert [batch.begins_anew for batch in batches if batch.items] == [True, False, False]
    assert batches[-1].notes == ()


# ---- signing in ----


def test_a_wrong_password_is_told_with_what_helps_and_without_itself(server: CalDav) -> None:
    made = Account(server, secret="not-the-right-one")
    with pytest.raises(SignInNeeded) as caught:
        made.calendars()
    assert "127.0.0.1 does not take the user name or the password" in str(caught.value)
    assert "app password" in str(caught.value)
    assert "not-the-right-one" not in str(caught.value)
    assert len(server.requests) <= 3
    made.door.close()


def test_a_password_that_was_changed_is_told_and_what_is_kept_stays(server: CalDav, account: Account) -> None:
    server.put(ONE)
    work = account.work
    account.sync(work)
    server.change_password()
    with pytest.raises(SignInNeeded):
        account.sync(work)
    assert account.kept(work) == ["one@x"]
    server.mend()
    assert fetched(account.sync(work)) == []


def test_a_server_that_wants_digest_does_not_get_to_know_the_password(one_server: CalDav, account: Account) -> None:
    one_server.wants_digest = True
    one_server.put(ONE)
    assert fetched(account.sync(account.work)) == ["one-x.ics"]
    signed = [asked.headers["authorization"] for asked in one_server.requests if "authorization" in asked.headers]
    assert len(signed) > 4
    assert all(each.startswith("Digest ") and PASSWORD not in each for each in signed)
    one_server.change_password()
    with pytest.raises(SignInNeeded):
        account.sync(account.work)


def test_a_digest_whose_nonce_is_too_old_is_made_anew(one_server: CalDav, account: Account) -> None:
    one_server.wants_digest = True
    work = account.work
    stale = iter([True])

    def once(asked: Asked) -> Sent | None:
        if not next(stale, False):
            return None
        challenge = 'Digest realm="calendars", qop="auth", algorithm=SHA-256, stale=true, opaque="x"'
        return 401, {"WWW-Authenticate": f'{challenge}, nonce="7ypf/xlj9XXwfDPEoM4URrv"'}, b""

    one_server.instead = once
    account.sync(work)


def test_the_password_goes_to_no_other_server(server: CalDav, started_once: CalDav) -> None:
    started_once.clear()
    server.instead = lambda asked: (
        (301, {"Location": started_once.url + "alice/"}, b"") if asked.path.startswith("/.well") else (404, {}, b"")
    )
    made = Account(server, place={"url": server.url + "nowhere/", "user": USER})
    with pytest.raises(UnreadableInput, match="your password goes to no server but the one that you typed"):
        made.calendars()
    assert started_once.requests
    assert not [asked for asked in started_once.requests if "authorization" in asked.headers]
    made.door.close()


# ---- what goes out ----


def test_nothing_of_an_event_is_in_a_request_and_nothing_is_written(server: CalDav, account: Account) -> None:
    for event in weekly_calendar(BERLIN):
        server.put(event)
    work = account.work
    account.sync(work)
    server.has_sync = False
    account.token = None
    account.sync(work)
    assert {asked.method for asked in server.requests} == {"PROPFIND", "REPORT"}
    kinds = {kind_of(asked.method, asked.body) for asked in server.requests}
    assert kinds == {"propfind", "sync-collection", "calendar-multiget"}
    sent = b"".join(asked.body for asked in server.requests)
    assert not [event.title for event in weekly_calendar(BERLIN) if event.title.encode() in sent]
    assert {visit.purpose for visit in account.visits} == {"calendars", "events"}


# ---- hostile XML ----


BOMB: Final = f'<!DOCTYPE D:multistatus [<!ENTITY b "{"b" * 99}"><!ENTITY a "{"&b;" * 999}">]>'
EXTERNAL: Final = '<!DOCTYPE D:multistatus [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
GOOD: Final = multistatus(PRINCIPAL).decode()


def _with(doctype: str) -> bytes:
    return GOOD.replace("\n", f"\n{doctype}").replace("mailto:a@", "mailto:&a;@").encode()


@pytest.mark.parametrize(
    "reply",
    [
        _with(BOMB),
        _with(EXTERNAL),
        _with(f"<!-- x -->\n<?x?>{EXTERNAL}"),
        _with(BOMB).decode().encode("utf-16"),
        _with(BOMB).replace(b'encoding="utf-8"', b'encoding="utf-7"'),
        GOOD.replace("DAV:", "DEV:").encode(),
        GOOD.replace("multistatus", "multistate").encode(),
        b"<D:multistatus xmlns:D='DAV:'>" + b"<D:response>" * 20_000,
        b"<" * 1_000,
        b"<!--" * 10_000,
        b"{}",
        b"",
        GOOD[: len(GOOD) // 2].encode(),
    ],
    ids=[
        "entity bomb",
        "external entity",
        "after a comment",
        "utf-16",
        "utf-7",
        "wrong name space",
        "wrong element",
        "deep",
        "brackets",
        "comments",
        "json",
        "nothing",
        "half",
    ],
)
def test_xml_that_is_hostile_or_none_is_refused(one_server: CalDav, account: Account, reply: bytes) -> None:
    one_server.instead = lambda _asked: (207, XML, reply)
    with pytest.raises(UnreadableInput, match=r"127\.0\.0\.1"):
        account.calendars()


def test_a_reply_of_more_than_ten_megabytes_is_refused(one_server: CalDav, account: Account) -> None:
    one_server.instead = lambda _asked: (207, XML, GOOD.encode().replace(b"\n", b"\n" + b" " * 10_500_000))
    with pytest.raises(UnreadableInput, match=r"127\.0\.0\.1"):
        account.calendars()


@pytest.mark.parametrize(
    "href", ["https://evil.example/c/", "//evil.example/c/", "http://[bad/", "http://127.0.0.1:1/c/"]
)
def test_an_address_on_another_server_is_not_followed(one_server: CalDav, account: Account, href: str) -> None:
    one_server.instead = answering(calendar_row("work"), row(href, "<D:displayname>x</D:displayname>"))
    with pytest.raises(UnreadableInput, match="lie on another server"):
        account.calendars()
    one_server.instead = lambda _asked: (207, XML, multistatus(PRINCIPAL.replace("/cals/", href)))
    with pytest.raises(UnreadableInput, match="lie on another server"):
        account.calendars()


@pytest.mark.parametrize("after", [0, 1], ids=["list", "entries"])
def test_nothing_of_a_calendar_gets_into_a_log_not_even_where_it_is_broken(
    one_server: CalDav, account: Account, caplog: pytest.LogCaptureFixture, after: int
) -> None:
    caplog.set_level(logging.DEBUG)
    one_server.put(ONE._replace(title="Very secret"))
    work = account.work
    account.sync(work)
    account.token = None
    one_server.break_next("half", after=after)
    with pytest.raises(UnreadableInput, match="broke off, or made no sense"):
        account.sync(work)
    assert not [said for said in caplog.messages if "secret" in said or "xml" in said or PASSWORD in said]


def test_a_web_page_quoted_in_a_description_is_no_document_type(one_server: CalDav, account: Account) -> None:
    one_server.put(ONE._replace(description="<!DOCTYPE html><html>&amp;</html>"))
    work = account.work
    account.sync(work)
    assert account.kept(work) == ["one@x"]


# ---- a bad day ----


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in {"revoked", "same-page"}])
@pytest.mark.parametrize("later", [False, True], ids=["first", "later"])
def test_a_fault_is_one_sentence_without_a_secret_and_the_next_sync_mends_it(
    one_server: CalDav, fault: Fault, later: bool
) -> None:
    account = Account(one_server, silence=0.5 if fault == "time-out" else 30)
    one_server.put(ONE)
    work = account.work
    if later:
        account.sync(work)
    one_server.put(TWO)
    before = dict(account.items)
    one_server.requests.clear()
    one_server.break_next(fault, after=0 if fault == "401" else 1)
    with pytest.raises(UserError) as caught:
        account.sync(work)
    said = str(caught.value)
    assert "127.0.0.1" in said
    assert said.count(". ") == 0
    assert PASSWORD not in said
    assert before.items() <= account.items.items()
    assert len(one_server.requests) <= 1 + 5
    one_server.mend()
    account.sync(work)
    assert account.kept(work) == ["one@x", "two@x"]
    account.door.close()


def test_what_comes_while_offline_is_not_asked(one_server: CalDav) -> None:
    place, secret = one_server.connection()
    door = Door(caldav_hosts(place["url"]), lambda _visit: None, is_offline=lambda: True)
    with pytest.raises(UserError, match="offline"):
        CalDavServer(Connection(door, place, secret, lambda _secret: None)).calendars(SILENT)
    assert one_server.requests == []


def test_what_is_written_of_a_calendar_is_what_the_server_keeps(server: CalDav, account: Account) -> None:
    server.put(WEEKLY)
    work = account.work
    account.sync(work)
    assert slots(account.file(work), "2026-01-01", "2026-01-11") == [
        Slot("weekly@x", "2026-01-05T08:00:00Z", "2026-01-05T08:30:00Z")
    ]
