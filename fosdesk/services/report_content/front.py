"""Cover, running head and foot, and the key to the signs."""

from decimal import Decimal

from fosdesk.base.language import Texts
from fosdesk.model.report import (
    Block,
    DocumentFacts,
    DocumentWords,
    Heading,
    Pairs,
    Paragraph,
    SignEntry,
    SignList,
)
from fosdesk.model.table import (
    MISSING,
    CellKind,
    TableCell,
    level_cell,
    not_applicable_cell,
    target_cell,
    unknown_cell,
)
from fosdesk.services.facts import AssessmentFacts
from fosdesk.services.period import period_text
from fosdesk.services.report_content.classification import DISCLOSURES
from fosdesk.services.report_content.material import KIND_NAMES, Material
from fosdesk.services.setting_up import person_text


def document_facts(m: Material, kind: str, title: str) -> DocumentFacts:
    """The facts that cover, head and foot print."""
    tr, facts = m.tr, m.view.facts
    country = facts.country or tr("Country not recorded")
    disclosure = tr(DISCLOSURES[m.disclosure])
    day = tr.whole_date(m.made_at.date())
    code = m.view.snapshot.code
    return DocumentFacts(
        kind=kind,
        title=title,
        subtitle=cover_subtitle(m),
        country=country,
        ministry=facts.ministry,
        administration=facts.administration,
        edition=facts.edition,
        period=period_text(facts.period, tr),
        round=facts.round_name,
        disclosure=disclosure,
        readers=_readers(m),
        reference=code,
        date=day,
        language=tr.language,
        rtl=tr.rtl,
        training=facts.training,
        code=code,
        contact=facts.contact,
        cover=_cover(m),
        statement=tr(
            "Criteria, levels and indicators are FOSDesk's own working instrument, not WCO text. "
            "Convergence code {code}: two copies with the same code hold the same data.",
            code=code,
        ),
        running=f"{country} · {title}",
        foot=tr("Code {code} · {day}", code=code, day=day),
    )


def cover_subtitle(m: Material) -> str:
    """Kind and edition in one line."""
    kind = m.tr(KIND_NAMES.get(m.view.facts.kind, KIND_NAMES["self_diagnosis"]))
    return m.tr(
        "{kind}, {edition} edition of the Framework of Standards", kind=kind, edition=m.view.facts.edition
    )


def _readers(m: Material) -> str:
    readers = {
        "national": m.tr("For the administration and the bodies it names"),
        "wco": m.tr("For the administration and the World Customs Organization"),
        "regional": m.tr("For the administrations of the region"),
        "public": m.tr("May be published"),
    }
    return readers[m.disclosure]


def _cover(m: Material) -> tuple[tuple[str, str], ...]:
    tr, facts = m.tr, m.view.facts
    kind = tr(KIND_NAMES.get(facts.kind, KIND_NAMES["self_diagnosis"]))
    rows = m.profile.framework
    lead = ", ".join(person_text(p.name, p.duty, p.role, p.organisation, tr) for p in facts.team)
    return (
        (tr("Kind and round"), f"{kind}, {facts.round_name}" if facts.round_name else kind),
        (tr("Period"), period_text(facts.period, tr) or "–"),
        (
            tr("Scope"),
            tr.n(
                "{n} Standard and the national environment",
                "{n} Standards and the national environment",
                len(rows),
            ),
        ),
        (tr("Coverage"), coverage_sentence(m)),
        (tr("Validation"), validation_sentence(m)),
        *(((tr("Left out"), m.left_out()),) if m.held_back else ()),
        (tr("Team"), lead or "–"),
        (tr("Contact point"), facts.contact or "–"),
    )


def validation_sentence(m: Material) -> str:
    """How many self-assessed levels a reviewer has examined, and in how many that changed the level."""
    tr = m.tr
    pairs = [
        (own.level, seen.level)
        for row in m.profile.framework
        for own, seen in zip(row.score.inputs, row.validated.inputs, strict=True)
        if own.state == "rated"
    ]
    examined = [(own, seen) for own, seen in pairs if seen is not None]
    if not examined:
        return tr("Self-assessed; no level has been examined by a reviewer yet")
    other = sum(own != seen for own, seen in examined)
    return tr.n(
        "Self-assessed; {n} of {all} levels examined by a reviewer: {same} confirmed, {other} changed",
        "Self-assessed; {n} of {all} levels examined by a reviewer: {same} confirmed, {other} changed",
        len(examined),
        all=tr.number(len(pairs)),
        same=tr.number(len(examined) - other),
        other=tr.number(other),
    )


