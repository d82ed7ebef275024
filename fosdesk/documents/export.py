"""Writes a document beside its target, has it checked there, then puts it in place.

A failed or cancelled export leaves the old file as it was and nothing half-made.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fosdesk.base.files import fsync_folder, told


def exported(path: Path, write: Callable[[Path], None], check: Callable[[Path], None]) -> None:
    """Let `write` make the file beside `path` and `check` re-open it, then replace `path`.

    Raises `UserError` (``file.…`` for the disk; what `check` raises for a file that does not read
    back), or what `write` raises; the old file then stands.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with told(path):
        try:
            write(beside)
            _to_disk(beside)
            check(beside)
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        fsync_folder(path.parent)


def _to_disk(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
