"""Re-opens a PDF that was just written and checks it before it replaces the old file."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from fosdesk.base.errors import UserError

_STREAM = re.compile(rb"\bstream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_FONT = re.compile(rb"/Type\s*/FontDescriptor\b")


def check_pdf(path: Path, pages: int) -> None:
    """Check frame, place of each object, each stream, the number of pages and that fonts are embedded.

    Raises `UserError` ("documents.not_readable") with what is wrong.
    """
    content = path.read_bytes()
    try:
        heads = [_checked(content, *place) for place in _objects(content)]
        _check_heads(heads, pages)
    except (ValueError, zlib.error) as error:
        raise UserError("documents.not_readable", path=path, reason=str(error)) from error


def _objects(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of each object of the cross-reference table."""
    frame = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", content)
    if not content.startswith(b"%PDF-1.") or frame is None:
        raise ValueError("beginning or end is missing")
    table = int(frame[1])
    offsets = [int(found[1]) for found in re.finditer(rb"(\d{10}) \d{5} n", content[table:])]
    trailer = content.rfind(b"trailer")
    if (
        not content.startswith(b"xref", table)
        or f"/Size {len(offsets) + 1}\n".encode() not in content[trailer:]
    ):
        raise ValueError("the table of objects is incomplete")
    ordered = sorted(offsets)
    ends = dict(zip(ordered, [*ordered[1:], table], strict=True))
    for number, start in enumerate(offsets, start=1):
        if not content.startswith(f"{number} 0 obj".encode(), start):
            raise ValueError(f"object {number} is not in its place")
        yield number, start, ends[start]


def _checked(content: bytes, number: int, start: int, end: int) -> bytes:
    """Return the head of an object after its stream, if it has one, was decompressed."""
    found = _STREAM.search(content, start, end)
    if found is None:
        return content[start:end]
    head = content[start : found.start()]
    length = _LENGTH.search(head)
    data = content[found.end() : found.end() + int(length[1])] if length else b""
    if not content.startswith(b"endstream", found.end() + len(data), end) or not data:
        raise ValueError(f"the stream of object {number} is cut off")
    if b"/FlateDecode" in head:
        zlib.decompress(data)
    return head


def _check_heads(heads: list[bytes], pages: int) -> None:
    found = sum(1 for head in heads if _PAGE.search(head))
    if found != pages:
        raise ValueError(f"{found} pages instead of {pages}")
    fonts = [head for head in heads if _FONT.search(head)]
    if not all(b"/FontFile2" in head for head in fonts) or any(b"/Type1" in head for head in heads):
        raise ValueError("a font is not embedded")
