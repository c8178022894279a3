"""Patience: what is tried again, how long it waits before that, and when it gives up (H57)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from app.connectors.web import AllowedHosts, Limits, Request
from app.connectors.web_waits import seconds_asked
from app.errors import Cancelled, SourceUnreachable
from app.progress import Silent
from tests.servers.scripted import HANG_UP, answer

if TYPE_CHECKING:
    import socket
    import threading

    from app.model.remote import Visit
    from tests.connectors.conftest import DoorTo, Serve

NOW = 1_780_000_000.0
TOKEN = b"grant_type=refresh_token&refresh_token=x"


def dated(seconds: float) -> str:
    """The moment so many seconds from now, as HTTP writes it."""
    return format_datetime(datetime.fromtimestamp(NOW + seconds, UTC), usegmt=True)


@pytest.mark.parametrize("status", ["408 Timeout", "429 Slowly", "500 Oh", "502 Oh", "503 Busy", "504 Late"])
def test_a_busy_server_is_asked_five_times_and_later_each_time(
    status: str, serve: Serve, door_to: DoorTo, visits: list[Visit], waits: list[float]
) -> None:
    server = serve(answer(b"busy", status))
    with pytest.raises(SourceUnreachable, match="too busy, or out of order"):
        door_to(AllowedHosts.address(server.url)).ask_patiently(Request("GET", server.url))
    assert [each.result for each in visits] == [status[:3]] * 5
    assert 0.5 * 15 <= sum(waits) <= 1.5 * 15
    assert max(waits) <= 0.25  # in pieces, between which it may be stopped


@pytest.mark.parametrize(
    "status", ["200 OK", "304 Not Modified", "401 Who", "403 No", "404 No", "410 Gone", "507 Full"]
)
def test_any_other_answer_is_the_answer(status: str, serve: Serve, door_to: DoorTo, waits: list[float]) -> None:
    server = serve(answer(b"", status))
    told = door_to(AllowedHosts.address(server.url)).ask_patiently(Request("GET", server.url))
    assert (str(told.status), len(server.asked), waits) == (status[:3], 1, [])


def test_what_broke_off_is_asked_for_again(serve: Serve, door_to: DoorTo, waits: list[float]) -> None:
    server = serve(
        HANG_UP, answer(b"1234", Content_Length="9", Connection="close"), answer(b"busy", "503 Busy"), answer(b"x")
    )
    assert door_to(AllowedHosts.address(server.url)).ask_patiently(Request("GET", server.url)).body == b"x"
    assert (len(server.asked), len(waits) > 2) == (4, True)


def test_what_never_comes_whole_is_given_up(serve: Serve, door_to: DoorTo, visits: list[Visit]) -> None:
    server = serve(HANG_UP)
    with pytest.raises(SourceUnreachable, match="broke off"):
        door_to(AllowedHosts.address(server.url)).ask_patiently(Request("GET", server.url))
    assert len(server.asked) == len(visits) == 5


def test_silence_is_waited_for_twice(serve: Serve, door_to: DoorTo, visits: list[Visit]) -> None:
    def silent(stream: socket.socket, over: threading.Event) -> None:
        over.wait(30)

    server = serve(silent)
    with pytest.raises(SourceUnreachable, match="did not answer in time"):
        door_to(AllowedHosts.address(server.url), limits=Limits(silence=0.05)).ask_patiently(Request("GET", server.url))
    assert [each.result for each in visits] == ["timed-out"] * 2


def test_a_host_that_is_not_there_is_asked_once(serve: Serve, door_to: DoorTo, visits: list[Visit]) -> None:
    nobody = serve()
    nobody.close()
    with pytest.raises(SourceUnreachable, match="nothing answers there"):
        door_to(AllowedHosts.address(nobody.url)).ask_patiently(Request("GET", nobody.url))
    assert [each.result for each in visits] == ["refused"]


def test_a_code_that_signs_in_is_used_once(serve: Serve, door_to: DoorTo) -> None:
    server = serve(HANG_UP)
    door = door_to(AllowedHosts.fixed(server.url))
    with pytest.raises(SourceUnreachable):
        door.ask_patiently(Request("POST", f"{server.url}/token", {}, TOKEN, "sign-in"))
    assert len(server.asked) == 1


def test_a_sign_in_that_was_sent_away_is_made_again(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"", "503 Busy"), answer(b"{}"))
    door = door_to(AllowedHosts.fixed(server.url))
    assert door.ask_patiently(Request("POST", f"{server.url}/token", {}, TOKEN, "sign-in")).body == b"{}"
    assert server.body() == TOKEN


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("7", 7, 8),
        ("60", 60, 61),
        ("0", 0, 1),
        (dated(9), 9, 10),
        (dated(-3600), 0, 1),
        # What makes no sense is as good as nothing: half a second to one and a half.
        ("-1", 0.5, 1.5),
        ("", 0.5, 1.5),
        ("soon", 0.5, 1.5),
        ("1e3", 0.5, 1.5),
        ("Fri, 99 Nov 9999 99:99:99 GMT", 0.5, 1.5),
    ],
)
def test_it_waits_as_long_as_the_server_asks(
    header: str, least: float, most: float, serve: Serve, door_to: DoorTo, waits: list[float]
) -> None:
    server = serve(answer(b"", "429 Slowly", Retry_After=header), answer(b"x"))
    door = door_to(AllowedHosts.address(server.url), clock=lambda: NOW)
    assert door.ask_patiently(Request("GET", server.url)).body == b"x"
    assert least <= sum(waits) <= most


@pytest.mark.parametrize("header", ["61", "86400", "999999999", dated(86_400)])
def test_it_does_not_wait_for_a_day_but_says_until_when(
    header: str, serve: Serve, door_to: DoorTo, waits: list[float]
) -> None:
    server = serve(answer(b"", "429 Slowly", Retry_After=header))
    door = door_to(AllowedHosts.address(server.url), clock=lambda: NOW)
    until = datetime.fromtimestamp(NOW + (seconds_asked(header, NOW) or 0), UTC)
    with pytest.raises(SourceUnreachable, match=f"not to be asked again before {until:%Y-%m-%d %H:%M}"):
        door.ask_patiently(Request("GET", server.url))
    assert (len(server.asked), waits) == (1, [])


def test_a_number_without_end_is_no_wait(serve: Serve, door_to: DoorTo) -> None:
    assert seconds_asked("9" * 400, NOW) is None


def test_the_wait_can_be_stopped(serve: Serve, door_to: DoorTo, waits: list[float]) -> None:
    server = serve(answer(b"", "503 Busy", Retry_After="50"))

    class After(Silent):
        """The person has waited long enough after a second."""

        def check(self) -> None:
            if sum(waits) >= 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        door_to(AllowedHosts.address(server.url)).ask_patiently(Request("GET", server.url), After())
    assert sum(waits) == 1
