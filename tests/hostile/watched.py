"""Run the program and write down each file that it opens, each host it asks for and each process it starts.

``python -m tests.hostile.watched LOG ARGUMENTS…`` is ``python -m app ARGUMENTS…`` with an audit hook
(PEP 578).
"""

from __future__ import annotations

import json
import os
import runpy
import sys

ELSEWHERE = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.startfile",
    "webbrowser.open",
    "urllib.Request",
)


def main(log: str, arguments: list[str]) -> None:
    """Install the hook, then run ``app`` as the interpreter would."""
    sink = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hook(event: str, values: tuple[object, ...]) -> None:
        if event == "open" or event in ELSEWHERE:
            # An open is named by its path alone, anything else by all that it was called with.
            name = str(values[0]) if event == "open" else str(values)
            os.write(sink, (json.dumps([event, name]) + "\n").encode())

    sys.argv = ["app", *arguments]
    sys.addaudithook(hook)
    runpy.run_module("app", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
