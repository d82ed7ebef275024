"""What opens under an answer, inside the card: comment, and the ways out with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line, Paragraphs
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.question.commits import TypedField
from fosdesk.ui.question.content import CardContent
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

Typing = Callable[[str], bool]


class Aside(QWidget):
    """One part that opens under the action row of a card."""

    typed = Signal(object)
    committed = Signal()
    answered = Signal(object)
    facet_given = Signal(str, object)
    closed = Signal()
    discarded = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.content: CardContent | None = None

    @property
    def item_id(self) -> str:
        """The item shown."""
        assert self.content is not None
        return self.content.item.id

    def show_content(self, content: CardContent, typing: Typing) -> None:
        """Show what is recorded, or the draft of it."""
        self.content = content

    def enter(self) -> None:
        """Put the focus where writing begins."""


class CommentAside(Aside):
    """Words beside an answer."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.text = Paragraphs(
            look, look.tr("Comment"), placeholder=look.tr("What should a reader know about this answer?")
        )
        column(self, margins=(0, 8, 0, 2)).addWidget(self.text)
        self._showing = False
        self.text.textChanged.connect(self._changed)
        self.text.committed.connect(self.committed)

    def show_content(self, content: CardContent, typing: Typing) -> None:
        """Show the comment, or the draft of it."""
        super().show_content(content, typing)
        self.text.setReadOnly(content.read_only)
        if not typing("comment"):
            self._showing = True
            self.text.show_text(content.drafts.get("comment", content.text("comment")))
            self._showing = False

    def enter(self) -> None:
        """Put the focus into the text."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit(TypedField(self.item_id, "comment", self.text.text, self._commit))

    def _commit(self) -> bool:
        self.facet_given.emit("comment", (self.text.text().strip() and self.text.text()) or None)
        return True


class ReasonAside(Aside):
    """Not applicable or not measurable, with the reason that must be given."""

    def __init__(self, look: Look, kind: str) -> None:
        super().__init__(look)
        self._kind = kind
        tr = look.tr
        asked = (
            tr("Why does this not apply here?") if kind == "na" else tr("Why can this not be measured here?")
        )
        self.line = Line(look, asked, placeholder=asked)
        needed = tr("A reason is needed, so that a reader can follow it.")
        self._needed = Label(look, needed, "second", tone="bad", wrap=True)
        self._needed.hide()
        parts = row(gap=8)
        parts.addWidget(self.line, 1)
        for part in _ends(self, look):
            parts.addWidget(part)
        whole = column(self, gap=4, margins=(0, 8, 0, 2))
        whole.addWidget(Label(look, asked, "second", bold=True, wrap=True))
        whole.addLayout(parts)
        whole.addWidget(self._needed)
        self.line.textEdited.connect(
            lambda: self.typed.emit(
                TypedField(self.item_id, self._kind, self.line.text, self.commit, "way out")
            )
        )
        self.line.committed.connect(self.committed)

    def show_content(self, content: CardContent, typing: Typing) -> None:
        """Show the recorded reason, or the draft of it."""
        super().show_content(content, typing)
        given = content.answer
        wanted = NotApplicable if self._kind == "na" else Unmeasured
        recorded = (
            given.reason
            if isinstance(given, NotApplicable | Unmeasured) and isinstance(given, wanted)
            else ""
        )
        self.line.setReadOnly(content.read_only)
        if not typing(self._kind):
            self.line.show_text(content.drafts.get(self._kind, recorded))
        self._needed.hide()

    def enter(self) -> None:
        """Put the focus into the reason."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Record the way out, if there is a reason."""
        reason = self.line.text().strip()
        reveal(self._needed, not reason)
        if not reason:
            return False
        self.answered.emit(NotApplicable(reason) if self._kind == "na" else Unmeasured(reason))
        return True


class UnknownAside(Aside):
    """Unknown: who will find out, and by when."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        tr = look.tr
        self.who = Line(look, tr("Who will find out?"), placeholder=tr("Who will find out?"))
        self.by = Line(look, tr("By when? Year-month-day"), placeholder=tr("By when: 2026-12-31"), width=190)
        self._problem = Label(look, tr("Write the date as year-month-day, for example 2026-12-31."), "second",
                              tone="bad", wrap=True)  # fmt: skip
        self._problem.hide()
        parts = row(gap=8)
        parts.addWidget(self.who, 2)
        parts.addWidget(self.by, 1)
        for part in _ends(self, look):
            parts.addWidget(part)
        whole = column(self, gap=4, margins=(0, 8, 0, 2))
        whole.addWidget(Label(look, tr("Who will find out, and by when?"), "second", bold=True, wrap=True))
        whole.addLayout(parts)
        whole.addWidget(self._problem)
        for line, name in ((self.who, "unknown_who"), (self.by, "unknown_by")):
            line.textEdited.connect(lambda _, at=line, n=name: self._follow(at, n))
            line.left.connect(self._leave)
            line.entered.connect(self.committed)

    def show_content(self, content: CardContent, typing: Typing) -> None:
        """Show who will find out, or the draft of it."""
        super().show_content(content, typing)
        given = content.answer if isinstance(content.answer, Unknown) else Unknown()
        for line, name, recorded in ((self.who, "unknown_who", given.who), (self.by, "unknown_by", given.by)):
            line.setReadOnly(content.read_only)
            if not typing(name):
                line.show_text(content.drafts.get(name, recorded))
        self._problem.hide()

    def enter(self) -> None:
        """Put the focus into the name."""
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Record that nobody knows yet; a date that is none stays a draft."""
        by = self.by.text().strip()
        valid = not by or _is_date(by)
        reveal(self._problem, not valid)
        if valid:
            self.answered.emit(Unknown(self.who.text().strip(), by))
        return valid

    def _follow(self, line: Line, name: str) -> None:
        self.typed.emit(TypedField(self.item_id, name, line.text, self.commit, "way out"))

    def _leave(self) -> None:
        if QApplication.focusWidget() not in (self.who, self.by):
            self.committed.emit()


def _ends(aside: ReasonAside | UnknownAside, look: Look) -> tuple[Button, Button]:
    """The two buttons that end a way out."""
    record = Button(look, look.tr("Record"), "check", Variant.PRIMARY)
    cancel = Button(look, look.tr("Cancel"), "", Variant.PLAIN)
    record.clicked.connect(lambda: aside.closed.emit() if aside.commit() else None)
    cancel.clicked.connect(aside.discarded)
    return record, cancel


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
