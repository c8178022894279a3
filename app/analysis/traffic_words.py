"""What went over the network, in words; what is said of it follows from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.wording import clock, date_words, number
from app.language import N_, _, ngettext
from app.model.foreign_text import visible
from app.model.traffic_log import TrafficLog, TrafficRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from app.model.remote import Visit

MOST_ROWS: Final = 2_000
_LONGEST: Final = 80
_ASKS: Final = frozenset({"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"})
"""Methods that ask, and whose body is empty or one of the fixed forms."""
_PURPOSES: Final = {"events": N_("events"), "calendars": N_("calendars"), "sign-in": N_("sign-in")}
_RESULTS: Final = {
    "offline": N_("not asked: offline"),
    "not-allowed": N_("not asked: another host"),
    "no-such-host": N_("no such server"),
    "unreachable": N_("out of reach"),
    "refused": N_("no connection"),
    "timed-out": N_("no answer in time"),
    "broken": N_("broken off"),
    "too-large": N_("too large"),
}
"""What the log keeps of a request without a status; what is not here stands as it is kept."""


def traffic_log(visits: Sequence[Visit], local: Callable[[int], dt.datetime]) -> TrafficLog:
    """Return the requests that were made, for people.

    Args:
        visits: all of them, oldest first.
        local: the time by the clock of this machine, for seconds since 1970 UTC.

    """
    newest = visits[: -MOST_ROWS - 1 : -1]
    return TrafficLog(sentence(visits), tuple(_row(each, local) for each in newest), len(visits) - len(newest))


def sentence(visits: Sequence[Visit]) -> str:
    """Return how many requests there were, and that nothing of a calendar was in them, where the log shows that."""
    if not visits:
        return _("Nothing went over the network.")
    hosts = len({visit.host for visit in visits})
    requests = ngettext("{count} request", "{count} requests", len(visits)).format(count=number(len(visits), 0))
    servers = ngettext("{count} server", "{count} servers", hosts).format(count=number(hosts, 0))
    if all(only_asks(visit) for visit in visits):
        return _(
            "{requests} to {servers}. Nothing of your calendar was in them: each is a fixed form with what opens it."
        ).format(requests=requests, servers=servers)
    return _("{requests} to {servers}.").format(requests=requests, servers=servers)


def only_asks(visit: Visit) -> bool:
    """Tell whether a request could bring nothing of a calendar to a server: it asks, or it signs in."""
    return visit.method in _ASKS or (visit.method == "POST" and visit.purpose == "sign-in")


def _row(visit: Visit, local: Callable[[int], dt.datetime]) -> TrafficRow:
    at = local(visit.when)
    when = f"{date_words(at.date().toordinal(), 'yMMMd')}, {clock(at.hour * 3600 + at.minute * 60)}"
    purpose = _(_PURPOSES[visit.purpose]) if visit.purpose in _PURPOSES else visible(visit.purpose, _LONGEST)
    return TrafficRow(
        when,
        visible(visit.source, _LONGEST) or _("(being added)"),
        visible(visit.host, _LONGEST),
        f"{visible(visit.method, _LONGEST)} {purpose}",
        number(visit.sent, 0),
        number(visit.received, 0),
        _(_RESULTS[visit.result]) if visit.result in _RESULTS else visible(visit.result, _LONGEST),
    )
