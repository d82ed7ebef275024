"""The sheet with everything that was recorded in a field of a question, newest first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from fosdesk.base.text import printable
from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import disagreement
from fosdesk.services.history import Past, past_of, recorded_fields
from fosdesk.services.wording import IN, OUT, Parts
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Paragraphs
from fosdesk.ui.parts.focus import focused
from fosdesk.ui.parts.marks import Chip
from fosdesk.ui.parts.panel import column, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look


class HistorySheet(QObject):
    """Fills the sheet of the frame with the history of a field, and keeps it true while it is open."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._key = ("", "")
        desk.bridge.changed.connect(self._changed)

    def show(self, item_id: str, field: str) -> None:
        """Open the sheet on a field of an item; reading the journal is a job."""
        self._key = (item_id, field)
        self._read(item_id, field, opening=True)

    def _changed(self, changes: ChangeSet) -> None:
        if self._is_open() and any(entity == self._key[0] for entity, _ in changes.cells):
            self._read(*self._key, opening=False)

    def _is_open(self) -> bool:
        return self.desk.sheet.isVisible() and self.desk.sheet.topic == self._topic()

    def _topic(self) -> str:
        return f"history {' '.join(self._key)}"

    def _read(self, item_id: str, field: str, *, opening: bool) -> None:
        a, tr = self.desk.here, self.desk.look.tr
        job = self.desk.context.jobs.submit(lambda _progress: past_of(a, item_id, field, tr))
        self.desk.bridge.when_done(
            job,
            lambda found: self._fill((item_id, field), found, opening=opening),
            self.desk.trouble,
            owner=self,
        )

    def _fill(self, key: tuple[str, str], found: tuple[Past, ...], *, opening: bool) -> None:
        if key != self._key or not (opening or self._is_open()):
            return
        sheet, look, (item_id, field) = self.desk.sheet, self.desk.look, key
        focus = focused()
        had_focus = opening or (focus is not None and sheet.isAncestorOf(focus))
        item = self.desk.here.bank.items[item_id]
        sheet.begin(look.tr("History of {code}", code=item.code), self._topic())
        fields = Choice(look, look.tr("Which field"), recorded_fields(self.desk.here, item_id, look.tr))
        fields.show_value(field)
        fields.activated.connect(lambda _: self.show(item_id, fields.value()))
        sheet.part(fields)
        for past in found:
            sheet.part(PastEntry(look, past, None if self.desk.here.read_only else self._use))
            sheet.rule()
        if not found:
            sheet.paragraph(look.tr("Nothing has been recorded in this field yet."), tone="muted")
        sheet.end()
        if opening:
            self.desk.open_sheet()
        if had_focus:
            fields.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self, field: str, value: CellValue) -> None:
        """Record a former value once more, over everything that stands in the field now."""
        a, item_id = self.desk.here, self._key[0]
        heads = a.snapshot.heads(item_id, field)
        self.desk.records.record(
            item_id, field, value, heads, lambda seen: disagreement.decide(a, item_id, field, value, seen)
        )


class PastEntry(QWidget):
    """One recorded value: what, who and when, what it replaced, and using it again."""

    def __init__(self, look: Look, past: Past, use: object) -> None:
        super().__init__()
        self.look = look
        body = column(self, gap=3, margins=(0, 6, 0, 4))
        head = row(gap=8)
        title = look.tr("Text changed") if past.parts else past.text
        head.addWidget(Label(look, title, "second", bold=True, wrap=True), 1)
        mark = Chip(look)
        mark.hide()
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        if past.disputed:
            mark.show_text(look.tr("One of several"), "warn")
        elif past.stands:
            mark.show_text(look.tr("Now"), "ok")
        for text, tone in self._lines(past):
            body.addWidget(Label(look, text, "caption", tone=tone, wrap=True))
        if past.parts:
            body.addWidget(DifferenceView(look, past.parts))
        if callable(use) and (past.disputed or not past.stands):
            again = Button(look, look.tr("Use this value again"), "rotate-ccw", Variant.OUTLINED, small=True,
                           name=look.tr("Use this value again: {value}", value=past.text))  # fmt: skip
            again.clicked.connect(lambda: use(past.field, past.value))
            body.addWidget(again)

    def _lines(self, past: Past) -> list[tuple[str, str]]:
        tr = self.look.tr
        who = tr("{name}, {role}", name=past.author, role=past.role) if past.role else past.author
        lines = [("  ·  ".join(part for part in (who, past.when, past.where) if part), "muted")]
        if past.uncertain:
            lines.append((tr("Date uncertain: the clock of that computer may have been wrong."), "warn"))
        lines += [(text, "muted") for text in (past.step, past.brought) if text]
        if past.replaced and not past.parts:
            lines.append((tr("Replaced: {what}", what="  |  ".join(past.replaced)), "muted"))
        return lines


class DifferenceView(Paragraphs):
    """A text with what went struck through and what came underlined; plain text, to be read and copied."""

    def __init__(self, look: Look, parts: Parts) -> None:
        super().__init__(look, look.tr("What changed in the text"), lines=1, most=14)
        self.setReadOnly(True)
        self.setFont(look.font("second"))
        cursor = QTextCursor(self.document())
        for kind, text in parts:
            cursor.insertText(printable(text), self._format(kind))
        gone = " ".join(text.strip() for kind, text in parts if kind == OUT)
        came = " ".join(text.strip() for kind, text in parts if kind == IN)
        self.setAccessibleDescription(
            look.tr("Taken out: {gone}. Put in: {came}.", gone=gone or "–", came=came or "–")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text is at this width."""
        super().resizeEvent(event)
        self._grow()

    def _format(self, kind: str) -> QTextCharFormat:
        form = QTextCharFormat()
        if kind == OUT:
            form.setFontStrikeOut(True)
            form.setForeground(self.look.colour("bad"))
        elif kind == IN:
            form.setFontUnderline(True)
            form.setForeground(self.look.colour("ok"))
        return form
