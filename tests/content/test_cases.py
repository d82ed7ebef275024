"""The cases that the packs carry, and what the analysis makes of the sample country."""

import pytest

from fosdesk.analysis.pack_tests import run_pack_tests
from fosdesk.forms.bank import Bank

CASES = {"environment": 13, "standards": 13, "business": 5, "datasets": 2, "indicators": 6}


@pytest.mark.parametrize(("pack", "least"), CASES.items())
def test_the_cases_of_a_pack_pass(bank: Bank, pack: str, least: int) -> None:
    failures = run_pack_tests(bank, bank.packs[pack])
    assert len(bank.packs[pack].cases) >= least
    assert [(failure.case.name, failure.mismatches) for failure in failures] == []
