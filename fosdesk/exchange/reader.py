"""Reading a dossier, in exactly the order of checks of STORE.md; this runs in a worker process.

Size, inventory of the zip, mimetype, manifest, signature, hashes, bodies. Nothing is taken out of the file
before all of it is verified, and what is taken out is hashed once more on the way.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fosdesk.base.errors import UserError
from fosdesk.exchange.container import DEFLATED, STORED, Entry, directory, local_header, read_inventory
from fosdesk.exchange.content import altered, put_file, read_packed, verified
from fosdesk.exchange.journal_lines import Tally, split_lines
from fosdesk.exchange.manifest import (
    JOURNAL,
    MANIFEST,
    MAX_MANIFEST,
    MEDIA_TYPE,
    MIMETYPE,
    SIGNATURE,
    Manifest,
    Part,
    decode_manifest,
)
from fosdesk.exchange.refusals import what_is_wrong
from fosdesk.exchange.signature import MAX_SIGNATURE, Signature, check_signature

_FIRST = (MIMETYPE, MANIFEST, SIGNATURE)


@dataclass(frozen=True, slots=True)
class Verified:
    """A dossier all of whose bytes were checked; `sha256` is that of the whole file."""

    manifest: Manifest
    raw_manifest: bytes
    signatures: tuple[Signature, ...]
    entries: tuple[Entry, ...]
    sha256: str
    size: int


def verify_dossier(stream: BinaryIO, size: int, this_version: str, assessment: str | None = None) -> Verified:
    """Check all of a dossier of `size` bytes; `assessment` is the one it must belong to, if any.

    Raises UserError naming what is wrong and what to do, and nothing else, whatever the bytes are.
    """
    found = _verify_parts(stream, size, this_version)
    if assessment is not None and found.manifest.assessment != assessment:
        raise UserError("dossier.other_assessment", expected=assessment, found=found.manifest.assessment)
    _check_bodies(stream, found.entries, found.manifest)
    return found


def verify_written(stream: BinaryIO, size: int, this_version: str) -> Manifest:
    """Check that a dossier of `size` bytes, just written here, is whole, and return what it says of itself.

    Its bodies were read one by one when it was prepared. Where the manifest is the same, the SHA-256 of the
    journal is, and the bodies are. Raises UserError as `verify_dossier`.
    """
    return _verify_parts(stream, size, this_version).manifest


def _verify_parts(stream: BinaryIO, size: int, this_version: str) -> Verified:
    """Everything but the bodies: inventory, manifest, signature, the hash of every part."""
    try:
        entries = _inventory(stream, size)
        raw = _small_part(stream, entries[1], MAX_MANIFEST)
        manifest = decode_manifest(raw, this_version)
    except UserError as refusal:
        raise what_is_wrong(stream, size, this_version, refusal) from None
    signatures = check_signature(_small_part(stream, entries[2], MAX_SIGNATURE), raw, manifest.station)
    parts = _parts_of(entries, manifest)
    sha256 = _check_hashes(stream, entries, parts)
    return Verified(manifest, raw, signatures, entries, sha256, size)


def _inventory(stream: BinaryIO, size: int) -> tuple[Entry, ...]:
    """The entries, of which the first three are what every dossier begins with."""
    entries = read_inventory(stream, size)
    first = [(entry.name, entry.method) for entry in entries[:3]]
    if first != [(MIMETYPE, STORED), (MANIFEST, STORED), (SIGNATURE, STORED)]:
        raise UserError("dossier.repacked", detail="first parts")
    if _small_part(stream, entries[0], len(MEDIA_TYPE)) != MEDIA_TYPE:
        raise UserError("dossier.not_dossier")
    return entries


def _small_part(stream: BinaryIO, entry: Entry, most: int) -> bytes:
    """The content of a stored part that has no line in the manifest."""
    if entry.size > most:
        raise UserError("dossier.part_too_large", part=entry.name)
    content = b"".join(read_packed(stream, entry))
    if zlib.crc32(content) != entry.crc:
        raise altered(entry.name)
    return content


def _parts_of(entries: tuple[Entry, ...], manifest: Manifest) -> dict[str, Part]:
    """The parts by name, after comparing inventory and manifest: nothing unlisted, nothing missing."""
    listed = {part.name: part for part in manifest.parts}
    for entry in entries[3:]:
        part = listed.get(entry.name)
        if part is None:
            raise UserError("dossier.part_unlisted", part=entry.name)
        method = STORED if part.packed_size is None else DEFLATED
        if (entry.method, entry.packed, entry.size) != (method, part.in_file, part.size):
            raise altered(entry.name)
    if [entry.name for entry in entries[3:]] != list(listed):
        raise altered(MANIFEST)
    return listed


def _check_hashes(stream: BinaryIO, entries: tuple[Entry, ...], parts: dict[str, Part]) -> str:
    """Compare every part with the manifest in one pass over the file; return the SHA-256 of the file."""
    whole = hashlib.sha256()
    for entry in entries:
        whole.update(local_header(entry))
        part = parts.get(entry.name)
        if part is None:
            _drain(read_packed(stream, entry), whole.update)
        else:
            _drain(verified(stream, entry, part, whole.update), len)
    whole.update(directory(entries))
    return whole.hexdigest()


def _drain(chunks: Iterator[bytes], take: Callable[[bytes], object]) -> None:
    for chunk in chunks:
        take(chunk)


def _check_bodies(stream: BinaryIO, entries: tuple[Entry, ...], manifest: Manifest) -> None:
    """Every line is a change of this assessment, and together they are what the manifest says."""
    tally = Tally(manifest.assessment)
    for body in _bodies(stream, entries, manifest):
        tally.add(body)
    for field, said, found in (
        ("changes", manifest.changes, tally.count),
        ("root", manifest.root, tally.root),
        ("heads", manifest.heads, tally.heads()),
    ):
        if said != found:
            raise UserError("dossier.manifest", field=field)


def _bodies(stream: BinaryIO, entries: tuple[Entry, ...], manifest: Manifest) -> Iterator[bytes]:
    journal = next(entry for entry in entries if entry.name == JOURNAL)
    return split_lines(verified(stream, journal, manifest.parts[0], len))


def journal_bodies(stream: BinaryIO, found: Verified) -> Iterator[bytes]:
    """The bodies of a verified dossier, in their order, without taking it out."""
    return _bodies(stream, found.entries, found.manifest)


def take_out(stream: BinaryIO, found: Verified, folder: Path) -> None:
    """Write the verified parts below `folder`, each hashed again; after a UserError the caller cleans up."""
    parts = {part.name: part for part in found.manifest.parts}
    for entry in found.entries[3:]:
        put_file(folder / entry.name, verified(stream, entry, parts[entry.name], len))
