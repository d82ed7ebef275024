"""The next twenty minutes: what is most useful first, never more than five things, never over twenty."""

from fosdesk.base.language import english
from fosdesk.model.answers import Unknown, Value
from fosdesk.services import answering
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.journey import TASKS, next_twenty


def test_disagreements_owners_and_proof_come_before_open_questions(a: OpenAssessment) -> None:
    for level in (1, 3):
        answering.answer(a, "risk_c1", Value(level), ()).result()
    answering.answer(a, "risk_c2", Unknown(), ()).result()
    answering.answer(a, "risk_c3", Value(4), ()).result()
    found = next_twenty(a, english())
    assert [(task.kind, task.item_id) for task in found[:2]] == [("decide", "risk_c1"), ("name", "risk_c2")]
    assert found[2].kind == "prove"
    assert found[0].title == "Decide RISK-C1"
    assert all(task.kind in TASKS for task in found)


def test_twenty_minutes_hold_what_they_promise(a: OpenAssessment) -> None:
    seen: list[str] = []
    for _ in range(4):
        found = next_twenty(a, english(), len(seen))
        assert 1 <= len(found) <= 5
        assert sum(task.minutes for task in found) <= 20
        assert not set(seen) & {task.item_id for task in found}
        seen += [task.item_id for task in found]
    assert next_twenty(a, english(), 10_000) == ()


def test_promises_are_asked_for_the_oldest_first(sample: OpenAssessment) -> None:
    for item_id, by in (("risk_c2", "2026-12-24"), ("risk_c4", "2026-12-01")):
        heads = sample.snapshot.heads(item_id, "value")
        answering.answer(sample, item_id, Unknown("the Post", by), heads).result()
    asked = [
        task
        for after in range(40)
        for task in next_twenty(sample, english(), after)[:1]
        if task.kind == "ask"
    ]
    at = [task.item_id for task in asked]
    assert at.index("risk_c4") < at.index("risk_c2")
    assert asked[at.index("risk_c4")].second_line.startswith("the Post promised it for 1 Dec 2026")
