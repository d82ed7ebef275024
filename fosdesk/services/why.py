"""Why a number is what it is, in words: formula, weights, inputs, evidence, edition (DESIGN.md 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.analysis.scores import Score
from fosdesk.analysis.why import Why, WhyInput
from fosdesk.analysis.why import why as explain
from fosdesk.base.errors import UserError
from fosdesk.base.language import N_, Texts
from fosdesk.forms.pack import Item
from fosdesk.services.answering import evidence_of
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.guidance import value_text
from fosdesk.services.overview import GapRow, Overview, counted_text, level_text, no_score_text, overview

STATES = {
    "unanswered": N_("not answered: lowers the coverage, never counts as zero"),
    "unknown": N_("unknown: lowers the coverage, never counts as zero"),
    "unmeasured": N_("not measurable: lowers the coverage, never counts as zero"),
    "not_applicable": N_("not applicable: left out, coverage included"),
    "hidden": N_("not asked here: left out, coverage included"),
}


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One input of a score: `level` is None where it was not rated, and `said` tells why."""

    item_id: str
    title: str
    said: str
    level: int | None


@dataclass(frozen=True, slots=True)
class WhyText:
    """The explanation of one figure. `formula` is the sum with its numbers, `notes` its limits."""

    title: str
    figure: str
    formula: str
    lines: tuple[str, ...]
    rows: tuple[WhyRow, ...]
    notes: tuple[str, ...]


def why(a: OpenAssessment, subject: str, tr: Texts) -> WhyText:
    """Explain a score, of a Standard, a heading or a dimension of a Standard, or the gap of a criterion.

    `subject` is the id of the score, or of the item.

    Raises UserError where the packs know neither.
    """
    found = overview(a)
    aim = _aims(found, tr).get(subject)
    if aim is not None:
        evidence = {one.item_id: len(evidence_of(a, one.item_id)) for one in aim.score.inputs}
        return _score_text(explain(aim.score, evidence, a.facts.edition), aim, tr)
    item = a.bank.items.get(subject)
    if item is None:
        raise UserError("answering.unknown_item", item=subject)
    gap = next((row for row in found.gaps if row.item.id == subject), None)
    return _item_text(a, item, gap, tr)


@dataclass(frozen=True, slots=True)
class _Aim:
    """A score with its name and what is said besides its sum: target, gap, what a reviewer found."""

    score: Score
    title: str
    lines: tuple[str, ...] = ()


def _aims(found: Overview, tr: Texts) -> Mapping[str, _Aim]:
    """Everything on the overview that can be explained, by score id."""
    aims = {}
    names = dict(found.dimensions)
    for row in found.framework:
        said = (*_target_lines(row.score, row.target, tr), _validated_line(row.validated, tr))
        aims[row.score.id] = _Aim(row.score, row.title, said)
        for code, score in row.dimensions.items():
            aims[score.id] = _Aim(score, tr.pair(row.title, names.get(code, code)))
    for heading in found.headings:
        lines = _target_lines(heading.score, heading.target, tr)
        aims[heading.score.id] = _Aim(heading.score, f"{heading.id}  {heading.title}", lines)
    return aims


def _target_lines(score: Score, target: Decimal | None, tr: Texts) -> tuple[str, ...]:
    if target is None:
        return (tr("No target is set."),)
    aimed = tr(
        "Target: the weighted mean of the targets of its criteria = {value}", value=tr.number(target, 2)
    )
    if score.value is None:
        return (aimed,)
    gap = tr(
        "Gap = target − level = {target} − {level} = {gap}",
        target=tr.number(target, 2),
        level=tr.number(score.value, 2),
        gap=tr.number(target - score.value, 2),
    )
    return aimed, gap


def _validated_line(score: Score, tr: Texts) -> str:
    counted = counted_text(score, tr)
    if score.value is not None:
        level = level_text(score.value, tr)
        return tr(
            "Validated by a reviewer: {level}, {counted} criteria examined.", level=level, counted=counted
        )
    return tr("No validated level: {counted} criteria examined by a reviewer.", counted=counted)


def _score_text(reasons: Why, aim: _Aim, tr: Texts) -> WhyText:
    value = level_text(reasons.value, tr)
    figure = no_score_text(aim.score, tr) or tr(
        "{value} of {out_of}", value=value, out_of=tr.number(reasons.out_of)
    )
    return WhyText(
        title=aim.title,
        figure=figure,
        formula=_formula(reasons, tr),
        lines=(*_lines(reasons, tr), *aim.lines),
        rows=tuple(_input_row(row, tr) for row in reasons.inputs),
        notes=(
            tr("Criteria, levels and weights are FOSDesk's own working instrument, not WCO text."),
            tr("Computed for the {edition} edition of the Framework.", edition=reasons.edition or "–"),
        ),
    )


def _formula(reasons: Why, tr: Texts) -> str:
    if reasons.before_caps is None:
        return ""
    if reasons.method != "weighted_mean":
        return tr("Computed from the rated criteria below.")
    return tr(
        "Sum of weight × level ÷ rated weight = {points} ÷ {weight} = {value}",
        points=tr.number(reasons.weighted_points, 1),
        weight=tr.number(reasons.rated_weight),
        value=tr.number(reasons.before_caps, 2),
    )


def _lines(reasons: Why, tr: Texts) -> tuple[str, ...]:
    coverage = tr(
        "Coverage = rated weight ÷ applicable weight = {rated} ÷ {applicable} = {share}",
        rated=tr.number(reasons.rated_weight),
        applicable=tr.number(reasons.applicable_weight),
        share=tr.percent(reasons.coverage),
    )
    floor = tr("Below {share} coverage no score is given.", share=tr.percent(reasons.floor))
    return (coverage, floor, reasons.cap or "")


def _input_row(row: WhyInput, tr: Texts) -> WhyRow:
    weight = tr("weight {weight}", weight=tr.number(row.input.weight))
    said = [weight]
    if row.input.state != "rated":
        said.append(tr(STATES[row.input.state]))
    said.append(
        tr.n("{n} piece of evidence", "{n} pieces of evidence", row.evidence)
        if row.evidence
        else tr("no evidence")
    )
    return WhyRow(row.input.item_id, f"{row.code}  {row.label}", tr.series(said), row.input.level)


def _item_text(a: OpenAssessment, item: Item, gap: GapRow | None, tr: Texts) -> WhyText:
    answer = value_text(item, "value", a.snapshot.value(item.id, "value"), tr)
    lines = [tr("Answer: {answer}", answer=answer), _weight_line(item.weight, tr)]
    if gap is not None:
        texts = {level.value: level.text for level in item.levels}
        lines.append(tr("Now: {text}", text=texts.get(gap.gap.level, "")))
        lines.append(tr("Target: {text}", text=texts.get(gap.gap.target, "")))
    count = len(evidence_of(a, item.id))
    lines.append(
        tr.n("{n} piece of evidence", "{n} pieces of evidence", count)
        if count
        else tr("No evidence is attached.")
    )
    return WhyText(
        title=f"{item.code}  {item.label}",
        figure=""
        if gap is None
        else tr("Level {level}, target {target}", level=gap.gap.level, target=gap.gap.target),
        formula="" if gap is None else tr("Gap = target − level = {gap}", gap=tr.number(gap.gap.gap)),
        lines=tuple(lines),
        rows=(),
        notes=("" if gap is None else gap.reason,),
    )


def _weight_line(weight: Decimal, tr: Texts) -> str:
    return tr("Weight in the score of its Standard: {weight}", weight=tr.number(weight))
