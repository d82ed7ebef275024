"""Scores: the weighted level of what was rated, always with its coverage (DESIGN.md, section 5).

Coverage is the rated weight over the weight that is visible and not N/A. Unanswered, unknown and
not measurable lower the coverage and never count as zero. Below the floor there is no score. Scores are
exact: they are added up in whole numbers, and one division at the end gives the value.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from fosdesk.analysis.facets import Facet, answer_in
from fosdesk.analysis.plan import (
    HIDDEN,
    NOT_APPLICABLE,
    STATES,
    UNANSWERED,
    UNKNOWN,
    UNMEASURED,
    Plan,
    Plans,
    plan_of,
    plans_of,
)
from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import OPEN, RuleValue
from fosdesk.forms.fel.values import CONTEXT, FelValue, truth
from fosdesk.forms.pack import Band, Item, ItemType, ScoreSpec
from fosdesk.forms.state import FormState
from fosdesk.forms.validation import Problem, typed
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Unmeasured, Value

_NOTHING: Final = Decimal(0)

SCORED, LOW_COVERAGE, EMPTY, DOES_NOT_APPLY = "scored", "low_coverage", "empty", "not_applicable"

_CODES: Final[Mapping[type, int]] = {
    type(None): UNANSWERED,
    Unknown: UNKNOWN,
    Unmeasured: UNMEASURED,
    NotApplicable: NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """One item of a score: `points` is its share of the best (0 to 1), None unless `state` is "rated".

    `level` is the level of a level item. `state` is rated, unanswered, unknown, unmeasured,
    not_applicable or hidden.
    """

    item_id: str
    weight: Decimal
    level: int | None
    points: Decimal | None
    state: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score with all that is needed to explain it.

    `value` runs from 0 to `out_of` and is unrounded; it is None unless `status` is "scored". `status` is
    scored, low_coverage (something rated, too little), empty (nothing rated) or not_applicable (every
    item is N/A or hidden). `coverage` is a share from 0 to 1. `cap` is the sentence of the cap that
    lowered the value from `before_caps`, or None.
    """

    id: str
    value: Decimal | None
    out_of: Decimal
    band: Band | None
    coverage: Decimal
    status: str
    rated_weight: Decimal
    applicable_weight: Decimal
    before_caps: Decimal | None
    cap: str | None
    plan: Plan = field(repr=False, compare=False)
    codes: tuple[int, ...] = field(repr=False, compare=False)

    @property
    def inputs(self) -> tuple[ScoreInput, ...]:
        """The items of the score in the order of the pack; made when somebody asks for them."""
        rows = zip(self.plan.items, self.plan.spec.items, self.plan.weighted, strict=True)
        return tuple(
            _input(item, weight, self.codes[place], self.plan.denominator)
            for item, (_, weight), (place, _) in rows
        )


def _input(item: Item, weight: Decimal, code: int, denominator: int) -> ScoreInput:
    if code < 0:
        return ScoreInput(item.id, weight, None, None, STATES[code])
    level = code * (len(item.levels) - 1) // denominator if item.type is ItemType.LEVEL else None
    return ScoreInput(item.id, weight, level, _share(code, denominator), "rated")


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """All scores of one facet at one moment."""

    facet: Facet
    scores: Mapping[str, Score]
    codes: tuple[int, ...] = field(repr=False)


class Scorer:
    """The scores of a bank, or some of them, made ready once. Holds no answers."""

    def __init__(self, bank: Bank, specs: Sequence[ScoreSpec] | None = None) -> None:
        self.bank = bank
        self.plans: Plans = plans_of(bank, tuple(bank.scores.values()) if specs is None else specs)
        self._place_of = {item.id: place for place, (item, _) in enumerate(self.plans.items)}

    def full(
        self, state: FormState, given: Mapping[str, Answer] | None = None, facet: Facet = "value"
    ) -> Scoreboard:
        """All scores. `given` are the recorded validated levels or targets by item id; none for "value"."""
        codes = (
            _value_codes(self.plans, state) if facet == "value" else self._codes(state, given or {}, facet)
        )
        scores = {name: compute(plan, codes, state) for name, plan in self.plans.by_id.items()}
        return Scoreboard(facet, scores, codes)

    def _codes(self, state: FormState, given: Mapping[str, Answer], facet: Facet) -> tuple[int, ...]:
        return tuple(_code(item, points, state, given, facet) for item, points in self.plans.items)

    def change(
        self,
        board: Scoreboard,
        state: FormState,
        changed: Collection[str],
        given: Mapping[str, Answer] | None = None,
    ) -> Scoreboard:
        """The scores after the items in `changed` have changed; the others are kept."""
        codes = list(board.codes)
        touched: set[str] = set()
        for item_id in changed:
            touched |= self.plans.users.get(item_id, frozenset())
            place = self._place_of.get(item_id)
            if place is not None:
                item, points = self.plans.items[place]
                codes[place] = _code(item, points, state, given or {}, board.facet)
        now = tuple(codes)
        fresh = {name: compute(self.plans.by_id[name], now, state) for name in touched}
        return Scoreboard(board.facet, {**board.scores, **fresh}, now)

    def dimensions(self, board: Scoreboard, spec: ScoreSpec, state: FormState) -> Mapping[str, Score]:
        """The score of each dimension within a score, in the order of its items: one row of the heat map."""
        return {
            dimension: compute(self._dimension_plan(spec, dimension), board.codes, state)
            for dimension in dict.fromkeys(self.bank.items[item_id].dimension for item_id, _ in spec.items)
            if dimension
        }

    def _dimension_plan(self, spec: ScoreSpec, dimension: str) -> Plan:
        items = tuple(pair for pair in spec.items if self.bank.items[pair[0]].dimension == dimension)
        part = replace(spec, id=f"{spec.id}:{dimension}", items=items, caps=())
        return plan_of(part, self.bank, self._place_of, self.plans.denominator)


