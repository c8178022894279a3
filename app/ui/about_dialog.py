"""What the program is made of, under which licences, and where a person's data lie."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from app.language import _
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.operations.about import Part
    from app.operations.workspace import Workspace
    from app.progress import Progress

_LETTERS: Final = 76
_LINES: Final = 27
_SHARE_OF_SCREEN: Final = 0.9
_SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class AboutDialog(QDialog):
    """Versions and licences as text that can be selected, and where the data lie."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Clearweek"))
        self.text = QPlainTextEdit(self)
        self.text.setFont(theme.without_tabular_figures(theme.font("body")))
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(_SELECTABLE)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setAccessibleName(_("Versions and licences"))
        self.home = PlainLabel(str(workspace.home), "mono", parent=self, wrap=True)
        self.home.setTextInteractionFlags(_SELECTABLE)
        self.home.setAccessibleName(_("Where your data lie"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(PlainLabel(_("About Clearweek"), "door", parent=self))
        lead = _("Reads calendars on this computer and says how much time to think they leave.")
        rows.addWidget(PlainLabel(lead, parent=self, wrap=True))
        lies = _("Nothing is uploaded: what Clearweek keeps lies in one folder of this computer.")
        rows.addWidget(PlainLabel(lies, parent=self, wrap=True))
        rows.addWidget(self.home)
        rows.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.close_button = button(_("Close"), parent=self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        foot.addWidget(self.close_button)
        rows.addLayout(foot)
        metrics = self.fontMetrics()
        room = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        wanted = (metrics.averageCharWidth() * _LETTERS, metrics.height() * _LINES)
        self.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))
        self.close_button.setFocus()
        background.start(partial(_parts, workspace), self._show, self._fail, self)

    def _show(self, parts: Sequence[Part]) -> None:
        lines = []
        for part in parts:
            known = [part.name, part.version, part.licence]
            lines.append(" · ".join(filter(None, known)))
            if part.name == "Python":
                lines.append(f"Qt · {qVersion()} · LGPL-3.0-only")
        self.text.setPlainText("\n".join(lines))

    def _fail(self, error: UserError) -> None:
        self.text.setPlainText(error.sentence())


def _parts(workspace: Workspace, _progress: Progress) -> Sequence[Part]:
    # Imported here because it is seen hardly ever.
    from app.operations.about import parts_of

    return parts_of(workspace)
