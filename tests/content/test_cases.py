"""The cases that the packs carry, and what the analysis makes of the sample country."""

import pytest

from fosdesk.analysis.pack_tests import run_pack_tests
from fosdesk.forms.bank import Bank


@pytest.mark.parametrize("pack", ["environment", "standards"])
def test_the_cases_of_a_pack_pass(bank: Bank, pack: str) -> None:
    failures = run_pack_tests(bank, bank.packs[pack])
    assert len(bank.packs[pack].cases) >= 13
    assert [(failure.case.name, failure.mismatches) for failure in failures] == []
