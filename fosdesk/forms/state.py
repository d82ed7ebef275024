"""What the answers do to the questions: visibility, values, checks; in full, or from one change on.

A form is compiled once from a bank. A state is never changed: `change` returns the next one and the
items that look different in it. Hidden answers stay in the state and read as blank (DESIGN.md, section 5).
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.values import FelValue, day, number
from fosdesk.forms.graph import needs, ordered, used_by
from fosdesk.forms.grid import RowFacts, cell, of_table, split_cell
from fosdesk.forms.pack import Choice, ItemType, Parameter
from fosdesk.forms.tasks import Draft, Facts, Task, Tasks, record
from fosdesk.forms.validation import Problem
from fosdesk.model.answers import Answer, Value


@dataclass(frozen=True, slots=True)
class FormState:
    """Everything that follows from the answers at one moment.

    `relevant` are the ids of visible items, `sections` of visible sections. `shown` holds the answers of
    visible items, `answers` those of hidden ones too. `values` holds what expressions see: typed values of
    visible items; what is blank, N/A, unknown or not of its type is left out. `invalid` and `warned` say
    why (of visible items only). `locked` are visible items nobody can type into now; `suggested` holds what
    their defaults come to, which is no answer until somebody takes it.

    `choices` are those offered now by visible items whose choices depend on anything; a chosen value that is
    no more among them is kept and invalid. Cells are named as `grid.cell` does, beside items. `registered` is
    what is recorded of rows, hidden and deleted ones too; `rows` are those shown, in order, by the id of
    their table or matrix.
    """

    answers: Mapping[str, Answer]
    shown: Mapping[str, Answer]
    values: Mapping[str, FelValue]
    relevant: frozenset[str]
    sections: frozenset[str]
    invalid: Mapping[str, Problem]
    warned: Mapping[str, Problem]
    locked: frozenset[str]
    suggested: Mapping[str, Value]
    choices: Mapping[str, tuple[Choice, ...]]
    registered: Mapping[str, RowFacts]
    rows: Mapping[str, tuple[str, ...]]
    parameters: Facts
    today: date | None = None
    calculations: tuple[str, ...] = field(default=(), repr=False)

    @property
    def row(self) -> str:
        """A form as a whole stands in no row; see `fel.environment`."""
        return ""

    @property
    def at(self) -> str:
        """As `row`."""
        return ""

    def visible(self, item_id: str) -> bool:
        """Whether an item is shown now."""
        return item_id in self.relevant

    def effective(self, item_id: str) -> FelValue:
        """The value that expressions and scores see: None where hidden, N/A, unknown or blank."""
        return self.values.get(item_id)

    @property
    def calculated(self) -> Mapping[str, FelValue]:
        """The values of visible calculations; blank ones as None."""
        return {
            item_id: self.values.get(item_id) for item_id in self.calculations if item_id in self.relevant
        }


class Form:
    """A bank made ready to compute; holds no answers.

    `parameters` are the facts of the assessment as texts (`edition`, `currency`); those not given have the
    defaults of the packs. `today` is what `today()` gives, blank without it. `outside` are the codes of the
    Standards that are not assessed: their sections are hidden, their answers kept.
    """

    def __init__(
        self,
        bank: Bank,
        parameters: Mapping[str, str] | None = None,
        today: date | None = None,
        outside: frozenset[str] = frozenset(),
    ) -> None:
        self.bank = bank
        self.today = today
        self.parameters = _facts(bank.parameters, parameters or {})
        self._calculations = tuple(i.id for i in bank.items.values() if i.type is ItemType.CALC)
        waiting = needs(bank.sections)
        users = used_by(waiting)
        order = ordered(waiting, users)
        position = {task: at for at, task in enumerate(order)}
        self._users = tuple(tuple(position[user] for user in users.get(task, ())) for task in order)
        tasks = Tasks(bank, outside)
        self._tasks: tuple[Task, ...] = tuple(tasks.make(*task) for task in order)
        self._ids = tuple("" if kind in ("section", "column") else task_id for kind, task_id in order)
        self._tables = tuple(_table_of(bank, *task) for task in order)
        self._value_at = {task_id: at for at, (kind, task_id) in enumerate(order) if kind == "value"}
        self._rows_at = {task_id: at for at, (kind, task_id) in enumerate(order) if kind == "rows"}

    def full(self, answers: Mapping[str, Answer], rows: Mapping[str, RowFacts] | None = None) -> FormState:
        """The state of these answers and rows (by entity), computed from nothing."""
        known = {key: answer for key, answer in answers.items() if self._place(key) is not None}
        listed = {row: facts for row, facts in (rows or {}).items() if self._table(row)}
        draft = Draft(known, listed, self.parameters, self.today)
        for at, task in enumerate(self._tasks):
            for row in draft.rows[self._tables[at]] if self._tables[at] else ("",):
                task(draft, row)
        return self._freeze(draft)

    def change(
        self, state: FormState, item_id: str, answer: Answer | None
    ) -> tuple[FormState, frozenset[str]]:
        """The state after one answer (None: cleared), and the ids of items that look different in it."""
        return self.apply(state, {item_id: answer})

    def apply(
        self,
        state: FormState,
        changes: Mapping[str, Answer | None],
        rows: Mapping[str, RowFacts | None] | None = None,
    ) -> tuple[FormState, frozenset[str]]:
        """The state after several answers and rows at once, and the ids of what looks different in it.

        Answers are by item or cell, `rows` by entity; None takes an answer or a row out.
        """
        draft = _thaw(state)
        waiting: list[tuple[int, str]] = []
        for key, answer in changes.items():
            place = self._place(key)
            if place is not None:
                record(draft.answers, key, answer)
                waiting.append(place)
        changed = {self._key(place) for place in waiting}
        for row, facts in (rows or {}).items():
            if self._table(row):
                record(draft.registered, row, facts)
                waiting.append((self._rows_at[self._table(row)], ""))
        changed |= self._settle(draft, waiting)
        return self._freeze(draft), frozenset(changed - {""})

    def _table(self, row: str) -> str:
        """The table of a row; empty where no pack has it."""
        register, colon, _ = row.partition(":")
        item = self.bank.registers.get(register) if colon else None
        return "" if item is None else item.id

    def _place(self, key: str) -> tuple[int, str] | None:
        """The task that reads an answer, and its row; None where no pack asks for it."""
        if key in self.bank.items:
            return self._value_at[key], ""
        row, column = split_cell(key)
        at = self._value_at.get(f"{self._table(row)}.{column}")
        return None if at is None else (at, row)

    def _key(self, place: tuple[int, str]) -> str:
        """The item or cell that a task is about; empty for sections and whole columns."""
        at, row = place
        return cell(row, split_cell(self._ids[at])[1]) if row else self._ids[at]

    def _settle(self, draft: Draft, waiting: list[tuple[int, str]]) -> set[str]:
        """Run what waits, in order, and after it what depends on what has changed."""
        changed: set[str] = set()
        queued = set(waiting)
        waiting = list(queued)
        heapq.heapify(waiting)
        while waiting:
            place = heapq.heappop(waiting)
            if not self._tasks[place[0]](draft, place[1]):
                continue
            changed.add(self._key(place))
            for user in self._using(draft, place):
                if user not in queued:
                    queued.add(user)
                    heapq.heappush(waiting, user)
        return changed

    def _using(self, draft: Draft, place: tuple[int, str]) -> Iterator[tuple[int, str]]:
        """The tasks that look at one: in the same row of its table, in all rows of another."""
        at, row = place
        for user in self._users[at]:
            table = self._tables[user]
            if not table:
                yield user, ""
            elif row:
                yield user, row
            else:
                yield from ((user, one) for one in draft.touched[table])

    def _freeze(self, draft: Draft) -> FormState:
        return FormState(
            draft.answers,
            draft.shown,
            draft.values,
            frozenset(draft.relevant),
            frozenset(draft.sections),
            draft.invalid,
            draft.warned,
            frozenset(draft.locked),
            draft.suggested,
            draft.choices,
            draft.registered,
            draft.rows,
            self.parameters,
            self.today,
            self._calculations,
        )


def _table_of(bank: Bank, kind: str, task_id: str) -> str:
    """The table for whose rows a task is run; empty where it is run once."""
    return of_table(bank.columns[task_id]) if kind != "column" and task_id in bank.columns else ""


def _thaw(state: FormState) -> Draft:
    return Draft(
        answers=dict(state.answers),
        registered=dict(state.registered),
        parameters=state.parameters,
        today=state.today,
        shown=dict(state.shown),
        values=dict(state.values),
        relevant=set(state.relevant),
        sections=set(state.sections),
        invalid=dict(state.invalid),
        warned=dict(state.warned),
        locked=set(state.locked),
        suggested=dict(state.suggested),
        choices=dict(state.choices),
        rows=dict(state.rows),
        touched=dict(state.rows),
    )


def _facts(declared: Mapping[str, Parameter], given: Mapping[str, str]) -> Facts:
    """Parameters as typed values: what is given, otherwise the default of the pack."""
    return {
        name: _fact(parameter.type, given.get(name) or parameter.default)
        for name, parameter in declared.items()
    }


def _fact(kind: str, written: str) -> FelValue:
    if kind in ("integer", "number"):
        return number(written)
    return day(written) if kind == "date" else written
