"""The analysis zone where the person has chosen none."""

from __future__ import annotations

from app.environment import local_zone_name
from app.model.timezones import UTC, HomeZone, iana_zone


def system_zone() -> HomeZone:
    """Return the system's zone, UTC where its name means nothing here."""
    return HomeZone(((1, iana_zone(local_zone_name()) or UTC),))
