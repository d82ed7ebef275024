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
from fosdesk.model.table import MISSING, CellKind, Column, Row, Words, led, text_cell
from fosdesk.services.overview import profile_chart
from fosdesk.services.report_content.decisions import (
    NAME,
    Decision,
    all_decisions,
    asked,
    confirmed,
    criteria,
    rated_criteria,
    strengths,
)
from fosdesk.services.report_content.front import (
    coverage_sentence,
    document_facts,
    document_words,
    missing_facts,
)
from fosdesk.services.report_content.material import Material, day_text, sentences, stopped
from fosdesk.services.report_content.outlook import second_page
from fosdesk.services.report_content.summary import first_sentence, shortened, standard_line, strongest

SHOWN = 5
QUOTED = 130
"""Characters of one sentence a person wrote that the brief repeats."""


def director_brief(m: Material) -> ReportModel:
    """The brief as data: one part on two pages, without cover and contents."""
    tr = m.tr
    title = tr("Brief for the Director General")
    owner = shortened(m.view.facts.administration, NAME) or m.view.facts.country or tr("Country not recorded")
    facts = replace(document_facts(m, "brief", title), running=f"{owner} · {title}")
    decisions = asked(m)
    blocks = (*_first_page(m, decisions), PageBreak(), *second_page(m, decisions))
    part = Part("brief", brief_title(m, decisions), blocks, section=tr("For decision"))
    return ReportModel(facts=facts, words=document_words(m), parts=(part,), fronted=False)


def brief_title(m: Material, decisions: tuple[Decision, ...]) -> str:
    """How many decisions are needed, and on which edition and period; no date that nobody recorded."""
    tr, facts = m.tr, m.view.facts
    basis = tr("{edition} edition of the Framework", edition=facts.edition)
    if facts.period:
        period = shortened(facts.period, 30)
        basis = tr("{edition} edition of the Framework, {period}", edition=facts.edition, period=period)
    if decisions:
        return tr.n(
            "Cross-border e-commerce: {n} decision needed on the {basis}",
            "Cross-border e-commerce: {n} decisions needed on the {basis}",
            len(decisions),
            basis=basis,
        )
    if rated_criteria(m):
        return tr("Cross-border e-commerce: no decision follows yet on the {basis}", basis=basis)
    return tr("Cross-border e-commerce: nothing is rated yet on the {basis}", basis=basis)


def _first_page(m: Material, decisions: tuple[Decision, ...]) -> tuple[Block, ...]:
    tr = m.tr
    return (
        Facts(_addresses(m)),
        Heading(tr("What we ask"), bookmark=True),
        _asked_table(m, decisions) if decisions else Paragraph(_nothing_asked(m)),
        Heading(tr("What we found"), bookmark=True),
        *(Paragraph(found) for found in _findings(m)),
        _largest_gaps(m),
    )


def _addresses(m: Material) -> tuple[tuple[str, Words], ...]:
    tr, facts = m.tr, m.view.facts
    to = tr("The Director General")
    lead = next(iter(facts.team), None)
    sender = shortened(", ".join(word for word in (lead.name, lead.role) if word), 90) if lead else ""
    rows: list[tuple[str, Words]] = [
        (tr("To"), f"{to}, {shortened(facts.administration, NAME)}" if facts.administration else to),
        (tr("From"), sender or "–"),
        (tr("Basis"), _basis(m)),
    ]
    missing = missing_facts(facts, tr)
    return (*rows, (tr("Not recorded"), " ".join(missing))) if missing else tuple(rows)


def _basis(m: Material) -> str:
    return sentences(
        m.tr(
            "Assessment of cross-border e-commerce, code {code}; {coverage}, self-assessed.",
            code=m.view.snapshot.code,
            coverage=coverage_sentence(m),
        )
    )


# What we ask ---------------------------------------------------------------------------------


def _asked_table(m: Material, decisions: tuple[Decision, ...]) -> Table:
    tr = m.tr
    columns = (
        Column("number", "", width=3, strong=True),
        Column("decision", tr("Decision"), width=90),
        Column("by", tr("By"), CellKind.DATE),
        Column("cost", tr("New cost"), CellKind.NUMBER),
    )
    more = len(all_decisions(m)) - len(decisions)
    source = tr(
        "A dash under “By” means that no date is recorded. Owners are proposals of the question packs."
    )
    if more:
        source += " " + tr.n(
            "{n} more decision follows and is not asked for here.",
            "{n} more decisions follow and are not asked for here.",
            more,
        )
    rows = tuple(_asked_row(m, number, decision) for number, decision in enumerate(decisions, start=1))
    return Table(columns, rows, source=source)


