"""The sheets of the workbook: the facts of the report in tables that can be filtered and computed with."""

from dataclasses import replace

from fosdesk.model.report import Sheet
from fosdesk.model.table import (
    MISSING,
    CellKind,
    Column,
    TableCell,
    level_cell,
    number_cell,
    target_cell,
    text_cell,
)
from fosdesk.services.overview import StandardRow
from fosdesk.services.report_content.classification import DISCLOSURES
from fosdesk.services.report_content.flags import flags_sheet
from fosdesk.services.report_content.front import level_names
from fosdesk.services.report_content.kpis import figures_sheet, kpis_sheet
from fosdesk.services.report_content.law import law_sheet
from fosdesk.services.report_content.lists import ENVIRONMENT, open_items, size_cell
from fosdesk.services.report_content.material import (
    KIND_NAMES,
    Material,
    answer_cell,
    answer_text,
    day_text,
    finding_text,
    gap_cell,
    numbered_title,
    sentences,
    target_of,
    validated_cell,
)
from fosdesk.services.report_content.profile_sheets import dimensions_sheet, headings_sheet, overview_sheet
from fosdesk.services.report_content.questions import needs_sheet, question_sheet
from fosdesk.services.report_content.registers import register_sheets
from fosdesk.services.report_content.scope import left_out_rows, scope_lines
from fosdesk.services.report_content.standards import evidence_number
from fosdesk.services.setting_up import person_text


def workbook_sheets(m: Material) -> tuple[Sheet, ...]:
    """All sheets after the cover, in the order of the journey."""
    made = (
        ("overview", overview_sheet(m, _facts(m))),
        ("overview", headings_sheet(m, _facts(m))),
        ("overview", dimensions_sheet(m, _facts(m))),
        ("environment", environment_sheet(m)),
        *(
            (row.code, _with_note(standard_sheet(m, row), m.left_out(standard=row.code)))
            for row in m.profile.framework
        ),
        ("gaps", gaps_sheet(m)),
        ("unknown", unknown_sheet(m)),
        ("unknown", flags_sheet(m, _facts(m))),
        *(("registers", sheet) for sheet in register_sheets(m, _facts(m))),
        ("evidence", evidence_sheet(m)),
        ("law", law_sheet(m, _facts(m))),
        ("needs", needs_sheet(m, _facts(m))),
        ("kpis", kpis_sheet(m, _facts(m))),
        ("kpis", figures_sheet(m, _facts(m))),
        ("method", method_sheet(m)),
    )
    noted = {"environment": "environment", "law": "law", "needs": "business", "kpis": "indicators"}
    noted |= dict.fromkeys(("overview", "gaps", "unknown", "evidence"), "")
    return tuple(
        _with_note(sheet, m.left_out(pack=noted[part])) if part in noted else sheet
        for part, sheet in made
        if part not in m.without
    )


def _with_note(sheet: Sheet, left_out: str) -> Sheet:
    """The sheet with the sentence on what its class leaves out after how to read it."""
    return replace(sheet, how_to_read=f"{sheet.how_to_read} {left_out}") if left_out else sheet


def _facts(m: Material) -> str:
    facts = m.view.facts
    kind = m.tr(KIND_NAMES.get(facts.kind, KIND_NAMES["self_diagnosis"]))
    return m.tr(
        "{country} · {kind} · {edition} edition · {day} · {disclosure} · code {code}",
        country=facts.country or "–",
        kind=kind,
        edition=facts.edition,
        day=m.tr.whole_date(m.made_at.date()),
        disclosure=m.tr(DISCLOSURES[m.disclosure]),
        code=m.view.snapshot.code,
    )


def environment_sheet(m: Material) -> Sheet:
    """The indicators of the national environment."""
    tr = m.tr
    how = tr("One line an indicator; a dash means that nothing was recorded.")
    return question_sheet(m, ENVIRONMENT, (tr("Environment"), tr("National environment"), how), _facts(m))


def _text_or_dash(text: str) -> TableCell:
    return text_cell(text) if text else MISSING


def standard_sheet(m: Material, row: StandardRow) -> Sheet:
    """One Standard: every criterion with its level in words, finding, target, gap, evidence, validation."""
    tr = m.tr
    items = [item for item in m.items("standards") if item.standard == row.code]
    columns = (
        Column("code", tr("Criterion"), width=16, strong=True),
        Column("title", tr("What is asked"), width=39),
        Column("level", tr("Level"), CellKind.LEVEL, width=8),
        Column("answer", tr("Answer"), width=30),
        Column("finding", tr("Finding"), width=46),
        Column("target", tr("Target"), CellKind.TARGET, width=8),
        Column("gap", tr("Gap"), CellKind.NUMBER, width=8, formula="{target}-{level}"),
        Column("validated", tr("Validated"), CellKind.LEVEL, width=10),
        Column("evidence", tr("Evidence"), CellKind.NUMBER, width=10),
        Column("dimension", tr("Dimension"), width=14),
    )
    names = dict(m.profile.dimensions)
    return Sheet(
        row.code,
        numbered_title(m, row),
        columns,
        tuple(
            (
                text_cell(item.code),
                text_cell(item.label),
                answer_cell(m, item),
                text_cell(answer_text(m, item)),
                _text_or_dash(finding_text(m, item)),
                target_of(m, item),
                gap_cell(m, item),
                validated_cell(m, item),
                evidence_number(m, item),
                _text_or_dash(names.get(item.dimension, item.dimension)),
            )
            for item in items
        ),
        facts=_facts(m),
        how_to_read=tr(
            "Levels 0 to 4 as described in the question; “?” is unknown, “n/a” not applicable, "
            "a dash not answered."
        ),
        filtered=True,
    )


