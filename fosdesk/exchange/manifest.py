"""The manifest of a dossier: what it is, from whom, and the size and hash of every part.

`manifest.json` is canonical JSON (`model.journal.canonical`), so one content has one spelling and the
signature covers it whole. Everything read is checked against the exact set of fields and types: a signature
says who wrote a file, not that they meant well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from fosdesk.base.errors import UserError
from fosdesk.base.text import visible
from fosdesk.exchange import shapes
from fosdesk.exchange.container import MAX_ENTRIES, MAX_FILE, MAX_UNPACKED, allowed_name
from fosdesk.exchange.shapes import Misfit, joined
from fosdesk.model.answers import Json
from fosdesk.model.journal import MAX_NAME, BadChange, canonical, parse_canonical

FORMAT = "fosdesk-dossier/1"
MEDIA_TYPE = b"application/x-fosdesk"
MINIMUM_READER = "0.1.0"
MAX_MANIFEST = 4 << 20
MAX_CHANGES = 250_000
MIMETYPE, MANIFEST, SIGNATURE, JOURNAL = "mimetype", "manifest.json", "signature", "journal.jsonl"

HEX = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_VERSION = re.compile(r"\d{1,5}(?:\.\d{1,5}){0,3}")
_PACK_ID = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,38}[a-z0-9_])?")
_PACK_VERSION = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._-]{0,18}[0-9A-Za-z])?")
_EDITION = re.compile(r"[0-9A-Za-z._-]{0,40}")
_CREATED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)")


class Kind(StrEnum):
    """What a dossier is for (DESIGN.md, 2)."""

    COPY = "copy"
    SLICE = "slice"
    CONTRIBUTION = "contribution"
    BACKUP = "backup"
    SUBMISSION = "submission"


class Tier(StrEnum):
    """Who may see the content."""

    NATIONAL = "national"
    WCO = "wco"
    REGIONAL = "regional"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class PackStamp:
    """A pack the answers were given with; `hash` as the forms engine computes it."""

    id: str
    version: str
    hash: str

    @property
    def folder(self) -> str:
        """Where its files lie inside the dossier."""
        return f"packs/{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: size in bytes and SHA-256 of its content, and of the deflated bytes where it is deflated."""

    name: str
    size: int
    sha256: str
    packed_size: int | None = None
    packed_sha256: str = ""

    @property
    def in_file(self) -> int:
        """How many bytes of the file it takes, without headers."""
        return self.size if self.packed_size is None else self.packed_size


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dossier says of itself.

    `heads` maps each station to its changes that no later change of that station in the file continues;
    `root` is the SHA-256 over all sorted change ids; `left_out` names evidence that is referenced but not in
    the file; `created` is an ISO time that is shown and never decides; `reader` the lowest version of
    FOSDesk that understands the file.
    """

    dossier: str
    kind: Kind
    assessment: str
    edition: str
    station: str
    packs: tuple[PackStamp, ...]
    parts: tuple[Part, ...]
    heads: Mapping[str, tuple[str, ...]]
    changes: int
    root: str
    tier: Tier
    created: str
    writer: str
    reader: str = MINIMUM_READER
    left_out: tuple[str, ...] = ()

    def part(self, name: str) -> Part | None:
        """The part of that name, or None."""
        return next((part for part in self.parts if part.name == name), None)

    def below(self, folder: str) -> Iterator[Part]:
        """The parts inside a folder such as "evidence"."""
        return (part for part in self.parts if part.name.startswith(folder + "/"))


_FIELDS = (
    "format", "dossier", "kind", "assessment", "edition", "station", "packs", "parts", "heads",
    "changes", "root", "tier", "created", "writer", "reader", "left_out",
)  # fmt: skip


def encode_manifest(manifest: Manifest) -> bytes:
    """The bytes of manifest.json."""
    return canonical(
        {
            "format": FORMAT,
            "dossier": manifest.dossier,
            "kind": manifest.kind.value,
            "assessment": manifest.assessment,
            "edition": manifest.edition,
            "station": manifest.station,
            "packs": [{"id": p.id, "version": p.version, "hash": p.hash} for p in manifest.packs],
            "parts": [_part_fields(part) for part in manifest.parts],
            "heads": {station: list(heads) for station, heads in manifest.heads.items()},
            "changes": manifest.changes,
            "root": manifest.root,
            "tier": manifest.tier.value,
            "created": manifest.created,
            "writer": manifest.writer,
            "reader": manifest.reader,
            "left_out": list(manifest.left_out),
        }
    )


def _part_fields(part: Part) -> Json:
    fields: dict[str, Json] = {"name": part.name, "size": part.size, "sha256": part.sha256}
    if part.packed_size is not None:
        fields |= {"packed_size": part.packed_size, "packed_sha256": part.packed_sha256}
    return fields


def decode_manifest(raw: bytes, this_version: str) -> Manifest:
    """Read manifest.json. Raises UserError: from a newer FOSDesk, or not a manifest (the field is named)."""
    try:
        fields = shapes.a_mapping(parse_canonical(raw), "")
        check_reader(fields, this_version)
        return _manifest(shapes.an_object(fields, "", _FIELDS))
    except BadChange as bad:
        raise UserError("dossier.manifest", field="manifest.json") from bad
    except Misfit as misfit:
        raise UserError("dossier.manifest", field=visible(misfit.place[:200]) or MANIFEST) from misfit


def check_reader(fields: Mapping[str, object], this_version: str) -> None:
    """Refuse what only a newer FOSDesk understands, naming the version, before judging its other fields."""
    needed = shapes.a_text(fields.get("reader"), "reader", 30, _VERSION)
    if _numbers(needed) > _numbers(this_version):
        raise UserError("dossier.newer", needed=needed, have=this_version)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, so that 0.10 comes after 0.9 and 1.0 equals 1."""
    numbers = [int(number) for number in re.findall(r"\d+", version)[:4]]
    return tuple(numbers + [0] * (4 - len(numbers)))


