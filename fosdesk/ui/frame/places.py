"""The lines of the sidebar and the filters of the foot bar, from what an assessment says about itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from fosdesk.base.language import Texts
from fosdesk.forms.completion import Completion
from fosdesk.forms.pack import Section
from fosdesk.services import registers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.filtering import NAMED
from fosdesk.services.journey import PARTS, Step, sections_of
from fosdesk.services.standards import number_of
from fosdesk.ui.computed import Computed
from fosdesk.ui.desk import Place
from fosdesk.ui.filtering import Filtering
from fosdesk.ui.frame.foot_bar import Point
from fosdesk.ui.frame.sidebar import NavRow

ICONS = {
    "setup": "sliders-horizontal",
    "environment": "globe",
    "standards": "list-checks",
    "law": "scale",
    "business": "store",
    "indicators": "chart-line",
    "review": "clipboard-check",
    "documents": "file-text",
    "send": "send",
}


def rows_without(tr: Texts) -> tuple[NavRow, ...]:
    """The sidebar while no assessment is open: only pages that work."""
    return (NavRow("home", Place("home"), tr("Home"), "house"), _settings(tr))


def rows_of(follows: Computed, filtering: Filtering | None = None) -> tuple[NavRow, ...]:
    """The journey of an open assessment with its progress; under a filter, with how many questions match."""
    a, tr, progress = follows.assessment, follows.tr, follows.progress()
    steps = tuple(_step_row(a, step, progress) for step in follows.journey())
    if filtering is not None and filtering.active:
        found = Counter(item.section for item in filtering.tally(follows).matching)
        steps = tuple(_counted(row, found) for row in steps)
    at = next((n for n, step in enumerate(steps) if step.key == "review"), len(steps))
    steps = (*steps[:at], *_register_rows(a, tr), *steps[at:])
    return (NavRow("home", Place("home"), tr("Home"), "house"), *steps, _settings(tr))


def _counted(row: NavRow, found: Mapping[str, int]) -> NavRow:
    """A line of the journey with how many of its questions match, in place of its progress."""
    if not row.children:
        return row
    children = tuple(
        replace(one, share=None, matching=found.get(one.place.section, 0)) for one in row.children
    )
    return replace(row, share=None, matching=sum(one.matching or 0 for one in children), children=children)


def _register_rows(a: OpenAssessment, tr: Texts) -> tuple[NavRow, ...]:
    """The lines of the sidebar for the registers, under one line of their own."""
    children = tuple(
        NavRow(f"register:{item.id}", Place("register", item.id), item.label)
        for item in registers.registers(a)
    )
    children = (
        *children,
        NavRow("evidence", Place("evidence"), tr("Evidence")),
        NavRow("texts", Place("texts"), tr("Official texts")),
    )
    return (NavRow("registers", children[0].place, tr("Registers"), "table", children=children),)


def key_of(place: Place) -> str:
    """The line of the sidebar that stands for a place."""
    if place.page in ("question", "register"):
        return f"{'section' if place.page == 'question' else 'register'}:{place.section}"
    return {"preview": "documents", "edition": "setup", "text": "texts"}.get(place.page, place.page)


def _settings(tr: Texts) -> NavRow:
    return NavRow("settings", Place("settings"), tr("Settings"), "settings")


def _step_row(a: OpenAssessment, step: Step, progress: Mapping[str, Completion]) -> NavRow:
    share = step.answered / step.total if step.total else None
    icon = ICONS.get(step.id, "circle-dot")
    if step.id not in PARTS:
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
        short, full = _names(a, section)
        share = done.answered / done.total
        rows.append(NavRow(key_of(place), place, short, "", share, 0, numeral, full))
    return tuple(rows)


def _names(a: OpenAssessment, section: Section) -> tuple[str, str]:
    """The short and the whole name of a section, with the number of a Standard once it is confirmed."""
    if not section.standard:
        return section.title, section.title
    number, short = number_of(a.facts, section.standard), str(a.bank.standard(section.standard)["short"])
    return f"{number} {short}".strip(), f"{number} {section.title}".strip()


def named_filters(follows: Computed, filtering: Filtering | None) -> tuple[Point, ...]:
    """The filters with a name that let anything through, and the one in use."""
    if filtering is None:
        return ()
    tr, counts = follows.tr, filtering.named(follows)
    return tuple(
        Point(tr(title), counts[name], Place("filter", section=name), chosen=wanted == filtering.wanted)
        for name, (title, wanted) in NAMED.items()
    )
