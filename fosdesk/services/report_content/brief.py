"""The brief for the Director General, two pages: what to decide and why, when it can be done, who signs.

Everything a person wrote is shortened to what two pages hold; it stands whole in report and workbook.
There is no national total, and a first round has no word of progress.
"""

from dataclasses import replace

from fosdesk.model.report import (
    Block,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Profile,
    ReportModel,
    Table,
)
from fosdesk.model.table import MISSING, CellKind, Column, Row, TableCell, Words, led, number_cell, text_cell
from fosdesk.services.overview import GapRow, counted_text, level_text, profile_chart
from fosdesk.services.period import period_text
from fosdesk.services.report_content.decisions import (
    ROOMS,
    Decision,
    Room,
    all_decisions,
    asked,
    criteria,
    named,
    rated_criteria,
    reviewed_level,
    strengths,
)
from fosdesk.services.report_content.front import (
    coverage_sentence,
    document_facts,
    document_words,
    missing_facts,
)
from fosdesk.services.report_content.material import (
    Material,
    cost_of,
    day_text,
    level_of,
    sentences,
    stopped,
)
from fosdesk.services.report_content.outlook import second_page
from fosdesk.services.report_content.summary import first_sentence, shortened, strongest

SHOWN = 5


def director_brief(m: Material, room: Room = ROOMS[0]) -> ReportModel:
    """The brief as data: one part, without cover and contents; two pages where `room` is tight enough."""
    tr = m.tr
    title = tr("Brief for the Director General")
    owner = (
        shortened(m.view.facts.administration, room.name)
        or m.view.facts.country
        or tr("Country not recorded")
    )
    facts = replace(document_facts(m, "brief", title), running=f"{owner} · {title}")
    decisions = asked(m)
    blocks = (*_first_page(m, decisions, room), PageBreak(), *second_page(m, decisions, room))
    part = Part("brief", brief_title(m, decisions, room), blocks, section=tr("For decision"))
    return ReportModel(facts=facts, words=document_words(m), parts=(part,), fronted=False)


