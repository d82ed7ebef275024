"""Measuring: turns of several sides, one after the other, and what their figures say."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of one thing: the middle one, the least, the greatest, how many."""

    median: float
    least: float
    most: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """What a list of measurements says."""
    return Spread(statistics.median(values), min(values), max(values), len(values))


MANY = 30
"""From so many rounds on, memory is not tidied up before each turn."""


def turns(sides: Mapping[str, Callable[[], float]], rounds: int, warm: int = 1) -> dict[str, Spread]:
    """Let every side measure itself once in each round, so that a slow moment of the machine hits them all.

    Every other round goes backwards. The first `warm` rounds do not count.
    """
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(warm + rounds):
        order = list(sides) if number % 2 == 0 else list(reversed(sides))
        for name in order:
            if rounds < MANY:
                gc.collect()
            value = sides[name]()
            if number >= warm:
                found[name].append(value)
    return {name: spread(values) for name, values in found.items()}


def seconds(work: Callable[[], Any]) -> float:
    """How long work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ms(work: Callable[[], Any], times: int = 1) -> float:
    """Milliseconds of one call, as the mean of `times` calls."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) * 1000 / times


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should reach: a ratio to its floor, at most or at least; or, without floor, a figure.

    `reference` says in words what the ratio comes from where PERFORMANCE names milliseconds.
    """

    bound: float
    least: bool = False
    absolute: bool = False

    def met(self, value: float) -> bool:
        """Whether the ratio, or the figure, reaches the goal."""
        return value >= self.bound if self.least else value <= self.bound

    def words(self, unit: str) -> str:
        """As printed: "≤ 1.5 ×"."""
        sign = "≥" if self.least else "≤"
        return f"{sign} {self.bound:g} {unit if self.absolute else '×'}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `apart` rows explain or compare and have no say in whether a goal is met."""

    what: str
    unit: str
    figure: Spread
    floor: Spread | None = None
    floor_is: str = ""
    goal: Goal | None = None
    apart: bool = False
    note: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """Figure over floor, both medians."""
        return self.figure.median / self.floor.median if self.floor and self.floor.median else None

    @property
    def at_best(self) -> float | None:
        """The ratio of the quickest turns: what is left of it when the machine has nothing else to do."""
        if self.floor is None:
            return None
        quick = "most" if self.unit.endswith("/s") else "least"
        return getattr(self.figure, quick) / (getattr(self.floor, quick) or 1)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        value = self.figure.median if self.goal.absolute else self.ratio
        return None if value is None else self.goal.met(value)


def plain(row: Row) -> dict[str, Any]:
    """A row as JSON holds it, with what follows from it."""
    return {**asdict(row), "ratio": row.ratio, "at_best": row.at_best, "met": row.met}


def revived(record: dict[str, Any]) -> Row:
    """The row of `plain`."""
    known = {name: value for name, value in record.items() if name not in ("ratio", "at_best", "met")}
    known["figure"] = Spread(**known["figure"])
    known["floor"] = Spread(**known["floor"]) if known["floor"] else None
    known["goal"] = Goal(**known["goal"]) if known["goal"] else None
    return Row(**known)
