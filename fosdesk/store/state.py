"""What the store thread keeps in memory of an open store, and how it is read from the file."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from fosdesk.base.errors import UserError
from fosdesk.model.answers import CellValue
from fosdesk.model.journal import BadChange, Change, SetHash, change_id, code_of_root, read_change
from fosdesk.model.snapshot import Cell, CellKey, Cells, Snapshot
from fosdesk.store import statements as sql
from fosdesk.store.admission import Link
from fosdesk.store.projection import Head, head_of, project
from fosdesk.store.running import Connection, fetch

ASSESSMENT = "assessment_id"
JOURNAL = "journal"
_DECODE = json.JSONDecoder().raw_decode


class Tip(NamedTuple):
    """The last applied change of a station: its chain goes on from here."""

    station: str
    seq: int = 0
    change_id: str = ""
    depth: int = 0


@dataclass(slots=True)
class State:
    """The store thread's own memory; changed only after a commit returned.

    `newest` are the two latest dates that changes carry, the later one last. `links` remembers applied
    changes that edits are likely to name; what it holds is true for ever, what it lacks is read.
    """

    conn: Connection
    tip: Tip
    snapshot: Snapshot
    drafts: dict[CellKey, str]
    ids: SetHash = field(default_factory=SetHash)
    arrival: int = 0
    registered: set[str] = field(default_factory=set)
    newest: tuple[str, ...] = ()
    links: dict[str, Link] = field(default_factory=dict)

    @property
    def assessment(self) -> str:
        """The id of the assessment."""
        return self.snapshot.assessment


def two_newest(dates: Iterable[str]) -> tuple[str, ...]:
    """The two latest of some dates, the later one last."""
    return tuple(sorted(dates)[-2:])


def read_meta(conn: Connection) -> dict[str, str]:
    """The table of single facts. Raises UserError where the assessment's id is missing."""
    meta = {str(key): str(value) for key, value in fetch(conn, sql.META)}
    if not meta.get(ASSESSMENT):
        raise UserError("store.damaged", path=conn.path, reason="no assessment id")
    return meta


def journal_line(ids: SetHash) -> str:
    """The count and root of the journal as kept in `meta`, written with every commit."""
    return f"{len(ids)} {ids.root}"


def read_snapshot(conn: Connection, revision: int = 0) -> Snapshot:
    """The projection as it is stored, at once and unchecked."""
    meta = read_meta(conn)
    count, _, root = meta.get(JOURNAL, "").partition(" ")
    try:
        changes, code = int(count), code_of_root(root)
    except ValueError:
        changes, code = 0, ""
    return Snapshot(meta[ASSESSMENT], read_cells(conn), changes, code, revision)


def read_cells(conn: Connection) -> Cells:
    """All cells of the table `cell`; what disagrees or does not parse is read from the journal."""
    cells: dict[CellKey, Cell] = {}
    torn: dict[CellKey, tuple[str, ...]] = {}
    for entity, name, text, winner, heads, disagreement, at, author in fetch(conn, sql.CELLS):
        if not isinstance(heads, str):  # a damaged page can hold anything
            continue
        ids = tuple(heads.split(" "))
        value = _value(text)
        if disagreement or value is None:
            torn[entity, name] = ids
        else:
            cells[entity, name] = Cell(value, winner, ids, (), False, at or "", author or "")
    if torn:
        known = read_heads(conn, [one for ids in torn.values() for one in ids])
        for key, ids in torn.items():
            if found := [known[one] for one in ids if one in known]:
                cells[key] = project(found)
    return Cells(cells)


def _value(text: object) -> CellValue | None:
    """The value in a cell's text; None where it does not parse, which the check will report."""
    if not isinstance(text, str):
        return None
    try:
        value, end = _DECODE(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) and end == len(text) else None


def read_heads(conn: Connection, ids: Iterable[str]) -> dict[str, Head]:
    """The heads with these ids, from their bodies in the journal; damaged bodies are left to the check."""
    return {change.change_id: head_of(change) for change in read_changes(conn, ids)}


def read_changes(conn: Connection, ids: Iterable[str]) -> list[Change]:
    """The changes with these ids that are in the journal and intact."""
    found = []
    for name, body in fetch(conn, sql.BODIES_OF, ids=json.dumps(sorted(set(ids)))):
        if isinstance(body, bytes) and change_id(body) == name:
            with suppress(BadChange):
                found.append(read_change(body))
    return found


def read_links(conn: Connection, ids: Iterable[str]) -> dict[str, Link]:
    """The applied changes among these ids, as later changes must agree with them."""
    rows = fetch(conn, sql.LINKS, ids=json.dumps(list(ids)))
    return {one: Link(*rest) for one, *rest in rows}


def read_tip(conn: Connection, station: str) -> Tip:
    """Where the chain of a station stands."""
    rows: Sequence[tuple[int, str, int]] = fetch(conn, sql.TIP, station=station)
    return Tip(station, *rows[0]) if rows else Tip(station)


def read_drafts(conn: Connection) -> dict[CellKey, str]:
    """Text that was being typed and is not recorded yet."""
    return {(entity, name): text for entity, name, text in fetch(conn, sql.DRAFTS)}


def read_ids(conn: Connection) -> SetHash:
    """The ids of all changes that are not refused."""
    refused = {row[0] for row in fetch(conn, sql.ALL_ROWS["refused"])}
    return SetHash(one for (one,) in fetch(conn, sql.IDS) if one not in refused)


def read_arrival(conn: Connection) -> int:
    """The number of the last row of the journal."""
    return int(fetch(conn, sql.LAST_ARRIVAL)[0][0] or 0)
