"""The checks: what the team should look at before anybody signs, each pointing at the exact field."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.analysis.checks import Finding, checks
from fosdesk.analysis.scores import Scorer, rule_values
from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import N_, Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Rule
from fosdesk.forms.rules import judge_of
from fosdesk.services.answering import EVIDENCE, RECONFIRM, evidence_of
from fosdesk.services.assessment import OpenAssessment, View
from fosdesk.services.rows import disputed_keys

GROUPS = {
    "check.disagreement": N_("Two answers, not decided"),
    "check.invalid": N_("Values that break a rule"),
    "check.no_reason": N_("A reason is missing"),
    "check.required": N_("Required and not answered"),
    "check.no_evidence": N_("Levels without evidence"),
    "check.evidence_expected": N_("Levels without evidence"),
    "check.unknown_without_owner": N_("Unknown without an owner"),
    "check.unknown_without_date": N_("Unknown without a date"),
    "check.reconfirm": N_("To confirm for this edition"),
    "check.unusual": N_("Values to check"),
    "check.no_year": N_("Figures without a year"),
    "check.no_source": N_("Figures without a source"),
    "rule": N_("What the answers together say"),
}
_FIELDS = {
    "check.no_evidence": "evidence",
    "check.evidence_expected": "evidence",
    "check.no_year": "year",
    "check.no_source": "source",
}
MET = "met"
RULE_SEVERITIES = ("high", "medium", "low")
GRAVITY = {"high": N_("severe"), "medium": N_("moderate"), "low": N_("minor")}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One point to look at. `severity` is error, warning or info; entity and field open the exact place.

    `code` names a cell of a table, empty elsewhere; `gravity` says how grave a rule of the packs is.
    """

    group: str
    severity: str
    sentence: str
    entity: str
    field: str
    code: str = ""
    gravity: str = ""


def findings(a: OpenAssessment, tr: Texts) -> tuple[FindingRow, ...]:
    """All points to look at, errors first; what the packs' rules conclude comes last, the gravest first."""
    found = checks(
        a.bank,
        a.form,
        {item_id: len(evidence_of(a, item_id)) for item_id in a.bank.items},
        disputed_keys(a.snapshot, a.bank),
        _filled(a),
        a.facts.edition,
    )
    met = sorted(rules_met(a.view, a.bank), key=lambda rule: RULE_SEVERITIES.index(rule.severity))
    return tuple(_row(finding, a, tr) for finding in found) + tuple(_rule_row(rule, a, tr) for rule in met)


def rules_met(view: View, bank: Bank) -> tuple[Rule, ...]:
    """The rules of the packs whose condition holds; with an open question in it a rule is pending."""
    scores = Scorer(bank).full(view.state).scores
    verdicts = judge_of(bank).verdicts(view.state, rule_values(scores))
    return tuple(rule for rule in bank.rules.values() if verdicts.get(rule.id) == MET)


def action_costs(view: View, bank: Bank) -> Mapping[str, Decimal]:
    """What the actions of the packs would cost, by action id; left out where an answer for it is open."""
    scores = Scorer(bank).full(view.state).scores
    found = judge_of(bank).costs(view.state, rule_values(scores))
    return {action_id: cost for action_id, cost in found.items() if cost is not None}


def subject_of(rule: Rule, bank: Bank) -> str:
    """The first item a rule looks at: where a person would change the answer."""
    return next((item_id for item_id in rule.when.reads if item_id in bank.items), "")


def _filled(a: OpenAssessment) -> Mapping[str, frozenset[str]]:
    """The facets that hold something, by item id; a mark of a move only where it speaks of this edition."""
    return {
        item_id: frozenset(
            facet
            for facet, cell in a.snapshot.fields(item_id).items()
            if not facet.startswith(EVIDENCE)
            and cell.value.get("v") not in (None, "")
            and (facet != RECONFIRM or cell.value.get("v") == a.facts.edition)
        )
        for item_id in a.bank.items
    }


def _rule_row(rule: Rule, a: OpenAssessment, tr: Texts) -> FindingRow:
    subject, group = subject_of(rule, a.bank), tr(GROUPS["rule"])
    return FindingRow(group, "info", rule.finding, subject, "value", gravity=tr(GRAVITY[rule.severity]))


def _row(finding: Finding, a: OpenAssessment, tr: Texts) -> FindingRow:
    """A finding in words; one in a table opens the table, and names its cell."""
    said = sentence(UserError(finding.code, **finding.params), tr)
    if finding.problem is not None:
        said += " " + sentence(UserError(finding.problem.code, **finding.problem.params), tr)
    group, field = tr(GROUPS[finding.code]), _FIELDS.get(finding.code, "value")
    table = finding.item_id.partition(":")[0]
    if table == finding.item_id or table not in a.bank.items:
        return FindingRow(group, finding.severity, said, finding.item_id, field)
    return FindingRow(group, finding.severity, said, table, field, str(finding.params["item"]))
