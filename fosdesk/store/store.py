"""One open assessment: what the layers above call. Everything that touches the file runs on its own thread.

A future is done only after the commit returned, so a screen may say "Saved" exactly then. What people see is
an immutable snapshot, replaced after each commit; listeners are told on the store's thread.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from fosdesk.base.clock import Clock, system_clock
from fosdesk.base.errors import UserError
from fosdesk.base.oslock import FolderLock, this_process
from fosdesk.base.progress import Progress
from fosdesk.model.journal import Change, wall_text
from fosdesk.model.snapshot import CellKey, ChangeSet, Edit, Snapshot
from fosdesk.store import reading as queries
from fosdesk.store import statements as sql
from fosdesk.store.appending import Origin, make_changes
from fosdesk.store.copying import copy_database
from fosdesk.store.database import STORE_FILE, Trace, reading
from fosdesk.store.evidence import evidence_path, keep_file, linked_evidence
from fosdesk.store.ledger import Ledger
from fosdesk.store.merging import Source, verify
from fosdesk.store.mirror import FLUSH_SECONDS
from fosdesk.store.opening import LOCK_FILE, Setup, Station, make_store
from fosdesk.store.records import (
    Blob,
    CheckReport,
    Contents,
    DossierRecord,
    Facts,
    HistoryEntry,
    MergeReport,
    PackRecord,
    UndoResult,
)
from fosdesk.store.running import run
from fosdesk.store.thread import StoreThread, T

Listener = Callable[[ChangeSet], None]
_log = logging.getLogger(__name__)


def create(
    folder: Path,
    assessment_id: str,
    *,
    station: Station,
    new_station: Callable[[], Station],
    person: str = "",
    clock: Clock | None = None,
    trace: Trace | None = None,
) -> "Store":
    """Make an empty store in `folder` and open it. Raises UserError: store.exists, file.…, store.…."""
    setup = Setup(folder, station, new_station, person, clock or system_clock(), trace)
    make_store(folder, assessment_id, trace)
    return Store(setup)


def open_store(
    folder: Path,
    *,
    station: Station,
    new_station: Callable[[], Station],
    person: str = "",
    clock: Clock | None = None,
    trace: Trace | None = None,
) -> "Store":
    """Open the store in `folder`: the projection is there at once, the check runs behind.

    `new_station` makes a new key when this station's id must be retired here. Raises UserError: store.locked,
    store.missing, store.not_a_store, store.cut_short, store.damaged, store.disk_…, file.….
    """
    return Store(Setup(folder, station, new_station, person, clock or system_clock(), trace))


class Store:
    """An open store. Use `create` or `open_store`; `close` it at the end."""

    def __init__(self, setup: Setup) -> None:
        self.folder = setup.folder
        self._setup = setup
        self._listeners: list[Listener] = []
        self._guard = threading.Lock()
        self._unflushed_since: float | None = None
        self._closed: Future[None] | None = None
        self._lock = FolderLock.acquire(setup.folder / LOCK_FILE, this_process(setup.person))
        self._thread = StoreThread("fosdesk-store", self._wait, self._idle)
        try:
            self._ledger = self._thread.call(lambda: Ledger(setup, self._publish))
        except BaseException:
            self._thread.stop(self._lock.release)
            self._thread.join()
            raise
        self._snapshot = self._ledger.state.snapshot
        self._checked = self._thread.submit(self._ledger.check)

    # --- what is there

    @property
    def id(self) -> str:
        """The permanent id of the assessment."""
        return self._snapshot.assessment

    @property
    def snapshot(self) -> Snapshot:
        """Everything recorded, at the last commit."""
        return self._snapshot

    @property
    def read_only(self) -> bool:
        """Whether this store can be read but not written; `obstacle` says why."""
        return self._ledger.obstacle is not None

    @property
    def obstacle(self) -> UserError | None:
        """Why nothing can be written: store.newer, store.newer_changes, store.damaged; None where it can."""
        return self._ledger.obstacle

    def drafts(self) -> Mapping[CellKey, str]:
        """Text that was being typed and is not recorded yet."""
        return dict(self._ledger.state.drafts)

    def history(self, entity: str, field: str) -> tuple[HistoryEntry, ...]:
        """Everything ever recorded for one cell, oldest first."""
        ledger = self._ledger
        return self._read(lambda: queries.history(ledger.state.conn, entity, field, ledger.state.newest))

    def changes_after(self, rows: int) -> tuple[Change, ...]:
        """What came into the store after its first `rows` rows, by editing or by merging, in that order."""
        return self._read(lambda: queries.changes_after(self._ledger.state.conn, rows))

    def facts(self) -> Facts:
        """What names the content of the journal; waits for the check behind the opening."""
        return self._read(lambda: queries.facts(self._ledger.state))

    def contents(self) -> Contents:
        """The whole journal at one moment, with its facts: for dossiers and backups."""
        return self._read(lambda: queries.contents(self._ledger.state))

    def bodies(self) -> Iterator[bytes]:
        """The bodies of all changes, in dependency order."""
        return iter(self.contents().bodies)

    def dossiers(self) -> tuple[DossierRecord, ...]:
        """The dossiers that came in and went out, oldest first, with their reports."""
        return self._read(lambda: queries.dossiers(self._ledger.state.conn))

    def packs(self) -> tuple[PackRecord, ...]:
        """The packs kept with the answers."""
        return self._read(lambda: queries.packs(self._ledger.state.conn))

    def blobs(self) -> tuple[Blob, ...]:
        """The files of evidence that were ever put into this store."""
        return self._read(lambda: queries.blobs(self._ledger.state.conn))

    def evidence_path(self, sha256: str) -> Path | None:
        """Where a file of evidence lies, or None where it is not here."""
        path = evidence_path(self.folder, sha256)
        return path if path.is_file() else None

    def evidence(self) -> dict[str, Path | None]:
        """The files of evidence that answers refer to, by hash; None for one that is missing here."""
        return {one: self.evidence_path(one) for one in sorted(linked_evidence(self.snapshot))}

    # --- recording

    def edit(self, edits: Sequence[Edit], author: str, batch: str, kind: str = "set") -> "Future[ChangeSet]":
        """Record edits as one action, in one transaction; done when they are on the disk.

        The future fails with SaveFailed, which carries the edits, where they could not be recorded.
        """
        listed, visible = tuple(edits), self._snapshot.revision

        def work() -> ChangeSet:
            origin = Origin(author, batch, self._setup.clock.now(), kind)
            return self._ledger.edit(listed, origin, visible)

        return self._thread.submit(work)

    def undo(self, author: str) -> "Future[UndoResult]":
        """Take back my last action of this run, by appending."""
        return self._thread.submit(lambda: self._ledger.undo(author))

    def redo(self, author: str) -> "Future[UndoResult]":
        """Do again what undo took back last, by appending."""
        return self._thread.submit(lambda: self._ledger.redo(author))

    @property
    def steps(self) -> tuple[str, str]:
        """The batches that undo and redo would take next, as listeners may ask; empty where there is none."""
        return self._ledger.steps.next

    def draft(self, entity: str, field: str, text: str | None) -> "Future[None]":
        """Keep text that is being typed; None forgets it. In memory even where the disk refuses."""
        return self._thread.submit(lambda: self._ledger.draft((entity, field), text))

    def put_evidence(self, path: Path, expected: str = "", progress: Progress | None = None) -> Blob:
        """Keep a file by its hash and note it; copies on the calling thread.

        `progress` is told the bytes that were copied. Raises Cancelled; UserError: file.… , or
        store.evidence_differs where the hash is not the `expected` one.
        """
        blob = keep_file(self.folder, path, expected, progress)
        row = {"sha256": blob.sha256, "size": blob.size, "media_type": blob.media_type, "present": 1}
        self._write(lambda: run(self._ledger.state.conn, sql.PUT_BLOB, **row)).result()
        return blob

    def set_packs(self, packs: Iterable[PackRecord]) -> "Future[None]":
        """Keep packs with the answers; other versions stay."""
        rows = [{"id": p.id, "version": p.version, "hash": p.hash, "content": p.content} for p in packs]

        def work() -> None:
            for row in rows:
                run(self._ledger.state.conn, sql.PUT_PACK, **row)

        return self._write(work)

    def bodies_with(self, edits: Sequence[Edit], author: str, batch: str) -> tuple[bytes, ...]:
        """The whole journal and, behind it, the changes these edits would be; nothing is written here.

        For words that could not be saved: a dossier of them can go to another disk, and merges later like any
        other. Raises UserError where the journal cannot be read, BadChange for words that cannot be a change.
        """

        def work() -> tuple[bytes, ...]:
            made = make_changes(self._ledger.state, edits, Origin(author, batch, self._setup.clock.now()))
            return queries.contents(self._ledger.state).bodies + tuple(change.body for change in made)

        return self._read(work)

    # --- dossiers

    def merge(self, bodies: Iterable[bytes], dossier_id: str = "", sha256: str = "") -> "Future[MergeReport]":
        """Take the union with other changes. They are verified on the calling thread, before anything else.

        The report is kept in the log of dossiers under `dossier_id`, unless that is empty.
        """
        self._checked.result()
        verified = verify(bodies, self._ledger.state.ids, self.id)
        source = Source(dossier_id, sha256, wall_text(self._setup.clock.now())[0])
        return self._thread.submit(lambda: self._ledger.merge(verified, source))

    def undo_merge(self, dossier_id: str, author: str) -> "Future[UndoResult]":
        """Put back, by appending, what stood before a dossier was merged, where nobody changed it since."""
        return self._thread.submit(lambda: self._ledger.undo_merge(dossier_id, author))

    def sent(self, dossier_id: str, sha256: str) -> "Future[None]":
        """Note in the log that a dossier with the whole journal was written."""
        at = wall_text(self._setup.clock.now())[0]

        def work() -> None:
            row = {"entry": None, "dossier_id": dossier_id, "sha256": sha256, "direction": "out", "at": at}
            counts = {"new": 0, "known": len(self._ledger.state.ids), "waiting": 0, "refused": 0}
            run(self._ledger.state.conn, sql.INSERT_DOSSIER, **row, **counts, report="{}")

        return self._write(work)

    def backed_up(self, changes: int) -> "Future[None]":
        """Let the mirror start anew: a verified backup holds the first `changes` changes of the journal.

        Changes only ever join, so their number when the backup was taken names them.
        """

        def work() -> None:
            with reading(self._ledger.state.conn):
                rest = queries.bodies_after(self._ledger.state.conn, changes)
            self._ledger.mirror.replace(rest)

        return self._thread.submit(work)

    def copy_to(self, folder: Path) -> "Future[Path]":
        """Copy the database into `folder`, verified; the copy gets a station of its own when opened."""
        target = folder / STORE_FILE

        def work() -> Path:
            copy_database(self._ledger.state.conn, target)
            return target

        return self._thread.submit(work)

    # --- checking

    def background_check(self) -> "Future[CheckReport]":
        """The check behind the opening while it runs, a new one afterwards."""
        if not self._checked.done():
            return self._checked
        return self._thread.submit(self._ledger.check)

    @property
    def opening_check(self) -> "Future[CheckReport]":
        """The check behind the opening."""
        return self._checked

    def rebuild(self) -> "Future[CheckReport]":
        """Write everything that is derived from the journal anew."""
        return self._thread.submit(lambda: self._ledger.check(force=True))

    # --- listening and closing

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every commit, on the store's thread; returns the function that ends the subscription."""
        with self._guard:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._guard:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def close(self) -> "Future[None]":
        """Finish what is queued, close the file, release the lock. A second call returns the same future."""
        with self._guard:
            if self._closed is None:
                self._closed = self._thread.stop(self._shut)
            return self._closed

    def _shut(self) -> None:
        try:
            self._ledger.close()
        finally:
            self._lock.release()

    def _read(self, work: Callable[[], T]) -> T:
        def job() -> T:
            with reading(self._ledger.state.conn):
                return work()

        return self._thread.call(job)

    def _write(self, work: Callable[[], None]) -> "Future[None]":
        return self._thread.submit(lambda: self._ledger.write(work))

    def _publish(self, snapshot: Snapshot, changes: ChangeSet) -> None:
        self._snapshot = snapshot
        if not changes.cells:
            return
        with self._guard:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener(changes)
            except Exception:  # noqa: BLE001  what a listener does wrong is logged, the commit stands
                _log.exception("a listener of the store failed")

    def _wait(self) -> float | None:
        """How long the thread may wait for work: until the mirror is to be flushed."""
        ledger = getattr(self, "_ledger", None)
        if ledger is None or not ledger.mirror.unflushed:
            self._unflushed_since = None
            return None
        if self._unflushed_since is None:
            self._unflushed_since = time.monotonic()
        return max(0.0, self._unflushed_since + FLUSH_SECONDS - time.monotonic())

    def _idle(self) -> None:
        self._unflushed_since = None
        self._ledger.mirror.flush()
