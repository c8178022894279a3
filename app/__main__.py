"""The start: `clearweek` and `python -m app` both come through here.

Only what was asked for is imported, so that the start stays quick.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line on the words of this process and return its exit status."""
    from app.cli.main import main as run_command_line

    return run_command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
