"""Puts values into the cells of a worksheet, and remembers them for the check that follows."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fosdesk.documents.sheet_data import SheetData
from fosdesk.documents.sheet_looks import CellLook, Looks
from fosdesk.documents.sheet_values import LONGEST, Formula, Stored, pieces, safe_text, units
from fosdesk.model.report import DocumentWords

HEAD_ROW = 5  # title, facts, how to read, free, heads: data from row 6
TALLEST = 409.0  # points; no spreadsheet shows taller rows


@dataclass(frozen=True, slots=True)
class LongText:
    """A text that no cell holds: where it belongs, whole."""

    sheet: str
    cell: str
    text: str


@dataclass(slots=True)
class Written:
    """What was written, by sheet, to be packed and then compared with what reads back."""

    sheets: dict[str, SheetData] = field(default_factory=dict)
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
        self.data = written.sheets.setdefault(sheet.title, SheetData())

    def put(self, row: int, column: int, value: Stored, look: CellLook) -> None:
        """Write one value in a look."""
        self.put_styled(row, column, value, self.looks.style(look))

    def put_styled(self, row: int, column: int, value: Stored, style: int) -> None:
        """Write one value in a style made before: the way for the many cells of a table."""
        if isinstance(value, str):
            value = safe_text(value)
            if len(value) > LONGEST // 2:
                value = self._fitting(value, row, column)
        self.data.put(row, column, value, style)

    def put_piece(self, row: int, column: int, text: str, look: CellLook) -> None:
        """Write a text that was made safe and short enough already."""
        self.data.put(row, column, text, self.looks.style(look))

    def put_formula(self, row: int, column: int, found: Formula, style: int) -> None:
        """Write a formula of ours with its result."""
        self.data.put_formula(row, column, found, style)

    def height(self, row: int, points: float) -> None:
        """Give a row its height, at most what spreadsheets show."""
        self.data.heights[row] = min(points, TALLEST)

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
