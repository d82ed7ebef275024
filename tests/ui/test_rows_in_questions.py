"""A table and a matrix among the questions of a section, filled in on their cards."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fosdesk.forms.bank import Bank
from fosdesk.forms.loader import load_pack
from fosdesk.model.answers import Value
from fosdesk.services.context import AppContext
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.question.page import QuestionPage
from fosdesk.ui.registers.editor import RowsEditor

PACK = """
format: fosdesk-pack/1
id: extra
version: 1.0.0
kind: questions
title: Extra
source_language: en
sections: [one.yaml]
"""
SECTION = """
id: extra_one
code: X1
title: Extra
items:
  - id: extra_laws
    code: X-1
    type: table
    label: Laws that apply
    register: extra_laws
    row_label: "${title}"
    columns:
      - {id: title, type: text, label: Title, required: true}
      - {id: pages, type: integer, label: Pages, min: 1}
  - id: extra_grid
    code: X-2
    type: matrix
    label: Returns
    rows: [{id: refund, label: Refund of duty}, {id: reexport, label: Re-export}]
    columns:
      - id: there
        type: choice
        choices: [{value: full, label: In full}, {value: none, label: Not at all}]
        label: "Provided for?"
      - {id: article, type: text, label: Article, relevant: "${there} = 'full'"}
"""


@pytest.fixture
def page(filled: AppContext, opens: Callable[..., Window], tmp_path: Path, qtbot: QtBot) -> QuestionPage:
    """The first section of the environment, with a table and a matrix at its start."""
    folder = tmp_path / "extra"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "one.yaml").write_text(SECTION, "utf-8")
    shelf = filled.library.workplace.shelf
    packs = list(shelf.bank("en").packs.values())
    at = next(n for n, pack in enumerate(packs) if pack.id == "environment")
    first = packs[at].sections[0]
    here = {"pack": "environment", "section": first.id}
    more = tuple(
        replace(item, columns=tuple(replace(one, **here) for one in item.columns), **here)
        for item in load_pack(folder).sections[0].items
    )
    sections = (replace(first, items=(*more, *first.items)), *packs[at].sections[1:])
    packs[at] = replace(packs[at], sections=sections)
    shelf._banks["en"] = Bank(packs)
    window = opens(filled)
    window.go(Place("question", first.id, "extra_laws"))
    found = window.page()
    assert isinstance(found, QuestionPage)
    found.settle()
    return found


def rows_of(page: QuestionPage, item: str) -> RowsEditor:
    card = next(card for card in page.cards if card.item_id == item)
    editor = card._rows_editor
    assert isinstance(editor, RowsEditor)
    return editor


def test_a_table_is_filled_in_on_its_card(page: QuestionPage, qtbot: QtBot) -> None:
    a, editor = page.desk.here, rows_of(page, "extra_laws")
    assert editor.add.isVisible()
    editor.add.click()
    qtbot.waitUntil(lambda: editor.part.row != "")
    row = editor.part.row
    title = editor.part.form.fields["title"].editor
    assert isinstance(title, Line)
    QTest.keyClicks(title, "Customs Code")
    QTest.keyClick(title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: a.snapshot.value(row, "title") == {"v": "Customs Code"})
    pages = editor.part.form.fields["pages"].editor
    assert isinstance(pages, Line)
    QTest.keyClicks(pages, "1x")
    page.leave()
    editor.part.close_row()
    assert a.snapshot.value(row, "pages") is None
    qtbot.waitUntil(lambda: [line.label for line in editor.part.table.lines()] == ["Customs Code"])
    QTest.keyClick(editor.part.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: editor.part.table.lines() == ())


def test_a_matrix_is_filled_in_on_its_card(page: QuestionPage, qtbot: QtBot) -> None:
    a, editor = page.desk.here, rows_of(page, "extra_grid")
    assert [line.label for line in editor.part.table.lines()] == ["Refund of duty", "Re-export"]
    assert not editor.add.isVisible()
    editor.part.open_row("extra_grid.refund", "there")
    there = editor.part.form.fields["there"].editor
    assert isinstance(there, Choice)
    article = editor.part.form.fields["article"]
    assert article.isHidden()
    there.setCurrentIndex(there.findData("full"))
    there.activated.emit(there.currentIndex())
    qtbot.waitUntil(lambda: a.snapshot.answer("extra_grid.refund.there") == Value("full"))
    qtbot.waitUntil(lambda: not article.isHidden())
    QTest.keyClick(there, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: editor.part.table.lines()[0].words["there"] == "In full")
    QTest.keyClick(editor.part.table, Qt.Key.Key_Delete)
    assert len(editor.part.table.lines()) == 2
