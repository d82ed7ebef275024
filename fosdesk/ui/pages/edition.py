"""Moving to another edition of the Framework: what becomes of every Standard is seen before it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from fosdesk.base.errors import UserError
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import editions
from fosdesk.services.editions import EDITION, Moved, Preview
from fosdesk.services.facts import ENTITY
from fosdesk.services.steps import step_sentence, undo
from fosdesk.ui.asked import place_of
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.setup.giving import give
from fosdesk.ui.text import Label, isolated

WIDEST = 900
SET_UP = Place("setup", field=EDITION)
MARKS = {
    editions.NEW: Mark("icon", "plus", "ok"),
    editions.RETIRED: Mark("icon", "circle-slash", "warn"),
    editions.REWORDED: Mark("icon", "file-pen-line", "warn"),
    editions.KEPT: Mark("icon", "check", "ok"),
}
"""The states in the order of the page: what changes stands first."""


class EditionPage(ScrollPage):
    """The preview of a move, with counts and a list for each state; the person moves or stays."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(
            desk, "", tr("No answer is changed or removed. See first what becomes of the Standards.")
        )
        self._to, self._moving, self.found = "", "", None
        self._make_summary()
        self.lists = {state: self._make_list(tr(editions.STATES[state])) for state in MARKS}
        self.waiting = self._make_list(tr("To be confirmed"))
        self.waiting[1].opened.connect(desk.go)
        self.column.addStretch(1)
        desk.records.recorded.connect(self._recorded)
        desk.records.failed.connect(self._failed)

    found: Preview | None
    """What is shown; None where the assessment is in this edition already."""

    def _make_summary(self) -> None:
        tr = self.look.tr
        card = SectionCard(self.look, tr("What the move does"))
        self.said = Label(self.look, "", "body", wrap=True)
        caution = tr(
            "What was reworded is known from sources at hand; compare with your own text of the Framework. "
            "The move is one action: undo takes it back, and moving back brings everything back."
        )
        self.proceed = Button(self.look, "", "arrow-right", Variant.PRIMARY)
        self.keep = Button(self.look, "", "", Variant.OUTLINED)
        self.proceed.clicked.connect(self.go_there)
        self.keep.clicked.connect(self.stay)
        line = Flow(gap=8)
        line.addWidget(self.proceed)
        line.addWidget(self.keep)
        card.column.addWidget(self.said)
        card.column.addWidget(Label(self.look, caution, "second", tone="muted", wrap=True))
        card.column.addLayout(line)
        card.setMaximumWidth(self.look.px(WIDEST))
        self.column.addWidget(card)

    def _make_list(self, title: str) -> tuple[SectionCard, RowList]:
        card, rows = SectionCard(self.look, title), RowList(self.look, title, lead=32)
        card.column.addWidget(rows)
        card.setMaximumWidth(self.look.px(WIDEST))
        self.column.addWidget(card)
        return card, rows

    def enter(self, place: Place) -> None:
        """Show what moving to the edition named by the place does; without one, to the other edition."""
        a = self.desk.here
        self._to = place.section or editions.other_edition(a.facts, a.bank)
        self.refresh()
        (self.proceed if self.proceed.isEnabled() else self.keep).setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: ChangeSet) -> None:
        """Answers may have come meanwhile."""
        self.refresh()

    def refresh(self) -> None:
        """Show the preview as it stands."""
        a, tr = self.desk.here, self.look.tr
        try:
            self.found = editions.preview(a, self._to)
        except UserError:
            self.found = None
        edition = isolated(self._to)
        self.title.show_text(tr("Move to the {edition} edition", edition=edition))
        self.proceed.show_text(tr("Move to the {edition} edition", edition=edition))
        self.keep.show_text(tr("Keep the {edition} edition", edition=isolated(a.facts.edition)))
        self.proceed.setEnabled(self.found is not None and not a.read_only and not self._moving)
        there = tr("The assessment is in the {edition} edition now.", edition=edition)
        self.said.show_text(there if self.found is None else "\n".join(editions.counted(self.found, tr)))
        for state, (card, rows) in self.lists.items():
            self._show(card, rows, [] if self.found is None else self._rows(self.found.of(state)))
        self._show(*self.waiting, self._answers())

    def _show(self, card: SectionCard, rows: RowList, listed: list[RowItem]) -> None:
        tr = self.look.tr
        rows.show_rows(listed)
        card.heading.show_text(f"{rows.accessibleName()} · {tr.number(len(listed))}")
        reveal(card, bool(listed))

    def _rows(self, standards: tuple[Moved, ...]) -> list[RowItem]:
        tr = self.look.tr
        return [
            RowItem(f"{one.before} {one.title}".strip(), editions.moved_text(one, tr), MARKS[one.state])
            for one in standards
        ]

    def _answers(self) -> list[RowItem]:
        a, mark = self.desk.here, Mark("icon", "circle-question-mark", "warn")
        items = [a.bank.items[item_id] for item_id in (self.found.reconfirm if self.found else ())]
        return [
            RowItem(
                f"{item.code}  {item.label}",
                lead=mark,
                target=place_of(a, item.id, "value"),
                chevron=True,
                elided=True,
            )
            for item in items
        ]

    # --- what the person decides

    def go_there(self) -> None:
        """Move: one action, one undo."""
        a = self.desk.here
        if self.found is None or a.read_only or self._moving:
            return
        to, self._moving = self._to, editions.moved_sentence(self.found, self.look.tr)
        self.proceed.setEnabled(False)
        give(self.desk, lambda: editions.moving(a, to) if a.facts.edition != to else ())

    def stay(self) -> None:
        """Back to Set up, nothing is changed."""
        self.desk.go(SET_UP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stays in the edition."""
        if event.key() == Qt.Key.Key_Escape:
            self.stay()
        else:
            super().keyPressEvent(event)

    def _recorded(self, entity: str, name: str) -> None:
        if (entity, name) != (ENTITY, EDITION) or not self._moving:
            return
        said, self._moving = self._moving, ""
        self.desk.go(SET_UP)
        self.desk.toast(said, "undo-2", self.look.tr("Undo"), self._undo)

    def _failed(self, entity: str, name: str, _failure: object) -> None:
        if (entity, name) == (ENTITY, EDITION) and self._moving:
            self._moving = ""
            self.refresh()

    def _undo(self) -> None:
        a, tr = self.desk.here, self.look.tr
        self.desk.bridge.when_done(
            undo(a), lambda step: self.desk.toast(step_sentence(a, step, tr)), self.desk.trouble, owner=self
        )
