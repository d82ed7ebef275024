"""Search and commands: what is typed in the foot bar finds items, sections, pages and actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from fosdesk.base.text import folded
from fosdesk.services.search import Hit
from fosdesk.ui.frame.foot_bar import FootBar
from fosdesk.ui.parts.panel import Panel, column, height_at, reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

MOST = 8
ICONS = {"item": "list-checks", "section": "book-open", "row": "table", "document": "file-text"}
"""What kind of thing was found."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be run by its name."""

    title: str
    icon: str
    run: Callable[[], None]
    keys: str = ""


class SearchPopup(Panel):
    """The list over the foot bar. `chosen` carries a Hit or a Command."""

    chosen = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget, foot: FootBar, find: Callable[[str], Sequence[Hit]]
    ) -> None:
        super().__init__(look, edge="line-strong")
        self._over = parent
        self.setParent(parent)
        self._foot, self._line, self._find = foot, foot.search, find
        line = foot.search
        self._commands: Sequence[Command] = ()
        self._list = RowList(look, look.tr("Found"), lead=36)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        nothing = look.tr("Nothing found. Try a code, a word of the question, or the name of a page.")
        self._nothing = Label(look, nothing, "second", tone="muted", wrap=True)
        body = self._body = column(self, margins=(10, 8, 10, 8))
        body.addWidget(self._nothing)
        body.addWidget(self._list)
        self._list.opened.connect(self._open)
        line.textEdited.connect(self.look_for)
        line.moved.connect(self._move)
        line.opened.connect(
            lambda: (
                self._list.open_row(max(0, self._list.currentIndex().row())) if self._list.rows() else None
            )
        )
        line.given_up.connect(self.put_away)
        line.committed.connect(lambda: self.hide() if not line.hasFocus() else None)
        self.hide()

    def offer(self, commands: Sequence[Command]) -> None:
        """The commands that can be run where the person is."""
        self._commands = commands

    def begin(self) -> None:
        """Put the cursor into the field and show the commands."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self.look_for(self._line.text())

    def look_for(self, text: str) -> None:
        """Show what the text finds, best first; without a text the commands."""
        words = folded(text).split()
        rows = [
            RowItem(
                command.title,
                lead=Mark("icon", command.icon, "muted"),
                target=command,
                trail=Mark("text", command.keys, "muted") if command.keys else None,
            )
            for command in self._commands
            if all(word in folded(command.title) for word in words)
        ]
        hits = [
            RowItem(
                hit.title,
                hit.second,
                Mark("icon", ICONS[hit.kind], "muted"),
                target=hit,
                elided=True,
            )
            for hit in (self._find(text) if words else ())
        ]
        named = [row for row in rows if words and folded(row.title).startswith(words[0])]
        found = (named + hits + [row for row in rows if row not in named])[:MOST]
        self._list.show_rows(found)
        reveal(self._nothing, not found)
        reveal(self._list, bool(found))
        if found:
            self._list.setCurrentIndex(self._list.model().index(0, 0))
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Stand over the field, as wide as the window allows."""
        parent = self._over
        width = min(560, parent.width() - 24)
        self.resize(width, 10)
        high = min(height_at(self._body, width), parent.height() - 120)
        below = parent.height() - self._foot.height()
        left = parent.width() - width - 12 if self.look.rtl else 12
        self.setGeometry(QRect(left, below - high - 6, width, high))

    def put_away(self) -> None:
        """Close the list and give the focus back to the page."""
        self.hide()
        self._line.clear()
        self._foot.setFocus()

    def _move(self, step: int) -> None:
        rows = len(self._list.rows())
        if rows:
            at = (self._list.currentIndex().row() + step) % rows
            self._list.setCurrentIndex(self._list.model().index(at, 0))
            self._list.viewport().update()

    def _open(self, target: object) -> None:
        self.hide()
        self._line.clear()
        self.chosen.emit(target)
