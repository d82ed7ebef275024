"""The sheet of flags: what somebody marked to come back to, with the answer it was marked on."""

from fosdesk.model.report import Sheet
from fosdesk.model.table import Column, text_cell
from fosdesk.services.report_content.material import Material, answer_text


def flags_sheet(m: Material, facts: str) -> Sheet:
    """Every flag on a visible question, in the order of the packs."""
    tr = m.tr
    flagged = [item for pack in m.bank.packs for item in m.items(pack) if m.text(item.id, "flag")]
    columns = (
        Column("code", tr("Question"), width=16, strong=True),
        Column("title", tr("What is asked"), width=46),
        Column("answer", tr("Answer"), width=30),
        Column("flag", tr("Flag"), width=60),
    )
    rows = tuple(
        (
            text_cell(item.code),
            text_cell(item.label),
            text_cell(answer_text(m, item)),
            text_cell(m.text(item.id, "flag")),
        )
        for item in flagged
    )
    how = tr("What somebody marked to come back to before the assessment is final.")
    if not rows:
        how = tr("Nobody has marked a question to come back to.")
    return Sheet(tr("Flags"), tr("Flags"), columns, rows, facts, how, filtered=True)
