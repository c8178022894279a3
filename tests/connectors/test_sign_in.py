"""The loopback listener: one answer, with the right state, and nothing that anybody else can do to it."""

from __future__ import annotations

import http.client
import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from app import language
from app.connectors.sign_in import Loopback
from app.errors import Cancelled, SignInNeeded
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE = "s3cret-state-of-this-sign-in"


class Waiting:
    """A listener that somebody waits at, beside the test."""

    def __init__(self, listener: Loopback) -> None:
        self.listener = listener
        self._threads = ThreadPoolExecutor(1)
        self._future = self._threads.submit(listener.wait, STATE, SILENT)

    def answer(self) -> dict[str, str]:
        return self._future.result(10)

    def is_over(self) -> bool:
        return self._future.done()

    def close(self) -> None:
        self.listener.close()
        self._threads.shutdown(wait=False)


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    made = Waiting(Loopback())
    yield made
    made.close()


def asked(address: str, query: str, method: str = "GET", host: str | None = None) -> tuple[int, str]:
    """The status and the page of one request, as a browser makes it."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=60)
    try:
        connection.putrequest(method, f"{parts.path}{query}", skip_host=True)
        connection.putheader("Host", parts.netloc if host is None else host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_the_answer_with_the_right_state_comes_back_and_its_page_holds_nothing_of_it(waiting: Waiting) -> None:
    status, page = asked(waiting.listener.address, f"?state={STATE}&code=4%2Fabc%3Cscript%3E")
    assert waiting.answer() == {"state": STATE, "code": "4/abc<script>"}
    assert status == 200
    assert "Clearweek has the answer" in page
    assert not any(said in page for said in (STATE, "abc", "script"))


@pytest.mark.parametrize(
    ("query", "method", "host", "status"),
    [
        ("", "GET", None, 400),
        ("?code=c", "GET", None, 400),
        ("?code=c&state=", "GET", None, 400),
        ("?code=c&state=another", "GET", None, 400),
        (f"?code=c&state={STATE}x", "GET", None, 400),
        (f"?code=c&state={STATE}&state=another", "GET", None, 400),
        (f"?code=c&code=d&state={STATE}", "GET", None, 400),
        (f"?state={STATE}" + "&a=1" * 40, "GET", None, 400),
        ("?code=c&state=%F0%9F%98%80", "GET", None, 400),
        (f"/further?code=c&state={STATE}", "GET", None, 404),
        (f"?code=c&state={STATE}", "POST", None, 405),
        (f"?code=c&state={STATE}", "HEAD", None, 405),
        (f"?code=c&state={STATE}", "OPTIONS", None, 405),
        (f"?code=c&state={STATE}", "GET", "localhost", 421),
        (f"?code=c&state={STATE}", "GET", "evil.example", 421),
        (f"?code=c&state={STATE}", "GET", "127.0.0.1:1", 421),
        (f"?code=c&state={STATE}", "GET", "", 421),
    ],
)
def test_whatever_is_not_the_answer_is_refused_and_changes_nothing(
    waiting: Waiting, query: str, method: str, host: str | None, status: int
) -> None:
    refused, page = asked(waiting.listener.address, query, method, host)
    assert refused == status
    assert "Clearweek has the answer" not in page
    assert not waiting.is_over()
    assert asked(waiting.listener.address, f"?state={STATE}&code=right")[0] == 200
    assert waiting.answer()["code"] == "right"


def test_a_request_that_names_two_hosts_is_refused(waiting: Waiting) -> None:
    parts = urlsplit(waiting.listener.address)
    with socket.create_connection(("127.0.0.1", parts.port or 0), 10) as stream:
        lines = f"GET {parts.path}?state={STATE}&code=c HTTP/1.1\r\nHost: {parts.netloc}\r\nHost: evil.example\r\n\r\n"
        stream.sendall(lines.encode())
        assert stream.recv(100).split()[1] == b"421"
    assert not waiting.is_over()


def test_an_answer_cannot_be_given_again(waiting: Waiting) -> None:
    asked(waiting.listener.address, f"?state={STATE}&code=first")
    assert waiting.answer()["code"] == "first"
    with pytest.raises(ConnectionRefusedError):
        asked(waiting.listener.address, f"?state={STATE}&code=second")


def test_of_two_answers_at_once_one_is_taken(waiting: Waiting) -> None:
    together = threading.Barrier(8)

    def come(number: int) -> int:
        together.wait(60)
        with suppress(OSError, http.client.HTTPException):
            return asked(waiting.listener.address, f"?state={STATE}&code={number}")[0]
        return 0

    with ThreadPoolExecutor(8) as browsers:
        statuses = list(browsers.map(come, range(8)))
    taken = statuses.index(200)
    assert statuses.count(200) == 1
    assert waiting.answer()["code"] == str(taken)


def test_an_error_of_the_server_needs_the_state_too(waiting: Waiting) -> None:
    assert asked(waiting.listener.address, "?error=access_denied")[0] == 400
    assert asked(waiting.listener.address, f"?error=access_denied&state={STATE}")[0] == 200
    assert waiting.answer()["error"] == "access_denied"


def test_a_connection_on_which_nothing_comes_holds_nobody_up(waiting: Waiting) -> None:
    port = urlsplit(waiting.listener.address).port or 0
    with socket.create_connection(("127.0.0.1", port)):
        assert asked(waiting.listener.address, f"?state={STATE}&code=c")[0] == 200
        assert waiting.answer()["code"] == "c"


def test_an_answer_that_is_faster_than_the_wait_is_not_lost() -> None:
    with Loopback() as listener, ThreadPoolExecutor(1) as browser:
        came = browser.submit(asked, listener.address, f"?state={STATE}&code=early")
        assert listener.wait(STATE, SILENT)["code"] == "early"
        assert came.result(10)[0] == 200


def test_who_gives_up_is_waited_for_no_more() -> None:
    class Tired:
        looks = 0

        def report(self, done: int, total: int | None, what: str) -> None:
            pass

        def check(self) -> None:
            self.looks += 1
            if self.looks == 2:
                raise Cancelled

    listener = Loopback()
    with pytest.raises(Cancelled):
        listener.wait(STATE, Tired())
    with pytest.raises(ConnectionRefusedError):
        asked(listener.address, f"?state={STATE}&code=c")


def test_nobody_is_waited_for_for_ever() -> None:
    listener = Loopback(patience=0.0)
    with pytest.raises(SignInNeeded, match="Nobody signed in within 0 minutes; begin again"):
        listener.wait(STATE, SILENT)
    with pytest.raises(ConnectionRefusedError):
        asked(listener.address, f"?state={STATE}&code=c")


def test_it_listens_on_this_machine_alone_and_at_another_port_each_time() -> None:
    with Loopback() as one, Loopback(host="localhost", path="/") as another:
        assert urlsplit(one.address).hostname == "127.0.0.1"
        assert urlsplit(one.address).path == "/signed-in"
        assert another.address == f"http://localhost:{urlsplit(another.address).port}/"
        assert urlsplit(one.address).port != urlsplit(another.address).port
        assert {each._server.server_address[0] for each in (one, another)} == {"127.0.0.1"}
        assert asked(another.address, "", host=f"LOCALHOST:{urlsplit(another.address).port}")[0] == 400


def test_the_page_says_in_which_language_it_is(waiting: Waiting) -> None:
    status, page = asked(waiting.listener.address, f"?state={STATE}&code=c")
    assert (status, f'<html lang="{language.current()}">' in page) == (200, True)


def test_nothing_of_an_answer_is_logged(waiting: Waiting, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked(waiting.listener.address, "?state=wrong&code=canary-code")
    asked(waiting.listener.address, f"?state={STATE}&code=canary-code")
    waiting.answer()
    assert "canary" not in caplog.text
    assert STATE not in caplog.text


def test_nothing_of_an_answer_is_printed(waiting: Waiting, capfd: pytest.CaptureFixture[str]) -> None:
    asked(waiting.listener.address, f"?state={STATE}&code=canary-code")
    waiting.answer()
    printed = capfd.readouterr()
    assert printed.out + printed.err == ""
