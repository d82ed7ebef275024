"""The profile of the Standards: now, target, gap, coverage and heat map on shared rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from fosdesk.model.chart import HIGHEST, ProfileRow, nearest_level
from fosdesk.services.overview import StandardRow, figure_text
from fosdesk.ui.paint import (
    badge,
    diamond,
    focus_edge,
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
LEAST_PLOT, GOOD_PLOT = 110, 190
"""Narrower than the first the profile cannot be read; up to the second it goes before wide heat cells."""


@dataclass(frozen=True, slots=True)
class Widths:
    """What columns ask for at 100 % text size; `cell` is the least of the heat map, `bar` is in coverage."""

    name: int
    gap: int
    coverage: int
    bar: int
    cell: int


ROOMY = Widths(name=222, gap=62, coverage=122, bar=62, cell=50)
TIGHT = Widths(name=140, gap=52, coverage=48, bar=0, cell=34)


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
        return f"{self.standard.title}. {said}. {self.coverage}"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the profile at one width, from the leading side; all in logical pixels.

    `heat` holds the edges of the columns of the heat map, one more than there are columns; empty where there
    is no room for it. `bar` is the width of the bar of coverage; 0 where only its figure has room.
    """

    name: int
    plot: int
    plot_end: int
    gap: int
    coverage: int
    heat: tuple[int, ...]
    bar: int

    def x(self, level: float) -> float:
        """Where a level stands on the plot."""
        return self.plot + level / HIGHEST * (self.plot_end - self.plot)

    def gap_width(self, look: Look) -> int:
        """The room of the figures of the gap."""
        return self.coverage - self.gap - look.px(20 if self.bar else 8)


def columns(width: int, look: Look, dimensions: Sequence[str]) -> Columns:
    """Divide the width: heads of the heat map give way first, then names and coverage bars, then it goes."""
    roomy = _divided(width, look, dimensions, ROOMY)
    tight = roomy if roomy.heat else _divided(width, look, dimensions, TIGHT)
    return tight if tight.heat else roomy


def _divided(width: int, look: Look, dimensions: Sequence[str], asked: Widths) -> Columns:
    name, gap, coverage = look.px(28), look.px(asked.gap), look.px(asked.coverage)
    left = name + look.px(asked.name)
    room = width - left - gap - coverage - look.px(34)
    cells = _cells(room, look, dimensions, look.px(asked.cell))
    end = left + max(room - sum(cells), look.px(LEAST_PLOT))
    at = end + look.px(16)
    edges = tuple(accumulate(cells, initial=at + gap + coverage + 2)) if cells else ()
    return Columns(name, left, end, at, at + gap, edges, look.px(asked.bar))


