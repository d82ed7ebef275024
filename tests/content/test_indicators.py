"""The indicators of the environment: each figure with unit, year, source, and a way to find it."""

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType


@pytest.fixture(scope="session")
def items(bank: Bank) -> list[Item]:
    """All items of the environment, in order."""
    return [item for section in bank.packs["environment"].sections for item in section.items]


def test_ten_indicators_of_many_kinds(items: list[Item]) -> None:
    indicators = {item.code[:6] for item in items}
    assert indicators == {f"ENV-{n:02d}" for n in range(1, 11)}
    kinds = {item.type for item in items}
    assert {"integer", "number", "percent", "money", "choice", "choices", "month", "text", "calc"} <= kinds


def test_every_figure_asks_for_year_and_source_and_says_where_it_is_found(items: list[Item]) -> None:
    for item in items:
        if item.type.numeric:
            assert (item.asks_year, item.asks_source) == (True, True), item.id
            assert item.unit_label or item.currency, item.id


def test_every_indicator_is_defined_and_can_be_estimated(items: list[Item]) -> None:
    for item in items:
        if item.type.answerable:
            assert all((item.hint, item.guidance, item.who_knows, item.misjudgements)), item.id
            assert all((item.usual_source, item.how_to_estimate)), item.id
            assert "unknown" in item.allow, item.id
            assert item.disclosure in {"national", "wco", "regional", "public"}, item.id
        assert item.source in {"general", "constructed"}, item.id


def test_a_measured_figure_may_be_not_measurable(items: list[Item]) -> None:
    measured = [item for item in items if item.allow >= {"na", "unknown", "unmeasured"}]
    assert len(measured) >= 10


def test_money_is_in_the_currency_of_the_assessment(items: list[Item]) -> None:
    money = [item for item in items if item.type is ItemType.MONEY]
    assert [item.currency for item in money] == ["${p.currency}"] * 3


def test_figures_have_limits_or_a_warning(items: list[Item]) -> None:
    for item in items:
        if item.type.numeric:
            assert item.min is not None or item.constraint is not None, item.id
