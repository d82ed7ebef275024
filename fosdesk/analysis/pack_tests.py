"""The tests that a pack carries: answers in, what should follow compared with what does."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fosdesk.analysis.scores import Score, Scorer, rule_values
from fosdesk.base.language import Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.values import FelValue, plain
from fosdesk.forms.grid import RowFacts
from fosdesk.forms.migration import Migrated, migrate
from fosdesk.forms.pack import Case, Pack
from fosdesk.forms.rules import Judge
from fosdesk.forms.state import Form, FormState
from fosdesk.model.answers import Value


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One expectation that does not hold: which part, of what, and both values as texts."""

    part: str
    id: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class CaseFailure:
    """A case that did not come out as expected."""

    case: Case
    mismatches: tuple[Mismatch, ...]

    def sentence(self, tr: Texts) -> str:
        """Where the case stands, what it is called, and what was found instead."""
        found = (
            tr("{part} {id}: {expected} expected, {found} found", **asdict(mismatch))
            for mismatch in self.mismatches
        )
        return tr(
            "{file}, line {line}, test “{name}”: {what}",
            file=self.case.file,
            line=self.case.line,
            name=self.case.name,
            what="; ".join(found),
        )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What follows from the answers of a case."""

    state: FormState
    scores: Mapping[str, Score]
    rules: Mapping[str, str]
    migrated: Migrated


def run_pack_tests(bank: Bank, pack: Pack) -> tuple[CaseFailure, ...]:
    """The cases of `pack` that fail against `bank`, which holds it and the packs it uses."""
    scorer, judge = Scorer(bank), Judge(bank)
    forms: dict[tuple[tuple[str, str], ...], Form] = {}  # to make one takes longer than to use it
    results = []
    for case in pack.cases:
        facts = tuple(sorted(case.parameters.items()))
        if facts not in forms:
            forms[facts] = Form(bank, case.parameters)
        results.append(CaseFailure(case, _run(forms[facts], pack, case, scorer, judge)))
    return tuple(result for result in results if result.mismatches)


def _run(form: Form, pack: Pack, case: Case, scorer: Scorer, judge: Judge) -> tuple[Mismatch, ...]:
    migrated = migrate(case.answers, pack, case.migrate_from or pack.version)
    state = form.full(migrated.answers, rows_of(case))
    scores = scorer.full(state).scores
    outcome = _Outcome(state, scores, judge.verdicts(state, rule_values(scores)), migrated)
    parts = ((part, _PARTS[part], wanted) for part, wanted in case.expect.items())
    return tuple(mismatch for part, compare, wanted in parts for mismatch in compare(part, wanted, outcome))


def rows_of(case: Case) -> Mapping[str, RowFacts]:
    """The rows of a case in the order in which it lists them."""
    return {row: RowFacts(str(place)) for place, row in enumerate(case.rows)}


def _values(part: str, wanted: Mapping[str, Any], outcome: _Outcome) -> Iterator[Mismatch]:
    for item_id, expected in wanted.items():
        found = as_data(outcome.state.effective(item_id))
        if not _equal(expected, found):
            yield _mismatch(part, item_id, expected, found)


def _relevant(part: str, wanted: Mapping[str, Any], outcome: _Outcome) -> Iterator[Mismatch]:
    for item_id, expected in wanted.items():
        if outcome.state.visible(item_id) is not expected:
            yield _mismatch(part, item_id, expected, outcome.state.visible(item_id))


def _kept(part: str, wanted: Mapping[str, Any], outcome: _Outcome) -> Iterator[Mismatch]:
    for item_id, expected in wanted.items():
        answer = outcome.state.answers.get(item_id)
        found = answer.v if isinstance(answer, Value) else None
        if not _equal(expected, found):
            yield _mismatch(part, item_id, expected, found)


def _invalid(part: str, wanted: list[Any], outcome: _Outcome) -> Iterator[Mismatch]:
    yield from _same_ids(part, wanted, outcome.state.invalid)


def _warned(part: str, wanted: list[Any], outcome: _Outcome) -> Iterator[Mismatch]:
    yield from _same_ids(part, wanted, outcome.state.warned)


def _review(part: str, wanted: list[Any], outcome: _Outcome) -> Iterator[Mismatch]:
    yield from _same_ids(part, wanted, dict.fromkeys(outcome.migrated.review))


def _archived(part: str, wanted: list[Any], outcome: _Outcome) -> Iterator[Mismatch]:
    yield from _same_ids(part, wanted, outcome.migrated.archived)


def _same_ids(part: str, wanted: list[Any], found: Mapping[str, object]) -> Iterator[Mismatch]:
    for item_id in sorted(set(wanted) ^ found.keys()):
        yield _mismatch(part, item_id, item_id in wanted, item_id in found)


def _scores(part: str, wanted: Mapping[str, Any], outcome: _Outcome) -> Iterator[Mismatch]:
    for score_id, expected in wanted.items():
        score = outcome.scores.get(score_id)
        if score is None:
            yield _mismatch(part, score_id, expected, None)
            continue
        facts = _facts(score)
        for name, value in expected.items():
            if name not in facts or not _equal(value, facts[name]):
                yield _mismatch(part, f"{score_id}.{name}", value, facts.get(name))


def _facts(score: Score) -> dict[str, Any]:
    """What a case may expect of a score."""
    return {
        "value": score.value,
        "band": score.band.id if score.band is not None else None,
        "capped": score.cap is not None,
        "coverage": score.coverage,
        "status": score.status,
    }


def _rules(part: str, wanted: Mapping[str, Any], outcome: _Outcome) -> Iterator[Mismatch]:
    for rule_id, expected in wanted.items():
        if outcome.rules.get(rule_id) != expected:
            yield _mismatch(part, rule_id, expected, outcome.rules.get(rule_id))


_PARTS: Mapping[str, Callable[[str, Any, _Outcome], Iterator[Mismatch]]] = {
    "values": _values,
    "relevant": _relevant,
    "kept": _kept,
    "invalid": _invalid,
    "warned": _warned,
    "scores": _scores,
    "rules": _rules,
    "review": _review,
    "archived": _archived,
}


def as_data(value: FelValue) -> Any:
    """A value as cases write it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _equal(expected: Any, found: Any) -> bool:
    """Equality; numbers as exactly as the case writes them (2.33 matches 2.333…), true is not 1."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    wanted, given = _number(expected), _number(found)
    if wanted is not None and given is not None:
        return given == wanted or round(given, _places(wanted)) == wanted
    return bool(expected == found)


def _places(number: Decimal) -> int:
    return len(str(number).partition(".")[2])


def _number(data: Any) -> Decimal | None:
    return Decimal(data) if isinstance(data, int | Decimal) else None


def _mismatch(part: str, name: str, expected: object, found: object) -> Mismatch:
    return Mismatch(part, name, _words(expected), _words(found))


def _words(data: object) -> str:
    return plain(data) if isinstance(data, Decimal) else str(data)
