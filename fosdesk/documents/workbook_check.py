"""Re-opens a workbook that was just written and compares every cell before it replaces the old file."""

from datetime import date
from math import isclose
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.constants import SHEET_MAIN_NS

from fosdesk.base.errors import UserError
from fosdesk.base.files import told
from fosdesk.documents.sheet_cells import HEAD_ROW, Written
from fosdesk.documents.sheet_data import COLUMN_BITS, SheetData, day_number
from fosdesk.documents.sheet_values import Stored

# The file was made a moment ago by this program: the reader guards against no one.
_ROW, _TEXT, _VALUE, _FORMULA = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("row", "is", "v", "f"))


def check_workbook(path: Path, written: Written) -> None:
    """Open the workbook as a reader does; compare sheets, values, results and the number of formulas.

    Raises `UserError` ("documents.not_readable") with the first cell that differs.
    """
    try:
        with path.open("rb") as file:  # by its name openpyxl would refuse an unfinished file
            workbook: Any = load_workbook(file, read_only=True, data_only=True)
            if workbook.sheetnames != list(written.sheets):
                raise ValueError("sheets are missing")
        with ZipFile(path) as archive:
            if broken := archive.testzip():
                raise ValueError(broken)
            for name, data in written.sheets.items():
                part = workbook[name]._worksheet_path  # noqa: SLF001 - where the reader found the sheet
                with archive.open(part) as content:
                    _compare(name, content, data)
    except (ValueError, KeyError, BadZipFile, SyntaxError) as error:
        raise UserError("documents.not_readable", path=path, reason=str(error)) from error


def filled_rows(path: Path) -> tuple[tuple[str, int], ...]:
    """The sheets of a workbook, each with the number of rows below its heads that hold anything.

    Raises `UserError`: file.… or "documents.not_readable".
    """
    try:
        with told(path), path.open("rb") as file:
            workbook = load_workbook(file, read_only=True, data_only=True)
            return tuple((sheet.title, _filled(sheet)) for sheet in workbook.worksheets)
    except (ValueError, KeyError, BadZipFile, SyntaxError) as error:
        raise UserError("documents.not_readable", path=path, reason=str(error)) from error


def _filled(sheet: Any) -> int:
    rows = sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True)
    return sum(any(value is not None for value in row) for row in rows)


def _compare(name: str, content: IO[bytes], data: SheetData) -> None:
    """Read a sheet once, row by row, and compare each value; cells that only carry a look may be empty."""
    left, formulas = len(data.values), 0
    for _, row in iterparse(content):
        if row.tag != _ROW:
            continue
        for cell in row:
            found = _text(cell)
            if found is not None:
                _expect(name, cell.get("r", ""), cell.get("t", "n"), found, data)
                left -= 1
            formulas += cell.find(_FORMULA) is not None
        row.clear()
    if left:
        raise ValueError(f"{name}: {left} cells are missing")
    if formulas != data.formulas:
        raise ValueError(f"{name}: {formulas} formulas instead of {data.formulas}")


def _text(cell: Element) -> str | None:
    """What a cell holds, as it stands in the file: its text, or the figure or result beside its formula."""
    for part in cell:
        if part.tag == _VALUE:
            return part.text
        if part.tag == _TEXT:
            return "".join(part.itertext())
    return None


def _expect(name: str, place: str, kind: str, found: str, data: SheetData) -> None:
    row, column = coordinate_to_tuple(place)
    expected = data.values.get(row << COLUMN_BITS | column)
    if not (_same_figure(expected, found) if kind == "n" else expected == found):
        raise ValueError(f"{name}, row {row}, column {column}")


def _same_figure(expected: Stored | None, found: str) -> bool:
    if isinstance(expected, date):
        return found == str(day_number(expected))
    if isinstance(expected, int | float):
        return isclose(expected, float(found), rel_tol=1e-12)
    return False
