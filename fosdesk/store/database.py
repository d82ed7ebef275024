"""The SQLite file of a store: header, connection, pragmas, transactions, and errors turned into sentences.

STORE.md S2 decides the settings. They are set and read back, because SQLite ignores a misspelt pragma.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.store.running import Connection

APPLICATION_ID = 0x464F5344
STORE_FILE = "store.db"
_MANY_ROWS = 2000
_ROOMY_KIBIBYTES = -65536
_MAGIC = b"SQLite format 3\0"

# name -> (text to set, value read back)
PRAGMAS: dict[str, tuple[str, object]] = {
    "journal_mode": ("DELETE", "delete"),
    "synchronous": ("EXTRA", 3),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "foreign_keys": ("ON", 1),
    "recursive_triggers": ("ON", 1),
    "secure_delete": ("ON", 1),
    "busy_timeout": ("5000", 5000),
    "fullfsync": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "mmap_size": ("0", 0),
}

Trace = Callable[[str], object]


def check_header(path: Path) -> int:
    """Look at the first bytes of a store before SQLite does; the version of its format.

    Raises UserError: store.missing, store.not_a_store, store.cut_short (the file is not as long as it says;
    not judged while a journal of an interrupted commit lies beside it, which SQLite will take back).
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, 2)
    except OSError as error:
        raise UserError("store.missing", path=path) from error
    if len(head) < 100 or not head.startswith(_MAGIC) or _number(head, 68) != APPLICATION_ID:
        raise UserError("store.not_a_store", path=path)
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    promised = page_size * _number(head, 28)
    if size != promised and not _interrupted(path):
        raise UserError("store.cut_short", path=path, size=size, promised=promised)
    return _number(head, 60)


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")


def _interrupted(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def connect(path: Path, *, read_only: bool = False, trace: Trace | None = None) -> Connection:
    """Open the one connection of a store, belonging to the calling thread.

    `trace` hears every statement with its parameters: for tests that count and replay them.
    Raises UserError where the file cannot be opened or a setting does not hold.
    """
    mode = "ro" if read_only else "rwc"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with told_store(path):
        conn = sqlite3.connect(uri, uri=True, isolation_level=None, factory=Connection)
        conn.path = path
        conn.begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
        try:
            _prepare(conn, trace, read_only=read_only)
        except BaseException:
            conn.close()
            raise
    return conn


def _prepare(conn: Connection, trace: Trace | None, *, read_only: bool) -> None:
    conn.set_trace_callback(trace)
    for name, (text, expected) in PRAGMAS.items():
        if read_only and name == "journal_mode":
            continue
        conn.execute(f"PRAGMA {name}={text}")
        found = conn.execute(f"PRAGMA {name}").fetchone()
        if found != (expected,):
            raise UserError("store.setting", name=name, found=str(found))


def close(conn: Connection) -> None:
    """Close the connection; a transaction that is still open is rolled back."""
    conn.close()


@contextmanager
def transaction(conn: Connection) -> Iterator[None]:
    """One transaction: committed when the block ends, rolled back when it raises.

    Raises UserError (store.…) where the disk or the file is at fault.
    """
    with told_store(conn.path):
        try:
            conn.execute(conn.begin)
            yield
            conn.execute("COMMIT")
        finally:
            _leave(conn)


@contextmanager
def roomy(conn: Connection, rows: int) -> Iterator[None]:
    """Give SQLite more memory for a transaction of many rows, and take it back afterwards."""
    if rows < _MANY_ROWS:
        yield
        return
    usual = conn.execute("PRAGMA cache_size").fetchone()[0]
    conn.execute(f"PRAGMA cache_size = {_ROOMY_KIBIBYTES}")
    try:
        yield
    finally:
        conn.execute(f"PRAGMA cache_size = {usual}")
        conn.execute("PRAGMA shrink_memory")


@contextmanager
def reading(conn: Connection) -> Iterator[None]:
    """A block that reads; what it sees belongs together."""
    with told_store(conn.path):
        try:
            yield
        finally:
            _leave(conn)


def _leave(conn: Connection) -> None:
    """Make sure that no transaction stays open which began or ended in an error."""
    if conn.in_transaction:
        conn.rollback()


@contextmanager
def told_store(path: Path) -> Iterator[None]:
    """Turn the database's errors inside the block into UserError about the store at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except UnicodeDecodeError as error:  # the driver met bytes that are no text, even in SQLite's own message
        raise UserError("store.damaged", path=path, reason="bytes that are no text") from error


def store_error(error: sqlite3.Error, path: Path) -> UserError:
    """The sentence-bearing form of an error of SQLite. An error of our own making stays as it is."""
    number = getattr(error, "sqlite_errorcode", None)
    primary = number & 0xFF if isinstance(number, int) else 0
    code = _CODES.get(primary)
    if code is None and not isinstance(error, sqlite3.DatabaseError):
        raise error
    return UserError(code or "store.damaged", path=path, reason=str(error))


_CODES = {
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_IOERR: "store.disk_failed",
    sqlite3.SQLITE_CANTOPEN: "store.disk_gone",
    sqlite3.SQLITE_READONLY: "store.not_writable",
    sqlite3.SQLITE_PERM: "store.not_writable",
    sqlite3.SQLITE_AUTH: "store.not_writable",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
}
