"""Answers, facets and facts through the real store."""

import pytest

from fosdesk.base.errors import UserError
from fosdesk.model.answers import NotApplicable, Unknown, Value
from fosdesk.services import answering
from fosdesk.services.answering import read_value
from fosdesk.services.assessment import OpenAssessment

ITEM = "aed_legal_c3"


def test_an_answer_is_read_back_with_its_state(a: OpenAssessment) -> None:
    answering.answer(a, ITEM, Value(2), ()).result()
    assert a.snapshot.answer(ITEM) == Value(2)
    assert a.form.effective(ITEM) == 2
    answering.answer(a, ITEM, Unknown("J. Okello", "2026-12-01"), a.snapshot.heads(ITEM, "value")).result()
    assert a.snapshot.answer(ITEM) == Unknown("J. Okello", "2026-12-01")


def test_an_edit_replaces_only_what_its_widget_displayed(a: OpenAssessment) -> None:
    answering.answer(a, ITEM, Value(1), ()).result()
    answering.answer(a, ITEM, Value(3), ()).result()
    cell = a.snapshot.cell(ITEM, "value")
    assert cell is not None
    assert cell.disagreement
    assert {value["v"] for _, value in cell.values} == {1, 3}
    answering.answer(a, ITEM, Value(3), cell.heads).result()
    assert a.snapshot.disagreements() == ()


def test_forms_that_the_item_does_not_allow_are_refused(a: OpenAssessment) -> None:
    with pytest.raises(UserError) as refused:
        answering.answer(a, ITEM, NotApplicable("  "), ())
    assert refused.value.code == "answering.reason_needed"
    with pytest.raises(UserError) as refused:
        answering.answer(a, "env_strategy_title", NotApplicable("no strategy"), ())
    assert refused.value.code == "answering.form_not_allowed"
    assert a.snapshot.answer(ITEM) is None


def test_a_change_of_edition_hides_and_keeps(a: OpenAssessment) -> None:
    answering.set_fact(a, "edition", "2018", a.snapshot.heads("assessment", "edition")).result()
    assert a.facts.edition == "2018"
    assert a.view.facts.parameters()["edition"] == "2018"


def test_numbers_are_read_as_the_language_writes_them(a: OpenAssessment) -> None:
    item = a.bank.items["env_internet_users"]
    assert read_value(item, "71,4", "fr") == Value("71.4")
    assert read_value(item, "71.4", "en") == Value("71.4")
    with pytest.raises(UserError):
        read_value(item, "many", "en")


def test_listeners_hear_of_a_commit_with_the_new_view(a: OpenAssessment) -> None:
    heard: list[tuple[object, object]] = []
    a.subscribe(lambda changes: heard.append((changes.cells, a.snapshot.answer(ITEM))))
    answering.answer(a, ITEM, Value(4), ()).result()
    assert heard == [(frozenset({(ITEM, "value")}), Value(4))]
