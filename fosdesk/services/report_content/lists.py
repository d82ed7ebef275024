"""The parts that list: environment, gaps, what is not known, evidence."""

from fosdesk.forms.completion import is_open
from fosdesk.forms.pack import Item
from fosdesk.model.report import Block, Heading, Opening, Paragraph, Part, Table
from fosdesk.model.table import (
    MISSING,
    CellKind,
    Column,
    Row,
    TableCell,
    level_cell,
    number_cell,
    target_cell,
    text_cell,
)
from fosdesk.services.guidance import value_text
from fosdesk.services.overview import GapRow
from fosdesk.services.report_content.material import (
    EvidenceLine,
    Material,
    codes_of,
    day_text,
    lead_of,
)
from fosdesk.services.report_content.questions import question_blocks
from fosdesk.services.report_content.summary import first_sentence
from fosdesk.services.standards import items_in_order

ENVIRONMENT = ("environment", "datasets")
"""The packs that describe the national environment."""
SHORT = 120
"""Characters of a finding that the list of gaps repeats."""


def environment_part(m: Material) -> Part:
    """Part 3: the indicators of the national environment with year and source."""
    blocks: list[Block] = [
        Opening(
            m.tr(
                "Every figure stands with its year and its source. What nobody could establish "
                "is said, never left out."
            )
        ),
        *m.left_out_note(pack="environment"),
    ]
    blocks += question_blocks(m, ENVIRONMENT)
    return Part(
        "environment", m.tr("National environment"), tuple(blocks), "3", m.tr("figures, years and sources")
    )


def gaps_part(m: Material) -> Part:
    """Part 4: every criterion below its target, largest gap first."""
    tr = m.tr
    columns = (
        Column("code", tr("Criterion"), width=15, strong=True),
        Column("reason", tr("What is missing"), width=60),
        Column("level", tr("Level"), CellKind.LEVEL, width=8),
        Column("target", tr("Target"), CellKind.TARGET, width=8),
        Column("gap", tr("Gap"), CellKind.NUMBER, width=6),
    )
    table = Table(
        columns,
        tuple(_gap_row(m, row) for row in m.profile.gaps),
        label=tr("Table 2."),
        caption=tr("Criteria below their target, largest gap first, ties in the order of the Framework"),
        source=tr(
            "Gap is target level minus level; the whole finding stands on the page of the Standard. "
            "Unknown and unanswered criteria have no gap and are listed in part 5."
        ),
    )
    blocks: tuple[Block, ...] = (
        (table,) if m.profile.gaps else (Paragraph(tr("No rated criterion is below its target.")),)
    )
    return Part(
        "gaps", tr("Gaps"), (*m.left_out_note(), *blocks), "4", tr("what is missing, largest gap first")
    )


def _gap_row(m: Material, row: GapRow) -> Row:
    return (
        text_cell(row.item.code),
        text_cell(first_sentence(row.reason, SHORT), lead=lead_of(row.item)),
        level_cell(row.gap.level),
        target_cell(row.gap.target),
        number_cell(row.gap.gap, m.tr.number(row.gap.gap)),
    )


def unknown_part(m: Material) -> Part:
    """Part 5: unknowns with their owners, open questions, fields with two answers not decided."""
    tr = m.tr
    blocks: list[Block] = [
        *m.left_out_note(),
        Heading(tr("Unknown, with who will find out"), bookmark=True),
        *_unknown_table(m),
    ]
    blocks += [Heading(tr("Not answered yet"), bookmark=True), Paragraph(_open_sentence(m))]
    if m.view.snapshot.disagreements():
        blocks += [Heading(tr("Two answers, not decided"), bookmark=True), _undecided_table(m)]
    return Part("unknown", tr("What is not known"), tuple(blocks), "5", tr("owners, dates, open questions"))


def _unknown_table(m: Material) -> tuple[Block, ...]:
    tr = m.tr
    columns = (
        Column("code", tr("Question"), width=15, strong=True),
        Column("label", "", width=50),
        Column("who", tr("Who will find out"), width=22),
        Column("by", tr("By"), width=13),
    )
    rows = tuple(
        (
            text_cell(item.code),
            text_cell(item.short or item.label, note=m.text(item.id, "comment")),
            text_cell(given.who) if given.who else MISSING,
            text_cell(day_text(m, given.by)) if given.by else MISSING,
        )
        for item, given in m.unknowns()
    )
    if not rows:
        return (Paragraph(tr("No question is recorded as unknown.")),)
    return (Table(columns, rows, source=tr("A dash means that nobody, or no date, has been named.")),)


def open_items(m: Material) -> tuple[Item, ...]:
    """Visible questions nobody has answered in any form."""
    return tuple(item for item in items_in_order(m.view.facts, m.bank) if is_open(item, m.view.state))


def _open_sentence(m: Material) -> str:
    found = open_items(m)
    if not found:
        return m.tr("Every question that applies has an answer.")
    listed = ", ".join(item.code for item in found)
    return m.tr.n(
        "{n} question is open: {codes}.", "{n} questions are open: {codes}.", len(found), codes=listed
    )


def _undecided_table(m: Material) -> Table:
    tr = m.tr
    columns = (
        Column("code", tr("Question"), width=18, strong=True),
        Column("values", tr("Answers recorded"), width=80),
    )
    rows = []
    for entity, facet in m.view.snapshot.disagreements():
        item = m.bank.items.get(entity)
        cell = m.view.snapshot.cell(entity, facet)
        values = () if cell is None else cell.values
        words = tr.series(value_text(item, facet, value, tr) for _, value in values)
        rows.append((text_cell(item.code if item else entity), text_cell(words)))
    return Table(columns, tuple(rows), source=tr("Both answers are kept until somebody decides."))


def evidence_part(m: Material) -> Part:
    """Part 6: the files the answers rest on, each with its fingerprint."""
    tr = m.tr
    columns = (
        Column("name", tr("File"), width=30, strong=True),
        Column("note", tr("What it shows, and for which answers"), width=62),
        Column("size", tr("Size, kB"), CellKind.NUMBER, width=9),
    )
    rows = tuple(
        (
            text_cell(line.name, note=_kept(m, line)),
            text_cell(_shown(line)),
            size_cell(m, line.size),
        )
        for line in m.evidence
    )
    source = tr(
        "The fingerprint is the beginning of the SHA-256 of the file; the files stay with the administration."
    )
    blocks: tuple[Block, ...] = (
        (Table(columns, rows, source=source),) if rows else (Paragraph(tr("No evidence is attached.")),)
    )
    return Part(
        "evidence", tr("Evidence"), (*m.left_out_note(), *blocks), "6", tr("the files behind the answers")
    )


def _kept(m: Material, line: EvidenceLine) -> str:
    """The fingerprint of a file, or that the document is named and not kept."""
    if not line.fingerprint:
        return m.tr("Named, not attached")
    return m.tr("Fingerprint {sha}", sha=line.fingerprint[:12])


def _shown(line: EvidenceLine) -> str:
    """Each caption with the codes of its questions."""
    return "\n".join(f"{caption} ({codes_of(items)})".strip() for caption, items in line.captions)


def size_cell(m: Material, size: int) -> TableCell:
    """A size in kilobytes, at least one; none for a document that is named and not kept."""
    if not size:
        return text_cell("")
    kilobytes = max(1, round(size / 1000))
    return number_cell(kilobytes, m.tr.number(kilobytes))
