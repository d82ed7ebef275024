"""Tables and matrices: what their cells are called, and which items they are.

A row is an entity of the store: `<register>:<row id>` in a table, `<matrix>.<row>` in a matrix. A cell is
called `<entity>.<column>`, and so is its answer. In a table the columns are items, one for all rows; in a
matrix every cell is an item.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from fosdesk.forms.pack import Ast, Expression, Item, ItemType, MatrixRow, Section

_HOLE = re.compile(r"\$\{([a-z][a-z0-9_]*)\}")
_EXPRESSIONS = (
    *("relevant", "constraint", "warn", "calculate", "default", "readonly", "evidence_when"),
    "choice_filter",
)


RESERVED = frozenset({"alive", "position", "removed"})
"""Fields of a row in the store that are no column."""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What is recorded of a row beside its cells: it is shown while `alive`, ordered by `position`, then id.

    `position` is a decimal as text; see `between`.
    """

    position: str = "0"
    alive: bool = True


def entity(register: str, row_id: str) -> str:
    """The entity of a row."""
    return f"{register}:{row_id}"


def cell(row: str, column: str) -> str:
    """What a cell is called: its row (an entity) and its column."""
    return f"{row}.{column}"


def split_cell(key: str) -> tuple[str, str]:
    """Row and column of a cell."""
    row, _, column = key.rpartition(".")
    return row, column


def between(before: str | None, after: str | None) -> str:
    """A position after one and before the other; None stands for the start and the end."""
    if before is None:
        return str(Decimal(after) - 1) if after is not None else "0"
    if after is None:
        return str(Decimal(before) + 1)
    return str((Decimal(before) + Decimal(after)) / 2)


def in_order(rows: Mapping[str, RowFacts], register: str) -> tuple[str, ...]:
    """The living rows of a register."""
    living = (row for row, facts in rows.items() if facts.alive and row.startswith(f"{register}:"))
    return tuple(sorted(living, key=lambda row: (_place(rows[row].position), row)))


def _place(position: str) -> Decimal:
    try:
        found = Decimal(position)
    except ArithmeticError:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)


def column_of(item: Item) -> str:
    """The id of a column within its table."""
    return item.id.rpartition(".")[2]


def columns_by_name(item: Item) -> dict[str, Item]:
    """The columns of a table or matrix by their ids within it."""
    return {column_of(column): column for column in item.columns}


def holes(template: str) -> tuple[str, ...]:
    """The columns that a row label names."""
    return tuple(_HOLE.findall(template))


def filled(template: str, words: Mapping[str, str]) -> str:
    """A row label with the words of the row; blank ones leave nothing."""
    return " ".join(_HOLE.sub(lambda hole: words.get(hole[1], ""), template).split())


def parts(item: Item) -> tuple[Item, ...]:
    """The cells of a matrix, the columns of a table; their expressions read the row they stand in."""
    if item.type is ItemType.MATRIX:
        return tuple(_cell_item(item, row, column) for row in item.rows for column in item.columns)
    names = columns_by_name(item)
    here = {name: ("cell", item.id, name) for name in names}
    reads = {name: column.id for name, column in names.items()} | {"[]": f"{item.id}[]"}
    return tuple(_resolved(column, here, reads) for column in item.columns)


def _cell_item(item: Item, row: MatrixRow, column: Item) -> Item:
    names = {name: f"{item.id}.{row.id}.{name}" for name in columns_by_name(item)}
    own = replace(
        column,
        id=names[column_of(column)],
        code=item.code,
        label=f"{row.label}: {column.label}",
        refs=(*row.refs, *column.refs),
    )
    return _resolved(own, {name: ("item", full) for name, full in names.items()}, names)


def _resolved(item: Item, nodes: Mapping[str, Ast], names: Mapping[str, str]) -> Item:
    """The item with `${column}` meaning the cell of the same row."""
    found = ((key, getattr(item, key)) for key in _EXPRESSIONS)
    meant: dict[str, Any] = {key: _meant(one, nodes, names) for key, one in found if one is not None}
    return replace(item, **meant)


def _meant(expression: Expression, nodes: Mapping[str, Ast], names: Mapping[str, str]) -> Expression:
    reads = tuple(names.get(read, read) for read in expression.reads)
    return Expression(expression.source, _rewritten(expression.tree, nodes), reads)


def _rewritten(node: Ast, nodes: Mapping[str, Ast]) -> Ast:
    if node and node[0] == "item" and node[1] in nodes:
        return (*nodes[node[1]], node[-1])
    return tuple(_rewritten(part, nodes) if isinstance(part, tuple) else part for part in node)


def everything(sections: Sequence[Section]) -> Iterator[tuple[Section, Item]]:
    """All items with their sections, and after each what it is made of."""
    for section in sections:
        for item in section.items:
            yield section, item
            for part in parts(item) if item.columns else ():
                yield section, part


def of_table(item: Item) -> str:
    """The id of the table a column belongs to; empty for everything else."""
    table, _, column = item.id.partition(".")
    return table if column and "." not in column else ""
