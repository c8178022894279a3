"""The numbers of the rules, as a person changes them."""

from __future__ import annotations

import pytest

from app.analysis.patterns.thresholds import Thresholds
from app.analysis.rule_numbers import SOURCES, STRENGTHS, as_kept, rule_number
from app.model.pattern_ids import PATTERN_IDS


@pytest.mark.parametrize("pattern", PATTERN_IDS)
def test_every_number_has_a_name_a_source_and_a_range_that_holds_its_default(pattern: str) -> None:
    numbers = Thresholds({}).of(pattern)
    shown = [rule_number(pattern, each) for each in numbers]
    assert len({each.name for each in shown}) == len(shown)
    for threshold, each in zip(numbers, shown, strict=True):
        assert each.least <= each.default <= each.most
        assert each.value == each.default
        assert round(each.value, each.decimals) == each.value
        assert threshold.strength in STRENGTHS
        assert each.strength.startswith(f"{threshold.strength} · ")
        assert threshold.source in SOURCES


def test_every_source_is_marked_for_translation_and_none_is_left_over() -> None:
    used = {each.source for pattern in PATTERN_IDS for each in Thresholds({}).of(pattern)}
    assert used == set(SOURCES)


@pytest.mark.parametrize("pattern", PATTERN_IDS)
def test_what_is_shown_is_kept_as_it_was(pattern: str) -> None:
    for threshold in Thresholds({}).of(pattern):
        assert as_kept(threshold, rule_number(pattern, threshold).value) == threshold.value


def test_a_share_is_shown_in_per_cents_and_a_length_with_its_unit() -> None:
    share, minutes, *_ = (rule_number("meeting-load", each) for each in Thresholds({}).of("meeting-load"))
    assert (share.value, share.suffix) == (50, "\u202f%")
    assert (minutes.value, minutes.suffix) == (1200, "\u202fmin")
