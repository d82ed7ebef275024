"""Answering with the keyboard over a real store: levels, ways out, texts, numbers, evidence, undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.model.answers import NotApplicable, Unknown, Value
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.question.asides import CommentAside, ReasonAside, UnknownAside
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.commits import DRAFT_EVERY, IDLE
from fosdesk.ui.question.editors import LineEditor
from fosdesk.ui.question.evidence import EvidenceAside
from fosdesk.ui.question.page import QuestionPage

C3 = "aed_legal_c3"
Asks = Callable[..., QuestionPage]


def press(
    qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys wherever the focus is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key, modifier)


@pytest.fixture
def saved(window: Window, qtbot: QtBot) -> Callable[[], None]:
    """Wait until everything that was meant is committed."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not window.recorder.busy)
        QApplication.processEvents()

    return wait


Saved = Callable[[], None]


def test_a_digit_chooses_the_level_and_the_bar_says_when(
    window: Window, questions: QuestionPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.recorder.saved) as done:
        press(qtbot, Qt.Key.Key_3)
    assert window.assessment.snapshot.answer(C3) == Value(3)
    assert window.shell.title.state() == f"Saved {done.args[0]:%H:%M}"
    chosen = [o.level for o in questions.column.card(C3)._editor()._options if o.isChecked()]
    assert chosen == [3]


def test_saved_is_said_only_after_the_commit(window: Window, questions: QuestionPage, qtbot: QtBot) -> None:
    states: list[str] = []
    window.recorder.saving.connect(lambda: states.append(window.shell.title.state()))
    with qtbot.waitSignal(window.recorder.saved):
        press(qtbot, Qt.Key.Key_1)
        assert window.shell.title.state() == "Saving…"
    assert states == ["Saving…"]
    assert window.assessment.snapshot.answer(C3) == Value(1)


def test_two_quick_keys_do_not_disagree(
    window: Window, questions: QuestionPage, saved: Saved, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_0)
    saved()
    cell = window.assessment.snapshot.cell(C3, "value")
    assert (cell.value, cell.disagreement) == ({"v": 0}, False)


def test_the_same_level_again_writes_nothing(window: Window, questions: QuestionPage, qtbot: QtBot) -> None:
    before = window.assessment.snapshot.changes
    press(qtbot, Qt.Key.Key_2)
    assert not window.recorder.busy
    assert window.assessment.snapshot.changes == before


def test_enter_walks_through_the_section_and_into_the_next(
    window: Window, questions: QuestionPage, qtbot: QtBot
) -> None:
    sections = [section for section in window.assessment.bank.sections if section.standard]
    after = sections[1].items
    walked = [questions.current]
    for _ in range(6):
        press(qtbot, Qt.Key.Key_Return)
        walked.append(questions.current)
    assert walked[:6] == [f"aed_legal_c{n}" for n in range(3, 9)]
    assert walked[6] in {item.id for item in after}
    press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.place.section == "aed_legal"


