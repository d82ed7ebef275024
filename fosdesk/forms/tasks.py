"""The tasks of a form: each looks at a draft and says whether anything that others look at has changed.

Tasks of columns are run once for every row; `row` is its entity, empty for everything else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias, TypeVar

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import Environment, in_row
from fosdesk.forms.fel.two_valued import Evaluate, Names, compile_tree
from fosdesk.forms.fel.values import FelValue, blank, text, truth
from fosdesk.forms.grid import RowFacts, cell, column_of, in_order, of_table
from fosdesk.forms.offers import offered
from fosdesk.forms.pack import Choice, Expression, Item, ItemType
from fosdesk.forms.validation import Problem, as_answer, limits, typed
from fosdesk.model.answers import Answer, NotApplicable, Value

AnswerT = TypeVar("AnswerT", bound=Answer | RowFacts)
Facts: TypeAlias = Mapping[str, FelValue]


@dataclass(slots=True)
class Draft:
    """A state while it is computed; the same names as FormState, so that expressions can look at it.

    `touched` are, by table, the rows that tasks of its columns have to be run for.
    """

    answers: dict[str, Answer]
    registered: dict[str, RowFacts]
    parameters: Facts
    today: date | None
    shown: dict[str, Answer] = field(default_factory=dict)
    values: dict[str, FelValue] = field(default_factory=dict)
    relevant: set[str] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    invalid: dict[str, Problem] = field(default_factory=dict)
    warned: dict[str, Problem] = field(default_factory=dict)
    locked: set[str] = field(default_factory=set)
    suggested: dict[str, Value] = field(default_factory=dict)
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    touched: dict[str, tuple[str, ...]] = field(default_factory=dict)
    row: str = ""
    at: str = ""


Task: TypeAlias = Callable[[Draft, str], bool]


def record(kept: dict[str, AnswerT], name: str, found: AnswerT | None) -> None:
    """Keep what was found under a name, or nothing."""
    if found is None:
        kept.pop(name, None)
    else:
        kept[name] = found


class Tasks:
    """Makes the tasks of a form."""

    def __init__(self, bank: Bank, outside: frozenset[str] = frozenset()) -> None:
        self.bank, self.outside = bank, outside
        self.sections = {section.id: section for section in bank.sections}
        self.makers = {
            "section": self._section,
            "relevant": self._relevant,
            "value": self._value,
            "check": self._check,
            "offer": self._offer,
            "rows": self._rows,
            "column": self._column,
            "choices": self._choices,
        }

    def make(self, kind: str, task_id: str) -> Task:
        """The task of this kind for a section, an item, or a column."""
        return self.makers[kind](task_id)

    def _compiled(self, expression: Expression | None, item: Item | None = None) -> Evaluate | None:
        if expression is None:
            return None
        own, table = ("", "") if item is None else (item.id, of_table(item))
        return compile_tree(expression.tree, Names(self.bank.known, own, table))

    def _section(self, section_id: str) -> Task:
        section = self.sections[section_id]
        condition = self._compiled(section.relevant)
        assessed = section.standard not in self.outside
        return lambda draft, _: _put(
            draft.sections, section_id, there=assessed and (condition is None or truth(condition(draft)))
        )

    def _relevant(self, item_id: str) -> Task:
        item = self.bank.known[item_id]
        condition, section_id, within = self._compiled(item.relevant, item), item.section, item.within
        table = of_table(item)

        def run(draft: Draft, row: str) -> bool:
            around = within in draft.relevant if within else section_id in draft.sections
            around = around and (not table or row in draft.rows[table])
            there = around and (condition is None or truth(condition(_seen_from(draft, row))))
            return _put(draft.relevant, _key(item, row), there=there)

        return run

    def _rows(self, item_id: str) -> Task:
        item = self.bank.items[item_id]
        fixed = tuple(f"{item.id}.{row.id}" for row in item.rows)

        def run(draft: Draft, _row: str) -> bool:
            before, now = draft.rows.get(item_id, ()), fixed
            if item.register:
                now = in_order(draft.registered, item.register)
            if item_id not in draft.relevant or isinstance(draft.shown.get(item_id), NotApplicable):
                now = ()
            draft.rows[item_id] = now
            draft.touched[item_id] = tuple(dict.fromkeys((*before, *now)))
            return before != now

        return run

    def _value(self, item_id: str) -> Task:
        item = self.bank.known[item_id]
        calculation = self._compiled(item.calculate, item)
        if calculation is not None:
            return _calculation(item, calculation)
        return lambda draft, row: _read_answer(draft, item, _key(item, row))

    def _check(self, item_id: str) -> Task:
        item = self.bank.known[item_id]
        constraint, warning = self._compiled(item.constraint, item), self._compiled(item.warn, item)

        def run(draft: Draft, row: str) -> bool:
            key = _key(item, row)
            env, value = _seen_from(draft, row), draft.values.get(key)
            problem = _type_problem(draft, item, key) or _broken(item, value, constraint, env)
            problem = problem or _not_offered(draft, key) or _row_count(draft, item)
            unusual = None if blank(value) or problem else _unusual(item, warning, env)
            return _note(draft.invalid, key, problem) | _note(draft.warned, key, unusual)

        return run

    def _choices(self, item_id: str) -> Task:
        item = self.bank.known[item_id]
        offers = offered(item, self.bank)

        def run(draft: Draft, row: str) -> bool:
            key = _key(item, row)
            before, now = draft.choices.get(key), None
            if key in draft.relevant:
                now = draft.choices[key] = offers(_seen_from(draft, row))
            else:
                draft.choices.pop(key, None)
            return before != now

        return run

    def _column(self, _column_id: str) -> Task:
        return _anything

    def _offer(self, item_id: str) -> Task:
        item = self.bank.known[item_id]
        default, locked = self._compiled(item.default, item), self._compiled(item.readonly, item)

        def run(draft: Draft, row: str) -> bool:
            key, env = _key(item, row), _seen_from(draft, row)
            there = key in draft.relevant
            offered = as_answer(item, default(env)) if there and default is not None else None
            before = draft.suggested.get(key)
            record(draft.suggested, key, offered)
            closed = there and locked is not None and truth(locked(env))
            return _put(draft.locked, key, there=closed) | (before != offered)

        return run


def _anything(_draft: Draft, _row: str) -> bool:
    """Stands for a whole column: run only because one of its cells has changed."""
    return True


def _key(item: Item, row: str) -> str:
    return cell(row, column_of(item)) if row else item.id


def _seen_from(draft: Draft, row: str) -> Environment:
    return in_row(draft, row) if row else draft


def _not_offered(draft: Draft, key: str) -> Problem | None:
    """A choice that the filter has taken away is kept and is wrong."""
    value = draft.values.get(key)
    if key not in draft.choices or blank(value):
        return None
    known = {choice.value for choice in draft.choices[key]}
    chosen = value if isinstance(value, tuple) else (text(value),)
    lost = next((one for one in chosen if one not in known), None)
    return None if lost is None else Problem("answer.not_offered", {"value": lost})


def _row_count(draft: Draft, item: Item) -> Problem | None:
    """Too few or too many rows; a table without rows is open, not wrong."""
    count = len(draft.rows.get(item.id, ())) if item.type is ItemType.TABLE else 0
    if 0 < count < item.min_rows:
        return Problem("answer.too_few_rows", {"least": item.min_rows, "count": count})
    if item.max_rows is not None and count > item.max_rows:
        return Problem("answer.too_many_rows", {"most": item.max_rows, "count": count})
    return None


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


def _calculation(item: Item, calculation: Evaluate) -> Task:
    def run(draft: Draft, row: str) -> bool:
        key = _key(item, row)
        return _see(draft, key, calculation(_seen_from(draft, row)) if key in draft.relevant else None)

    return run


def _read_answer(draft: Draft, item: Item, key: str) -> bool:
    """Take over the answer of a visible item; a hidden one is kept aside and reads as blank."""
    answer = draft.answers.get(key) if key in draft.relevant else None
    before = draft.shown.get(key)
    record(draft.shown, key, answer)
    value = typed(item, answer.v) if isinstance(answer, Value) else None
    seen = _see(draft, key, None if isinstance(value, Problem) else value)
    return seen or answer != before


def _see(draft: Draft, item_id: str, value: FelValue) -> bool:
    """Put a value where expressions see it."""
    before = draft.values.get(item_id)
    if blank(value):
        draft.values.pop(item_id, None)
        return before is not None
    draft.values[item_id] = value
    return type(before) is not type(value) or before != value


def _type_problem(draft: Draft, item: Item, key: str) -> Problem | None:
    answer = draft.shown.get(key)
    found = typed(item, answer.v) if isinstance(answer, Value) and key not in draft.values else None
    return found if isinstance(found, Problem) else None


def _broken(item: Item, value: FelValue, constraint: Evaluate | None, env: Environment) -> Problem | None:
    """What is wrong with a value: the limits of its type first, then the constraint; never of a blank."""
    if blank(value) or not item.type.answerable:
        return None
    problem = limits(item, value)
    if problem is None and constraint is not None and not truth(constraint(env)):
        return _told("answer.constraint", item.constraint_message)
    return problem


def _unusual(item: Item, warning: Evaluate | None, env: Environment) -> Problem | None:
    if warning is None or truth(warning(env)):
        return None
    return _told("answer.warn", item.warn_message)


def _told(code: str, message: str) -> Problem:
    return Problem(code, {"message": message}) if message else Problem(f"{code}_unnamed")
