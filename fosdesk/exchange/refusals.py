"""What is wrong with a file that is not a whole dossier: said so that the person knows what to do.

The manifest stands at the front and names the size of every part, so even half a file can tell how much of it
is missing, or that it comes from a newer FOSDesk. What is read here is not verified; it only chooses between
refusals.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import BinaryIO

from fosdesk.base.errors import UserError
from fosdesk.exchange import shapes
from fosdesk.exchange.container import MAX_FILE, STORED, Entry, local_header, packed_size_in, whole_size
from fosdesk.exchange.manifest import (
    JOURNAL,
    MANIFEST,
    MAX_MANIFEST,
    MEDIA_TYPE,
    MIMETYPE,
    SIGNATURE,
    check_reader,
)
from fosdesk.exchange.shapes import Misfit

_START = (
    local_header(Entry(MIMETYPE, STORED, zlib.crc32(MEDIA_TYPE), len(MEDIA_TYPE), len(MEDIA_TYPE)))
    + MEDIA_TYPE
)
_ONE_SIGNATURE = 284
_LOOKED_AT = 8192
_TENTH = Decimal("0.1")
_VAGUE = frozenset({"dossier.repacked", "dossier.part_name", "dossier.altered", "dossier.too_many"})

_STRANGERS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("dossier.is_pdf", lambda ends: b"%PDF-" in ends[:1024]),
    ("dossier.is_workbook", lambda ends: _zip_with(ends, b"xl/w")),
    ("dossier.is_document", lambda ends: _zip_with(ends, b"word/d")),
    ("dossier.is_sealed", lambda ends: ends.startswith((b"age-encryption.org/", b"-----BEGIN AGE"))),
    ("dossier.is_store", lambda ends: ends.startswith(b"SQLite format 3\0")),
    ("dossier.repacked", lambda ends: _zip_with(ends, MEDIA_TYPE)),
)


def what_is_wrong(stream: BinaryIO, size: int, this_version: str, refusal: UserError) -> UserError:
    """The refusal that tells most about the file; `refusal` itself where there is nothing better to say."""
    stream.seek(0)
    head = stream.read(_LOOKED_AT)
    if head.startswith(_START):
        vague = refusal.code in _VAGUE
        return (_from_the_front(stream, size, this_version) if vague else None) or refusal
    if not head:
        return UserError("dossier.empty")
    if _START.startswith(head):
        return UserError("dossier.cut_short")
    stream.seek(max(0, size - _LOOKED_AT))
    looked_at = head + stream.read(_LOOKED_AT)
    return UserError(next((code for code, fits in _STRANGERS if fits(looked_at)), "dossier.not_dossier"))


def _zip_with(ends: bytes, name: bytes) -> bool:
    """Whether the two ends of a file, joined, look like a zip that names `name`."""
    return ends.startswith(b"PK\x03\x04") and name in ends


def _from_the_front(stream: BinaryIO, size: int, this_version: str) -> UserError | None:
    """Newer, incomplete or grown, as the manifest at the front of the file tells it; None if it does not."""
    stream.seek(len(_START))
    length = packed_size_in(stream, MANIFEST)
    if length is None or length > MAX_MANIFEST:
        return UserError("dossier.cut_short") if stream.tell() >= size else None
    raw = stream.read(length)
    if len(raw) < length:
        return UserError("dossier.cut_short")
    try:
        fields = shapes.a_mapping(json.loads(raw), "")
        check_reader(fields, this_version)
        whole = _whole_size(fields, length, packed_size_in(stream, SIGNATURE) or _ONE_SIGNATURE)
    except UserError as newer:
        return newer
    except (Misfit, ValueError, RecursionError):
        return None
    return _by_size(size, whole)


def _whole_size(fields: Mapping[str, object], manifest: int, signature: int) -> int:
    """The size of the whole file as its manifest adds up."""
    sizes = [(MIMETYPE, len(MEDIA_TYPE)), (MANIFEST, manifest), (SIGNATURE, signature)]
    for entry in shapes.a_list(fields.get("parts"), "parts", 100_000):
        part = shapes.a_mapping(entry, JOURNAL)
        name = shapes.a_text(part.get("name"), "name")
        sizes.append((name, shapes.a_whole(part.get("packed_size", part.get("size")), name, 0, MAX_FILE)))
    return whole_size(sizes)


def _by_size(size: int, whole: int) -> UserError | None:
    if size > whole:
        return UserError("dossier.grown", extra=size - whole)
    if size == whole:
        return None
    unit, code = (
        (1_000_000, "dossier.incomplete") if whole >= 1_000_000 else (1_000, "dossier.incomplete_small")
    )
    have = (Decimal(size) / unit).quantize(_TENTH, ROUND_FLOOR)
    return UserError(code, have=have, whole=(Decimal(whole) / unit).quantize(_TENTH, ROUND_CEILING))
