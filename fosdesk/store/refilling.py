"""A new store filled with changes that were brought together elsewhere.

A change whose predecessors are lost for good waits for them, here and at every other station. So that its
words are seen all the same, they are recorded once more, as new changes: the set of changes still says all.
"""

import secrets
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from fosdesk.model.journal import Change, value_text, wall_text
from fosdesk.model.snapshot import Cell, CellKey, Edit
from fosdesk.store import statements as sql
from fosdesk.store.appending import Origin, cells_after, make_changes, write_changes
from fosdesk.store.checking import check
from fosdesk.store.database import close, reading, transaction
from fosdesk.store.merging import Plan, Source, Verified, plan_merge, report_of, write_merge
from fosdesk.store.opening import make_store, open_database
from fosdesk.store.projection import project_all
from fosdesk.store.running import run_many
from fosdesk.store.state import State, Tip
from fosdesk.store.undoing import restoring

Rows = Mapping[str, Iterable[Sequence[Any]]]
_INSERT = {
    "pack": sql.PUT_PACK,
    "blob": sql.PUT_BLOB,
    "draft": sql.PUT_DRAFT,
    "dossier_log": sql.INSERT_DOSSIER,
    "person": sql.INSERT_PERSON,
}


@dataclass(frozen=True, slots=True)
class Refilled:
    """How many changes went in, and how many values were recorded once more."""

    changes: int
    recorded_again: int


def refill(
    folder: Path, assessment: str, changes: Sequence[Change], leftovers: Rows, now: datetime
) -> Refilled:
    """Make a store in `folder` that holds these changes and rows. It belongs to no station.

    It is checked like any other before it counts.
    """
    make_store(folder, assessment)
    state = open_database(folder).state
    try:
        with reading(state.conn):
            plan = plan_merge(state, Verified({change.change_id: change for change in changes}, 0, ()))
        _write(state, plan, leftovers, wall_text(now)[0])
        again = _record_again(state, _shown_if_nothing_were_lost(plan, changes), now)
        report = check(state.conn).report
        if not report.sound or report.repaired:
            raise AssertionError(f"a rescued store does not check: {report}")
    finally:
        close(state.conn)
    return Refilled(len(plan.stored), again)


def _write(state: State, plan: Plan, leftovers: Rows, at: str) -> None:
    state.ids.add(change.change_id for change in plan.stored)
    with transaction(state.conn):
        write_merge(state, plan, Source("", "", at), report_of(state, plan, ""))
        for table, statement in _INSERT.items():
            for row in leftovers.get(table, ()):
                with suppress(sqlite3.Error):  # a row that no longer fits its table
                    run_many(state.conn, statement, [tuple(row)])
    state.arrival = len(plan.stored)
    state.snapshot = replace(state.snapshot, cells=state.snapshot.cells.replaced(plan.cells))


def _shown_if_nothing_were_lost(plan: Plan, changes: Iterable[Change]) -> dict[CellKey, Cell]:
    """The cells that changes would make which wait for lost ones; only those that wait can differ."""
    refused = {node.change_id for node, _ in plan.admission.refused}
    parked = {(node.entity, node.field) for node, _ in plan.admission.waiting}
    cells = project_all(change for change in changes if change.change_id not in refused)
    return {key: cells[key] for key in parked if key in cells}


def _record_again(state: State, wanted: Mapping[CellKey, Cell], now: datetime) -> int:
    """Record values that only waiting changes hold, under the names of their authors; how many there are."""
    edits: dict[str, list[Edit]] = {}
    for key, cell in wanted.items():
        if _texts(state.snapshot.cells.get(key)) != _texts(cell):
            values = [value for _, value in cell.values] or [cell.value]
            heads = state.snapshot.heads(*key)
            edits.setdefault(cell.author, []).extend(restoring(key, values, heads, ""))
    state.tip = Tip(secrets.token_hex(32))
    made: list[Change] = []
    for author, listed in sorted(edits.items()):
        with reading(state.conn):
            origin = Origin(author, "rescue", now)
            made.extend(make_changes(state, listed, origin, side_by_side=True))
        last = made[-1]
        state.tip = Tip(last.station, last.seq, last.change_id, last.depth)
    if made:
        with reading(state.conn):
            cells = cells_after(state.conn, state.snapshot.cells, made)
        state.ids.add(change.change_id for change in made)
        with transaction(state.conn):
            write_changes(state, made, cells, wall_text(now)[0])
    return len(made)


def _texts(cell: Cell | None) -> set[str]:
    if cell is None:
        return set()
    return {value_text(value) for _, value in cell.values} or {value_text(cell.value)}
