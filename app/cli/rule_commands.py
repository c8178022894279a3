"""The command ``clearweek rule``: the person's own word, said, listed, taken back and undone."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

from app.cli.data_of import opened
from app.cli.output import print_json
from app.cli.progress_bar import progress_on
from app.cli.rule_arguments import NO_RULE
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.model.merged import LookAlike
    from app.operations.own_word import ListedWord
    from app.operations.workspace import Workspace
    from app.progress import Progress

    Change = Callable[[Workspace, argparse.Namespace, Progress], str]

_LONGEST_TITLE = 60
_LONGEST_SENTENCE = 2_500


def run_rule(words: argparse.Namespace) -> None:
    """Do what the verb says; without one, list what the person said."""
    verb = words.verb or "list"
    if verb == "list":
        _list(words)
    elif verb == "look-alikes":
        _look_alikes(words)
    else:
        with opened(words) as workspace, progress_on(sys.stderr) as progress:
            sentence = _CHANGES[verb](workspace, words, progress)
            listed = _listed(workspace)
        if words.json:
            print_json({"schema": "clearweek.rule-change/1", "sentence": sentence, "own_word": words_json(listed)})
            return
        print(visible(sentence, _LONGEST_SENTENCE))


# ---- lists ----


def _listed(workspace: Workspace) -> tuple[ListedWord, ...]:
    from app.operations.own_word import list_words

    return list_words(workspace)


def _list(words: argparse.Namespace) -> None:
    with opened(words) as workspace:
        listed = _listed(workspace)
    if words.json:
        print_json({"schema": "clearweek.rule/1", "own_word": words_json(listed)})
        return
    if not listed:
        print(_("You have said nothing yet; clearweek rule set SERIES meeting says what a series counts as."))
        return
    from app.analysis import wording
    from app.cli.printing import Style
    from app.cli.tables import table

    heads = (_("number"), _("said on"), _("what holds"))
    cells = [
        (str(each.number), wording.long_date(_day_of(each.word.made)), visible(each.sentence, _LONGEST_SENTENCE))
        for each in listed
    ]
    head, *lines = table([heads, *cells], numbers={0})
    print(Style(sys.stdout).faint(head))
    print("\n".join(lines))


def words_json(listed: Sequence[ListedWord]) -> list[dict[str, Any]]:
    """Return what the person said, each thing with its kind, its own fields and a sentence."""
    from dataclasses import asdict

    from app.model.own_word import KINDS

    rows = []
    for number, word, sentence in listed:
        fields = asdict(word)
        del fields["id"]
        made = fields.pop("made")
        if "reviewed" in fields:
            fields["reviewed"] = dt.date.fromordinal(fields["reviewed"]).isoformat()
        said = dt.datetime.fromtimestamp(made, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        rows.append({"number": number, "kind": KINDS[type(word)], "said": said, **fields, "sentence": sentence})
    return rows


def _day_of(instant: int) -> int:
    return dt.datetime.fromtimestamp(instant).astimezone().date().toordinal()


def _look_alikes(words: argparse.Namespace) -> None:
    from app.operations.series_named import offered_merges

    with opened(words) as workspace:
        found = offered_merges(workspace)
    if words.json:
        print_json({"schema": "clearweek.rule-look-alikes/1", "look_alikes": [each._asdict() for each in found]})
        return
    if not found:
        print(_("No two series look alike."))
        return
    print("\n".join(map(_look_alike_line, found)))
    print(_("clearweek rule merge UID INTO counts one as the other; nothing is merged by itself."))


def _look_alike_line(each: LookAlike) -> str:
    text = ngettext(
        "“{title}”: {uid} is like {into}, at the same time {together} of {count} time.",
        "“{title}”: {uid} is like {into}, at the same time {together} of {count} times.",
        each.of,
    )
    return text.format(
        title=visible(each.title, _LONGEST_TITLE),
        uid=visible(each.uid),
        into=visible(each.into),
        together=each.together,
        count=each.of,
    )


# ---- changes ----


def _set(workspace: Workspace, words: argparse.Namespace, progress: Progress) -> str:
    from app.operations.own_word import set_rule
    from app.operations.series_named import series_named

    series = series_named(workspace, words.series)
    return set_rule(workspace, series.uid, series.title, None if words.rule == NO_RULE else words.rule, progress)


def _not_so(workspace: Workspace, words: argparse.Namespace, _progress: Progress) -> str:
    from app.operations.own_word import say_not_so
    from app.operations.series_named import series_named

    if words.series is None:
        return say_not_so(workspace, words.pattern, words.why)
    series = series_named(workspace, words.series)
    return say_not_so(workspace, words.pattern, words.why, series.uid, series.title)


def _merge(workspace: Workspace, words: argparse.Namespace, progress: Progress) -> str:
    from app.operations.own_word import merge
    from app.operations.series_named import series_named

    one, into = series_named(workspace, words.series), series_named(workspace, words.into)
    return merge(workspace, (one.uid, one.title), (into.uid, into.title), progress)


def _separate(workspace: Workspace, words: argparse.Namespace, progress: Progress) -> str:
    from app.operations.own_word import separate
    from app.operations.series_named import series_named

    series = series_named(workspace, words.series)
    return separate(workspace, series.uid, series.title, progress)


def _reviewed(workspace: Workspace, words: argparse.Namespace, _progress: Progress) -> str:
    from app.operations.kept_history import today_of
    from app.operations.own_word import review_series
    from app.operations.series_named import series_named

    series = series_named(workspace, words.series)
    day = words.on if words.on is not None else today_of(workspace.preferences())
    return review_series(workspace, series.uid, series.title, day)


def _take_back(workspace: Workspace, words: argparse.Namespace, progress: Progress) -> str:
    from app.operations.own_word import take_back

    return take_back(workspace, words.number, progress)


def _undo(workspace: Workspace, _words: argparse.Namespace, progress: Progress) -> str:
    from app.operations.own_word import undo

    return undo(workspace, progress)


_CHANGES: dict[str, Change] = {
    "set": _set,
    "not-so": _not_so,
    "reviewed": _reviewed,
    "merge": _merge,
    "separate": _separate,
    "take-back": _take_back,
    "undo": _undo,
}
