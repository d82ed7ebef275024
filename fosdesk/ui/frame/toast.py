"""A short message at the foot of the page that goes away by itself: what was undone, what was copied."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import Panel, height_at, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

STAYS = 6000
"""Milliseconds a toast stays."""


class Toast(Panel):
    """One message at a time; a new one replaces the old."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, edge="accent")
        self._over = parent
        self.setParent(parent)
        self._icon = Icon(look, "undo-2", "accent")
        self._label = Label(look, "", "body", wrap=True)
        line = self._line = row(self, gap=10, margins=(14, 10, 14, 10))
        line.addWidget(self._icon)
        line.addWidget(self._label, 1)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, icon: str = "info") -> None:
        """Show a message and read it out."""
        self._label.show_text(text)
        self._icon.show_icon(icon, "accent")
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """The message shown last."""
        return self._label.text()

    def place(self) -> None:
        """Stand above the foot bar, in the middle."""
        parent = self._over
        wish = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 72
        width = min(wish, max(240, parent.width() - 200), 640)
        self.resize(width, 10)
        height = max(height_at(self._line, width), 40)
        self.resize(width, height)
        self.move(QPoint((parent.width() - width) // 2, parent.height() - height - 56))
