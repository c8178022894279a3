"""Sentences in pieces, of which some open the evidence behind them."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """A piece of a sentence. ``opens`` names the evidence behind it; empty: plain words, not to be pressed."""

    text: str
    opens: str = ""
