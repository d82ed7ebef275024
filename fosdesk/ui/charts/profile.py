"""The profile of the Standards: now, target, gap, coverage and heat map on shared rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from fosdesk.model.chart import HIGHEST, ProfileRow, nearest_level
from fosdesk.services.overview import StandardRow
from fosdesk.ui.paint import (
    badge,
    diamond,
    focus_edge,
    leading,
    mirrored,
    rounded,
    score_pill,
    text_flags,
)
from fosdesk.ui.text import escaped, shown
from fosdesk.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
LOW = 0.5
"""Coverage below which there is no score."""
LEAST_PLOT = 110
"""Narrower the profile cannot be read."""


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One row of the profile: the Standard and the same row of the chart model, in final words."""

    standard: StandardRow
    chart: ProfileRow
    coverage: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        row = self.chart
        said = row.note or f"{row.now_text} → {row.target_text}, {row.gap_text}"
        return f"{self.standard.title}: {said}. {self.coverage}"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the profile at one width, from the leading side; all in logical pixels.

    `heat` holds the edges of the columns of the heat map, one more than there are columns; empty where there
    is no room for it.
    """

    name: int
    plot: int
    plot_end: int
    gap: int
    coverage: int
    heat: tuple[int, ...]

    def x(self, level: float) -> float:
        """Where a level stands on the plot."""
        return self.plot + level / HIGHEST * (self.plot_end - self.plot)


def columns(width: int, look: Look, dimensions: Sequence[str]) -> Columns:
    """Divide the width: heads of the heat map are shortened first, then it goes, never the profile."""
    name, gap, coverage = look.px(28), look.px(62), look.px(122)
    left = name + look.px(222)
    room = width - left - gap - coverage - look.px(34)
    cells = _cells(room, look, dimensions)
    end = left + max(room - sum(cells), look.px(LEAST_PLOT))
    at = end + look.px(16)
    edges = tuple(accumulate(cells, initial=at + gap + coverage + 2)) if cells else ()
    return Columns(name, left, end, at, at + gap, edges)


def _cells(room: int, look: Look, dimensions: Sequence[str]) -> list[int]:
    """The widths of the heat map: as its heads ask, else narrow, else none."""
    metrics, least = look.metrics("tick"), look.px(50)
    asked = [max(look.px(44), metrics.horizontalAdvance(name) + 6) for name in dimensions]
    if room - sum(asked) >= look.px(190):
        return asked
    narrow = [least] * len(dimensions)
    return narrow if room - sum(narrow) >= look.px(LEAST_PLOT) else []


class Lines(QAbstractListModel):
    """The rows of the profile."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ProfileLine, ...] = ()

    def show_lines(self, lines: Sequence[ProfileLine]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of Standards."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, what is spoken, the line itself."""
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.standard.short
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints one row of the profile."""

    def __init__(self, view: ProfileView) -> None:
        super().__init__(view)
        self.view, self.look = view, view.look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(100, self.view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Name, plot, gap, coverage, heat map."""
        line: ProfileLine = index.data(ROW)
        whole = option.rect
        at = self.view.columns
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(whole, self.look.colour("hover"))
        painter.setPen(self.look.colour("line"))
        painter.drawLine(whole.topLeft(), whole.topRight())
        self._names(painter, line, whole, at)
        self._plot(painter, line, whole, at)
        self._figures(painter, line, whole, at)
        if at.heat:
            self._heat(painter, line, whole, at)
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            focus_edge(painter, QRectF(whole).adjusted(3, 3, -3, -3), self.look)
        painter.restore()

    def _names(self, painter: QPainter, line: ProfileLine, whole: QRect, at: Columns) -> None:
        look, rtl = self.look, self.look.rtl
        painter.setFont(look.font("tick"))
        painter.setPen(look.colour("muted"))
        self._text(painter, QRect(0, whole.top(), at.name - 4, whole.height()), whole, line.standard.heading)
        painter.setFont(look.font("second"))
        painter.setPen(look.colour("text"))
        number = f"{line.standard.number}  " if line.standard.number else ""
        room = at.plot - at.name - look.px(20)
        name = look.metrics("second").elidedText(
            shown(number + line.standard.short, rtl), Qt.TextElideMode.ElideRight, room
        )
        self._text(painter, QRect(at.name, whole.top(), room, whole.height()), whole, name)

    def _plot(self, painter: QPainter, line: ProfileLine, whole: QRect, at: Columns) -> None:
        look, middle = self.look, whole.center().y() + 0.5
        painter.setPen(look.colour("track" if look.theme.edges else "line"))
        for level in range(HIGHEST + 1):
            x = self._x(at.x(level), whole)
            painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()))
        row, score = line.chart, line.standard.score.value
        if row.now is None or score is None:
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("muted"))
            room = QRect(at.plot + 8, whole.top(), at.plot_end - at.plot, whole.height())
            self._text(painter, room, whole, shown(row.note, look.rtl))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.target is not None:
            painter.setPen(QPen(look.colour("line-strong"), 2))
            painter.drawLine(
                QPointF(self._x(at.x(row.now), whole), middle),
                QPointF(self._x(at.x(row.target), whole), middle),
            )
        if row.before is not None:
            x = self._x(at.x(row.before), whole)
            painter.setPen(QPen(look.colour("line-strong"), 2))
            painter.drawLine(QPointF(x, middle - 5), QPointF(x, middle + 5))
        if row.target is not None:
            diamond(painter, QPointF(self._x(at.x(row.target), whole), middle), look.px(5), look)
        width, height = look.px(30), look.px(17)
        centre = self._x(at.x(row.now), whole)
        score_pill(
            painter, QRectF(centre - width / 2, middle - height / 2, width, height), score, row.now_text, look
        )

    def _figures(self, painter: QPainter, line: ProfileLine, whole: QRect, at: Columns) -> None:
        look = self.look
        painter.setFont(look.font("second", bold=True))
        painter.setPen(look.colour("text"))
        gap = QRect(at.gap, whole.top(), at.coverage - at.gap - look.px(20), whole.height())
        self._text(painter, gap, whole, line.chart.gap_text, centre=True)
        share = float(line.standard.score.coverage)
        bar = QRect(at.coverage, whole.center().y() - 3, look.px(62), 6)
        track = mirrored(bar, whole, look.rtl)
        rounded(painter, QRectF(track), 3, look.colour("track"), None)
        filled = mirrored(QRect(bar.left(), bar.top(), round(bar.width() * share), 6), whole, look.rtl)
        if share:
            rounded(painter, QRectF(filled), 3, look.colour("line-strong"), None)
        low = share < LOW
        painter.setFont(look.font("caption", bold=low))
        painter.setPen(look.colour("warn" if low else "text"))
        words = QRect(bar.right() + 8, whole.top(), look.px(46), whole.height())
        self._text(painter, words, whole, look.tr.percent(share))

    def _heat(self, painter: QPainter, line: ProfileLine, whole: QRect, at: Columns) -> None:
        look = self.look
        for (code, _), (start, end) in zip(self.view.dimensions, pairwise(at.heat), strict=True):
            score = line.standard.dimensions.get(code)
            if score is None or score.status == "not_applicable":
                continue
            cell = QRect(start + 2, whole.top() + 3, end - start - 4, whole.height() - 5)
            box = QRectF(mirrored(cell, whole, look.rtl))
            if score.value is None:
                badge(painter, box, None, look, role="caption", text="?")
            else:
                level = nearest_level(score.value)
                badge(painter, box, level, look, role="caption")

    def _x(self, x: float, whole: QRect) -> float:
        return whole.left() + (whole.width() - x if self.look.rtl else x)

    def _text(
        self, painter: QPainter, place: QRect, whole: QRect, text: str, *, centre: bool = False
    ) -> None:
        moved = place.translated(whole.left(), 0)
        painter.drawText(
            mirrored(moved, whole, self.look.rtl), text_flags(self.look.rtl, centre=centre), text
        )


