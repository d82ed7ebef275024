"""Questions to the journal: history, facts, the whole of it, packs, evidence and dossiers."""

import json
from collections.abc import Sequence
from contextlib import suppress

from fosdesk.model.journal import BadChange, Change, code_of_root, date_uncertain, read_change
from fosdesk.store import statements as sql
from fosdesk.store.records import Blob, Contents, DossierRecord, Facts, HistoryEntry, PackRecord
from fosdesk.store.running import Connection, fetch
from fosdesk.store.state import State, read_tip


def history(
    conn: Connection, entity: str, field: str, newest: Sequence[str] = ()
) -> tuple[HistoryEntry, ...]:
    """Everything that counts for one cell, oldest first; `newest` are the latest dates of the journal."""
    changes: list[Change] = []
    came: dict[str, tuple[str, str]] = {}
    for body, via, received in fetch(conn, sql.HISTORY, entity=entity, field=field):
        with suppress(BadChange):
            changes.append(read_change(bytes(body)))
            came[changes[-1].change_id] = via, received
    mine = {row[0] for row in fetch(conn, sql.MY_STATIONS)}
    over: dict[str, list[str]] = {}
    for old, new in fetch(conn, sql.SUPERSEDED, ids=json.dumps([change.change_id for change in changes])):
        over.setdefault(old, []).append(new)
    return tuple(
        _entry(
            change,
            over.get(change.change_id, []),
            newest,
            came[change.change_id],
            mine=change.station in mine,
        )
        for change in changes
    )


def _entry(
    change: Change, over: Sequence[str], newest: Sequence[str], came: tuple[str, str], *, mine: bool
) -> HistoryEntry:
    others = [at for at in newest if at != change.wall_at] or newest[1:]
    return HistoryEntry(
        change_id=change.change_id,
        kind=change.kind,
        value=change.value,
        author=change.author,
        wall_at=change.wall_at,
        zone=change.zone,
        station=change.station,
        batch=change.batch,
        superseded_by=tuple(over),
        date_uncertain=date_uncertain(change.wall_at, others[-1] if others else None),
        supersedes=change.supersedes,
        depth=change.depth,
        via_dossier=came[0],
        received_at=came[1],
        mine=mine,
    )


def facts(state: State) -> Facts:
    """What names the content of the journal now."""
    conn = state.conn
    stations = {
        station: (int(count), read_tip(conn, station).change_id)
        for station, count in fetch(conn, sql.STATIONS_HEARD)
    }
    return Facts(
        changes=len(state.ids),
        root=state.ids.root,
        code=code_of_root(state.ids.root),
        stations=stations,
        waiting=len({row[0] for row in fetch(conn, sql.ALL_ROWS["waiting"])}),
        refused=len(fetch(conn, sql.ALL_ROWS["refused"])),
    )


def contents(state: State) -> Contents:
    """The whole journal, waiting changes too, refused ones not."""
    bodies = tuple(bytes(body) for (body,) in fetch(state.conn, sql.BODIES_IN_ORDER))
    return Contents(facts(state), bodies)


def bodies_after(conn: Connection, rows: int) -> list[bytes]:
    """The bodies that came into the store after its first `rows` rows."""
    return [bytes(body) for (body,) in fetch(conn, sql.BODIES_AFTER, arrival=rows)]


def changes_after(conn: Connection, rows: int) -> tuple[Change, ...]:
    """The changes that came into the store after its first `rows` rows, in the order of their arrival."""
    found: list[Change] = []
    for body in bodies_after(conn, rows):
        with suppress(BadChange):
            found.append(read_change(body))
    return tuple(found)


def dossiers(conn: Connection) -> tuple[DossierRecord, ...]:
    """The log of dossiers, oldest first."""
    return tuple(
        DossierRecord(one, sha256, direction, at, new, known, waiting, refused, json.loads(report))
        for _, one, sha256, direction, at, new, known, waiting, refused, report in fetch(conn, sql.DOSSIERS)
    )


def packs(conn: Connection) -> tuple[PackRecord, ...]:
    """The packs kept with the answers."""
    return tuple(
        PackRecord(one, version, named, bytes(content))
        for one, version, named, content in fetch(conn, sql.PACKS)
    )


def blobs(conn: Connection) -> tuple[Blob, ...]:
    """The files of evidence this store knows of."""
    return tuple(
        Blob(sha256, size, media_type, present=bool(present))
        for sha256, size, media_type, present in fetch(conn, sql.BLOBS)
    )
