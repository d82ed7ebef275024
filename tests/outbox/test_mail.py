"""A draft is read back by the standard parser: names, text and files are whole."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.outbox import mail
from fosdesk.outbox.mail import Draft, draft_bytes

AT = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)
NAMES = (
    "rapport d’évaluation.pdf",
    "تقرير التقييم.xlsx",
    "отчёт 2026.docx",
    "a;b, c=d.fosdesk",
    "=cmd|calc.txt",
)


def draft_of(tmp_path: Path, names: tuple[str, ...] = NAMES, **changed: object) -> Draft:
    files = []
    for number, name in enumerate(names):
        file = tmp_path / name
        file.write_bytes(bytes(range(256)) * (number + 1))
        files.append(file)
    facts: dict[str, object] = {"to": ("framework@wco.example",), "subject": "Valdoria", "body": "Bonjour.\n"}
    return Draft(**{**facts, "attachments": tuple(files), "made_at": AT, "sending": "abc", **changed})


def test_attachments_keep_their_names_and_bytes(tmp_path: Path) -> None:
    read = message_from_bytes(draft_bytes(draft_of(tmp_path)), policy=default)
    found = {part.get_filename(): part.get_content() for part in read.iter_attachments()}
    assert tuple(found) == NAMES
    for name in NAMES:
        content = found[name]
        raw = content.encode() if isinstance(content, str) else content
        assert name == "=cmd|calc.txt" or raw == (tmp_path / name).read_bytes()


def test_a_mail_program_opens_it_for_editing(tmp_path: Path) -> None:
    read = message_from_bytes(draft_bytes(draft_of(tmp_path, body="Évaluation jointe.")), policy=default)
    assert read["X-Unsent"] == "1"
    assert read["To"] == "framework@wco.example"
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "Évaluation jointe."


def test_a_line_break_never_reaches_a_header(tmp_path: Path) -> None:
    read = message_from_bytes(
        draft_bytes(draft_of(tmp_path, subject="Valdoria\r\nBcc: someone@example.org")), policy=default
    )
    assert read["Bcc"] is None
    with pytest.raises(UserError) as refused:
        draft_bytes(draft_of(tmp_path, to=("a@b.example\r\nBcc: c@d.example",)))
    assert refused.value.code == "outbox.bad_address"


def test_what_no_mail_server_takes_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LARGEST", 1_000)
    with pytest.raises(UserError) as refused:
        draft_bytes(draft_of(tmp_path))
    assert refused.value.code == "outbox.too_large_for_mail"
