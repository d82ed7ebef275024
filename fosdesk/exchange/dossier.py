"""Dossiers, the files that travel: write one, check one, read one, set a refused one aside.

Reading happens in a worker process with limits on time and memory (STORE.md S9): `WORKERS` is its part of the
table that the program's hidden subcommand serves.
"""

import json
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from fosdesk import __version__
from fosdesk.base.errors import FosdeskError, UserError
from fosdesk.base.files import safe_name, sha256_file, told, write_replacing
from fosdesk.base.worker import Work, run_worker
from fosdesk.exchange.manifest import JOURNAL, Kind, Manifest, PackStamp, Part, Tier, decode_manifest
from fosdesk.exchange.reader import take_out, verify_dossier
from fosdesk.exchange.signature import Signature
from fosdesk.exchange.writer import (
    ENDING,
    DossierSource,
    PackFiles,
    Prepared,
    Written,
    dossier_bytes,
    dossier_name,
    prepare,
    write_dossier,
)
from fosdesk.model.journal import code_of_root

__all__ = [
    "ENDING",
    "WORKERS",
    "DossierContent",
    "DossierFacts",
    "DossierSource",
    "Kind",
    "Manifest",
    "PackFiles",
    "PackStamp",
    "Part",
    "Prepared",
    "Tier",
    "Written",
    "check_dossier",
    "dossier_bytes",
    "dossier_name",
    "prepare",
    "read_dossier",
    "set_aside",
    "write_dossier",
]

WORKER = "dossier"
_SECONDS, _BYTES_A_SECOND, _MEGABYTES = 60, 5_000_000, 512
_MOST_KEPT = 100_000_000


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A dossier that passed every check: what it says of itself, who signed, and what file it was."""

    path: Path
    manifest: Manifest
    signatures: tuple[Signature, ...]
    known: bool
    sha256: str
    size: int

    @property
    def code(self) -> str:
        """The convergence code of its journal."""
        return code_of_root(self.manifest.root)


@dataclass(frozen=True, slots=True)
class DossierContent:
    """The verified content of a dossier, taken out into `folder`."""

    facts: DossierFacts
    folder: Path

    @property
    def manifest(self) -> Manifest:
        """What the dossier says of itself."""
        return self.facts.manifest

    def bodies(self) -> Iterator[bytes]:
        """The bodies of the changes, in dependency order."""
        with (self.folder / JOURNAL).open("rb") as journal:
            for line in journal:
                yield line[:-1]

    def evidence(self) -> Mapping[str, Path]:
        """The evidence in the dossier, by SHA-256."""
        return {part.sha256: self.folder / part.name for part in self.manifest.below("evidence")}

    def documents(self) -> Mapping[str, Path]:
        """The documents of a submission, by file name."""
        return {
            part.name.removeprefix("documents/"): self.folder / part.name
            for part in self.manifest.below("documents")
        }

    def packs(self) -> Mapping[PackStamp, Path]:
        """The packs in the dossier and the folder each lies in; the hash is still to be compared."""
        folders = {pack: self.folder / pack.folder for pack in self.manifest.packs}
        return {pack: folder for pack, folder in folders.items() if folder.is_dir()}


def check_dossier(
    path: Path,
    known: Collection[str] = (),
    assessment: str | None = None,
    program: Sequence[str] | None = None,
) -> DossierFacts:
    """Verify a dossier without taking anything out of it.

    `known` are the stations whose signature counts as known; `assessment`, if given, the one it must belong
    to; `program` the command that serves workers (as `run_worker`). Raises UserError naming what is wrong.
    """
    return _ask_worker(path, None, known, assessment, program)


def read_dossier(
    path: Path,
    folder: Path,
    known: Collection[str] = (),
    assessment: str | None = None,
    program: Sequence[str] | None = None,
) -> DossierContent:
    """Verify a dossier and take its parts out into `folder`, which must be new or empty.

    Everything is verified before the first part is written. Raises UserError as `check_dossier`, and leaves
    `folder` empty then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty")
    try:
        return DossierContent(_ask_worker(path, folder, known, assessment, program), folder)
    except BaseException:
        _empty(folder)
        raise


def _ask_worker(
    path: Path,
    folder: Path | None,
    known: Collection[str],
    assessment: str | None,
    program: Sequence[str] | None,
) -> DossierFacts:
    size = _size_of(path)
    payload = {"path": str(path), "folder": str(folder) if folder else None, "assessment": assessment}
    seconds = _SECONDS + size // _BYTES_A_SECOND
    answer = run_worker(WORKER, payload, seconds, _MEGABYTES, program)
    manifest = decode_manifest(str(answer["manifest"]).encode("utf-8"), __version__)
    signatures = tuple(
        Signature(str(by), str(key)) for by, key in cast(list[list[str]], answer["signatures"])
    )
    sha256, whole = str(answer["sha256"]), cast(int, answer["size"])
    return DossierFacts(path, manifest, signatures, manifest.station in known, sha256, whole)


def _size_of(path: Path) -> int:
    """The size of a file that can be read as one. UserError for folders, devices and what is not there."""
    with told(path):
        facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        raise UserError("dossier.is_folder", path=path)
    if not stat.S_ISREG(facts.st_mode):
        raise UserError("dossier.not_dossier")
    return facts.st_size


def work(payload: dict[str, object]) -> dict[str, object]:
    """The worker: verify the file at `path` and, where `folder` is given, take its parts out into it."""
    path, folder, assessment = Path(str(payload["path"])), payload["folder"], payload["assessment"]
    size = _size_of(path)
    with told(path), path.open("rb") as stream:
        found = verify_dossier(stream, size, __version__, None if assessment is None else str(assessment))
        if folder is not None:
            take_out(stream, found, Path(str(folder)))
    return {
        "manifest": found.raw_manifest.decode("utf-8"),
        "signatures": [[one.by, one.key] for one in found.signatures],
        "sha256": found.sha256,
        "size": found.size,
    }


WORKERS: Mapping[str, Work] = {WORKER: work}


def set_aside(path: Path, quarantine: Path, error: FosdeskError, at: datetime) -> Path:
    """Keep a refused file with the reason, in a folder of its own inside `quarantine`; the file itself stays.

    Files over 100 MB are described, not copied. The same file refused twice is kept once. Returns the folder.
    """
    with told(path):
        size, digest = path.stat().st_size, sha256_file(path)
        folder = quarantine / digest[:20]
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{safe_name(path.name)}.refused"
        if size <= _MOST_KEPT and not kept.exists():
            write_replacing(kept, lambda file: _copy(path, file))
    reason = {
        "file": path.name,
        "size": size,
        "sha256": digest,
        "code": error.code,
        "params": {name: str(value) for name, value in error.params.items()},
        "at": at.isoformat(timespec="seconds"),
    }
    write_replacing(folder / "reason.json", json.dumps(reason, indent=1).encode("ascii"))
    return folder


def _copy(path: Path, file: BinaryIO) -> None:
    with path.open("rb") as source:
        shutil.copyfileobj(source, file)


def _empty(folder: Path) -> None:
    """Remove what a failed reading left in the folder."""
    for child in folder.iterdir():
        if child.is_dir():
            shutil.rmtree(child, ignore_errors=True)
        else:
            child.unlink(missing_ok=True)
