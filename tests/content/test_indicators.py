"""The indicators of the environment: each figure with unit, year, source, and a way to find it."""

import re
from collections import Counter

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType

CATALOGUE = {"CTX": 8, "ICT": 10, "ECM": 9, "PAY": 7, "LOG": 11, "TF": 8, "LAW": 6, "SKL": 4, "OPS": 10}
"""How many indicators each group has: the seventy-two of the catalogue, and registered operators (ECM-09)."""

MINIMUM = {
    "CTX-02", "CTX-05", "CTX-06", "ICT-01", "ICT-05", "ECM-01", "ECM-05", "PAY-01",
    "LOG-01", "LOG-03", "TF-01", "TF-03", "TF-04", "OPS-01", "OPS-06", "LAW-01",
}  # fmt: skip

FIRST_IDS = {
    "env_population", "env_internet_users", "env_paid_online", "env_strategy", "env_strategy_title",
    "env_channels", "env_count_basis", "env_estimate_method", "env_parcels_post", "env_parcels_express",
    "env_parcels_cargo", "env_parcels_total", "env_parcels_per_inhabitant", "env_share_post", "env_itmatt",
    "env_dm_kind", "env_dm_duty", "env_dm_tax", "env_dm_since", "env_release_post", "env_release_express",
    "env_trs_month", "env_revenue", "env_operators",
}  # fmt: skip


@pytest.fixture(scope="session")
def items(bank: Bank) -> list[Item]:
    """All items of the environment, in order."""
    return [item for section in bank.packs["environment"].sections for item in section.items]


def indicator(item: Item) -> str:
    """The indicator that an item belongs to: its code without the letter of the part."""
    return re.sub(r"[a-z]$", "", item.code)


def test_every_indicator_of_the_catalogue_is_there_in_its_place(items: list[Item]) -> None:
    expected = [f"{group}-{n:02d}" for group, last in CATALOGUE.items() for n in range(1, last + 1)]
    assert list(dict.fromkeys(indicator(item) for item in items)) == expected


def test_a_section_holds_one_group(bank: Bank) -> None:
    sections = bank.packs["environment"].sections
    assert [section.code for section in sections] == [f"E{n}" for n in range(1, 10)]
    for section, group in zip(sections, CATALOGUE, strict=True):
        assert {item.code.partition("-")[0] for item in section.items} == {group}, section.id
        assert section.guidance, section.id


def test_parts_of_an_indicator_are_lettered_without_a_gap(items: list[Item]) -> None:
    parts: dict[str, list[str]] = {}
    for item in items:
        parts.setdefault(indicator(item), []).append(item.code.removeprefix(indicator(item)))
    for name, letters in parts.items():
        expected = [""] if len(letters) == 1 else [chr(ord("a") + n) for n in range(len(letters))]
        assert letters == expected, name


def test_no_question_is_asked_twice(items: list[Item]) -> None:
    assert [label for label, n in Counter(item.label for item in items).items() if n > 1] == []
    assert [code for code, n in Counter(item.code for item in items).items() if n > 1] == []


def test_the_first_questions_keep_their_ids(items: list[Item]) -> None:
    assert {item.id for item in items} >= FIRST_IDS


def test_the_minimum_for_a_short_report_is_marked(items: list[Item]) -> None:
    assert {indicator(item) for item in items if "minimum" in item.tags} == MINIMUM


def test_items_are_tagged_with_their_indicator(items: list[Item]) -> None:
    for item in items:
        if item.type.answerable:
            assert indicator(item).lower().replace("-", "_") in item.tags, item.id


def test_kinds_of_answers(items: list[Item]) -> None:
    kinds = "integer number percent money choice choices month text longtext calc"
    assert {str(item.type) for item in items} == set(kinds.split())


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
    for item in items:
        if item.type.numeric and item.id not in {"env_population", "env_dm_duty", "env_dm_tax"}:
            assert item.allow >= {"na", "unknown", "unmeasured"}, item.id


def test_money_is_in_the_currency_of_the_assessment(items: list[Item]) -> None:
    money = {item.currency for item in items if item.type is ItemType.MONEY}
    assert money == {"${p.currency}"}


def test_figures_have_limits(items: list[Item]) -> None:
    for item in items:
        if item.type.numeric:
            assert item.min is not None or item.constraint is not None, item.id
        if item.type is ItemType.PERCENT:
            assert item.max is not None or item.constraint is not None, item.id


def test_labels_and_hints_fit_a_card(items: list[Item]) -> None:
    for item in items:
        assert len(item.label) <= 90, item.id
        assert len(item.hint) <= 110, item.id


@pytest.mark.parametrize("item_id", ["env_inspections", "env_seized_drugs", "env_top3_platforms"])
def test_a_figure_without_a_better_direction_says_so(bank: Bank, item_id: str) -> None:
    assert re.search("neither|says nothing", bank.items[item_id].guidance)
