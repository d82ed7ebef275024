"""Rescue: bring together in a new folder what a damaged store, its mirror and its backups still hold.

Nothing is ever written into the damaged folder. A change counts if its hash is witnessed: it stands beside
its id, it comes from a verified dossier, or something else names it.
"""

import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fosdesk.base.clock import Clock, system_clock
from fosdesk.base.errors import UserError
from fosdesk.base.files import sha256_file, told
from fosdesk.base.oslock import FolderLock, this_process
from fosdesk.model.journal import Change, change_id, read_change
from fosdesk.store.carving import carve_bytes, carve_pages, reads, witnessed
from fosdesk.store.database import STORE_FILE
from fosdesk.store.evidence import EVIDENCE_FOLDER, evidence_path
from fosdesk.store.mirror import MIRROR_FILE, read_mirror
from fosdesk.store.opening import LOCK_FILE
from fosdesk.store.records import RescueReport
from fosdesk.store.refilling import refill

_HEX_ID = re.compile(r"[0-9a-f]{64}").fullmatch
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
_SCRATCH = "rescue.part"
_LEFTOVERS = {"pack": 4, "blob": 4, "draft": 4, "dossier_log": 10, "person": 4}


@dataclass(slots=True)
class Found:
    """What was gathered so far: bodies by id, how many each source gave first, rows of other tables."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    sources: Counter[str] = field(default_factory=Counter)
    leftovers: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def take(self, source: str, bodies: Iterable[bytes]) -> None:
        """Add bodies whose hash is witnessed."""
        for body in bodies:
            name = change_id(body)
            if name not in self.bodies and reads(body):
                self.bodies[name] = body
                self.sources[source] += 1


def rescue(
    damaged: Path, target: Path, *, backups: Iterable[bytes] = (), clock: Clock | None = None
) -> RescueReport:
    """Make a new store in `target` from everything that is left of the one in `damaged`.

    `backups` are bodies from verified dossiers. The new store has no station of its own: whoever opens it
    gets one. Raises UserError: store.locked, store.rescue_target, store.nothing_to_rescue, file.….
    """
    _claim(target)
    found = Found()
    lock = FolderLock.acquire(damaged / LOCK_FILE, this_process("")) if damaged.is_dir() else None
    try:
        _from_store(damaged, target / _SCRATCH, found)
        _from_mirror(damaged / MIRROR_FILE, found)
        found.take("backups", backups)
        _from_bytes([damaged / STORE_FILE, _journal(damaged), damaged / MIRROR_FILE], found)
        return _gather(damaged, target, found, clock or system_clock())
    finally:
        shutil.rmtree(target / _SCRATCH, ignore_errors=True)
        if lock is not None:
            lock.release()


def _claim(target: Path) -> None:
    with told(target):
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise UserError("store.rescue_target", path=target)


def _journal(folder: Path) -> Path:
    return folder / (STORE_FILE + "-journal")


def _gather(damaged: Path, target: Path, found: Found, clock: Clock) -> RescueReport:
    changes = [read_change(body) for body in found.bodies.values()]
    if not changes:
        raise UserError("store.nothing_to_rescue", path=damaged)
    assessment = Counter(change.assessment for change in changes).most_common(1)[0][0]
    ours = [change for change in changes if change.assessment == assessment]
    filled = refill(target, assessment, ours, found.leftovers, clock.now())
    copied, unreadable = _copy_evidence(damaged, target)
    return RescueReport(
        sources=dict(found.sources),
        recovered=filled.changes,
        recorded_again=filled.recorded_again,
        missing=_missing(ours, found),
        unreadable=unreadable,
        evidence=copied,
        drafts=len(found.leftovers.get("draft", [])),
    )


def _missing(changes: Iterable[Change], found: Found) -> tuple[str, ...]:
    """Ids that changes need, or that the files name at least twice, and that no source gave."""
    needed = {need for change in changes for need in change.needs}
    return tuple(sorted((needed | found.named) - found.bodies.keys()))


# --- the database, through SQLite, on a copy


def _from_store(damaged: Path, scratch: Path, found: Found) -> None:
    """Rows that SQLite still reads. It works on a copy, because opening may take back a torn commit."""
    if not (damaged / STORE_FILE).exists():
        return
    with told(scratch):
        scratch.mkdir()
        for path in (damaged / STORE_FILE, _journal(damaged)):
            if path.exists():
                shutil.copyfile(path, scratch / path.name)
    with suppress(*_UNREADABLE), closing(sqlite3.connect(scratch / STORE_FILE)) as raw:
        for setting in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
            raw.execute(f"PRAGMA {setting}")
        last = (scratch / STORE_FILE).stat().st_size // 100 + 1
        rows = list(_rows(raw, 1, last))
        found.take("rows", (bytes(body) for name, body in rows if change_id(bytes(body)) == name))
        for table, width in _LEFTOVERS.items():
            found.leftovers[table] = list(_leftover(raw, table, width))
        found.named.update(name for name in _named(raw) if name not in found.bodies)


def _rows(raw: sqlite3.Connection, first: int, last: int) -> Iterator[tuple[str, bytes]]:
    """The rows of the journal with these numbers; where reading fails, the halves one by one."""
    query = "SELECT change_id, body FROM change NOT INDEXED WHERE arrival BETWEEN ? AND ?"
    try:
        rows = raw.execute(query, (first, last)).fetchall()
    except _UNREADABLE:
        if first < last:
            middle = (first + last) // 2
            yield from _rows(raw, first, middle)
            yield from _rows(raw, middle + 1, last)
        return
    yield from ((str(name), body) for name, body in rows if isinstance(body, bytes))


def _named(raw: sqlite3.Connection) -> Iterator[str]:
    """Ids that the index of the journal names, whether their rows are whole or not."""
    with suppress(*_UNREADABLE):
        for (name,) in raw.execute("SELECT change_id FROM change INDEXED BY sqlite_autoindex_change_1"):
            if isinstance(name, str) and _HEX_ID(name):
                yield name


def _leftover(raw: sqlite3.Connection, table: str, width: int) -> Iterator[tuple[Any, ...]]:
    with suppress(*_UNREADABLE):
        for row in raw.execute(f'SELECT * FROM "{table}"'):
            if len(row) == width:
                yield tuple(row)


# --- the mirror, and the bare bytes


def _from_mirror(path: Path, found: Found) -> None:
    found.take("mirror", read_mirror(path))


def _from_bytes(paths: Iterable[Path], found: Found) -> None:
    """Whatever else stands in the files' bytes and is witnessed."""
    contents = []
    for path in paths:
        with suppress(OSError):
            contents.append(path.read_bytes())
    found.take("carved", (body for data in contents for body in carve_pages(data)))
    candidates: dict[str, bytes] = {}
    for data in contents:
        for body, following in carve_bytes(data):
            name = change_id(body)
            if following.hex() == name:
                found.take("carved", [body])
            elif name not in found.bodies:
                candidates[name] = body
    found.named = {name for name in found.named if sum(data.count(name.encode()) for data in contents) > 1}
    needed = {need for body in found.bodies.values() for need in read_change(body).needs}
    seen = (candidates.keys() & needed).union(*(witnessed(data, candidates.keys()) for data in contents))
    found.take("carved", (candidates[name] for name in sorted(seen)))


# --- evidence


def _copy_evidence(damaged: Path, target: Path) -> tuple[int, tuple[str, ...]]:
    """Copy every file of evidence whose content still has the hash it is kept under."""
    copied, unreadable = 0, []
    for path in sorted((damaged / EVIDENCE_FOLDER).glob("??/*")):
        try:
            if sha256_file(path) != path.name:
                unreadable.append(path.name)
                continue
            place = evidence_path(target, path.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            copied += 1
        except OSError:
            unreadable.append(path.name)
    return copied, tuple(unreadable)
