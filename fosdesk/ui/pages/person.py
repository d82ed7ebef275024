"""The first start: who is at the keyboard, and in which language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from fosdesk.base.errors import FosdeskError
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.form import form_layout, labelled
from fosdesk.ui.parts.panel import reveal, row
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.text import Label


class PersonPage(ScrollPage):
    """Name and role: every answer is recorded with the name of who gave it."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk, tr("Welcome to FOSDesk"))
        self.say_second(
            tr(
                "It guides your team from an assessment of cross-border e-commerce to documents "
                "you can send. Everything stays on this computer; no connection is needed."
            )
        )
        card = SectionCard(self.look, tr("Who is at the keyboard?"))
        card.column.addWidget(
            Label(
                self.look,
                tr("Every answer is kept with the name of the person who gave it."),
                "second",
                tone="muted",
                wrap=True,
            )
        )
        self.name = Line(self.look, tr("Your name"), width=360)
        self.role = Line(self.look, tr("Your role"), placeholder=tr("for example: lead assessor"), width=360)
        form = form_layout()
        labelled(form, self.look, tr("Your name"), self.name)
        labelled(form, self.look, tr("Your role"), self.role)
        card.column.addLayout(form)
        self.needed = Label(self.look, tr("Please write your name first."), "second", tone="bad", wrap=True)
        self.needed.hide()
        card.column.addWidget(self.needed)
        self.go_on = Button(self.look, tr("Continue"), "arrow-right", Variant.PRIMARY)
        self.go_on.clicked.connect(self.keep)
        line = row()
        line.addWidget(self.go_on)
        line.addStretch(1)
        card.column.addLayout(line)
        card.setMaximumWidth(720)
        self.column.addWidget(card)
        self.column.addStretch(1)
        for field in (self.name, self.role):
            field.returnPressed.connect(self.keep)

    def enter(self, place: Place) -> None:
        """Show what is known and put the cursor into the name."""
        settings = self.desk.context.settings_store.read()
        self.name.show_text(settings.person_name)
        self.role.show_text(settings.person_role)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep name and role, and go to the library."""
        name = self.name.text().strip()
        reveal(self.needed, not name)
        if not name:
            self.name.setFocus()
            return
        store = self.desk.context.settings_store
        try:
            store.write(replace(store.read(), person_name=name, person_role=self.role.text().strip()))
        except FosdeskError as error:
            self.desk.trouble(error)
            return
        self.desk.settings_changed()
        self.desk.go(Place("library"))
