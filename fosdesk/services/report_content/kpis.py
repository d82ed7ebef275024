"""The indicators of each Standard in documents: value, year, how computed, or why there is none. No total."""

from collections.abc import Iterator
from decimal import Decimal

from fosdesk.analysis.indicators import Indicator, indicators
from fosdesk.base.language import N_
from fosdesk.forms.pack import Item, ItemType, KpiSpec
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured
from fosdesk.model.report import Block, Heading, Opening, Part, Sheet, Table
from fosdesk.model.table import MISSING, Column, Row, text_cell
from fosdesk.services.report_content.material import Material, sentences, unknown_text
from fosdesk.services.report_content.questions import figures_of, or_dash, question_sheet
from fosdesk.services.standards import ordered

DIRECTIONS = {
    "up": N_("more is better"),
    "down": N_("less is better"),
    "none": N_("no direction is better"),
}
MEASURES = {"output": N_("output"), "outcome": N_("outcome")}
PERIODS = {"month": N_("monthly"), "quarter": N_("quarterly"), "year": N_("yearly")}
PACK = "indicators"
HUNDREDTHS = Decimal("0.01")


def kpis_part(m: Material) -> Part:
    """Part 8: the indicators by Standard, in the order of the assessment."""
    tr = m.tr
    opening = tr(
        "Indicators made by FOSDesk; the list that the WCO Council took note of in 2020 was not available. "
        "They are never added up, within a Standard or over all. What cannot be measured says why."
    )
    blocks: list[Block] = [Opening(opening), *m.left_out_note(pack=PACK)]
    for code, found in _by_standard(m):
        title = str(m.bank.standard(code)["title"])
        blocks += [Heading(title, bookmark=True), _table(m, tuple(_row(m, one) for one in found))]
        for section in m.bank.sections:
            if (section.pack, section.standard) == (PACK, code):
                blocks += figures_of(m, section)
    return Part("kpis", tr("Indicators"), tuple(blocks), "9", tr("values, and how they are computed"))


def _by_standard(m: Material) -> Iterator[tuple[str, tuple[Indicator, ...]]]:
    """The Standards assessed with their indicators; Standards without any are left out."""
    every = tuple(indicators(m.bank, m.view.state).values())
    for code in ordered(m.view.facts, m.bank):
        found = tuple(one for one in every if one.spec.standard == code)
        if found:
            yield code, found


def _table(m: Material, rows: tuple[Row, ...]) -> Table:
    tr = m.tr
    columns = (
        Column("indicator", tr("Indicator"), width=27, strong=True),
        Column("value", tr("Value"), width=15),
        Column("year", tr("Year"), width=7),
        Column("method", tr("How computed"), width=33),
        Column("reason", tr("No value because"), width=28),
    )
    return Table(columns, rows, source=tr("Source: recorded by the team; indicators worded by FOSDesk."))


def _row(m: Material, found: Indicator) -> Row:
    spec = found.spec
    kept = (MEASURES.get(spec.measures), DIRECTIONS.get(spec.direction), PERIODS.get(spec.period))
    note = " · ".join((spec.code, *(m.tr(word) for word in kept if word)))
    value = value_words(m, spec, found.value)
    return (
        text_cell(spec.title, note=note),
        or_dash(value),
        or_dash(_years(m, spec)) if value else MISSING,
        or_dash(spec.method),
        MISSING if value else or_dash(why_none(m, spec)),
    )


def value_words(m: Material, spec: KpiSpec, value: Decimal | None) -> str:
    """A value with its unit; empty where there is none."""
    if value is None:
        return ""
    if spec.unit == "percent":
        return m.tr.percent(value, 1)
    figure = m.tr.number(value if value == value.to_integral_value() else value.quantize(HUNDREDTHS))
    if spec.unit == "money":
        return f"{figure} {m.view.facts.currency}".strip()
    return f"{figure} {spec.unit_label}".strip()


def _years(m: Material, spec: KpiSpec) -> str:
    years = (m.text(item.id, "year") for item in inputs(m, spec))
    return ", ".join(sorted({year for year in years if year}))


def inputs(m: Material, spec: KpiSpec) -> tuple[Item, ...]:
    """The questions that an indicator rests on, through calculations."""
    found: dict[str, Item] = {}
    waiting = list(reversed(spec.formula.reads))
    while waiting:
        item = m.bank.items.get(waiting.pop())
        if item is None or item.id in found:
            continue
        found[item.id] = item
        if item.calculate is not None:
            waiting += reversed(item.calculate.reads)
    return tuple(item for item in found.values() if item.type is not ItemType.CALC)


def why_none(m: Material, spec: KpiSpec) -> str:
    """Why an indicator has no value: the reasons given for its figures, each once."""
    said = dict.fromkeys(text for item in inputs(m, spec) if (text := _reason(m, item)))
    return sentences(*said) if said else m.tr("A figure it rests on is not recorded.")


def _reason(m: Material, item: Item) -> str:
    match m.answers.get(item.id):
        case Unmeasured(reason) | NotApplicable(reason):
            return reason
        case Unknown(who, by):
            return unknown_text(m, who, by)
        case None:
            return m.tr("{code} is open.", code=item.code) if item.type.answerable else ""
        case _:
            return ""


def kpis_sheet(m: Material, facts: str) -> Sheet:
    """Every indicator on a line, with all that its definition says."""
    tr = m.tr
    columns = (
        Column("code", tr("Code"), width=16, strong=True),
        Column("indicator", tr("Indicator"), width=36),
        Column("value", tr("Value"), width=20),
        Column("year", tr("Year"), width=9),
        Column("baseline", tr("Baseline"), width=16),
        Column("reason", tr("No value because"), width=40),
        Column("method", tr("How computed"), width=46),
        Column("measures", tr("Output or outcome"), width=12),
        Column("direction", tr("Direction"), width=16),
        Column("period", tr("Frequency"), width=12),
        Column("area", tr("WCO performance dimension"), width=30),
        Column("source", tr("Usual source"), width=30),
    )
    rows = tuple(_sheet_row(m, one) for _, found in _by_standard(m) for one in found)
    how = tr("One line for each indicator. Indicators are never added up.")
    return Sheet(
        tr("Indicators"), tr("Indicators"), columns, rows, facts=facts, how_to_read=how, filtered=True
    )


def figures_sheet(m: Material, facts: str) -> Sheet:
    """The figures that the indicators are computed from, with source, remarks and evidence."""
    tr = m.tr
    how = tr("One line for each figure; a dash means that nothing was recorded.")
    return question_sheet(m, (PACK,), (tr("Figures"), tr("Figures behind the indicators"), how), facts)


def _sheet_row(m: Material, found: Indicator) -> Row:
    spec, tr = found.spec, m.tr
    value = value_words(m, spec, found.value)
    areas = {str(row["id"]): str(row["title"]) for row in m.bank.table("pmm_dimensions")}
    kept = (MEASURES.get(spec.measures), DIRECTIONS.get(spec.direction), PERIODS.get(spec.period))
    return (
        text_cell(spec.code or spec.id),
        text_cell(spec.title),
        or_dash(value),
        or_dash(_years(m, spec)) if value else MISSING,
        or_dash(value_words(m, spec, found.baseline)),
        MISSING if value else or_dash(why_none(m, spec)),
        or_dash(spec.method),
        *(or_dash(tr(word) if word else "") for word in kept),
        or_dash(areas.get(spec.area, "")),
        or_dash(spec.usual_source),
    )
