"""Reference tables: editions, headings, Standards, instruments, Members."""

import re
from collections.abc import Callable, Mapping

from fosdesk.forms.loading.items import read_id
from fosdesk.forms.loading.source import Keys, Source, keys
from fosdesk.forms.loading.tree import Node, Scalar, kind
from fosdesk.forms.pack import Cell, Column, Row, Table
from fosdesk.forms.validation import iso_date, iso_month

MOST_ROWS = 20_000

_FILE = keys("id columns rows")
_COLUMN = keys("id type label", "translate")
_ROW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def read_table(source: Source, node: Node, pack: str) -> Table | None:
    """One table; every row has an id of its own."""
    fields = source.record(node, _FILE)
    if not _FILE.required <= fields.keys():
        return None
    table_id = read_id(source, fields["id"], "table")
    columns = source.many(fields["columns"], _read_column)
    _no_column_twice(source, fields["columns"], columns)
    listed = source.listing(fields["rows"])
    if len(listed) > MOST_ROWS:
        source.bad(fields["rows"], "pack.too_many_rows", most=MOST_ROWS, count=len(listed))
        return None
    allowed = Keys(frozenset({"id"}), frozenset(column.id for column in columns))
    rows = (_read_row(source, row, table_id, columns, allowed) for row in listed)
    return Table(table_id, pack, columns, tuple(row for row in rows if row is not None))


def _no_column_twice(source: Source, node: Node, columns: tuple[Column, ...]) -> None:
    names = [column.id for column in columns]
    for name in sorted({name for name in names if names.count(name) > 1} | {"id"} & set(names)):
        source.bad(node, "pack.key_twice", name=name)


def _read_column(source: Source, node: Node) -> Column | None:
    fields = source.record(node, _COLUMN)
    if not _COLUMN.required <= fields.keys():
        return None
    translate = "translate" in fields and source.flag(fields["translate"])
    column_type = source.word(fields["type"], _CELLS)
    return Column(source.text(fields["id"]), column_type, source.text(fields["label"]), translate)


def _read_row(
    source: Source, node: Node, table: str, columns: tuple[Column, ...], allowed: Keys
) -> Row | None:
    fields = source.record(node, allowed)
    if "id" not in fields:
        return None
    row_id = source.text(fields["id"])
    if row_id and not _ROW_ID.fullmatch(row_id):
        source.bad(fields["id"], "pack.bad_id", name=row_id)
    source.name(fields["id"], "row", table, row_id)
    row: dict[str, Cell] = {"id": row_id}
    for column in columns:
        cell = fields.get(column.id)
        row[column.id] = None if cell is None or _nothing(cell) else _CELLS[column.type](source, cell)
    return row


def _nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and kind(node) == "nothing"


def _whole(source: Source, node: Node) -> Cell:
    return source.whole(node, -(10**15), 10**15)


def _decimal(source: Source, node: Node) -> Cell:
    return str(source.decimal(node, -(10**15), 10**15))


def _day(source: Source, node: Node) -> Cell:
    return _fitting(source, node, iso_date, "pack.needs_date")


def _month(source: Source, node: Node) -> Cell:
    return _fitting(source, node, iso_month, "pack.needs_month")


def _fitting(source: Source, node: Node, fits: Callable[[str], object], code: str) -> str:
    written = node.text if isinstance(node, Scalar) else ""
    if fits(written) is None:
        source.bad(node, code)
    return written


_CELLS: Mapping[str, Callable[[Source, Node], Cell]] = {
    "text": Source.text,
    "longtext": Source.text,
    "integer": _whole,
    "number": _decimal,
    "percent": _decimal,
    "date": _day,
    "month": _month,
    "list": Source.texts,
    "flag": Source.flag,
}
