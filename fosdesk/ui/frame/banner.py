"""A message across the head of the page: what happened, what was kept, what to do. It stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import Panel, reveal, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

ICONS = {"bad": "octagon-alert", "warn": "triangle-alert", "ok": "circle-check", "accent": "info"}
FILLS = {"bad": "bad-soft", "warn": "warn-soft", "ok": "ok-soft", "accent": "accent-soft"}


class Banner(Panel):
    """One message with at most one remedy to press."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._icon = Icon(look, "info", "accent", 18)
        self._label = Label(look, "", "body", wrap=True)
        self._remedy = Button(look, "", "", Variant.OUTLINED)
        self._remedy.clicked.connect(self._mend)
        self._mending: Callable[[], None] | None = None
        close = Button(look, "", "x", small=True, name=look.tr("Close this message"))
        close.clicked.connect(self.hide)
        line = row(self, gap=10, margins=(14, 8, 8, 8))
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._label, 1)
        line.addWidget(self._remedy)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(
        self, text: str, tone: str = "bad", remedy: str = "", mend: Callable[[], None] | None = None
    ) -> None:
        """Show a message in a tone (bad, warn, ok, accent), with a remedy if there is one."""
        self.set_edge(tone, FILLS[tone])
        self._icon.show_icon(ICONS[tone], tone)
        self._label.show_text(text)
        self._remedy.show_text(remedy)
        reveal(self._remedy, bool(remedy))
        self._mending = mend
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """The message shown last."""
        return self._label.text()

    def _mend(self) -> None:
        self.hide()
        if self._mending is not None:
            self._mending()
