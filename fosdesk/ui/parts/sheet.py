"""The sheet at the trailing side: why a number is what it is, the list of keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fosdesk.ui.parts.button import Button
from fosdesk.ui.parts.panel import Ground, Inside, Rule, column, emptied, row, scrolled
from fosdesk.ui.parts.rows import RowItem, RowList
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look
from fosdesk.ui.theme.tokens import WIDTHS


class Sheet(Ground):
    """A column of headed paragraphs and rows, made anew for each use; `closed` puts it away."""

    closed = Signal()
    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "card", Qt.Edge.LeftEdge)
        self.topic = ""
        self._title = Label(look, "", "question", bold=True, wrap=True)
        close = Button(look, "", "x", name=look.tr("Close"))
        close.clicked.connect(self.closed)
        head = row(gap=4, margins=(18, 12, 10, 4))
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        inside = Inside()
        self._body = column(inside, gap=6, margins=(18, 4, 18, 18))
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(scrolled(inside), 1)
        self.setFixedWidth(min(look.px(WIDTHS["sheet"]), 460))

    def begin(self, title: str, topic: str = "") -> None:
        """Start a new sheet; by `topic` whoever filled it knows whether it is still theirs."""
        self._title.show_text(title)
        self.topic = topic
        emptied(self._body)

    def heading(self, text: str) -> None:
        """A heading inside the sheet."""
        self._body.addSpacing(6)
        self._body.addWidget(Label(self.look, text, "caption", tone="muted", bold=True, wrap=True))

    def paragraph(self, text: str, *, tone: str = "text", bold: bool = False) -> None:
        """A paragraph."""
        if text:
            self._body.addWidget(Label(self.look, text, "second", tone=tone, bold=bold, wrap=True))

    def part(self, part: QWidget) -> None:
        """A part of its own."""
        self._body.addWidget(part)

    def rule(self) -> None:
        """A thin line."""
        self._body.addWidget(Rule(self.look))

    def rows(self, name: str, rows: Sequence[RowItem], lead: int = 36) -> None:
        """Two-line rows; opening one is told by `opened`."""
        listed = RowList(self.look, name, lead=lead)
        self._body.addWidget(listed)
        listed.show_rows(rows)
        listed.opened.connect(self.opened)

    def end(self) -> None:
        """Nothing more comes."""
        self._body.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the sheet away."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
