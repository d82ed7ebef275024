"""The register of sendings: what was put together, approved, sent and acknowledged, by whom and to whom.

It is part of the journal: one entity for each sending, merged, audited and undone like every answer.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import write_unique
from fosdesk.base.language import N_, Texts
from fosdesk.model.answers import Json
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import SENDING
from fosdesk.services.report_content.classification import class_name

MAIL, FOLDER = "mail", "folder"
TO_APPROVE, READY, SENT, ACKNOWLEDGED = "to_approve", "ready", "sent", "acknowledged"
STATES = {
    TO_APPROVE: N_("To approve"),
    READY: N_("Ready"),
    SENT: N_("Sent"),
    ACKNOWLEDGED: N_("Acknowledged"),
}
CHANNELS = {MAIL: N_("E-mail draft"), FOLDER: N_("Folder or stick")}
REPLY = "evidence:"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Letter:
    """To whom, through what and with which words; `readers` is the class of those who get it.

    `to` are addresses for a mail, a name for a folder or stick.
    """

    channel: str
    to: str
    readers: str
    subject: str
    body: str

    def addresses(self) -> tuple[str, ...]:
        """The addresses, which are separated by commas or semicolons."""
        return tuple(one.strip() for one in self.to.replace(";", ",").split(",") if one.strip())


@dataclass(frozen=True, slots=True)
class SentDocument:
    """What the receiver sees of a document; `size` in bytes."""

    name: str
    size: int
    disclosure: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One line of the register; times are ISO texts, empty where that has not happened.

    `written` names the draft or the folder, `reply` the file that acknowledges (by name and SHA-256).
    """

    id: str
    at: str
    by: str
    letter: Letter
    code: str
    documents: tuple[SentDocument, ...]
    approved: str
    approved_by: str
    written: str
    sent: str
    sent_by: str
    acknowledged: str
    reply: str
    reply_sha256: str

    @property
    def state(self) -> str:
        """Where the sending stands."""
        if self.acknowledged:
            return ACKNOWLEDGED
        if self.sent:
            return SENT
        return READY if self.approved else TO_APPROVE


def find(a: OpenAssessment, sending: str) -> Sending:
    """The sending whose id begins like this. Raises UserError "sending.unknown" where there is none."""
    found = [line for line in register(a) if line.id.startswith(sending)] if sending else []
    if len(found) != 1:
        raise UserError("sending.unknown", sending=sending)
    return found[0]


def register(a: OpenAssessment) -> tuple[Sending, ...]:
    """All sendings that were not withdrawn, newest first."""
    found = [_line(a, entity) for entity in a.snapshot.cells.entities() if entity.startswith(SENDING)]
    return tuple(sorted((line for line in found if line), key=lambda line: line.at, reverse=True))


def waiting(a: OpenAssessment) -> int:
    """How many sendings wait for somebody: to be approved, or approved and not gone."""
    return sum(line.state in (TO_APPROVE, READY) for line in register(a))


def _line(a: OpenAssessment, entity: str) -> Sending | None:
    """A sending as recorded; None where it was withdrawn or its recording was undone."""
    fields = a.snapshot.fields(entity)
    values = {name: cell.value.get("v") for name, cell in fields.items()}
    listed = values.get("documents")
    if values.get("withdrawn") or not isinstance(listed, list):
        return None

    def text(name: str) -> str:
        return str(values.get(name) or "")

    replies = {name.removeprefix(REPLY): v for name, v in values.items() if name.startswith(REPLY) and v}
    sha256, reply = next(iter(replies.items()), ("", None))
    return Sending(
        id=entity.removeprefix(SENDING),
        at=text("at"),
        by=text("by"),
        letter=Letter(text("channel"), text("to"), text("disclosure"), text("subject"), text("words")),
        code=text("code"),
        documents=tuple(_document(one) for one in listed if isinstance(one, dict)),
        approved=text("approved"),
        approved_by=text("approved_by"),
        written=text("written"),
        sent=text("sent"),
        sent_by=text("sent_by"),
        acknowledged=text("acknowledged"),
        reply=str(reply.get("name", "")) if isinstance(reply, dict) else "",
        reply_sha256=sha256,
    )


def _document(given: Mapping[str, Json]) -> SentDocument:
    size = given.get("size")
    return SentDocument(
        str(given.get("name", "")),
        size if isinstance(size, int) else 0,
        str(given.get("disclosure", "")),
        str(given.get("sha256", "")),
    )


def table(a: OpenAssessment, tr: Texts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows of the register, one row a document, newest sending first."""
    heads = (
        *(tr("Sending"), tr("State"), tr("Document"), tr("Class"), tr("SHA-256"), tr("To"), tr("Through")),
        *(tr("Put together"), tr("Approved"), tr("Sent"), tr("Acknowledged"), tr("Reply")),
    )
    rows = tuple(
        (
            *(line.id[:8], tr(STATES[line.state]), one.name, class_name(one.disclosure, tr), one.sha256),
            *(line.letter.to, tr(CHANNELS.get(line.letter.channel, line.letter.channel))),
            *(who_when(line.by, line.at, tr), who_when(line.approved_by, line.approved, tr)),
            *(who_when(line.sent_by, line.sent, tr), who_when("", line.acknowledged, tr), line.reply),
        )
        for line in register(a)
        for one in line.documents
    )
    return heads, rows


def who_when(who: str, at: str, tr: Texts) -> str:
    """ "21 November 2026, 14:03, Amina"; empty where it has not happened."""
    if not at:
        return ""
    when = tr.datetime(datetime.fromisoformat(at).astimezone())
    return f"{when}, {who}" if who else when


def export(a: OpenAssessment, folder: Path, tr: Texts) -> Path:
    """Write the register as a table for any spreadsheet, under a free name; nothing in it is a formula."""
    heads, rows = table(a, tr)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_harmless(text) for text in row] for row in rows)
    name = tr("Register of sendings") + f" {a.snapshot.code}.csv"
    return write_unique(folder, name, out.getvalue().encode("utf-8-sig"))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
