"""What docs/adding-a-pattern.md shows does work: its modules are put where it says, and its tests are run."""

from __future__ import annotations

import ast
import importlib
import json
import re
import sys
from typing import TYPE_CHECKING, Final

import pytest

import app.analysis.pattern_words
import app.analysis.patterns
import tests.analysis.patterns
from app.analysis.figure_words import plain
from app.analysis.patterns import registry, thresholds
from tests.analysis.patterns.grounds_of import found, grounds_of, meeting
from tests.architecture.repository import ROOT
from tests.architecture.test_strings import TWO_WORDS, literals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE: Final = (ROOT / "docs" / "adding-a-pattern.md").read_text("utf-8")
MODULES: Final = dict(re.findall(r"^`(\S+\.py)`:\n\n```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
(NUMBERS,) = re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
(LINE,) = re.findall(r"^```python\n(Pattern\(.*\))\n```", PAGE, re.MULTILINE)
PACKAGES: Final = {
    each.__name__: each for each in (app.analysis.patterns, app.analysis.pattern_words, tests.analysis.patterns)
}


@pytest.fixture
def pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[registry.Pattern]:
    """The pattern of the page, as its line in the registry gives it, with its modules and numbers in place."""
    names = []
    for path, code in MODULES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code, "utf-8")
        names.append(path.removesuffix(".py").replace("/", "."))
    for name, package in PACKAGES.items():
        folder = str(tmp_path / name.replace(".", "/"))
        monkeypatch.setattr(package, "__path__", [*package.__path__, folder])
    own = json.loads((ROOT / "resources" / "thresholds.json").read_text("utf-8"))
    (tmp_path / "thresholds.json").write_text(json.dumps({**own, **json.loads(NUMBERS)}), "utf-8")
    monkeypatch.setattr(thresholds, "resource_path", tmp_path.joinpath)
    thresholds._table.cache_clear()
    finds, __, __ = (importlib.import_module(name) for name in names)
    yield eval(LINE, {"Pattern": registry.Pattern, "late_friday": finds})
    thresholds._table.cache_clear()
    for name in names:
        del sys.modules[name]
        parent, __, last = name.rpartition(".")
        delattr(PACKAGES[parent], last)


def test_the_page_shows_a_pattern_its_words_and_its_tests() -> None:
    assert list(MODULES) == [
        "app/analysis/patterns/late_friday.py",
        "app/analysis/pattern_words/late_friday.py",
        "tests/analysis/patterns/test_late_friday.py",
    ]


def test_its_tests_pass(pattern: registry.Pattern) -> None:
    module = sys.modules["tests.analysis.patterns.test_late_friday"]
    cases = [case for name, case in vars(module).items() if name.startswith("test_")]
    assert len(cases) == 3
    for case in cases:
        case()


def test_its_words_are_said_of_what_it_finds(pattern: registry.Pattern) -> None:
    fridays = [meeting(f"2026-{day} 16:00-17:00") for day in ("03-13", "03-20", "03-27", "04-03")]
    answer = found(pattern.find(grounds_of(*fridays)))
    assert plain(pattern.words.sentence(answer)) == (
        "In 4 of the last 4 weeks a meeting was scheduled on Friday at 15:00 or later."
    )
    assert pattern.words.rule({row.name: row for row in thresholds.Thresholds({}).of(pattern.id)}) == (
        "Meetings are scheduled on Friday from 15:00 on in at least 3 of the last 4 weeks."
    )


def test_its_texts_are_marked_for_translation() -> None:
    for path, code in MODULES.items():
        if path.startswith("app/"):
            assert not [text.value for text in literals(ast.parse(code)) if TWO_WORDS.search(str(text.value))], path


def test_the_numbers_are_written_as_the_resources_are() -> None:
    assert json.dumps(json.loads(NUMBERS), ensure_ascii=False, indent=2) + "\n" == NUMBERS


def test_every_module_and_document_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:app|tests|resources|docs)/\S+\.\w+)`", PAGE)) - set(MODULES)
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
