"""Words about an assessment that several parts of the window say."""

from __future__ import annotations

from fosdesk.base.language import Texts
from fosdesk.forms.pack import Item
from fosdesk.model.answers import Answer, Value
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.period import period_text


def where_words(a: OpenAssessment, tr: Texts) -> str:
    """Country, kind and period, edition: where I am."""
    facts = a.facts
    kind = " ".join(part for part in (kind_name(facts.kind, tr), period_text(facts.period, tr)) if part)
    edition = tr("{year} edition", year=facts.edition) if facts.edition else ""
    return "  ·  ".join(part for part in (facts.country or tr("No country yet"), kind, edition) if part)


def kind_name(kind: str, tr: Texts) -> str:
    """The name of a kind of assessment."""
    names = {
        "self_diagnosis": tr("Self-diagnosis"),
        "mission": tr("WCO mission"),
        "workshop": tr("Workshop exercise"),
    }
    return names.get(kind, kind)


def person_words(a: OpenAssessment, tr: Texts) -> str:
    """Who is at the keyboard."""
    if a.person.name and a.person.role:
        return tr("{name}, {role}", name=a.person.name, role=a.person.role)
    return a.person.name


def written_value(item: Item, given: Answer | None, tr: Texts) -> str:
    """A recorded value as the person would type it; empty for what is no value."""
    if not isinstance(given, Value) or given.v is None:
        return ""
    if item.type.numeric:
        from decimal import Decimal, InvalidOperation

        try:
            return tr.number(Decimal(str(given.v)))
        except InvalidOperation:
            return str(given.v)
    return str(given.v)
