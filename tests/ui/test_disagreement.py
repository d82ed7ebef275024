"""Two laptops answer apart and meet through a dossier: the card shows both sides, and a person decides."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fosdesk.base.paths import paths_under
from fosdesk.base.progress import SilentProgress
from fosdesk.bootstrap import wire
from fosdesk.model.answers import Value
from fosdesk.services import answering, dossiers
from fosdesk.services.facts import Person
from fosdesk.ui.frame.window import Window
from fosdesk.ui.parts.button import Button
from fosdesk.ui.question.card import Card
from fosdesk.ui.text import Label

C3 = "aed_legal_c3"
OKELLO = Person("J. Okello", "legal officer")


@pytest.fixture
def their_copy(valdoria: Path, tmp_path: Path) -> Path:
    """A dossier from another laptop, on which somebody answered and commented on the same question."""
    shutil.copytree(valdoria, tmp_path / "theirs")
    other = wire(paths_under(tmp_path / "theirs"))
    try:
        b = other.library.open_now(other.library.list()[0].id, OKELLO, SilentProgress())
        answering.answer(b, C3, Value(3), b.snapshot.heads(C3, "value")).result()
        answering.set_facet(b, C3, "comment", "All but rail.", b.snapshot.heads(C3, "comment")).result()
        stick = tmp_path / "stick"
        stick.mkdir()
        copy = dossiers.save_copy(other, b, stick, SilentProgress())
        other.library.close_now(b)
    finally:
        other.jobs.shutdown()
    return copy


@pytest.fixture
def met(window: Window, answers, ask, their_copy: Path, qtbot: QtBot) -> Card:
    """The card after this laptop answered as well and took the dossier in through the library."""
    a = window.assessment
    answering.answer(a, C3, Value(1), a.snapshot.heads(C3, "value")).result()
    answering.set_facet(a, C3, "comment", "Express only.", a.snapshot.heads(C3, "comment")).result()
    window.close_assessment()
    qtbot.waitUntil(lambda: window.place.page == "library" and window.assessment is None)
    answers.file = their_copy
    library = window.page()
    library.choose_dossier()
    qtbot.waitUntil(lambda: not library.work.busy, timeout=60_000)
    assert "2 fields have two answers" in window.shell.banner.text()
    window.open_assessment(a.id)
    qtbot.waitUntil(lambda: window.assessment is not None and window.place.page == "home")
    card = ask(window, "aed_legal", C3).column.card(C3)
    qtbot.waitUntil(lambda: all(voice.author for voice in card.content.voices))
    return card


def buttons(card: Card) -> dict[str, Button]:
    return {one.accessibleName(): one for one in card._voices.findChildren(Button) if one.isVisible()}


def test_both_sides_are_shown_with_who_and_when_and_a_choice_can_be_undone(
    window: Window, met: Card, qtbot: QtBot
) -> None:
    a = window.assessment
    said = " / ".join(label.text() for label in met._voices.findChildren(Label) if label.isVisible())
    assert "2 answers: decide" in said
    assert "J. Okello" in said
    assert "Ana Moreno · lead assessor" in said
    buttons(met)["Choose 3 Established"].click()
    qtbot.waitUntil(lambda: not a.snapshot.cell(C3, "value").disagreement)
    assert a.snapshot.answer(C3) == Value(3)
    assert a.snapshot.cell(C3, "comment").disagreement
    qtbot.waitUntil(window.shell.title.undo.isEnabled)
    window.shell.title.undo.click()
    qtbot.waitUntil(lambda: a.snapshot.cell(C3, "value").disagreement)
    assert (
        window.shell.toast.text() == "Undone: level 3 for AED-LEGAL-C3" or not window.shell.toast.isVisible()
    )
    qtbot.waitUntil(lambda: "Choose 1 Initial" in buttons(met))


def test_a_third_answer_and_a_third_comment_decide_as_well(window: Window, met: Card, qtbot: QtBot) -> None:
    a = window.assessment
    buttons(met)["Write another answer"].click()
    assert met._editor().isAncestorOf(window.focusWidget())
    met.press(2)
    qtbot.waitUntil(lambda: a.snapshot.cell(C3, "value").value == {"v": 2})
    assert not a.snapshot.cell(C3, "value").disagreement
    qtbot.waitUntil(lambda: "Write another" in buttons(met))
    buttons(met)["Write another"].click()
    field = met._asides["comment"].text
    assert field.hasFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Express, and post from May.")
    met._buttons["flag"].setFocus()
    qtbot.waitUntil(lambda: not a.snapshot.cell(C3, "comment").disagreement)
    assert a.snapshot.value(C3, "comment") == {"v": "Express, and post from May."}
    qtbot.waitUntil(lambda: not met._voices.isVisible())
