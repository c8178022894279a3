"""What the person says themselves: rules on series, *Not so*, merged look-alikes, people, reviews; listed and undone.

Each change is one transaction with everything that follows from it: where it changes the kind of an occurrence, all
figures are worked out anew, back through history. Nothing here goes by a calendar, so nothing is lost with one.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.errors import UserError
from app.language import _
from app.model.journal_checks import tidied
from app.model.merged import counted_as
from app.model.own_word import Merge, NamedPerson, NotSo, Review, SeriesWord
from app.model.pattern_ids import PATTERN_IDS
from app.model.uids import joined_uid
from app.operations.bulk_work import bulk_work
from app.operations.own_settings import preferences_in
from app.operations.settings_digest import settings_digest
from app.operations.word_sentences import change_in_words, named, no_more, sentence_of
from app.progress import SILENT
from app.store import day_rows, word_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.model.own_word import Word
    from app.model.preferences import Preferences, SeriesRule
    from app.operations.workspace import Workspace
    from app.progress import Progress

    Words = tuple[Word, ...]
    Edit = tuple[Word | None, Word | None]
    Said = Iterable[Word | None]

_LONGEST_TEXT = 2_000


class ListedWord(NamedTuple):
    """One thing that the person said and that holds: its number, itself, and a sentence."""

    number: int
    word: Word
    sentence: str


class Refusals(NamedTuple):
    """What the person said *Not so* to.

    Attributes:
        patterns: the reason by the id of each pattern that is refused as a whole.
        series: by the id of a pattern the joined UIDs of the series that are refused for it.

    """

    patterns: Mapping[str, str]
    series: Mapping[str, frozenset[str]]


# ---- what holds ----


def list_words(workspace: Workspace) -> tuple[ListedWord, ...]:
    """Return everything that the person said and that holds, in the order in which it was said."""
    with workspace.store.reading() as connection:
        words = word_rows.read_words(connection)
    return tuple(ListedWord(word.id, word, sentence_of(word)) for word in words)


def refusals(workspace: Workspace) -> Refusals:
    """Return what the person said *Not so* to, as patterns ask for it."""
    patterns: dict[str, str] = {}
    series: dict[str, set[str]] = {}
    for _number, word, _sentence in list_words(workspace):
        if isinstance(word, NotSo):
            if word.uid is None:
                patterns[word.pattern] = word.reason
            else:
                series.setdefault(word.pattern, set()).add(word.uid)
    return Refusals(patterns, {pattern: frozenset(uids) for pattern, uids in series.items()})


def named_people(workspace: Workspace) -> tuple[NamedPerson, ...]:
    """Return whom the person named for the face-time audit."""
    return tuple(word for _number, word, _sentence in list_words(workspace) if isinstance(word, NamedPerson))


def reviews(workspace: Workspace) -> dict[str, int]:
    """Return the day (an ordinal) of the last review of each series that was reviewed, by its joined UID."""
    return {word.uid: word.reviewed for _number, word, _sentence in list_words(workspace) if isinstance(word, Review)}


# ---- what is said ----


def set_rule(workspace: Workspace, uid: str, title: str, rule: SeriesRule | None, progress: Progress = SILENT) -> str:
    """Say what a series counts as when it takes place, or (None) nothing any more; return what holds then.

    Raises:
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    uid = joined_uid(uid)

    def edit(words: Words) -> Edit:
        before = next((each for each in words if isinstance(each, SeriesWord) and each.uid == uid), None)
        return before, None if rule is None else SeriesWord(uid=uid, title=title, rule=rule, made=_now())

    return _change(workspace, edit, progress) or no_more(SeriesWord(uid=uid, title=title, rule="meeting", made=0))


def say_not_so(workspace: Workspace, pattern: str, reason: str, uid: str | None = None, title: str = "") -> str:
    """Refuse a pattern as a whole, or for one series, and say why; return what holds then.

    Raises:
        UserError: when there is no such pattern, or no reason.

    """
    reason = _text(reason)
    if pattern not in PATTERN_IDS:
        raise UserError(
            _("There is no pattern “{text}”").format(text=named(pattern)),
            next_step=_("choose one of {names}").format(names=", ".join(PATTERN_IDS)),
        )
    if not reason:
        raise UserError(_("A reason is missing"), next_step=_("say in a few words why it is not so"))
    joined = None if uid is None else joined_uid(uid)

    def edit(words: Words) -> Edit:
        before = next(
            (each for each in words if isinstance(each, NotSo) and (each.pattern, each.uid) == (pattern, joined)), None
        )
        return before, NotSo(pattern=pattern, uid=joined, title=title, reason=reason, made=_now())

    return _change(workspace, edit, SILENT)


