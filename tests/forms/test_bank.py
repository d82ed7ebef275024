"""All packs as one."""

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.forms.bank import Bank


def test_everything_by_id_in_order(bank):
    assert list(bank.packs) == ["ground", "sample"]
    assert [section.id for section in bank.sections] == ["aed", "quality", "figures", "revenue"]
    assert list(bank.items)[:3] == ["aed_law", "aed_scope", "aed_use"]
    assert list(bank.scores) == ["aed", "revenue", "heading_i", "law_only"]
    assert list(bank.rules) == ["no_law", "early_but_slow", "low_share", "weak"]
    assert list(bank.parameters) == ["edition", "currency", "base_year"]
    assert bank.section("figures").items[0].id == "parcels"
    with pytest.raises(KeyError):
        bank.section("none")


def test_tables(bank):
    assert [row["code"] for row in bank.table("standards")] == ["AED", "QUALITY", "REVENUE"]
    assert bank.table("none") == ()
    row = bank.standard("AED")
    assert row == {
        "id": "aed", "code": "AED", "heading": "I", "title": "Advance data", "number_2018": 1, "share": "0.5",
        "since": "2018-06", "day": "2018-06-29", "editions": ("2018", "2022"), "new": False,
    }  # fmt: skip
    assert bank.standard("REVENUE")["number_2018"] is None
    with pytest.raises(KeyError):
        bank.standard("NONE")


def test_standards(bank):
    assert bank.score_of_standard("AED").id == "aed"
    assert bank.score_of_standard("QUALITY") is None
    assert [item.id for item in bank.items_of_standard("REVENUE")] == ["revenue_model"]
    assert bank.items["quality_rules"].heading == "I"


def test_one_pack_twice_is_refused(ground, sample, tr):
    with pytest.raises(UserError) as caught:
        Bank([ground, sample, sample])
    assert caught.value.code == "pack.id_twice"
    assert "sample" in sentence(caught.value, tr)


def test_items_as_they_are_read(bank):
    use = bank.items["aed_use"]
    assert (use.evidence_from, use.evidence_label, use.target, use.weight) == (2, "Proof of use", 3, 3)
    assert use.followup.levels == (1, 2)
    assert [level.value for level in use.levels] == [0, 1, 2, 3, 4]
    assert use.levels[3].name == "Established"
    assert use.allow == {"na", "unknown"}
    assert bank.items["aed_time"].evidence_from == 3, "the check of the product"
    assert bank.items["aed_law"].weight == 2
    assert bank.items["aed_scope"].weight == 0
    assert [(r.instrument, r.pinpoint, r.status) for r in bank.items["aed_law"].refs] == [
        ("rkc", "General Annex 3.25", "to_check"), ("tfa", "7.1", "to_check"),
    ]  # fmt: skip
    assert bank.items["hours"].unit_label == "days"
    assert bank.items["budget"].currency == "${p.currency}"
