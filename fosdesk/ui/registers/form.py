"""One row of a register as a form: every column with its own editor, its hint and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from fosdesk.forms.grid import columns_by_name
from fosdesk.forms.pack import Item, ItemType
from fosdesk.services.registers import Line
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import Panel, column, emptied, reveal, row
from fosdesk.ui.registers.cell import CellField, Parse
from fosdesk.ui.registers.content import CellContent
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class RowForm(Panel):
    """Shows one row at a time; its frame and fields are made once for a table and used for all its rows."""

    answered = Signal(str, object)
    typed = Signal(object)
    committed = Signal()
    at = Signal(str, str)
    closed = Signal()
    stepped = Signal(int)
    remove_wanted = Signal(str)
    keep_wanted = Signal(str)

    def __init__(self, look: Look, parse: Parse) -> None:
        super().__init__(look)
        self._parse = parse
        self._table: Item | None = None
        self.row, self.entered = "", ""
        self.fields: dict[str, CellField] = {}
        self.title = Label(look, "", "question", bold=True, wrap=True)
        self._contest = Label(look, "", "second", tone="warn", wrap=True)
        self._contest.hide()
        self._place = column(gap=12)
        body = column(self, gap=10, margins=(20, 12, 20, 16))
        body.addLayout(self._make_head())
        body.addWidget(self._contest)
        body.addLayout(self._make_ways())
        body.addLayout(self._place)

    def _make_head(self) -> QHBoxLayout:
        look, tr = self.look, self.look.tr
        back = Button(look, tr("All rows"), "arrow-left", Variant.OUTLINED)
        before = Button(look, "", "chevron-up", Variant.OUTLINED, name=tr("Row before (Ctrl+Page up)"))
        after = Button(look, "", "chevron-down", Variant.OUTLINED, name=tr("Row after (Ctrl+Page down)"))
        self.remove = Button(look, "", "x", Variant.OUTLINED, name=tr("Remove this row"))
        back.clicked.connect(self.closed)
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after.clicked.connect(lambda: self.stepped.emit(1))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.row))
        self.back = back
        line = row(gap=4)
        line.addWidget(self.title, 1)
        for button in (back, before, after, self.remove):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _make_ways(self) -> QHBoxLayout:
        """The two ways out of a row that one person removed while another edited it."""
        look, tr = self.look, self.look.tr
        self._keep = Button(look, tr("Keep this row"), "check", Variant.OUTLINED)
        self._drop = Button(look, tr("Remove this row"), "x", Variant.OUTLINED)
        self._keep.clicked.connect(lambda: self.keep_wanted.emit(self.row))
        self._drop.clicked.connect(lambda: self.remove_wanted.emit(self.row))
        line = row(gap=6)
        for button in (self._keep, self._drop):
            line.addWidget(button)
            button.hide()
        line.addStretch(1)
        return line

    def show_table(self, table: Item) -> None:
        """Make the fields of another table."""
        if self._table is not None and table.columns == self._table.columns:
            self._table = table
            return
        self._table = table
        emptied(self._place)
        self.fields = {
            name: self._make_field(name, asked)
            for name, asked in columns_by_name(table).items()
            if asked.type is not ItemType.NOTE
        }
        reveal(self.remove, table.type is ItemType.TABLE)

    def _make_field(self, name: str, asked: Item) -> CellField:
        field = CellField(self.look, asked, name, self._parse)
        field.answered.connect(self.answered)
        field.typed.connect(self.typed)
        field.committed.connect(self.committed)
        field.entered.connect(self._entered)
        self._place.addWidget(field)
        return field

    def _entered(self, name: str) -> None:
        self.entered = name
        self.at.emit(self.row, name)

    def show_row(self, line: Line, contents: dict[str, CellContent], typing: dict[str, bool]) -> None:
        """Show a row; fields that are being typed into keep their words."""
        tr = self.look.tr
        self.row = line.entity
        self.title.show_text(line.label)
        self._contest.show_text(
            tr("Somebody removed this row while somebody else edited it. Decide whether it stays.")
        )
        for part in (self._contest, self._keep, self._drop):
            reveal(part, line.contested)
        for name, field in self.fields.items():
            field.show_content(contents[name], typing=typing[name])
            reveal(field, contents[name].visible)

    def enter(self, name: str = "") -> None:
        """Put the focus into a field, the first where none is named or it is hidden."""
        shown = [field for field in self.fields.values() if not field.isHidden()]
        wanted = self.fields.get(name)
        target = wanted if wanted in shown else next(iter(shown), None)
        if target is not None:
            target.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to all rows, Ctrl+Page up and down to the rows beside, Enter to the next field."""
        key, control = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif control and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
