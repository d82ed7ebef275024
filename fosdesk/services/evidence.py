"""Evidence of an answer: files kept by their hash, and documents that are named by reference."""

import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fosdesk.base.errors import UserError, sentence
from fosdesk.base.files import safe_name, told
from fosdesk.base.language import Texts
from fosdesk.base.progress import Progress
from fosdesk.forms.pack import Item
from fosdesk.model.answers import CellValue, Json
from fosdesk.model.snapshot import ChangeSet, Edit
from fosdesk.services.answering import EVIDENCE, evidence_of, item_of, pack_of, record
from fosdesk.services.assessment import OpenAssessment

MOST_BYTES = 100_000_000
"""A dossier carries up to 1 GB; one file may not fill it."""
REFERENCE = "ref-"
"""Begins the id of evidence that is named and not kept."""
READING = "reading"
"""Folder of the library with the copies that were opened for reading."""
PICTURES = frozenset({".png", ".jpg", ".jpeg"})
OPENED = PICTURES | frozenset(
    [
        ".pdf",
        ".txt",
        ".csv",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".webp",
        ".docx",
        ".xlsx",
        ".pptx",
        ".odt",
        ".ods",
        ".odp",
        ".rtf",
        ".eml",
    ]
)
"""Kinds of files that are documents and nothing else; others may run as programs."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that supports an answer and is not kept as a file; only the title must be there."""

    title: str
    number: str = ""
    date: str = ""
    page: str = ""
    link: str = ""

    @property
    def cited(self) -> str:
        """The reference in one line."""
        return ", ".join(part for part in (self.title, self.number, self.date, self.page, self.link) if part)


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of some files: names that were linked, what was known (name, codes of items), refusals."""

    code: str
    linked: tuple[str, ...]
    known: tuple[tuple[str, tuple[str, ...]], ...]
    refused: tuple[UserError, ...]


def attach_files(a: OpenAssessment, item_id: str, paths: Sequence[Path], progress: Progress) -> Attached:
    """Keep files and link them to an item as one action; waits for the disk: call it in a job.

    Files that cannot be taken are refused one by one. Raises Cancelled, after which nothing is linked.
    """
    item = item_of(a, item_id)
    edits: list[Edit] = []
    known: list[tuple[str, tuple[str, ...]]] = []
    refused: list[UserError] = []
    for path in paths:
        try:
            refuse(path)
            edit = _kept(a, item, path, progress)
        except UserError as error:
            refused.append(error)
            continue
        others = linked_to(a, edit.field.removeprefix(EVIDENCE))
        if others:
            known.append((path.name, others))
        if item.code not in others and edit.field not in {one.field for one in edits}:
            edits.append(edit)
    record(a, edits).result()
    return Attached(item.code, tuple(_name(edit.value) for edit in edits), tuple(known), tuple(refused))


def refuse(path: Path) -> None:
    """Raise UserError for what cannot be evidence: a folder, an empty file, one too large or not there."""
    with told(path):
        size = path.stat().st_size
    if path.is_dir():
        raise UserError("evidence.folder", name=path.name)
    if size == 0:
        raise UserError("evidence.empty", name=path.name)
    if size > MOST_BYTES:
        millions = 1_000_000
        raise UserError(
            "evidence.too_large", name=path.name, size=-(-size // millions), limit=MOST_BYTES // millions
        )


def _kept(a: OpenAssessment, item: Item, path: Path, progress: Progress) -> Edit:
    blob = a.store.put_evidence(path, progress=progress)
    content: dict[str, Json] = {
        "name": blob.name,
        "note": "",
        "size": blob.size,
        "media_type": blob.media_type,
    }
    field = EVIDENCE + blob.sha256
    return Edit(item.id, field, {"v": content}, a.snapshot.heads(item.id, field), pack_of(a, item))


def linked_to(a: OpenAssessment, evidence_id: str) -> tuple[str, ...]:
    """The codes of the items that a file or reference is linked to."""
    found = (a.snapshot.value(item_id, EVIDENCE + evidence_id) for item_id in a.bank.items)
    return tuple(
        item.code for item, cell in zip(a.bank.items.values(), found, strict=True) if (cell or {}).get("v")
    )


def attached_sentence(outcome: Attached, tr: Texts) -> str:
    """What became of the files, for people."""
    lines = []
    if len(outcome.linked) == 1:
        lines.append(tr("Attached to {code}: {file}", code=outcome.code, file=outcome.linked[0]))
    elif outcome.linked:
        lines.append(tr.n("{n} file attached to {code}", "{n} files attached to {code}", len(outcome.linked),
                          code=outcome.code))  # fmt: skip
    for name, codes in outcome.known:
        lines.append(
            tr("{file} is already attached to {codes}; it is kept once.", file=name, codes=", ".join(codes))
        )
    return "\n".join(lines)


def refused_sentence(outcome: Attached, tr: Texts) -> str:
    """Why files were refused, one line each; empty where none was."""
    return "\n".join(sentence(error, tr) for error in outcome.refused)


def picture_name(item: Item, at: datetime) -> str:
    """The name of a picture that was pasted: the code of the question and the moment."""
    return safe_name(f"{item.code} {at:%Y-%m-%d %H.%M.%S}.png")


def set_caption(
    a: OpenAssessment, item_id: str, evidence_id: str, caption: str, seen: tuple[str, ...]
) -> "Future[ChangeSet]":
    """Record what a file or reference shows. Raises KeyError for evidence that is not linked."""
    content = dict(evidence_of(a, item_id)[evidence_id])
    value: CellValue = {"v": {**content, "note": caption}}
    return record(a, [Edit(item_id, EVIDENCE + evidence_id, value, seen, pack_of(a, item_of(a, item_id)))])


def add_reference(a: OpenAssessment, item_id: str, reference: Reference) -> "Future[ChangeSet]":
    """Link a document by reference. Raises UserError evidence.title_needed."""
    if not reference.title.strip():
        raise UserError("evidence.title_needed")
    parts: dict[str, Json] = {
        "title": reference.title, "number": reference.number, "date": reference.date,
        "page": reference.page, "link": reference.link,
    }  # fmt: skip
    value: CellValue = {"v": {"name": reference.cited, "note": "", **parts}}
    field = f"{EVIDENCE}{REFERENCE}{a.ids.new()}"
    return record(a, [Edit(item_id, field, value, (), pack_of(a, item_of(a, item_id)))])


def copy_for_reading(a: OpenAssessment, item_id: str, sha256: str, library: Path) -> Path:
    """A copy under its own name for the program that shows it; copies opened before are put away.

    Raises UserError: evidence.not_here, evidence.runs, file.…
    """
    name = str(evidence_of(a, item_id)[sha256].get("name", ""))
    kept = a.store.evidence_path(sha256)
    if kept is None:
        raise UserError("evidence.not_here", name=name)
    if Path(name).suffix.lower() not in OPENED:
        raise UserError("evidence.runs", name=name)
    folder = library / READING
    _put_away(folder)
    target = folder / sha256[:16] / safe_name(name)
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            shutil.copyfile(kept, target)
    return target


def _put_away(folder: Path) -> None:
    """Remove the copies that no program holds open."""
    with suppress(OSError):
        shutil.rmtree(folder)


def picture_path(a: OpenAssessment, sha256: str, file: Mapping[str, Json]) -> Path | None:
    """Where the picture lies that a thumbnail can be made of; None for what is no picture, or not here."""
    if Path(str(file.get("name", ""))).suffix.lower() not in PICTURES:
        return None
    return a.store.evidence_path(sha256)


def _name(value: CellValue) -> str:
    content = value.get("v")
    return str(content.get("name", "")) if isinstance(content, dict) else ""
