"""The list of official texts: attach, say what each one is, open, pin, remove."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from fosdesk.base.errors import UserError
from fosdesk.base.progress import Progress
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import texts
from fosdesk.services.evidence import refuse
from fosdesk.services.steps import step_sentence, undo
from fosdesk.services.texts import OfficialText
from fosdesk.ui.bridge import Ends
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard, empty_state
from fosdesk.ui.texts.card import TextCard
from fosdesk.ui.work import Work

STATES = {texts.MISSING: "warn", texts.DAMAGED: "bad"}


class TextsPage(ScrollPage):
    """The card of one text stands above the list of all."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        second = tr("Your own copies, beside the questions. They are never part of a document.")
        super().__init__(desk, tr("Official texts"), second)
        self._open = ""
        self.attach = Button(self.look, tr("Attach a text"), "plus", Variant.PRIMARY)
        self.head_actions.addWidget(self.attach)
        self.work = Work(desk)
        self.card = TextCard(desk)
        self.ground = SectionCard(self.look, tr("All texts"))
        self.list = RowList(self.look, tr("All texts"))
        self.ground.column.addWidget(self.list)
        self.empty = self._make_empty()
        for part in (self.work, self.card, self.empty, self.ground):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.card.hide()
        self.attach.clicked.connect(self.choose_file)
        self._first.clicked.connect(self.choose_file)
        self.list.opened.connect(lambda text: self.open_text(text.id))
        self._connect_card()

    def _make_empty(self) -> SectionCard:
        tr = self.look.tr
        part = SectionCard(self.look, tr("No text yet"))
        words = tr(
            "Here belong the texts a level is judged by: the Framework of Standards, the Technical "
            "Specifications, your national strategy, the Customs Act. FOSDesk does not bring the texts of "
            "the WCO with it: they are protected by copyright. Attach the PDF that your administration has, "
            "once, and pin the page of each Standard: the key T then shows it beside the question. Your "
            "copy stays on this computer and, unless you say otherwise, in the copies of this dossier; it "
            "is never part of a document."
        )
        self._first = Button(self.look, tr("Attach the first text"), "plus", Variant.OUTLINED)
        part.column.addWidget(empty_state(self.look, words, self._first))
        return part

    def _connect_card(self) -> None:
        card = self.card
        card.closed.connect(self.close_text)
        card.opened.connect(lambda page: self.desk.go(Place("text", self._open, field=str(page))))
        card.said.connect(self._say)
        card.pinned.connect(self._pin)
        card.unpinned.connect(
            lambda pin: self._await(texts.unpin(self.desk.here, self._open, pin.page, pin.target))
        )
        card.removed.connect(self.remove)

    # --- showing

    def enter(self, place: Place) -> None:
        """Show the list, and a text of it if one is named."""
        self.refresh()
        if place.item and place.item in {one.id for one in texts.texts(self.desk.here)}:
            self.open_text(place.item)
        else:
            (self.list if self.list.rows() else self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Record the title or edition that is being typed."""
        self.setFocus()

    def changed(self, changes: ChangeSet) -> None:
        """Show what is recorded now."""
        self.refresh()

    def refresh(self) -> None:
        """Show the texts and the card of the open one."""
        listed = texts.texts(self.desk.here)
        self.list.show_rows([self._row(text) for text in listed])
        reveal(self.empty, not listed)
        reveal(self.ground, bool(listed))
        for button in (self.attach, self._first):
            button.setEnabled(not self.desk.here.read_only)
        found = next((one for one in listed if one.id == self._open), None)
        if found is not None:
            self.card.show_text(found)
        reveal(self.card, found is not None)

    def _row(self, text: OfficialText) -> RowItem:
        tr = self.look.tr
        said = [text.edition] if text.edition else []
        said.append(tr.n("{n} page", "{n} pages", text.pages))
        said.append(tr.n("{n} page pinned", "{n} pages pinned", len(text.pins)))
        if not text.carried:
            said.append(tr("stays on this computer"))
        trail = None
        if text.state in STATES:
            word = tr("Missing") if text.state == texts.MISSING else tr("Damaged")
            trail = Mark("chip", word, STATES[text.state])
        lead = Mark("icon", "book-open", "muted")
        return RowItem(text.title, "  ·  ".join(said), lead, trail, text, chevron=True, elided=True)

    # --- one text

    def open_text(self, text_id: str) -> None:
        """Show what is said of a text and what is pinned."""
        self._open = text_id
        self.refresh()
        self.area.ensureWidgetVisible(self.card, 0, 24)
        self.card.enter()

    def close_text(self) -> None:
        """Back to the list."""
        self.list.setFocus()
        self._open = ""
        reveal(self.card, False)

    def _say(self, field: str, value: str | bool) -> None:
        done = texts.say(self.desk.here, self._open, field, value) if self._open else None
        if done is not None:
            self._await(done)

    def _pin(self, page: int, target: str) -> None:
        try:
            self._await(texts.pin(self.desk.here, self._open, page, target))
            self.card.page.clear()
        except UserError as error:
            self.desk.trouble(error)

    def _await(self, done: Ends) -> None:
        self.desk.bridge.when_done(done, lambda _changes: None, self.desk.trouble, owner=self)

    def remove(self) -> None:
        """Take the open text off the list, and offer the way back."""
        a, tr, name = self.desk.here, self.look.tr, self.card.heading.text()
        done = texts.remove(a, self._open)
        self.close_text()

        def said(_changes: object) -> None:
            words = tr("{title} is off the list with its pins. The file is kept.", title=name)
            self.desk.toast(words, "undo-2", tr("Undo"), self._undo)

        self.desk.bridge.when_done(done, said, self.desk.trouble, owner=self)

    def _undo(self) -> None:
        a, tr = self.desk.here, self.look.tr
        self.desk.bridge.when_done(
            undo(a), lambda step: self.desk.toast(step_sentence(a, step, tr)), self.desk.trouble, owner=self
        )

    # --- attaching

    def choose_file(self) -> None:
        """Ask for a PDF and put it on the list."""
        tr = self.look.tr
        path = self.desk.dialogs.open_file(
            self, tr("Choose the PDF of the text"), tr("PDF files") + " (*.pdf)"
        )
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Put a PDF on the list; one that cannot be shown is refused with the reason."""
        a, tr = self.desk.here, self.look.tr
        known = {one.id for one in texts.texts(a)}

        def attached(progress: Progress) -> str:
            from fosdesk.ui.preview.pdf import count_pages

            refuse(path)
            return texts.attach(a, path, count_pages(path), progress)

        def shown(text_id: str) -> None:
            self.open_text(text_id)
            if text_id in known:
                self.desk.toast(tr("{file} is on the list already; it is kept once.", file=path.name))

        self.work.run(tr("Attaching {file}…", file=path.name), attached, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert attaches, Escape closes the card."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Insert and self.attach.isEnabled():
            self.choose_file()
        elif key == Qt.Key.Key_Escape and self._open:
            self.close_text()
        else:
            super().keyPressEvent(event)
