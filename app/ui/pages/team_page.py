"""The Team page: a round, one's own contribution with every byte of it, and the summary of files that one was given."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.chosen_period import period_with
from app.model.team_page import TeamRequest
from app.ui import theme
from app.ui.buttons import button
from app.ui.card import Card
from app.ui.page_margins import is_wide, keep_margins
from app.ui.plain_label import PlainLabel
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.step_line import StepLine
from app.ui.tab_order import follow_layout
from app.ui.team_preview import BandsCard, BytesCard, PromisesOfSharing
from app.ui.team_round import MakeRoundCard, RoundInHandCard, TakeRoundCard
from app.ui.team_summary import SummaryCard
from app.ui.text_lines import TEXT_CHANGES
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.model.chosen_period import ChosenPeriod
    from app.model.team_page import SummaryPicture, TeamPicture
    from app.operations.workspace import Workspace
    from app.ui.view_state import ViewState

_BESIDE_FROM: Final = 110
_THREE_FROM: Final = 180
"""Mean letters of the body from which there are two columns, and three of a wide page."""
_SHARES: Final = (62, 38, 0)
_SHARES_OF_THREE: Final = (39, 34, 27)


def _period(workspace: Workspace, state: ViewState) -> ChosenPeriod:
    found = state.period or workspace.newest_period(state.kind)
    return found or period_with(state.kind, dt.datetime.now().astimezone().date().toordinal())


class _RefusedCard(Card):
    """Why one cannot take part in the round."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        self.why = PlainLabel("", "body", parent=self, wrap=True)
        layout.addWidget(self.why)


