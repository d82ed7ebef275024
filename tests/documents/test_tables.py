"""Columns: figures take what they need, words are not cut, everything fits the width."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.documents.fonts import load_fonts
from fosdesk.documents.look import CELL_GAP, WIDE_GAP
from fosdesk.documents.tables import SetCell, alignment, column_places, set_cell
from fosdesk.documents.typesetting import Line, Style, Typesetter
from fosdesk.model.table import CellKind, Column, level_cell, number_cell, text_cell

SIZES = (8.8, 7.6)


@pytest.fixture(scope="module")
def setter(fonts):
    return Typesetter(load_fonts(fonts))


def test_figures_take_what_they_need_and_text_the_rest(setter):
    columns = (Column("t", "Finding", width=30), Column("n", "Gap", CellKind.NUMBER, width=99))
    rows = ((text_cell("word " * 40), number_cell(2, "2")),)
    (text, figure) = column_places(columns, rows, 400, setter, SIZES)
    assert figure[1] == pytest.approx(setter.width("Gap", 7.6, True) + 0.5)
    assert text[0] == 0
    assert figure[0] + figure[1] == pytest.approx(400)
    assert figure[0] - text[1] == pytest.approx(WIDE_GAP)


def test_gaps_are_narrow_where_figures_take_half_of_the_width(setter):
    columns = (Column("t", "T"), *(Column(f"n{n}", "A long head", CellKind.NUMBER) for n in range(4)))
    rows = ((text_cell("x"), *(number_cell(1, "1,000,000.00") for _ in range(4))),)
    places = column_places(columns, rows, 300, setter, SIZES)
    assert places[1][0] - places[0][1] == pytest.approx(CELL_GAP)


def test_text_columns_share_by_weight_but_hold_their_longest_word(setter):
    columns = (Column("a", "A", width=1), Column("b", "B", width=30))
    rows = ((text_cell("AED-LEGAL-C1"), text_cell("words " * 30)),)
    first, second = column_places(columns, rows, 400, setter, SIZES)
    assert first[1] >= setter.width("AED-LEGAL-C1", 8.8, True)
    assert second[1] > first[1]


@given(
    widths=st.lists(st.floats(0.1, 50), min_size=1, max_size=8),
    kinds=st.lists(st.sampled_from([CellKind.TEXT, CellKind.NUMBER, CellKind.LEVEL]), min_size=8, max_size=8),
    total=st.floats(80, 500),
)
def test_columns_never_leave_the_table(fonts, widths, kinds, total):
    setter = Typesetter(load_fonts(fonts))
    columns = tuple(Column(str(n), f"Head {n}", kinds[n], width) for n, width in enumerate(widths))
    rows = (tuple(text_cell("some longer words") for _ in columns),)
    places = column_places(columns, rows, total, setter, SIZES)
    assert places[-1][0] + places[-1][1] <= total + 0.01
    assert all(start >= 0 and width > 0 for start, width in places)
    assert all(a[0] + a[1] <= b[0] for a, b in pairwise(places))


def test_heads_stand_over_their_cells():
    assert alignment(CellKind.TEXT) == "start"
    assert alignment(CellKind.NUMBER) == alignment(CellKind.LEVEL) == alignment(CellKind.DATE) == "end"


def test_signs_are_drawn_and_text_is_set(setter):
    style = Style(8.8, 12.2)
    assert set_cell(level_cell(2), CellKind.LEVEL, style, style, 0, 50, setter).sign == level_cell(2)
    cell = set_cell(text_cell("text", note="a note"), CellKind.TEXT, style, Style(7.6, 10), 0, 50, setter)
    assert (len(cell.lines), len(cell.notes)) == (1, 1)
    assert cell.height == pytest.approx(22.2)


def test_a_cut_cell_keeps_all_lines_and_notes():
    lines, notes = tuple(Line((), n) for n in range(10)), tuple(Line((), n) for n in range(5))
    cell = SetCell(lines, Style(8, 10), 0, 50, notes=notes, note_style=Style(7, 9))
    first, rest = cell.split(85)
    assert first.lines + rest.lines == lines
    assert rest.notes == notes
    first, rest = cell.split(120)
    assert first.notes + rest.notes == notes
    assert first.height <= 120
    assert rest.lines == ()
