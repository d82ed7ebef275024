"""Set up: what the assessment is about, who works on it, which Standards in which order and number."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from fosdesk.model.snapshot import ChangeSet, Edit
from fosdesk.services.advice import SETUP
from fosdesk.services.facts import ENTITY, about_facts, fact_cell
from fosdesk.services.setting_up import asked
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.pages.facts_form import FactsForm
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.setup.giving import give
from fosdesk.ui.setup.numbers import NumbersCard
from fosdesk.ui.setup.scope import ScopeCard
from fosdesk.ui.setup.team import TeamCard
from fosdesk.ui.theme.look import Look

WIDEST = 900
SETTLES = 400
"""Milliseconds within which a page that was just entered finds its height."""


class SetupPage(ScrollPage):
    """Every fact is recorded as soon as its field is left."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk, tr("Set up"), tr("Facts are recorded as soon as you leave their field."))
        self._entering = QTimer(self, singleShot=True, interval=SETTLES)
        self.area.verticalScrollBar().rangeChanged.connect(self._bring_into_view)
        self.missing = MissingCard(self.look)
        self.missing.list.opened.connect(self._enter)
        self.form = FactsForm(self.look, desk.here.bank)
        self.form.given.connect(self._give)
        about = SectionCard(self.look, tr("What it is about"))
        about.column.addWidget(self.form)
        self.team, self.scope = TeamCard(desk), ScopeCard(desk)
        self.numbers = NumbersCard(desk)
        for card in (self.missing, about, self.team, self.scope, self.numbers):
            card.setMaximumWidth(self.look.px(WIDEST))
            self.column.addWidget(card)
        self.column.addStretch(1)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._guide)

    def enter(self, place: Place) -> None:
        """Show the facts; put the cursor into the field that was asked for."""
        self.refresh()
        if place.field:
            self._enter(place.field)

    def leave(self) -> None:
        """Record what is being typed."""
        for part in (self.form, self.team, self.scope, self.numbers):
            part.settle()

    def changed(self, changes: ChangeSet) -> None:
        """Show what was recorded."""
        if about_facts(changes):
            self.refresh()

    def refresh(self) -> None:
        """Show the facts as they stand."""
        a = self.desk.here
        self.form.set_read_only(a.read_only)
        self.form.show_facts(a.facts)
        for card in (self.team, self.scope, self.numbers):
            card.refresh()
        self.missing.show_missing(
            {one.field: one.sentence for one in asked(a, self.look.tr) if not one.there}
        )

    def _enter(self, field: object) -> None:
        places = {"team": self.team.enter, "numbers": self.numbers.enter, "scope": self.scope.list.setFocus}
        if field in places:
            places[str(field)]()
        else:
            self.form.enter(str(field))
        self._entering.start()
        QTimer.singleShot(0, self, self._bring_into_view)

    def _bring_into_view(self) -> None:
        """Scroll to the field with the cursor; once more where the page is still being laid out."""
        if not self._entering.isActive():
            return
        part = QApplication.focusWidget()
        if part is not None and self.body.isAncestorOf(part):
            self.area.ensureWidgetVisible(part, 0, 80)

    def _guide(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Guidance follows the focus: the field is named on its widget or on one around it."""
        part = now if now is not None and self.isAncestorOf(now) else None
        while part is not None and not part.property("fact"):
            part = part.parentWidget()
        if part is not None:
            self.desk.guide(f"{SETUP}{part.property('fact')}")

    def _give(self, values: Mapping[str, object]) -> None:
        a = self.desk.here
        if values.get("edition", a.facts.edition) != a.facts.edition:
            self.form.show_facts(a.facts)
            self.desk.go(Place("edition", str(values["edition"])))
            return

        def edits() -> list[Edit]:
            cells = ((name, fact_cell(name, value)) for name, value in values.items())
            return [
                Edit(ENTITY, name, cell, a.snapshot.heads(ENTITY, name))
                for name, cell in cells
                if (a.snapshot.value(ENTITY, name) or {"v": None}) != cell
            ]

        give(self.desk, edits)


class MissingCard(SectionCard):
    """What Set up still asks; opening a row goes to the field."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.tr("Still missing"))
        self.list = RowList(look, look.tr("Still missing"), lead=30)
        self.column.addWidget(self.list)

    def show_missing(self, sentences: Mapping[str, str]) -> None:
        """Show the sentences by field; with none the card hides."""
        lead = Mark("icon", "circle-dot-dashed", "warn")
        self.list.show_rows(
            [RowItem(said, lead=lead, target=field, chevron=True) for field, said in sentences.items()]
        )
        reveal(self, bool(sentences))
