"""The guidance panel: what a question means, what proves it, who knows, what happened so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fosdesk.ui.parts.button import Button
from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import Ground, Inside, column, reveal, row, scrolled
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look
from fosdesk.ui.theme.tokens import WIDTHS

if TYPE_CHECKING:
    from fosdesk.services.guidance import Guidance

SETTLE = 120
"""Milliseconds the focus must rest before the panel follows it."""


class Block(QWidget):
    """An icon and a heading over lines of text; the labels are used again for the next question."""

    def __init__(self, look: Look, icon: str, heading: str) -> None:
        super().__init__()
        self.look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 10)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(0, look.px(16) + 8)
        self._grid.addWidget(Icon(look, icon, "accent"), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(Label(look, heading, "second", bold=True, wrap=True), 0, 1, 1, 2)
        self._lines: list[tuple[Label, Label]] = []

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show (text, tone) lines; with none the block hides. Several lines carry bullets."""
        wanted = [line for line in lines if line[0]]
        for number in range(len(self._lines), len(wanted)):
            self._lines.append(self._line(number + 1))
        for number, (bullet, label) in enumerate(self._lines):
            used = number < len(wanted)
            if used:
                label.show_text(wanted[number][0])
                label.set_tone(wanted[number][1])
            reveal(bullet, used and len(wanted) > 1)
            reveal(label, used)
        reveal(self, bool(wanted))

    def _line(self, number: int) -> tuple[Label, Label]:
        bullet = Label(self.look, "•", "second", tone="muted")
        bullet.setFixedWidth(self.look.px(14))
        label = Label(self.look, "", "second", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(bullet, number, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, number, 2)
        return bullet, label


class GuidancePanel(Ground):
    """Follows the focus; `closed` asks the frame to put it away."""

    closed = Signal()
    wanted = Signal(str)
    """The item whose guidance is to be shown, once the focus rests on it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "card", Qt.Edge.LeftEdge)
        tr = look.tr
        self._item = ""
        self._timer = QTimer(self, singleShot=True, interval=SETTLE)
        self._timer.timeout.connect(lambda: self.wanted.emit(self._item))
        close = Button(look, "", "panel-right-close", name=tr("Close guidance"))
        close.clicked.connect(self.closed)
        head = row(gap=4, margins=(16, 8, 8, 0))
        head.addWidget(Label(look, tr("Guidance"), "question", bold=True), 1)
        head.addWidget(Label(look, "F1", "caption", tone="muted"))
        head.addWidget(close)
        hint = tr("Choose a question: its meaning and the usual proof appear here.")
        self._empty = Label(look, hint, "second", tone="muted", wrap=True)
        self._blocks = self._make_blocks()
        inside = Inside()
        body = column(inside, margins=(16, 6, 16, 16))
        body.addWidget(self._empty)
        for block in self._blocks.values():
            block.hide()
            body.addWidget(block)
        body.addStretch(1)
        self._scroll = scrolled(inside)
        self._scroll.setAccessibleName(tr("Guidance"))
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        self.setFixedWidth(min(max(look.px(WIDTHS["guidance"]), WIDTHS["guidance"]), 380))

    def follow(self, item_id: str) -> None:
        """The focus is on this item; the panel shows it when the focus rests."""
        if item_id != self._item:
            self._item = item_id
            self._blocks["history"].show_lines(())
            self._timer.start()

    def refresh(self) -> None:
        """Something was recorded about the item: show its history anew."""
        if self._item:
            self._timer.start()

    @property
    def item(self) -> str:
        """The item the panel is about."""
        return self._item

    def show_guidance(self, found: Guidance | None) -> None:
        """Show what was found; None shows the hint for a page without questions."""
        reveal(self._empty, found is None)
        for name, block in self._blocks.items():
            if name != "history":
                block.show_lines(_lines(found, name, self.look) if found else ())

    def show_history(self, item_id: str, lines: Sequence[str]) -> None:
        """Show what happened to an item, if it is still the one in focus."""
        if item_id == self._item:
            self._blocks["history"].show_lines([(line, "text") for line in lines])

    def _make_blocks(self) -> dict[str, Block]:
        tr = self.look.tr
        titles = {
            "meaning": ("book-open", tr("Meaning")),
            "rule": ("landmark", tr("What a conforming text says")),
            "change": ("file-pen-line", tr("How a gap is usually closed")),
            "appears": ("file-text", tr("Where it appears")),
            "estimate": ("ruler", tr("How to estimate")),
            "evidence": ("paperclip", tr("Typical evidence")),
            "who": ("users", tr("Who knows")),
            "misjudged": ("triangle-alert", tr("Often misjudged")),
            "references": ("scale", tr("References")),
            "provenance": ("info", tr("Where this comes from")),
            "history": ("history", tr("History")),
        }
        return {name: Block(self.look, icon, title) for name, (icon, title) in titles.items()}


def _lines(found: Guidance, name: str, look: Look) -> list[tuple[str, str]]:
    """The lines of one block with their colours."""
    tr = look.tr
    match name:
        case "meaning":
            return [(found.hint, "text"), (found.meaning, "text")]
        case "estimate":
            usual = tr("Usual source: {source}", source=found.usual_source) if found.usual_source else ""
            return [(found.how_to_estimate, "text"), (usual, "text")]
        case "rule":
            return [(found.rule, "text")]
        case "change":
            return [(text, "text") for text in found.change]
        case "appears":
            return [(found.appears, "text")]
        case "evidence":
            return [(text, "text") for text in found.evidence]
        case "who":
            return [(tr.series(found.who), "text")]
        case "misjudged":
            return [(text, "text") for text in found.misjudgements]
        case "references":
            to_check = any(check for _, check in found.references)
            caution = (
                tr("Reference to be checked")
                if len(found.references) == 1
                else tr("References to be checked")
            )
            return [*((text, "text") for text, _ in found.references), (caution if to_check else "", "warn")]
        case _:
            return [(found.provenance, "muted")]
