"""The cards of a section, one under the other: reused frames, the ones a person can see first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from fosdesk.forms.pack import Item
from fosdesk.ui.parts.panel import Inside, column, lay_out, reveal, scrolled
from fosdesk.ui.question.card import Card
from fosdesk.ui.theme.look import Look

AT_ONCE = 2
"""Cards that are shown before the person can see the page; more would not fit on it."""
ROOMY = 520
"""Height of the column from which a card shows its hint as well."""


class CardColumn(QWidget):
    """Shows the items of a section in cards; `make` makes a frame, `fill` shows an item in it.

    The current card keeps its place under the strip until the person scrolls, whatever is shown above it.
    """

    def __init__(self, look: Look, make: Callable[[], Card], fill: Callable[[Card, Item], None]) -> None:
        super().__init__()
        self.look, self._make, self._fill = look, make, fill
        self.cards: list[Card] = []
        self.current = ""
        self._items: tuple[Item, ...] = ()
        self._late: list[int] = []
        self._held, self._roomy, self._claims = False, True, False
        self._inside = Inside()
        self._body = column(self._inside, gap=12, margins=(24, 0, 24, 24))
        self._body.addStretch(1)
        self._area = scrolled(self._inside)
        column(self).addWidget(self._area)
        self._soon = self._timer(self._show_late)
        self._hold_soon = self._timer(self._hold)
        bar = self._area.verticalScrollBar()
        bar.actionTriggered.connect(self.let_go)
        bar.rangeChanged.connect(lambda *_: self._hold_soon.start())
        bar.rangeChanged.connect(lambda *_: self._claim())

    def claim(self, *, on: bool) -> None:
        """Whether the cards keep the width they need when something stands beside them."""
        self._claims = on
        self._claim()

    def _claim(self) -> None:
        least = self._inside.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(least if self._claims else 0)

    def begin(self, items: Sequence[Item], current: str) -> None:
        """Show another section: the current card and the next at once, the others while the person reads."""
        self._items, self.current = tuple(items), current
        at = self._place_of(current)
        self._need_cards(min(at + AT_ONCE, len(items)))
        for number, card in enumerate(self.cards):
            near = at <= number < min(at + AT_ONCE, len(items))
            if near:
                self._fill(card, items[number])
            reveal(card, near)
        after, before = range(at + AT_ONCE, len(items)), range(at - 1, -1, -1)
        self._late = [*after, *before]
        self._soon.start()

    def refresh(self, items: Sequence[Item]) -> None:
        """Show the section as it stands now, in the frames there are."""
        self._items = tuple(items)
        self._late.clear()
        self._need_cards(len(items))
        for number, card in enumerate(self.cards):
            if number < len(items):
                self._fill(card, items[number])
            reveal(card, number < len(items))
        self._hold()

    def settle(self) -> None:
        """Show all cards of the section now."""
        if self._late:
            self._area.setUpdatesEnabled(False)
            for number in self._late:
                self._show_number(number)
            self._late.clear()
            self._hold()
            self._area.setUpdatesEnabled(True)

    def card(self, item_id: str) -> Card | None:
        """The frame that shows an item."""
        at = next((n for n, item in enumerate(self._items) if item.id == item_id), -1)
        return self.cards[at] if 0 <= at < len(self.cards) else None

    def go_to(self, item_id: str) -> None:
        """Bring a card under the strip and keep it there."""
        if item_id != self.current:
            self.settle()
        self.mark(item_id)
        self._held = True
        self._hold()

    def mark(self, item_id: str) -> None:
        """Make a card the current one where it stands."""
        self._held = self._held and item_id == self.current
        self.current = item_id
        for card in self.cards:
            card.set_current(card.item_id == item_id)

    def let_go(self) -> None:
        """The person scrolls: nothing is held in place any more."""
        self._held = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window shows less beside the question itself."""
        super().resizeEvent(event)
        self._roomy = event.size().height() >= ROOMY * self.look.factor
        for card in self.cards:
            card.set_roomy(self._roomy)

    def _show_late(self) -> None:
        """Show one more card."""
        if not self._late:
            return
        number = self._late.pop(0)
        self._area.setUpdatesEnabled(False)
        self._show_number(number)
        if number < self._place_of(self.current):
            self._hold()
        self._area.setUpdatesEnabled(True)
        if self._late:
            self._soon.start()

    def _show_number(self, number: int) -> None:
        if number < len(self._items):
            self._need_cards(number + 1)
            self._fill(self.cards[number], self._items[number])
            reveal(self.cards[number], True)

    def _hold(self) -> None:
        card = self.card(self.current)
        if self._held and card is not None:
            self._lay_out()
            self._area.verticalScrollBar().setValue(card.y())

    def _lay_out(self) -> None:
        """Give the cards their places now, not when Qt comes to it."""
        view = self._area.viewport().size()
        lay_out(self._inside)
        height = self._body.totalHeightForWidth(view.width())
        self._inside.resize(view.width(), max(height, view.height()))
        self._body.activate()

    def _place_of(self, item_id: str) -> int:
        return next((n for n, item in enumerate(self._items) if item.id == item_id), 0)

    def _need_cards(self, count: int) -> None:
        for number in range(len(self.cards), count):
            card = self._make()
            card.set_roomy(self._roomy)
            self.cards.append(card)
            self._body.insertWidget(number, card)

    def _timer(self, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=0)
        timer.timeout.connect(call)
        return timer
