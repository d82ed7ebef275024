"""Re-opens a workbook that was just written and compares every cell before it replaces the old file."""

from datetime import datetime
from math import isclose
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from fosdesk.base.errors import UserError
from fosdesk.base.files import told
from fosdesk.documents.sheet_cells import COLUMN_BITS, HEAD_ROW, Written
from fosdesk.documents.sheet_values import Stored


def check_workbook(path: Path, written: Written) -> None:
    """Compare sheets, values, stored results and the number of formulas with what was written.

    Raises `UserError` ("documents.not_readable") with the first cell that differs.
    """
    try:
        with path.open("rb") as file:  # by its name openpyxl would refuse an unfinished file
            workbook = load_workbook(file, read_only=True, data_only=True)
            if workbook.sheetnames != list(written.rows):
                raise ValueError("sheets are missing")
            for name, values in written.rows.items():
                _compare(workbook[name], values)
        _count_formulas(path, sum(len(found) for found in written.formulas.values()))
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


def _compare(sheet: Any, values: dict[int, Stored]) -> None:
    """Compare each value; cells that only carry a look may be empty."""
    left = len(values)
    for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        for column, found in enumerate(cells, start=1):
            if found is None:
                continue
            if not _same(values.get(row << COLUMN_BITS | column), found):
                raise ValueError(f"{sheet.title}, row {row}, column {column}")
            left -= 1
    if left:
        raise ValueError(f"{sheet.title}: {left} cells are missing")


def _same(expected: Stored | None, found: object) -> bool:
    if isinstance(found, datetime):
        return found.date() == expected
    if isinstance(expected, float) and isinstance(found, int | float):
        return isclose(expected, found, rel_tol=1e-12)
    return expected == found


def _count_formulas(path: Path, expected: int) -> None:
    """Make sure that only our own formulas are there."""
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        found = sum(archive.read(name).count(b"<f>") for name in sheets)
    if found != expected:
        raise ValueError(f"{found} formulas instead of {expected}")
