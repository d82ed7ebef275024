"""The profile: every Standard now against its target, with coverage; never a national total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from fosdesk.analysis.gaps import Gap, gaps, profile
from fosdesk.analysis.scores import DOES_NOT_APPLY, LOW_COVERAGE, Score, Scoreboard, Scorer
from fosdesk.base.language import Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item, ScoreSpec
from fosdesk.model.answers import Value
from fosdesk.services.assessment import OpenAssessment, View
from fosdesk.services.standards import in_scope, number_of

if TYPE_CHECKING:
    from fosdesk.model.chart import BarsChart, ProfileChart, ProfileRow

EN_DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One Standard of the profile. Levels run 0 to 4, unrounded; None where no score may stand.

    `number` is empty until a person has confirmed it (domain/errata.md, 1).
    """

    code: str
    title: str
    short: str
    heading: str
    number: str
    section: str
    score: Score
    validated: Score
    target: Decimal | None
    gap: Decimal | None
    dimensions: Mapping[str, Score]

    def asked(self, dimension: str) -> Score | None:
        """The score of a dimension; None where this Standard asks nothing there."""
        score = self.dimensions.get(dimension)
        return None if score is None or score.status == DOES_NOT_APPLY else score


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading of the Framework: score and coverage from its items, never a mean of Standards."""

    id: str
    title: str
    score: Score
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """A criterion below its target, with what the team wrote about it."""

    gap: Gap
    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Boards:
    """All scores of one moment, for the three facets that are never mixed."""

    now: Scoreboard
    validated: Scoreboard
    target: Scoreboard


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview page and the reports say about levels.

    `ranked` lists the Standards by largest gap, those without a score last; `framework` in the order of
    this assessment (that of the Framework, or a national one); `headings` those with a Standard in scope;
    `dimensions` are pairs of code and name.
    """

    framework: tuple[StandardRow, ...]
    ranked: tuple[StandardRow, ...]
    headings: tuple[HeadingRow, ...]
    gaps: tuple[GapRow, ...]
    dimensions: tuple[tuple[str, str], ...]


def overview(a: OpenAssessment) -> Overview:
    """Compute the profile of an open assessment as it stands now."""
    return overview_of(a.view, a.bank)


def overview_of(view: View, bank: Bank) -> Overview:
    """Compute the profile of a view in the language of `bank`."""
    scorer = Scorer(bank)
    boards = Boards(
        now=scorer.full(view.state),
        validated=scorer.full(view.state, recorded_levels(view, bank, "validated"), "validated"),
        target=scorer.full(view.state, recorded_levels(view, bank, "target"), "target"),
    )
    framework = tuple(_standard_row(view, bank, scorer, boards, spec) for spec in _standard_specs(view, bank))
    assessed = {row.heading for row in framework}
    headings = tuple(
        HeadingRow(spec.heading, spec.title, boards.now.scores[spec.id], boards.target.scores[spec.id].value)
        for spec in bank.scores.values()
        if spec.heading and not spec.standard and (not assessed or spec.heading in assessed)
    )
    order = [row.standard for row in profile(bank, boards.now.scores, boards.target.scores)]
    ranked = tuple(sorted(framework, key=lambda row: order.index(row.code)))
    return Overview(framework, ranked, headings, _gap_rows(view, bank), dimensions(bank))


def dimensions(bank: Bank) -> tuple[tuple[str, str], ...]:
    """Code and name of each dimension, in the order of the reference pack."""
    return tuple((str(row.get("code") or row["id"]), str(row["title"])) for row in bank.table("dimensions"))


def targets_of(view: View, bank: Bank) -> dict[str, int]:
    """The target level of each item: the team's own, else the default of the pack."""
    defaults = {item.id: item.target for item in bank.items.values() if item.target is not None}
    own = recorded_levels(view, bank, "target")
    return defaults | {item_id: given.v for item_id, given in own.items() if isinstance(given.v, int)}


def recorded_levels(view: View, bank: Bank, facet: str) -> dict[str, Value]:
    """The levels recorded in a facet (`target`, `validated`), as answers by item id."""
    found: dict[str, Value] = {}
    for item_id in bank.items:
        cell = view.snapshot.value(item_id, facet)
        level = None if cell is None else cell.get("v")
        if isinstance(level, int):
            found[item_id] = Value(level)
    return found


def _standard_specs(view: View, bank: Bank) -> list[ScoreSpec]:
    """The scores of the Standards of this edition and scope, in the order of this assessment."""
    specs = {spec.standard: spec for spec in bank.scores.values() if spec.standard}
    return [specs[code] for code in in_scope(view.facts, bank) if code in specs]


