"""The boxes of a decision: every square beside its word, mirrored for right-to-left, never cut."""

import pytest

from fosdesk.documents.fonts import load_fonts
from fosdesk.documents.look import COLUMN_GAP, Paper, type_for
from fosdesk.documents.signing import SQUARE, decisions_galley
from fosdesk.documents.typesetting import Typesetter
from fosdesk.model.report import Decisions

WIDTH = Paper().text_width


class DrawnPen:
    """Remembers squares and lines; text is set elsewhere."""

    def __init__(self, type_, rtl):
        self.type, self.rtl = type_, rtl
        self.squares, self.rules = [], []

    def box(self, x, top, width, height, **_):
        assert width == height == SQUARE
        self.squares.append((x, top))

    def rule(self, x, y, width, thickness, tone="ink"):
        self.rules.append((x, width, tone))

    def lines(self, *_):
        """Nothing to remember."""


def drawn(count, rtl, fonts):
    type_ = type_for(rtl)
    block = Decisions(
        "Decision of the Director General",
        tuple(f"Decision {n + 1}" for n in range(count)),
        "agreed",
        "not agreed",
        "Signature",
        "Date",
    )
    galley = decisions_galley(block, WIDTH, Typesetter(load_fonts(fonts), rtl), type_)
    pen = DrawnPen(type_, rtl)
    galley.draw(pen, 0.0, 500.0)
    return galley, pen


@pytest.mark.parametrize("count", [1, 4, 5])
def test_each_decision_has_two_squares_in_its_own_column(fonts, count):
    _, pen = drawn(count, False, fonts)
    places = sorted({x for x, _ in pen.squares})
    assert len(pen.squares) == 2 * count
    assert places == pytest.approx([n * (WIDTH + COLUMN_GAP) / max(count, 4) for n in range(count)])
    assert len({top for _, top in pen.squares}) == 2


def test_right_to_left_is_the_mirror(fonts):
    _, plain = drawn(4, False, fonts)
    _, mirrored = drawn(4, True, fonts)
    seen = sorted(WIDTH - x - SQUARE for x, _ in mirrored.squares)
    assert seen == pytest.approx(sorted(x for x, _ in plain.squares))
    signature, date = [rule for rule in mirrored.rules if rule[2] == "ink"]
    assert signature[0] + signature[1] == pytest.approx(WIDTH)
    assert date[0] + date[1] < signature[0]


def test_without_a_decision_there_is_only_a_place_to_sign(fonts):
    galley, pen = drawn(0, False, fonts)
    assert pen.squares == []
    assert len([rule for rule in pen.rules if rule[2] == "ink"]) == 2
    assert galley.height < drawn(1, False, fonts)[0].height


def test_boxes_and_signature_stay_on_one_page(fonts):
    galley, _ = drawn(5, False, fonts)
    assert galley.split(galley.height / 2, Paper().text_height) is None
