"""The profile as a plain table: the form that every screen reader and every copy-and-paste understands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from fosdesk.services.overview import level_text
from fosdesk.ui.charts.profile import ProfileLine
from fosdesk.ui.text import shown
from fosdesk.ui.theme.look import Look


class ProfileTable(QTableWidget):
    """Standard, level, target, gap, coverage, and one column for each dimension."""

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

    def show_lines(self, lines: Sequence[ProfileLine], dimensions: Sequence[tuple[str, str]]) -> None:
        """Fill the table."""
        tr = self.look.tr
        heads = [
            tr("Standard"),
            tr("Level"),
            tr("Target"),
            tr("Gap"),
            tr("Coverage"),
            *(name for _, name in dimensions),
        ]
        self.setColumnCount(len(heads))
        self.setRowCount(len(lines))
        self.setHorizontalHeaderLabels([shown(head, self.look.rtl) for head in heads])
        for at, line in enumerate(lines):
            for column, text in enumerate(self._cells(line, dimensions)):
                item = QTableWidgetItem(shown(text, self.look.rtl))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(at, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(at) for at in range(self.rowCount()))
        self.setFixedHeight(rows + header.sizeHint().height() + 16)

    def _cells(self, line: ProfileLine, dimensions: Sequence[tuple[str, str]]) -> list[str]:
        tr, row, chart = self.look.tr, line.standard, line.chart
        name = f"{row.number}  {row.title}" if row.number else row.title
        cells = [
            name,
            chart.note or chart.now_text,
            chart.target_text,
            chart.gap_text,
            tr.percent(row.score.coverage),
        ]
        for code, _ in dimensions:
            score = row.dimensions.get(code)
            empty = score is None or score.status == "not_applicable"
            cells.append(
                "" if score is None or empty else "?" if score.value is None else level_text(score.value, tr)
            )
        return cells
