"""The question page: one section at a time, its cards reused from section to section."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from fosdesk.forms.pack import Item, ItemType, Section
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import journey
from fosdesk.services.filtering import Filter
from fosdesk.ui.desk import Desk, Page, Place
from fosdesk.ui.parts.panel import column, reveal
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.column import CardColumn
from fosdesk.ui.question.filter_line import FilterLine
from fosdesk.ui.question.head import SectionHead
from fosdesk.ui.question.recording import Recording
from fosdesk.ui.question.strip import Strip, stop_of

LETTERS = {
    Qt.Key.Key_X: "na",
    Qt.Key.Key_U: "unknown",
    Qt.Key.Key_C: "comment",
    Qt.Key.Key_E: "evidence",
}


class QuestionPage(Page):
    """Shows the sections of Environment and of the Standards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._section: Section | None = None
        self._let_through = Filter()
        self._stay: frozenset[str] = frozenset()
        self.recording = Recording(desk, self._show_again, self)
        self.commits = self.recording.commits
        self.head = SectionHead(desk.look)
        self.strip = Strip(desk.look)
        self.filter = FilterLine(desk.look)
        self.column = CardColumn(desk.look, self.recording.make_card, self.recording.fill)
        top = column(gap=6, margins=(24, 6, 24, 6))
        top.addWidget(self.head)
        top.addWidget(self.filter)
        top.addWidget(self.strip)
        whole = column(self)
        whole.addLayout(top)
        whole.addWidget(self.column, 1)
        self.head.moved.connect(self._next_section)
        self.head.alone_wanted.connect(self.toggle_alone)
        self.head.guidance.clicked.connect(desk.toggle_guidance)
        self.strip.wanted.connect(self._go_to)
        self.filter.list_wanted.connect(lambda: desk.go(Place("filter")))
        self.filter.all_wanted.connect(desk.filters.clear)
        desk.filters.changed.connect(self._filter_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    # --- where the person is

    @property
    def cards(self) -> list[Card]:
        """The frames there are, in use or not."""
        return self.column.cards

    @property
    def current(self) -> str:
        """The item in focus."""
        return self.column.current

    def enter(self, place: Place) -> None:
        """Show a section, and an item of it if one is named."""
        section = self._wanted_section(place)
        if section is None:
            return
        filtered = self.desk.filters.wanted
        changed = self._section is None or section.id != self._section.id or filtered != self._let_through
        if changed:
            self.commits.commit()
            self._section, self._let_through, self._stay = section, filtered, frozenset()
        self._stay |= {place.item} if place.item else set()
        self._stay |= {item.id for item in self._items()}
        items = self._items()
        wanted = place.item if any(item.id == place.item for item in items) else ""
        if changed:
            self.column.begin(items, wanted or self._first_open(items))
        else:
            self.column.refresh(items)
        self._show_head()
        self._go_to(wanted or self.current, place.field)

    def leave(self) -> None:
        """Record what is being typed."""
        self.commits.commit()

    def changed(self, changes: ChangeSet) -> None:
        """Show what was recorded. What matches no more stays until the person goes on to another section."""
        items = self._items()
        self._stay |= {item.id for item in items}
        self.column.refresh(items)
        self._show_head()

    def settle(self) -> None:
        """Show all cards of the section now."""
        self.column.settle()

    def guidance_shown(self, shown: bool) -> None:
        """The button that opens the guidance is there while it is closed."""
        reveal(self.head.guidance, not shown)

    def toggle_alone(self) -> None:
        """One question per screen, or all of the section."""
        alone = not self.column.alone
        self.column.set_alone(alone=alone)
        self.desk.alone(alone)
        self.head.show_alone(alone)
        self._go_to(self.current)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the question page (UX.md, "Keyboard")."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        card = self.column.card(self.current)
        if modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Down:
            self._next_open()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key == Qt.Key.Key_Escape and self.desk.filters.active and not (card and card.open_part):
            self.desk.filters.clear()
        elif card is None or modifiers & ~Qt.KeyboardModifier.ShiftModifier or not _press(card, key):
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self.commits.commit()
        items = [item.id for item in self._items()]
        at = items.index(self.current) + step if self.current in items else 0
        if 0 <= at < len(items):
            self._go_to(items[at])
        else:
            self._next_section(step)

    def _next_open(self) -> None:
        """The next unanswered question, through all sections."""
        self.commits.commit()
        a = self.desk.here
        items = [item for section in self._sections() for item in self._items_of(section)]
        at = next((n for n, item in enumerate(items) if item.id == self.current), -1)
        for item in (*items[at + 1 :], *items[: at + 1]):
            if item.type.answerable and a.snapshot.answer(item.id) is None:
                self.desk.go(Place("question", item.section, item.id))
                return
        self.desk.toast(self.look.tr("Every question has an answer."))

    def _next_section(self, step: int) -> None:
        """The next section with questions, or the one before."""
        order = journey.question_sections(self.desk.here)
        here = next((n for n, one in enumerate(order) if one is self._section), 0)
        ahead = order[here + 1 :] if step > 0 else order[:here][::-1]
        found = next((one for one in ahead if self._items_of(one)), None)
        if found is not None:
            self.desk.go(Place("question", found.id))

    def _go_to(self, item_id: str, field: str = "") -> None:
        self.column.go_to(item_id)
        card = self.column.card(item_id) if item_id else None
        if card is not None:
            self._set_current(item_id)
            card.enter(field)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The card that takes the focus is the current one."""
        if now is None or not self.column.isAncestorOf(now):
            return
        for card in self.cards:
            if card.item_id != self.current and card.isAncestorOf(now):
                self._set_current(card.item_id)

    def _set_current(self, item_id: str) -> None:
        self.column.mark(item_id)
        self._show_strip()
        self.desk.guide(item_id)
        if self._section is not None:
            self.desk.moved(Place("question", self._section.id, item_id))

    # --- what is shown

    def _wanted_section(self, place: Place) -> Section | None:
        a = self.desk.here
        wanted = place.section or (a.bank.items[place.item].section if place.item in a.bank.items else "")
        sections = journey.question_sections(a)
        there = (one for one in sections if any(a.form.visible(item.id) for item in one.items))
        found = next((one for one in there if one.id == wanted), None)
        return found or next(iter(self._sections()), None)

    def _sections(self) -> tuple[Section, ...]:
        return tuple(one for one in journey.question_sections(self.desk.here) if self._items_of(one))

    def _items(self) -> tuple[Item, ...]:
        return () if self._section is None else self._items_of(self._section)

    def _items_of(self, section: Section) -> tuple[Item, ...]:
        """The visible items of a section that the filter lets through, and those that stay for now."""
        form, filters = self.desk.here.form, self.desk.filters
        visible = tuple(item for item in section.items if form.visible(item.id))
        if not filters.active:
            return visible
        through = filters.tally(self.desk.follows).ids
        if section is self._section:
            through |= self._stay
        return tuple(item for item in visible if item.id in through)

    def _filter_changed(self) -> None:
        if self.isVisible() and self._section is not None:
            self.enter(Place("question", self._section.id, self.current))

    def _first_open(self, items: tuple[Item, ...]) -> str:
        snapshot = self.desk.here.snapshot
        waiting = (item.id for item in items if item.type.answerable and snapshot.answer(item.id) is None)
        return next(waiting, items[0].id if items else "")

    def _show_again(self, item_id: str) -> None:
        card = self.column.card(item_id)
        if card is not None and card.item_id == item_id:
            self.recording.fill(card, self.desk.here.bank.items[item_id])
            card.set_current(item_id == self.current)

    def _show_head(self) -> None:
        if self._section is not None:
            self.head.show_section(self.desk.follows, self._section)
            self.filter.show_filter(self.desk, nothing=not self._items())
            reveal(self.strip, bool(self._items()))
            self._show_strip()

    def _show_strip(self) -> None:
        snapshot, stops = self.desk.here.snapshot, []
        for item in self._items():
            if item.type.answerable:
                cell = snapshot.cell(item.id, "value")
                disputed = cell is not None and cell.disagreement
                spoken = f"{item.code}  {item.label}"
                stops.append(stop_of(item, snapshot.answer(item.id), spoken, disputed=disputed))
        self.strip.show_stops(stops, self.current)


def _press(card: Card, key: Qt.Key) -> bool:
    """What a key does to a card; False where it does nothing."""
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_4:
        is_level = card.content is not None and card.content.item.type is ItemType.LEVEL
        return is_level and card.press(int(key) - int(Qt.Key.Key_0))
    if key in LETTERS:
        card.open_aside(LETTERS[key])
    elif key == Qt.Key.Key_F:
        card.toggle_flag()
    elif key == Qt.Key.Key_Delete:
        card.clear_answer()
    elif key == Qt.Key.Key_Escape:
        card.open_aside("")
        card.enter()
    else:
        return False
    return True
