"""The colours of `resources/look/tokens.toml`, the only place where their values stand.

The file is TOML, and tests read it as TOML. At the start only one scheme of it is needed, line by line, which takes
a tenth of a millisecond; the whole through `tomllib` takes longer than the first picture may cost.
"""

from __future__ import annotations

from typing import Final

from app.environment import resource_path

SCHEMES: Final = ("light", "dark", "high_contrast_light", "high_contrast_dark")


def colors(scheme: str) -> dict[str, tuple[str, ...]]:
    """Return the colours of a scheme as `#RRGGBB`: one a name, five of `heat` and of `on_heat`."""
    text = resource_path("look", "tokens.toml").read_text("utf-8")
    section = text.partition(f"[color.{scheme}]\n")[2].partition("\n[")[0]
    found = {}
    for line in section.splitlines():
        name, equals, value = line.partition(" = ")
        if equals and not name.startswith("#"):
            found[name] = tuple(piece for piece in value.split('"') if piece.startswith("#"))
    return found
