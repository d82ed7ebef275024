"""Indicators and business needs in documents: values, reasons, classes; never a total."""

from datetime import UTC, datetime

from fosdesk.base.language import english
from fosdesk.model.report import ReportModel, Sheet, Table
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.report_content.material import gather
from fosdesk.services.report_content.report import assessment_report

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def made(
    sample: OpenAssessment, readers: str = "national", without: frozenset[str] = frozenset()
) -> ReportModel:
    return assessment_report(gather(sample.view, sample.bank, english(), readers, NOW, without))


def sheet_of(report: ReportModel, title: str) -> Sheet:
    return next(sheet for sheet in report.sheets if sheet.title == title)


def by_code(report: ReportModel) -> dict[str, dict[str, str]]:
    sheet = sheet_of(report, "Indicators")
    names = [column.key for column in sheet.columns]
    rows = ({name: cell.text for name, cell in zip(names, row, strict=True)} for row in sheet.rows)
    return {row["code"]: row for row in rows}


def test_a_value_has_year_and_method_or_a_reason(sample: OpenAssessment) -> None:
    found = by_code(made(sample))
    assert len(found) == 84
    filed = found["AED-LEGAL-K3"]
    assert (filed["value"], filed["year"]) == ("94.0%", "2025")
    assert filed["method"].startswith("Inbound consignments with advance data lodged in time")
    assert found["SIMPLIFIED-K2"]["value"] == "–"
    assert "hour of arrival" in found["SIMPLIFIED-K2"]["reason"]
    assert "Head of International Relations" in found["INTLCOOP-K2"]["reason"]
    for code, row in found.items():
        assert (row["value"] == "–") != (row["reason"] == "–"), code


def test_the_report_lists_the_indicators_of_each_standard(sample: OpenAssessment) -> None:
    part = next(part for part in made(sample).parts if part.id == "kpis")
    tables = [block for block in part.blocks if isinstance(block, Table)]
    computed = [table for table in tables if table.columns[-1].key == "reason"]
    assert len(computed) == 16
    assert sum(len(table.rows) for table in computed) == 84
    recorded = [row[1].text for table in tables if table not in computed for row in table.rows]
    assert "902,400 consignments a year" in recorded
    assert not any(
        "total" in cell.text.casefold() for table in tables for row in table.rows for cell in row[:2]
    )


def test_needs_and_groups_of_data_are_printed_with_their_matrices(sample: OpenAssessment) -> None:
    report = made(sample)
    printed = {
        part.id: [
            cell.text
            for block in part.blocks
            if isinstance(block, Table)
            for row in block.rows
            for cell in row
        ]
        for part in report.parts
        if part.id in ("needs", "environment")
    }
    assert "Simplified export declaration" in printed["needs"]
    assert "Rural firms" in printed["needs"]
    assert "Notice 7/2023, data table 1" in printed["environment"]
    lines = [row[2].text for row in sheet_of(report, "Business needs").rows]
    assert "Cost of delivery: Firms" in lines


def test_a_wider_class_sees_no_indicator_of_a_narrower_one(sample: OpenAssessment) -> None:
    shared = by_code(made(sample, "wco"))
    assert shared["AED-LEGAL-K3"]["value"] == "94.0%"
    assert "FRAUD-K2b" not in shared
    assert shared["RISK-K1"]["value"] == "–"


def test_both_parts_can_be_left_out(sample: OpenAssessment) -> None:
    report = made(sample, without=frozenset({"needs", "kpis"}))
    assert not {"needs", "kpis"} & {part.id for part in report.parts}
    assert not {"Business needs", "Indicators"} & {sheet.title for sheet in report.sheets}
