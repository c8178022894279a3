"""The library's `inspect`, kept out of the start until somebody looks into it.

`dataclasses` imports it, with the parser, the tokenizer and the disassembler of Python, for the sake of classes without
a docstring. Ours have one, and of what a command imports nothing else asks for it: a tenth of what a start costs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_NAME: Final = "inspect"


class _Later(ModuleType):
    """Stands where the module will, and becomes it for whoever wants something of it."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the module holds)
        if name.startswith("__"):  # what the machinery of imports asks of every module
            raise AttributeError(name)
        if sys.modules.get(_NAME) is self:
            del sys.modules[_NAME]
        return getattr(import_module(_NAME), name)


def spare_inspect() -> None:
    """Put the place for it where Python looks, unless the module is there already."""
    sys.modules.setdefault(_NAME, _Later(_NAME))
