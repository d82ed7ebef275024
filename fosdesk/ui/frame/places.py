"""The lines of the sidebar and the open points of the foot bar, from what an assessment says about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fosdesk.base.language import Texts
from fosdesk.forms.completion import Completion
from fosdesk.forms.pack import Item, Section
from fosdesk.model.answers import Unknown
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.journey import Step, sections_of
from fosdesk.ui.computed import Computed
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.sidebar import NavRow

ICONS = {
    "setup": "sliders-horizontal",
    "environment": "globe",
    "standards": "list-checks",
    "review": "clipboard-check",
    "documents": "file-text",
}


def rows_without(tr: Texts) -> tuple[NavRow, ...]:
    """The sidebar while no assessment is open: only pages that work."""
    return (NavRow("home", Place("home"), tr("Home"), "house"), _settings(tr))


def rows_of(follows: Computed) -> tuple[NavRow, ...]:
    """The journey of an open assessment with its progress."""
    a, tr, progress = follows.assessment, follows.tr, follows.progress()
    steps = tuple(_step_row(a, step, progress) for step in follows.journey())
    return (NavRow("home", Place("home"), tr("Home"), "house"), *steps, _settings(tr))


def key_of(place: Place) -> str:
    """The line of the sidebar that stands for a place."""
    return f"section:{place.section}" if place.page == "question" else place.page


def _settings(tr: Texts) -> NavRow:
    return NavRow("settings", Place("settings"), tr("Settings"), "settings")


def _step_row(a: OpenAssessment, step: Step, progress: Mapping[str, Completion]) -> NavRow:
    share = step.answered / step.total if step.total else None
    icon = ICONS.get(step.id, "circle-dot")
    if step.id not in ("environment", "standards"):
        return NavRow(step.id, Place(step.id), step.title, icon, share, step.warnings)
    children = _section_rows(a, sections_of(a, step.id), progress)
    page = Place("overview") if step.id == "standards" else children[0].place if children else Place("home")
    key = "overview" if step.id == "standards" else step.id
    return NavRow(key, page, step.title, icon, share, step.warnings, children=children)


def _section_rows(
    a: OpenAssessment, sections: tuple[Section, ...], progress: Mapping[str, Completion]
) -> tuple[NavRow, ...]:
    rows: list[NavRow] = []
    heading = ""
    for section in sections:
        done = progress[section.id]
        if not done.total:
            continue
        place = Place("question", section.id)
        numeral = section.heading if section.heading != heading else ""
        heading = section.heading
        short = str(a.bank.standard(section.standard)["short"]) if section.standard else section.title
        share = done.answered / done.total
        rows.append(NavRow(key_of(place), place, short, "", share, 0, numeral, section.title))
    return tuple(rows)


def open_points(follows: Computed) -> tuple[tuple[str, int, Place], ...]:
    """What waits, with how many and where it is listed."""
    a, tr = follows.assessment, follows.tr
    waiting = [
        item
        for part in ("environment", "standards")
        for section in sections_of(a, part)
        for item in section.items
        if item.type.answerable and a.form.visible(item.id)
    ]
    unanswered = [item for item in waiting if a.snapshot.answer(item.id) is None]
    unknown = [item for item in waiting if isinstance(a.snapshot.answer(item.id), Unknown)]
    unproved = [row for row in follows.findings() if row.field.startswith("evidence")]
    below = [row for row in follows.overview().gaps if row.gap.gap > 0]
    return (
        (
            tr("Unanswered"),
            len(unanswered),
            _first_of(unanswered),
        ),
        (
            tr("Claims without evidence"),
            len(unproved),
            Place("review", section=unproved[0].group if unproved else ""),
        ),
        (tr("Below target"), len(below), Place("overview", section="gaps")),
        (tr("Unknown"), len(unknown), _first_of(unknown)),
    )


def _first_of(items: Sequence[Item]) -> Place:
    return Place("question", items[0].section, items[0].id) if items else Place("review")
