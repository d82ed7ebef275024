"""Files of evidence: kept once by their SHA-256, never altered or removed.

Evidence by reference (a document that is named and not kept) has an id of its own in place of a hash.
"""

import hashlib
import mimetypes
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import fsync_folder, told
from fosdesk.base.progress import Progress, SilentProgress
from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import Cell, Snapshot
from fosdesk.store.records import Blob

EVIDENCE_FOLDER = "evidence"
EVIDENCE_FIELD = "evidence:"
_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII).fullmatch


def evidence_path(folder: Path, sha256: str) -> Path:
    """Where a store keeps the file with this hash, whether it is there or not."""
    return folder / EVIDENCE_FOLDER / sha256[:2] / sha256


def keep_file(folder: Path, source: Path, expected: str = "", progress: Progress | None = None) -> Blob:
    """Copy a file into the evidence of the store in `folder`; the same content is kept once.

    Where the file kept under its hash was damaged since, the sound one takes its place.

    `progress` is told the bytes that were copied. Raises Cancelled, after which nothing is left;
    UserError: file.… about the source or the place it goes to, store.evidence_differs where the hash is not
    the `expected` one.
    """
    evidence = folder / EVIDENCE_FOLDER
    beside = evidence / f".{secrets.token_hex(8)}.part"
    with told(evidence):
        evidence.mkdir(exist_ok=True)
    try:
        sha256, size = _copy(source, beside, progress or SilentProgress())
        if expected and sha256 != expected:
            raise UserError("store.evidence_differs", path=source)
        target = evidence_path(folder, sha256)
        with told(target):
            if target.exists() and _digest(target) == sha256:
                beside.unlink()
            else:
                target.parent.mkdir(exist_ok=True)
                os.replace(beside, target)
                fsync_folder(target.parent)
                fsync_folder(evidence)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    media_type = mimetypes.guess_type(source.name)[0] or "application/octet-stream"
    return Blob(sha256, size, media_type, source.name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path, progress: Progress) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with told(source):
        reader, whole = source.open("rb"), source.stat().st_size
    with reader, told(target), target.open("xb") as writer:
        while chunk := reader.read(_CHUNK):
            writer.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            progress.report(size, max(size, whole), source.name)
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest(), size


def linked_evidence(snapshot: Snapshot) -> frozenset[str]:
    """The hashes of all files that answers refer to at this moment."""
    return frozenset(
        name.removeprefix(EVIDENCE_FIELD)
        for (_, name), cell in snapshot.cells.items()
        if name.startswith(EVIDENCE_FIELD)
        and _SHA256(name.removeprefix(EVIDENCE_FIELD))
        and any(value.get("v") for value in shown_values(cell))
    )


def shown_values(cell: Cell) -> tuple[CellValue, ...]:
    """The value of a cell, or all of them where they disagree."""
    return tuple(value for _, value in cell.values) or (cell.value,)
