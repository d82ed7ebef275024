"""Text of every kind is stored, shown and exported whole and harmless."""

from pathlib import Path

import openpyxl
import pytest

from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.base.text import printable
from fosdesk.services import answering, reporting
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext

ITEM = "risk_c1"
TEXTS = {
    "formula": '=HYPERLINK("http://example.invalid","click")',
    "markup": "<img src='/etc/passwd'> a <b>x & <script>",
    "error": "#N/A",
    "plus": "+1 -2 @sum",
    "right_to_left": "نص عربي مع رقم 12% و (WCO)",
    "override": "abc\u202edef",
    "control": "bell\x07 null\x00 escape\x1b end",
    "surrogate": "half \ud83d pair",
    "long": "word " * 10_000,
    "cyrillic": "Таможенный кодекс, статья 12",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_comment_survives_store_and_documents(
    sample: OpenAssessment, context: AppContext, tmp_path: Path, tr: Texts, name: str
) -> None:
    text = TEXTS[name]
    heads = sample.snapshot.heads(ITEM, "comment")
    answering.set_facet(
        sample, ITEM, "comment", printable(text) if name == "surrogate" else text, heads
    ).result()
    recorded = (sample.snapshot.value(ITEM, "comment") or {})["v"]
    assert isinstance(recorded, str)
    assert printable(recorded) == printable(text)
    for document in reporting.ENDINGS:
        target = tmp_path / f"{name}.{reporting.ENDINGS[document]}"
        order = reporting.Order(
            document, target, "national", tr, sample.bank, context.clock.now(), context.paths.fonts
        )
        assert reporting.write(sample, order, SilentProgress()).size > 10_000
    assert_no_formula(tmp_path / f"{name}.xlsx")


def assert_no_formula(path: Path) -> None:
    """Only our own formulas of gap and coverage stand in the workbook."""
    book = openpyxl.load_workbook(path)
    typed = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert all("HYPERLINK" not in str(formula) for formula in typed)
