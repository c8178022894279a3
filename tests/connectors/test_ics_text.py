"""The outside of calendar files: line ends, folds, bytes, and where events begin and end (RFC 5545 §3.1, §3.4)."""

from __future__ import annotations

from typing import Final

import pytest

from app.connectors.ics_text import event_lines, event_texts, normalised, unfolded
from app.errors import UnreadableInput
from tests.ics_builder import folded, read, reasons, starts, vcalendar, vevent

NINE: Final = ("DTSTART:20260105T090000Z", "DURATION:PT1H")
TITLE: Final = "Gespräch über Größe: 会議 🎉"


def titles(data: bytes) -> list[str]:
    found = []
    for series in read(data).series:
        assert series.head is not None
        found.append(series.head.title)
    return found


def text_of(title: str = TITLE) -> bytes:
    return vcalendar(vevent(*NINE, f"SUMMARY:{title}"))


# ---- line ends and folds ----


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r"], ids=["CRLF", "LF", "CR"])
def test_every_line_end(line_end: bytes) -> None:
    assert titles(text_of().replace(b"\r\n", line_end)) == [TITLE]


def test_line_ends_of_several_kinds_in_one_file() -> None:
    lines = text_of().split(b"\r\n")
    ends = [b"\r\n", b"\n", b"\r"]
    mixed = b"".join(line + ends[number % 3] for number, line in enumerate(lines))
    assert titles(mixed) == [TITLE]


@pytest.mark.parametrize("width", range(1, 40))
def test_fold_anywhere_also_inside_a_character(width: int) -> None:
    """Bytes are put together before they become text."""
    head, middle, rest = text_of().partition(b"UID")
    assert titles(head + folded(middle + rest, width)) == [TITLE]


@pytest.mark.parametrize("line_end", [b"\n", b"\r"], ids=["LF", "CR"])
def test_fold_with_other_line_ends(line_end: bytes) -> None:
    assert titles(folded(text_of(), 20).replace(b"\r\n", line_end)) == [TITLE]


def test_fold_with_a_tab() -> None:
    assert titles(folded(text_of(), 20).replace(b"\r\n ", b"\r\n\t")) == [TITLE]


def test_only_the_first_blank_of_a_fold_is_taken_away() -> None:
    assert titles(text_of("one two").replace(b"one two", b"one\r\n  two")) == ["one two"]


def test_folded_begin_is_one_all_the_same() -> None:
    assert titles(text_of().replace(b"BEGIN:VEVENT", b"BEGIN:VE\r\n VENT")) == [TITLE]


def test_begin_inside_a_value_is_none() -> None:
    """What stands in a folded text is text."""
    content = b"DESCRIPTION:a\r\n BEGIN:VEVENT\r\n END:VEVENT"
    assert titles(vcalendar(vevent(*NINE, "SUMMARY:One", "X-HERE:1")).replace(b"X-HERE:1", content)) == ["One"]


# ---- bytes ----


