"""Method and limits: whose words these are, how the figures were made, what this document cannot say."""

from fosdesk.model.report import Block, Heading, Notes, Opening, Part, Points, Table
from fosdesk.model.table import Column, Row, Words, led, text_cell
from fosdesk.services.editions import other_edition
from fosdesk.services.report_content.material import PARTS, Material
from fosdesk.services.report_content.scope import scope_blocks
from fosdesk.services.standards import numbered


def method_part(m: Material) -> Part:
    """Part 7: provenance, arithmetic, limits and the record of this version."""
    tr = m.tr
    blocks: tuple[Block, ...] = (
        Opening(
            tr(
                "This report rests on a self-assessment against working criteria. "
                "It is a basis for decisions in the country, not a rating by the World Customs Organization."
            ),
            large=True,
        ),
        Heading(tr("Whose words are these?"), bookmark=True),
        _provenance_table(m),
        *scope_blocks(m),
        Heading(tr("How the figures were made"), bookmark=True),
        Points(_arithmetic(m)),
        Heading(tr("Limits"), bookmark=True),
        Points((*_limits(m), *_left_out(m))),
        Heading(tr("Record of this version"), bookmark=True),
        _record(m),
        Notes((tr("FOSDesk prints no national total, no rank among countries and no flag or map."),)),
    )
    return Part(
        "method", tr("Method and limits"), blocks, "10", tr("whose words, which arithmetic, which limits")
    )


def _provenance_table(m: Material) -> Table:
    tr = m.tr
    rows: tuple[Row, ...] = (
        (
            text_cell(tr("Titles of the Standards")),
            text_cell(tr("Framework of Standards, as found in public sources")),
            text_cell(" ".join(one for one in (_numbers_sentence(m), _other_numbers(m)) if one)),
        ),
        (
            text_cell(tr("Criteria and described levels")),
            text_cell("FOSDesk"),
            text_cell(
                tr("A working instrument built from public sources; not WCO text and not endorsed by it.")
            ),
        ),
        (
            text_cell(tr("References to instruments")),
            text_cell(tr("FOSDesk, from general knowledge")),
            text_cell(tr("Each is to be checked against the official text before it is relied on.")),
        ),
        (
            text_cell(tr("Levels, comments, figures")),
            text_cell(tr("The national team")),
            text_cell(tr("Self-assessed. A validated level is the one a reviewer gave; it may differ.")),
        ),
    )
    columns = (
        Column("content", tr("Content"), width=26, strong=True),
        Column("author", tr("Author"), width=26),
        Column("know", tr("What to know"), width=48),
    )
    return Table(columns, rows, source=tr("Marks of provenance are kept with every question."))


def _other_numbers(m: Material) -> str:
    """Which numbers stand in brackets; nothing where none does."""
    if not m.other_numbers:
        return ""
    return m.tr(
        "Numbers in brackets are those of the {edition} edition, where the team has confirmed them.",
        edition=other_edition(m.view.facts, m.bank),
    )


def _numbers_sentence(m: Material) -> str:
    rows = numbered(m.view.snapshot, m.view.facts, m.bank)
    confirmed = sum(row.number is not None for row in rows)
    edition = m.view.facts.edition
    if confirmed == len(rows):
        return m.tr(
            "The team has checked the numbers against its own text of the {edition} edition.", edition=edition
        )
    if confirmed:
        return m.tr(
            "The team has checked {n} of {all} numbers against its own text of the {edition} edition; "
            "only those are printed.",
            n=confirmed,
            all=len(rows),
            edition=edition,
        )
    return m.tr(
        "Numbers are not printed: the team has not yet checked them against its own text of the Framework."
    )


def _arithmetic(m: Material) -> tuple[Words, ...]:
    tr = m.tr
    return (
        led(
            tr("Level of a Standard."),
            tr("The weighted mean of its rated criteria, from 0 to 4, rounded only for printing."),
        ),
        led(
            tr("Coverage."),
            tr(
                "The weight of the rated criteria divided by the weight of those that are "
                "visible and applicable."
            ),
        ),
        led(
            tr("No score below half."),
            tr("Where less than half of the applicable weight is rated, no level is printed."),
        ),
        led(
            tr("Unknown is not zero."),
            tr("Unknown, unmeasured and unanswered criteria lower the coverage, never the level."),
        ),
        led(
            tr("Gap."),
            tr(
                "Target minus level, subtracted before rounding. Targets are those of the "
                "team, else the default of the pack."
            ),
        ),
    )


def _limits(m: Material) -> tuple[Words, ...]:
    tr = m.tr
    return (
        led(
            tr("Self-assessment."),
            tr("Levels without evidence are statements of the team; the table of each Standard shows which."),
        ),
        led(
            tr("One moment."),
            tr(
                "The report shows what was recorded on {day}; later changes are not in it.",
                day=tr.whole_date(m.made_at.date()),
            ),
        ),
        led(tr("No comparison."), tr("Levels of different countries or editions are not compared.")),
    )


def _left_out(m: Material) -> tuple[Words, ...]:
    """What the class of the document, or the person who made it, left out."""
    tr, said = m.tr, []
    if m.held_back:
        said.append(led(tr("Class of this document."), m.left_out()))
    if m.without:
        names = ", ".join(tr(name) for part, name in PARTS.items() if part in m.without)
        said.append(
            led(
                tr("Parts left out."),
                tr("Not printed at the wish of the team: {parts}. The numbers of parts stay.", parts=names),
            )
        )
    return tuple(said)


def _record(m: Material) -> Table:
    tr, snapshot = m.tr, m.view.snapshot
    packs = ", ".join(f"{pack.id} {pack.version}" for pack in m.bank.packs.values())
    rows: tuple[Row, ...] = (
        (
            text_cell(tr("Convergence code")),
            text_cell(tr("{code}: equal exactly where two computers hold the same data", code=snapshot.code)),
        ),
        (text_cell(tr("Changes in the journal")), text_cell(tr.number(snapshot.changes))),
        (text_cell(tr("Question packs")), text_cell(packs)),
        (text_cell(tr("Edition of the Framework")), text_cell(m.view.facts.edition)),
        (text_cell(tr("Made")), text_cell(tr.datetime(m.made_at))),
    )
    if m.bank.missing or tr.missing:
        rows += (
            (
                text_cell(tr("Translation")),
                text_cell(tr("Some texts have no translation yet and stand in English.")),
            ),
        )
    return Table(
        (Column("what", tr("What"), width=30, strong=True), Column("value", tr("Recorded"), width=70)), rows
    )
