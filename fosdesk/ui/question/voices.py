"""Two or more answers to one field: who said what, side by side, and the choice between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosdesk.base.language import Texts
from fosdesk.services.answering import EVIDENCE
from fosdesk.services.disagreement import Voice
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import Panel, column, emptied, reveal, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look


class VoicesPanel(Panel):
    """Lists the values of disputed fields. `decided` carries the field and the chosen value."""

    decided = Signal(str, object)
    other_wanted = Signal(str)
    """The field in which the person wants to write something else than any of the values."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, fill="warn-soft", edge="warn")
        self._voices: tuple[Voice, ...] = ()
        self._buttons: list[Button] = []
        self._body = column(self, gap=4, margins=(12, 8, 12, 8))
        self.hide()

    def show_voices(self, voices: Sequence[Voice], *, read_only: bool) -> None:
        """Show who said what; without a disagreement the panel hides."""
        reveal(self, bool(voices))
        if tuple(voices) == self._voices:
            return
        self._voices = tuple(voices)
        self._clear()
        for field in dict.fromkeys(voice.field for voice in voices):
            said = [voice for voice in voices if voice.field == field]
            self._body.addWidget(self._heading(field, len(said)))
            for voice in said:
                self._body.addWidget(self._line(voice, read_only=read_only))
            if not field.startswith(EVIDENCE):
                self._body.addWidget(self._other(field, read_only=read_only))

    def enter(self) -> None:
        """Put the focus on the first choice."""
        if self._buttons:
            self._buttons[0].setFocus()

    def _heading(self, field: str, count: int) -> QWidget:
        line = QWidget()
        parts = row(line, gap=8)
        parts.addWidget(Icon(self.look, "git-compare", "warn"))
        text = heading(field, count, self.look.tr)
        parts.addWidget(Label(self.look, text, "second", tone="warn", bold=True, wrap=True), 1)
        return line

    def _line(self, voice: Voice, *, read_only: bool) -> QWidget:
        line = QWidget()
        parts = row(line, gap=10)
        words = column(gap=0)
        words.addWidget(Label(self.look, voice.text, "body", bold=True, wrap=True))
        who = " · ".join(part for part in (voice.author, voice.role, voice.when) if part)
        words.addWidget(Label(self.look, who, "caption", wrap=True))
        choose = Button(self.look, self.look.tr("Choose"), "check", Variant.OUTLINED,
                        name=self.look.tr("Choose {value}", value=voice.text))  # fmt: skip
        choose.setEnabled(not read_only)
        choose.clicked.connect(lambda: self.decided.emit(voice.field, voice.value))
        self._buttons.append(choose)
        parts.addLayout(words, 1)
        parts.addWidget(choose)
        return line

    def _other(self, field: str, *, read_only: bool) -> Button:
        """A third value replaces both, as either of them would."""
        text = self.look.tr("Write another answer") if field == "value" else self.look.tr("Write another")
        other = Button(self.look, text, "file-pen-line", Variant.LINK, small=True)
        other.setEnabled(not read_only)
        other.clicked.connect(lambda: self.other_wanted.emit(field))
        return other

    def _clear(self) -> None:
        self._buttons.clear()
        emptied(self._body)


def heading(field: str, count: int, tr: Texts) -> str:
    """The sentence over the values of a field."""
    if field == "value":
        return tr.n("{n} answer: decide", "{n} answers: decide", count)
    from fosdesk.services.answering import facet_name

    what = facet_name(field, tr)
    return tr("{what}: {n} versions, decide", what=what[:1].upper() + what[1:], n=tr.number(count))
