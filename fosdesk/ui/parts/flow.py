"""A layout that breaks its row when the room ends, in the direction of reading."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Parts from the leading side to the trailing side, then on the next line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._split: int | None = None
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def split(self) -> None:
        """What is added from now on stands at the trailing side."""
        self._split = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way of adding a part."""
        self._items.append(item)

    def count(self) -> int:
        """Number of parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The part at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the part at a place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the room it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the parts in their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """The widest part sets the least width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest part sets the least width."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = 0
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if move:
                self._place(line, rect, rect.top() + y, height)
            y += height + self._gap
        return max(0, y - self._gap)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The parts of each line; those of the trailing side go to the next line together."""
        shown = [item for item in self._items if not item.isEmpty()]
        ends = [] if self._split is None else [item for item in shown if item in self._items[self._split :]]
        if ends and len(ends) < len(shown) and self._length(shown) > width:
            return self._broken(shown[: -len(ends)], width) + self._broken(ends, width)
        return self._broken(shown, width)

    def _length(self, items: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() + self._gap for item in items) - self._gap

    def _broken(self, items: list[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in items:
            if not lines or self._length([*lines[-1], item]) > width:
                lines.append([])
            lines[-1].append(item)
        return lines

    def _place(self, line: list[QLayoutItem], rect: QRect, top: int, height: int) -> None:
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0
        ends = [] if self._split is None else [item for item in line if item in self._items[self._split :]]
        used = self._length(line)
        for item in line:
            if ends and item is ends[0]:
                x += max(0, rect.width() - used)
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            left = rect.right() + 1 - x - width if rtl else rect.left() + x
            middle = top + (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, middle), QSize(width, size.height())))
            x += size.width() + self._gap
