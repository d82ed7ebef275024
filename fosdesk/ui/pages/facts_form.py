"""The fields of Set up, used for a new assessment and for an open one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosdesk.base.language import Texts
from fosdesk.forms.bank import Bank
from fosdesk.services.facts import KINDS, AssessmentFacts
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.form import form_layout, labelled
from fosdesk.ui.theme.look import Look
from fosdesk.ui.words import kind_name

WRITTEN = (
    "country",
    "country_code",
    "period",
    "currency",
    "round_name",
    "administration",
    "ministry",
    "contact",
)


class FactsForm(QWidget):
    """Country, kind, edition, period, currency, who answers for it. `given` carries name and value."""

    given = Signal(str, str)
    typed = Signal(str)

    def __init__(self, look: Look, bank: Bank) -> None:
        super().__init__()
        tr = look.tr
        self.lines = {name: self._line(look, name) for name in WRITTEN}
        self.kind = Choice(look, tr("Kind of assessment"), [(kind, kind_name(kind, tr)) for kind in KINDS])
        editions = [(str(row["id"]), str(row["title"])) for row in bank.table("editions")]
        self.edition = Choice(look, tr("Edition of the Framework"), editions)
        form = form_layout()
        labels = _labels(tr)
        for name in ("country", "country_code"):
            labelled(form, look, labels[name], self.lines[name])
        labelled(form, look, tr("Kind of assessment"), self.kind)
        labelled(form, look, tr("Edition of the Framework"), self.edition)
        for name in WRITTEN[2:]:
            labelled(form, look, labels[name], self.lines[name])
        self.setLayout(form)
        self.kind.activated.connect(lambda: self.given.emit("kind", self.kind.value()))
        self.edition.activated.connect(lambda: self.given.emit("edition", self.edition.value()))

    def show_facts(self, facts: AssessmentFacts, typing: frozenset[str] = frozenset()) -> None:
        """Show what is recorded; fields being typed into keep their words."""
        for name, line in self.lines.items():
            if name not in typing:
                line.show_text(getattr(facts, name))
        self.kind.show_value(facts.kind)
        self.edition.show_value(facts.edition)

    def facts(self) -> AssessmentFacts:
        """What stands in the fields."""
        words = {name: line.text().strip() for name, line in self.lines.items()}
        return AssessmentFacts(
            country=words["country"],
            country_code=words["country_code"].upper(),
            edition=self.edition.value(),
            kind=self.kind.value(),
            period=words["period"],
            currency=words["currency"].upper(),
            round_name=words["round_name"],
            ministry=words["ministry"],
            administration=words["administration"],
            contact=words["contact"],
        )

    def set_read_only(self, read_only: bool) -> None:
        """Whether the facts may be changed."""
        for line in self.lines.values():
            line.setReadOnly(read_only)
        self.kind.setEnabled(not read_only)
        self.edition.setEnabled(not read_only)

    def enter(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self.lines.get(name) or {"kind": self.kind, "edition": self.edition}.get(name)
        if field is not None:
            field.setFocus()

    def _line(self, look: Look, name: str) -> Line:
        tr = look.tr
        hints = {
            "country": tr("Name of the country, as it is to be printed"),
            "country_code": tr("for example VLD"),
            "period": tr("for example 2026"),
            "currency": tr("for example EUR"),
            "contact": tr("Name, post, e-mail or telephone"),
        }
        narrow = {"country_code": 160, "period": 160, "currency": 160}
        line = Line(look, _labels(tr)[name], placeholder=hints.get(name, ""), width=narrow.get(name, 560))
        line.textEdited.connect(lambda _: self.typed.emit(name))
        line.committed.connect(lambda: self._give(name, line))
        return line

    def _give(self, name: str, line: Line) -> None:
        """Pass on what a person typed; the focus may also leave a field that shows nothing yet."""
        if line.isModified():
            line.setModified(False)
            self.given.emit(name, line.text().strip())


def _labels(tr: Texts) -> dict[str, str]:
    return {
        "country": tr("Country"),
        "country_code": tr("Country code"),
        "period": tr("Period"),
        "currency": tr("Currency"),
        "round_name": tr("Name of this round"),
        "administration": tr("Customs administration"),
        "ministry": tr("Ministry"),
        "contact": tr("Contact point"),
    }
