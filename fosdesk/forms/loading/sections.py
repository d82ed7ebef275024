"""A section file: its heading facts and its items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fosdesk.forms.grid import RESERVED, column_of
from fosdesk.forms.loading.items import SOURCES, other_item, read_id, read_item, read_reference
from fosdesk.forms.loading.lists import Lists
from fosdesk.forms.loading.requirements import practice_item, read_requirement
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Node
from fosdesk.forms.pack import Item, ItemType, MatrixRow, Section

MOST_ITEMS = 2_000

_SECTION = keys("id code title items", "purpose guidance relevant standard heading source")
_ROW = keys("id label", "refs")
_NOT_IN_TABLES = (ItemType.TABLE, ItemType.MATRIX, ItemType.GROUP, ItemType.NOTE)
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
        whole = _with_columns(source, read, section, lists, headings)
        item = replace(whole, within=within, requirement=read_requirement(source.report, read.id))
        yield item
        if item.or_other:
            yield other_item(item, source.report)
        if item.requirement is not None:
            yield practice_item(item, source.report, lists)
        if item.type is ItemType.GROUP and ("item", item.id, "items") in source.report.places:
            inner = source.listing(source.report.places["item", item.id, "items"][1])
            yield from _items(source, inner, section, lists, headings, item.id)


def _with_columns(
    source: Source, item: Item, section: Section, lists: Lists, headings: Mapping[str, str]
) -> Item:
    """A table or matrix with its columns and rows; other items as they are."""
    written = source.report.places.get(("item", item.id, "columns"))
    if written is None:
        return item
    listed = source.listing(written[1])
    read = (read_item(source, node, section, lists, headings, item.id) for node in listed)
    columns = tuple(replace(column, within=item.id) for column in read if column is not None)
    for column in columns:
        _fits_in_table(source, column, item.type)
    rows = source.report.places.get(("item", item.id, "rows"))
    fixed = () if rows is None else tuple(_read_rows(source, rows[1], item.id))
    if not columns or (rows is not None and not fixed):
        source.bad(written[1], "pack.empty_list")
    return replace(item, columns=columns, rows=fixed)


def _fits_in_table(source: Source, column: Item, around: ItemType) -> None:
    name = "or_other" if column.or_other else str(column.type)
    if column.type in _NOT_IN_TABLES or column.or_other:
        source.report.at(("item", column.id), "pack.not_in_table", name=name)
    if around is ItemType.TABLE and column_of(column) in RESERVED:
        source.report.at(("item", column.id), "pack.reserved_column", name=column_of(column))
    if column.weight and around is ItemType.TABLE:
        source.report.at(("item", column.id, "weight"), "pack.not_scorable")


def _read_rows(source: Source, node: Node, matrix: str) -> Iterator[MatrixRow]:
    for one in source.listing(node):
        fields = source.record(one, _ROW)
        if _ROW.required <= fields.keys():
            refs = source.many(fields["refs"], read_reference) if "refs" in fields else ()
            row_id = read_id(source, fields["id"], "row", matrix).rpartition(".")[2]
            yield MatrixRow(row_id, source.text(fields["label"]), refs)


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
