"""The command line: from words to an exit status (0 done, 1 nothing could be done, 2 wrong usage, 130 interrupted)."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app import language
from app.cli.arguments import parser, question_of
from app.cli.as_json import analysis_json, events_json
from app.cli.progress_bar import progress_on
from app.errors import Cancelled, UserError, WrongUsage
from app.language import _
from app.model.foreign_text import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

INTERRUPTED = 130
_LONGEST_COMPLAINT = 2_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; ``arguments`` are the words after the program's name."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language.choose(_language_in(words))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A terminal that lacks a character shows a mark for it rather than ending the program.
            reconfigure(errors="backslashreplace" if stream.encoding.lower() != "utf-8" else "replace")
    try:
        parsed = _parsed(words)
        _COMMANDS[parsed.command](parsed)
        sys.stdout.flush()
    except UserError as error:
        _complain(error.sentence())
        return error.status
    except (Cancelled, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has seen enough; nothing is left to write to.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except Exception as error:  # noqa: BLE001 (the last door: a person never sees a traceback unasked)
        if "--debug" in words:
            traceback.print_exc()
        sentence = _("Clearweek has a fault ({kind}); nothing was changed; --debug shows where.")
        _complain(sentence.format(kind=type(error).__name__))
        return 1
    return 0


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    if not words:
        raise WrongUsage(_("Say what to do: analyze, events, demo or doctor"), next_step=_("see clearweek --help"))
    return parser().parse_args(words)


def _complain(sentence: str) -> None:
    """Say what went wrong on standard error, if there is one; what was typed or read comes out harmless."""
    if sys.stderr is not None:
        print(f"clearweek: {visible(sentence, _LONGEST_COMPLAINT)}", file=sys.stderr)


def _standard_input() -> BinaryIO | None:
    """Return standard input as bytes, None where it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else None


def _language_in(words: Sequence[str]) -> str | None:
    """Return what --lang says: it must be known before the parser words its help."""
    for at, word in enumerate(words):
        if word == "--lang" and at + 1 < len(words):
            return words[at + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return None


def _print_json(value: object) -> None:
    # On a terminal for eyes, in a pipe for programs.
    sys.stdout.write(json.dumps(value, indent=2) if sys.stdout.isatty() else json.dumps(value, separators=(",", ":")))
    sys.stdout.write("\n")


def _analyze(words: argparse.Namespace) -> None:
    from app.operations.one_off import analysis_of

    with progress_on(sys.stderr) as progress:
        analysis = analysis_of(words.paths, question_of(words), _standard_input(), progress)
    if words.json:
        _print_json(analysis_json(analysis))
        return
    from app.cli.printing import Style, analysis_text

    print(analysis_text(analysis, Style(sys.stdout)))


def _events(words: argparse.Namespace) -> None:
    from app.operations.one_off import timeline_of

    with progress_on(sys.stderr) as progress:
        timeline = timeline_of(words.paths, question_of(words), _standard_input(), progress)
    if words.json:
        _print_json(events_json(timeline))
        return
    from app.cli.printing import Style, events_text

    print(events_text(timeline, Style(sys.stdout)))


def _demo(words: argparse.Namespace) -> None:
    from app.operations.demo.make import make_demo

    with progress_on(sys.stderr) as progress:
        demo = make_demo(words.today, words.seed, Path(words.home) if words.home else None, progress)
    if words.json:
        _print_json(analysis_json(demo.analysis))
        return
    from app.cli.printing import Style, analysis_text

    print(analysis_text(demo.analysis, Style(sys.stdout)))
    print()
    print(_("The calendar behind these figures: {path}").format(path=demo.calendar))
    if not words.no_window:
        print(_("There is no window in this version yet."))


def _doctor(words: argparse.Namespace) -> None:
    from app.operations.doctor import examine

    checks = examine(Path(words.home) if words.home else None)
    if words.json:
        rows = [{"name": check.name, "works": check.works, "found": check.found} for check in checks]
        _print_json({"schema": "clearweek.doctor/1", "checks": rows})
        return
    columns = max(len(check.name) for check in checks) + 2
    for check in checks:
        print(f"{'✓' if check.works else '✗'} {check.name:{columns}}{check.found}")


_COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "analyze": _analyze,
    "events": _events,
    "demo": _demo,
    "doctor": _doctor,
}
