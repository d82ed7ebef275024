"""What leaves is checked, approved, written safely and noted; what must not leave stays."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts, load_texts
from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import Value
from fosdesk.services import answering, made, reporting, sending, sent_register, steps
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.made import MadeDocument
from fosdesk.services.sent_register import ACKNOWLEDGED, FOLDER, MAIL, READY, SENT, TO_APPROVE, Letter

AT = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)
LETTER = Letter(MAIL, "framework@wco.example; a@b.example", "wco", "Valdoria été", "Please find the report.")
Makes = Callable[..., MadeDocument]


@pytest.fixture
def tr(context: AppContext) -> Texts:
    return load_texts("en", context.paths.locale)


@pytest.fixture
def makes(context: AppContext, tr: Texts) -> Makes:
    """Make a document of an assessment."""

    def make(a: OpenAssessment, disclosure: str = "wco", document: str = "workbook") -> MadeDocument:
        order = reporting.Order(document, Path(), disclosure, tr, a.bank, AT, context.paths.fonts)
        return made.make(a, order, SilentProgress())

    return make


@pytest.fixture
def workbook(a: OpenAssessment, makes: Makes) -> MadeDocument:
    return makes(a)


def approved(a: OpenAssessment, document: MadeDocument, letter: Letter = LETTER) -> str:
    return sending.prepare(a, [document], letter, AT, approved=True).id


def test_a_draft_goes_from_hand_to_hand(a: OpenAssessment, workbook: MadeDocument, tmp_path: Path) -> None:
    line = sending.prepare(a, [workbook], LETTER, AT)
    assert (line.state, sent_register.waiting(a)) == (TO_APPROVE, 1)
    with pytest.raises(UserError) as refused:
        sending.write_draft(a, line.id, tmp_path, AT)
    assert refused.value.code == "sending.not_approved"
    sending.approve(a, line.id, AT)
    assert sent_register.find(a, line.id[:6]).state == READY
    with pytest.raises(UserError) as refused:
        sending.mark_sent(a, line.id, AT)
    assert refused.value.code == "sending.not_written"
    path = sending.write_draft(a, line.id, None, AT)
    read = message_from_bytes(path.read_bytes(), policy=default)
    assert read["To"] == "framework@wco.example, a@b.example"
    assert read["Subject"] == "Valdoria été"
    (attached,) = read.iter_attachments()
    assert attached.get_filename() == workbook.name
    assert attached.get_content() == made.path_of(a, workbook).read_bytes()
    assert sent_register.find(a, line.id).state == READY
    sending.mark_sent(a, line.id, AT)
    (line,) = sent_register.register(a)
    assert (line.state, line.by, line.approved_by, line.sent_by) == (SENT, "Amina", "Amina", "Amina")
    assert line.documents[0].sha256 == workbook.sha256
    assert sent_register.waiting(a) == 0
    with pytest.raises(UserError) as refused:
        sending.withdraw(a, line.id)
    assert refused.value.code == "sending.gone_already"


def test_a_stick_gets_checksums_and_is_noted(
    a: OpenAssessment, workbook: MadeDocument, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    wanted = approved(a, workbook, replace(LETTER, channel=FOLDER, to="WCO Secretariat"))
    sums = sending.hand_over(a, wanted, stick, AT, SilentProgress())
    assert f"{workbook.sha256}  {workbook.name}" in sums.read_text(encoding="utf-8")
    line = sent_register.find(a, wanted)
    assert (line.state, line.written) == (SENT, str(stick))


def test_a_stick_that_fails_is_not_noted(a: OpenAssessment, workbook: MadeDocument, tmp_path: Path) -> None:
    wanted = approved(a, workbook, replace(LETTER, channel=FOLDER))
    with pytest.raises(UserError) as refused:
        sending.hand_over(a, wanted, tmp_path / "gone", AT, SilentProgress())
    assert refused.value.code == "file.gone"
    assert sent_register.find(a, wanted).state == READY


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"readers": "public"}, "sending.class_too_narrow"),
        ({"to": " ; "}, "sending.no_receiver"),
        ({"to": "framework at wco"}, "outbox.bad_address"),
        ({"to": "a@b.example\r\nBcc: c@d.example"}, "outbox.bad_address"),
    ],
)
def test_what_must_not_leave_is_refused_with_a_reason(
    a: OpenAssessment, workbook: MadeDocument, changed: dict[str, str], code: str
) -> None:
    letter = replace(LETTER, **changed)
    assert [check.code for check in sending.checks(a, [workbook], letter) if check.stops] == [code]
    with pytest.raises(UserError) as refused:
        sending.prepare(a, [workbook], letter, AT)
    assert refused.value.code == code
    assert sent_register.register(a) == ()


def test_nothing_chosen_is_no_sending(a: OpenAssessment) -> None:
    with pytest.raises(UserError) as refused:
        sending.prepare(a, [], LETTER, AT)
    assert refused.value.code == "sending.nothing_chosen"


def test_too_much_for_a_mail_may_go_by_stick(a: OpenAssessment, workbook: MadeDocument) -> None:
    large = replace(workbook, size=25_000_000)
    assert [check.code for check in sending.checks(a, [large], LETTER)] == ["outbox.too_large_for_mail"]
    assert sending.checks(a, [large], replace(LETTER, channel=FOLDER)) == ()


def test_training_never_leaves(sample: OpenAssessment, makes: Makes, tmp_path: Path) -> None:
    document = makes(sample, "public")
    with pytest.raises(UserError) as refused:
        sending.prepare(sample, [document], replace(LETTER, readers="public"), AT)
    assert refused.value.code == "sending.training"
    assert sent_register.register(sample) == ()


def test_answers_given_since_are_a_warning(a: OpenAssessment, workbook: MadeDocument) -> None:
    assert sending.checks(a, [workbook], LETTER) == ()
    wanted = approved(a, workbook)
    assert sending.checks(a, [workbook], LETTER) == ()  # the register itself makes nothing out of date
    answering.answer(a, "risk_c1", Value(2), ()).result()
    (check,) = sending.checks(a, [workbook], LETTER)
    assert (check.code, check.stops) == ("sending.out_of_date", False)
    assert sending.write_draft(a, wanted, None, AT).is_file()


def test_only_the_file_that_was_approved_goes(
    a: OpenAssessment, workbook: MadeDocument, tmp_path: Path
) -> None:
    wanted = approved(a, workbook)
    made.path_of(a, workbook).write_bytes(b"another")
    with pytest.raises(UserError) as refused:
        sending.write_draft(a, wanted, tmp_path, AT)
    assert refused.value.code == "sending.document_changed"
    made.path_of(a, workbook).unlink()
    with pytest.raises(UserError) as refused:
        sending.write_draft(a, wanted, tmp_path, AT)
    assert refused.value.code == "sending.document_missing"
    assert not list(tmp_path.glob("*.eml"))


def test_a_reply_closes_the_line_and_opens_under_its_name(
    a: OpenAssessment, workbook: MadeDocument, tmp_path: Path
) -> None:
    reply = tmp_path / "réponse.pdf"
    reply.write_bytes(b"%PDF received")
    wanted = approved(a, workbook)
    with pytest.raises(UserError) as refused:
        sending.acknowledge(a, wanted, reply, AT)
    assert refused.value.code == "sending.not_sent"
    sending.write_draft(a, wanted, None, AT)
    sending.mark_sent(a, wanted, AT)
    sending.acknowledge(a, wanted, reply, AT)
    line = sent_register.find(a, wanted)
    assert (line.state, line.acknowledged, line.reply) == (ACKNOWLEDGED, AT.isoformat(), "réponse.pdf")
    opened = sending.reply_copy(a, line, tmp_path / "opened")
    assert (opened.name, opened.read_bytes()) == ("réponse.pdf", b"%PDF received")
    with pytest.raises(UserError):
        sending.acknowledge(a, "none", reply, AT)


def test_what_was_withdrawn_or_approved_by_mistake_comes_back(
    a: OpenAssessment, workbook: MadeDocument, tr: Texts
) -> None:
    line = sending.prepare(a, [workbook], LETTER, AT)
    sending.withdraw(a, line.id)
    assert sent_register.register(a) == ()
    assert steps.undo(a).result().done
    assert sent_register.find(a, line.id).state == TO_APPROVE
    sending.approve(a, line.id, AT)
    undone = steps.undo(a).result()
    assert undone.done
    assert sent_register.find(a, line.id).state == TO_APPROVE
    assert steps.step_sentence(a, undone, tr) == "Undone: Send: approval"


def test_the_register_is_a_table_without_formulas(
    a: OpenAssessment, workbook: MadeDocument, tr: Texts, tmp_path: Path
) -> None:
    approved(a, workbook, replace(LETTER, channel=FOLDER, to="=cmd|calc"))
    path = sent_register.export(a, tmp_path, tr)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads, row = csv.reader(file)
    assert len(heads) == len(row)
    assert dict(zip(heads, row, strict=True))["To"] == "'=cmd|calc"
    assert workbook.sha256 in row


def test_the_register_is_merged_like_every_answer(a: OpenAssessment, workbook: MadeDocument) -> None:
    line = sending.prepare(a, [workbook], LETTER, AT)
    assert a.snapshot.value(f"sending:{line.id}", "to") == {"v": LETTER.to}
    assert line.letter == LETTER
