"""The command line: from words to an exit status (0 done, 1 nothing could be done, 2 wrong usage, 130 interrupted)."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app import language
from app.cli.quick_open import opening
from app.errors import Cancelled, UserError
from app.language import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.cli.quick_open import Opening

INTERRUPTED = 130
_BEFORE_NOTHING = frozenset({"--lang", "--home", "--debug"})
"""Options that may stand alone: they say how, not what."""
_LONGEST_COMPLAINT = 2_000
_DEMO_DATA = "clearweek-demo-data"


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
        plain = opening(words)
        status = _open(plain) if plain is not None else _run(_parsed(words))
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
            import traceback

            traceback.print_exc()
        sentence = _("Clearweek has a fault ({kind}); nothing was changed; --debug shows where.")
        _complain(sentence.format(kind=type(error).__name__))
        return 1
    return status or 0


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """Return what the words say; where no command is among them, that the window shall open."""
    from app.cli.arguments import parser

    at = 0
    while at < len(words) and words[at].partition("=")[0] in _BEFORE_NOTHING:
        at += 1 if "=" in words[at] or words[at] == "--debug" else 2
    if at == len(words):
        words = ["open", *words]
    parsed = parser(words[0]).parse_args(words)
    parsed.lang = _language_in(words)  # it may stand before the command, where argparse loses it
    return parsed


def _run(words: argparse.Namespace) -> int | None:
    return _COMMANDS.get(words.command, _stored)(words)


def _complain(sentence: str) -> None:
    """Say what went wrong on standard error, if there is one; what was typed or read comes out harmless."""
    from app.model.foreign_text import visible

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


def _analyze(words: argparse.Namespace) -> None:
    from app.cli.arguments import question_of
    from app.cli.as_json import analysis_json
    from app.cli.progress_bar import progress_on
    from app.operations.one_off import analysis_of

    with progress_on(sys.stderr) as progress:
        analysis = analysis_of(words.paths, question_of(words), _standard_input(), progress)
    if words.json:
        from app.cli.output import print_json

        print_json(analysis_json(analysis))
        return
    from app.cli.printing import Style, analysis_text

    print(analysis_text(analysis, Style(sys.stdout)))


def _events(words: argparse.Namespace) -> None:
    from app.cli.arguments import question_of
    from app.cli.as_json import events_json
    from app.cli.progress_bar import progress_on
    from app.operations.one_off import timeline_of

    with progress_on(sys.stderr) as progress:
        timeline = timeline_of(words.paths, question_of(words), _standard_input(), progress)
    if words.json:
        from app.cli.output import print_json

        print_json(events_json(timeline))
        return
    from app.cli.printing import Style, events_text

    print(events_text(timeline, Style(sys.stdout)))


def _demo(words: argparse.Namespace) -> int | None:
    from app.cli.as_json import analysis_json
    from app.cli.progress_bar import progress_on
    from app.cli.report_command import paper_of
    from app.operations.demo.make import make_demo
    from app.operations.demo.report import write_demo_report
    from app.operations.display import is_seen

    with progress_on(sys.stderr) as progress:
        demo = make_demo(words.today, words.seed, Path(words.home) if words.home else None, progress)
        report = write_demo_report(demo, words.today, paper_of(None), progress)
    if words.json:
        from app.cli.output import print_json

        print_json({**analysis_json(demo.analysis), "report": str(report)})
        return None
    from app.cli.printing import Style, analysis_text

    print(analysis_text(demo.analysis, Style(sys.stdout)))
    print()
    print(_("The calendar behind these figures: {path}").format(path=demo.calendar))
    print(_("The report on its last 13 weeks: {path}").format(path=report))
    if words.no_window or not (is_seen() and sys.stdout.isatty()):
        return None
    sys.stdout.flush()
    from app.ui.start import run_window

    # Never the folder of a person's own data, even where --home names that.
    return run_window(demo.calendar.parent / _DEMO_DATA, [str(demo.calendar)], lang=words.lang)


def _doctor(words: argparse.Namespace) -> None:
    from app.operations.doctor import examine

    checks = examine(Path(words.home) if words.home else None)
    if words.json:
        from app.cli.output import print_json

        rows = [{"name": check.name, "works": check.works, "found": check.found} for check in checks]
        print_json({"schema": "clearweek.doctor/1", "checks": rows})
        return
    columns = max(len(check.name) for check in checks) + 2
    for check in checks:
        print(f"{'✓' if check.works else '✗'} {check.name:{columns}}{check.found}")


def _open(words: argparse.Namespace | Opening) -> int:
    from app.cli.window import open_window

    return open_window(words)


def _stored(words: argparse.Namespace) -> None:
    """Run a command of those that use the data folder."""
    from app.cli.stored import run_stored

    run_stored(words)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int | None]] = {
    "open": _open,
    "analyze": _analyze,
    "events": _events,
    "demo": _demo,
    "doctor": _doctor,
}
