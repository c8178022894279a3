"""What a command prints on standard output: JSON, for eyes or for programs."""

from __future__ import annotations

import json
import sys


def print_json(value: object) -> None:
    """Print a value as JSON: on a terminal for eyes, in a pipe for programs."""
    sys.stdout.write(json_text(value, for_eyes=sys.stdout.isatty()))


def json_text(value: object, *, for_eyes: bool) -> str:
    """Return a value as JSON with a line end after it."""
    return (json.dumps(value, indent=2) if for_eyes else json.dumps(value, separators=(",", ":"))) + "\n"
