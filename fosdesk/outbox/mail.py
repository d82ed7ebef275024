"""An e-mail draft as a file (`.eml`) that any mail program opens for the person to look at and send."""

import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import told

LARGEST = 20_000_000
"""Bytes of attachments above which most mail servers refuse a message (base64 adds a third)."""
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".fosdesk": "application/x-fosdesk",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft holds. `to` are addresses; attachments keep their file names in any script."""

    to: tuple[str, ...]
    subject: str
    body: str
    attachments: tuple[Path, ...]
    made_at: datetime
    sending: str


def draft_bytes(draft: Draft) -> bytes:
    """The message as a draft: `X-Unsent` makes mail programs open it for editing.

    The Message-ID is made from the id of the sending, so that the same sending is recognised again.
    Raises UserError where the attachments are too large for mail, or a header would hold a line break.
    """
    for address in draft.to:
        if not is_address(address):
            raise UserError("outbox.bad_address", address=address)
    total = attachments_size(draft.attachments)
    if total > LARGEST:
        raise UserError("outbox.too_large_for_mail", size=total // 1_000_000, limit=LARGEST // 1_000_000)
    message = EmailMessage(policy=SMTP)
    message["To"] = ", ".join(draft.to)
    message["Subject"] = " ".join(draft.subject.split())
    message["Date"] = format_datetime(draft.made_at)
    message["Message-ID"] = make_msgid(draft.sending, domain="fosdesk.invalid")
    message["X-Unsent"] = "1"
    message.set_content(draft.body)
    for path in draft.attachments:
        _attach(message, path)
    return message.as_bytes()


def is_address(text: str) -> bool:
    """Whether a mail can go to this text: one name, one place, plain characters."""
    name, _, place = text.partition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(' ,;<>()[]"\\')
    return bool(name) and plain and "@" not in place and bool(re.fullmatch(r"[\w-]+(\.[\w-]+)+", place))


def attachments_size(paths: Sequence[Path]) -> int:
    """The bytes of all attachments together. Raises UserError where one is gone."""
    total = 0
    for path in paths:
        with told(path):
            total += path.stat().st_size
    return total


def _attach(message: EmailMessage, path: Path) -> None:
    guessed = (
        _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )
    main, _, sub = guessed.partition("/")
    with told(path):
        content = path.read_bytes()
    message.add_attachment(content, maintype=main, subtype=sub, filename=path.name)
