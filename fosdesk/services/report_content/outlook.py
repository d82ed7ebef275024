"""The second page of the brief: months, findings, what is not known, what happens next, boxes to sign."""

from datetime import date

from fosdesk.base.language import N_
from fosdesk.forms.pack import Item, Rule
from fosdesk.model.answers import Unknown
from fosdesk.model.chart import BarRow, BarsChart
from fosdesk.model.report import Bars, Block, Box, Decisions, Heading, Paragraph, Points, Table
from fosdesk.model.table import MISSING, Column, Row, TableCell, Words, led, text_cell
from fosdesk.services.report_content.decisions import (
    Decision,
    Room,
    chain_months,
    listed,
    named,
    problems,
)
from fosdesk.services.report_content.lists import open_items
from fosdesk.services.report_content.material import Material, cost_of, day_text, sentences
from fosdesk.services.report_content.summary import parted, shortened

GRAVITY = {"high": N_("Severe."), "medium": N_("Moderate."), "low": N_("Minor.")}
VERDICTS = {
    "gap": N_("This is a gap."),
    "partial": N_("Only a part of what is required is in place."),
}
TICKS = ((6, 1), (12, 2), (36, 6), (72, 12))
"""Up to so many months, a figure every so many months; beyond, every 24."""


def second_page(m: Material, decisions: tuple[Decision, ...], room: Room) -> tuple[Block, ...]:
    """From the months to the boxes in which the Director General decides."""
    tr = m.tr
    return (
        Heading(tr("When it can be done"), bookmark=True),
        *_months(m, decisions, room),
        Heading(tr("What the answers together say"), bookmark=True),
        _together(m, decisions, room),
        Box(tr("Not known"), _not_known(m, decisions)),
        Heading(tr("What happens next"), bookmark=True),
        _next(m, room),
        _boxes(m, decisions),
    )


# Months --------------------------------------------------------------------------------------


def _months(m: Material, decisions: tuple[Decision, ...], room: Room) -> tuple[Block, ...]:
    tr = m.tr
    timed = [(number, one) for number, one in enumerate(decisions, start=1) if one.months]
    if not timed:
        return (Paragraph(_no_months(m, decisions)),)
    rows = tuple(
        BarRow(
            f"{number}  {shortened(one.text, room.text * 2 // 3)}",
            float(one.months or 0),
            tr.n("{n} month", "{n} months", one.months or 0),
        )
        for number, one in timed
    )
    figure = Bars(
        _bars(m, rows),
        label=tr("Figure 2."),
        caption=tr("Months from the decision, planning assumption"),
        source=tr("Source: proposals of the question packs; the Framework sets no timetable."),
    )
    return (Paragraph(_chain(m, decisions)), figure)


def _no_months(m: Material, decisions: tuple[Decision, ...]) -> str:
    if decisions:
        return m.tr("No duration is recorded for the decisions asked here.")
    return m.tr("No decision is asked, so no duration is stated.")


