"""The sheet with the history of a field, over a real store and by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import Value
from fosdesk.ui.frame.window import Window
from fosdesk.ui.parts.button import Button
from fosdesk.ui.parts.fields import Choice
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.history import DifferenceView, PastEntry
from fosdesk.ui.question.page import QuestionPage

C3 = "aed_legal_c3"


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held)


def entries(window: Window) -> list[PastEntry]:
    return [one for one in window.shell.sheet.findChildren(PastEntry) if one.isVisible()]


def words(part: QWidget) -> str:
    from fosdesk.ui.text import Label

    return " / ".join(label.text() for label in part.findChildren(Label))


def test_h_opens_the_history_and_escape_goes_back_to_the_card(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    before = QApplication.focusWidget()
    press(qtbot, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: window.shell.sheet.isVisible() and bool(entries(window)))
    assert isinstance(QApplication.focusWidget(), Choice)
    assert "2 Developing" in words(entries(window)[0])
    assert "this computer" in words(entries(window)[0])
    press(qtbot, Qt.Key.Key_Escape)
    assert not window.shell.sheet.isVisible()
    assert QApplication.focusWidget() is before


def test_a_former_value_is_used_again_and_that_can_be_undone(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.recorder.saved):
        press(qtbot, Qt.Key.Key_4)
    card._buttons["history"].click()
    qtbot.waitUntil(lambda: len(entries(window)) >= 2)
    again = [part for part in entries(window)[1].findChildren(Button) if part.text()]
    assert [part.accessibleName() for part in again] == ["Use this value again: 2 Developing"]
    again[0].click()
    qtbot.waitUntil(lambda: window.assessment.snapshot.answer(C3) == Value(2))
    qtbot.waitUntil(lambda: len(entries(window)) >= 3 and "2 Developing" in words(entries(window)[0]))
    window.undo()
    qtbot.waitUntil(lambda: window.assessment.snapshot.answer(C3) == Value(4))


def test_the_comment_that_is_open_has_its_own_history_with_the_difference(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    for text in (
        "Order 14 of 2024 covers air cargo and express, and nothing more than these two.",
        "Order 14 of 2024 covers air cargo, road and express, and nothing more than these.",
    ):
        with qtbot.waitSignal(window.recorder.saved):
            card.facet_given.emit(C3, "comment", text)
    card.open_aside("comment")
    card._buttons["history"].click()
    qtbot.waitUntil(lambda: bool(entries(window)))
    fields = window.shell.sheet.findChildren(Choice)[-1]
    assert fields.value() == "comment"
    shown = window.shell.sheet.findChildren(DifferenceView)[0]
    assert "road" in shown.accessibleDescription()
    assert shown.isReadOnly()
    fields.setCurrentIndex(fields.findData("value"))
    fields.activated.emit(0)
    qtbot.waitUntil(lambda: bool(entries(window)) and "Developing" in words(entries(window)[0]))


def test_the_guidance_shows_the_latest_three(window: Window, questions: QuestionPage, qtbot: QtBot) -> None:
    block = window.shell.guidance._blocks["history"]
    qtbot.waitUntil(lambda: block.isVisible())
    shown = [label.text() for bullet, label in block._lines if label.isVisible()]
    assert 1 <= len(shown) <= 3
