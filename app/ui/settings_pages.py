"""The parts of the settings: what a person may choose, each beside what it changes."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.environment import local_zone_name
from app.language import N_, _
from app.model.foreign_text import visible
from app.model.preferences import NO_WORK, WorkingWeek
from app.model.settings import Stay
from app.ui import theme
from app.ui.buttons import button, icon_button
from app.ui.checked_field import CheckedField, DateField, ZoneField
from app.ui.choices import ChoiceButton, TickBox
from app.ui.hours_editor import ShiftsEditor, WeekEditor
from app.ui.lines_field import LinesField
from app.ui.plain_label import PlainLabel
from app.ui.question_pages import addresses_in
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.settings import Language, Scheme, Settings
    from app.model.working_hours import Week

_ALWAYS: Final = 1
_SCHEME_NAMES: Final[tuple[tuple[Scheme | None, str], ...]] = (
    (None, N_("As the system has it")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("high_contrast_light", N_("High contrast, light")),
    ("high_contrast_dark", N_("High contrast, dark")),
)
_LANGUAGE_NAMES: Final[tuple[tuple[Language | None, str], ...]] = (
    (None, N_("As the system has it")),
    ("en", "English"),
    ("de", "Deutsch"),
)
_TOP: Final = Qt.AlignmentFlag.AlignTop


class SettingsPage(QWidget):
    """One part of the settings."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(6, 0, 6, theme.SPACE_S)
        self.rows.setSpacing(theme.SPACE_S)

    def heading(self, text: str, lead: str = "") -> None:
        """Begin a group: its name, and what it changes."""
        if self.rows.count():
            self.rows.addSpacing(theme.SPACE_L)
        self.rows.addWidget(PlainLabel(text, "title", wrap=True))
        if lead:
            self.rows.addWidget(PlainLabel(lead, color="muted", wrap=True))

    @abstractmethod
    def chosen(self, settings: Settings) -> Settings | None:
        """Return the settings with what stands here; None, with the reason beside the field, if that makes no sense."""


