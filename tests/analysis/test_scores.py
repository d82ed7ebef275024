"""Scores, coverage, caps, bands, facets; and the way from one change to the scores it touches."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fosdesk.analysis.scores import Scorer, all_scores, by_dimension, rule_values, score
from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import OPEN
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.fel.values import CONTEXT
from fosdesk.forms.pack import Cap
from fosdesk.forms.state import Form
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured, Value


def exact(above, below):
    """A fraction with the digits that scores have."""
    return CONTEXT.divide(Decimal(above), below)


NA = NotApplicable("free zone")
UNKNOWN = Unknown("Risk unit", "2026-12-01")


def scores(form, facet="value", given=None, **answers):
    recorded = {name: a if not isinstance(a, str | int) else Value(a) for name, a in answers.items()}
    return all_scores(form.bank, form.full(recorded), given, facet)


def test_a_weighted_mean(form):
    """(2 × 0.5 + 3 × 3/4 + 1 × 1/4) / 6 × 4"""
    aed = scores(form, aed_law="partly", aed_use=3, aed_time=1)["aed"]
    assert aed.value == exact(14, 6)
    assert (aed.status, aed.coverage, aed.band.id) == ("scored", 1, "middle")
    assert (aed.rated_weight, aed.applicable_weight, aed.out_of) == (6, 6, 4)


def test_level_0_is_a_rating(form):
    revenue = scores(form, revenue_model=0)["revenue"]
    assert (revenue.value, revenue.status, revenue.band.id, revenue.rated_weight) == (
        0,
        "scored",
        "low",
        Decimal("0.5"),
    )


@pytest.mark.parametrize("silent", [None, UNKNOWN, Unmeasured("no counter")])
def test_silence_lowers_the_coverage_and_is_never_zero(form, silent):
    given = {"aed_law": "yes", "aed_use": 4} | ({} if silent is None else {"aed_time": silent})
    aed = scores(form, **given)["aed"]
    assert (aed.value, aed.coverage, aed.status) == (4, exact(5, 6), "scored")


def test_na_leaves_score_and_coverage(form):
    aed = scores(form, aed_law=NA, aed_use=2, aed_time=4)["aed"]
    assert (aed.value, aed.coverage) == (Decimal("2.5"), 1)
    assert aed.applicable_weight == 4


def test_below_one_half_there_is_no_score(form):
    low = scores(form, aed_law="yes")["aed"]
    assert (low.value, low.band, low.status, low.coverage) == (None, None, "low_coverage", exact(2, 6))
    half = scores(form, aed_use=3)["aed"]
    assert (half.value, half.status, half.coverage) == (3, "scored", Decimal("0.5"))


def test_a_pack_may_raise_the_floor(form):
    assert form.bank.scores["law_only"].min_answered == Decimal("0.6")


def test_nothing_rated_and_nothing_applicable(form):
    assert scores(form)["aed"].status == "empty"
    assert scores(form, aed_use=UNKNOWN)["aed"].status == "empty"
    assert scores(form, aed_law=NA, aed_use=NA, aed_time=NA)["aed"].status == "not_applicable"
    assert scores(form, aed_law=NA, aed_use=NA, aed_time=NA)["aed"].coverage == 0


def test_a_cap_lowers_and_says_why(form):
    capped = scores(form, aed_law="no", aed_use=4, aed_time=4)["aed"]
    assert (capped.value, capped.cap, capped.band.id) == (2, "No legal basis.", "middle")
    assert capped.before_caps == exact(16, 6)
    below = scores(form, aed_law="no", aed_use=1, aed_time=1)["aed"]
    assert (below.cap, below.value) == (None, below.before_caps), "a cap above the value does nothing"


def test_bands_start_where_they_say(form):
    assert scores(form, aed_law=NA, aed_use=3, aed_time=3)["aed"].band.id == "high"
    assert scores(form, revenue_model=1)["revenue"].band.id == "low"
    assert scores(form)["aed"].band is None


def test_a_heading_comes_from_items_and_not_from_means(form):
    found = scores(form, aed_law="yes", aed_use=4, aed_time=4, quality_rules=0)
    assert found["heading_i"].value == exact(24, 7)
    assert found["heading_i"].coverage == 1


def test_hidden_items_take_no_part(bank):
    of_2018 = scores(Form(bank, {"edition": "2018"}), aed_law="yes", aed_use=4, aed_time=4, quality_rules=0)
    assert of_2018["heading_i"].value == 4
    assert [i.state for i in of_2018["heading_i"].inputs] == ["rated", "rated", "rated", "hidden"]


def test_inputs_tell_every_item(form):
    aed = scores(form, aed_law="partly", aed_use=UNKNOWN, aed_time=3)["aed"]
    law, use, time = aed.inputs
    assert (law.item_id, law.weight, law.level, law.points, law.state) == (
        "aed_law",
        2,
        None,
        Decimal("0.5"),
        "rated",
    )
    assert (use.level, use.points, use.state) == (None, None, "unknown")
    assert (time.level, time.points, time.weight) == (3, Decimal("0.75"), 1)
    states = [i.state for i in scores(form, aed_law=NA, aed_use=Unmeasured("x"))["aed"].inputs]
    assert states == ["not_applicable", "unmeasured", "unanswered"]


def test_values_of_the_wrong_type_are_no_rating(form):
    wrong = scores(form, aed_law=Value(True), aed_use=Value("3"), aed_time=Value([4]))["aed"]
    assert wrong.status == "empty"


@pytest.mark.parametrize(
    ("method", "above", "below"),
    [("weighted_mean", 19, 6), ("share_of_max", 19, 6), ("mean", 3, 1), ("min", 2, 1), ("sum", 19, 4)],
)
def test_methods(bank, method, above, below):
    """Points of 1, 3/4 and 2/4 with weights 2, 3 and 1; `mean` looks at no weights."""
    spec = replace(bank.scores["aed"], method=method, caps=())
    state = Form(bank).full({"aed_law": Value("yes"), "aed_use": Value(3), "aed_time": Value(2)})
    assert score(bank, spec, state).value == exact(above, below)


@pytest.mark.parametrize(("na", "value"), [("exclude", 4), ("zero", exact(16, 6)), ("full", 4)])
def test_na_counted_otherwise(bank, na, value):
    spec = replace(bank.scores["aed"], na=na)
    state = Form(bank).full({"aed_law": NA, "aed_use": Value(4), "aed_time": Value(4)})
    found = score(bank, spec, state)
    assert (found.value, found.coverage) == (value, 1)


def test_validated_levels_stand_apart(form):
    answers = {"aed_law": NA, "aed_use": 4, "aed_time": 4}
    validated = scores(form, "validated", {"aed_use": Value(2)}, **answers)["aed"]
    assert (validated.value, validated.coverage) == (2, Decimal("0.75"))
    assert scores(form, "validated", {}, **answers)["aed"].status == "empty"


def test_targets_come_from_the_team_or_the_pack(form):
    answers = {"aed_law": NA, "aed_use": 1}
    target = scores(form, "target", {"aed_time": Value(4)}, **answers)["aed"]
    assert target.value == (3 * 3 + 1 * 4) / Decimal(4)
    raised = scores(form, "target", {"aed_time": Value(4), "aed_use": Value(4)}, **answers)["aed"]
    assert raised.value == 4


def test_dimensions(form):
    state = form.full({"aed_law": Value("yes"), "aed_use": Value(2), "aed_time": Value(2)})
    found = by_dimension(form.bank, form.bank.scores["aed"], state)
    assert {name: one.value for name, one in found.items()} == {"L": 4, "I": 2}
    assert found["I"].id == "aed:I"
    board = Scorer(form.bank).full(state)
    assert Scorer(form.bank).dimensions(board, form.bank.scores["aed"], state) == found


def test_one_score_is_as_among_all(form):
    state = form.full({"aed_law": Value("yes"), "aed_use": Value(2), "revenue_model": Value(1)})
    everything = all_scores(form.bank, state)
    for spec in form.bank.scores.values():
        assert score(form.bank, spec, state) == everything[spec.id]


def test_what_rules_read(form):
    found = scores(form, aed_law=NA, aed_use=NA, aed_time=NA, revenue_model=2)
    assert rule_values(found) == {"aed": None, "revenue": 2, "heading_i": OPEN, "law_only": None}


def test_scores_are_exact(bank):
    """Adding up is done in whole numbers: thirds of thirds come out even."""
    spec = replace(
        bank.scores["aed"], caps=(), items=(("aed_use", Decimal("0.1")), ("aed_time", Decimal("0.2")))
    )
    state = Form(bank).full({"aed_use": Value(1), "aed_time": Value(4)})
    assert score(bank, spec, state).value == 3


LEVELS = st.one_of(st.none(), st.just(NA), st.just(UNKNOWN), st.builds(Value, st.integers(-1, 5)))
ROWS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["aed_use", "aed_time", "quality_rules", "revenue_model"]), LEVELS),
        st.tuples(
            st.just("aed_law"), st.one_of(LEVELS, st.builds(Value, st.sampled_from(["yes", "partly", "no"])))
        ),
    ),
    max_size=15,
)


def test_following_changes_equals_computing_anew(bank, long):
    form, scorer = Form(bank), Scorer(bank)

    @settings(max_examples=2_000 if long else 150)
    @given(ROWS, st.sampled_from(["value", "validated", "target"]))
    def holds(rows, facet):
        given = {"aed_use": Value(3)} if facet != "value" else {}
        state = form.full({})
        board = scorer.full(state, given, facet)
        for item_id, answer in rows:
            state, changed = form.change(state, item_id, answer)
            board = scorer.change(board, state, changed, given)
            anew = scorer.full(state, given, facet)
            assert board == anew
            for name, one in board.scores.items():
                assert one.inputs == anew.scores[name].inputs

    holds()


def test_untouched_scores_are_kept(bank):
    form, scorer = Form(bank), Scorer(bank)
    state = form.full({})
    board = scorer.full(state)
    state, changed = form.change(state, "revenue_model", Value(2))
    after = scorer.change(board, state, changed)
    assert after.scores["aed"] is board.scores["aed"]
    assert after.scores["revenue"].value == 2


def test_no_score_runs_over_the_country(bank):
    assert isinstance(bank, Bank)
    for spec in bank.scores.values():
        assert len({bank.items[item_id].heading for item_id, _ in spec.items}) == 1


def test_a_cap_may_look_at_an_item_outside_the_score(bank):
    cap = Cap(parse("${revenue_model} = 0"), Decimal(1), "No revenue.")
    packs = [replace(p, scores=tuple(replace(s, caps=(cap,)) for s in p.scores)) for p in bank.packs.values()]
    other = Bank(packs)
    form, scorer = Form(other), Scorer(other)
    state = form.full({"aed_use": Value(4)})
    board = scorer.full(state)
    assert board.scores["aed"].value == 4
    state, changed = form.change(state, "revenue_model", Value(0))
    assert scorer.change(board, state, changed).scores["aed"].cap == "No revenue."
