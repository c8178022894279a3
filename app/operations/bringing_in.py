"""Bringing files in, bringing all sources up to date, and what that came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import UserError
from app.language import ngettext
from app.operations.refresh import Refresher, add_path, refresh
from app.operations.workspace_answers import Imported
from app.store.source_rows import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.connectors.export_own import OwnPart
    from app.operations.workspace import Workspace
    from app.operations.workspace_answers import SyncWords
    from app.progress import Progress
    from app.store.source_rows import StoredSource


def add_paths(workspace: Workspace, paths: Sequence[str], progress: Progress, on_batch: Callable[[], None]) -> Imported:
    """Bring in files, folders and archives, each as a source; see `Workspace.add`."""
    with_ = Refresher(workspace.store, workspace.prepared(), progress, on_batch)
    done, told = [], []
    for path in dict.fromkeys(paths):
        # All of a file is looked at before any of it is taken.
        own = _own_part(path, progress)
        source, changed = add_path(with_, path)
        done.append((source, changed))
        if own is not None:
            told.append(_brought_in(workspace, own, source, progress))
    found = imported(workspace, [source for source, __ in done], sum(changed for __, changed in done))
    return found._replace(sentence=" ".join(filter(None, (found.sentence, *told))))


def _own_part(path: str, progress: Progress) -> OwnPart | None:
    """Return what a person wrote themselves in an export (``export json``), None of any other file."""
    if not path.lower().endswith(".json"):
        return None
    # Imported here because calendars come as calendar files, of which nothing else is wanted.
    from app.operations.own_import import own_part_at

    return own_part_at(path, progress)


def _brought_in(workspace: Workspace, own: OwnPart, source: int, progress: Progress) -> str:
    from app.operations.own_import import bring_in_own

    name = next(each.name for each in workspace.sources() if each.id == source)
    return bring_in_own(workspace, own, name, progress).sentence()


def sync_sources(
    workspace: Workspace, sources: Sequence[int], progress: Progress, on_batch: Callable[[], None], how: SyncWords
) -> Imported:
    """Bring sources up to date; see `Workspace.sync`."""
    with_ = Refresher(workspace.store, workspace.prepared(), progress, on_batch)
    with workspace.store.reading() as connection:
        wanted = [each for each in read_sources(connection) if not sources or each.id in sources]
    changed, done = 0, []
    failed: list[UserError] = []
    for each in wanted:
        try:
            changed += _refreshed(workspace, with_, each, how)
        except UserError as error:
            failed.append(error)
        else:
            done.append(each)
    if failed and not done:
        raise failed[0]
    text = ngettext(
        "{name}: {count} event was new, changed or gone.",
        "{name}: {count} events were new, changed or gone.",
        changed,
    )
    names = ", ".join(each.name for each in done)
    found = imported(workspace, [each.id for each in done], changed)
    sentence = text.format(name=names, count=f"{changed:,}")
    return found._replace(sentence=sentence, failed=tuple(error.sentence() for error in failed))


def _refreshed(workspace: Workspace, with_: Refresher, source: StoredSource, how: SyncWords) -> int:
    if source.kind == "files":
        return refresh(with_, source.id, source.name, source.place)
    # Imported here because most calendars come as files, which need nothing of it.
    from app.operations.connecting import refresh_one

    secret = (how.secrets or {}).get(source.id)
    return refresh_one(workspace, with_, source, accepts_gone=how.accepts_gone, secret=secret)


def imported(workspace: Workspace, sources: Sequence[int], changed: int) -> Imported:
    """Return what an import came to, of these sources."""
    from app.store.counts import counts

    # Another process may have changed a rule while the calendars were read under the old ones.
    workspace.prepared()
    with workspace.store.reading() as connection:
        rows = [each for each in read_sources(connection) if each.id in set(sources)]
        events, occurrences = counts(connection, sources)
    names = ", ".join(each.name for each in rows)
    text = ngettext("{count} event from {name} is in.", "{count} events from {name} are in.", events)
    aside = sum(each.set_aside for each in rows)
    return Imported(tuple(sources), occurrences, events, changed, aside, text.format(count=f"{events:,}", name=names))
