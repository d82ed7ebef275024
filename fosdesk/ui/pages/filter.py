"""Finding questions: facets with live counts at one side, the questions that match at the other."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fosdesk.model.snapshot import ChangeSet
from fosdesk.services.activity import entities_since_last_visit
from fosdesk.services.exclusion import exclude, preview
from fosdesk.services.filtering import NAMED, filter_title
from fosdesk.ui.desk import Desk, Page, Place
from fosdesk.ui.key_binding import Act, Binding
from fosdesk.ui.keys import LIST
from fosdesk.ui.pages.exclusion import ExclusionPanel
from fosdesk.ui.pages.filter_rows import facet_rows, question_rows
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.panel import Panel, column, reveal, row
from fosdesk.ui.parts.picks import PickList
from fosdesk.ui.parts.rows import RowList
from fosdesk.ui.parts.section import empty_state
from fosdesk.ui.text import Label

FACETS_WIDTH = 264


class FilterPage(Page):
    """The filter of the window, and what it lets through, grouped by section."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tr = self.look.tr
        self.title = Label(self.look, tr("Find questions"), "title", bold=True, wrap=True)
        self.second = Label(self.look, "", "second", tone="muted", wrap=True)
        self.exclude = Button(self.look, tr("Not applicable…"), "circle-slash", Variant.OUTLINED)
        self.everything = Button(self.look, tr("Show all"), "x", Variant.OUTLINED)
        self.exclude.clicked.connect(self.begin_exclusion)
        self.everything.clicked.connect(desk.filters.clear)
        self.facets = RowList(self.look, tr("Filters"), lead=30, grows=False)
        self.facets.opened.connect(desk.filters.toggle)
        self.day = Line(self.look, tr("Changed since the day"), placeholder="2026-12-31")
        self.day.committed.connect(self._take_day)
        self.questions = PickList(self.look, tr("Questions"))
        self.questions.opened.connect(desk.go)
        self.questions.picking.connect(self._show_counts)
        self.exclusion = ExclusionPanel(self.look)
        self.exclusion.closed.connect(self._end_exclusion)
        self.exclusion.wanted.connect(self._exclude)
        acts: dict[str, Act] = {
            "exclude": lambda _: self.begin_exclusion(),
            "everything": lambda _: self._back(),
        }
        self._keys = Binding(LIST, acts)
        self._lay_out()
        desk.filters.changed.connect(self._filter_changed)

    def enter(self, place: Place) -> None:
        """Show what matches; a place may name a filter. The same one again lets everything through."""
        if place.section in NAMED:
            wanted = NAMED[place.section][1]
            again = self.isVisible() and self.desk.filters.wanted == wanted
            self.desk.filters.clear() if again else self.desk.filters.choose(wanted)
            self.desk.moved(Place("filter"))
            self.exclusion.hide()  # it was about the questions shown before
            self._lists.show()
        self.refresh()
        (self.questions if self.desk.filters.active else self.facets).setFocus(Qt.FocusReason.TabFocusReason)
        self._hear_of_others()

    def changed(self, changes: ChangeSet) -> None:
        """Something was recorded: count anew."""
        self.refresh()

    def refresh(self) -> None:
        """Show facets, counts and questions as they stand."""
        a, tr, filters = self.desk.here, self.look.tr, self.desk.filters
        found = filters.tally(self.desk.follows)
        self.facets.show_rows(facet_rows(a.bank, found, filters.wanted, tr))
        self.facets.pick({"\0".join(option) for option in filters.wanted.chosen})
        self.questions.show_rows(question_rows(a, found.matching, tr))
        self.questions.pick(self.questions.picked & found.ids)
        _stand_somewhere(self.questions)
        _stand_somewhere(self.facets)
        reveal(self.empty, not found.matching)
        reveal(self.questions, bool(found.matching))
        self._show_counts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets everything through; X leaves out what is ticked."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def _back(self) -> None:
        if not self.exclusion.isHidden():
            self._end_exclusion()
        else:
            self.desk.filters.clear()

    # --- several at once

    def begin_exclusion(self) -> None:
        """Show what "not applicable" would do to the questions ticked, or to the one in focus."""
        chosen = self.questions.picked or self._current()
        if not chosen or self.desk.here.read_only or not self.exclusion.isHidden():
            return
        self.exclusion.show_preview(preview(self.desk.here, chosen))
        self.exclusion.show()
        self._lists.hide()
        self.exclusion.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _exclude(self, item_ids: tuple[str, ...], reason: str) -> None:
        future = exclude(self.desk.here, item_ids, reason)
        said = self.look.tr.n(
            "Not applicable: {n} question. Ctrl+Z takes it back.",
            "Not applicable: {n} questions. Ctrl+Z takes it back.",
            len(item_ids),
        )
        self.desk.records.saving.emit()
        self.desk.bridge.when_done(future, lambda _: self._excluded(said), self.desk.trouble, owner=self)

    def _excluded(self, said: str) -> None:
        self.desk.records.saved.emit(self.desk.context.clock.now().astimezone())
        self.desk.toast(said)
        self.questions.pick(())
        self._end_exclusion()

    def _end_exclusion(self) -> None:
        self.exclusion.hide()
        self._lists.show()
        self.refresh()
        self.questions.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> frozenset[str]:
        at = self.questions.currentIndex().row()
        if at < 0:
            return frozenset()
        row = self.questions.rows()[at]
        if row.heading:
            return frozenset(self.questions.keys_under(at))
        return frozenset({row.target.item})

    # --- parts

    def _lay_out(self) -> None:
        words = column(gap=2)
        words.addWidget(self.title)
        words.addWidget(self.second)
        head = row(gap=6)
        head.addLayout(words, 1)
        head.addWidget(self.exclude)
        head.addWidget(self.everything)
        self._lists = QWidget()
        both = row(self._lists, gap=12)
        both.addWidget(self._facet_card())
        both.addWidget(self._question_card(), 1)
        whole = column(self, gap=10, margins=(24, 10, 24, 12))
        whole.addLayout(head)
        whole.addWidget(self._lists, 1)
        whole.addWidget(self.exclusion, 1)
        self.exclusion.hide()

    def _facet_card(self) -> Panel:
        card = Panel(self.look)
        inside = column(card, gap=6, margins=(10, 8, 6, 10))
        inside.addWidget(self.facets, 1)
        inside.addWidget(
            Label(self.look, self.look.tr("Changed since the day"), "caption", bold=True, wrap=True)
        )
        inside.addWidget(self.day)
        card.setFixedWidth(min(self.look.px(FACETS_WIDTH), 340))
        return card

    def _question_card(self) -> Panel:
        tr = self.look.tr
        clear = Button(self.look, tr("Show all questions"), "x", Variant.OUTLINED)
        clear.clicked.connect(self.desk.filters.clear)
        words = tr("No question matches all of these. Take a tick away at the side, or show all.")
        self.empty = empty_state(self.look, words, clear)
        card = Panel(self.look)
        inside = column(card, margins=(12, 8, 6, 8))
        inside.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.questions, 1)
        return card

    def _show_counts(self) -> None:
        a, tr, filters = self.desk.here, self.look.tr, self.desk.filters
        found = filters.tally(self.desk.follows)
        sections = len({item.section for item in found.matching})
        parts = [
            tr.n("{n} question", "{n} questions", len(found.matching)),
            tr.n("in {n} section", "in {n} sections", sections),
        ]
        if filters.active:
            parts.insert(0, filter_title(filters.wanted, a.bank, tr))
        if self.questions.picked:
            parts.append(tr.n("{n} ticked", "{n} ticked", len(self.questions.picked)))
        self.second.show_text("  ·  ".join(parts))
        self.everything.setEnabled(filters.active)
        self.exclude.setEnabled(bool(found.matching) and not a.read_only)

    def _filter_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _take_day(self) -> None:
        words = self.day.text().strip()
        try:
            day = date.fromisoformat(words).isoformat() if words else ""
        except ValueError:
            self.desk.banner(
                self.look.tr("Write the date as year-month-day, for example 2026-12-31."), "warn"
            )
            return
        filters = self.desk.filters
        before, option = filters.day, ("changed", "day")
        filters.since(day)
        if day != before and bool(day) != (option in filters.wanted.chosen):
            filters.toggle(option)

    def _hear_of_others(self) -> None:
        """What changed since the last visit is in the journal; reading it may wait for the disk."""
        a, tr = self.desk.here, self.look.tr
        job = self.desk.context.jobs.submit(lambda _progress: entities_since_last_visit(a, tr))
        self.desk.bridge.when_done(job, self.desk.filters.hear, self.desk.trouble, owner=self)


def _stand_somewhere(rows: RowList) -> None:
    """The keyboard needs a row to begin with."""
    if not rows.currentIndex().isValid() and rows.rows():
        first = next((n for n, one in enumerate(rows.rows()) if not one.heading), 0)
        rows.setCurrentIndex(rows.model().index(first, 0))
