"""What Review lists: the worst first, each with the field that it opens."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from fosdesk.analysis.checks import Finding
from fosdesk.base.language import Texts, english
from fosdesk.forms.rules import Judge
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.review import GRAVITY, _row, action_costs, findings

TR: Texts = english()
Patch = Callable[..., None]


def test_the_worst_comes_first_and_rules_last_the_gravest_first(sample: OpenAssessment) -> None:
    found = findings(sample, TR)
    order = {"error": 0, "warning": 1, "info": 2}
    assert [order[row.severity] for row in found] == sorted(order[row.severity] for row in found)
    graves = [row.gravity for row in found if row.gravity]
    assert len(graves) > 5
    assert graves == sorted(graves, key=list(GRAVITY.values()).index)
    assert all(row.gravity for row in found[-len(graves) :])


def test_every_point_opens_a_field_that_there_is(sample: OpenAssessment) -> None:
    found = findings(sample, TR)
    assert found
    assert [row for row in found if row.entity not in sample.bank.items] == []


def test_a_point_in_a_table_opens_the_table_and_names_the_cell(sample: OpenAssessment) -> None:
    table = next(iter(sample.bank.items))
    cell = Finding("check.no_year", f"{table}:01J.value", "warning", {"item": "REG-1, Post, Value"})
    row = _row(cell, sample, TR)
    assert (row.entity, row.code, row.field) == (table, "REG-1, Post, Value", "year")


def test_only_costs_that_are_known_are_handed_on(sample: OpenAssessment, monkeypatch: Any) -> None:
    known: dict[str, Decimal | None] = {"built": Decimal(5), "open": None}
    monkeypatch.setattr(Judge, "costs", lambda *_: known)
    assert action_costs(sample.view, sample.bank) == {"built": Decimal(5)}
