"""What follows from a change of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.bulk_work import bulk_work
from app.operations.own_settings import preferences_under
from app.operations.settings_digest import settings_digest
from app.store.day_rows import delete_pictures, read_basis

if TYPE_CHECKING:
    import sqlite3

    from app.model.preferences import Preferences
    from app.model.settings import Settings
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.store.store import Store


def change_settings(workspace: Workspace, settings: Settings, progress: Progress) -> None:
    """Keep the settings, and work the figures out anew under them.

    Raises:
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    from app.store.settings_file import write

    other_rules = settings.thresholds != workspace.settings().thresholds
    match_settings(workspace.store, preferences_under(workspace, settings), progress)
    write(workspace.home, settings)
    if other_rules:
        # No figure changes, but what the kept pages say of the figures does.
        workspace.store.write(delete_pictures)


def match_settings(store: Store, preferences: Preferences, progress: Progress | None = None) -> None:
    """Work everything out anew unless what is kept was worked out under these preferences."""
    with store.reading() as connection:
        basis = read_basis(connection)
    if basis is None or basis.settings == settings_digest(preferences):
        return

    from app.operations.derived import Derived
    from app.store.zone_rows import ZoneRows

    def work(connection: sqlite3.Connection) -> None:
        zones = ZoneRows(connection)
        derived = (
            Derived(connection, preferences, zones)
            if progress is None
            else Derived(connection, preferences, zones, progress)
        )
        derived.settle(whole=True)

    with bulk_work():
        store.write(work)
