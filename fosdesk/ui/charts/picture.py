"""A chart as a picture: what is on the screen, under a line that says what it is, twice as fine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from fosdesk.base.files import write_replacing
from fosdesk.ui.paint import text_flags
from fosdesk.ui.text import shown
from fosdesk.ui.theme.look import Look

FINE = 2
MARGIN = 16


def picture_of(parts: Sequence[QWidget], title: str, facts: str, look: Look) -> QImage:
    """The parts below one another, under their title and a line of facts, on the ground of a card."""
    lines = [(title, "question", "text", True), (facts, "caption", "muted", False)]
    heights = [look.metrics(role).height() + 4 for _, role, _, _ in lines]
    wide = max(part.width() for part in parts)
    high = sum(heights) + 8 + sum(part.height() for part in parts)
    image = QImage(QSize(wide + 2 * MARGIN, high + 2 * MARGIN) * FINE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(FINE)
    image.fill(look.colour("card"))
    painter = QPainter(image)
    top = MARGIN
    for (text, role, tone, bold), height in zip(lines, heights, strict=True):
        painter.setFont(look.font(role, bold=bold))
        painter.setPen(look.colour(tone))
        painter.drawText(QRect(MARGIN, top, wide, height), text_flags(look.rtl), shown(text, look.rtl))
        top += height
    top += 8
    for part in parts:
        part.render(painter, QPoint(MARGIN, top), renderFlags=QWidget.RenderFlag.DrawChildren)
        top += part.height()
    painter.end()
    return image


def save_picture(image: QImage, path: Path) -> None:
    """Write a picture as PNG; an older one stands until the new one is whole."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    write_replacing(path, bytes(buffer.data().data()))
