"""The head of a section: its title, where it belongs, how far it is, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fosdesk.forms.pack import Section
from fosdesk.ui.computed import Computed
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.text import Label, isolated
from fosdesk.ui.theme.look import Look


class SectionHead(QWidget):
    """Title and second line; buttons for the section before, the one after, and one question alone."""

    moved = Signal(int)
    alone_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        tr = look.tr
        self.title = Label(look, "", "title", bold=True, wrap=True)
        self.second = Label(look, "", "second", tone="muted", wrap=True)
        words = column(gap=2)
        words.addWidget(self.title)
        self.text = Button(look, "", "book-open", Variant.LINK, small=True)
        self.text.hide()
        words.addWidget(self.second)
        words.addWidget(self.text, 0, Qt.AlignmentFlag.AlignLeading)
        before = Button(look, "", "chevron-left", Variant.OUTLINED, name=tr("Section before"))
        after = Button(look, "", "chevron-right", Variant.OUTLINED, name=tr("Section after"))
        self.alone = Button(look, "", "maximize", Variant.OUTLINED, name=tr("One question alone (F11)"))
        self.guidance = Button(look, "", "panel-right-open", Variant.OUTLINED, name=tr("Open guidance (F1)"))
        before.clicked.connect(lambda: self.moved.emit(-1))
        after.clicked.connect(lambda: self.moved.emit(1))
        self.alone.clicked.connect(self.alone_wanted)
        self.line = row(self, gap=3)
        self.line.addLayout(words, 1)
        for button in (before, after, self.alone, self.guidance):
            self.line.addWidget(button)

    def show_section(self, follows: Computed, section: Section) -> None:
        """Name the section and say how far it is."""
        tr = self.look.tr
        done = follows.progress()[section.id]
        parts = [isolated(section.code)]
        if section.heading:
            parts.append(tr("Heading {numeral}", numeral=isolated(section.heading)))
        parts.append(tr("{answered} of {total} answered", answered=done.answered, total=done.total))
        scored = any(spec.pack == section.pack for spec in follows.assessment.bank.scores.values())
        rows = follows.overview().framework if section.standard and scored else ()
        coverage = [row.score.coverage for row in rows if row.code == section.standard]
        parts += [tr("coverage {share}", share=tr.percent(share)) for share in coverage]
        self.title.show_text(section.title)
        self.second.show_text("  ·  ".join(parts))

    def show_text(self, words: str, name: str) -> None:
        """Offer an official text; hidden while the assessment has none."""
        self.text.show_text(words, name=name)
        reveal(self.text, bool(words))
