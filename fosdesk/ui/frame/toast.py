"""A short message at the foot of the page that goes away by itself: what was undone, what was copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import Panel, height_at, reveal, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

STAYS = 6000
"""Milliseconds a toast stays."""


class Toast(Panel):
    """One message at a time, perhaps with one thing to do about it; a new one replaces the old."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, edge="accent")
        self._over = parent
        self.setParent(parent)
        self._icon = Icon(look, "undo-2", "accent")
        self._label = Label(look, "", "body", wrap=True)
        line = self._line = row(self, gap=10, margins=(14, 10, 14, 10))
        line.addWidget(self._icon)
        line.addWidget(self._label, 1)
        self.offer = Button(look, "", "", Variant.LINK, small=True)
        self.offer.clicked.connect(self._do)
        self._doing: Callable[[], None] | None = None
        line.addWidget(self.offer)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(
        self, text: str, icon: str = "info", offer: str = "", do: Callable[[], None] | None = None
    ) -> None:
        """Show a message and read it out; `offer` names what pressing its button does."""
        self._label.show_text(text)
        self.offer.show_text(offer)
        self._doing = do
        reveal(self.offer, bool(offer))
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
        offered = 0 if self.offer.isHidden() else self.offer.sizeHint().width() + 10
        wish = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 72 + offered
        width = min(wish, max(240, parent.width() - 200), 640)
        self.resize(width, 10)
        height = max(height_at(self._line, width), 40)
        self.resize(width, height)
        self.move(QPoint((parent.width() - width) // 2, parent.height() - height - 56))

    def _do(self) -> None:
        self.hide()
        if self._doing is not None:
            self._doing()
