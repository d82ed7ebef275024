"""Contrast of every pair of colours that meet, computed from the tokens; the ramp survives grey printing."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QPalette

from fosdesk.ui.theme.contrast import contrast, lightness
from fosdesk.ui.theme.style import palette, style_sheet
from fosdesk.ui.theme.tokens import DARK, EDGES, LEVELS, LIGHT, PAIRS, THEMES, Theme

ALL = list(THEMES.values())
THEME = pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)


def test_the_scale_of_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEME
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read_on_its_surface(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@THEME
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(theme: Theme, edge: str, ground: str) -> None:
    assert contrast(theme[edge], theme[ground]) >= 3


@THEME
def test_the_figure_of_each_level_can_be_read(theme: Theme) -> None:
    assert len(theme.levels) == LEVELS
    assert all(contrast(level.fill, level.text) >= 4.5 for level in theme.levels)


@THEME
def test_the_ramp_keeps_its_order_in_grey(theme: Theme) -> None:
    """More is further from the background, in steps that can be told apart."""
    steps = [lightness(level.fill) for level in theme.levels]
    away = [after - before if theme.dark else before - after for before, after in pairwise(steps)]
    assert all(step >= 9 for step in away)


def test_every_theme_has_the_same_tokens() -> None:
    assert {frozenset(theme.colours) for theme in ALL} == {frozenset(LIGHT.colours)}


def test_the_style_sheet_stays_short() -> None:
    assert style_sheet(LIGHT).count("{") <= 20


def test_disabled_text_is_muted() -> None:
    made = palette(DARK)
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name().upper() == DARK["muted"]
