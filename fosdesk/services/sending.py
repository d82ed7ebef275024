"""Handing documents over: put together, approved, written as a mail draft or to a stick, acknowledged.

The register is part of the journal: one entity for each sending, merged, audited and undone like every
answer. The documents themselves stay beside the store; the register names them by their SHA-256.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import sha256_file, told, write_unique
from fosdesk.base.language import Texts
from fosdesk.base.progress import Progress
from fosdesk.model.answers import Json
from fosdesk.model.snapshot import Edit
from fosdesk.services.answering import record
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import SENDING
from fosdesk.services.made import MadeDocument, documents, path_of, state_of
from fosdesk.services.report_content.classification import class_name, may_read
from fosdesk.services.sent_register import (
    ACKNOWLEDGED,
    MAIL,
    READY,
    REPLY,
    SENT,
    TO_APPROVE,
    Letter,
    Sending,
    find,
)

DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at before a sending. `stops` forbids it; otherwise it is a warning."""

    code: str
    stops: bool
    params: Mapping[str, object]


def default_words(a: OpenAssessment, chosen: Sequence[MadeDocument], tr: Texts) -> tuple[str, str]:
    """Subject and accompanying words that a person may change; no official letter."""
    facts = a.facts
    country = facts.country or tr("Country not recorded")
    subject = tr("{country}: assessment of cross-border e-commerce", country=country)
    if facts.period:
        subject = f"{subject}, {facts.period}"
    listed = "\n".join(
        tr(
            "- {name} ({disclosure}; SHA-256 {sha256})",
            name=one.name,
            disclosure=class_name(one.disclosure, tr),
            sha256=one.sha256,
        )
        for one in chosen
    )
    opening = tr("Please find enclosed the documents of our self-assessment of cross-border e-commerce:")
    request = tr("Please confirm that they have arrived whole and can be read.")
    sender = "\n".join(part for part in (a.person.name, a.person.role, facts.administration) if part)
    return subject, "\n\n".join(part for part in (opening, listed, request, sender) if part) + "\n"


def checks(a: OpenAssessment, chosen: Sequence[MadeDocument], letter: Letter) -> tuple[Check, ...]:
    """What forbids a sending, and what the person should know before it; none where all is well."""
    return (*_stops(a, chosen, letter), *_warnings(a, chosen))


def _stops(a: OpenAssessment, chosen: Sequence[MadeDocument], letter: Letter) -> list[Check]:
    found = []
    if a.training:
        found.append(Check("sending.training", True, {"country": a.facts.country}))
    if not chosen:
        found.append(Check("sending.nothing_chosen", True, {}))
    found += [
        Check("sending.class_too_narrow", True, {"name": one.name, "readers": letter.readers})
        for one in chosen
        if not may_read(one.disclosure, letter.readers)
    ]
    if not letter.addresses():
        found.append(Check("sending.no_receiver", True, {}))
    if letter.channel == MAIL:
        found += _mail_stops(chosen, letter)
    return found


