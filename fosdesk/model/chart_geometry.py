"""Where the marks of a chart stand: on the grid of a table, mirrored for right-to-left.

Measures are those of the printed documents: scale 0 to 4 with figures on top and hair lines only,
level as a filled dot, target as an open diamond, a link between them, rows of 16 to 20 points.
The caller lends a function that measures text, so the same geometry serves paper and screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fosdesk.model.chart import (
    HIGHEST,
    Anchor,
    Band,
    Bar,
    BarRow,
    BarsChart,
    Caption,
    CountsChart,
    CountsRow,
    Diamond,
    Dot,
    Drawing,
    Figure,
    Mark,
    ProfileChart,
    ProfileRow,
    Segment,
    Stroke,
    TextWidth,
    on_fill,
)

TEXT = 8.8
HEAD = 7.6
LINE = 11.0  # between two lines of one name
HEAD_HEIGHT = 15.0
COUNTS_BAR = 13.0
COVERAGE_BAR = (22.0, 5.0)
FRAME, UNDER_HEAD, BETWEEN = 0.9, 0.6, 0.35
NAME_SHARE, LARGEST_SHARE = 0.6, 0.7  # of what the figures leave; longer names take a second line
LONGEST_PLOT = 152.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of a chart in points: plot from `left` to `right`, right edges of the figures."""

    width: float
    name: float
    left: float
    right: float
    figures: tuple[tuple[Figure, float, float], ...] = ()  # figure, left edge, right edge

    def at(self, value: float, maximum: float) -> float:
        """Return x of a value on the scale from zero to `maximum`."""
        return self.left + (self.right - self.left) * min(max(value / maximum, 0.0), 1.0)


