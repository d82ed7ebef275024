"""Documents: what can be made from the assessment, what is still missing for it, and what was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fosdesk.base.language import LANGUAGES, Texts
from fosdesk.base.locales import LOCALES
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import made, reporting
from fosdesk.services.made import MadeDocument
from fosdesk.services.reporting import DocumentCard, Order
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, check_box
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import column, reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard, empty_state
from fosdesk.ui.sending.words import document_line, pages_text
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work

ICONS = {"report": "file-text", "workbook": "file-spreadsheet", "brief": "file-pen-line"}


class DocumentsPage(ScrollPage):
    """The documents that were made, and a card for each that can be made."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(
            desk,
            tr("Documents"),
            tr("Made from what is recorded now, written, opened again and checked before they are listed."),
        )
        self._cards: dict[str, DocumentPart] = {}
        self.work = Work(desk)
        self.work.ended.connect(self._allow)
        self.column.addWidget(self.work)
        self._place = column(gap=12)
        self.column.addLayout(self._place)
        self._make_list()
        self.column.addStretch(1)

    def _make_list(self) -> None:
        tr = self.look.tr
        card = SectionCard(self.look, tr("Documents made"), tr("Send"))
        card.link.clicked.connect(lambda: self.desk.go(Place("send")))
        self.made = RowList(self.look, tr("Documents made"), lead=32)
        self.made.opened.connect(self.desk.go)
        self.nothing = empty_state(
            self.look,
            tr("Nothing was made yet. What you make above is kept here, to look at, open, copy and send."),
        )
        card.column.addWidget(self.nothing)
        card.column.addWidget(self.made)
        self.column.addWidget(card)

    def enter(self, place: Place) -> None:
        """Show the documents and what they lack; a document named in the place is looked at first."""
        self.refresh()
        if place.section in self._cards:
            part = self._cards[place.section]
            self.area.ensureWidgetVisible(part, 0, 24)
            part.make.setFocus()

    def changed(self, changes: ChangeSet) -> None:
        """Facts may have been recorded, answers changed."""
        self.refresh()

    def refresh(self) -> None:
        """Show the documents as they could be made now, and those that were."""
        for card in reporting.catalogue(self.desk.here, self.look.tr):
            if card.id not in self._cards:
                part = DocumentPart(self.desk, card)
                part.make.clicked.connect(lambda _=False, p=part: self.write(p))
                self._cards[card.id] = part
                self._place.addWidget(part)
            self._cards[card.id].show_missing(card.missing)
            self._cards[card.id].show_left_out()
            self._cards[card.id].show_numbers()
        self._show_made()

    def _show_made(self) -> None:
        a, tr = self.desk.here, self.look.tr
        state = made.state_of(a.snapshot)
        rows = [_made_row(one, one.state == state, tr) for one in made.documents(a)]
        self.made.show_rows(rows)
        reveal(self.made, bool(rows))
        reveal(self.nothing, not rows)

    def write(self, part: DocumentPart) -> None:
        """Write, re-open and check the document, with progress; then list it."""
        a, context, tr = self.desk.here, self.desk.context, self.look.tr
        made_at = context.clock.now().astimezone()
        language = part.language.value()
        texts, bank = context.texts(language), context.shelf.bank(language)
        order = Order(
            part.card.id,
            Path(),
            part.disclosure.value(),
            texts,
            bank,
            made_at,
            context.paths.fonts,
            part.without(),
            part.both_numbers(),
        )
        self._allow(False)
        self.work.run(
            tr("Making {title}…", title=part.card.title),
            lambda progress: made.make(a, order, progress),
            lambda document: self._written(part.card, document),
        )

    def _allow(self, making: bool = True) -> None:
        """One document is made at a time; a press meanwhile would be lost."""
        for part in self._cards.values():
            part.make.setEnabled(making)

    def _written(self, card: DocumentCard, document: MadeDocument) -> None:
        tr = self.look.tr
        self._show_made()
        self.desk.banner(
            tr(
                "{title}: {pages}, written and checked.",
                title=card.title,
                pages=pages_text(document, tr),
            ),
            "ok",
            tr("Look at it"),
            lambda: self.desk.go(Place("preview", document.id)),
        )


def _made_row(document: MadeDocument, current: bool, tr: Texts) -> RowItem:
    trail = None if current else Mark("chip", tr("out of date"), "warn")
    icon = Mark("icon", ICONS.get(document.document, "file-text"), "accent")
    place = Place("preview", document.id)
    return RowItem(document.name, document_line(document, tr), icon, trail, place, chevron=True)


