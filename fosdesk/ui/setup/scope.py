"""Which Standards are assessed, and in which order: a list that is moved by keys and by dragging."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from fosdesk.services.editions import hidden_sentences
from fosdesk.services.facts import ENTITY
from fosdesk.services.setting_up import order_sentences, scope_sentence
from fosdesk.services.standards import leaving_out, moving, number_of, ordered, restoring
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.form import form_layout, labelled
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.setup.giving import give
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

ALT = Qt.KeyboardModifier.AltModifier
STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}


class OrderList(RowList):
    """`moved` carries the row and where it goes; Space asks to leave it out or take it in (`opened`)."""

    moved = Signal(int, int)
    chosen = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, lead=44)
        self._from, self._to, self._pressed_at = -1, -1, QPoint()
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def is_marking(self) -> bool:
        """The chosen row is always marked: the buttons below speak of it."""
        return True

    def _tell(self) -> None:
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the row."""
        at = self.currentIndex().row()
        if event.modifiers() & ALT and event.key() in STEPS and at >= 0:
            self.moved.emit(at, at + STEPS[event.key()])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint()
        self._from, self._to = self.indexAt(self._pressed_at).row(), -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the row would go."""
        at = event.position().toPoint()
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._from < 0 or not event.buttons() & Qt.MouseButton.LeftButton or not (far or self._to >= 0):
            return
        over = self.indexAt(QPoint(self.viewport().width() // 2, at.y())).row()
        self._to = over if over >= 0 else (0 if at.y() < 0 else len(self.rows()) - 1)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The row goes where it was dropped; a plain press only chooses it."""
        start, end, self._from, self._to = self._from, self._to, -1, -1
        self.unsetCursor()
        self.viewport().update()
        if end >= 0 and end != start:
            self.moved.emit(start, end)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the line where a dragged one would go."""
        super().paintEvent(event)
        if self._to < 0 or self._to == self._from:
            return
        place = self.visualRect(self.model().index(self._to, 0))
        y = place.top() if self._to < self._from else place.bottom() - 1
        QPainter(self.viewport()).fillRect(
            0, max(0, y), self.viewport().width(), 2, self.look.colour("accent")
        )


class ScopeCard(SectionCard):
    """The list with what can be done to the chosen Standard."""

    def __init__(self, desk: Desk) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, tr("Scope and order of the Standards"))
        self.desk, self._asking = desk, ""
        self.setProperty("fact", "scope")
        self.said = Label(look, "", "body", wrap=True)
        hint = tr(
            "Alt+Up and Alt+Down move the chosen Standard, Space leaves it out or takes it in again; "
            "with the mouse, drag it. Sidebar, next steps and documents follow this order."
        )
        self.list = OrderList(look, tr("Standards in their order"))
        self.up = Button(look, tr("Move up"), "chevron-up", Variant.OUTLINED, small=True)
        self.down = Button(look, tr("Move down"), "chevron-down", Variant.OUTLINED, small=True)
        self.toggle = Button(look, tr("Leave out"), "circle-slash", Variant.OUTLINED, small=True)
        self.restore = Button(look, tr("Framework order"), "rotate-ccw", Variant.LINK, small=True)
        self.reason = Line(
            look, tr("Why it is not assessed"), placeholder=tr("The report prints the reason"), width=560
        )
        self.warning = Label(look, "", "second", tone="warn", wrap=True)
        self.column.addWidget(self.said)
        self.column.addWidget(Label(look, hint, "second", tone="muted", wrap=True))
        self.column.addWidget(self.list)
        self._buttons = Flow(gap=6)
        for button in (self.up, self.down, self.toggle, self.restore):
            self._buttons.addWidget(button)
        self.column.addLayout(self._buttons)
        form = form_layout()
        self._reason_head = labelled(form, look, tr("Why it is not assessed"), self.reason)
        self.column.addLayout(form)
        self.column.addWidget(self.warning)
        self._follow()

    def _follow(self) -> None:
        self.list.moved.connect(self.move_row)
        self.list.opened.connect(lambda _: self.switch())
        self.list.chosen.connect(self._show_chosen)
        self.up.clicked.connect(lambda: self.move_row(self._at(), self._at() - 1))
        self.down.clicked.connect(lambda: self.move_row(self._at(), self._at() + 1))
        self.toggle.clicked.connect(self.switch)
        self.restore.clicked.connect(self._restore)
        self.reason.committed.connect(self._take)
        self.desk.records.recorded.connect(self._settled)
        self.desk.records.failed.connect(self._settled)

    def _settled(self, _entity: str, name: str, _failure: object = None) -> None:
        """A move has ended: show the order as it is recorded."""
        if name.startswith("position:"):
            self.refresh()

    def refresh(self) -> None:
        """Show scope and order."""
        a, tr = self.desk.here, self.look.tr
        chosen = self.code()
        codes = self._codes()
        self._show_order(codes, chosen if chosen in codes else next(iter(codes), ""))
        hidden = hidden_sentences(a.view, a.bank, tr)
        self.said.show_text("\n".join((scope_sentence(a.facts, a.bank, tr), *hidden)))
        warnings = order_sentences(a.facts, a.bank, tr)
        self.warning.show_text("\n".join(warnings))
        reveal(self.warning, bool(warnings))
        reveal(self.restore, bool(a.facts.positions) and not a.read_only)
        self._show_chosen()

    def code(self) -> str:
        """The code of the chosen Standard."""
        row = self.list.currentIndex().row()
        rows = self.list.rows()
        return str(rows[row].target) if 0 <= row < len(rows) else ""

    def move_row(self, row: int, to: int) -> None:
        """Put the Standard of a row at another place."""
        rows, a = self.list.rows(), self.desk.here
        if 0 <= row < len(rows) and 0 <= to < len(rows) and row != to:
            code = str(rows[row].target)
            give(self.desk, lambda: moving(a.snapshot, a.facts, a.bank, code, to))
            shown = [str(one.target) for one in rows]
            shown.insert(to, shown.pop(row))
            self._show_order(shown, code)

    def _codes(self) -> list[str]:
        """The order recorded, or the one shown while a move is still on its way to the disk."""
        a, waits = self.desk.here, self.desk.records.waits
        recorded = list(ordered(a.facts, a.bank))
        shown = [str(row.target) for row in self.list.rows()]
        moves = any(waits(ENTITY, f"position:{code}") for code in recorded)
        return shown if moves and sorted(shown) == sorted(recorded) else recorded

    def _show_order(self, codes: list[str], chosen: str) -> None:
        self.list.show_rows([self._row(at, code) for at, code in enumerate(codes, 1)])
        self._choose(chosen)

    def switch(self) -> None:
        """Take the chosen Standard in again, or ask why it is to be left out."""
        a, code = self.desk.here, self.code()
        if not code or a.read_only:
            return
        if code in a.facts.left_out:
            give(self.desk, lambda: leaving_out(a.snapshot, code, None))
            return
        self._asking = code
        self._show_chosen()
        self.reason.setFocus()

    def settle(self) -> None:
        """Take what is being typed."""
        self._take()

    def _take(self) -> None:
        a, reason = self.desk.here, self.reason.text().strip()
        code = self._asking or self.code()
        recorded = a.facts.left_out.get(code)
        if reason and reason != recorded and (self._asking or recorded is not None):
            give(self.desk, lambda: leaving_out(a.snapshot, code, reason))
        if reason or recorded is not None or not self.reason.hasFocus():
            self._asking = ""
        if not self.reason.hasFocus():
            self._show_chosen()

    def _restore(self) -> None:
        a = self.desk.here
        give(self.desk, lambda: restoring(a.snapshot, a.facts))

    def _row(self, at: int, code: str) -> RowItem:
        a, tr = self.desk.here, self.look.tr
        facts, known = a.facts, a.bank.standard(code)
        out = facts.left_out.get(code)
        title = f"{number_of(facts, code)} {known['title']}".strip()
        second = code if out is None else tr("{code}: {reason}", code=code, reason=out)
        trail = Mark("chip", tr("Not assessed"), "warn") if out is not None else None
        return RowItem(title, second, Mark("count", self.look.tr.number(at), "neutral"), trail, code)

    def _choose(self, code: str) -> None:
        at = next((n for n, row in enumerate(self.list.rows()) if row.target == code), -1)
        if at >= 0:
            self.list.setCurrentIndex(self.list.model().index(at, 0))

    def _at(self) -> int:
        return self.list.currentIndex().row()

    def _show_chosen(self) -> None:
        """The buttons and the reason follow the chosen row."""
        a, tr, code = self.desk.here, self.look.tr, self.code()
        out, at = a.facts.left_out.get(code), self._at()
        if self._asking != code:
            self._asking = ""
        self.toggle.show_text(tr("Leave out") if out is None else tr("Assess it again"))
        self.toggle.setEnabled(bool(code) and not a.read_only)
        self.up.setEnabled(at > 0 and not a.read_only)
        self.down.setEnabled(0 <= at < len(self.list.rows()) - 1 and not a.read_only)
        asked = out is not None or bool(self._asking)
        if not self.reason.hasFocus():
            self.reason.show_text(out or "")
        for part in (self._reason_head, self.reason):
            reveal(part, asked)
