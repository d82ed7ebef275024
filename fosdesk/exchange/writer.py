"""Writing a dossier: the same source gives the same bytes, and evidence is streamed, never loaded whole."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from fosdesk import __version__
from fosdesk.base.errors import UserError
from fosdesk.base.files import write_unique
from fosdesk.base.progress import Progress, SilentProgress
from fosdesk.exchange.container import MAX_FILE, directory, local_header
from fosdesk.exchange.content import Packed, pack_file, pack_memory
from fosdesk.exchange.journal_lines import Tally
from fosdesk.exchange.manifest import (
    JOURNAL,
    MANIFEST,
    MEDIA_TYPE,
    MIMETYPE,
    SIGNATURE,
    Kind,
    Manifest,
    PackStamp,
    Tier,
    decode_manifest,
    encode_manifest,
    part_order,
)
from fosdesk.exchange.signature import Signer, sign_manifest
from fosdesk.model.journal import code_of_root

ENDING = ".fosdesk"


@dataclass(frozen=True, slots=True)
class PackFiles:
    """A pack that travels along: `files` maps paths inside the pack ("pack.yaml") to their bytes."""

    stamp: PackStamp
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DossierSource:
    """What goes into a dossier.

    `dossier` is a new id; `bodies` the journal in dependency order, read once; `evidence` maps SHA-256 to a
    file with that content; `left_out` names referenced evidence that stays at home or is missing; `documents`
    maps file names to files and belongs to submissions only.
    """

    kind: Kind
    dossier: str
    assessment: str
    edition: str
    bodies: Iterable[bytes]
    created: datetime
    packs: Sequence[PackFiles] = ()
    evidence: Mapping[str, Path] = field(default_factory=dict)
    documents: Mapping[str, Path] = field(default_factory=dict)
    left_out: Iterable[str] = ()
    tier: Tier = Tier.NATIONAL


@dataclass(frozen=True, slots=True)
class Prepared:
    """A dossier whose every byte is decided: `size` in bytes, `code` the convergence code of its journal."""

    manifest: Manifest
    packed: tuple[Packed, ...]
    size: int

    @property
    def code(self) -> str:
        """The eight characters people compare."""
        return code_of_root(self.manifest.root)


@dataclass(frozen=True, slots=True)
class Written:
    """A dossier that was written, flushed to the device and read back."""

    path: Path
    manifest: Manifest
    sha256: str
    size: int


def prepare(
    source: DossierSource,
    station: Signer,
    person: Signer | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Verify the journal, hash the files, sign. Raises UserError: nothing unreadable is ever written."""
    tally = Tally(source.assessment)
    journal = pack_memory(JOURNAL, _lines(source.bodies, tally), deflate=True)
    packed = [journal, *_pack_parts(source), *_files(source, progress or SilentProgress())]
    packed.sort(key=lambda one: part_order(one.part.name, source.kind))
    manifest = _manifest(source, station.station_id, tally, packed)
    raw = encode_manifest(manifest)
    if decode_manifest(raw, __version__) != manifest:
        raise ValueError("the manifest does not read back as it was written")
    first = [
        pack_memory(MIMETYPE, [MEDIA_TYPE]),
        pack_memory(MANIFEST, [raw]),
        pack_memory(SIGNATURE, [sign_manifest(raw, station, person)]),
    ]
    return _placed(manifest, [*first, *packed])


def _lines(bodies: Iterable[bytes], tally: Tally) -> Iterator[bytes]:
    for body in bodies:
        tally.add(body)
        yield body + b"\n"


def _pack_parts(source: DossierSource) -> Iterator[Packed]:
    for pack in source.packs:
        for name, content in pack.files.items():
            yield pack_memory(f"{pack.stamp.folder}/{name}", [content], deflate=True)


def _files(source: DossierSource, progress: Progress) -> Iterator[Packed]:
    """Evidence and documents, hashed. Evidence whose content is not what its name says is refused."""
    total = len(source.evidence) + len(source.documents)
    for done, (digest, path) in enumerate(source.evidence.items()):
        progress.report(done, total)
        packed = pack_file(f"evidence/{digest}", path)
        if packed.part.sha256 != digest:
            raise UserError("dossier.evidence_damaged", path=path, evidence=digest)
        yield packed
    for done, (name, path) in enumerate(source.documents.items(), len(source.evidence)):
        progress.report(done, total)
        yield pack_file(f"documents/{name}", path)


def _manifest(source: DossierSource, station: str, tally: Tally, packed: Sequence[Packed]) -> Manifest:
    return Manifest(
        dossier=source.dossier,
        kind=source.kind,
        assessment=source.assessment,
        edition=source.edition,
        station=station,
        packs=tuple(
            sorted((pack.stamp for pack in source.packs), key=lambda stamp: (stamp.id, stamp.version))
        ),
        parts=tuple(one.part for one in packed),
        heads=tally.heads(),
        changes=tally.count,
        root=tally.root,
        tier=source.tier,
        created=source.created.isoformat(timespec="seconds"),
        writer=__version__,
        left_out=tuple(sorted(set(source.left_out) - set(source.evidence))),
    )


def _placed(manifest: Manifest, packed: Sequence[Packed]) -> Prepared:
    """Give every part its place in the file."""
    placed, offset = [], 0
    for one in packed:
        entry = replace(one.entry, offset=offset)
        placed.append(replace(one, entry=entry))
        offset = entry.end
    size = offset + len(directory(one.entry for one in placed))
    if size > MAX_FILE:
        raise UserError("dossier.too_large_to_write", size=size // 1_000_000, limit=MAX_FILE // 1_000_000)
    return Prepared(manifest, tuple(placed), size)


def dossier_bytes(prepared: Prepared, progress: Progress | None = None) -> Iterator[bytes]:
    """All bytes of the file from first to last, a piece at a time."""
    told, done = progress or SilentProgress(), 0
    for one in prepared.packed:
        header = local_header(one.entry)
        yield header
        done += len(header)
        for chunk in one.chunks():
            told.report(done, prepared.size)
            yield chunk
            done += len(chunk)
    yield directory(one.entry for one in prepared.packed)
    told.report(prepared.size, prepared.size)


def write_dossier(folder: Path, name: str, prepared: Prepared, progress: Progress | None = None) -> Written:
    """Write a prepared dossier into `folder` under `name` or the next free one, for sticks and disks alike.

    Never overwrites. When this returns the file was flushed and read back whole; when it raises (UserError,
    Cancelled) no part of it is left.
    """
    digest = hashlib.sha256()

    def watched() -> Iterator[bytes]:
        for chunk in dossier_bytes(prepared, progress):
            digest.update(chunk)
            yield chunk

    path = write_unique(folder, name, watched())
    return Written(path, prepared.manifest, digest.hexdigest(), prepared.size)


def dossier_name(country: str, prepared: Prepared) -> str:
    """A name that sorts by country and day and tells two states apart: FOS-VLD-20260401-7K2M9Q4T.fosdesk.

    Only capital letters, digits and hyphens, which every stick takes; the day is that of `created`.
    """
    letters = "".join(c for c in country.upper() if c.isascii() and c.isalnum())[:12] or "COPY"
    day = prepared.manifest.created[:10].replace("-", "")
    return f"FOS-{letters}-{day}-{prepared.code}{ENDING}"
