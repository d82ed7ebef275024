"""The card of one piece of evidence: its facts, and the answers it supports."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fosdesk.services import evidence_register as register
from fosdesk.services.evidence_register import Piece
from fosdesk.services.guidance import when_text
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import Panel, column, emptied, reveal, row
from fosdesk.ui.text import ElidedLabel, Label
from fosdesk.ui.theme.look import Look


class PieceCard(Panel):
    """Signals carry the id of an answer."""

    closed = Signal()
    opened = Signal(str)
    unlink_wanted = Signal(str)
    more_wanted = Signal()
    copy_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, edge="line-strong")
        tr = look.tr
        self.name = ""
        self._shown: Piece | None = None
        self._title = Label(look, "", "question", bold=True, wrap=True)
        self._facts = Label(look, "", "second", tone="muted", wrap=True)
        self._trouble = Label(look, "", "second", tone="bad", wrap=True)
        self.file = Button(look, tr("Open the file"), "book-open", Variant.OUTLINED)
        self.copy = Button(look, tr("Save a copy"), "file-down", Variant.OUTLINED)
        self.more = Button(look, tr("Attach to more answers"), "plus", Variant.OUTLINED)
        close = Button(look, "", "x", name=tr("Close"))
        head = row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        ways = Flow(gap=6)
        for button in (self.file, self.more, self.copy):
            ways.addWidget(button)
        self._links = column(gap=2)
        body = column(self, gap=8, margins=(20, 12, 14, 14))
        body.addLayout(head)
        body.addWidget(self._facts)
        body.addWidget(self._trouble)
        body.addLayout(ways)
        body.addWidget(Label(look, tr("Supports"), "caption", tone="muted", bold=True))
        body.addLayout(self._links)
        close.clicked.connect(self.closed)
        self.more.clicked.connect(self.more_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.file.clicked.connect(self.file_wanted)

    def show_piece(self, piece: Piece, *, read_only: bool) -> None:
        """Show a piece as it stands now."""
        if piece == self._shown:
            return
        tr, self.name, self._shown = self.look.tr, piece.name, piece
        self._title.show_text(piece.name)
        facts = [register.kind_name(piece.kind, tr)]
        if piece.size:
            facts.append(tr("{n} kB", n=tr.number(max(1, round(piece.size / 1000)))))
        facts.append(tr("attached {when} by {who}", when=when_text(piece.added, tr), who=piece.author or "–"))
        if piece.kind != "reference":
            facts.append(tr("fingerprint {code}", code=piece.id[:12]))
        self._facts.show_text("  ·  ".join(facts))
        trouble = {
            register.MISSING: tr(
                "The file is not on this computer: the dossier came without its evidence. Ask for the "
                "dossier with evidence."
            ),
            register.DAMAGED: tr(
                "The file is not what was attached any more. Ask for it again and attach it once more."
            ),
        }.get(piece.state, "")
        self._trouble.show_text(trouble)
        reveal(self._trouble, bool(trouble))
        reveal(self.file, piece.state == register.HERE)
        reveal(self.copy, piece.state in (register.HERE, register.DAMAGED))
        self.more.setEnabled(not read_only)
        emptied(self._links)
        for item, note in piece.links:
            self._links.addWidget(self._link(item.id, item.code, note or item.label, read_only=read_only))

    def enter(self) -> None:
        """Put the focus on the first answer."""
        first = self._links.itemAt(0)
        part = first.widget() if first is not None else None
        target = part.findChild(Button) if part is not None else self.more
        target.setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[union-attr]

    def _link(self, item_id: str, code: str, words: str, *, read_only: bool) -> QWidget:
        look, tr = self.look, self.look.tr
        part = QWidget()
        line = row(part, gap=8)
        open_it = Button(look, code, "", Variant.LINK, small=True, name=tr("Open {code}", code=code))
        open_it.clicked.connect(lambda: self.opened.emit(item_id))
        unlink = Button(look, "", "x", small=True, name=tr("Unlink from {code}", code=code))
        unlink.clicked.connect(lambda: self.unlink_wanted.emit(item_id))
        unlink.setEnabled(not read_only)
        line.addWidget(open_it)
        line.addWidget(ElidedLabel(look, words, "second", tone="muted"), 1)
        line.addStretch(0)
        line.addWidget(unlink)
        return part
