"""Journals, keys and dossiers for the tests of exchange: small, deterministic, made by the real code."""

import io
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fosdesk import __version__
from fosdesk.base.ids import seeded_ids
from fosdesk.base.keys import StationKey
from fosdesk.exchange.dossier import DossierSource, Kind, PackFiles, PackStamp, dossier_bytes, prepare
from fosdesk.exchange.reader import Verified, verify_dossier
from fosdesk.model.journal import change_id, make_body

ASSESSMENT = seeded_ids(1).new()
SERVE = """
import sys
from fosdesk.base.worker import serve
from fosdesk.exchange.dossier import WORKERS
sys.exit(serve(sys.argv[2], WORKERS))
"""


def _key(seed: int) -> StationKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = random.Random(seed).randbytes(32)
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    return StationKey(public.hex(), secret)


def _journal(count: int = 40, stations: int = 3, seed: int = 5, assessment: str = ASSESSMENT) -> list[bytes]:
    """Bodies as stations would write them: chained, superseding, with texts of several scripts."""
    chance = random.Random(seed)
    names = [_key(1000 + n).station_id for n in range(stations)]
    last: dict[str, tuple[int, str]] = dict.fromkeys(names, (0, ""))
    heads: dict[tuple[str, str], str] = {}
    bodies = []
    for depth in range(1, count + 1):
        station = chance.choice(names)
        seq, previous = last[station]
        cell = (f"risk_c{chance.randrange(6)}", chance.choice(["value", "comment", "flag"]))
        body = make_body(
            kind="set",
            assessment=assessment,
            station=station,
            seq=seq + 1,
            previous=previous,
            depth=depth,
            wall_at="2026-04-01T09:30:00Z",
            zone="+0200",
            author="Amina",
            pack="standards@1.0",
            entity=cell[0],
            field=cell[1],
            value={"v": chance.choice(["3", "Données partagées", "нет", "لا", chance.randrange(5)])},
            supersedes=[heads[cell]] if cell in heads else [],
            batch=f"batch{depth}",
        )
        heads[cell] = change_id(body)
        last[station] = (seq + 1, heads[cell])
        bodies.append(body)
    return bodies


@pytest.fixture(scope="session")
def assessment() -> str:
    """The assessment that all test dossiers belong to."""
    return ASSESSMENT


@pytest.fixture(scope="session")
def key() -> Callable[[int], StationKey]:
    """The key of a station by number."""
    return _key


@pytest.fixture(scope="session")
def journal() -> Callable[..., list[bytes]]:
    """A journal of `count` changes."""
    return _journal


@pytest.fixture(scope="session")
def source() -> Callable[..., DossierSource]:
    """A source of a dossier of kind copy; every part can be replaced by keyword."""

    def make(**parts: Any) -> DossierSource:
        pack = PackFiles(
            PackStamp("standards", "1.0", "ab" * 32),
            {"pack.yaml": b"id: standards\n" * 20, "sections/risk.yaml": b"items: []\n"},
        )
        usual: dict[str, Any] = {
            "kind": Kind.COPY,
            "dossier": seeded_ids(2).new(),
            "assessment": ASSESSMENT,
            "edition": "2022",
            "bodies": _journal(),
            "created": datetime(2026, 4, 1, 12, 0, tzinfo=UTC),
            "packs": [pack],
        }
        return DossierSource(**(usual | parts))

    return make


@pytest.fixture(scope="session")
def build(source: Callable[..., DossierSource]) -> Callable[..., bytes]:
    """The bytes of a dossier, signed by station 1."""

    def make(**parts: Any) -> bytes:
        return b"".join(dossier_bytes(prepare(source(**parts), _key(1))))

    return make


@pytest.fixture(scope="session")
def verify() -> Callable[..., Verified]:
    """Verify the bytes of a dossier in this process."""

    def check(data: bytes, assessment: str | None = None, version: str = __version__) -> Verified:
        return verify_dossier(io.BytesIO(data), len(data), version, assessment)

    return check


@pytest.fixture(scope="session")
def worker() -> list[str]:
    """The command of a worker process that serves dossiers."""
    return [sys.executable, "-c", SERVE]


@pytest.fixture
def evidence(tmp_path: Path) -> dict[str, Path]:
    """Two evidence files by their SHA-256."""
    from fosdesk.base.files import sha256_file

    found = {}
    for name, content in (("law.pdf", b"%PDF-1.7 law"), ("photo.png", random.Random(9).randbytes(300_000))):
        path = tmp_path / name
        path.write_bytes(content)
        found[sha256_file(path)] = path
    return found
