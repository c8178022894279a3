"""How everything looks: the colours in force, the fonts, the distances, and what is drawn around the focus.

Colours have the names of `resources/look/tokens.toml` (``text``, ``meeting_fill``). Read them while painting and
keep none, or a change from light to dark leaves islands.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QApplication

from app.ui import tokens
from app.ui.style_rules import rules
from app.ui.taken_along import is_picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

SPACE_XS: Final = 4
SPACE_S: Final = 8
SPACE_M: Final = 12
SPACE_L: Final = 16
SPACE_XL: Final = 24
SPACE_XXL: Final = 32
RADIUS_BLOCK: Final = 3
RADIUS_CHIP: Final = 4
RADIUS_CONTROL: Final = 6
RADIUS_CARD: Final = 8
CONTROL_HEIGHT: Final = 28
RING_WIDTH: Final = 2.0
RING_DISTANCE: Final = 2.0

_SANS: Final = "Inter"
_TABULAR: Final = QFont.Tag("tnum")
_SANS_POINTS: Final = 10.5
"""The size of Inter where no desktop says one: 14 px at 96 dots an inch, as in the pictures of the look."""
_NAMED_BY_NOBODY: Final = frozenset({"", "Sans", "Sans Serif", "sans-serif"})
"""The families that Qt falls back to where the desktop names none."""


class Kind(NamedTuple):
    """A size of text: its factor of the application's font, weight, height of a line, letter spacing in per cent.

    ``floor`` is its least size in points; ``prose`` says that its figures stand in sentences, not under each other.
    """

    factor: float
    weight: int = 400
    line: float = 1.40
    spacing: float = 100.0
    floor: float = 0.0
    prose: bool = False


KINDS: Final = {
    "caption": Kind(0.85, line=1.35, floor=8.0),
    "body": Kind(1.0),
    "strong": Kind(1.0, 600),
    "finding": Kind(1.08, line=1.38, prose=True),
    "finding_strong": Kind(1.08, 600, 1.38, prose=True),
    "title": Kind(1.15, 600, 1.33, prose=True),
    "door": Kind(1.30, 600, 1.30, prose=True),
    "sentence": Kind(1.85, line=1.33, spacing=98.5, prose=True),
    "sentence_strong": Kind(1.85, 600, 1.33, 98.5, prose=True),
    "headline": Kind(2.10, line=1.20, spacing=98.0, prose=True),
    "figure": Kind(2.15, 600, 1.20, 98.0),
    "figure_unit": Kind(1.08),
    "mono": Kind(0.90, line=1.55),
}
"""The `[type]` table of the tokens; a test holds the two together."""


class _InForce:
    """What `apply` chose last."""

    scheme: str = "light"
    wanted: str | None = None
    text_scale: float = 1.0
    colors: dict[str, tuple[QColor, ...]]
    points: float = 0.0
    family: str = ""
    fonts: dict[str, QFont]
    measures: dict[tuple[str, str], float]
    applied: bool = False
    has_ring: bool = False
    has_rules: bool = False
    is_fusion: bool = False


def application() -> QApplication:
    """Return a new application in the style that the theme builds on.

    Asked for by name on what Qt takes for a command line: to be given a style object, as `QApplication.setStyle`
    does, Python has to learn all styles first, which takes longer than the window takes to paint.
    """
    _spare_reading_sources()
    _InForce.is_fusion = True
    return QApplication(["clearweek", "-style", "fusion"])


def _spare_reading_sources() -> None:
    """Keep PySide from reading the source of every module that is imported from now on.

    It looks there for its own name, to know where its spelling of names may be switched (`snake_case`). We switch
    nothing, and what it finds makes no difference then; reading fifty files does, at the start. Where a later
    version of it does this otherwise, nothing is spared.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = _uses_no_switch


def _uses_no_switch(_module: object) -> bool:
    return False


def apply(app: QApplication, scheme: str | None = None, text_scale: float = 1.0) -> None:
    """Give the application its style, palette and fonts; before the first widget, and again for another scheme.

    Args:
        scheme: ``light``, ``dark``, ``high_contrast_light``, ``high_contrast_dark``; None follows the system.
        text_scale: enlarges every text further than the system does.
    """
    had_own_scheme = _InForce.wanted is not None
    _InForce.wanted, _InForce.text_scale = scheme, text_scale
    hints = app.styleHints()
    if not _InForce.applied:
        _InForce.applied = True
        _choose_family(app)
        if not _InForce.is_fusion:
            app.setStyle("Fusion")
        hints.colorSchemeChanged.connect(_follow)
        hints.accessibility().contrastPreferenceChanged.connect(_follow)
        app.focusChanged.connect(_focus_moved)
    if scheme is not None:
        # What the system draws, such as the frame of the window, goes along.
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme.endswith("dark") else Qt.ColorScheme.Light)
    elif had_own_scheme:
        hints.unsetColorScheme()
    _put_on(app)


