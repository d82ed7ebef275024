"""Scores: the weighted level of what was rated, always with its coverage (DESIGN.md, section 5).

Coverage is the rated weight over the weight that is visible and not N/A. Unanswered, unknown and
not measurable lower the coverage and never count as zero. Below the floor there is no score.
"""

from dataclasses import dataclass
from decimal import Decimal

from fosdesk.forms.pack import Band


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """One item of a score: `points` is its share of the best (0 to 1), None unless `state` is "rated".

    `state` is rated, unanswered, unknown, unmeasured, not_applicable or hidden.
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
    lowered the value, or None.
    """

    id: str
    value: Decimal | None
    out_of: Decimal
    band: Band | None
    coverage: Decimal
    status: str
    rated_weight: Decimal
    applicable_weight: Decimal
    cap: str | None
    inputs: tuple[ScoreInput, ...]
