"""Finding changes in the bytes of a damaged file, without SQLite's help.

First by pages: a leaf page of a table is read cell by cell, overflow pages followed, and a body counts if
its hash is the id that stands beside it. Then without any structure: whatever looks like a body and parses.
Such a find is only a candidate: the caller must see its id witnessed elsewhere, because a garbled body that
happens to parse has another id, which nothing names.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from fosdesk.model.journal import MAX_BODY, BadChange, change_id, read_change

_PAGE_SIZE = 4096
_TABLE_LEAF = 0x0D
_START = re.compile(rb'\{"assessment":"')
_END = re.compile(rb'"zone":"[^"\\]{0,200}"\}')
_MOST_ENDS = 8
_HEX_RUN = re.compile(rb"[0-9a-f]{64,}")


def carve_pages(data: bytes) -> Iterator[bytes]:
    """Bodies that stand in whole cells of leaf pages beside their own id."""
    size = page_size(data)
    for start in range(0, len(data), size):
        page = data[start : start + size]
        head = 100 if start == 0 else 0
        if len(page) == size and page[head] == _TABLE_LEAF:
            count = int.from_bytes(page[head + 3 : head + 5], "big")
            for index in range(min(count, size // 4)):
                at = head + 8 + 2 * index
                body = _body_of_cell(data, page, int.from_bytes(page[at : at + 2], "big"), size)
                if body is not None:
                    yield body


def page_size(data: bytes) -> int:
    """The page size that the header gives, or the usual one where that cannot be."""
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else _PAGE_SIZE


def _body_of_cell(data: bytes, page: bytes, at: int, size: int) -> bytes | None:
    """The body in the cell at offset `at`, or None where no change stands there whole."""
    try:
        length, at = _varint(page, at)
        _, at = _varint(page, at)
        payload = _payload(data, page, at, length, size)
        fields = _fields(payload)
    except IndexError:
        return None
    body = fields[-1] if fields else b""
    return body if body and change_id(body).encode() in fields else None


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(9):
        byte = page[at + index]
        if index == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    raise AssertionError("unreachable")


def _payload(data: bytes, page: bytes, at: int, length: int, size: int) -> bytes:
    """The whole payload of a cell: what is in the page, and the overflow pages in their chain."""
    if not 0 < length <= 2 * MAX_BODY:
        raise IndexError
    if length <= size - 35:
        return page[at : at + length]
    least = (size - 12) * 32 // 255 - 23
    local = least + (length - least) % (size - 4)
    local = local if local <= size - 35 else least
    parts = [page[at : at + local]]
    following, left = int.from_bytes(page[at + local : at + local + 4], "big"), length - local
    while left > 0:
        start = (following - 1) * size
        if following < 1 or start + size > len(data):
            raise IndexError
        parts.append(data[start + 4 : start + min(size, left + 4)])
        following, left = int.from_bytes(data[start : start + 4], "big"), left - (size - 4)
    return b"".join(parts)


def _fields(payload: bytes) -> list[bytes]:
    """The texts and blobs of a record, in order."""
    head, at = _varint(payload, 0)
    found, start = [], head
    while at < head:
        kind, at = _varint(payload, at)
        length = (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]
        if kind >= 12:
            found.append(payload[start : start + length])
        start += length
    return found


def carve_bytes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Everything that parses as a change, wherever it stands, with the 32 bytes that follow it.

    These are candidates that need a witness.
    """
    for start in _START.finditer(data):
        for number, end in enumerate(_END.finditer(data, start.start(), start.start() + MAX_BODY)):
            body = data[start.start() : end.end()]
            if reads(body):
                yield body, data[end.end() : end.end() + 32]
                break
            if number >= _MOST_ENDS:
                break


def reads(body: bytes) -> bool:
    """Whether a body is well formed."""
    try:
        read_change(body)
    except BadChange:
        return False
    return True


def witnessed(data: bytes, ids: AbstractSet[str]) -> frozenset[str]:
    """Those of the ids that stand somewhere in the bytes as text: in a row, an index or another change."""
    found: set[str] = set()
    for run in _HEX_RUN.finditer(data):
        text = run.group().decode("ascii")
        found.update(part for at in range(len(text) - 63) if (part := text[at : at + 64]) in ids)
    return frozenset(found)
