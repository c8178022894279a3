"""The enumerations of Qt made quickly are those that the standard library makes."""

from __future__ import annotations

import enum
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from app.ui import quick_enums
from tests.architecture.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)


def enumerations(place: Any, seen: set[Any]) -> Iterator[Any]:
    """All enumerations in a module or a class, and in the classes there."""
    for name in dir(place):
        held = getattr(place, name, None)
        if not isinstance(held, type) or held in seen or not held.__module__.startswith("PySide6"):
            continue
        seen.add(held)
        if issubclass(held, enum.Enum):
            yield held
        else:
            yield from enumerations(held, seen)


def names_in(*places: Any) -> list[str]:
    """The modules and names of all enumerations in some modules, with how many members each has."""
    seen: set[Any] = set()
    found = [each for place in places for each in enumerations(place, seen)]
    return sorted(f"{each.__module__}.{each.__qualname__}:{len(each.__members__)}" for each in found)


def asked_for(made_by: Any, qt: Any) -> Any:
    """A class of the names and values of one of Qt's, asked for as PySide does."""
    pairs = [(name, member.value) for name, member in qt.__members__.items()]
    wish = {"module": None, "qualname": None, "type": None, "start": 1, "boundary": enum.KEEP}
    return made_by(qt.__base__, qt.__name__, pairs, **wish)


def told(made: Any) -> dict[str, Any]:
    """All that a class knows, with its members in words."""
    shown = {name: held for name, held in vars(made).items() if name not in {"__module__", "__weakref__", "__dict__"}}
    for name, held in shown.items():
        if isinstance(held, made):
            shown[name] = (type(held.value), sorted(vars(held).items(), key=str))
        elif name in {"_member_map_", "_value2member_map_"}:
            shown[name] = [(key, member.name, repr(member), str(member), hash(member)) for key, member in held.items()]
        elif isinstance(held, staticmethod):
            shown[name] = held.__func__
    return {name: repr(held) for name, held in shown.items()}


def test_each_enumeration_of_qt_made_quickly_is_the_one_of_the_library() -> None:
    seen: set[Any] = set()
    all_of_qt = [each for place in (QtCore, QtGui, QtWidgets) for each in enumerations(place, seen)]
    assert len(all_of_qt) > 400
    for qt in all_of_qt:
        assert qt.__base__ in KINDS
        quick, ever = (asked_for(made_by, qt) for made_by in (quick_enums.created, quick_enums.as_ever))
        assert told(quick) == told(ever), qt


def test_flags_made_quickly_are_joined_inverted_and_walked_through_as_those_of_the_library() -> None:
    quick, ever = (asked_for(made, QtCore.Qt.AlignmentFlag) for made in (quick_enums.created, quick_enums.as_ever))

    def answers(flags: Any) -> list[str]:
        both = flags.AlignLeft | flags.AlignBottom
        found = [both, ~both, both & flags.AlignLeft, both ^ flags.AlignBottom, flags(0), flags(0x10001)]
        return [*map(repr, found), repr(list(both)), repr(list(flags)), str(len(flags)), repr(flags["AlignTop"])]

    assert answers(quick) == answers(ever)


def test_a_member_made_quickly_is_found_by_its_value_kept_and_cannot_be_changed() -> None:
    assert QtCore.Qt.Key(0x41) is QtCore.Qt.Key.Key_A
    assert pickle.loads(pickle.dumps(QtCore.Qt.Key.Key_A)) is QtCore.Qt.Key.Key_A
    quick = asked_for(quick_enums.created, QtCore.Qt.Key)
    assert quick(0x41) is quick.Key_A
    with pytest.raises(ValueError, match="is not a valid Key"):
        quick(-5)
    with pytest.raises(AttributeError, match="cannot reassign member"):
        quick.Key_A = 3


def test_what_does_not_come_from_qt_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ever = quick_enums.as_ever

    def watched(kind: Any, name: str, names: Any, **more: Any) -> Any:
        asked.append(name)
        return ever(kind, name, names, **more)

    monkeypatch.setattr(quick_enums, "as_ever", watched)
    quick_enums.created(enum.Enum, "Words", "one two", module="here")
    quick_enums.created(enum.IntEnum, "Pairs", [("one", 1)], module="here", boundary=enum.KEEP)
    quick_enums.created(enum.IntEnum, "Taken", [("real", 1)], boundary=enum.KEEP)
    quick_enums.created(enum.Enum, "Texts", [("one", "1")], boundary=enum.KEEP)
    quick_enums.created(enum.Enum, "Hidden", [("_one", 1)], boundary=enum.KEEP)
    assert asked == ["Words", "Pairs", "Taken", "Texts", "Hidden"]


def test_a_class_that_python_makes_knows_its_module_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enum.EnumType, "_create_", quick_enums.created)
    assert enum.Enum("Words", "one two").__module__ == __name__


def test_after_a_start_all_enumerations_of_qt_have_their_modules_and_names() -> None:
    code = (
        "from app.ui import quick_enums; quick_enums.install()\n"
        "from PySide6 import QtCore, QtGui, QtWidgets\n"
        "from tests.ui.test_quick_enums import names_in\n"
        "print('\\n'.join(names_in(QtCore, QtGui, QtWidgets)))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == names_in(QtCore, QtGui, QtWidgets)


def test_it_is_put_in_only_for_the_python_that_it_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    before = quick_enums.as_ever
    monkeypatch.setattr(enum.EnumType, "_create_", before)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    quick_enums.install()
    assert vars(enum.EnumType)["_create_"] is before
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    quick_enums.install()
    assert vars(enum.EnumType)["_create_"] is quick_enums.created
