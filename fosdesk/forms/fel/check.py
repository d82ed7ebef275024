"""What is wrong with an expression before it ever runs.

Finds all mistakes of one expression, not only the first; each knows its column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from fosdesk.forms.fel.date_functions import DATE_FORMAT
from fosdesk.forms.fel.errors import FelError, unknown
from fosdesk.forms.fel.functions import AGGREGATES, COUNTS, FUNCTIONS, ROW_FUNCTIONS
from fosdesk.forms.fel.parser import walk
from fosdesk.forms.fel.two_valued import Names, compile_tree
from fosdesk.forms.fel.values import FelValue, number, plain, truth
from fosdesk.forms.grid import columns_by_name
from fosdesk.forms.pack import Ast, Expression, Item, ItemType
from fosdesk.forms.patterns import BadPattern, compile_pattern
from fosdesk.model.answers import Answer

Errors: TypeAlias = Iterator[FelError]

_TABLES = (ItemType.TABLE, ItemType.MATRIX)
_STATES = frozenset({"answered", "is-na", "is-unknown"})
_ORDERED = ("<", "<=", ">", ">=")
_KINDS: Mapping[ItemType, str] = {
    ItemType.CHOICE: "text",
    ItemType.CHOICES: "set",
    ItemType.DATE: "date",
    ItemType.MONTH: "date",
    ItemType.TEXT: "text",
    ItemType.LONGTEXT: "text",
    ItemType.CALC: "any",
    ItemType.FILE: "set",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: the items and parameters it may name, and the item that `.` means.

    `scores` are the ids that `score()` may name, or None where scores may not be read at all. `columns` are
    what bare names may mean, `table` says that there is a row, `summed` that rows may stand here.
    """

    items: Mapping[str, Item]
    parameters: frozenset[str]
    own: Item | None = None
    scores: frozenset[str] | None = None
    columns: Mapping[str, Item | None] | None = None
    table: bool = False
    summed: str = ""


def check(expression: Expression, scope: Scope) -> list[FelError]:
    """All mistakes, in the order of their columns."""
    placed = _placed(expression.tree, scope)
    found = [error for node, where in placed for error in _CHECKS.get(node[0], _fine)(node, where)]
    return sorted(found, key=lambda error: error.column)


def _placed(tree: Ast, scope: Scope) -> list[tuple[Ast, Scope]]:
    """All nodes, each with what it may name where it stands."""
    found = [(tree, scope)]
    for node, where in found:
        inner = _within(node, where)
        for part in node[1:-1]:
            if isinstance(part, tuple) and part:
                found.extend((one, inner) for one in ([part] if isinstance(part[0], str) else part))
    return found


def _within(node: Ast, scope: Scope) -> Scope:
    """What the parts of a node may name."""
    if node[0] == "rows":
        table = scope.items.get(node[1])
        columns = columns_by_name(table) if table is not None else {}
        return replace(scope, columns={**columns}, table=True, summed="")
    if node[0] == "call" and (node[1] in AGGREGATES or node[1] in _STATES):
        return replace(scope, summed=node[1])
    return replace(scope, summed="") if scope.summed else scope


def never_true(expression: Expression) -> bool:
    """True for a checked condition that looks at nothing and is false: it would hide for ever."""
    looks = any(_looks(node) for node in walk(expression.tree))
    return not looks and not truth(compile_tree(expression.tree, Names({}))(_Nothing()))


class _Nothing:
    """The environment of an expression that looks at nothing."""

    values: Mapping[str, FelValue] = {}
    shown: Mapping[str, Answer] = {}
    parameters: Mapping[str, FelValue] = {}
    today = None
    rows: Mapping[str, tuple[str, ...]] = {}
    row = ""
    at = ""


def _looks(node: Ast) -> bool:
    if node[0] == "call":
        return node[1] in ("today", "score", "position")
    return node[0] in ("item", "own", "parameter", "rows", "column")


def _fine(_node: Ast, _scope: Scope) -> Errors:
    return iter(())


def _item(node: Ast, scope: Scope) -> Errors:
    item = scope.items.get(node[1])
    if item is None:
        yield unknown("fel.unknown_item", node[-1], node[1], scope.items)
    elif item.type in (ItemType.NOTE, ItemType.GROUP):
        yield FelError("fel.note_has_no_value", node[-1], name=node[1])
    elif item.type in _TABLES and scope.summed not in COUNTS | _STATES:
        code = "fel.needs_column" if scope.summed else "fel.rows_alone"
        yield FelError(code, node[-1], name=node[1])


def _rows(node: Ast, scope: Scope) -> Errors:
    _, name, _, column, at = node
    table = scope.items.get(name)
    if table is None:
        yield unknown("fel.unknown_item", at, name, scope.items)
    elif table.type not in _TABLES:
        yield FelError("fel.no_table", at, name=name)
    elif column and column not in columns_by_name(table):
        yield unknown("fel.unknown_column", at, column, columns_by_name(table))
    elif scope.summed not in AGGREGATES:
        yield FelError("fel.rows_alone", at, name=name)
    elif not column and scope.summed not in COUNTS:
        yield FelError("fel.needs_column", at, name=name)


def _column(node: Ast, scope: Scope) -> Errors:
    columns = scope.columns or {}
    if node[1] not in columns:
        yield unknown("fel.unknown_column", node[-1], node[1], columns)


def _parameter(node: Ast, scope: Scope) -> Errors:
    if node[1] not in scope.parameters:
        yield unknown("fel.unknown_parameter", node[-1], node[1], scope.parameters)


def _own(node: Ast, scope: Scope) -> Errors:
    if scope.own is None:
        yield FelError("fel.own_not_here", node[-1])


