"""What a person meant on a card, handed to the services; drafts are kept and settled here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from fosdesk.base.errors import FosdeskError, sentence
from fosdesk.forms.pack import Item
from fosdesk.model.answers import Answer, CellValue, Json, to_cell
from fosdesk.services import answering, disagreement
from fosdesk.services.disagreement import Voice
from fosdesk.ui.desk import Desk
from fosdesk.ui.question.attaching import Attaching
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.commits import Commits
from fosdesk.ui.question.content import CardContent, content_of, is_typed
from fosdesk.ui.question.editors import Editor
from fosdesk.ui.question.history import HistorySheet
from fosdesk.ui.recorder import Write
from fosdesk.ui.theme.look import Look

VALUE_DRAFTS = ("value", "na", "unmeasured", "unknown_who", "unknown_by")
"""Drafts that are settled when the answer itself is recorded."""


class Recording(QObject):
    """Records for the cards of one page. `show_again` shows an item as it stands now."""

    def __init__(
        self,
        desk: Desk,
        show_again: Callable[[str], None],
        page: QObject,
        rows: Callable[[], Editor] | None = None,
    ) -> None:
        super().__init__(page)
        self.desk, self._show_again, self._rows = desk, show_again, rows
        self.commits = Commits(desk.records.keep_draft)
        self.commits.drafted.connect(desk.draft_kept)
        self.history = HistorySheet(desk, self)
        self.attaching = Attaching(desk, self)
        self._heard: dict[tuple[str, ...], tuple[Voice, ...]] = {}
        desk.records.failed.connect(self._not_saved)
        desk.records.recorded.connect(self.settled)

    def make_card(self, look: Look | None = None) -> Card:
        """A card whose intents are recorded here, in the look of the window or another."""
        card = Card(look or self.desk.look, self.parse, self._rows)
        card.answered.connect(lambda item_id, given: self.answer(card, item_id, given))
        card.facet_given.connect(lambda item_id, facet, value: self.facet(card, item_id, facet, value))
        card.decided.connect(lambda item_id, field, value: self.decide(card, item_id, field, value))
        card.typed.connect(self.commits.typed)
        card.committed.connect(self.commits.commit)
        card.discarded.connect(self.commits.discard)
        self.attaching.serve(card)
        card.again_wanted.connect(self.try_again)
        card.history_wanted.connect(self.history.show)
        return card

    def fill(self, card: Card, item: Item) -> None:
        """Show an item in a card as it stands now."""
        content = content_of(self.desk.here, item, self.desk.records, self._known, self.desk.look.tr)
        if content != card.content:
            card.show_content(content, self.commits.is_typing)
            self._look_up_authors(content)
            self.attaching.show_on(card)

    # --- intents

    def answer(self, card: Card, item_id: str, given: Answer | None) -> None:
        """The answer itself; None clears it."""
        a = self.desk.here
        self._record(
            card, item_id, "value", to_cell(given), lambda seen: answering.answer(a, item_id, given, seen)
        )

    def facet(self, card: Card, item_id: str, facet: str, value: Json) -> None:
        """Something beside the answer."""
        a = self.desk.here
        self._record(
            card,
            item_id,
            facet,
            {"v": value},
            lambda seen: answering.set_facet(a, item_id, facet, value, seen),
        )

    def decide(self, card: Card, item_id: str, field: str, value: CellValue) -> None:
        """One of several values is the right one."""
        a = self.desk.here
        self._record(
            card, item_id, field, value, lambda seen: disagreement.decide(a, item_id, field, value, seen)
        )

    def try_again(self, item_id: str) -> None:
        """Record once more what was not saved."""
        for entity, name in tuple(self.desk.records.failures):
            if entity == item_id:
                self.desk.records.try_again(entity, name)

    def parse(self, item_id: str, words: str) -> Answer | str | None:
        """Words as an answer; None for no words; a sentence where they are none."""
        if not words.strip():
            return None
        try:
            return answering.read_value(self.desk.here.bank.items[item_id], words, self.desk.look.tr.language)
        except FosdeskError as error:
            return sentence(error, self.desk.look.tr)

    def _record(self, card: Card, item_id: str, facet: str, value: CellValue, write: Write) -> None:
        content = card.content
        if content is None or content.item.id != item_id:
            return
        if content.says(facet, value) and not self.desk.records.waits(item_id, facet):
            self.settled(item_id, facet)
            return
        self.desk.records.record(item_id, facet, value, content.heads(facet), write)
        self._show_again(item_id)

    # --- drafts

    def settled(self, item_id: str, facet: str) -> None:
        """What was typed is recorded: its drafts are of no use any more."""
        for name in VALUE_DRAFTS if facet == "value" else (facet,):
            if is_typed(name) and not self.commits.is_typing(item_id, name):
                self.desk.records.keep_draft(item_id, name, None)
        self._show_again(item_id)

    def _not_saved(self, item_id: str, _facet: str, _failure: object) -> None:
        self._show_again(item_id)

    # --- disagreements

    def _known(self, found: tuple[Voice, ...]) -> tuple[Voice, ...]:
        return self._heard.get(_key(found), found)

    def _look_up_authors(self, content: CardContent) -> None:
        """Who said what is in the journal; reading it may wait for the disk, so it is a job."""
        found = content.voices
        if not found or _key(found) in self._heard:
            return
        a, tr, item_id = self.desk.here, self.desk.look.tr, content.item.id
        self._heard[_key(found)] = found
        job = self.desk.context.jobs.submit(lambda _p: disagreement.attributed(a, item_id, found, tr))
        self.desk.bridge.when_done(
            job, lambda known: self._hear(item_id, known), self.desk.trouble, owner=self
        )

    def _hear(self, item_id: str, known: tuple[Voice, ...]) -> None:
        self._heard[_key(known)] = known
        self._show_again(item_id)


def _key(found: tuple[Voice, ...]) -> tuple[str, ...]:
    return tuple(voice.change_id for voice in found)
