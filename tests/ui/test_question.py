"""The question page: reused frames, disagreements, failures, hostile words, focus mode."""

from collections.abc import Callable
from concurrent.futures import Future
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosdesk.base.errors import UserError
from fosdesk.model.answers import NotApplicable, Value
from fosdesk.services import answering
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.page import QuestionPage

C3 = "aed_legal_c3"
HOSTILE = (
    '=HYPERLINK("http://x") <img src="file:///etc/passwd"> #N/A \u202eright to left\u202c ' + "long " * 200
)
Asks = Callable[..., QuestionPage]


def settled(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.recorder.busy)
    for _ in range(4):
        QApplication.processEvents()


def test_frames_are_reused_from_section_to_section(window: Window, ask: Asks) -> None:
    sections = ("aed_legal", "risk", "revenue", "env_country", "env_parcels", "env_release")
    for section in sections:
        ask(window, section)
    page = window.page()
    frames, parts = list(page.cards), len(page.findChildren(QWidget))
    for section in (*sections, *sections):
        ask(window, section)
        QApplication.processEvents()
    assert page.cards == frames
    assert len(page.findChildren(QWidget)) == parts
    longest = max(len(section.items) for section in window.assessment.bank.sections)
    assert len(frames) <= longest


def test_no_part_ever_opens_as_a_window(window: Window, ask: Asks) -> None:
    for section in ("aed_legal", "env_skills"):
        page = ask(window, section)
        for item in page._items():
            page._go_to(item.id)
            for aside in ("comment", "evidence", "na", "unknown", "unmeasured"):
                page.column.card(item.id).open_aside(aside)
                QApplication.processEvents()
        assert [part for part in QApplication.topLevelWidgets() if part.isVisible()] == [window]
        assert window.isActiveWindow()


