"""What can be run from the search field."""

from __future__ import annotations

from typing import Protocol

from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.search import Hit
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.search import Command
from fosdesk.ui.theme.look import Look


class Runs(Protocol):
    """What commands ask of the window."""

    look: Look
    assessment: OpenAssessment | None

    def go(self, place: Place) -> None:
        """Go to a place."""
        ...

    def undo(self) -> None:
        """Take the last action back."""
        ...

    def redo(self) -> None:
        """Do again what was undone last."""
        ...

    def show_keys(self) -> None:
        """Show the list of keys."""
        ...

    def close_assessment(self) -> None:
        """Back to the library."""
        ...


def commands_of(window: Runs) -> tuple[Command, ...]:
    """The commands that make sense now."""
    tr = window.look.tr

    def going(title: str, icon: str, page: str) -> Command:
        return Command(title, icon, lambda: window.go(Place(page)))

    always = (
        going(tr("Settings"), "settings", "settings"),
        Command(tr("List of keys"), "keyboard", window.show_keys, "?"),
    )
    if window.assessment is None:
        return (going(tr("New assessment"), "plus", "new"), *always)
    return (
        going(tr("Home"), "house", "home"),
        going(tr("Set up"), "sliders-horizontal", "setup"),
        going(tr("Overview of the Standards"), "list-checks", "overview"),
        Command(tr("Find questions"), "search", lambda: window.go(Place("filter")), "Ctrl+F"),
        going(tr("Evidence"), "paperclip", "evidence"),
        going(tr("Official texts"), "book-open", "texts"),
        going(tr("Review"), "clipboard-check", "review"),
        going(tr("Documents"), "file-text", "documents"),
        going(tr("Send"), "send", "send"),
        Command(tr("Undo my last action"), "undo-2", window.undo, "Ctrl+Z"),
        Command(tr("Redo what was undone"), "redo-2", window.redo, "Ctrl+Shift+Z"),
        Command(tr("All assessments"), "folder-open", window.close_assessment),
        *always,
    )


def run_found(window: Runs, found: object) -> None:
    """Run a command or open what was found."""
    if isinstance(found, Command):
        found.run()
    elif isinstance(found, Hit) and found.kind == "row" and window.assessment is not None:
        from fosdesk.ui.asked import place_of

        window.go(place_of(window.assessment, found.id, ""))
    elif isinstance(found, Hit) and found.kind == "document":
        window.go(Place("documents", section=found.id))
    elif isinstance(found, Hit) and window.assessment is not None:
        section = found.id if found.kind == "section" else window.assessment.bank.items[found.id].section
        item = found.id if found.kind == "item" else ""
        window.go(Place("question", section, item))
