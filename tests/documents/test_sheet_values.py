"""What goes into a cell: texts, pieces, numbers, formulas, names of sheets."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.documents.sheet_values import (
    Formula,
    formula,
    number,
    pieces,
    safe_text,
    sheet_names,
    stored,
    units,
)
from fosdesk.model.table import (
    MISSING,
    CellKind,
    Column,
    date_cell,
    level_cell,
    number_cell,
    share_cell,
    text_cell,
    unknown_cell,
)

LETTERS = {"level": "C", "target": "D", "gap": "E"}
GAP = Column("gap", "Gap", CellKind.NUMBER, formula="{target}-{level}")


def test_cells_are_stored_by_their_kind():
    assert stored(text_cell("text", "Lead.", "note")) == "Lead. text\nnote"
    assert stored(level_cell(3, "3*")) == 3
    assert stored(number_cell(Decimal("2.50"), "2.50")) == 2.5
    assert stored(number_cell(Decimal("2.00"), "2.00")) == 2
    assert stored(share_cell(Decimal("0.61"), "61%")) == 0.61
    assert stored(date_cell(date(2026, 9, 30), "30 September 2026")) == date(2026, 9, 30)
    assert stored(MISSING) == "–"
    assert stored(unknown_cell()) == "?"


@pytest.mark.parametrize(
    ("value", "kept"),
    [(10**15, None), (10**15 - 1, 10**15 - 1), (Decimal("1E+20"), None), (Decimal("0.1"), 0.1), (-5, -5)],
)
def test_numbers_keep_all_their_digits_or_stand_as_text(value, kept):
    assert number(value) == kept


def test_line_ends_and_escapes():
    assert safe_text("a\r\nb\rc") == "a\nb\nc"
    assert safe_text("_x0041_") == "_x005F_x0041_"
    assert safe_text("_x41_ and x0041") == "_x41_ and x0041"
    assert safe_text("\x00\ud800") == "\ufffd\ufffd"


@given(st.text(max_size=300), st.integers(2, 50))
def test_pieces_fit_and_make_the_text(text, longest):
    found = pieces(text, longest)
    assert "".join(found) == text
    assert all(units(piece) <= longest for piece in found)
    assert all(units(piece) == len(piece.encode("utf-16-le", "surrogatepass")) // 2 for piece in found)


def test_a_formula_stores_its_result():
    values = {"level": 1.7, "target": 3.4, "gap": 1.7}
    assert formula(GAP, values, 6, LETTERS) == Formula('=IF(COUNT(D6,C6)=2,D6-C6,"–")', 1.7)


def test_a_formula_without_numbers_gives_the_sign_that_is_printed():
    found = formula(GAP, {"level": "?", "target": 3, "gap": "–"}, 6, LETTERS)
    assert found == Formula('=IF(COUNT(D6,C6)=2,D6-C6,"–")', "–")


@pytest.mark.parametrize(
    "values",
    [
        {"level": 1.7, "target": 3.4, "gap": 1.6},
        {"level": 1, "target": 3, "gap": "–"},
        {"level": "?", "target": 3, "gap": 2},
        {"level": "?", "target": 3, "gap": 'a "quoted" word'},
    ],
)
def test_no_formula_says_something_else_than_the_report(values):
    assert formula(GAP, values, 6, LETTERS) is None


def test_a_quotient_by_zero_is_no_formula():
    share = Column("gap", "Share", CellKind.SHARE, formula="{target}/{level}")
    assert formula(share, {"level": 0, "target": 0, "gap": 0}, 6, LETTERS) is None


def test_only_differences_and_quotients_are_formulas():
    with pytest.raises(ValueError, match="WEBSERVICE"):
        formula(Column("gap", "G", formula="WEBSERVICE({level})"), {"gap": 1}, 6, LETTERS)


@given(st.lists(st.text(max_size=40), max_size=12))
def test_names_of_sheets_are_legal_and_unique(names):
    found = sheet_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert 0 < units(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"
