"""Measures of the printed page: paper, margins, type, rules. One place for all of them, in points."""

from dataclasses import dataclass, replace

from fosdesk.documents.typesetting import Style

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A4 portrait: margins left 22 and right 20 mm, mirrored for right-to-left; text 168 × 250 mm."""

    rtl: bool = False
    width: float = 210 * MM
    height: float = 297 * MM
    text_width: float = 168 * MM
    text_height: float = 250 * MM

    @property
    def left(self) -> float:
        """Return x of the left edge of the text."""
        return (20 if self.rtl else 22) * MM

    @property
    def right(self) -> float:
        """Return x of the right edge of the text."""
        return self.left + self.text_width

    @property
    def top(self) -> float:
        """Return y of the upper edge of the text, 25 mm below that of the paper."""
        return self.height - 25 * MM

    def from_top(self, millimetres: float) -> float:
        """Return y of a place measured from the upper edge of the paper."""
        return self.height - millimetres * MM


COLUMN_GAP = 4 * MM
COLUMN = (168 * MM - 11 * COLUMN_GAP) / 12
LABEL_WIDTH = 3 * COLUMN + 2 * COLUMN_GAP  # label and text stand on 3 + 9 columns
PAD, FACT_PAD = 2.6, 3.7  # above and below the text of a row: in tables, of label and text
CELL_GAP, WIDE_GAP = 6.0, 8.0  # between two columns of a table; wide where the text leaves room
FRAME, UNDER_HEAD, BETWEEN = 0.9, 0.6, 0.35  # thickness of rules


@dataclass(frozen=True, slots=True)
class Type:
    """The type sizes of the document, by use."""

    cover_title: Style
    cover_subtitle: Style
    cover_country: Style
    cover_body: Style
    title: Style
    brief_title: Style
    opening: Style
    opening_large: Style
    heading: Style
    body: Style
    table: Style
    strong: Style
    label: Style
    number: Style
    table_head: Style
    source: Style
    code: Style
    box_title: Style
    contents_title: Style
    contents_number: Style
    contents_phrase: Style
    contents_page: Style
    head: Style
    head_strong: Style
    page: Style
    sign: Style


LATIN = Type(
    cover_title=Style(30, 37, bold=True),
    cover_subtitle=Style(13, 19, "grey"),
    cover_country=Style(10.2, 14.2, bold=True),
    cover_body=Style(9.2, 12.6, "grey"),
    title=Style(18, 24, bold=True),
    brief_title=Style(19, 25, bold=True),
    opening=Style(10.2, 14.2),
    opening_large=Style(11.5, 16.5),
    heading=Style(11, 15, "accent", bold=True),
    body=Style(9.5, 13.5),
    table=Style(8.8, 12.2),
    strong=Style(8.8, 12.2, bold=True),
    label=Style(8.8, 12.2, "grey", bold=True),
    number=Style(8.8, 12.2, "accent", bold=True),
    table_head=Style(7.6, 10, "grey", bold=True),
    source=Style(7.6, 10.2, "grey"),
    code=Style(8.4, 12, "accent", bold=True),
    box_title=Style(10.4, 13, bold=True),
    contents_title=Style(10.4, 14, bold=True),
    contents_number=Style(10.4, 14, "accent", bold=True),
    contents_phrase=Style(8.4, 14, "grey"),
    contents_page=Style(10.4, 14),
    head=Style(7.2, 9, "grey"),
    head_strong=Style(7.2, 9, bold=True),
    page=Style(9, 9, bold=True),
    sign=Style(8, 11.5, bold=True),
)


def type_for(rtl: bool) -> Type:
    """Return the type of a document; Arabic is set a little larger, on a leading of 1.6 times."""
    if not rtl:
        return LATIN
    changed = {name: _arabic(getattr(LATIN, name)) for name in Type.__slots__}
    return Type(**changed)


def _arabic(style: Style) -> Style:
    size = style.size + (0.2 if style.size < 8 else 0.5)
    return replace(style, size=size, leading=max(style.leading, size * 1.6 if size < 15 else size * 1.45))
