"""Every statement of the store, written with SQLAlchemy Core against `tables`.

`statements` holds what they compile to, so that the running program needs no SQLAlchemy: a third of the time
until the last assessment is on the screen, and a fifth of the memory, would go into compiling the same few
statements again (docs/decisions/0010). After an edit here: `python -m fosdesk.store.compiling`; a test
compares.
"""

from collections.abc import Iterable

from sqlalchemy import ClauseElement, FromClause, Table, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

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


def _listed(name: str) -> FromClause:
    """The texts of a JSON list given as one parameter: a list of any length with one statement."""
    return func.json_each(bindparam(name)).table_valued("value")


def _insert_all(table: Table) -> ClauseElement:
    return insert(table).values({column.name: bindparam(column.name) for column in table.c})


def _insert_new(table: Table) -> ClauseElement:
    return insert(table).on_conflict_do_nothing()


def _upsert(table: Table, changed: Iterable[str]) -> ClauseElement:
    new = insert(table)
    keys = list(table.primary_key)
    return new.on_conflict_do_update(index_elements=keys, set_={n: new.excluded[n] for n in changed})


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

DELETE_DRAFT = delete(draft).where(draft.c.entity == bindparam("entity"), draft.c.field == bindparam("field"))
RETIRE_STATIONS = update(station).values(is_mine=0)
CLEAR = {table.name: delete(table) for table in (supersedes, waiting, refused, fork, cell, pack)}

META = select(meta.c.key, meta.c.value)
STATION = select(station.c.is_mine).where(station.c.id == bindparam("id"))
MY_STATIONS = select(station.c.id).where(station.c.is_mine == 1)
CHANGES_OF_STATION = select(func.count()).select_from(change).where(change.c.station == bindparam("station"))
TIP = (
    select(change.c.seq, change.c.change_id, change.c.depth)
    .where(
        change.c.station == bindparam("station"),
        change.c.change_id.not_in(select(waiting.c.change_id)),
        change.c.change_id.not_in(select(refused.c.change_id)),
    )
    .order_by(change.c.seq.desc(), change.c.change_id.desc())
    .limit(1)
)
COUNT = select(func.count()).select_from(change)
LAST_ARRIVAL = select(func.max(change.c.arrival))
IDS = select(change.c.change_id)
LINKS = (
    select(
        change.c.change_id, change.c.depth, change.c.station, change.c.seq, change.c.entity, change.c.field
    )
    .where(change.c.change_id.in_(select(_ids.c.value)))
    .where(change.c.change_id.not_in(select(waiting.c.change_id)))
    .where(change.c.change_id.not_in(select(refused.c.change_id)))
)
BODIES_OF = select(change.c.change_id, change.c.body).where(change.c.change_id.in_(select(_ids.c.value)))
BODIES_AFTER = select(change.c.body).where(change.c.arrival > bindparam("arrival")).order_by(change.c.arrival)
BODIES_IN_ORDER = (
    select(change.c.body)
    .where(change.c.change_id.not_in(select(refused.c.change_id)))
    .order_by(change.c.depth, change.c.change_id)
)
CHANGE_ROWS = select(change).order_by(change.c.arrival)
WAITING_BODIES = select(change.c.body).where(change.c.change_id.in_(select(waiting.c.change_id)))
CELLS = select(
    cell.c.entity,
    cell.c.field,
    cell.c.value,
    cell.c.winner,
    cell.c.heads,
    cell.c.disagreement,
    change.c.wall_at,
    change.c.author,
).join_from(cell, change, change.c.change_id == cell.c.winner, isouter=True)
CELL_ROWS = select(cell)
DISAGREEING_HEADS = select(cell.c.heads).where(cell.c.disagreement != 0)
DRAFTS = select(draft.c.entity, draft.c.field, draft.c.text)
HISTORY = (
    select(change.c.body, change.c.via_dossier, change.c.received_at)
    .where(change.c.entity == bindparam("entity"), change.c.field == bindparam("field"))
    .where(change.c.change_id.not_in(select(waiting.c.change_id)))
    .where(change.c.change_id.not_in(select(refused.c.change_id)))
    .order_by(change.c.depth, change.c.change_id)
)
MY_STATIONS = select(station.c.id).where(station.c.is_mine == 1)
SUPERSEDED = (
    select(supersedes.c.old, supersedes.c.change_id)
    .where(supersedes.c.old.in_(select(_ids.c.value)))
    .order_by(supersedes.c.old, supersedes.c.change_id)
)
STATIONS_HEARD = select(change.c.station, func.count()).group_by(change.c.station)
FORKS = (
    insert(fork)
    .from_select(
        ["station", "seq"],
        select(change.c.station, change.c.seq)
        .group_by(change.c.station, change.c.seq)
        .having(func.count() > 1),
    )
    .on_conflict_do_nothing()
)
DOSSIERS = select(dossier_log).order_by(dossier_log.c.entry)
BLOBS = select(blob).order_by(blob.c.sha256)
PACKS = select(pack).order_by(pack.c.id, pack.c.version)
ALL_ROWS = {t.name: select(t) for t in (supersedes, waiting, refused, fork)}
