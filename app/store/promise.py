"""What will come of work that another thread does."""

from __future__ import annotations

from threading import Condition
from typing import Generic, TypeVar

from app.errors import Cancelled

T = TypeVar("T")


class Promise(Generic[T]):
    """Who asked for the work waits for its result here, or takes it back.

    `concurrent.futures` has the like, but loads the whole of logging with it: a twentieth of what a start costs.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._begun = False
        self._taken_back = False
        self._done = False
        self._result: T
        self._error: BaseException | None = None

    # ---- for who asked ----

    def result(self, timeout: float | None = None) -> T:
        """Wait for the end of the work, and return its result or raise what it raised.

        Args:
            timeout: After how many seconds to give up; None: never.

        Raises:
            Cancelled: when it was taken back.
            TimeoutError: when it has not ended yet.

        """
        error = self.exception(timeout)
        if error is None:
            return self._result
        try:
            raise error
        finally:
            del self, error  # the error holds this frame, which should not hold it in turn

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Wait likewise, and return what the work raised; None: it went well."""
        with self._changed:
            if not self._changed.wait_for(self.done, timeout):
                raise TimeoutError
            return self._error

    def done(self) -> bool:
        """Tell whether the work has ended, or was taken back."""
        return self._done

    def cancel(self) -> bool:
        """Take the work back, and tell whether it will not be done: that is too late when it has begun."""
        with self._changed:
            if not self._begun:
                self._begun = self._taken_back = True
                self._error = Cancelled()
                self._settle()
            return self._taken_back

    # ---- for who does it ----

    def begin(self) -> bool:
        """Tell whether the work is still wanted; it can then no longer be taken back."""
        with self._changed:
            wanted = not self._begun
            self._begun = True
            return wanted

    def keep(self, result: T) -> None:
        """Give the result to who waits."""
        with self._changed:
            self._result = result
            self._settle()

    def fail(self, error: BaseException) -> None:
        """Give what was raised to who waits."""
        with self._changed:
            self._error = error
            self._settle()

    def _settle(self) -> None:
        self._done = True
        self._changed.notify_all()
