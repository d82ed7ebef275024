"""The files of a pack while it is read."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from fosdesk.forms.folder import files_of
from fosdesk.forms.loading.source import Report, Source
from fosdesk.forms.loading.tree import LARGEST, BadYaml, Node, read_tree
from fosdesk.forms.problems import PackError

MANIFEST = "pack.yaml"
MOST_FILES = 500
_CARRIED = ("MANIFEST.json", "SIGNATURE", "LICENSE", "README.md")


Opened: TypeAlias = tuple[Source, Node]
"""A file with its tree."""


class Files:
    """The files of a pack while it is read; remembers which were asked for."""

    def __init__(self, folder: Path, report: Report) -> None:
        """List the files below `folder`."""
        self.all = files_of(folder)
        self.report = report
        self.asked = {MANIFEST, *_CARRIED}

    def manifest(self) -> Opened | None:
        """`pack.yaml`, or None with a note of what is wrong with it."""
        if MANIFEST not in self.all:
            self._bad(MANIFEST, "pack.no_manifest")
            return None
        if len(self.all) > MOST_FILES:
            self._bad(MANIFEST, "pack.too_many_files", most=MOST_FILES, count=len(self.all))
            return None
        return self._open(MANIFEST)

    def _bad(self, name: str, code: str, **params: object) -> None:
        self.report.errors.append(PackError(name, 1, 1, code, params))

    def open_all(
        self, source: Source, named: Mapping[str, Sequence[Node]]
    ) -> Mapping[str, list[Opened]] | None:
        """All files that the manifest names, by its keys; None where one of them cannot be read."""
        found = {key: [self.named(source, node) for node in nodes] for key, nodes in named.items()}
        opened = {key: [one for one in files if one is not None] for key, files in found.items()}
        return opened if all(len(opened[key]) == len(found[key]) for key in found) else None

    def named(self, source: Source, node: Node) -> Opened | None:
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

    def _open(self, name: str) -> Opened | None:
        if self.all[name].stat().st_size > LARGEST:
            self._bad(name, "pack.file_too_large", megabytes=LARGEST // 1_000_000)
            return None
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
