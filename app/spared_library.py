"""What of Python's library a start spares until somebody wants it.

`dataclasses` imports `inspect`, with the parser, the tokenizer and the disassembler of Python, for the sake of classes
without a docstring; `pathlib` imports the paths of Windows and, through `urllib.parse`, addresses of the network. Of
what a command imports nothing else asks for them. `typing` compiles each annotation of a named tuple, hundreds of them,
only to see that it is an expression; mypy has seen that, and `eval` takes the text as well. All together are a sixth of
what a start costs.
"""

from __future__ import annotations

import sys
import typing
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_LATER: Final = ("inspect", "ipaddress", "ntpath")


class _Later(ModuleType):
    """Stands where the module will, and becomes it for whoever wants something of it."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the module holds)
        if name.startswith("__"):  # what the machinery of imports asks of every module
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _uncompiled(text: str, *_how: object) -> str:
    """Return what `typing` shall keep of an annotation for whoever wants its value: in place of code, the text."""
    return text


def spare_library() -> None:
    """Put the places for them where Python looks, unless they are there already."""
    for name in _LATER:
        sys.modules.setdefault(name, _Later(name))
    # What a module looks up under this name it finds here before it finds the built-in function.
    typing.compile = _uncompiled  # type: ignore[attr-defined]
