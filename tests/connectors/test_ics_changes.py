"""What of a file must be read again, and up to when its calendars are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.connectors.ics_changes import changes_of
from app.connectors.ics_reader import IcsFile
from tests.ics_builder import vcalendar, vevent

if TYPE_CHECKING:
    from collections.abc import Collection

UIDS = ("stays", "other")
STAYS = ("DTSTART:20260105T090000Z", "DURATION:PT1H", "SUMMARY:Plan")
OTHER = ("DTSTART:20260106T090000Z", "DURATION:PT1H", "SUMMARY:Talk")
CREATED = "CREATED:20250101T000000Z"
ALARM = ("BEGIN:VALARM", "TRIGGER:-PT15M", "CREATED:20300101T000000Z", "END:VALARM")


def file_of(*events: tuple[str, ...]) -> IcsFile:
    return IcsFile(vcalendar(*(vevent(*each, uid=uid) for uid, each in zip(UIDS, events, strict=False))), "work.ics")


@pytest.mark.parametrize(
    ("more", "newest"),
    [
        ((), "20260201T000000Z"),
        (("CREATED:20260210T000000Z",), "20260210T000000Z"),
        (("LAST-MODIFIED:20260211T000000Z", "CREATED:20260101T000000Z"), "20260211T000000Z"),
        (("last-modified:20260212T000000Z",), "20260212T000000Z"),
        (ALARM, "20260201T000000Z"),
        ((*ALARM, "CREATED:20260213T000000Z"), "20260213T000000Z"),
    ],
)
def test_a_calendar_is_known_up_to_the_newest_stamp_of_what_is_not_read_again_too(
    more: tuple[str, ...], newest: str
) -> None:
    first = file_of(("DTSTAMP:20260401T000000Z", *STAYS, *more), OTHER)
    second = file_of(("DTSTAMP:20260201T000000Z", *STAYS, *more), (*OTHER, "LOCATION:Room"))
    known = {each.digest for each in first.components()}
    changes = changes_of(second, known, lambda _digests: {"other"}, no_digests)
    assert [[each.properties.uid for each in taken] for taken, _since in changes.batches] == [[b":other"]]
    (stamped,) = file_of((f"DTSTAMP:{newest}", *STAYS)).read().calendars
    assert changes.newest == changes_of(second, (), no_uids, no_digests).newest == {stamped.key: stamped.newest}


def test_of_a_file_with_new_stamps_alone_nothing_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (file_of((f"DTSTAMP:2026010{day}T000000Z", CREATED, *STAYS)) for day in (1, 2))
    known = {each.digest for each in first.components()}
    monkeypatch.setattr(second, "properties", None)
    assert changes_of(second, known, no_uids, no_digests).batches == (((), None),)


def no_uids(_digests: Collection[bytes]) -> set[str]:
    return set()


def no_digests(_uids: Collection[str]) -> set[bytes]:
    return set()
