"""What a person can do in the window by a key or from the search, by name; each dialog is made when it is wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from app.language import N_, _
from app.ui import shortcuts
from app.ui.chart_copy import copies_near
from app.ui.regular_sync import RegularSync
from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QDialog

    from app.operations.search import SearchPlace
    from app.ui.main_window import MainWindow

SETTINGS_PARTS: Final = (
    N_("You"),
    N_("Hours"),
    N_("What counts"),
    N_("Sources"),
    N_("Network"),
    N_("Appearance"),
)
"""The parts of the settings, in their order."""
_PAGE_OF: Final = {"series": "series", "person": "people"}
"""The page that shows a kind of place, where there is that page."""


class WindowActions(QObject):
    """The actions of a window, on its keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        incoming = window.incoming
        self._acts: dict[str, Callable[[], None]] = {
            "search": self.search,
            "keys": self.show_keys,
            "about": incoming.show_about,
            "history": self.show_history,
            "undo": self.undo,
            "copy": self._copy,
            "table": window.toggle_table,
            "earlier": window.go_earlier,
            "later": window.go_later,
            "open": incoming.choose_files,
            "add": incoming.add_source,
            "sync": incoming.read_all_again,
            "traffic": incoming.show_traffic,
            "sample": self._look_at_sample,
            "settings": incoming.open_settings,
            "keeping": incoming.show_keeping,
            "close": self._close,
        }
        self._acts |= {f"page-{page.id}": partial(window.go_to, page.id) for page in PAGES}
        self._acts |= {
            f"settings-{at}": partial(incoming.open_settings, part=at) for at, __ in enumerate(SETTINGS_PARTS)
        }
        shortcuts.put_on(window, self.run)
        self.regular_sync = RegularSync(incoming)

    def run(self, act: str) -> None:
        """Do what has a name."""
        self._acts[act]()

    # ---- what the keys do ----

    def undo(self) -> None:
        """Undo what was said last: on the page where it has a way of its own, else of what holds for all."""
        window = self._window
        if window.is_first_start():
            return
        own = getattr(window.book.page(window.state.page), "undo", None)
        # A page whose own undo has nothing to take back says False. It undoes what is only tried, in the sample too.
        if (own is None or own() is False) and not window.incoming.is_sample():
            window.words.undo()

    def show_keys(self) -> None:
        """Show all keys."""
        from app.ui.keys_dialog import KeysDialog

        self._open(KeysDialog(self._window))

    def show_history(self) -> None:
        """Show all weeks that are kept."""
        if self._window.is_first_start():
            return
        from app.ui.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._window.workspace, self._window)
        dialog.evidence_wanted.connect(self._window.open_evidence)
        self._open(dialog)

    def _copy(self) -> None:
        copies = copies_near(self._window.focusWidget())
        if copies is not None:
            copies.copy()

    def _look_at_sample(self) -> None:
        if self._window.is_first_start():
            self._window.incoming.show_sample()

    def _close(self) -> None:
        self._window.close()

    # ---- search ----

    def search(self) -> None:
        """Ask where to go."""
        from app.ui.search_dialog import SearchDialog

        dialog = SearchDialog(self._window.workspace, tuple(self._places()), self._window)
        # Gone first, so that what it leads to has the focus.
        dialog.went.connect(self.go, Qt.ConnectionType.QueuedConnection)
        self._open(dialog)

    def go(self, place: SearchPlace) -> None:
        """Go to a place that was found."""
        window = self._window
        if place.kind == "action":
            self.run(place.target)
            return
        page = _PAGE_OF.get(place.kind, place.target)
        if any(row.id == page for row in PAGES):
            window.go_to(page, "" if place.kind == "page" else place.target)
        elif place.opens:
            window.open_evidence(place.opens)

    def _places(self) -> Iterator[SearchPlace]:
        from app.operations.search import SearchPlace

        if not self._window.is_first_start():
            for page in PAGES:
                yield SearchPlace("page", _(page.name), page.id)
        for row in shortcuts.offered():
            yield SearchPlace("action", _(row.words), row.act, shortcuts.key_words(row))
        for at, name in enumerate(SETTINGS_PARTS):
            yield SearchPlace("action", _("Settings: {part}").format(part=_(name)), f"settings-{at}")
        yield SearchPlace("action", _("What went over the network"), "traffic")
        yield SearchPlace("action", _("How this is kept"), "keeping")
        yield SearchPlace("action", _("About Clearweek"), "about")

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
