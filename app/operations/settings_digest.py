"""What tells whether the settings are those that the stored figures were made under."""

from __future__ import annotations

from _blake2 import blake2b  # what hashlib gives too, which loads OpenSSL first
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.model.preferences import Preferences


def settings_digest(preferences: Preferences) -> bytes:
    """Return what tells whether the settings are those that the rows were made under.

    Thresholds are not among them: they decide what is found in the figures, and change none.
    """
    stays = [(since, zone.name) for since, zone in preferences.zone.stays]
    chosen = (
        stays,
        sorted(preferences.me),
        preferences.weeks,
        sorted(preferences.holidays),
        preferences.shifts,
        sorted(preferences.breaking_titles),
        preferences.count,
        preferences.no_people,
        sorted(preferences.left_out),
        sorted(preferences.series_rules.items()),
        sorted(preferences.merged.items()),
        sorted(preferences.words.items()),
    )
    return blake2b(repr(chosen).encode(), digest_size=16).digest()
