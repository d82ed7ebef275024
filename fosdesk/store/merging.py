"""Merging: the union of changes. Everything is verified first, then one transaction takes what is new.

Nothing is decided here: a cell that two people answered differently shows both. A merge that is refused as a
whole leaves the store as it was.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fosdesk.model.journal import BadChange, Change, SetHash, change_id, read_change
from fosdesk.model.snapshot import Cell, CellKey, Cells
from fosdesk.store import statements as sql
from fosdesk.store.admission import Admission, admit, node_of
from fosdesk.store.appending import (
    cells_after,
    insert_changes,
    insert_supersedes,
    put_cells,
    put_journal_line,
)
from fosdesk.store.records import MergeReport
from fosdesk.store.running import fetch, run, run_many
from fosdesk.store.state import State, read_links


@dataclass(frozen=True, slots=True)
class Verified:
    """Bodies that were looked at: what may be new, how many were known, what is no change at all."""

    fresh: Mapping[str, Change]
    known: int
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge will do to the store."""

    verified: Verified
    stored: tuple[Change, ...]
    applied: tuple[Change, ...]
    admission: Admission
    turned_down: tuple[tuple[str, str], ...]
    cells: Mapping[CellKey, Cell]
    had_waiting: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where merged changes come from; empty texts for the store's own mirror."""

    dossier_id: str
    sha256: str
    at: str


def verify(bodies: Iterable[bytes], held: SetHash, assessment: str) -> Verified:
    """Look at every body: its encoding, its form, its assessment. Touches no store."""
    fresh: dict[str, Change] = {}
    refused: list[tuple[str, str]] = []
    known = 0
    for body in bodies:
        name = change_id(body)
        if name in held or name in fresh:
            known += 1
            continue
        try:
            change = read_change(body)
        except BadChange as error:
            refused.append((name, error.why))
            continue
        if change.assessment == assessment:
            fresh[name] = change
        else:
            refused.append((name, "another assessment"))
    return Verified(fresh, known, tuple(refused))


def plan_merge(state: State, verified: Verified) -> Plan:
    """Decide what to store, apply, park and refuse; reads the store and writes nothing.

    `turned_down` are changes that waited in the store and turn out wrong: they stay and do not count.
    """
    fresh = {name: change for name, change in verified.fresh.items() if name not in state.ids}
    waiting = [read_change(bytes(body)) for (body,) in fetch(state.conn, sql.WAITING_BODIES)]
    pool = fresh | {change.change_id: change for change in waiting}
    needs = {need for change in pool.values() for need in change.needs if need not in pool}
    known = read_links(state.conn, [need for need in needs if need in state.ids])
    admission = admit(map(node_of, pool.values()), known)
    applied = tuple(pool[node.change_id] for node in admission.applied)
    parked = tuple(pool[node.change_id] for node, _ in admission.waiting)
    return Plan(
        Verified(fresh, verified.known + len(verified.fresh) - len(fresh), verified.refused),
        tuple(change for change in (*applied, *parked) if change.change_id in fresh),
        applied,
        admission,
        tuple((node.change_id, why) for node, why in admission.refused if node.change_id not in fresh),
        cells_after(state.conn, state.snapshot.cells, applied),
        bool(waiting),
    )


def write_merge(state: State, plan: Plan, source: Source, report: MergeReport) -> None:
    """Write a plan inside the caller's transaction. `state.ids` already holds what is stored."""
    conn = state.conn
    stations = {change.station for change in plan.stored} - {state.tip.station}
    run_many(conn, sql.INSERT_STATION, [(one, "", "", 0) for one in sorted(stations)])
    insert_changes(conn, plan.stored, state.arrival + 1, source.at, source.dossier_id)
    insert_supersedes(conn, plan.applied)
    if plan.had_waiting:
        run(conn, sql.CLEAR["waiting"])
    run_many(conn, sql.INSERT_WAITING, waiting_rows(plan.admission))
    run_many(conn, sql.INSERT_REFUSED, plan.turned_down)
    if plan.stored:
        run(conn, sql.FORKS)
        put_cells(conn, plan.cells)
        put_journal_line(state, conn)
    if report.new_station:
        run(conn, sql.RETIRE_STATIONS)
    if source.dossier_id:
        run(conn, sql.INSERT_DOSSIER, **log_row(source, report, "in", touched(state.snapshot.cells, plan)))


def waiting_rows(admission: Admission) -> list[tuple[str, str]]:
    """The rows of the table `waiting`: each change with each id it lacks."""
    return sorted((change.change_id, need) for change, missing in admission.waiting for need in missing)


def report_of(state: State, plan: Plan, dossier_id: str) -> MergeReport:
    """The report of a plan that is about to be written."""
    before = state.snapshot.cells
    torn = sorted(key for key, cell in plan.cells.items() if cell.disagreement and not _torn(before.get(key)))
    return MergeReport(
        dossier_id=dossier_id,
        new=len(plan.stored),
        known=plan.verified.known,
        waiting=len(plan.admission.waiting),
        refused=plan.verified.refused + tuple((c.change_id, why) for c, why in plan.admission.refused),
        touched=frozenset(plan.cells),
        disagreements_new=tuple(torn),
        new_station=any(change.station == state.tip.station for change in plan.stored),
    )


def _torn(cell: Cell | None) -> bool:
    return cell is not None and cell.disagreement


def touched(before: Cells, plan: Plan) -> list[list[Any]]:
    """[entity, field, heads before, heads after] of every cell a merge touches: what its undo needs."""
    rows = []
    for key, cell in plan.cells.items():
        old = before.get(key)
        rows.append([*key, list(old.heads) if old else [], list(cell.heads)])
    return rows


def log_row(
    source: Source, report: MergeReport, direction: str, cells: Sequence[Sequence[Any]]
) -> dict[str, Any]:
    """A row of the log of dossiers."""
    details = {
        "refused": report.refused,
        "disagreements_new": report.disagreements_new,
        "new_station": report.new_station,
        "cells": cells,
    }
    return {
        "entry": None,
        "dossier_id": source.dossier_id,
        "sha256": source.sha256,
        "direction": direction,
        "at": source.at,
        "new": report.new,
        "known": report.known,
        "waiting": report.waiting,
        "refused": len(report.refused),
        "report": json.dumps(details, ensure_ascii=False, separators=(",", ":")),
    }