def merge(workspace: Workspace, one: tuple[str, str], into: tuple[str, str], progress: Progress = SILENT) -> str:
    """Count a series that only looks like another as that one; both are given as UID and title.

    Raises:
        UserError: when both are one series already.
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    uid, other = joined_uid(one[0]), joined_uid(into[0])

    def edit(words: Words) -> Edit:
        merged = {each.uid: each.into for each in words if isinstance(each, Merge) and each.uid != uid}
        if counted_as(other, merged) == uid:
            raise UserError(
                _("“{title}” and “{other}” are one series already").format(title=named(one[1]), other=named(into[1]))
            )
        before = next((each for each in words if isinstance(each, Merge) and each.uid == uid), None)
        return before, Merge(uid=uid, into=other, title=one[1], into_title=into[1], made=_now())

    return _change(workspace, edit, progress)


def separate(workspace: Workspace, uid: str, title: str, progress: Progress = SILENT) -> str:
    """Count a series that was merged by itself again.

    Raises:
        UserError: when it was not merged.
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    joined = joined_uid(uid)

    def edit(words: Words) -> Edit:
        before = next((each for each in words if isinstance(each, Merge) and each.uid == joined), None)
        if before is None:
            raise UserError(_("“{title}” is merged with no other series").format(title=named(title)))
        return before, None

    return _change(workspace, edit, progress)


def name_person(workspace: Workspace, address: str, name: str = "", group: str = "") -> str:
    """Name somebody for the face-time audit, with an optional group; said again, it takes the earlier one's place.

    Raises:
        UserError: when it is no address.

    """
    whom = _text(address).casefold().removeprefix("mailto:")
    if "@" not in whom:
        raise UserError(_("“{text}” is no address").format(text=named(address)), next_step=_("write it with its @"))

    def edit(words: Words) -> Edit:
        before = next((each for each in words if isinstance(each, NamedPerson) and each.address == whom), None)
        return before, NamedPerson(address=whom, name=_text(name), group=_text(group), made=_now())

    return _change(workspace, edit, SILENT)


def unname_person(workspace: Workspace, address: str) -> str:
    """Take somebody out of the face-time audit; return what was taken back.

    Raises:
        UserError: when nobody with this address is named.

    """
    whom = _text(address).casefold().removeprefix("mailto:")

    def edit(words: Words) -> Edit:
        before = next((each for each in words if isinstance(each, NamedPerson) and each.address == whom), None)
        if before is None:
            raise UserError(
                _("“{text}” is not named for the audit").format(text=named(address)),
                next_step=_("see clearweek people list"),
            )
        return before, None

    return _change(workspace, edit, SILENT)


def review_series(workspace: Workspace, uid: str, title: str, day: int) -> str:
    """Note that the person looked at a series of the review queue on a day (an ordinal)."""
    joined = joined_uid(uid)

    def edit(words: Words) -> Edit:
        before = next((each for each in words if isinstance(each, Review) and each.uid == joined), None)
        return before, Review(uid=joined, title=title, reviewed=day, made=_now())

    return _change(workspace, edit, SILENT)


# ---- what is brought in ----


