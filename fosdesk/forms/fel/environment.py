"""What an expression may look at while it runs."""

from collections.abc import Mapping
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