def gaps_sheet(m: Material) -> Sheet:
    """Every criterion below its target."""
    tr = m.tr
    columns = (
        Column("code", tr("Criterion"), width=16, strong=True),
        Column("title", tr("What is asked"), width=39),
        Column("standard", tr("Standard"), width=16),
        Column("level", tr("Level"), CellKind.LEVEL, width=8),
        Column("target", tr("Target"), CellKind.TARGET, width=8),
        Column("gap", tr("Gap"), CellKind.NUMBER, width=8, formula="{target}-{level}"),
        Column("reason", tr("What is missing"), width=46),
    )
    rows = tuple(
        (
            text_cell(row.item.code),
            text_cell(row.item.label),
            text_cell(row.item.standard),
            level_cell(row.gap.level),
            target_cell(row.gap.target),
            number_cell(row.gap.gap, m.tr.number(row.gap.gap)),
            text_cell(row.reason),
        )
        for row in m.profile.gaps
    )
    how = tr("Largest gap first, ties in the order of the Framework. Unknown criteria have no gap.")
    return Sheet(tr("Gaps"), tr("Criteria below their target"), columns, rows, _facts(m), how, filtered=True)


def unknown_sheet(m: Material) -> Sheet:
    """Unknowns with owner and date, then open questions."""
    tr = m.tr
    columns = (
        Column("code", tr("Question"), width=16, strong=True),
        Column("title", tr("What is asked"), width=46),
        Column("state", tr("State"), width=14),
        Column("who", tr("Who will find out"), width=25),
        Column("by", tr("By"), width=14),
        Column("comment", tr("Remarks"), width=46),
    )
    unknown = tuple(
        (
            text_cell(item.code),
            text_cell(item.label),
            text_cell(tr("Unknown")),
            _text_or_dash(given.who),
            _text_or_dash(day_text(m, given.by) if given.by else ""),
            _text_or_dash(m.text(item.id, "comment")),
        )
        for item, given in m.unknowns()
    )
    still_open = tuple(
        (
            text_cell(item.code),
            text_cell(item.label),
            text_cell(tr("Not answered")),
            MISSING,
            MISSING,
            _text_or_dash(m.text(item.id, "comment")),
        )
        for item in open_items(m)
    )
    how = tr("Nothing here counts as zero. A dash means that nobody, or no date, has been named.")
    return Sheet(
        tr("Not established"),
        tr("What is not known"),
        columns,
        unknown + still_open,
        _facts(m),
        how,
        filtered=True,
    )


def evidence_sheet(m: Material) -> Sheet:
    """The files behind the answers, with their whole fingerprint."""
    tr = m.tr
    columns = (
        Column("name", tr("File"), width=33, strong=True),
        Column("note", tr("What it shows"), width=46),
        Column("items", tr("Supports"), width=30),
        Column("size", tr("Size, kB"), CellKind.NUMBER, width=10),
        Column("sha", tr("SHA-256"), width=68),
    )
    rows = tuple(
        (
            text_cell(line.name),
            text_cell(line.note(m.tr)),
            text_cell(", ".join(item.code for item in line.items)),
            size_cell(m, line.size),
            text_cell(line.fingerprint),
        )
        for line in m.evidence
    )
    how = tr("The files stay with the administration; the fingerprint proves which file was meant.")
    return Sheet(tr("Evidence"), tr("Evidence"), columns, rows, _facts(m), how, frozen=1)


def method_sheet(m: Material) -> Sheet:
    """Rules and codes: how the figures were made, which packs and parameters."""
    tr = m.tr
    facts = m.view.facts
    packs = ", ".join(f"{pack.id} {pack.version}" for pack in m.bank.packs.values())
    lines = (
        (tr("Level of a Standard"), tr("The weighted mean of its rated criteria, 0 to 4.")),
        (
            tr("Coverage"),
            tr(
                "Rated weight over the weight that is visible and applicable; below one half "
                "no level is printed."
            ),
        ),
        (tr("Gap"), tr("Target minus level, subtracted before rounding.")),
        (tr("Unknown"), tr("Lowers the coverage and never counts as zero.")),
        (tr("Levels"), _levels(m)),
        (
            tr("Provenance"),
            tr("Criteria, levels and indicators are FOSDesk's own working instrument, not WCO text."),
        ),
        (tr("Question packs"), packs),
        (tr("Edition of the Framework"), facts.edition),
        (tr("National currency"), facts.currency or "–"),
        (tr("Team"), _team(m) or "–"),
        *((tr("Scope and order"), line) for line in scope_lines(m)),
        *(
            (tr("Not assessed: {code}", code=code), f"{title}. {reason}")
            for code, title, reason in left_out_rows(m)
        ),
        (tr("Class of disclosure"), sentences(tr(DISCLOSURES[m.disclosure]), m.left_out())),
        (tr("Convergence code"), m.view.snapshot.code),
        (tr("Changes in the journal"), m.tr.number(m.view.snapshot.changes)),
    )
    columns = (
        Column("what", tr("What"), width=33, strong=True),
        Column("text", tr("Rule or record"), width=90),
    )
    rows = tuple((text_cell(what), text_cell(said)) for what, said in lines)
    how = tr("How every figure of this workbook was made.")
    return Sheet(tr("Method and codes"), tr("Method and codes"), columns, rows, _facts(m), how, frozen=1)


def _team(m: Material) -> str:
    people = m.view.facts.team
    return m.tr.series(person_text(p.name, p.duty, p.role, p.organisation, m.tr) for p in people)


def _levels(m: Material) -> str:
    return m.tr.series(f"{value} {name}" for value, name in enumerate(level_names(m)))
