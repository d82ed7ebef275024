"""What a table, a sheet or a sentence of a document holds: words in two weights and typed cells.

A typed cell knows its value and its printed text, so that PDF, workbook and Word never disagree.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

EN_DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False
    italic: bool = False


Words: TypeAlias = str | tuple[Run, ...]


def runs(words: Words) -> tuple[Run, ...]:
    """Return the runs of `words`; plain text is one regular run, empty text none."""
    if isinstance(words, str):
        return (Run(words),) if words else ()
    return words


def plain(words: Words) -> str:
    """Return the text of `words` without weights."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def led(lead: str, text: str) -> Words:
    """Return `text` behind its point in two to four bold words ("Nobody measures. …")."""
    if not lead:
        return text
    return (Run(lead, bold=True), Run(" " + text)) if text else (Run(lead, bold=True),)


# Cells ---------------------------------------------------------------------------------------


class CellKind(StrEnum):
    """What a cell or a column holds; decides sign, alignment and number format."""

    TEXT = "text"
    NUMBER = "number"
    LEVEL = "level"  # 0-4, chip on the ramp
    TARGET = "target"  # 0-4, outlined chip
    STATUS = "status"  # L-X, L-0 … L-4: status in law
    EVIDENCE = "evidence"  # grade A to D with rising bars
    SHARE = "share"  # 0..1, printed per cent
    COVERAGE = "coverage"  # 0..1, bar and "6 of 8"
    DATE = "date"
    MISSING = "missing"  # en dash, explained below the table
    UNKNOWN = "unknown"  # "?", dashed chip
    NOT_APPLICABLE = "not_applicable"  # "n/a", dashed chip
    DOT = "dot"  # only in the key to signs: level in charts
    DIAMOND = "diamond"  # only in the key to signs: target in charts


CellNumber: TypeAlias = int | Decimal


@dataclass(frozen=True, slots=True)
class TableCell:
    """One typed value of a table or sheet.

    `text` is what is printed; `value` what the workbook computes with (level 0-4, number, share
    0..1, date; None for text). `lead` stands in bold before the text, `note` small below it;
    `warning` prints it in rust in the workbook ("coverage too low").
    """

    kind: CellKind
    text: str
    value: CellNumber | date | None = None
    lead: str = ""
    note: str = ""
    warning: bool = False

    @property
    def words(self) -> Words:
        """Return lead and text as runs."""
        return led(self.lead, self.text)


MISSING = TableCell(CellKind.MISSING, EN_DASH)


def text_cell(text: str, lead: str = "", note: str = "", warning: bool = False) -> TableCell:
    """Return a text cell; `lead` in bold before it."""
    return TableCell(CellKind.TEXT, text, lead=lead, note=note, warning=warning)


def number_cell(value: CellNumber, text: str, note: str = "") -> TableCell:
    """Return a number (score, gap, quantity, money) with its printed form."""
    return TableCell(CellKind.NUMBER, text, value, note=note)


def level_cell(level: int, text: str = "") -> TableCell:
    """Return a level 0-4; `text` may carry the asterisk of evidence grade D."""
    return TableCell(CellKind.LEVEL, text or str(level), level)


def mean_cell(mean: Decimal, text: str) -> TableCell:
    """Return a mean of levels 0 to 4: its own figure on the colour of the nearest level."""
    return TableCell(CellKind.LEVEL, text, mean)


def target_cell(level: int) -> TableCell:
    """Return a target level 0-4."""
    return TableCell(CellKind.TARGET, str(level), level)


def status_cell(code: str) -> TableCell:
    """Return a status in law: L-X conflict, L-0 absent to L-4 conforming."""
    return TableCell(CellKind.STATUS, code)


def evidence_cell(grade: str) -> TableCell:
    """Return an evidence grade A to D."""
    return TableCell(CellKind.EVIDENCE, grade)


def share_cell(share: Decimal, text: str) -> TableCell:
    """Return a share 0..1, printed as per cent."""
    return TableCell(CellKind.SHARE, text, share)


def coverage_cell(share: Decimal, text: str, warning: bool = False) -> TableCell:
    """Return a coverage 0..1 with its count ("6 of 8"); a warning where it is too low for a score."""
    return TableCell(CellKind.COVERAGE, text, share, warning=warning)


def date_cell(day: date, text: str) -> TableCell:
    """Return a date with its printed form."""
    return TableCell(CellKind.DATE, text, day)


def unknown_cell(sign: str = "?") -> TableCell:
    """Return the sign for unknown; never counted as zero."""
    return TableCell(CellKind.UNKNOWN, sign)


def not_applicable_cell(sign: str = "n/a") -> TableCell:
    """Return the sign for not applicable."""
    return TableCell(CellKind.NOT_APPLICABLE, sign)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or sheet.

    `width` is relative in the PDF and in characters in the workbook. The rest is for the workbook:
    `decimals` of its numbers; `formula` over column keys of the same row, such as
    "{target}-{level}", written where all of them hold numbers, with the cell's value as stored
    result; `choices` make it an input column with a list, the only cells that are not protected.
    """

    key: str
    head: str
    kind: CellKind = CellKind.TEXT
    width: float = 10.0
    decimals: int = 0
    formula: str = ""
    choices: tuple[str, ...] = ()
    strong: bool = False


Row: TypeAlias = tuple[TableCell, ...]
