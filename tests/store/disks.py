"""Disks that fail: the statements a real store emitted, run again on a file system that is watched or broken.

A recording VFS notes every write, truncation, sync and deletion. From such a record the state of the disk
after a power cut is rebuilt: what was synced is there; of the rest any part may be, torn at sectors of 512
bytes; a deletion that was not synced may be undone. The model knows no mercy beyond what SQLite is promised.
"""

import hashlib
import os
import sqlite3
from contextlib import closing, suppress

import apsw

from fosdesk.base.errors import UserError
from fosdesk.store.checking import check
from fosdesk.store.database import close
from fosdesk.store.opening import open_database

SECTOR = 512
NAME = "store.db"


# --- a file system that is watched, and broken on demand


class Watched(apsw.VFS):
    """Notes what happens to files by their base names; `fault` may raise before an operation."""

    def __init__(self, name, fault=None):
        self.events = []
        self.fault = fault or (lambda kind, size: None)
        super().__init__(name, "")

    def xOpen(self, name, flags):
        self.fault("open", 0)
        return WatchedFile(self, name, flags)

    def xDelete(self, filename, syncdir):
        self.fault("delete", 0)
        self.events.append(("delete", os.path.basename(filename), bool(syncdir)))
        super().xDelete(filename, syncdir)


class WatchedFile(apsw.VFSFile):
    def __init__(self, disk, name, flags):
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.disk, self.name = disk, os.path.basename(path or "temporary")
        super().__init__("", name, flags)

    def xWrite(self, data, offset):
        self.disk.fault("write", len(data))
        self.disk.events.append(("write", self.name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size):
        self.disk.fault("truncate", 0)
        self.disk.events.append(("truncate", self.name, size))
        super().xTruncate(size)

    def xSync(self, flags):
        self.disk.fault("sync", 0)
        self.disk.events.append(("sync", self.name))
        super().xSync(flags)

    def xDeviceCharacteristics(self):
        return 0  # no promises: writes are not atomic, and a sync is needed for everything

    def xSectorSize(self):
        return SECTOR


def replay(folder, statements, disk, *, swap=()):
    """Run statements on a database in `folder` through the disk; yields the number of each that was done.

    `swap` replaces texts: (("synchronous=EXTRA", "synchronous=OFF"),).
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(apsw.Connection(str(folder / NAME), vfs=disk.vfs_name)) as connection:
        for number, statement in enumerate(statements):
            for old, new in swap:
                statement = statement.replace(old, new)
            connection.execute(statement).fetchall()
            yield number


def watched(name, fault=None):
    disk = Watched(name, fault)
    disk.vfs_name = name
    return disk


def session(statements):
    """The statements of a trace that change something or end a transaction, settings included."""
    kept = ("BEGIN", "COMMIT", "ROLLBACK", "INSERT", "UPDATE", "DELETE", "CREATE", "PRAGMA")
    return [text for text in statements if text.startswith(kept)]


# --- power cuts


class Platter:
    """What a disk holds while events reach it: what is synced, what is not, and deletions not yet synced."""

    def __init__(self, base=None):
        self.lasting = {name: bytearray(content) for name, content in (base or {}).items()}
        self.pending, self.deleted = {}, {}

    def follow(self, events):
        for event in events:
            kind, name = event[0], event[1]
            if kind in ("write", "truncate"):
                self.pending.setdefault(name, []).append(event)
            elif kind == "sync":
                self._sync(name)
            else:
                self._delete(name, durable=event[2])

    def _sync(self, name):
        if name not in self.lasting:
            self.deleted.clear()  # the first sync of a new file syncs its folder too
        content = self.lasting.setdefault(name, bytearray())
        for event in self.pending.pop(name, ()):
            apply(content, event)
        self.deleted.pop(name, None)

    def _delete(self, name, *, durable):
        content, rest = self.lasting.pop(name, None), self.pending.pop(name, [])
        self.deleted.pop(name, None)
        if content is not None and not durable:
            self.deleted[name] = (content, rest)

    def after_cut(self, dice):
        """What may lie on the disk when the power fails now: files by name."""
        lasting, pending = dict(self.lasting), dict(self.pending)
        for name, (content, rest) in self.deleted.items():
            if name not in lasting and name not in pending and dice.random() < 0.5:
                lasting[name], pending[name] = content, rest
        files = {
            name: _settled(lasting.get(name), pending.get(name, ()), dice)
            for name in sorted(lasting.keys() | pending.keys())
        }
        return {name: content for name, content in files.items() if content is not None}


def _settled(lasting, pending, dice):
    """One file after the cut: a part of what was not synced reached the disk, in any order of sectors."""
    if lasting is None and dice.random() < 0.3:
        return None
    content, mood = bytearray(lasting or b""), dice.random()
    for event in pending:
        if mood < 0.25 or (mood >= 0.5 and dice.random() < 0.5):
            torn = event[0] == "write" and mood >= 0.5 and dice.random() < 0.5
            for part in sectors(event, dice) if torn else (event,):
                apply(content, part)
    return bytes(content)


def sectors(event, dice):
    kind, name, offset, data = event
    for start in range(0, len(data), SECTOR):
        if dice.random() < 0.7:
            yield kind, name, offset + start, data[start : start + SECTOR]


def apply(content, event):
    if event[0] == "write":
        offset, data = event[2], event[3]
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(data)] = data
    elif len(content) > event[2]:
        del content[event[2] :]
    else:
        content.extend(bytes(event[2] - len(content)))


def lay_out(folder, files):
    """Put files into a folder that holds nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def has_journal(files):
    return len(files.get(NAME + "-journal", b"")) > 0


def recovery(folder, vfs_name):
    """Open the database in `folder` through a watched disk, as the next start would; what it did to files."""
    disk = watched(vfs_name)
    with suppress(apsw.Error), closing(apsw.Connection(str(folder / NAME), vfs=vfs_name)) as connection:
        connection.execute("PRAGMA synchronous=EXTRA; SELECT count(*) FROM change").fetchall()
    return disk.events


class Judge:
    """Starts the real store on what lies on a disk: ok, lost or damaged. Equal disks are looked at once."""

    def __init__(self, folder):
        self.folder = folder
        self.seen = {}

    def verdict(self, files, acknowledged):
        name = hashlib.sha256(repr(sorted(files.items())).encode()).digest()
        if name not in self.seen:
            lay_out(self.folder, files)
            self.seen[name] = found_in(self.folder)
        found = self.seen[name]
        if found is None:
            return "damaged"
        return "ok" if acknowledged <= found else "lost"


def found_in(folder):
    """The ids in the store in `folder`, by the real opening and the real check; None if it is not sound."""
    try:
        state = open_database(folder).state
    except UserError:
        return None
    try:
        checked = check(state.conn)
    except UserError:
        return None
    finally:
        close(state.conn)
    if not checked.report.sound or checked.report.repaired:
        return None
    return frozenset(checked.ids)


def plain_integrity(folder):
    """SQLite's own opinion of the file."""
    with closing(sqlite3.connect(folder / NAME)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
