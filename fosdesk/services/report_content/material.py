"""What every part of a report is made from: one view, its profile, its lists, the words to say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from fosdesk.base.language import N_, Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType, Rule, RuleAction
from fosdesk.model.answers import Answer, Json, NotApplicable, Unknown, Unmeasured, Value
from fosdesk.model.report import Paragraph
from fosdesk.model.table import (
    MISSING,
    TableCell,
    level_cell,
    not_applicable_cell,
    number_cell,
    target_cell,
    unknown_cell,
)
from fosdesk.services.assessment import View, answers_of
from fosdesk.services.editions import other_edition, other_numbers
from fosdesk.services.evidence import REFERENCE
from fosdesk.services.guidance import plain_value
from fosdesk.services.overview import Overview, StandardRow, overview_of, targets_of
from fosdesk.services.report_content.classification import held_back, held_back_sentence, open_bank, open_view
from fosdesk.services.review import action_costs, rules_met
from fosdesk.services.standards import items_in_order

PARTS = {
    "environment": N_("National environment"),
    "gaps": N_("Gaps"),
    "unknown": N_("What is not known"),
    "evidence": N_("Evidence"),
    "law": N_("Law and procedure"),
    "needs": N_("Business needs"),
    "kpis": N_("Indicators"),
    "registers": N_("Registers"),
}
"""The parts of report and workbook that a person may leave out; the others always stand."""
KIND_NAMES = {
    "self_diagnosis": N_("Self-diagnosis"),
    "mission": N_("WCO mission"),
    "workshop": N_("Workshop exercise"),
}


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One file: under each caption the items it was given for."""

    sha256: str
    name: str
    size: int
    captions: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items it supports."""
        return tuple(item for _, items in self.captions for item in items)

    def note(self, tr: Texts) -> str:
        """What it shows; of several captions each names its questions."""
        if len(self.captions) == 1:
            return self.captions[0][0]
        return "\n".join(tr.pair(codes_of(items), caption) for caption, items in self.captions if caption)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of a file; empty for a document that is named and not kept."""
        return "" if self.sha256.startswith(REFERENCE) else self.sha256


def numbered_title(m: "Material", row: StandardRow) -> str:
    """Number and title of a Standard; the number of the other edition in brackets where it is wanted."""
    other = m.other_numbers.get(row.code, "")
    edition = other_edition(m.view.facts, m.bank)
    brackets = m.tr("({edition}: {number})", edition=edition, number=other) if other else ""
    return " ".join(part for part in (row.number, brackets, row.title) if part)


def codes_of(items: Iterable[Item]) -> str:
    """The codes of items in one line."""
    return ", ".join(item.code for item in items)


@dataclass(frozen=True, slots=True)
class Material:
    """One moment of an assessment, ready to be written about. `made_at` is when the document is made.

    View and bank hold what the class of the document may show; `held_back` are the questions left out.
    `without` names the parts that the person does not want in the document; `other_numbers` are those of the
    other edition by code, where they are to stand beside the numbers of this one.
    """

    view: View
    bank: Bank
    tr: Texts
    disclosure: str
    made_at: datetime
    profile: Overview
    answers: Mapping[str, Answer]
    targets: Mapping[str, int]
    evidence: tuple[EvidenceLine, ...]
    rules: tuple[Rule, ...]
    costs: Mapping[str, Decimal]
    held_back: tuple[Item, ...] = ()
    without: frozenset[str] = frozenset()
    other_numbers: Mapping[str, str] = field(default_factory=dict)

    def left_out(self, *, pack: str = "", standard: str = "") -> str:
        """The sentence on what the class of the document leaves out: of all, of a pack, of a Standard."""
        found = (
            item
            for item in self.held_back
            if (not pack or item.pack == pack) and (not standard or item.standard == standard)
        )
        return held_back_sentence(found, self.disclosure, self.tr)

    def left_out_note(self, *, pack: str = "", standard: str = "") -> tuple[Paragraph, ...]:
        """That sentence as a paragraph of its own; none where nothing is left out."""
        said = self.left_out(pack=pack, standard=standard)
        return (Paragraph(said, small=True),) if said else ()

    def items(self, pack: str) -> tuple[Item, ...]:
        """The visible items of a pack that take an answer, in order."""
        return tuple(
            item
            for item in items_in_order(self.view.facts, self.bank)
            if item.pack == pack and item.type.answerable and self.view.state.visible(item.id)
        )

    def facet(self, item_id: str, name: str) -> Json:
        """One facet of an answer; None where it is empty."""
        cell = self.view.snapshot.value(item_id, name)
        return None if cell is None else cell.get("v")

    def text(self, item_id: str, name: str) -> str:
        """One facet of an answer as text, empty where there is none."""
        return str(self.facet(item_id, name) or "")

    def evidence_count(self, item_id: str) -> int:
        """How many files support an answer."""
        return sum(any(item.id == item_id for item in line.items) for line in self.evidence)

    def unknowns(self) -> tuple[tuple[Item, Unknown], ...]:
        """Visible items answered "unknown", in the order of this assessment."""
        every = items_in_order(self.view.facts, self.bank)
        found = ((item, self.answers.get(item.id)) for item in every)
        return tuple(
            (item, given)
            for item, given in found
            if isinstance(given, Unknown) and self.view.state.visible(item.id)
        )


