"""The register of evidence on the screen: list, card, choosing answers, checking files."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fosdesk.services import evidence_register as register
from fosdesk.services.assessment import OpenAssessment
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.parts.button import Button
from fosdesk.ui.registers.evidence import EvidencePage


@pytest.fixture
def page(window: Window) -> EvidencePage:
    window.go(Place("evidence"))
    found = window.page()
    assert isinstance(found, EvidencePage)
    return found


@pytest.fixture
def a(window: Window) -> OpenAssessment:
    assert window.assessment is not None
    return window.assessment


def titles(page: EvidencePage) -> list[str]:
    return [row.title for row in page.list.rows()]


def button(page: EvidencePage, name: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.accessibleName() == name)


def test_the_pieces_are_listed_and_parted_by_kind(page: EvidencePage) -> None:
    assert len(titles(page)) == 3
    button(page, "Tables 1").click()
    assert titles(page) == ["valdoria-inbound-parcels-2023-2025-TRAINING.xlsx"]
    button(page, "Tables 1").click()
    QTest.keyClicks(page.search, "minutes")
    assert titles(page) == ["valdoria-minutes-and-notices-TRAINING.pdf"]


def test_a_piece_opens_with_the_keyboard_and_leads_to_the_answer(
    page: EvidencePage, window: Window, qtbot: QtBot
) -> None:
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.card.isVisible()
    button(page, "Open LOG-03a").click()
    assert window.place.page == "question"
    assert window.place.item == "env_itmatt"


def test_a_link_is_taken_away_and_undone(
    page: EvidencePage, a: OpenAssessment, window: Window, qtbot: QtBot
) -> None:
    page.list.open_row(1)
    sha = register.pieces(a)[1].id
    before = len(register.pieces(a)[1].links)
    button(page, "Unlink from LOG-03a").click()
    qtbot.waitUntil(lambda: len(register.pieces(a)[1].links) == before - 1)
    qtbot.waitUntil(lambda: "LOG-03a" in window.shell.toast.text())
    window.shell.toast.offer.click()
    qtbot.waitUntil(lambda: a.snapshot.value("env_itmatt", f"evidence:{sha}") != {"v": None})


def test_a_new_file_is_attached_to_several_answers(
    page: EvidencePage, a: OpenAssessment, answers: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.file = tmp_path / "Notice 12.pdf"
    answers.file.write_bytes(b"%PDF notice")
    QTest.keyClick(page.list, Qt.Key.Key_Insert)
    assert page.picker.search.hasFocus()
    assert not page.picker.record.isEnabled()
    QTest.keyClicks(page.picker.search, "RISK-C")
    QTest.keyClick(page.picker.search, Qt.Key.Key_Down)
    QTest.keyClick(page.picker.rows, Qt.Key.Key_Return)
    page.picker.rows.open_row(1)
    page.picker.record.click()
    qtbot.waitUntil(lambda: len(titles(page)) == 4)
    piece = next(one for one in register.pieces(a) if one.name == "Notice 12.pdf")
    assert len(piece.links) == 2
    assert not page.picker.isVisible()


def test_a_piece_here_supports_one_more_answer(page: EvidencePage, a: OpenAssessment, qtbot: QtBot) -> None:
    page.list.open_row(0)
    piece = register.pieces(a)[0]
    page.card.more.click()
    QTest.keyClicks(page.picker.search, "TECHNOLOGY")
    page.picker.rows.open_row(0)
    page.picker.record.click()
    qtbot.waitUntil(lambda: len(register.pieces(a)[0].links) == len(piece.links) + 1)
    assert register.pieces(a)[0].id == piece.id


def test_escape_gives_up_choosing(page: EvidencePage) -> None:
    page.list.open_row(0)
    page.card.more.click()
    QTest.keyClick(page.picker.search, Qt.Key.Key_Escape)
    assert not page.picker.isVisible()
    assert page.card.isVisible()
    QTest.keyClick(page.card.more, Qt.Key.Key_Escape)
    assert not page.card.isVisible()


def test_an_altered_file_is_found_and_marked(
    page: EvidencePage, a: OpenAssessment, window: Window, qtbot: QtBot
) -> None:
    page.check.click()
    qtbot.waitUntil(lambda: "Every file is here" in window.shell.toast.text())
    kept = a.store.evidence_path(register.pieces(a)[0].id)
    assert kept is not None
    content = kept.read_bytes()
    kept.write_bytes(content[:-1] + b"?")
    page.check.click()
    qtbot.waitUntil(lambda: "Damaged" in page.list.rows()[0].spoken)
    button(page, "Damaged 1").click()
    assert len(titles(page)) == 1


def test_an_empty_register_offers_the_first_step(page: EvidencePage, a: OpenAssessment, qtbot: QtBot) -> None:
    for piece in register.pieces(a):
        for item in piece.items:
            register.unlink(a, piece.id, item).result()
    qtbot.waitUntil(page.empty.isVisible)
    assert not page.list.isVisible()
    assert page._first.isEnabled()


def test_the_file_opens_outside_as_a_copy(
    page: EvidencePage, a: OpenAssessment, answers: Any, qtbot: QtBot
) -> None:
    page.list.open_row(2)
    piece = register.pieces(a)[2]
    button(page, "Open the file").click()
    qtbot.waitUntil(lambda: len(answers.opened) == 1)
    assert answers.opened[0].name == piece.name
    kept = a.store.evidence_path(piece.id)
    assert kept is not None
    assert answers.opened[0].read_bytes() == kept.read_bytes()
    assert answers.opened[0] != kept
