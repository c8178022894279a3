"""The log of the network in words: what is said of it follows from its rows."""

from __future__ import annotations

import datetime as dt

import pytest

from app.analysis.traffic_words import MOST_ROWS, only_asks, sentence, traffic_log
from app.model.remote import Visit

ASK = Visit(1_795_000_000, "Work", "cloud.example.org", "REPORT", "events", 800, 1_204_331, "207")
SIGN_IN = ASK._replace(host="login.example.com", method="POST", purpose="sign-in", result="200")


def utc(when: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(when, dt.UTC)


def test_nothing_went() -> None:
    assert sentence(()) == "Nothing went over the network."
    assert traffic_log((), utc).rows == ()


def test_requests_and_servers_are_counted() -> None:
    assert sentence((ASK,)).startswith("1 request to 1 server. Nothing of your calendar was in them")
    assert sentence((ASK, ASK, SIGN_IN)).startswith("3 requests to 2 servers. Nothing of your calendar")


@pytest.mark.parametrize(
    "visit",
    [
        ASK._replace(method="POST"),
        ASK._replace(method="PUT"),
        ASK._replace(method="DELETE"),
        SIGN_IN._replace(method="PATCH"),
    ],
)
def test_where_a_row_does_not_show_it_nothing_is_said_of_what_was_in_it(visit: Visit) -> None:
    assert not only_asks(visit)
    assert sentence((ASK, visit, SIGN_IN)) == "3 requests to 2 servers."


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"])
def test_methods_that_ask_bring_nothing_to_a_server(method: str) -> None:
    assert only_asks(ASK._replace(method=method))


def test_a_row_in_words() -> None:
    (row,) = traffic_log((ASK,), utc).rows
    assert row == ("18 Nov 2026, 11:06", "Work", "cloud.example.org", "REPORT events", "800", "1,204,331", "207")


def test_the_newest_come_first_and_the_oldest_are_counted() -> None:
    visits = [ASK._replace(when=ASK.when + at, sent=at) for at in range(MOST_ROWS + 3)]
    log = traffic_log(visits, utc)
    assert len(log.rows) == MOST_ROWS
    assert log.rows[0].sent == "2,002"
    assert log.rows[-1].sent == "3"
    assert log.left_out == 3
    assert log.sentence.startswith("2,003 requests to 1 server.")


def test_what_others_wrote_is_made_harmless_and_unknown_words_stay() -> None:
    hostile = Visit(0, "\u202eevil\x1b[31m", "h\u200b.example", "GET", "purpose-new", 1, 2, "result-new")
    (row,) = traffic_log((hostile,), utc).rows
    assert row.source == "<U+202E>evil<U+001B>[31m"
    assert "\u200b" not in row.host
    assert row.what == "GET purpose-new"
    assert row.result == "result-new"


@pytest.mark.parametrize(
    ("result", "words"), [("timed-out", "no answer in time"), ("offline", "not asked: offline"), ("401", "401")]
)
def test_results_in_words(result: str, words: str) -> None:
    assert traffic_log((ASK._replace(result=result),), utc).rows[0].result == words
