"""The indicators of each Standard: whole, with a unit and a way to compute them, and never a total."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from fosdesk.analysis.indicators import Indicator, indicators
from fosdesk.forms.bank import Bank
from fosdesk.forms.grid import RowFacts, cell, entity
from fosdesk.forms.pack import ItemType, KpiSpec
from fosdesk.forms.state import Form
from fosdesk.model.answers import from_cell

COUNTS = {
    "AED-LEGAL": 5, "AED-STANDARDS": 5, "AED-QUALITY": 6, "RISK": 5, "NII-ANALYTICS": 5, "SIMPLIFIED": 6,
    "AEO": 4, "REVENUE": 6, "DEMINIMIS": 5, "FRAUD": 5, "INTERAGENCY": 4, "PPP": 4, "INTLCOOP": 4,
    "AWARENESS": 5, "MEASUREMENT": 5, "TECHNOLOGY": 4,
}  # fmt: skip
"""How many indicators each Standard has; one in parts (K1a, K1b) counts once."""

WITHOUT_DIRECTION = {"RISK-K2", "RISK-K3", "DEMINIMIS-K1", "AED-LEGAL-K5"}


@pytest.fixture
def specs(bank: Bank) -> list[KpiSpec]:
    return list(bank.kpis.values())


@pytest.fixture
def measured(bank: Bank, sample_folder: Path) -> dict[str, Indicator]:
    """The indicators of the sample by code."""
    content = json.loads((sample_folder / "sample.json").read_text("utf-8"))
    cells = {key: entry["value"] for key, entry in content["answers"].items()}
    rows: dict[str, RowFacts] = {}
    for register, listed in content["rows"].items():
        for at, row in enumerate(listed):
            name = entity(register, row["id"])
            rows[name] = RowFacts(str(at))
            cells |= {cell(name, column): value for column, value in row["cells"].items()}
    found = {key: answer for key, value in cells.items() if (answer := from_cell(value)) is not None}
    state = Form(bank, {"edition": "2022", "currency": "VLD"}).full(found, rows)
    return {one.spec.code: one for one in indicators(bank, state).values()}


def test_every_standard_has_its_indicators(specs: list[KpiSpec]) -> None:
    found: dict[str, set[str]] = {}
    for spec in specs:
        found.setdefault(spec.standard, set()).add(re.sub(r"[a-z]$", "", spec.code))
    assert {code: len(names) for code, names in found.items()} == COUNTS
    for code, names in found.items():
        assert names == {f"{code}-K{n}" for n in range(1, COUNTS[code] + 1)}


def test_an_indicator_says_what_it_is(bank: Bank, specs: list[KpiSpec]) -> None:
    areas = {row["id"] for row in bank.table("pmm_dimensions")}
    for spec in specs:
        assert all((spec.title, spec.unit, spec.method, spec.usual_source, spec.period)), spec.code
        assert spec.measures in ("output", "outcome"), spec.code
        assert spec.provenance in ("general", "constructed"), spec.code
        assert spec.area in areas, spec.code
        assert spec.method.endswith("."), spec.code


def test_no_target_is_invented(specs: list[KpiSpec]) -> None:
    assert [spec.code for spec in specs if spec.target is not None] == []


def test_some_have_no_better_direction_and_say_so(specs: list[KpiSpec]) -> None:
    assert {spec.code for spec in specs if spec.direction == "none"} >= WITHOUT_DIRECTION


def test_figures_may_be_not_measurable_and_are_explained(bank: Bank) -> None:
    for section in bank.packs["indicators"].sections:
        for item in section.items:
            if item.type is ItemType.CALC:
                continue
            assert item.allow == {"na", "unknown", "unmeasured"}, item.id
            assert all((item.hint, item.usual_source, item.who_knows, item.misjudgements)), item.id
            assert (item.asks_year, item.asks_source) == (True, True), item.id
            assert len(item.label) <= 90, item.id


def test_no_figure_of_the_environment_is_asked_again(bank: Bank) -> None:
    known = {item.label for item in bank.items.values() if item.pack == "environment"}
    asked = {item.label for item in bank.items.values() if item.pack == "indicators" and item.type.answerable}
    assert asked & known == set()


def test_values_of_the_sample(measured: dict[str, Indicator]) -> None:
    value = {code: one.value for code, one in measured.items()}
    assert value["AED-LEGAL-K1"] == Decimal("0.2")
    assert value["AED-LEGAL-K3"] == Decimal("0.94")
    assert value["AED-STANDARDS-K2"] == Decimal("0.58")
    assert value["SIMPLIFIED-K1b"] == Decimal("3.2")
    assert value["FRAUD-K1"] == Decimal("1.04")
    assert value["REVENUE-K2"] == Decimal("0.025")
    assert value["PPP-K2"] == 6
    assert value["PPP-K3"] == 4
    assert measured["REVENUE-K1"].baseline == 64_500_000
    missing = {code for code, found in value.items() if found is None}
    assert {"RISK-K2", "SIMPLIFIED-K2", "REVENUE-K3", "INTLCOOP-K2", "TECHNOLOGY-K2"} <= missing


def test_the_share_of_indicators_with_a_value_is_counted(measured: dict[str, Indicator]) -> None:
    others = [one for code, one in measured.items() if code != "MEASUREMENT-K5"]
    share = measured["MEASUREMENT-K5"].value
    assert share is not None
    assert round(share * len(others)) == sum(one.value is not None for one in others)


def test_no_indicator_takes_part_in_a_score(bank: Bank) -> None:
    scored = {item for spec in bank.scores.values() for item, _ in spec.items}
    assert not {item for item in scored if bank.items[item].pack in ("indicators", "business", "datasets")}