def coverage_sentence(m: Material) -> str:
    """How many criteria were rated, over all Standards in scope."""
    entries = [entry for row in m.profile.framework for entry in row.score.inputs]
    rated = sum(entry.state == "rated" for entry in entries)
    applicable = sum(entry.state not in ("hidden", "not_applicable") for entry in entries)
    return m.tr(
        "{rated} of {applicable} criteria rated", rated=m.tr.number(rated), applicable=m.tr.number(applicable)
    )


def missing_facts(facts: AssessmentFacts, tr: Texts) -> tuple[str, ...]:
    """What a document should name and nobody has recorded yet, as sentences."""
    return tuple(sentence for _, sentence in missing_fields(facts, tr))


def missing_fields(facts: AssessmentFacts, tr: Texts) -> tuple[tuple[str, str], ...]:
    """The facts of Set up that a document should name and nobody has recorded: field and sentence."""
    wanted = (
        ("country", tr("The country is not recorded.")),
        ("period", tr("The period is not recorded.")),
        ("administration", tr("The name of the administration is not recorded.")),
        ("contact", tr("No contact point is recorded.")),
        ("team", tr("The team is not recorded.")),
    )
    return tuple((field, sentence) for field, sentence in wanted if not getattr(facts, field))


def document_words(m: Material) -> DocumentWords:
    """The fixed words of the writers in the report language."""
    tr = m.tr
    return DocumentWords(
        contents=tr("Contents"),
        training=tr("TRAINING"),
        training_band=tr("TRAINING · FICTIONAL COUNTRY · NOT FOR TRANSMISSION"),
        cover_sheet=tr("Cover"),
        sheets=tr("Sheets"),
        long_sheet=tr("Long texts"),
        long_how_to_read=tr(
            "Texts too long for one cell, whole and in order; sheet and cell say where each belongs."
        ),
        long_heads=(tr("Sheet"), tr("Cell"), tr("Piece"), tr("Text")),
        continued=tr("[continued on sheet {sheet}, row {row}]", sheet="{sheet}", row="{row}"),
    )


def key_to_signs(m: Material) -> tuple[Block, ...]:
    """The key printed in each report: levels, charts, answers, and the rule on coverage."""
    tr = m.tr
    levels = tuple(SignEntry(level_cell(value), name, "") for value, name in enumerate(level_names(m)))
    signs = (
        SignEntry(
            TableCell(CellKind.DOT, ""), tr("Level now"), tr("self-assessed, mean of the rated criteria")
        ),
        SignEntry(
            TableCell(CellKind.DIAMOND, ""), tr("Target"), tr("what the administration wants to reach")
        ),
        SignEntry(target_cell(3), tr("Target of one criterion"), ""),
        SignEntry(
            unknown_cell(),
            tr("Unknown"),
            tr("never counted as zero; owners are listed"),
        ),
        SignEntry(
            not_applicable_cell(tr("n/a")),
            tr("Not applicable"),
            tr("left out of score and coverage, with its reason"),
        ),
        SignEntry(MISSING, tr("Not answered"), tr("or no figure may stand here")),
    )
    coverage = SignEntry(
        TableCell(CellKind.COVERAGE, tr("{rated} of {applicable}", rated=6, applicable=8), Decimal("0.75")),
        tr("Rated of applicable"),
        tr("criteria"),
    )
    return (
        Heading(tr("How to read the signs")),
        Pairs(
            (SignList(tr("Levels"), levels), SignList(tr("Coverage"), (coverage,))),
            (SignList(tr("Signs"), signs),),
            rule=True,
        ),
        Paragraph(
            tr(
                "No score is printed without its coverage, and none below one half. "
                "There is no national total: one figure would hide the Standard that holds back the others."
            ),
            small=True,
        ),
    )


def level_names(m: Material) -> tuple[str, ...]:
    """The names of levels 0 to 4 as the packs give them."""
    for item in m.bank.items.values():
        if item.levels:
            return tuple(level.name for level in item.levels)
    return ()
