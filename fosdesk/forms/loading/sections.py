"""A section file: its heading facts and its items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fosdesk.forms.loading.items import SOURCES, other_item, read_id, read_item
from fosdesk.forms.loading.lists import Lists
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Node
from fosdesk.forms.pack import Item, ItemType, Section

MOST_ITEMS = 2_000

_SECTION = keys("id code title items", "purpose guidance relevant standard heading source")
_TEXT_KEYS = frozenset({"code", "title", "purpose", "guidance"})


def read_section(
    source: Source, node: Node, pack: str, lists: Lists, headings: Mapping[str, str]
) -> Section | None:
    """One section with all its items; `headings` tells the heading of each Standard."""
    fields = source.record(node, _SECTION)
    if not _SECTION.required <= fields.keys():
        return None
    texts = {key: source.text(fields[key]) for key in fields.keys() & _TEXT_KEYS}
    standard, heading = _standard(source, fields, headings)
    section = Section(
        id=read_id(source, fields["id"], "section"),
        pack=pack,
        items=(),
        relevant=source.expression(fields["relevant"], "", "relevant") if "relevant" in fields else None,
        source=source.word(fields["source"], SOURCES) if "source" in fields else "",
        standard=standard,
        heading=heading,
        **{"code": "", "title": "", **texts},
    )
    listed = source.listing(fields["items"])
    if len(listed) > MOST_ITEMS:
        source.bad(fields["items"], "pack.too_many_items", most=MOST_ITEMS, count=len(listed))
        return section
    return replace(section, items=tuple(_items(source, listed, section, lists, headings)))


def _items(
    source: Source,
    listed: Sequence[Node],
    section: Section,
    lists: Lists,
    headings: Mapping[str, str],
    within: str = "",
) -> Iterator[Item]:
    """Items in the order of the file; those of a group come right after it."""
    for node in listed:
        read = read_item(source, node, section, lists, headings)
        if read is None:
            continue
        item = replace(read, within=within)
        yield item
        if item.or_other:
            yield other_item(item, source.report)
        if item.type is ItemType.GROUP and ("item", item.id, "items") in source.report.places:
            inner = source.listing(source.report.places["item", item.id, "items"][1])
            yield from _items(source, inner, section, lists, headings, item.id)


def _standard(source: Source, fields: Mapping[str, Node], headings: Mapping[str, str]) -> tuple[str, str]:
    """Standard and heading of a section; the heading of a Standard is the one of the Framework."""
    heading = source.text(fields["heading"]) if "heading" in fields else ""
    if "standard" not in fields:
        return "", heading
    code = source.text(fields["standard"])
    if code not in headings:
        source.unknown(fields["standard"], "pack.unknown_standard", code, headings)
        return code, heading
    if heading and heading != headings[code]:
        source.bad(
            fields["heading"], "pack.other_heading", standard=code, heading=headings[code], given=heading
        )
    return code, headings[code]
