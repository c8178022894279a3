"""The commands that change or list what is kept, add to erase, and where all others are."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.data_of import data_folder, nothing_kept, opened
from app.cli.output import print_json
from app.cli.progress_bar import progress_on
from app.errors import UserError, WrongUsage
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.model.sources import Problem
    from app.operations.workspace import Workspace
    from app.operations.workspace_answers import Imported

_CONNECTIONS = frozenset({"address", "google", "microsoft", "caldav"})
"""What may stand instead of paths (``app.model.remote.ConnectionKind``)."""
_LONGEST_NAME = 60


def _add(words: argparse.Namespace) -> None:
    # A file of that name comes first.
    if words.paths[0] in _CONNECTIONS and not Path(words.paths[0]).exists():
        from app.cli.connect import add_connection

        imported, aside = add_connection(words)
        _print_imported("clearweek.add/1", imported, aside, words)
        return
    for path in words.paths:
        _refuse_what_is_no_file(path)
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        imported = workspace.add(words.paths, progress)
        aside = _aside_of(workspace, imported)
    _print_imported("clearweek.add/1", imported, aside, words)


def _refuse_what_is_no_file(word: str) -> None:
    from app.cli.window import refuse_address

    refuse_address(word)
    if word == "-":
        raise WrongUsage(
            _("What comes on standard input cannot be read again, so it cannot be kept"),
            next_step=_("save it as a file and add that"),
        )


def _sync(words: argparse.Namespace) -> None:
    from app.cli.connect import sync_words

    with opened(words) as workspace:
        if workspace.is_empty():
            raise nothing_kept()
        chosen = list(dict.fromkeys(workspace.find_source(each) for each in words.sources))
        how = sync_words(words, chosen or workspace.sources())
        with progress_on(sys.stderr) as progress:
            imported = workspace.sync([each.id for each in chosen], progress, how=how)
        aside = _aside_of(workspace, imported)
    _print_imported("clearweek.sync/1", imported, aside, words)


def _aside_of(workspace: Workspace, imported: Imported) -> list[Problem]:
    return [problem for source in imported.sources for problem in workspace.set_aside(source)]


def _print_imported(schema: str, imported: Imported, aside: Sequence[Problem], words: argparse.Namespace) -> None:
    if words.json:
        from app.cli.as_json import problem_json

        print_json(
            {
                "schema": schema,
                "sources": list(imported.sources),
                "events": imported.events,
                "occurrences": imported.occurrences,
                "changed": imported.changed,
                "set_aside": imported.set_aside,
                "problems": [problem_json(problem) for problem in aside],
                "sentence": imported.sentence,
                "failed": list(imported.failed),
            }
        )
        return
    from app.cli.printing import Style, problem_lines

    print("\n".join([visible(imported.sentence, 1_000), *problem_lines(aside, Style(sys.stdout))]))
    for sentence in imported.failed if sys.stderr is not None else ():
        print(f"clearweek: {visible(sentence, 1_000)}", file=sys.stderr)


def _sources(words: argparse.Namespace) -> None:
    with opened(words) as workspace:
        rows = workspace.sources()
    if words.json:
        print_json({"schema": "clearweek.sources/1", "sources": [row._asdict() for row in rows]})
        return
    if not rows:
        print(_("No calendar is kept yet; clearweek add FILE brings one in."))
        return
    from app.analysis import wording
    from app.cli.printing import Style
    from app.cli.tables import table

    heads = (_("number"), _("name"), _("events"), _("set aside"), _("read"), _("place"))
    cells = [
        (
            str(row.id),
            visible(row.name, _LONGEST_NAME),
            wording.number(row.events, 0),
            wording.number(row.set_aside, 0),
            row.synced,
            visible(row.place, 200),
        )
        for row in rows
    ]
    head, *lines = table([heads, *cells], numbers={0, 2, 3})
    print(Style(sys.stdout).faint(head))
    for row, line in zip(rows, lines, strict=True):
        print(line)
        if row.state:
            print(f"    {visible(row.state, 300)}")


def _remove(words: argparse.Namespace) -> None:
    with opened(words) as workspace:
        source = workspace.find_source(words.source)
        with progress_on(sys.stderr) as progress:
            workspace.remove(source.id, progress)
        left = workspace.sources()
    if words.json:
        removed = {"id": source.id, "name": source.name, "events": source.events}
        counts = {"sources": len(left), "events": sum(row.events for row in left)}
        print_json({"schema": "clearweek.remove/1", "removed": removed, "left": counts})
        return
    done = ngettext(
        "{name} is gone, with its {count} event; the file itself is where it was.",
        "{name} is gone, with its {count} events; the file itself is where it was.",
        source.events,
    )
    print(done.format(name=visible(source.name, _LONGEST_NAME), count=_count(source.events)))
    print(_left_sources(len(left)))


def _left_sources(count: int) -> str:
    if not count:
        return _("No source is left.")
    return ngettext("{count} source is left.", "{count} sources are left.", count).format(count=_count(count))


def _forget(words: argparse.Namespace) -> None:
    if words.before is None and words.source is None:
        raise WrongUsage(
            _("Say what to forget: what lies before a day, or a source"),
            next_step=_("see clearweek forget --help"),
        )
    with opened(words) as workspace:
        source = workspace.find_source(words.source).id if words.source is not None else None
        with progress_on(sys.stderr) as progress:
            done = workspace.forget(words.before, source, progress)
    if words.json:
        deleted = {"events": done.events, "occurrences": done.occurrences}
        left = {"events": done.left_events, "occurrences": done.left_occurrences}
        print_json({"schema": "clearweek.forget/1", "deleted": deleted, "left": left})
        return
    print(_events_and_occurrences(_("Deleted: {events}, {occurrences}."), done.events, done.occurrences))
    print(_events_and_occurrences(_("Left: {events}, {occurrences}."), done.left_events, done.left_occurrences))


def _events_and_occurrences(sentence: str, events: int, occurrences: int) -> str:
    return sentence.format(
        events=ngettext("{count} event", "{count} events", events).format(count=_count(events)),
        occurrences=ngettext("{count} occurrence", "{count} occurrences", occurrences).format(
            count=_count(occurrences)
        ),
    )


def _erase(words: argparse.Namespace) -> None:
    folder = data_folder(words)
    if not words.yes:
        _ask(folder)
    from app.operations.erasing import erase

    done = erase(folder)
    if words.json:
        print_json({"schema": "clearweek.erase/1", "deleted": list(done.deleted), "left": list(done.left)})
        return
    print(_("Deleted: {names}.").format(names=_names(done.deleted) or _("nothing was there")))
    if done.left:
        print(_("Left, as Clearweek did not make it: {names}.").format(names=_names(done.left)))
    else:
        print(_("Nothing is left. The calendar files themselves are where they were."))


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(visible(name, _LONGEST_NAME) for name in names)


def _ask(folder: Path) -> None:
    """Return when a person at a terminal says yes.

    Raises:
        WrongUsage: where nobody can be asked.
        UserError: when the answer is another.

    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(_("Nobody can be asked here whether to delete everything"), next_step=_("say it with --yes"))
    question = _("Everything that Clearweek keeps in {folder} is deleted for good. Type yes to do that: ")
    sys.stderr.write(question.format(folder=visible(str(folder), 300)))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in {"yes", _("yes")}:
        raise UserError(_("Nothing was deleted"))


def _count(number: int) -> str:
    from app.analysis import wording

    return wording.number(number, 0)


_HERE: dict[str, Callable[[argparse.Namespace], None]] = {
    "add": _add,
    "sources": _sources,
    "sync": _sync,
    "remove": _remove,
    "forget": _forget,
    "erase": _erase,
}
_ELSEWHERE = {
    "overview": "stored_figures:print_overview",
    "patterns": "pattern_commands:print_patterns",
    "series": "series_command:print_series",
    "rule": "rule_commands:run_rule",
    "plan": "plan_command:print_plan",
    "people": "people_command:run_people",
    "report": "report_command:print_report",
    "export": "export_command:print_export",
    "traffic": "connect:print_traffic",
    "journal": "journal_commands:run_journal",
    "team": "team_command:run_team",
}
"""Commands that stand in modules of their own, which are imported when they are run."""


def run_stored(words: argparse.Namespace) -> None:
    """Run a command of those that use the data folder."""
    here = _HERE.get(words.command)
    if here is not None:
        here(words)
        return
    module, __, name = _ELSEWHERE[words.command].partition(":")
    getattr(import_module(f"app.cli.{module}"), name)(words)