class ProfileView(QListView):
    """The rows. `opened` goes to a Standard; `asked` wants to know why its figures are what they are."""

    opened = Signal(object)
    asked = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.dimensions: tuple[tuple[str, str], ...] = ()
        self._lines = Lines()
        self.columns = columns(800, look, ())
        self.row_height = max(look.px(21), look.metrics("second").height() + 3)
        self.setModel(self._lines)
        self.setItemDelegate(LineDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[ProfileLine], dimensions: Sequence[tuple[str, str]]) -> None:
        """Show the Standards in an order; `dimensions` are code and name of the columns of the heat map."""
        self.dimensions = tuple(dimensions)
        self._lines.show_lines(lines)
        self.setFixedHeight(len(lines) * self.row_height + 2)
        self._divide()

    def lines(self) -> tuple[ProfileLine, ...]:
        """The rows shown now."""
        return self._lines.lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width anew."""
        super().resizeEvent(event)
        self._divide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the Standard, Space says why; arrows move."""
        line: ProfileLine | None = self.currentIndex().data(ROW)
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line.standard)
        elif line is not None and event.key() == Qt.Key.Key_Space:
            self.asked.emit(line.standard)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The name goes to the Standard, any figure says why."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line: ProfileLine | None = index.data(ROW)
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            x = self._from_start(event.position().x())
            (self.opened if x < self.columns.plot - 10 else self.asked).emit(line.standard)

    def viewportEvent(self, event: Any) -> bool:
        """The whole name and the names of dimensions as tooltips."""
        if isinstance(event, QHelpEvent):
            line: ProfileLine | None = self.indexAt(event.pos()).data(ROW)
            if line is not None:
                QToolTip.showText(event.globalPos(), escaped(line.spoken), self)
            return True
        return super().viewportEvent(event)

    def _from_start(self, x: float) -> float:
        return self.width() - x if self.look.rtl else x

    def _divide(self) -> None:
        self.columns = columns(self.viewport().width(), self.look, [name for _, name in self.dimensions])
        self.viewport().update()


