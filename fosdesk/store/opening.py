"""Making a store, and the way to an open one: header, lock, version, steps, settings, projection, station."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from fosdesk.base.clock import Clock, system_clock
from fosdesk.base.errors import UserError
from fosdesk.base.files import fsync_folder, told
from fosdesk.model.journal import SetHash
from fosdesk.store import statements as sql
from fosdesk.store.copying import copy_database
from fosdesk.store.database import (
    APPLICATION_ID,
    STORE_FILE,
    Trace,
    check_header,
    close,
    connect,
    reading,
    transaction,
)
from fosdesk.store.running import Connection, fetch, run
from fosdesk.store.state import ASSESSMENT, JOURNAL, State, Tip, journal_line, read_drafts, read_snapshot
from fosdesk.store.steps import STEPS, VERSION, run_steps

LOCK_FILE = "store.lock"
BACKUP_FOLDER = "backups"


class Station(Protocol):
    """Who writes: a station's key, of which the store needs the id only."""

    @property
    def station_id(self) -> str:
        """The public half of the key, 64 hexadecimal characters."""
        ...


@dataclass(frozen=True, slots=True)
class Setup:
    """How a store is opened: by whom, with which clock, and where a new station's key comes from.

    `new_station` is called when this station's id must be retired (a clone, a restored or moved store).
    `trace` hears every statement: for tests.
    """

    folder: Path
    station: Station
    new_station: Callable[[], Station]
    person: str = ""
    clock: Clock = field(default_factory=system_clock)
    trace: Trace | None = None

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / STORE_FILE


def make_store(folder: Path, assessment: str, trace: Trace | None = None) -> None:
    """Make the files of a new, empty store. Raises UserError store.exists where one is there already."""
    path = folder / STORE_FILE
    beside = folder / (STORE_FILE + ".new")
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise UserError("store.exists", path=path)
        beside.unlink(missing_ok=True)
    try:
        _fill(beside, assessment, trace)
        with told(path):
            beside.rename(path)
            fsync_folder(folder)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _fill(path: Path, assessment: str, trace: Trace | None) -> None:
    conn = connect(path, trace=trace)
    try:
        with transaction(conn):
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            run_steps(conn, 0)
            run(conn, sql.PUT_META, key=ASSESSMENT, value=assessment)
            run(conn, sql.PUT_META, key=JOURNAL, value=journal_line(SetHash()))
    finally:
        close(conn)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the store thread starts from. `obstacle` says why nothing can be written, where that is so."""

    state: State
    obstacle: UserError | None


def open_database(folder: Path, trace: Trace | None = None) -> Opened:
    """Open the file on the calling thread; the projection is read as it stands, unchecked.

    Raises UserError: store.missing, store.not_a_store, store.cut_short, store.damaged, store.disk_….
    """
    path = folder / STORE_FILE
    version = check_header(path)
    conn = connect(path, read_only=version > VERSION, trace=trace)
    try:
        if version < VERSION:
            _upgrade(conn, folder, version)
        with reading(conn):
            state = State(conn, Tip(""), read_snapshot(conn), read_drafts(conn))
    except BaseException:
        close(conn)
        raise
    newer = UserError("store.newer", path=path, version=version) if version > VERSION else None
    return Opened(state, newer)


def _upgrade(conn: Connection, folder: Path, version: int) -> None:
    """Bring an older file up to this version, after a verified copy."""
    copy_database(conn, _free(folder / BACKUP_FOLDER, f"before-version-{VERSION}"))
    with transaction(conn):
        run_steps(conn, version, STEPS)


def _free(folder: Path, stem: str) -> Path:
    number = 1
    while (path := folder / f"{stem}-{number}.db").exists():
        number += 1
    return path


def station_for(conn: Connection, setup: Setup) -> str:
    """The id to write with: this station's, unless the store came from elsewhere or the id is retired.

    A store that holds changes of an id it does not call its own was copied, moved or restored: somebody may
    go on writing with that id elsewhere, so a new one is made.
    """
    wanted = setup.station.station_id
    with reading(conn):
        rows = fetch(conn, sql.STATION, id=wanted)
        written = fetch(conn, sql.CHANGES_OF_STATION, station=wanted)[0][0]
    mine = bool(rows) and rows[0][0] == 1
    retired = bool(rows) and not mine
    if retired or (written and not mine):
        return setup.new_station().station_id
    return wanted
