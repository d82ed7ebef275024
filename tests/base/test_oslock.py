import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fosdesk.base import oslock
from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.base.oslock import FolderLock, holder, this_process

HOLDER = """
import sys
from pathlib import Path
from fosdesk.base.oslock import FolderLock, this_process
lock = FolderLock.acquire(Path(sys.argv[1]), this_process("Ama"))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_taker_is_told_who_holds_it(tmp_path: Path, tr: Texts) -> None:
    path = tmp_path / "store.lock"
    with FolderLock.acquire(path, {"host": "customs-07", "pid": 12, "person": "Ama"}):
        with pytest.raises(UserError) as caught:
            FolderLock.acquire(path, {})
        assert caught.value.code == "store.locked"
        assert "Ama, on customs-07 (process 12)" in sentence(caught.value, tr)
    with FolderLock.acquire(path, {}):
        pass


def test_releasing_twice_is_harmless_and_leaves_the_lock_file(tmp_path: Path) -> None:
    path = tmp_path / "store.lock"
    lock = FolderLock.acquire(path, this_process("Ama"))
    assert json.loads((tmp_path / "store.lock.json").read_text())["person"] == "Ama"
    lock.release()
    lock.release()
    assert [p.name for p in tmp_path.iterdir()] == ["store.lock"]


@pytest.mark.parametrize("end", ["kill", "close"])
def test_the_system_lets_go_when_the_process_ends(tmp_path: Path, end: str) -> None:
    path = tmp_path / "store.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(UserError) as caught:
            FolderLock.acquire(path, {})
        assert caught.value.params["pid"] == str(other.pid)
        other.kill() if end == "kill" else other.stdin.close()
        other.wait()
    with FolderLock.acquire(path, {}):
        pass


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff"])
def test_a_damaged_note_harms_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.lock.json").write_bytes(content)
    assert holder(tmp_path / "store.lock") == {"host": "–", "pid": "–", "person": "–"}


def test_a_disk_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(oslock, "_lock", no_locks)
    with pytest.raises(UserError) as caught:
        FolderLock.acquire(tmp_path / "store.lock", {})
    assert caught.value.code == "store.cannot_lock"


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        FolderLock.acquire(tmp_path / "gone" / "store.lock", {})
    assert caught.value.code == "file.gone"