class YouPage(SettingsPage):
    """Own addresses, and where one is."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(_("You"))
        self.heading(
            _("Your addresses"), _("By them Clearweek knows your answer to an invitation, and who else is in it.")
        )
        self.addresses = CheckedField(_("Your addresses"), ", ".join(settings.me), _("found from your calendars"))
        self.rows.addWidget(self.addresses)
        self.heading(_("Time zone"), _("Days and hours are those of this zone."))
        self.zone = ZoneField(
            _("Time zone"), settings.zone or "", _("{zone}, as the system has it").format(zone=local_zone_name())
        )
        self.rows.addWidget(self.zone)
        self._stays: list[_StayRow] = []
        self._stay_rows = QVBoxLayout()
        self._stay_rows.setSpacing(theme.SPACE_XS + 2)
        self.rows.addLayout(self._stay_rows)
        self.add_stay = button(_("Another zone from a date on…"), "opens")
        self.add_stay.clicked.connect(self._add_empty_stay)
        self.rows.addWidget(self.add_stay, 0, Qt.AlignmentFlag.AlignLeading)
        for stay in settings.stays:
            self._add_stay(stay)

    def stays(self) -> tuple[_StayRow, ...]:
        """Return the rows of later zones."""
        return tuple(self._stays)

    def chosen(self, settings: Settings) -> Settings | None:
        """Return the settings with addresses and zones."""
        addresses, wrong = addresses_in(self.addresses.line.text())
        if wrong:
            self.addresses.complain(_("“{value}” is not an address.").format(value=visible(wrong, 60)))
            return None
        self.addresses.complain("")
        zone = self.zone.zone()
        stays = [row.stay() for row in self._stays]
        found = [stay for stay in stays if stay is not None]
        if zone is None or len(found) < len(stays):
            return None
        for row, stay in zip(self._stays, found, strict=True):
            if sum(each.since == stay.since for each in found) > 1:
                row.date.complain(_("Two zones begin on this day."))
                return None
        return replace(settings, me=addresses, zone=zone or None, stays=tuple(sorted(found)))

    def _add_empty_stay(self) -> None:
        self._add_stay(None)
        self._stays[-1].date.line.setFocus()

    def _add_stay(self, stay: Stay | None) -> None:
        row = _StayRow(stay, self)
        row.remove.clicked.connect(self._remove_stay)
        self._stays.append(row)
        self._stay_rows.addWidget(row)
        follow_layout(self)

    def _remove_stay(self) -> None:
        pressed = self.sender()
        row = next(each for each in self._stays if each.remove is pressed)
        self._stays.remove(row)
        row.hide()
        row.deleteLater()


class _StayRow(QWidget):
    """A day, and the zone from then on."""

    def __init__(self, stay: Stay | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.date = DateField(_("From this day on"), stay.since if stay else None, self)
        self.zone = ZoneField(_("Time zone from that day on"), stay.zone if stay else "", "America/New_York", self)
        self.remove = icon_button("close", _("Remove this zone"), self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_S)
        line.addWidget(_from_label(self.date, self), 0, _TOP)
        line.addWidget(self.date, 0, _TOP)
        line.addWidget(self.zone, 1, _TOP)
        line.addWidget(self.remove, 0, _TOP)

    def stay(self) -> Stay | None:
        """Return what the row says; None where one of its fields makes no sense."""
        day, zone = self.date.day(), self.zone.zone()
        if zone == "":
            self.zone.complain(_("A zone is missing here."))
        return Stay(day, zone) if day is not None and zone else None


class HoursSettingsPage(SettingsPage):
    """Working hours, with the days from which they hold, and shifts."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(_("Hours"))
        self.heading(
            _("Working hours"),
            _(
                "Time to think is looked for within them. Write breaks with a comma: 09:00–12:30, 13:15–17:30; "
                "an end before its start lies on the next day."
            ),
        )
        self._weeks: list[_WeekBlock] = []
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(theme.SPACE_M)
        self.rows.addLayout(self._blocks)
        self.add_week = button(_("Other hours from a date on…"), "opens")
        self.add_week.clicked.connect(self._add_following)
        self.rows.addWidget(self.add_week, 0, Qt.AlignmentFlag.AlignLeading)
        for week in settings.weeks:
            self._add(week.hours, week.since if self._weeks else None)
        self.heading(_("Shifts"), _("On a day with an entry of such a title, its hours hold instead."))
        self.shifts = ShiftsEditor(settings.shifts)
        self.rows.addWidget(self.shifts)

    def weeks(self) -> tuple[_WeekBlock, ...]:
        """Return the blocks of hours, in the order in which they stand."""
        return tuple(self._weeks)

    def chosen(self, settings: Settings) -> Settings | None:
        """Return the settings with hours and shifts."""
        weeks = [block.working_week() for block in self._weeks]
        found = [week for week in weeks if week is not None]
        shifts = self.shifts.shifts()
        if len(found) < len(weeks) or shifts is None:
            return None
        for block, week in zip(self._weeks, found, strict=True):
            if block.date is not None and sum(each.since == week.since for each in found) > 1:
                block.date.complain(_("Two begin on this day."))
                return None
        if not shifts and not any(any(week.hours) for week in found):
            self._weeks[0].editor.fields[0].complain(_("No day has working hours yet."))
            return None
        ordered = (found[0], *sorted(found[1:], key=lambda week: week.since))
        # The first holds before its day too, so that a day of its own in the file says nothing else, and stays.
        same = ordered == (settings.weeks[0]._replace(since=_ALWAYS), *settings.weeks[1:])
        return replace(settings, weeks=settings.weeks if same else ordered, shifts=shifts)

    def _add_following(self) -> None:
        before = self._weeks[-1].editor.week()
        self._add(before if before is not None else NO_WORK, None, dated=True)
        date = self._weeks[-1].date
        if date is not None:
            date.line.setFocus()

    def _add(self, week: Week, since: int | None, *, dated: bool = False) -> None:
        block = _WeekBlock(week, since, self, dated=dated or since is not None)
        block.remove.clicked.connect(self._remove)
        self._weeks.append(block)
        self._blocks.addWidget(block)
        follow_layout(self)

    def _remove(self) -> None:
        pressed = self.sender()
        block = next(each for each in self._weeks if each.remove is pressed)
        self._weeks.remove(block)
        block.hide()
        block.deleteLater()


class _WeekBlock(QWidget):
    """Hours of a week, and but for the first the day from which they hold."""

    def __init__(self, week: Week, since: int | None, parent: QWidget, *, dated: bool) -> None:
        super().__init__(parent)
        self.editor = WeekEditor(week, self)
        self.date: DateField | None = None
        self.remove = icon_button("close", _("Remove these hours"), self)
        self.remove.setVisible(dated)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_S)
        if dated:
            self.date = DateField(_("These hours hold from this day on"), since, self)
            line = QHBoxLayout()
            line.setSpacing(theme.SPACE_S)
            line.addWidget(_from_label(self.date, self), 0, _TOP)
            line.addWidget(self.date, 1, _TOP)
            line.addWidget(self.remove, 0, _TOP)
            rows.addLayout(line)
        rows.addWidget(self.editor)

    def working_week(self) -> WorkingWeek | None:
        """Return what stands here; None where one of the fields makes no sense."""
        week = self.editor.week()
        since = self.date.day() if self.date is not None else _ALWAYS
        return WorkingWeek(since, week) if week is not None and since is not None else None


