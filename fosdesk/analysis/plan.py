"""Scores made ready to compute: whole numbers instead of decimals, places instead of ids.

Every scorable item has a code: its points over a common denominator, or one of the negative codes below.
So adding up is exact, fast, and the same for levels and for choices with scores.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import lcm
from typing import Final

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.two_valued import Evaluate, Names, compile_tree
from fosdesk.forms.fel.values import FelValue
from fosdesk.forms.pack import Item, ItemType, ScoreSpec

UNANSWERED: Final = -1
UNKNOWN: Final = -2
UNMEASURED: Final = -3
NOT_APPLICABLE: Final = -4
HIDDEN: Final = -5
STATES: Final[Mapping[int, str]] = {
    UNANSWERED: "unanswered",
    UNKNOWN: "unknown",
    UNMEASURED: "unmeasured",
    NOT_APPLICABLE: "not_applicable",
    HIDDEN: "hidden",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One score: for each item its place among all scorable ones and its weight over `scale`.

    `stand_in` is the code that N/A counts as: NOT_APPLICABLE, unless the score says zero or full.
    """

    spec: ScoreSpec
    items: tuple[Item, ...]
    weighted: tuple[tuple[int, int], ...]
    scale: int
    denominator: int
    stand_in: int
    caps: tuple[Evaluate, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """All scores of a bank: for each item the points of every value it can have."""

    items: tuple[tuple[Item, Mapping[FelValue, int]], ...]
    denominator: int
    by_id: Mapping[str, Plan]
    users: Mapping[str, frozenset[str]]
    """Ids of the scores that look at an item, as an input or in the condition of a cap."""


def plans_of(bank: Bank, specs: Sequence[ScoreSpec]) -> Plans:
    """The plans of some scores of a bank."""
    used = dict.fromkeys(item_id for spec in specs for item_id, _ in spec.items)
    items = tuple(bank.items[item_id] for item_id in used)
    denominator = lcm(1, *(_denominator(item) for item in items))
    place_of = {item.id: place for place, item in enumerate(items)}
    by_id = {spec.id: plan_of(spec, bank, place_of, denominator) for spec in specs}
    users: dict[str, set[str]] = {}
    for spec in specs:
        read = (item_id for cap in spec.caps for item_id in cap.when.reads)
        for item_id in (*(item_id for item_id, _ in spec.items), *read):
            users.setdefault(item_id, set()).add(spec.id)
    return Plans(
        items=tuple((item, _points(item, denominator)) for item in items),
        denominator=denominator,
        by_id=by_id,
        users={item_id: frozenset(ids) for item_id, ids in users.items()},
    )


def plan_of(spec: ScoreSpec, bank: Bank, place_of: Mapping[str, int], denominator: int) -> Plan:
    """The plan of one score."""
    fractions = [weight.as_integer_ratio() for _, weight in spec.items]
    scale = lcm(1, *(below for _, below in fractions))
    equal = spec.method == "mean"
    places = (place_of[item_id] for item_id, _ in spec.items)
    weights = (scale if equal else above * scale // below for above, below in fractions)
    return Plan(
        spec=spec,
        items=tuple(bank.items[item_id] for item_id, _ in spec.items),
        weighted=tuple(zip(places, weights, strict=True)),
        scale=scale,
        denominator=denominator,
        stand_in={"zero": 0, "full": denominator}.get(spec.na, NOT_APPLICABLE),
        caps=tuple(compile_tree(cap.when.tree, Names(bank.items)) for cap in spec.caps),
    )


def _denominator(item: Item) -> int:
    """What the points of an item have to be divided by: its highest level, or what its choices need."""
    if item.type is ItemType.LEVEL:
        return max(1, len(item.levels) - 1)
    return lcm(1, *((choice.score or Decimal(0)).as_integer_ratio()[1] for choice in item.choices))


def _points(item: Item, denominator: int) -> dict[FelValue, int]:
    if item.type is ItemType.LEVEL:
        best = max(1, len(item.levels) - 1)
        return {level.value: level.value * denominator // best for level in item.levels}
    scored = ((choice.value, choice.score) for choice in item.choices)
    return {value: int(score * denominator) for value, score in scored if score is not None}
