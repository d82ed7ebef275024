"""Cover and contents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fosdesk.documents.blocks import AnchorGalley, Composer, NewPage
from fosdesk.documents.galleys import NO_RULES, Galley, RowsGalley, RuleGalley, Rules
from fosdesk.documents.look import COLUMN, COLUMN_GAP, FRAME, MM
from fosdesk.documents.pages import Pages
from fosdesk.documents.pen import Pen
from fosdesk.documents.tables import RowStrip, set_row
from fosdesk.model.report import PageHead, Part, ReportModel

CLASS, CLASS_RULE = 17.8, 21.0  # places on the cover, millimetres from the upper edge
COUNTRY, PALE, BAR, FACTS = 29.0, 63.0, 90.5, 170.0
ACCENT_BAR = (14 * MM, 4.5)
STATEMENT_WIDTH = 10 * COLUMN + 9 * COLUMN_GAP
CONTENTS_NUMBER, CONTENTS_TITLE, CONTENTS_PAGE = 33.0, 184.0, 30.0
CONTENTS_PAD, SUB_PAD, SUB_PAGE = 5.6, 1.2, 18.0


def draw_cover(pages: Pages, composer: Composer) -> None:
    """Draw the cover; what its places cannot hold flows down and on, nothing is cut."""
    facts, paper, type_ = pages.model.facts, pages.paper, composer.type
    pages.begin("")
    pages.pale_word(paper.from_top(PALE))
    _class_line(pages)
    pages.down_to(paper.from_top(COUNTRY))
    pages.place(composer.text(facts.country, type_.cover_country, paper.text_width, below=2))
    owner = " · ".join(name for name in (facts.ministry, facts.administration) if name)
    if owner:
        pages.place(composer.text(owner, type_.cover_body, paper.text_width))
    pages.down_to(paper.from_top(BAR))
    bar, thick = ACCENT_BAR
    pages.place(RuleGalley(bar, thick, "accent", 12, 14, paper.text_width))
    wide = paper.text_width
    pages.place(composer.text(facts.title, type_.cover_title, wide, below=5, measure=wide - 20 * MM))
    pages.place(composer.text(facts.subtitle, type_.cover_subtitle, wide, below=12, measure=wide - 25 * MM))
    pages.down_to(paper.from_top(FACTS))
    if facts.cover:
        pages.place(composer.facts(facts.cover, paper.text_width, type_.table))
    statement = composer.text(facts.statement, type_.source, wide, measure=STATEMENT_WIDTH)
    pages.down_to(paper.top - paper.text_height + statement.height)
    pages.place(statement)


def _class_line(pages: Pages) -> None:
    pen, paper, facts = pages.pen, pages.paper, pages.model.facts
    base, width = paper.from_top(CLASS), paper.text_width
    strong, grey = pen.type.strong, pen.type.source
    class_ = pen.setter.one_line(facts.disclosure, strong, width / 2 - 6)
    readers = pen.setter.one_line(facts.readers, grey, width / 2 - 6)
    pen.running(class_, strong, paper.left, base, width, "start")
    pen.running(readers, grey, paper.left, base, width, "end")
    pen.rule(paper.left, paper.from_top(CLASS_RULE), width, 1.2)


# Contents ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a line of the contents leads: a key, and the stretch of the line that is a link to it."""

    key: str
    x: float  # from the start edge of the line
    width: float


@dataclass(frozen=True, slots=True)
class ContentsStrip:
    """One line of the contents; its page numbers are filled in when the document ends."""

    row: RowStrip
    leads: tuple[Lead, ...]

    @property
    def height(self) -> float:
        """Return the height of the line."""
        return self.row.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the line and lay its links over it."""
        self.row.draw(pen, x, top)
        style = self.row.cells[0].style
        base = top - self.row.above - style.leading / 2 - pen.type.contents_page.size * 0.357
        for lead in self.leads:
            left = x + (self.row.width - lead.x - lead.width if pen.rtl else lead.x)
            pen.do_form(f"at-{lead.key}", left if pen.rtl else left + lead.width, base)
            pen.link(lead.key, left, top, lead.width, self.height)

    def split(self, room: float) -> "tuple[ContentsStrip, RowStrip] | None":
        """Cut a title longer than a page."""
        parts = self.row.split(room)
        return (ContentsStrip(parts[0], self.leads), parts[1]) if parts else None


def contents_galleys(model: ReportModel, composer: Composer, width: float) -> Iterator[Galley | NewPage]:
    """Yield title, lines of the contents and, below, the key to signs."""
    yield AnchorGalley(model.words.contents, 0, "contents")
    yield composer.text(model.words.contents, composer.type.title, width, below=8)
    for group in _groups(model.parts):
        strips = [_contents_line(part, composer, width) for part in group]
        yield RowsGalley(tuple(strips), width, rules=Rules(FRAME + 0.3, 0), above=0, below=4)
        yield RowsGalley(_sub_lines(group[-1], composer, width), width, rules=NO_RULES, above=0, below=5)
    yield from composer.compose(model.key, width)


def _contents_line(part: Part, composer: Composer, width: float) -> ContentsStrip:
    type_ = composer.type
    phrase = CONTENTS_NUMBER + CONTENTS_TITLE
    texts = [
        (part.number, type_.contents_number, 0.0, CONTENTS_NUMBER - 6),
        (part.title, type_.contents_title, CONTENTS_NUMBER, CONTENTS_TITLE - 3),
        (part.phrase, type_.contents_phrase, phrase, width - phrase - CONTENTS_PAGE),
    ]
    row = set_row(texts, width, composer.setter, CONTENTS_PAD)
    return ContentsStrip(row, (Lead(part.id, 0, width),))


def _groups(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Part the lines of the contents after each part that has pages of its own to list."""
    group: list[Part] = []
    for part in parts:
        group.append(part)
        if _heads(part):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _heads(part: Part) -> list[PageHead]:
    return [block for block in part.blocks if isinstance(block, PageHead) and block.code]


def _sub_lines(part: Part, composer: Composer, width: float) -> tuple[ContentsStrip, ...]:
    """Set the pages of a part in two columns, read downwards."""
    heads = _heads(part)
    deep = -(-len(heads) // 2)
    each = (width - CONTENTS_NUMBER - COLUMN_GAP) / 2
    places = (CONTENTS_NUMBER, CONTENTS_NUMBER + each + COLUMN_GAP)
    strips = []
    for number in range(deep):
        pair = list(zip(places, heads[number::deep], strict=False))
        texts = [(head.title, composer.type.table, x, each - SUB_PAGE) for x, head in pair]
        row = set_row(texts, width, composer.setter, SUB_PAD)
        strips.append(ContentsStrip(row, tuple(Lead(head.code, x, each) for x, head in pair)))
    return tuple(strips)
