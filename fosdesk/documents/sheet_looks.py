"""The looks of cells, each made once a workbook and shared by all cells that wear it."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from fosdesk.model.chart import LEVELS, PRINT, level_fill, on_fill
from fosdesk.model.table import CellKind

FACE, SIZE = "Noto Sans", 9.5
_CENTRED = frozenset(
    {
        CellKind.LEVEL,
        CellKind.TARGET,
        CellKind.EVIDENCE,
        CellKind.STATUS,
        CellKind.UNKNOWN,
        CellKind.NOT_APPLICABLE,
    }
)
_MIRRORED = {"left": "right", "right": "left", "center": "center"}
_RIGHT = frozenset({CellKind.NUMBER, CellKind.SHARE, CellKind.COVERAGE})


Align: TypeAlias = Literal["left", "center", "right"]
Line: TypeAlias = Literal["medium", "thin"] | None


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell looks; equal looks are one style of the workbook."""

    tone: str = "ink"
    size: float = SIZE
    bold: bool = False
    align: Align = "left"
    indent: int = 0
    wrap: bool = False
    top: Line = None
    bottom: Line = None
    edge: bool = False  # the blue edge of an input cell
    number_format: str = "General"
    text: bool = False  # kept as text, whatever it looks like


TITLE = CellLook(size=16, bold=True, wrap=True)
TRAINING = CellLook("rust", 10, bold=True, align="right")
FACTS = CellLook("grey", 8.5, wrap=True)
HEAD = CellLook("grey", 8.5, bold=True, wrap=True, top="medium", bottom="thin")
HEADING = CellLook(size=SIZE, bold=True)
LABEL = CellLook("grey", bold=True, bottom="thin")
LINK = CellLook("accent", bottom="thin", text=True)


def alignment_of(kind: CellKind) -> Align:
    """Return where the cells of a column stand: text left, signs in the middle, figures right."""
    return "center" if kind in _CENTRED else "right" if kind in _RIGHT else "left"


class Looks:
    """The styles of a workbook, made when first worn."""

    def __init__(self, sheet: Worksheet, rtl: bool) -> None:
        self._sheet = sheet
        self._rtl = rtl
        self._styles: dict[Hashable, int] = {}

    def style(self, look: CellLook) -> int:
        """Return the number of the style of `look` in the workbook."""
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._made(look)
        return style

    def _made(self, look: CellLook) -> int:
        cell: Any = Cell(self._sheet, row=1, column=1)
        cell.font = Font(name=FACE, size=look.size, bold=look.bold, color=PRINT[look.tone])
        cell.alignment = Alignment(
            horizontal=_MIRRORED[look.align] if self._rtl else look.align,
            vertical="center",
            wrap_text=look.wrap,
            indent=look.indent,
            readingOrder=2 if self._rtl else 0,
        )
        cell.border = Border(top=_side(look.top), bottom=_side(look.bottom))
        if look.edge:
            blue = Side("thin", color=PRINT["level3"])
            cell.border = Border(blue, blue, blue, blue)
            cell.protection = Protection(locked=False)
        cell.number_format = look.number_format
        cell.quotePrefix = look.text
        return int(cell.style_id)


def _side(style: Line) -> Side:
    if style is None:
        return Side()
    return Side(border_style=style, color=PRINT["rule" if style == "thin" else "ink"])


@lru_cache(maxsize=1)
def ramp() -> tuple[tuple[int, DifferentialStyle], ...]:
    """Return level -> fill and figure on the ramp, for rules that follow the value of a cell."""
    looks = []
    for level in LEVELS[1:]:
        tone = level_fill(level)
        font = Font(color=PRINT[on_fill(tone)], bold=True)
        fill = PatternFill(bgColor=PRINT[tone])
        looks.append((level, DifferentialStyle(font=font, fill=fill)))
    return tuple(looks)
