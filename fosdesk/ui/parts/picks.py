"""A list of rows of which several can be ticked: Space ticks, Shift with the arrows ticks on the way."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from fosdesk.ui.parts.rows import RowItem, RowList
from fosdesk.ui.theme.look import Look

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PickList(RowList):
    """Rows with a tick at their start; a heading ticks all rows up to the next heading.

    The keys of rows are the texts of their leading marks. `picking` tells that others are ticked now.
    """

    picking = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, lead=34, grows=False)
        self.picked: frozenset[str] = frozenset()

    def pick(self, keys: Collection[str]) -> None:
        """Tick these rows and the headings whose rows are all ticked."""
        self.picked = frozenset(keys)
        whole = {
            key for n, row in enumerate(self.rows()) if row.heading and (key := _key(row))
            and set(self.keys_under(n)) <= self.picked
        }  # fmt: skip
        super().pick(self.picked | whole)

    def toggle(self, number: int) -> None:
        """Tick a row, or take its tick away; of a heading, of all rows under it."""
        row = self.rows()[number]
        keys = frozenset(self.keys_under(number)) if row.heading else frozenset({_key(row)})
        self._change(self.picked - keys if keys <= self.picked else self.picked | keys)

    def toggle_all(self) -> None:
        """Tick every row, or none."""
        keys = frozenset(_key(row) for row in self.rows() if not row.heading)
        self._change(frozenset() if keys <= self.picked else keys)

    def keys_under(self, number: int) -> tuple[str, ...]:
        """The keys of the rows under a heading."""
        found: list[str] = []
        for row in self.rows()[number + 1 :]:
            if row.heading:
                break
            found.append(_key(row))
        return tuple(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Shift+arrows tick on the way, Ctrl+A ticks all; Enter opens."""
        at, key = self.currentIndex().row(), Qt.Key(event.key())
        if key is Qt.Key.Key_Space and at >= 0:
            self.toggle(at)
        elif key is Qt.Key.Key_A and event.modifiers() == CONTROL:
            self.toggle_all()
        elif key in STEPS and event.modifiers() & SHIFT and at >= 0:
            self._extend(at, at + STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pressing the tick ticks, with Shift up to there; pressing the words opens."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif event.modifiers() & SHIFT:
            self._extend(max(0, self._before.row()), index.row())
        elif self._on_tick(event.position().toPoint().x()) or self.rows()[index.row()].heading:
            self.toggle(index.row())
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the person was, for ticking up to the row pressed."""
        self._before = self.currentIndex()
        super().mousePressEvent(event)

    _before: QModelIndex = QModelIndex()

    def _on_tick(self, x: int) -> bool:
        reach = self.look.px(34)
        return x >= self.viewport().width() - reach if self.look.rtl else x <= reach

    def _extend(self, start: int, end: int) -> None:
        """Tick all rows from one to the other and stand on the last."""
        rows = self.rows()
        end = min(max(end, 0), len(rows) - 1)
        span = rows[min(start, end) : max(start, end) + 1]
        self.setCurrentIndex(self.model().index(end, 0))
        self._change(self.picked | {_key(row) for row in span if not row.heading})

    def _change(self, picked: frozenset[str]) -> None:
        self.pick(picked)
        self.picking.emit()


def _key(row: RowItem) -> str:
    return row.lead.text if row.lead is not None else ""
