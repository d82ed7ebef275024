"""Overview: the profile of the Standards with the heat map, headings, largest gaps, and why."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from fosdesk.base.files import safe_name
from fosdesk.base.language import Texts
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services.overview import (
    GapRow,
    HeadingRow,
    Overview,
    StandardRow,
    level_text,
    profile_chart,
)
from fosdesk.services.why import why
from fosdesk.ui.charts.headings import HeadingBar, HeadingBars
from fosdesk.ui.charts.picture import picture_of, save_picture
from fosdesk.ui.charts.profile import LOW, ProfileLine, ProfileView
from fosdesk.ui.charts.profile_head import ProfileHead
from fosdesk.ui.charts.table import (
    BEFORE_DIMENSIONS,
    ChartTable,
    heading_cells,
    heading_heads,
    profile_cells,
    profile_heads,
)
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.pages.why import fill_why
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import Panel, column, reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard, empty_state
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work

MOST_GAPS = 5
TWO_COLUMNS = 820


class OverviewPage(ScrollPage):
    """One table with shared rows; below it headings and gaps. Every figure opens the same panel."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(
            desk,
            tr("Overview"),
            tr("Profile by Standard. There is no national total: read each Standard with its coverage."),
        )
        self._by_gap, self._as_table, self._all_gaps = True, False, False
        self.by_gap = Button(self.look, tr("By gap"))
        self.by_order = Button(self.look, tr("Framework order"))
        self.as_table = Button(self.look, tr("As table"), "table", Variant.OUTLINED)
        self.export = Button(self.look, tr("Export picture"), "image-down", Variant.OUTLINED)
        for button in (self.by_gap, self.by_order, self.as_table, self.export):
            self.head_actions.addWidget(button)
        self.by_gap.clicked.connect(lambda: self._order(by_gap=True))
        self.by_order.clicked.connect(lambda: self._order(by_gap=False))
        self.as_table.clicked.connect(self._toggle_table)
        self.export.clicked.connect(self._export)
        self.work = Work(desk)
        self.column.addWidget(self.work)
        self._make_empty()
        self._make_profile()
        self._make_below()
        self.column.addStretch(1)

    def enter(self, place: Place) -> None:
        """Show the profile."""
        self._all_gaps = self._all_gaps or place.section == "gaps"
        self.refresh()
        if place.section == "gaps":
            self.area.ensureWidgetVisible(self.gaps, 0, 60)
            self.gaps.setFocus()

    def changed(self, changes: ChangeSet) -> None:
        """Compute anew."""
        self.refresh()

    def refresh(self) -> None:
        """Show the profile as it stands now."""
        found = self.desk.follows.overview()
        self._show_profile(found)
        self._show_headings(found)
        self._show_gaps(found)
        reveal(self.empty, all(not row.score.rated_weight for row in found.framework))
        for button, on in ((self.by_gap, self._by_gap), (self.by_order, not self._by_gap)):
            button.set_variant(Variant.CONTENT if on else Variant.OUTLINED)
        self.as_table.set_variant(Variant.CONTENT if self._as_table else Variant.OUTLINED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Headings and gaps side by side where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= TWO_COLUMNS * min(self.look.factor, 1.4)
        self._below.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    # --- making

    def _make_empty(self) -> None:
        tr = self.look.tr
        begin = Button(self.look, tr("Begin with the first Standard"), "arrow-right", Variant.PRIMARY)
        begin.clicked.connect(self._begin)
        self.empty = SectionCard(self.look, tr("Nothing is rated yet"))
        self.empty.column.addWidget(
            empty_state(
                self.look,
                tr(
                    "Once criteria are rated, each Standard shows its level, its target, the gap "
                    "and how much of it is known."
                ),
                begin,
            )
        )
        self.column.addWidget(self.empty)

    def _make_profile(self) -> None:
        tr = self.look.tr
        card = Panel(self.look)
        body = column(card, gap=4, margins=(16, 10, 16, 10))
        self.profile = ProfileView(self.look, tr("Profile by Standard"))
        self.head = ProfileHead(self.look, self.profile)
        self.table = ChartTable(self.look, tr("Profile by Standard, as a table"))
        self.profile.opened.connect(self._open)
        self.profile.asked.connect(self._why)
        self.table.chosen.connect(self._choose_cell)
        for part in (self.head, self.profile, self.table):
            body.addWidget(part)
        self.column.addWidget(card)

    def _make_below(self) -> None:
        tr = self.look.tr
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(12)
        headings = SectionCard(self.look, tr("By heading"))
        headings.head.addWidget(Label(self.look, tr("Score, coverage"), "caption", tone="muted"))
        self.headings = HeadingBars(self.look, tr("By heading"))
        self.headings.opened.connect(lambda bar: self._why(bar.id))
        self.heading_table = ChartTable(self.look, tr("By heading, as a table"))
        self.heading_table.chosen.connect(
            lambda at, _: self._why(self.desk.follows.overview().headings[at].score.id)
        )
        headings.column.addWidget(self.headings)
        headings.column.addWidget(self.heading_table)
        headings.column.addStretch(1)
        gaps = SectionCard(self.look, tr("Largest gaps"), tr("All"))
        gaps.link.clicked.connect(self._show_all_gaps)
        self._gap_card = gaps
        self.gaps = RowList(self.look, tr("Largest gaps"), lead=84)
        self.gaps.opened.connect(self._why)
        gaps.column.addWidget(self.gaps)
        gaps.column.addStretch(1)
        self._below.addWidget(headings, 1)
        self._below.addWidget(gaps, 1)
        self.column.addLayout(self._below)

    # --- showing

    def _show_profile(self, found: Overview) -> None:
        tr = self.look.tr
        rows = found.ranked if self._by_gap else found.framework
        chart = profile_chart(rows, tr)
        lines = [
            ProfileLine(row, drawn, tr("Coverage {share}", share=tr.percent(row.score.coverage)))
            for row, drawn in zip(rows, chart.rows, strict=True)
        ]
        self.profile.show_lines(lines, found.dimensions)
        self.head.update()
        self.table.show_table(
            profile_heads(found.dimensions, tr), [profile_cells(line, found.dimensions, tr) for line in lines]
        )
        reveal(self.head, not self._as_table)
        reveal(self.profile, not self._as_table)
        reveal(self.table, self._as_table)

    def _show_headings(self, found: Overview) -> None:
        tr = self.look.tr
        self.headings.show_bars([_bar(row, tr) for row in found.headings])
        self.heading_table.show_table(heading_heads(tr), [heading_cells(row, tr) for row in found.headings])
        reveal(self.headings, not self._as_table)
        reveal(self.heading_table, self._as_table)

    def _show_gaps(self, found: Overview) -> None:
        tr = self.look.tr
        below = [row for row in found.gaps if row.gap.gap > 0]
        shown = below if self._all_gaps else below[:MOST_GAPS]
        self.gaps.show_rows([_gap_row(row, tr) for row in shown])
        reveal(self._gap_card, bool(below))
        self._gap_card.link.show_text(tr.n("All {n} below target", "All {n} below target", len(below)))
        reveal(self._gap_card.link, len(below) > len(shown))

    # --- acting

    def _order(self, *, by_gap: bool) -> None:
        self._by_gap = by_gap
        self.refresh()

    def _toggle_table(self) -> None:
        self._as_table = not self._as_table
        self.refresh()

    def _show_all_gaps(self) -> None:
        self._all_gaps = True
        self.refresh()

    def _choose_cell(self, at: int, column: int) -> None:
        """In the table a name goes to the Standard, any figure says why."""
        line = self.profile.lines()[at]
        if not column:
            self._open(line.standard)
            return
        subject = self.profile.subject(line, max(0, column - BEFORE_DIMENSIONS + 1))
        if subject:
            self._why(subject)

    def _export(self) -> None:
        """Write the profile as a picture, as it is shown."""
        tr, facts = self.look.tr, self.desk.here.facts
        name = safe_name(tr("Profile {country}", country=facts.country or "–")) + ".png"
        path = self.desk.dialogs.save_file(self, tr("Export picture"), name)
        if path is None:
            return
        shown = [self.table] if self._as_table else [self.head, self.profile]
        title = tr("Profile by Standard, {country}", country=facts.country or "–")
        said = [tr("TRAINING")] if facts.training else []
        said += [
            tr("{edition} edition", edition=facts.edition),
            tr("code {code}", code=self.desk.here.snapshot.code),
        ]
        said.append(tr("no national total: read each Standard with its coverage"))
        picture = picture_of(shown, title, " · ".join(said), self.look)
        self.work.run(
            tr("Writing the picture…"),
            lambda _: save_picture(picture, path),
            lambda _: self.desk.toast(tr("The picture is written: {name}", name=path.name)),
        )

    def _open(self, row: StandardRow) -> None:
        self.desk.go(Place("question", row.section))

    def _begin(self) -> None:
        first = next((row.section for row in self.desk.follows.overview().framework if row.section), "")
        self.desk.go(Place("question", first))

    def _why(self, subject: str) -> None:
        fill_why(self.desk.sheet, why(self.desk.here, subject, self.look.tr), self.desk.here, self.look.tr)
        self.desk.open_sheet()


def _bar(row: HeadingRow, tr: Texts) -> HeadingBar:
    score = row.score
    share = tr.percent(score.coverage)
    return HeadingBar(
        score.id,
        row.id,
        row.title,
        score.value,
        level_text(score.value, tr),
        share,
        float(score.coverage) < LOW,
    )


def _gap_row(row: GapRow, tr: Texts) -> RowItem:
    lead = Mark("step", tr.number(row.gap.target), level=row.gap.level)
    title = f"{row.item.code}  {row.item.short or row.item.label}"
    return RowItem(title, row.reason, lead, Mark("text", tr("Why?"), "accent"), row.item.id, elided=True)
