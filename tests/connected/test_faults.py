"""Twelve faults, four kinds of server, the first sync and a later one: 96 cells, and in each nothing is lost.

The faults are those of a network and of servers that are tired, gone, moved or taken over: a connection that times
out, a reset in the body, half of the data, refusals and refused tokens, a sign-in page instead of data, a page that
comes again and again, a sign-in that is revoked between two pages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from tests.connected.conftest import PATIENT
from tests.connected.test_contract import many, put, single, weekly
from tests.servers.served import FAULTS, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.connectors.web import Limits
    from tests.connected.accounts import Account

BROKEN = PATIENT._replace(longest_wait=5.0)
HANGING = BROKEN._replace(connect=2.0, silence=0.5, whole=20.0)
"""For a server that never answers; one that does, on a busy machine, must not be given up for it."""
KINDS = ("address", "google", "microsoft", "radicale")
MOST_REQUESTS = 60
"""Far more than five tries of each request that a sync of one page makes, and far fewer than a loop would make."""
SLICE = 0.25
"""Seconds after which one who waits asks whether to go on."""


def secrets_of(account: Account) -> list[str]:
    """Return what must not be seen anywhere: passwords, tokens, the path of an address."""
    __, secret = account.server.connection()
    try:
        said = json.loads(secret)
    except ValueError:
        return [secret.partition("://")[2].partition("/")[2] or secret]
    return list(named_secrets(said)) or [secret]


def named_secrets(said: object) -> Iterator[str]:
    """Yield the texts in parsed JSON, at any depth, whose name says that they are secret."""
    if isinstance(said, dict):
        for name, each in said.items():
            if name in {"secret", "client_secret", "refresh_token"}:
                yield str(each)
            else:
                yield from named_secrets(each)


def tried(act: Callable[[], object]) -> UserError | None:
    try:
        act()
    except UserError as error:
        return error
    return None


def hold_to_the_rules(account: Account, error: UserError | None, waited: list[float], asked: int) -> None:
    """Check what holds after every fault, whatever became of the sync."""
    assert asked <= MOST_REQUESTS
    ends = [each for each in waited if each != SLICE]
    assert len(set(ends)) == len(ends), "no two waits are alike: each has a part of chance"
    told = [] if error is None else [error.sentence()]
    told += [row.state for row in account.workspace.sources()]
    told += [str(visit) for visit in account.workspace.connections.traffic()]
    for secret in secrets_of(account):
        assert not any(secret in sentence for sentence in told)
    if error is not None:
        sentence = error.sentence()
        assert sentence.count("\n") == 0
        assert sentence.endswith(".")
        assert "Traceback" not in sentence


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_later_sync_loses_nothing_and_the_next_recovers(
    account_on: Callable[[str], Account],
    kind: str,
    fault: Fault,
    waited: list[float],
    be_as_patient: Callable[[Limits], None],
) -> None:
    account = account_on(kind)
    server = account.server
    put(server, weekly(), single())
    account.add()
    before, days = account.seen(), account.days()
    put(server, single("two@x", "Second", 8))
    if fault == "410":
        server.expire_tokens()
    asked = account.asked()
    be_as_patient(HANGING if fault == "time-out" else BROKEN)
    server.break_next(fault, after=1 if fault == "revoked" else 0)
    error = tried(account.sync)
    after = account.seen()
    assert set(before) <= set(after)
    hold_to_the_rules(account, error, waited, account.asked() - asked)
    if error is not None:
        assert (after, account.days()) == (before, days) or len(after) == len(before) + 1
        assert account.source().state == error.sentence()
    server.mend()
    be_as_patient(PATIENT)
    account.sync()
    assert account.titles() == {"Team": 5, "Talk": 1, "Second": 1}
    assert (account.source().state, account.source().needs) == ("", "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_first_sync_that_fails_is_made_good_by_the_next(
    account_on: Callable[[str], Account],
    kind: str,
    fault: Fault,
    waited: list[float],
    be_as_patient: Callable[[Limits], None],
) -> None:
    account = account_on(kind)
    server = account.server
    put(server, *many(120))
    be_as_patient(HANGING if fault == "time-out" else BROKEN)
    server.break_next(fault, after=1 if fault in {"revoked", "same-page"} else 0)
    error = tried(account.add)
    hold_to_the_rules(account, error, waited, account.asked())
    server.mend()
    be_as_patient(PATIENT)
    account.add()
    assert len(account.titles()) == 120
    assert account.source().state == ""


def test_nothing_of_a_secret_is_in_any_file_of_the_folder(
    account_on: Callable[[str], Account], tmp_path: Path, waited: list[float]
) -> None:
    for kind in KINDS:
        account = account_on(kind)
        put(account.server, weekly())
        account.add()
        account.server.break_next("401")
        tried(account.sync)
        account.workspace.close()
        written = [path for path in account.home.rglob("*") if path.is_file() and path.parent.name != "addresses"]
        assert written
        for secret in secrets_of(account):
            assert not any(secret.encode() in path.read_bytes() for path in written)
        account.reopened()
