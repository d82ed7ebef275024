"""The checks: what the team should look at before anybody signs, each pointing at the exact field."""

from dataclasses import dataclass

from fosdesk.base.language import N_, Texts
from fosdesk.services.assessment import OpenAssessment

GROUPS = {
    "disagreement": N_("Two answers, not decided"),
    "invalid": N_("Values that break a rule"),
    "warning": N_("Values to check"),
    "level_without_evidence": N_("Levels without evidence"),
    "unknown_without_owner": N_("Unknown without an owner"),
    "level_above_validated": N_("Self-assessed and validated differ"),
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One point to look at. `severity` is error, warning or info; entity and field open the exact place."""

    group: str
    severity: str
    sentence: str
    entity: str
    field: str


def findings(a: OpenAssessment, tr: Texts) -> tuple[FindingRow, ...]:
    """All points to look at, worst first."""
    return ()
