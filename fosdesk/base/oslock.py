"""One process at a time: a lock of the operating system on a file, held for the life of the process.

The system lets go of it when the process ends, however it ends. Beside the lock lies a small JSON file that
says who holds it, for the sentence that the second process shows; it decides nothing.
"""

import errno
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from fosdesk.base.errors import UserError
from fosdesk.base.files import told, user_error

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class FolderLock:
    """The lock on the file `path` (for example ``store.lock``), taken by `acquire`, usable as a context."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file

    @classmethod
    def acquire(cls, path: Path, info: Mapping[str, object]) -> Self:
        """Take the lock and note `info` (host, pid, person) beside it.

        Raises `UserError`: ``store.locked`` with what the holder noted, ``store.cannot_lock`` where the disk
        knows no locks, ``file.…``. The file itself is never removed: that would let two processes in.
        """
        with told(path):
            file = path.open("ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise _refusal(path, error) from error
        lock = cls(path, file)
        lock._note(info)
        return lock

    def release(self) -> None:
        """Let go. Calling it twice is harmless."""
        if not self._file.closed:
            _note_path(self.path).unlink(missing_ok=True)
            _unlock(self._file)
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _note(self, info: Mapping[str, object]) -> None:
        try:
            _note_path(self.path).write_text(json.dumps(dict(info), ensure_ascii=False), encoding="utf-8")
        except OSError as error:
            self.release()
            raise user_error(error, self.path) from error


def holder(path: Path) -> dict[str, str]:
    """What the last holder of the lock on `path` noted: host, pid, person; a dash for what is not known."""
    try:
        noted = json.loads(_note_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        noted = {}
    known = noted if isinstance(noted, dict) else {}
    return {name: str(known.get(name, "–")) for name in ("host", "pid", "person")}


def _note_path(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _refusal(path: Path, error: OSError) -> UserError:
    if error.errno in _HELD:
        return UserError("store.locked", **holder(path))
    return UserError("store.cannot_lock", path=path)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


def this_process(person: str) -> dict[str, object]:
    """The note of this process: host, pid and the name of the person who works here."""
    import socket

    return {"host": socket.gethostname(), "pid": os.getpid(), "person": person}
