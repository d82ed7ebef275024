"""The signs of the report: chips for levels and statuses, evidence bars, coverage bars.

No meaning rests on colour alone: each sign carries its number, letter or word.
"""

from decimal import Decimal

from fosdesk.documents.pen import CAPS, Align, Pen
from fosdesk.documents.typesetting import Style, Typesetter
from fosdesk.model.chart import HIGHEST, Band, Diamond, Dot, level_fill, nearest_level, on_fill
from fosdesk.model.chart_geometry import COVERAGE_BAR, coverage_marks, mirrored
from fosdesk.model.table import CellKind, TableCell

CHIP_WIDTH, CHIP_HEIGHT, CORNER = 15.0, 11.5, 2.0
STATUS_WIDTH = 23.0
BARS = ((2.8, 3.2), (2.8, 5.2), (2.8, 7.2))  # width and height of the three evidence bars
STEP = 4.6  # from one bar to the next
FILLED = {"A": 3, "B": 2, "C": 1, "D": 0}
FIGURE = 8.0
SIGNS = frozenset(
    {
        CellKind.LEVEL,
        CellKind.TARGET,
        CellKind.STATUS,
        CellKind.EVIDENCE,
        CellKind.COVERAGE,
        CellKind.UNKNOWN,
        CellKind.NOT_APPLICABLE,
        CellKind.DOT,
        CellKind.DIAMOND,
    }
)


def sign_width(cell: TableCell, setter: Typesetter, size: float) -> float:
    """Return the width of a sign in points."""
    match cell.kind:
        case CellKind.STATUS:
            return max(STATUS_WIDTH, setter.width(cell.text, FIGURE, True) + 7)
        case CellKind.EVIDENCE:
            return setter.width(cell.text, size, True) + 3.4 + STEP * len(BARS)
        case CellKind.COVERAGE:
            return COVERAGE_BAR[0] + (6 + setter.width(cell.text, size) if cell.text else 0)
        case CellKind.DOT | CellKind.DIAMOND:
            return CHIP_WIDTH
        case _:
            return max(CHIP_WIDTH, setter.width(cell.text, FIGURE, True) + 6)


def draw_sign(pen: Pen, cell: TableCell, x: float, middle: float, width: float, align: Align) -> None:
    """Draw a sign between x and x + width, centred on the height `middle`."""
    own = sign_width(cell, pen.setter, pen.type.table.size)
    if align == "middle":
        x += (width - own) / 2
    elif (align == "end") != pen.rtl:
        x += width - own
    match cell.kind:
        case CellKind.EVIDENCE:
            _evidence(pen, cell.text, x, middle, own)
        case CellKind.COVERAGE:
            _coverage(pen, cell, x, middle, own)
        case CellKind.DOT:
            pen.band(Band(0, (Dot(own / 2, 0, 3.5, "accent"),)), x, middle)
        case CellKind.DIAMOND:
            pen.band(Band(0, (Diamond(own / 2, 0, 3.6, "paper", "ink"),)), x, middle)
        case _:
            _chip(pen, cell, x, middle, own)


def _chip(pen: Pen, cell: TableCell, x: float, middle: float, width: float) -> None:
    fill, edge, dashed = _chip_look(cell)
    pen.box(x, middle + CHIP_HEIGHT / 2, width, CHIP_HEIGHT, fill, edge, 0.8, dashed, CORNER)
    figure(pen, cell.text, x + width / 2, middle, on_fill(fill))


def _chip_look(cell: TableCell) -> tuple[str, str, bool]:
    """Return fill, edge and whether the edge is dashed."""
    if cell.kind in (CellKind.UNKNOWN, CellKind.NOT_APPLICABLE):
        return "paper", "grey", True
    if cell.kind == CellKind.TARGET:
        return "paper", "ink", False
    level = cell.value if cell.kind == CellKind.LEVEL else _status_level(cell.text)
    if isinstance(level, Decimal):
        level = nearest_level(level)
    if not isinstance(level, int) or not 0 <= level <= HIGHEST:
        return "ink", "ink", False
    return level_fill(level), "ink" if level == 0 else "level3" if level < 3 else level_fill(level), False


def _status_level(code: str) -> int | None:
    """Return the place on the ramp of a status in law; a conflict (L-X) has none and is ink."""
    return int(code[-1]) if code[-1:].isdecimal() and code[-1:].isascii() else None


def figure(pen: Pen, text: str, x: float, middle: float, tone: str) -> None:
    """Draw the bold figure of a chip, centred on (x, middle)."""
    style = Style(FIGURE, FIGURE, tone, bold=True)
    pen.line(text, style, x, middle - FIGURE * CAPS, "middle")


def _evidence(pen: Pen, grade: str, x: float, middle: float, width: float) -> None:
    base = middle - 3.4
    bars = STEP * len(BARS)
    style = pen.type.strong
    pen.line(grade, style, x + width if pen.rtl else x, middle - style.size * CAPS)
    at = x if pen.rtl else x + width - bars
    order = reversed(BARS) if pen.rtl else BARS
    for (wide, high), filled in zip(order, _filled(grade, pen.rtl), strict=True):
        pen.box(at + 0.9, base + high, wide, high, "ink" if filled else "paper", "ink", 0.5)
        at += STEP


def _filled(grade: str, rtl: bool) -> list[bool]:
    filled = [number < FILLED.get(grade.rstrip("*").upper(), 0) for number in range(len(BARS))]
    return filled[::-1] if rtl else filled


def _coverage(pen: Pen, cell: TableCell, x: float, middle: float, width: float) -> None:
    share = float(cell.value) if isinstance(cell.value, int | Decimal) else 0.0
    bar = Band(0, tuple(coverage_marks(0, 0, share)))
    style = pen.type.table
    if pen.rtl:
        pen.band(mirrored(bar, COVERAGE_BAR[0]), x + width - COVERAGE_BAR[0], middle)
        pen.line(cell.text, style, x, middle - style.size * CAPS, "end")
    else:
        pen.band(bar, x, middle)
        pen.line(cell.text, style, x + width, middle - style.size * CAPS, "end")
