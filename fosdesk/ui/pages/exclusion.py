"""Several questions as not applicable: what will change is seen first, answers stay unless ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from fosdesk.forms.pack import Item
from fosdesk.services.exclusion import Exclusion
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.panel import Panel, column, reveal, row
from fosdesk.ui.parts.picks import PickList
from fosdesk.ui.parts.rows import Mark, RowItem
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

SET, KEPT = "set", "kept"


class ExclusionPanel(Panel):
    """One reason for several questions. `wanted` carries the ids of the ticked questions and the reason."""

    wanted = Signal(object, str)
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        tr = look.tr
        self._title = Label(look, tr("Not applicable, for one reason"), "question", bold=True, wrap=True)
        asked = tr("Why do these questions not apply here?")
        self.reason = Line(look, asked, placeholder=asked)
        self._needed = Label(
            look, tr("A reason is needed, so that a reader can follow it."), "second", tone="bad", wrap=True
        )
        self._told = Label(look, "", "second", tone="muted", wrap=True)
        self.list = PickList(look, tr("Questions that will be not applicable"))
        self.list.picking.connect(self._count)
        self.record = Button(look, "", "circle-slash", Variant.PRIMARY)
        cancel = Button(look, tr("Cancel"), "", Variant.OUTLINED)
        self.record.clicked.connect(self._record)
        cancel.clicked.connect(self.closed)
        self.reason.entered.connect(self._record)
        ends = row(gap=6)
        ends.addWidget(self._told, 1)
        ends.addWidget(cancel)
        ends.addWidget(self.record)
        whole = column(self, gap=8, margins=(20, 14, 20, 12))
        for part in (self._title, self.reason, self._needed):
            whole.addWidget(part)
        whole.addWidget(self.list, 1)
        whole.addLayout(ends)
        self._needed.hide()

    def show_preview(self, found: Exclusion) -> None:
        """Show what will be set, and apart from it what is answered and stays unless somebody ticks it."""
        tr = self.look.tr
        rows = _group(tr("Will be not applicable"), SET, found.fresh)
        rows += _group(tr("Have an answer already: ticked ones lose it"), KEPT, found.answered)
        self.list.show_rows(rows)
        self.list.pick({item.id for item in found.fresh})
        told = []
        if found.already:
            n = len(found.already)
            told.append(tr.n("{n} is not applicable already.", "{n} are not applicable already.", n))
        if found.refused:
            n = len(found.refused)
            told.append(tr.n("{n} applies everywhere and stays.", "{n} apply everywhere and stay.", n))
        self._told.show_text(" ".join(told))
        self.reason.show_text("")
        self._needed.hide()
        self._count()

    def _count(self) -> None:
        n = len(self.list.picked)
        self.record.show_text(self.look.tr.n("Record {n} question", "Record {n} questions", n))
        self.record.setEnabled(n > 0)

    def _record(self) -> None:
        reason = self.reason.text().strip()
        reveal(self._needed, not reason)
        if not reason:
            self.reason.setFocus()
        elif self.list.picked:
            shown = tuple(one.lead.text for one in self.list.rows() if one.lead and not one.heading)
            self.wanted.emit(tuple(key for key in shown if key in self.list.picked), reason)


def _group(title: str, key: str, items: Sequence[Item]) -> list[RowItem]:
    if not items:
        return []
    listed = [
        RowItem(f"{item.code}  {item.label}", lead=Mark("tick", item.id), elided=True) for item in items
    ]
    return [RowItem(title, lead=Mark("tick", key), heading=True), *listed]
