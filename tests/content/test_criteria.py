"""The criteria of the Standards: complete, described at five levels, with all that guides an answer."""

import textwrap

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType
from fosdesk.forms.translation import texts_of

NAMES = ["Not started", "Initial", "Developing", "Established", "Measured and improving"]
DIMENSIONS = {
    "AED-LEGAL": "LLLLLLCL",
    "AED-STANDARDS": "IIIIPGIH",
    "AED-QUALITY": "GIMCPLCH",
    "RISK": "GIPPMCPH",
    "NII-ANALYTICS": "IPIICHG",
    "SIMPLIFIED": "PIPPPPCP",
    "AEO": "LPPPCMH",
    "REVENUE": "GLIPPCPM",
    "DEMINIMIS": "LGGPICM",
    "FRAUD": "GPLPCCPH",
    "INTERAGENCY": "GCLIPPM",
    "PPP": "CGCCPMP",
    "INTLCOOP": "CLCICCC",
    "AWARENESS": "GPICHHMP",
    "MEASUREMENT": "GICMMGMH",
    "TECHNOLOGY": "GCILIHM",
}
"""Every criterion of every Standard, by the letter of its dimension."""


@pytest.fixture(scope="session")
def criteria(bank: Bank) -> list[Item]:
    """All items that are rated by level."""
    found = [item for item in bank.items.values() if item.type is ItemType.LEVEL]
    assert len(found) == 121
    return found


def test_each_standard_has_its_criteria_in_their_dimensions(criteria: list[Item]) -> None:
    for code, dimensions in DIMENSIONS.items():
        items = [item for item in criteria if item.standard == code]
        assert [item.code for item in items] == [f"{code}-C{n}" for n in range(1, len(dimensions) + 1)]
        assert [item.id for item in items] == [item.code.lower().replace("-", "_") for item in items]
        assert "".join(item.dimension for item in items) == dimensions


def test_a_criterion_has_a_short_name_that_is_translated(bank: Bank, criteria: list[Item]) -> None:
    contexts = texts_of(bank.packs["standards"])
    assert len({item.short for item in criteria}) == 121
    for item in criteria:
        assert 0 < len(item.short) <= 36, item.id
        assert contexts[f"{item.id}.short"] == item.short


def test_five_levels_are_described_and_all_differ(criteria: list[Item]) -> None:
    for item in criteria:
        assert [level.value for level in item.levels] == [0, 1, 2, 3, 4], item.id
        assert [level.name for level in item.levels] == NAMES, item.id
        assert len({level.text for level in item.levels}) == 5, item.id


def test_a_level_takes_two_lines_of_eighty_characters_at_most(criteria: list[Item]) -> None:
    long = [
        (item.id, level.value)
        for item in criteria
        for level in item.levels
        if len(textwrap.wrap(level.text, 80)) > 2
    ]
    assert long == []


def test_levels_are_sentences_and_the_highest_builds_on_the_third(criteria: list[Item]) -> None:
    for item in criteria:
        for level in item.levels:
            assert level.text.endswith("."), (item.id, level.value)
            assert level.text[0].isupper(), (item.id, level.value)
        assert item.levels[4].text.startswith("As level 3, and "), item.id


def test_a_level_that_asks_to_name_what_is_missing_opens_a_row_of_tags(criteria: list[Item]) -> None:
    for item in criteria:
        asking = tuple(level.value for level in item.levels if "Name " in level.text)
        assert asking == (2,), item.id
        assert item.followup is not None, item.id
        assert item.followup.levels == asking, item.id
        assert item.followup.label, item.id


def test_every_criterion_guides_the_person_who_answers(criteria: list[Item]) -> None:
    for item in criteria:
        assert all((item.hint, item.guidance, item.refs)), item.id
        assert len(item.typical_evidence) >= 2, item.id
        assert len(item.who_knows) >= 2, item.id
        assert len(item.misjudgements) >= 2, item.id
        assert {ref.status for ref in item.refs} == {"to_check"}, item.id
        assert all(ref.pinpoint for ref in item.refs), item.id


def test_every_criterion_has_weight_target_evidence_rule_and_tier(criteria: list[Item]) -> None:
    for item in criteria:
        assert (item.weight, item.target, item.evidence_from) == (1, 3, 3), item.id
        assert item.evidence_label, item.id
        assert item.allow == {"na", "unknown"}, item.id
        assert item.disclosure in {"national", "wco", "regional", "public"}, item.id
        assert item.source == "constructed", item.id


def test_each_standard_and_heading_is_scored_and_nothing_above_them(bank: Bank) -> None:
    standards = {spec.standard for spec in bank.scores.values() if spec.standard}
    headings = {spec.heading for spec in bank.scores.values() if spec.heading}
    assert standards == set(DIMENSIONS)
    assert headings == {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"}
    assert len(bank.scores) == len(standards) + len(headings)
    for spec in bank.scores.values():
        assert [band.label for band in spec.bands] == NAMES, spec.id


def test_data_quality_is_asked_in_the_edition_of_2022_only(bank: Bank) -> None:
    conditional = {section.standard: section.relevant for section in bank.sections if section.relevant}
    assert list(conditional) == ["AED-QUALITY"]
    assert conditional["AED-QUALITY"].source == "${p.edition} = '2022'"


def test_every_standard_is_part_of_a_rule(bank: Bank) -> None:
    read = {item_id for rule in bank.rules.values() for item_id in rule.when.reads}
    assert {bank.items[item_id].standard for item_id in read} == set(DIMENSIONS)


def test_the_list_of_models_is_not_scored(bank: Bank) -> None:
    assert bank.items["revenue_models"].weight == 0
    scored = {item_id for spec in bank.scores.values() for item_id, weight in spec.items if weight}
    assert "revenue_models" not in scored
    assert {item.id for item in bank.items.values() if item.type is ItemType.LEVEL} == scored


def test_rules_propose_an_action_each(bank: Bank) -> None:
    assert len(bank.rules) >= 21
    for rule in bank.rules.values():
        assert all((rule.finding, rule.refs, rule.action)), rule.id
        assert rule.severity in {"high", "medium", "low"}, rule.id
        assert rule.action is not None
        assert all((rule.action.title, rule.action.owner, rule.action.months)), rule.id
