"""Google Calendar by Google's own client library, through the door, against a stand-in that behaves as Google does."""

from __future__ import annotations

import datetime as dt
import json
import random
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from app.connectors.connector import Connection, connector_of
from app.connectors.google_access import google_hosts
from app.connectors.google_calendar import GoogleCalendar
from app.connectors.ics_reader import read_ics
from app.connectors.web import Door, Limits
from app.environment import resource_path
from app.errors import Cancelled, SignInNeeded, SourceUnreachable, UnreadableInput
from app.model.remote import FetchedBatch, RemoteCalendar, SyncState
from app.progress import SILENT
from tests.servers.google import DISCOVERY, READ_EVENTS, READ_LIST, GoogleServer
from tests.servers.google_model import HOME, ME, Changing, identity_of
from tests.servers.served import FAULTS, Invented, weekly_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.model.remote import Visit
    from app.progress import Progress
    from tests.servers.served import Fault

BERLIN = ZoneInfo(HOME)
WORK = RemoteCalendar(ME, "Work", owner=ME, zone=HOME)
QUICK = Limits(connect=2, silence=1, whole=2)


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    server = GoogleServer()
    for event in weekly_calendar(BERLIN):
        server.put(event)
    yield server
    server.close()


@pytest.fixture
def visits() -> list[Visit]:
    return []


@pytest.fixture
def connector(google: GoogleServer, visits: list[Visit]) -> Iterator[GoogleCalendar]:
    place, secret = google.connection()
    door = Door(google_hosts(place), visits.append, sleep=lambda _: None, limits=QUICK)
    yield GoogleCalendar(Connection(door, place, secret, pytest.fail), sleep=lambda _: None)
    door.close()


class Kept:
    """What a store keeps of a calendar, as ``FetchedBatch`` says it should."""

    def __init__(self, connector: GoogleCalendar, calendar: RemoteCalendar = WORK) -> None:
        self.connector = connector
        self.calendar = calendar
        self.bodies: dict[str, bytes] = {}
        self.versions: dict[str, str] = {}
        self.token: str | None = None
        self.batches: list[FetchedBatch] = []

    def sync(self, progress: Progress = SILENT, most: int | None = None) -> list[FetchedBatch]:
        self.batches = []
        listed: set[str] | None = None
        syncing = self.connector.fetch(self.calendar, SyncState(self.token, dict(self.versions)), progress)
        for batch in islice(syncing, most):
            self.batches.append(batch)
            if batch.begins_anew:
                listed = set()
            for gone in batch.removed:
                self.bodies.pop(gone, None)
                self.versions.pop(gone, None)
            for item in batch.items:
                self.bodies[item.id], self.versions[item.id] = item.body, item.version
                if listed is not None:
                    listed.add(item.id)
            if batch.ends:
                self.token = batch.token
                for unseen in set(self.bodies) - (listed if listed is not None else set(self.bodies)):
                    del self.bodies[unseen], self.versions[unseen]
        return self.batches

    def leave_after(self, batches: int) -> None:
        """Sync, and be ended after so many batches."""
        self.sync(most=batches)

    def file(self) -> bytes:
        return self.connector.as_icalendar(self.calendar, self.bodies.values())

    def starts(self, title: str) -> list[str]:
        """The heads and overrides of that title, with what became of them."""
        reading = read_ics(self.file(), "google")
        assert reading.problems == ()
        found = []
        for series in reading.series:
            for event in filter(None, (series.head, *series.overrides)):
                if event.title == title:
                    day = dt.date.fromordinal(event.start.day)
                    kind = "head" if event.key.recurrence_id is None else event.cancelled or "moved"
                    found.append(f"{kind} {day} {event.start.second // 3600:02}")
        return found

    def titles(self) -> set[str]:
        return {series.any_event().title for series in read_ics(self.file(), "google").series}


@pytest.fixture
def kept(connector: GoogleCalendar) -> Kept:
    return Kept(connector)


