"""The head of a section: its title, where it belongs, how far it is, and the way to the next one."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosdesk.forms.pack import Section
from fosdesk.services.assessment import OpenAssessment, View
from fosdesk.services.journey import section_progress
from fosdesk.services.overview import overview
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import column, row
from fosdesk.ui.text import Label, isolated
from fosdesk.ui.theme.look import Look


class SectionHead(QWidget):
    """Title and second line; buttons for the section before, the one after, and one question alone."""

    moved = Signal(int)
    alone_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._view: View | None = None
        self._coverage: dict[str, Decimal] = {}
        tr = look.tr
        self.title = Label(look, "", "title", bold=True, wrap=True)
        self.second = Label(look, "", "second", tone="muted", wrap=True)
        words = column(gap=2)
        words.addWidget(self.title)
        words.addWidget(self.second)
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

    def show_section(self, a: OpenAssessment, section: Section) -> None:
        """Name the section and say how far it is."""
        tr = self.look.tr
        done = section_progress(a)[section.id]
        parts = [isolated(section.code)]
        if section.heading:
            parts.append(tr("Heading {numeral}", numeral=isolated(section.heading)))
        parts.append(tr("{answered} of {total} answered", answered=done.answered, total=done.total))
        coverage = self._coverage_of(a, section.standard)
        parts += [tr("coverage {share}", share=tr.percent(share)) for share in coverage]
        self.title.show_text(section.title)
        self.second.show_text("  ·  ".join(parts))

    def _coverage_of(self, a: OpenAssessment, standard: str) -> list[Decimal]:
        """The coverage of a Standard, if it is one; all are computed once for each state of the answers."""
        if not standard:
            return []
        if self._view is not a.view:
            self._view = a.view
            self._coverage = {row.code: row.score.coverage for row in overview(a).framework}
        return [self._coverage[standard]] if standard in self._coverage else []

    def show_alone(self, alone: bool) -> None:
        """Mark the button while one question stands alone."""
        self.alone.set_variant(Variant.CONTENT if alone else Variant.OUTLINED)