def _compare(node: Ast, scope: Scope) -> Errors:
    _, operator, left, right, column = node
    if operator in _ORDERED:
        for side in (left, right):
            if not _can_be_ordered(side, scope):
                yield FelError("fel.text_in_order", column, operator=operator)
                return
        return
    for side, other in ((left, right), (right, left)):
        item = _meant(side, scope)
        if item is not None:
            yield from _impossible(item, other)


def _can_be_ordered(node: Ast, scope: Scope) -> bool:
    if node[0] == "text":
        return number(node[1]) is not None
    return _kind(node, scope) in ("number", "date", "any")


def _kind(node: Ast, scope: Scope) -> str:
    if node[0] in ("item", "own", "column"):
        item = _meant(node, scope)
        return "any" if item is None else _KINDS.get(item.type, "number")
    if node[0] == "call":
        function = FUNCTIONS.get(node[1])
        return "any" if function is None else function.gives
    return {"text": "text", "compare": "boolean", "and": "boolean", "or": "boolean", "parameter": "any"}.get(
        node[0], "number"
    )


def _meant(node: Ast, scope: Scope) -> Item | None:
    """The item a node refers to, if it is a reference to one that exists."""
    if node[0] == "own":
        return scope.own
    if node[0] == "column":
        return (scope.columns or {}).get(node[1])
    return scope.items.get(node[1]) if node[0] == "item" else None


def _impossible(item: Item, literal: Ast) -> Errors:
    """A comparison of an item with a value it can never have."""
    if literal[0] not in ("text", "number") or literal[1] == "":
        return
    written = plain(Decimal(literal[1])) if literal[0] == "number" else literal[1]
    possible = _possible(item)
    if possible and written not in possible:
        yield _no_such_choice(literal[-1], written, item, possible)


def _no_such_choice(column: int, written: str, item: Item, possible: list[str]) -> FelError:
    error = unknown("fel.no_such_choice", column, written, possible)
    error.params.update(item=item.id, choices=", ".join(possible[:12]))
    return error


def _possible(item: Item) -> list[str]:
    """The values an item can have, as texts; none where they cannot be listed."""
    if item.type is ItemType.LEVEL:
        return [str(level.value) for level in item.levels]
    return [choice.value for choice in item.choices]


def _call(node: Ast, scope: Scope) -> Errors:
    _, name, arguments, column = node
    function = FUNCTIONS.get(name)
    if name in ROW_FUNCTIONS:
        yield FelError("fel.rows_not_read", column, name=name)
    elif function is None:
        yield unknown("fel.unknown_function", column, name, FUNCTIONS)
    elif name == "position" and not scope.table:
        yield FelError("fel.position_not_here", column)
    elif not function.least <= len(arguments) <= function.most:
        yield _arity(name, len(arguments), column)
    else:
        if function.takes == ("item",):
            yield from _needs_item(name, arguments[0], scope)
        yield from _SPECIAL.get(name, _fine_call)(arguments, scope)


def _arity(name: str, given: int, column: int) -> FelError:
    function = FUNCTIONS[name]
    code = "fel.arity" if function.least == function.most else "fel.arity.range"
    return FelError(code, column, name=name, least=function.least, most=function.most, given=given)


def _needs_item(name: str, node: Ast, scope: Scope) -> Errors:
    if node[0] not in ("item", "own", "column"):
        yield FelError("fel.needs_item", node[-1], name=name)
        return
    item = _meant(node, scope)
    if item is None and node[0] == "column" and node[1] in (scope.columns or {}):
        yield FelError("fel.needs_item", node[-1], name=name)
    if name == "choice-label" and item is not None and item.choices_from:
        yield FelError("fel.wrong_item", node[-1], name=name, item=item.id, type="choices_from")
        return
    wanted = {"level": (ItemType.LEVEL,), "choice-label": (ItemType.CHOICE, ItemType.CHOICES)}.get(name)
    if item is not None and wanted is not None and item.type not in wanted:
        yield FelError("fel.wrong_item", node[-1], name=name, item=item.id, type=str(item.type))


def _fine_call(_arguments: Ast, _scope: Scope) -> Errors:
    return iter(())


def _selected(arguments: Ast, scope: Scope) -> Errors:
    item = _meant(arguments[0], scope)
    if item is not None and item.type in (ItemType.CHOICE, ItemType.CHOICES):
        yield from _impossible(item, arguments[1])
    elif item is not None:
        yield FelError("fel.wrong_item", arguments[0][-1], name="selected", item=item.id, type=str(item.type))


def _regex(arguments: Ast, _scope: Scope) -> Errors:
    pattern = arguments[1]
    if pattern[0] != "text":
        yield FelError("fel.needs_text", pattern[-1], name="regex")
        return
    try:
        compile_pattern(pattern[1])
    except BadPattern as error:
        yield FelError("fel.bad_pattern", pattern[-1], reason=str(error))


def _format_date(arguments: Ast, _scope: Scope) -> Errors:
    wanted = arguments[1]
    if wanted[0] == "text" and not DATE_FORMAT.fullmatch(wanted[1]):
        yield FelError("fel.bad_date_format", wanted[-1], format=wanted[1])


def _score(arguments: Ast, scope: Scope) -> Errors:
    named = arguments[0]
    if scope.scores is None:
        yield FelError("fel.score_not_here", named[-1])
    elif named[0] != "text":
        yield FelError("fel.needs_text", named[-1], name="score")
    elif named[1] not in scope.scores:
        yield unknown("fel.unknown_score", named[-1], named[1], scope.scores)


_SPECIAL = {"selected": _selected, "regex": _regex, "format-date": _format_date, "score": _score}
_CHECKS = {
    "item": _item,
    "parameter": _parameter,
    "own": _own,
    "compare": _compare,
    "call": _call,
    "rows": _rows,
    "column": _column,
}
