"""The keys of the program: one table that binds them and fills the sheet that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fosdesk.base.language import N_, Texts

if TYPE_CHECKING:
    from fosdesk.ui.parts.sheet import Sheet

WINDOW, QUESTION, LIST, FIELD = "window", "question", "list", "field"
"""Who listens: the whole window, the question page, the list of questions, or the field in focus."""


@dataclass(frozen=True, slots=True)
class Key:
    """What one key does, or a row of keys. `keys` are as Qt writes them; `shown` is how people read them."""

    action: str
    scope: str
    keys: tuple[str, ...]
    words: str
    shown: str = ""

    @property
    def read(self) -> str:
        """The key as it stands in the list."""
        return self.shown or self.keys[0]


KEYS: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        N_("On a question"),
        (
            Key("level", QUESTION, ("0", "1", "2", "3", "4"), N_("Choose the level"), "0 – 4"),
            Key("na", QUESTION, ("X",), N_("Not applicable, with the reason")),
            Key("unknown", QUESTION, ("U",), N_("Unknown: who will find out, by when")),
            Key("comment", QUESTION, ("C",), N_("Comment")),
            Key("evidence", QUESTION, ("E",), N_("Evidence")),
            Key("paste", FIELD, ("Ctrl+V",), N_("Paste a picture or files as evidence")),
            Key("flag", QUESTION, ("F",), N_("Flag")),
            Key("history", QUESTION, ("H",), N_("History")),
            Key("text", QUESTION, ("T",), N_("Official text beside the question")),
            Key("clear", QUESTION, ("Del",), N_("Clear the answer")),
            Key("back", QUESTION, ("Esc",), N_("Back to the answer, then to all questions")),
        ),
    ),
    (
        N_("Moving"),
        (
            Key("next", QUESTION, ("Return", "Enter"), N_("Next question"), "Enter"),
            Key(
                "previous", QUESTION, ("Shift+Return", "Shift+Enter"), N_("Previous question"), "Shift+Enter"
            ),
            Key("next_open", QUESTION, ("Ctrl+Down",), N_("Next question without an answer"), "Ctrl+↓"),
            Key("levels", FIELD, ("Up", "Down"), N_("From level to level"), "↑ ↓"),
            Key("alone", WINDOW, ("F11",), N_("One question alone")),
            Key("guidance", WINDOW, ("F1",), N_("Guidance")),
        ),
    ),
    (
        N_("In the list of questions"),
        (
            Key("tick", FIELD, ("Space",), N_("Tick a question, or a whole section")),
            Key("extend", FIELD, ("Shift+Down", "Shift+Up"), N_("Tick on the way"), "Shift+↑ ↓"),
            Key("all", FIELD, ("Ctrl+A",), N_("Tick all")),
            Key("exclude", LIST, ("X",), N_("Not applicable for all that are ticked")),
            Key("everything", LIST, ("Esc",), N_("Show all questions")),
        ),
    ),
    (
        N_("In a register"),
        (
            Key("open_row", FIELD, ("Return",), N_("Open the row at this column"), "Enter"),
            Key("add_row", FIELD, ("Ins",), N_("Add a row")),
            Key("remove_row", FIELD, ("Del",), N_("Remove the row")),
            Key("move_row", FIELD, ("Alt+Up", "Alt+Down"), N_("Move the row"), "Alt+↑ ↓"),
            Key("search_rows", FIELD, ("/",), N_("Search the rows")),
            Key("all_rows", FIELD, ("Esc",), N_("Back to all rows")),
        ),
    ),
    (
        N_("On the Overview"),
        (
            Key("standard", FIELD, ("Return",), N_("Go to the Standard"), "Enter"),
            Key("why", FIELD, ("Space",), N_("Why this figure?")),
            Key("dimension", FIELD, ("Right", "Left"), N_("From dimension to dimension"), "← →"),
        ),
    ),
    (
        N_("Looking at a document"),
        (
            Key("turn", FIELD, ("PgDown", "PgUp"), N_("Next page, previous page"), "PgDn PgUp"),
            Key("ends", FIELD, ("Home", "End"), N_("First page, last page"), "Home End"),
            Key("zoom", FIELD, ("+", "-"), N_("Larger, smaller"), "+ −"),
            Key("fit", FIELD, ("0",), N_("Fit the width")),
            Key("pin", FIELD, ("P",), N_("Pin the page of an official text, or unpin it")),
            Key("find_in_text", FIELD, ("/",), N_("Search the words of an official text")),
            Key("documents", FIELD, ("Esc",), N_("Back to the documents")),
        ),
    ),
    (
        N_("Everywhere"),
        (
            Key("search", WINDOW, ("Ctrl+K",), N_("Search and commands")),
            Key("filter", WINDOW, ("Ctrl+F",), N_("Find questions")),
            Key("record", FIELD, ("Ctrl+Return",), N_("Record what is being typed"), "Ctrl+Enter"),
            Key("undo", WINDOW, ("Ctrl+Z",), N_("Undo my last action")),
            Key("redo", WINDOW, ("Ctrl+Shift+Z", "Ctrl+Y"), N_("Redo what was undone")),
            Key("keys", WINDOW, ("?",), N_("This list")),
        ),
    ),
)


def keys_of(scope: str) -> Iterator[Key]:
    """The keys one listener is bound to."""
    return (key for _, keys in KEYS for key in keys if key.scope == scope)


def fill_keys(sheet: Sheet, tr: Texts) -> None:
    """Write the list of keys into the sheet."""
    from fosdesk.ui.parts.rows import Mark, RowItem

    sheet.begin(tr("Keys"))
    for title, keys in KEYS:
        sheet.heading(tr(title))
        rows = [RowItem(tr(key.words), trail=Mark("text", key.read, "muted")) for key in keys]
        sheet.rows(tr(title), rows, lead=0)
    sheet.end()
