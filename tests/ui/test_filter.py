"""Finding and working through questions: chips, facets, the list, filtered sections, several at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import NotApplicable, Value
from fosdesk.services import answering
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.pages.filter import FilterPage
from fosdesk.ui.question.page import QuestionPage

OPENED = ("aed_legal_c4", "aed_legal_c5", "risk_c2")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    """Press keys wherever the focus is."""

    def keys(*pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in pressed:
            focus = QApplication.focusWidget()
            assert focus is not None
            qtbot.keyClick(focus, key, modifier)

    return keys


Press = Callable[..., None]


@pytest.fixture
def open_three(window: Window, qtbot: QtBot) -> Window:
    """Three questions of two Standards have no answer."""
    a = window.assessment
    for item in OPENED:
        answering.answer(a, item, None, a.snapshot.heads(item, "value")).result()
    qtbot.waitUntil(lambda: chips(window).get("Unanswered") == 3)
    return window


def chips(window: Window) -> dict[str, int]:
    shown = [chip for chip in window.shell.foot._chips if chip.isVisible()]
    return {chip._label: int(chip.count) for chip in shown}


def chip(window: Window, name: str):
    return next(one for one in window.shell.foot._chips if one.isVisible() and one._label == name)


def listed(page: FilterPage) -> list[str]:
    return [row.target.item for row in page.questions.rows() if not row.heading]


def unanswered(window: Window) -> FilterPage:
    chip(window, "Unanswered").click()
    page = window.page()
    assert isinstance(page, FilterPage)
    return page


def test_a_chip_lists_its_questions_and_again_shows_all(open_three: Window, qtbot: QtBot) -> None:
    page = unanswered(open_three)
    assert listed(page) == list(OPENED)
    headings = [row.title for row in page.questions.rows() if row.heading]
    assert headings == [
        "Legal framework for advance electronic data",
        "Risk management for facilitation and control",
    ]
    assert "3 questions" in page.second.text()
    assert page.questions.hasFocus()
    qtbot.waitUntil(lambda: matching(open_three, "risk") == 1)
    assert matching(open_three, "aed_legal") == 2
    assert matching(open_three, "revenue") == 0
    chip(open_three, "Unanswered").click()
    assert not open_three.filtering.active
    assert len(listed(page)) > 250


def matching(window: Window, section: str) -> int | None:
    rows = [child for row in window.shell.sidebar._rows for child in row.children]
    return next(row.matching for row in rows if row.place.section == section)


def test_facets_are_worked_with_the_keyboard(open_three: Window, press: Press, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, modifier=CONTROL)
    page = open_three.page()
    assert page.facets.hasFocus()
    at = next(n for n, row in enumerate(page.facets.rows()) if row.target == ("status", "unanswered"))
    page.facets.setCurrentIndex(page.facets.model().index(at - 1, 0))
    press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert listed(page) == list(OPENED)
    counts = {row.target: row.trail.text for row in page.facets.rows() if not row.heading}
    assert counts["standard", "AED-LEGAL"] == "2"
    assert counts["status", "unknown"] == "18", "a count inside the facet that is in use is of the others"
    assert page.facets.hasFocus()
    at = next(n for n, row in enumerate(page.facets.rows()) if row.target == ("standard", "RISK"))
    page.facets.setCurrentIndex(page.facets.model().index(at, 0))
    press(Qt.Key.Key_Space)
    assert listed(page) == ["risk_c2"]
    press(Qt.Key.Key_Escape)
    assert not open_three.filtering.active


def test_nothing_found_says_so_and_offers_all(open_three: Window) -> None:
    page = unanswered(open_three)
    open_three.filtering.toggle(("target", "below"))
    assert listed(page) == []
    assert page.empty.isVisible()
    assert not page.questions.isVisible()
    open_three.filtering.clear()
    assert page.questions.isVisible()


def test_a_question_that_matches_no_more_stays_until_the_person_goes_on(
    open_three: Window, press: Press, qtbot: QtBot
) -> None:
    page = unanswered(open_three)
    press(Qt.Key.Key_Return)
    questions = open_three.page()
    assert isinstance(questions, QuestionPage)
    assert questions.current == "aed_legal_c4"
    assert [one.id for one in questions._items()] == ["aed_legal_c4", "aed_legal_c5"]
    press(Qt.Key.Key_3)
    qtbot.waitUntil(lambda: open_three.filtering.tally(open_three._computed).ids == set(OPENED[1:]))
    QApplication.processEvents()
    assert questions.column.card("aed_legal_c4").isVisible()
    assert questions.current == "aed_legal_c4"
    assert questions.filter.words.text() == "Only: Unanswered (2)"
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert questions.current == "risk_c2", "from section to section, past those without a match"
    press(Qt.Key.Key_Return, modifier=SHIFT)
    assert [one.id for one in questions._items()] == ["aed_legal_c5"]
    open_three.go(Place("filter"))
    assert listed(page) == list(OPENED[1:])


def test_escape_on_a_question_lets_everything_through(open_three: Window, press: Press, qtbot: QtBot) -> None:
    unanswered(open_three)
    press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    page = open_three.page()
    assert not open_three.filtering.active
    assert page.current == "aed_legal_c4"
    assert len(page._items()) == 8
    assert not page.filter.isVisible()


def test_a_section_without_a_match_says_so(open_three: Window, qtbot: QtBot) -> None:
    unanswered(open_three)
    open_three.go(Place("question", "revenue"))
    page = open_three.page()
    assert page._section.id == "revenue"
    assert "No question of this section" in page.filter.words.text()
    assert not [card for card in page.cards if card.isVisible()]
    open_three.filtering.clear()
    assert [card for card in page.cards if card.isVisible()]


def test_going_to_a_question_from_elsewhere_shows_it_in_any_case(open_three: Window) -> None:
    unanswered(open_three)
    open_three.go(Place("question", "", "aed_legal_c1"))
    page = open_three.page()
    assert page.current == "aed_legal_c1"
    assert page.column.card("aed_legal_c1").isVisible()


def test_several_at_once_with_one_reason(open_three: Window, press: Press, qtbot: QtBot) -> None:
    a = open_three.assessment
    open_three.go(Place("filter", "unanswered"))
    page = open_three.page()
    press(Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert page.questions.picked == {"aed_legal_c4", "aed_legal_c5"}, "a heading ticks its section"
    press(Qt.Key.Key_X)
    panel = page.exclusion
    assert panel.isVisible()
    press(Qt.Key.Key_Return)
    assert panel._needed.isVisible()
    assert a.snapshot.answer("aed_legal_c4") is None
    qtbot.keyClicks(QApplication.focusWidget(), "No law on this is planned")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert [a.snapshot.answer(one) for one in OPENED[:2]] == [NotApplicable("No law on this is planned")] * 2
    assert "2 questions" in open_three.shell.toast.text()
    assert listed(page) == ["risk_c2"]
    open_three.undo()
    qtbot.waitUntil(lambda: "Undone" in open_three.shell.toast.text() and len(listed(page)) == 3)
    assert "1 more change" in open_three.shell.toast.text()
    assert a.snapshot.answer("aed_legal_c4") is None


def test_answers_stay_unless_they_are_ticked(open_three: Window, press: Press, qtbot: QtBot) -> None:
    a = open_three.assessment
    before = a.snapshot.answer("aed_legal_c3")
    open_three.go(Place("filter", "unanswered"))
    open_three.filtering.clear()
    page = open_three.page()
    at = listed_at(page, "aed_legal_c3")
    page.questions.setCurrentIndex(page.questions.model().index(at, 0))
    page.questions.setFocus()
    press(Qt.Key.Key_Down, modifier=SHIFT)
    assert page.questions.picked == {"aed_legal_c3", "aed_legal_c4"}
    page.exclude.click()
    assert page.exclusion.list.picked == {"aed_legal_c4"}
    page.exclusion.reason.setText("because")
    page.exclusion.record.click()
    qtbot.waitUntil(lambda: not page.exclusion.isVisible())
    assert isinstance(before, Value)
    assert a.snapshot.answer("aed_legal_c3") == before
    assert a.snapshot.answer("aed_legal_c4") == NotApplicable("because")


def listed_at(page: FilterPage, item: str) -> int:
    return next(n for n, row in enumerate(page.questions.rows()) if row.target and row.target.item == item)


def test_escape_leaves_the_preview_without_changing_anything(
    open_three: Window, press: Press, qtbot: QtBot
) -> None:
    changes = open_three.assessment.snapshot.changes
    unanswered(open_three)
    press(Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_Escape)
    page = open_three.page()
    assert not page.exclusion.isVisible()
    assert page.questions.hasFocus()
    assert open_three.filtering.active
    assert open_three.assessment.snapshot.changes == changes


def test_changed_since_a_day(open_three: Window, press: Press, qtbot: QtBot) -> None:
    open_three.go(Place("filter"))
    page = open_three.page()
    page.day.setFocus()
    qtbot.keyClicks(page.day, "2026-13-45")
    press(Qt.Key.Key_Return)
    assert "year-month-day" in open_three.shell.banner.text()
    page.day.selectAll()
    qtbot.keyClicks(page.day, "2999-01-01")
    press(Qt.Key.Key_Return)
    assert page.empty.isVisible()
    page.day.selectAll()
    qtbot.keyClicks(page.day, "2020-01-01")
    press(Qt.Key.Key_Return)
    assert len(listed(page)) > 250
    page.day.clear()
    press(Qt.Key.Key_Return)
    assert not open_three.filtering.active


def test_a_filter_is_forgotten_with_its_assessment(open_three: Window, qtbot: QtBot) -> None:
    unanswered(open_three)
    open_three.close_assessment()
    assert open_three.filtering is None
    assert not chips(open_three)


def test_another_filter_ends_what_was_begun_with_the_questions_before(window: Window) -> None:
    window.go(Place("filter"))
    page = window.page()
    assert isinstance(page, FilterPage)
    page.begin_exclusion()
    assert page.exclusion.isVisible()
    window.go(Place("filter", "unknown"))
    assert not page.exclusion.isVisible()
    assert page.questions.isVisible()
