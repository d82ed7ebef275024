"""Rows of a register as a table for the keyboard: arrows move, Enter edits, Insert adds, Delete removes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from fosdesk.forms.grid import columns_by_name
from fosdesk.forms.pack import Item, ItemType
from fosdesk.services.registers import Line
from fosdesk.ui.paint import focus_edge, mirrored, text_flags
from fosdesk.ui.parts.fields import ENTER
from fosdesk.ui.text import escaped, shown
from fosdesk.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
WIDTHS = {ItemType.TEXT: 150, ItemType.LONGTEXT: 190, ItemType.CHOICES: 150}
PAD = 8
FIRST, NARROW, BROAD = 210, 104, 150
"""Widths in pixels at 100 %: of the column that names the row, of dates and figures, of choices at most."""
LABEL = ""
"""The name of the column that says what a row is called, where no column of its own does."""


class Model(QAbstractTableModel):
    """Lines and the names of the columns that have room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.lines: tuple[Line, ...] = ()
        self.names: tuple[str, ...] = ()
        self.titles: Mapping[str, str] = {}

    def show_lines(self, lines: Sequence[Line], names: Sequence[str], titles: Mapping[str, str]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.lines, self.names, self.titles = tuple(lines), tuple(names), titles
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Number of columns with room."""
        return 0 if parent.isValid() else len(self.names)

    def words(self, index: Index) -> str:
        """A cell in words."""
        line, name = self.lines[index.row()], self.names[index.column()]
        return line.label if name == LABEL else line.words.get(name, "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, shortened by the view; whole in the tooltip; with the column for a screen reader."""
        words = self.words(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(words, self.look.rtl)
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped(words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.titles.get(self.names[index.column()], "")
            return f"{title}: {words or self.look.tr('blank')}" if title else words
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return shown(self.titles.get(self.names[section], ""), self.look.rtl)
        return None


class CellDelegate(QStyledItemDelegate):
    """One line a cell; the row in hand has a ground of its own, the cell in hand the mark of focus."""

    def __init__(self, look: Look, view: RegisterTable) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, sign of what is to be decided, words."""
        box: QRect = option.rect
        look = self.look
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accent-soft"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.colour("line"))
        room = box.adjusted(PAD, 0, -PAD, 0)
        if self._view.sign(index):
            size = look.px(16)
            place = QRect(room.left(), room.center().y() - size // 2 + 1, size, size)
            pixmap = look.icon("triangle-alert", "warn", 16, self._view.devicePixelRatioF())
            painter.drawPixmap(mirrored(place, room, look.rtl).topLeft(), pixmap)
            room = mirrored(room.adjusted(size + 6, 0, 0, 0), room, look.rtl)
        self._words(painter, room, str(index.data() or ""), bold=index.column() == 0)
        if index == self._view.currentIndex() and self._view.hasFocus():
            focus_edge(painter, QRectF(box).adjusted(4, 4, -4, -4), look)

    def _words(self, painter: QPainter, room: QRect, words: str, *, bold: bool) -> None:
        look = self.look
        painter.setFont(look.font("second", bold=bold))
        painter.setPen(look.colour("text" if words else "muted"))
        metrics = look.metrics("second", bold=bold)
        line = metrics.elidedText(words.replace("\n", " ") or "–", Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, text_flags(look.rtl), line)


class RegisterTable(QTableView):
    """The rows of one table or matrix. Signals carry the entity of a row and the name of a column."""

    opened = Signal(str, str)
    at = Signal(str, str)
    add_wanted = Signal()
    remove_wanted = Signal(str)
    move_wanted = Signal(str, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.item: Item | None = None
        self._model = Model(look)
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(look, self))
        self._behave()
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _: self._open())

    def _behave(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(self.look.px(36), self._line_height()))
        header = self.horizontalHeader()
        header.setFont(self.look.font("caption", bold=True))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)

    def _line_height(self) -> int:
        return self.look.metrics("second", bold=True).height() + 16

    def show_lines(self, item: Item, lines: Sequence[Line]) -> None:
        """Show rows; the place of the keyboard stays with its row and column where it can."""
        row, column = self.current()
        at = max(0, self.currentIndex().row())
        self.item = item
        self.setAccessibleName(item.label)
        self._model.show_lines(lines, self._names_with_room(), self._titles())
        self._fit()
        if lines:
            there = self.go_to(row or lines[0].entity, column)
            if not there:
                self.setCurrentIndex(self._model.index(min(at, len(lines) - 1), 0))

    def lines(self) -> tuple[Line, ...]:
        """The rows shown now."""
        return self._model.lines

    def current(self) -> tuple[str, str]:
        """Row and column in hand; empty texts where the table is empty."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self._model.lines):
            return "", ""
        return self._model.lines[index.row()].entity, self._model.names[index.column()]

    def go_to(self, row: str, column: str = "") -> bool:
        """Take a cell in hand; False where its row is not shown."""
        at = next((n for n, line in enumerate(self._model.lines) if line.entity == row), -1)
        names = self._model.names
        if at >= 0:
            self.setCurrentIndex(self._model.index(at, names.index(column) if column in names else 0))
        return at >= 0

    def sign(self, index: Index) -> bool:
        """Whether a cell holds several answers or a wrong one, or its row waits for a decision."""
        line, name = self._model.lines[index.row()], self._model.names[index.column()]
        return name in line.disputed | line.wrong or (index.column() == 0 and line.contested)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a register; what is none of them is for the page."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row, _ = self.current()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if modifiers == Qt.KeyboardModifier.AltModifier and step is not None:
            if row:
                self.move_wanted.emit(row, step)
        elif key in (*ENTER, Qt.Key.Key_F2) and row:
            self._open()
        elif key == Qt.Key.Key_Insert or (key == Qt.Key.Key_N and modifiers == _CONTROL):
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete and row:
            self.remove_wanted.emit(row)
        elif key in _MOVES and not modifiers & _CONTROL:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The guidance follows the focus."""
        super().focusInEvent(event)
        self.viewport().update()
        self.at.emit(*self.current())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark of focus away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as have room."""
        super().resizeEvent(event)
        names = self._names_with_room()
        if self.item is not None and names != self._model.names:
            self.show_lines(self.item, self._model.lines)
        elif self.item is not None:
            self._fit()

    def _open(self) -> None:
        row, column = self.current()
        if row:
            self.opened.emit(row, column)

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self.hasFocus():
            self.at.emit(*self.current())

    def _titles(self) -> Mapping[str, str]:
        assert self.item is not None
        columns = columns_by_name(self.item)
        head = {LABEL: self.item.short or self.item.label}
        return {**head, **{name: column.short or column.label for name, column in columns.items()}}

    def _all_names(self) -> tuple[str, ...]:
        """All columns; before them what the row is called, where no single column says that."""
        if self.item is None:
            return ()
        names = tuple(columns_by_name(self.item))
        named = self.item.row_label == f"${{{names[0]}}}" if names else False
        return names if named else (LABEL, *names)

    def _wish(self, name: str, *, first: bool) -> int:
        assert self.item is not None
        kind = None if name == LABEL else columns_by_name(self.item)[name].type
        pixels = FIRST if first or kind is None else WIDTHS.get(kind, NARROW)
        title = self.look.metrics("caption", bold=True).horizontalAdvance(self._titles()[name]) + 22
        if kind is ItemType.CHOICE and not first:
            pixels = 0
            title = max(title, min(self._choice_width(name), self.look.px(BROAD)))
        return max(self.look.px(pixels), title)

    def _choice_width(self, name: str) -> int:
        """The room for the longest choice."""
        assert self.item is not None
        metrics = self.look.metrics("second")
        labels = (choice.label for choice in columns_by_name(self.item)[name].choices)
        return max((metrics.horizontalAdvance(label) for label in labels), default=0) + 2 * PAD + 2

    def _names_with_room(self) -> tuple[str, ...]:
        """Short columns before long texts, in the order of the pack, while they fit side by side."""
        names, left = self._all_names(), self.viewport().width()
        taken: list[str] = []
        for name in sorted(names, key=self._is_long):
            wish = self._wish(name, first=not taken)
            if taken and wish > left:
                break
            taken.append(name)
            left -= wish
        return tuple(name for name in names if name in taken)

    def _is_long(self, name: str) -> bool:
        assert self.item is not None
        return name != LABEL and columns_by_name(self.item)[name].type is ItemType.LONGTEXT

    def _fit(self) -> None:
        """Widths as wished, what is over to the first column; as high as the rows."""
        header = self.horizontalHeader()
        for at, name in enumerate(self._model.names):
            header.setSectionResizeMode(
                at, QHeaderView.ResizeMode.Stretch if at == 0 else QHeaderView.ResizeMode.Fixed
            )
            if at:
                self.setColumnWidth(at, self._wish(name, first=False))
        rows = self.verticalHeader().defaultSectionSize() * len(self._model.lines)
        self.setFixedHeight(rows + header.sizeHint().height() + 2)


_CONTROL = Qt.KeyboardModifier.ControlModifier
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