def wrapped(text: str, size: float, width: float, measure: TextWidth, bold: bool = False) -> tuple[str, ...]:
    """Break a name at its spaces into lines no wider than `width` (one word may be)."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def mirrored(band: Band, width: float) -> Band:
    """Return the band seen from the right: zero at the right, names first from the right."""
    return Band(band.height, tuple(_mirrored(mark, width) for mark in band.marks))


def _mirrored(mark: Mark, width: float) -> Mark:
    match mark:
        case Bar():
            return replace(mark, x=width - mark.x - mark.width)
        case Stroke():
            return replace(mark, x1=width - mark.x2, x2=width - mark.x1)
        case Caption():
            sides: dict[Anchor, Anchor] = {"left": "right", "right": "left", "middle": "middle"}
            return replace(mark, x=width - mark.x, anchor=sides[mark.anchor])
        case _:
            return replace(mark, x=width - mark.x)


def _drawing(width: float, head: Band, rows: Sequence[Band], rtl: bool) -> Drawing:
    if not rtl:
        return Drawing(width, head, tuple(rows))
    return Drawing(width, mirrored(head, width), tuple(mirrored(row, width) for row in rows))


def _lines(lines: Sequence[str], x: float, height: float, **look: object) -> list[Mark]:
    """Set lines on the left of a band, centred in its height."""
    first = height / 2 + TEXT * 0.35 - LINE * (len(lines) - 1) / 2
    caption = Caption(x, 0, "", TEXT, **look)  # type: ignore[arg-type]
    return [replace(caption, y=first + LINE * number, text=line) for number, line in enumerate(lines)]


# Profile -------------------------------------------------------------------------------------


def profile_drawing(chart: ProfileChart, width: float, measure: TextWidth, rtl: bool = False) -> Drawing:
    """Return the marks of a ranked profile, `width` points wide."""
    grid = _profile_grid(chart, width, measure)
    rows = [_profile_row(chart, row, grid, measure) for row in chart.rows]
    rows = _ruled(chart, rows, width)
    return _drawing(width, _profile_head(chart, grid), rows, rtl)


def _texts(row: ProfileRow) -> dict[Figure, str]:
    return {
        "now": row.now_text,
        "target": row.target_text,
        "gap": row.gap_text,
        "coverage": row.coverage_text,
    }


def _profile_grid(chart: ProfileChart, width: float, measure: TextWidth) -> Grid:
    edge, figures = width, []
    for figure, head in reversed(chart.heads):
        texts = [measure(_texts(row)[figure], TEXT, True) for row in chart.rows]
        column = max([measure(head, HEAD, True), *texts])
        if figure == "coverage" and chart.bar:
            column = max(column, max(texts, default=0) + COVERAGE_BAR[0] + 6)
        figures.append((figure, edge - column, edge))
        edge -= column + (18 if figure == "coverage" and chart.bar else 12)
    label = max(
        [measure(row.label, TEXT, row.strong) for row in chart.rows] + [measure(chart.head, HEAD, True)]
    )
    room = [edge * NAME_SHARE, edge * (NAME_SHARE + LARGEST_SHARE) / 2, edge * LARGEST_SHARE]
    name = min(label, next((wide for wide in room if _in_two_lines(chart, wide, measure)), room[0]))
    left = max(name + 14, edge - LONGEST_PLOT)
    return Grid(width, left - 14, left, edge - 6, tuple(reversed(figures)))


def _in_two_lines(chart: ProfileChart, width: float, measure: TextWidth) -> bool:
    return all(len(wrapped(row.label, TEXT, width, measure, row.strong)) <= 2 for row in chart.rows)


def _profile_head(chart: ProfileChart, grid: Grid) -> Band:
    base = HEAD_HEIGHT - 5
    head = Caption(0, base, chart.head, HEAD, tone="grey", bold=True)
    marks: list[Mark] = [head] if chart.head else []
    for value, tick in zip(range(HIGHEST + 1), chart.ticks, strict=False):
        marks.append(replace(head, x=grid.at(value, HIGHEST), text=tick, anchor="middle"))
    for (figure, text), (_, left, right) in zip(chart.heads, grid.figures, strict=True):
        barred = figure == "coverage" and chart.bar
        anchor: Anchor = "left" if barred else "right"
        marks.append(replace(head, x=left if barred else right, text=text, anchor=anchor))
    if chart.framed:
        marks.append(Stroke(0, 0, grid.width, 0, "ink", FRAME))
        marks.append(Stroke(0, HEAD_HEIGHT, grid.width, HEAD_HEIGHT, "ink", UNDER_HEAD))
    return Band(HEAD_HEIGHT, tuple(marks))


def _profile_row(chart: ProfileChart, row: ProfileRow, grid: Grid, measure: TextWidth) -> Band:
    lines = wrapped(row.label, TEXT, grid.name, measure, row.strong)
    note = wrapped(row.note, HEAD, grid.right - grid.left, measure) if row.now is None and row.note else ()
    height = chart.row_height + (max(len(lines), len(note), 1) - 1) * LINE
    marks = _grid_lines(grid, height) if not note else []
    marks += _lines(lines, 0, height, bold=row.strong)
    marks += _lines(note, grid.left, height, tone="grey", italic=True)
    if row.now is not None:
        marks += _dumbbell(row, row.now, grid, height / 2)
    return Band(height, (*marks, *_figures(chart, row, grid, height)))


def _grid_lines(grid: Grid, height: float) -> list[Mark]:
    ticks = [grid.at(value, HIGHEST) for value in range(HIGHEST + 1)]
    return [Stroke(x, 0, x, height, "hair", 0.5) for x in ticks]


def _dumbbell(row: ProfileRow, now: float, grid: Grid, y: float) -> list[Mark]:
    """Return link, level, target and, from the second round on, the level before."""
    x = grid.at(now, HIGHEST)
    places = [grid.at(value, HIGHEST) for value in (row.before, row.target) if value is not None]
    left, right = min([x, *places]), max([x, *places])
    marks: list[Mark] = [Stroke(left, y, right, y, "link", 1.6)]
    if row.before is not None:
        marks.append(Dot(grid.at(row.before, HIGHEST), y, 2.6, "paper", "grey"))
    if row.target is not None:
        marks.append(Diamond(grid.at(row.target, HIGHEST), y, 3.6, "paper", "ink"))
    return [*marks, Dot(x, y, 3.5, "accent")]


def _figures(chart: ProfileChart, row: ProfileRow, grid: Grid, height: float) -> list[Mark]:
    marks: list[Mark] = []
    base = height / 2 + TEXT * 0.35
    for figure, left, right in grid.figures:
        bold = row.strong or (figure == chart.strong and row.now is not None)
        text = _texts(row)[figure]
        marks.append(Caption(right, base, text, TEXT, "right", bold=bold and figure != "coverage"))
        if figure == "coverage" and chart.bar and row.coverage is not None:
            marks += coverage_marks(left, height / 2, row.coverage)
    return marks


def coverage_marks(x: float, y: float, share: float) -> list[Mark]:
    """Return the coverage bar of 22 × 5 points, centred on y: rated among applicable criteria."""
    wide, high = COVERAGE_BAR
    frame = Bar(x, y - high / 2, wide, high, "paper", "grey", 0.6)
    filled = wide * min(max(share, 0.0), 1.0)
    return [frame, replace(frame, width=filled, fill="grey", stroke="")] if filled else [frame]


def _ruled(chart: ProfileChart, bands: list[Band], width: float) -> list[Band]:
    """Draw the rules: before the rows without a score, above the whole, below the last row."""
    for number, (above, row) in enumerate(pairwise(chart.rows), start=1):
        unscored = above.now is not None and row.now is None
        if unscored or row.strong:
            rule = Stroke(0, 0, width, 0, "ink" if unscored else "rule", UNDER_HEAD if unscored else BETWEEN)
            bands[number] = replace(bands[number], marks=(*bands[number].marks, rule))
    if chart.framed and bands:
        end = Stroke(0, bands[-1].height, width, bands[-1].height, "ink", FRAME)
        bands[-1] = replace(bands[-1], marks=(*bands[-1].marks, end))
    return bands


# Stacked counts ------------------------------------------------------------------------------


def counts_drawing(chart: CountsChart, width: float, measure: TextWidth, rtl: bool = False) -> Drawing:
    """Return one stacked bar a row: name left, counts inside, the sentence of counts below."""
    name = min(max((measure(row.label, TEXT, False) for row in chart.rows), default=0), width * 0.36)
    left = name + 14
    rows = [_counts_row(row, name, left, width, measure) for row in chart.rows]
    return _drawing(width, Band(0, ()), rows, rtl)


def _counts_row(row: CountsRow, name: float, left: float, width: float, measure: TextWidth) -> Band:
    labels = wrapped(row.label, TEXT, name, measure)
    said = wrapped(row.sentence, HEAD, width - left, measure)
    marks = _lines(labels, 0, max(COUNTS_BAR, LINE * len(labels)))
    marks += _segments(row.segments, left, width - left)
    for number, line in enumerate(said):
        marks.append(Caption(left, COUNTS_BAR + 9.5 + 9.4 * number, line, HEAD, tone="grey"))
    height = max(COUNTS_BAR + 9.4 * len(said), LINE * len(labels)) + 9
    return Band(height, tuple(marks))


def _segments(segments: Sequence[Segment], left: float, width: float) -> list[Mark]:
    """Share the width by counts; a count of one still holds its figure."""
    shown = [segment for segment in segments if segment.count > 0]
    total = sum(segment.count for segment in shown) or 1
    least = min(11.0, width / max(len(shown), 1))
    free = width - least * len(shown)
    marks: list[Mark] = []
    for segment in shown:
        wide = least + free * segment.count / total
        edge = "ink" if segment.tone in ("ink", "paper", "level0") else "accent"
        marks.append(Bar(left, 0, wide, COUNTS_BAR, segment.tone, edge, 0.7, segment.dashed))
        tone = on_fill(segment.tone)
        middle, base = left + wide / 2, COUNTS_BAR / 2 + 2.8
        marks.append(Caption(middle, base, segment.text, 7.6, "middle", tone, bold=True))
        left += wide
    return marks


# Bars ----------------------------------------------------------------------------------------


def bars_drawing(chart: BarsChart, width: float, measure: TextWidth, rtl: bool = False) -> Drawing:
    """Return horizontal bars from zero: value filled, target as a white bar with ink edge behind."""
    figures = _bars_figures(chart, width, measure)
    edge = figures[0][1] - 24  # room for half a tick
    name = min(max((measure(row.label, TEXT, False) for row in chart.rows), default=0), edge * NAME_SHARE)
    grid = Grid(width, name, name + 14, edge, figures)
    rows = [_bars_row(chart, row, grid, measure) for row in chart.rows]
    return _drawing(width, _bars_head(chart, grid), rows, rtl)


def _bars_figures(
    chart: BarsChart, width: float, measure: TextWidth
) -> tuple[tuple[Figure, float, float], ...]:
    """Return the columns of the figures: the value and, where it is told, the coverage at the edge."""
    columns: list[tuple[Figure, float, float]] = []
    coverage = (chart.coverage_head, [row.coverage_text for row in chart.rows])
    value = (chart.figure_head, [row.text for row in chart.rows])
    pairs: tuple[tuple[Figure, tuple[str, list[str]]], ...] = (("coverage", coverage), ("now", value))
    for figure, (head, texts) in pairs:
        wide = max([measure(head, HEAD, True), *(measure(text, TEXT, True) for text in texts)])
        if wide or figure == "now":
            columns.append((figure, width - wide, width))
            width -= wide + 12
    return tuple(reversed(columns))


def _bars_head(chart: BarsChart, grid: Grid) -> Band:
    head = Caption(0, HEAD_HEIGHT - 5, chart.head, HEAD, tone="grey", bold=True)
    heads = {"now": chart.figure_head, "coverage": chart.coverage_head}
    marks: list[Mark] = [head]
    marks += [replace(head, x=right, text=heads[name], anchor="right") for name, _, right in grid.figures]
    for value, tick in chart.ticks:
        marks.append(replace(head, x=grid.at(value, chart.maximum), text=tick, anchor="middle"))
    marks.append(Stroke(0, 0, grid.width, 0, "ink", FRAME))
    marks.append(Stroke(0, HEAD_HEIGHT, grid.width, HEAD_HEIGHT, "ink", UNDER_HEAD))
    return Band(HEAD_HEIGHT, tuple(marks))


def _bars_row(chart: BarsChart, row: BarRow, grid: Grid, measure: TextWidth) -> Band:
    lines = wrapped(row.label, TEXT, grid.name, measure)
    height = chart.row_height + (len(lines) - 1) * LINE
    marks: list[Mark] = [
        Stroke(x, 0, x, height, "hair", 0.5)
        for x in (grid.at(value, chart.maximum) for value, _ in chart.ticks)
    ]
    marks += _lines(lines, 0, height)
    middle = height / 2
    for value, fill, edge, high in ((row.target, "paper", "ink", 9.0), (row.value, "accent", "", 6.0)):
        if value:
            wide = grid.at(value, chart.maximum) - grid.left
            marks.append(Bar(grid.left, middle - high / 2, wide, high, fill, edge))
    if row.value is None and row.note:
        marks += _lines((row.note,), grid.left, height, tone="grey", italic=True)
    for name, _, right in grid.figures:
        text = row.text if name == "now" else row.coverage_text
        bold = name == "now" and row.value is not None
        marks.append(Caption(right, middle + TEXT * 0.35, text, TEXT, "right", bold=bold))
    end = Stroke(0, height, grid.width, height, "ink" if row is chart.rows[-1] else "rule", BETWEEN)
    return Band(height, (*marks, end))
