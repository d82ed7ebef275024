"""The cells of one worksheet as they stand in the file: the part `sheetData` of ECMA-376, 18.3.1.80.

openpyxl makes an object of every cell, an entry of every style and three calls of its XML library of
each; a report has tens of thousands of cells of four kinds, and a cell is one short line of text.
Everything else of a sheet (views, widths, rules, print, charts) stays with openpyxl.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from fosdesk.documents.sheet_values import Formula, Stored

COLUMN_BITS = 14  # a sheet has 16,384 columns
_DAY_ZERO = date(1899, 12, 30).toordinal()


@dataclass(slots=True)
class SheetData:
    """What stands in one worksheet. The place of a cell is row << COLUMN_BITS | column.

    `values` holds what reads back from the file, for the check; `cells` each cell as it is written.
    """

    values: dict[int, Stored] = field(default_factory=dict)
    cells: dict[int, str] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)  # points, by row
    links: list[Hyperlink] = field(default_factory=list)
    formulas: int = 0

    def put(self, row: int, column: int, value: Stored, style: int) -> None:
        """Put a value into a cell; text is safe already (`safe_text`) and stays text."""
        place = row << COLUMN_BITS | column
        self.cells[place] = cell_xml(f"{get_column_letter(column)}{row}", value, style)
        if value != "":
            self.values[place] = value

    def put_formula(self, row: int, column: int, found: Formula, style: int) -> None:
        """Put a formula of ours into a cell, with its result beside it."""
        place = row << COLUMN_BITS | column
        self.cells[place] = formula_xml(f"{get_column_letter(column)}{row}", found, style)
        self.values[place] = found.result
        self.formulas += 1

    def xml(self) -> str:
        """Return all rows in order, each with its height and its cells in order."""
        lines = {row: "".join(self.cells[place] for place in places) for row, places in self._by_row()}
        return "".join(
            f'<row r="{row}"{self._height(row)}>{lines.get(row, "")}</row>'
            for row in sorted(lines.keys() | self.heights.keys())
        )

    def extent(self) -> str:
        """Return the range that holds all cells, "A1:M24"."""
        if not self.cells:
            return "A1"
        columns = {place & (1 << COLUMN_BITS) - 1 for place in self.cells}
        first, last = min(self.cells) >> COLUMN_BITS, max(self.cells) >> COLUMN_BITS
        return f"{get_column_letter(min(columns))}{first}:{get_column_letter(max(columns))}{last}"

    def _by_row(self) -> "groupby[int, int]":
        return groupby(sorted(self.cells), lambda place: place >> COLUMN_BITS)

    def _height(self, row: int) -> str:
        height = self.heights.get(row)
        return "" if height is None else f' ht="{height:g}" customHeight="1"'


def cell_xml(place: str, value: Stored, style: int) -> str:
    """Return a cell with a text, a number or a date; an empty text leaves only its look."""
    head = f'<c r="{place}" s="{style}"'
    if isinstance(value, str):
        if not value:
            return f"{head}/>"
        keep = "" if value == value.strip() else ' xml:space="preserve"'
        return f'{head} t="inlineStr"><is><t{keep}>{escape(value)}</t></is></c>'
    figure = day_number(value) if isinstance(value, date) else value
    return f"{head}><v>{figure!r}</v></c>"


def formula_xml(place: str, found: Formula, style: int) -> str:
    """Return a cell with a formula and its stored result."""
    text = escape(found.text.removeprefix("="))
    if isinstance(found.result, str):
        return f'<c r="{place}" s="{style}" t="str"><f>{text}</f><v>{escape(found.result)}</v></c>'
    return f'<c r="{place}" s="{style}"><f>{text}</f><v>{found.result!r}</v></c>'


def day_number(day: date) -> int:
    """Return a date as workbooks count days, from March 1900 on."""
    return day.toordinal() - _DAY_ZERO
