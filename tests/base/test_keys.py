import re
import subprocess
import sys
from pathlib import Path

import pytest

from fosdesk.base.keys import KEY_FILE, load_or_create, new_key, verify


def test_the_key_is_made_once(tmp_path: Path) -> None:
    key = load_or_create(tmp_path / "keys")
    assert re.fullmatch(r"[0-9a-f]{64}", key.station_id)
    assert load_or_create(tmp_path / "keys") == key
    assert key.secret.hex() not in repr(key)


def test_a_signature_holds_for_its_message_and_station_alone(tmp_path: Path) -> None:
    key, other = load_or_create(tmp_path / "a"), load_or_create(tmp_path / "b")
    signature = key.sign(b"manifest")
    assert len(signature) == 64
    assert verify(key.station_id, signature, b"manifest")
    assert not verify(key.station_id, signature, b"manifesto")
    assert not verify(other.station_id, signature, b"manifest")


@pytest.mark.parametrize("station", ["", "zz" * 32, "00" * 31, "é" * 64])
def test_a_station_that_is_none_verifies_nothing(station: str) -> None:
    assert not verify(station, b"\0" * 64, b"")


@pytest.mark.parametrize("signature", [b"", b"\0" * 63, b"\0" * 64, b"\0" * 65])
def test_a_signature_that_is_none_is_refused(tmp_path: Path, signature: bytes) -> None:
    assert not verify(load_or_create(tmp_path).station_id, signature, b"")


def test_a_new_key_keeps_the_old_one(tmp_path: Path) -> None:
    first = load_or_create(tmp_path)
    old = (tmp_path / KEY_FILE).read_bytes()
    second, third = new_key(tmp_path), new_key(tmp_path)
    assert len({first.station_id, second.station_id, third.station_id}) == 3
    assert load_or_create(tmp_path) == third
    assert (tmp_path / f"{KEY_FILE}.1").read_bytes() == old
    assert (tmp_path / f"{KEY_FILE}.2").exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"station": "00", "secret": "00"}', b"\xff"])
def test_a_damaged_key_is_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    key = load_or_create(tmp_path)
    assert verify(key.station_id, key.sign(b"x"), b"x")
    assert (tmp_path / f"{KEY_FILE}.1").read_bytes() == content


def test_the_id_is_known_without_the_heavy_library(tmp_path: Path) -> None:
    key = load_or_create(tmp_path)
    code = (
        "import sys; from pathlib import Path; from fosdesk.base.keys import load_or_create\n"
        "print(load_or_create(Path(sys.argv[1])).station_id, 'cryptography' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == [key.station_id, "False"]