def score(
    bank: Bank,
    spec: ScoreSpec,
    state: FormState,
    answers: Mapping[str, Answer] | None = None,
    facet: Facet = "value",
) -> Score:
    """One score; `answers` are the recorded validated levels or targets, and not looked at for "value"."""
    return Scorer(bank, [spec]).full(state, answers, facet).scores[spec.id]


def all_scores(
    bank: Bank, state: FormState, answers: Mapping[str, Answer] | None = None, facet: Facet = "value"
) -> Mapping[str, Score]:
    """All scores by id; see `score` for `answers`. To follow changes, keep a Scorer."""
    return Scorer(bank).full(state, answers, facet).scores


def by_dimension(
    bank: Bank,
    spec: ScoreSpec,
    state: FormState,
    answers: Mapping[str, Answer] | None = None,
    facet: Facet = "value",
) -> Mapping[str, Score]:
    """The score of each dimension within the score of a Standard; see `score` for `answers`."""
    scorer = Scorer(bank, [spec])
    return scorer.dimensions(scorer.full(state, answers, facet), spec, state)


def rule_values(scores: Mapping[str, Score]) -> Mapping[str, RuleValue]:
    """What `score()` reads in rules: the value, blank where the score does not apply, otherwise open."""
    return {name: _rule_value(found) for name, found in scores.items()}


def _rule_value(found: Score) -> RuleValue:
    if found.status == DOES_NOT_APPLY:
        return None
    return OPEN if found.value is None else found.value


def _value_codes(plans: Plans, state: FormState) -> tuple[int, ...]:
    """The codes of what was answered; most items have a value, and need no closer look."""
    values = state.values
    return tuple(
        [
            _code(item, points, state, {}, "value")
            if (code := points.get(values.get(item.id))) is None
            else code
            for item, points in plans.items
        ]
    )


def _code(
    item: Item, points: Mapping[FelValue, int], state: FormState, given: Mapping[str, Answer], facet: Facet
) -> int:
    """The points of an item, or why it has none."""
    if item.id not in state.relevant:
        return HIDDEN
    answer = state.shown.get(item.id) if facet == "value" else answer_in(item, state, given, facet)
    if not isinstance(answer, Value):
        return _CODES[type(answer)]
    value = state.values.get(item.id) if facet == "value" else typed(item, answer.v)
    return UNANSWERED if isinstance(value, Problem) else points.get(value, UNANSWERED)


def compute(plan: Plan, codes: tuple[int, ...], state: FormState) -> Score:
    """One score from the codes of all items."""
    spec = plan.spec
    rated = silent = total = 0
    for place, weight in plan.weighted:
        code = codes[place]
        if code == NOT_APPLICABLE:
            code = plan.stand_in
        if code >= 0:
            rated += weight
            total += weight * code
        elif code > NOT_APPLICABLE:
            silent += weight
    applicable = rated + silent
    coverage = _share(rated, applicable) if applicable else _NOTHING
    status = _status(rated, applicable, coverage, spec)
    plainly = _value(plan, codes, total, rated) if status == SCORED else None
    value, cap = _capped(plan, plainly, state)
    weights = (_share(rated, plan.scale), _share(applicable, plan.scale))
    band = None if value is None else _band(spec, value)
    return Score(spec.id, value, spec.out_of, band, coverage, status, *weights, plainly, cap, plan, codes)


def _share(part: int, whole: int) -> Decimal:
    return CONTEXT.divide(part, whole)


def _status(rated: int, applicable: int, coverage: Decimal, spec: ScoreSpec) -> str:
    if applicable == 0:
        return DOES_NOT_APPLY
    if rated == 0:
        return EMPTY
    return SCORED if coverage >= spec.min_answered else LOW_COVERAGE


def _value(plan: Plan, codes: tuple[int, ...], total: int, rated: int) -> Decimal:
    """The value on the scale of the score; `sum` adds weighted points instead of taking their mean."""
    method = plan.spec.method
    if method == "sum":
        return _share(total, plan.denominator * plan.scale)
    if method == "min":
        counted = (plan.stand_in if codes[at] == NOT_APPLICABLE else codes[at] for at, _ in plan.weighted)
        return CONTEXT.divide(plan.spec.out_of * min(code for code in counted if code >= 0), plan.denominator)
    return CONTEXT.divide(plan.spec.out_of * total, plan.denominator * rated)


def _capped(plan: Plan, value: Decimal | None, state: FormState) -> tuple[Decimal | None, str | None]:
    """The value under the lowest cap whose condition holds, and the sentence of that cap."""
    why = None
    if value is None:
        return None, None
    for condition, cap in zip(plan.caps, plan.spec.caps, strict=True):
        if value > cap.at and truth(condition(state)):
            value, why = cap.at, cap.why
    return value, why


def _band(spec: ScoreSpec, value: Decimal) -> Band | None:
    return next((band for band in reversed(spec.bands) if value >= band.start), None)
