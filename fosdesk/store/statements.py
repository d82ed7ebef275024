"""Every statement of the store, written with SQLAlchemy Core against `tables` and compiled once.

Compiling and wrapping results is what costs in Core; so the text and the order of the parameters are kept,
and run on the driver's connection inside Core's transaction.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ClauseElement,
    Connection,
    FromClause,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import dialect, insert

from fosdesk.store.tables import (
    blob,
    cell,
    change,
    dossier_log,
    draft,
    fork,
    meta,
    pack,
    person,
    refused,
    station,
    supersedes,
    waiting,
)


def raw_of(conn: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    raw: Any = conn.connection.driver_connection
    return raw  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled statement: its text with `?`, the names of the parameters in their order, and constants."""

    sql: str
    names: tuple[str, ...]
    constants: Mapping[str, Any]

    def row(self, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """The parameters in the order of the text; KeyError for one that is missing."""
        known = {**self.constants, **parameters}
        return tuple([known[name] for name in self.names])


def compiled(statement: ClauseElement) -> Statement:
    """Compile a Core statement for SQLite."""
    result = statement.compile(dialect=dialect(paramstyle="qmark"))
    constants = {name: value for name, value in result.params.items() if value is not None}
    return Statement(str(result), tuple(result.positiontup or ()), constants)  # type: ignore[attr-defined]


def run(conn: Connection, statement: Statement, **parameters: Any) -> None:
    """Execute a statement once."""
    raw_of(conn).execute(statement.sql, statement.row(parameters))


def run_many(conn: Connection, statement: Statement, rows: Sequence[tuple[Any, ...]]) -> None:
    """Execute a statement for each row of parameters (in the order of its names), as one call."""
    if len(rows) == 1:
        raw_of(conn).execute(statement.sql, rows[0])
    elif rows:
        raw_of(conn).executemany(statement.sql, rows)


def fetch(conn: Connection, statement: Statement, **parameters: Any) -> Sequence[Any]:
    """Return all rows of a query."""
    return raw_of(conn).execute(statement.sql, statement.row(parameters)).fetchall()


def _listed(name: str) -> FromClause:
    """The texts of a JSON list given as one parameter: a list of any length with one statement."""
    return func.json_each(bindparam(name)).table_valued("value")


def _insert_all(table: Table) -> Statement:
    return compiled(insert(table).values({column.name: bindparam(column.name) for column in table.c}))


def _insert_new(table: Table) -> Statement:
    return compiled(insert(table).on_conflict_do_nothing())


def _upsert(table: Table, changed: Iterable[str]) -> Statement:
    new = insert(table)
    keys = list(table.primary_key)
    return compiled(
        new.on_conflict_do_update(index_elements=keys, set_={n: new.excluded[n] for n in changed})
    )


_ids = _listed("ids")

INSERT_CHANGE = _insert_all(change)
INSERT_SUPERSEDES = _insert_new(supersedes)
INSERT_WAITING = _insert_all(waiting)
INSERT_FORK = _insert_all(fork)
INSERT_REFUSED = _insert_new(refused)
INSERT_STATION = _insert_new(station)
INSERT_PERSON = _insert_new(person)
INSERT_DOSSIER = _insert_all(dossier_log)
PUT_CELL = _upsert(cell, ("value", "winner", "heads", "disagreement"))
PUT_META = _upsert(meta, ("value",))
PUT_DRAFT = _upsert(draft, ("text", "updated_at"))
PUT_BLOB = _upsert(blob, ("size", "media_type", "present"))
PUT_PACK = _upsert(pack, ("hash", "content"))
PUT_STATION = _upsert(station, ("is_mine",))

DELETE_DRAFT = compiled(
    delete(draft).where(draft.c.entity == bindparam("entity"), draft.c.field == bindparam("field"))
)
RETIRE_STATIONS = compiled(update(station).values(is_mine=0))
CLEAR = {table.name: compiled(delete(table)) for table in (supersedes, waiting, refused, fork, cell, pack)}

META = compiled(select(meta.c.key, meta.c.value))
STATION = compiled(select(station.c.is_mine).where(station.c.id == bindparam("id")))
MY_STATIONS = compiled(select(station.c.id).where(station.c.is_mine == 1))
CHANGES_OF_STATION = compiled(
    select(func.count()).select_from(change).where(change.c.station == bindparam("station"))
)
TIP = compiled(
    select(change.c.seq, change.c.change_id, change.c.depth)
    .where(
        change.c.station == bindparam("station"),
        change.c.change_id.not_in(select(waiting.c.change_id)),
        change.c.change_id.not_in(select(refused.c.change_id)),
    )
    .order_by(change.c.seq.desc(), change.c.change_id.desc())
    .limit(1)
)
COUNT = compiled(select(func.count()).select_from(change))
LAST_ARRIVAL = compiled(select(func.max(change.c.arrival)))
IDS = compiled(select(change.c.change_id))
LINKS = compiled(
    select(
        change.c.change_id, change.c.depth, change.c.station, change.c.seq, change.c.entity, change.c.field
    )
    .where(change.c.change_id.in_(select(_ids.c.value)))
    .where(change.c.change_id.not_in(select(waiting.c.change_id)))
    .where(change.c.change_id.not_in(select(refused.c.change_id)))
)
BODIES_OF = compiled(
    select(change.c.change_id, change.c.body).where(change.c.change_id.in_(select(_ids.c.value)))
)
BODIES_AFTER = compiled(
    select(change.c.body).where(change.c.arrival > bindparam("arrival")).order_by(change.c.arrival)
)
BODIES_IN_ORDER = compiled(
    select(change.c.body)
    .where(change.c.change_id.not_in(select(refused.c.change_id)))
    .order_by(change.c.depth, change.c.change_id)
)
CHANGE_ROWS = compiled(select(change).order_by(change.c.arrival))
WAITING_BODIES = compiled(select(change.c.body).where(change.c.change_id.in_(select(waiting.c.change_id))))
CELLS = compiled(
    select(
        cell.c.entity,
        cell.c.field,
        cell.c.value,
        cell.c.winner,
        cell.c.heads,
        cell.c.disagreement,
        change.c.wall_at,
        change.c.author,
    ).join_from(cell, change, change.c.change_id == cell.c.winner, isouter=True)
)
CELL_ROWS = compiled(select(cell))
DISAGREEING_HEADS = compiled(select(cell.c.heads).where(cell.c.disagreement != 0))
DRAFTS = compiled(select(draft.c.entity, draft.c.field, draft.c.text))
HISTORY = compiled(
    select(change.c.change_id, change.c.body)
    .where(change.c.entity == bindparam("entity"), change.c.field == bindparam("field"))
    .where(change.c.change_id.not_in(select(waiting.c.change_id)))
    .where(change.c.change_id.not_in(select(refused.c.change_id)))
    .order_by(change.c.depth, change.c.change_id)
)
SUPERSEDED = compiled(
    select(supersedes.c.old, supersedes.c.change_id)
    .where(supersedes.c.old.in_(select(_ids.c.value)))
    .order_by(supersedes.c.old, supersedes.c.change_id)
)
STATIONS_HEARD = compiled(select(change.c.station, func.count()).group_by(change.c.station))
FORKS = compiled(
    insert(fork)
    .from_select(
        ["station", "seq"],
        select(change.c.station, change.c.seq)
        .group_by(change.c.station, change.c.seq)
        .having(func.count() > 1),
    )
    .on_conflict_do_nothing()
)
DOSSIERS = compiled(select(dossier_log).order_by(dossier_log.c.entry))
BLOBS = compiled(select(blob).order_by(blob.c.sha256))
PACKS = compiled(select(pack).order_by(pack.c.id, pack.c.version))
ALL_ROWS = {t.name: compiled(select(t)) for t in (supersedes, waiting, refused, fork)}
