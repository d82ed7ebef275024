"""Legal requirements in packs: rule, references with their strength, lead time, practice, dependencies."""

import shutil
from pathlib import Path

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.cache import load_cached
from fosdesk.forms.difference import compare
from fosdesk.forms.loader import check_pack, load_pack
from fosdesk.forms.pack import Item, LeadTime, Reference
from fosdesk.forms.state import Form
from fosdesk.forms.translation import texts_of, translated
from fosdesk.model.answers import NotApplicable, Value

PACKS = Path(__file__).parents[1] / "packs"
ITEM = """
  - id: duty
    code: L-1
    type: choice
    choices: yn
    label: Does the law create the duty?
    standard: AED
    dimension: L
    requirement:
      rule: The act creates the duty.
      rule_level: [act, regulation]
      modification: Amend the act.
      lead_time: {minimum: 6, likely: 12, maximum: 24}
      gate: true
      practice: {choices: channels, label: Do the data arrive?}
    refs:
      - {instrument: tfa, pinpoint: "7.1", strength: treaty, limb: Customs accepts early data}
      - {instrument: rkc, strength: guidance, verified_by: "A reader, 2026-05-01"}
    tags: [requirement]
    roles: [legal]
    allow: [na, unknown]
    disclosure: wco
    source: constructed
"""
SECOND = ITEM.replace("id: duty", "id: format").replace("gate: true", "depends_on: [duty]")


@pytest.fixture
def folder(tmp_path):
    """A pack of two requirements over the ground pack of the tests."""
    shutil.copytree(PACKS / "ground", tmp_path / "ground")
    made = tmp_path / "legal"
    (made / "sections").mkdir(parents=True)
    shutil.copy(PACKS / "sample" / "lists.yaml", made)
    (made / "pack.yaml").write_text(
        "format: fosdesk-pack/1\nid: legal\nversion: 1.0.0\nkind: questions\ntitle: Law\n"
        "source_language: en\nlanguages: [en]\nuses: [ground@1]\n"
        "sections: [sections/one.yaml]\nlists: lists.yaml\n"
    )
    _write(made, ITEM + SECOND)
    return made


def _write(folder, items):
    path = folder / "sections" / "one.yaml"
    path.write_text(f"id: law_one\ncode: A\ntitle: One\nitems:{items}")


def _loaded(folder):
    ground = load_pack(folder.parent / "ground")
    return ground, load_pack(folder, [ground])


def _by_id(pack) -> dict[str, Item]:
    return {item.id: item for section in pack.sections for item in section.items}


def test_a_requirement_with_its_practice(folder):
    _, pack = _loaded(folder)
    items = _by_id(pack)
    assert list(items) == ["duty", "duty_practice", "format", "format_practice"]
    duty = items["duty"].requirement
    assert (duty.rule, duty.rule_levels) == ("The act creates the duty.", ("act", "regulation"))
    assert (duty.modification, duty.lead_time) == ("Amend the act.", LeadTime(6, 12, 24))
    assert duty.gate
    assert duty.depends_on == ()
    assert not items["format"].requirement.gate
    assert items["format"].requirement.depends_on == ("duty",)
    practice = items[duty.practice]
    assert (practice.label, practice.code, practice.choice_list) == (
        "Do the data arrive?",
        "L-1P",
        "channels",
    )
    for name in ("standard", "dimension", "roles", "disclosure", "source", "section"):
        assert getattr(practice, name) == getattr(items["duty"], name)
    assert practice.requirement is None
    assert not practice.weight


def test_every_reference_has_its_own_strength_and_limb(folder):
    items = _by_id(_loaded(folder)[1])
    assert items["duty"].refs == (
        Reference("tfa", "7.1", "to_check", "treaty", "Customs accepts early data"),
        Reference("rkc", "", "verified", "guidance", "", "A reader, 2026-05-01"),
    )


def test_practice_is_not_asked_of_what_is_not_applicable(folder):
    form = Form(Bank(_loaded(folder)))
    assert form.full({}).visible("duty_practice")
    assert form.full({"duty": Value("no")}).visible("duty_practice")
    assert not form.full({"duty": NotApplicable("landlocked")}).visible("duty_practice")


def test_the_cache_gives_back_the_same(folder, tmp_path):
    ground, pack = _loaded(folder)
    cache = tmp_path / "cache"
    assert load_cached(folder, cache, [ground]) == pack == load_cached(folder, cache, [ground])


def test_rule_modification_limb_and_practice_are_translated(folder):
    pack = _loaded(folder)[1]
    texts = texts_of(pack)
    assert texts["duty.requirement.rule"] == "The act creates the duty."
    assert texts["duty.requirement.modification"] == "Amend the act."
    assert texts["duty.refs.1.limb"] == "Customs accepts early data"
    assert "duty.refs.2.limb" not in texts
    assert texts["duty_practice.label"] == "Do the data arrive?"
    other = _by_id(translated(pack, lambda context, _: f"[{context}]"))["duty"]
    assert other.requirement.rule == "[duty.requirement.rule]"
    assert [ref.limb for ref in other.refs] == ["[duty.refs.1.limb]", ""]
    assert other.requirement.lead_time == LeadTime(6, 12, 24)


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("minimum: 6", "minimum: 13", "pack.lead_time", "minimum, likely, maximum"),
        ("minimum: 6, ", "", "pack.key_missing", "minimum"),
        ("maximum: 24", "maximum: 121", "pack.number_range", "120"),
        ("[act, regulation]", "[act, regulations]", "pack.no_such_word.near", "regulation"),
        ("[act, regulation]", "[]", "pack.empty_list", "empty"),
        ("strength: treaty", "strength: strong", "pack.no_such_word", "strong"),
        ("choices: channels", "choices: chanels", "pack.unknown_list.near", "channels"),
        ("      rule: The act creates the duty.\n", "", "pack.key_missing", "rule"),
        ("[duty]", "[dutty]", "pack.unknown_requirement.near", "Did you mean “duty”?"),
        ("[duty]", "[format_practice]", "pack.unknown_requirement", "no requirement"),
        ("gate: true", "depends_on: [format]", "pack.requirement_circle", "duty → format → duty"),
        ("type: choice\n    choices: yn\n", "type: text\n", "pack.unknown_key.near", "requirement"),
    ],
)
def test_a_mistake_is_named(folder, tr, old, new, code, said):
    content = ITEM + SECOND
    assert old in content
    _write(folder, content.replace(old, new, 1))
    ground = load_pack(folder.parent / "ground")
    errors = check_pack(folder, [ground]).errors
    found = [error for error in errors if error.code == code]
    assert found, errors
    assert said in found[0].sentence(tr)
    assert found[0].file == "sections/one.yaml"


def test_another_rule_is_a_change_that_the_version_has_to_tell(folder):
    _, old = _loaded(folder)
    _write(folder, (ITEM + SECOND).replace("rule: The act creates", "rule: The act or a decree creates", 1))
    (found,) = compare(old, _loaded(folder)[1]).found
    assert (found.id, found.what, found.bump) == ("duty", "rule", "minor")