def _manifest(fields: Mapping[str, object]) -> Manifest:
    shapes.one_of(fields["format"], "format", (FORMAT,))
    kind = Kind(shapes.one_of(fields["kind"], "kind", tuple(Kind)))
    packs = tuple(_pack_stamps(fields["packs"]))
    manifest = Manifest(
        dossier=shapes.a_text(fields["dossier"], "dossier", 64, _ID),
        kind=kind,
        assessment=shapes.a_text(fields["assessment"], "assessment", 64, _ID),
        edition=shapes.a_text(fields["edition"], "edition", 40, _EDITION),
        station=shapes.a_text(fields["station"], "station", 64, HEX),
        packs=packs,
        parts=tuple(_parts(fields["parts"], kind, {pack.folder for pack in packs})),
        heads=_heads(fields["heads"]),
        changes=shapes.a_whole(fields["changes"], "changes", 0, MAX_CHANGES),
        root=shapes.a_text(fields["root"], "root", 64, HEX),
        tier=Tier(shapes.one_of(fields["tier"], "tier", tuple(Tier))),
        created=shapes.a_text(fields["created"], "created", 40, _CREATED),
        writer=shapes.a_text(fields["writer"], "writer", 30, _VERSION),
        reader=shapes.a_text(fields["reader"], "reader", 30, _VERSION),
        left_out=_sorted_hashes(fields["left_out"], "left_out", 100_000),
    )
    _check_evidence(manifest)
    return manifest


def _pack_stamps(value: object) -> Iterator[PackStamp]:
    last = ("", "")
    for index, entry in enumerate(shapes.a_list(value, "packs", 200)):
        place = f"packs.{index}"
        fields = shapes.an_object(entry, place, ("id", "version", "hash"))
        stamp = PackStamp(
            shapes.a_text(fields["id"], joined(place, "id"), 40, _PACK_ID),
            shapes.a_text(fields["version"], joined(place, "version"), 30, _PACK_VERSION),
            shapes.a_text(fields["hash"], joined(place, "hash"), 64, HEX),
        )
        if (stamp.id, stamp.version) <= last:
            raise Misfit(place, "order")
        last = (stamp.id, stamp.version)
        yield stamp


