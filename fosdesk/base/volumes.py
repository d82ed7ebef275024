"""The disk under a folder: may a library live there? Facts come from a probe: tests invent disks."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fosdesk.base.errors import UserError

MEGABYTE = 1_000_000
# Findings with which a library must not be opened; the others are warnings with a remedy.
BLOCKING = frozenset({"volume.not_writable", "volume.full"})

_FAT = frozenset({"vfat", "fat", "fat12", "fat16", "fat32", "msdos", "exfat"})
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "9p", "ceph", "fuse.sshfs", "davfs", "ncpfs"}
)
_SERVICES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "yandex.disk": "Yandex Disk",
    "cloudstorage": "a cloud service",
}
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".sync": "Resilio Sync"}
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True, slots=True)
class VolumeFacts:
    """What is known about the disk under a folder."""

    fixed: bool  # part of this computer: not a stick, a card or the network
    filesystem: str  # lower case as the system names it; empty when it does not tell
    synced_by: str | None  # the service that keeps the folder in step, if any
    writable: bool  # what was written there could be read back
    free_bytes: int


class VolumeProbe(Protocol):
    """Finds the facts."""

    def facts(self, folder: Path) -> VolumeFacts:
        """The facts about the disk under `folder`, which need not exist yet."""
        ...


class _SystemProbe:
    def facts(self, folder: Path) -> VolumeFacts:
        from shutil import disk_usage

        standing = _nearest(folder)
        fixed, filesystem = _disk(standing)
        return VolumeFacts(
            fixed=fixed,
            filesystem=filesystem,
            synced_by=synced_by(folder, os.environ),
            writable=_echoes(standing),
            free_bytes=disk_usage(standing).free,
        )


def system_probe() -> VolumeProbe:
    """The probe that asks the operating system."""
    return _SystemProbe()


def check_volume(folder: Path, probe: VolumeProbe, need: int) -> list[UserError]:
    """What speaks against keeping a library in `folder`, of which `need` bytes must be free; worst first.

    Codes in `BLOCKING` forbid it, the others warn.
    """
    facts = probe.facts(folder)
    found = []
    if not facts.writable:
        found.append(UserError("volume.not_writable", folder=folder))
    if facts.free_bytes < need:
        free, wanted = facts.free_bytes // MEGABYTE, -(-need // MEGABYTE)
        found.append(UserError("volume.full", folder=folder, free=free, need=wanted))
    if facts.filesystem in _FAT:
        found.append(UserError("volume.fat", folder=folder, filesystem=facts.filesystem))
    if facts.synced_by is not None:
        found.append(UserError("volume.synced", folder=folder, service=facts.synced_by))
    if not facts.fixed:
        found.append(UserError("volume.not_fixed", folder=folder))
    return found


def synced_by(folder: Path, env: Mapping[str, str]) -> str | None:
    """The service that synchronises `folder`, told by names above it and by marks services leave."""
    place = folder.absolute()
    roots = [Path(env[name]) for name in _ONEDRIVE_VARIABLES if env.get(name)]
    if any(place.is_relative_to(root) for root in roots):
        return "OneDrive"
    for step in (place, *place.parents):
        service = _service_named(step.name) or _service_marked(step)
        if service:
            return service
    return None


def _service_named(name: str) -> str | None:
    low = name.lower()
    if low in _SERVICES:
        return _SERVICES[low]
    return "OneDrive" if low.startswith("onedrive - ") else None


def _service_marked(folder: Path) -> str | None:
    found = [service for mark, service in _MARKS.items() if (folder / mark).is_dir()]
    if not found and next(folder.glob(".sync_*.db"), None) is not None:
        return "Nextcloud"
    return found[0] if found else None


def _nearest(folder: Path) -> Path:
    """`folder`, or the nearest folder above it that exists."""
    return next(step for step in (folder.absolute(), *folder.absolute().parents) if step.is_dir())


def _echoes(folder: Path) -> bool:
    """Whether bytes written into `folder` come back."""
    path, sent = folder / f".fosdesk-echo-{os.urandom(4).hex()}", os.urandom(4096)
    try:
        with path.open("xb") as file:
            file.write(sent)
            file.flush()
            os.fsync(file.fileno())
        came_back = path.read_bytes()
        path.unlink()
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return False
    return came_back == sent


def _disk(folder: Path) -> tuple[bool, str]:
    """Whether the disk under the existing `folder` is fixed, and its file system."""
    if sys.platform == "win32":
        return _windows_disk(folder)
    if sys.platform == "darwin":
        return mac_disk(folder, _mounts_of_mac())
    return _linux_disk(folder)


def _linux_disk(folder: Path) -> tuple[bool, str]:
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    filesystem = linux_filesystem(folder.resolve(), lines)
    return filesystem not in _NETWORK and not _is_removable(folder.stat().st_dev), filesystem


def linux_filesystem(folder: Path, lines: list[str]) -> str:
    """The file system of the mount that holds `folder`, from lines of mountinfo; empty when none does.

    A process in a changed root sees the mounts inside it only.
    """
    best, found = -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        mounted = Path(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), left.split()[4]))
        if folder.is_relative_to(mounted) and len(mounted.parts) >= best:
            best, found = len(mounted.parts), right.split()[0].lower()
    return found


def _is_removable(device: int) -> bool:
    if sys.platform == "win32":  # asked on Linux only, but checked for types everywhere
        return False
    block = Path("/sys/dev/block") / f"{os.major(device)}:{os.minor(device)}"
    if not block.exists():
        return False
    real = block.resolve()
    on_usb = any(part.startswith("usb") for part in real.parts)
    flags = (disk / "removable" for disk in (real, real.parent))
    return on_usb or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


def _mounts_of_mac() -> str:
    import subprocess

    answer = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=10, check=False)
    return answer.stdout


def mac_disk(folder: Path, mounts: str) -> tuple[bool, str]:
    """As `_disk`, from the output of ``mount``: ``/dev/disk3s1 on / (apfs, local, journaled)``."""
    best, found = -1, (True, "")
    for mounted, facts in re.findall(r" on (.+) \((.+)\)$", mounts, re.MULTILINE):
        if folder.is_relative_to(mounted) and len(Path(mounted).parts) >= best:
            words = facts.split(", ")
            fixed = "local" in words and not mounted.startswith("/Volumes/")
            best, found = len(Path(mounted).parts), (fixed, words[0].lower())
    return found


def _windows_disk(folder: Path) -> tuple[bool, str]:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    root = os.path.splitdrive(folder)[0] + "\\"
    name = ctypes.create_unicode_buffer(64)
    known = kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
    fixed_disk, ram_disk = 3, 6
    return kernel.GetDriveTypeW(root) in (fixed_disk, ram_disk), name.value.lower() if known else ""
