"""Writing: edits become changes at the end of this station's chain, in one transaction each.

An edit supersedes exactly the heads its widget displayed (STORE.md S4). If others arrived meanwhile, a
disagreement appears and nothing is swallowed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fosdesk.model.journal import Change, make_change, wall_text
from fosdesk.model.snapshot import Cell, CellKey, Edit
from fosdesk.store import statements as sql
from fosdesk.store.admission import Link, node_of
from fosdesk.store.projection import Head, cell_row, head_of, project
from fosdesk.store.running import Connection, run, run_many
from fosdesk.store.state import JOURNAL, State, Tip, journal_line, read_heads, read_links


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes, in which action, when, and as what kind of change."""

    author: str
    batch: str
    at: datetime
    kind: str = "set"


def make_changes(
    state: State, edits: Sequence[Edit], origin: Origin, *, side_by_side: bool = False
) -> list[Change]:
    """The changes that record the edits, chained to this station's last one.

    Several edits of one cell in one action follow each other, unless they are to stand side by side. Raises
    BadChange for a value that cannot stand in a change, and ValueError where an edit names a change that is
    not here or belongs to another cell.
    """
    links = _links_of(state, edits)
    wall_at, zone = wall_text(origin.at)
    tip, made, latest = state.tip, [], dict[CellKey, str]()
    for edit in edits:
        key = (edit.entity, edit.field)
        supersedes = _superseded(edit, links, latest.get(key))
        depths = [links[one].depth for one in supersedes]
        change = make_change(
            kind=origin.kind,
            assessment=state.assessment,
            station=tip.station,
            seq=tip.seq + 1,
            previous=tip.change_id,
            depth=1 + max([tip.depth, *depths]),
            wall_at=wall_at,
            zone=zone,
            author=origin.author,
            pack=edit.pack,
            entity=edit.entity,
            field=edit.field,
            value=edit.value,
            supersedes=supersedes,
            batch=origin.batch,
        )
        made.append(change)
        links[change.change_id] = node_of(change).link
        if not side_by_side:
            latest[key] = change.change_id
        tip = Tip(tip.station, change.seq, change.change_id, change.depth)
    return made


def _links_of(state: State, edits: Iterable[Edit]) -> dict[str, Link]:
    """The changes that edits name, from memory or from the file."""
    seen = {one for edit in edits for one in edit.seen}
    unknown = [one for one in seen if one not in state.links]
    if unknown:
        state.links.update(read_links(state.conn, unknown))
    return {one: state.links[one] for one in seen if one in state.links}


def _superseded(edit: Edit, links: Mapping[str, Link], earlier: str | None) -> list[str]:
    for one in edit.seen:
        if one not in links:
            raise ValueError(f"an edit names a change that is not here: {one}")
        if (links[one].entity, links[one].field) != (edit.entity, edit.field):
            raise ValueError(f"an edit of {edit.entity}.{edit.field} names a change of another cell: {one}")
    return sorted({*edit.seen, earlier} if earlier else set(edit.seen))


def cells_after(
    conn: Connection, before: Mapping[CellKey, Cell], changes: Sequence[Change]
) -> dict[CellKey, Cell]:
    """The cells that applied changes touch, as they are afterwards; reads heads that nobody superseded."""
    known = [change for change in changes if change.understood]
    superseded = {old for change in known for old in change.supersedes}
    heads: dict[CellKey, list[Head]] = {}
    for change in known:
        if change.change_id not in superseded:
            heads.setdefault((change.entity, change.field), []).append(head_of(change))
    kept: dict[str, CellKey] = {}
    for key in heads:
        cell = before.get(key)
        if cell is not None:
            kept.update((one, key) for one in cell.heads if one not in superseded)
    if kept:
        for head in read_heads(conn, kept).values():
            heads[kept[head.change_id]].append(head)
    return {key: project(found) for key, found in heads.items()}


def insert_changes(conn: Connection, changes: Sequence[Change], arrival: int, at: str, via: str = "") -> None:
    """Insert rows of the journal; the first gets the number `arrival`."""
    rows = [change_row(change, arrival + index, at, via) for index, change in enumerate(changes)]
    run_many(conn, sql.INSERT_CHANGE, rows)


def insert_supersedes(conn: Connection, changes: Iterable[Change]) -> None:
    """Note which changes applied changes supersede."""
    # Sorted, because a tree grows fastest in its own order.
    run_many(conn, sql.INSERT_SUPERSEDES, sorted((old, c.change_id) for c in changes for old in c.supersedes))


def change_row(change: Change, arrival: int, at: str, via: str) -> tuple[Any, ...]:
    """A change as a row of the table `change`, in the order of its columns."""
    c = change
    return (
        *(arrival, c.change_id, c.station, c.seq, c.previous, c.depth, c.wall_at, c.zone),
        *(c.author, c.kind, c.entity, c.field, via, at, c.body),
    )


def put_cells(conn: Connection, cells: Mapping[CellKey, Cell]) -> None:
    """Write cells of the projection."""
    run_many(conn, sql.PUT_CELL, [cell_row(key, cell) for key, cell in cells.items()])


def write_changes(state: State, changes: Sequence[Change], cells: Mapping[CellKey, Cell], at: str) -> None:
    """Write changes of this station and what they make of the projection, in the caller's transaction.

    `state.ids` already holds the changes.
    """
    conn = state.conn
    insert_changes(conn, changes, state.arrival + 1, at)
    insert_supersedes(conn, changes)
    put_cells(conn, cells)
    put_journal_line(state, conn)


def put_journal_line(state: State, conn: Connection) -> None:
    """Write count and root of the journal."""
    run(conn, sql.PUT_META, key=JOURNAL, value=journal_line(state.ids))


def register(state: State, author: str, app_version: str) -> set[str]:
    """Make the station and the person known to the store, once in a run; the names that are new."""
    new = {f"station {state.tip.station}", f"person {author}"} - state.registered
    if f"station {state.tip.station}" in new:
        run(state.conn, sql.PUT_STATION, id=state.tip.station, name="", app_version=app_version, is_mine=1)
    if f"person {author}" in new:
        run(state.conn, sql.INSERT_PERSON, id=author, name=author, role="", organisation="")
    return new
