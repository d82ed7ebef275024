"""Which task of a form waits for which: visibility, value and checks of every item, in one order.

A task is a pair of kind and id: ("section", id) and ("relevant", id) decide what is visible, ("value", id)
what expressions see of an item, ("check", id) its constraint and warning, ("offer", id) what is suggested
for it and whether it is locked. ("rows", id) lists the rows of a table, and the tasks of its columns are done
for every row; ("column", id) stands for all cells of a column. ("choices", id)
finds the choices that are offered, where they depend on anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from fosdesk.forms.grid import column_of, everything, of_table
from fosdesk.forms.pack import Expression, Item, Section

Task: TypeAlias = tuple[str, str]
Needs: TypeAlias = Mapping[Task, tuple[Task, ...]]


def needs(sections: Sequence[Section]) -> Needs:
    """What every task waits for. Ids that are not in `sections` are left out: other packs come first."""
    found: dict[Task, tuple[Task, ...]] = {}
    for section in sections:
        found["section", section.id] = _values(section.relevant)
    registers = {item.register: item for _, item in everything(sections) if item.register}
    for section, item in everything(sections):
        found.update(_item_needs(item, section.id))
        if item.choices_from or item.choice_filter is not None:
            found["choices", item.id] = _choice_needs(item, registers.get(item.choices_from))
        if item.columns:
            found.update(_table_needs(item))
    known = found.keys()
    return {task: tuple(dict.fromkeys(o for o in others if o in known)) for task, others in found.items()}


def _item_needs(item: Item, section_id: str) -> dict[Task, tuple[Task, ...]]:
    value: Task = ("value", item.id)
    table = of_table(item)
    around: tuple[Task, ...] = (("relevant", item.within) if item.within else ("section", section_id),)
    if table:
        around = (*around, ("rows", table))
    found = {
        ("relevant", item.id): (*around, *_values(item.relevant)),
        value: (("relevant", item.id), *_values(item.calculate)),
        ("check", item.id): (value, ("choices", item.id), *_values(item.constraint, item.warn)),
    }
    if item.default is not None or item.readonly is not None:
        found["offer", item.id] = (("relevant", item.id), *_values(item.default, item.readonly))
    return found


def _choice_needs(item: Item, table: Item | None) -> tuple[Task, ...]:
    """Offered choices wait for what the filter reads, and for the rows they come from with all cells."""
    columns = () if table is None else tuple(("column", column.id) for column in table.columns)
    rows = () if table is None else (("rows", table.id),)
    return (("relevant", item.id), *_values(item.choice_filter), *rows, *columns)


def _table_needs(item: Item) -> dict[Task, tuple[Task, ...]]:
    """The rows wait for the answer to the table itself (it may be N/A), a whole column for its cells."""
    rows: Task = ("rows", item.id)
    found: dict[Task, tuple[Task, ...]] = {rows: (("relevant", item.id), ("value", item.id))}
    found["check", item.id] = (("value", item.id), rows)
    for column in item.columns:
        name = column_of(column)
        matrix = (("value", f"{item.id}.{row.id}.{name}") for row in item.rows)
        found["column", column.id] = (rows, *matrix) if item.rows else (rows, ("value", column.id))
    return found


def _values(*expressions: Expression | None) -> tuple[Task, ...]:
    read = (item_id for expression in expressions if expression is not None for item_id in expression.reads)
    return tuple(task for item_id in read for task in tasks_of(item_id))


def tasks_of(read: str) -> tuple[Task, ...]:
    """The tasks behind one of `Expression.reads`."""
    table, many, column = read.partition("[]")
    if many:
        return (("column", table + column),) if column else (("rows", table),)
    return ("value", read), ("rows", read)


def ordered(waiting: Needs, users: Mapping[Task, Sequence[Task]] | None = None) -> list[Task]:
    """All tasks, each after those it waits for; tasks in a circle, or behind one, are left out."""
    users = used_by(waiting) if users is None else users
    open_needs = {task: len(set(others)) for task, others in waiting.items()}
    ready = [task for task, count in open_needs.items() if count == 0]
    for task in ready:
        for user in users.get(task, ()):
            open_needs[user] -= 1
            if open_needs[user] == 0:
                ready.append(user)
    return ready


def used_by(waiting: Needs) -> dict[Task, list[Task]]:
    """Who waits for each task."""
    users: dict[Task, list[Task]] = {}
    for task, others in waiting.items():
        for other in dict.fromkeys(others):
            users.setdefault(other, []).append(task)
    return users


def circle(waiting: Needs) -> list[str]:
    """The ids of one circle, the first repeated at its end; empty where there is none."""
    stuck = waiting.keys() - set(ordered(waiting))
    if not stuck:
        return []
    task = min(stuck)
    path: list[Task] = []
    while task not in path:
        path.append(task)
        task = next(other for other in waiting[task] if other in stuck)
    return _ids([*path[path.index(task) :], task])


def _ids(tasks: Iterable[Task]) -> list[str]:
    """The ids of tasks in a row, each once where several tasks of one item follow each other."""
    ids: list[str] = []
    for _, task_id in tasks:
        if not ids or ids[-1] != task_id:
            ids.append(task_id)
    return ids