def test_byte_order_mark() -> None:
    """At the beginning, and where files were put together."""
    assert titles(b"\xef\xbb\xbf" + text_of()) == [TITLE]
    two = text_of("One") + b"\xef\xbb\xbf" + vcalendar(vevent(*NINE, "SUMMARY:Two", uid="two"))
    assert titles(b"\xef\xbb\xbf" + two) == ["One", "Two"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_latin_1(encoding: str) -> None:
    title = "Gespräch über Größe – 5 €" if encoding == "cp1252" else "Gespräch über Größe"
    assert titles(text_of(title).decode().encode(encoding)) == [title]


def test_one_line_of_latin_1_does_not_cost_the_others() -> None:
    bad = vcalendar(vevent(*NINE, "SUMMARY:XX"), vevent(*NINE, f"SUMMARY:{TITLE}", uid="two"))
    assert titles(bad.replace(b"XX", b"M\xfcller")) == ["Müller", TITLE]


def test_nul_bytes_are_no_reason_to_stop() -> None:
    found = titles(vcalendar(vevent(*NINE, "SUMMARY:A"), vevent(*NINE, "SUMMARY:B", uid="two")).replace(b":A", b":\0A"))
    assert found[1:] == ["B"]


# ---- where things begin and end ----


def test_several_calendars_in_one_file() -> None:
    second = vcalendar(vevent(*NINE, "SUMMARY:Two", uid="two"))
    assert titles(text_of("One") + second) == ["One", "Two"]


def test_blank_lines_and_text_before_the_calendar() -> None:
    text = b"Here is my calendar.\r\n\r\n" + text_of("One").replace(b"\r\n", b"\r\n\r\n")
    assert titles(text) == ["One"]


def test_bare_event_is_read_with_a_note() -> None:
    bare = vevent(*NINE, "SUMMARY:Bare").encode() + b"\r\n"
    assert titles(bare) == ["Bare"]
    (reason,) = reasons(read(bare))
    assert "VCALENDAR" in reason
    assert [problem.kept for problem in read(bare).problems] == [True]


def test_many_bare_events_are_one_note() -> None:
    bare = b"".join(vevent(*NINE, f"SUMMARY:{number}", uid=str(number)).encode() + b"\r\n" for number in range(5))
    assert titles(bare) == ["0", "1", "2", "3", "4"]
    assert len(reasons(read(bare))) == 1


def test_file_cut_off_in_the_middle_keeps_all_but_the_last() -> None:
    text = vcalendar(*(vevent(*NINE, f"SUMMARY:{number}", uid=str(number)) for number in range(3)))
    for end in range(text.rindex(b"BEGIN:VEVENT") + len(b"BEGIN:VEVENT\r\n"), text.rindex(b"END:VEVENT")):
        reading = read(text[:end])
        assert [series.uid for series in reading.series] == ["0", "1"]
        assert [problem.kept for problem in reading.problems] == [False]


def test_event_that_is_not_closed_costs_itself_alone() -> None:
    text = vcalendar(vevent(*NINE, uid="one"), vevent(*NINE, uid="two"), vevent(*NINE, uid="three"))
    first, __, rest = text.partition(b"END:VEVENT\r\n")
    reading = read(first + rest)
    assert [series.uid for series in reading.series] == ["two", "three"]
    assert [(problem.uid, problem.kept) for problem in reading.problems] == [("one", False)]


@pytest.mark.parametrize("word", ["begin:vevent", "BEGIN: VEVENT", "Begin:Vevent", " BEGIN:VEVENT"])
def test_oddly_written_begin(word: str) -> None:
    """A line that begins with a blank is a fold, so that one goes to the line before it and is not looked for."""
    text = vcalendar(vevent(*NINE, uid="odd"), vevent(*NINE, uid="good")).replace(b"BEGIN:VEVENT", word.encode(), 1)
    found = {series.uid for series in read(text).series}
    assert found == ({"good"} if word.startswith(" ") else {"odd", "good"})


@pytest.mark.parametrize("word", ["end:vevent", "END: VEVENT", "END:VEVENT "])
def test_oddly_written_end(word: str) -> None:
    text = vcalendar(vevent(*NINE, uid="odd"), vevent(*NINE, uid="good")).replace(b"END:VEVENT", word.encode(), 1)
    assert {series.uid for series in read(text).series} == {"odd", "good"}


def test_other_components_are_passed_over() -> None:
    other = "BEGIN:VTODO\r\nUID:todo\r\nDTSTART:20260105T090000Z\r\nSUMMARY:Todo\r\nEND:VTODO"
    busy = "BEGIN:VFREEBUSY\r\nUID:busy\r\nFREEBUSY:20260105T090000Z/PT1H\r\nEND:VFREEBUSY"
    assert titles(vcalendar(other, vevent(*NINE, "SUMMARY:Event"), busy)) == ["Event"]


def test_event_inside_another_component_is_read() -> None:
    """What stands in a VTODO by mistake is an event all the same, and nothing is lost behind it."""
    inside = "BEGIN:VTODO\r\nUID:todo\r\n" + vevent(*NINE, uid="inside") + "\r\nEND:VTODO"
    found = {series.uid for series in read(vcalendar(inside, vevent(*NINE, uid="good"))).series}
    assert "good" in found


def test_lines_are_counted_as_an_editor_does() -> None:
    """Of the file as it is, with its folds."""
    text = vcalendar(
        vevent(*NINE, "DESCRIPTION:" + "x" * 300, uid="one"),
        vevent("DTSTART:soon", uid="bad"),
        vevent(*NINE, uid="two"),
    )
    text = folded(text)
    line = text[: text.index(b"UID:bad")].count(b"\r\n")
    (problem,) = read(text).problems
    assert (problem.uid, problem.line) == ("bad", line)
    for line_end in (b"\n", b"\r"):
        assert read(text.replace(b"\r\n", line_end)).problems[0].line == line


def test_cutting_apart_gives_every_inside() -> None:
    plain = normalised(vcalendar(vevent("X-A:1", uid="one"), vevent("X-B:2", uid="two")))
    insides = [piece.body.split() for piece in event_texts(unfolded(plain))]
    assert insides == [[b"UID:one", b"X-A:1"], [b"UID:two", b"X-B:2"]]
    assert event_lines(plain) == [4, 8]


NO_CALENDAR: Final = {
    "nothing": b"",
    "blanks": b" \r\n\r\n",
    "a web page": b"<!DOCTYPE html><html>BEGIN:VCALENDAR</html>",
    "a PDF": b"%PDF-1.7\nBEGIN:VCALENDAR",
    "gzip": b"\x1f\x8b\x08\x00BEGIN:VCALENDAR",
    "UTF-16": "BEGIN:VCALENDAR".encode("utf-16"),
    "words": b"Dear all, BEGIN:VCALENDAR is what a calendar begins with.",
}


@pytest.mark.parametrize("data", NO_CALENDAR.values(), ids=NO_CALENDAR)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read(data)


def test_calendar_without_events_is_one() -> None:
    assert read(vcalendar()).series == ()
    assert starts(vcalendar(), "2026-01-01", "2026-12-31") == []
