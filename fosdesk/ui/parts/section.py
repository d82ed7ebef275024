"""A card with a heading: the common part of Home, Overview, Set up and Settings."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import Panel, column, reveal, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look


class SectionCard(Panel):
    """A surface with a title, an optional link at its end, and a column for what belongs to it."""

    def __init__(self, look: Look, title: str, link: str = "") -> None:
        super().__init__(look)
        self.heading = Label(look, title, "question", bold=True, wrap=True)
        self.heading.setMinimumHeight(look.px(32))
        self.link = Button(look, link, "", Variant.LINK, small=True)
        self.head: QHBoxLayout = row(gap=8)
        self.head.addWidget(self.heading, 1)
        self.head.addWidget(self.link)
        self.column: QVBoxLayout = column(self, gap=6, margins=(20, 14, 20, 14))
        self.column.addLayout(self.head)
        reveal(self.link, bool(link))


def empty_state(look: Look, text: str, *steps: Button) -> QWidget:
    """What belongs on an empty page, why, and the first steps."""
    part = QWidget()
    body = column(part, gap=10, margins=(0, 6, 0, 6))
    body.addWidget(Label(look, text, "body", tone="muted", wrap=True))
    line = row(gap=6)
    for step in steps:
        line.addWidget(step)
    line.addStretch(1)
    body.addLayout(line)
    return part
