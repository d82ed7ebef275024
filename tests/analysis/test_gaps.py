"""Gaps and the ranked profile."""

from dataclasses import replace
from decimal import Decimal

from fosdesk.analysis.gaps import Gap, gaps, profile
from fosdesk.analysis.scores import all_scores
from fosdesk.forms.bank import Bank
from fosdesk.forms.state import Form
from fosdesk.model.answers import NotApplicable, Unknown, Value


def found(form, targets=None, **answers):
    state = form.full(answers)
    return gaps(form.bank, state, state.shown, targets or {})


def test_the_largest_gap_comes_first_then_the_heavier_then_the_order(form):
    ranked = found(
        form, {"aed_time": 4, "quality_rules": 3, "revenue_model": 3},
        aed_use=Value(1), aed_time=Value(1), quality_rules=Value(1), revenue_model=Value(1),
    )  # fmt: skip
    assert [gap.item_id for gap in ranked] == ["aed_time", "aed_use", "quality_rules", "revenue_model"]
    assert ranked[1] == Gap("aed_use", "AED", 1, 3, 2, Decimal(3))


def test_no_gap_without_a_level_a_target_or_a_distance(form):
    assert found(form, {"aed_time": 3}, aed_time=Unknown()) == ()
    assert found(form, {"aed_time": 3}, aed_time=NotApplicable("x")) == ()
    assert found(form, {}, aed_time=Value(1)) == ()
    assert found(form, {}, aed_use=Value(3)) == ()
    assert found(form, {"aed_use": 1}, aed_use=Value(3)) == ()
    assert found(form, {"aed_time": 3}, aed_time=Value("1")) == ()


def test_hidden_items_have_no_gap(bank):
    form = Form(bank, {"edition": "2018"})
    state = form.full({"quality_rules": Value(0)})
    assert gaps(bank, state, state.answers, {"quality_rules": 4}) == ()


def test_profile_order(bank, ground_like):
    rows = ground_like({"a": (1, 3), "b": (2, 4), "c": (0, 1), "d": None, "e": "low"})
    assert [row.standard for row in rows] == ["A", "B", "C", "D", "E"]
    assert [row.gap for row in rows] == [2, 2, 1, None, None]
    rows = ground_like({"a": (3, 3), "b": "low", "c": None, "d": (4, 2), "e": (0, 4)})
    assert [row.standard for row in rows] == ["E", "A", "D", "C", "B"]
    assert [row.gap for row in rows] == [4, 0, -2, None, None]


def test_standards_unknown_to_the_framework_stand_behind(bank):
    specs = tuple(
        replace(spec, standard="XX" if spec.id == "aed" else spec.standard) for spec in bank.scores.values()
    )
    packs = [replace(pack, scores=specs if pack.id == "sample" else ()) for pack in bank.packs.values()]
    other = Bank(packs)
    scores = all_scores(other, Form(other).full({}))
    assert [row.standard for row in profile(other, scores, {})] == ["REVENUE", "XX"]
