"""What the options that change figures or name a period come to: zones, hours, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.environment import local_zone_name
from app.errors import WrongUsage
from app.language import _
from app.model.preferences import WorkingWeek
from app.model.timezones import HomeZone, iana_zone, iana_zone_any_case

if TYPE_CHECKING:
    import argparse

    from app.model.preferences import Interval


def choices_of(words: argparse.Namespace) -> dict[str, Any]:
    """Return the fields of ``Preferences`` that the options choose; nothing for an option that was not given.

    Raises:
        WrongUsage: when one of them makes no sense.

    """
    chosen: dict[str, Any] = {}
    if words.tz is not None:
        chosen["zone"] = home_zone(words.tz)
    if words.me:
        chosen["me"] = frozenset(_own_address(address) for address in words.me)
    if words.work is not None:
        chosen["weeks"] = (WorkingWeek(1, working_hours(words.work)),)
    if words.no_people is not None:
        chosen["no_people"] = words.no_people
    return chosen


def look_at_period(words: argparse.Namespace) -> None:
    """Raise WrongUsage when --to lies before --from."""
    if words.first is not None and words.last is not None and words.last < words.first:
        raise WrongUsage(_("The last day lies before the first"), next_step=_("give --from before --to"))


def home_zone(name: str | None) -> HomeZone:
    """Return the analysis zone of a name, None for the system's.

    Raises:
        WrongUsage: when there is no such zone.

    """
    wanted = name if name is not None else local_zone_name()
    zone = iana_zone(wanted) or iana_zone_any_case(wanted)
    if zone is None:
        raise WrongUsage(
            _("There is no time zone “{name}”").format(name=wanted),
            next_step=_("give one like Europe/Berlin"),
        )
    return HomeZone(((1, zone),))


def _own_address(text: str) -> str:
    address = text.strip().casefold().removeprefix("mailto:")
    if "@" not in address:
        raise WrongUsage(
            _("“{value}” is not an address").format(value=text), next_step=_("give one like me@example.com")
        )
    return address


def working_hours(text: str) -> tuple[tuple[Interval, ...], ...]:
    """Return the working intervals of each weekday, Monday first (``app.model.working_hours``).

    Raises:
        WrongUsage: when it cannot be read so.

    """
    # Imported here because few give hours with a command.
    from app.model.working_hours import WorkingHoursError
    from app.model.working_hours import working_hours as hours_from

    try:
        return hours_from(text)
    except WorkingHoursError as error:
        raise WrongUsage(error.what, next_step=error.next_step) from None
