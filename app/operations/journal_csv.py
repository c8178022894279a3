"""The journal as CSV: read with a sentence for each row that cannot be taken, and written so that it reads back equal.

The columns are described in docs/journal.md. A file has a row of heads; columns may stand in any order, and those of
other names are left alone, so that the export of an issue tracker needs a rename of some heads and no more.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from app.errors import UnreadableInput
from app.language import _
from app.model.journal import (
    ENTRY_KINDS,
    WAITS_FOR,
    Entry,
    Experiment,
    MeetingNote,
    Promise,
    Wait,
)
from app.model.journal_checks import complaint, tidied
from app.model.spreadsheet_text import as_it_was, harmless
from app.model.timezones import DAY, EPOCH_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.model.journal import Journal, Row, WaitsFor

COLUMNS: Final = (
    "kind",
    "what",
    "done_means",
    "defined",
    "due",
    "to",
    "promised",
    "began",
    "done",
    "reopened",
    "waits",
    "person",
    "date",
    "measure",
    "calendar",
    "uid",
    "start",
    "title",
    "worth",
    "decision",
    "owner",
    "blocker",
)
_TEXTS: Final = frozenset(
    {"what", "done_means", "to", "person", "calendar", "uid", "title", "decision", "owner", "blocker"}
)
LARGEST: Final = 10 * 1024 * 1024
"""Bytes of a file beyond which it is no journal of one person."""
_DIGEST_SIZE: Final = 12
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class BadRow(NamedTuple):
    """A row that could not be taken: the line in the file on which it begins, and why."""

    line: int
    reason: str


class ReadRow(NamedTuple):
    """A row that could be taken, with its line."""

    line: int
    row: Row


class ReadCsv(NamedTuple):
    """What stands in a file."""

    rows: tuple[ReadRow, ...]
    bad: tuple[BadRow, ...]


class _Wrong(Exception):
    """Why a row cannot be taken."""


# ---- reading ----


def read_csv(data: bytes, today: int) -> ReadCsv:
    """Return the rows of a file, and those that cannot be taken.

    Args:
        data: the whole file: UTF-8 or, as some spreadsheets write, UTF-16; commas, semicolons or tabs.
        today: the ordinal of the day after which nothing can have happened.

    Raises:
        UnreadableInput: when it is no such file at all.

    """
    text = _text_of(data)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[ReadRow] = []
    bad: list[BadRow] = []
    heads: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
            if cells is None:
                break
            if line == 1:
                heads = [each.strip().casefold() for each in cells]
                _look_at_heads(heads)
            elif any(cell.strip() for cell in cells):
                rows.append(ReadRow(line, _row_of(heads, cells, today)))
        except _Wrong as error:
            bad.append(BadRow(line, str(error)))
        except csv.Error:
            bad.append(BadRow(line, _("it is no row of a CSV, perhaps as a quote was not closed")))
    if not heads:
        _look_at_heads(heads)
    return ReadCsv(tuple(rows), tuple(bad))


def _text_of(data: bytes) -> str:
    if len(data) > LARGEST:
        raise UnreadableInput(_("The file is larger than 10 MB"), next_step=_("import it in parts"))
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableInput(_("The file is no text in UTF-8"), next_step=_("save it as CSV (UTF-8) again")) from None
    if "\0" in text:
        raise UnreadableInput(_("The file is no text in UTF-8"), next_step=_("save it as CSV (UTF-8) again"))
    return text


def _look_at_heads(heads: Sequence[str]) -> None:
    twice = next((head for head in heads if head in COLUMNS and heads.count(head) > 1), None)
    if twice is not None:
        raise UnreadableInput(
            _("The column “{name}” stands there twice").format(name=twice), next_step=_("rename one of them")
        )
    if not {"what", "person", "uid"} & set(heads):
        raise UnreadableInput(
            _("The first line names no column “what”"),
            next_step=_("name the columns as docs/journal.md does"),
        )


def _row_of(heads: Sequence[str], cells: Sequence[str], today: int) -> Row:
    if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
        raise _Wrong(_("it has more cells than there are columns; a text with a comma needs quotes around it"))
    values = {head: tidied(as_it_was(cell)) for head, cell in zip(heads, cells, strict=False) if head in COLUMNS}
    row = _made(values)
    wrong = complaint(row, today)
    if wrong:
        raise _Wrong(wrong)
    return row


def _made(values: Mapping[str, str]) -> Row:
    kind = values.get("kind", "").casefold() or "promise"
    if kind == "promise":
        return _promise(values)
    if kind in ENTRY_KINDS:
        day = _day(values, "date")
        if day is None:
            raise _Wrong(_("“{column}” is empty").format(column="date"))
        return Entry(kind=kind, person=values.get("person", ""), day=day, evidence=values.get("what", ""))
    if kind == "note":
        return MeetingNote(
            calendar=values.get("calendar", ""),
            uid=values.get("uid", ""),
            start=_instant(values.get("start", "")),
            title=values.get("title", ""),
            worth=_worth(values.get("worth", "")),
            decision=values.get("decision", ""),
            owner=values.get("owner", ""),
            blocker=values.get("blocker", ""),
        )
    if kind == "experiment":
        day = _day(values, "date")
        if day is None:
            raise _Wrong(_("“{column}” is empty").format(column="date"))
        return Experiment(change=values.get("what", ""), start=day, measure=values.get("measure", ""))
    kinds = ", ".join(("promise", *ENTRY_KINDS, "note", "experiment"))
    raise _Wrong(_("“{value}” in “kind” is none of {names}").format(value=kind[:60], names=kinds))


def _promise(values: Mapping[str, str]) -> Promise:
    turns = _turns(_dates(values, "done"), _dates(values, "reopened"))
    waits = sorted(
        (_wait(part) for part in values.get("waits", "").split(";") if part.strip()),
        key=lambda each: (each.first, each.until is None, each.until or 0, each.reason),
    )
    promise = Promise(
        what=values.get("what", ""),
        done_means=values.get("done_means", ""),
        defined=_day(values, "defined"),
        due=_day(values, "due"),
        to=values.get("to", ""),
        promised=_day(values, "promised"),
        began=_day(values, "began"),
        turns=turns,
        waits=tuple(waits),
    )
    # What is done waits for nothing: a wait without an end ended then.
    return with_digest(promise if promise.done is None else promise.resumed(promise.done))


def _turns(done: Sequence[int], reopened: Sequence[int]) -> tuple[int, ...]:
    """Return when it was done and reopened, one after the other."""
    if not len(reopened) <= len(done) <= len(reopened) + 1:
        raise _Wrong(_("“done” and “reopened” do not fit: first it is done, then reopened, then done again"))
    return tuple(day for pair in zip_longest(done, reopened) for day in pair if day is not None)


def _dates(values: Mapping[str, str], column: str) -> list[int]:
    return [_date(part, column) for part in values.get(column, "").replace(";", " ").split()]


def _wait(text: str) -> Wait:
    found = re.fullmatch(r"\s*(\S+?)\.\.(\S*)\s+(\w+)\s*", text)
    if found is None or found[3].casefold() not in WAITS_FOR:
        raise _Wrong(
            _("“{value}” in “waits” is not like “{example}”; it waits for one of {names}").format(
                value=text.strip()[:60], example="2026-01-05..2026-01-09 decision", names=", ".join(WAITS_FOR)
            )
        )
    until = _date(found[2], "waits") if found[2] else None
    return Wait(_date(found[1], "waits"), until, cast("WaitsFor", found[3].casefold()))


def _day(values: Mapping[str, str], column: str) -> int | None:
    text = values.get(column, "")
    return _date(text, column) if text else None


def _date(text: str, column: str) -> int:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            found = dt.date.fromisoformat(text)
            if _FIRST_YEAR <= found.year <= _LAST_YEAR:
                return found.toordinal()
    except ValueError:
        pass
    raise _Wrong(_("“{value}” in “{column}” is not a date like 2026-01-05").format(value=text[:60], column=column))


def _instant(text: str) -> int:
    if _INSTANT.fullmatch(text):
        try:
            found = dt.datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            if _FIRST_YEAR <= found.year <= _LAST_YEAR:
                return int(found.timestamp())
    raise _Wrong(
        _("“{value}” in “start” is not a time like {example}").format(value=text[:60], example="2026-01-05T08:00:00Z")
    )


def _worth(text: str) -> int | None:
    if not text:
        return None
    if re.fullmatch(r"[1-5]", text, re.ASCII):
        return int(text)
    raise _Wrong(_("the worth is a number from 1 to 5"))


# ---- writing ----


def with_digest(promise: Promise) -> Promise:
    """Return a promise with the digest of its own row, by which the same row is known again."""
    cells = _cells(promise)
    row = "\x1f".join(cells.get(name, "") for name in COLUMNS)
    digest = hashlib.blake2b(row.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE).hexdigest()
    return replace(promise, imported=digest)


def csv_of(journal: Journal) -> Iterator[bytes]:
    """Return the journal as CSV (RFC 4180), line by line, in UTF-8 with the mark by which spreadsheets know that."""
    yield b"\xef\xbb\xbf" + _line(COLUMNS)
    for row in journal.rows():
        cells = _cells(row)
        yield _line([_safe(name, cells.get(name, "")) for name in COLUMNS])


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _safe(column: str, cell: str) -> str:
    # Kinds, days and numbers are written by this program.
    return harmless(cell) if column in _TEXTS else cell


def _cells(row: Row) -> dict[str, str]:
    """Return the cells of a row that are not empty, by column."""
    if isinstance(row, Promise):
        days = {"defined": row.defined, "due": row.due, "promised": row.promised, "began": row.began}
        return {
            "kind": "promise",
            "what": row.what,
            "done_means": row.done_means,
            "to": row.to,
            "done": " ".join(_iso(day) for day in row.turns[::2]),
            "reopened": " ".join(_iso(day) for day in row.turns[1::2]),
            "waits": "; ".join(
                f"{_iso(each.first)}..{'' if each.until is None else _iso(each.until)} {each.reason}"
                for each in row.waits
            ),
            **{name: _iso(day) for name, day in days.items() if day is not None},
        }
    if isinstance(row, Entry):
        return {"kind": row.kind, "what": row.evidence, "person": row.person, "date": _iso(row.day)}
    if isinstance(row, MeetingNote):
        texts = {name: getattr(row, name) for name in ("calendar", "uid", "title", "decision", "owner", "blocker")}
        worth = "" if row.worth is None else str(row.worth)
        return {"kind": "note", "start": instant(row.start), "worth": worth, **texts}
    return {"kind": "experiment", "what": row.change, "date": _iso(row.start), "measure": row.measure}


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def instant(epoch: int) -> str:
    """Return an instant as ``2026-01-05T08:00:00Z``."""
    days, second = divmod(epoch, DAY)
    day = dt.date.fromordinal(days + EPOCH_DAY)
    return f"{day.isoformat()}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"
