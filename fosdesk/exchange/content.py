"""The bytes of the parts: deflated for writing, inflated and hashed within their limits for reading."""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fosdesk.base.errors import UserError
from fosdesk.base.files import told
from fosdesk.exchange.container import DEFLATED, RATIO, STORED, Entry
from fosdesk.exchange.manifest import Part

CHUNK = 1 << 18
_RAW_DEFLATE = -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Packed:
    """A part ready to be written: headers, line in the manifest, and its bytes as they go into the file."""

    entry: Entry
    part: Part
    chunks: Callable[[], Iterable[bytes]]


def pack_memory(name: str, chunks: Iterable[bytes], *, deflate: bool = False) -> Packed:
    """Prepare content that fits into memory; deflated only where that helps and readers accept the ratio."""
    kept = b"".join(chunks)
    crc, digest = zlib.crc32(kept), hashlib.sha256(kept).hexdigest()
    if deflate:
        squeeze = zlib.compressobj(6, zlib.DEFLATED, _RAW_DEFLATE)
        packed = squeeze.compress(kept) + squeeze.flush()
        if len(kept) / RATIO < len(packed) < len(kept):
            part = Part(name, len(kept), digest, len(packed), hashlib.sha256(packed).hexdigest())
            return Packed(Entry(name, DEFLATED, crc, len(packed), len(kept)), part, lambda: (packed,))
    return Packed(
        Entry(name, STORED, crc, len(kept), len(kept)), Part(name, len(kept), digest), lambda: (kept,)
    )


def pack_file(name: str, path: Path) -> Packed:
    """Prepare a file that is stored as it is and streamed twice: now for its hash, later into the dossier."""
    crc, size, digest = 0, 0, hashlib.sha256()
    with told(path):
        for chunk in file_chunks(path):
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            digest.update(chunk)
    part = Part(name, size, digest.hexdigest())
    return Packed(Entry(name, STORED, crc, size, size), part, lambda: _unchanged(path, part))


def file_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _unchanged(path: Path, part: Part) -> Iterator[bytes]:
    """The bytes of a file again; UserError when they are not those of the first time."""
    digest, size = hashlib.sha256(), 0
    with told(path):
        for chunk in file_chunks(path):
            size += len(chunk)
            digest.update(chunk)
            if size <= part.size:
                yield chunk
    if size != part.size or digest.hexdigest() != part.sha256:
        raise UserError("dossier.source_changed", path=path)


def read_packed(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The bytes of an entry as they stand in the file. UserError when the file ends before them."""
    stream.seek(entry.start)
    left = entry.packed
    while left:
        chunk = stream.read(min(CHUNK, left))
        if not chunk:
            raise altered(entry.name)
        left -= len(chunk)
        yield chunk


def inflate(chunks: Iterable[bytes], entry: Entry) -> Iterator[bytes]:
    """The content of an entry, never more than it declares, in pieces of bounded size."""
    if entry.method == STORED:
        yield from chunks
        return
    stretch, size = zlib.decompressobj(_RAW_DEFLATE), 0
    for chunk in chunks:
        for piece in _stretched(stretch, chunk, entry):
            size += len(piece)
            if size > entry.size:
                raise UserError("dossier.bomb", size=size)
            yield piece
    if size != entry.size or not stretch.eof:
        raise altered(entry.name)


def _stretched(stretch: "zlib._Decompress", chunk: bytes, entry: Entry) -> Iterator[bytes]:
    """What one packed chunk adds; zlib may hold more than one piece of output back."""
    more = True
    while more:
        try:
            piece = stretch.decompress(chunk, CHUNK)
        except zlib.error as error:
            raise altered(entry.name) from error
        yield piece
        chunk = stretch.unconsumed_tail
        more = not stretch.eof and (len(piece) == CHUNK or bool(chunk))
    if stretch.unused_data:
        raise altered(entry.name)


def verified(stream: BinaryIO, entry: Entry, part: Part, seen: Callable[[bytes], object]) -> Iterator[bytes]:
    """The content of a part; the last piece is followed by UserError unless sizes, CRC and hashes are right.

    `seen` receives the bytes of the file as they pass.
    """
    packed, content, crc, size = hashlib.sha256(), hashlib.sha256(), 0, 0
    for piece in inflate(_watched(read_packed(stream, entry), packed.update, seen), entry):
        content.update(piece)
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        yield piece
    same = content.hexdigest() == part.sha256 and size == part.size and crc == entry.crc
    if not same or (part.packed_size is not None and packed.hexdigest() != part.packed_sha256):
        raise altered(entry.name)


def _watched(chunks: Iterable[bytes], *watchers: Callable[[bytes], object]) -> Iterator[bytes]:
    for chunk in chunks:
        for watch in watchers:
            watch(chunk)
        yield chunk


def put_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a new file, whole or not at all, and onto the disk. UserError about `path` where that fails."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())


def altered(name: str) -> UserError:
    """The refusal of a part whose bytes are not those the manifest names."""
    return UserError("dossier.altered", part=name)
