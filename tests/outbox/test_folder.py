"""Files on a stick are whole, never overwrite anything, and can be checked with ordinary tools."""

import subprocess
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.progress import SilentProgress
from fosdesk.outbox.folder import hand_over


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for name in ("report.pdf", "كتاب.xlsx"):
        made.append(tmp_path / name)
        made[-1].write_bytes(name.encode() * 1000)
    return made


def test_the_checksums_are_those_that_sha256sum_computes(files: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    done = hand_over(files, stick, SilentProgress())
    checked = subprocess.run(["sha256sum", "-c", done.sums.name], cwd=stick, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert [path.read_bytes() for path, _ in done.files] == [file.read_bytes() for file in files]


def test_nothing_on_the_stick_is_overwritten(files: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "report.pdf").write_bytes(b"somebody's")
    hand_over(files, stick, SilentProgress())
    hand_over(files, stick, SilentProgress())
    assert (stick / "report.pdf").read_bytes() == b"somebody's"
    assert len(list(stick.glob("*.pdf"))) == 3
    assert len(list(stick.glob("SHA256SUMS*"))) == 2


def test_a_stick_that_is_gone_is_a_sentence(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        hand_over(files, tmp_path / "gone", SilentProgress())
    assert refused.value.code == "file.gone"
