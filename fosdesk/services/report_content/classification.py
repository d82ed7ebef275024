"""Classes of disclosure: what a document for a class may hold, and the sentence on what it leaves out.

A document is made as if the answers of a narrower class had never been given: its scores, calculations and
findings rest on what its readers see, so that nothing held back can be computed from what is printed. For
the coverage an answer held back counts as not rated; below one half there is no level, as ever.
"""

from collections.abc import Iterable
from dataclasses import replace

from fosdesk.base.language import N_, Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType, KpiSpec, Section
from fosdesk.model.snapshot import CellKey, Cells
from fosdesk.services.assessment import View, view_of
from fosdesk.services.facts import of_setup

ORDER = ("national", "wco", "regional", "public")
"""Classes of disclosure from the narrowest to the widest circle of readers."""
DISCLOSURES = {
    "national": N_("NATIONAL CONFIDENTIAL"),
    "wco": N_("SHARED WITH THE WCO"),
    "regional": N_("REGIONAL PEERS"),
    "public": N_("PUBLIC"),
}
NARROWEST = ORDER[0]


def class_name(disclosure: str, tr: Texts) -> str:
    """The name of a class of disclosure as documents print it; what no version knows stays as it is."""
    return tr(DISCLOSURES[disclosure]) if disclosure in DISCLOSURES else disclosure


def may_read(disclosure: str, readers: str) -> bool:
    """Whether `readers` may be shown what has this class; what has none is for the narrowest circle."""
    return ORDER.index(disclosure or NARROWEST) >= ORDER.index(readers)


def is_open(item: Item, readers: str) -> bool:
    """Whether an item may stand in a document for `readers`.

    Notes hold no answer, and calculations are made anew from the answers that are left.
    """
    return item.type in (ItemType.NOTE, ItemType.CALC) or may_read(item.disclosure, readers)


def open_view(view: View, bank: Bank, readers: str) -> View:
    """The view without the answers, comments and evidence of a narrower class than `readers`."""
    if readers == NARROWEST:
        return view
    cells = {key: cell for key, cell in view.snapshot.cells.items() if _open_cell(bank, key, readers)}
    return view_of(replace(view.snapshot, cells=Cells(cells)), bank)


def _open_cell(bank: Bank, key: CellKey, readers: str) -> bool:
    """Facts of Set up stay; whatever belongs to no known question is for the narrowest circle."""
    entity, field = key
    if of_setup(entity):
        return True
    register, colon, _ = entity.partition(":")
    table = bank.registers.get(register) if colon else None
    known = [bank.items.get(entity), bank.items.get(f"{entity}.{field}"), table]
    if table is not None:
        known.append(bank.columns.get(f"{table.id}.{field}"))
    found = [item for item in known if item is not None]
    return bool(found) and all(is_open(item, readers) for item in found)


def open_bank(bank: Bank, readers: str) -> Bank:
    """The questions that a document for `readers` lists; scores and rules are kept in the whole bank."""
    if readers == NARROWEST:
        return bank
    packs = [
        replace(
            pack,
            sections=tuple(_open_section(section, readers) for section in pack.sections),
            scores=(),
            rules=(),
            kpis=tuple(kpi for kpi in pack.kpis if _open_kpi(kpi, bank, readers)),
        )
        for pack in bank.packs.values()
    ]
    return Bank(packs, bank.language, bank.missing)


def _open_kpi(kpi: KpiSpec, bank: Bank, readers: str) -> bool:
    """Whether the readers may see what an indicator rests on; calculations are made anew."""
    reads = (*kpi.formula.reads, *(kpi.baseline.reads if kpi.baseline is not None else ()))
    return all(is_open(bank.known[key], readers) for key in reads if key in bank.known)


def _open_section(section: Section, readers: str) -> Section:
    return replace(section, items=tuple(item for item in section.items if is_open(item, readers)))


def held_back(view: View, bank: Bank, readers: str) -> tuple[Item, ...]:
    """The visible questions that a document for `readers` leaves out, in the order of the packs."""
    return tuple(
        item
        for section in bank.sections
        for item in section.items
        if item.type.answerable and view.state.visible(item.id) and not is_open(item, readers)
    )


def held_back_sentence(items: Iterable[Item], readers: str, tr: Texts) -> str:
    """The one sentence a page prints about what it leaves out; empty where nothing is."""
    count = sum(1 for _ in items)
    if not count:
        return ""
    return tr.n(
        "{n} question of a narrower class is left out of this document for the class “{readers}”; "
        "no figure rests on it, and coverage counts it as not rated.",
        "{n} questions of a narrower class are left out of this document for the class “{readers}”; "
        "no figure rests on them, and coverage counts them as not rated.",
        count,
        readers=tr(DISCLOSURES[readers]),
    )
