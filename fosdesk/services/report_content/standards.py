"""A page or more for each Standard: profile by dimension, criteria with findings, gaps, what is unknown."""

from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.chart import ProfileChart, ProfileRow
from fosdesk.model.report import (
    Block,
    Box,
    Heading,
    PageHead,
    Pairs,
    Paragraph,
    Part,
    Points,
    Profile,
    Table,
)
from fosdesk.model.table import (
    MISSING,
    CellKind,
    Column,
    Row,
    TableCell,
    Words,
    led,
    number_cell,
    runs,
    text_cell,
)
from fosdesk.services.overview import StandardRow, counted_text, level_text, no_score_text
from fosdesk.services.report_content.glance import glance_blocks
from fosdesk.services.report_content.material import (
    Material,
    answer_cell,
    answer_text,
    finding_text,
    gap_cell,
    lead_of,
    numbered_title,
    owner_text,
    stopped,
    target_of,
    validated_cell,
)
from fosdesk.services.report_content.summary import standard_line


def standards_part(m: Material) -> Part:
    """Part 2: all at a glance, then one page or more for each Standard in the order of the Framework."""
    pages = tuple(block for row in m.profile.framework for block in standard_blocks(m, row))
    blocks = (*glance_blocks(m), *pages)
    return Part(
        "standards", m.tr("The Standards"), blocks, "2", m.tr("level, findings and gaps by criterion")
    )


def standard_blocks(m: Material, row: StandardRow) -> tuple[Block, ...]:
    """The blocks of one Standard; the page begins with its head."""
    tr = m.tr
    items = [item for item in m.items("standards") if item.standard == row.code]
    criteria = [item for item in items if item.type is ItemType.LEVEL]
    return (
        PageHead(row.code, _context(m, row), numbered_title(m, row), _purpose(m, row)),
        Pairs(
            left=(Heading(tr("Profile by dimension")), Profile(_dimension_chart(m, row))),
            right=(
                Heading(tr("Where it stands")),
                Paragraph(_standing(m, row, criteria), small=True),
                Heading(tr("Main gaps, level against target")),
                Points(_main_gaps(m, row)),
            ),
            rule=True,
        ),
        *m.left_out_note(standard=row.code),
        *_unknown_box(m, row),
        *((_criteria_table(m, criteria),) if criteria else ()),
        *_other_answers(m, [item for item in items if item not in criteria]),
    )


def _context(m: Material, row: StandardRow) -> str:
    heading = next((str(h["title"]) for h in m.bank.table("headings") if h.get("code") == row.heading), "")
    return m.tr("Heading {number}, {title}", number=row.heading, title=heading)


def _purpose(m: Material, row: StandardRow) -> Words:
    return led(m.tr("Purpose."), str(m.bank.standard(row.code).get("purpose") or ""))


def _dimension_chart(m: Material, row: StandardRow) -> ProfileChart:
    tr = m.tr
    names = dict(m.profile.dimensions)
    rows = [
        ProfileRow(
            code=code,
            label=names.get(code, code),
            now=None if result.value is None else float(result.value),
            target=None,
            now_text=level_text(result.value, tr),
            coverage=float(result.coverage),
            coverage_text=counted_text(result, tr),
            note=no_score_text(result, tr),
        )
        for code, result in row.dimensions.items()
    ]
    whole = ProfileRow(
        code=row.code,
        label=tr("Standard"),
        now=None if row.score.value is None else float(row.score.value),
        target=None if row.target is None else float(row.target),
        now_text=level_text(row.score.value, tr),
        target_text=level_text(row.target, tr),
        coverage=float(row.score.coverage),
        coverage_text=counted_text(row.score, tr),
        note=no_score_text(row.score, tr),
        strong=True,
    )
    return ProfileChart(
        (*rows, whole),
        tr("Dimension"),
        (("now", tr("Level")), ("coverage", tr("Coverage"))),
        strong="now",
        bar=False,
        row_height=16.0,
        framed=False,
    )


