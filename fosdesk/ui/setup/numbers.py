"""The numbers of the Standards in the edition: how each is known, and who confirmed it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fosdesk.model.snapshot import Edit
from fosdesk.services.facts import ENTITY, AssessmentFacts
from fosdesk.services.guidance import when_text
from fosdesk.services.setting_up import number_sentences
from fosdesk.services.standards import Numbered, confirming, number_field, numbered
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.marks import Chip
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.setup.giving import give
from fosdesk.ui.text import Label, isolated

TONES = {"found": "neutral", "inferred": "warn", "confirmed": "ok", "changed": "ok"}
MOST = 99


class NumberLine:
    """The parts of one row of the table."""

    def __init__(self, desk: Desk, entry: Numbered) -> None:
        look, tr = desk.look, desk.look.tr
        self.code = entry.code
        self.title = Label(look, entry.title, "body", wrap=True)
        self.status = Chip(look)
        self.who = Label(look, "", "second", tone="muted", wrap=True)
        self.field = Line(look, tr("Number of {standard}", standard=entry.title), width=64)
        self.confirm = Button(
            look, tr("Confirm"), "", Variant.LINK, small=True,
            name=tr("Confirm number {number} of {standard}", number=entry.proposed, standard=entry.title),
        )  # fmt: skip

    def show(self, desk: Desk, entry: Numbered) -> None:
        """Show how the number is known."""
        tr = desk.look.tr
        names = {
            "found": tr("found"), "inferred": tr("inferred"), "confirmed": tr("confirmed"),
            "changed": tr("changed"),
        }  # fmt: skip
        self.field.setPlaceholderText(str(entry.proposed))
        self.field.show_text("" if entry.number is None else str(entry.number))
        self.field.setReadOnly(desk.here.read_only)
        self.status.show_text(names[entry.status], TONES[entry.status])
        said = tr("{name}, {when}", name=entry.by, when=when_text(entry.at, tr)) if entry.at else ""
        if entry.status == "changed":
            said = tr("{who}; proposed was {number}", who=said, number=isolated(str(entry.proposed)))
        self.who.show_text(said)
        reveal(self.confirm, entry.number is None and not desk.here.read_only)
        reveal(self.who, entry.number is not None)


class NumbersCard(SectionCard):
    """A row for each Standard of the edition."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, tr("Numbers of the Standards"))
        self.desk, self._used = desk, ""
        self.setProperty("fact", "numbers")
        self.column.addWidget(
            Label(
                self.look,
                tr(
                    "Most numbers are inferred and none is printed before you confirm it. Compare them with "
                    "your own text of the Framework; write the right number where it differs."
                ),
                "second", tone="muted", wrap=True,
            )
        )  # fmt: skip
        editions = [(str(one["id"]), str(one["title"])) for one in desk.here.bank.table("editions")]
        self.edition, self._shown = Choice(self.look, tr("Edition of the Framework"), editions), ""
        self.edition.currentIndexChanged.connect(self._turn)
        self.column.addWidget(self.edition, 0, Qt.AlignmentFlag.AlignLeading)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self.column.addWidget(self._table)
        self.warning = Label(self.look, "", "second", tone="bad", wrap=True)
        self.column.addWidget(self.warning)
        self.all = Button(self.look, tr("Confirm all as shown"), "check", Variant.OUTLINED)
        self.all.clicked.connect(self.confirm_all)
        line = row(gap=8)
        line.addWidget(self.all)
        line.addStretch(1)
        self.column.addLayout(line)
        self.lines: dict[str, NumberLine] = {}

    def facts(self, edition: str = "") -> AssessmentFacts:
        """The facts as they stand now in an edition, by default the one whose numbers are shown."""
        return replace(self.desk.here.facts, edition=edition or self._shown)

    def _confirming(self, edition: str) -> tuple[Edit, ...]:
        a = self.desk.here
        return confirming(a.snapshot, self.facts(edition), a.bank)

    def _turn(self) -> None:
        """Show the numbers of another edition: documents can print both."""
        self.settle()
        self._shown = self.edition.value()
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers of the edition in use, or of the one chosen here."""
        a = self.desk.here
        if a.facts.edition != self._used:
            self._used = self._shown = a.facts.edition
        self.edition.show_value(self._shown)
        entries = numbered(a.snapshot, self.facts(), a.bank)
        if [entry.code for entry in entries] != list(self.lines):
            self._rebuild(entries)
        for entry in entries:
            line = self.lines[entry.code]
            if not line.field.isModified():
                line.show(self.desk, entry)
        said = number_sentences(a, self.look.tr, self.facts())
        self.warning.show_text("\n".join(said))
        reveal(self.warning, bool(said))
        reveal(self.all, any(entry.number is None for entry in entries) and not a.read_only)

    def enter(self) -> None:
        """Put the cursor into the first number of the edition in use that is not confirmed."""
        self.edition.setCurrentIndex(self.edition.findData(self.desk.here.facts.edition))
        waiting = (line.field for line in self.lines.values() if not line.field.text())
        field = next(waiting, None) or next((line.field for line in self.lines.values()), None)
        if field is not None:
            field.setFocus()

    def settle(self) -> None:
        """Take what is being typed."""
        for line in self.lines.values():
            self._take(line)

    def confirm_all(self) -> None:
        """Confirm every number not yet confirmed as it is proposed: one action, one undo."""
        edition = self._shown
        give(self.desk, lambda: self._confirming(edition))

    def _rebuild(self, entries: Sequence[Numbered]) -> None:
        for line in self.lines.values():
            for part in (line.title, line.field, line.confirm, line.status, line.who):
                part.hide()
                part.deleteLater()
        self.lines = {entry.code: self._line(at, entry) for at, entry in enumerate(entries)}

    def _line(self, at: int, entry: Numbered) -> NumberLine:
        line = NumberLine(self.desk, entry)
        words = column()
        words.addWidget(line.title)
        words.addWidget(line.who)
        self._grid.addLayout(words, at, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(line.field, at, 1)
        self._grid.addWidget(line.status, at, 2, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(line.confirm, at, 3)
        line.field.committed.connect(lambda: self._take(line))
        line.confirm.clicked.connect(lambda: self._confirm(line.code))
        return line

    def _confirm(self, code: str) -> None:
        edition = self._shown
        give(self.desk, lambda: [e for e in self._confirming(edition) if e.field.endswith(f":{code}")])
        self.lines[code].field.setFocus()

    def _take(self, line: NumberLine) -> None:
        tr = self.look.tr
        typed = line.field.text().strip()
        if not line.field.isModified():
            return
        if typed and not (typed.isascii() and typed.isdigit() and 0 < int(typed) <= MOST):
            self.warning.show_text(tr("“{text}” is no number from 1 to {most}.", text=typed, most=MOST))
            reveal(self.warning, True)
            return
        line.field.setModified(False)
        number = int(typed) if typed else None
        facts = self.facts()
        if number != facts.numbers.get(f"{facts.edition}:{line.code}"):
            give(self.desk, lambda: tuple(self._edits(number_field(facts, line.code), number)))

    def _edits(self, name: str, number: int | None) -> Iterator[Edit]:
        a = self.desk.here
        yield Edit(ENTITY, name, {"v": number}, a.snapshot.heads(ENTITY, name))
