"""Draws set lines, rules and the marks of charts on the page. y runs up, as in the PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from fosdesk.base.text import visible
from fosdesk.documents.look import Type
from fosdesk.documents.typesetting import Line, Style, Typesetter
from fosdesk.model.chart import PRINT, Band, Bar, Caption, Diamond, Dot, Mark, Stroke

Align: TypeAlias = Literal["start", "end", "middle"]
CAPS = 0.357  # half the height of capitals in Noto Sans: centres them on their line

_RGB = {
    tone: tuple(int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    for tone, value in {**PRINT, "pale": "F0F2F4"}.items()
}


def baseline(top: float, style: Style) -> float:
    """Return the base line of the first line of a text whose upper edge is `top`."""
    return top - style.leading / 2 - style.size * CAPS


class Pen:
    """A canvas with the type of the document. Directions are start and end, never left and right."""

    def __init__(self, canvas: Canvas, setter: Typesetter, type_: Type) -> None:
        self.canvas = canvas
        self.setter = setter
        self.type = type_
        self.rtl = setter.rtl
        self.page = 0
        self.pages_of: dict[str, int] = {}
        self._anchors = 0

    # Text ----------------------------------------------------------------------------------

    def lines(
        self,
        lines: Sequence[Line],
        style: Style,
        x: float,
        top: float,
        width: float,
        align: Align = "start",
    ) -> None:
        """Draw lines between x and x + width, the first below `top`."""
        if not lines:
            return
        self.fill(style.tone)
        text = self.canvas.beginText()
        y, face = baseline(top, style), ""
        for line in lines:
            at = x + self._shift(width - line.width * style.size / 1000, align)
            for atom in line.atoms:
                if atom.font.fontName != face:
                    face = atom.font.fontName
                    text.setFont(face, style.size, style.leading)
                text.setTextOrigin(at, y)
                text.textOut(atom.shaped or atom.text)
                at += atom.width * style.size / 1000
            y -= style.leading
        self.canvas.drawText(text)

    def line(self, words: str, style: Style, x: float, base: float, align: Align = "start") -> float:
        """Draw one short line that begins, ends or is centred at x; return its width."""
        set_ = self.setter.lines(words, style, 1e6)[:1]
        width = set_[0].width * style.size / 1000
        top = base + style.leading / 2 + style.size * CAPS
        left = x if align == ("end" if self.rtl else "start") else x - width
        self.lines(set_, style, x - width / 2 if align == "middle" else left, top, width)
        return width

    def plain(self, words: str, style: Style, x: float, base: float) -> None:
        """Draw digits and signs from left to right, whatever the direction of the document."""
        self.fill(style.tone)
        face = self.setter.fonts.latin(style.bold, style.italic)
        self.canvas.setFont(face.fontName, style.size)
        self.canvas.drawString(x, base, words)

    def running(self, line: Line, style: Style, x: float, base: float, width: float, align: Align) -> None:
        """Draw one line that was set already, on its base line."""
        self.lines([line], style, x, base + style.leading / 2 + style.size * CAPS, width, align)

    def _shift(self, free: float, align: Align) -> float:
        if align == "middle":
            return free / 2
        return free if (align == "end") != self.rtl else 0.0

    # Places --------------------------------------------------------------------------------

    def anchor(self, title: str, depth: int, top: float, key: str = "") -> None:
        """Bookmark this place; with a key, the contents lead here and print its page."""
        self._anchors += 1
        if key:
            self.pages_of[key] = self.page
        name = f"part-{key}" if key else f"place-{self._anchors}"
        self.canvas.bookmarkHorizontal(name, 0, top + 12)
        self.canvas.addOutlineEntry(visible(title) or "–", name, depth, closed=depth > 0)

    def link(self, key: str, x: float, top: float, width: float, height: float) -> None:
        """Lay a link to the part `key` over a rectangle."""
        self.canvas.linkAbsolute("", f"part-{key}", (x, top - height, x + width, top))

    def do_form(self, name: str, x: float, y: float) -> None:
        """Draw a form, perhaps one filled in later, with its origin at (x, y)."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """Fill in a form that pages draw already."""
        self.canvas.beginForm(name, -200, -20, 200, 40)
        yield
        self.canvas.endForm()

    # Shapes --------------------------------------------------------------------------------

    def fill(self, tone: str) -> None:
        """Fill with a token from here on."""
        self.canvas.setFillColorRGB(*_RGB[tone])

    def stroke(self, tone: str, line: float) -> None:
        """Stroke with a token and thickness from here on."""
        self.canvas.setStrokeColorRGB(*_RGB[tone])
        self.canvas.setLineWidth(line)

    def rule(self, x: float, y: float, width: float, thickness: float, tone: str = "ink") -> None:
        """Draw a level rule."""
        self.stroke(tone, thickness)
        self.canvas.line(x, y, x + width, y)

    def box(
        self,
        x: float,
        top: float,
        width: float,
        height: float,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
        dashed: bool = False,
        corner: float = 0.0,
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        if fill:
            self.fill(fill)
        if stroke:
            self.stroke(stroke, line)
        if dashed:
            self.canvas.setDash(2, 1.6)
        look = {"fill": int(bool(fill)), "stroke": int(bool(stroke))}
        if corner:
            self.canvas.roundRect(x, top - height, width, height, corner, **look)
        else:
            self.canvas.rect(x, top - height, width, height, **look)
        if dashed:
            self.canvas.setDash()

    # Marks of charts -----------------------------------------------------------------------

    def band(self, band: Band, x: float, top: float) -> None:
        """Draw one band of a chart with its upper left corner at (x, top)."""
        for mark in band.marks:
            self._mark(mark, x, top)

    def _mark(self, mark: Mark, x: float, top: float) -> None:
        match mark:
            case Bar():
                self.box(
                    x + mark.x, top - mark.y, mark.width, mark.height,
                    mark.fill, mark.stroke, mark.line, mark.dashed,
                )  # fmt: skip
            case Stroke():
                self.stroke(mark.tone, mark.line)
                self.canvas.line(x + mark.x1, top - mark.y1, x + mark.x2, top - mark.y2)
            case Dot():
                self._dot(mark, x + mark.x, top - mark.y)
            case Diamond():
                self._diamond(mark, x + mark.x, top - mark.y)
            case Caption():
                self._caption(mark, x + mark.x, top - mark.y)

    def _dot(self, dot: Dot, x: float, y: float) -> None:
        if dot.fill:
            self.fill(dot.fill)
        if dot.stroke:
            self.stroke(dot.stroke, dot.line)
        self.canvas.circle(x, y, dot.radius, fill=int(bool(dot.fill)), stroke=int(bool(dot.stroke)))

    def _diamond(self, mark: Diamond, x: float, y: float) -> None:
        self.fill(mark.fill)
        self.stroke(mark.stroke, mark.line)
        path = self.canvas.beginPath()
        path.moveTo(x - mark.radius, y)
        for dx, dy in ((0, mark.radius), (mark.radius, 0), (0, -mark.radius)):
            path.lineTo(x + dx, y + dy)
        path.close()
        self.canvas.drawPath(path, fill=1, stroke=1)

    def _caption(self, mark: Caption, x: float, base: float) -> None:
        style = Style(mark.size, mark.size, mark.tone, mark.bold, mark.italic)
        begins = "right" if self.rtl else "left"
        align: Align = "middle" if mark.anchor == "middle" else "start" if mark.anchor == begins else "end"
        self.line(mark.text, style, x, base, align)
