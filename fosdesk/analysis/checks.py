"""What Review shows: answers that want a second look, worst first (UX.md, "Review").

Codes have sentences; their parameters name the item by its code.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import in_row
from fosdesk.forms.fel.two_valued import Names, compile_tree
from fosdesk.forms.fel.values import truth
from fosdesk.forms.grid import cell, column_of, split_cell
from fosdesk.forms.pack import Item, ItemType
from fosdesk.forms.row_labels import row_label
from fosdesk.forms.state import FormState
from fosdesk.forms.validation import Problem
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured, Value

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: an error blocks sign-off, a warning wants a comment, an info is only said.

    `problem` says more where a value is invalid or unusual.
    """

    code: str
    item_id: str
    severity: str
    params: Mapping[str, object] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """What a check may look at."""

    bank: Bank
    state: FormState
    evidence: Mapping[str, int]
    disagreements: Collection[str]
    facets: Mapping[str, Collection[str]]
    moved: str


def checks(
    bank: Bank,
    state: FormState,
    evidence: Mapping[str, int],
    disagreements: Collection[str] = (),
    facets: Mapping[str, Collection[str]] | None = None,
    moved: str = "",
) -> tuple[Finding, ...]:
    """All findings on visible items, errors first, by check, then in the order of the packs.

    `evidence` counts the evidence of each item; `disagreements` are the ids of items with an undecided
    one (hidden ones too); `facets` names the facets that are filled for each item ("year", "source", …);
    `moved` is the edition whose mark "reconfirm" among them asks for the answer once more.
    """
    case = _Case(bank, state, evidence, disagreements, facets or {}, moved)
    questions = tuple(_questions(case))
    found = [finding for check in _CHECKS for item in questions for finding in _looked_at(check, item, case)]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def _questions(case: _Case) -> Iterator[Item]:
    """All items, and the cells of tables as items of their own: `item_id` of a finding may be a cell."""
    for item in case.bank.items.values():
        yield item
        for row in case.state.rows.get(item.id, ()) if item.register else ():
            for column in item.columns:
                name = row_label(item, case.state.rows[item.id], case.state.values, row)
                where = f"{item.code or item.id}, {name}, {column.label}"
                yield replace(case.bank.columns[column.id], id=cell(row, column_of(column)), code=where)


_Check = Callable[[Item, _Case], Iterator[Finding]]


def _looked_at(check: _Check, item: Item, case: _Case) -> Iterator[Finding]:
    return check(item, case) if item.id in case.state.relevant or check is _disagreement else iter(())


def _found(code: str, item: Item, severity: str, problem: Problem | None = None, **params: object) -> Finding:
    return Finding(code, item.id, severity, {"item": item.code or item.id, **params}, problem)


def _disagreement(item: Item, case: _Case) -> Iterator[Finding]:
    if item.id in case.disagreements:
        yield _found("check.disagreement", item, "error")


def _invalid(item: Item, case: _Case) -> Iterator[Finding]:
    problem = case.state.invalid.get(item.id)
    if problem is not None:
        yield _found("check.invalid", item, "error", problem)


def _no_reason(item: Item, case: _Case) -> Iterator[Finding]:
    answer = case.state.shown.get(item.id)
    if isinstance(answer, NotApplicable | Unmeasured) and not answer.reason.strip():
        yield _found("check.no_reason", item, "error")


def _required(item: Item, case: _Case) -> Iterator[Finding]:
    if item.required and item.id not in case.state.shown and not case.state.rows.get(item.id):
        yield _found("check.required", item, "error")


def _no_evidence(item: Item, case: _Case) -> Iterator[Finding]:
    """A level that claims something, with nothing to show for it."""
    if case.evidence.get(item.id, 0) or not isinstance(case.state.shown.get(item.id), Value):
        return
    level = case.state.values.get(item.id)
    if item.type is ItemType.LEVEL and isinstance(level, int) and level >= (item.evidence_from or 5):
        yield _found("check.no_evidence", item, "warning", level=level)
    elif item.evidence_when is not None:
        row, column = split_cell(item.id) if ":" in item.id else ("", "")
        names = Names(
            case.bank.known, f"{item.within}.{column}" if row else item.id, item.within if row else ""
        )
        condition = compile_tree(item.evidence_when.tree, names)
        if truth(condition(in_row(case.state, row))):
            yield _found("check.evidence_expected", item, "warning")


def _unknown_without_owner(item: Item, case: _Case) -> Iterator[Finding]:
    answer = case.state.shown.get(item.id)
    if isinstance(answer, Unknown) and not answer.who.strip():
        yield _found("check.unknown_without_owner", item, "warning")
    elif isinstance(answer, Unknown) and not answer.by.strip():
        yield _found("check.unknown_without_date", item, "info")


def _reconfirm(item: Item, case: _Case) -> Iterator[Finding]:
    """An answer from before the move to an edition that asks more."""
    if "reconfirm" in case.facets.get(item.id, ()):
        yield _found("check.reconfirm", item, "warning", edition=case.moved)


def _unusual(item: Item, case: _Case) -> Iterator[Finding]:
    problem = case.state.warned.get(item.id)
    if problem is not None:
        yield _found("check.unusual", item, "warning", problem)


def _year_and_source(item: Item, case: _Case) -> Iterator[Finding]:
    """A figure without its year or its source cannot be compared with anything."""
    if not isinstance(case.state.shown.get(item.id), Value):
        return
    filled = case.facets.get(item.id, ())
    if item.asks_year and "year" not in filled:
        yield _found("check.no_year", item, "warning")
    if item.asks_source and "source" not in filled:
        yield _found("check.no_source", item, "warning")


_CHECKS: tuple[_Check, ...] = (
    _disagreement,
    _invalid,
    _no_reason,
    _required,
    _no_evidence,
    _unknown_without_owner,
    _reconfirm,
    _unusual,
    _year_and_source,
)
