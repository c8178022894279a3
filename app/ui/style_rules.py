"""The short list of style rules for what Qt draws: buttons, fields and scroll bars.

They are put on the application, once a scheme: rules on a container would switch off the palette of all that it
holds.
"""

from __future__ import annotations

from typing import Final

from app.environment import resource_path

_RULES: Final = """
QPushButton { border: 1px solid $border_strong; border-radius: 6px; background: $raised; color: $text;
  padding: 3px 12px; min-height: 20px; outline: none; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $border; }
QPushButton:disabled { color: $faint; border-color: $border; }
QPushButton[kind="main"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="main"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="main"]:disabled { background: $sunken; border-color: $sunken; color: $faint; }
QPushButton[kind="quiet"], QPushButton[kind="opens"] { background: transparent;
  border-color: transparent; padding: 3px 6px; }
QPushButton[kind="quiet"] { color: $muted; }
QPushButton[kind="opens"] { color: $accent; }
QPushButton[kind="quiet"]:hover, QPushButton[kind="opens"]:hover { background: $sunken; }
QPushButton[kind="quiet"]:pressed, QPushButton[kind="opens"]:pressed { background: $border; }
QPushButton[kind="quiet"]:disabled, QPushButton[kind="opens"]:disabled { color: $faint; }
QLineEdit, QComboBox, QDateEdit, QDoubleSpinBox { border: 1px solid $border_strong; border-radius: 6px;
  background: $raised; color: $text; padding: 3px 10px; min-height: 20px; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled, QDoubleSpinBox:disabled { color: $faint;
  border-color: $border; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$down"); width: 14px; height: 14px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border_strong; border-radius: 3px; margin: 3px; min-height: 30px; min-width: 30px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def rules(colors: dict[str, str], accent_hover: str) -> str:
    """Return the rules in the colours of a scheme.

    Args:
        colors: the scheme's colours as `#RRGGBB`, by their names.
        accent_hover: the accent under the pointer.
    """
    text = _RULES.replace("$accent_hover", accent_hover).replace("$down", resource_path("icons", "down.svg").as_posix())
    # The longest names first, so that `$border` leaves `$border_strong` alone.
    for name in sorted(colors, key=len, reverse=True):
        text = text.replace(f"${name}", colors[name])
    return text
