"""What stands in the repository's own files: nothing of one machine, and nothing that is not described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.architecture.repository import ROOT, shown, text_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.conftest import Clearweek

# Put together from pieces, so that this file is not what it looks for.
REGISTRY = re.compile(
    r"(?i)\b(?:{})\b".format("|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "npmjs" + r"\.")))
)
MACHINE = re.compile(r"(?<![\w.…*-])/(?:{})/\w".format("|".join(("ho" + "me", "ro" + "ot", "wo" + "rk", "Us" + "ers"))))
DOCUMENT = re.compile(r"(?<![\w/.-])(?:[\w.-]+/)*[\w-]+\.md\b")


def places(pattern: re.Pattern[str], files: Iterable[Path]) -> list[str]:
    """Each place where the pattern stands, as file:line."""
    return [
        f"{shown(file)}:{number} {found[0]}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        for found in pattern.finditer(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRY, text_files()) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert places(MACHINE, (file for file in text_files() if file.suffix != ".ics")) == []


def test_the_pinned_versions_are_exact_and_come_from_nowhere() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*", pin)] == []


def test_every_document_that_is_named_exists() -> None:
    dangling = [
        place
        # A catalogue breaks lines after a hyphen, also inside the name of a document; the code has each name whole.
        for place in places(DOCUMENT, [file for file in text_files() if file.suffix != ".po"])
        if not any((folder / place.split()[-1]).is_file() for folder in _folders_of(place))
    ]
    assert dangling == []


def _folders_of(place: str) -> tuple[Path, ...]:
    return (ROOT, ROOT / "docs", (ROOT / place.partition(":")[0]).parent)


def test_the_readme_names_every_make_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"(?m)^([a-z]+):.*## ", makefile)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [target for target in targets if f"`make {target}`" not in readme] == []


def test_the_readme_names_every_command(clearweek: Clearweek) -> None:
    usage = re.search(r"\{([a-z,]*doctor[a-z,]*)\}", clearweek("--help").out)
    assert usage is not None
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [command for command in usage[1].split(",") if f"`clearweek {command}" not in readme] == []
