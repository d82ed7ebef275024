"""What the answers do to the questions: visibility, values, checks; in full, or from one change on.

A form is compiled once from a bank. A state is never changed: `change` returns the next one and the
items that look different in it. Hidden answers stay in the state and read as blank (DESIGN.md, section 5).
"""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.two_valued import Evaluate, Names, compile_tree
from fosdesk.forms.fel.values import FelValue, blank, day, number, truth
from fosdesk.forms.graph import needs, ordered, used_by
from fosdesk.forms.pack import Expression, Item, ItemType, Parameter
from fosdesk.forms.validation import Problem, limits, typed
from fosdesk.model.answers import Answer, Value

Facts: TypeAlias = Mapping[str, FelValue]


@dataclass(slots=True)
class _Draft:
    """A state while it is computed; the same names as FormState, so that expressions can look at it."""

    answers: dict[str, Answer]
    shown: dict[str, Answer]
    values: dict[str, FelValue]
    relevant: set[str]
    sections: set[str]
    invalid: dict[str, Problem]
    warned: dict[str, Problem]
    parameters: Facts
    today: date | None


@dataclass(frozen=True, slots=True)
class FormState:
    """Everything that follows from the answers at one moment.

    `relevant` are the ids of visible items, `sections` of visible sections. `shown` holds the answers of
    visible items, `answers` those of hidden ones too. `values` holds what expressions see: typed values of
    visible items; what is blank, N/A, unknown or not of its type is left out. `invalid` and `warned` say
    why (of visible items only).
    """

    answers: Mapping[str, Answer]
    shown: Mapping[str, Answer]
    values: Mapping[str, FelValue]
    relevant: frozenset[str]
    sections: frozenset[str]
    invalid: Mapping[str, Problem]
    warned: Mapping[str, Problem]
    parameters: Facts
    today: date | None = None
    calculations: tuple[str, ...] = field(default=(), repr=False)

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


_Task: TypeAlias = Callable[[_Draft], bool]


