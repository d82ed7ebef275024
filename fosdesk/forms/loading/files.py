"""The files of a pack on disk."""

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from fosdesk.forms.loading.source import Report, Source
from fosdesk.forms.loading.tree import BadYaml, Node, read_tree
from fosdesk.forms.problems import PackError

MANIFEST = "pack.yaml"
MOST_FILES = 500
_CARRIED = ("MANIFEST.json", "SIGNATURE", "LICENSE", "README.md")


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


class Files:
    """The files of a pack while it is read; remembers which were asked for."""

    def __init__(self, folder: Path, report: Report) -> None:
        """List the files below `folder`."""
        self.all = files_of(folder)
        self.report = report
        self.asked = {MANIFEST, *_CARRIED}

    def manifest(self) -> tuple[Source, Node] | None:
        """`pack.yaml`, or None with a note of what is wrong with it."""
        if MANIFEST not in self.all:
            self.report.errors.append(PackError(MANIFEST, 1, 1, "pack.no_manifest"))
            return None
        if len(self.all) > MOST_FILES:
            params = {"most": MOST_FILES, "count": len(self.all)}
            self.report.errors.append(PackError(MANIFEST, 1, 1, "pack.too_many_files", params))
            return None
        return self._open(MANIFEST)

    def named(self, source: Source, node: Node) -> tuple[Source, Node] | None:
        """The file that a node of another file names."""
        name = source.text(node)
        path = PurePosixPath(name)
        if not name or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            source.bad(node, "pack.bad_path", name=name)
            return None
        if name not in self.all:
            source.unknown(node, "pack.file_missing", name, self.all)
            return None
        self.asked.add(name)
        return self._open(name)

    def _open(self, name: str) -> tuple[Source, Node] | None:
        content = self.all[name].read_bytes()
        try:
            tree = read_tree(content)
        except BadYaml as error:
            place = (name, error.line + 1, error.column + 1)
            self.report.errors.append(PackError(*place, error.code, error.params))
            return None
        return Source(name, content.decode("utf-8-sig").splitlines(), self.report), tree

    def left_over(self) -> list[str]:
        """YAML files that no other file names."""
        return [name for name in self.all if name not in self.asked and name.endswith((".yaml", ".yml"))]
