"""The question page: one section at a time, its cards reused from section to section."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from fosdesk.base.errors import FosdeskError, sentence
from fosdesk.forms.pack import Item, ItemType, Section
from fosdesk.model.answers import Answer, CellValue, Json, to_cell
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import answering, disagreement, journey
from fosdesk.services.drafts import draft, drafts
from fosdesk.ui.desk import Desk, Page, Place
from fosdesk.ui.parts.panel import column, reveal, scrolled
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.commits import Commits
from fosdesk.ui.question.content import TYPED, content_of
from fosdesk.ui.question.head import SectionHead
from fosdesk.ui.question.strip import Strip, stop_of
from fosdesk.ui.recorder import Failure, Key, Write

VALUE_DRAFTS = ("value", "na", "unmeasured", "unknown_who", "unknown_by")
"""Drafts that are settled when the answer itself is recorded."""
AT_ONCE = 2
"""Cards that are shown before the person can see the page; more would not fit on it."""
ROOMY = 600
"""Height of the page from which a card shows its hint as well."""
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
        a = desk.here
        self._section: Section | None = None
        self._current = ""
        self._alone, self._roomy = False, True
        self._late: list[int] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_late)
        self._drafts: dict[Key, str] = dict(drafts(a))
        self.commits = Commits(self._keep_draft)
        self.head = SectionHead(desk.look)
        self.strip = Strip(desk.look)
        self.cards: list[Card] = []
        self._inside = QWidget()
        self._column = column(self._inside, gap=12, margins=(24, 0, 24, 24))
        self._column.addStretch(1)
        self._scroll = scrolled(self._inside)
        top = column(gap=6, margins=(24, 6, 24, 6))
        top.addWidget(self.head)
        top.addWidget(self.strip)
        whole = column(self)
        whole.addLayout(top)
        whole.addWidget(self._scroll, 1)
        self.head.moved.connect(self._next_section)
        self.head.alone_wanted.connect(self.toggle_alone)
        self.head.guidance.clicked.connect(desk.toggle_guidance)
        self.strip.wanted.connect(self._go_to)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        desk.records.failed.connect(self._not_saved)
        desk.records.recorded.connect(self._recorded)

    # --- where the person is

    def enter(self, place: Place) -> None:
        """Show a section, and an item of it if one is named."""
        a = self.desk.here
        section_id = place.section
        if not section_id and place.item in a.bank.items:
            section_id = a.bank.items[place.item].section
        sections = self._sections()
        section = next((one for one in sections if one.id == section_id), sections[0] if sections else None)
        if section is None:
            return
        if self._section is None or section.id != self._section.id:
            self.commits.commit()
            self._section = section
            self._current = ""
        items = self._items()
        wanted = place.item if any(item.id == place.item for item in items) else ""
        before, self._current = self._current, wanted or self._current or self._first_open(items)
        if before:
            self.refresh()
        else:
            self._begin_section(items)
        self._go_to(self._current, place.field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window shows less beside the question itself."""
        super().resizeEvent(event)
        self._roomy = event.size().height() >= ROOMY * self.look.factor
        for card in self.cards:
            card.set_roomy(self._roomy)

    def guidance_shown(self, shown: bool) -> None:
        """The button that opens the guidance is there while it is closed."""
        reveal(self.head.guidance, not shown)

    def leave(self) -> None:
        """Record what is being typed."""
        self.commits.commit()

    def changed(self, changes: ChangeSet) -> None:
        """Show what was recorded."""
        self.refresh()

    @property
    def current(self) -> str:
        """The item in focus."""
        return self._current

    @property
    def alone(self) -> bool:
        """Whether one question stands alone on the page."""
        return self._alone

    def refresh(self) -> None:
        """Show the section as it stands now, in the frames there are."""
        if self._section is None:
            return
        items = self._items()
        self._late.clear()
        self._need_cards(len(items))
        for number, card in enumerate(self.cards):
            used = number < len(items)
            if used:
                self._show_card(card, items[number])
            reveal(card, used and (not self._alone or items[number].id == self._current))
        self._show_head(items)

    def _begin_section(self, items: tuple[Item, ...]) -> None:
        """Show the current card and the next at once; the others follow while the person reads."""
        at = next((n for n, item in enumerate(items) if item.id == self._current), 0)
        self._need_cards(len(items))
        for number, card in enumerate(self.cards):
            near = at <= number < min(at + AT_ONCE, len(items))
            if near:
                self._show_card(card, items[number])
            reveal(card, near and (number == at or not self._alone))
        after, before = range(at + AT_ONCE, len(items)), range(at - 1, -1, -1)
        self._late = [] if self._alone else [*after, *before]
        self._show_head(items)
        self._soon.start()

    def _show_late(self) -> None:
        """Show one more card; the current one keeps its place on the screen."""
        items = self._items()
        if self._section is None or not self._late:
            return
        number = self._late.pop(0)
        if number < len(items):
            card = self.cards[number]
            self._show_card(card, items[number])
            reveal(card, True)
            current = self._card(self._current)
            if current is not None and number < self.cards.index(current):
                self._keep_in_place(current)
        if self._late:
            self._soon.start()

    def _keep_in_place(self, card: Card) -> None:
        """Let the layout settle unseen, then bring the card back to where it was."""
        bar = self._scroll.verticalScrollBar()
        offset = card.y() - bar.value()
        self._scroll.setUpdatesEnabled(False)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        bar.setValue(card.y() - offset)
        self._scroll.setUpdatesEnabled(True)

    def settle(self) -> None:
        """Show all cards of the section now."""
        while self._late:
            self._show_late()

    def toggle_alone(self) -> None:
        """One question per screen, or all of the section."""
        self._alone = not self._alone
        reveal(self.strip, not self._alone)
        self.head.show_alone(self._alone)
        self.refresh()
        self._go_to(self._current)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the question page (UX.md, "Keyboard")."""
        card = self._card(self._current)
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Down:
            self._next_open()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        elif card is None or modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_4:
            self._press_level(card, int(key) - int(Qt.Key.Key_0))
        elif key in LETTERS:
            card.open_aside(LETTERS[key])
        elif key == Qt.Key.Key_F:
            card.toggle_flag()
        elif key == Qt.Key.Key_Delete:
            card.clear_answer()
        elif key == Qt.Key.Key_Escape:
            card.open_aside("")
            card.enter()
        else:
            super().keyPressEvent(event)

    def _press_level(self, card: Card, level: int) -> None:
        if card.content is not None and card.content.item.type is ItemType.LEVEL:
            card.press(level)

    def _step(self, step: int) -> None:
        self.commits.commit()
        items = [item.id for item in self._items()]
        at = items.index(self._current) + step if self._current in items else 0
        if 0 <= at < len(items):
            self._go_to(items[at])
        else:
            self._next_section(step)

    def _next_open(self) -> None:
        """The next unanswered question, through all sections."""
        self.commits.commit()
        a = self.desk.here
        items = [item for section in self._sections() for item in self._items_of(section)]
        at = next((n for n, item in enumerate(items) if item.id == self._current), -1)
        for item in (*items[at + 1 :], *items[: at + 1]):
            if item.type.answerable and a.snapshot.answer(item.id) is None:
                self.desk.go(Place("question", item.section, item.id))
                return
        self.desk.toast(self.look.tr("Every question has an answer."))

    def _next_section(self, step: int) -> None:
        sections = self._sections()
        at = (
            next((n for n, one in enumerate(sections) if self._section and one.id == self._section.id), 0)
            + step
        )
        if 0 <= at < len(sections):
            self.desk.go(Place("question", sections[at].id))

    def _go_to(self, item_id: str, field: str = "") -> None:
        if item_id != self._current:
            self.settle()
        card = self._card(item_id)
        if card is None:
            return
        self._set_current(item_id)
        card.enter(field)
        self._scroll_to(card)

    def _scroll_to(self, card: Card) -> None:
        """The question always comes to the same place: its head under the strip."""
        if self._alone:
            return
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._scroll.verticalScrollBar().setValue(card.y())

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The card that takes the focus is the current one."""
        for card in self.cards:
            if now is not None and card.isVisible() and card.isAncestorOf(now):
                self._set_current(card.item_id)

    def _set_current(self, item_id: str) -> None:
        self.desk.guide(item_id)
        card = self._card(item_id)
        if card is None or (item_id == self._current and card.is_current):
            return
        self._current = item_id
        for card in self.cards:
            card.set_current(card.item_id == item_id)
            if self._alone:
                reveal(card, card.item_id == item_id)
        self._show_head(self._items())

    # --- what is shown

    def _sections(self) -> tuple[Section, ...]:
        a = self.desk.here
        return journey.sections_of(a, "environment") + journey.sections_of(a, "standards")

    def _items(self) -> tuple[Item, ...]:
        return () if self._section is None else self._items_of(self._section)

    def _items_of(self, section: Section) -> tuple[Item, ...]:
        form = self.desk.here.form
        return tuple(item for item in section.items if form.visible(item.id))

    def _first_open(self, items: tuple[Item, ...]) -> str:
        snapshot = self.desk.here.snapshot
        waiting = (item.id for item in items if item.type.answerable and snapshot.answer(item.id) is None)
        return next(waiting, items[0].id if items else "")

    def _card(self, item_id: str) -> Card | None:
        items = [item.id for item in self._items()]
        return (
            self.cards[items.index(item_id)]
            if item_id in items and items.index(item_id) < len(self.cards)
            else None
        )

    def _need_cards(self, count: int) -> None:
        for number in range(len(self.cards), count):
            card = Card(self.look, self._parse)
            card.set_roomy(self._roomy)
            card.answered.connect(self._answer)
            card.facet_given.connect(self._facet)
            card.decided.connect(self._decide)
            card.typed.connect(self.commits.typed)
            card.committed.connect(self.commits.commit)
            card.discarded.connect(self.commits.discard)
            card.attach_wanted.connect(self._attach)
            card.detach_wanted.connect(self._detach)
            card.again_wanted.connect(self._again)
            card.focused.connect(self._set_current)
            self.cards.append(card)
            self._column.insertWidget(number, card)

    def _show_card(self, card: Card, item: Item) -> None:
        records = self.desk.records
        card.show_content(
            content_of(self.desk.here, item, self._drafts, records.failures, self.look.tr),
            self.commits.is_typing,
        )
        card.set_current(item.id == self._current)

    def _show_head(self, items: tuple[Item, ...]) -> None:
        a, section = self.desk.here, self._section
        if section is None:
            return
        self.head.show_section(a, section)
        snapshot = a.snapshot
        stops = []
        for item in items:
            if item.type.answerable:
                cell = snapshot.cell(item.id, "value")
                disputed = cell is not None and cell.disagreement
                spoken = f"{item.code}  {item.label}"
                stops.append(stop_of(item, snapshot.answer(item.id), spoken, disputed=disputed))
        self.strip.show_stops(stops, self._current)

    # --- what the person meant

    def _answer(self, item_id: str, given: Answer | None) -> None:
        a = self.desk.here
        self._record(item_id, "value", to_cell(given), lambda seen: answering.answer(a, item_id, given, seen))

    def _facet(self, item_id: str, facet: str, value: Json) -> None:
        a = self.desk.here
        self._record(
            item_id, facet, {"v": value}, lambda seen: answering.set_facet(a, item_id, facet, value, seen)
        )

    def _decide(self, item_id: str, field: str, value: CellValue) -> None:
        a = self.desk.here
        self._record(item_id, field, value, lambda seen: disagreement.decide(a, item_id, field, value, seen))

    def _record(self, item_id: str, facet: str, value: CellValue, write: Write) -> None:
        card = self._card(item_id)
        content = card.content if card is not None and card.item_id == item_id else None
        a = self.desk.here
        seen = content.heads(facet) if content is not None else a.snapshot.heads(item_id, facet)
        if content is not None and content.says(facet, value) and not self.desk.records.waits(item_id, facet):
            self._settle(item_id, facet)
            return
        self.desk.records.record(item_id, facet, value, seen, write)

    def _attach(self, item_id: str) -> None:
        tr = self.look.tr
        path = self.desk.dialogs.open_file(self, tr("Choose the file that proves the answer"), "")
        if path is not None:
            a = self.desk.here
            field = f"evidence:{path.name}"
            self.desk.records.record(
                item_id,
                field,
                {"v": path.name},
                (),
                lambda _: answering.attach_evidence(a, item_id, path, ""),
            )

    def _detach(self, item_id: str, sha256: str) -> None:
        a = self.desk.here
        self.desk.records.record(
            item_id,
            f"evidence:{sha256}",
            {"v": None},
            (),
            lambda _: answering.detach_evidence(a, item_id, sha256),
        )

    def _again(self, item_id: str) -> None:
        for entity, name in tuple(self.desk.records.failures):
            if entity == item_id:
                self.desk.records.try_again(entity, name)

    def _parse(self, item_id: str, words: str) -> Answer | str | None:
        if not words.strip():
            return None
        try:
            return answering.read_value(self.desk.here.bank.items[item_id], words, self.look.tr.language)
        except FosdeskError as error:
            return sentence(error, self.look.tr)

    # --- drafts and outcomes

    def _keep_draft(self, entity: str, name: str, words: str | None) -> None:
        if words is None:
            if self._drafts.pop((entity, name), None) is None:
                return
        else:
            self._drafts[entity, name] = words
        draft(self.desk.here, entity, name, words)

    def _settle(self, item_id: str, facet: str) -> None:
        """What was typed is recorded: its drafts are of no use any more."""
        names = VALUE_DRAFTS if facet == "value" else (facet,)
        for name in names:
            if name in TYPED and not self.commits.is_typing(item_id, name):
                self._keep_draft(item_id, name, None)
        self._show_again(item_id)

    def _recorded(self, item_id: str, facet: str) -> None:
        self._settle(item_id, facet)

    def _not_saved(self, item_id: str, facet: str, failure: Failure) -> None:
        self._show_again(item_id)

    def _show_again(self, item_id: str) -> None:
        card, items = self._card(item_id), self._items()
        item = next((one for one in items if one.id == item_id), None)
        if card is not None and item is not None:
            self._show_card(card, item)

    def drafts(self) -> Mapping[Key, str]:
        """The drafts kept now."""
        return self._drafts