def gather(
    whole: View,
    every: Bank,
    tr: Texts,
    disclosure: str,
    made_at: datetime,
    without: frozenset[str] = frozenset(),
    *,
    both_numbers: bool = False,
) -> Material:
    """Collect the material of a report; `every` holds the packs in the content language of the report.

    `both_numbers` asks for the confirmed numbers of the other edition as well.
    """
    view, bank = open_view(whole, every, disclosure), open_bank(every, disclosure)
    return Material(
        view=view,
        bank=bank,
        tr=tr,
        disclosure=disclosure,
        made_at=made_at,
        profile=overview_of(view, every),
        answers=answers_of(view.snapshot, bank),
        targets=targets_of(view, bank),
        evidence=_evidence(view, bank),
        rules=rules_met(view, every),
        costs=action_costs(view, every),
        held_back=held_back(whole, every, disclosure),
        without=without,
        other_numbers=other_numbers(view.facts, every) if both_numbers else {},
    )


def _evidence(view: View, bank: Bank) -> tuple[EvidenceLine, ...]:
    found: dict[str, list[tuple[Item, Mapping[str, Json]]]] = {}
    for item in bank.items.values():
        for facet, cell in view.snapshot.fields(item.id).items():
            content = cell.value.get("v")
            if facet.startswith("evidence:") and isinstance(content, dict):
                found.setdefault(facet.removeprefix("evidence:"), []).append((item, content))
    return tuple(_evidence_line(sha, links) for sha, links in found.items())


def _evidence_line(sha: str, links: list[tuple[Item, Mapping[str, Json]]]) -> EvidenceLine:
    """One file with all that its links say."""
    names = dict.fromkeys(str(content.get("name", "")) for _, content in links)
    captions: dict[str, list[Item]] = {}
    for item, content in links:
        captions.setdefault(str(content.get("note", "")), []).append(item)
    listed = tuple((caption, tuple(items)) for caption, items in captions.items())
    return EvidenceLine(sha, " / ".join(names), _whole(links[0][1].get("size")), listed)


def _whole(value: Json) -> int:
    return value if isinstance(value, int) else 0


def level_of(m: Material, item: Item) -> int | None:
    """The self-assessed level of an item, or None where none is recorded."""
    given = m.answers.get(item.id)
    return (
        given.v
        if isinstance(given, Value) and isinstance(given.v, int) and item.type is ItemType.LEVEL
        else None
    )


def answer_cell(m: Material, item: Item) -> TableCell:
    """The answer as the sign the tables print: level, "?", "n/a", or an en dash."""
    given = m.answers.get(item.id)
    level = level_of(m, item)
    if level is not None:
        return level_cell(level)
    if isinstance(given, Unknown):
        return unknown_cell()
    if isinstance(given, NotApplicable):
        return not_applicable_cell(m.tr("n/a"))
    return MISSING


