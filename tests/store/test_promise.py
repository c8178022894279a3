from __future__ import annotations

import gc
import threading
import weakref

import pytest

from app.errors import Cancelled
from app.store.promise import Promise

PATIENT = 30
"""Seconds after which a test gives up."""


def test_a_result_reaches_all_who_wait_in_other_threads() -> None:
    promise: Promise[int] = Promise()
    got: list[int] = []
    waiting = [threading.Thread(target=lambda: got.append(promise.result(PATIENT))) for _each in range(3)]
    for thread in waiting:
        thread.start()
    assert promise.begin()
    assert not promise.done()
    promise.keep(7)
    for thread in waiting:
        thread.join(PATIENT)
    assert got == [7, 7, 7]
    assert promise.done()
    assert promise.exception(0) is None


def test_what_was_raised_comes_out_each_time() -> None:
    promise: Promise[int] = Promise()
    error = ValueError("odd")
    assert promise.begin()
    promise.fail(error)
    for _each in range(2):
        with pytest.raises(ValueError, match="odd") as told:
            promise.result(0)
        assert told.value is error
    assert promise.exception(0) is error
    assert not promise.cancel()


def test_who_waits_too_long_is_told() -> None:
    promise: Promise[int] = Promise()
    with pytest.raises(TimeoutError):
        promise.result(0)
    with pytest.raises(TimeoutError):
        promise.exception(0.001)


def test_only_what_has_not_begun_can_be_taken_back() -> None:
    early: Promise[int] = Promise()
    assert early.cancel()
    assert early.cancel()
    assert early.done()
    assert not early.begin()
    with pytest.raises(Cancelled):
        early.result(0)

    late: Promise[int] = Promise()
    assert late.begin()
    assert not late.cancel()
    late.keep(1)
    assert not late.cancel()
    assert late.result(0) == 1


def test_an_error_that_was_raised_does_not_keep_what_was_promised_alive() -> None:
    promise: Promise[int] = Promise()
    promise.fail(ValueError("odd"))
    seen = weakref.ref(promise)
    gc.disable()
    try:
        with pytest.raises(ValueError, match="odd"):
            promise.result(0)
        del promise
        assert seen() is None
    finally:
        gc.enable()
