"""Send: what waits for approval, what is ready, what went out and was acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fosdesk.base.language import Texts
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import sending, sent_register
from fosdesk.services.made import MadeDocument
from fosdesk.services.sent_register import ACKNOWLEDGED, MAIL, READY, SENT, TO_APPROVE, Letter, Sending
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.sending.card import SendingCard
from fosdesk.ui.sending.composer import Composer
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work

OPENED = "replies"


class SendPage(ScrollPage):
    """Three lists; a row opens the sending with the step to take next."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(
            desk,
            tr("Send"),
            tr("Nothing leaves by itself: you write a draft or a stick here, and say when it went out."),
        )
        self.begin = Button(self.look, tr("New sending"), "plus", Variant.PRIMARY)
        self.begin.clicked.connect(self._begin)
        self.register = Button(self.look, tr("Save the register…"), "table", Variant.OUTLINED)
        self.register.clicked.connect(self.export)
        self.head_actions.addWidget(self.register)
        self.head_actions.addWidget(self.begin)
        self.work = Work(desk)
        self.work.ended.connect(self._ended)
        self.training = Label(self.look, "", "body", tone="warn", wrap=True)
        self.composer = Composer(desk)
        self.composer.wanted.connect(self._prepare)
        self.composer.closed.connect(lambda: reveal(self.composer, False))
        self.card = SendingCard(self.look)
        self.card.wanted.connect(self._act)
        for part in (self.training, self.work, self.composer, self.card):
            self.column.addWidget(part)
        for part in (self.composer, self.card):
            part.hide()
        self._make_lists()
        self.column.addStretch(1)

    def _make_lists(self) -> None:
        tr = self.look.tr
        self.lists: dict[str, RowList] = {}
        self._empty: dict[str, Label] = {}
        for name, title, empty in (
            (TO_APPROVE, tr("To approve"), tr("Nothing waits to be approved.")),
            (READY, tr("Ready"), tr("Nothing approved waits to go out.")),
            (SENT, tr("Sent and acknowledged"), tr("Nothing was sent yet. The register stands here.")),
        ):
            card = SectionCard(self.look, title)
            self.lists[name] = RowList(self.look, title, lead=32)
            self.lists[name].opened.connect(self.open_sending)
            self._empty[name] = Label(self.look, empty, "body", tone="muted", wrap=True)
            card.column.addWidget(self._empty[name])
            card.column.addWidget(self.lists[name])
            self.column.addWidget(card)

    # --- what is shown

    def enter(self, place: Place) -> None:
        """Show the register; a document named in the place begins a sending."""
        self.refresh()
        if place.section or not sent_register.register(self.desk.here):
            self.compose(place.section)

    def changed(self, changes: ChangeSet) -> None:
        """A sending, or an answer that makes a document out of date."""
        self.refresh()
        if not self.composer.isHidden():
            self.composer.look_again()

    def refresh(self) -> None:
        """Show the three lists as they stand."""
        a, tr = self.desk.here, self.look.tr
        said = _training_words(a.facts.country, tr) if a.training else ""
        self.training.show_text(said)
        reveal(self.training, bool(said))
        lines = sent_register.register(a)
        for name, listed in self.lists.items():
            wanted = (SENT, ACKNOWLEDGED) if name == SENT else (name,)
            rows = [_row(line, tr) for line in lines if line.state in wanted]
            listed.show_rows(rows)
            reveal(listed, bool(rows))
            reveal(self._empty[name], not rows)
        self.register.setEnabled(bool(lines))
        self._show_card(lines)

    def _show_card(self, lines: tuple[Sending, ...]) -> None:
        shown = self.card.line
        if shown is None or self.card.isHidden() or self.work.busy:
            return
        now = next((line for line in lines if line.id == shown.id), None)
        if now is None:
            self.card.hide()
        elif now != shown:
            self.card.show_sending(now)

    def open_sending(self, sending_id: str) -> None:
        """Show one sending with the step to take next."""
        self.card.show_sending(sent_register.find(self.desk.here, sending_id))
        reveal(self.card, True)
        reveal(self.composer, False)
        self.area.ensureWidgetVisible(self.card, 0, 24)
        self.card.focus_first()

    def _begin(self) -> None:
        self.compose()

    def compose(self, document: str = "") -> None:
        """Begin a sending, perhaps with a document."""
        reveal(self.card, False)
        self.composer.refresh(document)
        reveal(self.composer, True)
        self.area.ensureWidgetVisible(self.composer.heading, 0, 24)
        first = next(iter(self.composer.boxes.values()), None)
        if first is not None:
            first.setFocus()

    # --- what is done

    def _run(self, text: str, do: Callable[..., Any], then: Callable[[Any], None] | None = None) -> None:
        """Do one step; until it has ended nothing else can be pressed, so that no press is lost."""
        for part in (self.card, self.composer):
            part.setEnabled(False)
        self.work.run(text, do, then or (lambda _result: None))

    def _ended(self) -> None:
        for part in (self.card, self.composer):
            part.setEnabled(True)
        self.refresh()
        if not self.card.isHidden():
            self.card.focus_first()

    def _prepare(self, documents: tuple[MadeDocument, ...], letter: Letter) -> None:
        a, at = self.desk.here, self._now()
        self._run(
            self.look.tr("Putting together…"),
            lambda _progress: sending.prepare(a, documents, letter, at),
            lambda line: self.open_sending(line.id),
        )

    def _act(self, wanted: str) -> None:
        line = self.card.line
        if line is not None:
            {
                "approve": self._approve,
                "draft": self._draft,
                "open_draft": self._open_draft,
                "copy": self._copy,
                "sent": self._mark,
                "reply": self._reply,
                "open_reply": self._open_reply,
                "withdraw": self._withdraw,
            }[wanted](line)

    def _approve(self, line: Sending) -> None:
        a, at = self.desk.here, self._now()
        self._run(self.look.tr("Recording…"), lambda _progress: sending.approve(a, line.id, at))

    def _withdraw(self, line: Sending) -> None:
        a = self.desk.here
        self._run(
            self.look.tr("Recording…"),
            lambda _progress: sending.withdraw(a, line.id),
            lambda _done: self.desk.toast(self.look.tr("Withdrawn. Ctrl+Z brings it back.")),
        )

    def _draft(self, line: Sending) -> None:
        a, at, tr = self.desk.here, self._now(), self.look.tr

        def written(path: Any) -> None:
            self.desk.dialogs.open_outside(path)
            self.desk.banner(
                tr(
                    "The draft is written and opens in your mail program. Look at it, send it, then choose "
                    "“Mark as sent”. {path}",
                    path=path,
                ),
                "ok",
                tr("Show folder"),
                lambda: self.desk.dialogs.show_folder(path),
            )

        self._run(tr("Writing the draft…"), lambda _p: sending.write_draft(a, line.id, None, at), written)

    def _open_draft(self, line: Sending) -> None:
        from pathlib import Path

        self.desk.dialogs.open_outside(Path(line.written))

    def _copy(self, line: Sending) -> None:
        a, at, tr = self.desk.here, self._now(), self.look.tr
        folder = self.desk.dialogs.folder(self, tr("Choose the folder or stick"))
        if folder is None:
            return
        self._run(
            tr("Copying and checking…"),
            lambda progress: sending.hand_over(a, line.id, folder, at, progress),
            lambda sums: self.desk.banner(
                tr("Copied and checked. The checksums are in {path}.", path=sums),
                "ok",
                tr("Show folder"),
                lambda: self.desk.dialogs.show_folder(sums),
            ),
        )

    def _mark(self, line: Sending) -> None:
        a, at = self.desk.here, self._now()
        self._run(self.look.tr("Recording…"), lambda _progress: sending.mark_sent(a, line.id, at))

    def _reply(self, line: Sending) -> None:
        a, at, tr = self.desk.here, self._now(), self.look.tr
        reply = self.desk.dialogs.open_file(self, tr("Choose the reply"), tr("All files (*)"))
        if reply is not None:
            self._run(tr("Keeping the reply…"), lambda _progress: sending.acknowledge(a, line.id, reply, at))

    def _open_reply(self, line: Sending) -> None:
        a = self.desk.here
        self._run(
            self.look.tr("Opening…"),
            lambda _progress: sending.reply_copy(a, line, a.store.folder / OPENED),
            self.desk.dialogs.open_outside,
        )

    def export(self) -> None:
        """Write the register as a table into a folder."""
        a, tr = self.desk.here, self.look.tr
        folder = self.desk.dialogs.folder(self, tr("Choose a folder for the register"))
        if folder is not None:
            self._run(
                tr("Writing…"),
                lambda _progress: sent_register.export(a, folder, tr),
                lambda path: self.desk.banner(
                    tr("The register is written: {path}", path=path),
                    "ok",
                    tr("Show folder"),
                    lambda: self.desk.dialogs.show_folder(path),
                ),
            )

    def _now(self):
        return self.desk.context.clock.now().astimezone()


def _training_words(country: str, tr: Texts) -> str:
    return tr(
        "{country} is the exercise country: nothing of it is ever sent. Everything below works up to the "
        "point where a real sending would begin.",
        country=country,
    )


def _row(line: Sending, tr: Texts) -> RowItem:
    names = ", ".join(one.name for one in line.documents)
    when = sent_register.who_when(line.sent_by or line.by, line.acknowledged or line.sent or line.at, tr)
    icon = Mark("icon", "message-square" if line.letter.channel == MAIL else "hard-drive-download", "accent")
    tone = "ok" if line.state == ACKNOWLEDGED else "neutral"
    trail = Mark("chip", tr(sent_register.STATES[line.state]), tone)
    title = tr.pair(line.letter.to, line.letter.subject) if line.letter.subject else line.letter.to
    return RowItem(title, f"{names}  ·  {when}", icon, trail, line.id, chevron=True)
