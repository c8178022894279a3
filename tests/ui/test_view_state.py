from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.model.chosen_period import KINDS, ChosenPeriod, period_with
from app.ui.page_loader import Loaded
from app.ui.shown_period import at_period, at_week, of_length, one_earlier, one_later
from app.ui.view_state import ViewState, as_words, from_words
from tests.ui.fake_workspace import FOOT, NEWEST_MONDAY, OLDEST

NEWEST = period_with("week", NEWEST_MONDAY)
HERE = ChosenPeriod("week", NEWEST_MONDAY - 14, NEWEST_MONDAY - 8)


def loaded(period: ChosenPeriod | None, newest: ChosenPeriod | None = NEWEST) -> Loaded:
    return Loaded("overview", None, period, newest, OLDEST, FOOT, (1,))


def test_what_is_kept_comes_back() -> None:
    state = ViewState("week", "own", ChosenPeriod("own", 739_000, 739_020), True, True, "00ff", "dark", "de")
    assert from_words(as_words(state)) == state
    assert from_words(as_words(ViewState())) == ViewState()


@given(st.dictionaries(st.sampled_from(list(as_words(ViewState()))), st.text(max_size=12)))
def test_what_makes_no_sense_is_as_at_the_first_start(words: dict[str, str]) -> None:
    state = from_words(words)
    assert state.page in {"overview", "week"}
    assert state.kind in KINDS
    assert from_words(as_words(state)) == state
    if state.period is not None:
        assert dt.date.fromordinal(state.period.first) <= dt.date.fromordinal(state.period.last)


def test_a_period_that_python_has_no_date_for_is_none() -> None:
    for words in ("0 7", "9 1", "1 9999999", "x y", "1", "-4 5"):
        assert from_words({"period": words}).period is None


def test_one_back_and_one_on_again_is_the_newest_as_such() -> None:
    back = one_earlier(ViewState(), loaded(NEWEST))
    assert back.period == ChosenPeriod("week", NEWEST_MONDAY - 7, NEWEST_MONDAY - 1)
    assert one_later(back, loaded(back.period)) == ViewState()


def test_there_is_nothing_before_the_first_day_nor_after_the_newest() -> None:
    first = period_with("week", OLDEST)
    state = ViewState(period=first)
    assert one_earlier(state, loaded(first)) is state
    assert one_later(ViewState(), loaded(NEWEST)) == ViewState()
    assert one_earlier(state, loaded(None, None)) is state


def test_another_length_holds_the_end_of_what_is_shown() -> None:
    state = of_length(ViewState(period=HERE), HERE, "quarter", period_with("quarter", NEWEST_MONDAY))
    assert state == ViewState(kind="quarter"), "the newest quarter holds it"
    year_before = ChosenPeriod("week", HERE.first - 364, HERE.last - 364)
    state = of_length(ViewState(period=year_before), year_before, "year", period_with("year", NEWEST_MONDAY))
    assert state.period == period_with("year", year_before.last)
    assert of_length(ViewState(), NEWEST, "year", None) == ViewState(kind="year")


def test_a_week_is_reached_by_its_monday_up_to_the_one_to_come() -> None:
    state = ViewState("week", "year")
    assert at_week(state, HERE.first, NEWEST, OLDEST) == ViewState("week", "week", HERE)
    assert at_week(state, NEWEST_MONDAY, NEWEST, OLDEST) == ViewState("week", "week")
    assert at_week(state, NEWEST_MONDAY + 7, NEWEST, OLDEST) == ViewState("week", "week", None, True)
    assert at_week(state, NEWEST_MONDAY + 14, NEWEST, OLDEST) is state
    assert at_week(state, OLDEST - 7, NEWEST, OLDEST) is state
    assert at_week(state, HERE.first, None, None).period == HERE


def test_an_own_period_stays_itself_though_it_ends_with_the_newest_week() -> None:
    own = ChosenPeriod("own", NEWEST_MONDAY - 30, NEWEST_MONDAY + 6)
    assert at_period(ViewState(coming=True), own, None) == ViewState(kind="own", period=own)
