"""The files of a pack on disk, and the hash that stands for all of them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

CATALOGUES = "i18n/"


def files_of(folder: Path) -> dict[str, Path]:
    """All files of a pack by their names relative to `folder`, in order.

    Hidden files and links are left out: a pack is what lies in its folder.
    """
    found = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if _plain(path))
    return {name: path for name, path in found if not any(part.startswith(".") for part in name.split("/"))}


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def pack_hash(files: Mapping[str, Path]) -> str:
    """SHA-256 over names and contents of all files but the catalogues of translations, in hexadecimal.

    It tells which questions were answered; a better translation does not make them others.
    """
    total = hashlib.sha256()
    for name, path in files.items():
        if not name.startswith(CATALOGUES):
            total.update(f"{content_hash(path)} {name}\n".encode())
    return total.hexdigest()


def content_hash(path: Path) -> str:
    """SHA-256 of a file in hexadecimal; empty where there is none."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the translations of a pack into a language lie."""
    return folder / CATALOGUES / f"{language}.po"
