"""What the window says when something is wrong: in the page, with what was kept and what to do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fosdesk.base.errors import Cancelled, FosdeskError, sentence
from fosdesk.base.language import Texts

if TYPE_CHECKING:
    from fosdesk.ui.frame.banner import Banner


def say(banner: Banner, error: FosdeskError, tr: Texts) -> None:
    """Something in the user's world."""
    banner.say(sentence(error, tr), "accent" if isinstance(error, Cancelled) else "bad")


def own_mistake(banner: Banner, error: Exception, tr: Texts, keep: Callable[[str], None]) -> None:
    """A mistake of the program: say so plainly and offer a report without any answer in it."""
    from fosdesk.ui.crash import redacted_report

    report = redacted_report(error)
    logging.getLogger("fosdesk.ui").error("a mistake of the program\n%s", report)
    banner.say(
        tr(
            "FOSDesk made a mistake and could not finish this. What it called saved is saved. "
            "You can keep a report for whoever looks after FOSDesk; it holds none of your answers."
        ),
        "bad",
        tr("Keep a report…"),
        lambda: keep(report),
    )


def keep_report(banner: Banner, path: Path, report: str, tr: Texts) -> None:
    """Write the report where the person wants it."""
    try:
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        banner.say(tr("The report could not be written: {why}", why=error.strerror or ""))


def not_saved(banner: Banner, error: BaseException, tr: Texts, elsewhere: Callable[[], None]) -> None:
    """Words could not be committed: they stay on their card, and another disk can take them."""
    why = sentence(error, tr) if isinstance(error, FosdeskError) else ""
    kept = tr("Your words stay on their card and can be saved to another disk.")
    banner.say(" ".join(part for part in (why, kept) if part), "bad", tr("Save elsewhere…"), elsewhere)


def checked(banner: Banner, report: Any, tr: Texts, rescue: Callable[[], None]) -> bool:
    """Say what the check behind the opening found, if it is worth a word; true where it was."""
    from fosdesk.services.care import verified_lines

    if report.sound and not report.rebuilt and not report.recovered:
        return False
    lines = "\n".join(verified_lines(report, tr))
    if report.sound:
        banner.say(lines, "warn")
    else:
        banner.say(lines, "bad", tr("Rescue this assessment"), rescue)
    return True
