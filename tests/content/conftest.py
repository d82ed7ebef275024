"""The packs as they are shipped: as plain YAML, and loaded by the engine."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from fosdesk.forms.bank import Bank
from fosdesk.forms.loader import load_packs

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def forms() -> Path:
    """The folder of the packs."""
    return ROOT / "forms"


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """The folder of the sample country."""
    return ROOT / "resources" / "sample"


@pytest.fixture(scope="session")
def bank(forms: Path) -> Bank:
    """All shipped packs, loaded as the program loads them."""
    return Bank(load_packs(forms))


@pytest.fixture(scope="session")
def raw(forms: Path) -> dict[str, Any]:
    """Every file of the packs as written, by its path below the folder of the packs."""
    files = sorted(forms.rglob("*.yaml"))
    return {str(file.relative_to(forms)): yaml.safe_load(file.read_text("utf-8")) for file in files}
