# ruff: noqa: ARG002, D102 - the protocols Galley and Strip say what their methods do
"""Type that is set and waits for its page: each galley knows its height, can be drawn and cut.

A galley is as wide as its column; `top` is the y of its upper edge. `split(room, whole)` returns
what fits into `room` points and the rest, or None where nothing that may stand alone fits; with a
whole empty page (`whole`) everything longer than it can be cut, so no text is ever too long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from fosdesk.documents.look import BETWEEN, COLUMN_GAP, FRAME, UNDER_HEAD
from fosdesk.documents.pen import Align, Pen
from fosdesk.documents.typesetting import Line, Style


class Galley(Protocol):
    """Something with a height that stands in a column and wants `above` and `below` free.

    `draw` puts it with its upper edge at `top`; `split` cuts it (see the head of this module).
    """

    @property
    def height(self) -> float: ...

    @property
    def above(self) -> float: ...

    @property
    def below(self) -> float: ...

    def draw(self, pen: Pen, x: float, top: float) -> None: ...

    def split(self, room: float, whole: float) -> "tuple[Galley, Galley] | None": ...


@dataclass(frozen=True, slots=True)
class TextGalley:
    """Lines of text. Leaves no single line behind or ahead where there are more than three."""

    lines: tuple[Line, ...]
    style: Style
    width: float
    above: float = 0.0
    below: float = 0.0
    align: Align = "start"

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.lines(self.lines, self.style, x, top, self.width, self.align)

    def split(self, room: float, whole: float) -> "tuple[Galley, Galley] | None":
        fits = int((room + 0.01) // self.style.leading)
        total = len(self.lines)
        if total > 3:
            fits = min(fits, total - 2) if fits >= 2 else 0
        elif self.height <= whole:
            return None
        if not 0 < fits < total:
            return None
        first = replace(self, lines=self.lines[:fits], below=0.0)
        return first, replace(self, lines=self.lines[fits:], above=0.0)


@dataclass(frozen=True, slots=True)
class RuleGalley:
    """A rule across the column, or the short accent bar of the cover (`width`, `thickness`)."""

    width: float
    thickness: float = UNDER_HEAD
    tone: str = "rule"
    above: float = 4.0
    below: float = 4.0
    column: float = 0.0  # the bar stands at the start of a column of this width

    @property
    def height(self) -> float:
        return self.thickness

    def draw(self, pen: Pen, x: float, top: float) -> None:
        at = x + (self.column - self.width if pen.rtl and self.column else 0.0)
        pen.rule(at, top - self.thickness / 2, self.width, self.thickness, self.tone)

    def split(self, room: float, whole: float) -> None:
        return None


@dataclass(frozen=True, slots=True)
class SpaceGalley:
    """Free height."""

    height: float
    above: float = 0.0
    below: float = 0.0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Leave the paper as it is."""

    def split(self, room: float, whole: float) -> None:
        return None


# Rows ----------------------------------------------------------------------------------------


class Strip(Protocol):
    """A row of a table or of a chart; `split` cuts one that is longer than a page, or gives None."""

    @property
    def height(self) -> float: ...

    def draw(self, pen: Pen, x: float, top: float) -> None: ...

    def split(self, room: float) -> "tuple[Strip, Strip] | None": ...


@dataclass(frozen=True, slots=True)
class Rules:
    """Thickness of the rules: above the head, below it, between rows, below the last row."""

    top: float = FRAME
    head: float = UNDER_HEAD
    between: float = BETWEEN
    end: float = FRAME