def questions(google: GoogleServer) -> list[dict[str, str]]:
    """The parameters of each request for events."""
    paths = [urlsplit(asked.path) for asked in google.requests if asked.path.split("?")[0].endswith("/events")]
    return [{name: values[0] for name, values in parse_qs(parts.query).items()} for parts in paths]


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, tzinfo=BERLIN)


# ---- the list of calendars ----


def test_it_is_the_connector_of_its_kind() -> None:
    assert connector_of("google") is GoogleCalendar


def test_the_primary_calendar_belongs_to_the_account(connector: GoogleCalendar) -> None:
    assert connector.calendars(SILENT) == (WORK,)


def test_a_calendar_is_owned_where_its_role_says_so(google: GoogleServer, connector: GoogleCalendar) -> None:
    google.entries += [
        {"id": "t@group.calendar.google.com", "summary": "T", "summaryOverride": "Team", "accessRole": "owner"},
        {"id": "bob@example.com", "summary": "Bob", "accessRole": "reader", "timeZone": "Asia/Tokyo"},
        {"id": "h@group.v.calendar.google.com", "summary": "", "accessRole": "freeBusyReader", "timeZone": "No/Where"},
        {"id": "gone@x", "summary": "Gone", "accessRole": "owner", "deleted": True},
        {"summary": "no id"},
    ]
    google.page_size = 2
    assert connector.calendars(SILENT)[1:] == (
        RemoteCalendar("t@group.calendar.google.com", "Team"),
        RemoteCalendar("bob@example.com", "Bob", owned=False, zone="Asia/Tokyo"),
        RemoteCalendar("h@group.v.calendar.google.com", "h@group.v.calendar.google.com", owned=False),
    )
    assert len(google.requests) == 1 + 3


# ---- what is asked ----


def test_what_is_asked_is_the_same_each_time_and_has_no_bounds_in_time(google: GoogleServer, kept: Kept) -> None:
    google.page_size = 4
    kept.sync()
    kept.sync()
    asked = questions(google)
    assert len(asked) == 4
    assert "pageToken" not in asked[0] | asked[3]
    assert "syncToken" in asked[3]
    rest = [{name: said for name, said in each.items() if not name.endswith("Token")} for each in asked]
    assert all(each == rest[0] for each in rest)
    assert {name: said for name, said in rest[0].items() if name != "fields"} == {
        "singleEvents": "false",
        "showDeleted": "true",
        "maxResults": "1000",
        "maxAttendees": "2000",
        "alt": "json",
    }
    assert {asked.method for asked in google.requests} == {"GET", "POST"}
    assert [asked.path for asked in google.requests if asked.method == "POST"] == ["/token"]


def test_our_description_of_the_api_is_a_part_of_googles() -> None:
    def is_part(ours: Any, theirs: Any) -> bool:
        if isinstance(ours, dict):
            return all(name in theirs and is_part(said, theirs[name]) for name, said in ours.items())
        if isinstance(ours, list):
            return set(map(str, ours)) <= set(map(str, theirs))
        return bool(ours == theirs)

    text = resource_path("google_calendar.json").read_text(encoding="utf-8")
    ours = json.loads(text)
    revision = ours.pop("revision")
    assert is_part(ours, DISCOVERY)
    assert revision <= DISCOVERY["revision"]
    assert {name: list(each["methods"]) for name, each in ours["resources"].items()} == {
        "calendarList": ["list"],
        "events": ["list"],
    }


def test_only_what_is_read_is_kept_of_an_event(google: GoogleServer, kept: Kept) -> None:
    kept.sync()
    body = json.loads(kept.bodies[identity_of("customer@x")])
    assert not {"etag", "htmlLink", "reminders", "creator", "kind"} & body.keys()
    assert {"attendees", "description", "organizer", "sequence", "created", "iCalUID"} <= body.keys()
    assert b'": ' not in kept.bodies[identity_of("customer@x")]


# ---- syncs ----


