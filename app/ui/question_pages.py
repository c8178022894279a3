"""The pages of the first questions: each shows its proposal and why, and gives the person's answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit

from app.language import _, current, ngettext
from app.model.foreign_text import visible
from app.ui import theme
from app.ui.choices import ChoiceButton, TickBox
from app.ui.hours_editor import ShiftsEditor, WeekEditor
from app.ui.plain_label import PlainLabel
from app.ui.step_dialog import StepPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.model.questions import (
        Answers,
        CalendarsQuestion,
        HoursQuestion,
        MeQuestion,
        NoPeopleQuestion,
        TitlesQuestion,
    )

_TITLES_SHOWN = 8


def shown_count(count: int) -> str:
    """Return a whole number as the language in force writes it."""
    return QLocale(current()).toString(count)


def addresses_in(text: str) -> tuple[tuple[str, ...], str]:
    """Return the addresses that a text holds, apart by commas or spaces, and the first that is none (else empty)."""
    found = []
    for part in re.split(r"[\s,;]+", text.strip()):
        address = part.casefold().removeprefix("mailto:")
        name, at, domain = address.partition("@")
        if not part:
            continue
        if not (name and at and domain) or "@" in domain:
            return (), part
        found.append(address)
    return tuple(dict.fromkeys(found)), ""


class QuestionPage(StepPage):
    """A page that can say what was answered."""

    def answered(self, answers: Answers) -> Answers:
        """Return the answers with that of this page."""
        return answers


class MePage(QuestionPage):
    """Which addresses are mine."""

    def __init__(self, question: MeQuestion) -> None:
        super().__init__(
            _("Addresses"),
            _("Which addresses are yours?"),
            _("By them Clearweek knows your answer to an invitation, and who else is in it."),
        )
        self._proposed = any(each.proposed for each in question.candidates)
        self.rows.addWidget(PlainLabel(question.reason, wrap=True))
        self.boxes: list[TickBox] = []
        for each in question.candidates:
            box = TickBox(each.address, each.reason)
            box.setChecked(each.proposed)
            self.boxes.append(box)
            self.rows.addWidget(box)
        self._addresses = [each.address for each in question.candidates]
        self.rows.addSpacing(theme.SPACE_S)
        label = PlainLabel(_("Another address of yours"))
        self.other = QLineEdit()
        self.other.setPlaceholderText("me@example.com")
        label.setBuddy(self.other)
        self.other.setAccessibleName(label.text())
        self.rows.addWidget(label)
        self.rows.addWidget(self.other)

    def problem(self) -> str:
        """Ask for an address where the proposal was taken away, and for one that is an address."""
        typed, wrong = addresses_in(self.other.text())
        if wrong:
            return _("“{value}” is not an address.").format(value=visible(wrong, 60))
        if self._proposed and not typed and not any(box.isChecked() for box in self.boxes):
            return _("Tick the address that is yours, or type it.")
        return ""

    def answered(self, answers: Answers) -> Answers:
        """Return the answers with the ticked and the typed addresses."""
        ticked = [address for box, address in zip(self.boxes, self._addresses, strict=True) if box.isChecked()]
        return replace(answers, me=tuple(dict.fromkeys((*ticked, *addresses_in(self.other.text())[0]))))

    def first_control(self) -> QWidget | None:
        """Begin at the first address."""
        return self.boxes[0] if self.boxes else self.other


class CalendarsPage(QuestionPage):
    """Which calendars count."""

    def __init__(self, question: CalendarsQuestion) -> None:
        super().__init__(
            _("Calendars"),
            _("Which calendars count?"),
            _("What is not your own time would only add hours that you do not have."),
        )
        self._names = [each.name for each in question.calendars]
        self.boxes: list[TickBox] = []
        for each in question.calendars:
            entries = ngettext("{count} entry", "{count} entries", each.entries).format(count=shown_count(each.entries))
            caption = _("{entries}. {reason}").format(entries=entries, reason=each.reason) if each.reason else entries
            box = TickBox(each.name, caption)
            box.setChecked(each.counted)
            self.boxes.append(box)
            self.rows.addWidget(box)

    def problem(self) -> str:
        """Ask for one calendar at least."""
        return "" if any(box.isChecked() for box in self.boxes) else _("Tick one calendar at least.")

    def answered(self, answers: Answers) -> Answers:
        """Return the answers with the ticked calendars."""
        ticked = [name for box, name in zip(self.boxes, self._names, strict=True) if box.isChecked()]
        return replace(answers, counted=tuple(ticked))

    def first_control(self) -> QWidget | None:
        """Begin at the first calendar."""
        return self.boxes[0] if self.boxes else None


class NoPeoplePage(QuestionPage):
    """What a meeting is where nobody is named."""

    chosen = Signal()

    def __init__(self, question: NoPeopleQuestion) -> None:
        super().__init__(
            _("Meetings"),
            _("What is a meeting in this calendar?"),
            _("It does not say who is invited, so a meeting cannot be told from time of your own."),
        )
        self.rows.addWidget(PlainLabel(question.reason, wrap=True))
        busy = shown_count(question.busy)
        self.all_button = ChoiceButton(
            _("Every busy entry is a meeting"),
            ngettext("{count} entry would count.", "{count} entries would count.", question.busy).format(count=busy),
        )
        self.linked_button = ChoiceButton(
            _("Entries with a link to join are meetings"),
            ngettext(
                "{count} entry would count, the others would be time of your own.",
                "{count} entries would count, the others would be time of your own.",
                question.with_link,
            ).format(count=shown_count(question.with_link)),
        )
        self._group = QButtonGroup(self)
        for each in (self.all_button, self.linked_button):
            self._group.addButton(each)
            self.rows.addWidget(each)
        (self.all_button if question.proposed == "meeting" else self.linked_button).setChecked(True)
        self.all_button.toggled.connect(self.chosen)
        if question.titles:
            listed = [
                _("{title} ({count})").format(title=visible(title, 40), count=shown_count(times))
                for title, times in question.titles[:_TITLES_SHOWN]
            ]
            self.rows.addSpacing(theme.SPACE_S)
            self.rows.addWidget(
                PlainLabel(
                    _("Most frequent without a link: {titles}").format(titles=", ".join(listed)),
                    "caption",
                    "muted",
                    wrap=True,
                )
            )

    def choice(self) -> Literal["meeting", "block"]:
        """Return what a busy entry is to be."""
        return "meeting" if self.all_button.isChecked() else "block"

    def answered(self, answers: Answers) -> Answers:
        """Return the answers with the choice."""
        return replace(answers, no_people=self.choice())

    def first_control(self) -> QWidget | None:
        """Begin at the choice that is proposed."""
        return self._group.checkedButton()


class HoursPage(QuestionPage):
    """When the person works."""

    def __init__(self, question: HoursQuestion) -> None:
        super().__init__(
            _("Hours"),
            _("When are your working hours?"),
            _("Time to think is looked for within them; what lies outside is shown apart."),
        )
        for reason in question.reasons:
            self.rows.addWidget(PlainLabel(reason, wrap=True))
        self.rows.addSpacing(theme.SPACE_XS)
        self.week = WeekEditor(question.hours)
        self.rows.addWidget(self.week)
        self.shifts = ShiftsEditor(question.shifts)
        self.rows.addWidget(self.shifts)
        self.rows.addWidget(
            PlainLabel(
                _("Write breaks with a comma: 09:00–12:30, 13:15–17:30. An end before its start lies on the next day."),
                "caption",
                "muted",
                wrap=True,
            )
        )

    def problem(self) -> str:
        """Point to the field that cannot be read, and ask for hours on some day."""
        week, shifts = self.week.week(), self.shifts.shifts()
        if week is None or shifts is None:
            return _("One of the hours cannot be read.")
        return "" if any(week) or shifts else _("No day has working hours yet.")

    def answered(self, answers: Answers) -> Answers:
        """Return the answers with hours and shifts."""
        return replace(answers, hours=self.week.week(), shifts=self.shifts.shifts())

    def first_control(self) -> QWidget | None:
        """Begin at Monday."""
        return self.week.fields[0].line


class TitlesPage(QuestionPage):
    """Which titles of own entries break focus."""

    def __init__(self, question: TitlesQuestion, meetings: NoPeoplePage | None) -> None:
        super().__init__(
            _("Own time"),
            _("Which of your own entries break into time to think?"),
            _("Entries of your own count as your time. Tick those in which you cannot think about work."),
        )
        self._meetings = meetings
        self._titles = [each.title for each in question.titles]
        self.boxes: list[TickBox] = []
        for each in question.titles:
            caption = ngettext("{count} time", "{count} times", each.times).format(count=shown_count(each.times))
            box = TickBox(each.title, caption)
            box.setChecked(each.breaks)
            self.boxes.append(box)
            self.rows.addWidget(box)

    def applies(self) -> bool:
        """Where every busy entry is a meeting, none is of one's own."""
        return self._meetings is None or self._meetings.choice() == "block"

    def answered(self, answers: Answers) -> Answers:
        """Return the answers with the ticked titles."""
        if not self.applies():
            return answers
        ticked = [title for box, title in zip(self.boxes, self._titles, strict=True) if box.isChecked()]
        return replace(answers, breaking=tuple(ticked))

    def first_control(self) -> QWidget | None:
        """Begin at the first title."""
        return self.boxes[0] if self.boxes else None
