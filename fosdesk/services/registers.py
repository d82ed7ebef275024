"""Registers: their rows with what they are called, adding, editing, ordering, removing and bringing back.

A table has rows that people add; a matrix has rows that its pack fixes, and every cell is a question of
its own. Both are read and edited here in the same way: `row` is the entity of a row, `column` the name of a
column.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.base.text import folded
from fosdesk.forms.fel.values import FelValue
from fosdesk.forms.grid import RowFacts, between, cell, columns_by_name, entity
from fosdesk.forms.pack import Choice, Item, ItemType
from fosdesk.forms.row_labels import row_label
from fosdesk.model.answers import CLEARED, Answer, CellValue, Json, Value, from_cell, to_cell
from fosdesk.model.snapshot import ChangeSet, Edit, Snapshot
from fosdesk.services.answering import answer, pack_of, record, refuse_forms_not_allowed
from fosdesk.services.assessment import OpenAssessment, View
from fosdesk.services.guidance import value_text
from fosdesk.services.rows import (
    ALIVE,
    POSITION,
    REMOVED,
    column_names,
    heads_of_row,
    is_contested,
    row_facts,
    table_of,
)

ROW_ITEMS = (ItemType.TABLE, ItemType.MATRIX)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as people read it: what it is called, and its cells in words by column; blank ones are empty.

    `contested` rows were removed by one person while another edited them; `disputed` are the columns with
    several values, `wrong` those whose value does not fit.
    """

    entity: str
    label: str
    words: Mapping[str, str]
    contested: bool = False
    disputed: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()


def registers(a: OpenAssessment) -> tuple[Item, ...]:
    """The visible tables that live in a register of their own pack: pages of the sidebar."""
    return tuple(item for item in a.bank.registers.values() if is_register_page(a, item) and _shown(a, item))


def is_register_page(a: OpenAssessment, item: Item) -> bool:
    """Whether a table has a page of its own: its section asks for nothing else."""
    return item.type is ItemType.TABLE and len(a.bank.section(item.section).items) == 1


def _shown(a: OpenAssessment, item: Item) -> bool:
    return a.form.visible(item.id)


def table(a: OpenAssessment, item_id: str) -> Item:
    """The table or matrix with this id. Raises UserError "registers.unknown" where there is none."""
    item = a.bank.items.get(item_id)
    if item is None or item.type not in ROW_ITEMS:
        raise UserError("registers.unknown", register=item_id)
    return item


def lines(a: OpenAssessment, item: Item, tr: Texts, search: str = "") -> tuple[Line, ...]:
    """The rows in their order; with `search`, those that hold all its words in any of their cells."""
    found = lines_of(a.view, item, tr)
    wanted = folded(search).split()
    return tuple(line for line in found if _holds(line, wanted)) if wanted else found


def lines_of(view: View, item: Item, tr: Texts) -> tuple[Line, ...]:
    """The rows of a table or matrix in one view, in the language of `item`."""
    rows = view.state.rows.get(item.id, ())
    return tuple(_line(view, item, row, row_label(item, rows, view.state.values, row), tr) for row in rows)


def _line(view: View, item: Item, row: str, label: str, tr: Texts) -> Line:
    keys = {name: cell(row, name) for name in columns_by_name(item)}
    words = {name: cell_words(view, item, row, name, tr) for name in keys}
    wrong = frozenset(name for name, key in keys.items() if key in view.state.invalid)
    if item.type is ItemType.MATRIX:
        return Line(row, label, words, wrong=wrong)
    fields = view.snapshot.fields(row)
    disputed = frozenset(name for name in keys if name in fields and fields[name].disagreement)
    return Line(row, label, words, is_contested(view.snapshot, row), disputed, wrong)


def _holds(line: Line, wanted: Sequence[str]) -> bool:
    haystack = folded(" ".join((line.label, *line.words.values())))
    return all(word in haystack for word in wanted)


def cell_words(view: View, item: Item, row: str, column: str, tr: Texts) -> str:
    """One cell in words, empty while it is blank or hidden."""
    key, asked = cell(row, column), columns_by_name(item)[column]
    if key not in view.state.relevant:
        return ""
    if asked.type is ItemType.CALC:
        return _computed(asked, view.state.values.get(key), tr)
    given = view.state.shown.get(key)
    offered = view.state.choices.get(key, asked.choices)
    return "" if given is None else value_text(replace(asked, choices=offered), "value", to_cell(given), tr)


def _computed(asked: Item, value: FelValue, tr: Texts) -> str:
    return "" if value is None else value_text(asked, "value", {"v": str(value)}, tr)


def count(a: OpenAssessment, item: Item) -> int:
    """How many rows are shown now."""
    return len(a.form.rows.get(item.id, ()))


def field_of(item: Item, row: str, column: str) -> tuple[str, str]:
    """Where a cell is recorded: entity and field."""
    return (cell(row, column), "value") if item.type is ItemType.MATRIX else (row, column)


def column_item(a: OpenAssessment, item: Item, row: str, column: str) -> Item:
    """The question a cell answers, with the choices that are offered there now."""
    asked = a.bank.items.get(cell(row, column)) or columns_by_name(item)[column]
    offered: tuple[Choice, ...] = a.form.choices.get(cell(row, column), asked.choices)
    return replace(asked, choices=offered)


def given(snapshot: Snapshot, item: Item, row: str, column: str) -> Answer | None:
    """What is recorded in a cell, hidden or not."""
    return from_cell(snapshot.value(*field_of(item, row, column)))


# --- edits


