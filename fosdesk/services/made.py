"""The documents that were made: kept beside the store with a list of them, opened, copied, put aside.

They are products of this computer and no part of the journal: whoever has the answers can make them again.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import sha256_file, told, write_replacing, write_unique
from fosdesk.base.progress import Progress
from fosdesk.model.snapshot import Snapshot
from fosdesk.services import reporting
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import SENDING, TEXT

FOLDER, LIST, ASIDE = "documents", "documents.json", "put-aside"


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document that was made. `made_at` is an ISO time, `size` in bytes, `pages` pages or sheets.

    `code` is the convergence code it prints, `state` the fingerprint of the answers it was made from.
    """

    id: str
    document: str
    name: str
    disclosure: str
    language: str
    made_at: str
    by: str
    code: str
    state: str
    pages: int
    size: int
    sha256: str
    aside: bool = False


def make(a: OpenAssessment, order: reporting.Order, progress: Progress) -> MadeDocument:
    """Write a document into the folder of the assessment and list it; the order's own target is not used.

    Raises UserError where the disk refuses, Cancelled where the person did; nothing half-made is left.
    """
    snapshot = a.snapshot
    folder = _folder(a)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    name = reporting.default_name(a, order.document, order.made_at, order.disclosure)
    target = _free(folder, name)
    written = reporting.write(a, replace(order, target=target), progress)
    document = MadeDocument(
        id=a.ids.new(),
        document=order.document,
        name=target.name,
        disclosure=order.disclosure,
        language=order.tr.language,
        made_at=order.made_at.isoformat(timespec="seconds"),
        by=a.person.name,
        code=snapshot.code,
        state=state_of(snapshot),
        pages=written.pages,
        size=written.size,
        sha256=sha256_file(target),
    )
    _write(a, (*_read(a), document))
    return document


def _free(folder: Path, name: str) -> Path:
    """The name, or the next one that no document has."""
    wanted = folder / name
    names = (wanted.with_name(f"{wanted.stem} ({n}){wanted.suffix}") for n in range(2, 10_000))
    return wanted if not wanted.exists() else next(path for path in names if not path.exists())


def documents(a: OpenAssessment) -> tuple[MadeDocument, ...]:
    """The documents that were made here, newest first; what somebody deleted is not listed."""
    found = [one for one in _read(a) if not one.aside and path_of(a, one).is_file()]
    return tuple(sorted(found, key=lambda one: one.made_at, reverse=True))


def document(a: OpenAssessment, wanted: str) -> MadeDocument:
    """The document with this id or name. Raises UserError where there is none."""
    for one in documents(a):
        if wanted in (one.id, one.name):
            return one
    raise UserError("made.unknown", name=wanted)


def path_of(a: OpenAssessment, document: MadeDocument) -> Path:
    """Where a document lies."""
    folder = _folder(a)
    return (folder / ASIDE if document.aside else folder) / document.name


def state_of(snapshot: Snapshot) -> str:
    """A fingerprint of all that documents are made from: answers and facts, no sending, no official text."""
    digest = hashlib.sha256()
    heads = (
        f"{entity}\0{field}\0{','.join(cell.heads)}\n"
        for (entity, field), cell in snapshot.cells.items()
        if not entity.startswith((SENDING, TEXT))
    )
    for line in sorted(heads):
        digest.update(line.encode("utf-8"))
    return digest.hexdigest()[:16]


def save_copy(a: OpenAssessment, document: MadeDocument, folder: Path, progress: Progress) -> Path:
    """Copy a document to a folder or stick under a free name, read back and compared."""
    return write_unique(folder, document.name, path_of(a, document), progress)


def put_aside(a: OpenAssessment, document: MadeDocument) -> MadeDocument:
    """Take a document off the list; its file is kept until `put_back` or for good."""
    return _moved(a, document, replace(document, aside=True))


def put_back(a: OpenAssessment, document: MadeDocument) -> MadeDocument:
    """Undo `put_aside`."""
    return _moved(a, document, replace(document, aside=False))


def _moved(a: OpenAssessment, document: MadeDocument, after: MadeDocument) -> MadeDocument:
    target = path_of(a, after)
    with told(target):
        target.parent.mkdir(exist_ok=True)
        free = _free(target.parent, after.name)
        path_of(a, document).rename(free)
    after = replace(after, name=free.name)
    _write(a, tuple(after if one.id == after.id else one for one in _read(a)))
    return after


def _folder(a: OpenAssessment) -> Path:
    return a.store.folder / FOLDER


def _read(a: OpenAssessment) -> tuple[MadeDocument, ...]:
    """The list; one that cannot be read lists nothing, and the files stay where they are."""
    try:
        content = json.loads((_folder(a) / LIST).read_bytes())
        known = {field.name for field in fields(MadeDocument)}
        return tuple(MadeDocument(**{k: v for k, v in one.items() if k in known}) for one in content)
    except (OSError, ValueError, TypeError, AttributeError):
        return ()


def _write(a: OpenAssessment, listed: tuple[MadeDocument, ...]) -> None:
    content = json.dumps([asdict(one) for one in listed], ensure_ascii=False, indent=1)
    write_replacing(_folder(a) / LIST, content.encode("utf-8"))


def sheets_of(path: Path) -> tuple[tuple[str, int], ...]:
    """The sheets of a workbook that was made, each with its number of rows below the heads."""
    from fosdesk.documents.workbook_check import filled_rows

    return filled_rows(path)


def made_when(document: MadeDocument) -> datetime:
    """When a document was made, with its zone."""
    return datetime.fromisoformat(document.made_at)
