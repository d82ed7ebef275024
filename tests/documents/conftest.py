"""A made-up country in English and in Arabic: every kind of block, cell, sheet and chart."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fosdesk.base.paths import program_root
from fosdesk.model.chart import (
    BarRow,
    BarsChart,
    CountsChart,
    CountsRow,
    ProfileChart,
    ProfileRow,
    Segment,
)
from fosdesk.model.report import (
    Bars,
    Box,
    ChartSeries,
    Counts,
    DocumentFacts,
    DocumentWords,
    Facts,
    Heading,
    Notes,
    Opening,
    PageBreak,
    PageHead,
    Pairs,
    Paragraph,
    Part,
    Points,
    Profile,
    ReportModel,
    Rule,
    Sheet,
    SheetChart,
    SignEntry,
    SignList,
    Table,
    Together,
    Verdict,
)
from fosdesk.model.table import (
    MISSING,
    CellKind,
    Column,
    Row,
    Run,
    TableCell,
    coverage_cell,
    date_cell,
    evidence_cell,
    led,
    level_cell,
    not_applicable_cell,
    number_cell,
    share_cell,
    status_cell,
    target_cell,
    text_cell,
    unknown_cell,
)

STANDARDS = (
    ("MEASUREMENT", "Mechanism of measurement", "0.8", "3.0", 6, 8),
    ("AED-QUALITY", "Data quality", "1.0", "3.0", 5, 8),
    ("INTERAGENCY", "Inter-agency cooperation", "1.0", "3.0", 6, 7),
    ("AED-LEGAL", "Legal framework for advance data", "1.7", "3.4", 7, 8),
    ("FRAUD", "Prevention of fraud and illicit trade", "1.5", "3.0", 6, 8),
    ("RISK", "Risk management", "2.1", "3.5", 8, 8),
    ("AEO", "Authorized Economic Operator", "1.2", "2.5", 6, 7),
    ("AED-STANDARDS", "International standards for advance data", "1.9", "3.0", 8, 8),
    ("REVENUE", "Models of revenue collection", "2.0", "3.0", 7, 8),
    ("SIMPLIFIED", "Simplified clearance procedures", "2.6", "3.5", 8, 8),
    ("DEMINIMIS", "De minimis", "", "3.0", 3, 7),
    ("TECHNOLOGY", "Technology and innovation", "", "2.5", 2, 7),
)
ARABIC = {
    "MEASUREMENT": "آلية القياس",
    "AED-QUALITY": "جودة البيانات",
    "INTERAGENCY": "التعاون بين الأجهزة",
    "AED-LEGAL": "الإطار القانوني للبيانات المسبقة",
    "FRAUD": "منع الغش والتجارة غير المشروعة",
    "RISK": "إدارة المخاطر",
    "AEO": "المشغل الاقتصادي المعتمد",
    "AED-STANDARDS": "المعايير الدولية للبيانات المسبقة",
    "REVENUE": "نماذج تحصيل الإيرادات",
    "SIMPLIFIED": "إجراءات التخليص المبسطة",
    "DEMINIMIS": "الحد الأدنى للإعفاء",
    "TECHNOLOGY": "التكنولوجيا والابتكار",
}


@pytest.fixture(scope="session")
def fonts() -> Path:
    return program_root() / "resources" / "fonts"


def profile(names: dict[str, str], heads: tuple[str, ...], of: str, note: str) -> ProfileChart:
    rows = []
    for code, _, now, target, rated, total in STANDARDS:
        gap = f"{Decimal(target) - Decimal(now)}" if now else "–"
        rows.append(
            ProfileRow(
                code,
                names[code],
                float(now) if now else None,
                float(target),
                now_text=now or "–",
                target_text=target,
                gap_text=gap,
                coverage=rated / total,
                coverage_text=of.format(rated, total),
                note="" if now else note,
            )
        )
    figures = tuple(zip(("now", "target", "gap", "coverage"), heads[1:], strict=True))
    return ProfileChart(tuple(rows), heads[0], figures)  # type: ignore[arg-type]


CRITERIA: tuple[Row, ...] = tuple(
    (text_cell(code), text_cell(finding, lead), level, target_cell(target), gap, evidence, validated)
    for code, lead, finding, level, target, gap, evidence, validated in (
        ("C1", "Duty to lodge data before arrival.", "Customs Act s. 31 covers air express. Post and road "
         "have no duty.", level_cell(2), 4, number_cell(2, "2"), evidence_cell("A"), level_cell(2)),
        ("C2", "Law names who supplies which data.", "Only the carrier is named. Vendor, platform and Post "
         "are missing.", level_cell(1), 3, number_cell(2, "2"), evidence_cell("A"), level_cell(1)),
        ("C3", "Time limits and formats by mode.", "Notice 7/2023 fixes air express only; the message guide "
         "is in draft.", level_cell(2), 3, number_cell(1, "1"), evidence_cell("B"), MISSING),
        ("C4", "Legal effect of electronic records.", "Electronic Transactions Act s. 9 applies.",
         level_cell(3), 4, number_cell(1, "1"), evidence_cell("A"), level_cell(3)),
        ("C5", "Confidentiality and competition.", "The Competition Authority has not yet given its opinion.",
         unknown_cell(), 3, MISSING, MISSING, MISSING),
        ("C6", "Gateway to other agencies.", "Health and agriculture receive data by letter, case by case.",
         level_cell(1, "1*"), 3, number_cell(2, "2"), evidence_cell("D"), MISSING),
        ("C7", "Free zones.", "There are no free zones in the country.",
         not_applicable_cell(), 3, MISSING, MISSING, MISSING),
        ("C8", "Sanctions proportionate, with appeal.", "One fixed fine; no correction without penalty.",
         level_cell(0), 4, number_cell(4, "4"), evidence_cell("C"), level_cell(4)),
    )
)  # fmt: skip
CRITERIA_COLUMNS = (
    Column("code", "", width=2.4),
    Column("criterion", "Criterion and finding", width=30),
    Column("level", "Level", CellKind.LEVEL),
    Column("target", "Target", CellKind.TARGET),
    Column("gap", "Gap", CellKind.NUMBER),
    Column("evidence", "Evidence", CellKind.EVIDENCE),
    Column("validated", "Validated", CellKind.LEVEL),
)


def criteria_table() -> Table:
    return Table(
        CRITERIA_COLUMNS,
        CRITERIA,
        source="Source: working criteria, not WCO text; 6 of 8 rated, equal weights. Level is self-assessed "
        "on 29 May 2026; “validated” is the level confirmed by the reviewer, not yet done where a dash stands.",
    )


def counts() -> CountsChart:
    law = (
        Segment(1, "1", "ink"), Segment(3, "3", "level0"), Segment(2, "2", "level1"), Segment(5, "5", "level2"),
        Segment(1, "1", "level3"), Segment(3, "3", "level4"), Segment(1, "1", "paper", dashed=True),
    )  # fmt: skip
    practice = (Segment(6, "6", "level0"), Segment(3, "3", "level1"), Segment(6, "6", "level2"),
                Segment(3, "3", "level4"), Segment(1, "1", "paper", dashed=True))  # fmt: skip
    return CountsChart(
        (
            CountsRow("Law, 16", law, "1 conflict, 3 absent, 2 power only, 5 incomplete, 1 adopted not in "
                      "force, 3 conforming, 1 not established"),
            CountsRow("Practice, 19", practice, "6 not practised, 3 pilot, 6 in some named channels, "
                      "3 generally, 1 not established"),
        )
    )  # fmt: skip


def dimensions() -> ProfileChart:
    rows = (
        ProfileRow("L", "Law", 1.8, 3.5, 1.2, now_text="1.8", coverage_text="6 of 7"),
        ProfileRow("C", "Cooperation", 1.0, 3.0, now_text="1.0", coverage_text="1 of 1"),
        ProfileRow("", "Standard", 1.7, 3.4, now_text="1.7", coverage_text="7 of 8", strong=True),
    )
    heads = (("now", "Level"), ("coverage", "Coverage"))
    return ProfileChart(rows, "", heads, strong="now", bar=False, row_height=18, framed=False)  # type: ignore[arg-type]


KEY_LEVELS = SignList(
    "Level of practice",
    (
        SignEntry(level_cell(0), "Not started.", "Nothing exists yet."),
        SignEntry(level_cell(1), "Initial.", "A plan, a draft or an isolated practice."),
        SignEntry(level_cell(2), "Developing.", "In force in some named channels."),
        SignEntry(level_cell(3), "Established.", "In force in all main channels."),
        SignEntry(level_cell(4), "Measured and improving.", "Reviewed on a cycle."),
        SignEntry(unknown_cell(), "Unknown.", "Never counted as zero."),
        SignEntry(not_applicable_cell(), "Not applicable.", "A reason is printed."),
    ),
)
KEY_EVIDENCE = SignList(
    "Evidence grade",
    (
        SignEntry(evidence_cell("A"), "", "Official text seen and attached"),
        SignEntry(evidence_cell("B"), "", "Official statement in writing"),
        SignEntry(evidence_cell("C"), "", "Interview only"),
        SignEntry(evidence_cell("D"), "", "No evidence; the level carries an asterisk"),
    ),
)
KEY_CHARTS = SignList(
    "In charts",
    (
        SignEntry(TableCell(CellKind.DOT, ""), "", "Level now, self-assessed"),
        SignEntry(TableCell(CellKind.DIAMOND, ""), "", "Target set by the administration"),
        SignEntry(coverage_cell(Decimal("0.86"), ""), "", "Coverage: rated among applicable criteria"),
    ),
)
KEY_LAW = SignList(
    "Status in law",
    (
        SignEntry(status_cell("L-X"), "Conflict.", "A rule in force forbids it."),
        SignEntry(status_cell("L-0"), "Absent.", "No rule, and no power."),
        SignEntry(status_cell("L-1"), "Power only.", "The power was not used."),
        SignEntry(status_cell("L-2"), "Incomplete.", "The finding names what is missing."),
        SignEntry(status_cell("L-3"), "Adopted.", "Not yet in force."),
        SignEntry(status_cell("L-4"), "Conforming.", "In every channel."),
    ),
    columns=2,
)


def summary_part() -> Part:
    names = {code: title for code, title, *_ in STANDARDS}
    chart = profile(
        names,
        ("Standard, largest gap first", "Level", "Target", "Gap", "Coverage"),
        "{} of {}",
        "No score: coverage below half",
    )
    return Part(
        "summary",
        "Executive summary",
        (
            Opening(
                "Norland can receive electronic data before arrival from air express, but the law exempts the "
                "Post, and no agency measures the result. Three changes to the Customs Act and one to the "
                "Postal Services Act would remove the obstacles found most often."
            ),
            Profile(
                chart,
                "Figure 1.",
                "Level and target of each Standard, self-assessed, scale 0 to 4; 72 of 91 criteria rated.",
                "Source: national answers of 29 May 2026, edition 2022. Score = weighted mean of rated "
                "criteria; gap = target minus level. Not yet validated.",
            ),
            Pairs(
                (
                    Heading("Main findings"),
                    Points(
                        (
                            led("Express data arrive early.", "Four of four express operators lodge data "
                                "before arrival for 94% of consignments (first quarter of 2026)."),
                            led("Traders are well informed.", "Communication and outreach stands at 2.9 "
                                "(8 of 8 criteria), with grade A evidence for six."),
                            led("Post is the blind spot.", "It carries 61% of inbound parcels (2025), and "
                                "data arrive early for 12% of them."),
                        )
                    ),
                ),
                (
                    Heading("Main gaps"),
                    Points(
                        (
                            led("Nobody measures.", "Mechanism of measurement stands at 0.8 against 3.0 "
                                "(6 of 8 criteria); no release time is published."),
                            led("Data cannot be trusted yet.", "Data quality stands at 1.0 against 3.0 "
                                "(5 of 8): descriptions are not checked before arrival."),
                            led("Agencies do not share.", "Inter-agency cooperation stands at 1.0 against "
                                "3.0 (6 of 7): no clause lets Customs pass data on."),
                        )
                    ),
                ),
            ),
            Box(
                "What is not known",
                "19 criteria are unknown: 16 have an owner and a date, three have neither. De minimis (3 of 7 "
                "rated) waits for the Revenue Department until 31 July 2026; Technology and innovation (2 of 7) "
                "waits for the ICT Agency until 15 August 2026.",
            ),
        ),
        phrase="What was found, what is missing, what is not known",
    )  # fmt: skip


def environment_part() -> Part:
    columns = (
        Column("indicator", "Indicator", width=34),
        Column("value", "Value", CellKind.NUMBER),
        Column("share", "Share", CellKind.SHARE),
        Column("year", "Year", CellKind.NUMBER),
        Column("coverage", "Coverage", CellKind.COVERAGE),
        Column("status", "In law", CellKind.STATUS),
        Column("day", "Date", CellKind.DATE),
        Column("source", "Source", width=22),
    )
    rows: list[Row] = []
    for number in range(60):
        rows.append(
            (
                text_cell(f"Inbound parcels by channel {number + 1}", note="Post and express"),
                number_cell(Decimal(1200 + number), f"{1200 + number:,}"),
                share_cell(Decimal("0.61"), "61%"),
                number_cell(2025, "2025"),
                coverage_cell(Decimal("0.5"), "4 of 8"),
                status_cell(f"L-{number % 5}" if number % 6 else "L-X"),
                date_cell(date(2026, 9, 30), "30 September 2026"),
                text_cell("Statistics Office, annual report on postal and express traffic"),
            )
        )
    bars = BarsChart(
        (
            BarRow("Post", 0.61, "61%", 0.5),
            BarRow("Express", 0.30, "30%"),
            BarRow("Cargo", None, "–", note="Not established"),
        ),
        1.0,
        ((0.0, "0"), (0.5, "50%"), (1.0, "100%")),
        "Channel",
        "Share, 2025",
    )
    return Part(
        "environment",
        "National e-commerce environment",
        (
            Opening("Volumes, channels and actors, each with its year and its source."),
            Bars(bars, "Figure 2.", "Inbound parcels by channel", "Source: Statistics Office, 2025."),
            Heading("Indicators", bookmark=True),
            Table(columns, tuple(rows), "Table 1.", "Indicators with year and source", "Source: see column."),
            Notes(("A dash means that the figure was not established.", "Shares are whole per cent.")),
        ),
        number="1",
        phrase="Volumes, channels and actors, with year and source",
    )


def standards_part() -> Part:
    return Part(
        "standards",
        "The 12 Standards",
        (
            Opening("Each Standard stands on a page of its own."),
            PageHead(
                "AED-LEGAL",
                "Heading I, Advance electronic data and risk management",
                "Legal framework for advance electronic data",
                led("Purpose.", "The law should oblige those who hold the data of an online purchase to send "
                    "them to Customs before the goods arrive, in every channel, and should protect those data."),
            ),
            Pairs(
                (Paragraph((Run("Profile by dimension", bold=True),), small=True), Profile(dimensions())),
                (Paragraph((Run("Requirements in law and in practice", bold=True),), small=True),
                 Counts(counts())),
                rule=True,
            ),
            Verdict("BLOCKED", "One gate requirement is in conflict: the secrecy of mail in the Postal Services "
                    "Act, section 18, closes the postal channel to advance data."),
            criteria_table(),
            Together(
                (
                    Pairs(
                        (Heading("Main gaps"), Points(("The duty stops at air express. Post carries 61% of "
                         "inbound parcels (2025) and is exempt.", "Platforms and vendors abroad have no duty."))),
                        (Heading("Next steps"), Points(("The Legal Department drafts a new Part IIIA of the "
                         "Customs Act by 30 September 2026.", "The Post and Customs agree a text for section 18 "
                         "of the Postal Services Act by 30 October 2026."))),
                    ),
                    Box("Unknown", "C5 is unknown. The Legal Adviser of the Competition Authority will give an "
                        "opinion on data-sharing agreements by 31 August 2026."),
                )
            ),
        ),
        number="2",
        phrase="Level, target, gap and evidence, Standard by Standard",
    )  # fmt: skip


def method_part() -> Part:
    words = (
        Column("content", "Content", width=10),
        Column("author", "Author", width=13),
        Column("know", "What the reader should know", width=18),
    )
    rows: tuple[Row, ...] = (
        (text_cell("Standards, their order and titles"), text_cell("WCO Framework of Standards, edition of "
         "June 2022"), text_cell("Titles are those of public sources. Numbers of the 2022 edition are left out "
         "until the team has confirmed them from its own copy.")),
        (text_cell("Criteria, level texts, milestones"), text_cell("FOSDesk, questionnaire 1.0 (constructed)"),
         text_cell("A working instrument. The WCO has neither issued nor reviewed it.")),
    )  # fmt: skip
    return Part(
        "method",
        "Method and limits",
        (
            Opening("This page says where each part of the report comes from, how the figures were made, and "
                    "how far they can be trusted.", large=True),
            Heading("Whose words are these?"),
            Table(words, rows),
            Pairs(
                (Heading("How the figures were made"), Paragraph(led("Level of a Standard.", "The weighted mean "
                 "of its rated criteria."), small=True), Paragraph(led("Coverage.", "Rated criteria divided by "
                 "visible criteria that are not marked not applicable."), small=True)),
                (Heading("Limits"), Paragraph(led("Self-assessment.", "72 of 91 criteria were rated by the "
                 "team."), small=True)),
            ),
            PageBreak(),
            Heading("Record of this version"),
            Facts((("Answers closed", "29 May 2026, E-Commerce Unit, six people"),
                   ("Final and signed", "12 June 2026, Head, E-Commerce Unit; fingerprint 7KQ4-MX2R"))),
            Rule(),
            Paragraph("Disclosure: national confidential."),
        ),
        number="3",
        phrase="Provenance, scales, rules of calculation and cautions",
    )  # fmt: skip


def overview_sheet() -> Sheet:
    columns = (
        Column("code", "Code", width=16),
        Column("title", "Standard, largest gap first", width=39),
        Column("level", "Level", CellKind.NUMBER, 9, decimals=1),
        Column("target", "Target", CellKind.NUMBER, 9, decimals=1),
        Column("gap", "Gap", CellKind.NUMBER, 9, decimals=1, formula="{target}-{level}", strong=True),
        Column("rated", "Rated", CellKind.NUMBER, 8),
        Column("criteria", "Criteria", CellKind.NUMBER, 9),
        Column("coverage", "Coverage", CellKind.SHARE, 11, formula="{rated}/{criteria}"),
        Column("state", "State", width=16),
    )
    rows: list[Row] = []
    for code, title, now, target, rated, total in STANDARDS:
        gap = Decimal(target) - Decimal(now) if now else Decimal(0)
        share = Decimal(rated) / Decimal(total)
        rows.append(
            (
                text_cell(code),
                text_cell(title),
                number_cell(Decimal(now), now) if now else MISSING,
                number_cell(Decimal(target), target),
                number_cell(gap, str(gap)) if now else MISSING,
                number_cell(rated, str(rated)),
                number_cell(total, str(total)),
                share_cell(share, f"{share:.0%}"),
                text_cell("Self-assessed" if now else "Coverage too low"),
            )
        )
    chart = SheetChart(
        "Level and target by Standard, scale 0 to 4; 10 Standards with coverage of one half or more",
        "title",
        (ChartSeries("level"), ChartSeries("target", outline=True)),
        10,
    )
    return Sheet(
        "Overview",
        "Republic of Norland: overview",
        columns,
        tuple(rows),
        "Self-diagnosis, first round · edition of June 2022 · answers of 29 May 2026 · version 1.0",
        "Score = weighted mean of rated criteria. No score is shown where coverage is below 50%.",
        ("19 criteria are unknown: 16 have an owner and a date, 3 have neither.",),
        filtered=True,
        landscape=False,
        chart=chart,
    )


def standard_sheet() -> Sheet:
    levels = ("0", "1", "2", "3", "4", "?", "n/a")
    columns = (
        Column("id", "Id", width=8),
        Column("criterion", "Criterion", width=34, strong=True),
        Column("finding", "Finding", width=46),
        Column("level", "Level", CellKind.LEVEL, 9, choices=levels),
        Column("target", "Target", CellKind.TARGET, 9, choices=levels[:5]),
        Column("evidence", "Evidence", CellKind.EVIDENCE, 10, choices=("A", "B", "C", "D")),
        Column("gap", "Gap", CellKind.NUMBER, 8, formula="{target}-{level}"),
        Column("validated", "Validated", CellKind.LEVEL, 9),
        Column("status", "In law", CellKind.STATUS, 8),
        Column("due", "Due", CellKind.DATE, 14),
    )
    rows = tuple(
        (code, text_cell(both.lead), text_cell(both.text), level, target, evidence, gap, validated,
         status_cell("L-2"), date_cell(date(2026, 9, 30), "30 September 2026"))
        for code, both, level, target, gap, evidence, validated in CRITERIA
    )  # fmt: skip
    return Sheet(
        "AED-LEGAL",
        "Legal framework for advance electronic data",
        columns,
        rows,
        "AED-LEGAL · level 1.7 of 4 · target 3.4 · 6 of 8 criteria rated (75%) · self-assessed on 29 May 2026",
        "White cells with a blue edge are for input. Level 0 to 4, ? for unknown, n/a with a reason.",
        ("Source: working criteria, not WCO text. “Validated” is the level confirmed by the reviewer.",),
    )


@pytest.fixture
def english() -> ReportModel:
    """A whole report in English."""
    facts = DocumentFacts(
        kind="assessment_report",
        title="Cross-border e-commerce: assessment report",
        subtitle="Self-diagnosis against the WCO Cross-Border E-Commerce Framework of Standards, edition of "
        "June 2022",
        country="Republic of Norland",
        ministry="Ministry of Finance",
        administration="Norland Customs Administration",
        edition="2022",
        disclosure="NATIONAL CONFIDENTIAL",
        readers="For the Customs administration and the bodies it names",
        reference="NCA/ECOM/2026/014",
        version="1.0",
        date="12 June 2026",
        language="en",
        training=True,
        code="7KQ4-MX2R",
        contact="Head, E-Commerce Unit",
        cover=(
            ("Kind and round", "Self-diagnosis, first round"),
            ("Period assessed", "January to May 2026"),
            ("Scope", "12 Standards, 91 criteria; 61 requirements of law and procedure"),
            ("Coverage", "72 of 91 criteria were rated. Of the 19 unknown, 16 have an owner and a date."),
            ("Validation", "Not yet validated by an accredited expert"),
            ("Contact point", "Head, E-Commerce Unit, Norland Customs Administration"),
        ),
        statement="Reference NCA/ECOM/2026/014 · version 1.0 · 12 June 2026 · prepared with FOSDesk, "
        "questionnaire 1.0. The criteria, levels and indicators in this report are a working instrument of "
        "FOSDesk. They are not text of the World Customs Organization, which has not reviewed this report.",
        running="Republic of Norland · Assessment of cross-border e-commerce",
        foot="NCA/ECOM/2026/014 · version 1.0 · 12 June 2026",
    )
    key = (
        Heading("How to read the signs"),
        Rule(),
        Pairs((KEY_LEVELS,), (KEY_EVIDENCE, KEY_CHARTS)),
        Rule(),
        KEY_LAW,
        Rule(),
        Paragraph(
            "No score is printed without its coverage, and none where less than one half of the criteria were "
            "rated. The report prints no national total: Standards differ in kind, and one figure would hide "
            "the Standard that blocks the others.",
            small=True,
        ),
    )
    return ReportModel(
        facts=facts,
        parts=(summary_part(), environment_part(), standards_part(), method_part()),
        key=key,
        sheets=(overview_sheet(), standard_sheet()),
    )


@pytest.fixture
def arabic(english: ReportModel) -> ReportModel:
    """The summary of the same report in Arabic, from right to left."""
    facts = replace(
        english.facts,
        title="تقييم التجارة الإلكترونية العابرة للحدود",
        subtitle="تشخيص ذاتي وفق إطار معايير منظمة الجمارك العالمية (WCO)، إصدار يونيو 2022",
        country="جمهورية نورلاند",
        ministry="وزارة المالية",
        administration="إدارة الجمارك",
        disclosure="سري وطني",
        readers="لإدارة الجمارك والجهات التي تسميها",
        language="ar",
        rtl=True,
        cover=(("النوع والجولة", "تشخيص ذاتي، الجولة الأولى"), ("النطاق", "12 معيارًا و91 بندًا")),
        statement="المرجع NCA/ECOM/2026/014 · الإصدار 1.0 · 12 يونيو 2026. البنود والمستويات أداة عمل في FOSDesk "
        "وليست من نصوص منظمة الجمارك العالمية (WCO).",
        running="جمهورية نورلاند · تقييم التجارة الإلكترونية العابرة للحدود",
        foot="NCA/ECOM/2026/014 · الإصدار 1.0 · 12 يونيو 2026",
    )
    chart = profile(
        ARABIC,
        ("المعيار، الأكبر فجوة أولًا", "المستوى", "الهدف", "الفجوة", "التغطية"),
        "{}\u00a0من\u00a0{}",
        "بلا درجة: التغطية دون النصف",
    )
    columns = (
        Column("standard", "المعيار", width=14),
        Column("found", "ما وجدناه", width=24),
        Column("who", "المسؤول", width=12),
        Column("when", "الموعد", CellKind.DATE, 12),
    )
    rows: tuple[Row, ...] = (
        (text_cell("آلية القياس (0.8 من 4)"), text_cell("لا ينشر أي جهاز زمن الإفراج (6\u00a0من\u00a08 بنود)."),
         text_cell("وحدة التجارة الإلكترونية"), date_cell(date(2026, 7, 15), "15 يوليو 2026")),
        (text_cell("جودة البيانات (1.0 من 4)"), text_cell("لا يُتحقق من وصف السلع قبل الوصول (5 من 8)."),
         text_cell("إدارة المخاطر"), date_cell(date(2026, 9, 30), "30 سبتمبر 2026")),
    )  # fmt: skip
    part = Part(
        "summary",
        "الملخص التنفيذي",
        (
            Opening(
                "تستطيع نورلاند تلقي البيانات الإلكترونية قبل الوصول من شركات البريد السريع الجوي، غير أن القانون "
                "يعفي مؤسسة البريد، ولا يقيس أي جهاز النتيجة. وقد جرى تقييم 72 بندًا من أصل 91."
            ),
            Profile(
                chart,
                "الشكل 1.",
                "المستوى والهدف لكل معيار أساسي، تقييم ذاتي، المقياس من 0 إلى 4",
                "المصدر: الإجابات الوطنية بتاريخ 29 مايو 2026، إصدار 2022. بنود التقييم ومستوياته أداة عمل في FOSDesk "
                "وليست من نصوص منظمة الجمارك العالمية (WCO). لم يعتمدها خبير بعد.",
            ),
            Table(columns, rows, "الجدول 1.", "فجوتان رئيسيتان"),
            Pairs(
                (Heading("النتائج"), Points((led("البريد خارج الرؤية.", "يحمل 61% من الطرود الواردة (2025)."),))),
                (Heading("مفتاح"), KEY_EVIDENCE),
            ),
            Box("ما لا نعرفه", "19 بندًا غير معروف: لستة عشر منها مسؤول وموعد، وثلاثة بلا مسؤول."),
        ),
        phrase="ما وجدناه وما ينقص",
    )  # fmt: skip
    return replace(
        english,
        facts=facts,
        words=DocumentWords(
            contents="المحتويات",
            training="تدريب",
            training_band="تدريب · بلد وهمي · ليس للإرسال",
            cover_sheet="الغلاف",
            sheets="الأوراق",
        ),
        parts=(part,),
        key=(KEY_EVIDENCE,),
        sheets=(replace(overview_sheet(), name="نظرة عامة", title="جمهورية نورلاند: نظرة عامة"),),
    )
