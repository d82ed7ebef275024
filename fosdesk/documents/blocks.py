"""Turns the blocks of a report model into galleys of a given width."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from fosdesk.documents.galleys import (
    NO_RULES,
    BoxGalley,
    Galley,
    PairGalley,
    RowsGalley,
    RuleGalley,
    Rules,
    StackGalley,
    TextGalley,
)
from fosdesk.documents.look import BETWEEN, COLUMN_GAP, FACT_PAD, LABEL_WIDTH, PAD, UNDER_HEAD, Type
from fosdesk.documents.pen import Pen
from fosdesk.documents.signing import decisions_galley
from fosdesk.documents.signs import CHIP_HEIGHT, CORNER, FIGURE, figure, sign_width
from fosdesk.documents.tables import RowStrip, SetCell, TableLook, set_cell, set_row, set_table
from fosdesk.documents.typesetting import Style, Typesetter
from fosdesk.model.chart import Band, Drawing
from fosdesk.model.chart_geometry import bars_drawing, counts_drawing, profile_drawing
from fosdesk.model.report import (
    Bars,
    Block,
    Box,
    Counts,
    Decisions,
    Facts,
    Heading,
    Notes,
    Opening,
    PageBreak,
    PageHead,
    Pairs,
    Paragraph,
    Points,
    Profile,
    Rule,
    SignEntry,
    SignList,
    Table,
    Together,
    Verdict,
)
from fosdesk.model.table import CellKind, Run, Words, runs


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class AnchorGalley:
    """A place that bookmarks and contents lead to; takes no room."""

    title: str
    depth: int
    key: str = ""
    height: float = 0.0
    above: float = 0.0
    below: float = 0.0

    def draw(self, pen: Pen, x: float, top: float) -> None:  # noqa: ARG002 - a whole line leads here
        """Set the bookmark."""
        pen.anchor(self.title, self.depth, top, self.key)

    def split(self, room: float, whole: float) -> None:  # noqa: ARG002 - it has no height to cut
        """Return None: nothing to cut."""
        return


@dataclass(frozen=True, slots=True)
class BandStrip:
    """A row of a chart."""

    band: Band

    @property
    def height(self) -> float:
        """Return the height of the band."""
        return self.band.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw its marks."""
        pen.band(self.band, x, top)

    def split(self, room: float) -> None:  # noqa: ARG002 - a row of marks cannot be cut
        """Return None: a row of marks is not cut."""
        return