class DocumentPart(SectionCard):
    """One document: what it is, for whom, in which language, with which parts, what it lacks."""

    def __init__(self, desk: Desk, card: DocumentCard) -> None:
        super().__init__(desk.look, card.title)
        self.card, self._desk = card, desk
        tr = self.look.tr
        self.column.addWidget(Label(self.look, card.description, "body", tone="muted", wrap=True))
        self.missing_head = Label(self.look, tr("Still missing"), "caption", tone="warn", bold=True)
        self.missing = RowList(self.look, tr("Still missing"), lead=32)
        self.missing.opened.connect(desk.go)
        self.column.addWidget(self.missing_head)
        self.column.addWidget(self.missing)
        self.language = Choice(self.look, tr("Language"), [(code, LOCALES[code].name) for code in LANGUAGES])
        self.language.show_value(desk.context.settings_store.read().report_language)
        self.disclosure = Choice(self.look, tr("Who may read it"), disclosures(tr))
        self.disclosure.show_value("national")
        self.disclosure.currentIndexChanged.connect(self.show_left_out)
        self.make = Button(self.look, _make_words(card, tr), ICONS.get(card.id, "file-text"), Variant.PRIMARY)
        self._add_parts()
        self.left_out = Label(self.look, "", "second", tone="warn", wrap=True)
        self.column.addWidget(self.left_out)
        line = Flow(gap=12)
        for text, field in ((tr("Language"), self.language), (tr("Who may read it"), self.disclosure)):
            line.addWidget(_field(self, text, field))
        line.split()
        line.addWidget(self.make)
        self.column.addLayout(line)

    def _add_parts(self) -> None:
        """What may be left out of this document, each with a box that is ticked."""
        parts = reporting.parts_of(self.card.id, self.look.tr)
        self.parts = {part: check_box(self.look, name) for part, name in parts}
        if not parts:
            return
        words = self.look.tr("Also in it")
        line = Flow(gap=14)
        line.addWidget(Label(self.look, words, "caption", tone="muted"))
        for box in self.parts.values():
            box.setChecked(True)
            line.addWidget(box)
        self.column.addLayout(line)
        self.numbers = check_box(self.look, "")
        self.column.addWidget(self.numbers)

    def show_numbers(self) -> None:
        """Offer the numbers of the other edition once any of them is confirmed."""
        if self.parts:
            words, offered = reporting.other_numbers(self._desk.here, self.look.tr)
            self.numbers.show_text(words)
            self.numbers.setEnabled(offered)

    def both_numbers(self) -> bool:
        """Whether the numbers of the other edition are wanted too."""
        return bool(self.parts) and self.numbers.isEnabled() and self.numbers.isChecked()

    def without(self) -> frozenset[str]:
        """The parts that are not wanted."""
        return frozenset(part for part, box in self.parts.items() if not box.isChecked())

    def show_missing(self, missing: Sequence[tuple[str, str]]) -> None:
        """List what is missing; each row goes to the field that mends it."""
        rows = [
            RowItem(
                sentence,
                lead=Mark("icon", "triangle-alert", "warn"),
                target=Place("setup", field=field),
                chevron=True,
            )
            for sentence, field in missing
        ]
        self.missing.show_rows(rows)
        for part in (self.missing, self.missing_head):
            reveal(part, bool(rows))

    def show_left_out(self) -> None:
        """Say what the class chosen leaves out."""
        said = reporting.left_out(self._desk.here, self.disclosure.value(), self.look.tr)
        self.left_out.show_text(said)
        reveal(self.left_out, bool(said))


def disclosures(tr: Texts) -> list[tuple[str, str]]:
    """Who may read a document, from the smallest circle to the widest."""
    return [
        ("national", tr("This administration and the bodies it names")),
        ("wco", tr("Also the World Customs Organization")),
        ("regional", tr("Also the administrations of the region")),
        ("public", tr("Anybody")),
    ]


def _make_words(card: DocumentCard, tr: Texts) -> str:
    return tr("Make the PDF") if card.ending == "pdf" else tr("Make the workbook")


def _field(part: DocumentPart, text: str, field: Choice) -> QWidget:
    label = Label(part.look, text, "caption", tone="muted")
    label.setBuddy(field)
    whole = QWidget()
    inside = column(whole, gap=2)
    inside.addWidget(label)
    inside.addWidget(field)
    return whole
