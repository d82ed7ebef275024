"""Why a number is what it is: formula, weights, inputs, evidence, edition and caps, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.analysis.scores import Score, ScoreInput
from fosdesk.forms.fel.values import CONTEXT
from fosdesk.forms.pack import Band, Cap


@dataclass(frozen=True, slots=True)
class WhyInput:
    """One item of a score with what supports it."""

    input: ScoreInput
    code: str
    label: str
    evidence: int


@dataclass(frozen=True, slots=True)
class Why:
    """All that makes a score. `method` is weighted_mean, mean, min, sum or share_of_max.

    For a weighted mean: `weighted_points` / `rated_weight` = `before_caps` = `value` where no cap holds,
    `weighted_points` being the sum of weight × points, on the scale of the score. Below `floor` of
    coverage there is no value.
    """

    score_id: str
    title: str
    method: str
    edition: str
    out_of: Decimal
    inputs: tuple[WhyInput, ...]
    weighted_points: Decimal
    rated_weight: Decimal
    applicable_weight: Decimal
    coverage: Decimal
    floor: Decimal
    status: str
    before_caps: Decimal | None
    value: Decimal | None
    band: Band | None
    cap: str | None
    caps: tuple[Cap, ...]


def why(score: Score, evidence: Mapping[str, int] | None = None, edition: str = "") -> Why:
    """Explain a score. `evidence` counts the evidence of each item, `edition` is that of the assessment."""
    counts = evidence or {}
    inputs = score.inputs
    rows = zip(score.plan.items, inputs, strict=True)
    return Why(
        score_id=score.id,
        title=score.plan.spec.title,
        method=score.plan.spec.method,
        edition=edition,
        out_of=score.out_of,
        inputs=tuple(WhyInput(one, item.code, item.label, counts.get(item.id, 0)) for item, one in rows),
        weighted_points=_weighted(inputs, score.out_of),
        rated_weight=score.rated_weight,
        applicable_weight=score.applicable_weight,
        coverage=score.coverage,
        floor=score.plan.spec.min_answered,
        status=score.status,
        before_caps=score.before_caps,
        value=score.value,
        band=score.band,
        cap=score.cap,
        caps=score.plan.spec.caps,
    )


def _weighted(inputs: tuple[ScoreInput, ...], out_of: Decimal) -> Decimal:
    total = Decimal(0)
    for one in inputs:
        if one.points is not None:
            total = CONTEXT.add(total, CONTEXT.multiply(one.weight * out_of, one.points))
    return total
