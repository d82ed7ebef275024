"""What leaves is checked, written safely and noted; what must not leave stays."""

from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.progress import SilentProgress
from fosdesk.services import sending
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.sending import Letter, Outgoing

AT = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)
LETTER = Letter(("framework@wco.example",), "Valdoria self-diagnosis", "Please find the report.", "wco")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "rapport été.pdf"
    path.write_bytes(b"%PDF-1.7 report")
    return path


def test_a_draft_holds_the_documents_and_is_noted(a: OpenAssessment, report: Path, tmp_path: Path) -> None:
    path = sending.draft_mail(a, [Outgoing(report, "wco")], tmp_path, LETTER, AT)
    assert message_from_bytes(path.read_bytes())["To"] == "framework@wco.example"
    (line,) = sending.register(a)
    assert (line.by, line.channel, line.to) == ("Amina", "mail", "framework@wco.example")
    assert line.documents[0][0] == "rapport été.pdf"


def test_a_stick_gets_checksums_and_is_noted(a: OpenAssessment, report: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    sums = sending.hand_over(a, [Outgoing(report, "public")], stick, "wco", AT, SilentProgress())
    assert sending.register(a)[0].documents[0][1] in sums.read_text(encoding="utf-8")


def test_a_document_for_fewer_readers_stays_here(a: OpenAssessment, report: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        sending.draft_mail(a, [Outgoing(report, "national")], tmp_path, LETTER, AT)
    assert refused.value.code == "sending.class_too_narrow"
    assert sending.register(a) == ()
    assert not list(tmp_path.glob("*.eml"))


def test_training_never_leaves(sample: OpenAssessment, report: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        sending.draft_mail(sample, [Outgoing(report, "public")], tmp_path, LETTER, AT)
    assert refused.value.code == "sending.training"


def test_a_reply_closes_the_line(a: OpenAssessment, report: Path, tmp_path: Path) -> None:
    sending.draft_mail(a, [Outgoing(report, "wco")], tmp_path, LETTER, AT)
    reply = tmp_path / "reply.pdf"
    reply.write_bytes(b"%PDF received")
    (line,) = sending.register(a)
    sending.acknowledge(a, line.id, reply, AT)
    (line,) = sending.register(a)
    assert (line.acknowledged, line.reply) == (AT.isoformat(), "reply.pdf")
    with pytest.raises(UserError):
        sending.acknowledge(a, "none", reply, AT)
