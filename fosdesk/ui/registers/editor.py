"""Rows inside a question: a table or matrix that is filled in on its card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from fosdesk.forms.pack import ItemType
from fosdesk.model.snapshot import ChangeSet
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.question.content import CardContent
from fosdesk.ui.question.editors import Editor
from fosdesk.ui.registers.part import RegisterPart
from fosdesk.ui.text import Label


class RowsEditor(Editor):
    """The rows of an item, recorded cell by cell; the card has nothing to record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look)
        tr = self.look.tr
        self.part = RegisterPart(desk)
        self.add = Button(self.look, tr("Add a row"), "plus", Variant.OUTLINED)
        self._count = Label(self.look, "", "second", tone="muted", wrap=True)
        line = row(gap=8)
        line.addWidget(self.add)
        line.addWidget(self._count, 1)
        body = column(self, gap=6, margins=(2, 4, 2, 4))
        body.addWidget(self.part)
        body.addLayout(line)
        self.add.clicked.connect(self.part.add)
        self.part.counted.connect(self._counted)
        self.part.form_shown.connect(self._form_shown)
        desk.bridge.changed.connect(self._changed)

    def show_content(self, content: CardContent, typing: Callable[[str], bool]) -> None:
        """Show the rows of the item."""
        super().show_content(content, typing)
        self.part.show_table(content.item)
        reveal(self.add, content.item.type is ItemType.TABLE and not self.part.row)
        self.add.setEnabled(not content.read_only)

    def enter(self) -> None:
        """Put the focus into the rows, or on the button that adds the first."""
        if self.part.table.lines() or self.part.row:
            self.part.enter()
        else:
            self.add.setFocus()

    def parts(self) -> list[QWidget]:
        """The table, the fields of an open row, the button below."""
        fields = (field.editor for field in self.part.form.fields.values())
        return [self.part.table, *fields, self.add]

    def _changed(self, changes: ChangeSet) -> None:
        if self.content is not None and not self.isHidden():
            self.part.changed(changes)

    def _counted(self, _found: int, whole: int) -> None:
        self._count.show_text(self.look.tr.n("{n} row", "{n} rows", whole))

    def _form_shown(self, shown: bool) -> None:
        """Adding belongs to the table."""
        is_table = self.content is not None and self.content.item.type is ItemType.TABLE
        reveal(self.add, is_table and not shown)
