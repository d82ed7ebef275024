"""Several questions as not applicable: seen first, one reason, one undo."""

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.language import english
from fosdesk.model.answers import NotApplicable, Unknown, Value
from fosdesk.services import answering, steps
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.exclusion import exclude, preview


def ids(items: tuple[object, ...]) -> list[str]:
    return [item.id for item in items]  # type: ignore[attr-defined]


def test_the_preview_keeps_apart_what_would_lose_an_answer(a: OpenAssessment) -> None:
    refused = next(i.id for i in a.bank.items.values() if i.type.answerable and "na" not in i.allow
                   and a.form.visible(i.id))  # fmt: skip
    answering.answer(a, "risk_c1", Value(2), ()).result()
    answering.answer(a, "risk_c2", NotApplicable("no parcels"), ()).result()
    answering.answer(a, "risk_c4", Unknown("Post", ""), ()).result()
    found = preview(a, {"risk_c1", "risk_c2", "risk_c3", "risk_c4", refused, "no_such_question"})
    assert ids(found.fresh) == ["risk_c3"]
    assert ids(found.answered) == ["risk_c1", "risk_c4"]
    assert ids(found.already) == ["risk_c2"]
    assert ids(found.refused) == [refused]


def test_one_reason_one_action_one_undo_with_its_name(a: OpenAssessment) -> None:
    answering.answer(a, "risk_c1", Value(2), ()).result()
    chosen = ["risk_c1", "risk_c2", "risk_c3"]
    changes = exclude(a, chosen, "  No express operators ").result()
    assert {entity for entity, _ in changes.cells} == set(chosen)
    assert [a.snapshot.answer(one) for one in chosen] == [NotApplicable("No express operators")] * 3
    assert not a.snapshot.disagreements()
    assert steps.next_steps(a, english())[0] == "3 questions: not applicable"
    assert steps.undo(a).result().done
    assert [a.snapshot.answer(one) for one in chosen] == [Value(2), None, None]


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_recorded(a: OpenAssessment, reason: str) -> None:
    with pytest.raises(UserError) as refused:
        exclude(a, ["risk_c1"], reason)
    assert refused.value.code == "answering.reason_needed"
    assert a.snapshot.answer("risk_c1") is None


def test_a_question_that_cannot_be_left_out_refuses_all(a: OpenAssessment) -> None:
    refused = next(i.id for i in a.bank.items.values() if i.type.answerable and "na" not in i.allow)
    with pytest.raises(UserError) as told:
        exclude(a, ["risk_c1", refused], "why")
    assert told.value.code == "answering.form_not_allowed"
    assert a.snapshot.answer("risk_c1") is None
