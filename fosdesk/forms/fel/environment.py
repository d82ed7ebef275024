"""What an expression may look at while it runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, Protocol, TypeAlias

from fosdesk.forms.fel.values import FelValue
from fosdesk.model.answers import Answer


class Environment(Protocol):
    """The state of a form: typed values and answers of what is visible, the facts of the assessment."""

    @property
    def values(self) -> Mapping[str, FelValue]:
        """Values by item id; what is hidden, N/A, unknown or blank is left out."""

    @property
    def shown(self) -> Mapping[str, Answer]:
        """Answers by item id, of visible items only."""

    @property
    def parameters(self) -> Mapping[str, FelValue]:
        """Facts of the assessment by parameter id."""

    @property
    def today(self) -> date | None:
        """The date of today, where the caller gave it."""

    @property
    def rows(self) -> Mapping[str, tuple[str, ...]]:
        """The rows that are shown, in order, by the id of their table or matrix."""

    @property
    def row(self) -> str:
        """The row in which the expression stands; empty outside tables."""

    @property
    def at(self) -> str:
        """The row or choice of which a condition in brackets speaks; empty outside brackets."""


@dataclass(frozen=True, slots=True)
class InRow:
    """An environment seen from a row."""

    values: Mapping[str, FelValue]
    shown: Mapping[str, Answer]
    parameters: Mapping[str, FelValue]
    today: date | None
    rows: Mapping[str, tuple[str, ...]]
    row: str
    at: str = ""


def in_row(env: Environment, row: str, at: str = "") -> InRow:
    """The environment as an expression in `row` sees it, with `at` in question."""
    return InRow(env.values, env.shown, env.parameters, env.today, env.rows, row, at)


class Open(Enum):
    """The third truth value: nobody has said yet."""

    OPEN = "open"


OPEN: Final = Open.OPEN
RuleValue: TypeAlias = FelValue | Open


class RuleEnvironment(Environment, Protocol):
    """What a rule may look at besides: open questions, and scores."""

    def read(self, item_id: str) -> RuleValue:
        """The value of an item; OPEN where it is visible and not answered, or unknown."""

    @property
    def scores(self) -> Mapping[str, RuleValue]:
        """Scores by id; OPEN where there is too little to score."""


@dataclass(frozen=True, slots=True)
class RuleInRow:
    """A rule environment seen from a row."""

    env: RuleEnvironment
    row: str
    at: str
    values: Mapping[str, FelValue]
    shown: Mapping[str, Answer]
    parameters: Mapping[str, FelValue]
    today: date | None
    rows: Mapping[str, tuple[str, ...]]
    scores: Mapping[str, RuleValue]

    def read(self, item_id: str) -> RuleValue:
        """The value of an item or cell, OPEN or blank."""
        return self.env.read(item_id)


def rule_in_row(env: RuleEnvironment, row: str, at: str = "") -> RuleInRow:
    """As `in_row`, for rules."""
    return RuleInRow(env, row, at, env.values, env.shown, env.parameters, env.today, env.rows, env.scores)