def test_arrows_move_between_levels_without_choosing(
    window: Window, questions: QuestionPage, card: Card, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget().level == 3
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert QApplication.focusWidget().level == 1
    assert not window.recorder.busy


def test_not_applicable_needs_its_reason(
    window: Window, questions: QuestionPage, card: Card, saved: Saved, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_X)
    aside = card._asides["na"]
    assert isinstance(aside, ReasonAside)
    assert aside.line.hasFocus()
    assert not aside.commit()
    assert aside._needed.isVisible()
    qtbot.keyClicks(aside.line, "No sea border")
    press(qtbot, Qt.Key.Key_Return)
    saved()
    assert window.assessment.snapshot.answer(C3) == NotApplicable("No sea border")
    assert "No sea border" in card._notices["way_out"]._label.text()


def test_unknown_takes_who_and_when_as_one_answer(
    window: Window, questions: QuestionPage, card: Card, saved: Saved, qtbot: QtBot
) -> None:
    before = window.assessment.snapshot.changes
    press(qtbot, Qt.Key.Key_U)
    aside = card._asides["unknown"]
    assert isinstance(aside, UnknownAside)
    qtbot.keyClicks(aside.who, "J. Okello")
    press(qtbot, Qt.Key.Key_Tab)
    assert aside.by.hasFocus()
    assert window.assessment.snapshot.changes == before
    qtbot.keyClicks(aside.by, "31 December")
    press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert aside._problem.isVisible()
    assert window.assessment.snapshot.changes == before
    aside.by.clear()
    qtbot.keyClicks(aside.by, "2026-12-31")
    press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    saved()
    assert window.assessment.snapshot.answer(C3) == Unknown("J. Okello", "2026-12-31")
    assert window.assessment.snapshot.changes == before + 1


def test_a_comment_is_drafted_then_recorded_when_the_focus_leaves(
    window: Window, questions: QuestionPage, card: Card, saved: Saved, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_C)
    aside = card._asides["comment"]
    assert isinstance(aside, CommentAside)
    aside.text.selectAll()
    qtbot.keyClicks(aside.text, "Order 14 covers air only")
    commits = questions.commits
    assert (commits.every.interval(), commits.idle.interval()) == (DRAFT_EVERY, IDLE) == (2_000, 10_000)
    assert commits.every.isActive()
    commits.every.timeout.emit()
    assert window.shell.title.state() == "Draft kept"
    qtbot.waitUntil(lambda: (C3, "comment") in window.assessment.store.drafts())
    assert window.assessment.snapshot.value(C3, "comment") != {"v": "Order 14 covers air only"}
    card._buttons["flag"].setFocus()
    saved()
    assert window.assessment.snapshot.value(C3, "comment") == {"v": "Order 14 covers air only"}
    qtbot.waitUntil(lambda: (C3, "comment") not in window.assessment.store.drafts())


@pytest.mark.parametrize("moment", ["idle", "ctrl-enter", "page", "section", "close"])
def test_words_commit_at_each_of_their_moments(
    window: Window, questions: QuestionPage, card: Card, saved: Saved, moment: str, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_C)
    text = card._asides["comment"].text
    text.selectAll()
    qtbot.keyClicks(text, "Nine words that nobody may lose on the way")
    match moment:
        case "idle":
            questions.commits.idle.timeout.emit()
        case "ctrl-enter":
            press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        case "page":
            window.go(Place("overview"))
        case "section":
            window.go(Place("question", "risk"))
        case _:
            window.close()
    qtbot.waitUntil(lambda: not window.recorder.busy)
    recorded = window.assessment.store.snapshot.value(C3, "comment")
    assert recorded == {"v": "Nine words that nobody may lose on the way"}


def test_a_number_that_is_none_stays_a_draft(window: Window, ask: Asks, saved: Saved, qtbot: QtBot) -> None:
    page = ask(window, "env_country", "env_01")
    card = page.column.card(page.current)
    editor = card._editor()
    assert isinstance(editor, LineEditor)
    recorded = window.assessment.snapshot.answer(page.current)
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "about four million")
    editor.year.setFocus()
    assert editor.problem.isVisible()
    assert "number" in editor.problem.text().lower()
    assert window.assessment.snapshot.answer(page.current) == recorded
    qtbot.waitUntil(lambda: (page.current, "value") in window.assessment.store.drafts())
    editor.line.setFocus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "4,300,000")
    editor.year.setFocus()
    saved()
    assert window.assessment.snapshot.answer(page.current) == Value(4_300_000)
    assert not editor.problem.isVisible()
    qtbot.waitUntil(lambda: (page.current, "value") not in window.assessment.store.drafts())


def test_drafts_are_there_again_after_a_restart_of_the_page(
    window: Window, questions: QuestionPage, card: Card, ask: Asks, qtbot: QtBot
) -> None:
    window.recorder.keep_draft(C3, "comment", "half a sente")
    window.restyle()
    page = ask(window, "aed_legal", C3)
    again = page.column.card(C3)
    assert again._notices["draft"].isVisible()
    again.open_aside("comment")
    assert again._asides["comment"].text.text() == "half a sente"


