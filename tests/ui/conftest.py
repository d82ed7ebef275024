"""A real window over a real library: the exercise country, answered through the services."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QScrollArea, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.base.paths import Paths, paths_under
from fosdesk.base.progress import SilentProgress
from fosdesk.bootstrap import wire
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.services.sample import load_sample
from fosdesk.ui.app import make_window
from fosdesk.ui.desk import Dialogs, Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.parts.button import Button
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.marks import Chip, LevelMark
from fosdesk.ui.parts.option import Option
from fosdesk.ui.parts.rows import RowList
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.page import QuestionPage
from fosdesk.ui.question.tags import Tag
from fosdesk.ui.text import Label

PERSON = Person("Ana Moreno", "lead assessor")
BIG, SMALL = (1366, 768), (1093, 614)


@dataclass
class Answers:
    """What a person would answer to the dialogs of the system."""

    file: Path | None = None
    target: Path | None = None
    folder: Path | None = None
    files: tuple[Path, ...] = ()
    shown: list[Path] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    def dialogs(self) -> Dialogs:
        return Dialogs(
            lambda _parent, _title, _kinds: self.file,
            lambda _parent, _title, _offered: self.target,
            lambda _parent, _title: self.folder,
            self.shown.append,
            self.opened.append,
            lambda _parent, _title: self.files,
        )


PATIENCE = 30_000
"""Milliseconds to wait for what the program does by itself: the tests also run on slow and busy computers."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer than the five seconds of pytest-qt before a test gives up."""
    wait = QtBot.waitUntil

    def wait_until(self: QtBot, callback: Callable[[], object], *, timeout: int = PATIENCE) -> None:
        wait(self, callback, timeout=timeout)

    monkeypatch.setattr(QtBot, "waitUntil", wait_until)


@pytest.fixture(scope="session")
def valdoria(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the exercise country in its library; copy it before use."""
    home = tmp_path_factory.mktemp("valdoria")
    context = wire(paths_under(home))
    try:
        context.library.close_now(load_sample(context, PERSON, SilentProgress()))
    finally:
        context.jobs.shutdown()
    return home


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def context(tmp_path: Path, new_home: Callable[[Path], Paths]) -> Iterator[AppContext]:
    """A computer on which FOSDesk was never started."""
    made = wire(new_home(tmp_path / "home"))
    yield made
    made.jobs.shutdown()


@pytest.fixture
def filled(context: AppContext, valdoria: Path) -> AppContext:
    """A computer with the exercise country and a person who was here before."""
    shutil.copytree(valdoria, context.paths.settings_file.parent, dirs_exist_ok=True)
    known = replace(
        context.settings_store.read(),
        person_name=PERSON.name,
        person_role=PERSON.role,
        theme="light",
        last_assessment=context.library.list()[0].id,
    )
    context.settings_store.write(known)
    return context


Opens = Callable[..., Window]


@pytest.fixture
def opens(qtbot: QtBot, answers: Answers) -> Iterator[Opens]:
    """Show the window of a context and wait until it has opened what it opens at the start."""
    made: list[Window] = []

    def show(
        context: AppContext, size: tuple[int, int] = BIG, argv: tuple[str, ...] = (), **settings: object
    ) -> Window:
        if settings:
            context.settings_store.write(replace(context.settings_store.read(), **settings))
        window = make_window(context, answers.dialogs())
        made.append(window)
        window.resize(*size)
        window.begin_with(argv)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        expects = bool(context.settings_store.read().last_assessment) and not argv
        qtbot.waitUntil(lambda: window.page() is not None and (window.assessment is not None) is expects)
        qtbot.waitUntil(lambda: (len(window.shell.sidebar._rows) > 2) is expects)
        return window

    yield show
    for window in made:
        close(window, qtbot)


def close(window: Window, qtbot: QtBot) -> None:
    """Close the window as a person would, then release the lock of its assessment."""
    if window.recorder is not None:
        window.recorder.failures.clear()
    window.close()
    if window.recorder is not None:
        qtbot.waitUntil(lambda: window.recorder is None or not window.recorder.busy)
    window.bridge.close()
    if window.assessment is not None:
        window.assessment.close().result()
    window.deleteLater()


@pytest.fixture
def window(filled: AppContext, opens: Opens) -> Window:
    """The window with the exercise country open, on Home."""
    return opens(filled)


Asks = Callable[..., QuestionPage]


@pytest.fixture
def ask() -> Asks:
    """Go to a question; all cards of its section are shown when this returns."""

    def go(window: Window, section: str, item: str = "") -> QuestionPage:
        window.go(Place("question", section, item))
        page = window.page()
        assert isinstance(page, QuestionPage)
        page.settle()
        return page

    return go


@pytest.fixture
def questions(window: Window, ask: Asks) -> QuestionPage:
    """The question page at the criteria on law, all cards shown, the third in focus."""
    return ask(window, "aed_legal", "aed_legal_c3")


@pytest.fixture
def card(questions: QuestionPage) -> Card:
    """The card in focus."""
    return next(card for card in questions.cards if card.item_id == questions.current)


@pytest.fixture
def cut() -> Callable[[QWidget], list[str]]:
    """What a person could not read whole: every visible part whose text has too little room."""
    return lambda window: [
        f"{type(part).__name__} {said!r}"
        for part in window.findChildren(QWidget)
        if part.isVisible() and (said := too_small(part))
    ]


def too_small(part: QWidget) -> str:
    """The text of a part that does not fit; empty where it does. Elided parts carry tooltips instead."""
    match part:
        case Label() if part.wordWrap():
            fits = part.heightForWidth(part.width()) <= part.height() + 1
        case Label() | Button() | LevelMark() | Tag() | Chip() | QCheckBox():
            fits = part.sizeHint().width() <= part.width() and part.sizeHint().height() <= part.height() + 1
        case Option():
            fits = part.heightForWidth(part.width()) <= part.height()
        case Choice():
            fits = part.fontMetrics().horizontalAdvance(part.currentText()) + 34 <= part.width()
        case Line() if not part.text():
            fits = part.fontMetrics().horizontalAdvance(part.placeholderText()) + 18 <= part.width()
        case RowList() if part.grows and part.model().rowCount():
            rows = range(part.model().rowCount())
            option = QStyleOptionViewItem()
            wanted = [part.itemDelegate().sizeHint(option, part.model().index(n, 0)).height() for n in rows]
            fits = sum(wanted) <= part.height()
        case QScrollArea():
            fits = part.widget().width() <= part.viewport().width()
        case _:
            return ""
    return (
        ""
        if fits
        else str(getattr(part, "text", lambda: "")() or part.accessibleName() or type(part).__name__)
    )
