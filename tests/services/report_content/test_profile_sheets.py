"""The tables behind the charts, and what the cover says about self-assessed and validated levels."""

from datetime import UTC, datetime

from fosdesk.base.language import Texts
from fosdesk.forms.pack import ItemType
from fosdesk.model.answers import Value, to_cell
from fosdesk.model.report import Bars, PageHead, Table
from fosdesk.model.snapshot import Edit
from fosdesk.model.table import CellKind
from fosdesk.services import answering
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.overview import headings_chart, profile_chart
from fosdesk.services.report_content.front import validation_sentence
from fosdesk.services.report_content.material import Material, gather
from fosdesk.services.report_content.profile_sheets import (
    dimensions_sheet,
    headings_sheet,
    overview_sheet,
)
from fosdesk.services.report_content.standards import standards_part

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def material(a: OpenAssessment, tr: Texts) -> Material:
    return gather(a.view, a.bank, tr, "national", NOW)


def rate(a: OpenAssessment, standard: str, count: int, facet: str = "value", level: int = 2) -> None:
    """Give the first criteria of a Standard a level."""
    items = [item for item in a.bank.items.values()
             if item.standard == standard and item.type is ItemType.LEVEL]  # fmt: skip
    cell = to_cell(Value(level))
    edits = [Edit(item.id, facet, cell, a.snapshot.heads(item.id, facet)) for item in items[:count]]
    answering.record(a, edits).result()


def test_the_native_charts_show_the_rows_of_the_chart_model(sample: OpenAssessment, tr: Texts) -> None:
    """Same order, same figures, and the ranges cover exactly the rows with a score."""
    m = material(sample, tr)
    charts = {
        overview_sheet(m, ""): profile_chart(m.profile.ranked, tr).rows,
        headings_sheet(m, ""): headings_chart(m.profile.headings, tr).rows,
    }
    for sheet, rows in charts.items():
        assert sheet.chart is not None
        keys = [column.key for column in sheet.columns]
        assert {sheet.chart.label, *(series.column for series in sheet.chart.series)} <= set(keys)
        scored = sheet.rows[: sheet.chart.rows]
        for cells, drawn in zip(scored, rows, strict=True):
            shown = dict(zip(keys, cells, strict=True))
            value = drawn.now if hasattr(drawn, "now") else drawn.value
            assert float(shown["level"].value) == value  # type: ignore[arg-type]
            assert float(shown["target"].value) == drawn.target  # type: ignore[arg-type]
            assert shown["title"].text in drawn.label


def test_too_low_a_coverage_is_a_warning_and_stands_last(a: OpenAssessment, tr: Texts) -> None:
    rate(a, "RISK", 2)
    rate(a, "FRAUD", 8)
    m = material(a, tr)
    sheet = overview_sheet(m, "")
    assert sheet.chart is not None
    assert sheet.chart.rows == 1
    low = sheet.rows[-1]
    assert low[0].text == "RISK"
    assert [cell.text for cell in low if cell.warning] == ["2 of 8", "No score: coverage below half"]
    assert low[2].kind is CellKind.MISSING
    heat = dimensions_sheet(m, "").rows[-1]
    assert heat[-1].warning
    assert not any(cell.warning for row in sheet.rows[:-1] for cell in row)


def test_the_cover_tells_self_assessed_from_validated(a: OpenAssessment, tr: Texts) -> None:
    rate(a, "RISK", 4)
    assert validation_sentence(material(a, tr)) == (
        "Self-assessed; no level has been examined by a reviewer yet"
    )
    rate(a, "RISK", 3, "validated")
    rate(a, "RISK", 1, "validated", level=1)
    assert validation_sentence(material(a, tr)) == (
        "Self-assessed; 3 of 4 levels examined by a reviewer: 2 confirmed, 1 changed"
    )
    rate(a, "FRAUD", 2, "validated")  # examined, but the team itself rated nothing
    assert "3 of 4 levels" in validation_sentence(material(a, tr))


def test_the_standards_begin_with_bars_and_the_heat_map(sample: OpenAssessment, tr: Texts) -> None:
    m = material(sample, tr)
    blocks = standards_part(m).blocks
    first_page = blocks[: next(at for at, block in enumerate(blocks) if isinstance(block, PageHead))]
    bars = next(block for block in first_page if isinstance(block, Bars))
    heat = next(block for block in first_page if isinstance(block, Table))
    assert len(bars.chart.rows) == 8
    assert [row[0].text for row in heat.rows] == [row.short for row in m.profile.ranked]
    for row, cells in zip(m.profile.ranked, heat.rows, strict=True):
        for (code, _), cell in zip(m.profile.dimensions, cells[1:-1], strict=True):
            score = row.asked(code)
            assert (cell.text == "") is (score is None)
            assert (cell.value is not None) is (score is not None and score.value is not None)
