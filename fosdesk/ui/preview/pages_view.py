"""The pages of a PDF one under the other: only what is in sight is drawn, in another thread."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from concurrent.futures import Future

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from fosdesk.ui.bridge import Bridge
from fosdesk.ui.paint import focus_edge
from fosdesk.ui.preview.pdf import PdfFile
from fosdesk.ui.theme.look import Look

GAP = 16
KEPT = 8
"""Pictures of pages that are kept; the one used longest ago goes first."""
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
FIT = 0.0
STEP = 60


class PagesView(QAbstractScrollArea):
    """Scrolls through the pages. `turned` tells the page in front (from 0) when it changes."""

    turned = Signal(int)
    zoomed = Signal()
    troubled = Signal(object)

    def __init__(self, look: Look, bridge: Bridge) -> None:
        super().__init__()
        self.look, self._bridge = look, bridge
        self._file: PdfFile | None = None
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._tops: list[int] = []
        self._zoom = FIT
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._asked: set[tuple[int, float]] = set()
        self.page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # --- what is shown

    def show_pages(self, file: PdfFile | None, sizes: tuple[tuple[float, float], ...]) -> None:
        """Show the pages of a file, from the first; none empties the view."""
        self._file, self._sizes, self.page = file, sizes, 0
        self._pictures.clear()
        self._asked.clear()
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._sizes)

    @property
    def scale(self) -> float:
        """Pixels a point, before the ratio of the screen; a hundred per cent are 96 to the inch."""
        if self._zoom != FIT or not self._sizes:
            return (self._zoom or 1.0) * 96 / 72
        widest = max(width for width, _ in self._sizes)
        room = self.viewport().width() - 2 * GAP
        return max(0.3, min(room / widest, 2.0))

    @property
    def percent(self) -> float:
        """The zoom as a share, 1 for the size on paper."""
        return self.scale * 72 / 96

    def zoom(self, steps: int) -> None:
        """Larger or smaller by so many steps; 0 fits the width of the page."""
        now = self.percent
        larger, smaller = [z for z in ZOOMS if z > now + 0.01], [z for z in ZOOMS if z < now - 0.01]
        if not steps:
            self._zoom = FIT
        elif steps > 0 and larger:
            self._zoom = larger[0]
        elif steps < 0 and smaller:
            self._zoom = smaller[-1]
        page, within = self.page, self._within()
        self._lay_out()
        self._return_to(page, within)
        self.zoomed.emit()

    def turn_to(self, page: int) -> None:
        """Bring a page to the upper edge."""
        if self._tops:
            self.verticalScrollBar().setValue(self._tops[max(0, min(page, self.count - 1))] - GAP // 2)

    def drawn(self, page: int) -> bool:
        """Whether the picture of a page is there at this zoom."""
        return (page, self._pixels()) in self._pictures

    # --- places

    def _height(self, page: int) -> int:
        return round(self._sizes[page][1] * self.scale)

    def _within(self) -> float:
        if self.page >= len(self._tops):
            return 0.0
        return (self.verticalScrollBar().value() - self._tops[self.page]) / max(1, self._height(self.page))

    def _return_to(self, page: int, within: float) -> None:
        if page < len(self._tops):
            self.verticalScrollBar().setValue(self._tops[page] + round(within * self._height(page)))

    def _lay_out(self) -> None:
        tops, top = [], GAP
        for page in range(self.count):
            tops.append(top)
            top += self._height(page) + GAP
        self._tops = tops
        bar, across, room = self.verticalScrollBar(), self.horizontalScrollBar(), self.viewport().size()
        bar.setRange(0, max(0, top - room.height()))
        bar.setPageStep(room.height())
        bar.setSingleStep(STEP)
        widest = max((width * self.scale for width, _ in self._sizes), default=0.0)
        across.setRange(0, max(0, round(widest) + 2 * GAP - room.width()))
        across.setPageStep(room.width())
        self._moved(bar.value())
        self.viewport().update()

    def _box(self, page: int) -> QRect:
        """Where a page stands in the viewport, in the middle where there is room."""
        wide = round(self._sizes[page][0] * self.scale)
        room = self.viewport().width()
        across = self.horizontalScrollBar()
        left = (room - wide) // 2 if not across.maximum() else GAP - across.value()
        return QRect(left, self._tops[page] - self.verticalScrollBar().value(), wide, self._height(page))

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        return range(first, max(first, last))

    def _moved(self, top: int) -> None:
        middle = top + self.viewport().height() // 3
        page = max(0, bisect_right(self._tops, middle) - 1)
        if page != self.page:
            self.page = page
            self.turned.emit(page)
        self.viewport().update()

    # --- pictures

    def _pixels(self) -> float:
        return round(self.scale * self.devicePixelRatioF(), 3)

    def _picture(self, page: int) -> QImage | None:
        key = (page, self._pixels())
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
        elif key not in self._asked and self._file is not None:
            self._asked.add(key)
            self._wait_for(self._file.picture(*key), key)
        return found

    def _wait_for(self, drawing: Future[QImage], key: tuple[int, float]) -> None:
        file = self._file

        def keep(image: QImage) -> None:
            if file is self._file:
                self._keep(key, image)

        def fail(error: BaseException) -> None:
            if not drawing.cancelled() and file is self._file:
                self.troubled.emit(error)

        self._bridge.when_done(drawing, keep, fail, owner=self)

    def _keep(self, key: tuple[int, float], image: QImage) -> None:
        self._asked.discard(key)
        self._pictures[key] = image
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.viewport().update()

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight; one whose picture is not there yet stands empty with its number."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_sight():
            box = self._box(page)
            picture = self._picture(page)
            painter.fillRect(box, Qt.GlobalColor.white)
            if picture is not None:
                painter.drawImage(box, picture)
            else:
                painter.setPen(Qt.GlobalColor.darkGray)
                painter.setFont(self.look.font("title"))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.look.tr.number(page + 1))
            painter.setPen(QPen(self.look.colour("line-strong"), 1))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            focus_edge(painter, QRectF(self.viewport().rect()).adjusted(3, 3, -3, -3), self.look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place while the width changes."""
        page, within = self.page, self._within()
        self._lay_out()
        self._return_to(page, within)
        self.zoomed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the mark of focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages, lines, ends, zoom; every other key is for the page around."""
        bar, key = self.verticalScrollBar(), event.key()
        moves = {
            Qt.Key.Key_PageDown: lambda: self.turn_to(self.page + 1),
            Qt.Key.Key_PageUp: lambda: self.turn_to(self.page - 1),
            Qt.Key.Key_Home: lambda: self.turn_to(0),
            Qt.Key.Key_End: lambda: self.turn_to(self.count - 1),
            Qt.Key.Key_Down: lambda: bar.setValue(bar.value() + STEP),
            Qt.Key.Key_Up: lambda: bar.setValue(bar.value() - STEP),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + bar.pageStep() - STEP),
            Qt.Key.Key_Plus: lambda: self.zoom(1),
            Qt.Key.Key_Equal: lambda: self.zoom(1),
            Qt.Key.Key_Minus: lambda: self.zoom(-1),
            Qt.Key.Key_0: lambda: self.zoom(0),
        }
        move = moves.get(Qt.Key(key))
        if move is None:
            event.ignore()
        else:
            move()

    def point_of(self, page: int) -> QPoint:
        """The upper corner of a page in the viewport."""
        return self._box(page).topLeft()
