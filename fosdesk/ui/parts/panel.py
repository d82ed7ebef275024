"""Surfaces: cards, bars and lines."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fosdesk.ui.paint import RADIUS_CARD, rounded
from fosdesk.ui.theme.look import Look

LaidOut = TypeVar("LaidOut", bound=QBoxLayout)


class Panel(QFrame):
    """A surface with rounded corners and a line around it; `edge` and `fill` are tokens."""

    def __init__(
        self, look: Look, *, fill: str = "card", edge: str = "line", radius: float = RADIUS_CARD
    ) -> None:
        super().__init__()
        self.look, self._fill, self._edge, self._radius = look, fill, edge, radius

    def set_edge(self, edge: str, fill: str = "") -> None:
        """Change the line around the surface (and its fill)."""
        if (edge, fill or self._fill) != (self._edge, self._fill):
            self._edge, self._fill = edge, fill or self._fill
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and its line."""
        painter = QPainter(self)
        pen = QPen(self.look.colour(self._edge), 1)
        rounded(painter, QRectF(self.rect()), self._radius, self.look.colour(self._fill), pen)


class Ground(QWidget):
    """A plain surface with a line on one side: title bar, foot bar, sidebar, guidance."""

    def __init__(self, look: Look, fill: str, line: Qt.Edge | None = None) -> None:
        super().__init__()
        self.look, self._fill, self._line = look, fill, line

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and its line; sides mirror with the direction."""
        painter = QPainter(self)
        box = self.rect()
        painter.fillRect(box, self.look.colour(self._fill))
        if self._line is None:
            return
        painter.setPen(self.look.colour("line"))
        if self._line is Qt.Edge.TopEdge:
            painter.drawLine(box.topLeft(), box.topRight())
        elif self._line is Qt.Edge.BottomEdge:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        elif (self._line is Qt.Edge.LeftEdge) != self.look.rtl:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        else:
            painter.drawLine(box.topRight(), box.bottomRight())


class Rule(QWidget):
    """A thin line between two parts."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        QPainter(self).fillRect(self.rect(), self.look.colour("line"))


def column(
    parent: QWidget | None = None, *, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A column of parts; margins (left, top, right, bottom) are symmetric: layouts do not mirror them."""
    return _laid(QVBoxLayout(parent) if parent else QVBoxLayout(), gap, margins)


def row(
    parent: QWidget | None = None, *, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A row of parts."""
    return _laid(QHBoxLayout(parent) if parent else QHBoxLayout(), gap, margins)


def _laid(layout: LaidOut, gap: int, margins: tuple[int, int, int, int]) -> LaidOut:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    return layout


class Inside(QWidget):
    """What scrolls: as high as its content is at the width it has.

    Qt would take the height of the least width as the least height, and leave an empty end below the content.
    """

    def minimumSizeHint(self) -> QSize:
        """The least width of the content; its height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)


class Scroller(QScrollArea):
    """Arrows scroll; with Ctrl they belong to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, or leave the key to the page."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def scrolled(inside: Inside) -> QScrollArea:
    """A part that scrolls up and down, never sideways, and takes no focus itself."""
    area = Scroller()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def reveal(part: QWidget, shown: bool) -> None:
    """Show or hide a part that stands in its place already; one without a place would open as a window.

    Asking Qt again for what is so already costs a new layout.
    """
    assert part.parentWidget() is not None or not shown, "a part needs its place before it is shown"
    if part.isHidden() is shown:
        part.setVisible(shown)


def lay_out(part: QWidget) -> None:
    """Lay out a part from the inside out now; Qt would do it over several rounds of events."""
    for child in part.children():
        if isinstance(child, QWidget) and not child.isHidden() and child.layout() is not None:
            lay_out(child)
    layout = part.layout()
    if layout is not None:
        layout.activate()


def height_at(layout: QBoxLayout, width: int) -> int:
    """The height a layout asks for at a width, whether or not a text in it wraps."""
    layout.activate()
    wrapped = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
    return max(wrapped, layout.totalSizeHint().height())


def emptied(layout: QBoxLayout) -> None:
    """Take every part out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()