def _mail_stops(chosen: Sequence[MadeDocument], letter: Letter) -> list[Check]:
    from fosdesk.outbox.mail import LARGEST, is_address

    found = [
        Check("outbox.bad_address", True, {"address": address})
        for address in letter.addresses()
        if not is_address(address)
    ]
    size = sum(one.size for one in chosen)
    if size > LARGEST:
        params = {"size": size // 1_000_000, "limit": LARGEST // 1_000_000}
        found.append(Check("outbox.too_large_for_mail", True, params))
    return found


def _warnings(a: OpenAssessment, chosen: Sequence[MadeDocument]) -> list[Check]:
    state = state_of(a.snapshot)
    return [Check("sending.out_of_date", False, {"name": one.name}) for one in chosen if one.state != state]


def prepare(
    a: OpenAssessment, chosen: Sequence[MadeDocument], letter: Letter, at: datetime, *, approved: bool = False
) -> Sending:
    """Put a sending together and note it, to be approved (or `approved` by the person who does it).

    Raises UserError with the first thing that forbids it.
    """
    for check in checks(a, chosen, letter):
        if check.stops:
            raise UserError(check.code, **check.params)
    sending = a.ids.new()
    facts: dict[str, Json] = {
        "at": _iso(at),
        "by": a.person.name,
        "channel": letter.channel,
        "to": letter.to,
        "disclosure": letter.readers,
        "subject": letter.subject,
        "words": letter.body,
        "code": a.snapshot.code,
        "documents": [
            {"name": one.name, "sha256": one.sha256, "size": one.size, "disclosure": one.disclosure}
            for one in chosen
        ],
    }
    if approved:
        facts |= {"approved": _iso(at), "approved_by": a.person.name}
    _note(a, sending, facts)
    return find(a, sending)


def refuse(a: OpenAssessment, letter: Letter) -> None:
    """Raise UserError where nothing could be sent like this, whatever the documents: before they are made."""
    for check in _stops(a, [], letter):
        if check.code != "sending.nothing_chosen":
            raise UserError(check.code, **check.params)


def approve(a: OpenAssessment, sending: str, at: datetime) -> None:
    """Somebody who may has looked at it and says that it can go."""
    find(a, sending)
    _note(a, sending, {"approved": _iso(at), "approved_by": a.person.name})


def withdraw(a: OpenAssessment, sending: str) -> None:
    """Take a sending that has not gone out of the lists; the journal keeps it, and undo brings it back."""
    if find(a, sending).state not in (TO_APPROVE, READY):
        raise UserError("sending.gone_already")
    _note(a, sending, {"withdrawn": True})


def write_draft(a: OpenAssessment, sending: str, folder: Path | None, at: datetime) -> Path:
    """Write an approved sending as a mail draft for the person's own mail program, and note where.

    Without a `folder` the draft is kept beside the store. The person sends it and says so (`mark_sent`).
    """
    from fosdesk.outbox.mail import Draft, draft_bytes

    line = _ready(a, sending)
    paths = _paths(a, line)
    letter = line.letter
    draft = Draft(letter.addresses(), letter.subject, letter.body, paths, at, sending)
    content = draft_bytes(draft)
    kept = folder or a.store.folder / DRAFTS
    with told(kept):
        kept.mkdir(exist_ok=True)
    path = write_unique(kept, f"{letter.subject}.eml", content)
    _note(a, sending, {"written": str(path)})
    return path


def hand_over(a: OpenAssessment, sending: str, folder: Path, at: datetime, progress: Progress) -> Path:
    """Copy an approved sending to a folder or stick and note it as sent; return the list of checksums."""
    from fosdesk.outbox.folder import hand_over as copy

    line = _ready(a, sending)
    done = copy(_paths(a, line), folder, progress)
    _note(a, sending, {"written": str(folder), "sent": _iso(at), "sent_by": a.person.name})
    return done.sums


def mark_sent(a: OpenAssessment, sending: str, at: datetime) -> None:
    """The person says that the draft went out."""
    if not _ready(a, sending).written:
        raise UserError("sending.not_written")
    _note(a, sending, {"sent": _iso(at), "sent_by": a.person.name})


def acknowledge(a: OpenAssessment, sending: str, reply: Path, at: datetime) -> None:
    """Attach the reply that acknowledges a sending; it is kept with the evidence."""
    if find(a, sending).state not in (SENT, ACKNOWLEDGED):
        raise UserError("sending.not_sent")
    blob = a.store.put_evidence(reply)
    content: Json = {"name": blob.name, "note": "", "size": blob.size, "media_type": blob.media_type}
    _note(a, sending, {"acknowledged": _iso(at), f"{REPLY}{blob.sha256}": content})


def reply_copy(a: OpenAssessment, line: Sending, folder: Path) -> Path:
    """The reply under its own name in `folder`, to be opened. Raises UserError where it is not here."""
    path = a.store.evidence_path(line.reply_sha256)
    if path is None:
        raise UserError("sending.reply_missing", name=line.reply)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return write_unique(folder, line.reply, path)


def _ready(a: OpenAssessment, sending: str) -> Sending:
    """An approved sending of real data; what was approved before must still be allowed."""
    line = find(a, sending)
    if a.training:
        raise UserError("sending.training", country=a.facts.country)
    if line.state == TO_APPROVE:
        raise UserError("sending.not_approved")
    if line.state != READY:
        raise UserError("sending.gone_already")
    for one in line.documents:
        if not may_read(one.disclosure, line.letter.readers):
            raise UserError("sending.class_too_narrow", name=one.name, readers=line.letter.readers)
    return line


def _paths(a: OpenAssessment, line: Sending) -> tuple[Path, ...]:
    """The files, each the very one that was approved. Raises UserError where one is gone or changed."""
    known = {one.sha256: path_of(a, one) for one in documents(a)}
    for one in line.documents:
        if one.sha256 not in known:
            raise UserError("sending.document_missing", name=one.name)
        with told(known[one.sha256]):
            if sha256_file(known[one.sha256]) != one.sha256:
                raise UserError("sending.document_changed", name=one.name)
    return tuple(known[one.sha256] for one in line.documents)


def _note(a: OpenAssessment, sending: str, facts: Mapping[str, Json]) -> None:
    entity = SENDING + sending
    heads = a.snapshot.heads
    record(
        a, [Edit(entity, name, {"v": value}, heads(entity, name)) for name, value in facts.items()]
    ).result()


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
