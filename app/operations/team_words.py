"""What a member is told of sharing: who sees the file, and what was shared before (TEAM.md §2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.analysis import wording
from app.language import _
from app.team.words import weeks_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.store.team_rows import SharedRow


def who_sees() -> str:
    """Return who will see what."""
    return _("The lead will see this file; others will see only the summary over everyone.")


def shared_lines(shared: Iterable[SharedRow]) -> Iterator[str]:
    """Yield what was shared before, oldest first; where nothing was, that."""
    nothing = True
    for each in shared:
        nothing = False
        day = wording.long_date(dt.datetime.fromtimestamp(each.made).astimezone().date().toordinal())
        text = _("Shared before: {weeks}, on {day}.") if each.rev == 1 else _("Shared anew: {weeks}, on {day}.")
        yield text.format(weeks=weeks_words(each.period), day=day)
    if nothing:
        yield _("Nothing was shared before.")
