"""Choosing the answers that a piece of evidence supports: words to look for, rows to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from fosdesk.services.search import Hit
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.panel import Panel, column, row
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

MOST = 8
"""Answers that are offered at once; more words find fewer."""


class AnswerPicker(Panel):
    """Ticked answers stay while other words are looked for. `done` carries their ids."""

    done = Signal(object)
    given_up = Signal()

    def __init__(self, look: Look, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__(look)
        self._find = find
        self._chosen: dict[str, Hit] = {}
        self._taken: frozenset[str] = frozenset()
        tr = look.tr
        self.title = Label(look, "", "question", bold=True, wrap=True)
        words = tr("Code or words of the question")
        self.search = Line(look, words, placeholder=words)
        self.note = Line(look, tr("What it shows"), placeholder=tr("What it shows: page, sheet, article"))
        self.rows = RowList(look, tr("Questions that fit"), lead=36)
        self._hint = Label(look, "", "second", tone="muted", wrap=True)
        self.record = Button(look, "", "check", Variant.PRIMARY)
        cancel = Button(look, tr("Cancel"))
        ends = row(gap=6)
        ends.addWidget(self.record)
        ends.addWidget(cancel)
        ends.addStretch(1)
        body = column(self, gap=8, margins=(20, 12, 20, 14))
        for part in (self.title, self.note, self.search, self._hint, self.rows):
            body.addWidget(part)
        body.addLayout(ends)
        self.search.textEdited.connect(lambda _: self._show())
        self.rows.opened.connect(self._toggle)
        self.record.clicked.connect(lambda: self.done.emit(tuple(self._chosen)))
        cancel.clicked.connect(self.given_up)

    def begin(self, title: str, taken: Sequence[str], *, with_note: bool) -> None:
        """Start anew; `taken` are the items that have the piece already."""
        self.title.show_text(title)
        self._taken, self._chosen = frozenset(taken), {}
        self.search.clear()
        self.note.clear()
        self.note.setVisible(with_note)
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up; Enter or Down goes from the words to the rows."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif self.search.hasFocus() and key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows.setFocus()
            self.rows.setCurrentIndex(self.rows.model().index(0, 0))
        else:
            super().keyPressEvent(event)

    def _toggle(self, hit: object) -> None:
        assert isinstance(hit, Hit)
        if self._chosen.pop(hit.id, None) is None:
            self._chosen[hit.id] = hit
        self._show()

    def _show(self) -> None:
        tr = self.look.tr
        found = [hit for hit in self._find(self.search.text()) if hit.kind == "item"]
        free = [hit for hit in found if hit.id not in self._taken and hit.id not in self._chosen]
        offered = [*self._chosen.values(), *free[:MOST]]
        self.rows.show_rows([self._row(hit) for hit in offered])
        self._hint.show_text(
            tr("No question that lacks it holds these words.")
            if self.search.text().strip() and not free
            else tr("Enter ticks a question. Several can be ticked.")
        )
        count = len(self._chosen)
        text = tr.n("Attach to {n} answer", "Attach to {n} answers", count) if count else tr("Attach")
        self.record.show_text(text)
        self.record.setEnabled(bool(count))

    def _row(self, hit: Hit) -> RowItem:
        ticked = hit.id in self._chosen
        mark = Mark("icon", "circle-check" if ticked else "circle-dot", "accent" if ticked else "muted")
        return RowItem(hit.title, hit.second, mark, None, hit, elided=True)
