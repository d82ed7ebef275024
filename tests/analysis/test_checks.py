"""What Review points at, worst first."""

import pytest

from fosdesk.analysis.checks import SEVERITIES, checks
from fosdesk.base.errors import UserError, sentence
from fosdesk.forms.state import Form
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured, Value


def found(form, evidence=None, disagreements=(), facets=None, **answers):
    state = form.full({"aed_law": Value("yes"), **answers})
    return [(f.code, f.item_id) for f in checks(form.bank, state, evidence or {}, disagreements, facets)]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"aed_time": Value(3)}, "check.no_evidence"),
        ({"aed_use": Value(2)}, "check.no_evidence"),
        ({"aed_time": Unknown("", "2026-12-01")}, "check.unknown_without_owner"),
        ({"aed_time": Unknown("Risk unit", "")}, "check.unknown_without_date"),
        ({"aed_time": NotApplicable(" ")}, "check.no_reason"),
        ({"parcels": Unmeasured("")}, "check.no_reason"),
        ({"users": Value("101")}, "check.invalid"),
        ({"aed_use": Value("x")}, "check.invalid"),
        ({"hours": Value("31")}, "check.unusual"),
        ({"remarks": Value("x" * 101)}, "check.evidence_expected"),
    ],
)
def test_pointed_at(form, answers, code, tr):
    (item_id,) = answers
    assert found(form, **answers) == [(code, item_id)]
    (finding,) = checks(form.bank, form.full({"aed_law": Value("yes"), **answers}), {})
    assert sentence(UserError(finding.code, **finding.params), tr).startswith(form.bank.items[item_id].code)
    assert finding.severity in SEVERITIES


@pytest.mark.parametrize(
    "answers",
    [
        {"aed_time": Value(2)},
        {"aed_use": Value(1)},
        {"aed_time": Unknown("Risk unit", "2026-12-01")},
        {"aed_time": NotApplicable("no pre-loading")},
        {"hours": Value("30")},
        {"remarks": Value("short")},
    ],
)
def test_nothing_to_say(form, answers):
    assert found(form, **answers) == []


def test_evidence_settles_it(form):
    assert found(form, {"aed_time": 1, "remarks": 1}, aed_time=Value(4), remarks=Value("x" * 101)) == []


def test_a_required_answer(form):
    state = form.full({})
    assert [(f.code, f.severity) for f in checks(form.bank, state, {})] == [("check.required", "error")]


def test_figures_want_year_and_source(form):
    assert found(form, parcels=Value(5)) == [("check.no_year", "parcels"), ("check.no_source", "parcels")]
    assert found(form, None, (), {"parcels": {"year", "source"}}, parcels=Value(5)) == []
    assert found(form, parcels=Unknown("Post", "2026-01-01")) == []


def test_disagreements_are_shown_of_hidden_items_too(form, bank):
    assert found(form, None, {"aed_time"}) == [("check.disagreement", "aed_time")]
    of_2018 = Form(bank, {"edition": "2018"}).full({"aed_law": Value("yes"), "quality_rules": Value(4)})
    assert [f.code for f in checks(bank, of_2018, {}, {"quality_rules"})] == ["check.disagreement"]


def test_the_worst_comes_first(form):
    state = form.full(
        {"aed_time": Unknown("Post", ""), "aed_use": Value(4), "users": Value("101"), "hours": Value("31")}
    )
    severities = [f.severity for f in checks(form.bank, state, {}, {"aed_use"})]
    assert severities == sorted(severities, key=SEVERITIES.index)
    assert set(severities) == set(SEVERITIES)
