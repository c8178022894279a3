"""What a person wrote themselves in a file of ``clearweek export json``: the journal, their own word, the ledger.

Read as strictly as the calendars beside it. Whether it can be taken (a promise done before it began, a pattern that
nobody knows) is for those to judge who put it into the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.strict_json import NotAsAgreed, not_as_agreed
from app.model.journal import ENTRY_KINDS, LONGEST_TEXT, WAITS_FOR, Entry, Experiment, MeetingNote, Promise, Wait
from app.model.ledger import LedgerLine
from app.model.own_word import Merge, NamedPerson, NotSo, Review, SeriesWord

if TYPE_CHECKING:
    from app.connectors.export_file import ExportFile
    from app.connectors.strict_json import Value
    from app.model.journal import Row
    from app.model.own_word import Word

_MOST_WORDS: Final = 20_000
_MOST_TURNS: Final = 1_000
_LONGEST_UID: Final = 1_024
_LONGEST_CHANGE: Final = 8_192
_RULES: Final = ("meeting", "block", "focus", "leave-out")
_CHANGES: Final = ("created", "moved", "cancelled", "gone", "back", "renamed", "people", "response")
_WORDS: Final = ("rule", "not-so", "merge", "person", "review")
_ROWS: Final = ("promise", "note", "experiment", *ENTRY_KINDS)


class OwnPart(NamedTuple):
    """What a person wrote themselves; each empty where the file does not carry it."""

    journal: tuple[Row, ...]
    words: tuple[Word, ...]
    ledger: tuple[LedgerLine, ...]


def own_part(file: ExportFile) -> OwnPart:
    """Return what a person wrote themselves in an export; lines of the ledger name no source.

    Raises:
        UnreadableInput: when anything in it is not as it should be.

    """
    whole = file.whole
    try:
        return OwnPart(
            tuple(_row(each, file.keys) for each in whole.of("journal").rows()) if whole.has("journal") else (),
            tuple(_word(each) for each in whole.of("own_word").rows(_MOST_WORDS)) if whole.has("own_word") else (),
            tuple(_line(each) for each in whole.of("ledger").rows()) if whole.has("ledger") else (),
        )
    except NotAsAgreed as error:
        raise not_as_agreed(error) from None


# ---- the journal ----


def _row(given: Value, keys: tuple[str, ...]) -> Row:
    kind = given.of("kind").word(_ROWS)
    if kind == "promise":
        return _promise(given)
    if kind == "note":
        return _note(given, keys)
    what = given.of("what").text(LONGEST_TEXT)
    day = given.of("date").date()
    if kind == "experiment":
        return Experiment(change=what, start=day, measure=given.of("measure").text(LONGEST_TEXT))
    return Entry(kind=kind, person=given.of("person").text(LONGEST_TEXT), day=day, evidence=what)


def _promise(given: Value) -> Promise:
    return Promise(
        what=given.of("what").text(LONGEST_TEXT),
        done_means=given.of("done_means").text_or_empty(LONGEST_TEXT),
        defined=given.of("defined").date_or_none(),
        due=given.of("due").date_or_none(),
        to=given.of("to").text_or_empty(LONGEST_TEXT),
        promised=given.of("promised").date_or_none(),
        began=given.of("began").date_or_none(),
        turns=tuple(each.date() for each in given.of("turns").rows(_MOST_TURNS)),
        waits=tuple(
            Wait(each.of("from").date(), each.of("to").date_or_none(), each.of("for").word(WAITS_FOR))
            for each in given.of("waits").rows(_MOST_TURNS)
        ),
    )


def _note(given: Value, keys: tuple[str, ...]) -> MeetingNote:
    calendar, worth = given.of("calendar"), given.of("worth")
    return MeetingNote(
        calendar="" if calendar.is_null() else keys[calendar.whole(0, len(keys) - 1)],
        uid=given.of("uid").text(_LONGEST_UID),
        start=given.of("start").instant(),
        title=given.of("title").text_or_empty(LONGEST_TEXT),
        worth=None if worth.is_null() else worth.whole(1, 5),
        decision=given.of("decision").text_or_empty(LONGEST_TEXT),
        owner=given.of("owner").text_or_empty(LONGEST_TEXT),
        blocker=given.of("blocker").text_or_empty(LONGEST_TEXT),
    )


# ---- the person's own word ----


def _word(given: Value) -> Word:
    kind, made = given.of("kind").word(_WORDS), given.of("said").instant()
    if kind == "person":
        return NamedPerson(
            address=given.of("address").text(),
            name=given.of("name").text_or_empty(LONGEST_TEXT),
            group=given.of("group").text_or_empty(LONGEST_TEXT),
            made=made,
        )
    uid, title = given.of("uid"), given.of("title").text_or_empty()
    if kind == "not-so":
        return NotSo(
            pattern=given.of("pattern").text(),
            uid=None if uid.is_null() else uid.text(_LONGEST_UID),
            title=title,
            reason=given.of("reason").text(LONGEST_TEXT),
            made=made,
        )
    its = uid.text(_LONGEST_UID)
    if kind == "rule":
        return SeriesWord(uid=its, title=title, rule=given.of("rule").word(_RULES), made=made)
    if kind == "merge":
        return Merge(
            uid=its,
            into=given.of("into").text(_LONGEST_UID),
            title=title,
            into_title=given.of("into_title").text_or_empty(),
            made=made,
        )
    return Review(uid=its, title=title, reviewed=given.of("reviewed").date(), made=made)


# ---- the ledger ----


def _line(given: Value) -> LedgerLine:
    start = given.of("start")
    all_day = "T" not in start.text()
    return LedgerLine(
        seen=given.of("seen").instant(),
        source="",
        uid=given.of("uid").text(_LONGEST_UID),
        title=given.of("title").text_or_empty() if given.has("title") else "",
        start=start.date() if all_day else start.instant(),
        change=given.of("change").word(_CHANGES),
        from_=given.of("from").text_or_empty(_LONGEST_CHANGE),
        to=given.of("to").text_or_empty(_LONGEST_CHANGE),
        all_day=all_day,
    )
