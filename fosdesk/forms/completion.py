"""How much of a questionnaire is done: counts of the visible questions that people can answer."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.forms.bank import Bank
from fosdesk.forms.grid import cell, column_of, parts
from fosdesk.forms.pack import Item
from fosdesk.forms.state import FormState
from fosdesk.model.answers import Answer, NotApplicable, Unknown


@dataclass(frozen=True, slots=True)
class Completion:
    """Counts of visible questions: with a value (or not measurable), unknown, N/A, open, and all of them."""

    answered: int
    unknown: int
    not_applicable: int
    open: int
    total: int

    @property
    def done(self) -> int:
        """Questions somebody has dealt with: unknown and N/A are answers too."""
        return self.total - self.open

    @property
    def share(self) -> Decimal:
        """The share that is done, 0 to 1; 1 where there is nothing to do."""
        return Decimal(self.done) / self.total if self.total else Decimal(1)


def completion(bank: Bank, state: FormState, section_ids: Collection[str] | None = None) -> Completion:
    """The completion of these sections, or of all.

    Every cell of a matrix is a question. A table is one: answered when it has rows, and all that is required
    in them is dealt with; see `row_completion` for one of its rows.
    """
    wanted = (s for s in bank.sections if section_ids is None or s.id in section_ids)
    items = (item for section in wanted for item in section.items)
    every = (part for item in items for part in ((item, *parts(item)) if item.rows else (item,)))
    visible = (item for item in every if item.type.answerable and item.id in state.relevant)
    return _counted([_kind_of(item, state) for item in visible])


def row_completion(bank: Bank, state: FormState, table: str, row: str) -> Completion:
    """The completion of one row of a table, counting its visible cells."""
    keys = _cells(bank.items[table], row, state, required=False)
    return _counted([_kind(state.shown.get(key)) for key in keys])


def is_open(item: Item, state: FormState) -> bool:
    """Whether a visible question waits for an answer; a table waits for rows and what is required in them."""
    return item.type.answerable and item.id in state.relevant and _kind_of(item, state) == "open"


def _cells(table: Item, row: str, state: FormState, *, required: bool) -> list[str]:
    asked = (c for c in table.columns if c.type.answerable and (c.required or not required))
    keys = (cell(row, column_of(column)) for column in asked)
    return [key for key in keys if key in state.relevant]


def _counted(kinds: list[str]) -> Completion:
    return Completion(
        answered=kinds.count("answered"),
        unknown=kinds.count("unknown"),
        not_applicable=kinds.count("not_applicable"),
        open=kinds.count("open"),
        total=len(kinds),
    )


def _kind_of(item: Item, state: FormState) -> str:
    rows = state.rows.get(item.id)
    if not rows or item.id in state.shown:
        return _kind(state.shown.get(item.id))
    needed = (key for row in rows for key in _cells(item, row, state, required=True))
    return "answered" if all(key in state.shown for key in needed) else "open"


def _kind(answer: Answer | None) -> str:
    if answer is None:
        return "open"
    if isinstance(answer, Unknown):
        return "unknown"
    return "not_applicable" if isinstance(answer, NotApplicable) else "answered"