class CountsPage(SettingsPage):
    """What counts as a meeting, which calendars count, and what breaks focus."""

    def __init__(self, settings: Settings, calendars: Sequence[str]) -> None:
        super().__init__(_("What counts"))
        self.heading(_("Invitations"))
        self.every = self._choice(
            _("Every meeting that you did not decline"), _("What is not answered yet is told beside the figures.")
        )
        self.accepted = self._choice(_("Only meetings that you accepted or organize"))
        self._counted = self._one_of(self.every, self.accepted)
        (self.accepted if settings.count == "accepted" else self.every).setChecked(True)
        self.heading(_("Calendars that do not say who is invited"), _("It holds where no calendar names anybody."))
        self.ask = self._choice(_("Not chosen: figures about meetings stay unknown"))
        self.all_meetings = self._choice(_("Every busy entry is a meeting"))
        self.linked = self._choice(_("Entries with a link to join are meetings"))
        self._no_people = self._one_of(self.ask, self.all_meetings, self.linked)
        {None: self.ask, "meeting": self.all_meetings, "block": self.linked}[settings.no_people].setChecked(True)
        self._calendars = tuple(dict.fromkeys((*calendars, *settings.left_out)))
        self.boxes: list[TickBox] = []
        if self._calendars:
            self.heading(_("Calendars that count"))
        for name in self._calendars:
            box = TickBox(name)
            box.setChecked(name not in settings.left_out)
            self.boxes.append(box)
            self.rows.addWidget(box)
        self.heading(
            _("Titles that break into time to think"),
            _("Entries of your own count as your time, but not those with one of these titles, one in a line."),
        )
        self.titles = LinesField(
            _("Titles that break into time to think"), map(_one_line, settings.breaking_titles), _("Lunch")
        )
        self.rows.addWidget(self.titles)

    def _choice(self, text: str, caption: str = "") -> ChoiceButton:
        made = ChoiceButton(text, caption)
        self.rows.addWidget(made)
        return made

    def _one_of(self, *choices: ChoiceButton) -> QButtonGroup:
        group = QButtonGroup(self)
        for each in choices:
            group.addButton(each)
        return group

    def chosen(self, settings: Settings) -> Settings | None:
        """Return the settings with what counts."""
        count: Literal["all", "accepted"] = "accepted" if self.accepted.isChecked() else "all"
        no_people: Literal["meeting", "block"] | None = None
        if not self.ask.isChecked():
            no_people = "meeting" if self.all_meetings.isChecked() else "block"
        left_out = tuple(name for box, name in zip(self.boxes, self._calendars, strict=True) if not box.isChecked())
        if sorted(left_out) == sorted(settings.left_out):
            left_out = settings.left_out
        as_shown = {_one_line(title): title for title in settings.breaking_titles}
        titles = tuple(as_shown.get(line, line) for line in self.titles.lines())
        return replace(settings, count=count, no_people=no_people, left_out=left_out, breaking_titles=titles)


class LookPage(SettingsPage):
    """Language, colours, motion."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(_("Appearance"))
        self.heading(_("Appearance"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_M)
        grid.setVerticalSpacing(theme.SPACE_S)
        self.language, self.scheme = QComboBox(), QComboBox()
        for row, (name, box, texts, value) in enumerate(
            (
                (_("Language"), self.language, [_(text) for __, text in _LANGUAGE_NAMES], settings.language),
                (_("Colours"), self.scheme, [_(text) for __, text in _SCHEME_NAMES], settings.scheme),
            )
        ):
            box.addItems(texts)
            box.setAccessibleName(name)
            label = PlainLabel(name)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            values: list[str | None] = [each for each, __ in (_LANGUAGE_NAMES, _SCHEME_NAMES)[row]]
            box.setCurrentIndex(values.index(value))
        grid.setColumnStretch(2, 1)
        self.rows.addLayout(grid)
        self.without_motion = TickBox(_("Without motion"), _("Charts and parts that open change at once."))
        self.without_motion.setChecked(not settings.motion)
        self.rows.addWidget(self.without_motion)

    def chosen(self, settings: Settings) -> Settings | None:
        """Return the settings with how the window looks."""
        return replace(
            settings,
            language=_LANGUAGE_NAMES[self.language.currentIndex()][0],
            scheme=_SCHEME_NAMES[self.scheme.currentIndex()][0],
            motion=not self.without_motion.isChecked(),
        )


def _from_label(date: DateField, parent: QWidget) -> PlainLabel:
    """Return the word before a date, as high as its field."""
    label = PlainLabel(_("From"), parent=parent)
    label.setBuddy(date.line)
    label.setMinimumHeight(date.line.sizeHint().height())
    return label


def _one_line(title: str) -> str:
    """Return a title as one line of a text."""
    return " ".join(title.split())
