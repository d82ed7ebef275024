"""The check behind the opening: the file, every change's hash, and the projection against the journal.

What is derived is rebuilt and reported. What is wrong in the journal itself stays as it is: the store is then
read-only and can be rescued.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from json import JSONDecoder
from typing import Any

from fosdesk.base.errors import UserError
from fosdesk.model.journal import FORMAT, KINDS, SetHash, change_id
from fosdesk.model.snapshot import CellKey
from fosdesk.store import statements as sql
from fosdesk.store.admission import Admission, Link, Node, admit
from fosdesk.store.database import reading, transaction
from fosdesk.store.projection import cell_row, project
from fosdesk.store.records import CheckReport
from fosdesk.store.running import Connection, fetch, run, run_many
from fosdesk.store.state import ASSESSMENT, JOURNAL, journal_line, read_heads, read_meta, two_newest
from fosdesk.store.steps import STEPS, Step, schema_of

_DECODE = JSONDecoder().decode
_INDEX_TROUBLE = re.compile(
    r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index"
)


@dataclass(slots=True)
class Scan:
    """What reading the whole journal found."""

    nodes: list[Node] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    rows: int = 0
    not_understood: bool = False
    newest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The report, and what reading everything gave: the ids that count, the latest dates, the heads.

    `not_understood` says whether a change must be understood and is not.
    """

    report: CheckReport
    ids: SetHash = field(default_factory=SetHash)
    not_understood: bool = False
    newest: tuple[str, ...] = ()
    heads: Mapping[str, Link] = field(default_factory=dict)


def check(conn: Connection, *, force: bool = False) -> Checked:
    """Check the whole store and put right what is derived. Nothing is written if the journal is not whole.

    `force` writes everything derived anew. Raises UserError only where repairing fails; damage is reported.
    """
    try:
        return _check(conn, force=force)
    except UserError as error:
        if error.code != "store.damaged":
            raise
        reason = str(error.params.get("reason", error.code))
        return Checked(CheckReport(problems=(reason,)))


def _check(conn: Connection, *, force: bool) -> Checked:
    with reading(conn):
        trouble = integrity(conn)
        problems = [text for text in trouble if not _INDEX_TROUBLE.search(text)]
        if schema_of(conn) != expected_schema(STEPS):
            problems.append("the tables are not those of this version")
        meta = read_meta(conn)
        scan = scan_journal(conn, meta[ASSESSMENT])
    repaired = []
    if trouble and not problems and not scan.damaged:
        problems.extend(_reindex(conn))
        repaired.append("index")
    if problems or scan.damaged:
        return Checked(CheckReport(tuple(problems), tuple(scan.damaged)))
    return _compare(conn, meta, scan, repaired, force=force)


def _compare(
    conn: Connection, meta: Mapping[str, str], scan: Scan, repaired: list[str], *, force: bool
) -> Checked:
    admission = admit(scan.nodes, {})
    refused = {node.change_id for node, _ in admission.refused}
    ids = SetHash(node.change_id for node in scan.nodes if node.change_id not in refused)
    count, _, root = meta.get(JOURNAL, "").partition(" ")
    if count != str(len(ids)) and root != ids.root:
        return Checked(CheckReport(("changes are missing from the journal",)))
    with reading(conn):
        wrong, cells = _differences(conn, admission, scan.nodes, force=force)
    if meta.get(JOURNAL) != journal_line(ids):
        wrong["meta"] = [(JOURNAL, journal_line(ids))]
    if wrong:
        with transaction(conn):
            _rewrite(conn, wrong)
    report = CheckReport(rebuilt=cells, repaired=(*repaired, *sorted(wrong)))
    return Checked(report, ids, scan.not_understood, scan.newest, _links_of_heads(admission))


def integrity(conn: Connection) -> list[str]:
    """SQLite's own complaints about the file; empty for a sound one."""
    rows = [str(text) for (text,) in conn.execute("PRAGMA integrity_check")]
    return [] if rows == ["ok"] else rows


@cache
def expected_schema(steps: tuple[Step, ...]) -> frozenset[tuple[str, str]]:
    """Name and text of every table, index and trigger as the steps make them."""
    raw = sqlite3.connect(":memory:")
    try:
        for step in steps:
            for statement in step.statements:
                raw.execute(statement)
        rows = raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    finally:
        raw.close()
    return frozenset((str(name), str(text)) for name, text in rows)


