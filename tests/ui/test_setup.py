"""Set up by keyboard: country, period, currency, numbers, team, scope and order; undo and mirror."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.services import answering
from fosdesk.services.context import AppContext
from fosdesk.services.facts import ENTITY, AssessmentFacts
from fosdesk.services.standards import ordered
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.pages.setup import SetupPage

Opens = Callable[..., Window]
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    part = QApplication.focusWidget()
    assert part is not None
    QTest.keyClick(part, key, modifier)


def write(text: str) -> None:
    part = QApplication.focusWidget()
    assert part is not None
    QTest.keyClicks(part, text)


def facts(window: Window) -> AssessmentFacts:
    assert window.assessment is not None
    return window.assessment.facts


@pytest.fixture
def page(window: Window) -> SetupPage:
    window.go(Place("setup"))
    found = window.page()
    assert isinstance(found, SetupPage)
    return found


def choose(page: SetupPage, code: str) -> None:
    page.scope.list.setFocus()
    at = [row.target for row in page.scope.list.rows()].index(code)
    page.scope.list.setCurrentIndex(page.scope.list.model().index(at, 0))


def test_a_member_is_chosen_with_arrows_and_brings_code_and_region(
    window: Window, page: SetupPage, qtbot: QtBot
) -> None:
    line = page.form.lines["country"]
    line.setFocus()
    line.selectAll()
    write("mal")
    names = [row.title for row in page.form.country.matches.rows()]
    assert names[:4] == ["Malawi", "Malaysia", "Maldives", "Mali"]
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: facts(window).country == "Mali")
    now = facts(window)
    assert (now.country_code, now.region, now.standing) == ("ML", "WCA", "member")
    qtbot.waitUntil(lambda: "West and Central Africa" in page.form.region.text())
    assert page.form.lines["country_code"].isReadOnly()
    assert page.form.currency_offer.text() == "Use XOF"
    page.form.currency_offer.click()
    qtbot.waitUntil(lambda: facts(window).currency == "XOF")
    qtbot.waitUntil(lambda: not page.form.currency_offer.isVisible())


def test_choosing_a_member_is_one_action_for_undo(window: Window, page: SetupPage, qtbot: QtBot) -> None:
    page.form.lines["country"].setFocus()
    page.form.lines["country"].selectAll()
    write("NA")
    assert page.form.country.matches.rows()[0].title == "Namibia"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: facts(window).country_code == "NA")
    window.undo()
    qtbot.waitUntil(lambda: facts(window).country == "Valdoria")
    assert (facts(window).country_code, facts(window).standing) == ("XV", "exercise")


def test_a_period_that_ends_before_it_begins_says_so_under_its_field(
    window: Window, page: SetupPage, qtbot: QtBot
) -> None:
    period = page.form.period
    period.to_year.setFocus()
    write("2025")
    press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: facts(window).period == "2026/2025")
    qtbot.waitUntil(page.form.wrong["period"].isVisible)
    period.to_year.setFocus()
    period.to_year.selectAll()
    write("2027")
    press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: facts(window).period == "2026/2027")
    qtbot.waitUntil(lambda: not page.form.wrong["period"].isVisible())


def test_a_number_is_confirmed_and_changed_and_stands_in_the_sidebar(
    window: Window, page: SetupPage, qtbot: QtBot
) -> None:
    missing = [row.target for row in page.missing.list.rows()]
    assert missing == ["numbers"]
    page.missing.list.open_row(0)
    assert page.numbers.lines["AED-LEGAL"].field.hasFocus()
    write("1")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dict(facts(window).numbers) == {"2022:AED-LEGAL": 1})
    page.numbers.lines["RISK"].field.setFocus()
    write("x")
    press(Qt.Key.Key_Return)
    assert page.numbers.warning.isVisible()
    page.numbers.lines["RISK"].field.clear()
    write("3")
    page.numbers.all.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(facts(window).numbers) == 16)
    qtbot.waitUntil(lambda: "AED-QUALITY, RISK carry" in page.numbers.warning.text())
    line = page.numbers.lines["RISK"]
    assert (line.status.accessibleName(), line.field.text()) == ("changed", "3")
    assert "Ana Moreno" in line.who.text()
    assert not page.missing.isVisible()

    def shown() -> list[str]:
        return [child.title for row in window.shell.sidebar._rows for child in row.children]

    qtbot.waitUntil(lambda: "3 Risk management" in shown())


def test_a_number_confirmed_by_its_button_stays_when_the_cursor_leaves(
    window: Window, page: SetupPage, qtbot: QtBot
) -> None:
    page.numbers.lines["AEO"].confirm.click()
    qtbot.waitUntil(lambda: dict(facts(window).numbers) == {"2022:AEO": 7})
    line = page.numbers.lines["AEO"]
    qtbot.waitUntil(lambda: line.field.text() == "7")
    assert line.field.hasFocus()
    press(Qt.Key.Key_Tab)
    page.leave()
    qtbot.waitUntil(lambda: not window.recorder.busy)
    assert dict(facts(window).numbers) == {"2022:AEO": 7}


def test_a_standard_is_moved_with_alt_and_arrows_and_warns(
    window: Window, page: SetupPage, qtbot: QtBot
) -> None:
    choose(page, "AED-LEGAL")
    for turn in range(1, 4):
        press(Qt.Key.Key_Down, ALT)
        qtbot.waitUntil(lambda n=turn: ordered(facts(window), window.assessment.bank)[n] == "AED-LEGAL")
    assert page.scope.code() == "AED-LEGAL"
    qtbot.waitUntil(page.scope.warning.isVisible)
    assert "comes before “Legal framework for AED”" in page.scope.warning.text()
    page.scope.restore.click()
    qtbot.waitUntil(lambda: facts(window).positions == {})
    qtbot.waitUntil(lambda: not page.scope.warning.isVisible())
    qtbot.waitUntil(lambda: page.scope.list.rows()[0].target == "AED-LEGAL")


def test_quick_moves_are_all_taken(window: Window, page: SetupPage, qtbot: QtBot) -> None:
    choose(page, "TECHNOLOGY")
    for _ in range(5):
        press(Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: not window.recorder.busy)
    assert ordered(facts(window), window.assessment.bank)[10] == "TECHNOLOGY"


def test_a_standard_is_dragged_to_its_place(window: Window, page: SetupPage, qtbot: QtBot) -> None:
    rows, view = page.scope.list, page.scope.list.viewport()
    at = [rows.visualRect(rows.model().index(n, 0)).center() for n in (15, 0)]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, at[0])
    for point in (at[0] - QPoint(0, 40), at[1]):
        event_point = point
        QTest.mouseMove(view, event_point)
        drag(rows, event_point)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, at[1])
    qtbot.waitUntil(lambda: ordered(facts(window), window.assessment.bank)[0] == "TECHNOLOGY")


def drag(rows: object, point: QPoint) -> None:
    """A move with the button held: the offscreen platform sends moves without buttons."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(point), left, left, NONE)
    rows.mouseMoveEvent(moved)  # type: ignore[attr-defined]


