"""Two modules of PySide that no window uses, kept out of the start.

`pyi_generator` writes the files of types that PySide is shipped with, and `enum_sig` walks through all signatures for
it. PySide brings both along whenever it is imported, from source that is compiled each time, with `argparse`,
`logging` and large regular expressions: a fifth of what an empty window costs. Empty modules stand in their place.
Where a later version of PySide does this otherwise, nothing is spared.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUPPORT: Final = "shibokensupport"
_SPARED: Final = (f"{_SUPPORT}.signature.lib.enum_sig", f"{_SUPPORT}.signature.lib.pyi_generator")


class _Watch:
    """Finds no module; it is asked while PySide's own support is being imported, and puts the empty ones in then.

    Before, they would be thrown out again: that support begins with forgetting what there is of it.
    """

    def find_spec(self, _name: str, _path: object = None, _target: object = None) -> None:
        if _SUPPORT in sys.modules:
            for name in _SPARED:
                made = ModuleType(name)
                made.__spec__ = ModuleSpec(name, None)
                sys.modules.setdefault(name, made)


@contextmanager
def without_generators() -> Iterator[None]:
    """Have PySide imported without what generates its types."""
    watch = _Watch()
    sys.meta_path.insert(0, watch)
    try:
        yield
    finally:
        sys.meta_path.remove(watch)