def test_a_first_sync_brings_all_and_the_next_one_nothing(google: GoogleServer, kept: Kept) -> None:
    first = kept.sync()
    assert [(batch.begins_anew, batch.ends) for batch in first] == [(True, True)]
    assert len(kept.bodies) == len(weekly_calendar(BERLIN))
    assert kept.starts("Team meeting") == ["head 2026-01-06 14"]
    assert kept.sync() == [FetchedBatch(token=kept.token, ends=True)]


def test_pages_come_one_by_one_and_an_empty_one_goes_on(google: GoogleServer, kept: Kept) -> None:
    google.page_size, google.empty_pages = 4, True
    batches = kept.sync()
    assert [len(batch.items) for batch in batches] == [0, 4, 4, 1]
    assert [batch.begins_anew for batch in batches] == [True, False, False, False]
    assert [batch.ends for batch in batches] == [False, False, False, True]
    assert [batch.token is not None for batch in batches] == [False, False, False, True]


def test_what_changed_was_added_moved_or_deleted_comes_alone(google: GoogleServer, kept: Kept) -> None:
    kept.sync()
    lunch = next(event for event in weekly_calendar(BERLIN) if event.uid == "lunch@x")
    google.put(lunch._replace(title="Long lunch", minutes=90))
    google.put(Invented("new@x", "New", at(14, 9), 30))
    google.move_instance("team@x", at(13, 14), at(15, 16))
    google.delete("customer@x")
    (batch,) = kept.sync()
    assert len(batch.items) == 3
    assert batch.removed == (identity_of("customer@x"),)
    assert not batch.begins_anew
    assert {"Long lunch", "New"} <= kept.titles()
    assert not {"Lunch", "Customer"} & kept.titles()
    assert kept.starts("Team meeting") == ["head 2026-01-06 14", "moved 2026-01-15 16"]


def test_a_cancelled_instance_is_cancelled_and_comes_back_as_one(google: GoogleServer, kept: Kept) -> None:
    google.cancel_instance("team@x", at(13, 14))
    kept.sync()
    assert kept.starts("Team meeting") == ["head 2026-01-06 14", "status 2026-01-13 14"]
    google.cancel_instance("team@x", at(20, 14))
    (batch,) = kept.sync()
    assert (len(batch.items), batch.removed) == (1, ())
    assert kept.starts("Team meeting")[1:] == ["status 2026-01-13 14", "status 2026-01-20 14"]


def test_with_a_series_go_its_instances(google: GoogleServer, kept: Kept) -> None:
    google.cancel_instance("team@x", at(13, 14))
    google.move_instance("team@x", at(20, 14), at(21, 14))
    google.move_instance("standup@x", at(12, 9), at(12, 10))
    kept.sync()
    google.delete("team@x")
    (batch,) = kept.sync()
    assert len(batch.removed) == 3
    assert "Team meeting" not in kept.titles()
    assert kept.starts("Stand-up") == ["head 2026-01-05 09", "moved 2026-01-12 10"]


def test_who_is_left_with_one_instance_of_a_series_keeps_that(google: GoogleServer, kept: Kept) -> None:
    google.move_instance("team@x", at(20, 14), at(21, 14))
    kept.sync()
    series = identity_of("team@x")
    (instance,) = google.events.instances(series)
    google.events.set({"id": series, "status": "cancelled"})
    google.events.set({**google.events.get(instance), "sequence": 1})
    kept.sync()
    assert kept.starts("Team meeting") == ["moved 2026-01-21 14"]


def test_an_event_that_moves_to_another_calendar_goes_here_and_comes_there(
    google: GoogleServer, connector: GoogleCalendar
) -> None:
    google.others["team@group.calendar.google.com"] = Changing()
    here, there = Kept(connector), Kept(connector, RemoteCalendar("team@group.calendar.google.com", "Team"))
    here.sync()
    there.sync()
    event = google.events.get(identity_of("customer@x"))
    google.events.set({"id": event["id"], "status": "cancelled"})
    google.others["team@group.calendar.google.com"].set(event)
    here.sync()
    there.sync()
    assert "Customer" not in here.titles()
    assert there.titles() == {"Customer"}


