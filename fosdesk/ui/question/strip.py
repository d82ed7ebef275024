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
from fosdesk.ui.text import tooltip
from fosdesk.ui.theme.look import Look

WIDEST, NARROWEST, SMALL = 150, 76, 48
MANY = 12
"""Stops from which they are drawn small."""
MOST_ROWS = 3
FEW = 4
"""Fewer stops do not stretch over the whole width."""
QWIDGETSIZE_MAX = 16_777_215


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
    """One stop of the strip; `small` where a section has many."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.stop = look, Stop("", "", "")
        self._current, self._small = False, False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stop(self, stop: Stop, *, current: bool, small: bool) -> None:
        """Show a question and whether it is the current one."""
        if small != self._small:
            self._small = small
            self.updateGeometry()
        if (stop, current) != (self.stop, self._current):
            self.stop, self._current = stop, current
            self.setText(stop.short)
            self.setAccessibleName(stop.spoken)
            tooltip(self, stop.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Code and badge."""
        if self._small:
            high = max(self.look.px(24), self.look.metrics("caption").height() + 8)
            return QSize(self.look.px(SMALL), high)
        return QSize(
            self.look.px(NARROWEST), max(self.look.px(34), self.look.metrics("second").height() + 12)
        )

    def minimumSizeHint(self) -> QSize:
        """Code and badge, close together."""
        return QSize(self.look.px(SMALL if self._small else 60), self.sizeHint().height())

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
        painter.setFont(look.font("caption" if self._small else "second", bold=self._current))
        painter.setPen(look.colour("accent" if self._current else "text"))
        side, edge_room = look.px(13 if self._small else 19), 5 if self._small else 8
        words = mirrored(box.adjusted(edge_room + 1, 0, -side - edge_room, 0), box, rtl)
        painter.drawText(words, text_flags(rtl), self.stop.short)
        end = QRect(box.right() - side - edge_room + 1, box.center().y() - side // 2 + 1, side, side)
        self._paint_end(painter, mirrored(end, box, rtl))
        if self.ringed:
            focus_edge(painter, QRectF(box).adjusted(3, 3, -3, -3), look)

    def _paint_end(self, painter: QPainter, square: QRect) -> None:
        icon = "git-compare" if self.stop.disputed else self.stop.icon
        if icon:
            tone = "warn" if self.stop.disputed else "ok" if icon == "check" else "muted"
            pixels = 12 if self._small else 18
            pixmap = self.look.icon(icon, tone, pixels, self.devicePixelRatioF())
            painter.drawPixmap(square.topLeft(), pixmap)
        else:
            role = "tick" if self._small else "second"
            badge(painter, QRectF(square), self.stop.level, self.look, role=role)


class Strip(QWidget):
    """The stops of a section in one to three rows, as the width asks. `wanted` carries the item."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._buttons: list[StopButton] = []
        self._stops: tuple[Stop, ...] = ()
        self._current = ""
        self._laid: tuple[int, int] = (0, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_stops(self, stops: Sequence[Stop], current: str) -> None:
        """Show the questions of a section."""
        self._stops, self._current = tuple(stops), current
        self._show(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the strip where it gets too narrow."""
        super().resizeEvent(event)
        self._show(event.size().width())

    def _show(self, width: int) -> None:
        small = len(self._stops) > MANY
        gap = 4 if small else 6
        fitting = max(1, (width + gap) // (self.look.px(SMALL if small else NARROWEST) + gap))
        seen = self._window(fitting * MOST_ROWS)
        rows = max(1, -(-len(seen) // fitting))
        self._lay_out(len(seen), max(1, -(-len(seen) // rows)), gap)
        for button, stop in zip(self._buttons, seen, strict=False):
            button.show_stop(stop, current=stop.item_id == self._current, small=small)

    def _window(self, most: int) -> tuple[Stop, ...]:
        """The stops around the current one, where not all have room."""
        at = next((n for n, stop in enumerate(self._stops) if stop.item_id == self._current), 0)
        start = min(max(0, at - most // 2), max(0, len(self._stops) - most))
        return self._stops[start : start + most]

    def _lay_out(self, count: int, columns: int, gap: int) -> None:
        if (count, columns) == self._laid:
            return
        self._laid = (count, columns)
        for _ in range(len(self._buttons), count):
            button = StopButton(self.look)
            button.clicked.connect(lambda _=False, b=button: self.wanted.emit(b.stop.item_id))
            self._buttons.append(button)
        self._grid.setSpacing(gap)
        for number, button in enumerate(self._buttons):
            self._grid.removeWidget(button)
            if number < count:
                self._grid.addWidget(button, number // columns, number % columns)
            if number < count or button.parentWidget() is not None:
                reveal(button, number < count)
        few = len(self._stops) < FEW
        self.setMaximumWidth(columns * (self.look.px(WIDEST) + gap) if few else QWIDGETSIZE_MAX)
