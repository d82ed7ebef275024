"""The check of a workbook finds a cell that differs, a sheet that is missing, a formula too many."""

import re
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.progress import SilentProgress
from fosdesk.documents import workbook as workbook_module
from fosdesk.documents.workbook import write_workbook
from fosdesk.documents.workbook_check import check_workbook


@pytest.fixture
def report(english, tmp_path, monkeypatch):
    """A workbook and what was written into it, as the writer hands it to the check."""
    seen = []

    def check(path, written):
        seen.append(written)
        check_workbook(path, written)

    monkeypatch.setattr(workbook_module, "check_workbook", check)
    path = tmp_path / "report.xlsx"
    write_workbook(english, path, SilentProgress())
    return path, seen[0]


def altered(path, part: str, old: str, new: str) -> None:
    """Replace a text, found once or more, in one part of the zip."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert re.search(old, text)
    parts[part] = re.sub(old, new, text, count=1).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def refused(path, written) -> str:
    with pytest.raises(UserError) as caught:
        check_workbook(path, written)
    assert caught.value.code == "documents.not_readable"
    return str(caught.value.params["reason"])


def test_a_whole_file_passes(report):
    check_workbook(*report)


SHEET = "xl/worksheets/sheet2.xml"


def test_a_text_that_differs_is_named(report):
    altered(report[0], SHEET, "Data quality", "Data  quality")
    assert refused(*report) == "Overview, row 7, column 2"


def test_a_stored_result_that_differs_is_named(report):
    altered(report[0], SHEET, r"<v>2\.2</v>", "<v>2.3</v>")
    assert refused(*report) == "Overview, row 6, column 5"


def test_a_lost_cell_is_counted(report):
    altered(report[0], SHEET, r'<c r="B7"[^>]*>.*?</c>', "")
    assert refused(*report) == "Overview: 1 cells are missing"


def test_a_formula_too_many_is_found(report):
    altered(report[0], SHEET, r'(<c r="F6"[^>]*>)<v>', r"\1<f>1+1</f><v>")
    assert "formulas instead of" in refused(*report)


def test_a_renamed_sheet_is_found(report):
    altered(report[0], "xl/workbook.xml", 'name="Overview"', 'name="Overvieu"')
    assert refused(*report) == "sheets are missing"


def test_a_cut_file_is_found(report):
    path, written = report
    path.write_bytes(path.read_bytes()[:-100])
    assert refused(path, written)
