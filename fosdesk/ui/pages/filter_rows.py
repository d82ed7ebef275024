"""The rows of the page that finds questions: facets with counts, questions with their state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from fosdesk.base.language import Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured, Value
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.filtering import FACETS, Filter, Option, Tally, option_title
from fosdesk.services.guidance import value_text
from fosdesk.ui.desk import Place
from fosdesk.ui.parts.rows import Mark, RowItem

MOST_OPTIONS = 14
"""Options of one facet that are listed; those of which most questions have, in their order."""
WAYS_OUT = {NotApplicable: "circle-slash", Unknown: "circle-question-mark", Unmeasured: "circle-minus"}


def facet_rows(bank: Bank, found: Tally, wanted: Filter, tr: Texts) -> list[RowItem]:
    """Every facet that anything has an option of, with the counts that choosing it would give."""
    rows: list[RowItem] = []
    for facet, title, _ in FACETS:
        options = [
            RowItem(
                option_title(option, bank, tr),
                lead=Mark("tick", "\0".join(option)),
                trail=Mark("text", tr.number(found.counts.get(option, 0)), "muted"),
                target=option,
            )
            for option in _options(facet, found, wanted, bank)
        ]
        if options:
            rows += [RowItem(tr(title), heading=True), *options]
    return rows


def _options(facet: str, found: Tally, wanted: Filter, bank: Bank) -> Iterator[Option]:
    """The options of a facet: the fixed ones as listed, who knows by how many questions they know."""
    fixed = next(options for one, _, options in FACETS if one == facet)
    there = {option for option in {*found.counts, *wanted.chosen} if option[0] == facet}
    if fixed:
        yield from ((facet, name) for name, _ in fixed if (facet, name) in there)
        return
    by_count = sorted(there, key=lambda one: (one not in wanted.chosen, -found.counts.get(one, 0), one[1]))
    if facet == "who":
        yield from by_count[:MOST_OPTIONS]
        return
    order = [row.get("code") for row in bank.table("standards" if facet == "standard" else "dimensions")]
    yield from sorted(there, key=lambda one: order.index(one[1]) if one[1] in order else -1)


def question_rows(a: OpenAssessment, items: Sequence[Item], tr: Texts) -> list[RowItem]:
    """The questions with their state, under the titles of their sections."""
    rows: list[RowItem] = []
    titles = {section.id: section.title for section in a.bank.sections}
    for section, group in groupby(items, key=lambda item: item.section):
        listed = [_question_row(a, item, tr) for item in group]
        count = Mark("text", tr.number(len(listed)), "muted")
        rows.append(RowItem(titles[section], lead=Mark("tick", section), trail=count, heading=True))
        rows += listed
    return rows


def _question_row(a: OpenAssessment, item: Item, tr: Texts) -> RowItem:
    given = a.snapshot.answer(item.id)
    trail = Mark("level")
    second = tr("Unanswered")
    if given is not None:
        second = value_text(item, "value", a.snapshot.value(item.id, "value"), tr)
        trail = Mark("icon", WAYS_OUT.get(type(given), "check"), "muted")
    if item.type is ItemType.LEVEL and isinstance(given, Value) and isinstance(given.v, int):
        trail = Mark("level", level=given.v)
    place = Place("question", item.section, item.id)
    title = f"{item.code}  {item.label}"
    return RowItem(title, second, Mark("tick", item.id), trail, place, elided=True)
