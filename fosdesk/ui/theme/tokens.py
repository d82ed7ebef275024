"""The colours of the three themes and the measures of the window, as data.

Every colour of the program is named here once. `PAIRS` lists which text stands on which surface, so that a
test can compute the contrast of each pair in each theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LEVELS = 5
"""Number of levels, 0 to 4."""


@dataclass(frozen=True, slots=True)
class LevelColour:
    """The fill of one level, the text on it, and whether it needs an edge to stand out from a card."""

    fill: str
    text: str
    edged: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: colours by token, the level ramp, and two traits that painting asks about."""

    name: str
    colours: Mapping[str, str]
    levels: tuple[LevelColour, ...]
    dark: bool = False
    edges: bool = False
    """Soft fills vanish in high contrast: chips and cards then carry a line."""

    def __getitem__(self, token: str) -> str:
        return self.colours[token]


def _theme(
    name: str,
    colours: dict[str, str],
    levels: tuple[LevelColour, ...],
    *,
    dark: bool = False,
    edges: bool = False,
) -> Theme:
    return Theme(name, MappingProxyType(colours), levels, dark, edges)


LIGHT = _theme(
    "light",
    {
        "bg": "#F4F6F8",
        "side": "#EAEEF2",
        "card": "#FFFFFF",
        "hover": "#EEF2F6",
        "line": "#D9DFE6",
        "line-strong": "#8793A1",
        "track": "#D6DDE4",
        "text": "#17212B",
        "muted": "#55626F",
        "accent": "#1F5C99",
        "accent-soft": "#E6EFF8",
        "nav-chosen": "#D5E3F1",
        "on-accent": "#FFFFFF",
        "warn": "#845400",
        "warn-soft": "#FFF3D9",
        "bad": "#A12B2B",
        "bad-soft": "#FBE8E6",
        "ok": "#2B6B3F",
        "ok-soft": "#E3F2E7",
    },
    (
        LevelColour("#F6F0DC", "#17212B", edged=True),
        LevelColour("#C2D8B2", "#17212B"),
        LevelColour("#79B4AB", "#17212B"),
        LevelColour("#33748C", "#FFFFFF"),
        LevelColour("#1D4468", "#FFFFFF"),
    ),
)

DARK = _theme(
    "dark",
    {
        "bg": "#14181D",
        "side": "#1A2026",
        "card": "#1F262E",
        "hover": "#28313B",
        "line": "#333D48",
        "line-strong": "#7C8997",
        "track": "#3A4653",
        "text": "#E8EDF2",
        "muted": "#A3B0BD",
        "accent": "#8ABAF0",
        "accent-soft": "#223449",
        "nav-chosen": "#223449",
        "on-accent": "#0E1A28",
        "warn": "#F0C36A",
        "warn-soft": "#3A2F17",
        "bad": "#F39A92",
        "bad-soft": "#43241F",
        "ok": "#8FD3A4",
        "ok-soft": "#1F3828",
    },
    (
        LevelColour("#3B3A33", "#F2EFE6", edged=True),
        LevelColour("#3F5A4C", "#F2F6F2"),
        LevelColour("#3A7B75", "#FFFFFF"),
        LevelColour("#79BFC2", "#0E1A28"),
        LevelColour("#D6F0EC", "#0E1A28"),
    ),
    dark=True,
)

CONTRAST = _theme(
    "contrast",
    {
        "bg": "#000000",
        "side": "#000000",
        "card": "#000000",
        "hover": "#222222",
        "line": "#FFFFFF",
        "line-strong": "#FFFFFF",
        "track": "#5A5A5A",
        "text": "#FFFFFF",
        "muted": "#FFFFFF",
        "accent": "#FFD800",
        "accent-soft": "#1F1A00",
        "nav-chosen": "#1F1A00",
        "on-accent": "#000000",
        "warn": "#FFD800",
        "warn-soft": "#000000",
        "bad": "#FF9E9E",
        "bad-soft": "#000000",
        "ok": "#8CFF9E",
        "ok-soft": "#000000",
    },
    (
        LevelColour("#000000", "#FFFFFF", edged=True),
        LevelColour("#4D4D4D", "#FFFFFF"),
        LevelColour("#8C8C8C", "#000000"),
        LevelColour("#C4C4C4", "#000000"),
        LevelColour("#FFFFFF", "#000000"),
    ),
    dark=True,
    edges=True,
)

THEMES: Mapping[str, Theme] = MappingProxyType({t.name: t for t in (LIGHT, DARK, CONTRAST)})

PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (ink, ground)
        for ink in ("text", "muted")
        for ground in ("bg", "side", "card", "hover", "accent-soft")
    ),
    *(("text", ground) for ground in ("nav-chosen", "warn-soft", "bad-soft", "ok-soft")),
    *(("accent", ground) for ground in ("bg", "card", "hover", "accent-soft", "nav-chosen")),
    ("muted", "nav-chosen"),
    ("on-accent", "accent"),
    ("on-accent", "warn"),
    ("warn", "warn-soft"),
    ("warn", "card"),
    ("warn", "bg"),
    ("warn", "side"),
    ("bad", "bad-soft"),
    ("bad", "card"),
    ("bad", "bg"),
    ("ok", "ok-soft"),
    ("ok", "card"),
    ("ok", "bg"),
    ("ok", "side"),
)
"""(text, surface) wherever the window puts one on the other: 4.5 to 1 or better."""

EDGES: tuple[tuple[str, str], ...] = (("line-strong", "card"), ("accent", "card"), ("accent", "bg"))
"""(edge of a control, surface): 3 to 1 or better."""

TEXT_SIZES: Mapping[str, int] = MappingProxyType(
    {"title": 20, "question": 14, "body": 13, "second": 12, "caption": 11, "tick": 10}
)
"""Size of each role of text in logical pixels at 100 %."""

WIDTHS: Mapping[str, int] = MappingProxyType({"sidebar": 236, "rail": 56, "guidance": 286, "sheet": 384})
NARROW = 1200
"""Below this width of the window the sidebar is icons and the guidance a drawer."""
