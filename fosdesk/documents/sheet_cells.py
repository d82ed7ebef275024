"""Puts values into the cells of a worksheet, and remembers them for the check that follows."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fosdesk.documents.sheet_looks import CellLook, Looks
from fosdesk.documents.sheet_values import LONGEST, Formula, Stored, pieces, safe_text, units
from fosdesk.model.report import DocumentWords

COLUMN_BITS = 14  # a sheet has 16,384 columns
HEAD_ROW = 5  # title, facts, how to read, free, heads: data from row 6


@dataclass(frozen=True, slots=True)
class LongText:
    """A text that no cell holds: where it belongs, whole."""

    sheet: str
    cell: str
    text: str


@dataclass(slots=True)
class Written:
    """What was written, to be compared with what reads back: by sheet, values and formulas by place.

    The place of a value is row << COLUMN_BITS | column.
    """

    rows: dict[str, dict[int, Stored]] = field(default_factory=dict)
    formulas: dict[str, dict[str, Formula]] = field(default_factory=dict)
    long_texts: list[LongText] = field(default_factory=list)
    long_rows: int = 0  # rows used on the sheet of long texts


class CellWriter:
    """Writes into the cells of one worksheet; text stays text, whatever it looks like."""

    def __init__(
        self, sheet: Worksheet, looks: Looks, written: Written, words: DocumentWords, long_sheet: str
    ) -> None:
        self.sheet = sheet
        self.looks = looks
        self.written = written
        self.words = words
        self.long_sheet = long_sheet
        self._values: dict[int, Stored] = written.rows.setdefault(sheet.title, {})
        self._formulas: dict[str, Formula] = written.formulas.setdefault(sheet.title, {})

    def put(self, row: int, column: int, value: Stored, look: CellLook) -> Any:
        """Write one value in a look and return its cell."""
        return self.put_styled(row, column, value, self.looks.style(look))

    def put_styled(self, row: int, column: int, value: Stored, style: StyleArray) -> Any:
        """Write one value in a style made before: the way for the many cells of a table."""
        cell: Any = self.sheet.cell(row, column)
        if isinstance(value, str):
            value = safe_text(value)
            if len(value) > LONGEST // 2:
                value = self._fitting(value, row, column)
            put_text(cell, value)
        elif isinstance(value, date):
            cell.value = value
        else:
            cell._value = value  # noqa: SLF001 - as in put_text
        if value != "":
            self._values[row << COLUMN_BITS | column] = value
        cell._style = style  # noqa: SLF001 - shared: a style of its own for each cell costs more than the cell
        return cell

    def put_piece(self, row: int, column: int, text: str, look: CellLook) -> None:
        """Write a text that was made safe and short enough already."""
        cell: Any = self.sheet.cell(row, column)
        put_text(cell, text)
        self._values[row << COLUMN_BITS | column] = text
        cell._style = self.looks.style(look)  # noqa: SLF001 - as above

    def put_formula(self, row: int, column: int, found: Formula, style: StyleArray) -> None:
        """Write a formula of ours; its result is stored with it when the sheet is packed."""
        cell: Any = self.sheet.cell(row, column)
        cell._value, cell.data_type = found.text, "f"  # noqa: SLF001 - as in put_text
        self._formulas[f"{get_column_letter(column)}{row}"] = found
        self._values[row << COLUMN_BITS | column] = found.result
        cell._style = style  # noqa: SLF001 - as above

    def _fitting(self, text: str, row: int, column: int) -> str:
        """Return the text, or its beginning with the place where it stands whole."""
        if units(text) <= LONGEST:
            return text
        place = f"{get_column_letter(column)}{row}"
        self.written.long_texts.append(LongText(self.sheet.title, place, text))
        first = HEAD_ROW + 1 + self.written.long_rows
        self.written.long_rows += len(pieces(text))
        more = " " + self.words.continued.format(sheet=self.long_sheet, row=first)
        return pieces(text, LONGEST - units(more))[0] + more


def put_text(cell: Any, text: str) -> None:
    """Put text into a cell as text. The usual way would make formulas of some and cut others short."""
    cell._value = text or None  # noqa: SLF001
    cell.data_type = "s"
