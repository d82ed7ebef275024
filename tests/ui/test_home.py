"""Home: other tasks on demand, both sides of a disagreement, what changed since the last visit."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import Value
from fosdesk.services import answering
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window

Opens = Callable[..., Window]


def test_other_tasks_are_one_press_away(window: Window, qtbot: QtBot) -> None:
    page = window.page()
    first = [row.target.item for row in page.tasks.rows()]
    assert page._to_do.link.isVisible()
    page._to_do.link.click()
    second = [row.target.item for row in page.tasks.rows()]
    assert second
    assert not set(first) & set(second)
    shown = page.go_on.text()
    for _ in range(40):
        page._to_do.link.click()
        if [row.target.item for row in page.tasks.rows()] == first:
            break
    assert [row.target.item for row in page.tasks.rows()] == first, "after the last ones the first again"
    assert page.go_on.text() == shown


def test_both_sides_of_a_disagreement_are_said_and_listed(window: Window, qtbot: QtBot) -> None:
    assert window.assessment.snapshot.answer("risk_c1") == Value(3)
    answering.answer(window.assessment, "risk_c1", Value(4), seen=()).result()
    qtbot.waitUntil(lambda: bool(window.page().disagreements.rows()))
    qtbot.waitUntil(lambda: "Ana Moreno" in window.page().disagreements.rows()[0].second)
    said = window.page().disagreements.rows()[0].second
    assert sorted(said.split(" or ")) == [
        "3 Established (Ana Moreno)",
        "4 Measured and improving (Ana Moreno)",
    ]
    window.page()._to_decide.link.click()
    assert window.place == Place("filter")
    assert [row.target.item for row in window.page().questions.rows() if not row.heading] == ["risk_c1"]


def test_what_changed_since_the_last_visit(filled: AppContext, opens: Opens, qtbot: QtBot) -> None:
    a = filled.library.open_now(filled.library.list()[0].id, Person("R. Diallo"), SilentProgress())
    answering.answer(a, "risk_c2", Value(1), a.snapshot.heads("risk_c2", "value")).result()
    filled.library.close_now(a, seen=False)
    window = opens(filled)
    page = window.page()
    qtbot.waitUntil(page._happened.isVisible)
    assert page._happened.heading.text() == "1 change since your last visit"
    row = page.events.rows()[0]
    assert row.title == "RISK-C2  1 Initial"
    assert row.second.startswith("R. Diallo")
    page._happened.link.click()
    assert [row.target.item for row in window.page().questions.rows() if not row.heading] == ["risk_c2"]
    window.go(Place("home"))
    page.events.open_row(0)
    assert window.page().current == "risk_c2"


def test_without_news_nothing_is_said(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.filtering is not None)
    assert not window.page()._happened.isVisible()


def test_a_question_is_one_line_however_many_of_its_fields_are_disputed(window: Window, qtbot: QtBot) -> None:
    answering.answer(window.assessment, "risk_c1", Value(4), seen=()).result()
    for words in ("Both hubs.", "Only the airport."):
        answering.set_facet(window.assessment, "risk_c1", "comment", words, seen=()).result()
    page = window.page()
    qtbot.waitUntil(lambda: any("Comment" in row.second for row in page.disagreements.rows()))
    assert [row.target.item for row in page.disagreements.rows()] == ["risk_c1"]
    assert [row.title for row in page.tasks.rows()].count("Decide RISK-C1") == 1
