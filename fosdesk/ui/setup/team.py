"""The people of the team, each on lines of their own that record when they are left."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosdesk.model.snapshot import Edit
from fosdesk.services.facts import DUTIES, Person
from fosdesk.services.setting_up import duty_name
from fosdesk.services.team import adding, changing, removing
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import Rule, column, reveal, row
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.setup.giving import give
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

WIDTHS = {"name": 220, "role": 240, "organisation": 240, "languages": 150}


class PersonLine(QWidget):
    """One person. `changed` says that a field was left, `removed` that the person is to go."""

    changed = Signal()
    removed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        tr = look.tr
        self.look, self.person, self.recorded = look, Person(""), False
        hints = {
            "name": tr("Name"),
            "role": tr("Function"),
            "organisation": tr("Organisation"),
            "languages": tr("Languages"),
        }
        self.lines = {
            name: Line(look, hint, placeholder=hint, width=WIDTHS[name]) for name, hint in hints.items()
        }
        self.duty = Choice(
            look, tr("Role in the team"), [("", tr("No role yet")), *((d, duty_name(d, tr)) for d in DUTIES)]
        )
        self.remove = Button(look, "", "x", small=True, name=tr("Remove this person"))
        body = column(self, gap=4)
        for parts in (
            (self.lines["name"], self.duty, self.lines["role"]),
            (self.lines["organisation"], self.lines["languages"], self.remove),
        ):
            fields = Flow(gap=6)
            for part in parts:
                fields.addWidget(part)
            body.addLayout(fields)
        body.addWidget(Rule(look))
        for line in self.lines.values():
            line.setFixedWidth(line.maximumWidth())
            line.committed.connect(self.changed)
        self.duty.activated.connect(lambda _: self.changed.emit())
        self.remove.clicked.connect(self.removed)

    def show_person(self, person: Person, *, read_only: bool) -> None:
        """Show what is recorded; a field with the cursor keeps its words."""
        self.person, self.recorded = person, True
        for name, line in self.lines.items():
            if not line.isModified():
                line.show_text(getattr(person, name))
            line.setReadOnly(read_only)
        self.duty.show_value(person.duty)
        self.duty.setEnabled(not read_only)
        self.remove.setEnabled(not read_only)
        tr = self.look.tr
        self.remove.setAccessibleName(tr("Remove {name} from the team", name=person.name or tr("this line")))

    def given(self) -> Person:
        """What stands in the fields."""
        words = {name: line.text().strip() for name, line in self.lines.items()}
        return Person(**words, duty=self.duty.value(), row=self.person.row)


class TeamCard(SectionCard):
    """A line for each person and one for the next."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, tr("Team"))
        self.desk = desk
        self.setProperty("fact", "team")
        self.empty = Label(
            self.look,
            tr("Who works on this assessment? Add the person who leads it first: the report names the team."),
            "second", tone="muted", wrap=True,
        )  # fmt: skip
        self.wrong = Label(self.look, "", "second", tone="bad", wrap=True)
        self.people = column(gap=6)
        self.add = Button(self.look, tr("Add a person"), "plus", Variant.OUTLINED)
        self.add.clicked.connect(self.add_person)
        line = row(gap=8)
        line.addWidget(self.add)
        line.addStretch(1)
        self.column.addWidget(self.empty)
        self.column.addLayout(self.people)
        self.column.addWidget(self.wrong)
        self.column.addLayout(line)
        self.wrong.hide()
        self.lines: list[PersonLine] = []

    def refresh(self) -> None:
        """Show the team; the lines that are being written stay where they are."""
        a = self.desk.here
        team = {person.row: person for person in a.facts.team}
        for line in [one for one in self.lines if one.recorded and one.person.row not in team]:
            self._drop(line)
        shown = {line.person.row: line for line in self.lines}
        for person in a.facts.team:
            line = shown.get(person.row) or self._new_line(person.row)
            line.show_person(person, read_only=a.read_only)
        reveal(self.empty, not self.lines)
        self.add.setEnabled(not a.read_only)

    def add_person(self) -> None:
        """An empty line with the cursor in it; it is recorded once it has a name."""
        blank = next((line for line in self.lines if not line.given().name), None)
        line = blank or self._new_line(self.desk.here.ids.new())
        reveal(self.empty, False)
        if not any(one.given().duty == "leader" for one in self.lines):
            line.duty.show_value("leader")
        line.lines["name"].setFocus()

    def enter(self) -> None:
        """Put the cursor where a person is missing."""
        first = next(iter(self.lines), None)
        if first is None:
            self.add_person()
        else:
            first.duty.setFocus()

    def settle(self) -> None:
        """Take what is being typed."""
        for line in tuple(self.lines):
            self._take(line)

    def _new_line(self, key: str) -> PersonLine:
        line = PersonLine(self.look)
        line.person = replace(line.person, row=key)
        line.changed.connect(lambda: self._take(line))
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        self.people.addWidget(line)
        return line

    def _drop(self, line: PersonLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()

    def _known(self, line: PersonLine) -> bool:
        return any(person.row == line.person.row for person in self.desk.here.facts.team)

    def _take(self, line: PersonLine) -> None:
        a, tr, given = self.desk.here, self.look.tr, line.given()
        nameless = not given.name and (self._known(line) or given != Person("", duty=given.duty))
        self.wrong.show_text(tr("Each person needs a name. The line is recorded once it has one."))
        reveal(self.wrong, nameless)
        if not given.name or given == line.person:
            return
        for field in line.lines.values():
            field.setModified(False)

        def edits() -> tuple[Edit, ...]:
            known = self._known(line)
            return changing(a.snapshot, given) if known else adding((given,), a.ids, len(a.facts.team))

        give(self.desk, edits)

    def _remove(self, line: PersonLine) -> None:
        a = self.desk.here
        if self._known(line):
            give(self.desk, lambda: removing(a.snapshot, line.person.row))
        else:
            self._drop(line)
            self.refresh()
        self.add.setFocus()
