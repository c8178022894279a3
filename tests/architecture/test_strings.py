"""Every text that a person reads goes through gettext.

Two rules that a syntax tree can tell:

1. Anywhere in app/, a literal in which two words stand side by side is a text. It is an argument of `_`,
   `ngettext` or `N_`, or it is one of the things below that nobody reads.
2. Where something is certainly shown (`print`, a `UserError`, the help of an option), one word is enough.

Nobody reads docstrings, patterns of regular expressions, the SQL of app/store, and what an assertion or an
exception says that is our own fault (`ValueError("…")`); and the generated year of the demo is a calendar, whose
titles are data.
"""

from __future__ import annotations

import ast
import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from tests.architecture.repository import ROOT, modules, shown, syntax

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKS = frozenset({"_", "ngettext", "N_"})
SHOWN = frozenset({"print", "UserError", "UnreadableInput", "WrongUsage"})
SHOWN_KEYWORDS = frozenset({"help", "description", "epilog"})
UNREAD = re.compile(r"compile|fullmatch|match|search|findall|finditer|sub|split|\w*Error|Exception|TypeVar")
KEYWORD = re.compile(
    r"\b(?:AND|BEGIN|CREATE|DELETE|FROM|INSERT|JOIN|NOT|NULL|PRAGMA|ORDER BY|SELECT|UPDATE|VACUUM|WHERE)\b"
)
COLUMNS = re.compile(r'\s*(?:"?[a-z_]+"?,\s*)+(?:"?[a-z_]+"?)?\s*')
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,:;]? [^\W\d_]{2,}")
ONE_WORD = re.compile(r"[^\W\d_]{2,}")
NOT_A_WORD = re.compile(r"\bclearweek\b|\bQt\b|\bSans Serif\b|--[a-z-]+|\{[^}]*\}")


def name_of(call: ast.Call) -> str:
    """The last part of the name that is called."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_unread(call: ast.Call) -> bool:
    return name_of(call) not in SHOWN and UNREAD.fullmatch(name_of(call)) is not None


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The text literals in a piece of code that are neither marked nor unread."""
    if isinstance(node, ast.Call) and (name_of(node) in MARKS or is_unread(node)):
        return
    if isinstance(node, ast.Assert):
        yield from literals(node.test)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    children = list(ast.iter_child_nodes(node))
    for child, following in zip_longest(children, children[1:]):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring: of the module, the class, the function or the attribute before it
        raised = following.exc if isinstance(following, ast.Raise) else None
        if isinstance(child, ast.Assign) and isinstance(raised, ast.Call) and is_unread(raised):
            continue  # message = "…", and in the next line: raise ValueError(message)
        if isinstance(node, ast.FormattedValue) and child is node.format_spec:
            continue  # how a value is written, such as ">8"
        yield from literals(child)


def words_shown(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that are certainly shown."""
    if name_of(call) in SHOWN:
        yield from call.args
    keywords = SHOWN_KEYWORDS | ({"why", "next_step"} if name_of(call) in SHOWN else set())
    yield from (keyword.value for keyword in call.keywords if keyword.arg in keywords)


def parts(value: ast.expr) -> Iterator[ast.Constant]:
    """The literals that make up a text; what a call gives is that call's business."""
    if isinstance(value, ast.Call):
        if isinstance(value.func, ast.Attribute) and value.func.attr in {"format", "join"}:
            yield from parts(value.func.value)
        return
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value
    for child in ast.iter_child_nodes(value):
        if isinstance(child, ast.expr) and not (isinstance(value, ast.FormattedValue | ast.IfExp | ast.Subscript)):
            yield from parts(child)
    if isinstance(value, ast.IfExp):
        yield from parts(value.body)
        yield from parts(value.orelse)


def of_the_program() -> list[Path]:
    # What the demo makes up is somebody's calendar; what as_json writes is read by programs, style_rules by Qt, and of
    # svg the words come from elsewhere.
    unread = {"as_json.py", "style_rules.py", "svg.py"}
    return [module for module in modules() if module.parent.name != "demo" and module.name not in unread]


def is_sql(module: Path, text: str) -> bool:
    """Whether a text is told to SQLite: it has a keyword in capitals or lists columns, in the store."""
    return module.parent.name == "store" and bool(KEYWORD.search(text) or COLUMNS.fullmatch(text))


def place(module: Path, literal: ast.Constant) -> str:
    return f"{shown(module)}:{literal.lineno} {literal.value!r}"


def test_two_words_side_by_side_are_a_text_and_marked() -> None:
    unmarked = [
        place(module, literal)
        for module in of_the_program()
        for literal in literals(syntax(module))
        if TWO_WORDS.search(NOT_A_WORD.sub("", str(literal.value))) and not is_sql(module, str(literal.value))
    ]
    assert unmarked == []


def test_every_word_that_is_shown_is_marked() -> None:
    unmarked = [
        place(module, literal)
        for module in of_the_program()
        for call in ast.walk(syntax(module))
        if isinstance(call, ast.Call)
        for value in words_shown(call)
        for literal in parts(value)
        if ONE_WORD.search(NOT_A_WORD.sub("", str(literal.value)))
    ]
    assert unmarked == []


def test_what_is_marked_can_be_found_in_a_catalogue() -> None:
    computed = [
        f"{shown(module)}:{call.lineno}"
        for module in of_the_program()
        for call in ast.walk(syntax(module))
        if isinstance(call, ast.Call) and name_of(call) in MARKS
        if any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in call.args[:2])
    ]
    assert computed == []


def test_sql_is_not_a_text_in_the_store_alone() -> None:
    statements = ("SELECT id FROM zones", "\n  CREATE TABLE days (day)", " FROM days ORDER BY day", 'id, uid, "end"')
    store, window = ROOT / "app" / "store" / "rows.py", ROOT / "app" / "ui" / "rows.py"
    assert [is_sql(store, text) for text in statements] == [True] * len(statements)
    assert not any(is_sql(window, text) for text in statements)
    assert not is_sql(store, "The data could not be opened")


def test_the_rules_see_what_they_should() -> None:
    code = ast.parse(
        '"""A docstring here."""\nx = "two words"\ny = _("not these two")\nraise ValueError("our own fault")'
    )
    assert [literal.value for literal in literals(code)] == ["two words"]
    call = ast.parse('print(f"{n} minutes", _("marked words"), "a" if x else "either")', mode="eval").body
    assert isinstance(call, ast.Call)
    assert [literal.value for value in words_shown(call) for literal in parts(value)] == [
        " minutes",
        "a",
        "either",
    ]
