from __future__ import annotations

import subprocess
import sys

from tests.architecture.repository import ROOT

STARTED = "from app.spared_library import spare_library\nspare_library()\n"


def said(code: str) -> str:
    """What the code prints in a new interpreter, after the library was spared."""
    run = subprocess.run([sys.executable, "-c", STARTED + code], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_a_module_that_was_spared_is_there_for_who_wants_it() -> None:
    code = """
import inspect, ipaddress, ntpath, pathlib, sys, urllib.parse
before = [hasattr(sys.modules[name], "__file__") for name in ("inspect", "ipaddress", "ntpath")]
print(before, inspect.isfunction(print), ipaddress.ip_address("127.0.0.1").is_loopback, ntpath.join("a", "b"))
print(pathlib.PureWindowsPath("c:/a") / "b", urllib.parse.urlsplit("http://[::1]:80/").hostname)
from inspect import signature
print(signature(lambda a: a), [hasattr(sys.modules[name], "__file__") for name in ("inspect", "ipaddress", "ntpath")])
"""
    assert said(code).splitlines() == [r"[False, False, False] False True a\b", r"c:\a\b ::1", "(a) [True, True, True]"]


def test_annotations_of_named_tuples_still_have_their_value() -> None:
    code = """
import typing
import app.model.timezones as module
from app.model.occurrences import Occurrence
print(typing.get_type_hints(module.Change))
days = Occurrence.__annotations__["days"]
print(days, days == typing.ForwardRef("tuple[int, int] | None"))
class Starred(typing.NamedTuple):
    all: "tuple[*tuple[int, ...]]"
print(typing.get_type_hints(Starred))
"""
    assert said(code).splitlines() == [
        "{'epoch': <class 'int'>, 'offset': <class 'int'>}",
        "ForwardRef('tuple[int, int] | None') True",
        "{'all': tuple[*tuple[int, ...]]}",
    ]


def test_functions_of_our_dataclasses_are_compiled_when_they_are_first_called_and_do_the_same() -> None:
    code = """
import dataclasses, types
from app.model.journal import Entry, Promise
import app.model.journal as module
def codes():
    return [getattr(Promise, name).__code__.co_filename for name in ("__init__", "__eq__", "__hash__")]
before = codes()
one, same, other = Promise(what="a"), Promise(what="a"), dataclasses.replace(Promise(what="a"), what="b")
print(one == same, one == other, one != "a", hash(one) == hash(same), len({one, same, other}))
print([name.endswith("spared_library.py") for name in before], codes())
print(repr(one) == repr(same), repr(other).startswith("Promise(what='b', "), Promise.__init__.__qualname__)
for change in (lambda: setattr(one, "what", "c"), lambda: delattr(one, "what")):
    try:
        change()
    except dataclasses.FrozenInstanceError as error:
        print(error)
try:
    Promise()
except TypeError as error:
    print(error)
@dataclasses.dataclass
class Elsewhere:
    a: int
print(Elsewhere.__init__.__code__.co_varnames)
"""
    assert said(code).splitlines() == [
        "True False True True 2",
        "[True, True, True] ['<string>', '<string>', '<string>']",
        "True True Promise.__init__",
        "cannot assign to field 'what'",
        "cannot delete field 'what'",
        "Promise.__init__() missing 1 required keyword-only argument: 'what'",
        "('self', 'a')",
    ]


def test_what_inherits_of_our_dataclasses_and_what_begins_after_init_work_as_ever() -> None:
    code = """
from dataclasses import dataclass, field
__name__ = "app.invented"
@dataclass(frozen=True, slots=True)
class Above:
    a: int
    b: list[int] = field(default_factory=list)
@dataclass(frozen=True, slots=True)
class Below(Above):
    c: int = 3
    def __post_init__(self):
        object.__setattr__(self, "c", self.a + self.c)
@dataclass(order=True)
class Plain:
    a: int
class More(Plain):
    pass
first, second = Below(1), Below(1)
print(first, first.b is second.b, first == second, Above(1) == Below(1), Above(1))
print(Plain(1) < Plain(2), More(2) == More(2), More(2) == Plain(2), [More(3).a, Plain(4).a])
"""
    assert said(code).splitlines() == [
        "Below(a=1, b=[], c=4) False True False Above(a=1, b=[])",
        "True True False [3, 4]",
    ]
