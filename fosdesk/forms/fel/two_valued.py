"""Trees to functions for relevance, constraints and calculations: true or false, blank reads as nothing.

This is what authors of XLSForms know: hidden, N/A and unknown read as blank; blank is smaller than nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from fosdesk.forms.fel.environment import Environment, in_row
from fosdesk.forms.fel.functions import AGGREGATES, FUNCTIONS, chosen
from fosdesk.forms.fel.values import FelValue, compared, computed, negative, text, truth
from fosdesk.forms.pack import Ast, Item, ItemType
from fosdesk.forms.patterns import compile_pattern, matches
from fosdesk.model.answers import NotApplicable, Unknown, Value

Evaluate: TypeAlias = Callable[[Environment], FelValue]
Many: TypeAlias = Callable[[Environment], list[FelValue]]
MadeT = TypeVar("MadeT")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of an expression mean: the items, and the item that `.` stands for.

    `table` is where the expression stands, `inside` the table of the condition in brackets around it.
    """

    items: Mapping[str, Item]
    own: str = ""
    table: str = ""
    inside: str = ""

    def many(self, node: Ast) -> bool:
        """Whether a node stands for rows."""
        item = self.items.get(node[1]) if node[0] == "item" else None
        return node[0] == "rows" or (item is not None and item.type in (ItemType.TABLE, ItemType.MATRIX))


def compile_tree(tree: Ast, names: Names) -> Evaluate:
    """The function of a checked tree."""
    return _MAKERS[tree[0]](tree, names)


def _number(node: Ast, _names: Names) -> Evaluate:
    return _constant(Decimal(node[1]))


def _text(node: Ast, _names: Names) -> Evaluate:
    return _constant(node[1])


def _constant(value: FelValue) -> Evaluate:
    return lambda _env: value


def _item(node: Ast, _names: Names) -> Evaluate:
    item_id: str = node[1]
    return lambda env: env.values.get(item_id)


def _in_row(node: Ast, names: Names) -> Evaluate:
    key = key_of(node, names)
    return lambda env: env.values.get(key(env))


def key_of(node: Ast, names: Names) -> Callable[[Environment], str]:
    """What the item or cell is called that a reference node stands for."""
    if node[0] == "column":
        column: str = node[1]
        return lambda env: f"{env.at}.{column}"
    if node[0] == "cell" or (node[0] == "own" and names.table):
        own: str = node[2] if node[0] == "cell" else names.own.rpartition(".")[2]
        return lambda env: f"{env.row}.{own}"
    item_id = referred(node, names)
    return lambda _env: item_id


def _parameter(node: Ast, _names: Names) -> Evaluate:
    parameter: str = node[1]
    return lambda env: env.parameters.get(parameter)


def _minus(node: Ast, names: Names) -> Evaluate:
    inner = compile_tree(node[1], names)
    return lambda env: negative(inner(env))


def _and(node: Ast, names: Names) -> Evaluate:
    parts = _parts(node[1], names)
    return lambda env: all(truth(part(env)) for part in parts)


def _or(node: Ast, names: Names) -> Evaluate:
    parts = _parts(node[1], names)
    return lambda env: any(truth(part(env)) for part in parts)


def _compare(node: Ast, names: Names) -> Evaluate:
    operator, left, right = node[1], compile_tree(node[2], names), compile_tree(node[3], names)
    return lambda env: compared(operator, left(env), right(env))


def _math(node: Ast, names: Names) -> Evaluate:
    operator, left, right = node[1], compile_tree(node[2], names), compile_tree(node[3], names)
    return lambda env: computed(operator, left(env), right(env))


def _call(node: Ast, names: Names) -> Evaluate:
    special = _SPECIAL.get(node[1])
    if special is not None:
        return special(node[2], names)
    run = FUNCTIONS[node[1]].run
    if run is None:
        raise ValueError(f"{node[1]}() has no value outside a rule")
    if node[1] in AGGREGATES and any(names.many(part) for part in node[2]):
        return _gathered(run, tuple(_many(part, names) for part in node[2]))
    return _applied(run, _parts(node[2], names))


def _gathered(run: Callable[..., FelValue], parts: tuple[Many, ...]) -> Evaluate:
    return lambda env: run(*[value for part in parts for value in part(env)])


