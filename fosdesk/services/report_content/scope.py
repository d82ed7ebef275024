"""What is assessed, in which order, and what is not assessed and why."""

from fosdesk.model.report import Block, Heading, Paragraph, Points, Table
from fosdesk.model.table import Column, Row, text_cell
from fosdesk.services.editions import hidden_sentences, waiting
from fosdesk.services.report_content.material import Material
from fosdesk.services.setting_up import order_sentences, scope_sentence
from fosdesk.services.standards import ordered


def scope_blocks(m: Material) -> tuple[Block, ...]:
    """Scope and order for the chapter on method."""
    warnings = order_sentences(m.view.facts, m.bank, m.tr)
    return (
        Heading(m.tr("Scope and order"), bookmark=True),
        Paragraph(" ".join(scope_lines(m))),
        *((Points(warnings),) if warnings else ()),
        *((_left_out_table(m),) if m.view.facts.left_out else ()),
    )


def scope_lines(m: Material) -> tuple[str, ...]:
    """How many Standards are assessed, whose order they stand in, what the edition hides or asks anew."""
    facts, tr = m.view.facts, m.tr
    order = (
        tr(
            "They stand in a national order: {codes}.",
            codes=", ".join(row.code for row in m.profile.framework),
        )
        if facts.positions
        else tr("They stand in the order of the Framework.")
    )
    waits = waiting(m.view, m.bank)
    asked = tr.n(
        "{n} answer was given before the move to the {edition} edition and is not confirmed yet.",
        "{n} answers were given before the move to the {edition} edition and are not confirmed yet.",
        len(waits),
        edition=facts.edition,
    )
    hidden = hidden_sentences(m.view, m.bank, tr)
    return scope_sentence(facts, m.bank, tr), order, *hidden, *((asked,) if waits else ())


def left_out_rows(m: Material) -> tuple[tuple[str, str, str], ...]:
    """Code, title and reason of each Standard that is not assessed."""
    facts = m.view.facts
    return tuple(
        (code, str(m.bank.standard(code)["title"]), facts.left_out[code] or m.tr("No reason was recorded."))
        for code in ordered(facts, m.bank)
        if code in facts.left_out
    )


def _left_out_table(m: Material) -> Table:
    tr = m.tr
    columns = (
        Column("code", tr("Not assessed"), width=18, strong=True),
        Column("title", tr("Standard"), width=37),
        Column("reason", tr("Reason"), width=45),
    )
    rows: tuple[Row, ...] = tuple(tuple(text_cell(text) for text in found) for found in left_out_rows(m))
    return Table(columns, rows, source=tr("Answers given before are kept and come back with the Standard."))
