"""The fields of Set up, used for a new assessment and for an open one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLayout, QSizePolicy, QWidget

from fosdesk.base.currencies import in_use
from fosdesk.base.language import Texts
from fosdesk.forms.bank import Bank
from fosdesk.services.facts import KINDS, STANDINGS, AssessmentFacts
from fosdesk.services.members import region_title
from fosdesk.services.setting_up import pack_parameters, problems, standing_name
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.form import form_layout, labelled
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.setup.country import CountryField
from fosdesk.ui.setup.period import PeriodField
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look
from fosdesk.ui.words import kind_name

UPPER = ("currency", "country_code")
WRITTEN = ("country_code", "currency", "round_name", "administration", "ministry", "contact")


class FactsForm(QWidget):
    """What the assessment is about. `given` carries facts by name."""

    given = Signal(object)

    def __init__(self, look: Look, bank: Bank) -> None:
        super().__init__()
        tr = look.tr
        self.look, self.bank, self._facts = look, bank, AssessmentFacts()
        self._read_only, self.typing = False, set[str]()
        self._labels = _labels(tr)
        self.country = CountryField(look, bank)
        self.period = PeriodField(look)
        own = {one.id: one.label for one in pack_parameters(bank)}
        self._labels |= {f"parameter:{name}": label for name, label in own.items()}
        self.lines: dict[str, Line] = {"country": self.country.line}
        self.lines |= {name: self._line(name) for name in (*WRITTEN, *(f"parameter:{p}" for p in own))}
        self.choices = self._make_choices(bank, tr)
        self.currency_offer = Button(look, "", "", Variant.LINK, small=True)
        self.wrong: dict[str, Label] = {}
        self.setLayout(self._arranged())
        self._follow()

    def _make_choices(self, bank: Bank, tr: Texts) -> dict[str, Choice]:
        editions = [(str(entry["id"]), str(entry["title"])) for entry in bank.table("editions")]
        regions = [(str(r["code"]), f"{r['code']} – {r['title']}") for r in bank.table("regions")]
        standings = [(one, standing_name(one, tr)) for one in STANDINGS[1:]]
        made = {
            "standing": Choice(self.look, tr("What it is"), standings),
            "region": Choice(self.look, tr("WCO region"), [("", tr("No region")), *regions]),
            "kind": Choice(self.look, tr("Kind of assessment"), [(k, kind_name(k, tr)) for k in KINDS]),
            "edition": Choice(self.look, tr("Edition of the Framework"), editions),
        }
        for name, choice in made.items():
            choice.activated.connect(lambda _, n=name: self.given.emit({n: self.choices[n].value()}))
        return made

    def _arranged(self) -> QFormLayout:
        form = self._form = form_layout()
        self.region = Label(self.look, "", "body", wrap=True)
        self.region.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        money = row(gap=8)
        money.addWidget(self.lines["currency"])
        money.addWidget(self.currency_offer)
        money.addStretch(1)
        region = column()
        region.addWidget(self.choices["region"])
        region.addWidget(self.region)
        fields: dict[str, QWidget | QLayout] = {
            "country": self.country, "standing": self.choices["standing"], "region": region,
            "country_code": self.lines["country_code"], "kind": self.choices["kind"],
            "edition": self.choices["edition"], "period": self.period, "currency": money,
        }  # fmt: skip
        rest = {name: line for name, line in self.lines.items() if name not in fields}
        self._heads = {}
        for name, field in (fields | rest).items():
            self._heads[name] = labelled(form, self.look, self._labels[name], self._checked(name, field))
        return form

    def _checked(self, name: str, field: QWidget | QLayout) -> QWidget | QLayout:
        """The field with room below it for what is wrong with it."""
        if name not in ("period", "currency"):
            return field
        both = column(gap=2)
        both.addWidget(field) if isinstance(field, QWidget) else both.addLayout(field)
        self.wrong[name] = Label(self.look, "", "second", tone="bad", wrap=True)
        both.addWidget(self.wrong[name])
        self.wrong[name].hide()
        return both

    def _follow(self) -> None:
        self.country.given.connect(self._give)
        self.country.typed.connect(lambda: self.typing.add("country"))
        self.period.given.connect(lambda written: self._give({"period": written}))
        self.period.typed.connect(lambda: self.typing.add("period"))
        self.currency_offer.clicked.connect(lambda: self._give({"currency": self._offered()}))
        for name, part in {**self.lines, **self.choices, "period": self.period}.items():
            part.setProperty("fact", name)

    def show_facts(self, facts: AssessmentFacts) -> None:
        """Show what is recorded; fields being typed into keep their words."""
        self._facts = facts
        self.country.show_facts(facts, keep_words="country" in self.typing)
        self.period.show_period(facts.period, keep_words="period" in self.typing)
        for name, line in self.lines.items():
            if name not in self.typing and name != "country":
                line.show_text(_value(facts, name))
        for name, choice in self.choices.items():
            choice.show_value(getattr(facts, name))
        self._show_territory(facts)
        self._show_problems(facts)

    def _show_territory(self, facts: AssessmentFacts) -> None:
        listed = facts.standing == "member"
        title = region_title(self.bank, facts.region)
        self.region.show_text(f"{facts.region} – {title}" if title else "")
        reveal(self.region, listed)
        for part in (self._heads["standing"], self.choices["standing"]):
            reveal(part, bool(facts.standing) and not listed)
        reveal(self._heads["region"], bool(facts.standing))
        reveal(self.choices["region"], bool(facts.standing) and not listed)
        self.lines["country_code"].setReadOnly(listed or self._read_only)
        offered = self._offered()
        self.currency_offer.show_text(self.look.tr("Use {code}", code=offered) if offered else "")
        reveal(self.currency_offer, bool(offered) and offered != facts.currency and not self._read_only)

    def _show_problems(self, facts: AssessmentFacts) -> None:
        found = problems(facts, self.look.tr)
        for name, label in self.wrong.items():
            label.show_text(found.get(name, ""))
            reveal(label, name in found)

    def _offered(self) -> str:
        """The currency in use in the country, where the Unicode CLDR lists one."""
        return next(iter(in_use(self._facts.country_code)), "")

    def settle(self) -> None:
        """Take what is being typed."""
        self.country.settle()
        self.period.settle()
        for name in self.lines:
            if name != "country":
                self._take(name)
        self.typing.clear()

    def set_read_only(self, read_only: bool) -> None:
        """Whether the facts may be changed."""
        self._read_only = read_only
        for line in self.lines.values():
            line.setReadOnly(read_only)
        for choice in self.choices.values():
            choice.setEnabled(not read_only)
        self.period.set_read_only(read_only)

    def enter(self, name: str) -> bool:
        """Put the cursor into a field; whether there is one of this name."""
        first = {"period": self.period.from_year, **self.lines, **self.choices}
        if name not in first:
            return False
        field = first[name]
        if name == "region" and field.isHidden():
            field = self.lines["country"]
        field.setFocus()
        return True

    def _line(self, name: str) -> Line:
        tr = self.look.tr
        hints = {
            "country_code": tr("for example VLD"),
            "currency": tr("for example XOF"),
            "contact": tr("Name, post, e-mail or telephone"),
        }
        narrow = {"country_code": 160, "currency": 160}
        hint, width = hints.get(name, ""), narrow.get(name, 560)
        line = Line(self.look, self._labels[name], placeholder=hint, width=width)
        line.textEdited.connect(lambda _: self.typing.add(name))
        line.committed.connect(lambda: self._take(name))
        return line

    def _take(self, name: str) -> None:
        self.typing.discard(name)
        text = self.lines[name].text().strip()
        self._give({name: text.upper() if name in UPPER else text})

    def _give(self, values: Mapping[str, object]) -> None:
        self.typing -= set(values)
        fresh = {name: value for name, value in values.items() if _value(self._facts, name) != value}
        if fresh:
            self.given.emit(fresh)
        else:
            self.show_facts(self._facts)


def _value(facts: AssessmentFacts, name: str) -> str:
    if name.startswith("parameter:"):
        return facts.given.get(name.removeprefix("parameter:"), "")
    return str(getattr(facts, name))


def _labels(tr: Texts) -> dict[str, str]:
    return {
        "country": tr("Country"),
        "standing": tr("What it is"),
        "region": tr("WCO region"),
        "country_code": tr("Country code"),
        "kind": tr("Kind of assessment"),
        "edition": tr("Edition of the Framework"),
        "period": tr("Period"),
        "currency": tr("Currency"),
        "round_name": tr("Name of this round"),
        "administration": tr("Customs administration"),
        "ministry": tr("Ministry"),
        "contact": tr("Contact point"),
    }
