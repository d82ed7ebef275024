"""Where marks stand: on the scale, on the grid, mirrored for right-to-left."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.model.chart import (
    PRINT,
    Band,
    Bar,
    BarRow,
    BarsChart,
    Caption,
    CountsChart,
    CountsRow,
    Diamond,
    Dot,
    ProfileChart,
    ProfileRow,
    Segment,
    Stroke,
    level_fill,
    nearest_level,
    on_fill,
)
from fosdesk.model.chart_geometry import (
    bars_drawing,
    counts_drawing,
    coverage_marks,
    mirrored,
    profile_drawing,
    wrapped,
)

WIDTH = 476.0
HEADS = (("now", "Level"), ("target", "Target"), ("gap", "Gap"), ("coverage", "Coverage"))


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.6 if bold else 0.55)


def row(now=1.0, target=3.0, **more) -> ProfileRow:
    texts = {"now_text": "1.0", "target_text": "3.0", "gap_text": "2.0", "coverage_text": "6 of 8"}
    return ProfileRow("X", "Mechanism of measurement", now, target, **{**texts, "coverage": 0.75, **more})


def chart(*rows: ProfileRow, **more) -> ProfileChart:
    return ProfileChart(rows or (row(),), "Standard", HEADS, **more)  # type: ignore[arg-type]


def only(band: Band, kind: type) -> list:
    return [mark for mark in band.marks if isinstance(mark, kind)]


def ticks(drawing) -> list[float]:
    return [m.x for m in only(drawing.head, Caption) if m.text in ("0", "1", "2", "3", "4")]


def test_level_and_target_stand_on_their_values():
    drawing = profile_drawing(chart(), WIDTH, measure)
    places = ticks(drawing)
    (dot,), (diamond,) = only(drawing.rows[0], Dot), only(drawing.rows[0], Diamond)
    assert dot.x == pytest.approx(places[1])
    assert diamond.x == pytest.approx(places[3])
    link = next(s for s in only(drawing.rows[0], Stroke) if s.tone == "link")
    assert (link.x1, link.x2) == (dot.x, diamond.x)


def test_the_level_before_is_an_open_dot_on_the_same_link():
    drawing = profile_drawing(chart(row(before=0.5)), WIDTH, measure)
    before, now = sorted(only(drawing.rows[0], Dot), key=lambda dot: dot.x)
    assert (before.fill, now.fill) == ("paper", "accent")
    link = next(s for s in only(drawing.rows[0], Stroke) if s.tone == "link")
    assert link.x1 == before.x


def test_a_row_without_a_score_says_why_below_a_rule():
    unscored = row(now=None, note="No score: coverage below half", now_text="–", gap_text="–")
    drawing = profile_drawing(chart(row(), unscored), WIDTH, measure)
    band = drawing.rows[1]
    assert not only(band, Dot)
    assert not only(band, Diamond)
    assert any(caption.italic and caption.text.startswith("No score") for caption in only(band, Caption))
    assert any(s.y1 == 0 and s.tone == "ink" and s.x2 == WIDTH for s in only(band, Stroke))


def test_the_figures_end_at_the_right_edge_and_keep_their_heads():
    drawing = profile_drawing(chart(), WIDTH, measure)
    texts = {caption.text: caption for caption in only(drawing.rows[0], Caption)}
    heads = {caption.text: caption for caption in only(drawing.head, Caption)}
    assert texts["6 of 8"].x == WIDTH
    assert texts["1.0"].x == heads["Level"].x
    assert texts["2.0"].bold
    assert not texts["1.0"].bold
    assert heads["Coverage"].x == min(bar.x for bar in only(drawing.rows[0], Bar))


def test_nothing_overlaps_names_plot_figures():
    drawing = profile_drawing(
        chart(row(), replace(row(), label="International standards for advance data")), WIDTH, measure
    )
    name_end = max(
        measure(c.text, c.size, c.bold) for band in drawing.rows for c in only(band, Caption) if c.x == 0
    )
    assert name_end < ticks(drawing)[0]
    first_figure = min(
        c.x - measure(c.text, c.size, c.bold) for c in only(drawing.rows[0], Caption) if c.text == "1.0"
    )
    assert ticks(drawing)[-1] < first_figure


def test_long_names_take_a_second_line_and_a_higher_row():
    long = replace(
        row(), label="Международные стандарты предварительных электронных данных и их качества " * 2
    )
    drawing = profile_drawing(chart(row(), long), WIDTH, measure)
    assert drawing.rows[1].height > drawing.rows[0].height
    assert all(
        measure(c.text, c.size, False) < ticks(drawing)[0] for c in only(drawing.rows[1], Caption) if c.x == 0
    )


def test_right_to_left_is_the_mirror_image():
    left = profile_drawing(chart(), WIDTH, measure)
    right = profile_drawing(chart(), WIDTH, measure, rtl=True)
    assert ticks(right) == [pytest.approx(WIDTH - x) for x in ticks(left)]
    assert ticks(right)[0] > ticks(right)[-1]
    (dot,) = only(right.rows[0], Dot)
    assert dot.x == pytest.approx(ticks(right)[1])
    assert mirrored(mirrored(left.rows[0], WIDTH), WIDTH).marks[0] == left.rows[0].marks[0]


def test_coverage_bars_are_filled_by_their_share():
    frame, filled = coverage_marks(10, 5, 0.75)
    assert (frame.width, filled.width, filled.fill) == (22.0, 16.5, "grey")
    assert len(coverage_marks(10, 5, 0.0)) == 1


@given(st.lists(st.floats(0, 4), min_size=1, max_size=20), st.floats(320, 800))
def test_marks_stay_inside_the_drawing(levels, width):
    rows = tuple(row(now=level, target=4.0) for level in levels)
    drawing = profile_drawing(chart(*rows), width, measure)
    for band in drawing.rows:
        for dot in only(band, Dot):
            assert 0 <= dot.x <= width
        for bar in only(band, Bar):
            assert bar.x >= 0
            assert bar.x + bar.width <= width + 0.01
    assert drawing.height == pytest.approx(drawing.head.height + sum(band.height for band in drawing.rows))


def test_counts_fill_the_bar_by_their_share_and_leave_out_zero():
    segments = (Segment(1, "1", "ink"), Segment(3, "3", "level2"), Segment(0, "0", "level4"))
    drawing = counts_drawing(
        CountsChart((CountsRow("Law, 4", segments, "1 conflict, 3 incomplete"),)), 230, measure
    )
    bars = only(drawing.rows[0], Bar)
    assert len(bars) == 2
    assert bars[1].x == pytest.approx(bars[0].x + bars[0].width)
    assert bars[-1].x + bars[-1].width == pytest.approx(230)
    assert bars[1].width > bars[0].width >= 11
    assert {c.text: c.tone for c in only(drawing.rows[0], Caption) if c.bold} == {"1": "paper", "3": "ink"}


def test_bars_reach_their_values_and_targets_stand_behind():
    bars = BarsChart((BarRow("Post", 0.5, "50%", 1.0), BarRow("Cargo", None, "–", note="Not known")), 1.0,
                     ((0.0, "0"), (1.0, "100%")))  # fmt: skip
    drawing = bars_drawing(bars, WIDTH, measure)
    target, value = only(drawing.rows[0], Bar)
    assert value.width == pytest.approx(target.width / 2)
    assert (target.fill, value.fill) == ("paper", "accent")
    assert not only(drawing.rows[1], Bar)
    assert any(c.text == "Not known" for c in only(drawing.rows[1], Caption))


def test_names_break_at_spaces_only():
    assert wrapped("one two three", 10, measure("one two", 10, False), measure) == ("one two", "three")
    assert wrapped("", 10, 50, measure) == ("",)
    assert wrapped("indivisible", 10, 5, measure) == ("indivisible",)


def grey(tone: str) -> float:
    red, green, blue = (int(PRINT[tone][at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_the_ramp_only_grows_darker_in_grey():
    greys = [grey(level_fill(level)) for level in range(5)]
    assert greys == sorted(greys, reverse=True)
    assert all(a - b > 15 for a, b in pairwise(greys))


def test_figures_stand_out_from_their_fill():
    for tone in ("level0", "level1", "level2", "level3", "level4", "ink"):
        assert abs(grey(on_fill(tone)) - grey(tone)) > 100


def test_a_bar_with_coverage_has_two_columns_of_figures_that_do_not_meet():
    bar = BarRow("Heading", 1.5, "1.5", 3.0, coverage_text="36 of 37")
    chart = BarsChart((bar,), 4.0, ((0.0, "0"),), "Heading", "Level", coverage_head="Coverage")
    drawing = bars_drawing(chart, WIDTH, measure)
    level, coverage = (c for c in only(drawing.rows[0], Caption) if c.anchor == "right")
    assert (level.text, coverage.text, coverage.x) == ("1.5", "36 of 37", WIDTH)
    assert level.x < WIDTH - measure("36 of 37", coverage.size, True)
    assert max(b.x + b.width for b in only(drawing.rows[0], Bar)) < level.x - measure("1.5", level.size, True)


def test_names_take_more_of_the_plot_before_they_take_a_third_line():
    title = "Expanding the concept of operator to cross-border trade in the country"
    drawing = profile_drawing(chart(replace(row(), label=title)), WIDTH, measure)
    names = [c for c in only(drawing.rows[0], Caption) if c.x == 0]
    assert len(names) == 2


@pytest.mark.parametrize(("mean", "level"), [("0", 0), ("0.49", 0), ("0.5", 1), ("3.5", 4), ("4", 4)])
def test_a_mean_takes_the_colour_of_the_nearest_level(mean, level):
    assert nearest_level(Decimal(mean)) == level
