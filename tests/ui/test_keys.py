"""Every key of the table does what the list says, through real key events, and never while somebody types."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import Value
from fosdesk.services import answering
from fosdesk.ui.frame.window import Window
from fosdesk.ui.key_binding import Binding
from fosdesk.ui.keys import KEYS, LIST, QUESTION, WINDOW, keys_of
from fosdesk.ui.question.page import QuestionPage

C3 = "aed_legal_c3"
CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip


@pytest.fixture
def press(qtbot: QtBot) -> Callable[[str], None]:
    """Press a key as the table writes it, wherever the focus is."""

    def one(name: str) -> None:
        combination = QKeySequence(name)[0]
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    return one


Press = Callable[[str], None]


def test_every_key_on_a_question_does_what_it_says(
    window: Window, questions: QuestionPage, press: Press, qtbot: QtBot
) -> None:
    a, seen = window.assessment, set()
    card = questions.column.card(C3)

    def tried(action: str, name: str) -> None:
        seen.add((action, name))
        press(name)
        qtbot.waitUntil(lambda: not window.recorder.busy)

    for level in range(5):
        tried("level", str(level))
        assert a.snapshot.answer(C3) == Value(level)
    for action, name in (("na", "X"), ("unknown", "U"), ("comment", "C"), ("evidence", "E")):
        tried(action, name)
        assert card.open_part == action
        tried("back", "Esc")
        assert card.open_part == ""
        assert not card._asides[action].isVisible()
    tried("flag", "F")
    assert a.snapshot.value(C3, "flag") == {"v": True}
    tried("history", "H")
    qtbot.waitUntil(window.shell.sheet.isVisible)
    window.shell.close_sheet()
    card.enter()
    tried("clear", "Del")
    assert a.snapshot.answer(C3) is None
    for action, name, after in (
        ("next", "Return", "aed_legal_c4"), ("previous", "Shift+Return", C3),
        ("next", "Enter", "aed_legal_c4"), ("previous", "Shift+Enter", C3),
    ):  # fmt: skip
        tried(action, name)
        assert questions.current == after
    answering.answer(a, "risk_c2", None, a.snapshot.heads("risk_c2", "value")).result()
    qtbot.waitUntil(lambda: a.snapshot.answer("risk_c2") is None)
    tried("next_open", "Ctrl+Down")
    assert questions.current == "risk_c2"
    tried("text", "T")
    assert window.place.page == "texts"
    assert seen == {(key.action, name) for key in keys_of(QUESTION) for name in key.keys}


def test_every_key_of_the_window_does_what_it_says(
    window: Window, questions: QuestionPage, press: Press, qtbot: QtBot
) -> None:
    a, shell, seen = window.assessment, window.shell, set()

    def tried(action: str, name: str) -> None:
        seen.add((action, name))
        press(name)

    tried("keys", "?")
    assert shell.sheet.isVisible()
    press("Esc")
    assert not shell.sheet.isVisible()
    tried("guidance", "F1")
    assert not shell.guidance.isVisible()
    tried("alone", "F11")
    assert questions.is_alone
    assert questions.current == C3
    press("F11")
    assert questions.current == C3
    press("1")
    qtbot.waitUntil(lambda: a.snapshot.answer(C3) == Value(1))
    qtbot.waitUntil(lambda: not window.recorder.busy)
    tried("undo", "Ctrl+Z")
    qtbot.waitUntil(lambda: a.snapshot.answer(C3) == Value(2))
    tried("redo", "Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: a.snapshot.answer(C3) == Value(1))
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: a.snapshot.answer(C3) == Value(2))
    tried("redo", "Ctrl+Y")
    qtbot.waitUntil(lambda: a.snapshot.answer(C3) == Value(1))
    tried("search", "Ctrl+K")
    assert shell.foot.search.hasFocus()
    press("Esc")
    tried("filter", "Ctrl+F")
    assert window.place.page == "filter"
    assert seen == {(key.action, name) for key in keys_of(WINDOW) for name in key.keys}


def test_letters_and_digits_are_text_in_a_field(
    window: Window, questions: QuestionPage, press: Press, qtbot: QtBot
) -> None:
    """Everything that is one character, in a comment, a reason and the search."""
    typed = [n for _, keys in KEYS for key in keys for n in key.keys if len(n) == 1]
    assert len(typed) >= 12
    text = "".join(typed).lower()
    answer, card = window.assessment.snapshot.answer(C3), questions.column.card(C3)
    for part, field in (("comment", "text"), ("na", "line")):
        card.open_aside(part)
        into = getattr(card._asides[part], field)
        into.clear()
        qtbot.keyClicks(into, text)
        assert into.text() == text
        assert card.open_part == part
    questions.commits.discard()
    window.search()
    qtbot.keyClicks(QApplication.focusWidget(), text)
    assert window.shell.foot.search.text() == text
    assert questions.current == C3
    assert window.assessment.snapshot.answer(C3) == answer
    assert not window.shell.sheet.isVisible()
    assert window.assessment.snapshot.value(C3, "flag") in (None, {"v": None}, {"v": False})


@pytest.mark.parametrize(
    ("key", "text", "modifiers", "native", "expected"),
    [
        (Qt.Key.Key_3, "3", NONE, 0, ("level", 3)),
        (Qt.Key.Key_3, "3", Qt.KeyboardModifier.KeypadModifier, 0, ("level", 3)),
        (Qt.Key.Key_3, "3", SHIFT, 0, ("level", 3)),
        (0x0663, "\u0663", NONE, 0, ("level", 3)),
        (Qt.Key.Key_C, "C", SHIFT, 0, ("comment", 0)),
        (0x0624, "\u0624", NONE, int(Qt.Key.Key_C), ("comment", 0)),
        (0x0441, "\u0441", NONE, 0, None),
        (Qt.Key.Key_5, "5", NONE, 0, None),
        (Qt.Key.Key_C, "\x03", CONTROL, 0, None),
        (Qt.Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier, 0, ("next", 1)),
    ],
)
def test_keys_are_known_on_other_keyboards(
    key: int, text: str, modifiers: Qt.KeyboardModifier, native: int, expected: tuple[str, int] | None
) -> None:
    """French digits need Shift, Arabic digits are digits, letters of other scripts have a key."""
    done: list[tuple[str, int]] = []
    acts = {one.action: (lambda n, a=one.action: done.append((a, n))) for one in keys_of(QUESTION)}
    event = QKeyEvent(QEvent.Type.KeyPress, int(key), modifiers, 0, native, 0, text)
    assert Binding(QUESTION, acts).press(event) is (expected is not None)
    assert done == ([expected] if expected else [])


def test_a_key_without_an_act_is_noticed() -> None:
    with pytest.raises(KeyError):
        Binding(LIST, {})


def test_the_list_shows_every_key(window: Window) -> None:
    window.show_keys()
    lists = window.shell.sheet.findChildren(type(window.page().tasks))
    shown = [(row.trail.text, row.title) for one in lists for row in one.rows()]
    assert shown == [(key.read, key.words) for _, keys in KEYS for key in keys]
