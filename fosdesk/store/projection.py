"""From changes to cells: a pure function of the set of changes, whatever order they came in.

A cell's heads are the changes that nobody superseded. Several distinct values among them are a disagreement;
shown meanwhile is that of the greatest (depth, change id). No clock takes part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fosdesk.model.answers import CellValue
from fosdesk.model.journal import Change, value_text
from fosdesk.model.snapshot import Cell, CellKey


@dataclass(frozen=True, slots=True)
class Head:
    """What a projection needs to know of a change."""

    depth: int
    change_id: str
    value: CellValue
    at: str
    author: str


def head_of(change: Change) -> Head:
    """The head that a change makes until somebody supersedes it."""
    return Head(change.depth, change.change_id, change.value, change.wall_at, change.author)


def project(heads: Sequence[Head]) -> Cell:
    """The state of one cell from its heads, of which there is at least one."""
    if len(heads) == 1:
        (one,) = heads
        return Cell(one.value, one.change_id, (one.change_id,), (), False, one.at, one.author)
    ordered = sorted(heads, key=lambda head: head.change_id)
    winner = max(heads, key=lambda head: (head.depth, head.change_id))
    disagreement = len({value_text(head.value) for head in heads}) > 1
    return Cell(
        value=winner.value,
        winner=winner.change_id,
        heads=tuple(head.change_id for head in ordered),
        values=tuple((head.change_id, head.value) for head in ordered) if disagreement else (),
        disagreement=disagreement,
        at=winner.at,
        author=winner.author,
    )


def project_all(changes: Iterable[Change]) -> dict[CellKey, Cell]:
    """All cells of a set of applied changes; kinds this version does not know change nothing it shows."""
    known = [change for change in changes if change.understood]
    superseded = {old for change in known for old in change.supersedes}
    heads: dict[CellKey, list[Head]] = {}
    for change in known:
        if change.change_id not in superseded:
            heads.setdefault((change.entity, change.field), []).append(head_of(change))
    return {key: project(found) for key, found in heads.items()}


def cell_row(key: CellKey, cell: Cell) -> tuple[Any, ...]:
    """A cell as a row of the table `cell`."""
    text = value_text(cell.value)
    return (*key, text, cell.winner, " ".join(cell.heads), int(cell.disagreement))


def cell_rows(cells: Mapping[CellKey, Cell]) -> list[tuple[Any, ...]]:
    """Cells as rows of the table `cell`, sorted by key."""
    return [cell_row(key, cells[key]) for key in sorted(cells)]
