"""What a command prints on standard output: JSON, for eyes or for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def print_json(value: object) -> None:
    """Print a value as JSON: on a terminal for eyes, in a pipe for programs."""
    sys.stdout.write(json_text(value, for_eyes=sys.stdout.isatty()))


def json_text(value: object, *, for_eyes: bool) -> str:
    """Return a value as JSON with a line end after it."""
    return (json.dumps(value, indent=2) if for_eyes else json.dumps(value, separators=(",", ":"))) + "\n"


def print_bytes(pieces: Iterable[bytes]) -> None:
    """Write to standard output without any change of line ends."""
    out = getattr(sys.stdout, "buffer", None)
    if out is None:
        sys.stdout.write(b"".join(pieces).decode())
        return
    sys.stdout.flush()
    for piece in pieces:
        out.write(piece)
    out.flush()
