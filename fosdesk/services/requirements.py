"""Legal requirements in words: what a conforming text says, where it stands, what closes a gap, how long."""

from dataclasses import dataclass

from fosdesk.base.language import N_, Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, LeadTime, Reference

STRENGTHS = {
    "treaty": N_("treaty duty"),
    "treaty_qualified": N_("qualified treaty duty"),
    "recommended_practice": N_("Recommended Practice"),
    "framework": N_("framework, not binding"),
    "model": N_("model or soft law"),
    "guidance": N_("guidance"),
}
"""How a passage binds whoever is bound by its instrument."""

LEVELS = {
    "treaty": N_("treaty"),
    "union_act": N_("act of the union"),
    "constitution": N_("constitution"),
    "act": N_("act"),
    "finance_act": N_("finance act or tariff"),
    "decree": N_("decree"),
    "regulation": N_("regulation"),
    "order": N_("order of minister or Director General"),
    "circular": N_("circular"),
    "procedure": N_("written procedure"),
    "form": N_("form"),
    "agreement": N_("agreement or memorandum"),
    "licence": N_("licence or its conditions"),
    "publication": N_("publication"),
}
"""Where a rule stands."""


@dataclass(frozen=True, slots=True)
class Explained:
    """The guidance of a requirement; `change` are whole sentences on how a gap is usually closed."""

    rule: str = ""
    change: tuple[str, ...] = ()


def explained(bank: Bank, item: Item, tr: Texts) -> Explained:
    """What stands behind a question on law, or on its practice; empty for other questions."""
    asked = asking(bank, item)
    found = asked.requirement
    if found is None:
        return Explained()
    levels = ", ".join(tr(LEVELS[level]) for level in found.rule_levels)
    before = ", ".join(bank.items[one].code for one in found.depends_on if one in bank.items)
    change = (
        found.modification,
        tr("Normally in: {levels}.", levels=levels),
        tr("Lead time: {months}; a planning assumption.", months=lead_time(found.lead_time, tr)),
        tr("To be settled first: {codes}.", codes=before) if before else "",
        tr("Others wait for this one.") if found.gate else "",
    )
    return Explained(found.rule, tuple(line for line in change if line))


def asking(bank: Bank, item: Item) -> Item:
    """The question on law behind a question on its practice; any other question itself."""
    if "practice" not in item.tags:
        return item
    law = bank.items.get(item.id.removesuffix("_practice"), item)
    return law if law.requirement is not None and law.requirement.practice == item.id else item


def lead_time(months: LeadTime, tr: Texts) -> str:
    """The likely number of months with the least and the most."""
    return tr.n(
        "{n} month ({least} to {most})",
        "{n} months ({least} to {most})",
        months.likely,
        least=tr.number(months.minimum),
        most=tr.number(months.maximum),
    )


def reference_text(short: str, ref: Reference, tr: Texts) -> str:
    """A reference with its strength and the part of the requirement that it carries."""
    text = f"{short} {ref.pinpoint}".strip()
    strength = tr(STRENGTHS[ref.strength]) if ref.strength else ""
    said = ": ".join(part for part in (strength, ref.limb) if part)
    return f"{text} – {said}" if said else text
