"""Which task of a form waits for which: visibility, value and checks of every item, in one order.

A task is a pair of kind and id: ("section", id) and ("relevant", id) decide what is visible, ("value", id)
what expressions see of an item, ("check", id) its constraint and warning.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from fosdesk.forms.pack import Expression, Item, Section

Task: TypeAlias = tuple[str, str]
Needs: TypeAlias = Mapping[Task, tuple[Task, ...]]


def needs(sections: Sequence[Section]) -> Needs:
    """What every task waits for. Ids that are not in `sections` are left out: other packs come first."""
    here = {item.id for section in sections for item in section.items}
    found: dict[Task, tuple[Task, ...]] = {}
    for section in sections:
        found["section", section.id] = _values(here, section.relevant)
        for item in section.items:
            found.update(_item_needs(item, section.id, here))
    return found


def _item_needs(item: Item, section_id: str, here: set[str]) -> dict[Task, tuple[Task, ...]]:
    value: Task = ("value", item.id)
    own_check = (value, *_values(here, item.constraint, item.warn))
    return {
        ("relevant", item.id): (("section", section_id), *_values(here, item.relevant)),
        value: (("relevant", item.id), *_values(here, item.calculate)),
        ("check", item.id): tuple(dict.fromkeys(own_check)),
    }


def _values(here: set[str], *expressions: Expression | None) -> tuple[Task, ...]:
    read = (item_id for expression in expressions if expression is not None for item_id in expression.reads)
    return tuple(("value", item_id) for item_id in read if item_id in here)


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
