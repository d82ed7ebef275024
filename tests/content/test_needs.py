"""Business needs, groups of data and the lists for plans: complete, marked, and coherent in the sample."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType

SOURCES = {"found", "inferred", "general", "constructed"}
PLANS = {
    "milestones": 94,
    "capacity_building": 9,
    "release_categories": 4,
    "revenue_models": 4,
    "de_minimis_forms": 7,
    "dataset_elements": 7,
    "pmm_dimensions": 4,
    "workshop_instruments": 6,
    "edition_crosswalk": 16,
}


@pytest.fixture
def given(sample_folder: Path) -> dict[str, Any]:
    """The values of the sample by item."""
    content = json.loads((sample_folder / "sample.json").read_text("utf-8"))
    return {key: entry["value"].get("v") for key, entry in content["answers"].items()}


def items(bank: Bank, pack: str) -> list[Item]:
    return [item for section in bank.packs[pack].sections for item in section.items]


@pytest.mark.parametrize("pack", ["business", "datasets"])
def test_every_question_says_where_it_comes_from_and_who_knows(bank: Bank, pack: str) -> None:
    for item in items(bank, pack):
        assert item.source in SOURCES, item.id
        assert item.hint, item.id
        assert item.who_knows, item.id
        for column in item.columns:
            assert column.source in SOURCES, column.id


def test_both_questionnaires_and_the_register_are_there(bank: Bank) -> None:
    codes = [section.code for section in bank.packs["business"].sections]
    assert codes == ["B1", "B2", "B3", "B4", "B5", "CON"]
    assert {item.id for item in items(bank, "business")} >= {
        *("bn_women", "bn_rural", "bn_informal", "bn_obstacles", "bn_measures", "ba_positions"),
    }


def test_codes_are_used_once(bank: Bank) -> None:
    packs = ("business", "datasets", "indicators")
    codes = Counter(item.code for pack in packs for item in items(bank, pack))
    assert [code for code, n in codes.items() if n > 1] == []


def test_cells_of_a_matrix_have_the_class_of_the_matrix(bank: Bank) -> None:
    for pack in ("business", "datasets"):
        for item in items(bank, pack):
            if item.type is ItemType.MATRIX:
                assert {column.disclosure for column in item.columns} == {item.disclosure}, item.id


@pytest.mark.parametrize(("table", "count"), PLANS.items())
def test_reference_lists_are_whole_and_marked(bank: Bank, table: str, count: int) -> None:
    rows = bank.table(table)
    assert len(rows) == count
    assert {str(row["source"]) for row in rows} <= SOURCES


def test_milestones_are_planning_assumptions_within_five_years(bank: Bank) -> None:
    rows = bank.table("milestones")
    assert {row["basis"] for row in rows} == {"planning_assumption"}
    ends: dict[str, int] = {}
    for row in rows:
        code, end = str(row["standard"]), int(str(row["start"])) + int(str(row["months"]))
        ends[code] = max(ends.get(code, 0), end)
    assert set(ends) == {str(row["code"]) for row in bank.table("standards")}
    assert all(24 <= end <= 60 for end in ends.values()), ends


def test_instruments_of_workshops_and_crosswalk_name_known_rows(bank: Bank) -> None:
    known = {row["id"] for row in bank.table("instruments")}
    assert {row["instrument"] for row in bank.table("workshop_instruments")} <= known
    coverage = {str(row["standard"]): row["coverage"] for row in bank.table("edition_crosswalk")}
    assert set(coverage) == {str(row["code"]) for row in bank.table("standards")}
    assert set(coverage.values()) == {"equal", "subset", "superset", "new"}
    assert coverage["AED-QUALITY"] == "new"


def test_groups_of_the_matrix_are_those_of_the_list(bank: Bank) -> None:
    groups = bank.items["ds_groups"]
    assert [row.id for row in groups.rows] == [row["id"] for row in bank.table("dataset_elements")]
    asked = {column.id.rpartition(".")[2] for column in groups.columns}
    assert asked == {"collected", "channels", "party", "moment", "basis", "quality"}


def test_the_sample_adds_up(given: dict[str, Any]) -> None:
    firms = given["bn_answers"]
    sizes = ("bn_own_account", "bn_micro", "bn_small", "bn_medium")
    assert sum(given[size] for size in sizes) == firms
    for matrix in ("bn_obstacles", "bn_measures"):
        named = [v for key, v in given.items() if key.startswith(f"{matrix}.") and key.endswith(".firms")]
        assert sum(named) == 3 * firms, matrix


def test_consultations_of_the_sample_are_with_known_stakeholders(sample_folder: Path) -> None:
    rows = json.loads((sample_folder / "sample.json").read_text("utf-8"))["rows"]
    known = {row["id"] for row in rows["stakeholders"]}
    cells = [row["cells"] for row in rows["consultations"]]
    assert {one for row in cells for one in row.get("with_whom", {"v": []})["v"]} <= known
    states = {row["status"]["v"] for row in cells}
    assert states == {"planned", "held", "dropped"}
    assert all("outcome" in row and "held_on" in row for row in cells if row["status"]["v"] == "held")