class ProfileHead(QWidget):
    """The heads of the columns: names, scale, legend, dimensions."""

    def __init__(self, look: Look, view: ProfileView) -> None:
        super().__init__()
        self.look, self._view = look, view
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(2 * look.metrics("caption").height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heads above, scale and dimensions below."""
        look, tr, at = self.look, self.look.tr, self._view.columns
        painter = QPainter(self)
        high = look.metrics("caption").height() + 2
        self._bold(painter, QRect(0, 0, at.plot, high), tr("Standard"))
        self._bold(
            painter, QRect(at.gap, 0, at.coverage - at.gap - look.px(20), high), tr("Gap"), centre=True
        )
        self._bold(painter, QRect(at.coverage, 0, look.px(116), high), tr("Coverage"))
        self._legend(painter, at, high)
        painter.setFont(look.font("tick"))
        painter.setPen(look.colour("muted"))
        for level in range(HIGHEST + 1):
            room = QRect(round(at.x(level)) - 15, high + 3, 30, high)
            painter.drawText(
                mirrored(room, self.rect(), look.rtl), text_flags(look.rtl, centre=True), str(level)
            )
        if at.heat:
            for (_, name), (start, end) in zip(self._view.dimensions, pairwise(at.heat), strict=True):
                room = QRect(start, high + 3, end - start, high)
                words = look.metrics("tick").elidedText(
                    shown(name, look.rtl), Qt.TextElideMode.ElideRight, end - start - 2
                )
                painter.drawText(
                    mirrored(room, self.rect(), look.rtl), text_flags(look.rtl, centre=True), words
                )

    def event(self, event: Any) -> bool:
        """The whole name of a dimension as a tooltip."""
        if isinstance(event, QHelpEvent) and self._view.columns.heat:
            x = self.width() - event.pos().x() if self.look.rtl else event.pos().x()
            for (_, name), (start, end) in zip(
                self._view.dimensions, pairwise(self._view.columns.heat), strict=True
            ):
                if start <= x < end:
                    QToolTip.showText(event.globalPos(), escaped(name), self)
            return True
        return super().event(event)

    def _bold(self, painter: QPainter, room: QRect, text: str, *, centre: bool = False) -> None:
        painter.setFont(self.look.font("caption", bold=True))
        painter.setPen(self.look.colour("muted"))
        place = mirrored(room, self.rect(), self.look.rtl)
        painter.drawText(place, text_flags(self.look.rtl, centre=centre), shown(text, self.look.rtl))

    def _legend(self, painter: QPainter, at: Columns, high: int) -> None:
        look, tr = self.look, self.look.tr
        metrics = look.metrics("caption")
        x = at.plot
        for kind, text in (("now", tr("now")), ("target", tr("target"))):
            sign = mirrored(QRect(x, 0, look.px(12), high), self.rect(), look.rtl)
            if kind == "now":
                side = look.px(10)
                box = QRectF(sign.center().x() - side / 2, high / 2 - side / 2, side, side)
                rounded(
                    painter,
                    box,
                    side / 2,
                    QPen(Qt.GlobalColor.black).color().fromString(look.level(2).fill),
                    None,
                )
            else:
                diamond(painter, QPointF(sign.center().x(), high / 2), look.px(4), look)
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("muted"))
            width = metrics.horizontalAdvance(text) + 4
            room = mirrored(QRect(x + look.px(16), 0, width, high), self.rect(), look.rtl)
            painter.drawText(
                room, int(leading(look.rtl) | Qt.AlignmentFlag.AlignVCenter), shown(text, look.rtl)
            )
            x += look.px(16) + width + look.px(14)
