"""Single values: what each type takes, in one form each."""

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.forms.validation import Problem, check_value, iso_date, iso_month, typed
from fosdesk.model.answers import Value


@pytest.mark.parametrize(
    ("item", "raw", "recorded"),
    [
        ("aed_use", 0, 0),
        ("aed_use", 4, 4),
        ("aed_law", "yes", "yes"),
        ("aed_scope", ["express", "post"], ["post", "express"]),
        ("aed_scope", ["none"], ["none"]),
        ("parcels", 0, 0),
        ("parcels", "120", 120),
        ("parcels", 999_999_999_999_999, 999_999_999_999_999),
        ("users", "45", "45"),
        ("users", "45.50", "45.5"),
        ("users", 45, "45"),
        ("users", "0045.0", "45"),
        ("users", "-0", "0"),
        ("budget", "1234567.89", "1234567.89"),
        ("hours", "-2.000000001", "-2.000000001"),
        ("start", "2000-01-01", "2000-01-01"),
        ("start", "2024-02-29", "2024-02-29"),
        ("study", "2030-12", "2030-12"),
        ("decree", "AB-12", "AB-12"),
        ("remarks", "x" * 50_000, "x" * 50_000),
        ("remarks", "=HYPERLINK(1)\n<img>", "=HYPERLINK(1)\n<img>"),
    ],
)
def test_recorded_form(bank, item, raw, recorded):
    found = check_value(bank.items[item], raw)
    assert found == Value(recorded)
    assert type(found.v) is type(recorded)
    assert check_value(bank.items[item], found.v) == found


@pytest.mark.parametrize(
    ("item", "raw", "code"),
    [
        ("aed_use", 5, "answer.not_level"),
        ("aed_use", -1, "answer.not_level"),
        ("aed_use", "3", "answer.not_level"),
        ("aed_use", True, "answer.not_level"),
        ("aed_use", 10**30, "answer.not_level"),
        ("aed_use", None, "answer.empty"),
        ("aed_law", "YES", "answer.not_choice"),
        ("aed_law", ["yes"], "answer.not_choice"),
        ("aed_scope", "post", "answer.not_choice"),
        ("aed_scope", ["air"], "answer.not_choice"),
        ("aed_scope", [["post"]], "answer.not_choice"),
        ("aed_scope", [], "answer.empty"),
        ("aed_scope", ["none", "post"], "answer.exclusive"),
        ("parcels", "1.5", "answer.not_whole"),
        ("parcels", True, "answer.not_whole"),
        ("parcels", 10**15, "answer.not_whole"),
        ("parcels", -1, "answer.too_small"),
        ("parcels", "٣", "answer.not_whole"),
        ("users", "1e2", "answer.not_number"),
        ("users", "45,5", "answer.not_number"),
        ("users", "NaN", "answer.not_number"),
        ("users", "101", "answer.range"),
        ("users", "45.55", "answer.decimals"),
        ("users", 45.5, "answer.not_number"),
        ("budget", "-0.01", "answer.too_small"),
        ("budget", "1" * 16, "answer.not_number"),
        ("start", "2023-02-29", "answer.not_date"),
        ("start", "1.5.2023", "answer.not_date"),
        ("start", "1999-12-31", "answer.too_small"),
        ("start", 20230501, "answer.not_date"),
        ("study", "2030-13", "answer.not_month"),
        ("study", "2031-01", "answer.too_large"),
        ("study", "2030-1", "answer.not_month"),
        ("decree", "ab-12", "answer.pattern"),
        ("decree", "A" * 21, "answer.too_long"),
        ("decree", 12, "answer.not_text"),
        ("decree", "AB-12\ud800", "answer.pattern"),
        ("remarks", "", "answer.empty"),
        ("remarks", "x" * 100_001, "answer.too_long"),
        ("share", "1", "answer.not_answerable"),
        ("quality_note", "1", "answer.not_answerable"),
    ],
)
def test_refused(bank, tr, item, raw, code):
    found = check_value(bank.items[item], raw)
    assert isinstance(found, Problem)
    assert found.code == code
    assert sentence(UserError(found.code, **found.params), tr)


def test_a_number_beyond_all_measure_is_refused(bank):
    beyond = 10**5_000  # has no text in Python
    for item in ("aed_law", "aed_scope", "parcels", "users", "aed_use", "remarks", "start"):
        assert isinstance(check_value(bank.items[item], beyond), Problem)


def test_typed_looks_at_the_type_only(bank):
    assert typed(bank.items["users"], "101") == 101
    assert typed(bank.items["aed_scope"], ["none", "post"]) == ("post", "none")
    assert typed(bank.items["users"], None) is None


def test_dates():
    assert iso_date("2026-05-01").isoformat() == "2026-05-01"
    assert iso_date("2026-5-1") is None
    assert iso_month("2026-05").isoformat() == "2026-05-01"
    assert iso_month("2026-05-") is None
