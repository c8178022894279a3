"""What can go wrong in the person's world, as opposed to a fault of ours.

    Exception
    ├── UserError            the person can read it and do something about it; exit status 1
    │   ├── UnreadableInput  nothing at all could be read from what was given; exit status 1
    │   ├── SourceUnreachable  a server cannot be reached now; what is kept of it stays; exit status 1
    │   ├── SignInNeeded     a server wants a password, or signing in anew; exit status 1
    │   └── WrongUsage       what was asked for cannot be asked; exit status 2
    └── Cancelled            the person stopped the work; nobody needs to be told

Bad events inside a readable calendar are none of these: they are collected as problems and shown beside the
result, and the good events are kept. Any other exception is a fault of ours.
"""

from __future__ import annotations

import errno
from typing import ClassVar

from app.language import _


class UserError(Exception):
    """A failure told in three parts: what did not work, why, and what to do next.

    The parts are translated, name the thing that they are about, and carry no full stop at their end; `why`
    and `next_step` begin in lower case, as they stand in the middle of the sentence.
    """

    status: ClassVar[int] = 1
    """The exit status of a command that ends with this error."""

    def __init__(self, what: str, why: str = "", next_step: str = "") -> None:
        super().__init__(what, why, next_step)
        self.what = what
        self.why = why
        self.next_step = next_step

    def sentence(self) -> str:
        """Return the parts that are there as one sentence: "What: why; next step."."""
        sentence = self.what
        if self.why:
            sentence += f": {self.why}"
        if self.next_step:
            sentence += f"; {self.next_step}"
        return f"{sentence}."

    def __str__(self) -> str:
        return self.sentence()


class UnreadableInput(UserError):
    """Nothing could be read: no such file, not a calendar, larger than the limit."""


class SourceUnreachable(UserError):
    """A server does not answer now, or answers that it cannot: trying later may help."""


class SignInNeeded(UserError):
    """A server does not take the password, or the sign-in that is kept, any more: only the person can help."""

    words: str = ""
    """What the person may pass on to an administrator, who must allow it first; mostly empty."""


class WrongUsage(UserError):
    """The words of the command, or values given with them, make no sense together."""

    status: ClassVar[int] = 2


class Cancelled(Exception):
    """The work was stopped on request, from inside `Progress.check`."""


def why_not(error: Exception) -> str:
    """Return in words why the system did not give, or take, a file."""
    reasons = {
        errno.EACCES: _("you may not use it"),
        errno.EPERM: _("you may not use it"),
        errno.ENOENT: _("it is not there"),
        errno.ENOTDIR: _("a part of its path is no folder"),
        errno.EISDIR: _("it is a folder"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.ELOOP: _("its links lead in a circle"),
        errno.ENOSPC: _("the disk is full"),
        errno.EROFS: _("the disk cannot be written"),
    }
    return reasons.get(getattr(error, "errno", None) or 0, _("the system refuses it"))
