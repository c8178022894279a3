"""A mixed-integer model as plain rows and columns, solved by HiGHS with a proof, a bound, and a way to stop.

highspy and numpy are loaded with the first solve; nothing else of the program needs them.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Status = Literal["optimal", "infeasible", "stopped"]

THREADS: Final = 2
"""The first solve of a process fixes the number for all of them, so there is one."""
_PROVEN: Final = 0.99
"""Objectives are whole, so a bound nearer than this to a value proves that there is no better one."""
_BEYOND: Final = 1e30
_TURN: Final = 0.05
"""Seconds between two looks at whether a search should go on."""
_STDOUT: Final = 1


@dataclass(slots=True)
class Mip:
    """Columns and rows; the objective is to be as large as possible."""

    costs: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def column(self, cost: float = 0.0, *, whole: bool, upper: float = 1.0) -> int:
        """Add a variable between 0 and ``upper``, and return its number."""
        self.costs.append(cost)
        self.lower.append(0.0)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, terms: Mapping[int, float], *, least: float = -_BEYOND, most: float = _BEYOND) -> None:
        """Add: the sum of some columns, each times its number, lies between two bounds."""
        self.indices += terms.keys()
        self.values += terms.values()
        self.starts.append(len(self.indices))
        self.row_lower.append(least)
        self.row_upper.append(most)

    def with_costs(self, costs: Mapping[int, float]) -> Mip:
        """Return the same rows with another objective; rows added later belong to the one they are added to."""
        return Mip(
            costs=[costs.get(at, 0.0) for at in range(len(self.costs))],
            lower=list(self.lower),
            upper=list(self.upper),
            whole=list(self.whole),
            row_lower=list(self.row_lower),
            row_upper=list(self.row_upper),
            starts=list(self.starts),
            indices=list(self.indices),
            values=list(self.values),
        )

    def copy(self) -> Mip:
        """Return the same model, to which other rows may be added."""
        return self.with_costs(dict(enumerate(self.costs)))


class Solved(NamedTuple):
    """What a search came to.

    Attributes:
        values: of each column, None where no solution was found.
        bound: no solution is better than this; None where nothing is known yet.

    """

    status: Status
    values: tuple[float, ...] | None
    bound: float | None

    def has(self, column: int) -> bool:
        """Tell whether a column that is 0 or 1 is 1; solvers return 0.9999…."""
        return self.values is not None and self.values[column] > 0.5


class Watch(NamedTuple):
    """How a search is watched and ended.

    Attributes:
        check: called often; what it raises ends the search and is raised again.
        enough: called often; where it says so the search ends with the best found.
        on_better: is told the value of each better solution, and the bound (None: not known yet).
        seconds: after which it ends with the best found.

    """

    check: Callable[[], None]
    enough: Callable[[], bool]
    on_better: Callable[[float, float | None], None]
    seconds: float


def solve(mip: Mip, watch: Watch) -> Solved:
    """Return the best solution of a model, or the best found where the search was ended.

    Raises:
        RuntimeError: when HiGHS ends in any way that is not an answer: a fault of ours.

    """
    from highspy import HighsModelStatus

    highs = _silent_highs()
    for name, value in _OPTIONS.items():
        highs.setOptionValue(name, value)
    highs.setOptionValue("time_limit", float(watch.seconds))
    highs.passModel(_as_lp(mip))
    _run(highs, watch)
    status, info = highs.getModelStatus(), highs.getInfo()
    bound = info.mip_dual_bound if abs(info.mip_dual_bound) < _BEYOND else None
    if status == HighsModelStatus.kOptimal:
        return Solved("optimal", tuple(highs.getSolution().col_value), bound)
    if status in {HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible}:
        return Solved("infeasible", None, None)
    if status in {HighsModelStatus.kTimeLimit, HighsModelStatus.kInterrupt}:
        solution = highs.getSolution()
        found = solution.value_valid and abs(info.objective_function_value) < _BEYOND
        return Solved("stopped", tuple(solution.col_value) if found else None, bound)
    raise RuntimeError(f"HiGHS ended with {status}")


_OPTIONS: Final[dict[str, Any]] = {
    "output_flag": False,
    "threads": THREADS,
    "random_seed": 0,
    # By default a plan within a ten-thousandth of the best counts as the best.
    "mip_rel_gap": 0.0,
    "mip_abs_gap": _PROVEN,
    # Both cost more than they save on these models.
    "mip_allow_restart": False,
    "mip_heuristic_run_root_reduced_cost": False,
}


def _as_lp(mip: Mip) -> Any:  # noqa: ANN401 (highspy carries no types for it)
    import numpy as np
    from highspy import HighsLp, HighsVarType, MatrixFormat, ObjSense

    lp = HighsLp()
    lp.sense_ = ObjSense.kMaximize
    lp.num_col_, lp.num_row_ = len(mip.costs), len(mip.row_lower)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (np.array(each) for each in (mip.costs, mip.lower, mip.upper))
    lp.row_lower_, lp.row_upper_ = np.array(mip.row_lower), np.array(mip.row_upper)
    lp.integrality_ = [HighsVarType.kInteger if whole else HighsVarType.kContinuous for whole in mip.whole]
    lp.a_matrix_.format_ = MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_ = np.array(mip.starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(mip.indices, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(mip.values, dtype=np.float64)
    return lp


class _Search(threading.Thread):
    """One run of HiGHS. Beside the caller, who alone is asked and told: an interrupt from the keyboard goes there too.

    Nothing may be raised through HiGHS, so its callbacks look at a flag and keep what they are told.
    """

    def __init__(self, highs: Any) -> None:  # noqa: ANN401 (highspy carries no types for it)
        super().__init__(name="plan-search", daemon=True)
        self._highs = highs
        self.ends = False
        self.better: list[tuple[float, float | None]] = []
        self.raised: list[BaseException] = []
        highs.cbMipInterrupt += self._poll
        highs.cbMipImprovingSolution += self._keep

    def run(self) -> None:
        """Search to the end."""
        try:
            self._highs.run()
        except BaseException as error:  # noqa: BLE001 (raised again where it is waited for)
            self.raised.append(error)

    def _poll(self, event: Any) -> None:  # noqa: ANN401 (highspy's own)
        if self.ends:
            event.interrupt()

    def _keep(self, event: Any) -> None:  # noqa: ANN401 (highspy's own)
        said = event.data_out
        bound = said.mip_dual_bound if abs(said.mip_dual_bound) < _BEYOND else None
        self.better.append((said.objective_function_value, bound))


def _run(highs: Any, watch: Watch) -> None:  # noqa: ANN401 (highspy carries no types for it)
    """Search to the end, or until the caller has had enough; raise what the caller's check raises."""
    search = _Search(highs)
    search.start()
    stopped: BaseException | None = None
    while search.is_alive():
        try:
            search.join(_TURN)
            while search.better:
                watch.on_better(*search.better.pop(0))
            watch.check()
            search.ends = search.ends or watch.enough()
        except BaseException as error:  # noqa: BLE001 (raised again as soon as HiGHS has ended)
            stopped, search.ends = stopped or error, True
    for one in (stopped, *search.raised):
        if one is not None:
            raise one


# ---- the first of a process prints ----

_FIRST: Final = threading.Lock()


def _silent_highs() -> Any:  # noqa: ANN401 (highspy carries no types for it)
    """Return a new solver. The first of a process prints who it is before any option can be set."""
    from highspy import Highs

    with _FIRST:
        _introduced()
        return Highs()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=1)
def _introduced() -> bool:
    from highspy import Highs

    with _stdout_turned_away():
        Highs()  # type: ignore[no-untyped-call]
    return True


@contextlib.contextmanager
def _stdout_turned_away() -> Iterator[None]:
    """Let what is printed to file descriptor 1, past Python, go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stdout is not None:
            sys.stdout.flush()
    try:
        kept = os.dup(_STDOUT)
    except OSError:  # A window without a console has none.
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        _flush_c()
        os.dup2(nowhere, _STDOUT)
        try:
            yield
        finally:
            _flush_c()
            os.dup2(kept, _STDOUT)
    finally:
        os.close(nowhere)
        os.close(kept)


def _flush_c() -> None:
    """Write out what C's own buffers hold, so that it goes where it should."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None).fflush(None)
