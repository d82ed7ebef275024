"""The history of a field through the real store, on one computer and after a merge of two."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import Value
from fosdesk.services import answering, dossiers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import ENTITY, Person
from fosdesk.services.history import fact_lines, latest_lines, past_of, recorded_fields, short_when
from fosdesk.services.steps import undo

ITEM = "aed_legal_c3"
JOHN = Person("J. Okello")


def heads(a: OpenAssessment, field: str) -> tuple[str, ...]:
    return a.snapshot.heads(ITEM, field)


def test_a_history_says_what_who_and_what_was_replaced(a: OpenAssessment, tr: Texts) -> None:
    answering.answer(a, ITEM, Value(1), ()).result()
    answering.answer(a, ITEM, Value(2), heads(a, "value")).result()
    new, old = past_of(a, ITEM, "value", tr)
    assert (new.text, new.replaced, new.stands, new.disputed) == (
        "2 Developing", ("1 Initial",), True, False,
    )  # fmt: skip
    assert (old.text, old.replaced, old.stands) == ("1 Initial", (), False)
    assert (new.author, new.role, new.where, new.brought) == ("Amina", "Legal service", "this computer", "")
    assert not new.uncertain


def test_undo_is_told_as_such_and_a_cleared_field_in_words(a: OpenAssessment, tr: Texts) -> None:
    answering.answer(a, ITEM, Value(1), ()).result()
    undo(a).result()
    assert [(one.text, one.step) for one in past_of(a, ITEM, "value", tr)] == [
        ("Nothing (cleared)", "Put back by undo"), ("1 Initial", ""),
    ]  # fmt: skip


def test_long_texts_show_their_difference_and_short_ones_do_not(a: OpenAssessment, tr: Texts) -> None:
    long = "Order 14 of 2024 covers air cargo and express consignments only; sea is open."
    for text in ("Order 14", long, long.replace("only; sea", "and sea; road")):
        answering.set_facet(a, ITEM, "comment", text, heads(a, "comment")).result()
    new, middle, first = past_of(a, ITEM, "comment", tr)
    assert {kind for kind, _ in new.parts} == {"same", "out", "in"}
    assert "".join(text for kind, text in new.parts if kind != "out") == new.text
    assert middle.parts
    assert first.parts == ()


def test_a_merge_tells_which_values_came_with_it_and_which_disagree(
    station: Callable[[str], AppContext], context: AppContext, a: OpenAssessment, tmp_path: Path, tr: Texts
) -> None:
    answering.answer(a, ITEM, Value(1), ()).result()
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = dossiers.save_copy(context, a, stick, SilentProgress())
    other = station("two")
    name = dossiers.open_dossier(other, copy, JOHN, SilentProgress()).assessment
    b = other.library.open_now(name, JOHN, SilentProgress())
    answering.answer(b, ITEM, Value(3), b.snapshot.heads(ITEM, "value")).result()
    answering.answer(a, ITEM, Value(2), heads(a, "value")).result()
    a.store.merge(b.store.bodies(), "d7").result()
    other.library.close_now(b)
    found = {one.text: one for one in past_of(a, ITEM, "value", tr)}
    mine, theirs, root = found["2 Developing"], found["3 Established"], found["1 Initial"]
    assert (mine.disputed, theirs.disputed, root.disputed) == (True, True, False)
    assert mine.brought == ""
    assert theirs.brought.startswith("Came with a dossier opened on ")
    assert theirs.where.startswith("computer ")
    assert theirs.author == "J. Okello"
    assert [one.replaced for one in (mine, theirs)] == [("1 Initial",), ("1 Initial",)]


def test_the_fields_that_hold_something_begin_with_the_answer(a: OpenAssessment, tr: Texts) -> None:
    answering.set_facet(a, ITEM, "comment", "x", ()).result()
    answering.answer(a, ITEM, Value(1), ()).result()
    assert recorded_fields(a, ITEM, tr) == (("value", "Answer"), ("comment", "Comment"))
    assert recorded_fields(a, "aed_legal_c4", tr) == ()


def test_the_latest_three_are_short(a: OpenAssessment, tr: Texts, tmp_path: Path) -> None:
    proof = tmp_path / "order.pdf"
    proof.write_bytes(b"%PDF order")
    answering.answer(a, ITEM, Value(0), ()).result()
    answering.answer(a, ITEM, Value(1), heads(a, "value")).result()
    answering.answer(a, ITEM, Value(2), heads(a, "value")).result()
    answering.attach_evidence(a, ITEM, proof, "").result()
    answering.set_facet(a, ITEM, "comment", "x", ()).result()
    said = [line.split("  ", 1)[1] for line in latest_lines(a, ITEM, tr)]
    assert said == ["Amina: comment added", "Amina: evidence added", "Amina: 1 → 2"]


def test_a_fact_of_set_up_says_who_recorded_and_changed_it(a: OpenAssessment, tr: Texts) -> None:
    for name in ("Valdoria Customs", "Valdoria Customs Administration"):
        answering.set_fact(a, "administration", name, a.snapshot.heads(ENTITY, "administration")).result()
    said = [line.split("  ", 1)[1] for line in fact_lines(a, "administration", tr)]
    assert said[:2] == ["Amina: changed", "Amina: recorded"]


def test_a_moment_of_today_is_told_by_its_hour(tr: Texts) -> None:
    now = datetime(2026, 11, 22, 14, 3).astimezone()
    assert short_when(now.isoformat(), now, tr) == "Today 14:03"
    assert short_when((now - timedelta(days=4)).isoformat(), now, tr) == "18 Nov 2026"
