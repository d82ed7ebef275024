"""One sending: what was sent to whom, who did what when, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from fosdesk.base.language import Texts
from fosdesk.services.report_content.classification import class_name
from fosdesk.services.sent_register import (
    ACKNOWLEDGED,
    CHANNELS,
    MAIL,
    READY,
    SENT,
    STATES,
    TO_APPROVE,
    Sending,
    who_when,
)
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.sending.composer import seen_rows
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

ACTIONS = ("approve", "draft", "open_draft", "copy", "sent", "reply", "open_reply", "withdraw")
ICONS = {
    "approve": "check",
    "draft": "file-pen-line",
    "open_draft": "message-square",
    "copy": "hard-drive-download",
    "sent": "send",
    "reply": "paperclip",
    "open_reply": "file-text",
    "withdraw": "x",
}


class SendingCard(SectionCard):
    """`wanted` names what the person wants to do with the sending shown."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", look.tr("Close"))
        self.link.clicked.connect(self.hide)
        tr = look.tr
        self.line: Sending | None = None
        self._facts = {
            name: (Label(look, "", "second", wrap=True), text)
            for name, text in (
                ("state", tr("State")),
                ("to", tr("To")),
                ("through", tr("Through")),
                ("by", tr("Put together")),
                ("approved", tr("Approved")),
                ("written", tr("Written to")),
                ("sent", tr("Sent")),
                ("acknowledged", tr("Acknowledged")),
                ("words", tr("Accompanying words")),
            )
        }
        self._heads = {
            name: Label(look, text, "second", tone="muted") for name, (_, text) in self._facts.items()
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (name, (label, _)) in enumerate(self._facts.items()):
            grid.addWidget(self._heads[name], at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, at, 1)
        self.column.addLayout(grid)
        self.column.addWidget(Label(look, tr("What they will see"), "caption", tone="muted", bold=True))
        self.seen = RowList(look, tr("What they will see"), lead=32)
        self.column.addWidget(self.seen)
        self._add_buttons()

    def _add_buttons(self) -> None:
        self.buttons = {
            name: Button(self.look, text, ICONS[name], Variant.OUTLINED)
            for name, text in action_words(self.look.tr).items()
        }
        line = Flow(gap=4)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, wanted=name: self.wanted.emit(wanted))
            line.addWidget(button)
        self.column.addLayout(line)

    def show_sending(self, line: Sending) -> None:
        """Show a sending and the steps that are open to it; the first is the one to take."""
        self.line, tr = line, self.look.tr
        self.heading.show_text(line.letter.subject or line.letter.to)
        for name, text in _facts(line, tr).items():
            self._facts[name][0].show_text(text)
            for part in (self._facts[name][0], self._heads[name]):
                reveal(part, bool(text))
        self.seen.show_rows(seen_rows(line.documents, tr))
        open_now = steps_of(line)
        for name, button in self.buttons.items():
            reveal(button, name in open_now)
            button.set_variant(Variant.PRIMARY if name == open_now[0] else Variant.OUTLINED)

    def focus_first(self) -> None:
        """Put the keyboard on the step to take."""
        if self.line is not None:
            self.buttons[steps_of(self.line)[0]].setFocus(Qt.FocusReason.OtherFocusReason)


def steps_of(line: Sending) -> tuple[str, ...]:
    """What can be done with a sending now, the step to take first."""
    if line.state == TO_APPROVE:
        return ("approve", "withdraw")
    if line.state == READY and line.letter.channel == MAIL:
        return ("sent", "open_draft", "draft", "withdraw") if line.written else ("draft", "withdraw")
    if line.state == READY:
        return ("copy", "withdraw")
    return ("reply",) if line.state == SENT else ("open_reply", "reply")


def action_words(tr: Texts) -> dict[str, str]:
    """The word of each step, in the order of the buttons."""
    return {
        "approve": tr("Approve"),
        "sent": tr("Mark as sent"),
        "open_draft": tr("Open the draft"),
        "draft": tr("Make the draft"),
        "copy": tr("Copy to a folder or stick…"),
        "open_reply": tr("Open the reply"),
        "reply": tr("Attach the reply…"),
        "withdraw": tr("Withdraw"),
    }


def _facts(line: Sending, tr: Texts) -> dict[str, str]:
    letter = line.letter
    reply = who_when("", line.acknowledged, tr)
    return {
        "state": tr(STATES[line.state]),
        "to": f"{letter.to}  ·  {class_name(letter.readers, tr)}",
        "through": tr(CHANNELS.get(letter.channel, letter.channel)),
        "by": who_when(line.by, line.at, tr),
        "approved": who_when(line.approved_by, line.approved, tr),
        "written": line.written,
        "sent": who_when(line.sent_by, line.sent, tr),
        "acknowledged": f"{reply}, {line.reply}" if line.state == ACKNOWLEDGED else "",
        "words": letter.body.strip() if letter.channel == MAIL else "",
    }
