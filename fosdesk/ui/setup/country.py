"""The country: found among the Members of the WCO by name in two languages or by code, or written freely."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fosdesk.forms.bank import Bank
from fosdesk.services.facts import AssessmentFacts
from fosdesk.services.members import Member, find_members, list_caution, member_of, plain
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.text import Label, tooltip
from fosdesk.ui.theme.look import Look


class CountryLine(Line):
    """The line to type into; arrows go through the matches below it, Escape puts them away."""

    moved = Signal(int)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the matches."""
        steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
        if event.key() in steps:
            self.moved.emit(steps[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class CountryField(QWidget):
    """`given` carries the facts that follow from what was chosen or written."""

    given = Signal(object)
    typed = Signal()

    def __init__(self, look: Look, bank: Bank) -> None:
        super().__init__()
        tr = look.tr
        self.look, self.bank, self._facts = look, bank, AssessmentFacts()
        self.line = CountryLine(
            look, tr("Country"), placeholder=tr("Name in English or French, or ISO code"), width=560
        )
        self.matches = RowList(look, tr("Members that fit"), lead=10)
        self.matches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches.setMaximumWidth(look.px(560))
        self.about = Label(look, "", "second", tone="muted", wrap=True)
        tooltip(self.about, list_caution(bank))
        body = column(self, gap=4)
        for part in (self.line, self.matches):
            leading = row()
            leading.addWidget(part, 1)
            leading.addStretch(0)
            body.addLayout(leading)
        body.addWidget(self.about)
        self.matches.hide()
        self.line.textEdited.connect(self._look)
        self.line.moved.connect(self._move)
        self.line.escaped.connect(self.matches.hide)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self.settle)
        self.matches.opened.connect(self._choose)

    def show_facts(self, facts: AssessmentFacts, *, keep_words: bool) -> None:
        """Show what is recorded; words being typed stay."""
        self._facts = facts
        if not keep_words:
            self.line.show_text(facts.country)
        self.about.show_text(self._words(facts))
        reveal(self.about, bool(self.about.text()))

    def settle(self) -> None:
        """Take what stands in the line: a Member where it is a name or code of one, else as it is written."""
        self.matches.hide()
        text = self.line.text().strip()
        if text == self._facts.country:
            return
        found = find_members(self.bank, text, self.look.tr.language)
        exact = found[0] if found and self._is(found[0], text) else None
        self._choose(exact or text)

    def _is(self, member: Member, text: str) -> bool:
        row = next(row for row in self.bank.table("members") if row["iso2"] == member.code)
        names = (row["iso3"], row["iso2"]) if text.isupper() else (row["name_en"], row["name_fr"])
        return plain(text) in [plain(str(name)) for name in names]

    def _look(self, text: str) -> None:
        self.typed.emit()
        tr, typed = self.look.tr, text.strip()
        found = find_members(self.bank, typed, tr.language)
        rows = [RowItem(one.name, trail=Mark("text", one.code, "muted"), target=one) for one in found]
        if typed:
            rows.append(RowItem(tr("“{name}” as it is written, not a Member", name=typed), target=typed))
        self.matches.show_rows(rows)
        reveal(self.matches, bool(rows))
        if rows:
            self.matches.setCurrentIndex(self.matches.model().index(0, 0))

    def _move(self, step: int) -> None:
        if self.matches.isHidden():
            self._look(self.line.text())
            return
        at = max(0, min(self.matches.currentIndex().row() + step, len(self.matches.rows()) - 1))
        self.matches.setCurrentIndex(self.matches.model().index(at, 0))

    def _enter(self) -> None:
        if not self.matches.isHidden():
            self.matches.open_row(self.matches.currentIndex().row())

    def _choose(self, chosen: Member | str) -> None:
        self.matches.hide()
        values = _of_member(chosen) if isinstance(chosen, Member) else _as_written(chosen, self._facts)
        self.line.show_text(str(values["country"]))
        self.given.emit(values)

    def _words(self, facts: AssessmentFacts) -> str:
        tr = self.look.tr
        member = member_of(self.bank, facts.country_code, tr.language) if facts.standing == "member" else None
        if member is None:
            return ""
        if not member.counted:
            return tr("Not counted among the Members; its rights are akin to those of one.")
        return tr("Member of the World Customs Organization. The list is of November 2026: check it.")


def _of_member(member: Member) -> Mapping[str, object]:
    standing = "member" if member.counted else "union"
    return {
        "country": member.name, "country_code": member.code, "standing": standing, "region": member.region,
    }  # fmt: skip


def _as_written(text: str, facts: AssessmentFacts) -> Mapping[str, object]:
    if facts.standing != "member":
        return {"country": text, "standing": facts.standing or "not_member"}
    return {"country": text, "country_code": "", "standing": "not_member", "region": ""}
