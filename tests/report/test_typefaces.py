"""Which typefaces set a text, and what stands for a character that none of them has."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.report.typefaces import FAMILY, MARK, Face, _covered_by, _order, inter_folder, settable, typefaces_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Before Qt looks for a display, of which a test needs none.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def nothing() -> tuple[Face, ...]:
    return ()


def test_inter_alone_sets_english_german_greek_and_cyrillic() -> None:
    found = typefaces_for(["Über Straße, “quoted” – 45\u202f% → × −", "Καλημέρα Здравствуйте"], nothing)
    assert found == ((str(inter_folder()),), (FAMILY,), frozenset())


def test_what_it_lacks_is_looked_for_in_the_system_and_is_named_where_nobody_has_it() -> None:
    found = typefaces_for(["日本 a"], nothing)
    assert found.families == (FAMILY,)
    assert found.lacking == frozenset("日本")


def test_a_typeface_of_the_system_that_has_it_is_taken_and_no_other() -> None:
    own = next(inter_folder().glob("*.ttf"))

    def system() -> tuple[Face, ...]:
        return (Face("Broken", Path(__file__), 0), Face("Gone", Path("/nowhere/x.ttf"), 0), Face("Other", own, 0))

    found = typefaces_for(["日本 a"], system)
    assert found.families == (FAMILY,)
    assert found.lacking == frozenset("日本")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("日本 stand-up", f"{MARK}{MARK} stand-up"),
        ("🚀", MARK),
        ("A\u0363", "A"),  # an accent that is lacking leaves its letter
        ("plain", "plain"),
    ],
)
def test_a_mark_stands_for_each_letter_that_is_lacking(text: str, shown: str) -> None:
    lacking = typefaces_for([text], nothing).lacking | ({"\u0363"} & set(text))
    assert settable(text, lacking) == shown


def test_a_wide_letter_becomes_the_plain_one_of_the_same_meaning() -> None:
    assert settable("\uff11\uff12\uff41", frozenset("\uff11\uff12\uff41")) == "12a"


def test_of_several_that_have_it_the_plain_one_without_serifs_comes_first() -> None:
    here = Path("/fonts/x.ttf")
    faces = [Face(name, here, 0) for name in ("Deja Mono Sans", "Aa Serif", "Zz Sans", "Bb Math")]
    assert [each.family for each in sorted(faces, key=_order)] == ["Zz Sans", "Aa Serif", "Deja Mono Sans", "Bb Math"]


def test_what_a_file_covers_is_what_qt_says_that_it_covers(qapp: QApplication) -> None:
    from PySide6.QtGui import QRawFont

    for path in inter_folder().glob("*.ttf"):
        font = QRawFont(str(path), 12)
        assert font.isValid()
        for wanted in (range(0x20, 0x3000), range(0x1F300, 0x1F700), range(0x4E00, 0x4E80)):
            expected = {code for code in wanted if not 0xD800 <= code < 0xE000 and font.supportsCharacter(code)}
            assert _covered_by(Face(FAMILY, path, 0), frozenset(wanted)) == expected


def test_a_file_that_is_no_typeface_covers_nothing(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"x", b"ttcf" + b"\xff" * 40, b"\x00\x01\x00\x00" + b"\xff" * 400)):
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(data)
        assert _covered_by(Face("Any", path, 0), frozenset({65})) == frozenset()
