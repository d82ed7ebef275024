"""Documents: made, listed, looked at page by page, copied, put aside; by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.base.files import sha256_file
from fosdesk.model.answers import Value
from fosdesk.services import answering, made
from fosdesk.services.context import AppContext
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.pages.preview import PreviewPage
from fosdesk.ui.preview.pdf import PdfFile

Opens = Callable[..., Window]


def make(window: Window, qtbot: QtBot, name: str, disclosure: str = "national") -> made.MadeDocument:
    """Make a document by the keyboard and return it from the list."""
    window.go(Place("documents"))
    page = window.page()
    before = {one.id for one in made.documents(window.assessment)}
    part = page._cards[name]
    part.disclosure.setCurrentIndex(part.disclosure.findData(disclosure))
    part.make.setFocus()
    qtbot.keyClick(part.make, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.work.busy, timeout=60_000)
    (new,) = [one for one in made.documents(window.assessment) if one.id not in before]
    return new


def opened(window: Window, qtbot: QtBot, document: made.MadeDocument) -> PreviewPage:
    window.go(Place("preview", document.id))
    page = window.page()
    assert isinstance(page, PreviewPage)
    qtbot.waitUntil(lambda: page.view.count == document.pages)
    return page


def is_blank(image: QImage) -> bool:
    small = image.scaled(60, 80)
    return len({small.pixel(x, y) for x in range(60) for y in range(80)}) == 1


def test_all_documents_are_made_checked_and_announced(window: Window, qtbot: QtBot) -> None:
    for name in ("report", "workbook", "brief"):
        document = make(window, qtbot, name)
        path = made.path_of(window.assessment, document)
        assert sha256_file(path) == document.sha256
        assert "written and checked" in window.shell.banner.text()
        window.shell.banner._remedy.click()
        assert window.place == Place("preview", document.id)
    window.go(Place("documents"))
    rows = window.page().made.rows()
    assert len(rows) == 3
    assert all("NATIONAL CONFIDENTIAL" in row.second and row.trail is None for row in rows)


def test_a_cancelled_document_leaves_nothing_behind(window: Window, qtbot: QtBot) -> None:
    window.go(Place("documents"))
    page = window.page()
    page._cards["report"].make.click()
    page.work.cancel()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=60_000)
    assert made.documents(window.assessment) == ()
    assert not list((window.assessment.store.folder / made.FOLDER).glob("*"))
    assert "Cancelled" in window.shell.banner.text()


def test_missing_facts_lead_to_the_very_field(context: AppContext, opens: Opens, qtbot: QtBot) -> None:
    window = opens(context, person_name="Ana Moreno")
    window.go(Place("new"))
    window.page().form.lines["country"].setText("Santara")
    window.page().make()
    qtbot.waitUntil(lambda: window.assessment is not None)
    window.go(Place("documents"))
    part = window.page()._cards["report"]
    assert not part.missing_head.isHidden()
    (at,) = [n for n, row in enumerate(part.missing.rows()) if "administration" in row.title]
    part.missing.open_row(at)
    assert window.place.page == "setup"
    assert window.page().form.lines["administration"].hasFocus()


def test_a_class_says_what_it_leaves_out_and_parts_can_be_left_out(window: Window, qtbot: QtBot) -> None:
    window.go(Place("documents"))
    part = window.page()._cards["workbook"]
    assert part.left_out.isHidden()
    part.disclosure.setCurrentIndex(part.disclosure.findData("public"))
    assert "narrower class" in part.left_out.text()
    whole = make(window, qtbot, "workbook", "public")
    part.parts["evidence"].setFocus()
    qtbot.keyClick(part.parts["evidence"], Qt.Key.Key_Space)
    assert part.without() == {"evidence"}
    less = make(window, qtbot, "workbook", "public")
    assert (less.pages, less.disclosure) == (whole.pages - 1, "public")


def test_the_preview_shows_every_page_of_the_very_file(window: Window, qtbot: QtBot) -> None:
    document = make(window, qtbot, "brief")
    page = opened(window, qtbot, document)
    qtbot.waitUntil(lambda: page.view.drawn(0))
    file = PdfFile(made.path_of(window.assessment, document))
    try:
        assert len(file.sizes().result()) == document.pages == 2
        for number in range(document.pages):
            assert not is_blank(file.picture(number, 1.0).result())
            assert "Brief for the Director General" in file.text(number).result()
    finally:
        file.close()
    assert not is_blank(page.view._pictures[0, page.view._pixels()])
    said = QAccessible.queryAccessibleInterface(page.view)
    assert said.text(QAccessible.Text.Name) == "Page 1 of 2"
    qtbot.waitUntil(lambda: "Valdoria" in said.text(QAccessible.Text.Description))


def test_the_preview_is_read_by_keyboard(window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, make(window, qtbot, "report"))
    view = page.view
    assert view.hasFocus()
    last = view.count - 1
    for key, expected in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(view, key)
        assert view.page == expected
        assert page.number.text() == f"Page {expected + 1} of {view.count}"
    before = view.scale
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale > before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.scale == pytest.approx(before, rel=0.05)
    page.as_text.setFocus()
    qtbot.keyClick(page.as_text, Qt.Key.Key_Space)
    assert page.words.isVisible()
    qtbot.waitUntil(lambda: "Valdoria" in page.words.toPlainText())
    assert len(view._pictures) <= 8
    qtbot.keyClick(page.back, Qt.Key.Key_Escape)
    assert window.place.page == "documents"
    assert page._file is None


def test_a_workbook_lists_its_sheets(window: Window, qtbot: QtBot) -> None:
    document = make(window, qtbot, "workbook")
    window.go(Place("preview", document.id))
    page = window.page()
    qtbot.waitUntil(lambda: len(page.sheets.rows()) == document.pages, timeout=20_000)
    assert not page.view.isVisible()
    names = [row.title for row in page.sheets.rows()]
    assert "AED-LEGAL" in names
    assert page.sheets.rows()[names.index("AED-LEGAL")].trail.text.endswith("rows")


def test_a_document_is_opened_copied_put_aside_and_put_back(
    window: Window, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    document = make(window, qtbot, "brief")
    path = made.path_of(window.assessment, document)
    page = opened(window, qtbot, document)
    page.open.click()
    page.show_folder.click()
    assert (answers.opened, answers.shown) == ([path], [path])
    answers.folder = tmp_path
    page.copy.click()
    qtbot.waitUntil(lambda: not page.work.busy)
    assert sha256_file(tmp_path / document.name) == document.sha256
    page.aside.click()
    qtbot.waitUntil(lambda: window.place.page == "documents")
    assert made.documents(window.assessment) == ()
    window.shell.banner._remedy.click()
    assert window.place.page == "preview"
    assert [one.id for one in made.documents(window.assessment)] == [document.id]


def test_answers_given_since_mark_a_document(window: Window, qtbot: QtBot) -> None:
    document = make(window, qtbot, "brief")
    page = opened(window, qtbot, document)
    assert page.old.isHidden()
    a = window.assessment
    answering.answer(a, "risk_c1", Value(0), a.snapshot.heads("risk_c1", "value")).result()
    qtbot.waitUntil(lambda: not page.old.isHidden())
    window.go(Place("documents"))
    assert window.page().made.rows()[0].trail.text == "out of date"


def test_a_file_that_is_no_pdf_is_a_sentence(window: Window, qtbot: QtBot) -> None:
    document = make(window, qtbot, "brief")
    made.path_of(window.assessment, document).write_bytes(b"nothing of the kind")
    window.go(Place("preview", document.id))
    qtbot.waitUntil(lambda: "cannot be shown" in window.shell.banner.text())
    assert replace(document) == window.page().document


@pytest.mark.parametrize("language", ["en", "xx-long", "xx-mirror"])
def test_the_preview_is_not_cut_in_a_low_window(
    filled: AppContext, opens: Opens, cut, qtbot: QtBot, language: str
) -> None:
    window = opens(filled, (1024, 600), language=language)
    page = opened(window, qtbot, make(window, qtbot, "brief"))
    qtbot.waitUntil(lambda: page.view.drawn(0))
    QApplication.processEvents()
    assert cut(page) == []
    assert page.view.viewport().height() > 200
    middle = page.view.viewport().rect().center().x()
    box = page.view._box(0)
    assert abs(box.center().x() - middle) <= 2
