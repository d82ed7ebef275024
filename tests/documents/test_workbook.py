"""The workbook as a whole: what a spreadsheet finds in it, and what happens when the writing fails."""

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from fosdesk.base.errors import Cancelled, UserError
from fosdesk.base.progress import SilentProgress
from fosdesk.documents.workbook import write_workbook
from fosdesk.model.chart import PRINT
from fosdesk.model.report import Sheet
from fosdesk.model.table import CellKind, Column, date_cell, number_cell, text_cell


@pytest.fixture
def written(english, tmp_path):
    path = tmp_path / "report.xlsx"
    assert write_workbook(english, path, SilentProgress()) == 3
    return path


def open_(path, **how):
    return load_workbook(path, **how)


def test_sheets_stand_in_order_with_head_and_data(english, written):
    workbook = open_(written)
    assert workbook.sheetnames == ["Cover", "Overview", "AED-LEGAL"]
    overview = workbook["Overview"]
    assert overview["A1"].value == "Republic of Norland: overview"
    assert overview["A1"].font.sz == 16
    assert overview["I1"].value == "TRAINING"
    assert overview["I1"].font.color.rgb == "00" + PRINT["rust"]
    assert overview["A3"].value == english.sheets[0].how_to_read
    assert [cell.value for cell in overview[5]] == [column.head for column in english.sheets[0].columns]
    assert overview["A6"].value == "MEASUREMENT"
    assert overview["A17"].value == english.sheets[0].notes[0]


def test_every_cell_of_the_model_is_there_with_its_type(english, written):
    workbook = open_(written, data_only=True)
    for sheet in english.sheets:
        for row, cells in enumerate(sheet.rows, start=6):
            for column, cell in enumerate(cells, start=1):
                found = workbook[sheet.name].cell(row, column).value
                if cell.value is None:
                    assert found == cell.text
                elif isinstance(cell.value, date):
                    assert isinstance(found, datetime)
                    assert found.date() == cell.value
                else:
                    assert found == pytest.approx(float(cell.value), abs=1e-12)


def test_gap_and_coverage_are_formulas_with_stored_results(written):
    formulas, results = open_(written), open_(written, data_only=True)
    assert formulas["Overview"]["E6"].value == '=IF(COUNT(D6,C6)=2,D6-C6,"–")'
    assert results["Overview"]["E6"].value == pytest.approx(2.2)
    assert formulas["Overview"]["H6"].value == '=IF(COUNT(F6,G6)=2,F6/G6,"–")'
    assert results["Overview"]["H6"].value == 0.75
    assert results["Overview"]["E15"].value == "–"
    assert formulas["Overview"]["E15"].value.startswith("=IF(COUNT")
    assert results["AED-LEGAL"]["G9"].value == "–"


def test_a_formula_that_would_say_something_else_is_not_written(english, tmp_path):
    """The gap of a Standard rests on the rated criteria only: then it is a value, as printed."""
    sheet = english.sheets[0]
    rows = tuple((*row[:4], number_cell(Decimal("9.5"), "9.5"), *row[5:]) for row in sheet.rows)
    path = tmp_path / "w.xlsx"
    write_workbook(replace(english, sheets=(replace(sheet, rows=rows),)), path, SilentProgress())
    assert open_(path)["Overview"]["E6"].value == 9.5


def test_numbers_carry_their_formats(written):
    workbook = open_(written)
    overview, standard = workbook["Overview"], workbook["AED-LEGAL"]
    assert overview["C6"].number_format == "0.0"
    assert overview["F6"].number_format == "0"
    assert overview["H6"].number_format == "0%"
    assert standard["D6"].number_format == "0"
    assert standard["I6"].number_format == "#,##0.00"
    assert standard["J6"].number_format == "d mmm yyyy"
    assert overview["I6"].font.color.rgb == "00" + PRINT["ink"]
    assert overview["I15"].font.color.rgb == "00" + PRINT["rust"]


def test_years_are_not_grouped(english, tmp_path):
    columns = (Column("year", "Year", CellKind.NUMBER, 8),)
    sheet = Sheet("Years", "Years", columns, ((number_cell(2025, "2025"),),))
    path = tmp_path / "w.xlsx"
    write_workbook(replace(english, sheets=(sheet,)), path, SilentProgress())
    assert open_(path)["Years"]["A6"].number_format == "0"


def test_numbers_that_a_spreadsheet_would_change_stand_as_text(english, tmp_path):
    columns = (Column("n", "N", CellKind.NUMBER, 20), Column("d", "D", CellKind.DATE, 12))
    rows = (
        (number_cell(1234567890123456789, "1,234,567,890,123,456,789"), date_cell(date(1850, 1, 2), "1850")),
        (number_cell(Decimal("1E400"), "1E400"), date_cell(date(1999, 1, 2), "1999")),
        (number_cell(Decimal("0.1"), "0.1"), text_cell("–")),
    )
    path = tmp_path / "w.xlsx"
    write_workbook(replace(english, sheets=(Sheet("N", "N", columns, rows),)), path, SilentProgress())
    sheet = open_(path)["N"]
    assert [sheet["A6"].value, sheet["A7"].value] == ["1,234,567,890,123,456,789", "1E400"]
    assert sheet["A8"].value == 0.1
    assert sheet["B6"].value == "1850"
    assert sheet["B7"].value.date() == date(1999, 1, 2)