def test_two_answers_stand_on_the_card_until_somebody_decides(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    a = window.assessment
    answering.answer(a, C3, Value(3), seen=()).result()
    settled(window, qtbot)
    panel = card._voices
    assert panel.isVisible()
    assert {voice.text for voice in card.content.voices} == {"2 Developing", "3 Established"}
    qtbot.waitUntil(lambda: all(voice.author for voice in card.content.voices))
    assert questions.strip._buttons[2].stop.disputed
    choose = next(b for b in panel._buttons if b.accessibleName() == "Choose 3 Established")
    choose.click()
    settled(window, qtbot)
    assert not panel.isVisible()
    cell = a.snapshot.cell(C3, "value")
    assert (cell.value, cell.disagreement) == ({"v": 3}, False)


def test_a_new_answer_decides_too(window: Window, questions: QuestionPage, card: Card, qtbot: QtBot) -> None:
    a = window.assessment
    answering.answer(a, C3, NotApplicable("no channels"), seen=()).result()
    settled(window, qtbot)
    assert a.snapshot.cell(C3, "value").disagreement
    card.press(4)
    settled(window, qtbot)
    assert a.snapshot.cell(C3, "value").value == {"v": 4}
    assert not a.snapshot.cell(C3, "value").disagreement


def test_what_others_wrote_meanwhile_is_not_swallowed(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    """An edit replaces what the card displayed, not what arrived behind it."""
    a = window.assessment
    shown = card.content.heads("value")
    answering.answer(a, C3, Value(4), shown).result()
    assert card.content.heads("value") == shown
    card.press(1)
    settled(window, qtbot)
    cell = a.snapshot.cell(C3, "value")
    assert cell.disagreement
    assert {said["v"] for _, said in cell.values} == {1, 4}


def test_words_that_cannot_be_saved_stay_with_their_reason(
    window: Window,
    questions: QuestionPage,
    card: Card,
    answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    card.press(3)
    settled(window, qtbot)
    real = answering.set_facet

    def full(*_: object) -> "Future[object]":
        failed: Future[object] = Future()
        failed.set_exception(UserError("file.disk_full", path="library"))
        return failed

    monkeypatch.setattr(answering, "set_facet", full)
    card.open_aside("comment")
    text = card._asides["comment"].text
    text.setPlainText("Words that must not be lost")
    questions.leave()
    qtbot.waitUntil(lambda: bool(window.recorder.failures))
    assert window.shell.title.state() == "Not saved"
    assert "disk is full" in card._notices["unsaved"]._label.text()
    assert text.text() == "Words that must not be lost"
    answers.folder = tmp_path / "stick"
    answers.folder.mkdir()
    window.shell.banner._remedy.click()
    qtbot.waitUntil(
        lambda: bool(list(answers.folder.glob("*.fosdesk"))) and "stick" in window.shell.banner.text()
    )
    window.go(Place("question", "risk"))
    window.go(Place("question", "aed_legal", C3))
    questions.settle()
    card.open_aside("comment")
    assert card._asides["comment"].text.text() == "Words that must not be lost"
    assert card._offers["unsaved"].isVisible()
    monkeypatch.setattr(answering, "set_facet", real)
    card._offers["unsaved"].click()
    settled(window, qtbot)
    assert window.assessment.snapshot.value(C3, "comment") == {"v": "Words that must not be lost"}
    assert not card._notices["unsaved"].isVisible()


def test_the_window_warns_once_before_it_leaves_unsaved_words(
    window: Window, questions: QuestionPage, card: Card, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def gone(*_: object) -> "Future[object]":
        raise UserError("file.gone", path="library")

    monkeypatch.setattr(answering, "answer", gone)
    card.press(4)
    qtbot.waitUntil(lambda: bool(window.recorder.failures))
    window.close()
    assert window.isVisible()
    assert "not saved" in window.shell.banner.text()
    window.close()
    assert not window.isVisible()


def test_hostile_words_are_shown_whole_and_harmless(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    a = window.assessment
    answering.set_facet(a, C3, "followup", ["<b>x</b>", "=1+1"], a.snapshot.heads(C3, "followup")).result()
    answering.set_facet(a, C3, "comment", HOSTILE, a.snapshot.heads(C3, "comment")).result()
    answering.answer(a, C3, NotApplicable(HOSTILE), a.snapshot.heads(C3, "value")).result()
    settled(window, qtbot)
    card.open_aside("comment")
    assert card._asides["comment"].text.text() == HOSTILE
    assert HOSTILE in card._notices["way_out"]._label.text()
    assert card._notices["way_out"]._label.textFormat() is Qt.TextFormat.PlainText
    assert [tag.text() for tag in card._tags._tags if not tag.isHidden()] == ["<b>x</b>", "=1+1"]


def test_ctrl_down_finds_the_next_question_without_an_answer(
    window: Window, questions: QuestionPage, qtbot: QtBot
) -> None:
    a = window.assessment
    answering.answer(a, "risk_c2", None, a.snapshot.heads("risk_c2", "value")).result()
    settled(window, qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.page().current == "risk_c2"
    assert window.place == Place("question", "risk", "risk_c2")


def test_tab_goes_through_a_card_from_top_to_bottom(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    card.open_aside("unknown")
    card._target.setFocus()
    walked: list[QWidget] = []
    while card.isAncestorOf(QApplication.focusWidget()) and len(walked) < 40:
        walked.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    heights = [part.mapTo(card, part.rect().center()).y() for part in walked]
    assert len(walked) >= 12
    assert all(after >= before - 12 for before, after in pairwise(heights))


def test_guidance_follows_the_focus(window: Window, questions: QuestionPage, qtbot: QtBot) -> None:
    panel = window.shell.guidance
    qtbot.waitUntil(lambda: panel._blocks["meaning"].isVisible())
    item = window.assessment.bank.items[C3]
    shown = [label.text() for _, label in panel._blocks["evidence"]._lines if not label.isHidden()]
    assert shown == list(item.typical_evidence)
    assert panel._blocks["references"]._lines[-1][1].isVisible()
    qtbot.waitUntil(lambda: panel._blocks["history"].isVisible())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    after = window.assessment.bank.items["aed_legal_c4"]
    qtbot.waitUntil(lambda: panel._blocks["meaning"]._lines[1][1].text() == after.guidance)


def test_a_read_only_assessment_can_be_looked_at_and_not_changed(
    window: Window, questions: QuestionPage, card: Card, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(type(window.assessment), "read_only", property(lambda _: True))
    window._refresh_frame()
    questions.changed(None)
    before = window.assessment.snapshot.changes
    for key in (Qt.Key.Key_4, Qt.Key.Key_F, Qt.Key.Key_Delete):
        qtbot.keyClick(card, key)
    assert window.assessment.snapshot.changes == before
    assert not window.recorder.busy
    assert window.shell.title.state() == "Read only"
