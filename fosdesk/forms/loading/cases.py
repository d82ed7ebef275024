"""`tests/*.yaml`: cases that a pack carries to prove itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from fosdesk.forms.grid import cell, columns_by_name, entity, split_cell
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Listing, Node, Record, Scalar, kind
from fosdesk.forms.pack import Case, Item, ItemType
from fosdesk.model.answers import Answer, Json, NotApplicable, Unknown, Unmeasured, Value

EXPECTATIONS = ("values", "relevant", "kept", "invalid", "warned", "scores", "rules", "review", "archived")

_FILE = keys("cases")
_CASE = keys("name answers expect", "parameters migrate_from")
_EXPECT = keys("", " ".join(EXPECTATIONS))
_STATE = keys("state", "why who by")
_STATES = ("na", "unknown", "unmeasured")


def read_cases(source: Source, node: Node, items: Mapping[str, Item]) -> tuple[Case, ...]:
    """All cases of the file."""
    listed = source.record(node, _FILE).get("cases")
    cases = [_read_case(source, one, items) for one in source.listing(listed)] if listed is not None else []
    return tuple(case for case in cases if case is not None)


def _read_case(source: Source, node: Node, items: Mapping[str, Item]) -> Case | None:
    fields = source.record(node, _CASE)
    if not _CASE.required <= fields.keys():
        return None
    answers: dict[str, Answer] = {}
    rows: list[str] = []
    older = "migrate_from" in fields
    given = source.record(fields["answers"]).items() if older else _by_item(source, fields["answers"], items)
    for item_id, written in given:
        table = items.get(item_id)
        if isinstance(written, Listing) and table is not None and table.type is ItemType.TABLE and not older:
            rows += _read_rows(source, written, table, answers)
        else:
            answers[item_id] = _read_answer(source, written)
    expected = source.record(fields["expect"], _EXPECT)
    for part in ("values", "relevant", "kept"):
        if part in expected:
            _by_item(source, expected[part], items)
    if not expected:
        source.bad(fields["expect"], "pack.expects_nothing")
    return Case(
        name=source.text(fields["name"]),
        file=source.file,
        line=node.line + 1,
        parameters=_parameters(source, fields.get("parameters")),
        answers=answers,
        expect={part: plain_data(source, value) for part, value in expected.items()},
        rows=tuple(rows),
        migrate_from=source.text(fields["migrate_from"]) if older else "",
    )


def _read_rows(source: Source, node: Listing, table: Item, answers: dict[str, Answer]) -> Iterator[str]:
    """The rows of a table as entities, numbered from 1; their cells go into `answers`."""
    columns = columns_by_name(table)
    for number, written in enumerate(node.items, 1):
        row = entity(table.register, str(number))
        for name, value in source.record(written).items():
            if name in columns:
                answers[cell(row, name)] = _read_answer(source, value)
            else:
                source.unknown(value, "fel.unknown_column", name, columns)
        yield row


def _by_item(source: Source, node: Node, items: Mapping[str, Item]) -> list[tuple[str, Node]]:
    """The fields of a record whose keys are items; other keys are mistakes."""
    found: list[tuple[str, Node]] = []
    for item_id, value in source.record(node).items():
        if item_id in items or _is_cell(item_id, items):
            found.append((item_id, value))
        else:
            source.unknown(value, "fel.unknown_item", item_id, items)
    return found


def _is_cell(key: str, items: Mapping[str, Item]) -> bool:
    """Whether a name is a cell of a table."""
    row, column = split_cell(key)
    register = row.partition(":")[0]
    tables = (item for item in items.values() if item.register and item.register == register)
    return any(column in columns_by_name(table) for table in tables)


def _parameters(source: Source, node: Node | None) -> dict[str, str]:
    return {} if node is None else {name: source.text(value) for name, value in source.record(node).items()}


def _read_answer(source: Source, node: Node) -> Answer:
    if not isinstance(node, Record):
        return Value(_json(plain_data(source, node)))
    fields = source.record(node, _STATE)
    state = source.word(fields["state"], _STATES) if "state" in fields else ""
    why = source.text(fields["why"]) if "why" in fields else ""
    if state == "unknown":
        who, by = fields.get("who"), fields.get("by")
        return Unknown("" if who is None else source.text(who), "" if by is None else source.text(by))
    return NotApplicable(why) if state == "na" else Unmeasured(why)


def _json(data: Any) -> Json:
    """A value as it would be recorded: decimals as texts."""
    return str(data) if isinstance(data, Decimal) else data


def plain_data(source: Source, node: Node) -> Any:
    """Records, lists, texts, whole numbers, decimals, true, false and null as Python has them."""
    if isinstance(node, Record):
        return {name: plain_data(source, value) for name, value in source.record(node).items()}
    if isinstance(node, Listing):
        return [plain_data(source, value) for value in node.items]
    return _scalar(source, node)


def _scalar(source: Source, node: Scalar) -> Any:
    read = kind(node)
    if read == "nothing":
        return None
    if read == "whole":
        return int(node.text)
    if read == "decimal":
        return Decimal(node.text)
    if read == "flag" and node.text in ("true", "false"):
        return node.text == "true"
    return node.text if read == "date" else source.text(node)
