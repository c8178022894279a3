"""Which hosts a source may ask, and which addresses they may have: the judgement of the door, without any network.

What counts is the address that a name leads to and never how the name is spelt: ``2130706433``, ``0x7f.1`` and
``localhost.`` all lead to this machine.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

Reach = Literal["public", "near", "loopback", "never"]
"""Anywhere on the internet; in the network around this machine; this machine; nowhere that a calendar stands."""

_PORTS: Final = {"https": 443, "http": 80}
_LONGEST_URL: Final = 8192
_NEAR: Final = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)
"""RFC 1918, RFC 6598 (also the address of a machine in a private overlay network), and RFC 4193."""
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE: Final = ipaddress.ip_network("::/96")
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*")
_NUMBER: Final = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")
"""What a system may read as an address though it is written as none (WHATWG URL, *ends in a number*)."""


class Origin(NamedTuple):
    """Scheme, host and port: what may be asked with the same password (RFC 6454)."""

    scheme: str
    host: str
    port: int

    @property
    def name(self) -> str:
        """The host as it may be shown and logged, in punycode, with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def origin_of(url: str) -> Origin:
    """Return the origin of an address of the web.

    Raises:
        ValueError: when it is none, or not of a form that is asked: another scheme, a user in it, odd characters. The
            message does not repeat the address, which may be a secret.

    """
    return origin_and_parts(url)[0]


def origin_and_parts(url: str) -> tuple[Origin, SplitResult]:
    """Return the origin and the parts of an address of the web.

    Raises:
        ValueError: likewise.

    """
    if len(url) > _LONGEST_URL or any(character <= " " or character in "\\\x7f" for character in url):
        raise ValueError("an address with characters that none has")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("no address of the web") from None
    if parts.scheme not in _PORTS:
        raise ValueError("an address of another scheme")
    if "@" in parts.netloc:
        raise ValueError("an address with a user in it")
    return Origin(parts.scheme, _plain_host(host), port or _PORTS[parts.scheme]), parts


def _plain_host(host: str) -> str:
    """Return a host in the one spelling that is compared: lower case, punycode, no full stop at its end."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        plain = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise ValueError("a host that cannot be") from None
    if not _HOST.fullmatch(plain) or _NUMBER.fullmatch(plain):
        raise ValueError("a host that cannot be")
    return plain


def reach_of(address: str) -> Reach:
    """Return how far away an address is; one that stands for another inside it is as far as that."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "never"
    reaches = (
        {_reach(each) for each in (*_inside(found), found)}
        if isinstance(found, ipaddress.IPv4Address)
        else {_reach(each) for each in (_inside(found) or (found,))}
    )
    return reaches.pop() if len(reaches) == 1 else "never"


def _inside(address: Address) -> tuple[Address, ...]:
    """Return the IPv4 addresses that an IPv6 address carries: mapped, compatible, NAT64, 6to4, Teredo."""
    if isinstance(address, ipaddress.IPv4Address) or address == ipaddress.IPv6Address("::1"):
        return ()
    if address.teredo:
        return address.teredo
    carried = address.ipv4_mapped or address.sixtofour
    if not carried and (address in _NAT64 or address in _COMPATIBLE):
        carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return (carried,) if carried else ()


def _reach(address: Address) -> Reach:
    if address.is_loopback:
        return "loopback"
    if any(address in network for network in _NEAR):
        return "near"
    # IPv6 beyond 2000::/3 is not in use, whatever `is_global` says of it; so are multicast and site-local.
    if address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified):
        return "public" if not getattr(address, "is_site_local", False) else "never"
    return "never"


def reach_of_all(addresses: Iterable[str]) -> Reach:
    """Return how far away a host is: where its addresses differ in that, or there is none, it is not asked at all."""
    reaches = {reach_of(each) for each in addresses}
    return reaches.pop() if len(reaches) == 1 else "never"


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """The hosts that one source may ask.

    Attributes:
        origins: those that it may always ask.
        below: domains of which all hosts may be asked, by https.
        is_typed: a person typed the first origin, so it may also stand in their own network, there without https.
        may_pass_on: an answer may lead to another public host, by https; nothing that signs in goes there.

    """

    origins: tuple[Origin, ...]
    below: tuple[str, ...] = ()
    is_typed: bool = False
    may_pass_on: bool = False

    @classmethod
    def fixed(cls, *urls: str) -> AllowedHosts:
        """Return the hosts of a service that everybody knows; a loopback one is a stand-in."""
        return cls(tuple(map(origin_of, urls)))

    @classmethod
    def server(cls, url: str, *others: str, below: tuple[str, ...] = ()) -> AllowedHosts:
        """Return the host that a person typed, and those that belong to it (``others`` are addresses)."""
        return cls(tuple(map(origin_of, (url, *others))), below, is_typed=True)

    @classmethod
    def address(cls, url: str) -> AllowedHosts:
        """Return the host of the address of a calendar that a person typed; it may lead on."""
        return cls((origin_of(url),), is_typed=True, may_pass_on=True)

    def may_ask(self, origin: Origin, before: Origin | None) -> bool:
        """Whether a host may be asked, ``before`` being the one that led there."""
        if before is not None and before.scheme == "https" and origin.scheme != "https":
            return False
        if origin in self.origins:
            return True
        first = self.origins[0]
        if self.is_typed and before is not None and origin.host == first.host:
            return origin.scheme in {"https", first.scheme}
        if origin.scheme != "https":
            return False
        if any(origin.host.endswith(f".{domain}") for domain in self.below):
            return origin.port == _PORTS["https"]
        return self.may_pass_on and before is not None

    def may_reach(self, origin: Origin, reach: Reach) -> bool:
        """Whether the addresses of a host that may be asked are such as it may have."""
        if reach == "never":
            return False
        if reach == "public":
            return origin.scheme == "https"
        if self.is_typed and origin.host == self.origins[0].host:
            return True
        return reach == "loopback" and origin in self.origins
