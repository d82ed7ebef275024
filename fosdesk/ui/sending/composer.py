"""Putting a sending together: documents, readers, way, words; what is forbidden is said at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.services import made, sending, sent_register
from fosdesk.services.made import MadeDocument
from fosdesk.services.report_content.classification import class_name
from fosdesk.services.sending import Check
from fosdesk.services.sent_register import FOLDER, MAIL, Letter, SentDocument
from fosdesk.ui.desk import Desk, Place
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Line, Paragraphs, Tick, check_box
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.form import form_layout, labelled
from fosdesk.ui.parts.panel import column, emptied, reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard, empty_state
from fosdesk.ui.sending.words import document_line, size_text
from fosdesk.ui.text import Label


class Composer(SectionCard):
    """`wanted` carries the documents and the letter of a sending that nothing forbids."""

    wanted = Signal(object, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, tr("New sending"))
        self._desk = desk
        self._offered = ("", "")
        self._documents: tuple[MadeDocument, ...] = ()
        self.boxes: dict[str, Tick] = {}
        self._add_documents()
        self._add_form()
        self._add_checks()
        self._add_end()

    def _add_documents(self) -> None:
        tr, look = self.look.tr, self.look
        make = Button(look, tr("Make a document"), "file-text", Variant.PRIMARY)
        make.clicked.connect(lambda: self._desk.go(Place("documents")))
        self.nothing = empty_state(look, tr("Documents are sent from here once they are made."), make)
        self.column.addWidget(Label(look, tr("Documents"), "caption", tone="muted", bold=True))
        self._list = column(gap=2)
        self.column.addLayout(self._list)
        self.column.addWidget(self.nothing)

    def _add_form(self) -> None:
        tr, look = self.look.tr, self.look
        self.readers = Choice(look, tr("Class of those who get it"), readers(tr))
        self.readers.show_value("wco")
        channels = [(MAIL, tr("E-mail draft")), (FOLDER, tr("Folder or stick"))]
        self.channel = Choice(look, tr("Through"), channels)
        self.to = Line(look, tr("To"))
        self.subject = Line(look, tr("Subject"))
        self.words = Paragraphs(look, tr("Accompanying words"), lines=4)
        form = form_layout()
        labelled(form, look, tr("Who reads it"), self.readers)
        labelled(form, look, tr("Through"), self.channel)
        labelled(form, look, tr("To"), self.to)
        labelled(form, look, tr("Subject"), self.subject)
        labelled(form, look, tr("Accompanying words"), self.words)
        self.column.addLayout(form)
        for choice in (self.readers, self.channel):
            choice.currentIndexChanged.connect(self.look_again)
        self.to.textChanged.connect(self.look_again)

    def _add_checks(self) -> None:
        tr, look = self.look.tr, self.look
        self.seen_head = Label(look, tr("What they will see"), "caption", tone="muted", bold=True)
        self.seen = RowList(look, tr("What they will see"), lead=32)
        self.checks = RowList(look, tr("Checks"), lead=32)
        self.checks.opened.connect(self._desk.go)
        for part in (self.seen_head, self.seen, self.checks):
            self.column.addWidget(part)

    def _add_end(self) -> None:
        tr, look = self.look.tr, self.look
        self.done = Button(look, tr("Put together"), "check", Variant.PRIMARY)
        self.done.clicked.connect(lambda: self.wanted.emit(self.chosen(), self.letter()))
        close = Button(look, tr("Close"), "x")
        close.clicked.connect(self.closed)
        line = Flow(gap=6)
        line.addWidget(self.done)
        line.addWidget(close)
        self.column.addLayout(line)

    # --- what is chosen

    def refresh(self, chosen: str = "") -> None:
        """Offer the documents that are there now; `chosen` (an id) is ticked."""
        a, tr = self._desk.here, self.look.tr
        ticked = {name for name, box in self.boxes.items() if box.isChecked()} | {chosen}
        documents = made.documents(a)
        if documents != self._documents or not self.boxes:
            self._documents = documents
            emptied(self._list)
            self.boxes = {}
            for one in documents:
                box = self.boxes[one.id] = check_box(self.look, one.name)
                box.toggled.connect(self.look_again)
                self._list.addWidget(box)
                about = Label(self.look, document_line(one, tr), "caption", tone="muted", wrap=True)
                about.setContentsMargins(24, 0, 24, 4)
                self._list.addWidget(about)
        for name, box in self.boxes.items():
            box.setChecked(name in ticked)
        reveal(self.nothing, not documents)
        if not self.to.text():
            self.to.show_text(self._last_receiver())
        self.look_again()

    def _last_receiver(self) -> str:
        """Who got the last sending that went the same way."""
        lines = (line.letter for line in sent_register.register(self._desk.here))
        return next((letter.to for letter in lines if letter.channel == self.channel.value()), "")

    def chosen(self) -> tuple[MadeDocument, ...]:
        """The documents that are ticked."""
        return tuple(one for one in self._documents if self.boxes[one.id].isChecked())

    def letter(self) -> Letter:
        """Receiver, way and words as they stand."""
        to = self.to.text().strip()
        subject = " ".join(self.subject.text().split())
        return Letter(self.channel.value(), to, self.readers.value(), subject, self.words.text())

    def look_again(self) -> None:
        """Check what is chosen, propose the words, show what the receiver will see."""
        a, tr, chosen = self._desk.here, self.look.tr, self.chosen()
        self._propose(sending.default_words(a, chosen, tr))
        mail = self.channel.value() == MAIL
        self.to.setPlaceholderText(tr("name@office.example") if mail else tr("Name of the receiver"))
        seen = [SentDocument(one.name, one.size, one.disclosure, one.sha256) for one in chosen]
        self.seen.show_rows(seen_rows(seen, tr))
        for part in (self.seen, self.seen_head):
            reveal(part, bool(seen))
        found = sending.checks(a, chosen, self.letter())
        self.checks.show_rows(check_rows(found, tr))
        self.done.setEnabled(not any(check.stops for check in found))

    def _propose(self, words: tuple[str, str]) -> None:
        """Fill in words that nobody has changed."""
        fields: tuple[Line | Paragraphs, ...] = (self.subject, self.words)
        for field, text, before in zip(fields, words, self._offered, strict=True):
            if field.text() in (before, ""):
                field.show_text(text)
        self._offered = words


def readers(tr: Texts) -> list[tuple[str, str]]:
    """Who gets a sending, from the smallest circle to the widest."""
    return [
        ("national", tr("Bodies of this country")),
        ("wco", tr("The World Customs Organization")),
        ("regional", tr("Administrations of the region")),
        ("public", tr("Anybody")),
    ]


def seen_rows(documents: Sequence[SentDocument], tr: Texts) -> list[RowItem]:
    """Name, size, class and fingerprint of each document."""
    rows = []
    for one in documents:
        facts = (
            size_text(one.size, tr),
            class_name(one.disclosure, tr),
            tr("fingerprint {sha}", sha=one.sha256[:12]),
        )
        rows.append(RowItem(one.name, "  ·  ".join(facts), Mark("icon", "file-text", "accent")))
    return rows


def check_rows(found: Sequence[Check], tr: Texts) -> list[RowItem]:
    """Each check as a sentence; those about a document lead to where it is made again."""
    if not found:
        return [RowItem(tr("Nothing forbids this sending."), lead=Mark("icon", "circle-check", "ok"))]
    return [_check_row(check, tr) for check in found]


def _check_row(check: Check, tr: Texts) -> RowItem:
    params = dict(check.params)
    if "readers" in params:
        params["readers"] = class_name(str(params["readers"]), tr)
    lead = Mark("icon", "octagon-alert", "bad") if check.stops else Mark("icon", "triangle-alert", "warn")
    again = check.code in ("sending.class_too_narrow", "sending.out_of_date")
    place = Place("documents") if again else None
    return RowItem(sentence(UserError(check.code, **params), tr), lead=lead, target=place, chevron=again)
