"""Which rules are met, which are not, and which wait for answers (DESIGN.md, section 5).

A visible question without answer, or answered *unknown* or *not measurable*, is open; so is whatever hangs
on it: a calculation, and a question that is hidden only because the one that decides about it is open.
Hidden for good and N/A read as blank.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import OPEN, RuleEnvironment, RuleValue, rule_in_row
from fosdesk.forms.fel.three_valued import Decide, compile_tree, verdict
from fosdesk.forms.fel.two_valued import Names
from fosdesk.forms.fel.values import FelValue
from fosdesk.forms.graph import Task, needs, ordered
from fosdesk.forms.grid import cell, of_table, split_cell
from fosdesk.forms.pack import Expression
from fosdesk.forms.state import FormState
from fosdesk.model.answers import Answer, NotApplicable

MET, NOT_MET, PENDING = "met", "not_met", "pending"
_STEPS = ("section", "relevant", "value")
_WORDS: Mapping[bool | None, str] = {True: MET, False: NOT_MET, None: PENDING}


class _Sight:
    """What rules see of a state; filled step by step, so that nothing is looked up before it is known."""

    def __init__(self, state: FormState, scores: Mapping[str, RuleValue]) -> None:
        self.values: Mapping[str, FelValue] = state.values
        self.shown: Mapping[str, Answer] = state.shown
        self.parameters: Mapping[str, FelValue] = state.parameters
        self.today: date | None = state.today
        self.rows: Mapping[str, tuple[str, ...]] = state.rows
        self.row = ""
        self.at = ""
        self.scores = scores
        self.visible: dict[Task, bool | None] = {}
        self.seen: dict[str, RuleValue] = {}

    def read(self, item_id: str) -> RuleValue:
        """The value of an item, OPEN or blank."""
        return self.seen.get(item_id)


def judge_of(bank: Bank) -> "Judge":
    """The rules of a bank, compiled at the first call."""
    judge = bank.compiled.get("rules")
    if not isinstance(judge, Judge):
        judge = bank.compiled["rules"] = Judge(bank)
    return judge


class Judge:
    """The rules of a bank, compiled once."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self._sections = {section.id: section.relevant for section in bank.sections}
        self._steps = tuple(
            (task, self._decide(task)) for task in ordered(needs(bank.sections)) if task[0] in _STEPS
        )
        self._rules = {rule.id: self._compiled(rule.when) for rule in bank.rules.values()}
        self._costs = {
            rule.action.id: compile_tree(rule.action.cost.tree, Names(bank.known))
            for rule in reversed(tuple(bank.rules.values()))
            if rule.action is not None and rule.action.cost is not None
        }

    def verdicts(self, state: FormState, scores: Mapping[str, RuleValue] | None = None) -> Mapping[str, str]:
        """Met, not_met or pending by rule id; `scores` gives what `score()` reads, open ones as OPEN."""
        sight = self._looked(state, scores)
        return {
            rule_id: PENDING if decide is None else _WORDS[verdict(decide(sight))]
            for rule_id, decide in self._rules.items()
        }

    def costs(
        self, state: FormState, scores: Mapping[str, RuleValue] | None = None
    ) -> Mapping[str, Decimal | None]:
        """What each action would cost, by action id, in the national currency; only actions that say how.

        None where the cost hangs on an open question, or comes to no amount: it is never guessed. Where
        several rules propose one action, the first rule counts.
        """
        sight = self._looked(state, scores)
        return {action_id: _amount(decide(sight)) for action_id, decide in self._costs.items()}

    def _looked(self, state: FormState, scores: Mapping[str, RuleValue] | None) -> _Sight:
        """All that rules see of a state."""
        sight = _Sight(state, scores or {})
        for task, decide in self._steps:
            column = self.bank.columns.get(task[1])
            for row in [""] if column is None else state.rows[of_table(column)]:
                self._take(sight, task, row, decide)
        return sight

    def _compiled(self, expression: Expression | None) -> Decide | None:
        return None if expression is None else compile_tree(expression.tree, Names(self.bank.known))

    def _decide(self, task: Task) -> Decide | None:
        kind, task_id = task
        if kind == "section":
            return self._compiled(self._sections[task_id])
        item = self.bank.known[task_id]
        expression = item.relevant if kind == "relevant" else item.calculate
        if expression is None:
            return None
        return compile_tree(expression.tree, Names(self.bank.known, item.id, of_table(item)))

    def _take(self, sight: _Sight, task: Task, row: str, decide: Decide | None) -> None:
        """Find out what one task means for the rules, in a row or by itself."""
        kind, task_id = task
        key = cell(row, split_cell(task_id)[1]) if row else task_id
        env: RuleEnvironment = rule_in_row(sight, row) if row else sight
        if kind == "value":
            sight.seen[key] = _value(sight, env, key, decide)
            return
        holds = True if decide is None else verdict(decide(env))
        sight.visible[kind, key] = _both(holds, True if kind == "section" else self._around(sight, task_id))

    def _around(self, sight: _Sight, item_id: str) -> bool | None:
        """Whether the group or section around an item is visible."""
        item = self.bank.known[item_id]
        return sight.visible[("relevant", item.within) if item.within else ("section", item.section)]


def _both(first: bool | None, second: bool | None) -> bool | None:
    """Kleene's `and`."""
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _amount(value: RuleValue) -> Decimal | None:
    """An amount of money; None where there is none. A yes or no is no amount."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    exact = Decimal(value)
    return exact if exact.is_finite() and exact >= 0 else None


def _value(sight: _Sight, env: RuleEnvironment, item_id: str, calculate: Decide | None) -> RuleValue:
    visible = sight.visible["relevant", item_id]
    if calculate is not None and visible:
        return calculate(env)
    if item_id not in sight.shown and sight.rows.get(item_id):
        return None
    if item_id not in sight.shown:
        return None if visible is False else OPEN
    if isinstance(sight.shown[item_id], NotApplicable):
        return None
    return sight.values.get(item_id, OPEN)
