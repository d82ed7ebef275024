"""Official texts on the screen: attach, say, pin, read beside a question or on a page of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from fosdesk.services import texts
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.question.page import QuestionPage
from fosdesk.ui.texts.alone import TextPage
from fosdesk.ui.texts.page import TextsPage
from fosdesk.ui.texts.reader import TextReader

ITEM, STANDARD = "aed_legal_c3", "AED-LEGAL"
Asks = Callable[..., QuestionPage]
Opens = Callable[..., Window]


def pdf(path: Path, *pages: str, locked: bool = False) -> Path:
    """A PDF with a page for each text; "" makes a page without words, as a scan is."""
    drawn = Canvas(str(path), encrypt=StandardEncryption("secret") if locked else None)
    for words in pages:
        drawn.drawString(72, 700, words) if words else drawn.rect(72, 600, 200, 100)
        drawn.showPage()
    drawn.save()
    return path


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    words = ("Contents", "Advance electronic data", "Risk management", "", "Revenue collection")
    return pdf(tmp_path / "Framework.pdf", *words)


@pytest.fixture
def a(window: Window) -> OpenAssessment:
    assert window.assessment is not None
    return window.assessment


@pytest.fixture
def page(window: Window) -> TextsPage:
    window.go(Place("texts"))
    found = window.page()
    assert isinstance(found, TextsPage)
    return found


@pytest.fixture
def attached(page: TextsPage, framework: Path, qtbot: QtBot) -> str:
    """The framework on the list, its card open."""
    page.take(framework)
    qtbot.waitUntil(lambda: len(texts.texts(page.desk.here)) == 1 and page.card.isVisible())
    return texts.texts(page.desk.here)[0].id


def pinned(a: OpenAssessment, item: str = ITEM) -> list[tuple[int, str]]:
    return [(one.page, one.target) for one in texts.pinned(a, item)]


def reader(ask: Asks, window: Window, qtbot: QtBot) -> TextReader:
    """The reader beside the question, opened with the key."""
    questions = ask(window, "aed_legal", ITEM)
    QTest.keyClick(questions, Qt.Key.Key_T)
    found = questions.reading.reader
    assert found is not None
    qtbot.waitUntil(lambda: found.isVisible() and found.view.count == 5)
    return found


def test_an_empty_list_says_what_belongs_there(page: TextsPage, window: Window) -> None:
    assert page.empty.isVisible()
    assert not page.ground.isVisible()
    assert page._first.hasFocus()
    key = [row.key for row in window.shell.sidebar._rows]
    assert "registers" in key


def test_a_text_is_attached_and_named(
    page: TextsPage, attached: str, a: OpenAssessment, qtbot: QtBot
) -> None:
    assert page.card.title.hasFocus()
    assert page.card.title.text() == "Framework"
    assert texts.text(a, attached).pages == 5
    QTest.keyClicks(page.card.title, "Framework of Standards")
    page.card.edition.setFocus()
    QTest.keyClicks(page.card.edition, "2022")
    page.card.carried.setFocus()
    QTest.keyClick(page.card.carried, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not texts.text(a, attached).carried)
    assert (texts.text(a, attached).title, texts.text(a, attached).edition) == (
        "Framework of Standards",
        "2022",
    )
    qtbot.waitUntil(lambda: "stays on this computer" in page.list.rows()[0].second)


def test_the_same_file_is_not_listed_twice(
    page: TextsPage, attached: str, framework: Path, qtbot: QtBot
) -> None:
    page.take(framework)
    qtbot.waitUntil(lambda: not page.work.busy)
    assert len(page.list.rows()) == 1


@pytest.mark.parametrize(("locked", "said"), [(True, "protected by a password"), (False, "cannot be shown")])
def test_what_cannot_be_shown_is_refused(
    page: TextsPage, window: Window, tmp_path: Path, qtbot: QtBot, locked: bool, said: str
) -> None:
    path = pdf(tmp_path / "Act.pdf", "Article 1", locked=locked)
    if not locked:
        path.write_bytes(path.read_bytes()[:200])
    page.take(path)
    qtbot.waitUntil(lambda: window.shell.banner.isVisible())
    assert said in window.shell.banner.text()
    assert texts.texts(page.desk.here) == ()


def test_pages_are_pinned_from_the_card_with_the_keyboard(
    page: TextsPage, attached: str, a: OpenAssessment, window: Window, qtbot: QtBot
) -> None:
    page.card.target.show_value("RISK")
    QTest.keyClicks(page.card.page, "3")
    QTest.keyClick(page.card.page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pinned(a, "risk_c1") == [(3, "RISK")])
    qtbot.waitUntil(lambda: len(page.card.pins.rows()) == 1)
    QTest.keyClicks(page.card.page, "9")
    QTest.keyClick(page.card.page, Qt.Key.Key_Return)
    assert "no page 9" in window.shell.banner.text()
    page.card.pins.setFocus()
    QTest.keyClick(page.card.pins, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pinned(a, "risk_c1") == [])


def test_a_text_that_is_removed_comes_back_with_undo(
    page: TextsPage, attached: str, a: OpenAssessment, window: Window, qtbot: QtBot
) -> None:
    page.card.remove.click()
    qtbot.waitUntil(lambda: page.empty.isVisible())
    window.undo()
    qtbot.waitUntil(lambda: len(page.list.rows()) == 1)


def test_a_page_stands_beside_the_question_and_is_pinned_to_its_standard(
    attached: str, a: OpenAssessment, window: Window, ask: Asks, qtbot: QtBot
) -> None:
    found = reader(ask, window, qtbot)
    questions = window.page()
    assert isinstance(questions, QuestionPage)
    assert questions.column.isVisible()
    assert not window.shell.guidance.isVisible()
    assert found.pin.text() == "Pin page 1 to AED-LEGAL"
    QTest.keyClick(found.view, Qt.Key.Key_PageDown)
    QTest.keyClick(found.view, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: pinned(a) == [(2, STANDARD)])
    qtbot.waitUntil(lambda: questions.head.text.text() == "Framework, page 2")
    assert found.pin.text() == "Unpin page 2 from AED-LEGAL"
    before = a.snapshot.value(ITEM, "value")
    QTest.keyClick(found.view, Qt.Key.Key_1)
    QTest.keyClick(found.view, Qt.Key.Key_Escape)
    assert not found.isVisible()
    assert window.shell.guidance.isVisible()
    assert questions.current == ITEM
    assert a.snapshot.value(ITEM, "value") == before


def test_the_pinned_page_opens_and_follows_the_question(
    attached: str, a: OpenAssessment, window: Window, ask: Asks, qtbot: QtBot
) -> None:
    texts.pin(a, attached, 2, STANDARD).result()
    texts.pin(a, attached, 5, "aed_legal_c4").result()
    found = reader(ask, window, qtbot)
    qtbot.waitUntil(lambda: found.page == 2)
    window.go(Place("question", "aed_legal", "aed_legal_c4"))
    qtbot.waitUntil(lambda: found.page == 5)
    found.target.setCurrentIndex(1)
    assert found.pin.text() == "Unpin page 5 from AED-LEGAL-C4"
    window.shell.toggle_guidance()
    assert not found.isVisible()
    assert window.shell.guidance.isVisible()


def test_words_are_found_and_a_scan_says_that_it_has_none(
    attached: str, window: Window, ask: Asks, qtbot: QtBot
) -> None:
    found = reader(ask, window, qtbot)
    QTest.keyClick(found.view, Qt.Key.Key_Slash)
    assert found.search.hasFocus()
    QTest.keyClicks(found.search, "REVENUE coll")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found.page == 5)
    found.search.setText("nowhere")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found.found.isVisible())
    assert "scanned" in found.found.text()
    assert window.place.item == ITEM


def test_a_small_window_shows_the_text_on_a_page_of_its_own(
    attached: str, window: Window, ask: Asks, qtbot: QtBot
) -> None:
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: window.shell.narrow)
    questions = ask(window, "aed_legal", ITEM)
    QTest.keyClick(questions, Qt.Key.Key_T)
    shown = window.page()
    assert isinstance(shown, TextPage)
    qtbot.waitUntil(lambda: shown.reader.view.count == 5)
    QTest.keyClick(shown.reader.view, Qt.Key.Key_Escape)
    assert (window.place.page, window.place.item) == ("question", ITEM)


def test_a_file_that_is_missing_says_so_where_it_would_be_read(
    attached: str, a: OpenAssessment, window: Window, page: TextsPage
) -> None:
    texts.path_of(a, attached).unlink()
    page.refresh()
    trail = page.list.rows()[0].trail
    assert trail is not None
    assert trail.text == "Missing"
    window.go(Place("text", attached))
    shown = window.page()
    assert isinstance(shown, TextPage)
    assert "Attach your own copy" in shown.reader.trouble.text()
    assert not shown.reader.pin.isEnabled()
    shown.back()
    assert window.place.page == "texts"


def test_without_a_text_the_key_leads_to_the_list(window: Window, ask: Asks) -> None:
    questions = ask(window, "aed_legal", ITEM)
    assert not questions.head.text.isVisible()
    QTest.keyClick(questions, Qt.Key.Key_T)
    assert window.place.page == "texts"


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)], ids=["1366x768", "1093x614"])
@pytest.mark.parametrize("language", ["en", "fr", "xx-long", "xx-mirror"])
def test_no_text_is_cut(
    filled: AppContext, opens: Opens, cut: Callable[[QWidget], list[str]], framework: Path, qtbot: QtBot,
    language: str, size: tuple[int, int],
) -> None:  # fmt: skip
    window = opens(filled, size, language=language)
    found = {}
    window.go(Place("texts"))
    page = window.page()
    assert isinstance(page, TextsPage)
    QApplication.processEvents()
    found["empty"] = cut(window)
    page.take(framework)
    qtbot.waitUntil(lambda: page.card.isVisible())
    assert window.assessment is not None
    one = texts.texts(window.assessment)[0].id
    texts.pin(window.assessment, one, 2, STANDARD).result()
    qtbot.waitUntil(lambda: len(page.card.pins.rows()) == 1)
    QApplication.processEvents()
    found["card"] = cut(window)
    window.go(Place("question", "aed_legal", ITEM))
    questions = window.page()
    assert isinstance(questions, QuestionPage)
    questions.settle()
    QTest.keyClick(questions, Qt.Key.Key_T)
    shown = window.page()
    reads = shown.reader if isinstance(shown, TextPage) else questions.reading.reader
    assert reads is not None
    qtbot.waitUntil(lambda: reads.view.count == 5)
    questions.settle()
    QApplication.processEvents()
    found["reader"] = cut(window)
    assert {name: parts for name, parts in found.items() if parts} == {}
