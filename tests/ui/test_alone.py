"""One question alone: large type, answered and walked through by keyboard, whole on small screens."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import Value
from fosdesk.services.context import AppContext
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.question.alone import scale
from fosdesk.ui.question.page import QuestionPage

C3 = "aed_legal_c3"
Opens = Callable[..., Window]
Asks = Callable[..., QuestionPage]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


@pytest.fixture
def alone(window: Window, questions: QuestionPage, qtbot: QtBot) -> QuestionPage:
    """The third criterion on law, alone."""
    press(qtbot, Qt.Key.Key_F11)
    return questions


def test_it_fills_the_window_and_esc_leaves(window: Window, alone: QuestionPage, qtbot: QtBot) -> None:
    view = alone.alone
    assert view.card.item_id == C3
    assert view.card.look.factor > window.look.factor
    assert [card for card in alone.cards if card.isVisible()] == []
    shell = window.shell
    assert [part.isVisible() for part in (shell.sidebar, shell.foot, shell.guidance)] == [False] * 3
    assert (view.counted.text(), view.progress.share) == ("3 of 8", 3 / 8)
    press(qtbot, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert shell.sidebar.isVisible()
    assert shell.foot.isVisible()
    assert alone.current == C3
    assert len([card for card in alone.cards if card.isVisible()]) == 8


def test_it_is_answered_and_walked_through(window: Window, alone: QuestionPage, qtbot: QtBot) -> None:
    a = window.assessment
    press(qtbot, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: a.snapshot.answer(C3) == Value(4) and not window.recorder.busy)
    assert [o.level for o in alone.alone.card._editor()._options if o.isChecked()] == [4]
    alone.alone.after.click()
    assert alone.alone.card.item_id == alone.current == "aed_legal_c4"
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    alone.alone.before.click()
    alone.alone.before.click()
    assert alone.current == "aed_legal_c1"
    alone.alone.before.click()
    before = window.place
    assert alone.is_alone
    assert before.section != "aed_legal"
    assert alone.alone.counted.text().split()[0] == alone.alone.counted.text().split()[-1], (
        "its last question"
    )
    window.undo()
    qtbot.waitUntil(lambda: a.snapshot.answer(C3) == Value(2))
    assert alone.is_alone


def test_esc_closes_what_stands_open_first(alone: QuestionPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_C)
    assert alone.alone.card.open_part == "comment"
    press(qtbot, Qt.Key.Key_Escape)
    assert alone.alone.card.open_part == ""
    assert alone.is_alone


def test_another_page_shows_the_whole_frame(window: Window, alone: QuestionPage, qtbot: QtBot) -> None:
    window.go(Place("home"))
    assert window.shell.sidebar.isVisible()
    assert window.shell.foot.isVisible()
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.foot.search.hasFocus()


def test_search_brings_the_frame_back(window: Window, alone: QuestionPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not alone.is_alone
    assert window.shell.foot.search.hasFocus()


@pytest.mark.parametrize("language", ["en", "xx-mirror", "fr"])
@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
def test_a_whole_question_stands_on_the_screen(
    filled: AppContext, opens: Opens, ask: Asks, cut: Callable[[Window], list[str]], language: str,
    size: tuple[int, int],
) -> None:  # fmt: skip
    window = opens(filled, size, language=language)
    page = ask(window, "aed_legal", C3)
    page.toggle_alone()
    for _ in range(12):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    view = page.alone
    assert view.card.height() <= view.area.viewport().height()
    assert cut(window) == []


@pytest.mark.parametrize(
    ("size", "expected"), [((900, 500), 1.0), ((1024, 556), 1.0), ((1366, 724), 1.3), ((1920, 1036), 1.8)]
)
def test_letters_grow_with_the_window(size: tuple[int, int], expected: float) -> None:
    assert scale(*size) == expected


def test_a_sheet_does_not_cover_the_question_alone(window: Window, questions: QuestionPage) -> None:
    window.show_keys()
    assert window.shell.sheet.isVisible()
    questions.toggle_alone()
    assert not window.shell.sheet.isVisible()
