"""Another edition is chosen in Set up: the preview opens, the person moves or stays; marks on the cards."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.services import editions
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.pages.documents import DocumentsPage
from fosdesk.ui.pages.edition import EditionPage
from fosdesk.ui.pages.review import ReviewPage
from fosdesk.ui.pages.setup import SetupPage
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.page import QuestionPage

Opens = Callable[..., Window]
Asks = Callable[..., QuestionPage]


def press(key: Qt.Key) -> None:
    part = QApplication.focusWidget()
    assert part is not None
    QTest.keyClick(part, key)


def edition(window: Window) -> str:
    assert window.assessment is not None
    return window.assessment.facts.edition


def setup(window: Window) -> SetupPage:
    window.go(Place("setup", field="edition"))
    page = window.page()
    assert isinstance(page, SetupPage)
    return page


@pytest.fixture
def preview(window: Window) -> EditionPage:
    """The preview as a person reaches it: the other edition chosen with the arrow in Set up."""
    page = setup(window)
    assert page.form.choices["edition"].hasFocus()
    shown = page.form.choices["edition"].currentIndex()
    press(Qt.Key.Key_Up if shown else Qt.Key.Key_Down)
    found = window.page()
    assert isinstance(found, EditionPage)
    return found


@pytest.fixture
def moved(window: Window, qtbot: QtBot) -> Window:
    """The exercise country, moved from the 2018 edition to the one of 2022."""
    a = window.assessment
    assert a is not None
    for to in ("2018", "2022"):
        editions.move(a, to).result()
    qtbot.waitUntil(lambda: edition(window) == "2022")
    return window


def card_of(page: QuestionPage, item: str) -> Card:
    return next(card for card in page.cards if card.item_id == item)


def test_choosing_another_edition_shows_first_what_becomes_of_the_standards(
    window: Window, preview: EditionPage
) -> None:
    assert edition(window) == "2022"
    assert preview.title.text() == preview.proceed.text()
    assert "2018" in preview.proceed.text()
    assert "2022" in preview.keep.text()
    assert "13 Standards are kept as they are." in preview.said.text()
    assert {state: len(rows.rows()) for state, (_, rows) in preview.lists.items()} == {
        "new": 0, "retired": 1, "reworded": 2, "kept": 13,
    }  # fmt: skip
    (gone,) = preview.lists["retired"][1].rows()
    assert gone.title.endswith("Data quality")
    assert "kept and hidden" in gone.second
    assert not preview.lists["new"][0].isVisible()
    assert preview.proceed.hasFocus()


def test_escape_and_the_second_button_stay(window: Window, preview: EditionPage) -> None:
    press(Qt.Key.Key_Escape)
    page = window.page()
    assert isinstance(page, SetupPage)
    assert (edition(window), page.form.choices["edition"].value()) == ("2022", "2022")
    window.go(Place("edition", "2018"))
    press(Qt.Key.Key_Tab)
    assert preview.keep.hasFocus()
    press(Qt.Key.Key_Space)
    assert isinstance(window.page(), SetupPage)
    assert edition(window) == "2022"


def test_the_move_is_one_action_named_in_the_toast(
    window: Window, preview: EditionPage, qtbot: QtBot
) -> None:
    assert window.assessment is not None
    before = editions.answers_hash(window.assessment.snapshot)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: edition(window) == "2018")
    qtbot.waitUntil(lambda: isinstance(window.page(), SetupPage))
    assert "Moved to the 2018 edition." in window.shell.toast.text()
    page = window.page()
    assert isinstance(page, SetupPage)
    qtbot.waitUntil(lambda: "answers are kept and hidden" in page.scope.said.text())
    assert editions.answers_hash(window.assessment.snapshot) == before
    sections = [child.place.section for row in window.shell.sidebar._rows for child in row.children]
    qtbot.waitUntil(
        lambda: (
            "aed_quality"
            not in [child.place.section for row in window.shell.sidebar._rows for child in row.children]
        )
    )
    assert sections
    window.undo()
    qtbot.waitUntil(lambda: edition(window) == "2022")
    qtbot.waitUntil(lambda: window.shell.toast.text() == "Undone: move to the 2018 edition")


def test_a_page_left_open_after_the_move_says_that_it_is_done(moved: Window) -> None:
    moved.go(Place("edition", "2022"))
    page = moved.page()
    assert isinstance(page, EditionPage)
    assert not page.proceed.isEnabled()
    assert page.keep.hasFocus()
    assert "2022" in page.said.text()


def test_an_answer_is_said_to_be_still_true_on_its_card(moved: Window, ask: Asks, qtbot: QtBot) -> None:
    a = moved.assessment
    assert a is not None
    waiting = editions.waiting(a.view, a.bank)
    first = next(item for item in waiting if a.bank.items[item].section == "risk")
    page = ask(moved, "risk", first)
    card = card_of(page, first)
    assert "strengthens the wording" in card._notices["reconfirm"]._label.text()
    answer = a.snapshot.answer(first)
    card._offers["reconfirm"].setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: first not in editions.waiting(a.view, a.bank))
    qtbot.waitUntil(lambda: not card._offers["reconfirm"].isVisible())
    assert not card._notices["reconfirm"].isVisible()
    assert a.snapshot.answer(first) == answer
    moved.undo()
    qtbot.waitUntil(lambda: editions.waiting(a.view, a.bank) == waiting)


def test_review_lists_what_is_to_be_confirmed(moved: Window, qtbot: QtBot) -> None:
    a = moved.assessment
    assert a is not None
    moved.go(Place("review"))
    page = moved.page()
    assert isinstance(page, ReviewPage)
    group = "To confirm for this edition"
    qtbot.waitUntil(lambda: group in page._groups)
    assert len(page._groups[group][1].rows()) == len(editions.waiting(a.view, a.bank))


def test_a_change_meanwhile_is_counted(window: Window, preview: EditionPage, qtbot: QtBot) -> None:
    a = window.assessment
    assert a is not None
    editions.move(a, "2018").result()
    qtbot.waitUntil(lambda: not preview.proceed.isEnabled())
    editions.move(a, "2022").result()
    qtbot.waitUntil(preview.proceed.isEnabled)


def test_numbers_of_the_other_edition_are_confirmed_in_set_up_and_offered_for_documents(
    window: Window, qtbot: QtBot
) -> None:
    a = window.assessment
    assert a is not None
    window.go(Place("documents"))
    documents = window.page()
    assert isinstance(documents, DocumentsPage)
    report = documents._cards["report"]
    assert not report.numbers.isEnabled()
    assert not report.both_numbers()
    page = setup(window)
    page.numbers.edition.setFocus()
    shown = page.numbers.edition.currentIndex()
    press(Qt.Key.Key_Up if shown else Qt.Key.Key_Down)
    assert len(page.numbers.lines) == 15
    page.numbers.all.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: a.facts.numbers.get("2018:RISK") == 3)
    assert edition(window) == "2022"
    assert not [of for of in a.facts.numbers if of.startswith("2022:")]
    window.go(Place("documents"))
    assert report.numbers.isEnabled()
    assert not report.both_numbers()
    report.numbers.setChecked(True)
    assert report.both_numbers()
    assert not documents._cards["brief"].both_numbers()
