"""The palette and the short style sheet of the application.

Few rules: each multiplies the cost of every widget. What a page paints itself needs none.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from fosdesk.ui.theme.look import Look
from fosdesk.ui.theme.tokens import Theme

STYLE = "Fusion"
"""Asked for on Qt's command line: to touch a style from Python makes hundreds of enumerations."""
Role = QPalette.ColorRole
PALETTE: dict[QPalette.ColorRole, str] = {
    Role.Window: "bg",
    Role.WindowText: "text",
    Role.Base: "card",
    Role.AlternateBase: "hover",
    Role.Text: "text",
    Role.PlaceholderText: "muted",
    Role.Button: "card",
    Role.ButtonText: "text",
    Role.BrightText: "bad",
    Role.Highlight: "accent",
    Role.HighlightedText: "on-accent",
    Role.Link: "accent",
    Role.LinkVisited: "accent",
    Role.ToolTipBase: "card",
    Role.ToolTipText: "text",
    Role.Light: "card",
    Role.Midlight: "hover",
    Role.Mid: "line",
    Role.Dark: "line-strong",
    Role.Shadow: "line-strong",
    Role.Accent: "accent",
}

SHEET = """
QLineEdit, QPlainTextEdit, QComboBox {{
    background: {card}; color: {text}; border: 1px solid {line-strong}; border-radius: 6px; padding: 4px 8px;
    selection-background-color: {accent}; selection-color: {on-accent}; placeholder-text-color: {muted};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
    border: 2px solid {accent}; padding: 3px 7px;
}}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {muted}; background: {hover}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
    background: {card}; color: {text}; border: 1px solid {line-strong};
    selection-background-color: {accent-soft}; selection-color: {text}; outline: none;
}}
QToolTip {{ background: {card}; color: {text}; border: 1px solid {line-strong}; padding: 4px; }}
QScrollArea, QTreeView, QListView, QTableView {{ background: transparent; border: none; outline: none; }}
QHeaderView::section {{
    background: {hover}; color: {muted}; border: none; border-bottom: 1px solid {line-strong}; padding: 6px;
}}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {line-strong}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QCheckBox, QRadioButton {{ spacing: 8px; }}
QProgressBar {{ background: {track}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""


def palette(theme: Theme) -> QPalette:
    """The palette of a theme; disabled text is muted."""
    made = QPalette()
    for role, token in PALETTE.items():
        made.setColor(role, theme[token])
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme["muted"])
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme."""
    return SHEET.format(**theme.colours)


def dress(app: QApplication, look: Look) -> None:
    """Give the application palette, font, direction and style sheet of `look`; its style is `STYLE`."""
    app.setPalette(palette(look.theme))
    app.setFont(look.font())
    app.setLayoutDirection(look.direction)
    app.setStyleSheet(style_sheet(look.theme))
