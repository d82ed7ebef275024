"""Puts galleys on pages: head, foot, training band, page numbers.

The document is laid out once. What only the end knows (the total of pages, the page of each part)
is drawn as a form on the pages and filled in when the last page is done.
"""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from fosdesk.base.progress import Progress
from fosdesk.base.text import printable, visible
from fosdesk.documents.blocks import NewPage
from fosdesk.documents.galleys import Galley
from fosdesk.documents.look import MM, Paper
from fosdesk.documents.pen import Pen
from fosdesk.documents.typesetting import Line, Style
from fosdesk.model.report import ReportModel

HEAD, HEAD_RULE = 15, 17  # millimetres from the upper edge
FOOT, FOOT_RULE = 14, 17.6  # from the lower edge
BAND = (8.3, 5, 106.5, 84)  # training band: distance to the text, width, upper end, length


class Pages:
    """The pages of one document, laid out from first to last."""

    def __init__(self, pen: Pen, model: ReportModel, paper: Paper, progress: Progress) -> None:
        self.pen = pen
        self.model = model
        self.paper = paper
        self.progress = progress
        self.number = 0
        self._running = self._running_lines()
        self._section = Line((), 0)
        self._name = ""
        self._begun = 0
        self._parts = len(model.parts) + 2 * model.fronted
        self._y = 0.0
        self._below = 0.0
        self._open = False

    # Flow ----------------------------------------------------------------------------------

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self._y >= self.paper.top - 0.01

    def begin(self, section: str) -> None:
        """Begin a page whose running head names `section`, unless an empty one lies there."""
        half = self.paper.text_width / 2 - 3 * MM
        self._section = self.pen.setter.one_line(section, self.pen.type.head_strong, half)
        self._name = visible(section)
        self._begun += 1
        self._finish_page()
        self._new_page()

    def flow(self, galleys: Iterator[Galley | NewPage]) -> None:
        """Place galleys one after the other on as many pages as they take."""
        for galley in galleys:
            if isinstance(galley, NewPage):
                if not self.at_top:
                    self._finish_page()
                    self._new_page()
            else:
                self.place(galley)

    def place(self, galley: Galley) -> None:
        """Place one galley; what does not fit goes on over the following pages."""
        rest: Galley | None = galley
        while rest is not None:
            gap = 0.0 if self.at_top else max(self._below, rest.above)
            room = self._y - gap - (self.paper.top - self.paper.text_height)
            if rest.height <= room + 0.01:
                self._draw(rest, gap)
                return
            parts = rest.split(room, self.paper.text_height) if room > 0 else None
            if parts is not None and parts[0].height > 0:
                self._draw(parts[0], gap)
                rest = parts[1]
            elif self.at_top:  # cannot be cut: it stands as it is rather than being left out
                self._draw(rest, gap)
                return
            self._finish_page()
            self._new_page()

    def down_to(self, y: float) -> None:
        """Leave room down to `y`, where there is still room to leave."""
        if self._y > y:
            self._y, self._below = y, 0.0

    def _draw(self, galley: Galley, gap: float) -> None:
        galley.draw(self.pen, self.paper.left, self._y - gap)
        self._y -= gap + galley.height
        self._below = galley.below

    # Pages ---------------------------------------------------------------------------------

    def _new_page(self) -> None:
        self.number += 1
        self._open = True
        self._y, self._below = self.paper.top, 0.0
        self.pen.page = self.number
        self.progress.report(self._begun - 1, self._parts, self._name)
        if self.number > 1 or not self.model.fronted:
            self._head()
            self._foot()
        if self.model.facts.training:
            self._training_band()

    def _finish_page(self) -> None:
        if self._open:
            self.pen.canvas.showPage()
            self._open = False

    def finish(self) -> None:
        """End the last page and fill in what was left open: totals and the numbers of the contents."""
        self._finish_page()
        for number in range(1, self.number + 1):
            with self.pen.form(f"page-{number}"):
                self._page_number(number)
        for key, number in self.pen.pages_of.items():
            with self.pen.form(f"at-{key}"):
                self.pen.line(str(number), self.pen.type.contents_page, 0, 0, "end")

    # Head, foot, marks ---------------------------------------------------------------------

    def _head(self) -> None:
        paper, pen = self.paper, self.pen
        base, width, (left, _, _) = paper.from_top(HEAD), paper.text_width, self._running
        pen.running(left, pen.type.head, paper.left, base, width, "start")
        pen.running(self._section, pen.type.head_strong, paper.left, base, width, "end")
        pen.rule(paper.left, paper.from_top(HEAD_RULE), width, 0.5, "rule")

    def _foot(self) -> None:
        paper, pen = self.paper, self.pen
        base, width, (_, class_, rest) = FOOT * MM, paper.text_width, self._running
        pen.rule(paper.left, FOOT_RULE * MM, width, 0.5, "rule")
        pen.running(class_, pen.type.head_strong, paper.left, base, width, "start")
        taken = class_.width * pen.type.head_strong.size / 1000 + (8 if class_.atoms else 0)
        at = paper.left - taken if pen.rtl else paper.left + taken
        pen.running(rest, pen.type.head, at, base, width, "start")
        edge = paper.left if pen.rtl else paper.right
        pen.do_form(f"page-{self.number}", edge, base)

    def _running_lines(self) -> tuple[Line, Line, Line]:
        """Set what each page repeats: document, disclosure class, reference."""
        facts, pen = self.model.facts, self.pen
        half, free = self.paper.text_width / 2 - 3 * MM, self.paper.text_width - 22 * MM
        return (
            pen.setter.one_line(facts.running, pen.type.head, half),
            pen.setter.one_line(facts.disclosure, pen.type.head_strong, free / 2),
            pen.setter.one_line(facts.foot, pen.type.head, free / 2),
        )

    def _page_number(self, number: int) -> None:
        """Draw **16** / 64 at the origin; it keeps its order under right-to-left."""
        pen = self.pen
        total = f" / {self.number}"
        if pen.rtl:
            width = pen.line(str(number), pen.type.page, 0, 0, "end")
            pen.plain(total, pen.type.head, width, 0)
            return
        width = pen.line(total, pen.type.head, 0, 0, "end")
        pen.line(str(number), pen.type.page, -width, 0, "end")

    def _training_band(self) -> None:
        """Draw the outlined band in the outer margin, outside the text."""
        away, wide, upper, long = BAND
        paper, pen = self.paper, self.pen
        left = paper.left - (away + wide) * MM if pen.rtl else paper.right + away * MM
        pen.box(left, paper.from_top(upper), wide * MM, long * MM, stroke="rust", line=0.7)
        style = replace(pen.type.head_strong, tone="rust", size=7.0)
        words = pen.setter.one_line(self.model.words.training_band, style, long * MM - 8)
        canvas: Canvas = pen.canvas
        canvas.saveState()
        canvas.translate(left + wide * MM / 2, paper.from_top(upper + long / 2))
        canvas.rotate(90)
        pen.running(words, style, -long * MM / 2, -style.size * 0.357, long * MM, "middle")
        canvas.restoreState()

    def pale_word(self, middle: float) -> None:
        """Draw the training word pale across the width of the text, where no text stands."""
        if not self.model.facts.training:
            return
        pen, paper = self.pen, self.paper
        word = printable(self.model.words.training)
        wide = pen.setter.width(word, 100, True) or 1.0
        size = min(100 * paper.text_width / wide, 124.0)
        style = Style(size, size, "pale", bold=True)
        base = middle - size * 0.357
        pen.line(word, style, paper.left + paper.text_width / 2, base, "middle")
