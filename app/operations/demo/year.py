"""A believable generated year of one person's work calendar, for `clearweek demo`.

The person leads a team of engineers in Berlin; colleagues in New York and Bengaluru and a customer in London
call meetings in their own zones. Meetings grow in the second half of the year, 1:1s slip, days off are taken,
and the last weeks hold what a person would want to see in the figures.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from .calendar_text import calendar_bytes, in_utc
from .days_off import absences
from .draft import Draft
from .once import add_one_offs, add_own_blocks, add_whole_days
from .recurring import add_series
from .series import BERLIN, BLOCKS, END, PAST, SERIES


def demo_year(today: date, seed: int = 7) -> bytes:
    """Return iCalendar bytes: 52 full weeks before the week of `today`, that week and three more.

    The same day and seed give the same bytes. The export is stamped on `today`; nothing was created after it.
    """
    first = today - timedelta(days=today.weekday(), weeks=PAST)
    rng = random.Random(seed)
    draft = Draft(first, datetime.combine(today, time(6, 40, 12), UTC), rng, absences(first, rng))
    for plan in (*SERIES, *BLOCKS):
        add_series(draft, plan)
    for week in range(END):
        add_one_offs(draft, week)
        add_own_blocks(draft, week)
    add_whole_days(draft)
    order = sorted(draft.entries, key=lambda entry: (in_utc(entry.created), entry.uid, entry.original is not None))
    return calendar_bytes("Katrin Sommer – Arbeit", BERLIN, order)