def test_freeze_filter_print_and_protection(written):
    workbook = open_(written)
    for name, orientation in (("Overview", "portrait"), ("AED-LEGAL", "landscape")):
        sheet = workbook[name]
        assert sheet.freeze_panes == "C6"
        assert sheet.print_title_rows == "$1:$5"
        assert sheet.page_setup.orientation == orientation
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not sheet.sheet_view.showGridLines
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert sheet.oddHeader.left.text == "Republic of Norland · TRAINING"
        assert sheet.oddFooter.left.text == "NATIONAL CONFIDENTIAL"
        assert sheet.oddFooter.right.text == "&P / &N"
    assert workbook["Overview"].auto_filter.ref == "A5:I16"
    assert workbook["AED-LEGAL"].auto_filter.ref is None
    assert workbook["Overview"].column_dimensions["B"].width == 39


def test_only_input_cells_are_open_and_offer_their_list(written):
    sheet = open_(written)["AED-LEGAL"]
    assert not sheet["D6"].protection.locked
    assert sheet["B6"].protection.locked
    assert sheet["D6"].border.left.color.rgb == "00" + PRINT["level3"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {"D6:D12": '"0,1,2,3,4,?,n/a"', "E6:E12": '"0,1,2,3,4"'}


def test_level_cells_take_the_ramp_by_rule(written):
    rules = {
        (str(cells.sqref), rule.formula[0]): rule.dxf.fill.bgColor.rgb
        for cells in open_(written)["AED-LEGAL"].conditional_formatting
        for rule in cells.rules
    }
    assert rules["D6:D12", "2"] == "00" + PRINT["level2"]
    assert rules["H6:H12", "4"] == "00" + PRINT["level4"]
    assert ("D6:D12", "0") not in rules  # a blank cell equals zero: it must not look like one


def test_the_chart_is_native_shows_only_scored_rows_and_keeps_its_scale(written):
    with ZipFile(written) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 1
        chart = archive.read(charts[0]).decode()
    assert "'Overview'!$B$6:$B$14" in chart
    assert "'Overview'!$C$6:$C$14" in chart
    assert "'Overview'!$D$6:$D$14" in chart
    assert re.search(r'<(c:)?max val="4(\.0)?" ?/>', chart)
    assert re.search(r'<(c:)?min val="0(\.0)?" ?/>', chart)
    assert chart.count('delete val="0"') == 2
    assert PRINT["accent"] in chart
    assert 'orientation val="maxMin"' in chart


def test_the_cover_leads_to_every_sheet(english, written):
    cover = open_(written)["Cover"]
    texts = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value is not None]
    for label, text in english.facts.cover:
        assert label in texts
        assert text in texts
    assert english.facts.statement in texts
    assert "NATIONAL CONFIDENTIAL" in texts
    links = {
        cell.value: cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {"Overview": "'Overview'!A1", "AED-LEGAL": "'AED-LEGAL'!A1"}


def test_styles_are_shared(written):
    with ZipFile(written) as archive:
        formats = re.search(rb'<cellXfs count="(\d+)"', archive.read("xl/styles.xml"))
    assert formats
    assert int(formats[1]) < 60


def test_arabic_sheets_run_from_the_right(arabic, tmp_path):
    path = tmp_path / "ar.xlsx"
    write_workbook(arabic, path, SilentProgress())
    workbook = open_(path)
    assert workbook.sheetnames == ["الغلاف", "نظرة عامة"]
    sheet = workbook["نظرة عامة"]
    assert sheet.sheet_view.rightToLeft
    assert sheet["B6"].alignment.horizontal == "right"
    assert sheet["C6"].alignment.horizontal == "left"
    assert sheet.oddHeader.right.text == "جمهورية نورلاند · تدريب"


class CancelAtOnce:
    def report(self, done: int, total: int, text: str = "") -> None:
        raise Cancelled


def test_cancelling_leaves_the_old_file_and_nothing_else(english, tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"last year")
    with pytest.raises(Cancelled):
        write_workbook(english, path, CancelAtOnce())
    assert path.read_bytes() == b"last year"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_is_a_sentence(english, tmp_path):
    with pytest.raises(UserError) as caught:
        write_workbook(english, tmp_path / "gone" / "report.xlsx", SilentProgress())
    assert caught.value.code == "file.gone"


def test_a_calculator_opens_it_and_agrees_with_the_stored_results(english, written, tmp_path, tool):
    """LibreOffice opens the workbook without repair, computes, and comes to the same cells."""
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    out = tmp_path / "lo"
    tool("soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", out, written)
    ours, theirs = open_(written, data_only=True), open_(out / written.name, data_only=True)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                found = theirs[sheet.title][cell.coordinate].value
                if isinstance(cell.value, float):
                    assert found == pytest.approx(cell.value, rel=1e-12)
                else:
                    assert found == cell.value, f"{sheet.title} {cell.coordinate}"
