"""What each signal of a page leads to in the window; a page that lacks a signal is left alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.ui.view_state import as_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.main_window import MainWindow


def slots_of(window: MainWindow) -> dict[str, Callable[..., None]]:
    """Return, by the name of a signal, what it leads to."""
    return {
        "evidence_wanted": window.open_evidence,
        "coming_changed": window.show_coming,
        "week_wanted": window.show_week,
        # The actions are made after the first picture.
        "history_wanted": lambda: window.actions_by_name.run("history"),
        "failed": window.incoming.show_error,
        **window.words.slots(),
        "try_wanted": window.show_pattern,
        "pattern_chosen": window.keep_pattern,
        "word_taken_back": window.words.take_back,
        "number_wanted": window.patterns.set_number,
        "budget_chosen": window.patterns.set_budget,
        "experiment_wanted": window.patterns.try_out,
        "draft_kept": partial(_keep_draft, window),
        "again_wanted": window.reload,
    }


def _keep_draft(window: MainWindow, draft: str) -> None:
    """Keep what was tried on the What-if page, for the next picture, and for the next start however this one ends."""
    window.state = window.state._replace(draft=draft)
    window.incoming.keep_soon(as_words(window.state))