def test_deleted_events_of_a_first_sync_are_not_there(google: GoogleServer, kept: Kept) -> None:
    google.delete("lunch@x")
    (batch,) = kept.sync()
    assert batch.removed == ()
    assert "Lunch" not in kept.titles()


def test_a_broken_event_costs_no_other(google: GoogleServer, kept: Kept) -> None:
    google.put_broken("bad@x")
    kept.sync()
    made = kept.connector.as_icalendar(WORK, kept.bodies.values())
    reading = read_ics(made, "google")
    assert len(reading.series) == len(weekly_calendar(BERLIN))
    assert len(reading.problems) == 1


def test_entries_without_an_id_are_left_out_and_counted(google: GoogleServer, kept: Kept) -> None:
    google.events._events["odd"] = {"status": "confirmed", "etag": "1"}
    google.events._changed["odd"] = 1
    (batch,) = kept.sync()
    assert batch.notes == ("1 entry without an id was left out.",)


def test_two_thousand_events_in_pages(google: GoogleServer, kept: Kept) -> None:
    for number in range(2_000):
        google.put(Invented(f"e{number}", f"Event {number}", at(5, 9) + dt.timedelta(hours=number), 30))
    google.page_size = 300
    kept.sync()
    assert len(kept.batches) == 7
    assert len(kept.titles()) == 2_000 + len(weekly_calendar(BERLIN))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_between_syncs_the_result_is_that_of_a_fresh_one(
    google: GoogleServer, connector: GoogleCalendar, seed: int
) -> None:
    chance = random.Random(seed)
    kept = Kept(connector)
    old = [event for event in weekly_calendar(BERLIN) if event.uid in {"team@x", "standup@x", "lunch@x"}]
    for step in range(40):
        start = at(6, 14) + dt.timedelta(weeks=chance.randrange(6))
        new = Invented(f"n{step % 5}@x", f"New {step}", start, 30, chance.choice(["", "FREQ=WEEKLY;COUNT=4"]))
        living = identity_of("team@x") in {each["id"] for each in google.events.since(0, show_deleted=False)}
        happens = chance.choice(["put", "delete", "cancel", "move", "expire", "old", "leave", "size"])
        if happens == "put":
            google.put(new)
        elif happens == "delete":
            google.delete(chance.choice(old).uid)
        elif happens in {"cancel", "move"} and living:
            google.cancel_instance("team@x", start)
            if happens == "move":
                google.move_instance("team@x", start, start + dt.timedelta(hours=3))
        elif happens == "expire":
            google.expire_tokens()
        elif happens == "old":
            google.put(chance.choice(old))
        elif happens == "leave":
            kept.leave_after(chance.randrange(3))
        elif happens == "size":
            google.page_size = chance.randrange(1, 6)
        if chance.random() < 0.3:
            kept.sync()
            fresh = Kept(connector)
            fresh.sync()
            assert kept.file() == fresh.file()


# ---- tokens that are refused ----


def test_a_sync_token_that_is_refused_begins_anew(google: GoogleServer, kept: Kept) -> None:
    kept.sync()
    google.events.forget(identity_of("lunch@x"))
    google.expire_tokens()
    batches = kept.sync()
    assert [batch.begins_anew for batch in batches] == [True]
    assert "Lunch" not in kept.titles()
    assert ["syncToken" in asked for asked in questions(google)] == [False, True, False]


def test_a_token_refused_between_pages_makes_what_came_void(google: GoogleServer, kept: Kept) -> None:
    google.page_size = 4
    syncing = kept.connector.fetch(WORK, SyncState(None, {}), SILENT)
    first = next(syncing)
    assert (first.begins_anew, first.ends) == (True, False)
    google.delete("lunch@x")
    google.expire_tokens()
    again = list(syncing)
    assert [batch.begins_anew for batch in again] == [True, False, False]
    assert identity_of("lunch@x") not in {item.id for batch in again for item in batch.items}


