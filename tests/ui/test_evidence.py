"""Evidence on a card through real events: dialog, drop, clipboard, reference; caption, opening, unlinking."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.services import evidence as service
from fosdesk.services.answering import evidence_of
from fosdesk.ui.frame.window import Window
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.evidence import EvidenceAside, EvidenceLine, Running
from fosdesk.ui.question.page import QuestionPage

C3 = "aed_legal_c3"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clipboard() -> Iterator[Callable[[QMimeData], None]]:
    """Put something on the clipboard; it is empty again afterwards."""
    yield QApplication.clipboard().setMimeData
    QApplication.clipboard().clear()


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def picture() -> QMimeData:
    image = QImage(120, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def made(folder: Path, name: str, content: bytes = b"%PDF an order") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def drag(part: QWidget, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        part.rect().center(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.ignore()
    QApplication.sendEvent(part, event)
    return event


def drop(part: QWidget, mime: QMimeData) -> None:
    drag(part, mime)
    event = QDropEvent(
        QPointF(part.rect().center()), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(part, event)


def names(window: Window) -> set[str]:
    return {str(content["name"]) for content in evidence_of(window.assessment, C3).values()}


def aside_of(card: Card) -> EvidenceAside:
    aside = card._asides["evidence"]
    assert isinstance(aside, EvidenceAside)
    return aside


def line_of(card: Card, name: str) -> EvidenceLine:
    return next(line for one, line in aside_of(card)._lines.items() if evidence_name(card, one) == name)


def evidence_name(card: Card, one: str) -> str:
    assert card.content is not None
    return str(card.content.evidence[one]["name"])


def test_dropping_files_marks_the_card_while_they_hang_over_it_and_attaches_them(
    window: Window, questions: QuestionPage, card: Card, tmp_path: Path, qtbot: QtBot
) -> None:
    mime = files(made(tmp_path, "order 1.pdf", b"%PDF 1"), made(tmp_path, "order 2.pdf", b"%PDF 2"))
    assert drag(card, mime).isAccepted()
    assert (card._edge, card._fill) == ("accent", "accent-soft")
    QApplication.sendEvent(card, QDragLeaveEvent())
    assert (card._edge, card._fill) == ("line-strong", "card")
    drag(card, mime)
    with qtbot.waitSignal(window.recorder.saved):
        drop(card, mime)
    assert {"order 1.pdf", "order 2.pdf"} <= names(window)
    assert window.shell.toast.text() == "2 files attached to AED-LEGAL-C3"
    assert card._fill == "card"
    window.undo()
    qtbot.waitUntil(lambda: not {"order 1.pdf", "order 2.pdf"} & names(window))


def test_words_are_not_taken_for_evidence(window: Window, questions: QuestionPage, card: Card) -> None:
    mime = QMimeData()
    mime.setText("Order 14")
    assert not drag(card, mime).isAccepted()


def test_a_file_that_is_dropped_on_a_field_of_text_goes_to_the_card(
    window: Window, questions: QuestionPage, card: Card, tmp_path: Path
) -> None:
    card.open_aside("comment")
    field = card._asides["comment"].text
    assert not field.canInsertFromMimeData(files(made(tmp_path, "order.pdf")))
    assert drag(field.viewport(), files(made(tmp_path, "order.pdf"))).isAccepted()
    assert card._edge == "accent"
    QApplication.sendEvent(card, QDragLeaveEvent())


def test_a_picture_is_pasted_as_a_png_named_after_the_question(
    window: Window, questions: QuestionPage, card: Card, clipboard, qtbot: QtBot
) -> None:
    clipboard(picture())
    focus = QApplication.focusWidget()
    assert focus is not None
    with qtbot.waitSignal(window.recorder.saved):
        qtbot.keyClick(focus, Qt.Key.Key_V, CONTROL)
    (name,) = [name for name in names(window) if name.endswith(".png")]
    assert name.startswith("AED-LEGAL-C3 20")
    sha256 = next(one for one, file in evidence_of(window.assessment, C3).items() if file["name"] == name)
    kept = window.assessment.store.evidence_path(sha256)
    assert kept is not None
    assert kept.read_bytes().startswith(b"\x89PNG")
    card.open_aside("evidence")
    thumb = line_of(card, name).thumbnail
    qtbot.waitUntil(lambda: thumb.picture is not None)
    assert thumb.picture is not None
    assert thumb.picture.width() == 2 * thumb.picture.height()


def test_a_picture_pasted_into_the_comment_becomes_evidence_and_words_stay_words(
    window: Window, questions: QuestionPage, card: Card, clipboard, qtbot: QtBot
) -> None:
    card.open_aside("comment")
    field = card._asides["comment"].text
    field.selectAll()
    words = QMimeData()
    words.setText("Order 14 covers air")
    clipboard(words)
    qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert field.text() == "Order 14 covers air"
    clipboard(picture())
    with qtbot.waitSignal(window.recorder.saved):
        qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: any(name.endswith(".png") for name in names(window)))


def test_copied_files_are_pasted_from_the_clipboard(
    window: Window, questions: QuestionPage, card: Card, clipboard, tmp_path: Path, qtbot: QtBot
) -> None:
    clipboard(files(made(tmp_path, "copied.pdf")))
    focus = QApplication.focusWidget()
    assert focus is not None
    with qtbot.waitSignal(window.recorder.saved):
        qtbot.keyClick(focus, Qt.Key.Key_V, CONTROL)
    assert "copied.pdf" in names(window)


def test_what_is_refused_is_said_in_a_sentence_and_the_rest_is_attached(
    window: Window, questions: QuestionPage, card: Card, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "scans").mkdir()
    answers.files = (made(tmp_path, "good.pdf"), made(tmp_path, "empty.pdf", b""), tmp_path / "scans")
    card.open_aside("evidence")
    with qtbot.waitSignal(window.recorder.saved):
        aside_of(card).add.click()
    assert "good.pdf" in names(window)
    banner = window.shell.banner
    assert banner.isVisible()
    assert "empty.pdf is empty" in banner.text()
    assert "scans is a folder" in banner.text()


def test_progress_is_shown_and_cancel_leaves_nothing(
    window: Window, questions: QuestionPage, card: Card, tmp_path: Path, qtbot: QtBot, monkeypatch
) -> None:
    before = names(window)

    def endless(a, item_id, paths, progress):
        import threading

        pause = threading.Event()
        for done in range(1, 10_000):
            progress.report(done, 10_000, paths[0].name)
            pause.wait(0.002)

    monkeypatch.setattr(service, "attach_files", endless)
    drop(card, files(made(tmp_path, "film.mp4")))
    aside = aside_of(card)
    qtbot.waitUntil(lambda: aside.progress.isVisible() and aside.progress.bar.value() > 0)
    assert "film.mp4" in aside.progress.bar.accessibleName()
    aside.progress.stop.click()
    qtbot.waitUntil(lambda: not aside.progress.isVisible())
    assert window.shell.toast.text() == "Cancelled. Nothing was attached."
    assert names(window) == before
    assert aside.add.isEnabled()


def test_a_document_is_named_by_reference_with_the_keyboard(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    card.open_aside("evidence")
    aside = aside_of(card)
    aside.refer.click()
    assert aside.form.title.hasFocus()
    qtbot.keyClicks(aside.form.title, "Customs Act")
    qtbot.keyClick(aside.form.title, Qt.Key.Key_Tab)
    assert aside.form.number.hasFocus()
    qtbot.keyClicks(aside.form.number, "No. 12 of 2021")
    with qtbot.waitSignal(window.recorder.saved):
        qtbot.keyClick(aside.form.number, Qt.Key.Key_Return, CONTROL)
    assert "Customs Act, No. 12 of 2021" in names(window)
    assert not aside.form.isVisible()
    line = line_of(card, "Customs Act, No. 12 of 2021")
    assert not line.open.isVisible()


def test_a_caption_is_kept_when_the_focus_leaves_and_can_be_undone(
    window: Window, questions: QuestionPage, card: Card, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.recorder.saved):
        drop(card, files(made(tmp_path, "order.pdf")))
    card.open_aside("evidence")
    line = line_of(card, "order.pdf")
    line.caption.setFocus()
    qtbot.keyClicks(line.caption, "Article 5 fixes the time limit")
    with qtbot.waitSignal(window.recorder.saved):
        card._buttons["flag"].setFocus()
    notes = {str(content["note"]) for content in evidence_of(window.assessment, C3).values()}
    assert "Article 5 fixes the time limit" in notes
    window.undo()
    qtbot.waitUntil(lambda: line_of(card, "order.pdf").caption.text() == "")


def test_a_file_is_opened_as_a_copy_and_unlinked_with_undo(
    window: Window, questions: QuestionPage, card: Card, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.recorder.saved):
        drop(card, files(made(tmp_path, "order.pdf")))
    card.open_aside("evidence")
    line_of(card, "order.pdf").open.click()
    qtbot.waitUntil(lambda: bool(answers.opened))
    assert answers.opened[0].name == "order.pdf"
    assert answers.opened[0].read_bytes() == b"%PDF an order"
    with qtbot.waitSignal(window.recorder.saved):
        line_of(card, "order.pdf").remove.click()
    assert "order.pdf" not in names(window)
    window.undo()
    qtbot.waitUntil(lambda: "order.pdf" in names(window))
    said = "Undone: unlinking order.pdf from AED-LEGAL-C3"
    qtbot.waitUntil(lambda: window.shell.toast.text() == said)


def test_progress_of_one_question_is_not_shown_on_another(
    window: Window, questions: QuestionPage, card: Card
) -> None:
    card.open_aside("evidence")
    aside_of(card).show_running(Running("film.mp4", 1, 2))
    questions.recording.attaching.show_on(card)
    assert not aside_of(card).progress.isVisible()
