"""Law and procedure in documents: each requirement with its status in law, in practice, and the finding."""

from fosdesk.forms.pack import Item, Section
from fosdesk.model.answers import NotApplicable, Unknown, Value
from fosdesk.model.report import Block, Heading, Opening, Paragraph, Part, Sheet, Table
from fosdesk.model.table import (
    MISSING,
    Column,
    Row,
    TableCell,
    not_applicable_cell,
    text_cell,
    unknown_cell,
)
from fosdesk.services.guidance import plain_value
from fosdesk.services.report_content.material import Material, finding_text, sentences
from fosdesk.services.requirements import LEVELS, lead_time, reference_text

PACK = "law"


def law_part(m: Material) -> Part:
    """Part 7: the requirements by theme. No total is formed, within a theme or over all."""
    tr = m.tr
    blocks: list[Block] = [
        Opening(
            tr(
                "What the texts say and what is done are two statements. References are to be checked "
                "against the official texts; none of the requirements is text of the WCO."
            )
        ),
        *m.left_out_note(pack=PACK),
    ]
    for section in m.bank.sections:
        rows = tuple(_row(m, item) for item in _answered(m, section))
        if rows:
            blocks += [Heading(section.title, bookmark=True), _table(m, rows)]
    waiting = [item for item in _requirements(m) if item.id not in m.answers]
    if waiting:
        blocks.append(Paragraph(tr.n("{n} requirement is open.", "{n} requirements are open.", len(waiting))))
    return Part("law", tr("Law and procedure"), tuple(blocks), "7", tr("status in law and in practice"))


def _requirements(m: Material) -> tuple[Item, ...]:
    return tuple(item for item in m.items(PACK) if item.requirement is not None)


def _answered(m: Material, section: Section) -> tuple[Item, ...]:
    return tuple(item for item in _requirements(m) if item.section == section.id and item.id in m.answers)


def _table(m: Material, rows: tuple[Row, ...]) -> Table:
    tr = m.tr
    columns = (
        Column("code", tr("Code"), width=13, strong=True),
        Column("requirement", tr("Requirement"), width=21),
        Column("law", tr("Status in law"), width=24),
        Column("practice", tr("Status in practice"), width=21),
        Column("finding", tr("Finding"), width=40),
    )
    return Table(columns, rows, source=tr("Source: recorded by the team; requirements worded by FOSDesk."))


def _row(m: Material, item: Item) -> Row:
    return (
        text_cell(item.code),
        text_cell(item.short or item.label),
        _status(m, item),
        _practice(m, item),
        _or_dash(_finding(m, item)),
    )


def _practice(m: Material, item: Item) -> TableCell:
    asked = _asked_of_practice(m, item)
    return MISSING if asked is None else _status(m, asked)


def _asked_of_practice(m: Material, item: Item) -> Item | None:
    """The question on practice; None where it is not asked, because the requirement does not apply."""
    found = None if item.requirement is None else m.bank.items.get(item.requirement.practice)
    return found if found is not None and m.view.state.visible(found.id) else None


def _status(m: Material, item: Item) -> TableCell:
    """The status before its explanation: "Power only", not the whole sentence."""
    match m.answers.get(item.id):
        case NotApplicable():
            return not_applicable_cell(m.tr("n/a"))
        case Unknown():
            return unknown_cell()
        case Value(value):
            words = plain_value(item, value, m.tr)
            return text_cell(words.partition(":")[0].partition("(")[0].strip())
        case _:
            return MISSING


def _finding(m: Material, item: Item) -> str:
    said = (finding_text(m, one) for one in (item, _asked_of_practice(m, item)) if one is not None)
    return sentences(*said)


def _or_dash(text: str) -> TableCell:
    return text_cell(text) if text else MISSING


def law_sheet(m: Material, facts: str) -> Sheet:
    """Every requirement, answered or not, with the rule behind it, for filters and sorting."""
    tr = m.tr
    columns = (
        Column("code", tr("Code"), width=12, strong=True),
        Column("theme", tr("Theme"), width=24),
        Column("standard", tr("Standard"), width=15),
        Column("requirement", tr("Requirement"), width=46),
        Column("law", tr("Status in law"), width=18),
        Column("practice", tr("Status in practice"), width=18),
        Column("finding", tr("Finding"), width=46),
        Column("rule", tr("Conforming rule"), width=46),
        Column("references", tr("References, to be checked"), width=46),
        Column("level", tr("Normally in"), width=20),
        Column("modification", tr("Usual modification"), width=36),
        Column("lead_time", tr("Lead time (assumption)"), width=22),
    )
    rows = tuple(_sheet_row(m, item) for item in _requirements(m))
    how = tr("One line for each requirement. A dash means that nothing was recorded; no total is formed.")
    return Sheet(
        tr("Law"), tr("Law and procedure"), columns, rows, facts=facts, how_to_read=how, filtered=True
    )


def _sheet_row(m: Material, item: Item) -> Row:
    found = item.requirement
    behind = (
        ("", "", "", "")
        if found is None
        else (
            found.rule,
            ", ".join(m.tr(LEVELS[level]) for level in found.rule_levels),
            found.modification,
            lead_time(found.lead_time, m.tr),
        )
    )
    rule, level, modification, months = (_or_dash(text) for text in behind)
    return (
        text_cell(item.code),
        text_cell(m.bank.section(item.section).title),
        _or_dash(item.standard),
        text_cell(item.label),
        _status(m, item),
        _practice(m, item),
        _or_dash(_finding(m, item)),
        rule,
        _or_dash(_references(m, item)),
        level,
        modification,
        months,
    )


def _references(m: Material, item: Item) -> str:
    short = {str(row["id"]): str(row["short"]) for row in m.bank.table("instruments")}
    texts = (reference_text(short.get(ref.instrument, ref.instrument), ref, m.tr) for ref in item.refs)
    return "\n".join(texts)
