"""Where the reader decides: a column of two squares for each decision, lines for signature and date."""

from dataclasses import dataclass, replace

from fosdesk.documents.galleys import NO_RULES, RowsGalley, RuleGalley, StackGalley
from fosdesk.documents.look import BETWEEN, COLUMN_GAP, UNDER_HEAD, Type
from fosdesk.documents.pen import Pen
from fosdesk.documents.tables import RowStrip, set_row
from fosdesk.documents.typesetting import Typesetter
from fosdesk.model.report import Decisions

SQUARE, BESIDE = 6.8, 5.0  # side of a square, space between it and its word
TO_SIGN = 26.0  # free height above the lines for signature and date
SIGNATURE, DATE = 0.43, (0.51, 0.24)  # of the width: the line to sign on; where the other begins, how long


@dataclass(frozen=True, slots=True)
class MarksStrip:
    """A row of words with what is drawn before or above them: squares, or lines to write on.

    `places` are start and length of each mark, from the start edge; a mark without length is a square.
    """

    row: RowStrip
    places: tuple[tuple[float, float], ...]

    @property
    def height(self) -> float:
        """Return the height of the words with padding."""
        return self.row.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw words and marks."""
        self.row.draw(pen, x, top)
        for start, length in self.places:
            at = x + (self.row.width - start - (length or SQUARE) if pen.rtl else start)
            if length:
                pen.rule(at, top - self.row.above + 1, length, UNDER_HEAD)
            else:
                middle = top - self.row.above - pen.type.table.leading / 2
                pen.box(at, middle + SQUARE / 2, SQUARE, SQUARE, stroke="ink", line=0.7)

    def split(self, room: float) -> None:  # noqa: ARG002 - a square stays with its word
        """Return None: a square stays with its word."""
        return


def decisions_galley(block: Decisions, width: float, setter: Typesetter, type_: Type) -> StackGalley:
    """Set title, one column for each decision, and the lines for signature and date, on one page."""
    each = (width + COLUMN_GAP) / max(len(block.names), 4)
    starts = [each * number for number in range(len(block.names))]
    wide = each - COLUMN_GAP
    names = [(name, type_.table, x, wide) for name, x in zip(block.names, starts, strict=True)]
    rows: list[RowStrip | MarksStrip] = [set_row([(block.title, type_.strong, 0.0, width)], width, setter, 2)]
    if names:
        rows.append(set_row(names, width, setter, 2))
        rows += [_squares(word, starts, wide, width, setter, type_) for word in (block.agreed, block.refused)]
    rows.append(_lines(block, width, setter, type_))
    table = RowsGalley(tuple(rows), width, rules=NO_RULES, above=0, below=0, together=True)
    rule = RuleGalley(width, BETWEEN, "rule", above=10, below=3)
    return StackGalley((rule, table), above=10, below=4, together=True)


def _squares(
    word: str, starts: list[float], wide: float, width: float, setter: Typesetter, type_: Type
) -> MarksStrip:
    indent = SQUARE + BESIDE
    texts = [(word, type_.table, x + indent, wide - indent) for x in starts]
    return MarksStrip(set_row(texts, width, setter, 1.5), tuple((x, 0.0) for x in starts))


def _lines(block: Decisions, width: float, setter: Typesetter, type_: Type) -> MarksStrip:
    signature, (start, long) = SIGNATURE * width, DATE
    texts = [
        (block.signature, type_.source, 0.0, signature),
        (block.date, type_.source, start * width, long * width),
    ]
    row = replace(set_row(texts, width, setter, 2), above=TO_SIGN)
    return MarksStrip(row, ((0.0, signature), (start * width, long * width)))
