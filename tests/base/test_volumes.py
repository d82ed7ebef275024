from dataclasses import replace
from pathlib import Path

import pytest

from fosdesk.base import volumes
from fosdesk.base.errors import sentence
from fosdesk.base.files import VolumeFacts, check_volume, system_probe
from fosdesk.base.language import Texts
from fosdesk.base.volumes import BLOCKING, linux_filesystem, mac_disk, synced_by

GOOD = VolumeFacts(fixed=True, filesystem="ext4", synced_by=None, writable=True, free_bytes=10**9)


class Invented:
    def __init__(self, facts: VolumeFacts) -> None:
        self._facts = facts

    def facts(self, folder: Path) -> VolumeFacts:
        return self._facts


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"filesystem": "vfat"}, ["volume.fat"]),
        ({"filesystem": "exfat", "fixed": False}, ["volume.fat", "volume.not_fixed"]),
        ({"synced_by": "OneDrive"}, ["volume.synced"]),
        ({"writable": False}, ["volume.not_writable"]),
        ({"free_bytes": 1_000_000}, ["volume.full"]),
    ],
)
def test_each_finding_has_its_sentence(change: dict[str, object], codes: list[str], tr: Texts) -> None:
    found = check_volume(Path("library"), Invented(replace(GOOD, **change)), 50_000_000)  # type: ignore[arg-type]
    assert [error.code for error in found] == codes
    assert all("library" in sentence(error, tr) for error in found)


def test_only_what_makes_work_impossible_forbids() -> None:
    worst = VolumeFacts(fixed=False, filesystem="vfat", synced_by="Dropbox", writable=False, free_bytes=0)
    found = [error.code for error in check_volume(Path("x"), Invented(worst), 1)]
    assert set(found[:2]) == BLOCKING
    assert len(found) == 5


def test_the_system_is_asked(tmp_path: Path) -> None:
    facts = system_probe().facts(tmp_path / "not" / "yet" / "there")
    assert facts.writable
    assert facts.free_bytes > 0
    assert facts.filesystem == facts.filesystem.lower()
    assert facts.synced_by is None
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_forgets_is_not_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"something else")
    assert not system_probe().facts(tmp_path).writable


def test_a_folder_without_rights_is_not_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(volumes.os, "fsync", refuse)
    assert not system_probe().facts(tmp_path).writable
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/a/Dropbox/work", "Dropbox"),
        ("/Users/a/OneDrive - Customs/x", "OneDrive"),
        ("/Users/a/Library/Mobile Documents/x", "iCloud"),
        ("/home/a/Nextcloud", "Nextcloud"),
        ("/home/a/.local/share/FOSDesk", None),
    ],
)
def test_synced_folders_are_known_by_name(folder: str, service: str | None) -> None:
    assert synced_by(Path(folder), {}) == service


def test_synced_folders_are_known_by_variable_and_by_mark(tmp_path: Path) -> None:
    assert synced_by(tmp_path / "x", {"OneDrive": str(tmp_path)}) == "OneDrive"
    (tmp_path / ".stfolder").mkdir()
    assert synced_by(tmp_path / "deep" / "er", {}) == "Syncthing"


MOUNTS = [
    "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw",
    "30 22 8:17 / /media/ama/USB\\040STICK rw - vfat /dev/sdb1 rw",
    "31 22 0:50 / /srv/share rw - nfs4 server:/x rw",
]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/ama", "ext4"),
        ("/media/ama/USB STICK/dossiers", "vfat"),
        ("/srv/share", "nfs4"),
    ],
)
def test_the_mount_of_a_folder_is_found_on_linux(folder: str, expected: str) -> None:
    assert linux_filesystem(Path(folder), MOUNTS) == expected


def test_a_mount_that_cannot_be_seen_has_no_name() -> None:
    assert linux_filesystem(Path("/home/ama"), MOUNTS[1:]) == ""


MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
/dev/disk4s1 on /Volumes/USB STICK (msdos, local, nodev, nosuid)
//a@server/x on /Volumes/x (smbfs, nodev, nosuid)
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/Users/ama", (True, "apfs")),
        ("/Volumes/USB STICK/a", (False, "msdos")),
        ("/Volumes/x", (False, "smbfs")),
    ],
)
def test_the_mount_of_a_folder_is_found_on_macos(folder: str, expected: tuple[bool, str]) -> None:
    assert mac_disk(Path(folder), MAC) == expected
