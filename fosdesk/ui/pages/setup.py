"""Set up: what the assessment is about, who works on it, whether the numbers are confirmed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import answering
from fosdesk.services.facts import ENTITY, Person, fact_cell
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.pages.facts_form import FactsForm
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line, check_box
from fosdesk.ui.parts.panel import column, emptied, row
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.text import ElidedLabel, Label


class SetupPage(ScrollPage):
    """Every fact is recorded as soon as its field is left."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk, tr("Set up"), tr("Facts are recorded as soon as you leave their field."))
        self._typing: set[str] = set()
        self.form = FactsForm(self.look, desk.here.bank)
        self.form.typed.connect(self._typing.add)
        self.form.given.connect(self._give)
        about = SectionCard(self.look, tr("What it is about"))
        about.column.addWidget(self.form)
        about.setMaximumWidth(900)
        self.column.addWidget(about)
        self.column.addWidget(self._make_numbers())
        self.column.addWidget(self._make_team())
        self.column.addStretch(1)

    def enter(self, place: Place) -> None:
        """Show the facts; put the cursor into the field that was asked for."""
        self.refresh()
        if place.field:
            self.form.enter(place.field)

    def leave(self) -> None:
        """Record what is being typed."""
        for name in tuple(self._typing):
            self._give(name, self.form.lines[name].text().strip())

    def changed(self, changes: ChangeSet) -> None:
        """Show what was recorded."""
        if any(entity == ENTITY for entity, _ in changes.cells):
            self.refresh()

    def refresh(self) -> None:
        """Show the facts as they stand."""
        a = self.desk.here
        self.form.show_facts(a.facts, frozenset(self._typing))
        self.form.set_read_only(a.read_only)
        self.confirmed.blockSignals(True)
        self.confirmed.setChecked(a.facts.numbers_confirmed)
        self.confirmed.blockSignals(False)
        self.confirmed.setEnabled(not a.read_only)
        self._show_numbers()
        self._show_team(a.facts.team)

    def _give(self, name: str, value: str) -> None:
        self._typing.discard(name)
        if name in ("currency", "country_code"):
            value = value.upper()
        if str(getattr(self.desk.here.facts, name)) != value:
            self._record(name, value)

    def _record(self, name: str, value: object) -> None:
        a = self.desk.here
        self.desk.records.record(
            ENTITY,
            name,
            fact_cell(name, value),
            a.snapshot.heads(ENTITY, name),
            lambda seen: answering.set_fact(a, name, value, seen),
        )

    # --- numbers of the Standards

    def _make_numbers(self) -> SectionCard:
        tr = self.look.tr
        card = SectionCard(self.look, tr("Numbers of the Standards"))
        card.column.addWidget(
            Label(
                self.look,
                tr(
                    "The numbers below are inferred for this edition and are not printed. Compare them with "
                    "your own text of the Framework; once you confirm them, screens and documents show them."
                ),
                "second",
                tone="muted",
                wrap=True,
            )
        )
        self.numbers = RowList(self.look, tr("Numbers of the Standards"), lead=0)
        self.confirmed = check_box(self.look, tr("We compared these numbers with our text of the Framework"))
        self.confirmed.toggled.connect(lambda on: self._record("numbers_confirmed", on))
        card.column.addWidget(self.numbers)
        card.column.addWidget(self.confirmed)
        card.setMaximumWidth(900)
        return card

    def _show_numbers(self) -> None:
        a, tr = self.desk.here, self.look.tr
        column_name = f"number_{a.facts.edition}"
        scored = {section.standard for section in a.bank.sections if section.standard}
        rows = [
            RowItem(str(row["title"]), trail=Mark("text", tr("No. {number}", number=row[column_name])))
            for row in a.bank.table("standards")
            if row["code"] in scored and row.get(column_name)
        ]
        self.numbers.show_rows(rows)

    # --- team

    def _make_team(self) -> SectionCard:
        tr = self.look.tr
        card = SectionCard(self.look, tr("Team"))
        self._members = column(gap=2)
        self._shown: tuple[Person, ...] | None = None
        self.name = Line(self.look, tr("Name"), placeholder=tr("Name"), width=260)
        self.role = Line(self.look, tr("Role"), placeholder=tr("Role"), width=260)
        add = Button(self.look, tr("Add to the team"), "plus", Variant.OUTLINED)
        add.clicked.connect(self.add_member)
        self.role.returnPressed.connect(self.add_member)
        line = row(gap=8)
        line.addWidget(self.name)
        line.addWidget(self.role)
        line.addWidget(add)
        line.addStretch(1)
        card.column.addLayout(self._members)
        card.column.addLayout(line)
        card.setMaximumWidth(900)
        return card

    def add_member(self) -> None:
        """Add the person in the two fields to the team."""
        name = self.name.text().strip()
        if name:
            person = Person(name, self.role.text().strip())
            self.name.clear()
            self.role.clear()
            self._record("team", (*self.desk.here.facts.team, person))
        self.name.setFocus()

    def _show_team(self, team: tuple[Person, ...]) -> None:
        if team == self._shown:
            return
        self._shown = team
        emptied(self._members)
        for person in team:
            self._members.addWidget(self._member(person))

    def _member(self, person: Person) -> QWidget:
        tr = self.look.tr
        line = QWidget()
        parts = row(line, gap=12)
        parts.addWidget(ElidedLabel(self.look, person.name, bold=True), 2)
        parts.addWidget(ElidedLabel(self.look, person.role, tone="muted"), 2)
        remove = Button(
            self.look, "", "x", small=True, name=tr("Remove {name} from the team", name=person.name)
        )
        remove.setEnabled(not self.desk.here.read_only)
        remove.clicked.connect(lambda: self._remove(person))
        parts.addWidget(remove)
        return line

    def _remove(self, person: Person) -> None:
        self._record("team", tuple(one for one in self.desk.here.facts.team if one != person))
