"""The sheets behind the charts: profile of the Standards, bars by heading, heat map by dimension."""

from decimal import Decimal

from fosdesk.analysis.scores import Score
from fosdesk.model.report import ChartSeries, Sheet, SheetChart
from fosdesk.model.table import (
    MISSING,
    CellKind,
    Column,
    Row,
    TableCell,
    coverage_cell,
    number_cell,
    text_cell,
)
from fosdesk.services.editions import other_edition
from fosdesk.services.overview import (
    HeadingRow,
    StandardRow,
    counted_text,
    level_text,
    no_score_text,
    too_low,
)
from fosdesk.services.report_content.glance import heat_columns, heat_row
from fosdesk.services.report_content.material import Material

LEVEL_AND_TARGET = (ChartSeries("level"), ChartSeries("target", outline=True))


def overview_sheet(m: Material, facts: str) -> Sheet:
    """Profile of the Standards with a native chart; no national total."""
    tr = m.tr
    rows = m.profile.ranked
    scored = sum(row.gap is not None for row in rows)
    columns = (
        Column("code", tr("Standard"), width=16, strong=True),
        Column("title", tr("Title"), width=39),
        *_other_column(m),
        *_figure_columns(m),
        Column("state", tr("State"), width=33),
    )
    chart = SheetChart(tr("Level now and target by Standard"), "title", LEVEL_AND_TARGET, scored)
    return Sheet(
        tr("Overview"),
        tr("Profile by Standard"),
        columns,
        tuple(_overview_row(m, row) for row in rows),
        facts=facts,
        how_to_read=tr("Largest gap first. Read each level with its coverage; there is no national total."),
        filtered=True,
        landscape=False,
        chart=chart if scored else None,
    )


def _other_column(m: Material) -> tuple[Column, ...]:
    """The column of numbers of the other edition, where they are wanted and any is confirmed."""
    if not m.other_numbers:
        return ()
    head = m.tr("Number in {edition}", edition=other_edition(m.view.facts, m.bank))
    return (Column("other", head, CellKind.NUMBER, width=11),)


def _other_cell(m: Material, row: StandardRow) -> Row:
    if not m.other_numbers:
        return ()
    number = m.other_numbers.get(row.code, "")
    return (number_cell(int(number), number) if number else MISSING,)


def _figure_columns(m: Material) -> tuple[Column, ...]:
    tr = m.tr
    return (
        Column("level", tr("Level"), CellKind.NUMBER, width=9, decimals=1),
        Column("target", tr("Target"), CellKind.NUMBER, width=9, decimals=1),
        Column("gap", tr("Gap"), CellKind.NUMBER, width=8, decimals=1, formula="{target}-{level}"),
        Column("rated", tr("Rated"), CellKind.NUMBER, width=9),
        Column("applicable", tr("Applicable"), CellKind.NUMBER, width=11),
        Column("coverage", tr("Coverage"), CellKind.SHARE, width=11),
    )


def _overview_row(m: Material, row: StandardRow) -> Row:
    return (
        text_cell(row.code),
        text_cell(f"{row.number} {row.title}".strip()),
        *_other_cell(m, row),
        *_figures(m, row.score, row.target),
        _state_cell(m, row),
    )


def _state_cell(m: Material, row: StandardRow) -> TableCell:
    """Why there is no score, else whether a reviewer has examined all, some or none of what was rated."""
    if row.score.value is None:
        return text_cell(no_score_text(row.score, m.tr), warning=too_low(row.score))
    examined = sum(one.state == "rated" for one in row.validated.inputs)
    rated = sum(one.state == "rated" for one in row.score.inputs)
    if not examined:
        return text_cell(m.tr("Self-assessed"))
    return text_cell(
        m.tr(
            "Self-assessed; {examined} of {rated} examined",
            examined=m.tr.number(examined),
            rated=m.tr.number(rated),
        )
    )


def _figures(m: Material, score: Score, target: Decimal | None) -> Row:
    rated = sum(one.state == "rated" for one in score.inputs)
    applicable = sum(one.state not in ("hidden", "not_applicable") for one in score.inputs)
    gap = None if score.value is None or target is None else target - score.value
    return (
        _decimal_cell(m, score.value),
        _decimal_cell(m, target),
        _decimal_cell(m, gap),
        number_cell(rated, m.tr.number(rated)),
        number_cell(applicable, m.tr.number(applicable)),
        coverage_cell(score.coverage, counted_text(score, m.tr), warning=too_low(score)),
    )


def _decimal_cell(m: Material, value: Decimal | None) -> TableCell:
    return MISSING if value is None else number_cell(value, level_text(value, m.tr))


def headings_sheet(m: Material, facts: str) -> Sheet:
    """Level, target and coverage of each heading of the Framework, with a native chart."""
    tr = m.tr
    rows = sorted(m.profile.headings, key=lambda row: row.score.value is None)
    scored = sum(row.score.value is not None for row in rows)
    columns = (
        Column("code", tr("Heading"), width=10, strong=True),
        Column("title", tr("Title"), width=39),
        *_figure_columns(m),
        Column("state", tr("Remark"), width=24),
    )
    chart = SheetChart(tr("Level now and target by heading"), "title", LEVEL_AND_TARGET, scored)
    return Sheet(
        tr("Headings"),
        tr("Level by heading of the Framework"),
        columns,
        tuple(_heading_row(m, row) for row in rows),
        facts=facts,
        how_to_read=tr("Each heading is computed from its own criteria, never as a mean of Standards."),
        filtered=True,
        landscape=False,
        chart=chart if scored else None,
    )


def _heading_row(m: Material, row: HeadingRow) -> Row:
    remark = no_score_text(row.score, m.tr)
    return (
        text_cell(row.id),
        text_cell(row.title),
        *_figures(m, row.score, row.target),
        text_cell(remark, warning=too_low(row.score)),
    )


def dimensions_sheet(m: Material, facts: str) -> Sheet:
    """The heat map: level by Standard and dimension, on the same rows as the profile."""
    tr = m.tr
    return Sheet(
        tr("Dimensions"),
        tr("Level by Standard and dimension"),
        (Column("code", tr("Code"), width=16, strong=True), *heat_columns(m)),
        tuple((text_cell(row.code), *heat_row(m, row)) for row in m.profile.ranked),
        facts=facts,
        how_to_read=tr(
            "Mean level of the rated criteria of each dimension, on the colour of the nearest level. "
            "“?” means that less than half is rated; an empty place that the Standard asks nothing there."
        ),
        filtered=True,
    )