def _cells(room: int, look: Look, dimensions: Sequence[str], least: int) -> list[int]:
    """The widths of the heat map: as its heads ask, else all alike and never below `least`, else none."""
    metrics, plot = look.metrics("tick"), look.px(GOOD_PLOT)
    asked = [max(look.px(44), metrics.horizontalAdvance(name) + 6) for name in dimensions]
    if not dimensions or room - sum(asked) >= plot:
        return asked
    alike = [max(least, (room - plot) // len(asked))] * len(asked)
    return alike if room - sum(alike) >= look.px(LEAST_PLOT) else []


class Lines(QAbstractListModel):
    """The rows of the profile."""

    def __init__(self, said: Callable[[ProfileLine], str]) -> None:
        super().__init__()
        self.lines: tuple[ProfileLine, ...] = ()
        self.said = said

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
            return self.said(line)
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
            focus_edge(painter, self._focused(whole, at), self.look)
        painter.restore()

    def _focused(self, whole: QRect, at: Columns) -> QRectF:
        """The row in focus, or the cell of the heat map that the arrows have reached."""
        place = self.view.column - 1
        if place < 0 or not at.heat:
            return QRectF(whole).adjusted(3, 3, -3, -3)
        start, end = at.heat[place], at.heat[place + 1]
        cell = QRect(start, whole.top(), end - start, whole.height())
        return QRectF(mirrored(cell, whole, self.look.rtl)).adjusted(2, 2, -2, -2)

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
        gap = QRect(at.gap, whole.top(), at.gap_width(look), whole.height())
        self._text(painter, gap, whole, line.chart.gap_text, centre=True)
        share = float(line.standard.score.coverage)
        self._bar(painter, whole, at, share)
        low = share < LOW
        painter.setFont(look.font("caption", bold=low))
        painter.setPen(look.colour("warn" if low else "text"))
        left = at.coverage + (at.bar + 7 if at.bar else 0)
        self._text(
            painter, QRect(left, whole.top(), look.px(46), whole.height()), whole, look.tr.percent(share)
        )

    def _bar(self, painter: QPainter, whole: QRect, at: Columns, share: float) -> None:
        """The bar of coverage, where it has room."""
        look = self.look
        for width, colour in ((at.bar, "track"), (round(at.bar * share), "line-strong")):
            if width:
                bar = QRect(at.coverage, whole.center().y() - 3, width, 6)
                rounded(painter, QRectF(mirrored(bar, whole, look.rtl)), 3, look.colour(colour), None)

    def _heat(self, painter: QPainter, line: ProfileLine, whole: QRect, at: Columns) -> None:
        look = self.look
        for (code, _), (start, end) in zip(self.view.dimensions, pairwise(at.heat), strict=True):
            score = line.standard.asked(code)
            if score is None:
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
    """The rows. `opened` goes to a Standard; `asked` wants to know why a score (its id) is what it is.

    Up and down move through the Standards, left and right through the dimensions of one: `column` is 0 for
    the whole Standard, then one for each dimension.
    """

    opened = Signal(object)
    asked = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.dimensions: tuple[tuple[str, str], ...] = ()
        self.column = 0
        self._lines = Lines(self.said)
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

    def said(self, line: ProfileLine) -> str:
        """What a screen reader says of a row, or of the dimension in focus."""
        if not self.column:
            return line.spoken
        code, name = self.dimensions[self.column - 1]
        score = line.standard.asked(code)
        figure = self.look.tr("nothing is asked") if score is None else figure_text(score, self.look.tr)
        return self.look.tr.pair(f"{line.standard.title}, {name}", figure)

    def subject(self, line: ProfileLine, column: int) -> str:
        """The score that a column of a row shows; empty where it shows none."""
        score = line.standard.score if not column else line.standard.asked(self.dimensions[column - 1][0])
        return "" if score is None else score.id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the Standard, Space says why; arrows move."""
        line: ProfileLine | None = self.currentIndex().data(ROW)
        forward = Qt.Key.Key_Left if self.look.rtl else Qt.Key.Key_Right
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line.standard)
        elif line is not None and event.key() == Qt.Key.Key_Space:
            self._ask(line, self.column)
        elif line is not None and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_to(self.column + (1 if event.key() == forward else -1))
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
            if x < self.columns.plot - 10:
                self.opened.emit(line.standard)
            else:
                self._ask(line, self._column_at(x))

    def viewportEvent(self, event: Any) -> bool:
        """The whole name and the names of dimensions as tooltips."""
        if isinstance(event, QHelpEvent):
            line: ProfileLine | None = self.indexAt(event.pos()).data(ROW)
            if line is not None:
                self._tell(line, event)
            return True
        return super().viewportEvent(event)

    def _tell(self, line: ProfileLine, event: QHelpEvent) -> None:
        column = self._column_at(self._from_start(event.pos().x()))
        score = line.standard.asked(self.dimensions[column - 1][0]) if column else None
        said = line.spoken
        if score is not None:
            said = self.look.tr.pair(self.dimensions[column - 1][1], figure_text(score, self.look.tr))
        QToolTip.showText(event.globalPos(), escaped(said), self)

    def _ask(self, line: ProfileLine, column: int) -> None:
        subject = self.subject(line, column)
        if subject:
            self.asked.emit(subject)

    def _go_to(self, column: int) -> None:
        """Move the focus along the row; only where the heat map is shown."""
        self.column = max(0, min(column, len(self.columns.heat) - 1)) if self.columns.heat else 0
        self.viewport().update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _column_at(self, x: float) -> int:
        """The dimension at a place; 0 elsewhere."""
        edges = self.columns.heat
        return next((at for at, (start, end) in enumerate(pairwise(edges), 1) if start <= x < end), 0)

    def _from_start(self, x: float) -> float:
        return self.width() - x if self.look.rtl else x

    def _divide(self) -> None:
        self.columns = columns(self.viewport().width(), self.look, [name for _, name in self.dimensions])
        self.column = min(self.column, max(len(self.columns.heat) - 1, 0))
        self.viewport().update()
