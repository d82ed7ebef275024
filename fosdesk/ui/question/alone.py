"""One question alone on the screen, in large type: for workshops, projectors and small screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from fosdesk.forms.pack import Item
from fosdesk.ui.paint import mirrored, rounded
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import Inside, column, emptied, row, scrolled
from fosdesk.ui.question.card import Card
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

STEPS = (1.0, 1.15, 1.3, 1.45, 1.6, 1.8, 2.0)
ROOM = (980, 520)
"""Width and height, at 100 %, in which the reference question stands whole."""
WIDEST = 1_180
"""Width of the card at 100 %: longer lines are hard to read."""


class ProgressLine(QWidget):
    """How far through the questions a person is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.share = look, 0.0
        self.setFixedHeight(look.px(6))

    def show_share(self, share: float, spoken: str) -> None:
        """Show a share from 0 to 1."""
        self.share = share
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, and the share of it in the accent, from the side where reading begins."""
        painter, box = QPainter(self), self.rect()
        rounded(painter, QRectF(box), box.height() / 2, self.look.colour("track"), None)
        done = box.adjusted(0, 0, -round(box.width() * (1 - self.share)), 0)
        if done.width() > box.height():
            where = QRectF(mirrored(done, box, self.look.rtl))
            rounded(painter, where, box.height() / 2, self.look.colour("accent"), None)


class AloneView(QWidget):
    """One card in large type with what is needed to go on. `make` makes a card for a look."""

    moved = Signal(int)
    left = Signal()

    def __init__(self, look: Look, make: Callable[[Look], Card], fill: Callable[[Card, Item], None]) -> None:
        super().__init__()
        self.look, self._make, self._fill = look, make, fill
        self.card: Card | None = None
        self._step = 0.0
        self._item: Item | None = None
        tr = look.tr
        self.where = Label(look, "", "question", bold=True, wrap=True)
        self.counted = Label(look, "", "question", tone="muted")
        leave = Button(look, tr("Leave"), "x", Variant.OUTLINED, name=tr("Leave (Esc)"))
        self.progress = ProgressLine(look)
        self.before = Button(look, tr("Previous question"), "arrow-left", Variant.OUTLINED)
        self.after = Button(look, tr("Next question"), "arrow-right", Variant.PRIMARY)
        self.answered = Label(look, "", "second", tone="muted")
        leave.clicked.connect(self.left)
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.after.clicked.connect(lambda: self.moved.emit(1))
        inside = Inside()
        centred = row(inside, margins=(0, 0, 0, 8))
        self._place = column()
        centred.addStretch(1)
        centred.addLayout(self._place, 100)
        centred.addStretch(1)
        self.area = scrolled(inside)
        self._lay_out(leave)

    def show_item(self, title: str, items: Sequence[Item], item: Item, done: int) -> None:
        """Show a question of a section, of which `done` questions have an answer."""
        tr, at = self.look.tr, next((n for n, one in enumerate(items, 1) if one.id == item.id), 0)
        counted = tr("{at} of {total}", at=tr.number(at), total=tr.number(len(items)))
        self.where.show_text(title)
        self.counted.show_text(counted)
        self.progress.show_share(at / max(1, len(items)), counted)
        self.answered.show_text(
            tr("{answered} of {total} answered", answered=tr.number(done), total=tr.number(len(items)))
        )
        other = self._item is None or self._item.id != item.id
        self._item = item
        self.refill()
        if other:
            self.area.verticalScrollBar().setValue(0)

    def refill(self) -> None:
        """Show the question as it stands now, in letters as large as the window allows."""
        step = scale(self.width() / self.look.factor, self.height() / self.look.factor)
        if self._item is None:
            return
        if self.card is None or step != self._step:
            self._step = step
            emptied(self._place)
            look = self.look
            self.card = self._make(Look(look.theme, look.factor * step, look.tr, look.icons))
            self.card.setMaximumWidth(round(WIDEST * look.factor * step))
            self.card.set_current(True)
            self._place.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        self.card.set_roomy(self.height() / self.look.factor >= ROOM[1] * step)
        self._fill(self.card, self._item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window size, another size of letters."""
        super().resizeEvent(event)
        if self.isVisible():
            self.refill()

    def _lay_out(self, leave: Button) -> None:
        head = row(gap=12)
        head.addWidget(self.where, 1)
        head.addWidget(self.counted)
        head.addWidget(leave)
        foot = row(gap=12)
        foot.addWidget(self.before)
        foot.addStretch(1)
        foot.addWidget(self.answered)
        foot.addStretch(1)
        foot.addWidget(self.after)
        whole = column(self, gap=6, margins=(24, 6, 24, 6))
        whole.addLayout(head)
        whole.addWidget(self.progress)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)


def scale(width: float, height: float) -> float:
    """How much larger than elsewhere letters may be, so that a question of the usual length stands whole."""
    most = min(width / ROOM[0], height / ROOM[1])
    return max((step for step in STEPS if step <= most), default=STEPS[0])