def test_a_token_refused_between_pages_of_what_is_new_begins_anew(google: GoogleServer, kept: Kept) -> None:
    kept.sync()
    for event in weekly_calendar(BERLIN):
        google.put(event._replace(title=f"{event.title} 2"))
    google.page_size = 4
    syncing = kept.connector.fetch(WORK, SyncState(kept.token, kept.versions), SILENT)
    assert not next(syncing).begins_anew
    google.expire_tokens()
    assert [batch.begins_anew for batch in syncing] == [True, False, False]


@pytest.mark.parametrize("token", ["1:garbage", "1:", "garbage", "0:0.9.x", "1:9.9.9", ""])
def test_a_token_that_nobody_knows_begins_anew(google: GoogleServer, kept: Kept, token: str) -> None:
    kept.token = token
    assert [batch.begins_anew for batch in kept.sync()] == [True]


def test_a_token_of_another_question_is_not_asked_with(google: GoogleServer, kept: Kept) -> None:
    kept.sync()
    assert kept.token is not None
    kept.token = kept.token.replace("1:", "0:", 1)
    kept.sync()
    assert ["syncToken" in asked for asked in questions(google)] == [False, False]


# ---- faults ----

FAULTY: dict[Fault, tuple[type[Exception], str]] = {
    "time-out": (SourceUnreachable, "did not answer in time"),
    "reset": (SourceUnreachable, "broke off"),
    "half": (UnreadableInput, "the answer is no list"),
    "401": (SignInNeeded, "sign in again"),
    "403": (SignInNeeded, "not allowed to this account"),
    "404": (SourceUnreachable, "it is not there any more"),
    "410": (SourceUnreachable, "wants everything to begin anew, again and again"),
    "429": (SourceUnreachable, "too busy"),
    "503": (SourceUnreachable, "too busy"),
    "sign-in-page": (UnreadableInput, "sign in to this network"),
    "same-page": (UnreadableInput, "the same page again and again"),
    "revoked": (SignInNeeded, "seven days"),
}


@pytest.mark.parametrize("later", [False, True], ids=["first", "later"])
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_sentence_keeps_what_is_there_and_heals(
    google: GoogleServer, kept: Kept, fault: Fault, *, later: bool
) -> None:
    google.page_size = 4
    if later:
        kept.sync()
        for event in weekly_calendar(BERLIN):
            google.put(event._replace(description="changed"))
    before = set(kept.bodies)
    google.requests.clear()
    google.break_next(fault, after=1)
    error, words = FAULTY[fault]
    with pytest.raises(error, match=words) as told:
        kept.sync()
    assert set(kept.bodies) >= before
    sentence = str(told.value)
    assert sentence.count(".") <= 1 + sentence.count("127.0.0.1") * 3
    secret = json.loads(google.connection()[1])
    assert not any(said in repr(told.value) for said in (*secret.values(), *google.access_tokens))
    assert len(google.requests) <= 3 * 5
    google.mend()
    kept.sync()
    assert len(kept.bodies) == len(weekly_calendar(BERLIN))


def test_being_asked_too_often_is_waited_for(google: GoogleServer) -> None:
    place, secret = google.connection()
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if sum(slept) > 2:
            google.mend()

    door = Door(google_hosts(place), lambda _: None, limits=QUICK)
    connector = GoogleCalendar(Connection(door, place, secret, pytest.fail), sleep=sleep)
    google.break_next("rate-limit")
    assert len(list(connector.fetch(WORK, SyncState(None, {}), SILENT))) == 1
    google.break_next("rate-limit")
    slept.clear()
    slept.append(-1_000)
    google.requests.clear()
    with pytest.raises(SourceUnreachable, match="it was asked too often"):
        list(connector.fetch(WORK, SyncState(None, {}), SILENT))
    assert len(google.requests) == 5
    door.close()


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("scopes", SignInNeeded, "tick every box that Google shows"),
        ("not-enabled", SourceUnreachable, "the Google Calendar API is not enabled"),
    ],
)
def test_a_refusal_says_what_is_to_be_done(
    google: GoogleServer, connector: GoogleCalendar, fault: Any, error: type[Exception], words: str
) -> None:
    google.break_next(fault)
    with pytest.raises(error, match=words):
        connector.calendars(SILENT)


