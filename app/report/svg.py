"""Drawing as SVG, by ourselves: the same shapes give the same text, number for number.

Lengths are points of the printed page. Colours are those of ``resources/look/tokens.toml`` in its light scheme; each
role has its texture and its mark as well, as the window paints them (``app/ui/textures.py``): solid for meetings, open
with a strong edge for focus blocks, dots for fragments, hatched for outside hours, cross hatched for double-booked.
"""

from __future__ import annotations

import functools
import tomllib
from typing import TYPE_CHECKING, Final

from app.environment import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.charts import Role

WIDTH: Final = 502.0
"""Width of a page's text in points, on A4 and on Letter."""
FONTS: Final = "Inter, Helvetica, Arial, sans-serif"
TEXT_SIZE: Final = 8.2
_ADVANCES: Final = (("iljtfrI.,:;'|!() \u00a0\u202f", 0.34), ("mwMW%–—…", 0.9), ("ABCDEFGHKLNOPQRSTUVXYZ×+=", 0.7))
"""Letters of about one width, and that width as a part of the typeface's size; all others are ``_ADVANCE`` wide."""
_ADVANCE: Final = 0.6
_WIDE_FROM: Final = 0x2E7F
"""Beyond here are the scripts whose letters fill a square."""
_EDGE: Final = 2.6
"""Width of a focus block's edge at its start."""


@functools.cache
def colors() -> Mapping[str, str]:
    """Return the colours of the light scheme by role; the steps of the heat map as ``heat0`` to ``heat4``."""
    light = tomllib.loads(resource_path("look", "tokens.toml").read_text("utf-8"))["color"]["light"]
    found = {name: value for name, value in light.items() if isinstance(value, str)}
    for name in ("heat", "on_heat"):
        found |= {f"{name}{step}": value for step, value in enumerate(light[name])}
    return found


