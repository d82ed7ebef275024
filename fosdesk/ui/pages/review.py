"""Review: what the team should look at before anybody signs; each row opens the exact field."""

from __future__ import annotations

from fosdesk.base.language import Texts
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import ENTITY
from fosdesk.services.review import FindingRow
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard, empty_state

TONES = {"error": ("circle-x", "bad"), "warning": ("triangle-alert", "warn"), "info": ("info", "accent")}


class ReviewPage(ScrollPage):
    """The checks, grouped by rule, worst first."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(
            desk, tr("Review"), tr("What to look at before anybody signs. Opening a row goes to its field.")
        )
        self._groups: dict[str, tuple[SectionCard, RowList]] = {}
        documents = Button(self.look, tr("Make the documents"), "file-text", Variant.OUTLINED)
        documents.clicked.connect(lambda: desk.go(Place("documents")))
        self.empty = SectionCard(self.look, tr("Nothing to look at"))
        self.empty.column.addWidget(
            empty_state(
                self.look,
                tr(
                    "The checks compare levels with their evidence, unknowns with their owners, and answers "
                    "with each other. They find nothing now."
                ),
                documents,
            )
        )
        self.column.addWidget(self.empty)
        self.column.addStretch(1)

    def enter(self, place: Place) -> None:
        """Show the findings; scroll to a group if one is asked for."""
        self.refresh()
        if place.section in self._groups:
            card, rows = self._groups[place.section]
            self.area.ensureWidgetVisible(card, 0, 24)
            rows.setFocus()

    def changed(self, changes: ChangeSet) -> None:
        """Check anew."""
        self.refresh()

    def refresh(self) -> None:
        """Show the findings as they stand."""
        a, tr = self.desk.here, self.look.tr
        found = self.desk.follows.findings()
        by_group: dict[str, list[FindingRow]] = {}
        for finding in found:
            by_group.setdefault(finding.group, []).append(finding)
        for group in by_group:
            if group not in self._groups:
                self._groups[group] = self._make_group(group)
        for group, (card, rows) in self._groups.items():
            listed = by_group.get(group, [])
            rows.show_rows([_row(finding, a, tr) for finding in listed])
            reveal(card, bool(listed))
        reveal(self.empty, not found)

    def _make_group(self, group: str) -> tuple[SectionCard, RowList]:
        card = SectionCard(self.look, group)
        rows = RowList(self.look, group, lead=32)
        rows.opened.connect(self.desk.go)
        card.column.addWidget(rows)
        self.column.insertWidget(self.column.count() - 2, card)
        return card, rows


def _row(finding: FindingRow, a: OpenAssessment, tr: Texts) -> RowItem:
    icon, tone = TONES.get(finding.severity, TONES["info"])
    item = a.bank.items.get(finding.entity)
    place = (
        Place("question", item.section, item.id, finding.field)
        if item
        else Place("setup", field=finding.field)
    )
    title = (
        f"{item.code}  {item.label}" if item else tr("Set up") if finding.entity == ENTITY else finding.entity
    )
    return RowItem(title, finding.sentence, Mark("icon", icon, tone), None, place, chevron=True, elided=True)
