"""Where in the section a person is: one painted button for each question, with its level, "–" or "?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Unmeasured, Value
from fosdesk.ui.paint import RADIUS_CONTROL, badge, focus_edge, mirrored, rounded, text_flags
from fosdesk.ui.parts.focus import Pressable
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.theme.look import Look

WIDEST, NARROWEST = 150, 76


@dataclass(frozen=True, slots=True)
class Stop:
    """One question on the strip. `icon` stands for answers that are no level."""

    item_id: str
    short: str
    spoken: str
    level: int | None = None
    icon: str = ""
    disputed: bool = False


def stop_of(item: Item, answer: Answer | None, spoken: str, *, disputed: bool) -> Stop:
    """The stop of an item with its answer."""
    short = item.code.rsplit("-", 1)[-1]
    level, icon = None, ""
    if isinstance(answer, Value) and item.type is ItemType.LEVEL and isinstance(answer.v, int):
        level = answer.v
    elif isinstance(answer, Value):
        icon = "check"
    elif isinstance(answer, NotApplicable):
        icon = "circle-slash"
    elif isinstance(answer, Unknown):
        icon = "circle-question-mark"
    elif isinstance(answer, Unmeasured):
        icon = "circle-minus"
    return Stop(item.id, short, spoken, level, icon, disputed)


class StopButton(Pressable):
    """One stop of the strip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.stop, self._current = look, Stop("", "", ""), False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stop(self, stop: Stop, *, current: bool) -> None:
        """Show a question and whether it is the current one."""
        if (stop, current) != (self.stop, self._current):
            self.stop, self._current = stop, current
            self.setText(stop.short)
            self.setAccessibleName(stop.spoken)
            self.setToolTip("")
            self.update()

    def sizeHint(self) -> QSize:
        """Code and badge."""
        return QSize(
            self.look.px(NARROWEST), max(self.look.px(34), self.look.metrics("second").height() + 12)
        )

    def minimumSizeHint(self) -> QSize:
        """Code and badge, close together."""
        return QSize(self.look.px(60), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter go to the question; other keys are for the page."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, code, and what was answered."""
        painter, look, rtl = QPainter(self), self.look, self.look.rtl
        box = self.rect().adjusted(0, 1, 0, -1)
        edge = QPen(look.colour("accent"), 2) if self._current else QPen(look.colour("line"), 1)
        fill = "accent-soft" if self._current else "hover" if self.underMouse() else "card"
        rounded(painter, QRectF(box), RADIUS_CONTROL, look.colour(fill), edge)
        painter.setFont(look.font("second", bold=self._current))
        painter.setPen(look.colour("accent" if self._current else "text"))
        side = look.px(19)
        words = mirrored(box.adjusted(10, 0, -side - 8, 0), box, rtl)
        painter.drawText(words, text_flags(rtl), self.stop.short)
        end = QRect(box.right() - side - 7, box.center().y() - side // 2 + 1, side, side)
        self._paint_end(painter, mirrored(end, box, rtl))
        if self.ringed:
            focus_edge(painter, QRectF(box).adjusted(3, 3, -3, -3), look)

    def _paint_end(self, painter: QPainter, square: QRect) -> None:
        icon = "git-compare" if self.stop.disputed else self.stop.icon
        if icon:
            tone = "warn" if self.stop.disputed else "ok" if icon == "check" else "muted"
            pixmap = self.look.icon(icon, tone, 18, self.devicePixelRatioF())
            painter.drawPixmap(square.topLeft(), pixmap)
        else:
            badge(painter, QRectF(square), self.stop.level, self.look)


class Strip(QWidget):
    """All stops of a section, in as many rows as the width asks for. `wanted` carries the item."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._buttons: list[StopButton] = []
        self._count = 0
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)

    def show_stops(self, stops: Sequence[Stop], current: str) -> None:
        """Show the questions of a section."""
        for _ in range(len(self._buttons), len(stops)):
            button = StopButton(self.look)
            button.clicked.connect(lambda _=False, b=button: self.wanted.emit(b.stop.item_id))
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            if number < len(stops):
                button.show_stop(stops[number], current=stops[number].item_id == current)
        if len(stops) != self._count:
            self._count = len(stops)
            self._columns = 0
            self._arrange(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the strip where it gets too narrow."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        fitting = max(1, (width + 6) // (self.look.px(NARROWEST) + 6))
        rows = -(-self._count // fitting) if self._count else 1
        columns = -(-self._count // rows) if self._count else 1
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self._buttons):
            self._grid.removeWidget(button)
            if number < self._count:
                self._grid.addWidget(button, number // columns, number % columns)
            reveal(button, number < self._count)
        self.setMaximumWidth(columns * (self.look.px(WIDEST) + 6) if self._count < 4 else 16_777_215)