def brief_title(m: Material, decisions: tuple[Decision, ...], room: Room = ROOMS[0]) -> str:
    """How many decisions are needed, for which period and edition; no date that nobody recorded."""
    tr, facts = m.tr, m.view.facts
    subject = tr("Cross-border e-commerce")
    if facts.period:
        subject = tr(
            "Cross-border e-commerce, {period}",
            period=shortened(period_text(facts.period, tr), room.name // 2),
        )
    if decisions:
        return tr.n(
            "{subject}: {n} decision needed under the {edition} edition of the Framework",
            "{subject}: {n} decisions needed under the {edition} edition of the Framework",
            len(decisions),
            subject=subject,
            edition=facts.edition,
        )
    if rated_criteria(m):
        return tr("{subject}: no decision follows from the answers", subject=subject)
    return tr("{subject}: nothing is rated yet", subject=subject)


def _first_page(m: Material, decisions: tuple[Decision, ...], room: Room) -> tuple[Block, ...]:
    tr = m.tr
    return (
        Facts(_addresses(m, room)),
        Heading(tr("What we ask"), bookmark=True),
        _asked_table(m, decisions, room) if decisions else Paragraph(_nothing_asked(m)),
        Heading(tr("What we found"), bookmark=True),
        *(Paragraph(found) for found in _findings(m, room)),
        _largest_gaps(m, room),
    )


def _addresses(m: Material, room: Room) -> tuple[tuple[str, Words], ...]:
    tr, facts = m.tr, m.view.facts
    to = tr("The Director General")
    lead = next(iter(facts.team), None)
    sender = (
        shortened(", ".join(word for word in (lead.name, lead.role) if word), room.name * 3 // 2)
        if lead
        else ""
    )
    rows: list[tuple[str, Words]] = [
        (tr("To"), f"{to}, {shortened(facts.administration, room.name)}" if facts.administration else to),
        (tr("From"), sender or "–"),
        (tr("Basis"), _basis(m)),
    ]
    missing = missing_facts(facts, tr)
    return (*rows, (tr("Not recorded"), " ".join(missing))) if missing else tuple(rows)


def _basis(m: Material) -> str:
    return m.tr(
        "Assessment with code {code}; {coverage}, self-assessed.",
        code=m.view.snapshot.code,
        coverage=coverage_sentence(m),
    )


# What we ask ---------------------------------------------------------------------------------


def _asked_table(m: Material, decisions: tuple[Decision, ...], room: Room) -> Table:
    tr = m.tr
    columns = (
        Column("number", "", width=3, strong=True),
        Column("decision", tr("Decision"), width=90),
        Column("by", tr("By"), CellKind.DATE),
        Column("cost", tr("New cost").replace(" ", "\N{NO-BREAK SPACE}"), CellKind.NUMBER),
    )
    rows = tuple(_asked_row(m, number, decision, room) for number, decision in enumerate(decisions, start=1))
    source = tr("A dash: no date is recorded, or the cost is not established.")
    more = len(all_decisions(m)) - len(decisions)
    if more:
        source += " " + tr.n(
            "{n} more decision follows and is not asked for here.",
            "{n} more decisions follow and are not asked for here.",
            more,
        )
    return Table(columns, rows, source=source)


def _asked_row(m: Material, number: int, decision: Decision, room: Room) -> Row:
    """Verb in bold, the office that would do it below; the cost is never guessed."""
    text = shortened(decision.text, room.text) if decision.rule else decision.text
    verb, _, rest = stopped(text).partition(" ")
    owner = "" if room.short else shortened(decision.owner, room.name)
    note = m.tr("Proposed owner: {owner}", owner=owner) if owner else ""
    by = text_cell(shortened(day_text(m, decision.by), 26)) if decision.by else MISSING
    return text_cell(m.tr.number(number)), text_cell(rest, lead=verb, note=note), by, _cost(m, decision)


def _cost(m: Material, decision: Decision) -> TableCell:
    cost = cost_of(m, decision.action)
    if cost is None:
        return MISSING
    return number_cell(cost, f"{m.tr.number(cost, 0)} {m.view.facts.currency}".strip())


def _nothing_asked(m: Material) -> str:
    if not rated_criteria(m):
        return m.tr("Nothing is rated yet, so no decision follows from the answers.")
    return m.tr("No decision follows from the answers that are recorded.")


# What we found -------------------------------------------------------------------------------


def _findings(m: Material, room: Room) -> tuple[Words, ...]:
    tr, rated = m.tr, rated_criteria(m)
    if not rated:
        nothing = tr.n(
            "The assessment has {n} criterion, and none has a level.",
            "The assessment has {n} criteria, and none has a level.",
            len(criteria(m)),
        )
        return (led(tr("Nothing is rated yet."), nothing),)
    found = (
        (tr("What works."), _works(m, room)),
        (tr("Where the gap is widest."), _widest(m, room)),
        (tr("How far it is proved."), _proof(m)),
    )
    return tuple(led(lead, text) for lead, text in found if text)


def _works(m: Material, room: Room) -> str:
    """The two highest criteria, each with the first sentence of its finding."""
    said = [first_sentence(rule.finding, room.text) for rule in strengths(m)[:1]]
    for level, item in strongest(m)[: room.strengths - len(said)]:
        stands = m.tr(
            "“{what}” ({code}) is at level {level}.", level=level, what=named(item, room), code=item.code
        )
        said += [stands, _quoted(m.text(item.id, "comment"), room)]
    return sentences(*said) or m.tr("No criterion reaches level 2 yet.")


def _widest(m: Material, room: Room) -> str:
    """The Standard with the widest gap, and the widest gap of one criterion in words."""
    tr, said = m.tr, []
    widest = next(iter(m.profile.ranked), None)
    if widest is not None and widest.score.value is not None and widest.gap and widest.gap > 0:
        said.append(
            tr(
                "“{title}” is at level {level} against a target of {target}; {counted} criteria rated.",
                title=widest.short if room.short else shortened(widest.title, room.text),
                level=level_text(widest.score.value, tr),
                target=level_text(widest.target, tr),
                counted=counted_text(widest.score, tr),
            )
        )
    scope = {item.id for item in criteria(m)}
    worst = next((row for row in m.profile.gaps if row.item.id in scope), None)
    return (
        sentences(*said, _worst(m, worst, room)) if worst else tr("No rated criterion is below its target.")
    )


def _worst(m: Material, row: GapRow, room: Room) -> str:
    """The widest gap of one criterion, and the first sentence of what the team wrote about it."""
    widest = m.tr(
        "The widest gap of one criterion is “{what}” ({code}), level {level} against {target}.",
        what=named(row.item, room),
        code=row.item.code,
        level=row.gap.level,
        target=row.gap.target,
    )
    return sentences(widest, _quoted(row.reason, room))


def _quoted(text: str, room: Room) -> str:
    """The first sentence of what the team wrote, where there is room for it."""
    return first_sentence(text, room.quoted) if room.quoted else ""


def _proof(m: Material) -> str:
    """How many levels have evidence, how many a reviewer examined, and in how many that changed the level."""
    tr, rated = m.tr, rated_criteria(m)
    proved = sum(bool(m.evidence_count(item.id)) for item in rated)
    reviewed = [(item, level) for item in rated if (level := reviewed_level(m, item)) is not None]
    other = sum(level != level_of(m, item) for item, level in reviewed)
    said = [
        tr.n(
            "Evidence is attached to {proved} of {n} rated criterion.",
            "Evidence is attached to {proved} of {n} rated criteria.",
            len(rated),
            proved=tr.number(proved),
        ),
        tr.n(
            "A reviewer has examined {reviewed} of {n} level.",
            "A reviewer has examined {reviewed} of {n} levels.",
            len(rated),
            reviewed=tr.number(len(reviewed)),
        ),
    ]
    if other:
        said.append(tr("For {n} of them the reviewer set another level.", n=tr.number(other)))
    return sentences(*said)


def _largest_gaps(m: Material, room: Room) -> Block:
    """Figure 1: the five widest gaps of Standards with a score."""
    tr = m.tr
    scored = [row for row in m.profile.ranked if row.score.value is not None]
    if not scored:
        return Paragraph(tr("No Standard has enough rated criteria for a level yet."))
    shown = [replace(row, title=row.short) for row in scored] if room.short else scored
    chart = profile_chart(shown[:SHOWN], tr)
    heads = tuple(head for head in chart.heads if head[0] != "gap")
    return Profile(
        replace(chart, heads=heads, strong="now", bar=False),
        label=tr("Figure 1."),
        caption=_figure_caption(m, len(scored)),
        source=_figure_source(m, len(m.profile.framework) - len(scored)),
    )


def _figure_caption(m: Material, scored: int) -> str:
    if scored > SHOWN:
        return m.tr(
            "The {shown} largest gaps among {n} Standards with a score, scale 0 to 4",
            shown=m.tr.number(SHOWN),
            n=m.tr.number(scored),
        )
    return m.tr.n(
        "The only Standard with a score, scale 0 to 4",
        "The {n} Standards with a score, largest gap first, scale 0 to 4",
        scored,
    )


def _figure_source(m: Material, unscored: int) -> str:
    said = m.tr("Source: working criteria of FOSDesk, not WCO text; levels are self-assessed.")
    if not unscored:
        return said
    return sentences(
        said,
        m.tr.n(
            "{n} Standard has no score because less than one half of its criteria were rated.",
            "{n} Standards have no score because less than one half of their criteria were rated.",
            unscored,
        ),
    )
