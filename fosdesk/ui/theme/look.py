"""What every part of the window needs to know about how it looks: theme, text size, icons, language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPixmap

from fosdesk.base.language import Texts
from fosdesk.ui.icons import Icons
from fosdesk.ui.theme.tokens import TEXT_SIZES, THEMES, LevelColour, Theme

LATIN = "Noto Sans"
ARABIC = "Noto Sans Arabic"
MOST_HEIGHTS = 5_000


@cache
def _colour(text: str) -> QColor:
    return QColor(text)


@dataclass(frozen=True)
class Look:
    """Theme, text size, icons and language of one window. A change of any of them makes a new Look."""

    theme: Theme
    factor: float
    tr: Texts
    icons: Icons
    _fonts: dict[tuple[str, bool], QFont] = field(default_factory=dict, compare=False, repr=False)
    _metrics: dict[tuple[str, bool], QFontMetrics] = field(default_factory=dict, compare=False, repr=False)
    _heights: dict[tuple[str, bool, str, int], int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def rtl(self) -> bool:
        """Whether the window reads from right to left."""
        return self.tr.rtl

    @property
    def direction(self) -> Qt.LayoutDirection:
        """The direction of layouts."""
        return Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight

    def colour(self, token: str) -> QColor:
        """The colour of a token of `tokens.py`."""
        return _colour(self.theme[token])

    def level(self, level: int) -> LevelColour:
        """The colours of a level, 0 to 4."""
        return self.theme.levels[level]

    def font(self, role: str = "body", *, bold: bool = False) -> QFont:
        """The font of a role of `TEXT_SIZES`, at the chosen text size."""
        key = (role, bold)
        if key not in self._fonts:
            font = QFont()
            font.setFamilies([ARABIC, LATIN] if self.tr.language.startswith("ar") else [LATIN, ARABIC])
            font.setPixelSize(round(TEXT_SIZES[role] * self.factor))
            font.setBold(bold)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, role: str = "body", *, bold: bool = False) -> QFontMetrics:
        """Measures of the font of a role."""
        key = (role, bold)
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(self.font(role, bold=bold))
        return self._metrics[key]

    def height(self, text: str, width: int, role: str = "body", *, bold: bool = False) -> int:
        """The height of `text` wrapped at `width`; kept, because the same texts come back all day."""
        key = (role, bold, text, width)
        if key not in self._heights:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            room = QRect(0, 0, width, 9999)
            wrap = int(Qt.TextFlag.TextWordWrap)
            self._heights[key] = self.metrics(role, bold=bold).boundingRect(room, wrap, text).height()
        return self._heights[key]

    def px(self, pixels: float) -> int:
        """A measure that grows with the text size: icons, badges, widths of columns of text."""
        return round(pixels * self.factor)

    def icon(self, name: str, token: str = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """A tinted icon, turned round under right-to-left where it points along the line."""
        return self.icons.pixmap(name, self.theme[token], self.px(size), ratio, rtl=self.rtl)


def make_look(theme: str, text_size: int, tr: Texts, icons: Icons) -> Look:
    """A look from what the settings hold: the name of a theme ("system" follows the computer), per cent."""
    if theme == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        theme = "dark" if dark else "light"
    return Look(THEMES.get(theme, THEMES["light"]), text_size / 100, tr, icons)


def load_fonts(folder: Path) -> None:
    """Make the shipped Noto fonts known to Qt; a font the system has already is used as it is."""
    for path in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
