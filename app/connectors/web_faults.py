"""What can go wrong on the way to a server, as one hyphenated word for the log and as a sentence for the person."""

from __future__ import annotations

from typing import Final

from app.errors import SourceUnreachable
from app.language import N_, _

TRIES: Final = {"broken": 5, "timed-out": 2}
"""How often a request is made at most that fails so; all others fail again in the same way at once."""

_CERTIFICATE: Final = N_("{host} cannot be trusted")
_LATER: Final = N_("try again later; what was read before stays")
_ADMINISTRATOR: Final = N_("ask whoever runs it to put that right; Clearweek does not go past it")

_SENTENCES: Final = {
    "offline": (
        N_("{host} was not asked"),
        N_("Clearweek works offline"),
        N_("turn off “Work offline” to fetch what is new"),
    ),
    "not-allowed": (
        N_("{host} was not asked"),
        N_("it is no host of this source"),
        N_("check the address that you gave"),
    ),
    "not-there": (
        N_("{host} was not asked"),
        N_("its name leads into another network than it should, or to a place where no calendar stands"),
        N_("check the address that you gave"),
    ),
    "leads-astray": (
        N_("{host} leads to a place where Clearweek does not follow"),
        N_("it belongs to somebody else, lies in another network, or is less safe"),
        N_("check the address that you gave, or type the other one yourself if you know it"),
    ),
    "too-many-redirects": (
        N_("{host} did not answer"),
        N_("it only passed the question on, again and again"),
        N_("check the address that you gave"),
    ),
    "no-such-host": (
        N_("{host} cannot be found"),
        N_("no such name is known, or this machine is not connected"),
        N_("check the connection and the address; what was read before stays"),
    ),
    "unreachable": (
        N_("{host} cannot be reached"),
        N_("there is no way to it from here"),
        N_("check the connection; what was read before stays"),
    ),
    "refused": (N_("{host} cannot be reached"), N_("nothing answers there"), _LATER),
    "timed-out": (N_("{host} did not answer in time"), "", _LATER),
    "broken": (N_("The answer of {host} broke off, or made no sense"), "", _LATER),
    "too-large": (
        N_("{host} sent more than 50 MB"),
        "",
        N_("check the address; a calendar is hardly ever that large"),
    ),
    "no-tls": (N_("{host} could not be spoken to safely"), N_("it does not answer in HTTPS"), _ADMINISTRATOR),
    "certificate": (_CERTIFICATE, N_("its certificate comes from nobody whom this system trusts"), _ADMINISTRATOR),
    "certificate-self-signed": (_CERTIFICATE, N_("it wrote its certificate itself"), _ADMINISTRATOR),
    "certificate-expired": (_CERTIFICATE, N_("its certificate has run out"), _ADMINISTRATOR),
    "certificate-of-another": (_CERTIFICATE, N_("its certificate is another host's"), _ADMINISTRATOR),
    "busy": (N_("{host} cannot answer now"), N_("it says that it is too busy, or out of order"), _LATER),
}


class WireFault(Exception):
    """A request failed on its way; ``result`` says how, in the word that the log keeps."""

    def __init__(self, result: str) -> None:
        super().__init__(result)
        self.result = result


def unreachable(result: str, host: str) -> SourceUnreachable:
    """Return a fault in words; of the address only the host is in them."""
    return SourceUnreachable(*(_(part).format(host=host) if part else "" for part in _SENTENCES[result]))


def come_back(host: str, until: str) -> SourceUnreachable:
    """Return the error for a server that wants to be left alone for longer than anybody waits."""
    return SourceUnreachable(
        _("{host} cannot answer now").format(host=host),
        _("it asks not to be asked again before {time}").format(time=until),
        _("try again then; what was read before stays"),
    )
