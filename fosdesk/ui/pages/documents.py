"""Documents: what can be made from the assessment, what is still missing for it, and making it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from fosdesk.base.language import LANGUAGES, Texts
from fosdesk.base.locales import LOCALES
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import reporting
from fosdesk.services.reporting import DocumentCard, Order, Written
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work

ICONS = {"report": "file-text", "workbook": "file-spreadsheet", "brief": "file-pen-line"}


class DocumentsPage(ScrollPage):
    """A card for each document."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(
            desk,
            tr("Documents"),
            tr("Made from what is recorded now. A document that fails leaves the old file."),
        )
        self._cards: dict[str, DocumentPart] = {}
        self.work = Work(desk)
        self.column.addWidget(self.work)
        self._place = column(gap=12)
        self.column.addLayout(self._place)
        self.column.addStretch(1)

    def enter(self, place: Place) -> None:
        """Show the documents and what they lack."""
        self.refresh()

    def changed(self, changes: ChangeSet) -> None:
        """Facts may have been recorded."""
        self.refresh()

    def refresh(self) -> None:
        """Show the documents as they could be made now."""
        for card in reporting.catalogue(self.desk.here, self.look.tr):
            if card.id not in self._cards:
                part = DocumentPart(self.desk, card)
                part.make.clicked.connect(lambda _=False, p=part: self.write(p))
                self._cards[card.id] = part
                self._place.addWidget(part)
            self._cards[card.id].show_missing(card.missing)

    def write(self, part: DocumentPart) -> None:
        """Ask where, then write, re-open and check the document, with progress."""
        a, context, tr = self.desk.here, self.desk.context, self.look.tr
        made_at = context.clock.now().astimezone()
        offered = reporting.default_name(a, part.card.id, made_at)
        target = self.desk.dialogs.save_file(self, tr("Save the document"), offered)
        if target is None:
            return
        language = part.language.value()
        texts, bank = context.texts(language), context.shelf.bank(language)
        fonts = context.paths.fonts
        order = Order(part.card.id, target, part.disclosure.value(), texts, bank, made_at, fonts)
        self.work.run(
            tr("Making {title}…", title=part.card.title),
            lambda progress: reporting.write(a, order, progress),
            lambda written: self._written(part.card, written),
        )

    def _written(self, card: DocumentCard, written: Written) -> None:
        tr = self.look.tr
        pages = tr.n("{n} page", "{n} pages", written.pages) if card.ending == "pdf" else tr.n(
            "{n} sheet", "{n} sheets", written.pages
        )  # fmt: skip
        self.desk.banner(
            tr(
                "{title}: {pages}, written and checked. {path}",
                title=card.title,
                pages=pages,
                path=written.path,
            ),
            "ok",
            tr("Show folder"),
            lambda: self.desk.dialogs.show_folder(written.path),
        )


class DocumentPart(SectionCard):
    """One document: what it is, for whom, in which language, what it lacks."""

    def __init__(self, desk: Desk, card: DocumentCard) -> None:
        super().__init__(desk.look, card.title)
        self.card = card
        tr = self.look.tr
        settings = desk.context.settings_store.read()
        self.column.addWidget(Label(self.look, card.description, "body", tone="muted", wrap=True))
        self.missing_head = Label(self.look, tr("Still missing"), "caption", tone="warn", bold=True)
        self.missing = RowList(self.look, tr("Still missing"), lead=32)
        self.missing.opened.connect(desk.go)
        self.column.addWidget(self.missing_head)
        self.column.addWidget(self.missing)
        self.language = Choice(self.look, tr("Language"), [(code, LOCALES[code].name) for code in LANGUAGES])
        self.language.show_value(settings.report_language)
        self.disclosure = Choice(self.look, tr("Who may read it"), disclosures(tr))
        self.disclosure.show_value("national")
        self.make = Button(self.look, _make_words(card, tr), ICONS.get(card.id, "file-text"), Variant.PRIMARY)
        line = row(gap=12)
        line.addLayout(_field(self, tr("Language"), self.language))
        line.addLayout(_field(self, tr("Who may read it"), self.disclosure))
        line.addStretch(1)
        line.addWidget(self.make)
        self.column.addLayout(line)

    def show_missing(self, missing: Sequence[tuple[str, str]]) -> None:
        """List what is missing; each row goes where it is mended."""
        rows = [
            RowItem(sentence, lead=Mark("icon", "triangle-alert", "warn"), target=Place(page), chevron=True)
            for sentence, page in missing
        ]
        self.missing.show_rows(rows)
        for part in (self.missing, self.missing_head):
            reveal(part, bool(rows))


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


def _field(part: DocumentPart, text: str, field: Choice) -> QVBoxLayout:
    label = Label(part.look, text, "caption", tone="muted")
    label.setBuddy(field)
    inside = column(gap=2)
    inside.addWidget(label)
    inside.addWidget(field)
    return inside
