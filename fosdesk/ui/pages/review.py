"""Review: what the team should look at before anybody signs; each row opens the exact field."""

from __future__ import annotations

from collections import Counter

from fosdesk.base.language import Texts
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import registers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import ENTITY
from fosdesk.services.review import FindingRow
from fosdesk.ui.asked import place_of
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
        super().__init__(desk, tr("Review"), tr("What to look at before anybody signs."))
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
        self.say_second(_summary(found, tr))
        by_group: dict[str, list[FindingRow]] = {}
        for finding in found:
            by_group.setdefault(finding.group, []).append(finding)
        for group in by_group:
            if group not in self._groups:
                self._groups[group] = self._make_group(group)
        for group, (card, rows) in self._groups.items():
            listed = by_group.get(group, [])
            rows.show_rows([_row(finding, a, tr) for finding in listed])
            card.heading.show_text(f"{group} · {tr.number(len(listed))}")
            reveal(card, bool(listed))
        self._set_in_order(list(by_group))
        reveal(self.empty, not found)

    def _set_in_order(self, groups: list[str]) -> None:
        """Put the cards below the head, the worst group first; nothing moves where they stand so already."""
        cards = [self._groups[group][0] for group in groups]
        if [self.column.indexOf(card) for card in cards] == list(range(1, len(cards) + 1)):
            return
        for place, card in enumerate(cards, start=1):
            self.column.removeWidget(card)
            self.column.insertWidget(place, card)

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
    code = finding.code or (item.code if item else "")
    place = place_of(a, finding.entity, finding.field)
    title = f"{code}  {item.label}" if item else _name_of(finding, place, a, tr)
    trail = Mark("text", finding.gravity) if finding.gravity else None
    mark = Mark("icon", icon, tone)
    second = _without_code(finding.sentence, code) if item else finding.sentence
    return RowItem(title, second, mark, trail, place, chevron=not finding.gravity, elided=True)


def _summary(found: tuple[FindingRow, ...], tr: Texts) -> str:
    """How many points block, how many want a comment, how many are only said."""
    count = Counter(finding.severity for finding in found)
    blocking = tr.n("{n} point blocks signing", "{n} points block signing", count["error"])
    said = [blocking if count["error"] else tr("Nothing blocks signing")]
    said.append(tr.n("{n} wants a comment", "{n} want a comment", count["warning"]))
    said.append(tr.n("{n} for information", "{n} for information", count["info"]))
    return tr("{points}. Opening a row goes to its field.", points=" · ".join(said))


def _name_of(finding: FindingRow, place: Place, a: OpenAssessment, tr: Texts) -> str:
    """The name of a row of a register, or of Set up."""
    if place.page == "register":
        table = registers.table(a, place.section)
        return tr.pair(table.label, registers.label(a, table, place.item, tr))
    return tr("Set up") if finding.entity == ENTITY else finding.entity


def _without_code(sentence: str, code: str) -> str:
    """The sentence of a finding under a title that has just named the code."""
    rest = sentence.removeprefix(code).lstrip()
    if not code or not sentence.startswith(code) or not rest.startswith(":"):
        return sentence
    said = rest[1:].lstrip()
    return said[:1].upper() + said[1:]
