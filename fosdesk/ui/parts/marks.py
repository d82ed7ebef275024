"""Painted parts as widgets: ring, level with its caption, chip, icon."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from fosdesk.ui.paint import badge, chip, chip_width, focus_edge, mirrored, ring, text_flags
from fosdesk.ui.parts.focus import Pressable
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.text import shown
from fosdesk.ui.theme.look import Look

FIXED = QSizePolicy.Policy.Fixed


class Icon(QWidget):
    """One icon in one colour; says nothing to a screen reader, the words beside it do."""

    def __init__(self, look: Look, name: str, tone: str = "text", size: int = 16) -> None:
        super().__init__()
        self.look, self._name, self._tone, self._size = look, name, tone, size
        self.setFixedSize(look.px(size), look.px(size))

    def show_icon(self, name: str, tone: str) -> None:
        """Change icon and colour."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        pixmap = self.look.icon(self._name, self._tone, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, pixmap)


class Ring(QWidget):
    """How much is done."""

    def __init__(self, look: Look, size: int = 28, width: float = 4.0) -> None:
        super().__init__()
        self.look, self._share, self._width = look, 0.0, width
        self.setFixedSize(look.px(size), look.px(size))

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        self._share = share
        self.setAccessibleName(self.look.tr.percent(share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        ring(QPainter(self), QRectF(self.rect()), self._share, self.look, width=self._width)


class Chip(QWidget):
    """A short word on a soft fill."""

    def __init__(self, look: Look, text: str = "", tone: str = "neutral") -> None:
        super().__init__()
        self.look, self._text, self._tone = look, "", tone
        self.setSizePolicy(FIXED, FIXED)
        self.show_text(text, tone)

    def show_text(self, text: str, tone: str = "") -> None:
        """Change the word; without one the chip hides."""
        self._text, self._tone = shown(text, self.look.rtl), tone or self._tone
        self.setAccessibleName(text)
        reveal(self, bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The word and its padding."""
        height = self.look.metrics("caption", bold=True).height() + 4
        return QSize(chip_width(self._text, self.look), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip."""
        chip(QPainter(self), QRectF(self.rect()), self._text, self.look, tone=self._tone)


class LevelMark(Pressable):
    """A caption with a level ("Target 3"). Where it can be chosen, pressing it opens the levels."""

    chosen = Signal(object)

    def __init__(self, look: Look, caption: str, *, pickable: bool = False) -> None:
        super().__init__()
        self.look, self._caption = look, shown(caption, look.rtl)
        self._level: int | None = None
        self._names: tuple[str, ...] = ()
        self._pickable = pickable
        self.setSizePolicy(FIXED, FIXED)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if pickable else Qt.FocusPolicy.NoFocus)
        self.setText(caption)
        self.clicked.connect(self._open)
        self.show_level(None)

    def show_level(self, level: int | None, names: tuple[str, ...] = ()) -> None:
        """Show a level, or the dash; `names` are offered when the mark is pressed."""
        self._level, self._names = level, names
        self.setAccessibleName(f"{self.text()} {'–' if level is None else level}")
        self.update()

    def sizeHint(self) -> QSize:
        """Caption, gap and badge, with room for the mark of focus."""
        metrics = self.look.metrics("second")
        side = self._side()
        return QSize(metrics.horizontalAdvance(self._caption) + 8 + side + 8, max(side, metrics.height()) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the levels; other keys are for the page."""
        if self._pickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caption and badge."""
        painter = QPainter(self)
        side, whole = self._side(), self.rect()
        square = mirrored(
            QRect(whole.right() - side - 3, (whole.height() - side) // 2, side, side), whole, self.look.rtl
        )
        words = mirrored(QRect(4, 0, whole.width() - side - 12, whole.height()), whole, self.look.rtl)
        painter.setFont(self.look.font("second"))
        painter.setPen(self.look.colour("muted"))
        painter.drawText(words, text_flags(self.look.rtl), self._caption)
        badge(painter, QRectF(square), self._level, self.look)
        if self.ringed:
            focus_edge(painter, QRectF(whole).adjusted(4, 4, -4, -4), self.look)

    def _side(self) -> int:
        return max(self.look.px(19), self.look.metrics("second").height() + 2)

    def _open(self) -> None:
        if not self._pickable:
            return
        menu = QMenu(self)
        for level, name in enumerate(self._names):
            menu.addAction(self._action(menu, f"{level}  {name}", level))
        menu.addSeparator()
        menu.addAction(self._action(menu, self.look.tr("None"), None))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _action(self, menu: QMenu, text: str, level: int | None) -> QAction:
        action = QAction(shown(text, self.look.rtl).replace("&", "&&"), menu)
        action.triggered.connect(lambda: self.chosen.emit(level))
        return action
