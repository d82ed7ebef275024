"""What stands beside the fields of Set up: why each is asked, and where it appears."""

from collections.abc import Mapping

from fosdesk.base.language import N_, Texts
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.guidance import Guidance
from fosdesk.services.members import list_caution

SETUP = "setup:"
"""Beginning of the names of these fields where items have their ids."""

WHY: Mapping[str, tuple[str, str]] = {
    "country": (
        N_(
            "Type the name in English or French, or the ISO code. A Member of the WCO brings its code and "
            "region with it. Anything else can be written freely: a territory, a union, an exercise country."
        ),
        N_("On every page, on the cover and at the head of each document, in names of files."),
    ),
    "standing": (
        N_("A union or an exercise country has no place among the Members; it is printed as you write it."),
        N_("Set up, and as data in a dossier."),
    ),
    "region": (
        N_("The WCO works through six regions. For a Member the region follows from the list."),
        N_("In the list of the command line and as data in a dossier; documents compare no countries."),
    ),
    "country_code": (
        N_("Two letters of ISO 3166. They keep files of several countries apart."),
        N_("In the names of documents and dossiers."),
    ),
    "kind": (
        N_("Who assesses: the administration itself, a WCO mission, or a group that learns."),
        N_("On the cover and in the head of each document."),
    ),
    "edition": (
        N_(
            "The edition of the Framework your administration works with. Answers to a Standard that the "
            "edition does not have are kept and hidden."
        ),
        N_("It decides which Standards are asked, and under which number."),
    ),
    "period": (
        N_(
            "From when to when the answers hold. A whole year needs only the year; leave the second line "
            "empty for one month or one year."
        ),
        N_("On the cover, in the brief and in the list of assessments."),
    ),
    "currency": (
        N_("Three letters of ISO 4217. The offer is the legal tender that the Unicode CLDR lists."),
        N_("Beside every amount of money, on screen and in documents."),
    ),
    "round_name": (
        N_("A name that tells this assessment from the one before and the one after."),
        N_("On the cover of the report."),
    ),
    "administration": (
        N_("The official name as it is to be printed."),
        N_("On the cover, in the addresses of the brief."),
    ),
    "ministry": (
        N_("The ministry the administration belongs to."),
        N_("On the cover, above the administration."),
    ),
    "contact": (
        N_("The person or office that answers questions about this assessment."),
        N_("On the cover of the report. Think of who will read it before you write a private number."),
    ),
    "team": (
        N_(
            "Everybody who assesses, reviews, confirms or observes. A reviewer examines levels, a validator "
            "confirms them for the administration; one of them leads."
        ),
        N_("On the cover; the leader signs the brief as its sender."),
    ),
    "scope": (
        N_(
            "Leave out what this round does not assess, and say why. Answers given before are kept. You may "
            "follow a national order as long as it does not hamper work that rests on other work."
        ),
        N_("Sidebar, next steps, scores, workbook and report. The report names what is left out and why."),
    ),
    "numbers": (
        N_(
            "FOSDesk found only some numbers of this edition in a source and inferred the others. Compare "
            "each with your own text of the Framework. Your confirmation stays with this assessment."
        ),
        N_("Before the titles of Standards in sidebar, overview, workbook and report."),
    ),
}


def advice(a: OpenAssessment, name: str, tr: Texts) -> Guidance | None:
    """The guidance of a field of Set up; None where there is none."""
    field = name.removeprefix(SETUP)
    parameter = a.bank.parameters.get(field.removeprefix("parameter:"))
    if parameter is not None and field.startswith("parameter:"):
        return _guidance(parameter.label, tr("In questions and calculations of the pack that asks for it."))
    if field not in WHY:
        return None
    why, where = WHY[field]
    caution = list_caution(a.bank) if field in ("country", "region") else ""
    return _guidance(tr(why), tr(where), caution)


def _guidance(meaning: str, appears: str, provenance: str = "") -> Guidance:
    return Guidance(meaning, "", (), (), (), (), "", "", provenance, appears)
