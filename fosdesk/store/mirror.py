"""The mirror: recent changes once more, in a plain file beside the store.

It guards against a damaged store, not against power cuts: it is written after the commit and flushed to the
disk every two seconds. Each record is the length of the body (4 bytes, big end first), the body, and the
SHA-256 that is the change's id (32 bytes). A backup that was verified makes the older part superfluous.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from fosdesk.base.files import write_replacing
from fosdesk.model.journal import MAX_BODY, change_id

MIRROR_FILE = "mirror.log"
FLUSH_SECONDS = 2.0
_DIGEST = 32


class Mirror:
    """The open mirror of one store, used by the store thread only.

    A disk that takes nothing makes it fall behind, never the store fail: what could not be written stays in
    memory and goes first the next time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None
        self._pending: list[bytes] = []
        self.unflushed = False

    def append(self, changes: Iterable[tuple[str, bytes]]) -> None:
        """Add committed changes, each as its id and its body; flushed to the disk by `flush`."""
        self._pending.extend(record(name, body) for name, body in changes)
        self._write_pending()

    def flush(self) -> None:
        """Bring everything written to the disk."""
        self._write_pending()
        if self._file is None or self._pending:
            return
        try:
            os.fsync(self._file.fileno())
        except OSError:
            return
        self.unflushed = False

    def replace(self, bodies: Iterable[bytes]) -> None:
        """Start again with these changes: what the last verified backup does not hold."""
        self.close()
        write_replacing(self.path, b"".join(record(change_id(body), body) for body in bodies))
        self._pending.clear()

    def close(self) -> None:
        """Flush and close; the next `append` opens it again."""
        if self._file is not None:
            self.flush()
            self._file.close()
            self._file = None

    def _write_pending(self) -> None:
        if not self._pending:
            return
        self.unflushed = True
        try:
            self._file = self._file or self._open()
            self._file.write(b"".join(self._pending))
            self._file.flush()
        except OSError:
            self._drop_file()
            return
        self._pending.clear()

    def _open(self) -> BinaryIO:
        """Open the file behind its last whole record; a torn one is written over."""
        whole = sum(4 + len(body) + _DIGEST for body in read_mirror(self.path))
        file = self.path.open("r+b" if self.path.exists() else "w+b")
        file.truncate(whole)
        file.seek(whole)
        return file

    def _drop_file(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None


def record(name: str, body: bytes) -> bytes:
    """One record of the mirror: the change with this id."""
    return len(body).to_bytes(4, "big") + body + bytes.fromhex(name)


def read_mirror(path: Path) -> Iterator[bytes]:
    """The bodies of a mirror up to the first record that is cut off or does not fit its checksum."""
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        while True:
            head = file.read(4)
            size = int.from_bytes(head, "big")
            if len(head) < 4 or not 0 < size <= MAX_BODY:
                return
            body, digest = file.read(size), file.read(_DIGEST)
            if len(body) < size or digest.hex() != change_id(body):
                return
            yield body