def _parts(value: object, kind: Kind, pack_folders: set[str]) -> Iterator[Part]:
    """The parts in their fixed order: journal, packs, evidence, documents, each sorted by name."""
    last = (-1, "")
    for index, entry in enumerate(shapes.a_list(value, "parts", MAX_ENTRIES)):
        place = f"parts.{index}"
        part = _part(entry, place)
        rank = _rank(part.name, kind)
        if rank is None or (rank == 1 and "/".join(part.name.split("/")[:2]) not in pack_folders):
            raise Misfit(joined(place, "name"), "choice")
        if (rank, part.name) <= last or (index == 0) != (rank == 0):
            raise Misfit(joined(place, "name"), "order")
        last = (rank, part.name)
        yield part
    if last == (-1, ""):
        raise Misfit("parts", "missing")


def part_order(name: str, kind: Kind) -> tuple[int, str]:
    """The place of a part in the file. Raises ValueError for a name that this kind does not carry."""
    rank = _rank(name, kind)
    if rank is None:
        raise ValueError(f"a dossier of kind {kind.value} carries no part named {name!r}")
    return rank, name


def _rank(name: str, kind: Kind) -> int | None:
    folder = name.split("/")[0]
    if not allowed_name(name) or (folder == "documents" and kind is not Kind.SUBMISSION):
        return None
    return {JOURNAL: 0, "packs": 1, "evidence": 2, "documents": 3}.get(folder)


def _part(entry: object, place: str) -> Part:
    deflated = isinstance(entry, dict) and "packed_size" in entry
    packing = ("packed_size", "packed_sha256") if deflated else ()
    fields = shapes.an_object(entry, place, ("name", "size", "sha256", *packing))
    name = shapes.a_text(fields["name"], joined(place, "name"))
    size = shapes.a_whole(fields["size"], joined(place, "size"), 0, MAX_UNPACKED)
    digest = shapes.a_text(fields["sha256"], joined(place, "sha256"), 64, HEX)
    if name.startswith("evidence/") and name != f"evidence/{digest}":
        raise Misfit(joined(place, "sha256"), "form")
    if not deflated:
        return Part(name, size, digest)
    if not name.startswith(("packs/", JOURNAL)):
        raise Misfit(joined(place, "packed_size"), "unknown")
    packed = shapes.a_whole(fields["packed_size"], joined(place, "packed_size"), 0, MAX_FILE)
    return Part(
        name,
        size,
        digest,
        packed,
        shapes.a_text(fields["packed_sha256"], joined(place, "packed_sha256"), 64, HEX),
    )


def _heads(value: object) -> Mapping[str, tuple[str, ...]]:
    heads: dict[str, tuple[str, ...]] = {}
    for station, ids in shapes.a_mapping(value, "heads").items():
        place = joined("heads", station[:80])
        shapes.a_text(station, place, MAX_NAME)
        heads[station] = _sorted_hashes(ids, place, MAX_CHANGES)
        if not heads[station]:
            raise Misfit(place, "missing")
    return heads


def _sorted_hashes(value: object, place: str, most: int) -> tuple[str, ...]:
    entries = shapes.a_list(value, place, most)
    hashes = tuple(shapes.a_text(entry, joined(place, i), 64, HEX) for i, entry in enumerate(entries))
    if any(later <= earlier for earlier, later in pairwise(hashes)):
        raise Misfit(place, "order")
    return hashes


def _check_evidence(manifest: Manifest) -> None:
    """What is in the file is not also listed as left out."""
    inside = {part.sha256 for part in manifest.below("evidence")}
    if inside & set(manifest.left_out):
        raise Misfit("left_out", "unknown")
