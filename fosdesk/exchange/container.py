"""The zip of a dossier, in one exact form: every byte of it is either content or predictable.

Any zip tool can open the file, but only this form is accepted: entries one after the other from the first
byte, no extra fields, no comments, no data descriptors, no links, no encryption, nothing between or around
them, fixed time stamps. So nothing can hide where two programs would read the same archive differently
(STORE.md, "Dossier"; reference/reliability.md, 5).
"""

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from fosdesk.base.errors import UserError
from fosdesk.base.text import visible

STORED, DEFLATED = 0, 8
MAX_FILE = 1 << 30
MAX_UNPACKED = 1 << 30
MAX_ENTRIES = 5_000
MAX_NAME = 160
RATIO, RATIO_FROM = 200, 1 << 20
_MB = 1_000_000

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UNIX, _JANUARY_1980, _REGULAR_FILE = 20, 3 << 8, 0x21, 0o100644 << 16
_ENCRYPTED = 1
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
_SEGMENT = r"[A-Za-z0-9_](?:[A-Za-z0-9._@+-]{0,60}[A-Za-z0-9_])?"
_ALLOWED = re.compile(
    r"mimetype|manifest\.json|signature|journal\.jsonl"
    rf"|packs(?:/{_SEGMENT}){{2,5}}|evidence/[0-9a-f]{{64}}|documents/{_SEGMENT}"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One part inside the zip; sizes in bytes, `offset` of its local header from the first byte."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int = 0

    @property
    def start(self) -> int:
        """Where its packed bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next entry, or the directory, begins."""
        return self.start + self.packed


def allowed_name(name: str) -> bool:
    """Whether a part may carry this name: one of the known places, plain ASCII, safe on every system."""
    if len(name) > MAX_NAME or not _ALLOWED.fullmatch(name):
        return False
    return all(segment.split(".")[0].lower() not in _RESERVED for segment in name.split("/"))


def local_header(entry: Entry) -> bytes:
    """The bytes that stand before the packed bytes of an entry."""
    fixed = _LOCAL.pack(
        b"PK\x03\x04", _VERSION, 0, entry.method, 0, _JANUARY_1980,
        entry.crc, entry.packed, entry.size, len(entry.name), 0,
    )  # fmt: skip
    return fixed + entry.name.encode("ascii")


def directory(entries: Iterable[Entry]) -> bytes:
    """The central directory and the end record: what closes the file."""
    rows, offset = [], 0
    for entry in entries:
        rows.append(_directory_row(entry))
        offset = entry.end
    body = b"".join(rows)
    return body + _END.pack(b"PK\x05\x06", 0, 0, len(rows), len(rows), len(body), offset, 0)


def _directory_row(entry: Entry) -> bytes:
    fixed = _CENTRAL.pack(
        b"PK\x01\x02", _UNIX | _VERSION, _VERSION, 0, entry.method, 0, _JANUARY_1980,
        entry.crc, entry.packed, entry.size, len(entry.name), 0, 0, 0, 0, _REGULAR_FILE, entry.offset,
    )  # fmt: skip
    return fixed + entry.name.encode("ascii")


def whole_size(parts: Iterable[tuple[str, int]]) -> int:
    """The size in bytes of a file with these (name, packed size) parts, for "2.1 of 8.4 MB"."""
    return _END.size + sum(_LOCAL.size + _CENTRAL.size + 2 * len(name) + packed for name, packed in parts)


def packed_size_in(stream: BinaryIO, name: str) -> int | None:
    """The packed size in the local header of `name` where the stream stands, or None for anything else."""
    header = stream.read(_LOCAL.size + len(name))
    if len(header) < _LOCAL.size + len(name) or header[_LOCAL.size :] != name.encode("ascii"):
        return None
    return int(_LOCAL.unpack_from(header)[7])


def read_inventory(stream: BinaryIO, file_size: int) -> tuple[Entry, ...]:
    """List the entries of a dossier after checking that the file has exactly the form written here.

    Reads headers only, never content. Raises UserError naming what is wrong.
    """
    if file_size > MAX_FILE:
        raise UserError("dossier.too_large", size=file_size // _MB, limit=MAX_FILE // _MB)
    closing, count, start = _read_closing(stream, file_size)
    entries = _parse_rows(closing, count)
    _check_totals(entries)
    _check_places(stream, entries, start)
    if directory(entries) != closing:
        raise UserError("dossier.repacked", detail="directory")
    return entries


def _read_closing(stream: BinaryIO, file_size: int) -> tuple[bytes, int, int]:
    """Return the directory with the end record, the number of entries and where the directory starts."""
    if file_size < _END.size:
        raise UserError("dossier.repacked", detail="end record")
    stream.seek(file_size - _END.size)
    end = stream.read(_END.size)
    if end[:4] != b"PK\x05\x06" or len(end) != _END.size:
        raise UserError("dossier.repacked", detail="end record")
    _, _, _, _, count, size, start, comment = _END.unpack(end)
    if comment or start + size + _END.size != file_size:
        raise UserError("dossier.repacked", detail="end record")
    if count > MAX_ENTRIES or size > count * (_CENTRAL.size + MAX_NAME):
        raise UserError("dossier.too_many", count=count, limit=MAX_ENTRIES)
    stream.seek(start)
    return stream.read(size) + end, count, start


def _parse_rows(closing: bytes, count: int) -> tuple[Entry, ...]:
    """Read `count` directory rows, refusing what no dossier holds, each with its own sentence."""
    entries: list[Entry] = []
    names: set[str] = set()
    place = 0
    for _ in range(count):
        if place + _CENTRAL.size + _END.size > len(closing):
            raise UserError("dossier.repacked", detail="directory")
        row = _CENTRAL.unpack_from(closing, place)
        place += _CENTRAL.size + row[10]
        name = _checked_name(closing[place - row[10] : place], names)
        _check_row(row, name)
        entries.append(Entry(name, row[4], row[7], row[8], row[9], row[16]))
    return tuple(entries)


def _checked_name(raw: bytes, names: set[str]) -> str:
    name = raw.decode("utf-8", "replace")
    if not allowed_name(name):
        raise UserError("dossier.part_name", part=visible(name[:MAX_NAME]))
    if name.lower() in names:
        raise UserError("dossier.part_twice", part=name)
    names.add(name.lower())
    return name


def _check_row(row: tuple[int, ...], name: str) -> None:
    if row[3] & _ENCRYPTED:
        raise UserError("dossier.encrypted", part=name)
    if row[15] != _REGULAR_FILE:
        raise UserError("dossier.part_link", part=name)
    if row[4] not in (STORED, DEFLATED) or (row[4] == STORED and row[8] != row[9]):
        raise UserError("dossier.repacked", detail=name)


def _check_totals(entries: tuple[Entry, ...]) -> None:
    unpacked = sum(entry.size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise UserError("dossier.bomb", size=unpacked)
    for entry in entries:
        if entry.size > RATIO_FROM and entry.size > RATIO * entry.packed:
            raise UserError("dossier.bomb", size=entry.size)


def _check_places(stream: BinaryIO, entries: tuple[Entry, ...], directory_start: int) -> None:
    """Every entry begins where the one before ended; its own header says what the directory says."""
    place = 0
    for entry in entries:
        stream.seek(place)
        header = local_header(entry)
        if entry.offset != place or stream.read(len(header)) != header:
            raise UserError("dossier.repacked", detail=entry.name)
        place = entry.end
    if place != directory_start:
        raise UserError("dossier.repacked", detail="directory")
