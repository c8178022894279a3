"""What a draft was before each change, so that the last can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.model.whatif_page import Draft

_MOST: Final = 200


class DraftHistory:
    """Drafts, the newest last."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._step = ""

    def add(self, draft: Draft, step: str) -> None:
        """Keep what a draft was before a change; of several in a row with the same name only the first."""
        if not step or step != self._step:
            self._drafts = [*self._drafts[1 - _MOST :], draft]
        self._step = step

    def undone(self) -> Draft | None:
        """Return what the draft was before the last change, and forget that; None: there was none."""
        self._step = ""
        return self._drafts.pop() if self._drafts else None

    def forget(self) -> None:
        """Forget all."""
        self._drafts.clear()
        self._step = ""
