"""The title bar: where I am, who I am, and that everything is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fosdesk.ui.paint import rounded
from fosdesk.ui.parts.button import Button
from fosdesk.ui.parts.marks import Chip, Icon
from fosdesk.ui.parts.panel import Ground, reveal, row
from fosdesk.ui.text import ElidedLabel, Label, tooltip
from fosdesk.ui.theme.look import Look

HEIGHT = 44


class Tile(QWidget):
    """The mark of the program."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setFixedSize(look.px(22), look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A compass on the accent colour."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 5, self.look.colour("accent"), None)
        pixmap = self.look.icon("compass", "on-accent", 15, self.devicePixelRatioF())
        inset = (self.width() - self.look.px(15)) // 2
        painter.drawPixmap(inset, inset, pixmap)


class TitleBar(Ground):
    """Country, kind and year, edition; TRAINING; undo and redo; the person; the state of saving.

    The state of saving always has the same place.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, "card", Qt.Edge.BottomEdge)
        tr = look.tr
        self._where = ElidedLabel(look)
        self._training = Chip(look, "", "warn")
        self._person = ElidedLabel(look, "", "second", tone="muted")
        self._icon = Icon(look, "check", "ok")
        self._state = Label(look, "", "second")
        self._state.setAccessibleName(tr("State of saving"))
        self.undo = Button(look, "", "undo-2", small=True, name=tr("Undo"))
        self.redo = Button(look, "", "redo-2", small=True, name=tr("Redo"))
        steps = row(gap=0)
        steps.addWidget(self.undo)
        steps.addWidget(self.redo)
        line = row(self, gap=8, margins=(16, 0, 16, 1))
        line.addWidget(Tile(look))
        line.addWidget(Label(look, "FOSDesk", "question", bold=True))
        line.addSpacing(24)
        line.addWidget(self._where)
        line.addWidget(self._training)
        line.addStretch(1)
        line.addLayout(steps)
        line.addWidget(self._person)
        line.addSpacing(12)
        line.addWidget(self._icon)
        line.addWidget(self._state)
        self.setFixedHeight(max(look.px(HEIGHT), look.metrics("question", bold=True).height() + 14))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No assessment is open."""
        self._where.show_text("")
        self._training.show_text("")
        self._state.show_text("")
        self._icon.hide()
        reveal(self.undo, False)
        reveal(self.redo, False)

    def show_where(self, where: str, person: str, *, training: bool) -> None:
        """Name the assessment and the person."""
        self._where.show_text(where)
        self._person.show_text(person)
        self._training.show_text(self.look.tr("TRAINING") if training else "")

    def show_steps(self, undo: str, redo: str) -> None:
        """Name what undo and redo would take; without a step the button cannot be pressed."""
        tr = self.look.tr
        named = (
            (self.undo, undo, tr("Undo: {what} (Ctrl+Z)", what=undo), tr("Nothing to undo")),
            (self.redo, redo, tr("Redo: {what} (Ctrl+Shift+Z)", what=redo), tr("Nothing to redo")),
        )
        for button, what, doing, nothing in named:
            button.setEnabled(bool(what))
            button.setAccessibleName(doing if what else nothing)
            tooltip(button, button.accessibleName())
            reveal(button, True)

    def show_saved(self, moment: datetime | None) -> None:
        """Everything is committed; `moment` is None where nothing was recorded in this run."""
        tr = self.look.tr
        text = tr("Saved") if moment is None else tr("Saved {time}", time=tr.time(moment))
        self._say("check", "ok", text, "text")

    def show_saving(self) -> None:
        """An edit is on its way to the disk."""
        self._say("clock", "muted", self.look.tr("Saving…"), "muted")

    def show_draft(self) -> None:
        """Words are being typed; they are kept, and not yet recorded."""
        self._say("clock", "muted", self.look.tr("Draft kept"), "muted")

    def show_failed(self) -> None:
        """An edit could not be committed; the page says why."""
        self._say("triangle-alert", "bad", self.look.tr("Not saved"), "bad")

    def show_read_only(self) -> None:
        """The assessment may be read and not changed."""
        self._say("lock", "warn", self.look.tr("Read only"), "warn")

    def state(self) -> str:
        """What the bar says about saving."""
        return self._state.text()

    def _say(self, icon: str, tone: str, text: str, ink: str) -> None:
        self._icon.show()
        self._icon.show_icon(icon, tone)
        self._state.set_tone(ink)
        self._state.show_text(text)