def target_of(m: Material, item: Item) -> TableCell:
    """The target level, or an en dash."""
    return target_cell(m.targets[item.id]) if item.id in m.targets else MISSING


def gap_cell(m: Material, item: Item) -> TableCell:
    """Target minus level, never below zero; an en dash where one of them is missing."""
    level = level_of(m, item)
    if level is None or item.id not in m.targets:
        return MISSING
    gap = max(0, m.targets[item.id] - level)
    return number_cell(gap, m.tr.number(gap))


def validated_cell(m: Material, item: Item) -> TableCell:
    """The level a reviewer gave after the examination, or an en dash."""
    level = m.facet(item.id, "validated")
    return level_cell(level) if isinstance(level, int) else MISSING


def answer_text(m: Material, item: Item) -> str:
    """The answer in words, with year and source where they were asked."""
    given = m.answers.get(item.id)
    match given:
        case None:
            return m.tr("Not answered")
        case NotApplicable(reason):
            return m.tr("Not applicable: {reason}", reason=reason)
        case Unmeasured(reason):
            return m.tr("Not measurable: {reason}", reason=reason)
        case Unknown(who, by):
            return unknown_text(m, who, by)
        case _:
            return in_currency(m, item, plain_value(item, given.v, m.tr))


def in_currency(m: Material, item: Item, figure: str) -> str:
    """A figure with the currency of its item: its own, or the national one where the pack leaves it open."""
    if not item.currency:
        return figure
    return f"{figure} {m.view.facts.currency if item.currency.startswith('$') else item.currency}".strip()


def cost_of(m: Material, action: RuleAction | None) -> Decimal | None:
    """What an action would cost in the national currency; None where that is not established."""
    return None if action is None else m.costs.get(action.id)


def owner_text(m: Material, who: str, by: str) -> str:
    """Who will find out and by when, where "unknown" is said already."""
    if not who:
        return m.tr("nobody has been named to find out.")
    if not by:
        return m.tr("{who} will find out, no date yet.", who=who)
    return m.tr("{who} will find out by {by}.", who=who, by=day_text(m, by))


def unknown_text(m: Material, who: str, by: str) -> str:
    """Who will find out and by when, or that nobody owns the question."""
    if not who:
        return m.tr("Unknown; nobody has been named to find out.")
    if not by:
        return m.tr("Unknown; {who} will find out, no date yet.", who=who)
    return m.tr("Unknown; {who} will find out by {by}.", who=who, by=day_text(m, by))


def day_text(m: Material, iso: str) -> str:
    """A recorded day in the report language; what is no date is printed as it was typed."""
    try:
        return m.tr.whole_date(date.fromisoformat(iso))
    except ValueError:
        return iso


def lead_of(item: Item) -> str:
    """An item in two to five words before its finding, with a stop; its label where it has no short name."""
    return f"{item.short}." if item.short else item.label


def finding_text(m: Material, item: Item, *, with_answer: bool = True) -> str:
    """What the team wrote about an answer: comment, what is still missing, reason or owner of an unknown.

    `with_answer` False leaves out the reason or owner, where the answer itself stands beside it.
    """
    pieces = [m.text(item.id, "comment")]
    missing = m.facet(item.id, "followup")
    if isinstance(missing, list) and missing:
        label = item.followup.label if item.followup else m.tr("Still missing")
        pieces.append(m.tr.pair(label, f"{', '.join(str(word) for word in missing)}."))
    given = m.answers.get(item.id)
    if with_answer and given is not None and not isinstance(given, Value):
        pieces.append(answer_text(m, item))
    flag = m.text(item.id, "flag")
    if flag:
        pieces.append(m.tr("Flag: {flag}", flag=flag))
    return sentences(*pieces)


def sentences(*texts: str) -> str:
    """Texts one after the other, each ended by a stop where its writer left it out."""
    said = [text.strip() for text in texts if text.strip()]
    return " ".join([stopped(text) for text in said[:-1]] + said[-1:])


def stopped(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text[-1:] in ".!?…:;؟。" or not text else text + "."
