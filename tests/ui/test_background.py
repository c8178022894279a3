from __future__ import annotations

import gc
import threading
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from app.errors import Cancelled, UserError
from app.ui import background
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.progress import Progress


class Answers:
    """What a job brought."""

    def __init__(self) -> None:
        self.results: list[Any] = []
        self.errors: list[UserError] = []
        self.threads: list[QThread] = []

    def result(self, value: object) -> None:
        self.results.append(value)
        self.threads.append(QThread.currentThread())

    def error(self, error: UserError) -> None:
        self.errors.append(error)


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    made = QObject()
    yield made
    assert background.stop_all()


def returned(number: int, _: Progress) -> int:
    return number


def finished(qtbot: QtBot, job: background.Job) -> None:
    with qtbot.waitSignal(job.ended):
        pass


def test_the_result_comes_back_to_the_thread_of_the_window(qtbot: QtBot, owner: QObject) -> None:
    answers = Answers()
    job = background.start(lambda _: threading.get_ident(), answers.result, answers.error, owner)
    finished(qtbot, job)
    assert answers.results != [threading.get_ident()]
    assert answers.threads == [owner.thread()]
    assert answers.errors == []


def test_what_a_person_can_read_comes_as_it_is(qtbot: QtBot, owner: QObject) -> None:
    def fail(_: Progress) -> None:
        raise UserError("It broke", "it was old")

    answers = Answers()
    finished(qtbot, background.start(fail, answers.result, answers.error, owner))
    assert [error.sentence() for error in answers.errors] == ["It broke: it was old."]


def test_a_fault_of_ours_is_said_to_be_one(qtbot: QtBot, owner: QObject) -> None:
    answers = Answers()
    finished(qtbot, background.start(lambda _: {"yes": 1}["no"], answers.result, answers.error, owner))
    assert [error.what for error in answers.errors] == ["Clearweek has a fault (KeyError)"]


def test_a_cancelled_job_stops_and_delivers_nothing(qtbot: QtBot, owner: QObject) -> None:
    begun, go_on = threading.Event(), threading.Event()
    stopped = []

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(PATIENCE / 1000)
        try:
            progress.check()
        except Cancelled:
            stopped.append(True)
            raise
        return "done"

    answers = Answers()
    job = background.start(work, answers.result, answers.error, owner)
    assert begun.wait(PATIENCE / 1000)
    job.cancel()
    with qtbot.waitSignal(job.ended):
        go_on.set()
    assert (stopped, answers.results, answers.errors) == ([True], [], [])


def test_a_job_that_was_overtaken_delivers_nothing_even_when_it_ends_first(qtbot: QtBot, owner: QObject) -> None:
    answers = Answers()
    first = background.start(lambda _: "old", answers.result, answers.error, owner)
    second = background.start(lambda _: "new", answers.result, answers.error, owner, instead_of=first)
    finished(qtbot, second)
    assert background.stop_all()
    QCoreApplication.processEvents()
    assert answers.results == ["new"]


def test_nothing_is_delivered_to_what_is_gone(qtbot: QtBot, qapp: object) -> None:
    go_on = threading.Event()
    answers = Answers()
    owner = QObject()
    job = background.start(lambda _: go_on.wait(PATIENCE / 1000), answers.result, answers.error, owner)
    shiboken6.delete(owner)
    with qtbot.waitSignal(job.ended):
        go_on.set()
    assert answers.results == []


def test_reports_come_now_and_then_and_the_job_is_a_progress_too(
    qtbot: QtBot, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, object, str]] = []
    wait = threading.Event()
    now = [1_000.0]
    monkeypatch.setattr(background, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def work(progress: Progress) -> None:
        for number in range(20_000):
            now[0] += 1 / 1_024
            progress.report(number, 20_000, "Reading")
        wait.wait(PATIENCE / 1000)

    answers = Answers()
    job = background.start(work, answers.result, answers.error, owner)
    job.progressed.connect(lambda *words: told.append(words))
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignal(job.ended):
        wait.set()
    assert told[0][1:] == (20_000, "Reading")
    assert len(told) == 385, "twenty a second at most, for nineteen and a half seconds"
    job.check()
    job.cancel()
    with pytest.raises(Cancelled):
        job.check()


class Sender(QObject):
    sent = Signal(int, object, str)


def test_five_thousand_signals_lose_no_reference(qtbot: QtBot, owner: QObject) -> None:
    """A version of the library crashed after a few hundred emissions with a Python object."""
    got = []
    sender = Sender()
    sender.sent.connect(lambda *words: got.append(words))
    for number in range(5_000):
        sender.sent.emit(number, (number, None), "x")
    gc.collect()
    assert got[-1] == (4_999, (4_999, None), "x")
    assert len(got) == 5_000


def test_many_small_jobs_all_come_back(qtbot: QtBot, owner: QObject) -> None:
    answers = Answers()
    for number in range(500):
        background.start(partial(returned, number), answers.result, answers.error, owner)
    qtbot.waitUntil(lambda: len(answers.results) == 500)
    gc.collect()
    assert sorted(answers.results) == list(range(500))
