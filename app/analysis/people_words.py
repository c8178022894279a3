"""What is said of 1:1s and of the face-time audit (METRICS.md §9). No sentence rates a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words
from app.analysis.wording import long_date, number
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.people import FaceTime, FaceTimeRow, Mark, OneOnOne
    from app.model.slots import Fate

LONGEST_NAME = 60
_WEEK = 7
_MONTH = range(29, 33)
"""Days from one slot to the next of a series that comes each month."""


# ---- names ----


def person_name(address: str, known: Mapping[str, str] | None = None) -> str:
    """Return a readable name for an address: one that is known, else "Sam Okafor" for sam.okafor@…, else the address.

    Only a local part of letters in two parts or more, apart by a dot or an underscore, is read as a name.
    """
    name = (known or {}).get(address, "").strip() or _read_name(address) or address
    return visible(name, LONGEST_NAME)


def _read_name(address: str) -> str:
    local = address.partition("@")[0].partition("+")[0]
    parts = local.replace("_", ".").split(".")
    if len(parts) < 2 or not all(part.replace("-", "").isalpha() for part in parts):
        return ""
    return " ".join(_capitalised(part) for part in parts)


def _capitalised(part: str) -> str:
    if len(part) == 1:
        return f"{part.upper()}."
    return "-".join(piece.capitalize() for piece in part.split("-"))


# ---- 1:1s ----


def rhythm(one: OneOnOne) -> str:
    """Return how often a 1:1 comes: "every week", "every 2 weeks", "every month"; empty where that is unknown."""
    if one.spacing_days is None or one.spacing_days < 0.5:
        return ""
    days = round(one.spacing_days)
    weeks = round(days / _WEEK)
    if days in _MONTH:
        return ngettext("every month", "every {count} months", 1)
    if weeks and abs(days - weeks * _WEEK) <= 1:
        return ngettext("every week", "every {count} weeks", weeks).format(count=number(weeks, 0))
    return ngettext("every day", "every {count} days", days).format(count=number(days, 0))


def held_words(one: OneOnOne) -> str:
    """Return how many were held: "11 of 13"."""
    return _("{held} of {planned}").format(held=number(one.held, 0), planned=number(one.planned, 0))


def rhythm_words(one: OneOnOne) -> str:
    """Return what became of the slots, also for those who hear it: "11 of 13 held, 3 moved, 2 fell out"."""
    held = _("{held} of {planned} held").format(held=number(one.held, 0), planned=number(one.planned, 0))
    parts = [held]
    if one.moved:
        parts.append(ngettext("{count} moved", "{count} moved", one.moved).format(count=number(one.moved, 0)))
    if one.made_up:
        text = ngettext("{count} made up within 7 days", "{count} made up within 7 days", one.made_up)
        parts.append(text.format(count=number(one.made_up, 0)))
    if one.fell_out:
        text = ngettext("{count} fell out", "{count} fell out", one.fell_out)
        parts.append(text.format(count=number(one.fell_out, 0)))
    return ", ".join(parts)


def spoken(one: OneOnOne, known: Mapping[str, str] | None = None) -> str:
    """Return a 1:1 as a screen reader says it: the person, the rhythm, what became of it, and the days since."""
    facts = [rhythm(one), rhythm_words(one), days_since_words(one.days_since)]
    return _("{person}: {facts}").format(person=person_name(one.person, known), facts=", ".join(filter(None, facts)))


def days_since_words(days: int | None) -> str:
    """Return how long ago the last one was, in words."""
    if days is None:
        return _("none held")
    text = ngettext("{count} day since the last one", "{count} days since the last one", days)
    return text.format(count=number(days, 0))


def rhythm_phrases(going_on: int, gave_way: int, opens: str = "", opens_slips: str = "") -> tuple[Phrase, ...]:
    """Return how many 1:1s that go on kept their rhythm and how many gave way, each figure with what it opens."""
    if going_on == 0:
        return (Phrase(_("There is no recurring 1:1 in this time.")),)
    if gave_way == 0:
        text = _all_of(going_on)
        sentence = ngettext("{ones} kept its rhythm.", "{ones} kept their rhythm.", going_on)
        return figure_words.phrases(sentence, ones=Phrase(text, opens))
    if going_on == gave_way:
        text = _all_of(going_on)
        return figure_words.phrases(
            ngettext("{ones} gave way.", "{ones} gave way.", going_on), ones=Phrase(text, opens_slips or opens)
        )
    kept = going_on - gave_way
    share = _("{kept} of {count}").format(
        kept=figure_words.count(kept) if kept > 1 else _("one"),
        count=figure_words.count(going_on),
    )
    slips = ngettext("one gave way", "{count} gave way", gave_way).format(count=figure_words.count(gave_way))
    return figure_words.phrases(
        ngettext("{share} 1:1s kept its rhythm; {slips}.", "{share} 1:1s kept their rhythm; {slips}.", kept),
        share=Phrase(share[:1].upper() + share[1:], opens),
        slips=Phrase(slips, opens_slips),
    )


def _all_of(count: int) -> str:
    if count == 2:
        return _("Both 1:1s")
    return ngettext("Your 1:1", "All {count} 1:1s", count).format(count=figure_words.count(count))


def held_phrases(held: int, planned: int, opens: str) -> tuple[Phrase, ...]:
    """Return the sentence where nothing is said about a rhythm: how many slots of all 1:1s were held."""
    share = _("{held} of {planned}").format(held=number(held, 0), planned=number(planned, 0))
    sentence = ngettext("{share} slot of your 1:1s was held.", "{share} slots of your 1:1s were held.", planned)
    return figure_words.phrases(sentence, share=Phrase(share, opens))


def mark_words(mark: Mark, fate: Fate) -> str:
    """Return what became of one slot: "held", "moved, and held", "fell out: cancelled"."""
    if mark == "held":
        return _("held")
    if mark == "moved":
        return _("held, moved by 15 min or more")
    why = {"cancelled": _("cancelled"), "skipped": _("taken out of the series"), "declined": _("declined by you")}
    reason = why.get(fate, _("not counted as a meeting"))
    if mark == "made-up":
        return _("fell out ({reason}), made up within 7 days").format(reason=reason)
    return _("fell out ({reason})").format(reason=reason)


def moves_since(began: int | None) -> str:
    """Return since when moves are recorded, which is an ordinal; None: no sync has noted any change yet."""
    if began is None:
        return _("No sync has noted a change yet, so moves that a calendar does not keep may be missing.")
    return _("Moves before {day}, when recording began, may be missing.").format(day=long_date(began))


def cannot_know() -> str:
    """Return what a calendar does not say about 1:1s."""
    return _("Who moved a meeting, and why, a calendar does not say.")


# ---- the face-time audit ----


def audit_sentence(audit: FaceTime) -> str:
    """Return the most that the audit says: that face time differs, and whether that is intended."""
    if not audit.rows:
        return _("Nobody is named for the audit yet.")
    medians = [group.median_seconds for group in audit.groups]
    if len(medians) > 1 and max(medians) > min(medians):
        return _("Time in 1:1s differs between groups (median {highest} and {lowest}). Is that intended?").format(
            highest=figure_words.length(max(medians)), lowest=figure_words.length(min(medians))
        )
    seconds = [row.one_on_one_seconds for row in audit.rows]
    if max(seconds) > min(seconds):
        return _("Time in 1:1s differs between people (from {lowest} to {highest}). Is that intended?").format(
            highest=figure_words.length(max(seconds)), lowest=figure_words.length(min(seconds))
        )
    return _("Time in 1:1s is the same for all whom you named.")


def below_half_sentence(audit: FaceTime) -> str:
    """Return who had less than half of the median time, for oneself; empty where nobody had."""
    names = [name_of(row) for row in audit.rows if row.below_half]
    if not names:
        return ""
    return _("Less than half of the median time in 1:1s, for you alone: {names}.").format(names=", ".join(names))


def unnoted_sentence(audit: FaceTime) -> str:
    """Return about whom one noted nothing in the quarter, for oneself; empty where that is nobody."""
    names = [name_of(row) for row in audit.rows if not row.noted]
    if not names:
        return ""
    return _("No recognition, stretch work or promotion noted this quarter, for you alone: {names}.").format(
        names=", ".join(names)
    )


def ratio_sentence(audit: FaceTime) -> str:
    """Return how far the medians of the groups are apart, and over how many people; empty where that is unknown."""
    if audit.ratio is None:
        return ""
    text = ngettext(
        "The largest median is {ratio} times the smallest, over {count} person.",
        "The largest median is {ratio} times the smallest, over {count} people.",
        len(audit.rows),
    )
    return text.format(ratio=number(audit.ratio), count=number(len(audit.rows), 0))


def name_of(row: FaceTimeRow) -> str:
    """Return the name that the person gave, else one read from the address."""
    return person_name(row.person.address, {row.person.address: row.person.name})