@pytest.mark.parametrize("scopes", [(READ_LIST,), (READ_EVENTS,)])
def test_a_sign_in_for_less_says_so(google: GoogleServer, connector: GoogleCalendar, scopes: tuple[str, ...]) -> None:
    google.refresh_tokens["1//stand-in"] = scopes
    with pytest.raises(SignInNeeded, match="tick every box"):
        list(connector.fetch(connector.calendars(SILENT)[0], SyncState(None, {}), SILENT))


def test_a_token_that_ends_in_the_middle_is_renewed(google: GoogleServer, kept: Kept) -> None:
    google.page_size = 4
    syncing = kept.connector.fetch(WORK, SyncState(None, {}), SILENT)
    next(syncing)
    google.access_tokens.clear()
    assert list(syncing)[-1].ends
    assert [asked.path for asked in google.requests].count("/token") == 2


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b"7", b'{"items": 7}', b'{"items": [], "nextPageToken": 7}'])
def test_an_answer_that_is_no_list_is_none(google: GoogleServer, kept: Kept, body: bytes, monkeypatch: Any) -> None:
    kept.sync()
    monkeypatch.setattr(google, "_api", lambda *_: json.loads(body))
    with pytest.raises(UnreadableInput, match="the answer is no list"):
        kept.sync()
    assert len(kept.bodies) == len(weekly_calendar(BERLIN))


def test_who_gives_up_in_the_middle_keeps_what_came(google: GoogleServer, kept: Kept) -> None:
    class Tired:
        done: list[int]

        def __init__(self) -> None:
            self.done = []

        def report(self, done: int, total: int | None, what: str) -> None:
            self.done.append(done)

        def check(self) -> None:
            if self.done[-1:] == [8]:
                raise Cancelled

    google.page_size = 4
    tired = Tired()
    with pytest.raises(Cancelled):
        kept.sync(tired)
    assert tired.done == [4, 8]
    assert (len(kept.bodies), kept.token) == (8, None)
    kept.sync()
    assert len(kept.bodies) == len(weekly_calendar(BERLIN))


def test_offline_nothing_is_asked(google: GoogleServer) -> None:
    place, secret = google.connection()
    door = Door(google_hosts(place), lambda _: pytest.fail("asked"), is_offline=lambda: True)
    connector = GoogleCalendar(Connection(door, place, secret, pytest.fail))
    with pytest.raises(SourceUnreachable, match="works offline"):
        connector.calendars(SILENT)
    assert google.requests == []


def test_the_environment_of_googles_library_changes_nothing(
    google: GoogleServer, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_CLOUD_UNIVERSE_DOMAIN", "evil.example")
    monkeypatch.setenv("GOOGLE_API_USE_MTLS_ENDPOINT", "always")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere")
    kept.sync()
    assert kept.starts("Lunch") == ["head 2026-01-07 12"]


def test_the_log_of_the_network_has_the_host_and_the_purpose(kept: Kept, visits: list[Visit]) -> None:
    kept.sync()
    assert [(visit.method, visit.purpose, visit.result) for visit in visits] == [
        ("POST", "sign-in", "200"),
        ("GET", "events", "200"),
    ]
    assert {visit.host.partition(":")[0] for visit in visits} == {"127.0.0.1"}


def test_nothing_about_an_event_leaves_this_machine(google: GoogleServer, kept: Kept) -> None:
    kept.sync()
    google.put(Invented("secret@x", "A secret", at(9, 9), 30))
    kept.sync()
    sent = b" ".join(asked.path.encode() + asked.body for asked in google.requests)
    assert not any(word in sent for word in (b"secret@x", b"A secret", b"Lunch", b"bob"))
