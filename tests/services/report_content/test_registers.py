"""Registers in documents: every cell of every row is printed, for those who may read it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fosdesk.base.language import english
from fosdesk.model.answers import Value
from fosdesk.model.report import Part, Sheet, Table
from fosdesk.model.table import TableCell
from fosdesk.services import registers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.report_content.material import gather
from fosdesk.services.report_content.report import assessment_report

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
Made = Callable[..., tuple[Sheet | None, Part | None]]


@pytest.fixture
def made(sample: OpenAssessment) -> Made:
    """Compose the report for a class; the sheet and the annex of the stakeholders, where there are any."""

    def compose(readers: str = "national", without: frozenset[str] = frozenset()):
        m = gather(sample.view, sample.bank, english(), readers, NOW, without)
        report = assessment_report(m)
        sheet = next((one for one in report.sheets if one.title == "Stakeholders"), None)
        part = next((one for one in report.parts if one.id == "registers:stakeholder_register"), None)
        return sheet, part

    return compose


def words(cell: TableCell) -> str:
    return " ".join(str(part) for part in (cell.text, getattr(cell, "note", "")))


def test_every_cell_is_in_the_sheet_and_in_the_annex(sample: OpenAssessment, made: Made) -> None:
    table = registers.table(sample, "stakeholder_register")
    marks = {}
    for column in ("name", "role", "contact", "data_held", "notes"):
        marks[column] = f"Marker {column} zyx"
        seen = sample.snapshot.heads("stakeholders:tax", column)
        registers.set_cell(sample, table, "stakeholders:tax", column, Value(marks[column]), seen).result()
    sheet, part = made()
    assert sheet is not None
    assert part is not None
    assert len(sheet.rows) == 16
    assert len(sheet.columns) == len(table.columns)
    printed = " ".join(words(cell) for row in sheet.rows for cell in row)
    body = next(block for block in part.blocks if isinstance(block, Table))
    told = " ".join(words(cell) for row in body.rows for cell in row)
    for mark in (*marks.values(), "Tax authority", "14\u00a0January 2026"):
        assert mark in printed
        assert mark in told


def test_a_wider_class_sees_no_register(made: Made) -> None:
    assert made("wco") == (None, None)
    assert made("public") == (None, None)


def test_registers_can_be_left_out(made: Made) -> None:
    assert made(without=frozenset({"registers"})) == (None, None)


def test_a_removed_row_is_not_printed(sample: OpenAssessment, made: Made) -> None:
    table = registers.table(sample, "stakeholder_register")
    registers.remove_row(sample, table, "stakeholders:tax").result()
    sheet, _ = made()
    assert sheet is not None
    assert len(sheet.rows) == 15


def test_an_empty_register_makes_no_page(sample: OpenAssessment, made: Made) -> None:
    table = registers.table(sample, "stakeholder_register")
    for row in sample.form.rows[table.id]:
        registers.remove_row(sample, table, row).result()
    assert made() == (None, None)
