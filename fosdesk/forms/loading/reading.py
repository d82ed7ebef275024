"""All files of one pack in their order: `pack.yaml`, lists, sections or tables, scores, rules, cases.

What needs several files is checked at the end, when no file is so broken that it would only raise echoes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from fosdesk.forms.loading.cases import read_cases
from fosdesk.forms.loading.files import MANIFEST, Files, pack_hash
from fosdesk.forms.loading.linking import headings, known_to, link
from fosdesk.forms.loading.lists import Lists, read_lists
from fosdesk.forms.loading.manifest import Manifest, read_manifest
from fosdesk.forms.loading.rules import read_rules
from fosdesk.forms.loading.scores import chosen_items, read_scores
from fosdesk.forms.loading.sections import MOST_ITEMS, read_section
from fosdesk.forms.loading.source import Report, Source
from fosdesk.forms.loading.tables import read_table
from fosdesk.forms.loading.tree import Node
from fosdesk.forms.pack import Pack, Section
from fosdesk.forms.problems import PackError

T = TypeVar("T")

_NEEDED = ("id", "version", "kind", "title")


def read_pack(folder: Path, others: Sequence[Pack], report: Report) -> Pack | None:
    """The pack in `folder`, as far as it can be read; mistakes go into `report`."""
    files = Files(folder, report)
    opened = files.manifest()
    if opened is None:
        return None
    manifest = read_manifest(*opened)
    if not all(manifest.facts.get(key) for key in _NEEDED):
        return None
    used = _used(manifest, others, report)
    reading = _Reading(files, opened[0], manifest, report)
    pack = Pack(hash=pack_hash(files.all), **manifest.facts)
    pack = replace(
        pack,
        sections=reading.sections(pack.id, headings(used)),
        tables=reading.each("tables", lambda source, node: read_table(source, node, pack.id)),
        rules=tuple(r for f in reading.each("rules", lambda s, n: read_rules(s, n, pack.id)) for r in f),
    )
    pack = reading.scores(pack, used)
    known = known_to(pack, used)
    link(pack, known, others, report)
    cases = reading.each("tests", lambda source, node: read_cases(source, node, known.items))
    _note_left_over(files, report)
    return replace(pack, cases=tuple(case for part in cases for case in part))


class _Reading:
    """The files named in a manifest, opened in turn."""

    def __init__(self, files: Files, source: Source, manifest: Manifest, report: Report) -> None:
        self.files = files
        self.source = source
        self.manifest = manifest
        self.report = report

    def each(self, key: str, read: Callable[[Source, Node], T | None]) -> tuple[T, ...]:
        """What `read` makes of every file under a key of the manifest."""
        opened = (self.files.named(self.source, node) for node in self.manifest.files.get(key, ()))
        found = (read(*file) for file in opened if file is not None)
        return tuple(one for one in found if one is not None)

    def sections(self, pack: str, of_standards: dict[str, str]) -> tuple[Section, ...]:
        """All sections, with the lists they name."""
        lists = next(iter(self.each("lists", read_lists)), Lists())
        found = self.each("sections", lambda s, n: read_section(s, n, pack, lists, of_standards))
        count = sum(len(section.items) for section in found)
        if count > MOST_ITEMS:
            self.report.at(("pack", "sections"), "pack.too_many_items", most=MOST_ITEMS, count=count)
        return found

    def scores(self, pack: Pack, used: Sequence[Pack]) -> Pack:
        """The pack with its scores, each with the items it is made from."""
        items = known_to(pack, used).items
        read = self.each("scoring", lambda source, node: read_scores(source, node, pack.id))
        found = (replace(spec, items=chosen_items(c, spec, items)) for part in read for spec, c in part)
        return replace(pack, scores=tuple(found))


def _used(manifest: Manifest, others: Sequence[Pack], report: Report) -> tuple[Pack, ...]:
    """The packs that this one uses, in the major version it asks for."""
    by_id = {pack.id: pack for pack in others}
    found: list[Pack] = []
    for pack_id, major in manifest.facts.get("uses", ()):
        pack = by_id.get(pack_id)
        if pack is None:
            report.at(("uses", pack_id), "pack.uses_missing", name=pack_id)
        elif int(pack.version.split(".")[0]) != major:
            report.at(("uses", pack_id), "pack.uses_version", name=pack_id, wanted=major, given=pack.version)
        else:
            found.append(pack)
    return tuple(found)


def _note_left_over(files: Files, report: Report) -> None:
    for name in files.left_over():
        report.warnings.append(PackError(name, 1, 1, "pack.not_named", {"manifest": MANIFEST}))
