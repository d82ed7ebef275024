"""Indicators: values computed from answers, against their baseline and target (reference: section 5.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.two_valued import Names, compile_tree
from fosdesk.forms.fel.values import CONTEXT, number
from fosdesk.forms.pack import Expression, KpiSpec
from fosdesk.forms.state import FormState


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator at one moment, in the unit of its specification.

    `value` is None while the formula is blank: an answer is missing, unknown or not measurable, never zero.
    `reached` says whether the target is met, `progress` the share of the way from baseline to target (0 at
    the baseline, 1 at the target, below 0 where it got worse); None where one of the numbers is missing.
    Where no direction is better nothing is reached.
    """

    spec: KpiSpec
    value: Decimal | None
    baseline: Decimal | None
    target: Decimal | None
    reached: bool | None
    progress: Decimal | None


def indicators(
    bank: Bank, state: FormState, targets: Mapping[str, Decimal] | None = None
) -> Mapping[str, Indicator]:
    """All indicators by id; `targets` are those of the team, in place of those of the pack."""
    own = targets or {}
    return {kpi.id: _measured(kpi, bank, state, own.get(kpi.id, kpi.target)) for kpi in bank.kpis.values()}


def _measured(kpi: KpiSpec, bank: Bank, state: FormState, target: Decimal | None) -> Indicator:
    value, baseline = _computed(kpi.formula, bank, state), _computed(kpi.baseline, bank, state)
    reached = None
    if value is not None and target is not None and kpi.direction != "none":
        reached = value >= target if kpi.direction == "up" else value <= target
    return Indicator(kpi, value, baseline, target, reached, _progress(value, baseline, target))


def _computed(expression: Expression | None, bank: Bank, state: FormState) -> Decimal | None:
    if expression is None:
        return None
    found = number(compile_tree(expression.tree, Names(bank.known))(state))
    return None if found is None else Decimal(found)


def _progress(value: Decimal | None, baseline: Decimal | None, target: Decimal | None) -> Decimal | None:
    if value is None or baseline is None or target is None or baseline == target:
        return None
    return CONTEXT.divide(CONTEXT.subtract(value, baseline), CONTEXT.subtract(target, baseline))
