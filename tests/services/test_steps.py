"""Undo and redo through the real store, and the sentences that name what they did."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import NotApplicable, Unknown, Value
from fosdesk.model.snapshot import Edit
from fosdesk.services import answering, dossiers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.services.steps import next_steps, redo, step_sentence, undo

ITEM = "aed_legal_c3"
JOHN = Person("J. Okello")


def folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def heads(a: OpenAssessment, field: str = "value") -> tuple[str, ...]:
    return a.snapshot.heads(ITEM, field)


def test_a_step_names_the_action_and_not_what_came_back(a: OpenAssessment, tr: Texts) -> None:
    answering.answer(a, ITEM, Value(1), ()).result()
    answering.answer(a, ITEM, Value(3), heads(a)).result()
    undone = undo(a).result()
    assert step_sentence(a, undone, tr) == "Undone: level 3 for AED-LEGAL-C3"
    assert a.snapshot.answer(ITEM) == Value(1)
    again = redo(a).result()
    assert step_sentence(a, again, tr) == "Done again: level 3 for AED-LEGAL-C3"
    assert a.snapshot.answer(ITEM) == Value(3)


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ("value", {"na": "no coast"}, "“not applicable” for AED-LEGAL-C3"),
        ("value", {"unknown": {"who": "", "by": ""}}, "“unknown” for AED-LEGAL-C3"),
        ("comment", {"v": "Order 7."}, "comment of AED-LEGAL-C3"),
        ("target", {"v": 4}, "target 4 for AED-LEGAL-C3"),
        ("validated", {"v": 1}, "validated level 1 for AED-LEGAL-C3"),
        ("evidence:" + "a" * 64, {"v": {"name": "Order 14.pdf"}}, "Order 14.pdf as evidence of AED-LEGAL-C3"),
    ],
)
def test_each_kind_of_action_has_its_words(a: OpenAssessment, tr: Texts, field, cell, said) -> None:
    answering.record(a, [Edit(ITEM, field, cell, ())]).result()
    assert step_sentence(a, undo(a).result(), tr) == f"Undone: {said}"


def test_taking_something_away_is_named_as_such(a: OpenAssessment, tr: Texts) -> None:
    answering.answer(a, ITEM, Unknown(), ()).result()
    answering.answer(a, ITEM, None, heads(a)).result()
    assert step_sentence(a, undo(a).result(), tr) == "Undone: clearing AED-LEGAL-C3"


def test_many_fields_of_one_action_are_one_step(a: OpenAssessment, tr: Texts) -> None:
    given = NotApplicable("no e-commerce by rail")
    cells = [Edit(f"aed_legal_c{n}", "value", {"na": given.reason}, ()) for n in (1, 2, 3)]
    answering.record(a, cells).result()
    step = undo(a).result()
    assert step_sentence(a, step, tr) == "Undone: “not applicable” for AED-LEGAL-C1 and 2 more changes"
    assert len(a.answers()) == 0
    redo(a).result()
    assert len(a.answers()) == 3


def test_the_next_steps_are_named_as_long_as_there_are_any(a: OpenAssessment, tr: Texts) -> None:
    answering.set_facet(a, ITEM, "comment", "Order 7.", ()).result()
    assert next_steps(a, tr)[0] == "AED-LEGAL-C3: comment"
    while undo(a).result().done:
        pass
    assert next_steps(a, tr)[0] == ""
    refused = undo(a).result()
    assert step_sentence(a, refused, tr) == "There is nothing of yours from this run to undo."
    while redo(a).result().done:
        pass
    assert next_steps(a, tr) == ("AED-LEGAL-C3: comment", "")
    assert step_sentence(a, redo(a).result(), tr) == "There is nothing to do again."


def test_what_somebody_changed_since_is_left_alone_and_the_sentence_names_them(
    station: Callable[[str], AppContext], context: AppContext, a: OpenAssessment, tmp_path: Path, tr: Texts
) -> None:
    answering.answer(a, ITEM, Value(1), ()).result()
    answering.record(
        a, [Edit(ITEM, "value", {"v": 3}, heads(a)), Edit(ITEM, "flag", {"v": True}, ())]
    ).result()
    away = dossiers.save_copy(context, a, folder(tmp_path, "there"), SilentProgress())
    other = station("two")
    name = dossiers.open_dossier(other, away, JOHN, SilentProgress()).assessment
    b = other.library.open_now(name, JOHN, SilentProgress())
    answering.answer(b, ITEM, Value(2), b.snapshot.heads(ITEM, "value")).result()
    a.store.merge(b.store.bodies()).result()
    other.library.close_now(b)
    step = undo(a).result()
    assert step_sentence(a, step, tr) == (
        "Undone: flag of AED-LEGAL-C3. Not undone: AED-LEGAL-C3: answer. "
        "J. Okello has changed it since to 2 Developing, which stands."
    )
    assert a.snapshot.answer(ITEM) == Value(2)
