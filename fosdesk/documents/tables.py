"""Open tables: no vertical lines, no fills; text at the start, figures at the end, heads with them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fosdesk.documents.galleys import RowsGalley, Rules, TextGalley
from fosdesk.documents.look import CELL_GAP, PAD, WIDE_GAP
from fosdesk.documents.pen import Align, Pen
from fosdesk.documents.signs import SIGNS, draw_sign, sign_width
from fosdesk.documents.typesetting import Line, Style, Typesetter
from fosdesk.model.table import CellKind, Column, Row, TableCell, Words, plain

_MEASURED_ROWS = 400  # enough to know how wide the figures of a column are
_NARROWEST = 0.2  # of the width: the longest word of a text column may claim that much
_START = frozenset({CellKind.TEXT, CellKind.EVIDENCE, CellKind.COVERAGE, CellKind.STATUS})


@dataclass(frozen=True, slots=True)
class SetCell:
    """The content of one cell, set: lines with a small note below them, or a sign."""

    lines: tuple[Line, ...]
    style: Style
    x: float  # from the start edge of the row
    width: float
    align: Align = "start"
    notes: tuple[Line, ...] = ()
    note_style: Style | None = None
    sign: TableCell | None = None

    @property
    def height(self) -> float:
        """Return the height without padding."""
        lines = max(len(self.lines), 0 if self.notes else 1) * self.style.leading
        return lines + (len(self.notes) * self.note_style.leading if self.note_style else 0.0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the content with its left edge at x."""
        if self.sign is not None:
            draw_sign(pen, self.sign, x, top - self.style.leading / 2, self.width, self.align)
            return
        pen.lines(self.lines, self.style, x, top, self.width, self.align)
        if self.note_style:
            top -= len(self.lines) * self.style.leading
            pen.lines(self.notes, self.note_style, x, top, self.width, self.align)

    def split(self, room: float) -> "tuple[SetCell, SetCell]":
        """Return what fits into `room` and the rest (perhaps empty)."""
        if self.sign is not None or self.height <= room:
            return self, replace(self, lines=(), notes=(), sign=None)
        fits = max(int(room // self.style.leading), 0)
        left = room - len(self.lines) * self.style.leading
        noted = max(int(left // self.note_style.leading), 0) if self.note_style else 0
        first = replace(self, lines=self.lines[:fits], notes=self.notes[:noted])
        return first, replace(self, lines=self.lines[fits:], notes=self.notes[noted:])


@dataclass(frozen=True, slots=True)
class RowStrip:
    """One row of set cells, with padding above and below."""

    cells: tuple[SetCell, ...]
    width: float
    above: float = PAD
    below: float = PAD

    @property
    def height(self) -> float:
        """Return the height of the tallest cell with padding."""
        return self.above + self.below + max((cell.height for cell in self.cells), default=0.0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the cells from the start edge on."""
        for cell in self.cells:
            at = self.width - cell.x - cell.width if pen.rtl else cell.x
            cell.draw(pen, x + at, top - self.above)

    def split(self, room: float) -> "tuple[RowStrip, RowStrip] | None":
        """Cut a row that no page can hold; at least two lines stay."""
        free = room - self.above - self.below
        leading = max((cell.style.leading for cell in self.cells), default=1.0)
        if free < 2 * leading or self.height <= room:
            return None
        parts = [cell.split(free) for cell in self.cells]
        return replace(self, cells=tuple(a for a, _ in parts)), replace(
            self, cells=tuple(b for _, b in parts)
        )


# Widths --------------------------------------------------------------------------------------


def alignment(kind: CellKind) -> Align:
    """Return where the cells of a column stand: text at the start, figures at the end."""
    return "start" if kind in _START else "end"


def natural_width(cell: TableCell, setter: Typesetter, size: float) -> float:
    """Return the width of a cell on one line."""
    if cell.kind in SIGNS:
        return sign_width(cell, setter, size)
    note = setter.width(cell.note, size) if cell.note else 0.0
    return max(setter.width(plain(cell.words), size, bool(cell.lead)), note)


def longest_word(texts: Iterable[str], setter: Typesetter, size: float) -> float:
    """Return the width of the longest word, in bold as the first column may be; no-break spaces join."""
    words = (word for text in texts for word in re.split("[ \n]+", text[:500]))
    return max((setter.width(word, size, True) for word in words), default=0.0)


def column_places(
    columns: Sequence[Column],
    rows: Sequence[Row],
    width: float,
    setter: Typesetter,
    sizes: tuple[float, float],
) -> list[tuple[float, float]]:
    """Return start and width of each column: figures take what they need, text columns the rest.

    `sizes` are those of cells and heads. No text column is narrower than its longest word, as long
    as that is not longer than a fifth of the width. The gaps are wide where that leaves the text
    columns two thirds of the width: sentences need it more than figures.
    """
    least = _least_widths(columns, rows, width, setter, sizes)
    figures = sum(wide for wide, column in zip(least, columns, strict=True) if column.kind != CellKind.TEXT)
    gaps = len(columns) - 1
    roomy = figures + WIDE_GAP * gaps <= width / 3
    gap = WIDE_GAP if roomy and figures else CELL_GAP
    widths = _shared(columns, least, width - gap * gaps)
    return [(sum(widths[:number]) + gap * number, wide) for number, wide in enumerate(widths)]


def _least_widths(
    columns: Sequence[Column],
    rows: Sequence[Row],
    free: float,
    setter: Typesetter,
    sizes: tuple[float, float],
) -> list[float]:
    size, head = sizes
    measured = rows[:_MEASURED_ROWS]
    least: list[float] = []
    for number, column in enumerate(columns):
        texts = [row[number] for row in measured]
        if column.kind == CellKind.TEXT:
            words = longest_word([cell.text for cell in texts] + [cell.lead for cell in texts], setter, size)
            least.append(min(max(words, longest_word([column.head], setter, head)), free * _NARROWEST))
        else:
            needed = max([natural_width(cell, setter, size) for cell in texts], default=0.0)
            least.append(min(max(needed, longest_word([column.head], setter, head)), free * 0.3) + 0.5)
    return least


def _shared(columns: Sequence[Column], least: list[float], free: float) -> list[float]:
    """Give text columns their weights of what is left, none less than its least."""
    texts = [number for number, column in enumerate(columns) if column.kind == CellKind.TEXT]
    if not texts:
        spare = (free - sum(least)) / max(len(least), 1)
        return [wide + spare for wide in least]
    left = free - sum(wide for number, wide in enumerate(least) if number not in texts)
    widths, growing = list(least), set(texts)
    while growing:
        weight = sum(columns[number].width for number in growing) or 1.0
        share = {number: left * columns[number].width / weight for number in growing}
        short = {number for number in growing if share[number] < least[number]}
        if not short:
            for number in growing:
                widths[number] = share[number]
            break
        left -= sum(least[number] for number in short)
        growing -= short
    scale = min(1.0, free / sum(widths)) if sum(widths) else 1.0
    return [wide * scale for wide in widths]


# Rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TableLook:
    """Styles of a table: cells, cells in bold, heads, notes."""

    cell: Style
    strong: Style
    head: Style
    note: Style


def set_table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    width: float,
    setter: Typesetter,
    look: TableLook,
    caption: TextGalley | None = None,
    source: TextGalley | None = None,
) -> RowsGalley:
    """Set a table `width` points wide. The first column is bold where it is text."""
    places = column_places(columns, rows, width, setter, (look.cell.size, look.head.size))
    heads = [
        SetCell(
            setter.lines(column.head, look.head, wide), look.head, x, wide, alignment(column.kind)
        )
        for column, (x, wide) in zip(columns, places, strict=True)
    ]  # fmt: skip
    head = RowStrip(tuple(heads), width, 2.6, 2.6) if any(column.head for column in columns) else None
    strips = [_row(columns, row, places, width, setter, look) for row in rows]
    rules = Rules() if head else Rules(head=0)
    return RowsGalley(tuple(strips), width, head, caption, source, rules)


def _row(
    columns: Sequence[Column],
    row: Row,
    places: Sequence[tuple[float, float]],
    width: float,
    setter: Typesetter,
    look: TableLook,
) -> RowStrip:
    cells = []
    for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
        strong = column.strong or (number == 0 and column.kind == CellKind.TEXT and not cell.lead)
        style = look.strong if strong else look.cell
        cells.append(set_cell(cell, column.kind, style, look.note, *places[number], setter))
    return RowStrip(tuple(cells), width)


def set_cell(
    cell: TableCell, kind: CellKind, style: Style, note: Style, x: float, width: float, setter: Typesetter
) -> SetCell:
    """Set one cell of a column of `kind`."""
    align = alignment(kind)
    if cell.kind in SIGNS:
        return SetCell((), style, x, width, align, sign=cell)
    lines = setter.lines(cell.words, style, width)
    if not cell.note:
        return SetCell(lines, style, x, width, align)
    return SetCell(lines, style, x, width, align, setter.lines(cell.note, note, width), note)


def set_row(
    texts: Sequence[tuple[Words, Style, float, float]], width: float, setter: Typesetter, pad: float = PAD
) -> RowStrip:
    """Set a plain row of (words, style, x, width)."""
    cells = (SetCell(setter.lines(words, style, wide), style, x, wide) for words, style, x, wide in texts)
    return RowStrip(tuple(cells), width, pad, pad)
