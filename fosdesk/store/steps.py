"""The numbered steps of the file format: from an empty file to the newest version, each fixed for ever.

A step is text that never changes once a release has shipped it. A new store runs all of them; an older one
runs those it has not seen, in one transaction, after a verified copy was made (`opening`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fosdesk.store.running import Connection


@dataclass(frozen=True, slots=True)
class Step:
    """What leads to `version` from the version before it."""

    version: int
    statements: tuple[str, ...]


_NEVER = "BEGIN SELECT RAISE(ABORT, 'a change is never altered or removed'); END"

STEPS: tuple[Step, ...] = (
    Step(
        1,
        (
            "CREATE TABLE meta (key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (key)) STRICT",
            (
                "CREATE TABLE station (id TEXT NOT NULL, name TEXT NOT NULL, app_version TEXT NOT NULL,"
                " is_mine INTEGER NOT NULL, PRIMARY KEY (id)) STRICT"
            ),
            (
                "CREATE TABLE person (id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,"
                " organisation TEXT NOT NULL, PRIMARY KEY (id)) STRICT"
            ),
            (
                "CREATE TABLE change (arrival INTEGER NOT NULL, change_id TEXT NOT NULL,"
                " station TEXT NOT NULL, seq INTEGER NOT NULL, previous TEXT NOT NULL,"
                " depth INTEGER NOT NULL, wall_at TEXT NOT NULL, zone TEXT NOT NULL, author TEXT NOT NULL,"
                " kind TEXT NOT NULL, entity TEXT NOT NULL, field TEXT NOT NULL, via_dossier TEXT NOT NULL,"
                " received_at TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (arrival),"
                " UNIQUE (change_id)) STRICT"
            ),
            "CREATE INDEX change_station_seq ON change (station, seq)",
            "CREATE INDEX change_entity_field ON change (entity, field)",
            "CREATE TRIGGER change_no_update BEFORE UPDATE ON change " + _NEVER,
            "CREATE TRIGGER change_no_delete BEFORE DELETE ON change " + _NEVER,
            (
                "CREATE TABLE supersedes (old TEXT NOT NULL, change_id TEXT NOT NULL,"
                " PRIMARY KEY (old, change_id)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE waiting (change_id TEXT NOT NULL, missing TEXT NOT NULL,"
                " PRIMARY KEY (change_id, missing)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE refused (change_id TEXT NOT NULL, why TEXT NOT NULL,"
                " PRIMARY KEY (change_id)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE cell (entity TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,"
                " winner TEXT NOT NULL, heads TEXT NOT NULL, disagreement INTEGER NOT NULL,"
                " PRIMARY KEY (entity, field)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE fork (station TEXT NOT NULL, seq INTEGER NOT NULL,"
                " PRIMARY KEY (station, seq)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE blob (sha256 TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL,"
                " present INTEGER NOT NULL, PRIMARY KEY (sha256)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE draft (entity TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,"
                " updated_at TEXT NOT NULL, PRIMARY KEY (entity, field)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE dossier_log (entry INTEGER NOT NULL, dossier_id TEXT NOT NULL,"
                " sha256 TEXT NOT NULL, direction TEXT NOT NULL, at TEXT NOT NULL, new INTEGER NOT NULL,"
                " known INTEGER NOT NULL, waiting INTEGER NOT NULL, refused INTEGER NOT NULL,"
                " report TEXT NOT NULL, PRIMARY KEY (entry)) STRICT"
            ),
            (
                "CREATE TABLE pack (id TEXT NOT NULL, version TEXT NOT NULL, hash TEXT NOT NULL,"
                " content BLOB NOT NULL, PRIMARY KEY (id, version)) STRICT"
            ),
        ),
    ),
)

VERSION = STEPS[-1].version


def run_steps(conn: Connection, version: int, steps: Sequence[Step] = STEPS) -> int:
    """Bring the store from `version` to the newest inside the caller's transaction; the new version.

    0 is an empty file. Raises what SQLite raises; the caller's transaction then leaves the file as it was.
    """
    for step in steps:
        if step.version > version:
            for statement in step.statements:
                conn.execute(statement)
            version = step.version
    conn.execute(f"PRAGMA user_version = {version:d}")
    return version


def schema_of(conn: Connection) -> frozenset[tuple[str, str]]:
    """Name and text of every table, index and trigger of an open store."""
    rows = conn.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return frozenset((str(name), str(sql)) for name, sql in rows)
