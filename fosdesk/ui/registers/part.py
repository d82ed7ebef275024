"""A register at work: the table of its rows or the form of one, and what was meant handed to services."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from fosdesk.base.errors import FosdeskError, sentence
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import Answer, to_cell
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import registers
from fosdesk.services.answering import read_value
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.panel import Panel, column, reveal
from fosdesk.ui.question.commits import Commits
from fosdesk.ui.registers.content import CellContent, content_of
from fosdesk.ui.registers.form import RowForm
from fosdesk.ui.registers.table import RegisterTable


class RegisterPart(QWidget):
    """The rows of one table or matrix. `counted` tells how many are shown and how many there are."""

    counted = Signal(int, int)
    form_shown = Signal(bool)
    went = Signal()
    """The focus went to another cell or field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look
        self.item: Item | None = None
        self.search = ""
        self.commits = Commits(desk.records.keep_draft)
        self.commits.drafted.connect(desk.draft_kept)
        self.table = RegisterTable(desk.look)
        self.form = RowForm(desk.look, self.parse)
        self.ground = Panel(desk.look)
        column(self.ground, margins=(1, 4, 1, 4)).addWidget(self.table)
        body = column(self)
        body.addWidget(self.ground)
        body.addWidget(self.form)
        self.form.hide()
        self._connect()

    def _connect(self) -> None:
        table, form = self.table, self.form
        table.opened.connect(self.open_row)
        table.add_wanted.connect(self.add)
        table.remove_wanted.connect(self.remove)
        table.move_wanted.connect(self.move_row)
        for part in (table, form):
            part.at.connect(self._guide)
        form.answered.connect(self._answered)
        form.typed.connect(self.commits.typed)
        form.committed.connect(self.commits.commit)
        form.closed.connect(self.close_row)
        form.stepped.connect(self._step)
        form.remove_wanted.connect(self.remove)
        form.keep_wanted.connect(self.keep)
        self.desk.records.recorded.connect(self._recorded)
        self.desk.records.failed.connect(lambda entity, _field, _failure: self._touched(entity))

    # --- showing

    def show_table(self, item: Item) -> None:
        """Show a table or matrix from its first row on."""
        if self.item is None or item.id != self.item.id:
            self.commits.commit()
            self.item = item
            self.close_row(focus=False)
            self.form.show_table(item)
        self.refresh()

    def refresh(self) -> None:
        """Show the rows as they are recorded now."""
        if self.item is None:
            return
        a, tr = self.desk.here, self.look.tr
        whole = registers.lines(a, self.item, tr)
        found = registers.lines(a, self.item, tr, self.search) if self.search else whole
        self.table.show_lines(self.item, found)
        reveal(self.ground, bool(found) and not self.row)
        self.counted.emit(len(found), len(whole))
        self._show_form()

    def changed(self, changes: ChangeSet) -> None:
        """Something was recorded."""
        self.refresh()

    @property
    def row(self) -> str:
        """The row in the form; empty while the table is shown."""
        return self.form.row

    def _show_form(self) -> None:
        line = next((one for one in self._lines() if one.entity == self.row), None)
        if line is None:
            if self.row:
                self.close_row()
            return
        contents = {name: self._content(name) for name in self.form.fields}
        typing = {
            name: self.commits.is_typing(content.entity, content.field) for name, content in contents.items()
        }
        self.form.show_row(line, contents, typing)

    def _lines(self) -> tuple[registers.Line, ...]:
        return () if self.item is None else registers.lines(self.desk.here, self.item, self.look.tr)

    def _content(self, name: str) -> CellContent:
        assert self.item is not None
        return content_of(self.desk.here, self.item, self.row, name, self.desk.records, self.look.tr)

    # --- moving

    def open_row(self, row: str, column_name: str = "") -> None:
        """Show the form of a row, with the focus in a column."""
        self.commits.commit()
        self.form.row = row
        self._show_form()
        if self.row:
            reveal(self.ground, False)
            reveal(self.form, True)
            self.form_shown.emit(True)
            self.form.enter(column_name)

    def close_row(self, *, focus: bool = True) -> None:
        """Back to all rows, at the row that was open."""
        self.commits.commit()
        row, self.form.row = self.row, ""
        reveal(self.form, False)
        reveal(self.ground, bool(self.table.lines()))
        self.form_shown.emit(False)
        self.table.go_to(row, self.form.entered)
        if focus:
            self.enter()

    def enter(self) -> None:
        """Put the focus where work goes on."""
        self.form.enter() if self.row else self.table.setFocus()

    def leave(self) -> None:
        """Record what is being typed."""
        self.commits.commit()

    def _step(self, step: int) -> None:
        rows = [line.entity for line in self.table.lines()]
        at = rows.index(self.row) + step if self.row in rows else -1
        if 0 <= at < len(rows):
            self.open_row(rows[at])

    def _guide(self, row: str, name: str) -> None:
        self.went.emit()
        if self.item is not None and row:
            self.desk.guide(f"{row}.{name}" if name else self.item.id)

    # --- what was meant

    def add(self) -> None:
        """A new row at the end; its form opens once it is recorded."""
        a, item = self.desk.here, self.item
        if item is None or item.type is not ItemType.TABLE or a.read_only:
            return
        self.commits.commit()
        row, done = registers.add_row(a, item)
        self.search = ""
        self.desk.bridge.when_done(done, lambda _: self._added(row), self.desk.trouble, owner=self)

    def _added(self, row: str) -> None:
        self.refresh()
        self.open_row(row)

    def remove(self, row: str) -> None:
        """Take a row out of sight and offer to bring it back."""
        a, item, tr = self.desk.here, self.item, self.look.tr
        if item is None or item.type is not ItemType.TABLE or a.read_only:
            return
        self.commits.discard()
        name = registers.label(a, item, row, tr)

        def said(_changes: object) -> None:
            self.refresh()
            self.table.setFocus()
            removed = tr("Removed: {what}. It is kept in the journal.", what=name)
            self.desk.toast(removed, "undo-2", tr("Bring it back"), lambda: self.keep(row))

        self.desk.bridge.when_done(registers.remove_row(a, item, row), said, self.desk.trouble, owner=self)

    def keep(self, row: str) -> None:
        """Bring a row back, or decide that it stays."""
        if self.item is not None:
            done = registers.restore_row(self.desk.here, self.item, row)
            self.desk.bridge.when_done(done, lambda _: self._kept(row), self.desk.trouble, owner=self)

    def _kept(self, row: str) -> None:
        self.refresh()
        self.table.go_to(row)

    def move_row(self, row: str, step: int) -> None:
        """Put a row one place earlier or later."""
        a, item = self.desk.here, self.item
        if item is None or item.type is not ItemType.TABLE or self.search or a.read_only:
            return
        done = registers.move_row(a, item, row, step)
        if done is not None:
            self.desk.bridge.when_done(done, lambda _: self._kept(row), self.desk.trouble, owner=self)

    def parse(self, asked: Item, words: str) -> Answer | str | None:
        """Words as an answer; None for no words; a sentence where they are none."""
        if not words.strip():
            return None
        try:
            return read_value(asked, words, self.look.tr.language)
        except FosdeskError as error:
            return sentence(error, self.look.tr)

    def _answered(self, name: str, value: Answer | None) -> None:
        a, item, row = self.desk.here, self.item, self.row
        if item is None or not row:
            return
        content, said = self._content(name), to_cell(value)
        if content.says(said) and not self.desk.records.waits(content.entity, content.field):
            self._recorded(content.entity, content.field)
            return
        self.desk.records.record(
            content.entity,
            content.field,
            said,
            content.heads,
            lambda seen: registers.set_cell(a, item, row, name, value, seen),
        )
        self._show_form()

    def _recorded(self, entity: str, field: str) -> None:
        if not self.commits.is_typing(entity, field):
            self.desk.records.keep_draft(entity, field, None)
        self._touched(entity)

    def _touched(self, entity: str) -> None:
        """Show what happened to the open row, after what is under way now."""
        if self.row and entity.startswith(self.row):
            QTimer.singleShot(0, self, self._show_form)
