"""Files on a stick are whole, never overwrite anything, and can be checked with ordinary tools."""

import errno
import os
import subprocess
from pathlib import Path

import pytest

from fosdesk.base.errors import Cancelled, UserError
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


def test_a_stick_that_fails_in_the_middle_is_left_as_it_was(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "report.pdf").write_bytes(b"somebody's")
    flush, left = os.fsync, iter([True, True])  # the first file and its folder reach the device

    def full(descriptor: int) -> None:
        if not next(left, False):
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as refused:
        hand_over(files, stick, SilentProgress())
    assert refused.value.code == "file.disk_full"
    assert [path.name for path in stick.iterdir()] == ["report.pdf"]
    assert (stick / "report.pdf").read_bytes() == b"somebody's"


def test_a_cancelled_copy_leaves_nothing(files: list[Path], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    class Impatient:
        def report(self, done: int, total: int, text: str = "") -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        hand_over(files, stick, Impatient())
    assert list(stick.iterdir()) == []


def test_a_stick_that_is_gone_is_a_sentence(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        hand_over(files, tmp_path / "gone", SilentProgress())
    assert refused.value.code == "file.gone"