def test_a_standard_is_left_out_with_a_reason_and_taken_in_again(
    window: Window, page: SetupPage, qtbot: QtBot
) -> None:
    choose(page, "AEO")
    press(Qt.Key.Key_Space)
    assert page.scope.reason.hasFocus()
    press(Qt.Key.Key_Return)
    assert facts(window).left_out == {}
    write("No programme yet.")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dict(facts(window).left_out) == {"AEO": "No programme yet."})
    qtbot.waitUntil(lambda: "15 of 16" in page.scope.said.text())
    window.go(Place("overview"))
    assert "AEO" not in [line.standard.code for line in window.page().profile.lines()]
    window.go(Place("setup"))
    choose(page, "AEO")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: facts(window).left_out == {})


def test_a_person_is_added_changed_and_removed(window: Window, page: SetupPage, qtbot: QtBot) -> None:
    page.team.add.setFocus()
    press(Qt.Key.Key_Return)
    write("R. Diallo")
    press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: facts(window).team[-1].name == "R. Diallo")
    line = page.team.lines[-1]
    line.lines["organisation"].setFocus()
    write("Post")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: facts(window).team[-1].organisation == "Post")
    line.remove.click()
    qtbot.waitUntil(lambda: "R. Diallo" not in [person.name for person in facts(window).team])
    qtbot.waitUntil(lambda: line not in page.team.lines)


