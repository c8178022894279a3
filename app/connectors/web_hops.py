"""One request after another, as redirects lead from one to the next (RFC 9110 §15.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urljoin

from app.connectors.web_addresses import origin_and_parts
from app.connectors.web_faults import WireFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.connectors.web_addresses import Origin

_LEADS_ON: Final = frozenset({301, 302, 303, 307, 308})
_SEE_OTHER: Final = 303
_WRITTEN: Final = "!#$%&'()*+,/:;=?@[]~"
"""What stays as it is in an address; all else beyond letters and digits is written as bytes (RFC 3986 §2)."""
_SIGNS_IN: Final = "authorization"


class Hop(NamedTuple):
    """One request on the way.

    Attributes:
        url: whole.
        method: of HTTP.
        headers: those of the caller that may go there.
        body: mostly empty.
        before: who led there, None for the first.

    """

    url: str
    method: str
    headers: Mapping[str, str]
    body: bytes
    before: Origin | None = None

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"Hop({self.method})"

    def whom_and_what(self) -> tuple[Origin, str]:
        """Return who is asked, and for what.

        Raises:
            WireFault: when it is no address that is ever asked.

        """
        try:
            origin, parts = origin_and_parts(self.url)
        except ValueError:
            raise WireFault("not-allowed") from None
        return origin, quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_WRITTEN)

    def next(self, status: int, headers: Mapping[str, str]) -> Hop | None:
        """Return where an answer leads, None where it is the last one; what was posted goes nowhere else.

        Raises:
            WireFault: when it leads to what is no address.

        """
        place = headers.get("location", "").strip() if status in _LEADS_ON else ""
        if not place or self.method == "POST":
            return None
        here, __ = self.whom_and_what()
        try:
            # A header is read as Latin-1, whatever was meant; as bytes it is again what was sent.
            url = urljoin(self.url, quote(place.encode("latin-1", "replace"), safe=_WRITTEN))
        except ValueError:
            raise WireFault("leads-astray") from None
        method, body = self.method, self.body
        if status == _SEE_OTHER and method != "HEAD":
            method, body = "GET", b""
        onward = Hop(url, method, self.headers, body, here)
        try:
            is_same = onward.whom_and_what()[0] == here
        except WireFault:
            raise WireFault("leads-astray") from None
        if is_same:
            return onward
        return onward._replace(headers={name: text for name, text in self.headers.items() if name.lower() != _SIGNS_IN})
