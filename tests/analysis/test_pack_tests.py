"""The tests of a pack pass when they should and fail when they should."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fosdesk.analysis.pack_tests import run_pack_tests
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Case
from fosdesk.model.answers import Value


def run(bank, expect, parameters=None, **answers):
    case = Case("a case", "tests/x.yaml", 3, parameters or {}, answers, expect)
    pack = replace(bank.packs["sample"], cases=(case,))
    return run_pack_tests(Bank([bank.packs["ground"], pack]), pack)


def test_the_sample_passes(bank):
    pack = bank.packs["sample"]
    assert len(pack.cases) == 9
    assert run_pack_tests(bank, pack) == ()


@pytest.mark.parametrize(
    ("expect", "part", "name", "wanted", "given"),
    [
        ({"values": {"share": Decimal("0.3")}}, "values", "share", "0.3", "0.25"),
        ({"values": {"high_share": True}}, "values", "high_share", "True", "False"),
        ({"values": {"high_share": 0}}, "values", "high_share", "0", "False"),
        ({"values": {"start": "2021-05-02"}}, "values", "start", "2021-05-02", "2021-05-01"),
        ({"relevant": {"decree": False}}, "relevant", "decree", "False", "True"),
        ({"kept": {"parcels": 201}}, "kept", "parcels", "201", "200"),
        ({"kept": {"users": 1}}, "kept", "users", "1", "None"),
        ({"invalid": []}, "invalid", "hours", "False", "True"),
        ({"invalid": ["hours", "users"]}, "invalid", "users", "True", "False"),
        ({"warned": ["users"]}, "warned", "users", "True", "False"),
        ({"scores": {"aed": {"value": 3}}}, "scores", "aed.value", "3", "4"),
        ({"scores": {"aed": {"band": "low"}}}, "scores", "aed.band", "low", "high"),
        ({"scores": {"aed": {"valve": 4}}}, "scores", "aed.valve", "4", "None"),
        ({"scores": {"aid": {"value": 4}}}, "scores", "aid", "{'value': 4}", "None"),
        ({"rules": {"low_share": "not_met"}}, "rules", "low_share", "not_met", "met"),
        ({"rules": {"none": "met"}}, "rules", "none", "met", "None"),
    ],
)
def test_failures_say_what_was_found(bank, tr, expect, part, name, wanted, given):
    (failure,) = run(
        bank, expect, parcels=Value(200), preloaded=Value(50), start=Value("2021-05-01"), hours=Value("x"),
        aed_law=Value("yes"), aed_use=Value(4), aed_time=Value(4),
    )  # fmt: skip
    (mismatch,) = failure.mismatches
    assert (mismatch.part, mismatch.id, mismatch.expected, mismatch.found) == (part, name, wanted, given)
    said = failure.sentence(tr)
    assert said.startswith("tests/x.yaml, line 3, test “a case”: ")
    assert name in said


def test_numbers_are_compared_as_exactly_as_they_are_written(bank):
    answers = {"aed_law": Value("partly"), "aed_use": Value(3), "aed_time": Value(1)}
    for written, passes in (("2.33", True), ("2.3", True), ("2", True), ("2.34", False), ("2.333333", True)):
        failures = run(bank, {"scores": {"aed": {"value": Decimal(written)}}}, **answers)
        assert (failures == ()) is passes, written


def test_parameters(bank):
    expect = {"relevant": {"quality_rules": False}}
    assert run(bank, expect, {"edition": "2018"}) == ()
    assert run(bank, expect, {"edition": "2022"}) != ()
