"""What every kind of connected calendar does the same way, against a server that behaves as the real one does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from app.errors import Cancelled, SignInNeeded, SourceUnreachable, UserError
from tests.connected.accounts import Stopping
from tests.servers.served import Invented, weekly_calendar

if TYPE_CHECKING:
    from tests.connected.accounts import Account
    from tests.servers.served import Server

ZONE = ZoneInfo("Europe/Berlin")
BOB, ME = "bob@example.com", "alice@example.com"


def at(month: int, day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=ZONE)


FIRST = at(1, 1, 8)


def weekly(uid: str = "team@x", title: str = "Team") -> Invented:
    return Invented(uid, title, at(1, 6, 14), 60, "FREQ=WEEKLY;COUNT=5", (BOB,), ME)


def single(uid: str = "one@x", title: str = "Talk", day: int = 7) -> Invented:
    return Invented(uid, title, at(1, day, 10), 30, guests=(BOB,), organizer=ME)


def many(count: int) -> list[Invented]:
    return [
        Invented(
            f"e{number}@x", f"Event {number}", at(1, 1, 8) + dt.timedelta(hours=number), 30, guests=(BOB,), organizer=ME
        )
        for number in range(count)
    ]


def put(server: Server, *events: Invented) -> None:
    at_once = getattr(server, "put_many", None)
    if at_once is not None and len(events) > 20:
        at_once(events)
        return
    for each in events:
        server.put(each)


def starts(account: Account, title: str) -> list[dt.datetime]:
    return [dt.datetime.fromtimestamp(each.start, ZONE) for each in account.seen() if each.title == title]


def test_the_first_sync_brings_everything(account: Account, server: Server) -> None:
    put(server, *weekly_calendar(ZONE))
    imported = account.add()
    assert imported.events == len(weekly_calendar(ZONE))
    kinds = {each.title: each.kind for each in account.seen()}
    assert kinds == {
        "Stand-up": "meeting",
        "Team meeting": "meeting",
        "1:1 Bob": "meeting",
        "Customer": "meeting",
        # A file at an address does not say whose calendar it is, so nobody knows that I said no.
        "Not for me": "meeting" if server.kind == "address" else "declined",
        "Lunch": "block",
        "Maybe there": "free",
        "Conference": "all_day",
        "Review": "meeting",
    }
    assert account.titles()["Stand-up"] == 25
    row = account.source()
    assert (row.state, row.needs, row.held, row.calendars) == ("", "", 0, ("Work",))


def test_wall_clock_times_stay_over_the_change_of_clocks(account: Account, server: Server) -> None:
    put(server, *weekly_calendar(ZONE))
    account.add()
    assert {each.hour for each in starts(account, "Review")} == {9}
    assert len(starts(account, "Review")) == 8


def test_nothing_new_costs_little_and_changes_nothing(account: Account, server: Server) -> None:
    put(server, weekly(), single())
    account.add()
    before, days, asked = account.seen(), account.days(), account.asked()
    assert account.sync().changed == 0
    assert (account.seen(), account.days(), account.ledger()) == (before, days, [])
    assert account.asked() - asked <= 8


def test_what_is_added_and_renamed_comes(account: Account, server: Server) -> None:
    put(server, weekly(), single())
    account.add()
    put(server, single("two@x", "Second", 8), single(title="Longer talk"))
    assert account.sync().changed == 2
    assert account.titles() == {"Team": 5, "Longer talk": 1, "Second": 1}
    assert {(each.title, each.change) for each in account.ledger()} == {
        ("Second", "created"),
        ("Longer talk", "renamed"),
    }


def test_an_event_and_an_instance_that_move_are_at_the_new_time_alone(account: Account, server: Server) -> None:
    put(server, weekly(), single())
    account.add()
    put(server, single(day=9))
    server.move_instance("team@x", at(1, 13, 14), at(1, 14, 9))
    account.sync()
    assert starts(account, "Talk") == [at(1, 9, 10)]
    assert starts(account, "Team") == [at(1, 6, 14), at(1, 14, 9), at(1, 20, 14), at(1, 27, 14), at(2, 3, 14)]
    assert [each.change for each in account.ledger()] == ["moved", "moved"]


def test_an_instance_that_is_cancelled_takes_no_time(account: Account, server: Server) -> None:
    put(server, weekly(), single())
    account.add()
    server.cancel_instance("team@x", at(1, 13, 14))
    account.sync()
    held = [each for each in account.seen() if each.kind == "meeting" and each.title == "Team"]
    assert [dt.datetime.fromtimestamp(each.start, ZONE).day for each in held] == [6, 20, 27, 3]


def test_what_is_deleted_goes(account: Account, server: Server) -> None:
    put(server, weekly(), single(), single("two@x", "Second", 8))
    account.add()
    server.delete("one@x")
    server.delete("team@x")
    account.sync()
    assert account.titles() == {"Second": 1}
    assert {each.change for each in account.ledger()} == {"gone"}


def test_a_series_that_changes_whole_is_the_new_one(account: Account, server: Server) -> None:
    put(server, weekly(), single())
    account.add()
    put(server, Invented("team@x", "Team", at(1, 6, 15), 45, "FREQ=WEEKLY;COUNT=3", (BOB,), ME))
    account.sync()
    assert starts(account, "Team") == [at(1, 6, 15), at(1, 13, 15), at(1, 20, 15)]


def test_a_token_that_is_refused_leads_to_a_full_listing_and_no_doubles(account: Account, server: Server) -> None:
    put(server, weekly(), single(), single("two@x", "Second", 8))
    account.add()
    server.delete("two@x")
    put(server, single("new@x", "New", 9))
    server.expire_tokens()
    account.sync()
    assert account.titles() == {"Team": 5, "Talk": 1, "New": 1}
    assert account.sync().changed == 0


def test_another_password_is_asked_for_and_the_data_stay(account: Account, server: Server) -> None:
    put(server, weekly())
    account.add()
    before = account.seen()
    server.change_password()
    put(server, single())
    with pytest.raises(SignInNeeded):
        account.sync()
    assert account.seen() == before
    row = account.source()
    assert row.needs == {"address": "address", "caldav": "password"}.get(server.kind, "sign-in")
    assert row.state
    server.mend()
    account.sync()
    assert account.titles() == {"Team": 5, "Talk": 1}
    assert (account.source().needs, account.source().state) == ("", "")


def test_a_wrong_password_adds_nothing(account: Account, server: Server) -> None:
    put(server, weekly())
    server.change_password()
    with pytest.raises(SignInNeeded):
        account.add()
    assert account.workspace.sources() == ()


def test_an_event_that_makes_no_sense_costs_only_itself(account: Account, server: Server) -> None:
    put(server, weekly(), single())
    server.put_broken("odd@x")
    account.add()
    assert account.titles() == {"Team": 5, "Talk": 1}
    put(server, single("two@x", "Second", 8))
    account.sync()
    assert account.titles() == {"Team": 5, "Talk": 1, "Second": 1}


def test_a_sync_that_is_stopped_keeps_what_was_there_and_the_next_one_ends_it(account: Account, server: Server) -> None:
    put(server, weekly(), single())
    account.add()
    before = account.seen()
    put(server, *many(600))
    # A calendar that comes as one file is asked less often whether to go on than one that comes in pages.
    for after in (0, 1, 2, 3) if server.kind == "address" else (0, 1, 2, 4, 8):
        with pytest.raises(Cancelled):
            account.sync(Stopping(after))
        assert set(before) <= set(account.seen())
    account.sync()
    assert len(account.titles()) == 602


def test_a_first_sync_that_is_stopped_goes_on_later(account: Account, server: Server) -> None:
    put(server, *many(600))
    with pytest.raises(Cancelled):
        account.add(Stopping(4))
    account.add()
    assert len(account.titles()) == 600


def test_offline_nothing_is_asked(account: Account, server: Server) -> None:
    put(server, weekly())
    account.add()
    import dataclasses

    from app.progress import SILENT

    settings = account.workspace.settings()
    account.workspace.change_settings(dataclasses.replace(settings, offline=True), SILENT)
    before, asked = account.seen(), account.asked()
    put(server, single())
    with pytest.raises(SourceUnreachable, match="offline"):
        account.sync()
    assert (account.seen(), account.asked()) == (before, asked)
    account.workspace.change_settings(settings, SILENT)
    account.sync()
    assert account.titles() == {"Team": 5, "Talk": 1}


def test_two_thousand_events_come_whole(account: Account, server: Server) -> None:
    put(server, *many(2_000))
    assert account.add().events == 2_000
    assert len(account.titles()) == 2_000
    assert account.sync().changed == 0


def test_many_that_are_gone_stay_until_the_person_agrees(account: Account, server: Server) -> None:
    put(server, weekly(), *many(60))
    account.add()
    for number in range(40):
        server.delete(f"e{number}@x")
    with pytest.raises(UserError, match="40 events are gone"):
        account.sync()
    assert len(account.titles()) == 61
    assert account.source().held == 40
    with pytest.raises(UserError, match="stay here until you agree"):
        account.sync()
    account.sync(accepts_gone=True)
    assert len(account.titles()) == 21
    assert (account.source().held, account.source().state) == (0, "")


def test_many_that_come_back_are_no_question_any_more(account: Account, server: Server) -> None:
    put(server, *many(60))
    account.add()
    for number in range(60):
        server.delete(f"e{number}@x")
    with pytest.raises(UserError):
        account.sync()
    put(server, *many(60))
    account.sync()
    assert (len(account.titles()), account.source().held, account.source().state) == (60, 0, "")


def test_what_is_forgotten_is_not_kept_as_the_server_said_it_either(account: Account, server: Server) -> None:
    from app.progress import SILENT

    put(server, weekly(), Invented("old@x", "Secret old talk", at(1, 2, 10), 30, guests=(BOB,), organizer=ME))
    account.add()
    account.workspace.forget(dt.date(2026, 1, 4).toordinal(), None, SILENT)
    account.workspace.close()
    if server.kind != "address":  # its file is one piece, which is read anew when it changes
        import sqlite3
        import zlib
        from contextlib import closing

        with closing(sqlite3.connect(account.home / "calendar.db")) as connection:
            bodies = [zlib.decompress(body) for (body,) in connection.execute("SELECT body FROM remote_items")]
        assert bodies
        assert not any(b"Secret old" in body for body in bodies)
    account.reopened()
    assert account.titles() == {"Team": 5}


def test_a_source_that_is_removed_takes_everything_with_it(account: Account, server: Server) -> None:
    from app.progress import SILENT

    put(server, weekly())
    account.add()
    account.workspace.remove(account.source().id, SILENT)
    with account.workspace.store.reading() as connection:
        for table in ("remote_calendars", "remote_items", "occurrences", "files"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert not (account.home / "addresses").exists()


def test_what_the_calendar_wrote_can_be_looked_at(account: Account, server: Server) -> None:
    put(server, single())
    account.add()
    with account.workspace.store.reading() as connection:
        ((series, start),) = connection.execute("SELECT series, start FROM occurrences").fetchall()
    assert "SUMMARY:Talk" in account.workspace.source_text(f"occurrence:{series}:{start}")


def test_every_request_is_in_the_log_and_nothing_of_the_calendar_in_any(account: Account, server: Server) -> None:
    put(server, weekly(title="Kanarienvogel"), single())
    account.add()
    put(server, weekly(title="Kanarienvogel 2"))
    account.sync()
    visits = account.workspace.connections.traffic()
    assert len(visits) >= 2
    assert {each.host.partition(":")[0] for each in visits} <= {"127.0.0.1", "localhost"}
    __, secret = server.connection()
    for asked in server.requests:
        assert b"Kanarienvogel" not in asked.body
        assert "Kanarienvogel" not in asked.path
        assert asked.method in {"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", "POST"}
    assert all(secret not in str(each) for each in visits)


def test_the_source_is_covered_up_to_its_sync(account: Account, server: Server) -> None:
    put(server, weekly())
    account.add()
    with account.workspace.store.reading() as connection:
        newest = connection.execute("SELECT newest FROM calendars").fetchall()
    assert all(dt.datetime.fromtimestamp(each, ZONE).date() == dt.datetime.now(ZONE).date() for (each,) in newest)
