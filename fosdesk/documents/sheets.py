"""Writes one sheet: title, facts, how to read it, the table, notes, chart."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fosdesk.base.text import visible
from fosdesk.documents.native_charts import bar_chart
from fosdesk.documents.sheet_cells import HEAD_ROW, CellWriter
from fosdesk.documents.sheet_looks import (
    FACE,
    FACTS,
    HEAD,
    HEADING,
    TITLE,
    TRAINING,
    CellLook,
    Looks,
    alignment_of,
    ramp,
)
from fosdesk.documents.sheet_values import formula, stored
from fosdesk.model.report import DocumentFacts, Sheet
from fosdesk.model.table import CellKind, Column, Row

ROW_HEIGHT, LINE_HEIGHT = 17.0, 13.0  # points
LONGEST_CHART = 32.0  # centimetres
_BREADTH = 1.15  # characters of text for one of the width of a column


class SheetWriter(CellWriter):
    """Writes head, table and notes of one worksheet."""

    # Head ----------------------------------------------------------------------------------

    def head(self, title: str, facts: str, how_to_read: str, widths: Sequence[float], training: str) -> None:
        """Write rows 1 to 3 across the table; TRAINING at the end of the first."""
        last = len(widths)
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.line(1, title, TITLE, widths[:-1] if training and last > 1 else widths)
        if training and last > 1:
            self.put(1, last, training, TRAINING)
        self.line(2, facts, FACTS, widths)
        self.line(3, how_to_read, FACTS, widths)

    def line(self, row: int, text: str, look: CellLook, widths: Sequence[float]) -> None:
        """Write a text across columns, as high as its lines need."""
        if not text:
            return
        self.put(row, 1, text, look)
        if len(widths) > 1:
            self._join(row, 1, len(widths))
        scale = look.size / 9.5
        lines = text_lines(text, sum(widths) / scale)
        self.height(row, LINE_HEIGHT * scale * lines + 4 * scale)

    def pair(self, row: int, text: str, width: float, bold: bool = False) -> None:
        """Write a text across the second and third column, as high as its lines need."""
        look = CellLook(bold=bold, bottom="thin", wrap=True, text=True)
        self.put(row, 2, text, look)
        self.put(row, 3, "", look)
        self._join(row, 2, 3)
        self.height(row, ROW_HEIGHT + LINE_HEIGHT * (text_lines(text, width) - 1))

    def _join(self, row: int, first: int, last: int) -> None:
        """Merge cells of a row; without the cells that openpyxl's own way would make for the borders."""
        self.sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")

    def column_heads(self, columns: Sequence[Column]) -> None:
        """Write the heads of the columns, aligned with their cells."""
        lines = 1
        for number, column in enumerate(columns, start=1):
            look = replace(HEAD, align=alignment_of(column.kind), indent=_indent(columns, number - 1))
            self.put(HEAD_ROW, number, column.head, look)
            lines = max(lines, text_lines(column.head, column.width))
        self.height(HEAD_ROW, LINE_HEIGHT * lines + 5)

    # Table ---------------------------------------------------------------------------------

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> int:
        """Write the rows; return the number of the last one."""
        letters = {column.key: get_column_letter(number) for number, column in enumerate(columns, start=1)}
        wardrobes = [Wardrobe(self.looks, columns, number, rows) for number in range(len(columns))]
        computed = any(column.formula for column in columns)
        end = HEAD_ROW + len(rows)
        for number, cells in enumerate(rows, start=HEAD_ROW + 1):
            values = [stored(cell) for cell in cells]
            keyed = dict(zip(letters, values, strict=True)) if computed else {}
            lines = 1
            for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
                column, text = columns[place], isinstance(value, str)
                style = wardrobes[place].style(text, number == end, cell.warning)
                found = formula(column, keyed, number, letters) if column.formula else None
                if found is not None:
                    self.put_formula(number, place + 1, found, style)
                    continue
                self.put_styled(number, place + 1, value, style)
                if text and len(value) * 2 > column.width:  # type: ignore[arg-type]
                    lines = max(lines, text_lines(str(value), column.width))
            self.height(number, ROW_HEIGHT + LINE_HEIGHT * (lines - 1))
        return end


class Wardrobe:
    """The styles of one column of a table, each made when first worn."""

    def __init__(self, looks: Looks, columns: Sequence[Column], number: int, rows: Sequence[Row]) -> None:
        self._looks = looks
        self._column = columns[number]
        self._first = number == 0
        self._indent = _indent(columns, number)
        self._grouped = _grouped(rows, number)
        self._styles: dict[tuple[bool, bool, bool], int] = {}

    def style(self, text: bool, last: bool, warning: bool) -> int:
        """Return the style of a cell: text or figure, on the last row, a warning."""
        worn = (text, last, warning)
        style = self._styles.get(worn)
        if style is None:
            style = self._styles[worn] = self._looks.style(self._look(*worn))
        return style

    def _look(self, text: bool, last: bool, warning: bool) -> CellLook:
        column = self._column
        return CellLook(
            tone="rust" if warning else "grey" if self._first and not column.strong else "ink",
            bold=column.strong or bool(column.choices and column.kind == CellKind.LEVEL),
            align=alignment_of(column.kind),
            indent=self._indent,
            wrap=text,
            bottom="medium" if last else "thin",
            edge=bool(column.choices),
            number_format="General" if text else _format(column, self._grouped),
            text=text,
        )


