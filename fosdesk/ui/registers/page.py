"""The page of a register: its rows, a field to search them, adding, and bringing removed ones back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import registers
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.panel import reveal, row
from fosdesk.ui.parts.rows import Mark, RowItem
from fosdesk.ui.parts.section import SectionCard, empty_state
from fosdesk.ui.registers.part import RegisterPart
from fosdesk.ui.text import Label


class RegisterPage(ScrollPage):
    """Shows whatever register a place names."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "")
        tr = self.look.tr
        self.add = Button(self.look, tr("Add a row"), "plus", Variant.PRIMARY)
        self.removed = Button(self.look, "", "history", Variant.OUTLINED)
        self.guidance = Button(
            self.look, "", "panel-right-open", Variant.OUTLINED, name=tr("Open guidance (F1)")
        )
        for button in (self.removed, self.add, self.guidance):
            self.head_actions.addWidget(button)
        self.search = Line(self.look, tr("Search the rows"), placeholder=tr("Search the rows"))
        self.search.fit(360)
        self.found = Label(self.look, "", "second", tone="muted", wrap=True)
        line = row(gap=10)
        line.addWidget(self.search, 2)
        line.addWidget(self.found, 1)
        self.part = RegisterPart(desk)
        self.empty = SectionCard(self.look, tr("No rows yet"))
        self._empty_words = Label(self.look, "", "body", tone="muted", wrap=True)
        self._first = Button(self.look, tr("Add the first row"), "plus", Variant.OUTLINED)
        self.empty.column.addWidget(self._empty_words)
        self.empty.column.addWidget(empty_state(self.look, "", self._first))
        self.column.addLayout(line)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.part)
        self.column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.add.clicked.connect(self.part.add)
        self._first.clicked.connect(self.part.add)
        self.removed.clicked.connect(self.show_removed)
        self.guidance.clicked.connect(self.desk.toggle_guidance)
        self.search.textEdited.connect(self._searched)
        self.part.counted.connect(self._counted)
        self.part.form_shown.connect(self._form_shown)
        self.part.went.connect(self._keep_in_sight)

    def enter(self, place: Place) -> None:
        """Show a register, and a row of it if one is named."""
        item = registers.table(self.desk.here, place.section)
        self.title.show_text(item.label)
        self.say_second(item.hint)
        self._empty_words.show_text(self.desk.here.bank.section(item.section).guidance or item.guidance)
        if self.part.item is None or self.part.item.id != item.id:
            self._search_for("")
        self.part.show_table(item)
        gone = {line.entity for line in registers.removed_rows(self.desk.here, item, self.look.tr)}
        if place.item in gone:
            self.part.keep(place.item)
        elif place.item:
            self.part.open_row(place.item, place.field)
        elif self.part.table.lines():
            self.part.enter()
        else:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.add.setEnabled(not self.desk.here.read_only)

    def leave(self) -> None:
        """Record what is being typed."""
        self.part.leave()

    def changed(self, changes: ChangeSet) -> None:
        """Show what was recorded."""
        self.part.changed(changes)

    def guidance_shown(self, shown: bool) -> None:
        """The button that opens the guidance is there while it is closed."""
        reveal(self.guidance, not shown)

    def show_removed(self) -> None:
        """List the removed rows; opening one brings it back."""
        item, tr, sheet = self.part.item, self.look.tr, self.desk.sheet
        if item is None:
            return
        sheet.begin(tr("Removed rows"))
        sheet.paragraph(tr("They are kept with all their cells. Opening one brings it back."), tone="muted")
        gone = registers.removed_rows(self.desk.here, item, tr)
        rows = [
            RowItem(
                line.label,
                "",
                Mark("icon", "undo-2", "accent"),
                None,
                Place("register", item.id, line.entity),
            )
            for line in gone
        ]
        sheet.rows(tr("Removed rows"), rows)
        sheet.end()
        self.desk.open_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert and Ctrl+N add a row; the slash goes to the search; Escape ends it."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Insert or (control and key == Qt.Key.Key_N):
            self.part.add()
        elif key == Qt.Key.Key_Slash:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif self.search.hasFocus() and key == Qt.Key.Key_Escape:
            self._search_for("")
            self.part.enter()
        elif self.search.hasFocus() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.part.enter()
        else:
            super().keyPressEvent(event)

    def _search_for(self, words: str) -> None:
        self.search.setText(words)
        self._searched(words)

    def _searched(self, words: str) -> None:
        self.part.search = words
        self.part.refresh()

    def _counted(self, found: int, whole: int) -> None:
        tr, item = self.look.tr, self.part.item
        self.search.setEnabled(bool(whole))
        rows = tr.n("{n} row", "{n} rows", whole)
        some = tr("{found} of {rows}", found=tr.number(found), rows=rows)
        self.found.show_text(some if self.part.search else rows)
        if whole and not found:
            self.found.show_text(tr("No row holds these words. Escape shows all rows."))
        reveal(self.empty, not whole)
        gone = 0 if item is None else len(registers.removed_rows(self.desk.here, item, tr))
        self.removed.show_text(tr("Removed"), count=gone)
        reveal(self.removed, bool(gone))

    def _keep_in_sight(self) -> None:
        """Scroll so far that the cell or field in hand can be seen."""
        field = self.part.form.fields.get(self.part.form.entered)
        if self.part.row and field is not None:
            self.area.ensureWidgetVisible(field, 0, 24)
            return
        table = self.part.table
        middle = table.visualRect(table.currentIndex()).center()
        seen = table.viewport().mapTo(self.body, middle)
        self.area.ensureVisible(0, seen.y(), 0, self.look.px(64))

    def _form_shown(self, shown: bool) -> None:
        """The search belongs to the table."""
        reveal(self.search, not shown)
        reveal(self.found, not shown)
