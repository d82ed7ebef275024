"""Charts as data, and their geometry as plain marks that PDF and screen draw alike.

A chart is drawn on the grid of a table: name, plot, figures, so that chart and table are one
thing. The geometry gives bands (a head and one band a row) of marks in points; x runs from the
left, y down from the top of the band. Right-to-left is already mirrored: zero stands at the right.
Colours are names of tokens; `PRINT` holds their values on paper, the screen has its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeAlias

PRINT = {
    "ink": "16212B",
    "grey": "53606B",
    "rule": "AEB8C0",
    "hair": "DCE1E5",
    "tint": "F2F5F7",
    "accent": "17506E",
    "link": "C9D9E3",
    "rust": "9A3B12",
    "paper": "FFFFFF",
    "level0": "FFFFFF",
    "level1": "D6E3EB",
    "level2": "A3C1D2",
    "level3": "437998",
    "level4": "17506E",
}
"""The tokens on paper. The ramp only grows darker in grey, so a photocopy keeps the order."""

LEVELS = (0, 1, 2, 3, 4)
HIGHEST = 4


def level_fill(level: int) -> str:
    """Return the token of the ramp for a level 0-4."""
    return f"level{level}"


def nearest_level(value: Decimal) -> int:
    """Return the level whose colour a mean takes; its own figure is printed all the same."""
    return min(HIGHEST, max(0, int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))))


def on_fill(tone: str) -> str:
    """Return the token of a figure on a fill: paper on the dark ones, ink on the light."""
    return "paper" if tone in ("level3", "level4", "ink", "accent", "grey") else "ink"


# What is drawn -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One row of a profile; texts are final ("0.8", "6 of 8"), en dash where nothing may stand.

    `note` is said in the plot in place of the marks ("No score: coverage below half"); `strong`
    marks the row of the whole below its parts.
    """

    code: str
    label: str
    now: float | None
    target: float | None
    before: float | None = None
    now_text: str = "\u2013"
    target_text: str = "\u2013"
    gap_text: str = "\u2013"
    coverage: float | None = None
    coverage_text: str = ""
    note: str = ""
    strong: bool = False


Figure: TypeAlias = Literal["now", "target", "gap", "coverage"]


@dataclass(frozen=True, slots=True)
class ProfileChart:
    """Ranked rows before → now → target, scale 0 to 4; the caller has ranked them.

    `head` is the head of the name column, `heads` those of the figures shown, in order; `strong`
    the figure in bold; `ticks` the figures on top of the scale.
    """

    rows: tuple[ProfileRow, ...]
    head: str
    heads: tuple[tuple[Figure, str], ...]
    strong: Figure = "gap"
    bar: bool = True
    row_height: float = 17.0
    ticks: tuple[str, ...] = ("0", "1", "2", "3", "4")
    framed: bool = True


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a stacked bar: how many, printed inside, on which token; `dashed` if unknown."""

    count: int
    text: str
    tone: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class CountsRow:
    """One stacked bar with its name and the full sentence of counts below it."""

    label: str
    segments: tuple[Segment, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class CountsChart:
    """Stacked counts, one bar a row, each as wide as the plot."""

    rows: tuple[CountsRow, ...]


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its value, its target if any, the printed figure and, for a score, its coverage."""

    label: str
    value: float | None
    text: str
    target: float | None = None
    note: str = ""
    coverage_text: str = ""


@dataclass(frozen=True, slots=True)
class BarsChart:
    """Horizontal bars from zero to `maximum`; `ticks` pairs of position and text."""

    rows: tuple[BarRow, ...]
    maximum: float
    ticks: tuple[tuple[float, str], ...] = ()
    head: str = ""
    figure_head: str = ""
    row_height: float = 17.0
    coverage_head: str = ""


# Marks ---------------------------------------------------------------------------------------

Anchor: TypeAlias = Literal["left", "middle", "right"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line: float = 0.6
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: str
    line: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle; with a stroke only, an open one."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0


@dataclass(frozen=True, slots=True)
class Diamond:
    """An open diamond."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str
    line: float = 1.1


@dataclass(frozen=True, slots=True)
class Caption:
    """One line of text; y is the base line."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "left"
    tone: str = "ink"
    bold: bool = False
    italic: bool = False


Mark: TypeAlias = Bar | Stroke | Dot | Diamond | Caption


@dataclass(frozen=True, slots=True)
class Band:
    """One strip of a drawing: the marks of a row, y down from its top."""

    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to draw: the head (repeated after a page break), then the rows."""

    width: float
    head: Band
    rows: tuple[Band, ...]

    @property
    def height(self) -> float:
        """Return the height of head and all rows."""
        return self.head.height + sum(row.height for row in self.rows)


TextWidth: TypeAlias = Callable[[str, float, bool], float]
"""(text, size in points, bold) -> width in points."""
