"""What stands beside a question: its meaning, who knows, which evidence and references."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from fosdesk.base.errors import UserError
from fosdesk.base.language import N_, Texts
from fosdesk.forms.grid import columns_by_name, split_cell
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import CellValue, NotApplicable, Unknown, Unmeasured, from_cell
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.requirements import asking, explained, reference_text
from fosdesk.services.rows import table_of

PROVENANCE = {
    "found": N_("Taken from a public source; the words are FOSDesk's."),
    "inferred": N_("Inferred from public sources: check it against your own text of the Framework."),
    "general": N_("From general knowledge of the field: check it against the official text."),
    "constructed": N_("FOSDesk's own working instrument, not WCO text."),
}


@dataclass(frozen=True, slots=True)
class Guidance:
    """Texts of the guidance panel in the content language; `references` pairs of text and "to be checked".

    `rule` and `change` are there for legal requirements: what a conforming text says, how a gap is closed.
    """

    meaning: str
    hint: str
    evidence: tuple[str, ...]
    who: tuple[str, ...]
    references: tuple[tuple[str, bool], ...]
    misjudgements: tuple[str, ...]
    how_to_estimate: str
    usual_source: str
    provenance: str
    appears: str = ""
    rule: str = ""
    change: tuple[str, ...] = ()


def guidance(a: OpenAssessment, item_id: str, tr: Texts) -> Guidance:
    """Collect the guidance of one item. Raises UserError where no pack has the item."""
    item = asked_at(a, item_id)
    if item is None:
        raise UserError("answering.unknown_item", item=item_id)
    law, behind = asking(a.bank, item), explained(a.bank, item, tr)
    return Guidance(
        meaning=item.guidance,
        hint=item.hint,
        evidence=law.typical_evidence,
        who=law.who_knows,
        references=references_of(a, law, tr),
        misjudgements=item.misjudgements,
        how_to_estimate=item.how_to_estimate,
        usual_source=item.usual_source,
        provenance=tr(PROVENANCE[item.source]) if item.source in PROVENANCE else "",
        rule=behind.rule,
        change=behind.change,
    )


def asked_at(a: OpenAssessment, item_id: str) -> Item | None:
    """The question with this id, or the one that a cell of a register (`<row>.<column>`) answers."""
    row, column = split_cell(item_id)
    table = table_of(a.bank, row)
    return a.bank.items.get(item_id) if table is None else columns_by_name(table).get(column)


def references_of(a: OpenAssessment, item: Item, tr: Texts) -> tuple[tuple[str, bool], ...]:
    """The references of an item as text, with whether a person still has to check them."""
    short = {str(row["id"]): str(row["short"]) for row in a.bank.table("instruments")}
    return tuple(
        (reference_text(short.get(ref.instrument, ref.instrument), ref, tr), ref.status != "verified")
        for ref in item.refs
    )


def when_text(iso: str, tr: Texts) -> str:
    """A journal time in the reader's zone and language."""
    try:
        return tr.datetime(datetime.fromisoformat(iso).astimezone())
    except ValueError:
        return iso


def value_text(item: Item | None, facet: str, cell: CellValue | None, tr: Texts) -> str:
    """One recorded value as a person reads it, in any of the four forms."""
    given = None if cell is None else from_cell(cell)
    match given:
        case None:
            return tr("cleared")
        case NotApplicable(reason):
            return tr("Not applicable: {reason}", reason=reason)
        case Unknown(who, by):
            return tr("Unknown: {who} will find out by {by}", who=who or "–", by=by or "–")
        case Unmeasured(reason):
            return tr("Not measurable: {reason}", reason=reason)
        case _:
            return plain_value(item if facet == "value" else None, given.v, tr)


def plain_value(item: Item | None, value: object, tr: Texts) -> str:
    """A value in words: labels of choices, level with its name, numbers with their unit."""
    if isinstance(value, dict):
        return str(value.get("name", "")) or tr("recorded")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list):
        return ", ".join(_label(item, str(entry)) for entry in value)
    if item is not None and item.type is ItemType.LEVEL:
        name = next((level.name for level in item.levels if level.value == value), "")
        return f"{value} {name}".strip()
    if item is not None and (item.type.numeric or item.type is ItemType.CALC):
        return number_text(item, str(value), tr)
    return _label(item, str(value))


_FORMAT = re.compile(r"(number|percent)(\d)")


def number_text(item: Item, value: str, tr: Texts) -> str:
    """A number as people write it, with unit, currency or per cent.

    A calculation says how it is shown: `number2` with two decimals, `percent1` a share as per cent.
    """
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return f"{value} {item.unit_label}".strip()
    shown = _FORMAT.fullmatch(item.format)
    if shown is not None and shown[1] == "percent":
        return tr.percent(exact, int(shown[2]))
    figure = tr.number(exact, int(shown[2]) if shown is not None else None)
    if item.type is ItemType.PERCENT:
        return tr.percent(exact / 100, -min(0, int(exact.normalize().as_tuple().exponent)))
    return f"{figure} {item.unit_label}".strip()


def _label(item: Item | None, value: str) -> str:
    if item is None:
        return value
    return next((choice.label for choice in item.choices if choice.value == value), value)
