"""Registers in documents: a sheet of its own in the workbook, a table in an annex of the report."""

from fosdesk.forms.grid import column_of
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.report import Block, Opening, Part, Sheet, Table
from fosdesk.model.table import MISSING, Column, Row, TableCell, text_cell
from fosdesk.services.registers import Line, lines_of
from fosdesk.services.report_content.material import Material, day_text, sentences

WIDTHS = {ItemType.LONGTEXT: 34, ItemType.TEXT: 26, ItemType.CHOICES: 24}
OTHER_WIDTH, LEAST, MOST_WIDTH = 12, 11, 20
"""Characters: of dates and figures; of choices at least and at most."""
FEW = 5
"""Choices up to which a column of the report stands by itself: high, medium, low."""
MOST_OWN = 3
"""Columns of the report beside the name and what is said in words."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def filled_registers(m: Material) -> tuple[Item, ...]:
    """The registers with rows that the readers may see."""
    return tuple(item for item in m.bank.registers.values() if m.view.state.rows.get(item.id))


def register_sheets(m: Material, facts: str) -> tuple[Sheet, ...]:
    """One sheet for each register, every column of it."""
    return tuple(_sheet(m, item, facts) for item in filled_registers(m))


def _sheet(m: Material, item: Item, facts: str) -> Sheet:
    asked = _asked(item)
    columns = tuple(
        Column(column_of(one), one.short or one.label, width=_width(one), strong=at == 0)
        for at, one in enumerate(asked)
    )
    rows = tuple(tuple(_cell(m, line, one) for one in asked) for line in lines_of(m.view, item, m.tr))
    how = m.tr("One line for each entry, in the order of the team. A dash means that nothing was recorded.")
    return Sheet(_tab(item), item.label, columns, rows, facts=facts, how_to_read=how, filtered=True)


def _tab(item: Item) -> str:
    """The name of a sheet: a spreadsheet takes no more than 31 characters."""
    return (item.short or item.label)[:31]


def _asked(item: Item) -> tuple[Item, ...]:
    return tuple(column for column in item.columns if column.type is not ItemType.NOTE)


def _width(column: Item) -> int:
    if column.type is ItemType.CHOICE:
        longest = max((len(choice.label) for choice in column.choices), default=LEAST)
        return min(max(longest + 2, LEAST, len(column.short or column.label)), MOST_WIDTH)
    return WIDTHS.get(column.type, OTHER_WIDTH)


def _words(m: Material, line: Line, column: Item) -> str:
    """A cell in words; days as the report writes them."""
    words = line.words.get(column_of(column), "")
    return day_text(m, words) if column.type is ItemType.DATE else words


def _cell(m: Material, line: Line, column: Item) -> TableCell:
    words = _words(m, line, column)
    return text_cell(words) if words else MISSING


def register_parts(m: Material) -> tuple[Part, ...]:
    """An annex for each register: who or what, what is said of it, and what can be compared."""
    return tuple(_part(m, item, letter) for item, letter in zip(filled_registers(m), LETTERS, strict=False))


def _part(m: Material, item: Item, letter: str) -> Part:
    rows = lines_of(m.view, item, m.tr)
    count = m.tr.n("{n} entry", "{n} entries", len(rows))
    blocks: tuple[Block, ...] = (
        (Opening(item.hint), _table(m, item, rows)) if item.hint else (_table(m, item, rows),)
    )
    return Part(f"registers:{item.id}", item.label, blocks, letter, count)


def _table(m: Material, item: Item, rows: tuple[Line, ...]) -> Table:
    tr = m.tr
    asked = _asked(item)
    named = _named_by(item)
    kind = next((one for one in asked if _is_kind(one)), None)
    own = [one for one in asked if _is_short(one) and one.id not in named][:MOST_OWN]
    told = [one for one in asked if one not in own and one.id not in named and one is not kind]
    columns = (
        Column("name", asked[0].short or asked[0].label, width=22, strong=True),
        Column("told", tr("What is recorded"), width=58),
        *(Column(column_of(one), one.short or one.label, width=9) for one in own),
    )
    return Table(
        columns,
        tuple(_row(m, line, kind, told, own) for line in rows),
        source=tr("Source: recorded by the team. Organisations are named with functions, not with persons.")
        if item.pack == "stakeholders"
        else tr("Source: recorded by the team."),
    )


def _row(m: Material, line: Line, kind: Item | None, told: list[Item], own: list[Item]) -> Row:
    said = sentences(
        *(m.tr.pair(one.short or one.label, words) for one in told if (words := _words(m, line, one)))
    )
    note = _words(m, line, kind) if kind is not None else ""
    name = text_cell(line.label, note=note) if note else text_cell(line.label)
    return (name, text_cell(said) if said else MISSING, *(_cell(m, line, one) for one in own))


def _named_by(item: Item) -> frozenset[str]:
    """The columns that the name of a row consists of."""
    return frozenset(one.id for one in item.columns if f"${{{column_of(one)}}}" in item.row_label)


def _is_kind(column: Item) -> bool:
    """A long list of choices says what an entry is: it stands under its name."""
    return column.type is ItemType.CHOICE and len(column.choices) > FEW


def _is_short(column: Item) -> bool:
    """Few short choices, days and figures that every row has can be compared down a column."""
    few = 0 < len(column.choices) <= FEW and all(len(one.label) <= OTHER_WIDTH for one in column.choices)
    plain = column.type in (ItemType.DATE, ItemType.MONTH) or column.type.numeric
    return column.relevant is None and (plain or (column.type is ItemType.CHOICE and few))
