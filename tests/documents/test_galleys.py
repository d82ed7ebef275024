"""How galleys are cut: rows, heads, columns; nothing lost, nothing alone."""

from dataclasses import dataclass, field

import pytest

from fosdesk.documents.galleys import (
    PairGalley,
    RowsGalley,
    RuleGalley,
    SpaceGalley,
    StackGalley,
    TextGalley,
    gaps,
)
from fosdesk.documents.typesetting import Line, Style

STYLE = Style(8, 10)
PAGE = 300.0


@dataclass(frozen=True)
class Strip:
    height: float
    name: str = ""
    lines: int = 0  # that a long row may be cut into

    def draw(self, pen, x, top):
        pen.drawn.append((self.name, top))

    def split(self, room):
        fits = int(room // 10)
        if not 2 <= fits < self.lines:
            return None
        return Strip(fits * 10, self.name + "a", fits), Strip(self.height - fits * 10, self.name + "b")


@dataclass
class Pen:
    drawn: list = field(default_factory=list)
    rtl: bool = False

    def rule(self, x, y, width, thickness, tone="ink"):
        self.drawn.append(("rule", y))

    def lines(self, lines, style, x, top, width, align="start"):
        self.drawn.append((len(lines), top))


def text(lines: int, **how) -> TextGalley:
    return TextGalley((Line((), 0),) * lines, STYLE, 100, **how)


def rows(*heights: float, **how) -> RowsGalley:
    return RowsGalley(tuple(Strip(h, f"r{n}") for n, h in enumerate(heights)), 100, **how)


def names(galley: RowsGalley) -> list[str]:
    return [row.name for row in galley.rows]


def test_text_leaves_two_lines_on_either_side():
    assert text(10).split(15, PAGE) is None
    first, rest = text(10).split(95, PAGE)
    assert (len(first.lines), len(rest.lines)) == (8, 2)
    first, rest = text(10).split(45, PAGE)
    assert (len(first.lines), len(rest.lines)) == (4, 6)


def test_three_lines_stay_together():
    assert text(3).split(25, PAGE) is None


def test_rows_break_between_rows_with_two_on_each_page():
    table = rows(20, 20, 20, 20, head=Strip(15, "head"))
    assert table.split(30, PAGE) is None
    assert table.split(50, PAGE) is None  # one row alone
    first, rest = table.split(60, PAGE)
    assert names(first) == ["r0", "r1"]
    assert names(rest) == ["r2", "r3"]
    first, rest = table.split(80, PAGE)  # three fit, one would stand alone
    assert names(first) == ["r0", "r1"]
    assert rest.head == first.head == Strip(15, "head")


def test_caption_stays_with_the_first_part_and_source_with_the_last():
    caption, source = text(1), text(1)
    first, rest = rows(20, 20, 20, 20, caption=caption, source=source).split(65, PAGE)
    assert (first.caption, first.source) == (caption, None)
    assert (rest.caption, rest.source) == (None, source)


def test_the_source_does_not_go_over_alone():
    table = rows(20, 20, 20, 20, source=text(1))
    _, rest = table.split(85, PAGE)
    assert names(rest) == ["r2", "r3"]


def test_a_row_longer_than_a_page_is_cut():
    table = RowsGalley((Strip(500, "long", 50), Strip(20, "next")), 100, head=Strip(15, "head"))
    first, rest = table.split(100, PAGE)
    assert names(first) == ["longa"]
    assert names(rest) == ["longb", "next"]
    assert first.height <= 100


def test_a_row_that_fits_a_page_goes_over_whole():
    table = RowsGalley((Strip(200, "tall", 20), Strip(200, "next", 20)), 100)
    assert table.split(150, PAGE) is None
    first, rest = table.split(PAGE, PAGE)
    assert names(first) == ["tall"]
    assert names(rest) == ["next"]


def test_rows_are_drawn_below_each_other_with_rules():
    pen = Pen()
    rows(20, 30, head=Strip(15, "head"), caption=text(1), source=text(1)).draw(pen, 0, 200)
    places = [place for place in pen.drawn if place[0] != "rule"]
    assert places == [(1, 200), ("head", 186), ("r0", 171), ("r1", 151), (1, 117)]
    assert [y for name, y in pen.drawn if name == "rule"] == [186, 171, 151, 121]


def test_a_heading_goes_over_with_what_it_heads():
    stack = StackGalley((text(1, below=3), rows(20, 20, 20, 20)), leads=1)
    assert stack.split(35, PAGE) is None
    first, rest = stack.split(60, PAGE)
    assert names(first.parts[1]) == ["r0", "r1"]
    assert names(rest.parts[0]) == ["r2", "r3"]


def test_blocks_stay_together_where_a_page_can_hold_them():
    parts = (text(2), text(2), text(2))
    assert StackGalley(parts, together=True).split(45, PAGE) is None
    assert StackGalley(parts).split(45, PAGE) is not None
    long = StackGalley(tuple(text(10) for _ in range(5)), together=True)
    first, rest = long.split(PAGE, PAGE)
    assert first.height <= PAGE
    assert first.height + rest.height == pytest.approx(long.height)


def test_the_gap_is_the_larger_of_both_wishes():
    assert gaps([text(1, below=6), text(1, above=10), text(1)]) == [10, 0]


def test_columns_are_only_cut_where_no_page_holds_them():
    short = PairGalley(StackGalley((text(5),)), StackGalley((text(9),)), 100)
    assert short.height == 90
    assert short.split(50, PAGE) is None
    long = PairGalley(StackGalley((text(50),)), StackGalley((text(4),)), 100)
    first, rest = long.split(PAGE, PAGE)
    assert first.height <= PAGE
    assert rest.left.height == 500 - first.left.height
    assert rest.right.parts == ()


def test_rules_and_space_are_not_cut():
    assert RuleGalley(100).split(0, PAGE) is None
    assert SpaceGalley(50).split(10, PAGE) is None
