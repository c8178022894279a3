"""The dialogs in which something is written into the journal, or a sheet is chosen (docs/journal.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.language import _
from app.model.journal import ENTRY_KINDS, Entry, Experiment
from app.model.outcomes_page import JournalRequest
from app.ui.form_fields import Field, FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.model.outcomes_page import OutcomesPicture
    from app.ui.form_fields import Given

    Ask = Callable[[JournalRequest], None]


def ask_for_experiment(picture: OutcomesPicture, ask: Ask, parent: QWidget) -> FormDialog:
    """Ask for a change, the day on which it begins, and the weekly figure that is looked at."""
    fields = [
        Field("change", _("What changes"), hint=_("No meetings before ten"), needed=True),
        Field("measure", _("Weekly figure"), "choice", choices=picture.figures),
        Field("start", _("Begins"), "day", day=picture.today, needed=True),
    ]
    lead = _("Four weeks later the page shows the figure before and after, and whether the ranges overlap.")
    dialog = FormDialog(_("Experiment"), _("What do you want to try?"), lead, fields, _("Start"), parent)

    def request(given: Given) -> JournalRequest:
        start = given.days["start"] or picture.today
        row = Experiment(change=given.texts["change"], start=start, measure=given.texts["measure"])
        return JournalRequest("record", row=row)

    return _opened(dialog, request, ask)


def ask_for_entry(picture: OutcomesPicture, ask: Ask, parent: QWidget) -> FormDialog:
    """Ask for what was noted of a person."""
    names = {"recognition": _("recognition"), "stretch": _("stretch work"), "promotion": _("promotion")}
    fields = [
        Field("person", _("Of whom"), hint=_("a name"), needed=True),
        Field("kind", _("What it is"), "choice", choices=tuple((kind, names[kind]) for kind in ENTRY_KINDS)),
        Field("evidence", _("What happened"), needed=True),
        Field("day", _("Day"), "day", day=picture.today, needed=True),
    ]
    lead = _("For yourself; it goes into no summary.")
    dialog = FormDialog(_("Noted of others"), _("What did you see?"), lead, fields, _("Keep"), parent)

    def request(given: Given) -> JournalRequest:
        kind = next(each for each in ENTRY_KINDS if each == given.texts["kind"])
        day = given.days["day"] or picture.today
        entry = Entry(kind=kind, person=given.texts["person"], day=day, evidence=given.texts["evidence"])
        return JournalRequest("record", row=entry)

    return _opened(dialog, request, ask)


def ask_for_person(picture: OutcomesPicture, ask: Ask, parent: QWidget) -> FormDialog:
    """Ask with whom the 1:1 is."""
    people = tuple((name, name) for name in picture.people)
    fields = [Field("person", _("Person"), "choice", choices=people)]
    lead = _("The open promises to one person, what done means, when they are due, and what they wait for.")
    dialog = FormDialog(_("1:1 sheet"), _("With whom?"), lead, fields, _("Show"), parent)
    return _opened(dialog, lambda given: JournalRequest("one-on-one", text=given.texts["person"]), ask)


def ask_for_quarter(picture: OutcomesPicture, ask: Ask, parent: QWidget) -> FormDialog:
    """Ask of which quarter it is shown what was delivered."""
    quarters = tuple((f"{first} {last}", name) for first, last, name in picture.quarters)
    fields = [Field("quarter", _("Quarter"), "choice", choices=quarters)]
    lead = _("What is done, with what done meant; not to whom it was promised.")
    dialog = FormDialog(_("What I delivered"), _("Of which quarter?"), lead, fields, _("Show"), parent)

    def request(given: Given) -> JournalRequest:
        first, last = map(int, given.texts["quarter"].split())
        return JournalRequest("delivered", days=(first, last))

    return _opened(dialog, request, ask)


def _opened(dialog: FormDialog, request: Callable[[Given], JournalRequest], ask: Ask) -> FormDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filled.connect(lambda given: ask(request(given)))
    dialog.open()
    return dialog
