"""Documents: what can be written, what is still missing for it, and the writing itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import safe_name, told
from fosdesk.base.language import Texts
from fosdesk.base.progress import Progress
from fosdesk.forms.bank import Bank
from fosdesk.model.report import ReportModel
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.document_kinds import DOCUMENT_KINDS
from fosdesk.services.editions import other_edition
from fosdesk.services.editions import other_numbers as confirmed_elsewhere
from fosdesk.services.report_content.brief import director_brief
from fosdesk.services.report_content.classification import DISCLOSURES, held_back, held_back_sentence
from fosdesk.services.report_content.decisions import ROOMS
from fosdesk.services.report_content.front import missing_fields
from fosdesk.services.report_content.material import PARTS, Material, gather
from fosdesk.services.report_content.report import assessment_report

ENDINGS = {name: kind.ending for name, kind in DOCUMENT_KINDS.items()}


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """One document that can be made; `missing` are pairs of a sentence and the fact of Set up it is about."""

    id: str
    title: str
    description: str
    ending: str
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was written, re-opened and checked; `size` in bytes, `pages` pages or sheets."""

    path: Path
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Order:
    """What to write: document, target, readers, language, packs in that language, folder of the faces.

    `without` names the parts of report and workbook that are not wanted (see `parts_of`); `both_numbers` puts
    the confirmed numbers of the other edition beside those of this one.
    """

    document: str
    target: Path
    disclosure: str
    tr: Texts
    bank: Bank
    made_at: datetime
    fonts: Path
    without: frozenset[str] = frozenset()
    both_numbers: bool = False


def catalogue(a: OpenAssessment, tr: Texts) -> tuple[DocumentCard, ...]:
    """The documents of this version, each with what it still lacks."""
    missing = tuple((sentence, field) for field, sentence in missing_fields(a.facts, tr))
    return tuple(
        DocumentCard(name, tr(kind.title), tr(kind.description), kind.ending, missing)
        for name, kind in DOCUMENT_KINDS.items()
    )


def left_out(a: OpenAssessment, disclosure: str, tr: Texts) -> str:
    """The sentence on what a document for this class would leave out; empty where it is whole."""
    return held_back_sentence(held_back(a.view, a.bank, disclosure), disclosure, tr)


def parts_of(document: str, tr: Texts) -> tuple[tuple[str, str], ...]:
    """Id and name of each part of a document that may be left out; the brief has none."""
    return () if document == "brief" else tuple((part, tr(name)) for part, name in PARTS.items())


def other_numbers(a: OpenAssessment, tr: Texts) -> tuple[str, bool]:
    """The words for printing the numbers of the other edition too, and whether any is confirmed."""
    edition = other_edition(a.facts, a.bank)
    if confirmed_elsewhere(a.facts, a.bank):
        return tr("Numbers of the {edition} edition in brackets", edition=edition), True
    return tr(
        "Numbers of the {edition} edition in brackets: none is confirmed in Set up yet", edition=edition
    ), False


def default_name(a: OpenAssessment, document: str, made_at: datetime, disclosure: str = "national") -> str:
    """The file name: country, document, class if not national, day and code; safe on every system."""
    facts = a.facts
    training = "TRAINING-" if facts.training else ""
    readers = "" if disclosure == "national" else f"-{disclosure}"
    country = facts.country_code or facts.country or "country"
    stem = f"{training}{country}-{document}{readers}-{made_at:%Y-%m-%d}-{a.snapshot.code}"
    return safe_name(f"{stem}.{ENDINGS[document]}")


def report_model(a: OpenAssessment, order: Order) -> ReportModel:
    """The document as data, from one view taken now."""
    if order.disclosure not in DISCLOSURES:
        raise UserError("report.unknown_disclosure", disclosure=order.disclosure)
    material = gather(
        a.view,
        order.bank,
        order.tr,
        order.disclosure,
        order.made_at,
        order.without,
        both_numbers=order.both_numbers,
    )
    return fitted_brief(material, order.fonts) if order.document == "brief" else assessment_report(material)


def fitted_brief(m: Material, fonts: Path) -> ReportModel:
    """The brief with as much of the texts as two pages hold, laid out to see; never more than shortened."""
    from fosdesk.documents.pdf import count_pages

    tried = (director_brief(m, room) for room in ROOMS)
    return next((model for model in tried if count_pages(model, fonts) <= 2), director_brief(m, ROOMS[-1]))


def write(a: OpenAssessment, order: Order, progress: Progress) -> Written:
    """Write a document through a temporary file, re-open and check it, then put it in its place.

    Raises UserError where the target cannot be written; the file that was there then still stands.
    Raises Cancelled where the person cancelled; nothing half-made is left behind.
    """
    model = report_model(a, order)
    with told(order.target):
        order.target.parent.mkdir(parents=True, exist_ok=True)
    pages = _write(model, order, progress)
    return Written(order.target, pages, order.target.stat().st_size)


def _write(model: ReportModel, order: Order, progress: Progress) -> int:
    if order.document == "workbook":
        from fosdesk.documents.workbook import write_workbook

        return write_workbook(model, order.target, progress)
    if order.document in ("report", "brief"):
        from fosdesk.documents.pdf import write_pdf

        return write_pdf(model, order.target, progress, fonts=order.fonts)
    raise UserError("report.unknown_document", document=order.document, known=", ".join(ENDINGS))
