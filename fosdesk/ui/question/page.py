"""The question page: one section at a time, its cards reused from section to section."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from fosdesk.forms.completion import is_open
from fosdesk.forms.pack import Item, ItemType, Section
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import journey
from fosdesk.services.filtering import Filter
from fosdesk.ui.desk import Desk, Page, Place
from fosdesk.ui.key_binding import Act, Binding
from fosdesk.ui.keys import QUESTION
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.question.alone import AloneView
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.column import CardColumn
from fosdesk.ui.question.editors import Editor
from fosdesk.ui.question.filter_line import FilterLine
from fosdesk.ui.question.head import SectionHead
from fosdesk.ui.question.reading import Reading
from fosdesk.ui.question.recording import Recording
from fosdesk.ui.question.strip import Strip, stop_of


class QuestionPage(Page):
    """Shows the sections of Environment and of the Standards."""

    def __init__(self, desk: Desk, rows: Callable[[], Editor] | None = None) -> None:
        super().__init__(desk)
        self._section: Section | None = None
        self._let_through = Filter()
        self._stay: frozenset[str] = frozenset()
        self.recording = Recording(desk, self._show_again, self, rows)
        self.commits = self.recording.commits
        self.head = SectionHead(desk.look)
        self.strip = Strip(desk.look)
        self.filter = FilterLine(desk.look)
        self.column = CardColumn(desk.look, self.recording.make_card, self.recording.fill)
        self.alone: AloneView | None = None
        self._keys = Binding(QUESTION, self._acts())
        self._top = QWidget()
        top = column(self._top, gap=6, margins=(24, 6, 24, 6))
        top.addWidget(self.head)
        top.addWidget(self.filter)
        top.addWidget(self.strip)
        main = QWidget()
        self._line = row(self)
        self._line.addWidget(main, 1)
        self.reading = Reading(desk, self, self._line, lambda on: self.column.claim(on=on))
        self._whole = column(main)
        self._whole.addWidget(self._top)
        self._whole.addWidget(self.column, 1)
        self.head.moved.connect(self._next_section)
        self.head.alone_wanted.connect(self.toggle_alone)
        self.head.text.clicked.connect(lambda: self.reading.toggle(self.current))
        self.reading.left.connect(lambda: self._go_to(self.current))
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
        self.reading.leave()

    def changed(self, changes: ChangeSet) -> None:
        """Show what was recorded. What matches no more stays until the person goes on to another section."""
        items = self._items()
        self.reading.refresh()
        self._stay |= {item.id for item in items}
        if self.is_alone:
            self._show_alone(self.current)
            return
        self.column.refresh(items)
        self._show_head()

    def settle(self) -> None:
        """Show all cards of the section now."""
        self.column.settle()

    def guidance_shown(self, shown: bool) -> None:
        """The button that opens the guidance is there while it is closed."""
        reveal(self.head.guidance, not shown)
        self.reading.guidance_shown(shown)

    def toggle_alone(self) -> None:
        """One question per screen, or all of the section."""
        self.set_alone(alone=not self.is_alone)

    @property
    def is_alone(self) -> bool:
        """Whether one question fills the screen."""
        return self.alone is not None and not self.alone.isHidden()

    def set_alone(self, *, alone: bool) -> None:
        """One question per screen, or all of the section, at the same question."""
        if alone == self.is_alone:
            return
        self.commits.commit()
        if self.alone is None:
            self.alone = AloneView(self.look, self.recording.make_card, self.recording.fill)
            self.alone.moved.connect(self._step)
            self.alone.left.connect(lambda: self.set_alone(alone=False))
            self._whole.addWidget(self.alone, 1)
        current = self.current
        self.setFocus()  # a part that hides hands its focus to its neighbour
        self.desk.alone(alone)
        for part, shown in ((self._top, not alone), (self.column, not alone), (self.alone, alone)):
            reveal(part, shown)
        if not alone:
            self.column.refresh(self._items())
            self._show_head()
        self._go_to(current)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page shows the whole frame again."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.set_alone(alone=False)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the question page (UX.md, "Keyboard")."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def _acts(self) -> dict[str, Act]:
        """What the keys of the table do here."""
        return {
            "level": self._choose_level,
            "flag": lambda _: self._on_card(Card.toggle_flag),
            "clear": lambda _: self._on_card(Card.clear_answer),
            "text": lambda _: self.reading.toggle(self.current),
            "history": lambda _: self._on_card(Card.show_history),
            "back": lambda _: self._back(),
            "next": lambda _: self._step(1),
            "previous": lambda _: self._step(-1),
            "next_open": lambda _: self._next_open(),
            **{name: self._opens(name) for name in ("na", "unknown", "comment", "evidence")},
        }

    def _opens(self, name: str) -> Act:
        return lambda _: self._on_card(lambda card: card.open_aside(name))

    def _on_card(self, act: Callable[[Card], None]) -> None:
        card = self._card()
        if card is not None:
            act(card)

    def _choose_level(self, level: int) -> None:
        card = self._card()
        if card is not None and card.content is not None and card.content.item.type is ItemType.LEVEL:
            card.press(level)

    def _back(self) -> None:
        """Out of what stands open, then out of one question alone, then out of the filter."""
        card = self._card()
        if card is not None and card.open_part:
            card.open_aside("")
            card.enter()
        elif self.alone is not None and not self.alone.isHidden():
            self.set_alone(alone=False)
        elif self.desk.filters.active:
            self.desk.filters.clear()
        elif card is not None:
            card.enter()

    def _step(self, step: int) -> None:
        self.commits.commit()
        items = [item.id for item in self._items()]
        at = items.index(self.current) + step if self.current in items else 0
        if 0 <= at < len(items):
            self._go_to(items[at])
        else:
            self._next_section(step, last=step < 0)

    def _next_open(self) -> None:
        """The next unanswered question, through all sections."""
        self.commits.commit()
        a = self.desk.here
        items = [item for section in self._sections() for item in self._items_of(section)]
        at = next((n for n, item in enumerate(items) if item.id == self.current), -1)
        for item in (*items[at + 1 :], *items[: at + 1]):
            if is_open(item, a.form):
                self.desk.go(Place("question", item.section, item.id))
                return
        self.desk.toast(self.look.tr("Every question has an answer."))

    def _next_section(self, step: int, *, last: bool = False) -> None:
        """The next section with questions, or the one before, perhaps at its last question."""
        order = journey.question_sections(self.desk.here)
        here = next((n for n, one in enumerate(order) if one is self._section), 0)
        ahead = order[here + 1 :] if step > 0 else order[:here][::-1]
        found = next((one for one in ahead if self._items_of(one)), None)
        if found is not None:
            item = self._items_of(found)[-1].id if last else ""
            self.desk.go(Place("question", found.id, item))

    def _go_to(self, item_id: str, field: str = "") -> None:
        if self.is_alone:
            self._show_alone(item_id)
        self.column.go_to(item_id)
        card = self._card(item_id)
        if card is not None:
            self._set_current(item_id)
            card.enter(field)

    def _card(self, item_id: str = "") -> Card | None:
        """The frame that shows an item, the current one unless another is named."""
        if self.alone is not None and self.is_alone:
            return self.alone.card
        wanted = item_id or self.current
        return self.column.card(wanted) if wanted else None

    def _show_alone(self, item_id: str) -> None:
        """Show a question alone, with how far through the section it is."""
        items = [item for item in self._items() if item.type is not ItemType.NOTE]
        item = next((one for one in items if one.id == item_id), None)
        if self.alone is not None and item is not None and self._section is not None:
            answered = sum(self.desk.here.snapshot.answer(one.id) is not None for one in items)
            self.alone.show_item(self._section.title, items, item, answered)

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
        self.head.show_text(*self.reading.offer(item_id))
        self.desk.guide(item_id)
        self.reading.about(item_id)
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
        waiting = (item.id for item in items if is_open(item, self.desk.here.form))
        return next(waiting, items[0].id if items else "")

    def _show_again(self, item_id: str) -> None:
        for card in (self.column.card(item_id), self._card(item_id)):
            if card is not None and card.item_id == item_id:
                self.recording.fill(card, self.desk.here.bank.items[item_id])
                card.set_current(item_id == self.current)

    def _show_head(self) -> None:
        if self._section is not None:
            self.head.show_section(self.desk.follows, self._section)
            self.filter.show_filter(self.desk, nothing=not self._items())
            reveal(self.strip, bool(self._items()))
            self._show_strip()
            self.head.show_text(*self.reading.offer(self.current))

    def _show_strip(self) -> None:
        snapshot, stops = self.desk.here.snapshot, []
        for item in self._items():
            if item.type.answerable:
                cell = snapshot.cell(item.id, "value")
                disputed = cell is not None and cell.disagreement
                spoken = f"{item.code}  {item.label}"
                stops.append(stop_of(item, snapshot.answer(item.id), spoken, disputed=disputed))
        self.strip.show_stops(stops, self.current)
