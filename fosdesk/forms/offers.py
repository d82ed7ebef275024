"""Choices that depend on answers: rows of a register, and lists of which a filter leaves a part."""

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import Environment, in_row
from fosdesk.forms.fel.two_valued import Evaluate, Names, compile_tree
from fosdesk.forms.fel.values import FelValue, truth
from fosdesk.forms.grid import of_table
from fosdesk.forms.pack import Choice, Item
from fosdesk.forms.row_labels import row_label

Offer: TypeAlias = Callable[[Environment], tuple[Choice, ...]]


def offered(item: Item, bank: Bank) -> Offer:
    """What finds the choices of an item: values of rows are their ids, labels what the rows are called."""
    table = bank.registers.get(item.choices_from)
    names = Names(bank.known, item.id, of_table(item), "" if table is None else table.id)
    holds = None if item.choice_filter is None else compile_tree(item.choice_filter.tree, names)
    return _of_list(item, holds) if table is None else _of_rows(table, holds)


def _of_rows(table: Item, holds: Evaluate | None) -> Offer:
    def choices(env: Environment) -> tuple[Choice, ...]:
        rows = env.rows.get(table.id, ())
        return tuple(
            Choice(row.partition(":")[2], row_label(table, rows, env.values, row))
            for row in rows
            if holds is None or truth(holds(in_row(env, env.row, row)))
        )

    return choices


def _of_list(item: Item, holds: Evaluate | None) -> Offer:
    """The columns of a choice are seen as the cells of a row that is called as the choice."""
    cells: Mapping[str, FelValue] = {
        f"={choice.value}.{name}": words
        for choice in item.choices
        for name, words in {**(choice.columns or {}), "value": choice.value}.items()
    }

    def choices(env: Environment) -> tuple[Choice, ...]:
        seen = replace(in_row(env, env.row), values=ChainMap(dict(cells), dict(env.values)))
        other = item.choices[-1] if item.or_other else None
        return tuple(
            choice
            for choice in item.choices
            if choice is other or holds is None or truth(holds(replace(seen, at=f"={choice.value}")))
        )

    return choices
