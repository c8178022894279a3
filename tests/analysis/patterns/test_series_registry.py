"""The list of the patterns about series and people, and what is said of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.series_registry import SERIES_PATTERNS
from app.analysis.patterns.thresholds import Thresholds
from app.model.findings import NotKnown
from tests.analysis.patterns.series_grounds import grounds_of
from tests.builders import at, event

if TYPE_CHECKING:
    from app.analysis.pattern_words.texts import PatternWords

EACH = pytest.mark.parametrize(("pattern", "words"), [(pattern, words) for pattern, __, words in SERIES_PATTERNS])
VERDICTS = re.compile(r"\b(bad|worst|poor|lazy|micromanag\w+|toxic|fail\w*|attended|worked)\b", re.IGNORECASE)


def test_it_holds_the_eight_in_the_order_of_the_metrics() -> None:
    assert [each[0] for each in SERIES_PATTERNS] == [
        "status-ritual",
        "spectator",
        "zombie-series",
        "same-circle",
        "oversight",
        "one-on-one-slips",
        "one-on-one-status",
        "face-time",
    ]


@EACH
def test_its_rule_names_every_number_that_holds(pattern: str, words: PatternWords) -> None:
    usual = {each.name: each for each in Thresholds({}).of(pattern)}
    for name, each in usual.items():
        changed = Thresholds({f"{pattern}.{name}": 0.77 if each.unit == "share" else 77}).of(pattern)
        rule = words.rule({own.name: own for own in changed})
        assert "77" in rule, name
        assert "{" not in rule
    assert words.rule(usual).endswith(".")


@EACH
def test_its_words_rate_nobody(pattern: str, words: PatternWords) -> None:
    rule = words.rule({each.name: each for each in Thresholds({}).of(pattern)})
    for text in (words.name, rule, words.cannot_know, words.suggestion):
        assert text
        assert VERDICTS.search(text) is None


@pytest.mark.parametrize(("pattern", "find"), [(pattern, find) for pattern, find, __ in SERIES_PATTERNS])
def test_where_nobody_is_named_nothing_is_known(pattern: str, find: object) -> None:
    busy = event("SUMMARY:Busy", *at("20260202T100000Z", "20260202T110000Z"), "RRULE:FREQ=DAILY", uid="busy")
    assert callable(find)
    expected = "not-set-up" if pattern == "face-time" else "no-people"
    assert find(grounds_of(busy)) == NotKnown(expected)  # type: ignore[arg-type]
