"""The round: what whoever leads sends to everyone, as one line of text (docs/team.md §2)."""

from __future__ import annotations

import json
from typing import Final

from app.language import _
from app.model.team import FEWEST_PEOPLE, MOST_PEOPLE, Round, week_text
from app.team.strict_json import NotTaken, digits, look_at_keys, period, strict_object, whole_number

SCHEMA: Final = "clearweek.team-round/1"
_KEYS: Final = ("k", "period", "round", "schema")
_CURLY: Final = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
"""Quotation marks that mail and chat programs put in the place of straight ones."""


def round_line(found: Round) -> str:
    """Return a round as the line of text that is sent."""
    own = {
        "schema": SCHEMA,
        "round": found.id,
        "period": {"from": week_text(found.period.monday), "weeks": found.period.weeks},
        "k": found.k,
    }
    return json.dumps(own, sort_keys=True, separators=(",", ":"))


def read_round(text: str) -> Round:
    """Return the round that a line of text says; what mail programs do to quotation marks is taken back.

    Raises:
        NotTaken: when it says none.

    """
    found = strict_object(text.strip().translate(_CURLY).encode(errors="replace"))
    if found.get("schema") != SCHEMA:
        raise NotTaken(_("It is not the line of a round."))
    look_at_keys(found, _KEYS)
    return Round(digits(found["round"]), period(found["period"]), whole_number(found["k"], FEWEST_PEOPLE, MOST_PEOPLE))
