"""Text on the screen: always plain, safe to show, and in the direction of the text itself.

Nothing else in the window makes a label or a tooltip, so no answer is ever read as markup.
"""

from __future__ import annotations

import html
import unicodedata

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fosdesk.base.text import printable
from fosdesk.ui.paint import text_flags
from fosdesk.ui.theme.look import Look

FIRST_STRONG = "\u2068"
POP = "\u2069"
LEFT_MARK = "\u200e"
RIGHT_MARK = "\u200f"
PAINTED_ROLES = {
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
}
"""Tokens that are a role of the palette; others are set on the widget."""


def reads_rtl(text: str) -> bool | None:
    """The direction of the first strong character; None where there is none (digits, codes of signs)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return False
        if kind in ("R", "AL"):
            return True
    return None


def shown(text: str, rtl: bool) -> str:
    """`text` as it may be shown in a window of this direction: printable, its own direction kept.

    A line of the other direction is isolated, so that its full stop and its brackets stay in their places; a
    mark before it (and before lines of digits only) lets it begin at the side where lines begin here.
    """
    return "\n".join(_directed(line, rtl) for line in printable(text).split("\n"))


def _directed(line: str, rtl: bool) -> str:
    reads = reads_rtl(line)
    if not line or reads is rtl:
        return line
    mark = RIGHT_MARK if rtl else LEFT_MARK
    if reads is None:
        return mark + line if rtl else line
    return f"{mark}{FIRST_STRONG}{line}{POP}"


def isolated(text: str) -> str:
    """A code or figure that keeps its order inside a sentence of the other direction."""
    return f"{FIRST_STRONG}{text}{POP}"


def escaped(text: str) -> str:
    """`text` for a tooltip, which has no switch for plain text."""
    return html.escape(printable(text))


def tooltip(widget: QWidget, text: str) -> None:
    """A tooltip that shows `text` literally."""
    widget.setToolTip(escaped(text))


class Label(QLabel):
    """A label of plain text in one role of type and one colour of the theme."""

    def __init__(
        self, look: Look, text: str = "", role: str = "body", *, tone: str = "text", bold: bool = False,
        wrap: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role, bold=bold))
        self.setWordWrap(wrap)
        self.set_tone(tone)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if wrap:
            self.setContentsMargins(1, 0, 1, 0)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if text:
            self.show_text(text)

    def set_tone(self, tone: str) -> None:
        """Colour of the text, by token."""
        if tone in PAINTED_ROLES:
            self.setForegroundRole(PAINTED_ROLES[tone])
            return
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.look.colour(tone))
        self.setPalette(palette)
        self.setForegroundRole(QPalette.ColorRole.WindowText)

    def show_text(self, text: str) -> None:
        """Show `text`, whatever it contains, as it is."""
        wanted = shown(text, self.look.rtl)
        if wanted != self.text():
            self.setText(wanted)


class ElidedLabel(QWidget):
    """One line that may be shortened with an ellipsis; the whole text is in the tooltip and the name."""

    def __init__(
        self, look: Look, text: str = "", role: str = "body", *, tone: str = "text", bold: bool = False
    ):
        super().__init__()
        self.look, self._role, self._bold, self._tone, self._text = look, role, bold, tone, ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show `text`, shortened where the room is too small."""
        self._text = shown(text, self.look.rtl)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self._tell()
        self.update()

    def elided(self) -> bool:
        """Whether the text does not fit its room."""
        return self._measure().horizontalAdvance(self._text) > self.width()

    def sizeHint(self) -> QSize:
        """The room for the whole text."""
        return QSize(self._measure().horizontalAdvance(self._text) + 2, self._measure().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters: this label gives way first."""
        return QSize(min(self.sizeHint().width(), self.look.px(60)), self._measure().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the tooltip only where something is hidden."""
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, elided at its end."""
        painter = QPainter(self)
        painter.setFont(self.look.font(self._role, bold=self._bold))
        painter.setPen(self.look.colour(self._tone))
        line = self._measure().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), text_flags(self.look.rtl), line)

    def _measure(self) -> QFontMetrics:
        return self.look.metrics(self._role, bold=self._bold)

    def _tell(self) -> None:
        tooltip(self, self._text if self.elided() else "")
