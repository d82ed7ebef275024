"""Lucide icons, tinted to a colour of the theme and rendered once per size and screen density."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

MIRRORED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "corner-down-right",
        "list-checks",
        "list-todo",
        "panel-right-close",
        "panel-right-open",
        "send",
    }
)
"""Icons that point along the line of reading and turn round under right-to-left."""


class Icons:
    """The icons of one folder of SVG files. Pixmaps are kept: a window uses about sixty different ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float, bool], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0, *, rtl: bool = False) -> QPixmap:
        """The icon `name` in `colour` (`#RRGGBB`), `size` logical pixels wide, sharp at `ratio`."""
        flipped = rtl and name in MIRRORED
        key = (name, colour, size, ratio, flipped)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(*key)
        return self._pixmaps[key]

    def _render(self, name: str, colour: str, size: int, ratio: float, flipped: bool) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        source = self._source(name).replace("currentColor", colour)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        if flipped:
            pixmap = pixmap.transformed(QTransform().scale(-1, 1))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            self._sources[name] = text.replace('stroke-width="2"', 'stroke-width="1.9"')
        return self._sources[name]
