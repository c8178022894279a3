"""The guards of tests/conftest.py do stop what they should, and nothing else."""

from __future__ import annotations

import contextlib
import os
import socket
import time

import pytest

ELSEWHERE = "192.0.2.1"
"""An address of documentation (RFC 5737), which leads nowhere."""


def test_no_connection_leaves_this_machine() -> None:
    with socket.socket() as outward, pytest.raises(pytest.fail.Exception, match="reached for the network"):
        outward.connect((ELSEWHERE, 80))
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(pytest.fail.Exception):
        outward.sendto(b"", (ELSEWHERE, 53))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(pytest.fail.Exception, match="asked for the address"):
        socket.create_connection(("calendar.example.com", 443))


def test_the_code_under_test_cannot_swallow_it() -> None:
    with pytest.raises(pytest.fail.Exception), contextlib.suppress(Exception):
        socket.getaddrinfo("calendar.example.com", 443)


def test_this_machine_may_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_every_test_runs_in_utc_and_english() -> None:
    assert (time.tzname[0], os.environ["TZ"], os.environ["LANG"]) == ("UTC", "UTC", "C")
