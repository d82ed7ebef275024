"""A chart as a plain table: the form that every screen reader and every copy-and-paste understands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from fosdesk.base.language import Texts
from fosdesk.services.overview import HeadingRow, counted_text, level_text, no_score_text
from fosdesk.ui.charts.profile import ProfileLine
from fosdesk.ui.text import shown
from fosdesk.ui.theme.look import Look

LEAST_NAME = 180
"""Width of the first column below which the table is scrolled sideways instead."""


class ChartTable(QTableWidget):
    """Names first, figures after; `chosen` tells where (row, column) Enter or a double click came."""

    chosen = Signal(int, int)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(name)
        self.setFont(look.font("second"))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setHighlightSections(False)
        self.cellDoubleClicked.connect(self.chosen)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)

    def show_table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Fill the table; the first column takes the room that is left."""
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels([shown(head, self.look.rtl) for head in heads])
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(shown(text, self.look.rtl))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(at, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        first = self.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names get more or less room, once all columns stand."""
        super().resizeEvent(event)
        self._soon.start()

    def _fit(self) -> None:
        """Give the names the room that is left, never less than they can be read in; then the heights."""
        header = self.horizontalHeader()
        if not header.count():
            return
        others = header.length() - header.sectionSize(0)
        header.resizeSection(0, max(self.viewport().width() - others, self.look.px(LEAST_NAME)))
        self.resizeRowsToContents()
        high = sum(self.rowHeight(at) for at in range(self.rowCount()))
        self.setFixedHeight(high + header.sizeHint().height() + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the cell in focus."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)


BEFORE_DIMENSIONS = 5
"""Standard, level, target, gap, coverage; then one column for each dimension."""


def profile_heads(dimensions: Sequence[tuple[str, str]], tr: Texts) -> list[str]:
    """The heads of the profile as a table."""
    first = [tr("Standard"), tr("Level"), tr("Target"), tr("Gap"), tr("Coverage")]
    return first + [name for _, name in dimensions]


def profile_cells(line: ProfileLine, dimensions: Sequence[tuple[str, str]], tr: Texts) -> list[str]:
    """One row of the profile as a table; nothing stands where a Standard asks nothing."""
    row, chart = line.standard, line.chart
    name = f"{row.number}  {row.title}" if row.number else row.title
    share = tr.percent(row.score.coverage)
    cells = [name, chart.note or chart.now_text, chart.target_text, chart.gap_text, share]
    for code, _ in dimensions:
        score = line.standard.asked(code)
        cells.append("" if score is None else "?" if score.value is None else level_text(score.value, tr))
    return cells


def heading_heads(tr: Texts) -> list[str]:
    """The heads of the bars by heading as a table."""
    return [tr("Heading"), tr("Level"), tr("Target"), tr("Rated"), tr("Coverage")]


def heading_cells(row: HeadingRow, tr: Texts) -> list[str]:
    """One heading as a row of a table."""
    return [
        f"{row.id}  {row.title}",
        no_score_text(row.score, tr) or level_text(row.score.value, tr),
        level_text(row.target, tr),
        counted_text(row.score, tr),
        tr.percent(row.score.coverage),
    ]
