"""Answers to an older version of a pack as answers to this one (reference: section 5.6). Pure.

Nothing is deleted: what has no place any more is handed back to be archived. Only values are mapped and
computed; N/A, unknown and not measurable move with their question.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fosdesk.forms.fel.environment import InRow
from fosdesk.forms.fel.two_valued import Names, compile_tree
from fosdesk.forms.fel.values import FelValue
from fosdesk.forms.grid import everything, split_cell
from fosdesk.forms.pack import Expression, Item, Pack, Step
from fosdesk.forms.validation import Problem, as_answer, check_value
from fosdesk.model.answers import Answer, Value

_OWN = "."


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration makes of answers.

    `answers` are all of them afterwards, `edits` those that have changed (None: taken out), `moved` new ids
    by old ones, for comments and evidence to follow. `review` are ids whose answers a person has to confirm.
    `archived` are answers without a place, `notes` the ids among them that are to be kept as notes.
    """

    answers: Mapping[str, Answer]
    edits: Mapping[str, Answer | None]
    moved: Mapping[str, str]
    review: tuple[str, ...]
    archived: Mapping[str, Answer]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Work:
    """Answers on their way; `review` holds those dealt with, and whether a step asks to confirm them."""

    items: Mapping[str, Item]
    answers: dict[str, Answer]
    moved: dict[str, str] = field(default_factory=dict)
    review: dict[str, bool] = field(default_factory=dict)
    archived: dict[str, Answer] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)


def migrate(answers: Mapping[str, Answer], pack: Pack, version: str) -> Migrated:
    """The answers (by item or cell) given to `version` of `pack`, as answers to the version at hand."""
    items = {item.id: item for _, item in everything(pack.sections)}
    work = _Work(items, dict(answers))
    for step in steps_since(pack, version):
        _OPS[step.op](work, step)
    touched = (key for key in {**answers, **work.answers} if work.answers.get(key) != answers.get(key))
    edits = {key: work.answers.get(key) for key in touched}
    dealt_with = ((key, asked) for key, asked in work.review.items() if key in work.answers)
    review = tuple(key for key, asked in dealt_with if asked or _misfit(work, key))
    return Migrated(work.answers, edits, work.moved, review, work.archived, tuple(work.notes))


def steps_since(pack: Pack, version: str) -> list[Step]:
    """The steps that lead from `version` to this pack, migration after migration."""
    found: list[Step] = []
    for migration in sorted(pack.migrations, key=lambda one: number_of(one.start)):
        if number_of(version) <= number_of(migration.start):
            found += migration.steps
    return found


def number_of(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared: "1.10.0" comes after "1.9.3"."""
    return tuple(map(int, version.split(".")))


def _put(work: _Work, step: Step, key: str, answer: Answer | None, old: Answer) -> None:
    """Record what became of an answer; what fits nowhere is archived and has to be looked at."""
    if answer is None:
        work.archived[key] = old
        work.answers.pop(key, None)
        return
    work.answers[key] = answer
    work.review[key] = work.review.get(key, False) or step.review


def _misfit(work: _Work, key: str) -> bool:
    """Whether an answer is none to its question as it is asked now."""
    item, answer = work.items.get(key), work.answers[key]
    if item is None or not isinstance(answer, Value):
        return False
    return isinstance(check_value(item, answer.v), Problem)


def _move(work: _Work, step: Step, old: str, new: str) -> None:
    answer = work.answers.pop(old, None)
    if answer is not None:
        work.moved[old] = new
        _put(work, step, new, answer, answer)


def _rename(work: _Work, step: Step) -> None:
    for new in step.into:
        _move(work, step, step.reads[0], new)


def _mapped(work: _Work, step: Step) -> None:
    key = step.reads[0]
    answer = work.answers.get(key)
    if isinstance(answer, Value) and type(answer.v) in (str, int) and str(answer.v) in step.map:
        new = as_answer(work.items[key], step.map[str(answer.v)])
        _put(work, step, key, new, answer)
    elif isinstance(answer, Value):
        _put(work, step, key, answer, answer)


def _scale(work: _Work, step: Step) -> None:
    key = step.reads[0]
    answer = work.answers.get(key)
    if isinstance(answer, Value):
        _put(work, step, key, _computed(work, step.into[key], work.items[key], answer), answer)


def _split(work: _Work, step: Step) -> None:
    answer = work.answers.pop(step.reads[0], None)
    if answer is None:
        return
    for new, expression in step.into.items():
        made = _computed(work, expression, work.items[new], answer) if isinstance(answer, Value) else answer
        if made is not None:
            _put(work, step, new, made, answer)
    if not step.into.keys() & work.answers.keys():
        work.archived[step.reads[0]] = answer


def _merge(work: _Work, step: Step) -> None:
    """One answer of several; where nothing comes of them they are archived."""
    given = {key: work.answers[key] for key in step.reads if key in work.answers}
    ((new, expression),) = step.into.items()
    made = _computed(work, expression, work.items[new], None)
    for key, answer in given.items():
        del work.answers[key]
        if made is None or not isinstance(answer, Value):
            work.archived[key] = answer
    if given and made is not None:
        _put(work, step, new, made, made)


def _column_rename(work: _Work, step: Step) -> None:
    table, (new,) = work.items[step.table], tuple(step.into)
    for key in tuple(work.answers):
        row, column = split_cell(key)
        if column == step.reads[0] and row.startswith((f"{table.register}:", f"{table.id}.")):
            _move(work, step, key, f"{row}.{new}")


def _move_row(work: _Work, step: Step) -> None:
    """All cells of a row of a matrix to another row."""
    (new,) = tuple(step.into)
    for key in tuple(work.answers):
        row, column = split_cell(key)
        if row == f"{step.table}.{step.reads[0]}":
            _move(work, step, key, f"{step.table}.{new}.{column}")


def _set_default(work: _Work, step: Step) -> None:
    key = step.reads[0]
    if key not in work.answers:
        made = Value(str(step.value) if not isinstance(step.value, int | list) else step.value)
        _put(work, step, key, made, made)


def _retire(work: _Work, step: Step) -> None:
    key = step.reads[0]
    if key in work.answers:
        work.archived[key] = work.answers.pop(key)
        if step.keep_as:
            work.notes[key] = None


def _computed(work: _Work, expression: Expression | None, item: Item, own: Value | None) -> Value | None:
    """What an expression makes of older answers, as an answer to an item."""
    if expression is None:
        return None
    values = {key: _plain(answer) for key, answer in work.answers.items() if isinstance(answer, Value)}
    if own is not None:
        values[_OWN] = _plain(own)
    env = InRow(values, work.answers, {}, None, {}, "")
    return as_answer(item, compile_tree(expression.tree, Names(work.items, _OWN))(env))


def _plain(answer: Value) -> FelValue:
    if isinstance(answer.v, list):
        return tuple(str(one) for one in answer.v)
    return None if isinstance(answer.v, dict) else answer.v


_OPS: Mapping[str, Callable[[_Work, Step], None]] = {
    "rename": _rename,
    "map_values": _mapped,
    "level_map": _mapped,
    "scale": _scale,
    "split": _split,
    "merge": _merge,
    "column_rename": _column_rename,
    "move_row": _move_row,
    "set_default": _set_default,
    "retire": _retire,
}
