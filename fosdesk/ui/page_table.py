"""Which class draws which page. A page is imported when somebody first goes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fosdesk.ui.desk import Desk, Page

if TYPE_CHECKING:
    from fosdesk.ui.question.editors import Editor


def make_page(name: str, desk: Desk) -> Page:
    """Make the page of this name; KeyError for a name nobody knows."""
    return PAGES[name](desk)


def load_pages() -> None:
    """Import the two pages that are seen first, while the store is still being opened."""
    import fosdesk.ui.pages.home
    import fosdesk.ui.question.page  # noqa: F401


def _home(desk: Desk) -> Page:
    from fosdesk.ui.pages.home import HomePage

    return HomePage(desk)


def _library(desk: Desk) -> Page:
    from fosdesk.ui.pages.library import LibraryPage

    return LibraryPage(desk)


def _person(desk: Desk) -> Page:
    from fosdesk.ui.pages.person import PersonPage

    return PersonPage(desk)


def _new(desk: Desk) -> Page:
    from fosdesk.ui.pages.new import NewPage

    return NewPage(desk)


def _setup(desk: Desk) -> Page:
    from fosdesk.ui.pages.setup import SetupPage

    return SetupPage(desk)


def _edition(desk: Desk) -> Page:
    from fosdesk.ui.pages.edition import EditionPage

    return EditionPage(desk)


def _question(desk: Desk) -> Page:
    from fosdesk.ui.question.page import QuestionPage

    def rows() -> Editor:
        from fosdesk.ui.registers.editor import RowsEditor

        return RowsEditor(desk)

    return QuestionPage(desk, rows)


def _filter(desk: Desk) -> Page:
    from fosdesk.ui.pages.filter import FilterPage

    return FilterPage(desk)


def _overview(desk: Desk) -> Page:
    from fosdesk.ui.pages.overview import OverviewPage

    return OverviewPage(desk)


def _review(desk: Desk) -> Page:
    from fosdesk.ui.pages.review import ReviewPage

    return ReviewPage(desk)


def _documents(desk: Desk) -> Page:
    from fosdesk.ui.pages.documents import DocumentsPage

    return DocumentsPage(desk)


def _preview(desk: Desk) -> Page:
    from fosdesk.ui.pages.preview import PreviewPage

    return PreviewPage(desk)


def _send(desk: Desk) -> Page:
    from fosdesk.ui.pages.send import SendPage

    return SendPage(desk)


def _settings(desk: Desk) -> Page:
    from fosdesk.ui.pages.settings import SettingsPage

    return SettingsPage(desk)


def _register(desk: Desk) -> Page:
    from fosdesk.ui.registers.page import RegisterPage

    return RegisterPage(desk)


def _evidence(desk: Desk) -> Page:
    from fosdesk.ui.registers.evidence import EvidencePage

    return EvidencePage(desk)


def _texts(desk: Desk) -> Page:
    from fosdesk.ui.texts.page import TextsPage

    return TextsPage(desk)


def _text(desk: Desk) -> Page:
    from fosdesk.ui.texts.alone import TextPage

    return TextPage(desk)


PAGES = {
    "home": _home,
    "library": _library,
    "person": _person,
    "new": _new,
    "setup": _setup,
    "edition": _edition,
    "question": _question,
    "filter": _filter,
    "overview": _overview,
    "review": _review,
    "register": _register,
    "evidence": _evidence,
    "texts": _texts,
    "text": _text,
    "documents": _documents,
    "preview": _preview,
    "send": _send,
    "settings": _settings,
}
