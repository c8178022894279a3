"""The numbers of the patterns' rules as a person changes them, and experiments that a finding suggests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.patterns.thresholds import Thresholds
from app.analysis.rule_numbers import as_kept, rule_number
from app.errors import UserError
from app.language import _
from app.model.foreign_text import visible
from app.model.journal import Experiment
from app.operations.journal import record, today_for
from app.operations.journal_requests import Told, newest_change

if TYPE_CHECKING:
    from app.model.findings import Threshold
    from app.operations.workspace import Workspace
    from app.progress import Progress


class ChangedNumber(NamedTuple):
    """What a change came to in a sentence, and the person's own number before it; None: the default held."""

    sentence: str
    before: float | None


def set_number(workspace: Workspace, name: str, shown: float | None, progress: Progress) -> ChangedNumber:
    """Give a number of a rule another value, as it is shown (a share in per cents); None: the default again.

    Raises:
        UserError: when there is no such number, or the value makes no sense.
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    threshold = _named(workspace, name)
    if shown is None:
        return put_back(workspace, name, None, progress)
    number = rule_number(name.partition(".")[0], threshold)
    if not number.least <= shown <= number.most:
        raise UserError(_("This number of the rule makes no sense"), next_step=_("give one that the field takes"))
    value = as_kept(threshold, shown)
    return put_back(workspace, name, None if value == threshold.default else value, progress)


def put_back(workspace: Workspace, name: str, value: float | None, progress: Progress) -> ChangedNumber:
    """Give a number of a rule a value as the settings keep it; None: the default.

    Raises:
        UserError: when there is no such number.
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    threshold = _named(workspace, name)
    settings = workspace.settings()
    own = dict(settings.thresholds)
    before = own.pop(name, None)
    if value is not None:
        own[name] = value
    workspace.change_settings(replace(settings, thresholds=tuple(sorted(own.items()))), progress)
    changed = rule_number(
        name.partition(".")[0], threshold._replace(value=threshold.default if value is None else value)
    )
    text = _("{name}: {value} now, the default.") if value is None else _("{name}: {value} now.")
    shown = f"{changed.value:g}{changed.suffix}"
    return ChangedNumber(text.format(name=changed.name, value=shown), before)


def _named(workspace: Workspace, name: str) -> Threshold:
    pattern, __, own = name.partition(".")
    try:
        return next(each for each in Thresholds(workspace.preferences().thresholds).of(pattern) if each.name == own)
    except (KeyError, StopIteration):
        raise UserError(_("No rule has a number of this name")) from None


def try_out(workspace: Workspace, change: str, measure: str) -> Told:
    """Note an experiment that begins today, and return what holds then; `undo_told` takes it back.

    Raises:
        UserError: when it cannot be in the journal.

    """
    today = today_for(workspace, None)
    kept = record(workspace, Experiment(change=change, start=today, measure=measure), today)
    assert isinstance(kept, Experiment)
    text = _("Noted as an experiment from today on: “{change}” In four weeks the journal shows what came of it.")
    return Told(text.format(change=visible(kept.change, 200)), newest_change(workspace))
