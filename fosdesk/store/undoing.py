"""Undo and redo: by appending, never by erasing. My last action of this run, or one merge.

Only where my change is still the head; otherwise the cell is left alone and a sentence says why. Taking an
action back is an action as well, so redo is nothing but taking that one back: both are the same step between
two stacks.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fosdesk.model.answers import CLEARED, CellValue
from fosdesk.model.journal import Change, value_text
from fosdesk.model.snapshot import Cell, CellKey, Cells, Edit
from fosdesk.store.records import UNDO_CHANGED_SINCE, Retold
from fosdesk.store.state import State, read_changes


@dataclass(slots=True)
class Entry:
    """One cell of an action: my changes that are the heads, and what stood there (id, value) before."""

    mine: tuple[str, ...]
    before: tuple[tuple[str, CellValue], ...]
    pack: str


@dataclass(slots=True)
class Action:
    """One action of this run."""

    batch: str
    cells: dict[CellKey, Entry] = field(default_factory=dict)


@dataclass(slots=True)
class Steps:
    """What can be undone, and what was undone and can be done again; the last of each list comes first.

    `next` are the batches that undo and redo would take, empty where there is none; any thread may read it.
    """

    done: list[Action] = field(default_factory=list)
    undone: list[Action] = field(default_factory=list)
    next: tuple[str, str] = ("", "")

    def remember(self, before: Cells, changes: Sequence[Change]) -> None:
        """Note an action that was just committed; what was undone before it cannot be done again."""
        remember(self.done, before, changes)
        self.undone.clear()
        self._mark()

    def take(self, action: Action, before: Cells, changes: Sequence[Change]) -> None:
        """Note that `changes` took `action` back, the last of one list: it moves to the other list."""
        undoing = any(action is one for one in self.done)
        there, here = (self.done, self.undone) if undoing else (self.undone, self.done)
        there.pop()
        follow(there, action, changes)
        if changes:
            here.append(turned(action, before, changes))
        self._mark()

    def _mark(self) -> None:
        undo, redo = (actions[-1].batch if actions else "" for actions in (self.done, self.undone))
        self.next = undo, redo


def remember(actions: list[Action], before: Cells, changes: Sequence[Change]) -> None:
    """Note an action that was just committed; changes with the batch of the last action belong to it."""
    for change in changes:
        if not actions or actions[-1].batch != change.batch:
            actions.append(Action(change.batch))
        cells, key = actions[-1].cells, (change.entity, change.field)
        if key in cells:
            cells[key].mine = (change.change_id,)
        else:
            cells[key] = Entry((change.change_id,), _values_before(before.get(key), change), change.pack)


def turned(action: Action, before: Cells, changes: Sequence[Change]) -> Action:
    """The action that `changes` are, which took `action` back: taking it back again does `action` anew."""
    cells: dict[CellKey, Entry] = {}
    for change in changes:
        key = (change.entity, change.field)
        if key in cells:
            cells[key].mine = (*cells[key].mine, change.change_id)
        else:
            cells[key] = Entry((change.change_id,), _values_before(before.get(key), change), change.pack)
    return Action(action.batch, cells)


def retold(before: Cells, after: Cells, changes: Sequence[Change], *, again: bool) -> tuple[Retold, ...]:
    """What the action said that was taken back (or done `again`), cell by cell, and what it replaced."""
    told = []
    for key in dict.fromkeys((change.entity, change.field) for change in changes):
        old, new = before[key].value, after[key].value
        told.append(Retold(key, new, old) if again else Retold(key, old, new))
    return tuple(told)


def _values_before(cell: Cell | None, change: Change) -> tuple[tuple[str, CellValue], ...]:
    if cell is None:
        return ()
    known = cell.values or tuple((head, cell.value) for head in cell.heads)
    return tuple((head, value) for head, value in known if head in change.supersedes)


def edits_to_undo(action: Action, cells: Cells) -> tuple[list[Edit], list[tuple[CellKey, str]]]:
    """The edits that take an action back, and the cells that somebody changed since."""
    edits: list[Edit] = []
    skipped: list[tuple[CellKey, str]] = []
    for key, entry in action.cells.items():
        cell = cells.get(key)
        if cell is None or not set(entry.mine) <= set(cell.heads):
            skipped.append((key, UNDO_CHANGED_SINCE))
        else:
            edits.extend(restoring(key, (value for _, value in entry.before), entry.mine, entry.pack))
    return edits, skipped


def restoring(key: CellKey, values: Iterable[CellValue], seen: tuple[str, ...], pack: str) -> list[Edit]:
    """Edits side by side that put former values back; none means the cell was empty and is cleared."""
    distinct = {value_text(value): value for value in values} or {"": dict(CLEARED)}
    return [Edit(*key, value, seen, pack) for value in distinct.values()]


def follow(actions: Iterable[Action], undone: Action, changes: Sequence[Change]) -> None:
    """Let earlier actions know which changes now stand for theirs, so that undo can go on."""
    replaced: dict[str, list[str]] = {}
    for change in changes:
        entry = undone.cells[change.entity, change.field]
        text = value_text(change.value)
        for old, value in entry.before:
            if value_text(value) == text:
                replaced.setdefault(old, []).append(change.change_id)
    for action in actions:
        for entry in action.cells.values():
            entry.mine = tuple(new for old in entry.mine for new in replaced.get(old, [old]))


def edits_to_undo_merge(state: State, report: str) -> tuple[list[Edit], list[tuple[CellKey, str]]]:
    """The edits that put the values from before a merge back, from its entry in the log."""
    rows = json.loads(report).get("cells", [])
    held = read_changes(state.conn, (head for _, _, before, _ in rows for head in before))
    known = {change.change_id: change for change in held}
    edits: list[Edit] = []
    skipped: list[tuple[CellKey, str]] = []
    for entity, name, before, after in rows:
        cell = state.snapshot.cells.get((entity, name))
        if cell is None or list(cell.heads) != after:
            skipped.append(((entity, name), UNDO_CHANGED_SINCE))
        elif not _same(cell, before, known):
            values = [known[head].value for head in before]
            pack = known[before[0]].pack if before else ""
            edits.extend(restoring((entity, name), values, cell.heads, pack))
    return edits, skipped


def _same(cell: Cell, before: Sequence[str], known: Mapping[str, Change]) -> bool:
    """Whether a cell shows after the merge what it showed before."""
    texts = {value_text(known[head].value) for head in before}
    return not cell.disagreement and texts == {value_text(cell.value)}
