"""Packs of the tests: `ground`, a reference pack, and `sample`, which uses every type this version reads."""

import shutil
from pathlib import Path

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.loader import load_pack
from fosdesk.forms.pack import Pack
from fosdesk.forms.state import Form

PACKS = Path(__file__).parent / "packs"


@pytest.fixture(scope="session")
def ground() -> Pack:
    """Standards, dimensions and instruments."""
    return load_pack(PACKS / "ground")


@pytest.fixture(scope="session")
def sample(ground: Pack) -> Pack:
    """Questions of every type."""
    return load_pack(PACKS / "sample", [ground])


@pytest.fixture(scope="session")
def bank(ground: Pack, sample: Pack) -> Bank:
    """Both packs."""
    return Bank([ground, sample])


@pytest.fixture(scope="session")
def form(bank: Bank) -> Form:
    """The bank ready to compute, with the defaults of its parameters."""
    return Form(bank)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A folder with copies of both packs, to be spoilt."""
    shutil.copytree(PACKS, tmp_path / "packs")
    return tmp_path / "packs"
