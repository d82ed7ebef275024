"""Which questions match a filter: facets with live counts, AND between facets, OR inside (UX.md, "Filters").

`marks` looks once at a view and says of every visible question which options it has; `tally` then answers any
filter from those, with the counts that choosing one more option would give.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from fosdesk.base.language import N_, Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ItemType, Section
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Unmeasured, Value, from_cell
from fosdesk.model.snapshot import Cell
from fosdesk.services.assessment import View
from fosdesk.services.editions import is_to_reconfirm
from fosdesk.services.overview import targets_of

Option: TypeAlias = tuple[str, str]
"""A facet and one of its options."""

EVIDENCE = "evidence:"
ELSEWHERE = "environment"
"""The option of questions that belong to no Standard."""

FACETS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "status",
        N_("Answer"),
        (
            ("unanswered", N_("Unanswered")),
            ("answered", N_("Answered")),
            ("unknown", N_("Unknown")),
            ("na", N_("Not applicable")),
            ("unmeasured", N_("Not measurable")),
            ("invalid", N_("Breaks a rule")),
        ),
    ),
    (
        "target",
        N_("Level and target"),
        (("below", N_("Below target")), ("met", N_("At the target or above")), ("none", N_("No target"))),
    ),
    (
        "evidence",
        N_("Evidence"),
        (
            ("unproved", N_("Claims without evidence")),
            ("attached", N_("With evidence")),
            ("missing", N_("Without evidence")),
        ),
    ),
    ("disagreement", N_("Disagreement"), (("open", N_("Not decided")),)),
    ("reconfirm", N_("After a move to another edition"), (("asked", N_("To be confirmed")),)),
    ("flag", N_("Flag"), (("raised", N_("Flagged")),)),
    ("comment", N_("Comment"), (("written", N_("With a comment")), ("missing", N_("Without a comment")))),
    ("mine", N_("Mine"), (("waits", N_("Waiting for me")), ("said", N_("Answered by me")))),
    (
        "changed",
        N_("Changed"),
        (
            ("visit", N_("Since my last visit")),
            ("export", N_("Since it was last sent")),
            ("day", N_("Since the day chosen")),
        ),
    ),
    ("standard", N_("Standard"), ()),
    ("dimension", N_("Dimension"), ()),
    ("who", N_("Who knows"), ()),
)
"""Facets in the order of the panel, with their fixed options; the last three take theirs from the packs."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The options chosen. Nothing chosen lets every question through."""

    chosen: frozenset[Option] = frozenset()

    def toggled(self, option: Option) -> "Filter":
        """The same with one option more, or less."""
        return Filter(self.chosen ^ {option})

    def by_facet(self) -> Mapping[str, frozenset[Option]]:
        """The options chosen, by facet."""
        facets = {facet for facet, _ in self.chosen}
        return {facet: frozenset(one for one in self.chosen if one[0] == facet) for facet in facets}


NAMED: Mapping[str, tuple[str, Filter]] = {
    name: (title, Filter(frozenset({option})))
    for name, title, option in (
        ("unanswered", N_("Unanswered"), ("status", "unanswered")),
        ("unproved", N_("Claims without evidence"), ("evidence", "unproved")),
        ("below", N_("Below target"), ("target", "below")),
        ("disagreements", N_("Disagreements"), ("disagreement", "open")),
        ("unknown", N_("Unknown"), ("status", "unknown")),
        ("mine", N_("Waiting for me"), ("mine", "waits")),
        ("since_export", N_("Changed since last sent"), ("changed", "export")),
        ("since_visit", N_("Changed since last visit"), ("changed", "visit")),
    )
}
"""Filters with a name, in the order of the foot bar."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and what the view does not say itself.

    `unproved` are the ids of claims without evidence (services.review). `export` and `day` are moments (ISO,
    empty where there is none); `arrived` are the entities that changed since the last visit.
    """

    me: str = ""
    unproved: Collection[str] = frozenset()
    export: str = ""
    day: str = ""
    arrived: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Marked:
    """One visible question with the options it has."""

    item: Item
    options: frozenset[Option] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """The questions that match, in their order, and how many would for each option of each facet."""

    matching: tuple[Item, ...]
    counts: Mapping[Option, int]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the questions that match."""
        return frozenset(item.id for item in self.matching)


def marks(view: View, bank: Bank, sections: Sequence[Section], asking: Asking) -> tuple[Marked, ...]:
    """Every visible question of `sections` that people can answer, with its options."""
    targets = targets_of(view, bank)
    export, day = moment(asking.export), moment(asking.day)
    return tuple(
        Marked(
            item,
            frozenset(
                (
                    *_of_answer(view, item, asking),
                    *_of_level(view, item, targets.get(item.id)),
                    *_of_cells(view.snapshot.fields(item.id), item, asking, export, day),
                    *_of_edition(view, item),
                    *_of_pack(item),
                )
            ),
        )
        for section in sections
        for item in section.items
        if item.type.answerable and item.id in view.state.relevant
    )


def tally(marked: Iterable[Marked], wanted: Filter) -> Tally:
    """Apply a filter. An option's count is of the questions that match all other facets and have it."""
    facets = wanted.by_facet()
    counts: Counter[Option] = Counter()
    matching: list[Item] = []
    for one in marked:
        failed = [facet for facet, options in facets.items() if options.isdisjoint(one.options)]
        if not failed:
            matching.append(one.item)
            counts.update(one.options)
        elif len(failed) == 1:
            counts.update(option for option in one.options if option[0] == failed[0])
    return Tally(tuple(matching), counts)


