"""A new assessment: the few facts it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from fosdesk.services.facts import AssessmentFacts, Person
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.pages.facts_form import FactsForm
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import reveal, row
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work


class NewPage(ScrollPage):
    """Asks for country, kind, edition, period and currency; everything can be changed later."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(
            desk, tr("New assessment"), tr("Only the country is needed now. Everything can be changed later.")
        )
        card = SectionCard(self.look, tr("What is it about?"))
        self.form = FactsForm(self.look, desk.context.content_bank())
        self._facts = AssessmentFacts(period=str(desk.context.clock.now().year))
        self.form.show_facts(self._facts)
        self.form.given.connect(self._give)
        self.needed = Label(
            self.look, tr("Please write the name of the country first."), "second", tone="bad", wrap=True
        )
        self.needed.hide()
        self.begin = Button(self.look, tr("Begin"), "arrow-right", Variant.PRIMARY)
        self.begin.clicked.connect(self.make)
        back = Button(self.look, tr("Back"), "", Variant.PLAIN)
        back.clicked.connect(lambda: desk.go(Place("library")))
        line = row(gap=6)
        line.addWidget(self.begin)
        line.addWidget(back)
        line.addStretch(1)
        card.column.addWidget(self.form)
        card.column.addWidget(self.needed)
        card.column.addLayout(line)
        card.setMaximumWidth(820)
        self.work = Work(desk)
        self.column.addWidget(self.work)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def enter(self, place: Place) -> None:
        """Put the cursor into the country."""
        self.form.lines["country"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, values: Mapping[str, Any]) -> None:
        own = {name: value for name, value in values.items() if ":" not in name}
        given = {name.partition(":")[2]: str(value) for name, value in values.items() if ":" in name}
        self._facts = replace(self._facts, **own, given={**self._facts.given, **given})
        self.form.show_facts(self._facts)

    def make(self) -> None:
        """Begin the assessment and go to its Home."""
        self.form.settle()
        facts = self._facts
        reveal(self.needed, not facts.country)
        if not facts.country:
            self.form.enter("country")
            return
        settings = self.desk.context.settings_store.read()
        person = Person(settings.person_name, settings.person_role)
        library = self.desk.context.library
        self.work.run(
            self.look.tr("Making the assessment of {country}…", country=facts.country),
            lambda progress: library.create_now(facts, person, progress),
            self.desk.show_assessment,
        )
