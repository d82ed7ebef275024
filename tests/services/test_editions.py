"""Moving between the editions: preview, one undo, marks to confirm, and answers that stay as they were."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fosdesk.base.errors import UserError
from fosdesk.base.language import english
from fosdesk.forms.pack import ItemType
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Value
from fosdesk.model.snapshot import Edit
from fosdesk.services import answering, editions, exclusion, showing, steps
from fosdesk.services.assessment import OpenAssessment, view_of
from fosdesk.services.facts import ENTITY
from fosdesk.services.filtering import Asking, Filter, marks, tally
from fosdesk.services.review import findings

TR = english()


def say(a: OpenAssessment, item: str, given: Answer | None) -> None:
    answering.answer(a, item, given, a.snapshot.heads(item, "value")).result()


def move(a: OpenAssessment, to: str) -> None:
    editions.move(a, to).result()


@pytest.fixture
def older(a: OpenAssessment) -> OpenAssessment:
    """An assessment in the 2018 edition with answers to Standards of every state."""
    move(a, "2018")
    for item, level in (("aed_legal_c1", 2), ("risk_c1", 3), ("technology_c1", 1)):
        say(a, item, Value(level))
    say(a, "risk_c2", Unknown("J. Okello", "2026-12-01"))
    say(a, "risk_c3", NotApplicable("No sea traffic"))
    return a


# --- the preview


def test_a_preview_says_what_becomes_of_every_standard(older: OpenAssessment) -> None:
    found = editions.preview(older, "2022")
    assert [(state, len(found.of(state))) for state in editions.STATES] == [
        ("kept", 13), ("reworded", 2), ("new", 1), ("retired", 0),
    ]  # fmt: skip
    assert {one.code for one in found.of("reworded")} == {"RISK", "TECHNOLOGY"}
    assert [one.code for one in found.of("new")] == ["AED-QUALITY"]
    assert found.reconfirm == ("risk_c1", "risk_c3", "technology_c1")
    assert "strengthens the wording on risk management" in editions.moved_text(found.of("reworded")[0], TR)


def test_a_preview_changes_nothing(older: OpenAssessment) -> None:
    before = older.snapshot
    editions.preview(older, "2022")
    assert older.snapshot is before


def test_moving_back_asks_less_and_asks_nobody_again(sample: OpenAssessment) -> None:
    found = editions.preview(sample, "2018")
    (gone,) = found.of("retired")
    assert (gone.code, gone.answered > 0) == ("AED-QUALITY", True)
    assert {one.code for one in found.of("reworded")} == {"RISK", "TECHNOLOGY"}
    assert found.reconfirm == ()
    assert "kept and hidden" in editions.moved_text(gone, TR)
    assert any("keeps its answers" in line for line in editions.counted(found, TR))


@pytest.mark.parametrize(("to", "code"), [("2030", "edition.unknown"), ("2022", "edition.same")])
def test_no_edition_is_taken_twice_or_made_up(a: OpenAssessment, to: str, code: str) -> None:
    before = a.snapshot.code
    with pytest.raises(UserError, match=code):
        editions.move(a, to)
    assert a.snapshot.code == before


def test_numbers_are_told_only_once_they_are_confirmed(a: OpenAssessment) -> None:
    assert all((one.before, one.after) == ("", "") for one in editions.preview(a, "2018").standards)
    numbers = [Edit(ENTITY, f"number:{of}", {"v": n}) for of, n in (("2022:RISK", 4), ("2018:RISK", 3))]
    answering.record(a, numbers).result()
    risk = next(one for one in editions.preview(a, "2018").standards if one.code == "RISK")
    assert "Number 4 becomes 3." in editions.moved_text(risk, TR)


def test_questions_hide_with_the_standard_that_an_edition_does_not_have_and_with_nothing_else(
    a: OpenAssessment,
) -> None:
    newer = a.view.state.relevant
    move(a, "2018")
    hidden = newer - a.view.state.relevant
    assert {a.bank.items[item].standard for item in hidden} == {"AED-QUALITY"}
    assert a.view.state.relevant <= newer


# --- the move


def test_a_move_is_one_action_that_undo_names(older: OpenAssessment) -> None:
    move(older, "2022")
    assert (older.facts.edition, len(editions.waiting(older.view, older.bank))) == ("2022", 3)
    step = steps.undo(older).result()
    assert steps.step_sentence(older, step, TR) == "Undone: move to the 2022 edition"
    assert (older.facts.edition, editions.waiting(older.view, older.bank)) == ("2018", ())


def test_the_older_edition_hides_the_new_standard_and_says_so(sample: OpenAssessment) -> None:
    kept = sample.snapshot.answer("aed_quality_c1")
    assert kept is not None
    move(sample, "2018")
    assert "aed_quality_c1" not in sample.view.state.relevant
    assert sample.snapshot.answer("aed_quality_c1") == kept
    (said,) = editions.hidden_sentences(sample.view, sample.bank, TR)
    assert "answers are kept and hidden" in said
    assert any(said in line for line in showing.lines(sample, TR))
    move(sample, "2022")
    assert "aed_quality_c1" in sample.view.state.relevant
    assert editions.hidden_sentences(sample.view, sample.bank, TR) == ()


def test_a_mark_of_another_edition_says_nothing(older: OpenAssessment) -> None:
    move(older, "2022")
    move(older, "2018")
    assert editions.waiting(older.view, older.bank) == ()
    assert editions.moving(older, "2022")[1:] == ()
    move(older, "2022")
    assert len(editions.waiting(older.view, older.bank)) == 3


# --- confirming


def test_an_answer_is_confirmed_or_given_anew(older: OpenAssessment) -> None:
    move(older, "2022")
    item = older.bank.items["risk_c1"]
    assert "strengthens" in editions.reconfirm_text(older.view, older.bank, item, TR)
    editions.still_true(older, "risk_c1").result()
    assert editions.reconfirm_text(older.view, older.bank, item, TR) == ""
    say(older, "technology_c1", Value(2))
    assert editions.waiting(older.view, older.bank) == ("risk_c3",)
    step = steps.undo(older).result()
    assert steps.step_sentence(older, step, TR) == "Undone: level 2 for TECHNOLOGY-C1"
    assert editions.waiting(older.view, older.bank) == ("risk_c3", "technology_c1")


def test_answering_several_at_once_confirms_them_too(older: OpenAssessment) -> None:
    move(older, "2022")
    items = [older.bank.items[one] for one in ("risk_c1", "risk_c3")]
    exclusion.exclude(older, [item.id for item in items], "No risk engine").result()
    assert editions.waiting(older.view, older.bank) == ("technology_c1",)


def test_review_and_filter_list_what_is_to_be_confirmed(older: OpenAssessment) -> None:
    def listed() -> list[str]:
        return [row.entity for row in findings(older, TR) if row.group == "To confirm for this edition"]

    def filtered() -> list[str]:
        marked = marks(older.view, older.bank, older.bank.sections, Asking())
        wanted = Filter(frozenset({("reconfirm", "asked")}))
        return [item.id for item in tally(marked, wanted).matching]

    assert (listed(), filtered()) == ([], [])
    move(older, "2022")
    assert listed() == filtered() == ["risk_c1", "risk_c3", "technology_c1"]
    move(older, "2018")
    assert (listed(), filtered()) == ([], [])


# --- nothing is lost

LEVELS = ("aed_legal_c1", "aed_quality_c1", "aed_quality_c2", "risk_c1", "technology_c1")
GIVEN = st.one_of(
    st.integers(0, 4).map(Value),
    st.text("ab ", min_size=1, max_size=4).filter(str.strip).map(NotApplicable),
    st.builds(Unknown, st.sampled_from(["", "J. Okello"]), st.just("")),
    st.none(),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.tuples(st.sampled_from(LEVELS), GIVEN, st.text("xyz", max_size=3)), max_size=4),
    moves=st.integers(1, 2),
)
def test_forward_and_back_leaves_every_answer_as_it_was(
    a: OpenAssessment, said: list[tuple[str, Answer | None, str]], moves: int
) -> None:
    for item, given_answer, comment in said:
        say(a, item, given_answer)
        answering.set_facet(a, item, "comment", comment, a.snapshot.heads(item, "comment")).result()
    start = a.facts.edition
    before, state = editions.answers_hash(a.snapshot), view_of(a.snapshot, a.bank).state.shown
    for _ in range(moves):
        for to in ("2018", "2022") if start == "2022" else ("2022", "2018"):
            move(a, to)
            assert editions.answers_hash(a.snapshot) == before
    assert a.facts.edition == start
    assert view_of(a.snapshot, a.bank).state.shown == state


def test_the_fingerprint_sees_every_change_but_the_move(older: OpenAssessment) -> None:
    seen = {editions.answers_hash(older.snapshot)}
    say(older, "aed_legal_c1", Value(3))
    seen.add(editions.answers_hash(older.snapshot))
    answering.set_facet(older, "aed_legal_c1", "comment", "x", ()).result()
    seen.add(editions.answers_hash(older.snapshot))
    say(older, "aed_legal_c1", None)
    seen.add(editions.answers_hash(older.snapshot))
    assert len(seen) == 4


def test_marks_ask_for_levels_and_other_answers_of_reworded_standards_only(sample: OpenAssessment) -> None:
    move(sample, "2018")
    found = editions.preview(sample, "2022").reconfirm
    assert {sample.bank.items[item].standard for item in found} == {"RISK", "TECHNOLOGY"}
    assert any(sample.bank.items[item].type is ItemType.LEVEL for item in found)
