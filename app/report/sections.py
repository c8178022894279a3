"""The sections of a report and the ways to set it: what may be chosen before a report is composed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from app.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SectionId = Literal[
    "summary",
    "load",
    "focus",
    "patterns",
    "series",
    "inflation",
    "people",
    "outcomes",
    "conditions",
    "delivered",
    "try",
    "definitions",
    "limits",
]
SECTIONS: Final[tuple[SectionId, ...]] = get_args(SectionId)
"""Every section in the order in which it stands in a report."""
Paper = Literal["a4", "letter"]
Names = Literal["shown", "replaced", "anonymous"]
"""Titles and names as they are; or replaced; or replaced, with nothing about single days or hours of the day either."""

SECTION_NAMES: Final[Mapping[SectionId, str]] = {
    "summary": N_("The page that says it all"),
    "load": N_("Load"),
    "focus": N_("Focus"),
    "patterns": N_("Patterns and their evidence"),
    "series": N_("Series and what they cost"),
    "inflation": N_("Meeting inflation, and why"),
    "people": N_("1:1s"),
    "outcomes": N_("Outcomes"),
    "conditions": N_("Conditions"),
    "delivered": N_("What I delivered"),
    "try": N_("What to try"),
    "definitions": N_("What the figures mean"),
    "limits": N_("What a calendar cannot know"),
}
