from __future__ import annotations

import re

import pytest

from app.analysis.patterns.registry import PATTERNS
from app.analysis.patterns.thresholds import Thresholds, known_thresholds
from tests.architecture.repository import ROOT, modules


def test_every_pattern_has_its_module_its_words_and_its_line() -> None:
    ids = [pattern.id for pattern in PATTERNS]
    assert len(ids) == len(set(ids))
    for pattern in PATTERNS:
        name = pattern.id.replace("-", "_")
        assert pattern.find.__module__ == f"app.analysis.patterns.{name}"
        assert pattern.words.sentence.__module__ == f"app.analysis.pattern_words.{name}"


def test_every_module_of_patterns_with_an_id_is_in_the_registry() -> None:
    known = {f"app/analysis/patterns/{pattern.id.replace('-', '_')}.py" for pattern in PATTERNS}
    found = {
        module.relative_to(ROOT).as_posix()
        for module in modules("app/analysis/patterns")
        if re.search(r"^ID\b[^=]*= ", module.read_text("utf-8"), re.MULTILINE)
    }
    assert found == known


@pytest.mark.parametrize("pattern", sorted({name.partition(".")[0] for name in known_thresholds()}))
def test_every_threshold_has_a_source_and_its_strength(pattern: str) -> None:
    rows = Thresholds({}).of(pattern)
    assert rows
    for row in rows:
        assert row.source.strip()
        assert re.fullmatch(r"[A-D](/[A-D])?", row.strength)
        assert re.fullmatch(r"[a-z]+", row.unit)
        assert row.value == row.default > 0


def test_no_threshold_is_of_no_pattern() -> None:
    assert {name.partition(".")[0] for name in known_thresholds()} <= {pattern.id for pattern in PATTERNS}
