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
