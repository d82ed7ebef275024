"""All files of one pack in their order: `pack.yaml`, lists, sections or tables, scores, rules, cases.

What needs several files is checked at the end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from fosdesk.forms.folder import pack_hash
from fosdesk.forms.loading.cases import read_cases
from fosdesk.forms.loading.files import MANIFEST, Files, Opened
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
    """The pack in `folder`, as far as it can be read; mistakes go into `report`.

    A file that is missing or no YAML, or a used pack that is missing, ends the reading before anything else
    is looked at: every name it should have defined would be one more mistake.
    """
    files = Files(folder, report)
    opened = files.manifest()
    if opened is None:
        return None
    manifest = read_manifest(*opened)
    if not all(manifest.facts.get(key) for key in _NEEDED):
        return None
    used = _used(manifest, others, report)
    reading = _Reading(files.open_all(opened[0], manifest.files), report)
    if used is None or reading.files is None:
        return None
    pack = reading.scores(reading.parts(Pack(hash=pack_hash(files.all), **manifest.facts), used), used)
    known = known_to(pack, used)
    link(pack, known, others, report)
    cases = reading.each("tests", lambda source, node: read_cases(source, node, known.items))
    _note_left_over(files, report)
    return replace(pack, cases=tuple(case for part in cases for case in part))


class _Reading:
    """The opened files of a pack by the keys that name them; None where one cannot be read."""

    def __init__(self, files: Mapping[str, Sequence[Opened]] | None, report: Report) -> None:
        self.files = files
        self.report = report

    def each(self, key: str, read: Callable[[Source, Node], T | None]) -> tuple[T, ...]:
        """What `read` makes of every file under a key of the manifest."""
        found = (read(*file) for file in (self.files or {}).get(key, ()))
        return tuple(one for one in found if one is not None)

    def parts(self, pack: Pack, used: Sequence[Pack]) -> Pack:
        """The pack with its sections, tables and rules."""
        rules = self.each("rules", lambda source, node: read_rules(source, node, pack.id))
        return replace(
            pack,
            sections=self.sections(pack.id, headings(used)),
            tables=self.each("tables", lambda source, node: read_table(source, node, pack.id)),
            rules=tuple(rule for part in rules for rule in part),
        )

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


def _used(manifest: Manifest, others: Sequence[Pack], report: Report) -> tuple[Pack, ...] | None:
    """The packs that this one uses, in the major version it asks for; None where one is missing."""
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
    return tuple(found) if len(found) == manifest.uses else None


def _note_left_over(files: Files, report: Report) -> None:
    for name in files.left_over():
        report.warnings.append(PackError(name, 1, 1, "pack.not_named", {"manifest": MANIFEST}))
