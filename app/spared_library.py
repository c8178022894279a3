"""What of Python's library a start spares until somebody wants it.

`dataclasses` imports `inspect`, with the parser, the tokenizer and the disassembler of Python, for the sake of classes
without a docstring; `pathlib` imports the paths of Windows and, through `urllib.parse`, addresses of the network. Of
what a command imports nothing else asks for them. `typing` compiles each annotation of a named tuple, only to see that
it is an expression; mypy has seen that. All together are a sixth of what a start costs.
"""

from __future__ import annotations

import sys
import typing
from importlib import import_module
from types import CodeType, ModuleType
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


class _Annotation(typing.ForwardRef, _root=True):  # type: ignore[call-arg, misc]
    """An annotation that is text, compiled by whoever wants its value.

    ``_root`` is the library's own word for a class of its kind that may be derived from such a one.
    """

    __slots__ = ()

    def __init__(self, arg: str, is_argument: bool = True, module: Any = None, *, is_class: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 (as the library has it)
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    @property
    def __forward_code__(self) -> CodeType:  # type: ignore[override]
        text = self.__forward_arg__
        return compile(f"({text},)[0]" if text.startswith("*") else text, "<string>", "eval")


def spare_library() -> None:
    """Put the places for them where Python looks, unless they are there already."""
    for name in _LATER:
        sys.modules.setdefault(name, _Later(name))
    typing.ForwardRef = _Annotation  # type: ignore[misc]