def _bars(m: Material, rows: tuple[BarRow, ...]) -> BarsChart:
    longest = max(row.value or 0.0 for row in rows)
    step = next((every for most, every in TICKS if longest <= most), 24)
    count = -(-int(longest) // step)
    ticks = tuple((float(step * at), m.tr.number(step * at)) for at in range(count + 1))
    return BarsChart(rows, float(step * count), ticks, head=m.tr("Decision"))


def _chain(m: Material, decisions: tuple[Decision, ...]) -> str:
    tr = m.tr
    actions = {one.action.id: one for one in decisions if one.action}
    longest = max(chain_months(one, actions) for one in actions.values())
    waiting = any(name in actions for one in actions.values() if one.action for name in one.action.depends_on)
    months = tr.n("{n} month", "{n} months", longest)
    if waiting:
        return tr(
            "Some decisions wait for others: the longest chain takes {months} from the decision. "
            "This is a planning assumption, not an estimate of this country.",
            months=months,
        )
    return tr(
        "No decision waits for another: the longest takes {months} from the decision. "
        "This is a planning assumption, not an estimate of this country.",
        months=months,
    )


# What the answers together say ---------------------------------------------------------------


def _together(m: Material, decisions: tuple[Decision, ...], room: Room) -> Block:
    tr, found = m.tr, problems(m)
    if not found:
        return Paragraph(tr("No rule of the question packs is met by the recorded answers."))
    columns = (
        Column("finding", tr("Finding"), width=38),
        Column("effect", tr("Effect"), width=32),
        Column("answer", tr("Answer"), width=14),
        Column("owner", tr("Proposed owner"), width=18),
    )
    source = tr(
        "Source: rules of the question packs, met by recorded answers alone; an open answer meets none."
    )
    more = len(found) - room.findings
    if more > 0:
        source += " " + tr.n(
            "{n} more finding stands on the page Review.", "{n} more findings stand on the page Review.", more
        )
    return Table(
        columns, tuple(_rule_row(m, rule, decisions, room) for rule in found[: room.findings]), source=source
    )


def _rule_row(m: Material, rule: Rule, decisions: tuple[Decision, ...], room: Room) -> Row:
    finding, effect = parted(rule.finding)
    owner = rule.action.owner if rule.action else ""
    return (
        text_cell(shortened(finding, room.text), lead=m.tr(GRAVITY[rule.severity])),
        text_cell(shortened(effect or m.tr(VERDICTS[rule.verdict]), room.text)),
        _answer(m, rule, decisions),
        text_cell(shortened(owner, room.name)) if owner else MISSING,
    )


def _answer(m: Material, rule: Rule, decisions: tuple[Decision, ...]) -> TableCell:
    wanted = rule.action.id if rule.action else None
    for number, one in enumerate(decisions, start=1):
        if wanted and one.action and one.action.id == wanted:
            return text_cell(m.tr("Decision {n}", n=m.tr.number(number)))
    return MISSING


# What is not known, what happens next --------------------------------------------------------


def _not_known(m: Material, decisions: tuple[Decision, ...]) -> Words:
    tr, unknowns, left = m.tr, m.unknowns(), open_items(m)
    said = [_unknown_sentences(m, unknowns)] if unknowns else [tr("No question is recorded as unknown.")]
    if left:
        said.append(tr.n("{n} question is not answered.", "{n} questions are not answered.", len(left)))
    undecided = len(m.view.snapshot.disagreements())
    if undecided:
        said.append(
            tr.n(
                "{n} field has two answers, not decided.",
                "{n} fields have two answers, not decided.",
                undecided,
            )
        )
    if m.held_back:
        said.append(m.left_out())
    said.append(_cost_sentence(m, decisions))
    return sentences(*said)


def _cost_sentence(m: Material, decisions: tuple[Decision, ...]) -> str:
    """For how many decisions nobody knows the cost; empty where it is known for all."""
    costless = sum(cost_of(m, one.action) is None for one in decisions)
    if not costless:
        return ""
    if costless == len(decisions):
        return m.tr("The cost of the decisions is not established.")
    return m.tr.n(
        "The cost of {n} decision is not established.",
        "The cost of {n} decisions is not established.",
        costless,
    )


def _unknown_sentences(m: Material, unknowns: tuple[tuple[Item, Unknown], ...]) -> str:
    """How many questions are unknown, which, and whether owners and dates exist."""
    tr = m.tr
    first = tr.n(
        "{n} question is recorded as unknown: {codes}.",
        "{n} questions are recorded as unknown: {codes}.",
        len(unknowns),
        codes=listed(m, [item for item, _ in unknowns]),
    )
    ownerless = sum(not given.who for _, given in unknowns)
    dateless = sum(not given.by for _, given in unknowns)
    owners = (
        tr.n("{n} has no owner.", "{n} have no owner.", ownerless) if ownerless else tr("Each has an owner.")
    )
    dates = tr.n("{n} has no date.", "{n} have no date.", dateless) if dateless else tr("Each has a date.")
    return sentences(first, owners, dates)


def _next(m: Material, room: Room) -> Block:
    """What owners of unknowns have promised, by day; a day that is no date comes last."""
    due = sorted(
        ((item, given) for item, given in m.unknowns() if given.by),
        key=lambda pair: (_day(pair[1].by) is None, pair[1].by),
    )
    if not due:
        return Paragraph(m.tr("No next date is recorded."))
    return Points(tuple(_step(m, item, given, room) for item, given in due[: room.steps]))


def _step(m: Material, item: Item, given: Unknown, room: Room) -> Words:
    tr, day = m.tr, _day(given.by)
    when = shortened(day_text(m, given.by), 26)
    lead = f"{when}."
    if day is not None and day < m.made_at.date():
        lead = tr("{day}, which has passed.", day=when)
    if not given.who:
        said = tr(
            "{code} ({what}): nobody has been named to find out.", code=item.code, what=named(item, room)
        )
    else:
        who = shortened(given.who, room.name)
        said = tr("{code} ({what}): {who} will find out.", code=item.code, what=named(item, room), who=who)
    return led(lead, said)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _boxes(m: Material, decisions: tuple[Decision, ...]) -> Decisions:
    tr = m.tr
    return Decisions(
        title=tr("Decision of the Director General") if decisions else tr("Seen by the Director General"),
        names=tuple(tr("Decision {n}", n=tr.number(at)) for at in range(1, len(decisions) + 1)),
        agreed=tr("agreed"),
        refused=tr("not agreed"),
        signature=tr("Signature"),
        date=tr("Date"),
    )
