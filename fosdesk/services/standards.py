"""The Standards of one assessment: their numbers, which are assessed, in which order, what that postpones.

The order is that of the Framework (by the number of the edition) until somebody moves a Standard; a moved one
has a place of its own between its neighbours, so that stations which move different Standards agree after a
merge. A Standard left out keeps its answers; it counts in no score, progress or document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.forms.bank import Bank
from fosdesk.forms.grid import between
from fosdesk.forms.pack import Item, Row, Section
from fosdesk.model.snapshot import Edit, Snapshot
from fosdesk.services.facts import ENTITY, AssessmentFacts, decimal_of

CLOSEST = 20
"""Digits of a place after which all places are written anew."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a Standard in the edition: `number` once confirmed, `proposed` by the pack.

    `status` is found, inferred, confirmed or changed; `by` and `at` (ISO) say who confirmed and when.
    """

    code: str
    title: str
    proposed: int
    number: int | None
    status: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Postponed:
    """A Standard that is to be worked on before one it rests on, or without it (`left_out`)."""

    code: str
    needs: str
    because: str
    left_out: bool


def in_edition(facts: AssessmentFacts, bank: Bank) -> tuple[Row, ...]:
    """The Standards of the edition that the packs ask about, in the order of the reference table."""
    asked = {section.standard for section in bank.sections}
    column = f"number_{facts.edition}"
    return tuple(row for row in bank.table("standards") if row.get(column) and row["code"] in asked)


def number_of(facts: AssessmentFacts, code: str) -> str:
    """The number of a Standard for screens and documents; empty until a person has confirmed it."""
    return str(facts.numbers.get(f"{facts.edition}:{code}", ""))


def numbered(snapshot: Snapshot, facts: AssessmentFacts, bank: Bank) -> tuple[Numbered, ...]:
    """The numbers of the Standards of the edition, in the order of the reference table."""
    return tuple(_numbered(snapshot, facts, row) for row in in_edition(facts, bank))


def _numbered(snapshot: Snapshot, facts: AssessmentFacts, row: Row) -> Numbered:
    code, title, proposed = str(row["code"]), str(row["title"]), int(str(row[f"number_{facts.edition}"]))
    number = facts.numbers.get(f"{facts.edition}:{code}")
    cell = snapshot.cell(ENTITY, number_field(facts, code))
    if number is None or cell is None:
        return Numbered(
            code, title, proposed, None, str(row.get(f"number_{facts.edition}_status") or "found")
        )
    status = "confirmed" if number == proposed else "changed"
    return Numbered(code, title, proposed, number, status, cell.author, cell.at)


def number_field(facts: AssessmentFacts, code: str) -> str:
    """The field that holds the number of a Standard in the edition of the assessment."""
    return f"number:{facts.edition}:{code}"


def confirming(snapshot: Snapshot, facts: AssessmentFacts, bank: Bank) -> tuple[Edit, ...]:
    """The edits that confirm all numbers not yet confirmed as they are proposed."""
    waiting = (row for row in numbered(snapshot, facts, bank) if row.number is None)
    return tuple(_edit(snapshot, number_field(facts, row.code), row.proposed) for row in waiting)


def doubled(rows: tuple[Numbered, ...]) -> Mapping[int, tuple[str, ...]]:
    """Confirmed numbers that several Standards carry, with the codes."""
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        if row.number is not None:
            found[row.number] = (*found.get(row.number, ()), row.code)
    return {number: codes for number, codes in found.items() if len(codes) > 1}


def _default_place(facts: AssessmentFacts, row: Row) -> Decimal:
    number = facts.numbers.get(f"{facts.edition}:{row['code']}", row[f"number_{facts.edition}"])
    return Decimal(str(number))


def _place(facts: AssessmentFacts, row: Row) -> Decimal:
    moved = facts.positions.get(str(row["code"]))
    return decimal_of(moved) if moved else _default_place(facts, row)


def ordered(facts: AssessmentFacts, bank: Bank) -> tuple[str, ...]:
    """The codes of the Standards of the edition in the order of this assessment, left out ones too."""
    return tuple(str(row["code"]) for row in sorted(in_edition(facts, bank), key=lambda r: _place(facts, r)))


def framework_order(facts: AssessmentFacts, bank: Bank) -> tuple[str, ...]:
    """The same codes in the order of the Framework."""
    rows = sorted(in_edition(facts, bank), key=lambda row: _default_place(facts, row))
    return tuple(str(row["code"]) for row in rows)


def in_scope(facts: AssessmentFacts, bank: Bank) -> tuple[str, ...]:
    """The codes of the Standards that are assessed, in the order of this assessment."""
    return tuple(code for code in ordered(facts, bank) if code not in facts.left_out)


def moving(snapshot: Snapshot, facts: AssessmentFacts, bank: Bank, code: str, to: int) -> tuple[Edit, ...]:
    """The edits that put a Standard at a place (from 0) among all of the edition; none if it is there."""
    codes = ordered(facts, bank)
    to = max(0, min(to, len(codes) - 1))
    if codes.index(code) == to:
        return ()
    others = [one for one in codes if one != code]
    wanted = [*others[:to], code, *others[to:]]
    if tuple(wanted) == framework_order(facts, bank):
        return restoring(snapshot, facts)
    place = _between(facts, bank, wanted, to)
    if place is not None:
        return (_edit(snapshot, f"position:{code}", place),)
    return tuple(_edit(snapshot, f"position:{one}", str(at)) for at, one in enumerate(wanted, 1))


def _between(facts: AssessmentFacts, bank: Bank, wanted: list[str], to: int) -> str | None:
    """A place between the new neighbours; None where there is no room left between them."""
    before = str(_place(facts, bank.standard(wanted[to - 1]))) if to else None
    after = str(_place(facts, bank.standard(wanted[to + 1]))) if to + 1 < len(wanted) else None
    place = between(before, after)
    return None if place in (before, after) or len(place) > CLOSEST else place


def restoring(snapshot: Snapshot, facts: AssessmentFacts) -> tuple[Edit, ...]:
    """The edits that bring the order of the Framework back."""
    return tuple(_edit(snapshot, f"position:{code}", None) for code in facts.positions)


def leaving_out(snapshot: Snapshot, code: str, reason: str | None) -> tuple[Edit, ...]:
    """The edit that leaves a Standard out, with the reason; None takes it in again."""
    return (_edit(snapshot, f"left_out:{code}", reason),)


def _edit(snapshot: Snapshot, name: str, value: int | str | None) -> Edit:
    return Edit(ENTITY, name, {"v": value}, snapshot.heads(ENTITY, name))


def postponed(facts: AssessmentFacts, bank: Bank) -> tuple[Postponed, ...]:
    """What the order or the scope of this assessment postpones or leaves out although others rest on it."""
    codes, every = in_scope(facts, bank), ordered(facts, bank)
    found = []
    for row in bank.table("prerequisites"):
        code, needs = str(row["standard"]), str(row["needs"])
        if code not in codes or needs not in every:
            continue
        if needs not in codes or codes.index(needs) > codes.index(code):
            found.append(Postponed(code, needs, str(row["because"]), needs not in codes))
    return tuple(found)


def sections_in_order(facts: AssessmentFacts, bank: Bank) -> tuple[Section, ...]:
    """All sections with those of Standards in the order of this assessment; others stay in place."""
    rank = {code: at for at, code in enumerate(ordered(facts, bank))}
    moved = {
        pack: iter(sorted(sections, key=lambda one: rank.get(one.standard, len(rank))))
        for pack, sections in _of_standards(bank).items()
    }
    return tuple(next(moved[one.pack]) if one.standard else one for one in bank.sections)


def _of_standards(bank: Bank) -> Mapping[str, list[Section]]:
    """The sections of Standards by pack: each pack keeps its places."""
    found: dict[str, list[Section]] = {}
    for section in bank.sections:
        if section.standard:
            found.setdefault(section.pack, []).append(section)
    return found


def items_in_order(facts: AssessmentFacts, bank: Bank) -> tuple[Item, ...]:
    """All items in the order of `sections_in_order`."""
    rank = {section.id: at for at, section in enumerate(sections_in_order(facts, bank))}
    return tuple(sorted(bank.items.values(), key=lambda item: rank.get(item.section, 0)))
