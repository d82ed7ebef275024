"""The Standards at a glance: bars by heading and the heat map, before the pages of the Standards."""

from fosdesk.analysis.scores import Score
from fosdesk.model.report import Bars, Block, Opening, Table
from fosdesk.model.table import (
    CellKind,
    Column,
    Row,
    TableCell,
    coverage_cell,
    mean_cell,
    text_cell,
    unknown_cell,
)
from fosdesk.services.overview import StandardRow, counted_text, headings_chart, level_text, too_low
from fosdesk.services.report_content.material import Material

NOTHING = TableCell(CellKind.MISSING, "")
"""Where a Standard asks nothing in a dimension, nothing stands."""


def glance_blocks(m: Material) -> tuple[Block, ...]:
    """Figure 2, level by heading; table 1, level by Standard and dimension, in the order of figure 1."""
    tr = m.tr
    return (
        Opening(
            tr(
                "Each heading is computed from its own criteria, never as a mean of Standards. "
                "The table reads across: where a Standard is weak, it shows in what."
            )
        ),
        Bars(
            headings_chart(m.profile.headings, tr),
            label=tr("Figure 2."),
            caption=tr("Level now by heading of the Framework, with its target as an outline"),
            source=tr("Source: working criteria of FOSDesk, not WCO text. Levels are self-assessed."),
        ),
        Table(
            heat_columns(m),
            tuple(heat_row(m, row) for row in m.profile.ranked),
            label=tr("Table 1."),
            caption=tr("Level now by Standard and dimension, largest gap first"),
            source=tr(
                "Mean level of the rated criteria of each dimension, on the colour of the nearest level. "
                "“?” means that less than half is rated; an empty place that the Standard asks nothing there."
            ),
        ),
    )


def heat_columns(m: Material) -> tuple[Column, ...]:
    """Standard, one column for each dimension, coverage."""
    tr = m.tr
    return (
        Column("title", tr("Standard"), width=39, strong=True),
        *(
            Column(f"d_{code}", name, CellKind.LEVEL, width=max(9, len(name) + 2), decimals=1)
            for code, name in m.profile.dimensions
        ),
        Column("coverage", tr("Coverage"), CellKind.COVERAGE, width=11),
    )


def heat_row(m: Material, row: StandardRow) -> Row:
    """One Standard of the heat map."""
    return (
        text_cell(f"{row.number} {row.short}".strip()),
        *(heat_cell(m, row.asked(code)) for code, _ in m.profile.dimensions),
        coverage_cell(row.score.coverage, counted_text(row.score, m.tr), warning=too_low(row.score)),
    )


def heat_cell(m: Material, score: Score | None) -> TableCell:
    """The mean of a dimension; "?" where too little is rated, nothing where nothing is asked."""
    if score is None:
        return NOTHING
    return unknown_cell() if score.value is None else mean_cell(score.value, level_text(score.value, m.tr))