def test_an_empty_line_of_the_team_waits_for_its_name(window: Window, page: SetupPage, qtbot: QtBot) -> None:
    before = len(page.team.lines)
    page.team.add.click()
    line = page.team.lines[-1]
    line.lines["organisation"].setFocus()
    write("Post")
    press(Qt.Key.Key_Return)
    assert page.team.wrong.isVisible()
    page.refresh()
    assert len(page.team.lines) == before + 1
    line.remove.click()
    assert len(page.team.lines) == before


def test_what_another_station_says_appears_and_typed_words_stay(
    window: Window, page: SetupPage, qtbot: QtBot
) -> None:
    a = window.assessment
    page.form.lines["ministry"].setFocus()
    page.form.lines["ministry"].selectAll()
    write("Ministry of the E")
    answering.set_fact(a, "contact", "Unit 4", a.snapshot.heads(ENTITY, "contact")).result()
    qtbot.waitUntil(lambda: page.form.lines["contact"].text() == "Unit 4")
    assert page.form.lines["ministry"].text() == "Ministry of the E"


def test_a_page_entered_at_a_field_scrolls_to_it(window: Window, qtbot: QtBot) -> None:
    window.go(Place("setup", field="numbers"))
    page = window.page()
    field = page.numbers.lines["AED-LEGAL"].field
    qtbot.waitUntil(field.hasFocus)

    def seen() -> bool:
        top = field.mapTo(page.area.viewport(), QPoint(0, 0)).y()
        return 0 <= top <= page.area.viewport().height() - field.height()

    qtbot.waitUntil(seen)


def test_guidance_says_why_a_field_is_asked(window: Window, page: SetupPage, qtbot: QtBot) -> None:
    panel = window.shell.guidance
    page.form.lines["currency"].setFocus()
    qtbot.waitUntil(lambda: panel.item == "setup:currency")
    qtbot.waitUntil(lambda: panel._blocks["appears"].isVisible())
    page.scope.list.setFocus()
    qtbot.waitUntil(lambda: panel.item == "setup:scope")


@pytest.mark.parametrize("language", ["xx-mirror", "ar"])
def test_everything_stands_at_the_right_where_one_reads_from_there(
    filled: AppContext, opens: Opens, qtbot: QtBot, language: str
) -> None:
    window = opens(filled, language=language)
    window.go(Place("setup"))
    page = window.page()
    qtbot.waitUntil(lambda: page.form.lines["country"].width() > 100)
    ends = {
        name: part.mapTo(page.form, part.rect().topRight()).x()
        for name, part in {**page.form.lines, "kind": page.form.choices["kind"]}.items()
        if part.isVisible()
    }
    assert max(ends.values()) - min(ends.values()) <= 2, ends


def test_a_new_assessment_takes_the_region_of_its_member(
    context: AppContext, opens: Opens, qtbot: QtBot
) -> None:
    window = opens(context, person_name="Ana Moreno")
    window.go(Place("new"))
    write("ML")
    press(Qt.Key.Key_Return)
    page = window.page()
    assert page.form.lines["country"].text() == "Mali"
    page.form.currency_offer.click()
    page.begin.click()
    qtbot.waitUntil(lambda: window.assessment is not None)
    now = facts(window)
    assert (now.country, now.country_code, now.region, now.currency) == ("Mali", "ML", "WCA", "XOF")
    assert [(person.name, person.duty) for person in now.team] == [("Ana Moreno", "leader")]
