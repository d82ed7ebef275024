"""An official text on a page of its own: from the list, or from a question where the window is small."""

from __future__ import annotations

from fosdesk.model.snapshot import ChangeSet
from fosdesk.ui.desk import Desk, Page, Place
from fosdesk.ui.parts.panel import column
from fosdesk.ui.texts.reader import TextReader


class TextPage(Page):
    """The place names the text (section), the question one came from (item) and the page (field)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._from = ""
        self.reader = TextReader(desk, back=self.look.tr("Back"))
        self.reader.closed.connect(self.back)
        column(self).addWidget(self.reader)

    def enter(self, place: Place) -> None:
        """Show the page of the text that the place names."""
        self._from = place.item
        self.reader.show_page(place.section, int(place.field) if place.field.isdecimal() else 1, place.item)
        self.reader.enter()

    def changed(self, changes: ChangeSet) -> None:
        """A pin may have come or gone."""
        self.reader.refresh()

    def leave(self) -> None:
        """Let the file go."""
        self.reader.shut()

    def back(self) -> None:
        """To the question one came from, or to the list."""
        text = self.reader.text
        if self._from:
            self.desk.go(Place("question", self.desk.here.bank.items[self._from].section, self._from))
        else:
            self.desk.go(Place("texts", item="" if text is None else text.id))