class TeamPage(QScrollArea):
    """The page, which scrolls as a whole.

    Signals:
        evidence_wanted: as every page has it; nothing of a team opens events.
        team_wanted: something is asked for; carries the `TeamRequest`, and what takes a summary.
    """

    evidence_wanted = Signal(str)
    team_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: TeamPicture | None = None
        self._content = QWidget()
        self.sentence = Sentence()
        self._note = PlainLabel("", "caption", "muted", wrap=True)
        self.steps = StepLine(self._content)
        self.take = TakeRoundCard(self._content)
        self.make = MakeRoundCard(self._content)
        self.bands = BandsCard(self._content)
        self.refused = _RefusedCard(self._content)
        self.promises = PromisesOfSharing(self._content)
        self.round = RoundInHandCard(self._content)
        self.bytes = BytesCard(self._content)
        self.summary = SummaryCard(self._content)
        self._make_foot()
        self._placed: tuple[object, ...] = ()
        self._has_asked = False
        self._lay_out()
        self.setViewport(QWidget())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Team"))
        for card in (self.take, self.make, self.round, self.summary):
            card.wanted.connect(self._ask)
        for part in (self.steps, self.foot, *self._cards()):
            part.hide()

    def _cards(self) -> tuple[QWidget, ...]:
        return (
            self.take, self.make, self.bands, self.refused, self.promises, self.round, self.bytes, self.summary,
        )  # fmt: skip

    def _make_foot(self) -> None:
        """Make the line at the end: what was shared before, and three buttons of which *Cancel* is the default."""
        self.foot = QWidget(self._content)
        self.shared = PlainLabel("", "caption", "muted", self.foot, wrap=True)
        self.cancel = button(_("Cancel"), parent=self.foot)
        self.cancel.setFont(theme.font("strong"))
        self.cancel.setDefault(True)
        self.write = button(_("Write the file…"), parent=self.foot)
        self._buttons = WrappingRow()
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.write)
        self._foot_line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.foot)
        self._foot_line.setContentsMargins(0, 0, 0, 0)
        self._foot_line.setSpacing(theme.SPACE_S)
        self._foot_line.addWidget(self.shared, 1)
        self._foot_line.addLayout(self._buttons)
        self.cancel.clicked.connect(lambda: self._ask(TeamRequest("put-away")))
        self.write.clicked.connect(self._write)

    def _lay_out(self) -> None:
        """Put everything one under the other; the sentence brings the room for its ring along."""
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(0)
        self._column.addWidget(self.sentence)
        frame = QWidget(self._content)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(OVERSHOOT, 0, OVERSHOOT, 0)
        inner.setSpacing(theme.SPACE_L)
        inner.addWidget(self._note)
        inner.addWidget(self.steps)
        across = QHBoxLayout()
        across.setSpacing(theme.SPACE_L)
        self._across = across
        self._sides = (QVBoxLayout(), QVBoxLayout(), QVBoxLayout())
        for side in self._sides:
            side.setSpacing(theme.SPACE_L)
            across.addLayout(side)
        inner.addLayout(across)
        self._under = QVBoxLayout()
        self._under.setSpacing(theme.SPACE_L)
        inner.addLayout(self._under)
        self._column.addWidget(frame)
        self._column.addStretch(1)
        self._arrange()

    # ---- its picture ----

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> TeamPicture:
        """Return what the page paints; called beside the window."""
        # Imported here because a window without this page needs none of it.
        from app.operations.stored_team import team_page_of

        return team_page_of(workspace, _period(workspace, state))

    @staticmethod
    def first_picture_of(workspace: Workspace, state: ViewState) -> TeamPicture | None:
        """Return what can be painted before one's own bands are known; None where they are at once."""
        from app.operations.stored_team import team_page_at_once

        return team_page_at_once(workspace, _period(workspace, state))

    @staticmethod
    def version_of(workspace: Workspace) -> tuple[str, int, int]:
        """Return what differs after each change of the round in hand, or of what was shared."""
        from app.operations.stored_team import team_version

        return team_version(workspace)

    def show_picture(self, picture: TeamPicture) -> None:
        """Paint another picture; a summary stays."""
        self.picture = picture
        self.sentence.set_phrases(picture.sentence)
        self._note.setText(picture.note)
        names = (_("The round"), _("Look at every byte"), _("Write the file"))
        self.steps.show_steps(names, picture.step)
        self.make.show_weeks(picture.make, picture.monday)
        self.promises.show_promises(picture.promises)
        self.refused.why.setText(picture.refused)
        if picture.round is not None:
            self.round.show_round(picture.round)
            self.take.field.clear()
        if picture.preview is not None:
            self.bands.show_preview(picture.preview)
            self.bytes.show_preview(picture.preview)
        self.shared.setText("\n".join(picture.shared))
        self._show_parts(picture)
        self._keep_margins()
        follow_layout(self._content)
        if self._has_asked and picture.preview is not None:
            # What is pressed without looking writes nothing (docs/team.md).
            self._has_asked = False
            theme.give_focus(self.cancel)

    def _show_parts(self, picture: TeamPicture) -> None:
        has_round, has_preview = picture.round is not None, picture.preview is not None
        for part, shown in (
            (self.steps, True),
            (self.take, not has_round),
            (self.make, not has_round),
            (self.bands, has_preview),
            (self.refused, bool(picture.refused)),
            (self.promises, True),
            (self.round, has_round),
            (self.bytes, has_preview),
            (self.foot, True),
            (self.cancel, has_round),
            (self.write, has_preview),
            (self.summary, True),
        ):
            part.setVisible(shown)

    def toggle_table(self) -> None:
        """Do nothing: all that stands here are words and tables already."""

    # ---- what a person does ----

    def _ask(self, request: TeamRequest) -> None:
        self._has_asked = request.verb in {"take", "open", "make"}
        self.team_wanted.emit(request, self.show_summary)

    def show_summary(self, picture: SummaryPicture) -> None:
        """Show a summary, and where it stands."""
        self.summary.show_summary(picture)
        self._keep_margins()
        follow_layout(self._content)
        self.ensureWidgetVisible(self.summary.save if not picture.refused else self.summary.choose)

    def _write(self) -> None:
        picture = self.picture
        if picture is not None and picture.preview is not None and picture.round is not None:
            self._ask(TeamRequest("write", text=picture.round.line, data=picture.preview.data))

    # ---- size ----

    def changeEvent(self, event: QEvent) -> None:
        """Arrange everything for another direction or size of text."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._keep_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins at the new width."""
        self._keep_margins()
        super().resizeEvent(event)

    def _keep_margins(self) -> None:
        self._arrange(keep_margins(self, self._column))

    def _arrange(self, room: int = 0) -> None:
        """Put what one does side by side, or everything one under the other."""
        letters = room / max(QFontMetricsF(theme.font("body")).averageCharWidth(), 1.0)
        columns = 1 if letters < _BESIDE_FROM else 3 if is_wide(self) and letters >= _THREE_FROM else 2
        has_round, has_preview = not self.round.isHidden(), not self.bytes.isHidden()
        has_summary = self.summary.is_filled()
        self.summary.arrange(columns)
        beside = columns == 2 and has_round
        self.promises.arrange(round(room * _SHARES[0] / 100) if beside else room)
        placed = (columns, has_round, has_preview, has_summary)
        if placed == self._placed:
            return
        self._placed = placed
        self._buttons.set_wraps(wraps=columns == 1)
        direction = QBoxLayout.Direction
        self._foot_line.setDirection(direction.LeftToRight if columns > 1 else direction.TopToBottom)
        sides = self._sides_of(columns, has_preview=has_preview)
        beneath = [each for each in (self.promises, self.foot, self.summary) if each not in {*sides[0], *sides[2]}]
        for layout, parts in zip((*self._sides, self._under), (*sides, beneath), strict=True):
            while layout.takeAt(0) is not None:
                pass
            for part in parts:
                layout.addWidget(part)
            if has_round or columns == 1:
                # Else the first cards of all columns are equally tall.
                layout.addStretch(1)
        self._share_width(columns, sides)
        follow_layout(self._content)

    def _sides_of(self, columns: int, *, has_preview: bool) -> tuple[list[QWidget], list[QWidget], list[QWidget]]:
        """Return what stands in the columns; all else stands under them."""
        has_round, has_summary = not self.round.isHidden(), self.summary.is_filled()
        if columns == 1:
            return [self.take, self.make, self.round, self.refused, self.bands, self.bytes, self.promises], [], []
        last: list[QWidget] = [self.summary] if columns == 3 and not has_summary else []
        if not has_round:
            return [self.take], [self.make], last
        if columns == 2:
            return [self.bands, self.refused, self.promises], [self.round, self.bytes], []
        if has_preview:
            return [self.bands], [self.bytes], [self.round, *last]
        return [self.refused], [self.round], last

    def _share_width(self, columns: int, sides: tuple[list[QWidget], ...]) -> None:
        shares = _SHARES_OF_THREE if columns == 3 and sides[2] else _SHARES if columns > 1 else (1, 0, 0)
        for at, share in enumerate(shares):
            self._across.setStretch(at, share)
        self._across.setSpacing(theme.SPACE_L if columns > 1 else 0)