def _indent(columns: Sequence[Column], number: int) -> int:
    """Return 1 for a text column that follows a figure or a sign."""
    here, before = columns[number], columns[number - 1] if number else None
    left = alignment_of(here.kind) == "left"
    return int(left and before is not None and alignment_of(before.kind) != "left")


def _grouped(rows: Sequence[Row], number: int) -> bool:
    """Say whether a column holds numbers so large that groups of digits help; never years."""
    for row in rows:
        value = row[number].value
        if isinstance(value, int | Decimal) and not -10_000 < value < 10_000:
            return True
    return False


def _format(column: Column, grouped: bool) -> str:
    if column.kind == CellKind.DATE:
        return "d mmm yyyy"
    if column.kind in (CellKind.SHARE, CellKind.COVERAGE):
        return "0%" if not column.decimals else "0." + "0" * column.decimals + "%"
    whole = "#,##0" if grouped else "0"
    return whole if not column.decimals else f"{whole}." + "0" * column.decimals


def text_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of `width` characters."""
    room = int(max(width * _BREADTH, 1.0) + 1)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(-(-len(line) // room) or 1 for line in text.split("\n"))


# A whole sheet -------------------------------------------------------------------------------


def write_sheet(writer: SheetWriter, sheet: Sheet, facts: DocumentFacts) -> None:
    """Write a sheet of the model and set it up for screen and print."""
    widths = [column.width for column in sheet.columns]
    training = writer.words.training if facts.training else ""
    writer.head(sheet.title, sheet.facts, sheet.how_to_read, widths, training)
    writer.column_heads(sheet.columns)
    last = writer.table(sheet.columns, sheet.rows)
    row = last + 1
    for note in sheet.notes:
        writer.line(row, note, FACTS, widths)
        row += 1
    _rules(writer.sheet, sheet, last)
    if sheet.chart and sheet.chart.rows:
        _chart(writer, sheet, row + 1, facts.rtl)
    _set_up(writer.sheet, sheet, last, facts, training)


def _rules(worksheet: Worksheet, sheet: Sheet, last: int) -> None:
    """Let level cells take the ramp, and input cells offer their list."""
    if last <= HEAD_ROW:
        return
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        cells = f"{letter}{HEAD_ROW + 1}:{letter}{last}"
        if column.kind == CellKind.LEVEL:
            for level, look in ramp():
                worksheet.conditional_formatting.add(cells, _ramp_rule(level, look, column.decimals))
        if column.choices:
            given = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            given.add(cells)
            worksheet.add_data_validation(given)


def _ramp_rule(level: int, look: DifferentialStyle, decimals: int) -> Rule:
    """Return the rule that colours one level, or the means that are nearest to it."""
    if not decimals:
        return Rule(type="cellIs", operator="equal", formula=[str(level)], dxf=look)
    edges = [f"{level - 0.5}", f"{level + 0.4999999}"]
    return Rule(type="cellIs", operator="between", formula=edges, dxf=look)


def _chart(writer: SheetWriter, sheet: Sheet, row: int, rtl: bool) -> None:
    assert sheet.chart is not None
    writer.put(row, 1, sheet.chart.title, HEADING)
    letters = {column.key: number for number, column in enumerate(sheet.columns, start=1)}
    width = sum(column.width * 7 + 5 for column in sheet.columns) / 96 * 2.54
    chart = bar_chart(writer.sheet, sheet.chart, letters, HEAD_ROW, min(width, LONGEST_CHART), rtl)
    writer.sheet.add_chart(chart, f"A{row + 1}")


def _set_up(worksheet: Worksheet, sheet: Sheet, last: int, facts: DocumentFacts, training: str) -> None:
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{HEAD_ROW + 1}"
    if sheet.filtered:
        worksheet.auto_filter.ref = (
            f"A{HEAD_ROW}:{get_column_letter(len(sheet.columns))}{max(last, HEAD_ROW)}"
        )
    worksheet.print_title_rows = f"1:{HEAD_ROW}"
    set_up_page(worksheet, facts, sheet.landscape, training)


def set_up_page(worksheet: Any, facts: DocumentFacts, landscape: bool, training: str) -> None:
    """Set direction, protection without a password, paper, head and foot."""
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.rightToLeft = facts.rtl
    protection = worksheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.autoFilter = protection.sort = False
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = worksheet.page_margins
    margins.left = margins.right = 0.6
    margins.top, margins.bottom, margins.header, margins.footer = 0.85, 0.75, 0.45, 0.4
    owner = f"{facts.country} · {training}" if training else facts.country
    head, foot = worksheet.oddHeader, worksheet.oddFooter
    start, end = ("right", "left") if facts.rtl else ("left", "right")
    printed = (
        (getattr(head, start), _printed(owner)),
        (getattr(head, end), "&A"),
        (getattr(foot, start), _printed(facts.disclosure)),
        (getattr(foot, end), "&P / &N"),
    )
    for part, text in printed:
        part.text, part.size, part.font = text, 8, f"{FACE},Regular"


def _printed(text: str) -> str:
    """Return a text for head or foot, where an ampersand is a command and 255 characters are all."""
    return visible(text)[:70].replace("&", "&&")
