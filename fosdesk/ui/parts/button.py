"""The one button of the window, in six variants, painted so that it mirrors and shows its focus."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from fosdesk.ui.paint import RADIUS_CONTROL, focus_edge, mirrored, rounded, text_flags
from fosdesk.ui.parts.focus import Pressable
from fosdesk.ui.text import shown, tooltip
from fosdesk.ui.theme.look import Look

PAD = 10
GAP = 7
OUTSIDE = 3
"""Room around the button for the mark of focus."""


class Variant(StrEnum):
    """How much a button asks for attention."""

    PLAIN = "plain"
    CONTENT = "content"
    OUTLINED = "outlined"
    PRIMARY = "primary"
    LINK = "link"
    FILTER = "filter"


FILLS = {
    Variant.CONTENT: "accent-soft",
    Variant.PRIMARY: "accent",
    Variant.FILTER: "hover",
    Variant.OUTLINED: "card",
}
INKS = {Variant.CONTENT: "accent", Variant.PRIMARY: "on-accent", Variant.LINK: "accent"}
EDGED = {Variant.OUTLINED: "line-strong", Variant.FILTER: "line"}


class Button(Pressable):
    """A button with an icon, a word and a count, each of which may be missing."""

    def __init__(
        self, look: Look, text: str = "", icon: str = "", variant: Variant = Variant.PLAIN, *, name: str = "",
        small: bool = False, bold: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.look, self.icon_name, self.variant, self.count = look, icon, variant, ""
        self._small, self._bold, self._label = small, bold, text
        self.ink = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_text(text, name=name)

    def show_text(self, text: str, *, count: int | str = "", name: str = "") -> None:
        """Change the word and the count; the accessible name holds both."""
        self._label, self.count = shown(text, self.look.rtl), str(count or "")
        self.setText(" ".join(part for part in (text, self.count) if part))
        self.setAccessibleName(name or self.text())
        if not text and name:
            tooltip(self, name)
        self.updateGeometry()
        self.update()

    def set_variant(self, variant: Variant) -> None:
        """Change how the button is drawn."""
        if variant is not self.variant:
            self.variant = variant
            self.update()

    def sizeHint(self) -> QSize:
        """Icon, word and count with their gaps, and the room for the mark of focus."""
        metrics = self.look.metrics("second", bold=self._bold)
        widths = [self.look.px(16)] if self.icon_name else []
        widths += [metrics.horizontalAdvance(part) for part in (self._label, self.count) if part]
        pad = 2 if self.variant is Variant.LINK else PAD
        inner = sum(widths) + GAP * max(0, len(widths) - 1) + 2 * self.look.px(pad)
        height = max(self.look.px(26 if self._small else 32), metrics.height() + 6)
        return QSize(max(inner, height) + 2 * OUTSIDE, height + 2 * OUTSIDE)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the button can be pressed."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press the button; every other key is for the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, edge, icon, word, count, focus."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(OUTSIDE, OUTSIDE, -OUTSIDE, -OUTSIDE)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        self._paint_ground(painter, box)
        self._paint_words(painter, box.toRect())
        if self.ringed:
            focus_edge(painter, box, self.look)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        fill = FILLS.get(self.variant)
        hovered = self.underMouse() and self.isEnabled()
        if hovered and self.variant is not Variant.PRIMARY:
            fill = "accent-soft" if self.variant is Variant.CONTENT else "hover"
        edge = EDGED.get(self.variant)
        if self.look.theme.edges and self.variant is Variant.CONTENT:
            edge = "accent"
        if fill or edge:
            pen = QPen(self.look.colour(edge), 1) if edge else None
            rounded(painter, box, RADIUS_CONTROL, self.look.colour(fill) if fill else None, pen)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        ink = self.ink or INKS.get(self.variant, "text")
        metrics = self.look.metrics("second", bold=self._bold)
        painter.setFont(self.look.font("second", bold=self._bold))
        size = self.look.px(16)
        parts = [metrics.horizontalAdvance(part) for part in (self._label, self.count) if part]
        total = sum(parts) + (size if self.icon_name else 0)
        total += GAP * (len(parts) + bool(self.icon_name) - 1)
        x = box.left() + (box.width() - total) // 2
        if self.icon_name:
            where = mirrored(QRect(x, box.center().y() - size // 2 + 1, size, size), box, self.look.rtl)
            painter.drawPixmap(
                where.topLeft(), self.look.icon(self.icon_name, ink, 16, self.devicePixelRatioF())
            )
            x += size + GAP
        painter.setPen(self.look.colour(ink))
        for part in (self._label, self.count):
            if part:
                width = metrics.horizontalAdvance(part)
                where = mirrored(QRect(x, box.top(), width + 1, box.height()), box, self.look.rtl)
                painter.drawText(where, text_flags(self.look.rtl), part)
                x += width + GAP
