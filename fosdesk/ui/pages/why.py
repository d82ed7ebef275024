"""The sheet that says why a figure is what it is."""

from __future__ import annotations

from fosdesk.base.language import Texts
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.why import WhyText
from fosdesk.ui.desk import Place
from fosdesk.ui.parts.rows import Mark, RowItem
from fosdesk.ui.parts.sheet import Sheet


def fill_why(sheet: Sheet, found: WhyText, a: OpenAssessment, tr: Texts) -> None:
    """Write the explanation into the sheet; each input opens its question."""
    sheet.begin(tr("Why this figure?"))
    sheet.paragraph(found.title, bold=True)
    sheet.paragraph(found.figure, tone="accent", bold=True)
    sheet.paragraph(found.formula)
    for line in found.lines:
        sheet.paragraph(line)
    if found.rows:
        sheet.heading(tr("What it is made of"))
        sheet.rows(
            tr("What it is made of"),
            [
                RowItem(
                    row.title,
                    row.said,
                    Mark("level", level=row.level),
                    None,
                    _place(a, row.item_id),
                    elided=True,
                )
                for row in found.rows
            ],
        )
    sheet.rule()
    for note in found.notes:
        sheet.paragraph(note, tone="muted")
    sheet.end()


def _place(a: OpenAssessment, item_id: str) -> Place:
    item = a.bank.items[item_id]
    return Place("question", item.section, item.id)
