"""The floor of a report: the same words and tables set once by reportlab's own paragraphs and tables."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from fosdesk.model import report as blocks
from fosdesk.model.report import Block, ReportModel
from fosdesk.model.table import TableCell, Words, runs

FACES = {"Plain": "NotoSans-Regular.ttf", "Plain-Bold": "NotoSans-Bold.ttf"}
WIDTH = A4[0] - 40 * mm


def write_plain(model: ReportModel, path: Path, fonts: Path) -> int:
    """Set the report in one pass; how many pages it has."""
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(fonts / file)))
    document = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm)
    document.build(list(story(model)))
    return document.page


def story(model: ReportModel) -> Iterator[Flowable]:
    """All parts, each on a new page."""
    facts = model.facts
    for text in (facts.title, facts.country, facts.disclosure, facts.statement):
        yield paragraph(text, 14)
    yield from flowables(model.key)
    for part in model.parts:
        yield PageBreak()
        yield paragraph(f"{part.number} {part.title}", 16)
        yield from flowables(part.blocks)


def flowables(found: tuple[Block, ...]) -> Iterator[Flowable]:
    """The blocks as paragraphs and tables."""
    for block in flat(found):
        if isinstance(block, blocks.Table):
            yield paragraph(f"{block.label} {block.caption}")
            yield table([column.head for column in block.columns], block.rows)
            yield paragraph(block.source, 8)
        elif isinstance(block, blocks.Profile | blocks.Counts | blocks.Bars):
            yield paragraph(f"{block.label} {block.caption}")
            rows = [list(texts_in(row)) for row in block.chart.rows]
            yield table([], [row for row in rows if row])
            yield paragraph(block.source, 8)
        elif isinstance(block, blocks.PageBreak):
            yield PageBreak()
        else:
            yield from (paragraph(words) for words in texts_in(block))
        yield Spacer(1, 6)


def flat(found: Iterable[Block]) -> Iterator[Block]:
    """All blocks in reading order, those that stand side by side one after the other."""
    for block in found:
        if isinstance(block, blocks.Pairs):
            yield from flat((*block.left, *block.right))
        elif isinstance(block, blocks.Together):
            yield from flat(block.blocks)
        else:
            yield block


def texts_in(value: Any) -> Iterator[Words]:
    """Every text inside a block, whatever it is called."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, TableCell):
        yield value.words
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


def table(heads: list[str], rows: Iterable[Any]) -> Flowable:
    """A table that repeats its head, every cell a paragraph."""
    cells = [
        [paragraph(cell if isinstance(cell, str) else cell_words(cell), 8) for cell in row] for row in rows
    ]
    if heads:
        cells.insert(0, [paragraph(head, 8) for head in heads])
    if not cells:
        return Spacer(1, 1)
    columns = max(map(len, cells))
    cells = [row + [""] * (columns - len(row)) for row in cells]
    return Grid(cells, colWidths=[WIDTH / columns] * columns, repeatRows=1 if heads else 0)


def cell_words(cell: Any) -> Words:
    """The words of a cell of a table or a chart."""
    return cell.words if isinstance(cell, TableCell) else cell


def paragraph(words: Words, size: float = 10) -> Flowable:
    """Words in two weights."""
    style = ParagraphStyle("", fontName="Plain", fontSize=size, leading=size * 1.3, alignment=TA_LEFT)
    marked = (
        f'<font name="Plain-Bold">{escape(r.text)}</font>' if r.bold else escape(r.text) for r in runs(words)
    )
    return Paragraph("".join(marked), style)