def put_rules_on() -> None:
    """Put the style rules on, when the first control that they are for is made, or the first picture stands.

    They make every widget dearer, and the first picture has nothing that they are for but scroll bars.
    """
    app = QApplication.instance()
    if not _InForce.has_rules and isinstance(app, QApplication):
        _InForce.has_rules = True
        app.setStyleSheet(_sheet())


def _follow(*_: object) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _InForce.wanted is None and _scheme_of_the_system(app) != _InForce.scheme:
        _put_on(app)


def _put_on(app: QApplication) -> None:
    _InForce.scheme = _InForce.wanted or _scheme_of_the_system(app)
    values = tokens.colors(_InForce.scheme)
    _InForce.colors = {name: tuple(map(QColor, found)) for name, found in values.items()}
    _InForce.fonts, _InForce.measures = {}, {}
    app.setFont(font("body"))
    if sys.platform == "win32" and _InForce.wanted is None and _InForce.scheme.startswith("high"):
        # The person chose these colours in Windows; only our textures come on top.
        _take_colors_of(app.palette())
    else:
        app.setPalette(_palette())
    if _InForce.has_rules:
        app.setStyleSheet(_sheet())


def _sheet() -> str:
    colors = {name: found[0].name() for name, found in _InForce.colors.items()}
    return rules(colors, color("accent").darker(115).name())


def _scheme_of_the_system(app: QApplication) -> str:
    hints = app.styleHints()
    # Unknown, as on some Linux desktops, counts as light.
    scheme = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return f"high_contrast_{scheme}" if contrast else scheme


def scheme() -> str:
    """Return the scheme in force: ``light``, ``dark``, ``high_contrast_light`` or ``high_contrast_dark``."""
    return _InForce.scheme


def wanted() -> str | None:
    """Return the scheme that was asked for; None: the system's is followed."""
    return _InForce.wanted


def text_scale() -> float:
    """Return how much larger every text is than the system asks for."""
    return _InForce.text_scale


def color(name: str) -> QColor:
    """Return the colour with this name in the scheme in force, as the caller's own."""
    return QColor(_InForce.colors[name][0])


def heat() -> list[QColor]:
    """Return the five steps of the heat map, from few to many."""
    return [QColor(step) for step in _InForce.colors["heat"]]


def on_heat() -> list[QColor]:
    """Return the colour of text on each of the five steps of the heat map."""
    return [QColor(step) for step in _InForce.colors["on_heat"]]


def _take_colors_of(palette: QPalette) -> None:
    """Put the colours of a palette in the place of ours: a ground, a text, and one for what can be pressed."""
    ground, text, accent = palette.window().color(), palette.windowText().color(), palette.highlight().color()
    for name, found in _InForce.colors.items():
        is_ground = name in {"surface", "sidebar", "raised", "sunken"} or name.endswith(("_fill", "_soft"))
        new = accent if name in {"accent", "focus_ring"} else ground if is_ground or name.startswith("on_") else text
        if name == "heat":
            continue
        _InForce.colors[name] = tuple(new for _ in found)


# ---- fonts ----


def _choose_family(app: QApplication) -> None:
    given = app.font()
    if app.platformName() not in {"offscreen", "minimal"} and given.family() not in _NAMED_BY_NOBODY:
        _InForce.family, _InForce.points = given.family(), given.pointSizeF()
        if _InForce.points <= 0:
            _InForce.points = given.pixelSize() * 72 / app.primaryScreen().logicalDotsPerInch()
        return
    _InForce.points = _SANS_POINTS
    package = PathFinder.find_spec("fontpkg_inter")
    for place in (package.submodule_search_locations or ()) if package else ():
        if QFontDatabase.addApplicationFont(str(Path(place) / "files" / "Inter[opsz,wght].ttf")) >= 0:
            _InForce.family = _SANS
            return
    _InForce.family = given.family()


