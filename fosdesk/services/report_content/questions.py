"""Questions that are no criteria, in documents: a table for each section, and one for each matrix in it."""

from collections.abc import Sequence

from fosdesk.forms.grid import column_of
from fosdesk.forms.pack import Item, ItemType, Section
from fosdesk.model.report import Block, Heading, Opening, Part, Sheet, Table
from fosdesk.model.table import MISSING, CellKind, Column, Row, TableCell, text_cell
from fosdesk.services.guidance import value_text
from fosdesk.services.registers import lines_of
from fosdesk.services.report_content.material import (
    Material,
    answer_text,
    finding_text,
    in_currency,
    sentences,
)
from fosdesk.services.report_content.standards import evidence_number

LISTED_ELSEWHERE = (ItemType.NOTE, ItemType.MATRIX, ItemType.TABLE)
"""What is no line of a table: notes say nothing of the country, the others have tables of their own."""
NEEDS = "business"


def needs_part(m: Material) -> Part:
    """Part 7: what small firms and their associations said."""
    tr = m.tr
    said = tr(
        "What firms and their associations said, in numbers of those that answered. "
        "Nothing here stands for the whole country."
    )
    blocks = (Opening(said), *m.left_out_note(pack=NEEDS), *question_blocks(m, (NEEDS,)))
    return Part("needs", tr("Business needs"), blocks, "8", tr("what small firms and associations said"))


def needs_sheet(m: Material, facts: str) -> Sheet:
    """What firms and associations said, one line for each answer."""
    tr = m.tr
    how = tr("One line for each answer; a dash means that nothing was recorded.")
    return question_sheet(m, (NEEDS,), (tr("Business needs"), tr("Business needs"), how), facts)


def question_blocks(m: Material, packs: Sequence[str]) -> tuple[Block, ...]:
    """The sections of some packs, each with its answers and then its matrices."""
    blocks: list[Block] = []
    for section in m.bank.sections:
        tables = _tables(m, section) if section.pack in packs else ()
        if tables:
            blocks += [Heading(section.title, bookmark=True), *tables]
    return tuple(blocks)


def _tables(m: Material, section: Section) -> tuple[Table, ...]:
    shown = [item for item in section.items if m.view.state.visible(item.id)]
    rows = tuple(_line(m, item) for item in shown if item.type not in LISTED_ELSEWHERE)
    found = (_answers(m, rows),) if rows else ()
    return (*found, *(_matrix(m, item) for item in shown if item.type is ItemType.MATRIX))


def figures_of(m: Material, section: Section) -> tuple[Table, ...]:
    """What was recorded in a section, without what is computed from it."""
    asked = (item for item in section.items if item.type.answerable and m.view.state.visible(item.id))
    rows = tuple(_line(m, item) for item in asked)
    return (_answers(m, rows),) if rows else ()


def _answers(m: Material, rows: tuple[Row, ...]) -> Table:
    tr = m.tr
    columns = (
        Column("indicator", tr("Indicator"), width=28, strong=True),
        Column("value", tr("Value"), width=36),
        Column("year", tr("Year"), width=4),
        Column("source", tr("Source and remarks"), width=42),
    )
    return Table(
        columns,
        rows,
        source=tr("Source: recorded by the team; indicators chosen by FOSDesk from public sources."),
    )


def _line(m: Material, item: Item) -> Row:
    return (
        text_cell(item.label),
        text_cell(indicator_value(m, item)),
        or_dash(m.text(item.id, "year")),
        or_dash(sentences(m.text(item.id, "source"), finding_text(m, item, with_answer=False))),
    )


def _matrix(m: Material, item: Item) -> Table:
    """One line for each fixed row; what is asked of it stands side by side."""
    columns = (
        Column("row", item.short or item.label, width=32, strong=True),
        *(Column(column_of(one), one.short or one.label, width=20) for one in item.columns),
    )
    rows = tuple(
        (text_cell(line.label), *(or_dash(line.words.get(column_of(one), "")) for one in item.columns))
        for line in lines_of(m.view, item, m.tr)
    )
    return Table(columns, rows, source=m.tr("Source: recorded by the team."))


def indicator_value(m: Material, item: Item) -> str:
    """The recorded or calculated value in words."""
    if item.type is not ItemType.CALC:
        return answer_text(m, item)
    computed = m.view.state.calculated.get(item.id)
    if computed is None:
        return "–"
    return in_currency(m, item, value_text(item, "value", {"v": str(computed)}, m.tr))


def or_dash(text: str) -> TableCell:
    """A text, or the dash that stands for nothing recorded."""
    return text_cell(text) if text else MISSING


def question_sheet(m: Material, packs: Sequence[str], named: tuple[str, str, str], facts: str) -> Sheet:
    """Every answer to some packs on a line; `named` are the tab, the title and how to read it."""
    tr = m.tr
    columns = (
        Column("code", tr("Code"), width=12, strong=True),
        Column("theme", tr("Theme"), width=24),
        Column("indicator", tr("Indicator"), width=39),
        Column("value", tr("Value"), width=30),
        Column("year", tr("Year"), width=9),
        Column("source", tr("Source"), width=33),
        Column("remark", tr("Remarks"), width=46),
        Column("evidence", tr("Evidence"), CellKind.NUMBER, width=10),
    )
    shown = (item for item in m.bank.items.values() if item.pack in packs)
    rows = tuple(
        _sheet_row(m, item)
        for item in shown
        if item.type not in LISTED_ELSEWHERE and m.view.state.visible(item.id)
    )
    tab, title, how = named
    return Sheet(tab, title, columns, rows, facts=facts, how_to_read=how, filtered=True)


def _sheet_row(m: Material, item: Item) -> Row:
    return (
        text_cell(item.code or item.id),
        text_cell(m.bank.section(item.section).title),
        text_cell(item.label),
        text_cell(indicator_value(m, item)),
        or_dash(m.text(item.id, "year")),
        or_dash(m.text(item.id, "source")),
        or_dash(finding_text(m, item, with_answer=False)),
        evidence_number(m, item),
    )
