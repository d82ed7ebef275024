"""The heads over the profile: names, scale, legend, dimensions."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fosdesk.model.chart import HIGHEST
from fosdesk.ui.charts.profile import Columns, ProfileView
from fosdesk.ui.paint import diamond, leading, mirrored, rounded, text_flags
from fosdesk.ui.text import escaped, shown
from fosdesk.ui.theme.look import Look


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
        self._bold(painter, QRect(at.gap, 0, at.gap_width(look), high), tr("Gap"), centre=True)
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
                    QColor(look.level(2).fill),
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