def _standing(m: Material, row: StandardRow, criteria: list[Item]) -> str:
    tr = m.tr
    below = sum(gap.item.standard == row.code for gap in m.profile.gaps)
    files = sum(bool(m.evidence_count(item.id)) for item in criteria)
    lines = [
        standard_line(m, row),
        tr.n("{n} criterion is below its target.", "{n} criteria are below their targets.", below),
        tr.n("Evidence is attached to {n} criterion.", "Evidence is attached to {n} criteria.", files),
    ]
    lines.append(_validated_sentence(m, row))
    if row.score.cap:
        lines.append(row.score.cap)
    return " ".join(lines)


def _validated_sentence(m: Material, row: StandardRow) -> str:
    """What a reviewer has examined; a sentence of its own, because it is not the team's level."""
    tr = m.tr
    examined = sum(one.state == "rated" for one in row.validated.inputs)
    if not examined:
        return tr("No reviewer has examined this Standard yet.")
    counted = counted_text(row.validated, tr)
    if row.validated.value is None:
        return tr(
            "A reviewer has examined {counted} criteria, too few for a validated level.", counted=counted
        )
    level = level_text(row.validated.value, tr)
    return tr(
        "A reviewer has examined {counted} criteria; their validated level is {level}.",
        counted=counted,
        level=level,
    )


def _criteria_table(m: Material, criteria: list[Item]) -> Table:
    tr = m.tr
    columns = (
        Column("code", "", width=1, strong=True),
        Column("finding", tr("Criterion and finding"), width=66),
        Column("level", tr("Level"), CellKind.LEVEL, width=7),
        Column("target", tr("Target"), CellKind.TARGET, width=7),
        Column("gap", tr("Gap"), CellKind.NUMBER, width=5),
        Column("evidence", tr("Evidence"), CellKind.NUMBER, width=8),
        Column("validated", tr("Validated"), CellKind.LEVEL, width=9),
    )
    source = tr(
        "Source: working criteria of FOSDesk, not WCO text. Level: self-assessed. Evidence: number of files. "
        "Validated: by a reviewer."
    )
    return Table(columns, tuple(_criterion_row(m, item) for item in criteria), source=source)


def _criterion_row(m: Material, item: Item) -> Row:
    return (
        text_cell(short_code(item)),
        text_cell(finding_text(m, item), lead=lead_of(item)),
        answer_cell(m, item),
        target_of(m, item),
        gap_cell(m, item),
        evidence_number(m, item),
        validated_cell(m, item),
    )


def short_code(item: Item) -> str:
    """C3 of AED-LEGAL-C3: the page already names the Standard."""
    return item.code.removeprefix(f"{item.standard}-")


def evidence_number(m: Material, item: Item) -> TableCell:
    """How many files support the answer, a dash for none."""
    count = m.evidence_count(item.id)
    return number_cell(count, m.tr.number(count)) if count else MISSING


def _other_answers(m: Material, items: list[Item]) -> tuple[Block, ...]:
    """Answers of the Standard that carry no level, such as the revenue models in use."""
    return tuple(
        Paragraph(
            (*runs(led(stopped(item.label), answer_text(m, item))), *runs(" " + finding_text(m, item))),
            small=True,
        )
        for item in items
    )


def _main_gaps(m: Material, row: StandardRow) -> tuple[Words, ...]:
    """The three largest gaps by name; the findings stand in the table right below."""
    found = [gap for gap in m.profile.gaps if gap.item.standard == row.code][:3]
    if not found:
        return (m.tr("No rated criterion of this Standard is below its target."),)
    return tuple(
        led(
            f"{short_code(gap.item)}. {lead_of(gap.item)}",
            m.tr("{level} against {target}.", level=gap.gap.level, target=gap.gap.target),
        )
        for gap in found
    )


def _unknown_box(m: Material, row: StandardRow) -> tuple[Block, ...]:
    """What this Standard does not know; nothing where all is known, which "where it stands" says."""
    found = [(item, given) for item, given in m.unknowns() if item.standard == row.code]
    if not found:
        return ()
    said = " ".join(m.tr.pair(short_code(item), owner_text(m, given.who, given.by)) for item, given in found)
    return (Box(m.tr("Unknown"), said),)