def moment(iso: str) -> str:
    """A time of any zone as the journal writes it, to the second; days begin at midnight here."""
    return datetime.fromisoformat(iso).astimezone(UTC).isoformat()[:19] if iso else ""


def option_title(option: Option, bank: Bank, tr: Texts) -> str:
    """The words of an option."""
    facet, name = option
    fixed = next((dict(options) for one, _, options in FACETS if one == facet), {})
    if name in fixed:
        return tr(fixed[name])
    if facet == "standard":
        return tr("Environment") if name == ELSEWHERE else str(bank.standard(name)["short"])
    if facet == "dimension":
        rows = bank.table("dimensions")
        return next((str(row["title"]) for row in rows if name in (row.get("code"), row["id"])), name)
    return name


def filter_title(wanted: Filter, bank: Bank, tr: Texts) -> str:
    """A filter in words: its name, or its options."""
    named = next((title for title, one in NAMED.values() if one == wanted), "")
    order = [facet for facet, _, _ in FACETS]
    chosen = sorted(wanted.chosen, key=lambda option: (order.index(option[0]), option[1]))
    return tr(named) if named else " · ".join(option_title(option, bank, tr) for option in chosen)


def _of_answer(view: View, item: Item, asking: Asking) -> Iterator[Option]:
    given = view.state.shown.get(item.id)
    filled = given is None and bool(view.state.rows.get(item.id))
    yield "status", "answered" if filled else _status(given)
    if item.id in view.state.invalid:
        yield "status", "invalid"
    if isinstance(given, Unknown) and given.who.strip() and given.who.strip() == asking.me.strip():
        yield "mine", "waits"


def _status(given: Answer | None) -> str:
    match given:
        case None:
            return "unanswered"
        case NotApplicable():
            return "na"
        case Unknown():
            return "unknown"
        case Unmeasured():
            return "unmeasured"
    return "answered"


def _of_level(view: View, item: Item, target: int | None) -> Iterator[Option]:
    if item.type is not ItemType.LEVEL:
        return
    if target is None:
        yield "target", "none"
        return
    given = view.state.shown.get(item.id)
    if isinstance(given, Value) and isinstance(given.v, int):
        yield "target", "below" if given.v < target else "met"


def _of_edition(view: View, item: Item) -> Iterator[Option]:
    if is_to_reconfirm(view, item.id):
        yield "reconfirm", "asked"


def _of_cells(
    cells: Mapping[str, Cell], item: Item, asking: Asking, export: str, day: str
) -> Iterator[Option]:
    """What is recorded beside the answer, and when anything was."""
    filled = {name for name, cell in cells.items() if cell.value.get("v") not in (None, "", False)}
    attached = any(name.startswith(EVIDENCE) for name in filled)
    yield "evidence", "attached" if attached else "missing"
    yield "comment", "written" if "comment" in filled else "missing"
    if item.id in asking.unproved:
        yield "evidence", "unproved"
    if "flag" in filled:
        yield "flag", "raised"
    if any(cell.disagreement for cell in cells.values()):
        yield "disagreement", "open"
    answer = cells.get("value")
    if answer is not None and answer.author == asking.me and from_cell(answer.value) is not None:
        yield "mine", "said"
    latest = max((cell.at[:19] for cell in cells.values()), default="")
    yield from (
        ("changed", name)
        for name, changed in (
            ("visit", item.id in asking.arrived),
            ("export", bool(export) and latest > export),
            ("day", bool(day) and latest >= day),
        )
        if changed
    )


def _of_pack(item: Item) -> Iterator[Option]:
    yield "standard", item.standard or ELSEWHERE
    if item.dimension:
        yield "dimension", item.dimension
    yield from (("who", who) for who in dict.fromkeys((*item.roles, *item.who_knows)))
