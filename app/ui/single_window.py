"""One window for a folder of data: a second start raises the first, and ends.

The first holds a lock file in the folder and listens on a local socket that only the same account may use. The
second sends one word, ``raise``; whatever else arrives is ignored.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

LOCK: Final = "window.lock"
_WORD: Final = b"raise\n"
_PATIENCE: Final = 1_000
"""Milliseconds that the second start waits for the first to listen."""


def name_of(home: Path) -> str:
    """Return the name of the socket: of this account and this folder, and short enough for every system."""
    account = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return f"clearweek-{account}-{hashlib.blake2b(str(home).encode(), digest_size=8).hexdigest()}"


class SingleWindow(QObject):
    """Whether this process has the window of a folder, and word of those who wanted it too."""

    raise_wanted = Signal()

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._name = name_of(home)
        self._lock = QLockFile(str(home / LOCK))
        # A window may stand open for days; its lock is only stale when its process is gone.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the lock; False where another process has it."""
        if self._lock.tryLock(0):
            return True
        # A folder that cannot be written holds no lock; that the data cannot be either is said elsewhere.
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def raise_other(self) -> bool:
        """Ask the process that has the window to show it; False where it does not answer."""
        # Imported here because hardly any start needs it.
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE):
            return False
        socket.write(_WORD)
        sent = socket.waitForBytesWritten(_PATIENCE)
        socket.disconnectFromServer()
        return sent

    def listen(self) -> None:
        """Hear from other starts; after the first picture, as it costs more than the lock."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        if not self._server.listen(self._name):
            # What a process that crashed left behind; the lock says that nobody listens there.
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def _hear(self) -> None:
        server = self._server
        socket = server.nextPendingConnection() if server is not None else None
        if socket is None:
            return
        socket.waitForReadyRead(_PATIENCE)
        if bytes(socket.read(len(_WORD)).data()) == _WORD:
            self.raise_wanted.emit()
        socket.disconnectFromServer()
        socket.deleteLater()

    def end(self) -> None:
        """Give the lock back, and hear no more."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
