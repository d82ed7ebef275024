"""The page of a register, as people use it: rows, forms, adding, removing, searching, with the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import Value
from fosdesk.services import registers, steps
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.search import find
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.commands import run_found
from fosdesk.ui.frame.window import Window
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.registers.page import RegisterPage

TABLE = "stakeholder_register"


@pytest.fixture
def page(window: Window) -> RegisterPage:
    window.go(Place("register", TABLE))
    found = window.page()
    assert isinstance(found, RegisterPage)
    return found


@pytest.fixture
def a(window: Window) -> OpenAssessment:
    assert window.assessment is not None
    return window.assessment


def labels(page: RegisterPage) -> list[str]:
    return [line.label for line in page.part.table.lines()]


def press(
    page: RegisterPage, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(page.part.table, key, keys)


def recorded(a: OpenAssessment, row: str, column: str) -> object:
    return (a.snapshot.value(row, column) or {}).get("v")


def test_the_sidebar_leads_to_the_register(window: Window, qtbot: QtBot) -> None:
    line = next(line for line in window.shell.sidebar._rows if line.key == "registers")
    assert line.children[0].title == "Stakeholders"
    window.go(line.children[0].place)
    assert isinstance(window.page(), RegisterPage)


def test_a_question_that_is_a_register_opens_its_page(window: Window) -> None:
    window.go(Place("question", "stakeholders", TABLE))
    assert window.place == Place("register", TABLE)
    window.go(Place("question", "stakeholders"))
    assert window.place == Place("register", TABLE)


def test_arrows_move_enter_edits_escape_comes_back(page: RegisterPage, qtbot: QtBot) -> None:
    assert len(labels(page)) == 16
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Return)
    assert page.part.form.title.text() == "Valdoria Post"
    qtbot.waitUntil(lambda: page.part.form.fields["kind"].editor.hasFocus())
    assert page.part.table.isHidden() or page.part.ground.isHidden()
    QTest.keyClick(page.part.form.fields["kind"].editor, Qt.Key.Key_Escape)
    assert page.part.row == ""
    assert page.part.table.current() == ("stakeholders:post", "kind")
    assert page.part.table.hasFocus()


def test_a_row_is_added_filled_and_undone(
    page: RegisterPage, a: OpenAssessment, window: Window, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: page.part.row != "")
    row = page.part.row
    name = page.part.form.fields["name"].editor
    assert isinstance(name, Line)
    qtbot.waitUntil(name.hasFocus)
    QTest.keyClicks(name, "Drone Parcels")
    kind = page.part.form.fields["kind"].editor
    assert isinstance(kind, Choice)
    kind.setFocus()
    qtbot.waitUntil(lambda: recorded(a, row, "name") == "Drone Parcels")
    kind.setCurrentIndex(kind.findData("express"))
    kind.activated.emit(kind.currentIndex())
    qtbot.waitUntil(lambda: recorded(a, row, "kind") == "express")
    page.part.close_row()
    qtbot.waitUntil(lambda: labels(page)[-1] == "Drone Parcels")
    for _ in range(3):
        steps.undo(a).result()
    qtbot.waitUntil(lambda: len(labels(page)) == 16)


def test_delete_names_what_it_removed_and_offers_it_back(
    page: RegisterPage, window: Window, qtbot: QtBot
) -> None:
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Valdoria Post" not in labels(page))
    qtbot.waitUntil(lambda: "Valdoria Post" in window.shell.toast.text())
    assert page.part.table.current()[0] == "stakeholders:express_assoc"
    assert not page.removed.isHidden()
    window.shell.toast.offer.click()
    qtbot.waitUntil(lambda: "Valdoria Post" in labels(page))
    assert page.removed.isHidden()


def test_removed_rows_are_listed_and_come_back(page: RegisterPage, window: Window, qtbot: QtBot) -> None:
    page.part.remove("stakeholders:tax")
    qtbot.waitUntil(lambda: "Valdoria Tax Authority" not in labels(page))
    page.removed.click()
    assert window.shell.sheet.isVisible()
    window.go(Place("register", TABLE, "stakeholders:tax"))
    qtbot.waitUntil(lambda: "Valdoria Tax Authority" in labels(page))


def test_alt_and_arrows_move_a_row(page: RegisterPage, qtbot: QtBot) -> None:
    first, second = labels(page)[:2]
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: labels(page)[:2] == [second, first])
    assert page.part.table.currentIndex().row() == 1


def test_searching_shows_what_holds_the_words(page: RegisterPage) -> None:
    press(page, Qt.Key.Key_Slash)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "marketplace")
    assert all("arketplace" in label for label in labels(page))
    assert "2 of 16" in page.found.text() or "of 16 rows" in page.found.text()
    QTest.keyClicks(page.search, " zzz")
    assert labels(page) == []
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(labels(page)) == 16


def test_words_that_are_no_date_stay_a_draft_and_are_told(
    page: RegisterPage, a: OpenAssessment, window: Window
) -> None:
    page.part.open_row("stakeholders:post", "consulted_on")
    field = page.part.form.fields["consulted_on"]
    editor = field.editor
    assert isinstance(editor, Line)
    editor.selectAll()
    QTest.keyClicks(editor, "last spring")
    page.part.commits.commit()
    assert field.problem.text()
    assert recorded(a, "stakeholders:post", "consulted_on") == "2026-02-17"
    assert window.recorder is not None
    assert window.recorder.drafts["stakeholders:post", "consulted_on"] == "last spring"


def test_a_date_appears_with_the_agreement_it_belongs_to(
    page: RegisterPage, a: OpenAssessment, qtbot: QtBot
) -> None:
    page.part.open_row("stakeholders:trade", "agreement")
    date = page.part.form.fields["agreement_date"]
    assert date.isHidden()
    table = registers.table(a, TABLE)
    seen = a.snapshot.heads("stakeholders:trade", "agreement")
    registers.set_cell(a, table, "stakeholders:trade", "agreement", Value("mou"), seen).result()
    qtbot.waitUntil(lambda: not date.isHidden())


def test_two_values_of_a_cell_are_offered_and_one_is_kept(
    page: RegisterPage, a: OpenAssessment, qtbot: QtBot
) -> None:
    table = registers.table(a, TABLE)
    registers.set_cell(a, table, "stakeholders:post", "influence", Value("low"), ()).result()
    page.part.open_row("stakeholders:post", "influence")
    field = page.part.form.fields["influence"]
    buttons = [field._voices.itemAt(n).widget() for n in range(field._voices.count())]
    low = next(button for button in buttons if button is not None and button.text() == "Low")
    low.click()
    qtbot.waitUntil(lambda: not a.snapshot.disagreements())
    assert recorded(a, "stakeholders:post", "influence") == "low"


def test_the_guidance_follows_the_column(page: RegisterPage, window: Window, qtbot: QtBot) -> None:
    page.part.open_row("stakeholders:post", "influence")
    panel = window.shell.guidance
    qtbot.waitUntil(lambda: panel.item == "stakeholders:post.influence")
    qtbot.waitUntil(lambda: any("Rank is taken" in word for word in words_of(panel)))


def words_of(part: QWidget) -> list[str]:
    from fosdesk.ui.text import Label

    return [label.text() for label in part.findChildren(Label)]


@pytest.mark.parametrize("language", ["en", "xx-long", "xx-mirror"])
def test_the_form_is_not_cut_in_a_low_window(
    filled: object, opens: Callable[..., Window], cut: Callable[[QWidget], list[str]], language: str
) -> None:
    window = opens(filled, (1024, 600), language=language)
    window.go(Place("register", TABLE, "stakeholders:post", "influence"))
    page = window.page()
    assert isinstance(page, RegisterPage)
    for _ in range(12):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    assert cut(page) == []


def test_the_search_of_the_window_finds_a_row(window: Window, a: OpenAssessment) -> None:
    hit = next(hit for hit in find(a, "bazaar", window.look.tr) if hit.kind == "row")
    run_found(window, hit)
    assert window.place == Place("register", TABLE, "stakeholders:market_local")


@pytest.mark.parametrize("column", ["consulted_on", "influence"])
@pytest.mark.parametrize(("language", "leading"), [("en", "left"), ("xx-mirror", "right")])
def test_a_short_field_stands_where_lines_begin(
    filled: object, opens: Callable[..., Window], language: str, leading: str, column: str, qtbot: QtBot
) -> None:
    window = opens(filled, language=language)
    window.go(Place("register", TABLE, "stakeholders:post"))
    page = window.page()
    assert isinstance(page, RegisterPage)
    field = page.part.form.fields[column]
    qtbot.waitUntil(lambda: field.width() > 400)

    def gap() -> int:
        box = field.editor.geometry()
        return box.left() if leading == "left" else field.width() - 1 - box.right()

    qtbot.waitUntil(lambda: gap() <= 1)
    assert field.editor.width() < field.width()