def number(value: float) -> str:
    """Return a number with at most two decimals and nothing that says nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """Return about how wide a text is, on the safe side."""
    return size * sum(1.0 if ord(each) > _WIDE_FROM else _widths().get(each, _ADVANCE) for each in text)


@functools.cache
def _widths() -> Mapping[str, float]:
    return {letter: wide for letters, wide in _ADVANCES for letter in letters}


def escaped(text: str) -> str:
    """Return text as XML holds it; what XML cannot hold becomes a mark."""
    held = "".join(each if each >= " " and each not in "\ufffe\uffff" else "\ufffd" for each in text)
    return held.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


class Canvas:
    """A picture that is being drawn."""

    def __init__(self, width: float, height: float) -> None:
        """Begin an empty picture of a size in points."""
        self.width = width
        self.height = height
        self._parts: list[str] = []
        self._textures: set[str] = set()

    # ---- shapes ----

    def rect(self, x: float, y: float, width: float, height: float, fill: str, *, round_: float = 0) -> None:
        """Fill a rectangle with a colour of the scheme."""
        corner = f' rx="{number(round_)}"' if round_ else ""
        self._parts.append(f'<rect {_box(x, y, width, height)}{corner} fill="{colors()[fill]}"/>')

    def frame(self, x: float, y: float, width: float, height: float, stroke: str, line: float = 0.6) -> None:
        """Draw the outline of a rectangle, inside it."""
        half = line / 2
        box = _box(x + half, y + half, max(width - line, 0), max(height - line, 0))
        self._parts.append(f'<rect {box} fill="none" stroke="{colors()[stroke]}" stroke-width="{number(line)}"/>')

    def line(
        self, start: tuple[float, float], end: tuple[float, float], stroke: str, width: float = 0.6, dash: str = ""
    ) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
            f' stroke="{colors()[stroke]}" stroke-width="{number(width)}"{dashed}/>'
        )

    def path(self, points: Sequence[tuple[float, float]], stroke: str, width: float = 0.9, dash: str = "") -> None:
        """Draw a line through points."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{_points(points)}" fill="none" stroke="{colors()[stroke]}"'
            f' stroke-width="{number(width)}" stroke-linejoin="round"{dashed}/>'
        )

    def area(self, points: Iterable[tuple[float, float]], fill: str) -> None:
        """Fill the shape between points."""
        self._parts.append(f'<polygon points="{_points(points)}" fill="{colors()[fill]}"/>')

    def text(self, x: float, y: float, text: str, fill: str = "muted", **how: str | float) -> None:
        """Write a text at its base line; ``how``: ``size``, ``anchor`` (start, middle, end), ``weight``."""
        size, anchor, weight = how.get("size", TEXT_SIZE), how.get("anchor", "start"), how.get("weight", 400)
        bold = f' font-weight="{weight}"' if weight != 400 else ""
        at = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" font-family="{FONTS}" font-size="{number(float(size))}"{bold}{at}'
            f' fill="{colors()[fill]}">{escaped(text)}</text>'
        )

    # ---- roles ----

    def block(self, x: float, y: float, width: float, height: float, role: Role, *, round_: float = 1.6) -> None:
        """Fill a stretch with the texture of its role."""
        if width <= 0 or height <= 0:
            return
        corner = min(round_, width / 2, height / 2)
        if role == "meeting":
            self.rect(x, y, width, height, "meeting_fill", round_=corner)
            return
        if role == "focus":
            self.rect(x, y, width, height, "focus", round_=corner)
            edge = min(_EDGE, width)
            self.rect(x + edge, y + 0.6, max(width - edge - 0.6, 0), max(height - 1.2, 0), "focus_fill")
            return
        if role != "fragment":
            self.rect(x, y, width, height, f"{role}_fill", round_=corner)
        self._textures.add(role)
        shape = f'rx="{number(corner)}" fill="url(#{role})"'
        if role != "fragment":
            shape += f' stroke="{colors()[role]}" stroke-width="{"1.1" if role == "double" else "0.6"}"'
        self._parts.append(f"<rect {_box(x, y, width, height)} {shape}/>")

    def mark(self, x: float, y: float, role: Role, size: float = 3.6) -> None:
        """Draw the mark of a role about a point: disc, ring, dotted square, diamond or crossed square."""
        color = colors()[role]
        if role == "meeting":
            self._parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(size)}" fill="{color}"/>')
        elif role == "focus":
            self.ring(x, y, size, "focus")
        elif role == "outside":
            points = [(x, y - size * 1.2), (x + size * 1.2, y), (x, y + size * 1.2), (x - size * 1.2, y)]
            self._parts.append(f'<polygon points="{_points(points)}" fill="{color}"/>')
        else:
            self.rect(x - size, y - size, 2 * size, 2 * size, "raised")
            self.frame(x - size, y - size, 2 * size, 2 * size, role, 1)
            for dx, dy in ((-0.4, -0.4), (0.4, -0.4), (-0.4, 0.4), (0.4, 0.4), (0, 0)):
                at = f'cx="{number(x + dx * size)}" cy="{number(y + dy * size)}"'
                self._parts.append(f'<circle {at} r="0.7" fill="{color}"/>')

    def ring(self, x: float, y: float, size: float, stroke: str, *, width: float = 1.8, dash: str = "") -> None:
        """Draw a ring about a point, open in its middle."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(size - width / 2)}" fill="{colors()["raised"]}"'
            f' stroke="{colors()[stroke]}" stroke-width="{number(width)}"{dashed}/>'
        )

    def disc(self, x: float, y: float, size: float, fill: str) -> None:
        """Fill a disc about a point."""
        self._parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(size)}" fill="{colors()[fill]}"/>')

    def done(self) -> str:
        """Return the picture as SVG."""
        defined = "".join(_TEXTURES[role].format(**_texture_colors()) for role in sorted(self._textures))
        size = f'width="{number(self.width)}pt" height="{number(self.height)}pt"'
        view = f'viewBox="0 0 {number(self.width)} {number(self.height)}"'
        definitions = f"<defs>{defined}</defs>" if defined else ""
        body = "\n".join(self._parts)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{definitions}\n{body}\n</svg>\n'


_TEXTURES: Final = {
    "fragment": (
        '<pattern id="fragment" width="4" height="4" patternUnits="userSpaceOnUse">'
        '<circle cx="1" cy="1" r="0.62" fill="{fragment}"/><circle cx="3" cy="3" r="0.62" fill="{fragment}"/></pattern>'
    ),
    "outside": (
        '<pattern id="outside" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="1" height="4" fill="{outside}"/></pattern>'
    ),
    "double": (
        '<pattern id="double" width="4.6" height="4.6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="0.8" height="4.6" fill="{double}"/><rect width="4.6" height="0.8" fill="{double}"/></pattern>'
    ),
}


def _texture_colors() -> dict[str, str]:
    return {name: colors()[name] for name in ("fragment", "outside", "double")}


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
