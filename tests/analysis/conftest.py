"""The packs of the tests of the forms, as one bank."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fosdesk.analysis.gaps import profile
from fosdesk.analysis.scores import all_scores
from fosdesk.forms.bank import Bank
from fosdesk.forms.loader import load_pack
from fosdesk.forms.state import Form

PACKS = Path(__file__).parent.parent / "forms" / "packs"


@pytest.fixture(scope="session")
def bank() -> Bank:
    ground = load_pack(PACKS / "ground")
    return Bank([ground, load_pack(PACKS / "sample", [ground])])


@pytest.fixture(scope="session")
def form(bank: Bank) -> Form:
    return Form(bank)


@pytest.fixture
def ground_like(bank: Bank):
    """A profile of five Standards A to E: (level, target), None for nothing rated, "low" for too little."""
    table = replace(bank.tables["standards"], rows=tuple({"id": c, "code": c.upper()} for c in "abcde"))
    scored = all_scores(bank, Form(bank).full({}))["revenue"]
    specs = {c: replace(bank.scores["revenue"], id=c, standard=c.upper()) for c in "edcba"}
    packs = [replace(pack, tables=(), scores=()) for pack in bank.packs.values()]
    packs[0] = replace(packs[0], tables=(table,))
    packs[1] = replace(packs[1], scores=tuple(specs.values()))
    five = Bank(packs)

    def rows(levels):
        now, aims = {}, {}
        for name, given in levels.items():
            level, aim = given if isinstance(given, tuple) else (None, 4)
            status = {None: "empty", "low": "low_coverage"}.get(
                given if not isinstance(given, tuple) else 0, "scored"
            )
            now[name] = replace(
                scored, id=name, status=status, value=None if level is None else Decimal(level)
            )
            aims[name] = replace(scored, id=name, value=Decimal(aim))
        return profile(five, now, aims)

    return rows
