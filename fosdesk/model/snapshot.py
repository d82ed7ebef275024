"""What a reader sees of an assessment: an immutable snapshot of its cells, and what an edit asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from fosdesk.model.answers import Answer, CellValue, from_cell

CellKey: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """The state of one field of one entity.

    `value` is shown: that of `winner`, the head with the greatest (depth, change id). `heads` are the
    changes nobody superseded, sorted. `values` lists (head, value) only where they disagree; then the
    value shown is provisional. `at` (ISO, UTC) and `author` belong to the winner.
    """

    value: CellValue
    winner: str
    heads: tuple[str, ...]
    values: tuple[tuple[str, CellValue], ...]
    disagreement: bool
    at: str
    author: str


class Cells(Mapping[CellKey, Cell]):
    """An immutable mapping (entity, field) -> Cell, grouped by entity; replacing shares the rest."""

    __slots__ = ("_by_entity", "_size")

    def __init__(self, cells: Mapping[CellKey, Cell] = MappingProxyType({})) -> None:
        self._by_entity: dict[str, dict[str, Cell]] = {}
        self._size = len(cells)
        for (entity, field), cell in cells.items():
            self._by_entity.setdefault(entity, {})[field] = cell

    def __getitem__(self, key: CellKey) -> Cell:
        return self._by_entity[key[0]][key[1]]

    def get(self, key: CellKey, default: Any = None) -> Any:
        """Return one cell, or the default where nothing was ever recorded."""
        group = self._by_entity.get(key[0])
        return default if group is None else group.get(key[1], default)

    def __iter__(self) -> Iterator[CellKey]:
        return ((entity, field) for entity, found in self._by_entity.items() for field in found)

    def __len__(self) -> int:
        return self._size

    def entities(self) -> Iterator[str]:
        """Return the entities that have at least one cell."""
        return iter(self._by_entity)

    def fields(self, entity: str) -> Mapping[str, Cell]:
        """Return the cells of one entity by field, empty where there are none."""
        return MappingProxyType(self._by_entity.get(entity, {}))

    def replaced(self, changed: Mapping[CellKey, Cell]) -> "Cells":
        """Return a new mapping in which the given cells stand instead of the old ones."""
        result = Cells()
        result._by_entity = dict(self._by_entity)
        for entity in {entity for entity, _ in changed}:
            result._by_entity[entity] = dict(self._by_entity.get(entity, {}))
        result._size = self._size
        for (entity, field), cell in changed.items():
            group = result._by_entity[entity]
            result._size += field not in group
            group[field] = cell
        return result


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One immutable view of an assessment: all cells, how many changes made them, and their code.

    `revision` grows by one with each commit of this run; `code` is the convergence code.
    """

    assessment: str
    cells: Cells
    changes: int
    code: str
    revision: int

    def cell(self, entity: str, field: str) -> Cell | None:
        """Return one cell, or None where nothing was ever recorded."""
        found: Cell | None = self.cells.get((entity, field))
        return found

    def value(self, entity: str, field: str) -> CellValue | None:
        """Return the value shown in one cell, or None where nothing was ever recorded."""
        found = self.cells.get((entity, field))
        return None if found is None else found.value

    def answer(self, item: str) -> Answer | None:
        """Return the answer shown for an item, or None where there is none or it was cleared."""
        return from_cell(self.value(item, "value"))

    def heads(self, entity: str, field: str) -> tuple[str, ...]:
        """Return the changes an editor of this cell displays, which its edit will supersede."""
        found = self.cells.get((entity, field))
        return () if found is None else found.heads

    def fields(self, entity: str) -> Mapping[str, Cell]:
        """Return the cells of one entity by field."""
        return self.cells.fields(entity)

    def disagreements(self) -> tuple[CellKey, ...]:
        """Return the cells with several values that nobody has decided between, sorted."""
        return tuple(sorted(key for key, cell in self.cells.items() if cell.disagreement))


@dataclass(frozen=True, slots=True)
class Edit:
    """What the user meant: a new value for one cell, and the heads that the widget displayed.

    `pack` is `id@version` of the item's pack, or empty for what is no item.
    """

    entity: str
    field: str
    value: CellValue
    seen: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Which cells one commit touched, and why: "edit", "undo", "redo", "merge" or "rebuild"."""

    assessment: str
    revision: int
    cells: frozenset[CellKey]
    origin: str
    batch: str
