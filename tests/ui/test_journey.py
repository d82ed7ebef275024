"""Through the pages of a window: begin, find, look, review, write documents, carry a copy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import Value
from fosdesk.services import answering
from fosdesk.services.context import AppContext
from fosdesk.ui.charts.profile import columns
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.parts.button import Button
from fosdesk.ui.question.page import QuestionPage

Opens = Callable[..., Window]
Asks = Callable[..., QuestionPage]


def keys(
    qtbot: QtBot, *pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in pressed:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key, modifier)


def type_in(qtbot: QtBot, text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, text)


def test_a_new_assessment_with_the_keyboard_only(context: AppContext, opens: Opens, qtbot: QtBot) -> None:
    window = opens(context, person_name="Ana Moreno", person_role="lead assessor")
    assert window.place.page == "library"
    window.page().new.setFocus()
    keys(qtbot, Qt.Key.Key_Return)
    assert window.page().form.lines["country"].hasFocus()
    window.page().begin.click()
    assert window.page().needed.isVisible()
    type_in(qtbot, "Santara")
    keys(qtbot, Qt.Key.Key_Tab)
    type_in(qtbot, "xs")
    window.page().begin.setFocus()
    keys(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.assessment is not None)
    facts = window.assessment.facts
    assert (facts.country, facts.country_code, facts.edition, facts.training) == (
        "Santara",
        "XS",
        "2022",
        False,
    )
    assert [person.name for person in facts.team] == ["Ana Moreno"]
    assert window.place.page == "home"
    window.page().go_on.setFocus()
    keys(qtbot, Qt.Key.Key_Return)
    assert window.place.page == "question"
    assert context.settings_store.read().last_assessment == window.assessment.id


def test_the_first_answers_of_a_new_country_reach_the_overview(
    context: AppContext, opens: Opens, ask: Asks, qtbot: QtBot
) -> None:
    window = opens(context, person_name="Ana Moreno")
    window.go(Place("new"))
    window.page().form.lines["country"].setText("Santara")
    window.page().make()
    qtbot.waitUntil(lambda: window.assessment is not None)
    window.go(Place("overview"))
    assert window.page().empty.isVisible()
    ask(window, "aed_legal", "aed_legal_c1")
    for _ in range(8):
        keys(qtbot, Qt.Key.Key_2, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.recorder.busy)
    window.go(Place("overview"))
    page = window.page()
    assert not page.empty.isVisible()
    line = next(line for line in page.profile.lines() if line.standard.code == "AED-LEGAL")
    assert (line.chart.now_text, line.coverage) == ("2.0", "Coverage 100%")


def test_home_tells_the_next_useful_steps_and_opens_them(window: Window, qtbot: QtBot) -> None:
    page = window.page()
    assert page.title.text().endswith(", Ana")
    titles = [row.title for row in page.journey.rows()]
    assert titles[:4] == ["Set up", "Environment", "Standards", "Law and procedure"]
    assert titles[4:] == ["Business needs", "Indicators", "Review", "Documents", "Send"]
    task = page.tasks.rows()[0]
    page.tasks.setFocus()
    page.tasks.setCurrentIndex(page.tasks.model().index(0, 0))
    keys(qtbot, Qt.Key.Key_Return)
    assert window.place.page == "question"
    assert window.page().current == task.target.item


def test_home_lists_what_is_to_be_decided(window: Window, qtbot: QtBot) -> None:
    a = window.assessment
    answering.answer(a, "risk_c1", Value(4), seen=()).result()
    qtbot.waitUntil(lambda: bool(window.page().disagreements.rows()))
    page = window.page()
    assert page._to_decide.isVisible()
    page.disagreements.open_row(0)
    assert window.page().current == "risk_c1"
    assert window.page().column.card("risk_c1")._voices._buttons[0].hasFocus()


def test_search_finds_an_item_by_words_and_opens_it(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.foot.search.hasFocus()
    type_in(qtbot, "secondary legislation")
    popup = window._search
    assert popup.isVisible()
    assert popup.geometry().bottom() < window.shell.foot.geometry().top()
    assert popup.height() >= 60
    keys(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert window.page().current == "aed_legal_c3"
    assert not popup.isVisible()


def test_search_runs_commands_and_says_when_it_finds_nothing(window: Window, qtbot: QtBot) -> None:
    window.search()
    type_in(qtbot, "documents")
    keys(qtbot, Qt.Key.Key_Return)
    assert window.place.page == "documents"
    window.search()
    type_in(qtbot, "zzzz")
    assert window._search._nothing.isVisible()
    keys(qtbot, Qt.Key.Key_Escape)
    assert not window._search.isVisible()


def test_every_figure_of_the_overview_says_why(window: Window, qtbot: QtBot) -> None:
    window.go(Place("overview"))
    page = window.page()
    page.profile.setCurrentIndex(page.profile.model().index(0, 0))
    page.profile.setFocus()
    keys(qtbot, Qt.Key.Key_Space)
    sheet = window.shell.sheet
    assert sheet.isVisible()
    words = " ".join(label.text() for label in sheet.findChildren(type(page.title)))
    first = page.profile.lines()[0]
    assert first.standard.title in words
    assert "Coverage =" in words
    assert "not WCO text" in words
    page.gaps.open_row(0)
    QApplication.processEvents()
    words = " ".join(label.text() for label in sheet.findChildren(type(page.title)) if label.isVisible())
    assert "Gap = target − level" in words


def test_a_row_of_the_profile_opens_its_standard(window: Window, qtbot: QtBot) -> None:
    window.go(Place("overview"))
    page = window.page()
    row = page.profile.lines()[1].standard
    middle = page.profile.visualRect(page.profile.model().index(1, 0)).center().y()
    qtbot.mouseClick(page.profile.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, middle))
    assert window.place == Place("question", row.section, window.page().current)


def test_the_table_says_what_the_profile_shows(window: Window) -> None:
    window.go(Place("overview"))
    page = window.page()
    page.as_table.click()
    assert page.table.isVisible()
    assert not page.profile.isVisible()
    for at, line in enumerate(page.profile.lines()):
        cells = [page.table.item(at, column).text() for column in range(5)]
        assert line.standard.title in cells[0]
        assert cells[1] in (line.chart.now_text, line.chart.note)
        assert cells[3] == line.chart.gap_text


def test_no_total_stands_on_the_overview(window: Window) -> None:
    window.go(Place("overview"))
    page = window.page()
    codes = [line.standard.code for line in page.profile.lines()]
    assert sorted(codes) == sorted({section.standard for section in window.assessment.bank.sections} - {""})
    assert not hasattr(page, "total")
    assert "no national total" in page.second.text()


def test_the_heat_map_gives_way_before_the_profile(window: Window) -> None:
    names = ["Law", "Procedure", "IT", "People", "Cooperation", "Governance", "Measurement"]
    wide, less, least = (columns(width, window.look, names) for width in (1_100, 950, 620))
    whole = window.look.metrics("tick").horizontalAdvance("Measurement")
    assert wide.heat[-1] - wide.heat[-2] >= whole
    assert less.heat[-1] - less.heat[-2] < whole
    assert least.heat == ()
    assert all(one.plot_end - one.plot >= 110 for one in (wide, less, least))


def test_review_opens_the_exact_field(window: Window) -> None:
    window.go(Place("review"))
    lists = [listed for _, listed in window.page()._groups.values()]
    listed, at = next(
        (one, n)
        for one in lists
        for n, row in enumerate(one.rows())
        if row.target.field.startswith("evidence")
    )
    listed.open_row(at)
    card = window.page().column.card(window.page().current)
    assert card._asides["evidence"].isVisible()


def test_open_points_of_the_foot_bar_lead_to_their_lists(window: Window, qtbot: QtBot) -> None:
    foot = window.shell.foot
    qtbot.waitUntil(lambda: any(button.isVisible() for button in foot._chips))
    shown = {button.text(): n for n, button in enumerate(foot._chips) if button.isVisible()}
    below = next(n for text, n in shown.items() if text.startswith("Below target"))
    foot._chips[below].click()
    assert window.place == Place("filter")
    rows = [row for row in window.page().questions.rows() if not row.heading]
    assert str(len(rows)) in foot._chips[below].text()
    assert len(rows) > 5


def test_visiting_set_up_and_settings_changes_nothing(window: Window, qtbot: QtBot) -> None:
    before, person = window.assessment.snapshot.changes, window.settings.person_name
    for page in ("settings", "setup"):
        window.go(Place("home"))
        window.page().findChild(Button).setFocus()
        window.go(Place(page))
    assert window.context.settings_store.read().person_name == person
    window.go(Place("setup", field="contact"))
    window.go(Place("home"))
    assert not window.recorder.busy
    assert window.assessment.snapshot.changes == before
    assert window.assessment.facts.country == "Valdoria"


def test_setup_records_each_fact_when_its_field_is_left(window: Window, qtbot: QtBot) -> None:
    window.go(Place("setup", field="contact"))
    page = window.page()
    line = page.form.lines["contact"]
    assert line.hasFocus()
    line.selectAll()
    type_in(qtbot, "Single window unit")
    keys(qtbot, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: window.assessment.facts.contact == "Single window unit")
    page.numbers.all.click()
    qtbot.waitUntil(lambda: len(window.assessment.facts.numbers) == 16)
    page.team.add.click()
    type_in(qtbot, "R. Diallo")
    keys(qtbot, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: window.assessment.facts.team[-1].name == "R. Diallo")
    window.go(Place("overview"))
    numbers = {line.standard.code: line.standard.number for line in window.page().profile.lines()}
    assert numbers["AED-LEGAL"] == "1"


def test_a_copy_is_carried_to_another_computer(
    window: Window, answers, opens: Opens, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.folder = tmp_path / "stick"
    answers.folder.mkdir()
    page = window.page()
    page.copy.click()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=60_000)
    (dossier,) = answers.folder.glob("*.fosdesk")
    assert "Copied and checked" in window.shell.banner.text()
    window.close_assessment()
    qtbot.waitUntil(lambda: window.place.page == "library")
    answers.file = dossier
    library = window.page()
    library.choose_dossier()
    qtbot.waitUntil(lambda: not library.work.busy, timeout=60_000)
    assert "merged into Valdoria" in window.shell.banner.text()
    answers.file = tmp_path / "no.fosdesk"
    answers.file.write_bytes(b"not a dossier at all")
    library.choose_dossier()
    qtbot.waitUntil(lambda: not library.work.busy, timeout=60_000)
    assert "merged" not in window.shell.banner.text()


def test_the_library_opens_what_it_lists(window: Window, qtbot: QtBot) -> None:
    window.close_assessment()
    assert window.assessment is None
    assert [row.key for row in window.shell.sidebar._rows] == ["home", "settings"]
    qtbot.waitUntil(lambda: window.place.page == "library")
    (row,) = window.page().list.rows()
    assert row.title.startswith("Valdoria")
    assert row.trail.text == "TRAINING"
    window.page().list.open_row(0)
    qtbot.waitUntil(lambda: window.assessment is not None)
    assert window.place.page == "home"


def test_the_keys_are_listed(window: Window, qtbot: QtBot) -> None:
    window.show_keys()
    assert window.shell.sheet.isVisible()
    window.shell.close_sheet()
    assert not window.shell.sheet.isVisible()


@pytest.mark.warns_in_log
def test_our_own_mistake_is_said_plainly_and_reported_without_answers(
    window: Window, answers, tmp_path: Path
) -> None:
    answers.target = tmp_path / "report.txt"
    try:
        raise ValueError("secret answer 4711")
    except ValueError as error:
        window.trouble(error)
    assert "made a mistake" in window.shell.banner.text()
    window.shell.banner._remedy.click()
    report = answers.target.read_text(encoding="utf-8")
    assert "ValueError" in report
    assert "4711" not in report
    assert str(Path.home()) not in report


def test_a_damaged_assessment_is_named_and_rescued(
    window: Window, filled: AppContext, opens: Opens, qtbot: QtBot
) -> None:
    """A flipped bit is found by the check behind the opening; the rescue brings the words together again."""
    from fosdesk.services.index import assessment_folder

    wanted = window.assessment.id
    window.close_assessment()
    store = assessment_folder(filled.paths.library, wanted) / "store.db"
    qtbot.waitUntil(lambda: window.place.page == "library" and not list(store.parent.glob("*-journal")))
    filled.jobs.submit(lambda _progress: None).result()
    content = bytearray(store.read_bytes())
    at = content.index(b'"kind":"set"')
    content[at + 8] ^= 0x01
    store.write_bytes(bytes(content))
    window.open_assessment(wanted)
    qtbot.waitUntil(lambda: window.shell.banner.isVisible() and window.shell.banner._remedy.isVisible())
    assert window.shell.banner._remedy.text() == "Rescue this assessment"
    window.shell.banner._remedy.click()
    qtbot.waitUntil(lambda: "brought together" in window.shell.banner.text(), timeout=30_000)
    window.page().list.open_row(0)
    qtbot.waitUntil(lambda: window.assessment is not None)
    assert window.assessment.snapshot.answer("aed_legal_c3") == Value(2)
