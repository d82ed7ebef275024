"""The card of one official text: what it is called, whether copies carry it, and what is pinned to what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from fosdesk.base.language import Texts
from fosdesk.services import texts
from fosdesk.services.texts import OfficialText, Pin
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Line, check_box
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.form import form_layout, labelled
from fosdesk.ui.parts.panel import Panel, column, reveal, row
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.text import Label


class TextCard(Panel):
    """`said` carries a field and its value, `pinned` a page and a target, `unpinned` a Pin."""

    closed = Signal()
    opened = Signal(int)
    said = Signal(str, object)
    pinned = Signal(int, str)
    unpinned = Signal(object)
    removed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, edge="line-strong")
        self.desk = desk
        self.text: OfficialText | None = None
        look, tr = self.look, self.look.tr
        self.heading = Label(look, "", "question", bold=True, wrap=True)
        self.facts = Label(look, "", "second", tone="muted", wrap=True)
        self.trouble = Label(look, "", "second", tone="bad", wrap=True)
        self.title = Line(look, tr("Title"))
        self.edition = Line(
            look, tr("Edition or date"), placeholder=tr("as “June 2022”, “as amended in 2024”")
        )
        self.carried = check_box(look, tr("Copies of the dossier carry this file"))
        self.open = Button(look, tr("Open"), "book-open", Variant.OUTLINED)
        self.remove = Button(look, tr("Remove from the list"), "x")
        self.pins = RowList(look, tr("Pages pinned"), lead=32)
        self.none = Label(look, "", "second", tone="muted", wrap=True)
        self._lay_out()
        self.title.committed.connect(lambda: self.said.emit(texts.TITLE, self.title.text().strip()))
        self.edition.committed.connect(lambda: self.said.emit(texts.EDITION, self.edition.text().strip()))
        self.carried.clicked.connect(lambda on: self.said.emit(texts.CARRIED, on))
        self.open.clicked.connect(lambda: self.opened.emit(1))
        self.remove.clicked.connect(self.removed)
        self.pins.opened.connect(lambda pin: self.opened.emit(pin.page))

    def _lay_out(self) -> None:
        look, tr = self.look, self.look.tr
        close = Button(look, "", "x", name=tr("Close"))
        close.clicked.connect(self.closed)
        head = row(gap=8)
        head.addWidget(self.heading, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        ways = Flow(gap=6)
        for button in (self.open, self.remove):
            ways.addWidget(button)
        body = column(self, gap=8, margins=(20, 12, 14, 14))
        body.addLayout(head)
        for part in (self.facts, self.trouble):
            body.addWidget(part)
        form = form_layout()
        for name, line in ((tr("Title"), self.title), (tr("Edition or date"), self.edition)):
            labelled(form, look, name, line)
        body.addLayout(form)
        body.addWidget(self.carried)
        body.addLayout(ways)
        body.addWidget(Label(look, tr("Pages pinned"), "caption", tone="muted", bold=True))
        body.addWidget(self.none)
        body.addWidget(self.pins)
        body.addLayout(self._pin_line())

    def _pin_line(self) -> Flow:
        """A Standard, a page, a button: pinning without looking for the page."""
        look, tr = self.look, self.look.tr
        self.target = Choice(look, tr("Standard"))
        self.page = Line(look, tr("Page"), placeholder=tr("Page"), width=90)
        self.pin = Button(look, tr("Pin"), "check", Variant.OUTLINED)
        self.unpin = Button(look, tr("Unpin the chosen page"), "x")
        self.pin.clicked.connect(self.pin_now)
        self.page.entered.connect(self.pin_now)
        self.unpin.clicked.connect(self.unpin_now)
        line = Flow(gap=6)
        for part in (self.target, self.page, self.pin, self.unpin):
            line.addWidget(part)
        return line

    # --- showing

    def show_text(self, text: OfficialText) -> None:
        """Show a text as it is recorded now; a field that is being typed into keeps its words."""
        tr, a, self.text = self.look.tr, self.desk.here, text
        self.heading.show_text(text.title)
        for line, words in ((self.title, text.title), (self.edition, text.edition)):
            if not line.hasFocus():
                line.show_text(words)
        self.carried.setChecked(text.carried)
        self.facts.show_text("  ·  ".join((text.name, *_facts(text, tr))))
        self._say_trouble(text)
        reveal(self.open, text.state == texts.HERE)
        if not self.target.count():
            self.target.offer(texts.targets(a, "", tr))
        icon = Mark("icon", "book-open", "muted")
        rows = [
            RowItem(
                texts.target_name(a, pin.target, tr),
                tr("page {page}", page=tr.number(pin.page)),
                icon,
                None,
                pin,
            )
            for pin in text.pins
        ]
        self.pins.show_rows(rows)
        self.none.show_text(
            tr(
                "None yet. Open the text and press P on the page of a Standard, or give the number of the "
                "page here."
            )
        )
        reveal(self.none, not rows)
        for part in (self.pins, self.unpin):
            reveal(part, bool(rows))
        for field in (self.title, self.edition, self.carried, self.remove, self.pin, self.unpin):
            field.setEnabled(not a.read_only)

    def _say_trouble(self, text: OfficialText) -> None:
        tr = self.look.tr
        words = {
            texts.MISSING: tr(
                "The file is not on this computer: the dossier came without it. Attach your own copy of the "
                "same file: its pages stay pinned."
            ),
            texts.DAMAGED: tr(
                "The file is not what was attached any more. Attach the same file again: its pages stay "
                "pinned."
            ),
        }.get(text.state, "")
        if text.disputed:
            said = tr("Two people have said different things here. Say once more what holds.")
            words = "\n".join(part for part in (words, said) if part)
        self.trouble.show_text(words)
        reveal(self.trouble, bool(words))

    def enter(self) -> None:
        """Put the focus on the title, whole, ready to be typed over."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    # --- pins

    def pin_now(self) -> None:
        """Pin the page whose number was typed to the chosen Standard."""
        words = self.page.text().strip()
        if words.isdecimal():
            self.pinned.emit(int(words), self.target.value())
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def unpin_now(self) -> None:
        """Take away the pin that is chosen in the list, or the first."""
        rows, at = self.pins.rows(), max(0, self.pins.currentIndex().row())
        if rows and isinstance(rows[at].target, Pin):
            self.unpinned.emit(rows[at].target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete in the list of pins takes one away."""
        if event.key() == Qt.Key.Key_Delete and self.pins.hasFocus() and self.unpin.isEnabled():
            self.unpin_now()
        else:
            super().keyPressEvent(event)


def _facts(text: OfficialText, tr: Texts) -> tuple[str, ...]:
    pages = tr.n("{n} page", "{n} pages", text.pages)
    return (pages, tr("{n} kB", n=tr.number(max(1, round(text.size / 1000)))))
