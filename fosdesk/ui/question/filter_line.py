"""The line that says which questions are let through, and the ways to the list and back to all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosdesk.services.filtering import filter_title
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import reveal, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look


class FilterLine(QWidget):
    """Hidden while every question is let through."""

    list_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.words = Label(look, "", "second", tone="accent", bold=True, wrap=True)
        listed = Button(look, look.tr("List"), "list-checks", Variant.LINK, small=True)
        everything = Button(look, look.tr("Show all"), "x", Variant.LINK, small=True)
        listed.clicked.connect(self.list_wanted)
        everything.clicked.connect(self.all_wanted)
        line = row(self, gap=8)
        line.addWidget(Icon(look, "search", "accent"))
        line.addWidget(self.words, 1)
        line.addWidget(listed)
        line.addWidget(everything)
        self.hide()

    def show_filter(self, desk: Desk, *, nothing: bool) -> None:
        """Say what is let through, and how many; `nothing` says that nothing in this section is."""
        tr, filters = self.look.tr, desk.filters
        reveal(self, filters.active)
        if not filters.active:
            return
        title = filter_title(filters.wanted, desk.here.bank, tr)
        count = len(filters.tally(desk.follows).matching)
        words = tr("Only: {filter} ({count})", filter=title, count=tr.number(count))
        if nothing:
            words += "  ·  " + tr("No question of this section is among them.")
        self.words.show_text(words)