def bring_in_words(workspace: Workspace, words: Sequence[Word], progress: Progress = SILENT) -> int:
    """Take over what was said elsewhere, and return how much of it is new here: one's own word here stays as it is.

    Each is a change of its own, which can be taken back and undone like any other.

    Raises:
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    workspace.settings()  # read now: a transaction reads no file

    def work(connection: sqlite3.Connection) -> int:
        held = word_rows.read_words(connection)
        said = {_subject(each) for each in held}
        merged = {each.uid: each.into for each in held if isinstance(each, Merge)}
        was = preferences_in(workspace, connection, workspace.settings())
        new: list[Word] = []
        for word in words:
            if _subject(word) in said or not _can_hold(word, merged):
                continue
            said.add(_subject(word))
            if isinstance(word, Merge):
                merged[word.uid] = word.into
            word_rows.change_word(connection, _now(), None, word)
            new.append(word)
        if new:
            _settle(workspace, connection, was, tuple(new), progress)
        return len(new)

    with bulk_work():
        return workspace.store.write(work)


def _subject(word: Word) -> tuple[object, ...]:
    """Return what a word is about: of each kind there is one on a subject."""
    if isinstance(word, NamedPerson):
        return NamedPerson, word.address
    if isinstance(word, NotSo):
        return NotSo, word.pattern, word.uid
    return type(word), word.uid


def _can_hold(word: Word, merged: Mapping[str, str]) -> bool:
    """Tell whether it could have been said here."""
    if isinstance(word, NamedPerson):
        return "@" in word.address and word.address == word.address.casefold().strip()
    if isinstance(word, NotSo):
        return word.pattern in PATTERN_IDS and bool(word.reason.strip())
    if isinstance(word, Merge):
        return counted_as(word.into, merged) != word.uid and word.into != word.uid
    return True


# ---- what is taken back ----


def take_back(workspace: Workspace, number: int, progress: Progress = SILENT) -> str:
    """Take back one thing that holds, by its number in the list; that too can be undone.

    Raises:
        UserError: when nothing has this number.
        Cancelled: when ``progress`` says so; nothing was changed then.

    """

    def edit(words: Words) -> Edit:
        before = next((each for each in words if each.id == number), None)
        if before is None:
            raise UserError(
                _("Nothing that you said has the number {number}").format(number=number),
                next_step=_("see clearweek rule list"),
            )
        return before, None

    return _change(workspace, edit, progress)


def undo(workspace: Workspace, progress: Progress = SILENT) -> str:
    """Undo the newest change that is not undone; what was there before it is there again. Return what was undone.

    Raises:
        UserError: when there is nothing to undo.
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    workspace.settings()  # read now: a transaction reads no file

    def work(connection: sqlite3.Connection) -> str:
        change = word_rows.last_change(connection)
        if change is None:
            raise UserError(_("There is nothing to undo in what you said"))
        was = preferences_in(workspace, connection, workspace.settings())
        word_rows.undo_change(connection, change)
        _settle(workspace, connection, was, (change.before, change.after), progress)
        return _("Undone: {what}").format(what=change_in_words(change.before, change.after))

    with bulk_work():
        return workspace.store.write(work)


def _change(workspace: Workspace, edit: Callable[[Words], Edit], progress: Progress) -> str:
    """Change what holds, and all that follows from it; return what it came to, nothing where nothing changed."""
    workspace.settings()  # read now: a transaction reads no file

    def work(connection: sqlite3.Connection) -> str:
        before, after = edit(word_rows.read_words(connection))
        if before is None and after is None:
            return ""
        if before is not None and after is not None and replace(after, made=before.made, id=before.id) == before:
            return sentence_of(before)
        was = preferences_in(workspace, connection, workspace.settings())
        word_rows.change_word(connection, _now(), before, after)
        _settle(workspace, connection, was, (before, after), progress)
        return change_in_words(before, after)

    with bulk_work():
        return workspace.store.write(work)


def _settle(
    workspace: Workspace, connection: sqlite3.Connection, was: Preferences, edit: Said, progress: Progress
) -> None:
    """Work all figures out anew that rest on other rules now; the kept pages go in any case.

    Only the series of which something else was said are worked on, and the days that they touch; unless what is kept
    was not worked out under the preferences that held before (``was``).
    """
    day_rows.delete_pictures(connection)
    preferences = preferences_in(workspace, connection, workspace.settings())
    basis = day_rows.read_basis(connection)
    if basis is None or basis.settings == settings_digest(preferences):
        return
    # Imported here because most of what a person says changes no figure.
    from app.operations.derived import Derived
    from app.store.zone_rows import ZoneRows

    progress.check()
    derived = Derived(connection, preferences, ZoneRows(connection), progress)
    known = basis.settings == settings_digest(was)
    if known:
        derived.judge_again(_uids_in(edit))
    derived.settle(whole=not known)


def _uids_in(edit: Said) -> set[str]:
    uids: set[str] = set()
    for word in edit:
        if isinstance(word, SeriesWord):
            uids.add(word.uid)
        elif isinstance(word, Merge):
            uids |= {word.uid, word.into}
    return uids


def _now() -> int:
    return int(time.time())


def _text(text: str) -> str:
    return tidied(text)[:_LONGEST_TEXT]
