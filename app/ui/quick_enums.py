"""The enumerations of Qt, made as Python's standard library makes them, in a part of its time.

Before a window is painted, PySide has made about 180 classes of `enum` with 3,250 names, 471 of them keys, since one
name of a namespace brings all of its enumerations along. To make them takes the library a fifth of the whole start.
It checks each name for what a person might write into a class; Qt's are pairs of a word and a number, and need none
of that.
"""

from __future__ import annotations

import enum
import sys
from typing import Any, Final

_KNOWN: Final = (3, 11)
"""The version of Python whose `enum` is followed here; with another one nothing is spared, and nothing differs."""
_KINDS: Final = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_TAKEN: Final = frozenset(dir(enum.IntFlag)) | {"mro", ""}
"""Names that the classes have already, which the library has to look at."""
_OWN: Final = ("_member_names_", "_member_map_", "_value2member_map_", "_unhashable_values_")
"""What each class has for itself; it shares the rest with all of its kind."""

as_ever: Final[Any] = getattr(enum.EnumType, "_create_")  # noqa: B009 (the types do not know it)
"""How the library makes a class of names and values that are handed over."""


def install() -> None:
    """Have the enumerations of Qt made here from now on; before Qt is imported."""
    if sys.version_info[:2] == _KNOWN:
        setattr(enum.EnumType, "_create_", created)  # noqa: B010


def created(kind: Any, name: str, names: Any, *, boundary: Any = None, **more: Any) -> Any:  # noqa: ANN401
    """Make a class as `as_ever` does."""
    # Only PySide asks like this: with a list of pairs, with this boundary, and for no module.
    is_from_qt = boundary is enum.KEEP and type(names) is list and more.get("module") is None
    if is_from_qt and kind in _KINDS and _are_plain(names):
        return _made(kind, name, names)
    if more.get("module") is None:
        # The library looks for it two calls up, where it would find its own now.
        more["module"] = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
    return as_ever(kind, name, names, boundary=boundary, **more)


def _are_plain(pairs: list[tuple[str, int]]) -> bool:
    held = dict(pairs)
    begins = {word[:1] for word in held}
    return _TAKEN.isdisjoint(held) and "_" not in begins and {type(value) for value in held.values()} <= {int}


_templates: dict[Any, dict[str, Any]] = {}


def _template(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what the library puts into a class of a kind without a single name."""
    if kind not in _templates:
        empty = as_ever(kind, "Empty", [], boundary=enum.KEEP)
        _templates[kind] = {word: held for word, held in vars(empty).items() if word not in {"__dict__", "__weakref__"}}
    return _templates[kind]


def _made(kind: Any, name: str, pairs: list[tuple[str, int]]) -> Any:  # noqa: ANN401
    """Return the class that the library would make."""
    canonical: list[str] = []
    by_name: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    is_flag = issubclass(kind, enum.Flag)
    body = _template(kind) | dict(zip(_OWN, (canonical, by_name, by_value, []), strict=True))
    if is_flag:
        mask = singles = 0
        for _word, value in pairs:
            mask |= value
            singles |= 0 if value & (value - 1) else value
        body |= {"_flag_mask_": mask, "_singles_mask_": singles, "_all_bits_": 2 ** mask.bit_length() - 1}
    made: Any = type.__new__(enum.EnumType, name, (kind,), body)
    is_number = issubclass(kind, int)
    put = type.__setattr__
    for word, value in pairs:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = int.__new__(made, value) if is_number else object.__new__(made)
            member._value_, member._name_, member.__objclass__ = value, word, made
            member._sort_order_ = len(canonical)
            # A name for several bits together is none that a walk through the flags comes to.
            if not is_flag or (value and not value & (value - 1)):
                canonical.append(word)
        by_name[word] = member
        put(made, word, member)
    if is_flag:
        found = [by_name[word]._value_ for word in canonical]
        if found != sorted(found):
            made._iter_member_ = made._iter_member_by_def_
    return made