NO_RULES = Rules(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class RowsGalley:
    """A table or a chart: caption, head, rows, source. The head repeats after a page break.

    Rows do not break across pages unless one is longer than a page; at least two stand on each.
    """

    rows: tuple[Strip, ...]
    width: float
    head: Strip | None = None
    caption: TextGalley | None = None
    source: TextGalley | None = None
    rules: Rules = Rules()
    above: float = 6.0
    below: float = 6.0
    together: bool = False

    @property
    def height(self) -> float:
        return self._before() + sum(row.height for row in self.rows) + self._after()

    def _before(self) -> float:
        caption = self.caption.height + 4 if self.caption else 0.0
        return caption + (self.head.height if self.head else 0.0)

    def _after(self) -> float:
        return self.source.height + 4 if self.source else 0.0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.caption:
            self.caption.draw(pen, x, top)
            top -= self.caption.height + 4
        self._rule(pen, x, top, self.rules.top)
        if self.head:
            self.head.draw(pen, x, top)
            top -= self.head.height
            self._rule(pen, x, top, self.rules.head)
        for number, row in enumerate(self.rows):
            if number:
                self._rule(pen, x, top, self.rules.between, "rule")
            row.draw(pen, x, top)
            top -= row.height
        self._rule(pen, x, top, self.rules.end)
        if self.source:
            self.source.draw(pen, x, top - 4)

    def _rule(self, pen: Pen, x: float, y: float, thickness: float, tone: str = "ink") -> None:
        if thickness:
            pen.rule(x, y, self.width, thickness, tone)

    def split(self, room: float, whole: float) -> "tuple[Galley, Galley] | None":
        if self.together and self.height <= whole:
            return None
        fits, used = 0, self._before()
        while fits < len(self.rows) and used + self.rows[fits].height <= room + 0.01:
            used += self.rows[fits].height
            fits += 1
        fits = _at_least_two(fits, len(self.rows), bool(self.source))
        if fits:
            return self._parted(self.rows[:fits], self.rows[fits:])
        return self._row_split(room, whole)

    def _row_split(self, room: float, whole: float) -> "tuple[Galley, Galley] | None":
        """Cut the first row where no page could hold it with its head."""
        free = room - self._before()
        if self._before() + self.rows[0].height <= whole and len(self.rows) > 1:
            return self._parted(self.rows[:1], self.rows[1:]) if room >= whole - 0.01 else None
        parts = self.rows[0].split(free)
        return self._parted((parts[0],), (parts[1], *self.rows[1:])) if parts else None

    def _parted(self, first: tuple[Strip, ...], rest: tuple[Strip, ...]) -> "tuple[Galley, Galley]":
        begun = replace(self, rows=first, source=None, below=0.0)
        return begun, replace(self, rows=rest, caption=None, above=0.0)


def _at_least_two(fits: int, total: int, sourced: bool) -> int:
    """Return how many rows stay when at least two shall stand on each page; 0: none."""
    if fits >= total and sourced:  # all rows fit but not the source: two rows go with it
        fits = total - 1
    if total - fits == 1 and fits > 2:
        fits -= 1
    return fits if fits >= 2 and fits < total else 0


# Composition ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StackGalley:
    """Galleys below one another. `leads` of them are heads that never end a page alone.

    With `together` they stay on one page where a page can hold them.
    """

    parts: tuple[Galley, ...]
    above: float = 0.0
    below: float = 0.0
    leads: int = 0
    together: bool = False

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts) + sum(gaps(self.parts))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for part, gap in zip(self.parts, (0.0, *gaps(self.parts)), strict=False):
            part.draw(pen, x, top - gap)
            top -= gap + part.height

    def split(self, room: float, whole: float) -> "tuple[Galley, Galley] | None":
        if self.together and self.height <= whole:
            return None
        used = 0.0
        for index, (part, gap) in enumerate(zip(self.parts, (0.0, *gaps(self.parts)), strict=False)):
            if used + gap + part.height > room + 0.01:
                return self._cut(index, part.split(room - used - gap, whole))
            used += gap + part.height
        return None

    def _cut(self, index: int, parts: "tuple[Galley, Galley] | None") -> "tuple[Galley, Galley] | None":
        """Cut before the part `index`, or inside it where it gave two `parts`."""
        if parts is None and index <= self.leads:
            return None
        before = self.parts[:index] + (parts[:1] if parts else ())
        after = (parts[1:] if parts else self.parts[index : index + 1]) + self.parts[index + 1 :]
        return replace(self, parts=before, below=0.0), replace(self, parts=after, above=0.0, leads=0)


def gaps(parts: Sequence[Galley]) -> list[float]:
    """Return the space between neighbours: the larger of what both want."""
    return [max(upper.below, lower.above) for upper, lower in pairwise(parts)]


@dataclass(frozen=True, slots=True)
class PairGalley:
    """Two stacks side by side on 6 + 6 columns; the left one stands where reading begins."""

    left: StackGalley
    right: StackGalley
    width: float
    above: float = 0.0
    below: float = 8.0

    @property
    def height(self) -> float:
        return max(self.left.height, self.right.height)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        begin, end = (self.right, self.left) if pen.rtl else (self.left, self.right)
        begin.draw(pen, x, top)
        end.draw(pen, x + (self.width + COLUMN_GAP) / 2, top)

    def split(self, room: float, whole: float) -> "tuple[Galley, Galley] | None":
        if self.height <= whole:
            return None
        sides = [_side(side, room, whole) for side in (self.left, self.right)]
        if not any(side[0].parts for side in sides):
            return None
        (left, rest_left), (right, rest_right) = sides
        first = replace(self, left=left, right=right, below=0.0)
        return first, replace(self, left=rest_left, right=rest_right, above=0.0)


def _side(side: StackGalley, room: float, whole: float) -> tuple[StackGalley, StackGalley]:
    if side.height <= room:
        return side, StackGalley(())
    parts = side.split(room, whole)
    if parts is None:
        return StackGalley(()), side
    return StackGalley((parts[0],)), StackGalley((parts[1],))


@dataclass(frozen=True, slots=True)
class BoxGalley:
    """The tinted box for unknowns, with its heavy bar where reading begins."""

    row: Strip
    width: float
    above: float = 8.0
    below: float = 8.0

    @property
    def height(self) -> float:
        return self.row.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.box(x, top, self.width, self.height, "tint")
        pen.box(x + (self.width - 2 if pen.rtl else 0), top, 2, self.height, "ink")
        self.row.draw(pen, x, top)

    def split(self, room: float, whole: float) -> "tuple[Galley, Galley] | None":
        parts = None if self.height <= whole else self.row.split(room)
        if parts is None:
            return None
        return replace(self, row=parts[0], below=0.0), replace(self, row=parts[1], above=0.0)
