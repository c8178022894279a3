"""Every case from H01 to H48 (README.md), but H24, which is a test of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import archives, calendars, contents, folders, repeats, sizes

if TYPE_CHECKING:
    from tests.hostile.case import Case

CASES: tuple[Case, ...] = (
    *repeats.CASES,
    *sizes.CASES,
    *calendars.CASES,
    *contents.CASES,
    *archives.CASES,
    *folders.CASES,
)
