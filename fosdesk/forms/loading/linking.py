"""What can only be checked when all files of a pack are read: names, expressions, circles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fosdesk.forms.fel.check import Scope, check, never_true
from fosdesk.forms.fel.errors import FelError
from fosdesk.forms.graph import circle, needs
from fosdesk.forms.grid import columns_by_name, everything, holes, of_table
from fosdesk.forms.loading.requirements import check_dependencies
from fosdesk.forms.loading.source import Report, Written
from fosdesk.forms.pack import Item, ItemType, Pack, Rule
from fosdesk.forms.validation import limit_of

_CURRENCY = re.compile(r"[A-Z]{3}|\$\{p\.([a-z][a-z0-9_]{0,39})\}")
_OWN_ALLOWED = ("constraint", "warn", "required_when")
_CONDITIONS = ("relevant",)
_NUMERIC_LIMITS = (ItemType.INTEGER, ItemType.NUMBER, ItemType.PERCENT, ItemType.MONEY)


@dataclass(frozen=True, slots=True)
class Known:
    """What a pack may name: its own items and those of the packs it uses, and what the others hold."""

    items: Mapping[str, Item]
    columns: Mapping[str, Item]
    registers: Mapping[str, Item]
    parameters: frozenset[str]
    scores: frozenset[str]
    dimensions: frozenset[str]
    instruments: frozenset[str]


def known_to(pack: Pack, used: Sequence[Pack]) -> Known:
    """What `pack` may name."""
    packs = (*used, pack)
    return Known(
        items={item.id: item for one in packs for _, item in everything(one.sections) if not of_table(item)},
        columns={
            column.id: column
            for one in packs
            for section in one.sections
            for item in section.items
            for column in item.columns
        },
        registers={
            item.register: item for one in packs for _, item in everything(one.sections) if item.register
        },
        parameters=frozenset(parameter.id for one in packs for parameter in one.parameters),
        scores=frozenset(score.id for one in packs for score in one.scores),
        dimensions=_column(packs, "dimensions", "code"),
        instruments=_column(packs, "instruments", "id"),
    )


def _column(packs: Sequence[Pack], table_id: str, column: str) -> frozenset[str]:
    tables = (table for one in packs for table in one.tables if table.id == table_id)
    return frozenset(str(row[column]) for table in tables for row in table.rows if row.get(column))


def headings(used: Sequence[Pack]) -> dict[str, str]:
    """The heading of each Standard, by its stable code."""
    tables = (table for pack in used for table in pack.tables if table.id == "standards")
    return {str(row.get("code")): str(row.get("heading")) for table in tables for row in table.rows}


def link(pack: Pack, known: Known, others: Sequence[Pack], report: Report) -> None:
    """Note every name that is not there and every expression that makes no sense."""
    for written in report.expressions:
        _check_expression(written, known)
    for source, node, instrument in report.references:
        if instrument and instrument not in known.instruments:
            source.unknown(node, "pack.unknown_instrument", instrument, known.instruments)
    for section in pack.sections:
        for item in section.items:
            for one in (item, *item.columns):
                _check_item(one, known, report)
            _check_row_label(item, report)
    _check_ids(pack, others, report)
    _check_actions(pack.rules, report)
    check_dependencies({item.id: item for section in pack.sections for item in section.items}, report)
    found = circle(needs(pack.sections))
    if found:
        report.at(_place_of(found[0], report), "pack.circle", ids=" → ".join(found))


def _place_of(task_id: str, report: Report) -> tuple[str, ...]:
    return ("item", task_id) if ("item", task_id) in report.places else ("section", task_id)


def _check_expression(written: Written, known: Known) -> None:
    column = known.columns.get(written.owner)
    around = known.items[of_table(column)] if column is not None else None
    items = known.items if around is None else {**known.items, **columns_by_name(around)}
    bare = _choice_columns(column or known.items.get(written.owner), known)
    own = (column or known.items.get(written.owner)) if written.use in _OWN_ALLOWED else None
    scores = known.scores if written.use in ("rule", "cost") else None
    errors = check(written.expression, Scope(items, known.parameters, own, scores, bare, around is not None))
    for error in errors:
        written.source.fel_error(written.node, error)
    if not errors and written.use in _CONDITIONS and never_true(written.expression):
        written.source.fel_error(written.node, FelError("fel.never", 0))


def _choice_columns(item: Item | None, known: Known) -> Mapping[str, Item | None] | None:
    """What bare names mean in the filter of the choices of an item."""
    if item is None or item.choice_filter is None:
        return None
    if item.choices_from:
        return {**columns_by_name(known.registers.get(item.choices_from, item))}
    return dict.fromkeys(["value", *(name for choice in item.choices for name in choice.columns or ())])


def _check_row_label(item: Item, report: Report) -> None:
    columns = columns_by_name(item)
    for hole in holes(item.row_label):
        if hole not in columns:
            source, node = report.places["item", item.id, "row_label"]
            source.unknown(node, "fel.unknown_column", hole, columns)


def _check_item(item: Item, known: Known, report: Report) -> None:
    if item.dimension and item.dimension not in known.dimensions:
        source, node = report.places["item", item.id, "dimension"]
        source.unknown(node, "pack.unknown_dimension", item.dimension, known.dimensions)
    if item.choices_from and item.choices_from not in known.registers:
        source, node = report.places["item", item.id, "choices_from"]
        source.unknown(node, "pack.unknown_register", item.choices_from, known.registers)
    for key, code in _item_mistakes(item, known):
        report.at(("item", item.id, key), code, name=getattr(item, key))


def _item_mistakes(item: Item, known: Known) -> Iterator[tuple[str, str]]:
    """Keys of an item whose values do not go together, with the code of the mistake."""
    currency = _CURRENCY.fullmatch(item.currency)
    if item.currency and currency is None:
        yield "currency", "pack.bad_currency"
    elif currency is not None and currency.group(1) and currency.group(1) not in known.parameters:
        yield "currency", "fel.unknown_parameter"
    for key in ("min", "max"):
        limit = getattr(item, key)
        wrong_type = isinstance(limit, str) == (item.type in _NUMERIC_LIMITS)
        if limit is not None and (wrong_type or limit_of(item, limit) is None):
            yield key, "pack.bad_limit"
    if type(item.min) is type(item.max) and item.min is not None and item.min > item.max:  # type: ignore[operator]
        yield "max", "pack.limits_crossed"
    for key, other in (("constraint_message", item.constraint), ("warn_message", item.warn)):
        if getattr(item, key) and other is None:
            yield key, "pack.message_alone"


def _check_ids(pack: Pack, others: Sequence[Pack], report: Report) -> None:
    """Ids are unique across all packs, not only within one."""
    for kind, name, owner in _ids_of(others):
        if (kind, name) in report.places and owner != pack.id:
            report.at((kind, name), "pack.id_elsewhere", name=name, pack=owner)


def _ids_of(packs: Sequence[Pack]) -> Iterator[tuple[str, str, str]]:
    for pack in packs:
        for section in pack.sections:
            yield "section", section.id, pack.id
            yield from (("item", item.id, pack.id) for item in section.items)
        yield from (("score", score.id, pack.id) for score in pack.scores)
        yield from (("rule", rule.id, pack.id) for rule in pack.rules)
        yield from (("kpi", kpi.id, pack.id) for kpi in pack.kpis)
        yield from (("table", table.id, pack.id) for table in pack.tables)


def _check_actions(rules: Sequence[Rule], report: Report) -> None:
    """Actions may depend on actions of the same pack only."""
    actions = {rule.action.id for rule in rules if rule.action is not None}
    for rule in rules:
        for wanted in rule.action.depends_on if rule.action is not None else ():
            if rule.action is not None and wanted not in actions:
                source, node = report.places["action", rule.action.id]
                source.unknown(node, "pack.unknown_action", wanted, actions)
