"""Run a command where nothing but this machine can be reached, so that a test that reaches out fails by itself.

    python scripts/without_network.py COMMAND …

On Linux the command gets a network of its own with nothing in it but the loopback interface (network_namespaces(7));
that needs no rights where the system lets anybody have such a space, and else those of root. Nobody becomes anybody
else in it: files may be read and written as before. Where it cannot be had, the command runs as it would without
this, and that is said. The command is also kept from the session's D-Bus, and with it from the system's keyring.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NEW_USER, NEW_NET = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of unshare(2)."""
SET_FLAGS, IS_UP = 0x8914, 0x1
"""SIOCSIFFLAGS and IFF_UP of netdevice(7)."""
NOT_OURS = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS")


def main() -> None:
    """Run the command that the arguments name, in place of this program."""
    command = sys.argv[1:]
    for name in NOT_OURS:
        os.environ.pop(name, None)
    reason = why_not()
    if reason is None:
        cut_off()
        say("Only this machine can be reached from here.")
    else:
        say(f"The network of this machine can be reached from here: {reason}.")
    try:
        os.execvp(command[0], command)  # noqa: S606 (what the caller wants to run)
    except OSError as error:
        sys.exit(f"{command[0]} cannot be run: {error.strerror}")


def say(what: str) -> None:
    """Say something before the command says anything."""
    print(what, file=sys.stderr, flush=True)


def why_not() -> str | None:
    """Return why a network of its own cannot be had, None where it can: tried in a child, for it cannot be undone."""
    if sys.platform != "linux":
        return "only Linux gives a command a network of its own"
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            cut_off()
        except (OSError, AttributeError) as error:
            os.write(writing, str(error).encode()[:500] or b"it cannot be had")
            os._exit(1)
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 500).decode()
    os.close(reading)
    return None if os.waitpid(child, 0)[1] == 0 else said


def cut_off() -> None:
    """Give this process a network of its own, and bring its loopback interface up."""
    # Imported here because other systems have none of it.
    import ctypes
    import fcntl
    import socket
    import struct

    system = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if system.unshare(NEW_NET if user == 0 else NEW_USER | NEW_NET) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    if user != 0:
        # The same user as before, so that a file that may not be read still may not.
        for file, text in (("uid_map", f"{user} {user} 1"), ("setgroups", "deny"), ("gid_map", f"{group} {group} 1")):
            Path(f"/proc/self/{file}").write_text(text, encoding="ascii")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", IS_UP))


if __name__ == "__main__":
    main()
