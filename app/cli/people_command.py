"""The command ``clearweek people``: the 1:1s as text, and whom the person named for the face-time audit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from app.cli.data_of import nothing_kept, opened
from app.cli.options import choices_of, look_at_period
from app.cli.output import print_json
from app.cli.progress_bar import progress_on
from app.language import _
from app.model.foreign_text import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from app.cli.printing import Style
    from app.model.own_word import NamedPerson
    from app.model.people_page import AuditCard, OneOnOneRow, PeoplePage
    from app.operations.workspace import Workspace

_LONGEST: Final = 60
_LONGEST_SENTENCE: Final = 2_500
MARKS: Final = {"held": "●", "moved": "➔", "made-up": "◉", "fell-out": "○"}
"""The marks of slots on a terminal, as the window paints them."""


def run_people(words: argparse.Namespace) -> None:
    """Print the page, or do what the verb says."""
    _VERBS[words.verb or "page"](words)


def _page(words: argparse.Namespace) -> None:
    from app.operations.people_answers import people_asked
    from app.operations.stored_week import Choices

    look_at_period(words)
    choices = Choices(choices_of(words), words.today)
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        if workspace.is_empty():
            raise nothing_kept()
        found = people_asked(workspace, (words.first, words.last), choices, progress)
    if words.json:
        from app.cli.people_json import people_json

        print_json(people_json(found))
        return
    from app.cli.printing import Style

    print("\n".join(_lines(found.page, Style(sys.stdout))))


# ---- the page as text ----


def _lines(page: PeoplePage, style: Style) -> Iterator[str]:
    yield style.bold(page.period_title)
    yield "".join(phrase.text for phrase in page.sentence)
    yield ""
    if page.unknown:
        yield f"  {page.unknown}"
    else:
        yield from _table(page.rows, style)
    yield ""
    yield style.faint(page.note)
    yield ""
    if page.finding is not None:
        yield style.bold(page.finding.name)
        yield f"  {''.join(phrase.text for phrase in page.finding.sentence)}"
        yield f"  {_('One thing to try: {what}').format(what=page.finding.suggestion)}"
        yield ""
    yield from _audit_lines(page.audit, style)


def _table(rows: tuple[OneOnOneRow, ...], style: Style) -> Iterator[str]:
    from app.cli.tables import table

    heads = (
        _("1:1"),
        _("how often"),
        _("last 12, newest right"),
        _("held"),
        _("moved"),
        _("fell out"),
        _("days since last"),
        _("next"),
    )
    longest = max(len(row.marks) for row in rows)
    cells = [
        (
            row.name,
            row.rhythm,
            f"{'':{2 * (longest - len(row.marks))}}{' '.join(MARKS[each.mark] for each in row.marks)}",
            row.held,
            row.moved,
            row.fell_out,
            row.days_since,
            row.next_one,
        )
        for row in rows
    ]
    head, *lines = table([heads, *cells], numbers={3, 4, 5, 6})
    yield style.faint(f"  {head}")
    for line in lines:
        yield f"  {line}"
    legend = _(
        "{held} held   {moved} moved by 15 min or more   {made_up} fell out, made up within 7 days   {out} fell out"
    )
    yield style.faint(
        f"  {legend}".format(held=MARKS["held"], moved=MARKS["moved"], made_up=MARKS["made-up"], out=MARKS["fell-out"])
    )


def _audit_lines(audit: AuditCard, style: Style) -> Iterator[str]:
    yield style.bold(_("{title}, for you alone").format(title=audit.title))
    yield f"  {audit.sentence}"
    if audit.plot is None:
        how = _("clearweek people name ADDRESS --group GROUP names somebody.")
        yield f"  {how}"
        return
    from app.cli.tables import table

    for group in audit.plot.groups:
        yield f"  {_('{group}: median {time}').format(group=group.name, time=group.median_text)}"
    yield ""
    head, *lines = table([audit.plot.table.headers, *audit.plot.table.rows], numbers={2, 3, 4, 5, 6})
    yield style.faint(f"  {head}")
    for line in lines:
        yield f"  {line}"
    for note in audit.notes:
        yield f"  {note}"


# ---- whom the person named ----


def _list(words: argparse.Namespace) -> None:
    with opened(words) as workspace:
        people = _named(workspace)
    if words.json:
        from app.cli.people_json import named_json

        print_json({"schema": "clearweek.people-named/1", "people": named_json(people)})
        return
    if not people:
        print(_("Nobody is named; clearweek people name ADDRESS names somebody for the face-time audit."))
        return
    from app.cli.printing import Style
    from app.cli.tables import table

    heads = (_("address"), _("name"), _("group"))
    cells = [tuple(visible(text, _LONGEST) for text in (each.address, each.name, each.group)) for each in people]
    head, *lines = table([heads, *cells])
    print(Style(sys.stdout).faint(head))
    print("\n".join(lines))


def _named(workspace: Workspace) -> tuple[NamedPerson, ...]:
    from app.operations.own_word import named_people

    return named_people(workspace)


def _name(words: argparse.Namespace) -> None:
    from app.operations.own_word import name_person

    with opened(words) as workspace:
        sentence = name_person(workspace, words.address, words.name, words.group)
        people = _named(workspace)
    _print_change(words, sentence, people)


def _drop(words: argparse.Namespace) -> None:
    from app.operations.own_word import unname_person

    with opened(words) as workspace:
        sentence = unname_person(workspace, words.address)
        people = _named(workspace)
    _print_change(words, sentence, people)


def _print_change(words: argparse.Namespace, sentence: str, people: tuple[NamedPerson, ...]) -> None:
    if words.json:
        from app.cli.people_json import named_json

        print_json({"schema": "clearweek.people-change/1", "sentence": sentence, "people": named_json(people)})
        return
    print(visible(sentence, _LONGEST_SENTENCE))


_VERBS: dict[str, Callable[[argparse.Namespace], None]] = {
    "page": _page,
    "list": _list,
    "name": _name,
    "drop": _drop,
}
