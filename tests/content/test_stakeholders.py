"""The register of stakeholders: its kinds, its hints, and the invented organisations of the sample."""

import json
import re
from pathlib import Path

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.grid import columns_by_name
from fosdesk.forms.pack import Item, ItemType


@pytest.fixture
def register(bank: Bank) -> Item:
    return bank.registers["stakeholders"]


def test_the_kinds_cover_the_chain_and_those_around_it(register: Item) -> None:
    kinds = {choice.value for choice in columns_by_name(register)["kind"].choices}
    chain = {"customs", "post", "express", "marketplace", "vendor", "payment", "broker", "warehouse"}
    around = {"tax", "trade", "agency", "chamber", "association", "partner", "consumers"}
    assert chain | around <= kinds


def test_every_column_tells_what_to_write_and_where_it_comes_from(register: Item) -> None:
    for column in register.columns:
        assert column.hint, column.id
        assert column.source in ("found", "inferred", "constructed"), column.id
    assert register.source == "inferred"


def test_the_register_takes_no_part_in_scores(bank: Bank, register: Item) -> None:
    assert register.weight == 0
    scored = {item_id for spec in bank.scores.values() for item_id, _ in spec.items}
    assert scored
    assert not {item_id for item_id in scored if bank.items[item_id].pack == "stakeholders"}
    assert all(item.type is not ItemType.LEVEL for item in register.columns)


def test_the_sample_names_functions_and_no_persons(sample_folder: Path) -> None:
    content = json.loads((sample_folder / "sample.json").read_text("utf-8"))
    rows = content["rows"]["stakeholders"]
    assert len(rows) >= 14
    assert len({row["id"] for row in rows}) == len(rows)
    team = {member["name"] for member in content["facts"]["team"]["v"]}
    written = json.dumps(rows, ensure_ascii=False)
    assert not [name for name in team if name in written]
    assert not re.search(r"\b(Mr|Mrs|Ms|Dr)\b", written)
    assert all(address.endswith(".example") for address in re.findall(r"@([\w.]+)", written))
