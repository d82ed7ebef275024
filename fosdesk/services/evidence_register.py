"""All evidence of an assessment: each piece once, with the answers it supports and the state of its file."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import told
from fosdesk.base.language import N_, Texts
from fosdesk.base.progress import Progress
from fosdesk.base.text import folded
from fosdesk.forms.pack import Item
from fosdesk.model.answers import Json
from fosdesk.model.snapshot import Cell, ChangeSet, Edit
from fosdesk.services.answering import EVIDENCE, detach_evidence, item_of, pack_of, record
from fosdesk.services.assessment import OpenAssessment

HERE, MISSING, DAMAGED, CITED = "here", "missing", "damaged", "cited"
KINDS = {
    "document": N_("Documents"),
    "table": N_("Tables"),
    "picture": N_("Pictures"),
    "message": N_("Messages"),
    "other": N_("Other files"),
    "reference": N_("References"),
}
_ENDINGS = {
    "document": "pdf doc docx odt rtf txt html htm ppt pptx odp",
    "table": "xls xlsx ods csv tsv",
    "picture": "png jpg jpeg gif bmp tif tiff webp heic",
    "message": "eml msg",
}
_KIND_OF = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: a file kept by its hash (`id`), or a document that is cited and not kept.

    `links` are the answers it supports with what it shows there, in the order of the questionnaires. `added`
    (ISO, UTC) and `author` belong to the first link that stands. `state` is here, missing, damaged or cited.
    """

    id: str
    name: str
    kind: str
    size: int
    added: str
    author: str
    state: str
    links: tuple[tuple[Item, str], ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items it supports."""
        return tuple(item.id for item, _ in self.links)


def pieces(a: OpenAssessment, damaged: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
    """All pieces that support an answer, by name; `damaged` are ids that a check found altered."""
    found: dict[str, list[tuple[Item, Cell, Mapping[str, Json]]]] = {}
    for item, evidence_id, cell, content in _links(a):
        found.setdefault(evidence_id, []).append((item, cell, content))
    made = (_piece(a, one, links, damaged) for one, links in found.items())
    return tuple(sorted(made, key=lambda piece: (folded(piece.name), piece.id)))


def _links(a: OpenAssessment) -> Iterator[tuple[Item, str, Cell, Mapping[str, Json]]]:
    for item in a.bank.items.values():
        for facet, cell in a.snapshot.fields(item.id).items():
            content = cell.value.get("v")
            if facet.startswith(EVIDENCE) and isinstance(content, dict):
                yield item, facet.removeprefix(EVIDENCE), cell, content


def _piece(
    a: OpenAssessment,
    evidence_id: str,
    links: Sequence[tuple[Item, Cell, Mapping[str, Json]]],
    damaged: frozenset[str],
) -> Piece:
    first = min((cell for _, cell, _ in links), key=lambda cell: (cell.at, cell.winner))
    content = links[0][2]
    size = content.get("size")
    name = str(content.get("name", ""))
    is_file = isinstance(size, int)
    return Piece(
        id=evidence_id,
        name=name,
        kind=kind_of(name) if is_file else "reference",
        size=size if isinstance(size, int) else 0,
        added=first.at,
        author=first.author,
        state=_state(a, evidence_id, size, damaged) if isinstance(size, int) else CITED,
        links=tuple((item, str(said.get("note", ""))) for item, _, said in links),
    )


def _state(a: OpenAssessment, sha256: str, size: int, damaged: frozenset[str]) -> str:
    path = a.store.evidence_path(sha256)
    if path is None:
        return MISSING
    return DAMAGED if sha256 in damaged or path.stat().st_size != size else HERE


def kind_of(name: str) -> str:
    """The kind of a file by the ending of its name: one of KINDS."""
    return _KIND_OF.get(name.rpartition(".")[2].lower(), "other") if "." in name else "other"


def kind_name(kind: str, tr: Texts) -> str:
    """The name of a kind, as a filter shows it."""
    return tr(KINDS[kind])


def matching(found: Sequence[Piece], search: str, kind: str = "", state: str = "") -> tuple[Piece, ...]:
    """The pieces of a kind and state that hold all words in their name, notes or the codes they support."""
    words = folded(search).split()
    return tuple(
        piece
        for piece in found
        if (not kind or piece.kind == kind)
        and (not state or piece.state == state)
        and all(word in _haystack(piece) for word in words)
    )


def _haystack(piece: Piece) -> str:
    said = (f"{item.code} {item.label} {note}" for item, note in piece.links)
    return folded(" ".join((piece.name, *said)))


def altered(a: OpenAssessment, progress: Progress) -> frozenset[str]:
    """Read every file and compare it with its hash; the ids of those that differ. Call it in a job."""
    listed = [piece for piece in pieces(a) if piece.state in (HERE, DAMAGED)]
    wrong: set[str] = set()
    for number, piece in enumerate(listed):
        progress.report(number, len(listed))
        path = a.store.evidence_path(piece.id)
        if path is not None and _digest(path) != piece.id:
            wrong.add(piece.id)
    progress.report(len(listed), len(listed))
    return frozenset(wrong)


def _digest(path: Path) -> str:
    with told(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def attach(
    a: OpenAssessment, path: Path, item_ids: Sequence[str], note: str, progress: Progress
) -> ChangeSet | None:
    """Keep a file once and link it to several answers, as one action; waits: call it in a job."""
    progress.report(0, 2)
    blob = a.store.put_evidence(path)
    progress.report(1, 2)
    content: dict[str, Json] = {
        "name": blob.name,
        "note": note,
        "size": blob.size,
        "media_type": blob.media_type,
    }
    edits = [_link(a, item_id, blob.sha256, content) for item_id in item_ids]
    return record(a, edits).result() if edits else None


def link(a: OpenAssessment, evidence_id: str, item_ids: Sequence[str]) -> "Future[ChangeSet]":
    """Let a piece that is here already support more answers. Raises UserError where it is not linked."""
    known = next((content for _, one, _, content in _links(a) if one == evidence_id), None)
    if known is None:
        raise UserError("evidence_register.unknown", id=evidence_id[:12])
    return record(a, [_link(a, item_id, evidence_id, known) for item_id in item_ids])


def _link(a: OpenAssessment, item_id: str, evidence_id: str, content: Mapping[str, Json]) -> Edit:
    facet = EVIDENCE + evidence_id
    heads = a.snapshot.heads(item_id, facet)
    return Edit(item_id, facet, {"v": dict(content)}, heads, pack_of(a, item_of(a, item_id)))


def unlink(a: OpenAssessment, evidence_id: str, item_id: str) -> "Future[ChangeSet]":
    """Take a piece away from an answer; the file and the history stay, undo links it again."""
    return detach_evidence(a, item_id, evidence_id)


def save_copy(a: OpenAssessment, piece: Piece, target: Path) -> Path:
    """Write a copy under a name of the person's choice, and read it back.

    Raises UserError: evidence_register.not_here, evidence_register.altered, file.…
    """
    kept = a.store.evidence_path(piece.id)
    if kept is None:
        raise UserError("evidence_register.not_here", name=piece.name)
    with told(target):
        shutil.copyfile(kept, target)
    if _digest(target) != piece.id:
        raise UserError("evidence_register.altered", name=piece.name, path=target)
    return target