def _asked_row(m: Material, number: int, decision: Decision) -> Row:
    """Verb in bold, the office that would do it below; the cost is never guessed."""
    verb, _, rest = stopped(decision.text).partition(" ")
    owner = m.tr("Proposed owner: {owner}", owner=decision.owner) if decision.owner else ""
    return (
        text_cell(m.tr.number(number)),
        text_cell(rest, lead=verb, note=owner),
        text_cell(day_text(m, decision.by)) if decision.by else MISSING,
        replace(MISSING, note=m.tr("not established")),
    )


def _nothing_asked(m: Material) -> str:
    if not rated_criteria(m):
        return m.tr("Nothing is rated yet, so no decision follows from the answers.")
    return m.tr("No decision follows from the answers that are recorded.")


# What we found -------------------------------------------------------------------------------


def _findings(m: Material) -> tuple[Words, ...]:
    tr, rated = m.tr, rated_criteria(m)
    if not rated:
        nothing = tr.n(
            "The assessment has {n} criterion, and none has a level.",
            "The assessment has {n} criteria, and none has a level.",
            len(criteria(m)),
        )
        return (led(tr("Nothing is rated yet."), nothing),)
    found = (
        (tr("What works."), _works(m)),
        (tr("Where the gap is widest."), _widest(m)),
        (tr("What rests on our own word."), _proof(m)),
    )
    return tuple(led(lead, text) for lead, text in found if text)


def _works(m: Material) -> str:
    """The two highest criteria, each with the first sentence of its finding."""
    said = [first_sentence(rule.finding, QUOTED) for rule in strengths(m)[:1]]
    for level, item in strongest(m)[: 2 - len(said)]:
        named = item.short or first_sentence(item.label, QUOTED)
        stands = m.tr("Level {level} for “{what}” ({code}).", level=level, what=named, code=item.code)
        said += [stands, first_sentence(m.text(item.id, "comment"), QUOTED)]
    return sentences(*said) or m.tr("No criterion reaches level 2 yet.")


def _widest(m: Material) -> str:
    """The Standard with the widest gap, and the widest gap of one criterion in words."""
    tr, said = m.tr, []
    if m.profile.ranked and m.profile.ranked[0].score.value is not None and m.profile.ranked[0].gap:
        widest = m.profile.ranked[0]
        said += [stopped(widest.title), standard_line(m, widest)]
    scope = {item.id for item in criteria(m)}
    for row in [row for row in m.profile.gaps if row.item.id in scope][:1]:
        named = row.item.short or first_sentence(row.item.label, QUOTED)
        said.append(
            tr(
                "The widest gap of one criterion is “{what}” ({code}), level {level} against {target}.",
                what=named,
                code=row.item.code,
                level=row.gap.level,
                target=row.gap.target,
            )
        )
        said.append(first_sentence(row.reason, QUOTED))
    return sentences(*said) or tr("No rated criterion is below its target.")


def _proof(m: Material) -> str:
    """How many levels have evidence, and how many a reviewer has confirmed: two sentences, never one."""
    tr, rated = m.tr, rated_criteria(m)
    proved = sum(bool(m.evidence_count(item.id)) for item in rated)
    return sentences(
        tr.n(
            "Evidence is attached to {proved} of {n} rated criterion.",
            "Evidence is attached to {proved} of {n} rated criteria.",
            len(rated),
            proved=tr.number(proved),
        ),
        tr.n(
            "A reviewer has confirmed {confirmed} of {n} level.",
            "A reviewer has confirmed {confirmed} of {n} levels.",
            len(rated),
            confirmed=tr.number(confirmed(m, rated)),
        ),
    )


def _largest_gaps(m: Material) -> Block:
    """Figure 1: the five widest gaps of Standards with a score."""
    tr = m.tr
    scored = [row for row in m.profile.ranked if row.score.value is not None]
    if not scored:
        return Paragraph(tr("No Standard has enough rated criteria for a level yet."))
    chart = profile_chart(scored[:SHOWN], tr)
    heads = tuple(head for head in chart.heads if head[0] != "gap")
    return Profile(
        replace(chart, heads=heads, strong="now", bar=False),
        label=tr("Figure 1."),
        caption=tr.n(
            "{n} Standard with a score, largest gap first, scale 0 to 4",
            "{shown} of {n} Standards with a score, largest gap first, scale 0 to 4",
            len(scored),
            shown=tr.number(min(SHOWN, len(scored))),
        ),
        source=_figure_source(m, len(m.profile.framework) - len(scored)),
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
