"""The files of a pack on disk, and the hash that stands for all of them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path


def files_of(folder: Path) -> dict[str, Path]:
    """All files of a pack by their names relative to `folder`, in order; hidden ones are left out."""
    found = sorted(
        (path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()
    )
    return {name: path for name, path in found if not any(part.startswith(".") for part in name.split("/"))}


def pack_hash(files: Mapping[str, Path]) -> str:
    """SHA-256 over names and contents of all files, in hexadecimal."""
    total = hashlib.sha256()
    for name, path in files.items():
        total.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()} {name}\n".encode())
    return total.hexdigest()
