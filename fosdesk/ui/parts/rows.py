"""Lists of two-line rows: journey, tasks, gaps, findings, hits, assessments. One model, one delegate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from fosdesk.ui.paint import (
    badge,
    chip,
    chip_width,
    focus_edge,
    mirrored,
    ring,
    score_pill,
    text_flags,
    tick_box,
    trailing,
)
from fosdesk.ui.text import escaped, shown
from fosdesk.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at the start or the end of a row: one of a few kinds with its content.

    `kind` is ring (share), icon (name), level, score (value, text is the figure), chip, count, tick (text
    is the key that `RowList.pick` knows) or text.
    """

    kind: str
    text: str = ""
    tone: str = "text"
    share: float = 0.0
    level: int | None = None
    score: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class RowItem:
    """One row. `target` is what the page gets back when the row is opened.

    An `elided` row points at a text that stands elsewhere: its title keeps to one line, whole in the tooltip.
    """

    title: str
    second: str = ""
    lead: Mark | None = None
    trail: Mark | None = None
    target: Any = None
    chevron: bool = False
    heading: bool = False
    elided: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        marks = [mark.text for mark in (self.trail,) if mark is not None and mark.text]
        return ". ".join(part for part in (self.title, self.second, *marks) if part)


class Rows(QAbstractListModel):
    """The rows of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RowItem, ...] = ()
        self.picked: frozenset[str] = frozenset()

    def show_rows(self, rows: Sequence[RowItem]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, what is spoken, and the row itself."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.CheckStateRole and row.lead is not None and row.lead.kind == "tick":
            return Qt.CheckState.Checked if row.lead.text in self.picked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and row.elided:
            return escaped(row.title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.rows[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(QStyledItemDelegate):
    """Draws a row: leading mark, title, second line, trailing mark, chevron, line below."""

    def __init__(self, look: Look, view: RowList, lead_width: int) -> None:
        super().__init__(view)
        self.look, self._view, self._lead = look, view, lead_width

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its two texts at the width of the list."""
        width = self._view.viewport().width()
        row: RowItem = index.data(ROW)
        title, second = self._heights(row, self._text_rect(row, QRect(0, 0, width, 0)).width())
        least = self.look.px(30 if row.heading else 36)
        return QSize(width, max(least, title + second + self.look.px(12 if second else 10)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: RowItem = index.data(ROW)
        whole = option.rect
        painter.save()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and row.target is not None
        chosen = index == self._view.currentIndex() and self._view.is_marking
        if hovered or chosen:
            painter.fillRect(whole, self.look.colour("accent-soft" if chosen else "hover"))
        text = self._text_rect(row, whole)
        self._paint_texts(painter, row, whole, text)
        self._paint_marks(painter, row, whole)
        if index.row() + 1 < index.model().rowCount() and not row.heading:
            painter.setPen(self.look.colour("line"))
            line = mirrored(
                QRect(text.left(), whole.bottom(), whole.right() - text.left(), 1), whole, self.look.rtl
            )
            painter.drawLine(line.left(), whole.bottom(), line.right(), whole.bottom())
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            focus_edge(painter, QRectF(whole).adjusted(4, 4, -4, -4), self.look)
        painter.restore()

    def _text_rect(self, row: RowItem, whole: QRect) -> QRect:
        left = (
            whole.left()
            + (self.look.px(self._lead) if row.lead or (self._lead and not row.heading) else 0)
            + 2
        )
        right = whole.right() - self._trail_width(row) - (self.look.px(24) if row.chevron else 0)
        return QRect(left, whole.top(), max(40, right - left), whole.height())

    def _trail_width(self, row: RowItem) -> int:
        mark = row.trail
        if mark is None:
            return 2
        if mark.kind in ("text", "link"):
            return self.look.metrics("second").horizontalAdvance(mark.text) + self.look.px(14)
        if mark.kind == "chip":
            return chip_width(mark.text, self.look) + self.look.px(10)
        return self.look.px(34)

    def _heights(self, row: RowItem, width: int) -> tuple[int, int]:
        bold = bool(row.second) or row.heading
        below = self.look.height(row.second, width, "second") if row.second else 0
        if row.elided:
            return self.look.metrics("body", bold=bold).height(), below
        return self.look.height(row.title, width, "body", bold=bold), below

    def _paint_texts(self, painter: QPainter, row: RowItem, whole: QRect, text: QRect) -> None:
        rtl = self.look.rtl
        title, second = self._heights(row, text.width())
        top = whole.top() + (whole.height() - title - second) // 2
        flags = text_flags(rtl, wrap=True)
        bold = bool(row.second) or row.heading
        painter.setFont(self.look.font("body", bold=bold))
        painter.setPen(self.look.colour("muted" if row.heading else "text"))
        where = mirrored(QRect(text.left(), top, text.width(), title), whole, rtl)
        line = shown(row.title, rtl)
        if row.elided:
            metrics = self.look.metrics("body", bold=bold)
            line = metrics.elidedText(line, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(where, flags, line)
        if row.second:
            painter.setFont(self.look.font("second"))
            painter.setPen(self.look.colour("muted"))
            where = mirrored(QRect(text.left(), top + title, text.width(), second), whole, rtl)
            painter.drawText(where, flags, shown(row.second, rtl))

    def _paint_marks(self, painter: QPainter, row: RowItem, whole: QRect) -> None:
        right = whole.right() - 4
        if row.chevron:
            size = self.look.px(16)
            place = QRect(right - size, whole.center().y() - size // 2, size, size)
            pixmap = self.look.icon("chevron-right", "muted", 16, self._view.devicePixelRatioF())
            painter.drawPixmap(mirrored(place, whole, self.look.rtl).topLeft(), pixmap)
            right -= self.look.px(26)
        if row.lead is not None:
            room = QRect(whole.left(), whole.top(), self.look.px(self._lead) - 8, whole.height())
            self._paint_mark(painter, row.lead, mirrored(room, whole, self.look.rtl))
        if row.trail is not None:
            width = self._trail_width(row)
            room = QRect(right - width + 4, whole.top(), width - 4, whole.height())
            self._paint_mark(painter, row.trail, mirrored(room, whole, self.look.rtl))

    def _paint_mark(self, painter: QPainter, mark: Mark, room: QRect) -> None:
        look, middle = self.look, QRectF(room).center()

        def box(width: float, height: float) -> QRectF:
            return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

        match mark.kind:
            case "ring":
                ring(painter, box(look.px(26), look.px(26)), mark.share, look, width=look.px(4))
            case "done":
                chip(painter, box(look.px(28), look.px(28)), "", look, tone="ok")
                self._icon(painter, "check", "ok", box(look.px(18), look.px(18)))
            case "icon":
                self._icon(painter, mark.text, mark.tone, box(look.px(18), look.px(18)))
            case "tick":
                side = look.px(18)
                ticked = self._view.has_picked(mark.text)
                tick_box(painter, box(side, side), look, ticked=ticked, ratio=self._view.devicePixelRatioF())
            case "level":
                badge(painter, box(look.px(24), look.px(22)), mark.level, look, text=mark.text)
            case "step":
                self._step(painter, mark, room)
            case "score":
                score_pill(painter, box(look.px(34), look.px(20)), mark.score, mark.text, look)
            case "count" | "chip":
                width = max(look.px(26), chip_width(mark.text, look) - look.px(4))
                chip(painter, box(width, look.px(22)), mark.text, look, tone=mark.tone)
            case _:
                painter.setFont(look.font("second"))
                painter.setPen(look.colour(mark.tone))
                flags = trailing(look.rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
                painter.drawText(room, int(flags), shown(mark.text, look.rtl))

    def _step(self, painter: QPainter, mark: Mark, room: QRect) -> None:
        """A level, an arrow, the target."""
        look = self.look
        side, middle = look.px(24), room.center().y()
        square = QRect(room.left(), middle - look.px(11), side, look.px(22))
        badge(painter, QRectF(mirrored(square, room, look.rtl)), mark.level, look)
        size = look.px(16)
        arrow = QRect(square.right() + 5, middle - size // 2, size, size)
        pixmap = look.icon("arrow-right", "muted", 16, self._view.devicePixelRatioF())
        painter.drawPixmap(mirrored(arrow, room, look.rtl).topLeft(), pixmap)
        figure = QRect(arrow.right() + 5, room.top(), look.px(20), room.height())
        painter.setFont(look.font("second", bold=True))
        painter.setPen(look.colour("text"))
        painter.drawText(mirrored(figure, room, look.rtl), text_flags(look.rtl), mark.text)

    def _icon(self, painter: QPainter, name: str, tone: str, box: QRectF) -> None:
        painter.drawPixmap(box.topLeft(), self.look.icon(name, tone, 18, self._view.devicePixelRatioF()))


class RowList(QListView):
    """A list that is as high as its rows and lets the page scroll, or (`grows` False) scrolls itself.

    `opened` carries the target of a row.
    """

    opened = Signal(object)

    def __init__(self, look: Look, name: str, *, lead: int = 44, grows: bool = True) -> None:
        super().__init__()
        self.look, self.grows = look, grows
        self._rows = Rows()
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(look, self, lead))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed if grows else QSizePolicy.Policy.Expanding
        )
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[RowItem]) -> None:
        """Replace the rows; the place of the keyboard stays where it can."""
        if tuple(rows) == self._rows.rows:
            return
        at = self.currentIndex().row()
        self._rows.show_rows(rows)
        if 0 <= at < len(rows):
            self.setCurrentIndex(self._rows.index(at))
        self._fit()

    @property
    def is_marking(self) -> bool:
        """Whether the current row is marked: with the focus, or where another part steers the list."""
        return self.hasFocus() or self.focusPolicy() is Qt.FocusPolicy.NoFocus

    def rows(self) -> tuple[RowItem, ...]:
        """The rows shown now."""
        return self._rows.rows

    def pick(self, keys: Collection[str]) -> None:
        """Tick the rows with these keys, and no others."""
        self._rows.picked = frozenset(keys)
        self.viewport().update()

    def has_picked(self, key: str) -> bool:
        """Whether the row with this key is ticked."""
        return key in self._rows.picked

    def open_row(self, number: int) -> None:
        """Open a row as if it had been pressed."""
        target = self._rows.rows[number].target
        if target is not None:
            self.opened.emit(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; arrows move; other keys are for the page."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            and self.currentIndex().isValid()
        ):
            self.open_row(self.currentIndex().row())
        elif event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pressing a row opens it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.open_row(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts wrap anew at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def _fit(self) -> None:
        if not self.grows:
            return
        delegate, option = self.itemDelegate(), QStyleOptionViewItem()
        heights = (
            delegate.sizeHint(option, self._rows.index(n)).height() for n in range(len(self._rows.rows))
        )
        self.setFixedHeight(max(1, sum(heights)))
