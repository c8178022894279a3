"""Series that are counted as one, and the rules of those that are (METRICS.md §1).

Apart from the words that say so: every import needs this, and none of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.model.uids import joined_uid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.preferences import Preferences, SeriesRule


class LookAlike(NamedTuple):
    """Two series of different UIDs that look alike: an offer to count one as the other (METRICS.md §1).

    Attributes:
        uid: the one that would be counted as the other, less Google's ``_R…``.
        into: the other.
        title: of both, as the other writes it.
        together: how many occurrences of both are at the same time.
        of: how many occurrences the one with fewer has.

    """

    uid: str
    into: str
    title: str
    together: int
    of: int


def counted_as(uid: str, merged: Mapping[str, str]) -> str:
    """Return the UID that a series is counted as, its own less Google's ``_R…`` where it is not merged."""
    at = joined_uid(uid)
    # A circle cannot be made by the verbs; whatever stands in the file must end all the same.
    for _step in range(len(merged)):
        further = merged.get(at)
        if further is None:
            break
        at = further
    return at


def rules_with_merged(rules: Mapping[str, SeriesRule], merged: Mapping[str, str]) -> dict[str, SeriesRule]:
    """Return the rule of each series that has one: its own, else that of the series it is counted as."""
    inherited = {uid: rules[into] for uid in merged if (into := counted_as(uid, merged)) in rules}
    return {**inherited, **rules}


def rule_of(uid: str, preferences: Preferences) -> SeriesRule | None:
    """Return what the person said that a series counts as, itself or the one it is counted as; None: nothing."""
    rules = preferences.series_rules
    return rules.get(joined_uid(uid)) or rules.get(counted_as(uid, preferences.merged))
