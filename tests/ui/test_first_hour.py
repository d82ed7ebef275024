"""The first hour of an official who has never seen the program: the keyboard alone, an empty computer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import Unknown, Value
from fosdesk.services import made
from fosdesk.services.context import AppContext
from fosdesk.ui.frame.window import Window
from fosdesk.ui.text import Label

Opens = Callable[..., Window]
CTRL = Qt.KeyboardModifier.ControlModifier
STEPS = 120
"""More tabs than any page asks for: whoever presses so often is lost."""


class Official:
    """Two hands on a keyboard: every key goes to what has the focus."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None, "the focus is nowhere"
            QTest.keyClick(focus, key, held)
            QApplication.processEvents()  # between two keys the window has its time

    def write(self, text: str) -> None:
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None, "the focus is nowhere"
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
                QApplication.sendEvent(focus, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))

    def tab_to(self, name: str) -> None:
        """Tab until the focus is on the part of this name; parts read their names to a screen reader."""
        for _ in range(STEPS):
            focus = QApplication.focusWidget()
            if focus is not None and spoken(focus).startswith(name):
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"“{name}” cannot be reached with Tab on {self.window.place}")

    def push(self, name: str) -> None:
        """Tab to a button and press it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def find(self, words: str) -> None:
        """Ctrl+K, some words, Enter."""
        self.press(Qt.Key.Key_K, held=CTRL)
        self.write(words)
        self.press(Qt.Key.Key_Return)

    def saved(self) -> None:
        """Wait until the screen may say saved."""
        self.qtbot.waitUntil(lambda: self.window.recorder is not None and not self.window.recorder.busy)


def spoken(part: QWidget) -> str:
    """What a screen reader says first of a part."""
    return part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")


@pytest.fixture
def official(context: AppContext, opens: Opens, qtbot: QtBot) -> Official:
    return Official(opens(context), qtbot)


@pytest.fixture
def assessing(official: Official) -> Official:
    """After the first minutes: a name is given, an assessment of a Member is begun."""
    window = official.window
    assert window.place.page == "person"
    official.write("Awa Traoré")
    official.press(Qt.Key.Key_Tab)
    official.write("lead assessor")
    official.press(Qt.Key.Key_Return)
    assert window.place.page == "library"
    official.push("New assessment")
    official.write("Mali")
    official.press(Qt.Key.Key_Return)
    official.push("Begin")
    official.qtbot.waitUntil(lambda: window.assessment is not None and window.place.page == "home")
    return official


def test_the_first_hour(
    assessing: Official, opens: Opens, answers, context: AppContext, tmp_path: Path, qtbot: QtBot
) -> None:
    window, a = assessing.window, assessing.window.assessment
    assert (a.facts.country, a.facts.country_code) == ("Mali", "ML")
    answer_one_standard(assessing)
    assert a.answers()["aed_legal_c3"] == Value(3)
    assert a.answers()["aed_legal_c5"] == Unknown("Legal service", "2026-12-15")
    assert a.answers()["aed_legal_c8"] == Value(1)

    attach(assessing, answers, tmp_path / "Gazette 118 – arrêté AED.pdf")
    read_why(assessing)
    filter_unanswered(assessing)
    change_and_undo(assessing)
    made_here = export(assessing)
    words = {cell.value for sheet in load_workbook(made_here).worksheets for row in sheet for cell in row}
    assert {"Legal service", "Mali"} <= words

    known = a.answers()
    window.close()
    qtbot.waitUntil(lambda: not window.recorder.busy)
    a.close().result()
    window.assessment = None
    again = opens(context)
    assert again.assessment.answers() == known
    assert again.assessment.facts.country == "Mali"


def answer_one_standard(official: Official) -> None:
    """Levels by figure, Enter goes on; the fifth is unknown: who will find out, by when."""
    official.find("aed-legal-c1")
    for level in "2132":
        official.write(level)
        official.press(Qt.Key.Key_Return)
    official.write("u")
    official.write("Legal service")
    official.press(Qt.Key.Key_Tab)
    official.write("2026-12-15")
    official.press(Qt.Key.Key_Return)
    for level in "211":
        official.write(level)
        official.press(Qt.Key.Key_Return)
    official.saved()


def attach(official: Official, answers, file: Path) -> None:
    """The text of the order, from the disk, to the level it proves."""
    a = official.window.assessment
    file.write_bytes(b"%PDF-1.4 an order\n")
    answers.files = (file,)
    official.find("aed-legal-c3")
    official.write("e")
    official.push("Attach files")
    official.qtbot.waitUntil(lambda: file.name in str(a.snapshot.fields("aed_legal_c3")))
    official.press(Qt.Key.Key_Escape)


def read_why(official: Official) -> None:
    """From the profile of the Standards to what one figure is made of, and back."""
    sheet = official.window.shell.sheet
    official.find("Overview")
    official.tab_to("Profile")
    official.press(Qt.Key.Key_Space)
    official.qtbot.waitUntil(sheet.isVisible)
    said = " ".join(label.text() for label in sheet.findChildren(Label))
    assert "AED-LEGAL" in said or "Legal framework" in said
    assert "2022" in said
    official.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def filter_unanswered(official: Official) -> None:
    """The open questions of all parts, listed; none of those that were answered."""
    window = official.window
    official.press(Qt.Key.Key_F, held=CTRL)
    assert window.place.page == "filter"
    official.push("Unanswered")
    listed = {row.target.item for row in window.page().questions.rows() if not row.heading}
    assert listed
    assert not listed & set(window.assessment.answers())
    official.press(Qt.Key.Key_Escape)


def change_and_undo(official: Official) -> None:
    """A slip of the finger, taken back; the toast names it."""
    a = official.window.assessment
    official.find("aed-legal-c8")
    official.write("4")
    official.saved()
    assert a.answers()["aed_legal_c8"] == Value(4)
    official.press(Qt.Key.Key_Z, held=CTRL)
    official.qtbot.waitUntil(lambda: a.answers()["aed_legal_c8"] == Value(1))
    official.qtbot.waitUntil(lambda: "AED-LEGAL-C8" in official.window.shell.toast.text())


def export(official: Official) -> Path:
    """The workbook, listed among the documents made."""
    a = official.window.assessment
    official.find("Documents")
    official.push("Make the workbook")
    official.qtbot.waitUntil(lambda: bool(made.documents(a)), timeout=60_000)
    (document,) = made.documents(a)
    return made.path_of(a, document)
