"""Kinds and rules as the small numbers that stand in rows; a number never changes its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.model.occurrences import Kind, RuleId

KIND_CODES: Final[dict[Kind, int]] = {
    "cancelled": 1,
    "declined": 2,
    "out_of_office": 3,
    "all_day": 4,
    "ignored": 5,
    "focus": 6,
    "free": 7,
    "meeting": 8,
    "block": 9,
}
RULE_CODES: Final[dict[RuleId, int]] = {
    "status-cancelled": 1,
    "title-cancelled": 2,
    "method-cancel": 3,
    "declined": 4,
    "out-of-office-type": 5,
    "out-of-office-status": 6,
    "out-of-office-title": 7,
    "date": 8,
    "whole-day": 9,
    "working-location": 10,
    "birthday": 11,
    "task": 12,
    "left-out": 13,
    "no-length": 14,
    "placeholder": 15,
    "focus-type": 16,
    "focus-title": 17,
    "free-status": 18,
    "transparent": 19,
    "people": 20,
    "link": 21,
    "busy-is-meeting": 22,
    "own-time": 23,
    "own-rule": 24,
    "left-out-series": 25,
}
KINDS: Final[dict[int, Kind]] = {code: kind for kind, code in KIND_CODES.items()}
RULES: Final[dict[int, RuleId]] = {code: rule for rule, code in RULE_CODES.items()}
MEETING: Final = KIND_CODES["meeting"]
BLOCK: Final = KIND_CODES["block"]
OUT_OF_OFFICE: Final = KIND_CODES["out_of_office"]

UNSURE: Final = 1
EXTERNAL: Final = 2
ORGANIZED: Final = 4
RECURS: Final = 8
"""Flags of an occurrence: what figures need of a meeting (``model.meetings.Meeting``)."""
