"""Rows as the store keeps them, read as forms compute with them.

A row of a register is an entity `<register>:<row id>`; its fields are its columns, `alive`, `position` and
`removed`. They are merged cell by cell like every answer. Nothing is deleted: who removes a row records
`alive` false, and in `removed` the changes that were seen in its cells. Where one of its cells holds anything
else, somebody edited what another removed: the row stays in sight until a person decides (STORE.md).
"""

from collections.abc import Iterable, Iterator, Mapping

from fosdesk.forms.bank import Bank
from fosdesk.forms.grid import RESERVED, RowFacts, cell, column_of
from fosdesk.forms.pack import Item
from fosdesk.model.answers import Answer, Json, from_cell
from fosdesk.model.snapshot import Cell, ChangeSet, Snapshot

ALIVE, POSITION, REMOVED = "alive", "position", "removed"


def table_of(bank: Bank, entity: str) -> Item | None:
    """The table whose register a row belongs to; None for what is no row of a known register."""
    register, colon, row_id = entity.partition(":")
    return bank.registers.get(register) if colon and row_id else None


def column_names(table: Item) -> tuple[str, ...]:
    """The columns of a table that people fill in."""
    return tuple(column_of(column) for column in table.columns if column.type.answerable)


def row_facts(snapshot: Snapshot, entity: str) -> RowFacts | None:
    """Place and life of a row; None where it was never added, or its adding was undone."""
    fields = snapshot.fields(entity)
    alive = _recorded(fields.get(ALIVE))
    if not isinstance(alive, bool):
        return None
    position = _recorded(fields.get(POSITION))
    return RowFacts(str(position or "0"), alive or _contested(fields))


def is_contested(snapshot: Snapshot, entity: str) -> bool:
    """Whether somebody removed a row while another edited it: it is shown until a person decides."""
    fields = snapshot.fields(entity)
    alive = fields.get(ALIVE)
    return alive is not None and (alive.disagreement or (_recorded(alive) is False and _contested(fields)))


def heads_of_row(snapshot: Snapshot, entity: str) -> list[str]:
    """The changes that stand in the cells of a row, sorted: what somebody who removes it has seen."""
    fields = snapshot.fields(entity)
    return sorted(head for name, found in fields.items() if name not in RESERVED for head in found.heads)


def _contested(fields: Mapping[str, Cell]) -> bool:
    lives = fields[ALIVE]
    if lives.disagreement:
        return True
    seen = _all_seen(fields.get(REMOVED))
    return any(not seen.issuperset(found.heads) for name, found in fields.items() if name not in RESERVED)


def _all_seen(removed: Cell | None) -> set[Json]:
    """What those who removed the row had seen, all together."""
    if removed is None:
        return set()
    values = [value for _, value in removed.values] or [removed.value]
    listed = (value.get("v") for value in values)
    return {head for one in listed if isinstance(one, list) for head in one if isinstance(head, str)}


def _recorded(found: Cell | None) -> Json:
    return None if found is None else found.value.get("v")


def row_answers(snapshot: Snapshot, table: Item, entity: str) -> dict[str, Answer | None]:
    """The cells of a row by the names forms know them under; None for blank ones."""
    return {cell(entity, name): from_cell(snapshot.value(entity, name)) for name in column_names(table)}


def all_rows(snapshot: Snapshot, bank: Bank) -> tuple[dict[str, Answer], dict[str, RowFacts]]:
    """Every cell that is filled, and every row with its facts."""
    answers, facts = read_rows(snapshot, bank, snapshot.cells.entities())
    return (
        {key: answer for key, answer in answers.items() if answer is not None},
        {entity: found for entity, found in facts.items() if found is not None},
    )


def changed_rows(
    snapshot: Snapshot, bank: Bank, changes: ChangeSet
) -> tuple[dict[str, Answer | None], dict[str, RowFacts | None]]:
    """Cells and facts of the rows that a commit touched; None for what is blank now."""
    return read_rows(snapshot, bank, {entity for entity, _ in changes.cells})


def read_rows(
    snapshot: Snapshot, bank: Bank, entities: Iterable[str]
) -> tuple[dict[str, Answer | None], dict[str, RowFacts | None]]:
    """Cells and facts of those entities that are rows of a register."""
    answers: dict[str, Answer | None] = {}
    facts: dict[str, RowFacts | None] = {}
    for entity, table in _rows_among(bank, entities):
        answers.update(row_answers(snapshot, table, entity))
        facts[entity] = row_facts(snapshot, entity)
    return answers, facts


def _rows_among(bank: Bank, entities: Iterable[str]) -> Iterator[tuple[str, Item]]:
    for entity in entities:
        table = table_of(bank, entity)
        if table is not None:
            yield entity, table


def disputed_keys(snapshot: Snapshot, bank: Bank) -> frozenset[str]:
    """Items and cells with several values that nobody has decided between, as forms name them."""
    return frozenset(
        entity if table_of(bank, entity) is None else cell(entity, field)
        for entity, field in snapshot.disagreements()
        if field != REMOVED
    )
