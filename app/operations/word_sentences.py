"""The person's own word in sentences: what holds, and what holds no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.wording import long_date
from app.language import _, quoted
from app.model.foreign_text import visible
from app.model.own_word import Merge, NamedPerson, NotSo, SeriesWord

if TYPE_CHECKING:
    from app.model.own_word import Word

_LONGEST = 120


def named(title: str) -> str:
    """Return a title or a name as it stands in a sentence, made harmless."""
    return visible(title, _LONGEST) or _("(no title)")


def _pattern(word: NotSo) -> str:
    # Imported here because the person's word is read at every start, and most hold no pattern.
    from app.analysis.patterns.registry import name_of

    return quoted(visible(name_of(word.pattern), _LONGEST))


def sentence_of(word: Word) -> str:
    """Return what a word says, while it holds."""
    if isinstance(word, SeriesWord):
        return {
            "meeting": _("“{title}” counts as a meeting."),
            "block": _("“{title}” counts as an own block."),
            "focus": _("“{title}” counts as focus time."),
            "leave-out": _("“{title}” counts nowhere."),
        }[word.rule].format(title=named(word.title))
    if isinstance(word, NotSo):
        reason = visible(word.reason)
        if word.uid is None:
            return _("The pattern {pattern} is not so: {reason}").format(pattern=_pattern(word), reason=reason)
        text = _("The pattern {pattern} is not so for “{title}”: {reason}")
        return text.format(pattern=_pattern(word), title=named(word.title), reason=reason)
    if isinstance(word, Merge):
        text = _("“{title}” is counted as “{other}” where both are at the same time.")
        return text.format(title=named(word.title), other=named(word.into_title))
    if isinstance(word, NamedPerson):
        if word.group:
            text = _("{name} is in the face-time audit, in the group “{group}”.")
            return text.format(name=named(word.name or word.address), group=named(word.group))
        return _("{name} is in the face-time audit.").format(name=named(word.name or word.address))
    text = _("“{title}” was reviewed on {day}.")
    return text.format(title=named(word.title), day=long_date(word.reviewed))


def no_more(word: Word) -> str:
    """Return what holds in place of a word that was taken back."""
    if isinstance(word, SeriesWord):
        return _("“{title}” has no rule of yours.").format(title=named(word.title))
    if isinstance(word, NotSo):
        if word.uid is None:
            return _("The pattern {pattern} is looked for.").format(pattern=_pattern(word))
        text = _("The pattern {pattern} is looked for in “{title}” too.")
        return text.format(pattern=_pattern(word), title=named(word.title))
    if isinstance(word, Merge):
        return _("“{title}” is counted by itself.").format(title=named(word.title))
    if isinstance(word, NamedPerson):
        return _("{name} is not in the face-time audit.").format(name=named(word.name or word.address))
    return _("“{title}” was not reviewed.").format(title=named(word.title))


def change_in_words(before: Word | None, after: Word | None) -> str:
    """Return what a change came to."""
    if after is not None:
        return sentence_of(after)
    assert before is not None
    return no_more(before)