def add_row(
    a: OpenAssessment, item: Item, cells: Mapping[str, Answer] | None = None, row_id: str = ""
) -> "tuple[str, Future[ChangeSet]]":
    """A new row at the end, with what its cells begin with; its entity, and when it is recorded."""
    row = entity(item.register, row_id or a.ids.new())
    position: CellValue = {"v": str(next_position(a, item))}
    edits = [_edit(a, item, row, ALIVE, {"v": True}), _edit(a, item, row, POSITION, position)]
    edits += [_edit(a, item, row, name, to_cell(value)) for name, value in (cells or {}).items()]
    return row, record(a, edits)


def next_position(a: OpenAssessment, item: Item) -> Decimal:
    """The position behind the last row."""
    rows = _order(a, item)
    return Decimal(between(_place(a.snapshot, rows[-1]) if rows else None, None))


def set_cell(
    a: OpenAssessment, item: Item, row: str, column: str, value: Answer | None, seen: tuple[str, ...]
) -> "Future[ChangeSet]":
    """Record a cell; None clears it. `seen` are the changes the editor displayed.

    Raises UserError for a row or column that is not there, and for a form the column does not allow.
    """
    if item.type is ItemType.MATRIX:
        return answer(a, cell(row, column), value, seen)
    if table_of(a.bank, row) != item or column not in column_names(item):
        raise UserError("registers.no_cell", row=row, column=column)
    refuse_forms_not_allowed(columns_by_name(item)[column], value)
    return record(a, [Edit(row, column, to_cell(value), seen, pack_of(a, item))])


def remove_row(a: OpenAssessment, item: Item, row: str) -> "Future[ChangeSet]":
    """Take a row out of sight; its cells and its history stay, undo and `restore_row` bring it back."""
    seen: CellValue = {"v": list(heads_of_row(a.snapshot, row))}
    return record(a, [_edit(a, item, row, ALIVE, {"v": False}), _edit(a, item, row, REMOVED, seen)])


def restore_row(a: OpenAssessment, item: Item, row: str) -> "Future[ChangeSet]":
    """Bring a removed row back, or decide that a contested one stays."""
    return record(a, [_edit(a, item, row, ALIVE, {"v": True})])


def move_row(a: OpenAssessment, item: Item, row: str, step: int) -> "Future[ChangeSet] | None":
    """Put a row one place later (1) or earlier (-1); None where there is no such place."""
    order = [one for one in _order(a, item) if one != row]
    at = _order(a, item).index(row) + step
    if not 0 <= at <= len(order):
        return None
    before = order[at - 1] if at else None
    after = order[at] if at < len(order) else None
    if before and after and _number(a.snapshot, before) == _number(a.snapshot, after):
        return record(a, _renumbered(a, item, [*order[:at], row, *order[at:]]))
    places = (None if one is None else _place(a.snapshot, one) for one in (before, after))
    return record(a, [_edit(a, item, row, POSITION, {"v": between(*places)})])


def _renumbered(a: OpenAssessment, item: Item, order: Sequence[str]) -> Iterator[Edit]:
    """Positions that say what the order is, where two rows of different computers share one."""
    for place, row in enumerate(order):
        if _number(a.snapshot, row) != place:
            yield _edit(a, item, row, POSITION, {"v": str(place)})


def removed_rows(a: OpenAssessment, item: Item, tr: Texts) -> tuple[Line, ...]:
    """The rows that were removed, as they were called; they can be restored."""
    gone = [row for row in a.snapshot.cells.entities() if _is_gone(a, item, row)]
    return tuple(Line(row, _label_of_removed(a, item, row, tr), {}) for row in gone)


def _is_gone(a: OpenAssessment, item: Item, row: str) -> bool:
    if table_of(a.bank, row) != item:
        return False
    facts = row_facts(a.snapshot, row)
    return facts is not None and not facts.alive


def _label_of_removed(a: OpenAssessment, item: Item, row: str, tr: Texts) -> str:
    values = {
        cell(row, name): str(found.v)
        for name in column_names(item)
        if isinstance(found := given(a.snapshot, item, row, name), Value)
    }
    return row_label(item, (), values, row) or tr("a row without a name")


def label(a: OpenAssessment, item: Item, row: str, tr: Texts) -> str:
    """What a row is called, also where it is removed or says nothing yet."""
    rows = a.form.rows.get(item.id, ())
    if row not in rows:
        return _label_of_removed(a, item, row, tr)
    found = row_label(item, rows, a.form.values, row)
    return found if found != str(rows.index(row) + 1) else tr("row {n}", n=found)


def _edit(a: OpenAssessment, item: Item, row: str, field: str, value: CellValue) -> Edit:
    return Edit(row, field, value, a.snapshot.heads(row, field), pack_of(a, item))


def _order(a: OpenAssessment, item: Item) -> tuple[str, ...]:
    return a.form.rows.get(item.id, ())


def _place(snapshot: Snapshot, row: str) -> str:
    return str(_number(snapshot, row))


def _number(snapshot: Snapshot, row: str) -> Decimal:
    """The position of a row as a number; what is none counts as the start, as forms do."""
    facts = row_facts(snapshot, row) or RowFacts()
    try:
        found = Decimal(facts.position)
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)


def content(a: OpenAssessment) -> Mapping[str, Json]:
    """All rows of all registers in the shape that `import-answers` reads."""
    return {
        register: [_row_content(a, item, row) for row in _order(a, item)]
        for register, item in a.bank.registers.items()
        if _order(a, item)
    }


def _row_content(a: OpenAssessment, item: Item, row: str) -> Json:
    cells = {name: a.snapshot.value(row, name) for name in column_names(item)}
    filled: dict[str, Json] = {name: found for name, found in cells.items() if found not in (None, CLEARED)}
    return {"id": row.partition(":")[2], "cells": filled}
