"""The keys of the program, as data, and the sheet that lists them."""

from __future__ import annotations

from fosdesk.base.language import Texts
from fosdesk.ui.parts.rows import Mark, RowItem
from fosdesk.ui.parts.sheet import Sheet


def key_groups(tr: Texts) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Groups of (key, what it does)."""
    return (
        (
            tr("On a question"),
            (
                ("0 – 4", tr("Choose the level")),
                ("X", tr("Not applicable, with the reason")),
                ("U", tr("Unknown: who will find out, by when")),
                ("C", tr("Comment")),
                ("E", tr("Evidence")),
                ("F", tr("Flag")),
                ("H", tr("History")),
                ("Del", tr("Clear the answer")),
                ("Esc", tr("Back to the answer")),
            ),
        ),
        (
            tr("Moving"),
            (
                ("Enter", tr("Next question")),
                ("Shift+Enter", tr("Previous question")),
                ("Ctrl+↓", tr("Next question without an answer")),
                ("↑ ↓", tr("From level to level")),
                ("F11", tr("One question alone")),
                ("F1", tr("Guidance")),
            ),
        ),
        (
            tr("In a register"),
            (
                ("Enter", tr("Open the row at this column")),
                ("Ins", tr("Add a row")),
                ("Del", tr("Remove the row")),
                ("Alt+↑ ↓", tr("Move the row")),
                ("/", tr("Search the rows")),
                ("Esc", tr("Back to all rows")),
            ),
        ),
        (
            tr("Everywhere"),
            (
                ("Ctrl+K", tr("Search and commands")),
                ("Ctrl+Enter", tr("Record what is being typed")),
                ("Ctrl+Z", tr("Undo my last action")),
                ("Ctrl+Shift+Z", tr("Redo what was undone")),
                ("?", tr("This list")),
            ),
        ),
    )


def fill_keys(sheet: Sheet, tr: Texts) -> None:
    """Write the list of keys into the sheet."""
    sheet.begin(tr("Keys"))
    for title, keys in key_groups(tr):
        sheet.heading(title)
        sheet.rows(title, [RowItem(what, trail=Mark("text", key, "muted")) for key, what in keys], lead=0)
    sheet.end()