@dataclass(frozen=True, slots=True)
class VerdictStrip:
    """A weakest-link label, white capitals on ink, and beside it the sentence that says why."""

    label: str
    label_width: float
    sentence: RowStrip

    @property
    def height(self) -> float:
        """Return the height of the sentence with padding."""
        return max(self.sentence.height, CHIP_HEIGHT + 2 + 2 * PAD)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw label and sentence."""
        self.sentence.draw(pen, x, top)
        at = x + (self.sentence.width - self.label_width if pen.rtl else 0)
        middle = top - self.sentence.above - pen.type.table.leading / 2
        high = CHIP_HEIGHT + 2
        pen.box(at, middle + high / 2, self.label_width, high, "ink", corner=CORNER)
        figure(pen, self.label, at + self.label_width / 2, middle, "paper")

    def split(self, room: float) -> "tuple[VerdictStrip, RowStrip] | None":
        """Cut a sentence longer than a page; the label stays above."""
        parts = self.sentence.split(room)
        return (replace(self, sentence=parts[0]), parts[1]) if parts else None


class Composer:
    """Sets blocks for one document."""

    def __init__(self, setter: Typesetter, type_: Type) -> None:
        self.setter = setter
        self.type = type_
        self.look = TableLook(type_.table, type_.strong, type_.table_head, type_.source)

    def compose(self, blocks: Iterable[Block], width: float) -> Iterator[Galley | NewPage]:
        """Yield the galleys of `blocks`; a heading is stacked upon what follows it."""
        waiting: list[Galley] = []
        for block in blocks:
            if isinstance(block, PageBreak | PageHead):
                yield from waiting
                waiting = []
                yield NewPage()
            for galley in self._block(block, width):
                if isinstance(block, Heading):
                    waiting.append(galley)
                else:
                    yield _headed(waiting, galley)
                    waiting = []
        yield from waiting

    def _block(self, block: Block, width: float) -> list[Galley]:
        match block:
            case Opening(text, large):
                style = self.type.opening_large if large else self.type.opening
                return [self.text(text, style, width, below=8)]
            case Heading():
                return [self._heading(block, width)]
            case Paragraph(text, small):
                return [self.text(text, self.type.table if small else self.type.body, width, below=6)]
            case Notes(texts):
                return [self.text(text, self.type.source, width, below=3) for text in texts]
            case PageHead():
                return [self._page_head(block, width)]
            case Pairs() | Together():
                return self._group(block, width)
            case Rule():
                return [RuleGalley(width)]
            case PageBreak():
                return []
            case _:
                return [self._rows(block, width)]

    def _rows(self, block: Block, width: float) -> Galley:
        match block:
            case Points(items):
                return self._points(items, width)
            case Facts(rows):
                return self.facts(rows, width)
            case Table():
                return self._table(block, width)
            case Profile() | Counts() | Bars():
                return self._chart(block, width)
            case Box(title, text):
                return self._box(title, text, width)
            case Verdict(label, text):
                return self._verdict(label, text, width)
            case Decisions():
                return decisions_galley(block, width, self.setter, self.type)
            case SignList():
                return self._signs(block, width)
            case _:
                raise TypeError(f"no galley for {type(block).__name__}")

    # Text ----------------------------------------------------------------------------------

    def text(
        self,
        words: Words,
        style: Style,
        width: float,
        above: float = 0.0,
        below: float = 0.0,
        measure: float = 0.0,
    ) -> TextGalley:
        """Set a paragraph in a column of `width`, its lines no wider than `measure`."""
        return TextGalley(self.setter.lines(words, style, measure or width), style, width, above, below)

    def _heading(self, heading: Heading, width: float) -> Galley:
        text = self.text(heading.text, self.type.heading, width, above=12, below=3)
        if not heading.bookmark:
            return text
        return StackGalley((AnchorGalley(heading.text, 1), text), above=12, below=3, leads=1)

    def _page_head(self, head: PageHead, width: float) -> Galley:
        """Set code and heading on one line, the title, the purpose."""
        context = replace(self.type.code, tone="grey", bold=False)
        code = self.setter.width(head.code, self.type.code.size, True)
        row = set_row(
            [
                (head.code, self.type.code, 0, min(code + 1, width / 2)),
                (head.context, context, min(code + 1, width / 2) + 14, width / 2),
            ],
            width,
            self.setter,
            pad=0,
        )
        top = RowsGalley((row,), width, rules=NO_RULES, above=0, below=0)
        title = self.text(head.title, self.type.title, width, below=2)
        parts: list[Galley] = [AnchorGalley(head.title, 1, head.code), top, title]
        if head.purpose:
            parts.append(self.text(head.purpose, self.type.opening, width))
        return StackGalley(tuple(parts), below=8, leads=2)

    def _points(self, items: Iterable[Words], width: float) -> Galley:
        """Set a numbered list; items do not break across pages."""
        rows = []
        for number, item in enumerate(items, start=1):
            texts = [
                (str(number), self.type.number, 0.0, 14.0),
                (item, self.type.table, 14.0, width - 14.0),
            ]
            rows.append(replace(set_row(texts, width, self.setter), above=0, below=4))
        return RowsGalley(tuple(rows), width, rules=NO_RULES, above=0, below=4)

    def facts(self, rows: Iterable[tuple[str, Words]], width: float, style: Style | None = None) -> Galley:
        """Set label and text on 3 + 9 columns."""
        at = LABEL_WIDTH + COLUMN_GAP if width > 2 * LABEL_WIDTH else width / 3
        body = style or self.type.table
        strips = [
            set_row(
                [(label, self.type.label, 0.0, at - COLUMN_GAP), (text, body, at, width - at)],
                width,
                self.setter,
                FACT_PAD,
            )
            for label, text in rows
        ]
        return RowsGalley(tuple(strips), width, rules=Rules(head=0, end=UNDER_HEAD))

    # Tables and charts ---------------------------------------------------------------------

    def _caption(self, label: str, caption: str, width: float) -> TextGalley | None:
        if not (label or caption):
            return None
        words = (Run(label, bold=True), Run(f" {caption}" if label and caption else caption))
        return self.text(words, self.type.table, width)

    def _source(self, source: str, width: float) -> TextGalley | None:
        return self.text(source, self.type.source, width) if source else None

    def _table(self, table: Table, width: float) -> Galley:
        caption = self._caption(table.label, table.caption, width)
        source = self._source(table.source, width)
        return set_table(table.columns, table.rows, width, self.setter, self.look, caption, source)

    def _chart(self, block: Profile | Counts | Bars, width: float) -> Galley:
        drawing = self._drawing(block, width)
        head = BandStrip(drawing.head) if drawing.head.marks else None
        caption = self._caption(block.label, block.caption, width)
        rows = tuple(BandStrip(band) for band in drawing.rows)
        return RowsGalley(rows, width, head, caption, self._source(block.source, width), NO_RULES)

    def _drawing(self, block: Profile | Counts | Bars, width: float) -> Drawing:
        measure, rtl = self.setter.width, self.setter.rtl
        match block:
            case Profile(chart):
                return profile_drawing(chart, width, measure, rtl)
            case Counts(counts):
                return counts_drawing(counts, width, measure, rtl)
            case Bars(bars):
                return bars_drawing(bars, width, measure, rtl)

    # Boxes, labels, signs ------------------------------------------------------------------

    def _box(self, title: str, text: Words, width: float) -> Galley:
        at = LABEL_WIDTH + COLUMN_GAP if width > 2.5 * LABEL_WIDTH else width * 0.3
        row = set_row(
            [
                (title, self.type.box_title, 9.0, at - COLUMN_GAP - 9),
                (text, self.type.table, at, width - at - 12),
            ],
            width,
            self.setter,
            pad=7,
        )
        return BoxGalley(row, width)

    def _verdict(self, label: str, text: Words, width: float) -> Galley:
        wide = min(self.setter.width(label, FIGURE, True) + 16, width / 3)
        sentence = set_row([(text, self.type.table, wide + 10, width - wide - 10)], width, self.setter)
        rows = (VerdictStrip(label, wide, sentence),)
        return RowsGalley(rows, width, rules=NO_RULES, above=2, below=4)

    def _signs(self, signs: SignList, width: float) -> Galley:
        """Set a group of the key to signs, in one column or two."""
        title = self.text(signs.title, self.type.strong, width, below=3)
        each = (width - COLUMN_GAP * (signs.columns - 1)) / signs.columns
        deep = -(-len(signs.entries) // signs.columns)
        wide = max(sign_width(entry.sign, self.setter, self.type.table.size) for entry in signs.entries) + 7
        set_ = partial(self._sign, width=each, wide=wide)
        columns = [signs.entries[start : start + deep] for start in range(0, len(signs.entries), deep)]
        lists: list[Galley] = [
            RowsGalley(tuple(map(set_, column)), each, rules=NO_RULES, above=0, below=0) for column in columns
        ]
        if len(lists) == 1:
            return StackGalley((title, lists[0]), above=2, below=8, leads=1)
        pair = PairGalley(StackGalley((lists[0],)), StackGalley((lists[1],)), width, below=0)
        return StackGalley((title, pair), above=2, below=8, leads=1)

    def _sign(self, entry: SignEntry, width: float, wide: float) -> RowStrip:
        words = (Run(entry.lead, bold=True), Run(" "), *runs(entry.text)) if entry.lead else entry.text
        style = self.type.table
        text = SetCell(self.setter.lines(words, style, width - wide), style, wide, width - wide)
        sign = set_cell(entry.sign, CellKind.TEXT, style, style, 0.0, wide, self.setter)
        below = max(18.6 - style.leading - 1, 2.0)
        return RowStrip((sign, text), width, 1.0, below)

    # Groups --------------------------------------------------------------------------------

    def _group(self, block: Pairs | Together, width: float) -> list[Galley]:
        if isinstance(block, Together):
            return [self.stack(block.blocks, width, together=True)]
        half = (width - COLUMN_GAP) / 2
        pair = PairGalley(self.stack(block.left, half), self.stack(block.right, half), width)
        if not block.rule:
            return [pair]
        return [
            RuleGalley(width, UNDER_HEAD, "grey", 2, 5),
            replace(pair, below=2.0),
            RuleGalley(width, BETWEEN),
        ]

    def stack(self, blocks: Iterable[Block], width: float, together: bool = False) -> StackGalley:
        """Set blocks below one another; page breaks inside are of no meaning there."""
        parts = tuple(part for part in self.compose(blocks, width) if not isinstance(part, NewPage))
        above, below = (parts[0].above, parts[-1].below) if parts else (0.0, 0.0)
        return StackGalley(parts, above, below, together=together)


def _headed(heads: list[Galley], galley: Galley) -> Galley:
    """Stack headings upon what they head, so that none ends a page alone."""
    if not heads:
        return galley
    parts = (*heads, galley)
    return StackGalley(parts, heads[0].above, galley.below, leads=len(heads))
