"""Writing files so that a power cut, a full disk or a bad stick never leaves half of one behind.

Two ways, for two kinds of disk: `write_replacing` on the computer's own disk, `write_unique` for sticks and
shares, where replacing by rename has been seen to leave empty files.
"""

import errno
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fosdesk.base.errors import UserError
from fosdesk.base.progress import Progress, SilentProgress
from fosdesk.base.volumes import VolumeFacts, VolumeProbe, check_volume, system_probe

__all__ = [
    "VolumeFacts",
    "VolumeProbe",
    "check_volume",
    "fsync_folder",
    "safe_name",
    "sha256_file",
    "system_probe",
    "told",
    "write_replacing",
    "write_unique",
]

_CHUNK = 1 << 20
_LONGEST_NAME = 150  # bytes; file systems take 255, with room for numbers and endings
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
_CODES = {
    errno.ENOSPC: "file.disk_full",
    errno.EDQUOT: "file.disk_full",
    errno.EFBIG: "file.disk_full",
    errno.EACCES: "file.no_rights",
    errno.EPERM: "file.no_rights",
    errno.EROFS: "file.no_rights",
    errno.ENOENT: "file.gone",
    errno.ENOTDIR: "file.gone",
    errno.ENODEV: "file.gone",
    errno.ENXIO: "file.gone",
    errno.ESTALE: "file.gone",
    errno.EIO: "file.device_failed",
    errno.EBUSY: "file.in_use",
    errno.ETXTBSY: "file.in_use",
    errno.EISDIR: "file.is_folder",
}
_SHARING_VIOLATIONS = (32, 33)  # Windows: another program holds the file


def user_error(error: OSError, path: Path) -> UserError:
    """The sentence-bearing form of an error of the operating system about `path`."""
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        code = "file.in_use"
    else:
        code = _CODES.get(error.errno or 0, "file.other")
    return UserError(code, path=path, reason=error.strerror or type(error).__name__)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of the operating system inside the block into `UserError` about `path`."""
    try:
        yield
    except OSError as error:
        raise user_error(error, path) from error


def write_replacing(
    path: Path, content: bytes | Callable[[BinaryIO], None], *, private: bool = False
) -> None:
    """Put `content` (bytes, or a function that writes them) in the place of `path`, whole or not at all.

    For the local disk only; a `private` file is readable by its owner alone. After the return the file
    survives a power cut; after an error the old one stands. Raises `UserError` (``file.…``).
    """
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    with told(path):
        try:
            with open(beside, "xb", opener=_private if private else None) as file:
                _put(file, content)
                _to_disk(file)
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        fsync_folder(path.parent)


def write_unique(
    folder: Path, name: str, content: bytes | Path | Iterable[bytes], progress: Progress | None = None
) -> Path:
    """Write `content` (bytes, whole or in pieces, or a file to copy) as `name` or the next free ``name (2)``.

    For sticks and shares: nothing is overwritten or renamed; the file is flushed to the device, read back and
    compared by its SHA-256. Returns the path. Raises `UserError` (``file.…``) and removes what it wrote.
    """
    path, file = _open_unique(folder, name)
    try:
        with told(path):
            with file:
                written = _copy(content, file, progress or SilentProgress())
                _to_disk(file)
                _forget_cache(file)
            fsync_folder(folder)
            if sha256_file(path) != written:
                raise UserError("file.copy_differs", path=path)
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return path


def fsync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut. Windows does so by itself; some disks cannot."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def sha256_file(path: Path) -> str:
    """The SHA-256 of a file in 64 hexadecimal digits."""
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def safe_name(text: str) -> str:
    """`text` as a file name that every system takes: no separators, controls or reserved names, not too long.

    Letters of all scripts stay. Never empty: nothing usable becomes ``_``.
    """
    allowed = "".join(_name_character(c) for c in unicodedata.normalize("NFC", text))
    stem, dot, ending = " ".join(allowed.split()).strip(". ").rpartition(".")
    if not stem or len(ending.encode()) > 20:
        stem, dot, ending = stem + dot + ending, "", ""
    name = _cut(stem, _LONGEST_NAME).strip(". ") + dot + ending
    return f"_{name}" if not name or name.split(".")[0].strip().lower() in _RESERVED else name


def _name_character(character: str) -> str:
    if character in '<>:"/\\|?*' or unicodedata.category(character) in ("Cc", "Cs", "Cf", "Zl", "Zp"):
        return " " if character in "\t\r\n" else "_"
    return character


def _cut(text: str, size: int) -> str:
    return text.encode("utf-8")[:size].decode("utf-8", "ignore")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _put(file: BinaryIO, content: bytes | Callable[[BinaryIO], None]) -> None:
    if isinstance(content, bytes):
        file.write(content)
    else:
        content(file)


def _open_unique(folder: Path, name: str) -> tuple[Path, BinaryIO]:
    wanted = folder / safe_name(name)
    with told(wanted):
        for number in range(1, 10_000):
            path = wanted if number == 1 else wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
            with suppress(FileExistsError):
                return path, path.open("xb")
        raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _copy(content: bytes | Path | Iterable[bytes], file: BinaryIO, progress: Progress) -> str:
    """Write `content` to `file`; the SHA-256 of what was read from the source."""
    from hashlib import sha256

    digest = sha256()
    for piece in _pieces(content, progress):
        file.write(piece)
        digest.update(piece)
    return digest.hexdigest()


def _pieces(content: bytes | Path | Iterable[bytes], progress: Progress) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, Path):
        done, total = 0, content.stat().st_size
        with content.open("rb") as source:
            while chunk := source.read(_CHUNK):
                yield chunk
                done += len(chunk)
                progress.report(done, max(total, done))
    else:
        yield from content


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS stops at the drive's own cache.
        with suppress(OSError):
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)


def _forget_cache(file: BinaryIO) -> None:
    """Ask the system to read back from the device, not from its memory of what was written."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
