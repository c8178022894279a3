"""UIDs of series, with the parts joined into which Google splits one (METRICS.md §5)."""

from __future__ import annotations

import re

_PART = re.compile(r"_R\d{8}(T\d{6}Z?)?(?=@|$)")
"""What Google puts into the UID of "this and following": the slot from which the part holds."""


def joined_uid(uid: str) -> str:
    """Return a UID less Google's ``_R…``."""
    return _PART.sub("", uid) if "_R" in uid else uid
