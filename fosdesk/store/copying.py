"""Whole copies of a store through SQLite's backup API, compared row by row before they count."""

import hashlib
import sqlite3
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import fsync_folder, told
from fosdesk.store import statements as sql
from fosdesk.store.database import close, connect, told_store, transaction
from fosdesk.store.running import Connection, run


def copy_database(conn: Connection, target: Path) -> None:
    """Copy the open store to the new file `target`, verified; the copy belongs to no station.

    Whoever opens the copy gets a new station before the first write (STORE.md, "Clones").
    Raises UserError where the target exists, cannot be written or reads back differently; nothing is left of
    the copy then.
    """
    beside = target.with_name(target.name + ".part")
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise UserError("store.exists", path=target)
        beside.unlink(missing_ok=True)
    try:
        with told_store(beside):
            _backup(conn, beside)
        _retire(beside)
        with told(target):
            beside.rename(target)
            fsync_folder(target.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _backup(source: sqlite3.Connection, path: Path) -> None:
    copy = sqlite3.connect(path, isolation_level=None)
    try:
        copy.execute("PRAGMA synchronous=EXTRA")
        source.backup(copy)
        whole = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not whole or _digest(copy) != _digest(source):
            raise UserError("store.copy_differs", path=path)
    finally:
        copy.close()


def _digest(raw: sqlite3.Connection) -> str:
    """A hash over every row of every table."""
    digest = hashlib.sha256()
    names = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        digest.update(f"{name}\n".encode())
        for row in raw.execute(f'SELECT * FROM "{name}"'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _retire(path: Path) -> None:
    conn = connect(path)
    try:
        with transaction(conn):
            run(conn, sql.RETIRE_STATIONS)
    finally:
        close(conn)
