"""A member's contribution: from the figures of four weeks to bands, to bytes, and back (docs/team.md §2)."""

from __future__ import annotations

import hashlib
import hmac
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.language import _, ngettext
from app.model.team import BANDS, FIGURES, Contribution, Round, TeamFigure, TeamPeriod, week_text
from app.team.strict_json import NotTaken, digits, look_at_keys, period, strict_object, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.weeks import Week

SCHEMA: Final = "clearweek.team-contribution/1"
MODE: Final = "banded"
METRICS: Final = "1"
SIZE: Final = 4_096
"""Bytes of a contribution, so that its length says nothing (docs/team.md §2)."""
FEWEST_DAYS: Final = 8
"""Working days in the period under which a member does not contribute (docs/team.md §2)."""
_LARGEST_REV: Final = 999_999
_HOUR: Final = 3_600
_KEYS: Final = ("bands", "metrics", "mode", "period", "rev", "round", "schema", "slot")
_EDGES: Final[Mapping[TeamFigure, tuple[Fraction, Fraction]]] = {
    "meeting": (Fraction(10), Fraction(20)),
    "focus": (Fraction(10), Fraction(20)),
    "outside": (Fraction(1), Fraction(4)),
    "fragmentation": (Fraction(3, 10), Fraction(6, 10)),
}
"""From where on a value belongs to the second and to the third band; hours, and a share (docs/team.md §2)."""
OneOnOneBand = Literal["kept", "slipping", "none", "unknown"]


class Averages(NamedTuple):
    """The member's average week of the period, exact: hours, and the mean share of fragments."""

    meeting: Fraction
    focus: Fraction
    outside: Fraction
    fragmentation: Fraction


class SharedBefore(NamedTuple):
    """What the member shared before: the round, its weeks, the last revision, and its bands."""

    round: str
    period: TeamPeriod
    rev: int
    bands: tuple[str, ...]


# ---- from figures to bands ----


def averages(weeks: Sequence[Week], wanted: TeamPeriod) -> Averages:
    """Return the average week of a period.

    Args:
        weeks: the figures of its weeks, and of any others.
        wanted: the period.

    Raises:
        NotTaken: when not all of its weeks are over and covered, hold too few working days, or are unknown.

    """
    own = [week for week in weeks if wanted.monday <= week.monday <= wanted.last]
    if len(own) != wanted.weeks or not all(week.complete for week in own):
        raise NotTaken(_("Not all weeks of the round are over and covered by your calendars."))
    days = sum(week.working_days for week in own)
    if days < FEWEST_DAYS:
        text = ngettext(
            "Too few days: these weeks have {days} working day of yours, and 8 are needed.",
            "Too few days: these weeks have {days} working days of yours, and 8 are needed.",
            days,
        )
        raise NotTaken(text.format(days=days))
    if any(week.meeting_seconds is None for week in own):
        raise NotTaken(_("Your calendars do not say who is invited, so meeting hours are unknown."))
    shares = [_fragmentation(week) for week in own]
    known = [share for share in shares if share is not None]
    if not known:
        raise NotTaken(_("Your calendars leave no meeting-free working time, so fragmentation is unknown."))
    return Averages(
        meeting=_mean_hours(own, "meeting_seconds"),
        focus=_mean_hours(own, "focus_seconds"),
        outside=_mean_hours(own, "outside_hours_seconds"),
        fragmentation=sum(known, Fraction()) / len(known),
    )


def _mean_hours(weeks: Sequence[Week], name: str) -> Fraction:
    return Fraction(sum(getattr(week, name) for week in weeks), _HOUR * len(weeks))


def _fragmentation(week: Week) -> Fraction | None:
    """Return the share of meeting-free working time that lies in fragments (METRICS.md §4), exactly."""
    if week.focus_seconds is None or week.fragment_seconds is None:
        return None
    gaps = week.focus_seconds + week.fragment_seconds
    return Fraction(week.fragment_seconds, gaps) if gaps else None


def bands_of(own: Averages, one_on_ones: OneOnOneBand) -> tuple[str, ...]:
    """Return the band of each figure, in the order of ``FIGURES``."""
    found: dict[TeamFigure, str] = {"one_on_ones": one_on_ones}
    for figure, (second, third) in _EDGES.items():
        value: Fraction = getattr(own, figure)
        found[figure] = BANDS[figure][(value >= second) + (value >= third)]
    return tuple(found[figure] for figure in FIGURES)


# ---- what is shared ----


def slot_of(secret: bytes, round_id: str) -> str:
    """Return the member's slot in a round: an HMAC of the round, which nobody else can make or trace back."""
    return hmac.new(secret, round_id.encode(), hashlib.sha256).hexdigest()[:32]


def contribution(found: Round, bands: tuple[str, ...], secret: bytes, shared: Iterable[SharedBefore]) -> Contribution:
    """Return what the member shares in a round; the same bands once more give the same contribution.

    Args:
        found: the round.
        bands: the member's, in the order of ``FIGURES``.
        secret: the member's own.
        shared: all that was shared before.

    Raises:
        NotTaken: when something was shared in another round about some of these weeks (docs/team.md §2).

    """
    last: SharedBefore | None = None
    for each in shared:
        if each.round == found.id:
            last = each if last is None or each.rev > last.rev else last
            if each.period != found.period:
                raise NotTaken(_("You took part in this round when it was about other weeks."))
        elif each.period.overlaps(found.period):
            text = _(
                "You shared {week} and the weeks after it in another round. From two rounds over the same weeks, "
                "somebody could work out what is yours."
            )
            raise NotTaken(text.format(week=week_text(each.period.monday)))
    rev = 1 if last is None else last.rev + (last.bands != bands)
    return Contribution(found.id, found.period, slot_of(secret, found.id), rev, bands)


def contribution_bytes(found: Contribution) -> bytes:
    """Return the bytes of a member's file: canonical JSON, spaces up to its size, and the end of the line."""
    return canonical(found).ljust(SIZE - 1).encode("ascii") + b"\n"


def canonical(found: Contribution) -> str:
    """Return a contribution as JSON with sorted keys and no space in it."""
    own = {
        "schema": SCHEMA,
        "mode": MODE,
        "round": found.round,
        "period": {"from": week_text(found.period.monday), "weeks": found.period.weeks},
        "slot": found.slot,
        "rev": found.rev,
        "metrics": METRICS,
        "bands": dict(zip(FIGURES, found.bands, strict=True)),
    }
    return json.dumps(own, sort_keys=True, separators=(",", ":"))


# ---- what others shared ----


def read_contribution(data: bytes) -> Contribution:
    """Return what the bytes of a file say.

    Raises:
        NotTaken: when they are not exactly a contribution as this version writes it.

    """
    found = strict_object(data)
    if found.get("schema") != SCHEMA:
        raise NotTaken(_("It is no contribution to a team summary, or one of another version."))
    if found.get("metrics") != METRICS:
        raise NotTaken(_("Its figures are defined otherwise: it comes from another version."))
    if found.get("mode") != MODE:
        raise NotTaken(_("It is of a mode that this version does not read."))
    look_at_keys(found, _KEYS)
    bands = look_at_keys(found["bands"], FIGURES)
    for figure in FIGURES:
        if not isinstance(bands[figure], str) or bands[figure] not in BANDS[figure]:
            raise NotTaken(_("A band in it is none."))
    return Contribution(
        digits(found["round"]),
        period(found["period"]),
        digits(found["slot"]),
        whole_number(found["rev"], 1, _LARGEST_REV),
        tuple(bands[figure] for figure in FIGURES),
    )