def _standard_row(view: View, bank: Bank, scorer: Scorer, boards: Boards, spec: ScoreSpec) -> StandardRow:
    row = bank.standard(spec.standard)
    now, target = boards.now.scores[spec.id], boards.target.scores[spec.id].value
    return StandardRow(
        code=spec.standard,
        title=str(row["title"]),
        short=str(row["short"]),
        heading=str(row["heading"]),
        number=number_of(view.facts, spec.standard),
        section=next((section.id for section in bank.sections if section.standard == spec.standard), ""),
        score=now,
        validated=boards.validated.scores[spec.id],
        target=target,
        gap=None if now.value is None or target is None else target - now.value,
        dimensions=scorer.dimensions(boards.now, spec, view.state),
    )


def _gap_rows(view: View, bank: Bank) -> tuple[GapRow, ...]:
    found = gaps(bank, view.state, view.state.shown, targets_of(view, bank))
    return tuple(
        GapRow(gap, bank.items[gap.item_id], reason_of(view, bank.items[gap.item_id], gap.level))
        for gap in found
    )


def reason_of(view: View, item: Item, level: int) -> str:
    """Why the level is what it is: the team's comment, else the text of the level."""
    cell = view.snapshot.value(item.id, "comment")
    comment = "" if cell is None else str(cell.get("v") or "")
    described = next((entry.text for entry in item.levels if entry.value == level), "")
    return comment or described


def profile_chart(rows: Sequence[StandardRow], tr: Texts, head: str = "") -> "ProfileChart":
    """The ranked dumbbell rows of the profile, texts in the language of `tr`."""
    from fosdesk.model.chart import ProfileChart

    return ProfileChart(
        rows=tuple(_profile_row(row, tr) for row in rows),
        head=head or tr("Standard"),
        heads=(
            ("now", tr("Level")),
            ("target", tr("Target")),
            ("gap", tr("Gap")),
            ("coverage", tr("Coverage")),
        ),
        strong="gap",
    )


def _profile_row(row: StandardRow, tr: Texts) -> "ProfileRow":
    from fosdesk.model.chart import ProfileRow

    return ProfileRow(
        code=row.code,
        label=f"{row.number} {row.title}".strip(),
        now=None if row.score.value is None else float(row.score.value),
        target=None if row.score.value is None or row.target is None else float(row.target),
        now_text=level_text(row.score.value, tr),
        target_text=level_text(row.target, tr),
        gap_text=level_text(row.gap, tr),
        coverage=float(row.score.coverage),
        coverage_text=counted_text(row.score, tr),
        note=no_score_text(row.score, tr),
    )


def headings_chart(rows: Sequence[HeadingRow], tr: Texts) -> "BarsChart":
    """Bars by heading of the Framework on the scale 0 to 4, each with its target and its coverage."""
    from fosdesk.model.chart import HIGHEST, BarRow, BarsChart

    return BarsChart(
        rows=tuple(
            BarRow(
                f"{row.id}  {row.title}",
                None if row.score.value is None else float(row.score.value),
                level_text(row.score.value, tr),
                None if row.score.value is None or row.target is None else float(row.target),
                no_score_text(row.score, tr),
                counted_text(row.score, tr),
            )
            for row in rows
        ),
        maximum=float(HIGHEST),
        ticks=tuple((float(level), tr.number(level)) for level in range(HIGHEST + 1)),
        head=tr("Heading"),
        figure_head=tr("Level"),
        coverage_head=tr("Coverage"),
    )


def too_low(result: Score) -> bool:
    """Whether there is no score because too little of what applies was rated."""
    return result.status == LOW_COVERAGE


def level_text(value: Decimal | None, tr: Texts) -> str:
    """A mean level with one decimal, an en dash where none may stand."""
    return EN_DASH if value is None else tr.number(value, 1)


def counted_text(result: Score, tr: Texts) -> str:
    """How many criteria were rated, of those that apply: "6 of 8"."""
    rated = sum(entry.state == "rated" for entry in result.inputs)
    applicable = sum(entry.state not in ("hidden", "not_applicable") for entry in result.inputs)
    return tr("{rated} of {applicable}", rated=tr.number(rated), applicable=tr.number(applicable))


def figure_text(result: Score, tr: Texts) -> str:
    """A score with its coverage, or why there is none."""
    figure = no_score_text(result, tr) or level_text(result.value, tr)
    return tr("{figure}, {counted} rated", figure=figure, counted=counted_text(result, tr))


def no_score_text(result: Score, tr: Texts) -> str:
    """The words that stand where there is no score; empty where there is one."""
    words = {
        "low_coverage": tr("No score: coverage below half"),
        "empty": tr("No score: nothing rated yet"),
        "not_applicable": tr("Not applicable"),
    }
    return words.get(result.status, "")
