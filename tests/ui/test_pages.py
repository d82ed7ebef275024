"""Every page opens in every language, in both directions and at both sizes, with no text cut."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.services.context import AppContext
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.question.page import QuestionPage
from fosdesk.ui.theme.tokens import THEMES

INSIDE = (
    "home", "setup", "edition", "question", "filter", "overview", "review", "documents", "send", "settings",
)  # fmt: skip
OUTSIDE = ("library", "new", "person", "settings")
SECTIONS = ("env_country", "env_parcels", "env_release", "aed_legal", "risk", "revenue")
BIG, SMALL, LEAST = (1366, 768), (1093, 614), (1024, 600)
LANGUAGES = ("en", "fr", "xx-long", "xx-mirror")
Opens = Callable[..., Window]
Cut = Callable[[QWidget], list[str]]


def settled(window: Window) -> None:
    """Let layouts and timers of no time come to rest, the guidance included."""
    page = window.page()
    QApplication.processEvents()
    if isinstance(page, QuestionPage):
        page.settle()
        window._show_guidance(page.current)
    for _ in range(12):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@pytest.mark.parametrize("size", [BIG, SMALL, LEAST], ids=["1366x768", "1093x614", "1024x600"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_cut(
    filled: AppContext, opens: Opens, cut: Cut, language: str, size: tuple[int, int]
) -> None:
    window = opens(filled, size, language=language)
    places = [Place(page) for page in INSIDE] + [Place("question", section) for section in SECTIONS]
    places += [Place("register", "stakeholder_register"), Place("evidence")]
    found = {}
    for place in places:
        window.go(place)
        settled(window)
        found[place.page, place.section] = cut(window)
    window.close_assessment()
    for page in OUTSIDE:
        window.go(Place(page))
        settled(window)
        found[page, ""] = cut(window)
    assert [(*place, *parts) for place, parts in found.items() if parts] == []


@pytest.mark.parametrize("text_size", [125, 150])
def test_larger_text_is_not_cut_in_a_window_of_the_usual_size(
    filled: AppContext, opens: Opens, cut: Cut, text_size: int
) -> None:
    window = opens(filled, BIG, text_size=text_size)
    found = {}
    for page in INSIDE:
        window.go(Place(page))
        settled(window)
        found[page] = cut(window)
    assert {page: parts for page, parts in found.items() if parts} == {}


@pytest.mark.parametrize("theme", list(THEMES))
def test_every_page_paints_in_every_theme(filled: AppContext, opens: Opens, theme: str) -> None:
    window = opens(filled, BIG, theme=theme)
    ground = window.look.colour("bg")
    for page in INSIDE:
        window.go(Place(page))
        settled(window)
        image = window.shell.pages.grab().toImage()
        assert image.pixelColor(image.width() - 12, image.height() - 4) == ground


def test_a_whole_question_stands_in_a_low_window(filled: AppContext, opens: Opens) -> None:
    """Levels and action row of the reference question are seen without scrolling at 125 % scaling."""
    window = opens(filled, SMALL)
    window.go(Place("question", "aed_legal", "aed_legal_c3"))
    settled(window)
    page = window.page()
    assert isinstance(page, QuestionPage)
    card = next(card for card in page.cards if card.item_id == "aed_legal_c3")
    top = card.mapTo(page, card.rect().topLeft()).y()
    assert top >= page.strip.geometry().bottom()
    assert top + card.height() <= page.height()


def test_the_sidebar_becomes_icons_in_a_narrow_window(window: Window) -> None:
    assert not window.shell.sidebar.narrow
    window.resize(*SMALL)
    settled(window)
    assert window.shell.sidebar.narrow
    assert window.shell.sidebar.width() == 56
    window.resize(*BIG)
    settled(window)
    assert not window.shell.sidebar.narrow


def test_the_guidance_is_a_drawer_in_a_narrow_window(filled: AppContext, opens: Opens) -> None:
    window = opens(filled, SMALL)
    window.go(Place("question", "risk"))
    assert not window.shell.guidance.isVisible()
    before = window.shell.pages.width()
    window.shell.toggle_guidance()
    settled(window)
    assert window.shell.guidance.isVisible()
    assert window.shell.pages.width() == before
    assert window.shell.guidance.geometry().right() == window.shell.rect().right()


def test_everything_mirrors(filled: AppContext, opens: Opens) -> None:
    window = opens(filled, BIG, language="xx-mirror")
    window.go(Place("question", "aed_legal", "aed_legal_c3"))
    settled(window)
    shell = window.shell
    assert shell.layoutDirection() is Qt.LayoutDirection.RightToLeft
    sidebar = shell.sidebar.mapTo(shell, shell.sidebar.rect().topLeft()).x()
    assert sidebar > shell.guidance.geometry().right()


def test_the_sidebar_shows_only_pages_that_work(window: Window) -> None:
    tree = window.shell.sidebar
    keys = [row.key for row in tree._rows]
    assert keys == [
        "home",
        "setup",
        "environment",
        "overview",
        "law",
        "business",
        "indicators",
        "registers",
        "review",
        "documents",
        "send",
        "settings",
    ]
    for row in tree._rows:
        window.go(row.place)
        assert window.page() is window._pages[row.place.page]


def test_all_text_is_plain_and_every_field_has_a_name(window: Window) -> None:
    for page in INSIDE:
        window.go(Place(page))
        settled(window)
        parts = window.findChildren(QWidget)
        assert [
            p for p in parts if isinstance(p, QLabel) and p.textFormat() is not Qt.TextFormat.PlainText
        ] == []
        assert [
            p for p in parts
            if isinstance(p, QLineEdit | QPlainTextEdit) and p.isVisible() and not p.accessibleName()
        ] == []  # fmt: skip


def test_parts_that_take_the_focus_have_names(window: Window) -> None:
    for page in INSIDE:
        window.go(Place(page))
        settled(window)
        nameless = [
            part for part in window.findChildren(QWidget)
            if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not part.accessibleName() and not getattr(part, "text", str)()
        ]  # fmt: skip
        assert nameless == []


def test_settings_take_effect_at_once(window: Window, qtbot: QtBot) -> None:
    window.go(Place("settings"))
    page = window.page()
    page.choices["theme"].show_value("dark")
    page._choose("theme", "dark")
    assert window.look.theme.name == "dark"
    assert window.place == Place("settings")
    window.page()._choose("language", "xx-mirror")
    assert window.look.rtl
    assert window.assessment is not None
    assert window.context.settings_store.read().language == "xx-mirror"


def test_the_first_start_asks_who_is_there(context: AppContext, opens: Opens, qtbot: QtBot) -> None:
    window = opens(context)
    assert window.place.page == "person"
    page = window.page()
    page.keep()
    assert page.needed.isVisible()
    qtbot.keyClicks(page.name, "Ana Moreno")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert window.place.page == "library"
    assert context.settings_store.read().person_name == "Ana Moreno"
    assert window.page().empty.isVisible()


def test_an_offer_to_take_back_goes_with_its_assessment(window: Window) -> None:
    window.shell.toast.say("Undone: level 4", "undo-2", "Redo", window.redo)
    window.close_assessment()
    assert not window.shell.toast.isVisible()


def test_a_placeholder_stands_at_the_side_of_the_page(filled: AppContext, opens: Opens) -> None:
    search = opens(filled, BIG, language="xx-mirror").shell.foot.search
    assert search.alignment() & Qt.AlignmentFlag.AlignRight
    assert search.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_a_written_answer_has_the_width_of_its_card(window: Window, ask: Callable[..., QuestionPage]) -> None:
    page = ask(window, "env_law", "env_strategy_title")
    settled(window)
    line = next(card for card in page.cards if card.item_id == page.current)._editor().line
    assert line.fontMetrics().horizontalAdvance(line.text()) < line.width()


def test_the_ways_out_stand_in_one_line(window: Window, ask: Callable[..., QuestionPage]) -> None:
    page = ask(window, "env_country", "env_gdp")
    settled(window)
    card = next(card for card in page.cards if card.item_id == page.current)
    assert len({card._buttons[name].y() for name in ("unmeasured", "na", "unknown")}) == 1
    assert card._buttons["na"].y() == card._buttons["comment"].y(), "in English they fit beside the others"
