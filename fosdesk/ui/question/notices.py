"""The lines under an answer: a broken rule, a warning, a reason, a draft, what was not saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import reveal, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

NOTICES = {
    "unsaved": ("triangle-alert", "bad"),
    "problem": ("circle-x", "bad"),
    "warning": ("triangle-alert", "warn"),
    "way_out": ("circle-question-mark", "muted"),
    "reconfirm": ("circle-question-mark", "warn"),
    "draft": ("file-pen-line", "warn"),
}
"""Icon and tone of the lines under an answer."""


class Notice(QWidget):
    """A line with an icon: a broken rule, a warning, a reason, a draft, what was not saved."""

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        super().__init__()
        self._label = Label(look, "", "second", tone=tone, wrap=True)
        line = row(self, gap=8, margins=(3, 2, 3, 2))
        line.addWidget(Icon(look, icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._label, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text; none hides the line."""
        self._label.show_text(text)
        reveal(self, bool(text))