def scan_journal(conn: Connection, assessment: str) -> Scan:
    """Read every row of the journal in order: its hash, and its columns against its body."""
    scan = Scan()
    shared: dict[str, str] = {}
    for row in conn.execute(sql.CHANGE_ROWS.sql):
        scan.rows += 1
        name = row[1]
        parts = _intact(name, row[-1])
        if parts is None or row[0] != scan.rows or not _columns_agree(row, parts, assessment):
            scan.damaged.append(str(name))
            continue
        understood = parts["format"] == FORMAT and parts["kind"] in KINDS
        scan.not_understood |= parts["must_understand"] and not understood
        if not scan.newest or parts["wall_at"] > scan.newest[0]:
            scan.newest = two_newest({*scan.newest, parts["wall_at"]})
        scan.nodes.append(_node(str(name), parts, shared.setdefault, understood))
    return scan


def _intact(name: object, body: object) -> dict[str, Any] | None:
    """The parts of a body whose hash is the name it stands under."""
    if not isinstance(body, bytes) or name != change_id(body):
        return None
    parts = _DECODE(body.decode("utf-8"))
    return parts if isinstance(parts, dict) else None


def _columns_agree(row: Any, parts: Mapping[str, Any], assessment: str) -> bool:
    p = parts
    expected = (p["station"], p["seq"], p["previous"], p["depth"], p["wall_at"], p["zone"], p["author"])
    cell = (p["kind"], p["entity"], p["field"])
    return tuple(row[2:12]) == (*expected, *cell) and p["assessment"] == assessment


def _node(name: str, parts: Mapping[str, Any], shared: Callable[[str, str], str], understood: bool) -> Node:
    """The facts of a change; what many changes have in common is held once."""
    station, entity, field = parts["station"], parts["entity"], parts["field"]
    return Node(
        name,
        shared(station, station),
        parts["seq"],
        parts["previous"],
        parts["depth"],
        shared(entity, entity),
        shared(field, field),
        tuple(parts["supersedes"]),
        understood,
    )


def _reindex(conn: Connection) -> list[str]:
    with transaction(conn):
        conn.execute("REINDEX")
    with reading(conn):
        return integrity(conn)


def _differences(
    conn: Connection, admission: Admission, nodes: Iterable[Node], *, force: bool
) -> tuple[dict[str, list[tuple[Any, ...]]], frozenset[CellKey]]:
    """The derived tables that are not what the journal says, with what they should hold."""
    expected = derived_rows(admission, nodes)
    wrong = {
        name: rows
        for name, rows in expected.items()
        if force or {tuple(row) for row in fetch(conn, sql.ALL_ROWS[name])} != set(rows)
    }
    cells = {row[:2]: row for row in _cell_rows(conn, admission.applied)}
    found = {tuple(row[:2]): tuple(row) for row in fetch(conn, sql.CELL_ROWS)}
    keys = {key for key in cells.keys() | found.keys() if cells.get(key) != found.get(key)}
    if keys or force:
        wrong["cell"] = list(cells.values())
    return wrong, frozenset(keys)


def derived_rows(admission: Admission, nodes: Iterable[Node]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the derived tables other than `cell`."""
    places: dict[tuple[str, int], int] = {}
    for node in nodes:
        places[node.station, node.seq] = places.get((node.station, node.seq), 0) + 1
    return {
        "supersedes": [(old, node.change_id) for node in admission.applied for old in node.supersedes],
        "waiting": [(node.change_id, one) for node, missing in admission.waiting for one in missing],
        "refused": [(node.change_id, why) for node, why in admission.refused],
        "fork": [place for place, count in places.items() if count > 1],
    }


def _cell_rows(conn: Connection, applied: Iterable[Node]) -> list[tuple[Any, ...]]:
    """The rows of `cell`: only the heads' bodies are read again."""
    known = [node for node in applied if node.understood]
    superseded = {old for node in known for old in node.supersedes}
    heads: dict[CellKey, list[str]] = {}
    for node in known:
        if node.change_id not in superseded:
            heads.setdefault((node.entity, node.field), []).append(node.change_id)
    read = read_heads(conn, (one for ids in heads.values() for one in ids))
    return [cell_row(key, project([read[one] for one in ids])) for key, ids in heads.items()]


def _links_of_heads(admission: Admission) -> dict[str, Link]:
    superseded = {old for node in admission.applied for old in node.supersedes}
    return {node.change_id: node.link for node in admission.applied if node.change_id not in superseded}


def _rewrite(conn: Connection, wrong: Mapping[str, list[tuple[Any, ...]]]) -> None:
    for name, rows in wrong.items():
        if name == "meta":
            run_many(conn, sql.PUT_META, rows)
            continue
        run(conn, sql.CLEAR[name])
        run_many(conn, _FILL[name], rows)


_FILL = {
    "supersedes": sql.INSERT_SUPERSEDES,
    "waiting": sql.INSERT_WAITING,
    "refused": sql.INSERT_REFUSED,
    "fork": sql.INSERT_FORK,
    "cell": sql.PUT_CELL,
}
