"""The command that prints every pattern, found or not."""

from __future__ import annotations

import datetime as dt
import sys
import textwrap
from typing import TYPE_CHECKING

from app.cli.data_of import nothing_kept, opened
from app.cli.options import choices_of, look_at_period
from app.cli.output import print_json
from app.cli.progress_bar import progress_on
from app.language import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from app.cli.printing import Style
    from app.model.patterns_page import PatternRow, SetAside
    from app.operations.stored_patterns_page import PatternsAnswer

_WIDEST = 100
"""Columns after which a sentence goes on in the next line."""


def print_patterns(words: argparse.Namespace) -> None:
    """Print every pattern over what is kept."""
    look_at_period(words)
    from app.operations.stored_patterns_page import patterns_answer
    from app.operations.stored_week import Choices

    choices = Choices(choices_of(words), words.today)
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        if workspace.is_empty():
            raise nothing_kept()
        answer = patterns_answer(workspace, (words.first, words.last), choices, progress)
    if words.json:
        print_json(_json(answer))
        return
    from app.cli.printing import Style

    print("\n".join(_lines(answer, Style(sys.stdout))))


def _json(answer: PatternsAnswer) -> dict[str, object]:
    from app.cli.findings_json import pattern_json

    first, last = (dt.date.fromordinal(day).isoformat() for day in (answer.period.first, answer.period.last))
    return {
        "schema": "clearweek.patterns/1",
        "period": {"from": first, "to": last, "tz": answer.period.zone.name},
        "patterns": [pattern_json(each) for each in answer.results],
        "set_aside": [_set_aside_json(each) for each in answer.page.set_aside],
    }


def _set_aside_json(each: SetAside) -> dict[str, object]:
    return {
        "number": each.number,
        "pattern": each.pattern,
        "uid": each.uid,
        "title": each.title or None,
        "reason": each.reason,
        "since": dt.date.fromordinal(each.day).isoformat(),
    }


def _lines(answer: PatternsAnswer, style: Style) -> Iterator[str]:
    from app.cli.tables import table

    page = answer.page
    yield style.bold(f"{page.period_title} · {answer.period.zone.name}")
    heads = iter(table([(row.name, row.value) for group in page.groups for row in group.rows], numbers={1}))
    for group in page.groups:
        yield ""
        yield style.bold(group.title)
        for row in group.rows:
            yield f"  {next(heads)}"
            yield from _about(row, style)
    names = {each.id: each.name for each in answer.results}
    of_series = [each for each in page.set_aside if each.uid is not None]
    if of_series:
        yield ""
        yield style.bold(_("Series that you set aside"))
        for each in of_series:
            text = _("{name}, “{title}”, since {day}: {reason}")
            title = each.title or _("(no title)")
            yield from _wrapped(text.format(name=names[each.pattern], title=title, day=each.since, reason=each.reason))
    if page.set_aside:
        yield ""
        yield style.faint(_("clearweek rule list shows how to bring back what was set aside."))


def finding_lines(name: str, sentence: str, style: Style) -> Iterator[str]:
    """Yield a finding: the name of its pattern, and its sentence under it."""
    yield style.faint(f"  {name}")
    yield from _wrapped(sentence, "    ")


def _about(row: PatternRow, style: Style) -> Iterator[str]:
    """Yield what there is to say of a pattern, under its name."""
    for line in _wrapped(row.text, "    "):
        yield line if row.suggestion else style.faint(line)
    if row.suggestion:
        yield from map(style.faint, _wrapped(_("To try: {suggestion}").format(suggestion=row.suggestion), "    "))


def _wrapped(text: str, before: str = "  ") -> list[str]:
    return textwrap.wrap(text, _WIDEST, initial_indent=before, subsequent_indent=before, break_on_hyphens=False)