def _many(node: Ast, names: Names) -> Many:
    """All values of an argument: one, or one of each row."""
    if not names.many(node):
        one = compile_tree(node, names)
        return lambda env: [one(env)]
    table, column = node[1], node[3] if node[0] == "rows" else ""
    holds = condition(node, names, compile_tree)

    def values(env: Environment) -> list[FelValue]:
        rows = env.rows.get(table, ())
        if holds is not None:
            rows = tuple(row for row in rows if truth(holds(in_row(env, env.row, row))))
        return [env.values.get(f"{row}.{column}") if column else row for row in rows]

    return values


def condition(node: Ast, names: Names, make: Callable[[Ast, Names], MadeT]) -> MadeT | None:
    """What stands in the brackets of a rows node, made into a function; None where nothing does."""
    if node[0] != "rows" or not node[2]:
        return None
    return make(node[2], replace(names, inside=node[1]))


def _applied(run: Callable[..., FelValue], parts: tuple[Evaluate, ...]) -> Evaluate:
    if len(parts) == 1:
        only = parts[0]
        return lambda env: run(only(env))
    return lambda env: run(*[part(env) for part in parts])


def _parts(nodes: Ast, names: Names) -> tuple[Evaluate, ...]:
    return tuple(compile_tree(node, names) for node in nodes)


def _if(nodes: Ast, names: Names) -> Evaluate:
    test, yes, no = _parts(nodes, names)
    return lambda env: yes(env) if truth(test(env)) else no(env)


def _answered(nodes: Ast, names: Names) -> Evaluate:
    return _answer_is(Value, nodes, names)


def _is_na(nodes: Ast, names: Names) -> Evaluate:
    return _answer_is(NotApplicable, nodes, names)


def _is_unknown(nodes: Ast, names: Names) -> Evaluate:
    return _answer_is(Unknown, nodes, names)


def _answer_is(form: type[Any], nodes: Ast, names: Names) -> Evaluate:
    key = key_of(nodes[0], names)
    return lambda env: isinstance(env.shown.get(key(env)), form)


def _level(nodes: Ast, names: Names) -> Evaluate:
    return compile_tree(nodes[0], names)


def _choice_label(nodes: Ast, names: Names) -> Evaluate:
    label = labels(nodes[0], names)
    value = compile_tree(nodes[0], names)
    return lambda env: label(value(env))


def labels(node: Ast, names: Names) -> Callable[[FelValue], FelValue]:
    """The function that turns the values of the choices of an item into their words."""
    words = {choice.value: choice.label for choice in names.items[referred(node, names)].choices}

    def label(value: FelValue) -> FelValue:
        picked = chosen(value) if isinstance(value, tuple) else (text(value),)
        return ", ".join(words.get(choice, choice) for choice in picked if choice)

    return label


def _regex(nodes: Ast, names: Names) -> Evaluate:
    value, fits = compile_tree(nodes[0], names), pattern_test(nodes[1])
    return lambda env: fits(value(env))


def pattern_test(node: Ast) -> Callable[[FelValue], FelValue]:
    """The function that tries the pattern of a text node."""
    pattern = compile_pattern(node[1])
    return lambda value: matches(pattern, text(value))


def _today(_nodes: Ast, _names: Names) -> Evaluate:
    return lambda env: env.today


def referred(node: Ast, names: Names) -> str:
    """The id of the item that a reference node stands for; of a cell of a table, that of its column."""
    if node[0] == "cell":
        return f"{node[1]}.{node[2]}"
    if node[0] == "column":
        return f"{names.inside}.{node[1]}"
    return names.own if node[0] == "own" else str(node[1])


def _position(_nodes: Ast, names: Names) -> Evaluate:
    table, inside = names.inside or names.table, bool(names.inside)

    def place(env: Environment) -> FelValue:
        row, rows = env.at if inside else env.row, env.rows.get(table, ())
        return rows.index(row) + 1 if row in rows else None

    return place


_SPECIAL: Mapping[str, Callable[[Ast, Names], Evaluate]] = {
    "if": _if,
    "answered": _answered,
    "is-na": _is_na,
    "is-unknown": _is_unknown,
    "level": _level,
    "choice-label": _choice_label,
    "regex": _regex,
    "today": _today,
    "position": _position,
}
_MAKERS: Mapping[str, Callable[[Ast, Names], Evaluate]] = {
    "number": _number,
    "text": _text,
    "item": _item,
    "own": _in_row,
    "cell": _in_row,
    "column": _in_row,
    "parameter": _parameter,
    "minus": _minus,
    "and": _and,
    "or": _or,
    "compare": _compare,
    "math": _math,
    "call": _call,
}
