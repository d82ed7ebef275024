"""The sidebar: the journey in its order, with rings, ticks and counts; icons in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from fosdesk.ui.desk import Place
from fosdesk.ui.paint import chip, chip_width, focus_edge, mirrored, ring, rounded, text_flags, trailing
from fosdesk.ui.parts.panel import Ground, column
from fosdesk.ui.text import escaped, shown
from fosdesk.ui.theme.look import Look
from fosdesk.ui.theme.tokens import WIDTHS

NAV = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NavRow:
    """One line of the sidebar, known by `key`. `share` draws a ring, `count` a pill, `numeral` the gutter.

    `full` is the whole name where `title` is a short one. Under a filter `matching` says how many questions
    are let through.
    """

    key: str
    place: Place
    title: str
    icon: str = ""
    share: float | None = None
    count: int = 0
    numeral: str = ""
    full: str = ""
    matching: int | None = None
    children: tuple[NavRow, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether a tick stands in place of the ring."""
        return self.share is not None and self.share >= 1.0


class NavDelegate(QStyledItemDelegate):
    """Draws a line: icon or numeral, text, and ring, tick or pill at its end."""

    def __init__(self, view: Sidebar) -> None:
        super().__init__(view)
        self.view, self.look = view, view.look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Lines are lower while a part is unfolded, so that the whole journey fits."""
        look, child = self.look, index.parent().isValid()
        text = look.metrics("second" if child else "body").height()
        wanted = 44 if self.view.narrow else 22 if child else 26 if self.view.unfolded else 36
        return QSize(10, max(look.px(wanted), text + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line across the whole width, whatever its depth."""
        from PySide6.QtWidgets import QStyle  # its enumerations are many: not before the first paint

        row: NavRow = index.data(NAV)
        whole = QRect(8, option.rect.top(), self.view.viewport().width() - 16, option.rect.height())
        chosen = self.view.is_chosen(row)
        painter.save()
        self._ground(painter, whole, chosen, bool(option.state & QStyle.StateFlag.State_MouseOver))
        if self.view.narrow:
            self._paint_narrow(painter, row, whole, chosen)
        else:
            self._paint_wide(painter, row, whole, chosen, child=index.parent().isValid())
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            focus_edge(painter, QRectF(whole).adjusted(3, 3, -3, -3), self.look)
        painter.restore()

    def _ground(self, painter: QPainter, whole: QRect, chosen: bool, hovered: bool) -> None:
        if chosen or hovered:
            fill = self.look.colour("nav-chosen" if chosen else "hover")
            rounded(painter, QRectF(whole), 5, fill, None)
        if chosen:
            bar = mirrored(QRect(whole.left(), whole.top() + 2, 3, whole.height() - 4), whole, self.look.rtl)
            painter.fillRect(bar, self.look.colour("accent"))

    def _paint_narrow(self, painter: QPainter, row: NavRow, whole: QRect, chosen: bool) -> None:
        size = self.look.px(20)
        place = QRect(whole.center().x() - size // 2, whole.center().y() - size // 2, size, size)
        tone = "accent" if chosen else "muted"
        painter.drawPixmap(place.topLeft(), self.look.icon(row.icon, tone, 20, self.view.devicePixelRatioF()))
        if row.count:
            side = self.look.px(16)
            width = max(side, chip_width(str(row.count), self.look) - self.look.px(10))
            pill = mirrored(
                QRect(whole.right() - width + 5, whole.top() + 4, width, side), whole, self.look.rtl
            )
            chip(painter, QRectF(pill), str(row.count), self.look, tone="alert")

    def _paint_wide(self, painter: QPainter, row: NavRow, whole: QRect, chosen: bool, *, child: bool) -> None:
        look, rtl = self.look, self.look.rtl
        end = self._paint_end(painter, row, whole, child=child)
        ink = "accent" if chosen else "text"
        left = whole.left() + look.px(36)
        if row.icon:
            size = look.px(16)
            place = mirrored(
                QRect(whole.left() + 10, whole.center().y() - size // 2 + 1, size, size), whole, rtl
            )
            painter.drawPixmap(
                place.topLeft(), look.icon(row.icon, ink if chosen else "muted", 16, self._ratio())
            )
        elif row.numeral:
            painter.setFont(look.font("tick"))
            painter.setPen(look.colour("muted"))
            gutter = mirrored(QRect(whole.left() + 2, whole.top(), look.px(34), whole.height()), whole, rtl)
            painter.drawText(gutter, text_flags(False, centre=True), row.numeral)
        role = "second" if child else "body"
        painter.setFont(look.font(role, bold=chosen))
        painter.setPen(look.colour(ink))
        room = QRect(left, whole.top(), end - left - 4, whole.height())
        line = look.metrics(role, bold=chosen).elidedText(
            shown(row.title, rtl), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(mirrored(room, whole, rtl), text_flags(rtl), line)

    def _paint_end(self, painter: QPainter, row: NavRow, whole: QRect, *, child: bool) -> int:
        look, rtl, right = self.look, self.look.rtl, whole.right() - 8
        if row.matching is not None:
            return self._paint_figure(painter, look.tr.number(row.matching), right, whole, row.matching > 0)
        if row.count:
            width, height = max(look.px(22), chip_width(str(row.count), look) - 6), look.px(18)
            place = QRect(right - width + 1, whole.center().y() - height // 2, width, height)
            chip(painter, QRectF(mirrored(place, whole, rtl)), str(row.count), look, tone="warn")
            return place.left()
        if row.share is None:
            return right
        size = look.px(14 if not row.complete else 15)
        place = QRect(right - size + 1, whole.center().y() - size // 2 + 1, size, size)
        if row.complete:
            pixmap = look.icon("check", "ok", 15, self._ratio())
            painter.drawPixmap(mirrored(place, whole, rtl).topLeft(), pixmap)
            return place.left()
        ring(painter, QRectF(mirrored(place, whole, rtl)), row.share, look)
        if child:
            return place.left()
        return self._paint_figure(painter, look.tr.percent(row.share), place.left(), whole)

    def _paint_figure(
        self, painter: QPainter, figure: str, right: int, whole: QRect, strong: bool = False
    ) -> int:
        """A figure at the end of a line; where it begins."""
        look, rtl = self.look, self.look.rtl
        width = look.metrics("caption", bold=strong).horizontalAdvance(figure) + 8
        figures = QRect(right - width, whole.top(), width - 6, whole.height())
        painter.setFont(look.font("caption", bold=strong))
        painter.setPen(look.colour("accent" if strong else "muted"))
        flags = trailing(rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(mirrored(figures, whole, rtl), int(flags), figure)
        return figures.left()

    def _ratio(self) -> float:
        return self.view.devicePixelRatioF()


class Sidebar(QTreeView):
    """The tree of places. `wanted` says where the person wants to go."""

    wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.narrow, self.unfolded = look, False, False
        self._chosen = ""
        self._rows: tuple[NavRow, ...] = ()
        self._tree = QStandardItemModel()
        self.setModel(self._tree)
        self.setItemDelegate(NavDelegate(self))
        self.setAccessibleName(look.tr("Pages"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons with words."""
        self.narrow = narrow
        wide = max(self.look.px(WIDTHS["sidebar"]), WIDTHS["sidebar"])
        self.setFixedWidth(self.look.px(WIDTHS["rail"]) if narrow else min(wide, 320))
        self._unfold()
        self.scheduleDelayedItemsLayout()

    def show_rows(self, rows: Sequence[NavRow]) -> None:
        """Show the places; where only figures changed the tree keeps its state."""
        wanted = tuple(rows)
        if wanted == self._rows:
            return
        same = _shape(wanted) == _shape(self._rows)
        self._rows = wanted
        if same:
            self._refill()
        else:
            self._rebuild()
        self.viewport().update()

    def choose(self, key: str) -> None:
        """Mark where the person is."""
        if key == self._chosen:
            return
        self._chosen = key
        self._unfold()
        index = self._index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def is_chosen(self, row: NavRow) -> bool:
        """Whether a line is where the person is; a folded part stands for the lines in it."""
        return row.key == self._chosen or (not self._is_open(row) and self._chosen in _keys_in(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the line towards the page."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.look.colour("side"))
        painter.end()
        super().paintEvent(event)

    def _is_open(self, row: NavRow) -> bool:
        return not self.narrow and self._chosen in _keys_in(row)

    def _unfold(self) -> None:
        self.unfolded = False
        for number, row in enumerate(self._rows):
            opened = self._is_open(row)
            index = self._tree.index(number, 0)
            if self.isExpanded(index) != opened:
                self.setExpanded(index, opened)
                self.scheduleDelayedItemsLayout()
            self.unfolded = self.unfolded or opened

    def _rebuild(self) -> None:
        self._tree.clear()
        for row in self._rows:
            item = self._item(row)
            for child in row.children:
                item.appendRow(self._item(child))
            self._tree.appendRow(item)
        self._unfold()

    def _refill(self) -> None:
        for number, row in enumerate(self._rows):
            item = self._tree.item(number)
            _fill(item, row, self.look)
            for child_number, child in enumerate(row.children):
                _fill(item.child(child_number), child, self.look)

    def _item(self, row: NavRow) -> QStandardItem:
        item = QStandardItem(row.title)
        _fill(item, row, self.look)
        return item

    def _index_of(self, key: str) -> QModelIndex:
        for number, row in enumerate(self._rows):
            at = self._tree.index(number, 0)
            if key == row.key:
                return at
            for child_number, child in enumerate(row.children):
                if key == child.key:
                    return at if self.narrow else self._tree.index(child_number, 0, at)
        return QModelIndex()

    def _open(self, index: QModelIndex) -> None:
        row: NavRow | None = index.data(NAV)
        if row is not None:
            self.wanted.emit(row.place)


def _keys_in(row: NavRow) -> tuple[str, ...]:
    return tuple(child.key for child in row.children)


def _shape(rows: Sequence[NavRow]) -> tuple[object, ...]:
    return tuple((row.key, _shape(row.children)) for row in rows)


def _fill(item: QStandardItem, row: NavRow, look: Look) -> None:
    item.setData(row, NAV)
    state = look.tr("complete") if row.complete else "" if row.share is None else look.tr.percent(row.share)
    waiting = look.tr.n("{n} to look at", "{n} to look at", row.count) if row.count else ""
    if row.matching is not None:
        state = look.tr.n("{n} question matches", "{n} questions match", row.matching)
    spoken = ", ".join(part for part in (row.full or row.title, state, waiting) if part)
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(escaped(spoken))


def sidebar_column(look: Look, tree: Sidebar) -> QWidget:
    """The sidebar with room above its first line."""
    ground = Ground(look, "side")
    column(ground, margins=(0, 8, 0, 8)).addWidget(tree)
    return ground