def test_missing_channels_become_tags(
    window: Window, questions: QuestionPage, card: Card, saved: Saved, qtbot: QtBot
) -> None:
    tags = card._tags
    assert [tag.text() for tag in tags._tags if not tag.isHidden()][:1] == ["letter post with goods"]
    tags._begin()
    qtbot.keyClicks(tags.field, "rail")
    press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    saved()
    assert window.assessment.snapshot.value(C3, "followup")["v"][-1] == "rail"
    before = [tag.text() for tag in tags._tags if not tag.isHidden()]
    tags._tags[0].click()
    saved()
    assert [tag.text() for tag in tags._tags if not tag.isHidden()] == before[1:]


def test_evidence_is_attached_counted_and_unlinked(
    window: Window, questions: QuestionPage, card: Card, saved: Saved, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    proof = tmp_path / "order <b>14.pdf"
    proof.write_bytes(b"%PDF-1.4 order")
    answers.files = (proof,)
    had = len(card.content.evidence)
    press(qtbot, Qt.Key.Key_E)
    aside = card._asides["evidence"]
    assert isinstance(aside, EvidenceAside)
    with qtbot.waitSignal(window.recorder.saved):
        aside.add.click()
    assert len(card.content.evidence) == had + 1
    assert card._buttons["evidence"].count == str(had + 1)
    sha256 = next(sha for sha, file in card.content.evidence.items() if file["name"] == proof.name)
    with qtbot.waitSignal(window.recorder.saved):
        aside._lines[sha256].remove.click()
    assert len(card.content.evidence) == had


def test_flag_target_and_validated_level_are_recorded(
    window: Window, questions: QuestionPage, card: Card, saved: Saved, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_F)
    card._target.chosen.emit(4)
    card._validated.chosen.emit(1)
    saved()
    snapshot = window.assessment.snapshot
    assert [snapshot.value(C3, facet) for facet in ("flag", "target", "validated")] == [
        {"v": True}, {"v": 4}, {"v": 1}
    ]  # fmt: skip
    assert (card._target._level, card._validated._level) == (4, 1)


def test_undo_says_what_it_took_back(
    window: Window, questions: QuestionPage, saved: Saved, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_4)
    saved()
    window.undo()
    qtbot.waitUntil(lambda: window.shell.toast.isVisible())
    assert window.shell.toast.text() == "Undone: level 4 for AED-LEGAL-C3"
    assert window.assessment.snapshot.answer(C3) == Value(2)
    window.undo()
    qtbot.waitUntil(lambda: "nothing" in window.shell.toast.text())
    assert not window.shell.toast.offer.isVisible()


def test_redo_is_offered_by_the_toast_and_by_keys_and_the_field_is_shown(
    window: Window, questions: QuestionPage, saved: Saved, qtbot: QtBot
) -> None:
    title, toast = window.shell.title, window.shell.toast
    assert not title.undo.isEnabled()
    press(qtbot, Qt.Key.Key_4)
    saved()
    qtbot.waitUntil(title.undo.isEnabled)
    assert title.undo.accessibleName() == "Undo: AED-LEGAL-C3: answer (Ctrl+Z)"
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert questions.current == "aed_legal_c5"
    press(qtbot, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: toast.isVisible() and questions.current == C3)
    assert (title.undo.isEnabled(), title.redo.isEnabled()) == (False, True)
    toast.offer.click()
    qtbot.waitUntil(lambda: toast.text() == "Done again: level 4 for AED-LEGAL-C3")
    assert window.assessment.snapshot.answer(C3) == Value(4)
    for key, shift in ((Qt.Key.Key_Y, False), (Qt.Key.Key_Z, True)):
        qtbot.waitUntil(title.undo.isEnabled)
        title.undo.click()
        qtbot.waitUntil(title.redo.isEnabled)
        assert window.assessment.snapshot.answer(C3) == Value(2)
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        press(qtbot, key, modifier=Qt.KeyboardModifier.ControlModifier | held)
        qtbot.waitUntil(lambda: window.assessment.snapshot.answer(C3) == Value(4))
    qtbot.waitUntil(lambda: title.undo.isEnabled() and not title.redo.isEnabled())


def test_delete_clears_and_undo_brings_back(
    window: Window, questions: QuestionPage, saved: Saved, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Delete)
    saved()
    assert window.assessment.snapshot.answer(C3) is None
    window.undo()
    qtbot.waitUntil(lambda: window.assessment.snapshot.answer(C3) == Value(2))
