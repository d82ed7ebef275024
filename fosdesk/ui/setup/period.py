"""From which month to which: two months and two years that are one fact."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosdesk.services.period import read_period
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.panel import row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look


class PeriodField(QWidget):
    """`given` carries the period as the journal keeps it."""

    given = Signal(str)
    typed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        tr = look.tr
        self.look = look
        months = [("", tr("whole year"))]
        months += [(f"{at:02}", name) for at, name in enumerate(tr.locale.months, 1)]
        self.from_month = Choice(look, tr("From: month"), months)
        self.to_month = Choice(look, tr("To: month"), months)
        self.from_year = Line(look, tr("From: year"), placeholder=tr("year"), width=90)
        self.to_year = Line(look, tr("To: year"), placeholder=tr("year"), width=90)
        line = row(self, gap=8)
        to = Label(look, tr("to"), "second", tone="muted")
        for part in (self.from_month, self.from_year, to, self.to_month, self.to_year):
            line.addWidget(part)
        line.addStretch(1)
        for choice in (self.from_month, self.to_month):
            choice.activated.connect(self.settle)
        for year in (self.from_year, self.to_year):
            year.textEdited.connect(self.typed)
            year.committed.connect(self.settle)
        self._written = ""

    def show_period(self, written: str, *, keep_words: bool) -> None:
        """Show what is recorded; what is no period stands in the first year as it was written."""
        self._written = written
        if keep_words:
            return
        found = read_period(written)
        start, _, end = written.partition("/") if found else (written, "", "")
        for text, month, year in (
            (start, self.from_month, self.from_year),
            (end, self.to_month, self.to_year),
        ):
            said = text.partition("-") if found else (text, "", "")
            year.show_text(said[0])
            month.show_value(said[2])

    def written(self) -> str:
        """What stands in the fields, as the journal keeps it."""
        start = _point(self.from_year.text(), self.from_month.value())
        end = _point(self.to_year.text(), self.to_month.value())
        return f"{start}/{end}" if end and end != start else start

    def settle(self) -> None:
        """Take what stands in the fields; a month waits for its year."""
        written = self.written()
        if written != self._written:
            self.given.emit(written)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        for part in (self.from_month, self.to_month, self.from_year, self.to_year):
            part.setEnabled(not read_only)


def _point(year: str, month: str) -> str:
    year = year.strip()
    return f"{year}-{month}" if year and month else year
