"""The packs of the product load without a mistake, and their own tests pass."""

from pathlib import Path

import pytest

import fosdesk
from fosdesk.analysis.pack_tests import run_pack_tests
from fosdesk.forms.bank import Bank
from fosdesk.forms.loader import check_pack, load_packs, pack_folders
from fosdesk.forms.pack import ItemType

FORMS = Path(fosdesk.__file__).parent.parent / "forms"


@pytest.fixture(scope="module")
def shipped():
    return load_packs(FORMS)


def test_no_mistake_and_no_banned_word(tr):
    packs = []
    for folder in pack_folders(FORMS):
        checked = check_pack(folder, packs)
        assert not checked.errors, [error.sentence(tr) for error in checked.errors]
        banned = [
            w.sentence(tr) for w in checked.warnings if w.code in ("pack.warn.banned_word", "pack.not_named")
        ]
        assert not banned
        packs.append(checked.pack)


def test_their_own_tests_pass(shipped, tr):
    bank = Bank(shipped)
    assert sum(len(pack.cases) for pack in shipped) > 20
    assert [failure.sentence(tr) for pack in shipped for failure in run_pack_tests(bank, pack)] == []


def test_every_standard_has_a_score_and_levels_have_texts(shipped):
    bank = Bank(shipped)
    standards = {section.standard for section in bank.sections if section.standard}
    assert {"AED-LEGAL", "RISK", "REVENUE"} <= standards
    for standard in standards:
        assert bank.score_of_standard(standard) is not None
    for item in bank.items.values():
        if item.type is ItemType.LEVEL:
            assert len(item.levels) == 5
            assert item.standard
