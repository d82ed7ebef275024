"""The cells of a worksheet as they stand in the file."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from fosdesk.documents.sheet_data import SheetData, cell_xml, formula_xml
from fosdesk.documents.sheet_values import Formula, Stored, safe_text

VALUES = st.one_of(
    st.text().map(safe_text),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1901, 1, 1), date(9999, 12, 31)),
)


def as_openpyxl_reads(rows: str) -> list[object]:
    """The values of column A of a sheet whose rows are replaced by `rows`; column 2 looks like a date."""
    made, packed, other = Workbook(), BytesIO(), BytesIO()
    made.worksheets[0]["A1"].number_format = "d mmm yyyy"  # the second style of the workbook
    made.save(packed)
    with ZipFile(packed) as source, ZipFile(other, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                head, tail = text.split("<sheetData>")[0], text.split("</sheetData>")[1]
                text = f"{head}<sheetData>{rows}</sheetData>{tail}"
            target.writestr(name, text)
    return [cell.value for cell in load_workbook(other).worksheets[0]["A"]]


@given(st.lists(VALUES, min_size=1, max_size=20))
def test_what_is_put_reads_back(values: list[Stored]) -> None:
    data = SheetData()
    for row, value in enumerate(values, start=1):
        data.put(row, 1, value, 1 if isinstance(value, date) else 0)
    found = as_openpyxl_reads(data.xml())
    for value, read in zip(values, found, strict=True):
        if isinstance(value, date):
            assert read.date() == value  # type: ignore[attr-defined]
        elif isinstance(value, float):
            assert float(read) == value  # type: ignore[arg-type]
        else:
            assert read == (None if value == "" else value)


def test_text_stays_text_and_keeps_its_spaces() -> None:
    assert cell_xml("A1", "=1+1", 3) == '<c r="A1" s="3" t="inlineStr"><is><t>=1+1</t></is></c>'
    assert cell_xml("A1", " <a&b>", 0).endswith('<t xml:space="preserve"> &lt;a&amp;b&gt;</t></is></c>')
    assert cell_xml("A1", "", 7) == '<c r="A1" s="7"/>'


def test_a_formula_carries_its_result() -> None:
    number = formula_xml("C6", Formula("=A6<B6", 2.5), 1)
    assert number == '<c r="C6" s="1"><f>A6&lt;B6</f><v>2.5</v></c>'
    text = formula_xml("C6", Formula("=A6-B6", "–"), 1)
    assert text == '<c r="C6" s="1" t="str"><f>A6-B6</f><v>–</v></c>'


def test_rows_and_cells_stand_in_order_however_they_were_put() -> None:
    data = SheetData()
    data.put(6, 2, 4, 0)
    data.heights[9] = 17.5
    data.put(6, 1, 3, 0)
    data.put(2, 28, "", 5)
    assert data.xml() == (
        '<row r="2"><c r="AB2" s="5"/></row>'
        '<row r="6"><c r="A6" s="0"><v>3</v></c><c r="B6" s="0"><v>4</v></c></row>'
        '<row r="9" ht="17.5" customHeight="1"></row>'
    )
    assert data.extent() == "A2:AB6"
    assert SheetData().extent() == "A1"
