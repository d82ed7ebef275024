"""Handing documents over: classification checked, a mail draft or a stick, and a register of what went out.

The register is part of the journal: one entity for each sending, merged and audited like every answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import sha256_file, told, write_unique
from fosdesk.base.progress import Progress
from fosdesk.model.answers import Json
from fosdesk.model.snapshot import Edit
from fosdesk.services.answering import record
from fosdesk.services.assessment import OpenAssessment

PREFIX = "sending:"
MAIL, FOLDER = "mail", "folder"
ORDER = ("national", "wco", "regional", "public")
"""Classes of disclosure from the narrowest to the widest circle of readers."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document chosen to be handed over, with the class it was written for."""

    path: Path
    disclosure: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One line of the register. `acknowledged` is the ISO time of the reply, empty while none came."""

    id: str
    at: str
    by: str
    channel: str
    to: str
    disclosure: str
    code: str
    documents: tuple[tuple[str, str], ...]
    acknowledged: str
    reply: str


def check_outgoing(a: OpenAssessment, documents: Sequence[Outgoing], readers: str) -> None:
    """Refuse what must not leave. Raises UserError.

    Training data are never sent; a document written for a narrower circle than `readers` stays here.
    """
    if a.training:
        raise UserError("sending.training", country=a.facts.country)
    if not documents:
        raise UserError("sending.nothing_chosen")
    for document in documents:
        if ORDER.index(document.disclosure) < ORDER.index(readers):
            raise UserError(
                "sending.class_too_narrow",
                name=document.path.name,
                written=document.disclosure,
                readers=readers,
            )


def draft_mail(
    a: OpenAssessment,
    documents: Sequence[Outgoing],
    folder: Path,
    letter: "Letter",
    made_at: datetime,
) -> Path:
    """Write a mail draft with the documents for the person's own mail program; note it in the register."""
    from fosdesk.outbox.mail import Draft, draft_bytes

    check_outgoing(a, documents, letter.readers)
    sending = a.ids.new()
    paths = tuple(document.path for document in documents)
    draft = Draft(letter.to, letter.subject, letter.body, paths, made_at, sending)
    path = write_unique(folder, f"{letter.subject}.eml", draft_bytes(draft))
    _note(a, sending, MAIL, ", ".join(letter.to), letter.readers, paths, made_at)
    return path


@dataclass(frozen=True, slots=True)
class Letter:
    """Addressees and words of a mail; `readers` is the widest class of those who get it."""

    to: tuple[str, ...]
    subject: str
    body: str
    readers: str


def hand_over(
    a: OpenAssessment,
    documents: Sequence[Outgoing],
    folder: Path,
    readers: str,
    made_at: datetime,
    progress: Progress,
) -> Path:
    """Copy documents to a folder or stick, note it in the register; return the list of checksums."""
    from fosdesk.outbox.folder import hand_over as copy

    check_outgoing(a, documents, readers)
    done = copy([document.path for document in documents], folder, progress)
    _note(a, a.ids.new(), FOLDER, str(folder), readers, [path for path, _ in done.files], made_at)
    return done.sums


def _note(
    a: OpenAssessment,
    sending: str,
    channel: str,
    to: str,
    readers: str,
    paths: Sequence[Path],
    made_at: datetime,
) -> None:
    entity = PREFIX + sending
    facts: Mapping[str, Json] = {
        "at": made_at.isoformat(timespec="seconds"),
        "by": a.person.name,
        "channel": channel,
        "to": to,
        "disclosure": readers,
        "code": a.snapshot.code,
        "documents": [{"name": path.name, "sha256": _digest(path)} for path in paths],
    }
    record(a, [Edit(entity, name, {"v": value}) for name, value in facts.items()]).result()


def _digest(path: Path) -> str:
    with told(path):
        return sha256_file(path)


def acknowledge(a: OpenAssessment, sending: str, reply: Path, at: datetime) -> None:
    """Attach the reply that acknowledges a sending; it is kept with the evidence."""
    entity = PREFIX + sending
    if a.snapshot.value(entity, "at") is None:
        raise UserError("sending.unknown", sending=sending)
    blob = a.store.put_evidence(reply)
    edits = [
        Edit(
            entity,
            "acknowledged",
            {"v": at.isoformat(timespec="seconds")},
            a.snapshot.heads(entity, "acknowledged"),
        ),
        Edit(
            entity,
            f"evidence:{blob.sha256}",
            {"v": {"name": blob.name, "note": "", "size": blob.size, "media_type": blob.media_type}},
            a.snapshot.heads(entity, f"evidence:{blob.sha256}"),
        ),
    ]
    record(a, edits).result()


def register(a: OpenAssessment) -> tuple[Sending, ...]:
    """What was handed over, newest first."""
    found = [_line(a, entity) for entity in a.snapshot.cells.entities() if entity.startswith(PREFIX)]
    return tuple(sorted(found, key=lambda line: line.at, reverse=True))


def _line(a: OpenAssessment, entity: str) -> Sending:
    fields = a.snapshot.fields(entity)
    texts = {name: str(cell.value.get("v") or "") for name, cell in fields.items()}
    documents = fields["documents"].value.get("v") if "documents" in fields else None
    reply = next((cell.value["v"] for name, cell in fields.items() if name.startswith("evidence:")), None)
    return Sending(
        id=entity.removeprefix(PREFIX),
        at=texts.get("at", ""),
        by=texts.get("by", ""),
        channel=texts.get("channel", ""),
        to=texts.get("to", ""),
        disclosure=texts.get("disclosure", ""),
        code=texts.get("code", ""),
        documents=tuple(
            (str(one.get("name")), str(one.get("sha256")))
            for one in (documents if isinstance(documents, list) else ())
            if isinstance(one, dict)
        ),
        acknowledged=texts.get("acknowledged", ""),
        reply=str(reply.get("name", "")) if isinstance(reply, dict) else "",
    )
