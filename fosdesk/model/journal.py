"""The journal's changes: their canonical bytes, their identity and what makes one well formed.

STORE.md decides: a change is identified by the SHA-256 of its body, chained to the change its
station wrote before, and names exactly the changes it supersedes. No clock decides anything.
`docs/file-format.md` prints the same rules for people who read the files in fifty years.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from fosdesk.model.answers import Json, from_cell

FORMAT = 1
KINDS = frozenset({"set", "pack", "signoff", "reopen"})
MAX_BODY = 1 << 20
MAX_DEPTH = 64
MAX_NAME = 200
MAX_SUPERSEDES = 10_000

_DOMAIN = b"fosdesk-change-1\0"
_CODE_DOMAIN = b"fosdesk-set-1\0"
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_WHOLE = 1 << 53
_SHORT = len(str(_WHOLE))  # characters from which a number has to be looked at
_HEX_64 = re.compile(r"[0-9a-f]{64}", re.ASCII).fullmatch
_PACK = re.compile(r"[a-z0-9_-]+@[0-9A-Za-z._-]+", re.ASCII).fullmatch
_EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
_FAR_AHEAD = timedelta(days=400)

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode
_TO_CLEAN = ("kind", "assessment", "station", "author", "pack", "entity", "field", "zone", "batch", "value")


class BadChange(ValueError):
    """Bytes that are no change. `why` is one short English word or phrase, kept in reports."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal.

    `wall_at` (ISO, UTC) and `zone` are shown and never decide. `pack` is `id@version` of the pack
    the item came from, or empty. `value` is one cell (see model.answers) for the kinds of KINDS.
    `depth` is 1 + the greatest depth among `previous` and `supersedes`.
    """

    change_id: str
    body: bytes
    format: int
    kind: str
    assessment: str
    station: str
    seq: int
    previous: str
    depth: int
    wall_at: str
    zone: str
    author: str
    pack: str
    entity: str
    field: str
    value: dict[str, Json]
    supersedes: tuple[str, ...]
    batch: str
    must_understand: bool

    @property
    def understood(self) -> bool:
        """Whether this version knows how to project the change; others are kept and passed on."""
        return self.format == FORMAT and self.kind in KINDS

    @property
    def needs(self) -> tuple[str, ...]:
        """The changes that must be present before this one is applied."""
        if not self.previous or self.previous in self.supersedes:
            return self.supersedes
        return (self.previous, *self.supersedes)


FIELDS = frozenset(f.name for f in fields(Change)) - {"change_id", "body"}


def canonical(value: Json) -> bytes:
    """Return the one canonical JSON encoding: sorted keys, no spaces, NFC, UTF-8.

    Raises BadChange for floats, lone surrogates, numbers beyond 2^53, keys that are not text or
    collide after normalisation, and nesting deeper than 64.
    """
    return _to_bytes(_clean(value, MAX_DEPTH))


def parse_canonical(data: bytes) -> Json:
    """Return the object in canonical bytes; BadChange for anything that would re-encode differently.

    Duplicate keys, spaces, other escapes and unsorted keys are all caught by the comparison.
    """
    try:
        text = data.decode("utf-8")
        value: Json = _decode(text)
    except BadChange:
        raise
    except (ValueError, RecursionError) as error:
        raise BadChange("not JSON") from error
    if data.count(b"{") + data.count(b"[") > MAX_DEPTH or not unicodedata.is_normalized("NFC", text):
        same = canonical(value) == data
    else:
        same = _to_bytes(value) == data
    if not same:
        raise BadChange("not canonical")
    return value


def value_text(value: Mapping[str, Json]) -> str:
    """The canonical text of a value that stands in a change: equal texts are equal values, and only they."""
    return _encode(value)


def _whole_number(literal: str) -> int:
    """The number, unless it is one that other readers of JSON could not hold."""
    if len(literal) < _SHORT:
        return int(literal)
    if len(literal) > len(f"-{_WHOLE}") or abs(int(literal)) >= _WHOLE:
        raise BadChange("a number out of range")
    return int(literal)


def _no_number(_literal: str) -> Json:
    raise BadChange("a number that is not whole")


_decode = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number, parse_int=_whole_number).decode


def _to_bytes(value: Json) -> bytes:
    try:
        return _encode(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadChange("a lone surrogate") from error


def _clean(value: Any, depth: int) -> Json:
    """Return the value with text in NFC, after checking types, ranges and nesting."""
    if isinstance(value, str):
        return str(value) if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) >= _WHOLE:
            raise BadChange("a number out of range")
        return int(value)
    if depth == 0:
        raise BadChange("nested too deeply")
    if isinstance(value, list | tuple):
        return [_clean(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return _clean_object(value, depth)
    raise BadChange(f"a value of type {type(value).__name__}")


def _clean_object(value: dict[Any, Any], depth: int) -> dict[str, Json]:
    result: dict[str, Json] = {}
    for key, content in value.items():
        if not isinstance(key, str):
            raise BadChange("a key that is not text")
        name = key if key.isascii() else unicodedata.normalize("NFC", key)
        if name in result:
            raise BadChange("the same key twice")
        result[name] = _clean(content, depth - 1)
    return result


def change_id(body: bytes) -> str:
    """Return the identity of a change: hexadecimal SHA-256 of the domain tag and the body."""
    return hashlib.sha256(_DOMAIN + body).hexdigest()


def make_body(
    *,
    kind: str,
    assessment: str,
    station: str,
    seq: int,
    previous: str,
    depth: int,
    wall_at: str,
    zone: str,
    author: str,
    pack: str,
    entity: str,
    field: str,
    value: dict[str, Json],
    supersedes: Iterable[str],
    batch: str,
    must_understand: bool = False,
) -> bytes:
    """Return the canonical body of a new change. Raises BadChange where the parts make none."""
    return make_change(**dict(locals(), supersedes=sorted(set(supersedes)))).body


def make_change(**parts: Any) -> Change:
    """Return a new change from the parts of `make_body` (`supersedes` sorted, without repetition)."""
    parts["format"] = FORMAT
    parts.setdefault("must_understand", False)
    for name in _TO_CLEAN:
        parts[name] = _clean(parts[name], MAX_DEPTH - 1)
    body = _to_bytes(parts)
    if len(body) > MAX_BODY:
        raise BadChange("too large")
    return change_of(parts, body)


def read_change(body: bytes) -> Change:
    """Return the change in a body. Raises BadChange(why) for anything that is not well formed.

    A body of a later format may hold more fields; it is kept and passed on, not understood.
    """
    if len(body) > MAX_BODY:
        raise BadChange("too large")
    parts = parse_canonical(body)
    if not isinstance(parts, dict):
        raise BadChange("not an object")
    return change_of(parts, body)


def change_of(parts: dict[str, Any], body: bytes) -> Change:
    """Return the change whose parsed canonical body is `parts`; checks all but the encoding."""
    if not parts.keys() >= FIELDS:
        raise BadChange("a field is missing")
    if type(parts["format"]) is not int or parts["format"] < 1:
        raise BadChange("format")
    if parts["format"] == FORMAT and len(parts) != len(FIELDS):
        raise BadChange("a field too many")
    _check_names(parts)
    _check_chain(parts)
    _check_content(parts)
    known = {name: parts[name] for name in FIELDS}
    known["supersedes"] = tuple(parts["supersedes"])
    return Change(change_id(body), body, **known)


def _check_names(parts: dict[str, Any]) -> None:
    for name in ("kind", "assessment", "station", "entity", "field", "batch"):
        if not isinstance(parts[name], str) or not 0 < len(parts[name]) <= MAX_NAME:
            raise BadChange(name)
    for name in ("zone", "author", "pack"):
        if not isinstance(parts[name], str) or len(parts[name]) > MAX_NAME:
            raise BadChange(name)
    if parts["pack"] and not _PACK(parts["pack"]):
        raise BadChange("pack")
    if type(parts["must_understand"]) is not bool:
        raise BadChange("must_understand")


def _check_chain(parts: dict[str, Any]) -> None:
    for name in ("seq", "depth"):
        if type(parts[name]) is not int or not 0 < parts[name] < _WHOLE:
            raise BadChange(name)
    previous, old = parts["previous"], parts["supersedes"]
    if not isinstance(previous, str) or (previous == "") != (parts["seq"] == 1):
        raise BadChange("previous")
    if previous and not _HEX_64(previous):
        raise BadChange("previous")
    if not isinstance(old, list) or len(old) > MAX_SUPERSEDES:
        raise BadChange("supersedes")
    if not all(isinstance(one, str) and _HEX_64(one) for one in old):
        raise BadChange("supersedes")
    if any(a >= b for a, b in pairwise(old)):
        raise BadChange("supersedes")


def _check_content(parts: dict[str, Any]) -> None:
    try:
        if not isinstance(parts["wall_at"], str) or datetime.fromisoformat(parts["wall_at"]).tzinfo is None:
            raise BadChange("wall_at")
    except ValueError as error:
        raise BadChange("wall_at") from error
    if not isinstance(parts["value"], dict):
        raise BadChange("value")
    if parts["format"] == FORMAT and parts["kind"] in KINDS:
        try:
            from_cell(parts["value"])
        except ValueError as error:
            raise BadChange("value") from error


def wall_text(at: datetime) -> tuple[str, str]:
    """Return (`wall_at`, `zone`) of an aware time: UTC to the second, and the offset as ±hh:mm."""
    utc = at.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="seconds") + "Z", at.isoformat(timespec="seconds")[19:25]


def date_uncertain(wall_at: str, newest_other: str | None) -> bool:
    """Whether a date is before the journal was invented or 400 days after every other change."""
    at = datetime.fromisoformat(wall_at)
    if at < _EARLIEST:
        return True
    return newest_other is not None and at - _FAR_AHEAD > datetime.fromisoformat(newest_other)


class SetHash:
    """The hash of a set of changes, kept up as changes arrive.

    The ids are sorted and hashed in 256 groups by their first byte, then the group hashes are hashed:
    a new change costs one group, and the result depends on nothing but the set.
    """

    __slots__ = ("_digests", "_groups", "_root", "_size")

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._groups: list[set[str]] = [set() for _ in range(256)]
        self._digests = [_EMPTY_GROUP] * 256
        self._root: str | None = None
        self._size = 0
        self.add(ids)

    def add(self, ids: Iterable[str]) -> None:
        """Put changes into the set; those it holds already make no difference."""
        touched = set()
        for one in ids:
            group = int(one[:2], 16)
            if one not in self._groups[group]:
                self._groups[group].add(one)
                self._size += 1
                touched.add(group)
        self._refresh(touched)

    def discard(self, ids: Iterable[str]) -> None:
        """Take changes out of the set."""
        touched = set()
        for one in ids:
            group = int(one[:2], 16)
            if one in self._groups[group]:
                self._groups[group].remove(one)
                self._size -= 1
                touched.add(group)
        self._refresh(touched)

    def _refresh(self, touched: Iterable[int]) -> None:
        for group in touched:
            self._digests[group] = _group_digest(self._groups[group])
            self._root = None

    def __contains__(self, one: str) -> bool:
        return one in self._groups[int(one[:2], 16)]

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        return (one for group in self._groups for one in group)

    @property
    def root(self) -> str:
        """The hash over the whole set, as 64 hexadecimal characters."""
        if self._root is None:
            self._root = hashlib.sha256(_CODE_DOMAIN + b"".join(self._digests)).hexdigest()
        return self._root


def _group_digest(ids: Iterable[str]) -> bytes:
    return hashlib.sha256(bytes.fromhex("".join(sorted(ids)))).digest()


_EMPTY_GROUP = _group_digest(())


def code_of_root(root: str) -> str:
    """Return the eight characters of Crockford's base 32 that people compare by eye."""
    number = int(root[:10], 16)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5)).upper()


def convergence_code(change_ids: Iterable[str]) -> str:
    """Return the code of a set of changes: same code, same data (STORE.md, "Convergence code")."""
    return code_of_root(SetHash(change_ids).root)
