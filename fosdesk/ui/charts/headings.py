"""Bars by heading of the Framework, each with its score and its coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from fosdesk.model.chart import HIGHEST, nearest_level
from fosdesk.ui.paint import mirrored, rounded, text_flags, trailing
from fosdesk.ui.parts.rows import ROW, Index, RowItem, RowList
from fosdesk.ui.text import shown
from fosdesk.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class HeadingBar:
    """One heading: its numeral and name, its score (None where none may stand), figures in final words."""

    id: str
    numeral: str
    title: str
    value: Decimal | None
    figure: str
    coverage: str
    low: bool


class BarDelegate(QStyledItemDelegate):
    """Paints name, bar, score and coverage."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line; the name may take two."""
        bar: HeadingBar = index.data(ROW).target
        _, room = self._name_room(self._view.viewport().width())
        high = self.look.height(bar.title, room, "second")
        return QSize(self._view.viewport().width(), max(self.look.px(22), high + 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        bar: HeadingBar = index.data(ROW).target
        look, rtl, whole = self.look, self.look.rtl, option.rect
        painter.save()
        left, room = self._name_room(whole.width())
        painter.setFont(look.font("tick"))
        painter.setPen(look.colour("muted"))
        numeral = QRect(whole.left(), whole.top(), left, whole.height())
        painter.drawText(mirrored(numeral, whole, rtl), text_flags(rtl), bar.numeral)
        painter.setFont(look.font("second"))
        painter.setPen(look.colour("text"))
        name = QRect(whole.left() + left, whole.top(), room, whole.height())
        painter.drawText(mirrored(name, whole, rtl), text_flags(rtl, wrap=True), shown(bar.title, rtl))
        figures = look.px(110)
        start = whole.left() + left + room + 10
        self._paint_bar(
            painter, bar, QRect(start, whole.center().y() - 6, whole.right() - figures - start, 12), whole
        )
        end = trailing(rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setFont(look.font("second", bold=True))
        painter.setPen(look.colour("text"))
        score = QRect(whole.right() - figures, whole.top(), look.px(46), whole.height())
        painter.drawText(mirrored(score, whole, rtl), int(end), bar.figure)
        painter.setFont(look.font("caption", bold=bar.low))
        painter.setPen(look.colour("warn" if bar.low else "muted"))
        share = QRect(whole.right() - look.px(60), whole.top(), look.px(56), whole.height())
        painter.drawText(mirrored(share, whole, rtl), int(end), bar.coverage)
        painter.restore()

    def _name_room(self, width: int) -> tuple[int, int]:
        left = self.look.px(28)
        return left, min(self.look.px(230), max(90, (width - left) * 2 // 5))

    def _paint_bar(self, painter: QPainter, bar: HeadingBar, room: QRect, whole: QRect) -> None:
        look = self.look
        track = QRectF(mirrored(room, whole, look.rtl))
        rounded(
            painter,
            track,
            2,
            look.colour("hover"),
            QPen(look.colour("line"), 1) if look.theme.edges else None,
        )
        if bar.value is None or bar.value <= 0:
            return
        level = nearest_level(bar.value)
        wide = round(room.width() * float(bar.value) / HIGHEST)
        filled = QRectF(mirrored(QRect(room.left(), room.top(), wide, room.height()), whole, look.rtl))
        edge = QPen(look.colour("line-strong"), 1) if level < 2 else None
        rounded(painter, filled, 2, QColor(look.level(level).fill), edge)


class HeadingBars(RowList):
    """The list of bars; opening one asks why."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, lead=0)
        self.setItemDelegate(BarDelegate(look, self))

    def show_bars(self, bars: Sequence[HeadingBar]) -> None:
        """Show the headings."""
        rows = [
            RowItem(f"{bar.numeral} {bar.title}", f"{bar.figure}, {bar.coverage}", None, None, bar)
            for bar in bars
        ]
        self.show_rows(rows)