class Form:
    """A bank made ready to compute; holds no answers.

    `parameters` are the facts of the assessment as texts (`edition`, `currency`); those not given have the
    defaults of the packs. `today` is what `today()` gives, blank without it.
    """

    def __init__(
        self, bank: Bank, parameters: Mapping[str, str] | None = None, today: date | None = None
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
        tasks = _Tasks(bank)
        self._tasks: tuple[_Task, ...] = tuple(tasks.make(*task) for task in order)
        self._ids = tuple(task_id for _, task_id in order)
        self._value_at = {task_id: at for at, (kind, task_id) in enumerate(order) if kind == "value"}

    def full(self, answers: Mapping[str, Answer]) -> FormState:
        """The state of these answers, computed from nothing."""
        known = {item_id: answer for item_id, answer in answers.items() if item_id in self.bank.items}
        draft = _Draft(known, {}, {}, set(), set(), {}, {}, self.parameters, self.today)
        for task in self._tasks:
            task(draft)
        return self._freeze(draft)

    def change(
        self, state: FormState, item_id: str, answer: Answer | None
    ) -> tuple[FormState, frozenset[str]]:
        """The state after one answer (None: cleared), and the ids of items that look different in it."""
        return self.apply(state, {item_id: answer})

    def apply(
        self, state: FormState, changes: Mapping[str, Answer | None]
    ) -> tuple[FormState, frozenset[str]]:
        """The state after several answers at once, and the ids of items that look different in it."""
        draft = _thaw(state)
        waiting: list[int] = []
        for item_id, answer in changes.items():
            if item_id in self._value_at:
                _record(draft.answers, item_id, answer)
                waiting.append(self._value_at[item_id])
        changed = {self._ids[at] for at in waiting}
        changed |= self._settle(draft, waiting)
        return self._freeze(draft), frozenset(changed & self.bank.items.keys())

    def _settle(self, draft: _Draft, waiting: list[int]) -> set[str]:
        """Run what waits, in order, and after it what depends on what has changed."""
        changed: set[str] = set()
        queued = set(waiting)
        heapq.heapify(waiting)
        while waiting:
            at = heapq.heappop(waiting)
            if not self._tasks[at](draft):
                continue
            changed.add(self._ids[at])
            for user in self._users[at]:
                if user not in queued:
                    queued.add(user)
                    heapq.heappush(waiting, user)
        return changed

    def _freeze(self, draft: _Draft) -> FormState:
        return FormState(
            draft.answers,
            draft.shown,
            draft.values,
            frozenset(draft.relevant),
            frozenset(draft.sections),
            draft.invalid,
            draft.warned,
            self.parameters,
            self.today,
            self._calculations,
        )


def _thaw(state: FormState) -> _Draft:
    return _Draft(
        dict(state.answers),
        dict(state.shown),
        dict(state.values),
        set(state.relevant),
        set(state.sections),
        dict(state.invalid),
        dict(state.warned),
        state.parameters,
        state.today,
    )


def _record(kept: dict[str, Answer], item_id: str, answer: Answer | None) -> None:
    if answer is None:
        kept.pop(item_id, None)
    else:
        kept[item_id] = answer


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


class _Tasks:
    """Makes the tasks of a form: each returns whether anything that others may look at has changed."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.sections = {section.id: section for section in bank.sections}
        self.makers = {
            "section": self._section,
            "relevant": self._relevant,
            "value": self._value,
            "check": self._check,
        }

    def make(self, kind: str, task_id: str) -> _Task:
        """The task of this kind for a section or an item."""
        return self.makers[kind](task_id)

    def _compiled(self, expression: Expression | None, own: str = "") -> Evaluate | None:
        return None if expression is None else compile_tree(expression.tree, Names(self.bank.items, own))

    def _section(self, section_id: str) -> _Task:
        condition = self._compiled(self.sections[section_id].relevant)
        return lambda draft: _put(
            draft.sections, section_id, there=condition is None or truth(condition(draft))
        )

    def _relevant(self, item_id: str) -> _Task:
        item = self.bank.items[item_id]
        condition, section_id = self._compiled(item.relevant), item.section

        def run(draft: _Draft) -> bool:
            there = section_id in draft.sections and (condition is None or truth(condition(draft)))
            return _put(draft.relevant, item_id, there=there)

        return run

    def _value(self, item_id: str) -> _Task:
        item = self.bank.items[item_id]
        calculation = self._compiled(item.calculate)
        if calculation is not None:
            return _calculation(item_id, calculation)
        return lambda draft: _read_answer(draft, item)

    def _check(self, item_id: str) -> _Task:
        item = self.bank.items[item_id]
        constraint, warning = self._compiled(item.constraint, item_id), self._compiled(item.warn, item_id)

        def run(draft: _Draft) -> bool:
            value = draft.values.get(item_id)
            problem = _type_problem(draft, item) or _broken(item, value, constraint, draft)
            unusual = None if blank(value) or problem else _unusual(item, warning, draft)
            return _note(draft.invalid, item_id, problem) | _note(draft.warned, item_id, unusual)

        return run


def _put(ids: set[str], item_id: str, *, there: bool) -> bool:
    """Put an id in or take it out; True where that changed anything."""
    if there == (item_id in ids):
        return False
    ids.symmetric_difference_update((item_id,))
    return True


def _note(problems: dict[str, Problem], item_id: str, problem: Problem | None) -> bool:
    if problems.get(item_id) == problem:
        return False
    if problem is None:
        del problems[item_id]
    else:
        problems[item_id] = problem
    return True


def _calculation(item_id: str, calculation: Evaluate) -> _Task:
    def run(draft: _Draft) -> bool:
        return _see(draft, item_id, calculation(draft) if item_id in draft.relevant else None)

    return run


def _read_answer(draft: _Draft, item: Item) -> bool:
    """Take over the answer of a visible item; a hidden one is kept aside and reads as blank."""
    answer = draft.answers.get(item.id) if item.id in draft.relevant else None
    before = draft.shown.get(item.id)
    _record(draft.shown, item.id, answer)
    value = typed(item, answer.v) if isinstance(answer, Value) else None
    seen = _see(draft, item.id, None if isinstance(value, Problem) else value)
    return seen or answer != before


def _see(draft: _Draft, item_id: str, value: FelValue) -> bool:
    """Put a value where expressions see it."""
    before = draft.values.get(item_id)
    if blank(value):
        draft.values.pop(item_id, None)
        return before is not None
    draft.values[item_id] = value
    return type(before) is not type(value) or before != value


def _type_problem(draft: _Draft, item: Item) -> Problem | None:
    answer = draft.shown.get(item.id)
    found = typed(item, answer.v) if isinstance(answer, Value) and item.id not in draft.values else None
    return found if isinstance(found, Problem) else None


def _broken(item: Item, value: FelValue, constraint: Evaluate | None, draft: _Draft) -> Problem | None:
    """What is wrong with a value: the limits of its type first, then the constraint; never of a blank."""
    if blank(value) or not item.type.answerable:
        return None
    problem = limits(item, value)
    if problem is None and constraint is not None and not truth(constraint(draft)):
        return _told("answer.constraint", item.constraint_message)
    return problem


def _unusual(item: Item, warning: Evaluate | None, draft: _Draft) -> Problem | None:
    if warning is None or truth(warning(draft)):
        return None
    return _told("answer.warn", item.warn_message)


def _told(code: str, message: str) -> Problem:
    return Problem(code, {"message": message}) if message else Problem(f"{code}_unnamed")
