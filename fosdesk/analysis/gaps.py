"""Gaps: target level minus level; and the profile of the Standards, ranked by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.analysis.scores import LOW_COVERAGE, Score
from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.values import CONTEXT
from fosdesk.forms.pack import Item, ItemType
from fosdesk.forms.state import FormState
from fosdesk.forms.validation import typed
from fosdesk.model.answers import Answer, Value


@dataclass(frozen=True, slots=True)
class Gap:
    """One item below its target; `gap` is positive."""

    item_id: str
    standard: str
    level: int
    target: int
    gap: int
    weight: Decimal


def gaps(
    bank: Bank, state: FormState, answers: Mapping[str, Answer], targets: Mapping[str, int]
) -> tuple[Gap, ...]:
    """All gaps of visible level items: the largest first, then the heavier, then in the order of the packs.

    `answers` are the levels that count (the team's own or the validated ones), `targets` the target levels;
    an item without a recorded one has that of its pack, or none. Where no level is known there is no gap.
    """
    found = []
    for item in bank.items.values():
        level, target = _level(item, answers), targets.get(item.id, item.target)
        if item.id in state.relevant and level is not None and target is not None and target > level:
            found.append(Gap(item.id, item.standard, level, target, target - level, item.weight))
    return tuple(sorted(found, key=lambda gap: (-gap.gap, -gap.weight)))


def _level(item: Item, answers: Mapping[str, Answer]) -> int | None:
    answer = answers.get(item.id) if item.type is ItemType.LEVEL else None
    level = typed(item, answer.v) if isinstance(answer, Value) else None
    return level if isinstance(level, int) else None


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One Standard: where it stands, where it is to be, and the distance where both are known."""

    standard: str
    score: Score
    target: Score | None
    gap: Decimal | None


def profile(bank: Bank, scores: Mapping[str, Score], targets: Mapping[str, Score]) -> tuple[ProfileRow, ...]:
    """The Standards, the largest gap first; ties in the order of the Framework.

    Those whose coverage is too low stand last, before them those without a gap to rank by (nothing rated,
    not applicable, no target), all in the order of the Framework.
    """
    rows = [
        _row(spec.standard, scores[spec.id], targets.get(spec.id))
        for spec in sorted(bank.scores.values(), key=lambda spec: _framework_order(bank, spec.standard))
        if spec.standard
    ]
    return tuple(sorted(rows, key=_rank))


def _row(standard: str, score: Score, target: Score | None) -> ProfileRow:
    aim = None if target is None else target.value
    gap = None if aim is None or score.value is None else CONTEXT.subtract(aim, score.value)
    return ProfileRow(standard, score, target, gap)


def _rank(row: ProfileRow) -> tuple[int, Decimal]:
    if row.gap is not None:
        return 0, -row.gap
    return 2 if row.score.status == LOW_COVERAGE else 1, Decimal(0)


def _framework_order(bank: Bank, standard: str) -> int:
    codes = [row.get("code") for row in bank.table("standards")]
    return codes.index(standard) if standard in codes else len(codes)
