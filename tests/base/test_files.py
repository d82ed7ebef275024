import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base import files
from fosdesk.base.errors import Cancelled, UserError, sentence
from fosdesk.base.files import fsync_folder, safe_name, sha256_file, told, write_replacing, write_unique
from fosdesk.base.language import Texts


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_content_replaces_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_replacing(path, b"old")
    write_replacing(path, lambda file: file.write(b"new") and None)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["report.pdf"]


def test_a_private_file_is_for_its_owner(tmp_path: Path) -> None:
    write_replacing(tmp_path / "station.key", b"secret", private=True)
    assert stat.S_IMODE((tmp_path / "station.key").stat().st_mode) == 0o600


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise Cancelled

    with pytest.raises(Cancelled):
        write_replacing(path, fail)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tr: Texts, step: str
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, step, full)
    with pytest.raises(UserError) as caught:
        write_replacing(path, b"new")
    assert caught.value.code == "file.disk_full"
    assert "The disk is full" in sentence(caught.value, tr)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


def test_the_file_and_then_its_folder_are_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("replace")
        replace(source, target)

    monkeypatch.setattr(files.os, "fsync", noted_fsync)
    monkeypatch.setattr(files.os, "replace", noted_replace)
    write_replacing(tmp_path / "a", b"x")
    assert steps == ["file", "replace", "folder"]
    steps.clear()
    write_unique(tmp_path, "b", b"x")
    assert steps == ["file", "folder"]


def test_unique_names_never_overwrite(tmp_path: Path) -> None:
    made = [write_unique(tmp_path, "Valdoria.fosdesk", content) for content in (b"1", b"2", b"3")]
    assert [path.name for path in made] == [
        "Valdoria.fosdesk",
        "Valdoria (2).fosdesk",
        "Valdoria (3).fosdesk",
    ]
    assert [path.read_bytes() for path in made] == [b"1", b"2", b"3"]


def test_a_file_is_copied_with_progress(tmp_path: Path) -> None:
    source, stick = tmp_path / "source", tmp_path / "stick"
    stick.mkdir()
    source.write_bytes(os.urandom(2_500_000))
    seen: list[tuple[int, int]] = []

    class Noted:
        def report(self, done: int, total: int, text: str = "") -> None:
            seen.append((done, total))

    copy = write_unique(stick, "copy.bin", source, Noted())
    assert sha256_file(copy) == sha256_file(source)
    assert seen[-1] == (2_500_000, 2_500_000)
    assert len(seen) == 3


def test_a_cancelled_copy_leaves_nothing(tmp_path: Path) -> None:
    source, stick = tmp_path / "source", tmp_path / "stick"
    stick.mkdir()
    source.write_bytes(b"x" * 2_000_000)

    class Impatient:
        def report(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_unique(stick, "copy.bin", source, Impatient())
    assert names(stick) == []


def test_a_stick_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "sha256_file", lambda _: hashlib.sha256(b"something else").hexdigest())
    with pytest.raises(UserError) as caught:
        write_unique(tmp_path, "copy.bin", b"content")
    assert caught.value.code == "file.copy_differs"
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "file.disk_full"),
        (errno.EDQUOT, "file.disk_full"),
        (errno.EACCES, "file.no_rights"),
        (errno.EROFS, "file.no_rights"),
        (errno.ENOENT, "file.gone"),
        (errno.EIO, "file.device_failed"),
        (errno.EISDIR, "file.is_folder"),
        (errno.ELOOP, "file.other"),
    ],
)
def test_errors_of_the_system_become_sentences(number: int, code: str, tr: Texts) -> None:
    with pytest.raises(UserError) as caught, told(Path("somewhere.xlsx")):
        raise OSError(number, os.strerror(number))
    assert caught.value.code == code
    assert "somewhere.xlsx" in sentence(caught.value, tr)


def test_a_file_open_in_another_program_is_named_on_windows() -> None:
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32  # type: ignore[attr-defined]
    assert files.user_error(error, Path("x")).code == "file.in_use"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_replacing(tmp_path / "gone" / "file", b"")
    assert caught.value.code == "file.gone"


def test_disks_that_cannot_flush_folders_are_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EINVAL, "no")

    monkeypatch.setattr(files.os, "fsync", refuse)
    fsync_folder(tmp_path)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Report: 2026/27?.pdf", "Report_ 2026_27_.pdf"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("con", "_con"),
        ("AUX.txt", "_AUX.txt"),
        ("  spaced \n out . ", "spaced out"),
        ("", "_"),
        ("...", "_"),
        ("تقرير.xlsx", "تقرير.xlsx"),
        ("a\u202egpj.exe", "a_gpj.exe"),
    ],
)
def test_names_are_safe_on_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_becomes_a_name(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name.encode("utf-8")) <= 200
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name.strip(". ") == name or name.startswith("_")
    assert safe_name(name) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("ж" * 400 + ".fosdesk")
    assert name.endswith("ж.fosdesk")
    assert len(name.encode("utf-8")) <= 200
