"""Send: put together, approve, write, mark as sent, acknowledge; by keyboard, with every refusal in words."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.base.language import load_texts
from fosdesk.base.progress import SilentProgress
from fosdesk.services import made, reporting, sent_register
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.made import MadeDocument
from fosdesk.services.sent_register import ACKNOWLEDGED, FOLDER, READY, SENT, TO_APPROVE
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.pages.send import SendPage

Opens = Callable[..., Window]


def make(context: AppContext, a: OpenAssessment, disclosure: str) -> MadeDocument:
    tr = load_texts("en", context.paths.locale)
    at = context.clock.now().astimezone()
    order = reporting.Order("brief", Path(), disclosure, tr, a.bank, at, context.paths.fonts)
    return made.make(a, order, SilentProgress())


@pytest.fixture
def santara(context: AppContext, opens: Opens, qtbot: QtBot) -> Window:
    """The window with a new country, one document for the WCO and one for the country alone."""
    window = opens(context, person_name="Ana Moreno")
    window.go(Place("new"))
    window.page().form.lines["country"].setText("Santara")
    window.page().make()
    qtbot.waitUntil(lambda: window.assessment is not None)
    for disclosure in ("wco", "national"):
        make(context, window.assessment, disclosure)
    return window


def send_page(window: Window, section: str = "") -> SendPage:
    window.go(Place("send", section))
    page = window.page()
    assert isinstance(page, SendPage)
    return page


def press(qtbot: QtBot, part: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    qtbot.waitUntil(part.isEnabled)
    part.setFocus()
    qtbot.keyClick(part, key)


def state(window: Window) -> str:
    """The state of the one sending, once what is under way has ended; empty before."""
    (line,) = sent_register.register(window.assessment)
    return "" if window.page().work.busy else line.state


def document(window: Window, disclosure: str) -> MadeDocument:
    return next(one for one in made.documents(window.assessment) if one.disclosure == disclosure)


def put_together(window: Window, qtbot: QtBot, channel: str = "mail") -> SendPage:
    """Choose the document for the WCO and a receiver; the sending waits for approval."""
    page = send_page(window)
    composer = page.composer
    assert composer.isVisible()
    assert not composer.done.isEnabled()
    press(qtbot, composer.boxes[document(window, "wco").id], Qt.Key.Key_Space)
    composer.channel.setCurrentIndex(composer.channel.findData(channel))
    composer.to.setFocus()
    qtbot.keyClicks(composer.to, "framework@wco.example")
    assert [row.title for row in composer.checks.rows()] == ["Nothing forbids this sending."]
    press(qtbot, composer.done)
    qtbot.waitUntil(lambda: bool(page.lists[TO_APPROVE].rows()))
    qtbot.waitUntil(page.card.isVisible)
    return page


def test_a_draft_is_approved_written_marked_and_acknowledged(
    santara: Window, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    page = put_together(santara, qtbot)
    buttons = page.card.buttons
    qtbot.waitUntil(buttons["approve"].hasFocus)
    qtbot.waitUntil(lambda: next(r for r in santara.shell.sidebar._rows if r.key == "send").count == 1)
    qtbot.keyClick(buttons["approve"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(santara) == READY)
    qtbot.waitUntil(buttons["draft"].isVisible)
    press(qtbot, buttons["draft"])
    qtbot.waitUntil(lambda: bool(answers.opened))
    (draft,) = answers.opened
    read = message_from_bytes(draft.read_bytes(), policy=default)
    assert read["To"] == "framework@wco.example"
    assert read["X-Unsent"] == "1"
    assert [part.get_filename() for part in read.iter_attachments()] == [document(santara, "wco").name]
    qtbot.waitUntil(buttons["sent"].isVisible)
    press(qtbot, buttons["sent"])
    qtbot.waitUntil(lambda: state(santara) == SENT)
    assert [row.title.split(":")[0] for row in page.lists[SENT].rows()] == ["framework@wco.example"]
    answers.file = tmp_path / "réponse.pdf"
    answers.file.write_bytes(b"%PDF received")
    qtbot.waitUntil(buttons["reply"].isVisible)
    press(qtbot, buttons["reply"])
    qtbot.waitUntil(lambda: state(santara) == ACKNOWLEDGED)
    qtbot.waitUntil(buttons["open_reply"].isVisible)
    press(qtbot, buttons["open_reply"])
    qtbot.waitUntil(lambda: len(answers.opened) == 2)
    assert answers.opened[-1].read_bytes() == b"%PDF received"
    answers.folder = tmp_path
    press(qtbot, page.register)
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.csv"))))


def test_a_full_stick_is_said_and_the_sending_waits(
    santara: Window, answers, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = put_together(santara, qtbot, FOLDER)
    press(qtbot, page.card.buttons["approve"])
    qtbot.waitUntil(page.card.buttons["copy"].isVisible)
    answers.folder = tmp_path / "stick"
    answers.folder.mkdir()
    flush = os.fsync

    def full(descriptor: int) -> None:
        if os.path.realpath(f"/proc/self/fd/{descriptor}").startswith(str(answers.folder)):
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    press(qtbot, page.card.buttons["copy"])
    qtbot.waitUntil(lambda: not page.work.busy)
    assert "The disk is full" in santara.shell.banner.text()
    assert list(answers.folder.iterdir()) == []
    assert state(santara) == READY
    monkeypatch.setattr(os, "fsync", flush)
    press(qtbot, page.card.buttons["copy"])
    qtbot.waitUntil(lambda: state(santara) == SENT)
    assert len(list(answers.folder.iterdir())) == 2


def test_a_national_document_is_not_for_the_wco(santara: Window, qtbot: QtBot) -> None:
    page = send_page(santara, document(santara, "national").id)
    composer = page.composer
    composer.to.setText("framework@wco.example")
    (row,) = composer.checks.rows()
    assert "may not go to readers of the class “SHARED WITH THE WCO”" in row.title
    assert not composer.done.isEnabled()
    composer.readers.setCurrentIndex(composer.readers.findData("national"))
    assert composer.done.isEnabled()
    composer.readers.setCurrentIndex(composer.readers.findData("wco"))
    composer.checks.open_row(0)
    assert santara.place.page == "documents"


def test_words_that_a_person_wrote_are_kept(santara: Window, qtbot: QtBot) -> None:
    page = send_page(santara, document(santara, "wco").id)
    composer = page.composer
    assert document(santara, "wco").sha256 in composer.words.text()
    assert composer.subject.text().startswith("Santara: assessment of")
    composer.subject.setText("Our assessment")
    composer.boxes[document(santara, "national").id].click()
    assert composer.subject.text() == "Our assessment"
    assert document(santara, "national").sha256 in composer.words.text()


def test_withdrawing_is_undone(santara: Window, qtbot: QtBot) -> None:
    page = put_together(santara, qtbot)
    press(qtbot, page.card.buttons["withdraw"])
    qtbot.waitUntil(lambda: not page.lists[TO_APPROVE].rows() and not page.work.busy)
    assert page.card.isHidden()
    santara.undo()
    qtbot.waitUntil(lambda: bool(page.lists[TO_APPROVE].rows()))
    page.lists[TO_APPROVE].setFocus()
    page.lists[TO_APPROVE].setCurrentIndex(page.lists[TO_APPROVE].model().index(0, 0))
    qtbot.keyClick(page.lists[TO_APPROVE], Qt.Key.Key_Return)
    assert page.card.isVisible()


def test_training_shows_how_it_works_and_sends_nothing(window: Window, qtbot: QtBot) -> None:
    one = make(window.context, window.assessment, "public")
    page = send_page(window, one.id)
    assert "exercise country" in page.training.text()
    assert page.training.isVisible()
    page.composer.to.setText("framework@wco.example")
    assert [row.title for row in page.composer.seen.rows()] == [one.name]
    assert "never sent" in page.composer.checks.rows()[0].title
    assert not page.composer.done.isEnabled()


@pytest.mark.parametrize("language", ["en", "xx-long", "xx-mirror"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_a_filled_page_is_not_cut(
    santara: Window, context: AppContext, cut, qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    put_together(santara, qtbot)
    context.settings_store.write(replace(context.settings_store.read(), language=language))
    santara.restyle()
    santara.resize(*size)
    page = send_page(santara)
    page.open_sending(sent_register.register(santara.assessment)[0].id)
    settle()
    assert cut(page) == []
    page.compose(document(santara, "wco").id)
    settle()
    assert cut(page) == []


def settle() -> None:
    for _ in range(12):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