def font(kind: str) -> QFont:
    """Return the font of a kind of text, with figures of one width; the caller's own."""
    if kind not in _InForce.fonts:
        _InForce.fonts[kind] = _font(KINDS[kind], fixed=kind == "mono")
    return QFont(_InForce.fonts[kind])


def measures() -> dict[tuple[str, str], float]:
    """Return where `text_lines` keeps what it measured in these fonts; empty again when they change."""
    return _InForce.measures


def _font(kind: Kind, *, fixed: bool) -> QFont:
    made = QFont(_InForce.family)
    if fixed:
        made = QFont("monospace")
        made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPointSizeF(max(_InForce.points * kind.factor, kind.floor) * _InForce.text_scale)
    made.setWeight(QFont.Weight(kind.weight))
    if _InForce.family == _SANS and not fixed:
        # A font from a file is one face to Qt, whatever its axes; only the axis makes it heavier.
        made.setVariableAxis(QFont.Tag("wght"), kind.weight)
    # In Inter a hyphen becomes as wide as a figure with it, which tears compounds apart where nothing aligns. Said
    # either way, because a widget and its painter take from the application's font what theirs leaves open.
    made.setFeature(_TABULAR, 0 if kind.prose and _InForce.family == _SANS else 1)
    if kind.spacing != 100.0:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, kind.spacing)
    return made


def strong_caption() -> QFont:
    """Return the font of a caption in the heavier weight, as figures inside a texture have it; the caller's own."""
    made = font("strong")
    made.setPointSizeF(font("caption").pointSizeF())
    return made


def without_tabular_figures(made: QFont) -> QFont:
    """Return the font as words have it: figures of one width come with hyphens of that width, in words too."""
    made.setFeature(_TABULAR, 0)
    return made


def line_height(kind: str) -> float:
    """Return the height of a line as a factor of the font's size."""
    return KINDS[kind].line


# ---- focus ----


def _focus_moved(_old: QWidget | None, now: QWidget | None) -> None:
    if now is not None and focus_shows(now):
        # Imported here because the first picture has no ring.
        from app.ui.focus_ring import ring_around

        ring_around(now)
        _InForce.has_ring = True
    elif _InForce.has_ring:
        from app.ui.focus_ring import ring_around

        ring_around(None)
        _InForce.has_ring = False


def focus_shows(widget: QWidget) -> bool:
    """Return whether the widget has the focus and was given it by the keyboard, so that a ring is due."""
    return (
        not is_picture()
        and widget.hasFocus()
        and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    )


def give_focus(widget: QWidget) -> None:
    """Give a widget the focus as a key does, so that its ring shows; for our own keys."""
    # For the reasons Tab and Backtab, Qt takes only the Tab key itself for the keyboard.
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)


def draw_focus_ring(painter: QPainter, rect: QRectF, inside: bool = False, radius: float = RADIUS_CONTROL) -> None:  # noqa: FBT001, FBT002
    """Draw the ring of the keyboard's focus.

    Args:
        rect: the control.
        inside: within the control, for rows of a list; else 2 px around it, so that the painter needs room for 4 px.
        radius: of the control's own corners.
    """
    offset = -RING_WIDTH / 2 if inside else RING_DISTANCE + RING_WIDTH / 2
    painter.save()
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("focus_ring"), RING_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = max(radius + offset, 1.0)
    painter.drawRoundedRect(rect.adjusted(-offset, -offset, offset, offset), corner, corner)
    painter.restore()


def fill(painter: QPainter, rects: Iterable[QRectF], ground: QColor) -> None:
    """Fill rectangles that do not overlap.

    As a path: before its first `fillRect`, Python has to learn 170 names of gradients.
    """
    path = QPainterPath()
    for rect in rects:
        path.addRect(rect)
    painter.fillPath(path, ground)


# ---- palette ----


def _palette() -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for names, roles in (
        ("surface", (role.Window,)),
        ("raised", (role.Base, role.Button, role.ToolTipBase, role.Light, role.Midlight)),
        ("sunken", (role.AlternateBase,)),
        (
            "text",
            (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText, role.BrightText),
        ),
        ("muted", (role.PlaceholderText,)),
        ("accent_soft", (role.Highlight,)),
        ("accent", (role.Accent, role.Link, role.LinkVisited)),
        ("border", (role.Mid,)),
        ("border_strong", (role.Dark, role.Shadow)),
    ):
        for each in roles:
            made.setColor(each, color(names))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, each, color("faint"))
    return made
