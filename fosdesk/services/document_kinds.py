"""The documents of this version, without what is needed to write them: search names them at every key."""

from dataclasses import dataclass

from fosdesk.base.language import N_


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: ending of its file, title and description as they are written in English."""

    ending: str
    title: str
    description: str


DOCUMENT_KINDS = {
    "report": DocumentKind(
        "pdf",
        N_("Assessment report"),
        N_("PDF to print and sign: summary, a page or more for each Standard, gaps, unknowns, method."),
    ),
    "workbook": DocumentKind(
        "xlsx",
        N_("Assessment workbook"),
        N_("Excel workbook: every answer, gap and figure in tables to filter, with a native chart."),
    ),
    "brief": DocumentKind(
        "pdf",
        N_("Brief for the Director General"),
        N_("PDF of two pages: what to decide, what was found, what is not known, boxes to sign."),
    ),
}
