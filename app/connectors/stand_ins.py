"""Stand-ins of services that everybody knows: programs on this machine that tests and trials ask instead."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from app.connectors.web_addresses import origin_of, reach_of
from app.errors import WrongUsage
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable


def named_by(variable: str) -> str:
    """Return the stand-in that a variable of the environment names, without a slash at its end; empty: none."""
    return os.environ.get(variable, "").rstrip("/")


def check_here(urls: Iterable[str], variable: str, service: str) -> None:
    """Raise WrongUsage where one of the addresses of a stand-in is not on this machine.

    Args:
        urls: all addresses that would be asked.
        variable: the one of the environment that may name a stand-in.
        service: whose place it takes.

    """
    if not all(map(_is_here, urls)):
        raise WrongUsage(
            _("{name} does not name this machine").format(name=variable),
            _("only a stand-in that runs here may take the place of {service}").format(service=service),
            _("unset it, or let it begin with {example}").format(example="http://127.0.0.1"),
        )


def _is_here(url: str) -> bool:
    with suppress(ValueError):
        origin = origin_of(url)
        return origin.scheme == "http" and (origin.host == "localhost" or reach_of(origin.host) == "loopback")
    return False
