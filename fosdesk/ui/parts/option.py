"""One answer to choose, as a painted button that measures its text and grows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fosdesk.ui.paint import RADIUS_CARD, badge, focus_edge, mirrored, rounded, text_flags
from fosdesk.ui.parts.focus import PressableRadio
from fosdesk.ui.text import shown
from fosdesk.ui.theme.look import Look

EDGE = 11
NAME_WIDTH = 112
MARKS_WIDTH = 44
MARGIN = 2
"""Room above and below for the mark of focus."""


class Option(PressableRadio):
    """A row with a mark, a name and a described meaning; chosen rows carry edge, fill and tick.

    The mark is the badge of a level, or a circle (one of several) or a square (any of several).
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.level: int | None = None
        self._name, self._meaning, self._many = "", "", False
        self._marks: tuple[str, ...] = ()
        self.setAutoExclusive(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_option(
        self, name: str, meaning: str = "", *, level: int | None = None, many: bool = False
    ) -> None:
        """Say what this row stands for."""
        wanted = (shown(name, self.look.rtl), shown(meaning, self.look.rtl), level, many)
        if wanted == (self._name, self._meaning, self.level, self._many):
            return
        self._name, self._meaning, self.level, self._many = wanted
        lead = "" if level is None else f"{level} "
        self.setAccessibleName(f"{lead}{name}")
        self.setAccessibleDescription(meaning)
        self.updateGeometry()
        self.update()

    def show_state(self, chosen: bool, marks: tuple[str, ...] = ()) -> None:
        """Show whether it is chosen, and the icons at its end (`history`, `target`)."""
        if chosen != self.isChecked():
            self.setChecked(chosen)
        if marks != self._marks:
            self._marks = marks
            self.update()

    def hasHeightForWidth(self) -> bool:
        """The row grows with its text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Name or description, whichever is higher."""
        return self._measure(width)

    def sizeHint(self) -> QSize:
        """A usual width."""
        return QSize(480, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        """The least width at which it can be read."""
        return QSize(260, self.look.px(40))

    def hitButton(self, pos: object) -> bool:
        """The whole row can be pressed."""
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        self.update()
        super().leaveEvent(event)

    def nextCheckState(self) -> None:
        """The page decides what is chosen, after the answer is taken."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; every other key is for the page."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, mark, name, meaning, marks at the end, focus."""
        painter = QPainter(self)
        box = self.rect().adjusted(0, MARGIN, 0, -MARGIN)
        chosen = self.isChecked()
        fill = "accent-soft" if chosen else "hover" if self.underMouse() and self.isEnabled() else "card"
        edge = QPen(self.look.colour("accent"), 2) if chosen else QPen(self.look.colour("line"), 1)
        rounded(painter, QRectF(box), RADIUS_CARD, self.look.colour(fill), edge)
        self._paint_mark(painter, box)
        self._paint_words(painter, box)
        self._paint_marks(painter, box, chosen)
        if self.ringed:
            focus_edge(painter, QRectF(box).adjusted(2, 2, -2, -2), self.look, RADIUS_CARD - 2)

    def _columns(self, width: int) -> tuple[int, int, int, int]:
        """Left edges of mark, name and meaning, and the right edge of the meaning."""
        name = EDGE + self.look.px(28) + 12
        meaning = name + (self.look.px(NAME_WIDTH) + 12 if self._meaning else 0)
        return EDGE, name, meaning, width - self.look.px(MARKS_WIDTH)

    def _measure(self, width: int) -> int:
        _, name, meaning, end = self._columns(width)
        name_room = (meaning - name - 8) if self._meaning else end - name
        heights = [self.look.height(self._name, name_room, "body", bold=bool(self._meaning))]
        if self._meaning:
            heights.append(self.look.height(self._meaning, end - meaning, "second"))
        least = 40 if self._meaning else 34
        return max(self.look.px(least), max(heights) + 8) + 2 * MARGIN

    def _paint_mark(self, painter: QPainter, box: QRect) -> None:
        side = self.look.px(28 if self.level is not None else 18)
        left = EDGE + (self.look.px(28) - side) // 2
        square = mirrored(QRect(left, box.center().y() - side // 2 + 1, side, side), box, self.look.rtl)
        if self.level is not None:
            badge(painter, QRectF(square), self.level, self.look, role="question")
            return
        chosen = self.isChecked()
        pen = QPen(self.look.colour("accent" if chosen else "line-strong"), 1.6)
        rounded(painter, QRectF(square), 4 if self._many else side / 2, self.look.colour("card"), pen)
        if chosen and not self._many:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.colour("accent"))
            painter.drawEllipse(QPointF(QRectF(square).center()), side / 4, side / 4)
        elif chosen:
            pixmap = self.look.icon("check", "accent", 14, self.devicePixelRatioF())
            inset = (side - self.look.px(14)) // 2
            painter.drawPixmap(square.left() + inset, square.top() + inset, pixmap)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        _, name, meaning, end = self._columns(self.width())
        flags = text_flags(self.look.rtl, wrap=True)
        painter.setPen(self.look.colour("text"))
        painter.setFont(self.look.font("body", bold=bool(self._meaning)))
        room = (meaning - name - 8) if self._meaning else end - name
        where = mirrored(QRect(name, box.top(), room, box.height()), box, self.look.rtl)
        painter.drawText(where, flags, self._name)
        if self._meaning:
            painter.setFont(self.look.font("second"))
            where = mirrored(QRect(meaning, box.top(), end - meaning, box.height()), box, self.look.rtl)
            painter.drawText(where, flags, self._meaning)

    def _paint_marks(self, painter: QPainter, box: QRect, chosen: bool) -> None:
        names = (("check", "accent", 18),) if chosen and self.level is not None else ()
        size = self.look.px(16)
        x = box.width() - size - 13
        for name, tone, pixels in (*names, *((mark, "muted", 16) for mark in self._marks)):
            where = mirrored(QRect(x, box.center().y() - size // 2 + 1, size, size), box, self.look.rtl)
            painter.drawPixmap(where.topLeft(), self.look.icon(name, tone, pixels, self.devicePixelRatioF()))
            x -= size + 4
