"""What an author should look at in a pack that loads: questions never asked, asked twice, or of no weight.

Remarks, not mistakes: none of them keeps a pack from being used.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations, product
from math import prod

from fosdesk.base.errors import UserError
from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import InRow
from fosdesk.forms.fel.parser import walk
from fosdesk.forms.fel.two_valued import Names, compile_tree
from fosdesk.forms.fel.values import FelValue, truth
from fosdesk.forms.grid import everything, of_table
from fosdesk.forms.pack import Expression, Item, ItemType, Pack
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Value

TRIES = 20_000
"""Combinations of answers tried before a condition is believed to be met by some other one."""

LONGEST = {"label": 240, "short": 40, "choice": 80}
"""Characters that fit: three lines of a card, a column of a table, a button."""

ALIKE, FEWEST_WORDS = 0.85, 4
"""Two questions are taken for one where this share of their meaningful words, at least so many, is common to
them, and stands in the same order: who sends back to whom is not the same."""

LIGHT = Decimal("0.1")
"""A weight under this part of the mean weight of its score changes nothing that anybody sees."""

_WORD = re.compile(r"[^\W_]{2,}")
_EMPTY = (
    "an and are as at be by for has have how is it its many much of on or that the their there this to what"
)
_EMPTY_WORDS = frozenset(_EMPTY.split())


def review(bank: Bank, pack: Pack) -> tuple[UserError, ...]:
    """All remarks on `pack`, which `bank` holds with the packs it uses."""
    items = [item for _, item in everything(pack.sections)]
    return (
        *_unreachable(bank, pack, items),
        *_alike(items),
        *_light(pack),
        *_long(items),
        *_without_reference(items),
    )


# --- questions nobody is asked


def _unreachable(bank: Bank, pack: Pack, items: Sequence[Item]) -> Iterator[UserError]:
    sections = ((section.id, section.relevant) for section in pack.sections)
    for key, condition in (*sections, *((item.id, item.relevant) for item in items)):
        if condition is not None and not _can_be_met(bank, condition):
            yield UserError("pack.remark.unreachable", item=key, condition=condition.source)


def _can_be_met(bank: Bank, condition: Expression) -> bool:
    """Whether any answers meet the condition; conditions on rows, or with too many cases, are believed."""
    nodes = walk(condition.tree)
    if any(node[0] in ("rows", "column", "cell", "own") for node in nodes):
        return True
    written = tuple(_literal(node) for node in nodes if node[0] in ("number", "text"))
    asked = {key: _cases(bank.known[key], written) for key in condition.reads if key in bank.known}
    parameters = {node[1]: (*written, "") for node in nodes if node[0] == "parameter"}
    if prod(map(len, (*asked.values(), *parameters.values()))) > TRIES:
        return True
    holds = compile_tree(condition.tree, Names(bank.known))
    return any(truth(holds(env)) for env in _environments(asked, parameters))


def _literal(node: tuple[object, ...]) -> FelValue:
    return Decimal(str(node[1])) if node[0] == "number" else str(node[1])


def _cases(item: Item, written: tuple[FelValue, ...]) -> tuple[Answer | FelValue, ...]:
    """Answers to try: one of each kind, on both sides of every figure that the condition names."""
    other: tuple[Answer | FelValue, ...] = (None, NotApplicable("-"), Unknown("-"))
    match item.type:
        case ItemType.LEVEL:
            return (*other, *(level.value for level in item.levels))
        case ItemType.CHOICE if not item.choices_from:
            return (*other, *(choice.value for choice in item.choices))
        case ItemType.CHOICES if not item.choices_from:
            single = [(choice.value,) for choice in item.choices]
            return (*other, *single, tuple(choice.value for choice in item.choices))
        case _:
            figures = [value for value in written if isinstance(value, Decimal)]
            around = [figure + step for figure in figures for step in (-1, 0, 1)]
            return (*other, *around, *(text for text in written if isinstance(text, str)), Decimal(0), "a")


def _environments(
    asked: Mapping[str, tuple[Answer | FelValue, ...]], parameters: Mapping[str, tuple[FelValue, ...]]
) -> Iterator[InRow]:
    for answers in product(*asked.values()):
        given = {key: answer for key, answer in zip(asked, answers, strict=True) if answer is not None}
        values = {key: one for key, one in given.items() if not isinstance(one, NotApplicable | Unknown)}
        shown = {key: _answer(one) for key, one in given.items()}
        for facts in product(*parameters.values()):
            yield InRow(values, shown, dict(zip(parameters, facts, strict=True)), None, {}, "")  # type: ignore[arg-type]


def _answer(given: Answer | FelValue) -> Answer:
    return given if isinstance(given, NotApplicable | Unknown) else Value(str(given))


# --- questions asked twice


@dataclass(frozen=True, slots=True)
class _Asked:
    item: Item
    words: tuple[str, ...]


def _alike(items: Sequence[Item]) -> Iterator[UserError]:
    asked = [
        _Asked(item, _meaning(item.label)) for item in items if item.type.answerable and not of_table(item)
    ]
    known = [one for one in asked if len(one.words) >= FEWEST_WORDS]
    for one, other in combinations(known, 2):
        if _same(one.words, other.words) and not _cells_of_one(one.item, other.item):
            yield UserError("pack.remark.alike", item=one.item.id, other=other.item.id)


def _meaning(label: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(label.casefold()) if word not in _EMPTY_WORDS)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    common, total = len({*one} & {*other}), len({*one} | {*other})
    return common >= ALIKE * total and SequenceMatcher(None, one, other).ratio() >= ALIKE


def _cells_of_one(one: Item, other: Item) -> bool:
    """Cells of one matrix ask the same of different rows."""
    return "." in one.id and one.id.partition(".")[0] == other.id.partition(".")[0]


# --- what does not count, does not fit, or says nothing of where it comes from


def _light(pack: Pack) -> Iterator[UserError]:
    for score in pack.scores:
        weights = [weight for _, weight in score.items if weight]
        for key, weight in score.items:
            if weight < LIGHT * sum(weights) / max(len(weights), 1):
                yield UserError("pack.remark.light", item=key, score=score.id, weight=weight)


def _long(items: Sequence[Item]) -> Iterator[UserError]:
    for item in items:
        texts = [("label", item.label), ("short", item.short), *(("choice", c.label) for c in item.choices)]
        for kind, text in texts:
            if len(text) > LONGEST[kind]:
                yield UserError(
                    "pack.remark.long", item=item.id, length=len(text), most=LONGEST[kind], text=text
                )


def _without_reference(items: Sequence[Item]) -> Iterator[UserError]:
    """A legal requirement (tag `requirement`) is worth what the text it comes from is worth."""
    for item in items:
        if "requirement" in item.tags and not item.refs:
            yield UserError("pack.remark.requirement", item=item.id)
