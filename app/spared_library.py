"""What of Python's library a start spares until somebody wants it.

`dataclasses` imports `inspect`, with the parser, the tokenizer and the disassembler of Python, for the sake of classes
without a docstring; `pathlib` imports the paths of Windows and, through `urllib.parse`, addresses of the network. Of
what a command imports nothing else asks for them. `typing` compiles each annotation of a named tuple, hundreds of them,
only to see that it is an expression; mypy has seen that, and `eval` takes the text as well. All together are a sixth of
what a start costs.

`dataclasses` writes and compiles six functions for each class: that is nine tenths of what a class costs, a
millisecond, and most of them are never called. Those of our own classes are compiled when they first are.
"""

from __future__ import annotations

import sys
import typing
from functools import wraps
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    _Function = Callable[..., Any]

_LATER: Final = ("dataclasses", "inspect", "ipaddress", "ntpath")


class _Later(ModuleType):
    """Stands where the module will, and becomes it for whoever wants something of it."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever the module holds)
        if name.startswith("__"):  # what the machinery of imports asks of every module
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
            if self.__name__ == "dataclasses" and sys.version_info[:2] == (3, 11):  # of another version all is as ever
                module: Any = import_module(self.__name__)
                module._create_fn = _compiled_later(module._create_fn)  # noqa: SLF001 (its one place of compiling)
        return getattr(import_module(self.__name__), name)


def _uncompiled(text: str, *_how: object) -> str:
    """Return what `typing` shall keep of an annotation for whoever wants its value: in place of code, the text."""
    return text


def _compiled_later(create: _Function) -> _Function:
    """Return what `dataclasses` makes a function with, so that one of ours is made when it is first called."""

    @wraps(create)
    def created(
        name: str,
        args: object,
        body: object,
        *,
        globals: Mapping[str, Any] | None = None,  # noqa: A002 (as `dataclasses` calls it)
        **others: object,
    ) -> Any:  # noqa: ANN401
        def make() -> Any:  # noqa: ANN401 (the function, whatever it takes)
            return create(name, args, body, globals=globals, **others)

        is_ours = str((globals or {}).get("__name__")).startswith("app.")
        return _stand_in(name, make) if is_ours else make()

    return created


def _stand_in(name: str, make: Callable[[], _Function]) -> _Function:
    """Return a function that makes another when it is first called, and puts that in its own place in the class."""

    def stands_in(*values: Any, **named: Any) -> Any:  # noqa: ANN401 (whatever the other takes)
        made = make()
        made.__qualname__ = stands_in.__qualname__
        for kind in type(values[0]).__mro__:
            if kind.__dict__.get(name) is stands_in:
                setattr(kind, name, made)
        return made(*values, **named)

    stands_in.__name__ = name
    return stands_in


def spare_library() -> None:
    """Put the places for them where Python looks, unless they are there already."""
    for name in _LATER:
        sys.modules.setdefault(name, _Later(name))
    # What a module looks up under this name it finds here before it finds the built-in function.
    typing.compile = _uncompiled  # type: ignore[attr-defined]
