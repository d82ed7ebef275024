"""`migrations/*.yaml`: how answers to an older version become answers to this one."""

import re
from collections.abc import Mapping

from fosdesk.forms.fel.check import Scope, check
from fosdesk.forms.fel.errors import FelError
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.loading.cases import plain_data
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Node, Record, Scalar
from fosdesk.forms.pack import Expression, Item, ItemType, Migration, Step

_FILE = keys("from to steps")
_OPS = {
    "rename": keys("op from to", "review"),
    "map_values": keys("op question map", "review"),
    "level_map": keys("op question map", "review"),
    "scale": keys("op question expression", "from review"),
    "split": keys("op from into", "review"),
    "merge": keys("op from to expression", "review"),
    "column_rename": keys("op table from to", "review"),
    "move_row": keys("op table from to", "review"),
    "set_default": keys("op question value", "review"),
    "retire": keys("op question", "keep_as review"),
}
_VERSION = re.compile(r"[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}")
_OLD = Item("old", "", ItemType.CALC, "", "", "")


def read_migration(source: Source, node: Node, items: Mapping[str, Item]) -> Migration | None:
    """One file; what its steps write must be asked in this version, what they read was in an older one."""
    fields = source.record(node, _FILE)
    if not _FILE.required <= fields.keys():
        return None
    for key in ("from", "to"):
        if not _VERSION.fullmatch(source.text(fields[key])):
            source.bad(fields[key], "pack.bad_version", name=source.text(fields[key]))
    steps = source.many(fields["steps"], lambda _, one: _read_step(source, one, items))
    return Migration(source.text(fields["from"]), source.text(fields["to"]), steps)


def _read_step(source: Source, node: Node, items: Mapping[str, Item]) -> Step | None:
    written = next((v for k, v in node.pairs if k.text == "op"), node) if isinstance(node, Record) else node
    op = source.word(written, _OPS)
    fields = source.record(node, _OPS[op])
    if not _OPS[op].required <= fields.keys():
        return None
    expression = _old_expression(source, fields["expression"]) if "expression" in fields else None
    table = source.text(fields["table"]) if "table" in fields else ""
    into: dict[str, Expression | None] = {}
    if "into" in fields:
        into = {k: _old_expression(source, v) for k, v in source.record(fields["into"]).items()}
    for key in ("to", "question"):
        if key in fields and not (key == "question" and op == "retire"):
            into = {source.text(fields[key]): expression}
    for name in [table] if table else into:
        if name not in items:
            source.unknown(fields.get("into", node), "fel.unknown_item", name, items)
    return Step(
        op=op,
        reads=_reads(source, op, fields),
        into=into,
        map=_map(source, fields["map"]) if "map" in fields else {},
        table=table,
        value=plain_data(source, fields["value"]) if "value" in fields else None,
        keep_as=source.word(fields["keep_as"], ("note",)) if "keep_as" in fields else "",
        review="review" in fields and source.flag(fields["review"]),
    )


def _reads(source: Source, op: str, fields: Mapping[str, Node]) -> tuple[str, ...]:
    if "question" in fields:
        return (source.text(fields["question"]),)
    return source.texts(fields["from"]) if op == "merge" else (source.text(fields["from"]),)


def _map(source: Source, node: Node) -> dict[str, str]:
    """Old value to new value, both as texts."""
    fields = source.record(node)
    return {
        key: value.text if isinstance(value, Scalar) else source.text(value) for key, value in fields.items()
    }


def _old_expression(source: Source, node: Node) -> Expression | None:
    """An expression over older answers: nothing is known of them but that `.` and `${id}` may stand."""
    written = source.text(node)
    if not written or not isinstance(node, Scalar):
        return None
    try:
        expression = parse(node.text)
    except FelError as error:
        source.fel_error(node, error)
        return None
    known = dict.fromkeys(expression.reads, _OLD)
    for found in check(expression, Scope(known, frozenset(), _OLD)):
        if found.code != "fel.wrong_item":
            source.fel_error(node, found)
    return expression
