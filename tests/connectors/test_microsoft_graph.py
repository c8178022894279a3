"""Calendars of Microsoft Graph, read from a stand-in through the true door and with the true msal."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from app.connectors.connector import Connection
from app.connectors.graph_fields import FIELDS
from app.connectors.graph_window import Window
from app.connectors.ics_reader import read_ics
from app.connectors.microsoft_access import microsoft_hosts
from app.connectors.microsoft_graph import MicrosoftGraph
from app.connectors.web import Door
from app.errors import Cancelled, SignInNeeded, SourceUnreachable, UnreadableInput
from app.model.occurrences import Period
from app.model.remote import FetchedBatch, RemoteItem, SyncState, Visit
from app.progress import SILENT
from app.timeline.build import expanded_series
from tests.builders import home, ordinal
from tests.servers.microsoft import CALENDAR, MicrosoftServer, calendar
from tests.servers.microsoft_events import ME, opaque
from tests.servers.served import Invented, weekly_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.progress import Progress

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = dt.date(2026, 2, 2)
YEAR = Period(ordinal("2026-01-01"), ordinal("2026-12-31"), home("UTC"))
TEAM = Invented(
    "team@x",
    "Team meeting",
    dt.datetime(2026, 1, 6, 14, tzinfo=BERLIN),
    60,
    "FREQ=WEEKLY;COUNT=10",
    ("bob@example.com",),
    "bob@example.com",
)
TALK = Invented("talk@x", "Talk", dt.datetime(2026, 1, 8, 10, tzinfo=BERLIN), 30, guests=("bob@example.com",))


def tuesday(week: int, hour: int = 14) -> dt.datetime:
    return dt.datetime(2026, 1, 6, hour, tzinfo=BERLIN) + dt.timedelta(7 * week)


class Client:
    """One calendar as it is kept between syncs."""

    def __init__(self, server: MicrosoftServer) -> None:
        self.server = server
        self.today = TODAY
        self.waits: list[float] = []
        self.on_wait: Callable[[], None] = lambda: None
        self.visits: list[Visit] = []
        self.place, self.secret = server.connection()
        self.items: dict[str, RemoteItem] = {}
        self.token: str | None = None

    def door(self) -> Door:
        def sleep(seconds: float) -> None:
            self.waits.append(seconds)
            self.on_wait()

        return Door(microsoft_hosts(self.place), self.visits.append, sleep=sleep)

    def keep(self, secret: str) -> None:
        self.secret = secret

    def connected(self, door: Door) -> MicrosoftGraph:
        return MicrosoftGraph(Connection(door, self.place, self.secret, self.keep), today=lambda: self.today)

    def sync(self, progress: Progress = SILENT) -> list[FetchedBatch]:
        """Sync once as the store does it: a listing that begins anew replaces all when it ends."""
        batches = []
        with closing(self.door()) as door:
            graph = self.connected(door)
            (work, *_rest) = graph.calendars(SILENT)
            state = SyncState(self.token, {name: item.version for name, item in self.items.items()})
            anew: set[str] | None = None
            for batch in graph.fetch(work, state, progress):
                batches.append(batch)
                if batch.begins_anew:
                    anew = set()
                for item in batch.items:
                    self.items[item.id] = item
                    if anew is not None:
                        anew.add(item.id)
                for name in batch.removed:
                    self.items.pop(name, None)
                if batch.ends:
                    self.token = batch.token
                    if anew is not None:
                        self.items = {name: item for name, item in self.items.items() if name in anew}
        assert [batch.ends for batch in batches] == [False] * (len(batches) - 1) + [True]
        return batches

    def changed(self) -> tuple[int, int, bool]:
        """Sync, and tell how many items came, how many went, and whether it began anew."""
        batches = self.sync()
        items = sum(len(batch.items) for batch in batches)
        removed = sum(len(batch.removed) for batch in batches)
        return items, removed, any(batch.begins_anew for batch in batches)

    def text(self) -> str:
        with closing(self.door()) as door:
            (work, *_rest) = self.connected(door).calendars(SILENT)
        return MicrosoftGraph.as_icalendar(work, [item.body for item in self.items.values()]).decode()

    def seen(self) -> list[tuple[dt.datetime, str]]:
        """When what is kept takes place in 2026, as the reader of the program understands it."""
        reading = read_ics(self.text().encode(), "work")
        assert reading.problems == ()
        expanded, problems = expanded_series(reading, YEAR)
        assert problems == []
        found = []
        for series, instances in expanded:
            for event, begin, *__ in instances:
                start = begin if not event.start.is_date else YEAR.zone.midnight(begin)
                found.append((dt.datetime.fromtimestamp(start, dt.UTC), event.title or series.uid))
        return sorted(found)

    def team(self) -> list[dt.datetime]:
        return [at.astimezone(BERLIN) for at, title in self.seen() if title == "Team meeting"]


@pytest.fixture(autouse=True)
def no_stand_in_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLEARWEEK_MICROSOFT", raising=False)


@pytest.fixture
def server() -> Iterator[MicrosoftServer]:
    with closing(MicrosoftServer()) as server:
        yield server


@pytest.fixture
def client(server: MicrosoftServer) -> Client:
    return Client(server)


@pytest.fixture
def synced(server: MicrosoftServer, client: Client) -> Client:
    server.put(TEAM)
    server.put(TALK)
    client.sync()
    return client


def invented_times(event: Invented) -> list[dt.datetime]:
    if event.all_day:
        return [dt.datetime.combine(event.start.date(), dt.time(), dt.UTC)]
    if not event.rrule:
        return [event.start.astimezone(dt.UTC)]
    rule = rrulestr(event.rrule, dtstart=event.start.replace(tzinfo=None))
    return [at.replace(tzinfo=event.start.tzinfo).astimezone(dt.UTC) for at in rule]


# ---- calendars ----


def test_the_default_calendar_comes_first_and_only_ones_own_are_owned(server: MicrosoftServer, client: Client) -> None:
    server.calendars = [
        calendar("bob", "Bob", "bob@example.com", canEdit=True),
        calendar("days", "Birthdays", ME, canEdit=False),
        calendar("side", "Side project", ME.upper()),
        calendar(CALENDAR, "Work", ME, isDefaultCalendar=True),
    ]
    server.page_size = 1
    with closing(client.door()) as door:
        found = client.connected(door).calendars(SILENT)
    assert [(each.name, each.owned, each.owner) for each in found] == [
        ("Work", True, ME),
        ("Bob", False, "bob@example.com"),
        ("Birthdays", False, ME),
        ("Side project", True, ME.upper()),
    ]


# ---- what is read ----


@pytest.mark.parametrize("size", [1, 7, 200])
@pytest.mark.parametrize("lists_masters", [True, False])
def test_everything_takes_place_when_it_was_invented(
    server: MicrosoftServer, client: Client, size: int, *, lists_masters: bool
) -> None:
    server.page_size, server.mailbox.lists_masters = size, lists_masters
    invented = weekly_calendar(BERLIN)
    for event in invented:
        server.put(event)
    assert client.changed() == (len(invented), 0, True)
    assert client.seen() == sorted((at, event.title) for event in invented for at in invented_times(event))


def test_a_calendar_without_a_delta_is_listed_whole_each_time(server: MicrosoftServer, client: Client) -> None:
    server.mailbox.has_delta, server.page_size = False, 7
    invented = weekly_calendar(BERLIN)
    for event in invented:
        server.put(event)
    server.move_instance("team@x", tuesday(2), tuesday(2, 16))
    expected = sorted(
        (tuesday(2, 16).astimezone(dt.UTC) if at == tuesday(2) and event.uid == "team@x" else at, event.title)
        for event in invented
        for at in invented_times(event)
    )
    assert client.changed() == (len(invented), 0, True)
    assert client.seen() == expected
    text = client.text()
    assert (client.changed()[2], client.token, client.text()) == (True, None, text)
    server.delete("lunch@x")
    server.cancel_instance("team@x", tuesday(4))
    client.sync()
    gone = {(tuesday(4).astimezone(dt.UTC), "Team meeting"), *(each for each in expected if each[1] == "Lunch")}
    assert client.seen() == [each for each in expected if each not in gone]


def test_nothing_new_is_one_question_for_each_piece_of_the_window(server: MicrosoftServer, synced: Client) -> None:
    server.requests.clear()
    assert synced.changed() == (0, 0, False)
    graph = [each.path for each in server.requests if each.path.startswith("/v1.0/")]
    assert len(graph) == 1 + 3
    assert all("$deltatoken=" in path for path in graph[1:])


@pytest.mark.parametrize("has_names", [True, False])
def test_a_deleted_occurrence_is_found_though_it_is_not_reported(
    server: MicrosoftServer, synced: Client, *, has_names: bool
) -> None:
    server.mailbox.has_names_of_cancelled = has_names
    server.cancel_instance("team@x", tuesday(1))
    server.cancel_instance("team@x", tuesday(3))
    assert synced.changed() == (1, 0, False)
    assert synced.team() == [tuesday(week) for week in range(10) if week not in {1, 3}]


@pytest.mark.parametrize("names", ["full", "bare", "none"])
def test_a_moved_occurrence_is_an_override_under_the_uid_of_the_series(
    server: MicrosoftServer, synced: Client, names: str
) -> None:
    server.mailbox.has_names_of_cancelled, server.mailbox.names_are_bare = names != "none", names == "bare"
    server.move_instance("team@x", tuesday(2), tuesday(2, 16))
    assert synced.changed() == (1, 0, False)
    assert synced.team() == [tuesday(0), tuesday(1), tuesday(2, 16), *(tuesday(week) for week in range(3, 10))]
    assert "\r\nRECURRENCE-ID:20260120T130000Z\r\n" in synced.text()


def test_what_was_deleted_and_moved_before_the_first_sync_is_seen_by_it(
    server: MicrosoftServer, client: Client
) -> None:
    server.put(TEAM)
    server.cancel_instance("team@x", tuesday(0))
    server.move_instance("team@x", tuesday(1), tuesday(1, 17))
    client.sync()
    assert client.team() == [tuesday(1, 17), *(tuesday(week) for week in range(2, 10))]


def test_an_occurrence_that_is_reported_as_removed_leads_to_its_series(server: MicrosoftServer, synced: Client) -> None:
    stored = server.mailbox.events["team@x"]
    stored.cancelled.add(tuesday(4).astimezone(dt.UTC))
    server.mailbox.generation += 1
    name = opaque("team@x", tuesday(4).astimezone(dt.UTC).isoformat())
    server.mailbox.removed.append((server.mailbox.generation, name))
    assert synced.changed() == (1, 0, False)
    assert tuesday(4) not in synced.team()


def test_a_removal_of_something_that_nobody_knows_changes_nothing(server: MicrosoftServer, synced: Client) -> None:
    server.mailbox.generation += 1
    server.mailbox.removed.append((server.mailbox.generation, "AAMkNeverSeen"))
    assert synced.changed() == (0, 0, False)
    assert len(synced.items) == 2


@pytest.mark.parametrize(
    "to",
    [dt.datetime(2019, 3, 4, 9, tzinfo=BERLIN), dt.datetime(2027, 5, 3, 9, tzinfo=BERLIN)],
    ids=["back", "ahead"],
)
def test_an_event_that_moves_to_another_piece_of_the_window_stays(
    server: MicrosoftServer, synced: Client, to: dt.datetime
) -> None:
    server.put(TALK._replace(start=to))
    items, removed, anew = synced.changed()
    assert (items, removed, anew) == (1, 0, False)
    assert f"DTSTART:{to.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" in synced.text()


def test_an_event_that_leaves_the_window_is_gone(server: MicrosoftServer, synced: Client) -> None:
    server.put(TALK._replace(start=dt.datetime(2040, 1, 2, 9, tzinfo=BERLIN)))
    assert synced.changed() == (0, 1, False)


def test_a_series_that_becomes_a_single_event_and_back_is_one_item(server: MicrosoftServer, synced: Client) -> None:
    server.put(TEAM._replace(rrule=""))
    assert synced.changed() == (1, 0, False)
    assert synced.team() == [tuesday(0)]
    server.put(TEAM)
    assert synced.changed() == (1, 0, False)
    assert synced.team() == [tuesday(week) for week in range(10)]


def test_a_deleted_series_goes_with_all_its_instances(server: MicrosoftServer, synced: Client) -> None:
    server.move_instance("team@x", tuesday(2), tuesday(2, 16))
    synced.sync()
    server.delete("team@x")
    assert synced.changed() == (0, 1, False)
    assert [title for __, title in synced.seen()] == ["Talk"]


def test_instances_of_a_series_that_the_server_does_not_give_are_told(server: MicrosoftServer, client: Client) -> None:
    server.mailbox.lists_masters = False
    stored = server.mailbox.put(TEAM)
    server.mailbox.by_id = lambda name: None if name == stored.id else stored  # type: ignore[method-assign]
    notes = [note for batch in client.sync() for note in batch.notes]
    assert notes == ["10 instances of series were left out: the server does not give the series"]
    assert client.items == {}


@pytest.mark.parametrize("zone", ["tzone://Microsoft/Custom", "", "Customized Time Zone"])
def test_a_zone_that_nobody_knows_changes_no_time(server: MicrosoftServer, client: Client, zone: str) -> None:
    review = Invented("summer@x", "Review", dt.datetime(2026, 3, 2, 9, tzinfo=BERLIN), 60, "FREQ=WEEKLY;COUNT=8")
    server.mailbox.put(review).zone = zone
    client.sync()
    assert [at for at, __ in client.seen()] == invented_times(review)


GARBAGE: tuple[Any, ...] = (None, 7, "", "x", [], [None], {}, {"dateTime": 5}, {"address": 5}, True, 1e400, -1)


@pytest.mark.parametrize("event", [TALK, TEAM], ids=["single", "series"])
def test_garbage_in_any_field_costs_at_most_that_event(
    server: MicrosoftServer, client: Client, event: Invented
) -> None:
    server.page_size = 1_000
    for name in FIELDS:
        for number, garbage in enumerate(GARBAGE):
            server.mailbox.put(event._replace(uid=f"{name}-{number}@x", title="Bad"), **{name: garbage})
    server.put(TALK._replace(uid="good@x", title="Good"))
    client.sync()
    for name in FIELDS[1:]:
        server.mailbox.put(event._replace(uid=f"{name}-3@x", title="Bad"), **{name: [{}]})
    client.sync()
    reading = read_ics(client.text().encode(), "work")
    assert [series.any_event().title for series in reading.series].count("Good") == 1
    assert len(reading.series) > len(FIELDS) * (len(GARBAGE) - 2) - 50


# ---- tokens ----


@pytest.mark.parametrize(
    "how",
    [
        (410, "SyncStateNotFound"),
        (410, "resyncRequired"),
        (410, ""),
        (400, "InvalidDeltaToken"),
        (400, "invaliddeltatoken"),
        (404, "SYNCSTATENOTFOUND"),
        (404, "ErrorItemNotFound"),
        (400, "ErrorInvalidIdMalformed"),
    ],
)
def test_a_token_that_is_refused_in_any_form_begins_anew(
    server: MicrosoftServer, synced: Client, how: tuple[int, str]
) -> None:
    server.lost = how
    server.expire_tokens()
    server.delete("talk@x")
    assert synced.changed()[1:] == (0, True)
    assert set(synced.items) == {opaque("team@x")}
    assert synced.changed() == (0, 0, False)


def test_a_token_that_is_refused_between_two_pages_begins_anew(server: MicrosoftServer, client: Client) -> None:
    server.page_size = 2
    for event in weekly_calendar(BERLIN):
        server.put(event)
    # The list of calendars, then eleven pages of the listing.
    server.break_next("410", after=12)
    batches = client.sync()
    assert [batch.begins_anew for batch in batches].count(True) == 2
    assert len(client.items) == len(weekly_calendar(BERLIN))


def test_a_server_that_loses_each_listing_is_given_up(server: MicrosoftServer, client: Client) -> None:
    server.put(TALK)
    server.lost = (410, "SyncStateNotFound")
    server._kept_page = lambda path, *__: f"{server.base}{path}?$skiptoken=lost"  # type: ignore[method-assign]
    with pytest.raises(UnreadableInput, match="lost the thread each time"):
        client.sync()


def test_the_window_is_kept_until_less_than_a_year_of_it_is_left(server: MicrosoftServer, synced: Client) -> None:
    first = Window.of_token(synced.token)
    assert first is not None
    assert first.span == (dt.date(2016, 2, 2).toordinal(), dt.date(2028, 2, 3).toordinal())
    assert all(piece.end - piece.begin <= 1825 for piece in first.pieces())
    synced.today = dt.date(2027, 2, 3)
    assert synced.changed() == (0, 0, False)
    synced.today = dt.date(2027, 2, 4)
    assert synced.changed() == (2, 0, True)
    second = Window.of_token(synced.token)
    assert second is not None
    assert second.span == (first.span.begin, dt.date(2029, 2, 4).toordinal())


@pytest.mark.parametrize(
    "token", ["", "x", "[]", "{}", '{"form":1,"from":"2026-01-01","to":"2027-01-01","links":[]}', '{"form":2}', "null"]
)
def test_a_token_that_is_none_of_ours_begins_anew(synced: Client, token: str) -> None:
    synced.token = token
    assert synced.changed() == (2, 0, True)


# ---- what goes over the wire ----


def test_every_question_wishes_for_ids_that_stay_and_none_carries_a_body(
    server: MicrosoftServer, synced: Client
) -> None:
    server.move_instance("team@x", tuesday(2), tuesday(2, 16))
    synced.sync()
    graph = [each for each in server.requests if each.path.startswith("/v1.0/")]
    assert graph
    for each in graph:
        assert (each.method, each.body) == ("GET", b"")
        assert 'IdType="ImmutableId"' in each.headers["prefer"]
        assert "odata.maxpagesize=" in each.headers["prefer"]
    bodies = [each for each in server.requests if each.body]
    assert {each.path for each in bodies} == {"/common/oauth2/v2.0/token"}
    assert server.most_at_once == 1


@pytest.mark.parametrize(
    "link",
    [
        "https://graph.microsoft.com.evil.example/v1.0/me",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "//evil.example/v1.0/",
        "http://127.0.0.1:1@evil.example/v1.0/",
    ],
)
def test_a_link_to_anywhere_else_is_not_followed(server: MicrosoftServer, client: Client, link: str) -> None:
    server.put(TALK)
    server.foreign_link = link
    with pytest.raises(UnreadableInput, match="leads to another place") as refused:
        client.sync()
    assert "evil" not in str(refused.value)
    assert {visit.host for visit in client.visits} == {server.base.removeprefix("http://")}


@pytest.mark.parametrize("after", ["1", None, "Mon, 02 Feb 2026 10:00:00 GMT"])
def test_a_server_that_is_busy_is_asked_again_later(server: MicrosoftServer, client: Client, after: str | None) -> None:
    server.put(TALK)
    server.retry_after = after
    client.on_wait = server.mend
    server.break_next("429", after=2)
    assert client.changed() == (1, 0, True)
    assert client.waits


def test_a_server_that_stays_busy_is_given_up_after_five_tries(server: MicrosoftServer, synced: Client) -> None:
    server.requests.clear()
    server.break_next("503")
    with pytest.raises(SourceUnreachable):
        synced.sync()
    assert len([each for each in server.requests if each.path.startswith("/v1.0/")]) == 5
    server.mend()
    assert synced.changed() == (0, 0, False)


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("401", SignInNeeded, "does not take the sign-in any more"),
        ("403", SignInNeeded, "does not let Clearweek read this calendar"),
        ("404", UnreadableInput, "“Work” cannot be read"),
        ("half", UnreadableInput, "cut off"),
        ("sign-in-page", UnreadableInput, "a page for people came back"),
        ("same-page", UnreadableInput, "the same page again and again"),
        ("revoked", SignInNeeded, "does not accept the sign-in any more"),
    ],
)
def test_each_fault_is_told_in_one_sentence(
    server: MicrosoftServer, synced: Client, fault: Any, error: type[Exception], words: str
) -> None:
    before = dict(synced.items)
    server.put(TALK._replace(title="Other"))
    server.break_next(fault, after=1)
    with pytest.raises(error, match=words):
        synced.sync()
    assert synced.items == before
    server.mend()
    assert synced.changed() == (1, 0, False)


def test_work_that_is_stopped_stops_at_the_next_page(server: MicrosoftServer, client: Client) -> None:
    class Stopping:
        left = 6

        def report(self, done: int, total: int | None, what: str) -> None:
            assert (total, what) == (None, "Reading “Work”")

        def check(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    server.page_size = 1
    for event in weekly_calendar(BERLIN):
        server.put(event)
    with pytest.raises(Cancelled):
        client.sync(Stopping())
    assert client.changed()[2]


# ---- the sign-in that is kept ----


def test_a_sign_in_that_is_renewed_is_kept(server: MicrosoftServer, client: Client) -> None:
    server.identity.each_once = True
    server.put(TALK)
    before = client.secret
    client.sync()
    assert client.secret != before
    client.sync()
    assert set(json.loads(client.secret)["cache"]) == {"Account", "RefreshToken", "AppMetadata"}


def test_an_access_token_that_ends_early_is_renewed_once(server: MicrosoftServer, client: Client) -> None:
    server.put(TALK)
    with closing(client.door()) as door:
        graph = client.connected(door)
        (work,) = graph.calendars(SILENT)
        server.identity.access.clear()
        assert [batch.ends for batch in graph.fetch(work, SyncState(None, {}), SILENT)][-1]
    assert [each.path for each in server.requests].count("/common/oauth2/v2.0/token") == 2


@pytest.mark.parametrize("secret", ["", "{}", "[]", '{"client":"x","tenant":"common","cache":{}}'])
def test_a_sign_in_that_cannot_be_read_wants_another(client: Client, secret: str) -> None:
    client.secret = secret
    with pytest.raises(SignInNeeded, match="cannot be read"):
        client.sync()
    assert client.visits == []


def test_no_secret_is_in_what_is_told_logged_or_kept_of_a_calendar(
    server: MicrosoftServer, synced: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    told = [repr(visit) for visit in synced.visits]
    for fault in ("401", "403", "404", "half", "sign-in-page", "503"):
        server.break_next(fault)
        with pytest.raises(Exception, match=r".") as failed:
            synced.sync()
        told += [str(failed.value), repr(failed.value)]
        server.mend()
    server.identity.refusal = 50173
    with pytest.raises(SignInNeeded) as failed:
        synced.sync()
    told += [str(failed.value), repr(failed.value), *(record.getMessage() for record in caplog.records)]
    kept = b"".join(item.body for item in synced.items.values()).decode() + str(synced.token)
    for canary in (*server.identity.refresh, *server.identity.access, "Trace ID"):
        assert not any(canary in each for each in told)
        assert canary not in kept
