"""Trees to functions for rules: true, false or open (Kleene's strong logic).

An open question makes open whatever depends on it; `and`, `or` and `if` decide as soon as one side
suffices. So no rule is ever met, and none is ever cleared, because nobody has said anything.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from fosdesk.forms.fel import two_valued
from fosdesk.forms.fel.environment import OPEN, Open, RuleEnvironment, RuleValue, rule_in_row
from fosdesk.forms.fel.functions import AGGREGATES, FUNCTIONS
from fosdesk.forms.fel.two_valued import Names, condition, key_of, labels, pattern_test
from fosdesk.forms.fel.values import FelValue, blank, compared, computed, negative, truth
from fosdesk.forms.pack import Ast

Decide: TypeAlias = Callable[[RuleEnvironment], RuleValue]
Many: TypeAlias = Callable[[RuleEnvironment], list[RuleValue]]

_KNOWN_CALLS = frozenset({"answered", "is-na", "is-unknown", "today", "position"})


def compile_tree(tree: Ast, names: Names) -> Decide:
    """The function of a checked tree."""
    return _MAKERS[tree[0]](tree, names)


def verdict(value: RuleValue) -> bool | None:
    """True, False, or None while it is open."""
    return None if isinstance(value, Open) else truth(value)


def _known(node: Ast, names: Names) -> Decide:
    """What never depends on an open question."""
    return two_valued.compile_tree(node, names)


def _item(node: Ast, names: Names) -> Decide:
    key = key_of(node, names)
    return lambda env: env.read(key(env))


def _minus(node: Ast, names: Names) -> Decide:
    return _applied(negative, (compile_tree(node[1], names),))


def _compare(node: Ast, names: Names) -> Decide:
    operator = node[1]
    return _applied(lambda a, b: compared(operator, a, b), _parts(node[2:4], names))


def _math(node: Ast, names: Names) -> Decide:
    operator = node[1]
    return _applied(lambda a, b: computed(operator, a, b), _parts(node[2:4], names))


def _and(node: Ast, names: Names) -> Decide:
    return _chain(_parts(node[1], names), decisive=False)


def _or(node: Ast, names: Names) -> Decide:
    return _chain(_parts(node[1], names), decisive=True)


def _chain(parts: tuple[Decide, ...], *, decisive: bool) -> Decide:
    """One decisive part settles the chain; otherwise one open part leaves it open."""

    def decide(env: RuleEnvironment) -> RuleValue:
        found = [verdict(part(env)) for part in parts]
        if decisive in found:
            return decisive
        return OPEN if None in found else not decisive

    return decide


def _call(node: Ast, names: Names) -> Decide:
    if node[1] in _KNOWN_CALLS:
        return _known(node, names)
    special = _SPECIAL.get(node[1])
    if special is not None:
        return special(node[2], names)
    run = FUNCTIONS[node[1]].run
    if run is None:
        raise ValueError(f"{node[1]}() has no three-valued form")
    if node[1] in AGGREGATES and any(names.many(part) for part in node[2]):
        return _gathered(run, tuple(_many(part, names) for part in node[2]))
    return _applied(run, _parts(node[2], names))


def _gathered(run: Callable[..., FelValue], parts: tuple[Many, ...]) -> Decide:
    """A table without rows is open, and so is what reads a row with an open cell."""

    def decide(env: RuleEnvironment) -> RuleValue:
        found = [value for part in parts for value in part(env)]
        return OPEN if OPEN in found else run(*found)

    return decide


def _many(node: Ast, names: Names) -> Many:
    if not names.many(node):
        one = compile_tree(node, names)
        return lambda env: [one(env)]
    table, column = node[1], node[3] if node[0] == "rows" else ""
    holds = condition(node, names, compile_tree)

    def values(env: RuleEnvironment) -> list[RuleValue]:
        if env.read(table) is OPEN:
            return [OPEN]
        found: list[RuleValue] = []
        for row in env.rows.get(table, ()):
            picked = True if holds is None else verdict(holds(rule_in_row(env, env.row, row)))
            if picked is None:
                return [OPEN]
            if picked:
                found.append(env.read(f"{row}.{column}") if column else row)
        return found

    return values


def _applied(run: Callable[..., FelValue], parts: tuple[Decide, ...]) -> Decide:
    """A function of values is open as long as one of them is."""

    def decide(env: RuleEnvironment) -> RuleValue:
        found = [part(env) for part in parts]
        return OPEN if OPEN in found else run(*found)

    return decide


def _parts(nodes: Ast, names: Names) -> tuple[Decide, ...]:
    return tuple(compile_tree(node, names) for node in nodes)


def _if(nodes: Ast, names: Names) -> Decide:
    test, yes, no = _parts(nodes, names)

    def decide(env: RuleEnvironment) -> RuleValue:
        side = verdict(test(env))
        if side is not None:
            return yes(env) if side else no(env)
        first, second = yes(env), no(env)
        return first if not isinstance(first, Open) and first == second else OPEN

    return decide


def _coalesce(nodes: Ast, names: Names) -> Decide:
    parts = _parts(nodes, names)

    def decide(env: RuleEnvironment) -> RuleValue:
        for part in parts:
            value = part(env)
            if isinstance(value, Open) or not blank(value):
                return value
        return None

    return decide


def _level(nodes: Ast, names: Names) -> Decide:
    return compile_tree(nodes[0], names)


def _choice_label(nodes: Ast, names: Names) -> Decide:
    return _applied(labels(nodes[0], names), _parts(nodes, names))


def _regex(nodes: Ast, names: Names) -> Decide:
    return _applied(pattern_test(nodes[1]), _parts(nodes[:1], names))


def _score(nodes: Ast, _names: Names) -> Decide:
    score_id: str = nodes[0][1]
    return lambda env: env.scores.get(score_id, OPEN)


_SPECIAL: Mapping[str, Callable[[Ast, Names], Decide]] = {
    "if": _if,
    "coalesce": _coalesce,
    "level": _level,
    "choice-label": _choice_label,
    "regex": _regex,
    "score": _score,
}
_MAKERS: Mapping[str, Callable[[Ast, Names], Decide]] = {
    "number": _known,
    "text": _known,
    "parameter": _known,
    "item": _item,
    "own": _item,
    "cell": _item,
    "column": _item,
    "minus": _minus,
    "and": _and,
    "or": _or,
    "compare": _compare,
    "math": _math,
    "call": _call,
}
