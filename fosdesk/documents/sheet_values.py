"""What goes into a cell of the workbook: text that stays text, numbers, dates, formulas.

Nothing a person typed becomes a formula, an error value or a link, and nothing is cut: text longer
than a cell can hold goes on, whole, on the sheet of long texts.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import isclose, isfinite
from typing import NamedTuple, TypeAlias

from fosdesk.base.text import printable
from fosdesk.model.table import CellKind, Column, TableCell, plain

LONGEST = 32_767  # UTF-16 units that a cell holds
DIGITS = 15  # that a number of a workbook keeps
FIRST_YEAR = 1901  # its calendar is wrong before March 1900
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4}_)")

Stored: TypeAlias = str | int | float | date
NUMERIC = frozenset({CellKind.NUMBER, CellKind.LEVEL, CellKind.TARGET, CellKind.SHARE, CellKind.COVERAGE})


class Formula(NamedTuple):
    """A formula of our own and the result stored with it."""

    text: str
    result: str | int | float


def safe_text(text: str) -> str:
    """Return `text` as a cell keeps it: line feeds only, U+FFFD for what XML cannot hold.

    A typed "_x0041_" is escaped, because spreadsheets read it as a character code.
    """
    if text.isprintable() and "_x" not in text:
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPE.sub(r"_x005F_x\1", printable(lines))


def units(text: str) -> int:
    """Return the length of `text` as a spreadsheet counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """Cut `text` into pieces that fit a cell; joined, they are the text."""
    if units(text) <= longest:
        return [text]
    found: list[str] = []
    start = used = 0
    for index, character in enumerate(text):
        wide = 2 if character > "\uffff" else 1
        if used + wide > longest:
            found.append(text[start:index])
            start, used = index, 0
        used += wide
    return [*found, text[start:]]


def number(value: int | Decimal) -> int | float | None:
    """Return a number that a workbook keeps whole, or None for one with too many digits."""
    if isinstance(value, Decimal) and value != value.to_integral_value():
        result = float(value)
        return result if isfinite(result) else None
    if abs(value) >= 10**DIGITS:
        return None
    return int(value)


def stored(cell: TableCell) -> Stored:
    """Return what stands in the cell; text where the value would not be kept as it is."""
    if cell.kind == CellKind.DATE and isinstance(cell.value, date):
        return cell.value if cell.value.year >= FIRST_YEAR else cell.text
    if cell.kind in NUMERIC and isinstance(cell.value, int | Decimal):
        value = number(cell.value)
        return cell.text if value is None else value
    text = plain(cell.words)
    return f"{text}\n{cell.note}" if cell.note else text


# Formulas ------------------------------------------------------------------------------------

_ARITHMETIC = re.compile(r"\{(\w+)\}\s*([-/])\s*\{(\w+)\}")


def formula(
    column: Column, values: Mapping[str, Stored], row: int, letters: Mapping[str, str]
) -> Formula | None:
    """Return the formula of a cell with its stored result, or None where it would say something else.

    Formulas are differences and quotients of two columns ("{target}-{level}"). Where one of them
    holds no number, the formula gives what stands there, the en dash.
    """
    left, sign, right = _operands(column.formula)
    expected = values[column.key]
    result = _result(values[left], sign, values[right], expected)
    if result is None:
        return None
    first, second = f"{letters[left]}{row}", f"{letters[right]}{row}"
    dash = expected if isinstance(expected, str) else "\u2013"
    return Formula(f'=IF(COUNT({first},{second})=2,{first}{sign}{second},"{dash}")', result)


@lru_cache(maxsize=64)
def _operands(text: str) -> tuple[str, str, str]:
    found = _ARITHMETIC.fullmatch(text)
    if found is None:
        raise ValueError(f"not a difference or a quotient of two columns: {text}")
    left, sign, right = found.groups()
    return left, sign, right


def _result(left: Stored, sign: str, right: Stored, expected: Stored) -> str | int | float | None:
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return expected if isinstance(expected, str) and '"' not in expected else None
    if not isinstance(expected, int | float) or (sign == "/" and not right):
        return None
    found = left - right if sign == "-" else left / right
    return expected if isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9) else None


# Sheets --------------------------------------------------------------------------------------

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return the names of sheets as spreadsheets allow them: short, plain, each once."""
    found: list[str] = []
    taken = {"history"}
    for name in names:
        wanted = " ".join(_FORBIDDEN.sub(" ", printable(name)).split()).strip("' ") or "Sheet"
        unique, count = pieces(wanted, LONGEST_NAME)[0].strip("' "), 2
        while unique.casefold() in taken:
            ending = f" ({count})"
            unique = pieces(wanted, LONGEST_NAME - len(ending))[0] + ending
            count += 1
        taken.add(unique.casefold())
        found.append(unique)
    return found
