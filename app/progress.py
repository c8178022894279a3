"""How long work says how far it is, and learns that it should stop."""

from __future__ import annotations

from typing import Final, Protocol


class Progress(Protocol):
    """What long work is given: it reports through this and asks it whether to go on."""

    def report(self, done: int, total: int | None, what: str) -> None:
        """Say that `done` of `total` pieces are finished.

        Args:
            done: The number of finished pieces, never falling.
            total: The number of all pieces, or None while it is not known.
            what: The work at hand in the person's words, for example "Reading work.ics".
        """

    def check(self) -> None:
        """Raise `Cancelled` if the person wants the work to stop; call it between pieces."""


class Silent:
    """A `Progress` that shows nothing and never stops the work."""

    def report(self, done: int, total: int | None, what: str) -> None:
        """Show nothing."""

    def check(self) -> None:
        """Let the work go on."""


SILENT: Final[Progress] = Silent()
