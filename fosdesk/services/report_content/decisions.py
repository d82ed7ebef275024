"""What the recorded answers ask of the Director General: decisions, findings, months.

A decision follows from a rule that is met and proposes an action, from unknowns nobody owns, or from
targets and reviews that are missing. Nothing is invented: a date stands only where one is recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fosdesk.forms.pack import Item, ItemType, Rule, RuleAction
from fosdesk.services.overview import recorded_levels
from fosdesk.services.report_content.material import Material, level_of
from fosdesk.services.report_content.summary import shortened

MOST = 5
"""Decisions one brief asks for; more would not be read, and would not fit its two pages."""
MOST_RULES = 3
SEVERITIES = ("high", "medium", "low")
COMPLIANT = "compliant"


@dataclass(frozen=True, slots=True)
class Room:
    """How much the two pages hold of what people and packs wrote; it stands whole in report and workbook.

    Characters of an action or finding (`text`), of a name (`name`), of a quoted sentence (`quoted`; 0: none);
    how many findings, next steps and strengths; `short`: Standards by their short names, owners on the
    second page only.
    """

    text: int = 150
    name: int = 60
    quoted: int = 130
    findings: int = 3
    steps: int = 3
    strengths: int = 2
    short: bool = False


ROOMS = (
    Room(),
    Room(110, 50, 90),
    Room(110, 50, 60, short=True),
    Room(80, 40, 60, short=True),
    Room(48, 24, 0, 2, 2, 1, short=True),
)
"""From the widest to the tightest: the first one with which the brief keeps to two pages is taken."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide, beginning with its verb. `by` is a recorded day (ISO) or empty.

    `rule` is the rule it follows from; None where it follows from something missing.
    """

    text: str
    by: str = ""
    rule: Rule | None = None

    @property
    def action(self) -> RuleAction | None:
        """The action the rule proposes."""
        return None if self.rule is None else self.rule.action

    @property
    def owner(self) -> str:
        """The office the pack proposes, empty where there is none."""
        return self.action.owner if self.action else ""

    @property
    def months(self) -> int | None:
        """The planning assumption of the pack, in months."""
        return self.action.months if self.action else None


def asked(m: Material) -> tuple[Decision, ...]:
    """The decisions of the brief, at most five: first what rules propose, then what is missing."""
    return all_decisions(m)[:MOST]


def all_decisions(m: Material) -> tuple[Decision, ...]:
    """Every decision that follows; rules beyond the third come last."""
    proposed = _proposed(m)
    missing = (*_unowned(m), *_unset_targets(m), *_unexamined(m))
    return (*proposed[:MOST_RULES], *missing, *proposed[MOST_RULES:])


def problems(m: Material) -> tuple[Rule, ...]:
    """The rules met that speak of something missing, the gravest first, ties in the order of the packs."""
    found = [rule for rule in m.rules if rule.verdict != COMPLIANT]
    return tuple(sorted(found, key=lambda rule: SEVERITIES.index(rule.severity)))


def strengths(m: Material) -> tuple[Rule, ...]:
    """The rules met that say what is in order."""
    return tuple(rule for rule in m.rules if rule.verdict == COMPLIANT)


def _proposed(m: Material) -> tuple[Decision, ...]:
    first: dict[str, Decision] = {}
    for rule in problems(m):
        if rule.action is not None:
            first.setdefault(rule.action.id, Decision(rule.action.title, rule=rule))
    return tuple(first.values())


def _unowned(m: Material) -> tuple[Decision, ...]:
    found = [(item, given) for item, given in m.unknowns() if not given.who]
    if not found:
        return ()
    text = m.tr.n(
        "Name who finds out {codes}: the question has no owner.",
        "Name who finds out {codes}: {n} questions have no owner.",
        len(found),
        codes=listed(m, [item for item, _ in found]),
    )
    return (Decision(text, min((given.by for _, given in found if given.by), default="")),)


def _unset_targets(m: Material) -> tuple[Decision, ...]:
    """Rated criteria whose target the team has not set: none at all, or the proposal of the pack."""
    own = recorded_levels(m.view, m.bank, "target")
    without = [item for item in rated_criteria(m) if item.id not in own]
    proposed = sum(item.target is not None for item in without)
    unset = len(without) - proposed
    if unset:
        text = m.tr.n(
            "Set the target of {n} rated criterion that has none.",
            "Set the targets of {n} rated criteria that have none.",
            unset,
        )
    else:
        text = m.tr.n(
            "Confirm the target of {n} criterion, which so far is a proposal of the question pack.",
            "Confirm the targets of {n} criteria, which so far are proposals of the question packs.",
            proposed,
        )
    return (Decision(text),) if without else ()


def _unexamined(m: Material) -> tuple[Decision, ...]:
    left = sum(reviewed_level(m, item) is None for item in rated_criteria(m))
    text = m.tr.n(
        "Name the reviewer for {n} level that no reviewer has examined.",
        "Name the reviewer for {n} levels that no reviewer has examined.",
        left,
    )
    return (Decision(text),) if left else ()


def criteria(m: Material) -> tuple[Item, ...]:
    """The visible criteria of the Standards in scope."""
    scope = {row.code for row in m.profile.framework}
    return tuple(
        item for item in m.items("standards") if item.type is ItemType.LEVEL and item.standard in scope
    )


def rated_criteria(m: Material) -> tuple[Item, ...]:
    """The criteria with a self-assessed level."""
    return tuple(item for item in criteria(m) if level_of(m, item) is not None)


def reviewed_level(m: Material, item: Item) -> int | None:
    """The level a reviewer recorded, the same as the self-assessed one or another; None without a review."""
    level = m.facet(item.id, "validated")
    return level if isinstance(level, int) else None


def named(item: Item, room: Room) -> str:
    """A criterion in a few words, without a stop."""
    return shortened(item.short or item.label, room.name).rstrip(".")


def listed(m: Material, items: list[Item], shown: int = 3) -> str:
    """The codes of the first items, and how many more there are."""
    codes = ", ".join(item.code for item in items[:shown])
    more = len(items) - shown
    return codes if more <= 0 else m.tr("{codes} and {n} more", codes=codes, n=m.tr.number(more))


def chain_months(
    decision: Decision, actions: Mapping[str, Decision], seen: frozenset[str] = frozenset()
) -> int:
    """Months until an action ends, counted from the decision: what it waits for comes first.

    `actions` are the decisions by id of their action; what is not asked for here does not delay.
    """
    action = decision.action
    if action is None or action.id in seen:
        return 0
    before = [actions[name] for name in action.depends_on if name in actions]
    waits = max((chain_months(one, actions, seen | {action.id}) for one in before), default=0)
    return waits + (action.months or 0)
