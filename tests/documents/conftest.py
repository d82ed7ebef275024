"""The report of a made-up country: every kind of block, cell, sheet and chart."""

import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fosdesk.base.paths import program_root
from fosdesk.model import chart as c
from fosdesk.model import report as r
from fosdesk.model import table as t
from fosdesk.model.table import MISSING, CellKind, Column, led, text_cell

STANDARDS = (
    ("MEASUREMENT", "Mechanism of measurement", "0.8", "3.0", 6, 8),
    ("AED-QUALITY", "Data quality", "1.0", "3.0", 5, 8),
    ("INTERAGENCY", "Inter-agency cooperation", "1.0", "3.0", 6, 7),
    ("AED-LEGAL", "Legal framework for advance data", "1.7", "3.4", 7, 8),
    ("FRAUD", "Prevention of fraud and illicit trade", "1.5", "3.0", 6, 8),
    ("RISK", "Risk management", "2.1", "3.5", 8, 8),
    ("AED-STANDARDS", "International standards for advance data", "1.9", "3.0", 8, 8),
    ("REVENUE", "Models of revenue collection", "2.0", "3.0", 7, 8),
    ("SIMPLIFIED", "Simplified clearance procedures", "2.6", "3.5", 8, 8),
    ("DEMINIMIS", "De minimis", "", "3.0", 3, 7),
    ("TECHNOLOGY", "Technology and innovation", "", "2.5", 2, 7),
)
HEADS = (("now", "Level"), ("target", "Target"), ("gap", "Gap"), ("coverage", "Coverage"))


@pytest.fixture(scope="session")
def fonts() -> Path:
    return program_root() / "resources" / "fonts"


def run_tool(*command: str | Path) -> str:
    """Run a tool of the test group of system packages; a missing tool fails the test."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


@pytest.fixture(scope="session")
def tool() -> Callable[..., str]:
    return run_tool


@pytest.fixture(scope="session")
def words_of() -> Callable[[str], str]:
    """Reduce text to what any reader of PDF must find: letters and digits, forms and marks folded."""

    def reduced(text: str) -> str:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
        return "".join(re.findall(r"[^\W_]+", "".join(x for x in folded if unicodedata.category(x) != "Mn")))

    return reduced


# Parts ---------------------------------------------------------------------------------------


def profile() -> c.ProfileChart:
    rows = []
    for code, title, now, target, rated, total in STANDARDS:
        rows.append(
            c.ProfileRow(
                code,
                title,
                float(now) if now else None,
                float(target),
                now_text=now or "–",
                target_text=target,
                gap_text=str(Decimal(target) - Decimal(now)) if now else "–",
                coverage=rated / total,
                coverage_text=f"{rated} of {total}",
                note="" if now else "No score: coverage below half",
            )
        )
    return c.ProfileChart(tuple(rows), "Standard, largest gap first", HEADS)  # type: ignore[arg-type]


def summary() -> r.Part:
    found = (
        led("Express data arrive early.", "Four of four operators lodge data before arrival for 94%."),
        led("Traders are well informed.", "Outreach stands at 2.9 (8 of 8 criteria), grade A for six."),
        led("Post is the blind spot.", "It carries 61% of inbound parcels (2025); 12% arrive with data."),
    )
    gaps = (
        led("Nobody measures.", "Measurement stands at 0.8 against 3.0 (6 of 8 criteria)."),
        led("Data cannot be trusted yet.", "Descriptions are not checked before arrival."),
    )
    blocks = (
        r.Opening(
            "Norland can receive electronic data before arrival from air express, but the law exempts the "
            "Post, and no agency measures the result. Three changes to the Customs Act would remove the "
            "obstacles found most often."
        ),
        r.Profile(
            profile(),
            "Figure 1.",
            "Level and target of each Standard, self-assessed, scale 0 to 4; 66 of 84 criteria rated.",
            "Source: national answers of 29 May 2026. Gap = target minus level. Not yet validated.",
        ),
        r.Pairs(
            (r.Heading("Main findings"), r.Points(found)),
            (r.Heading("Main gaps"), r.Points(gaps)),
        ),
        r.Box(
            "What is not known",
            "18 criteria are unknown: 15 have an owner and a date, three have neither. De minimis (3 of 7 "
            "rated) waits for the Revenue Department until 31 July 2026.",
        ),
    )
    phrase = "What was found, what is missing, what is not known"
    return r.Part("summary", "Executive summary", blocks, phrase=phrase)


def environment() -> r.Part:
    columns = (
        Column("indicator", "Indicator", width=34),
        Column("value", "Value", CellKind.NUMBER),
        Column("share", "Share", CellKind.SHARE),
        Column("coverage", "Coverage", CellKind.COVERAGE),
        Column("status", "In law", CellKind.STATUS),
        Column("day", "Date", CellKind.DATE),
        Column("source", "Source", width=22),
    )
    rows = tuple(
        (
            text_cell(f"Inbound parcels, channel {number}", note="Post and express"),
            t.number_cell(1200 + number, f"{1200 + number:,}"),
            t.share_cell(Decimal("0.61"), "61%"),
            t.coverage_cell(Decimal("0.5"), "4 of 8"),
            t.status_cell(f"L-{number % 5}" if number % 6 else "L-X"),
            t.date_cell(date(2026, 9, 30), "30 September 2026"),
            text_cell("Statistics Office, annual report on postal and express traffic"),
        )
        for number in range(40)
    )
    bars = c.BarsChart(
        (
            c.BarRow("Post", 0.61, "61%", 0.8),
            c.BarRow("Express", 0.30, "30%"),
            c.BarRow("Cargo", None, "–", note="Not established"),
        ),
        1.0,
        ((0.0, "0"), (0.5, "50%"), (1.0, "100%")),
        "Channel",
        "Share, 2025",
    )
    blocks = (
        r.Opening("Volumes, channels and actors, each with its year and its source."),
        r.Bars(bars, "Figure 2.", "Inbound parcels by channel", "Source: Statistics Office, 2025."),
        r.Heading("Indicators", bookmark=True),
        r.Table(columns, rows, "Table 1.", "Indicators with year and source", "Source: see column."),
        r.Notes(("A dash means that the figure was not established.", "Shares are whole per cent.")),
    )
    return r.Part("environment", "National environment", blocks, "1", "Volumes, channels and actors")


CRITERIA_COLUMNS = (
    Column("code", "", width=2.4),
    Column("criterion", "Criterion and finding", width=30),
    Column("level", "Level", CellKind.LEVEL),
    Column("target", "Target", CellKind.TARGET),
    Column("gap", "Gap", CellKind.NUMBER),
    Column("evidence", "Evidence", CellKind.EVIDENCE),
    Column("validated", "Validated", CellKind.LEVEL),
)
CRITERIA: tuple[t.Row, ...] = tuple(
    (text_cell(code), text_cell(found, lead), level, t.target_cell(target), gap, evidence, validated)
    for code, lead, found, level, target, gap, evidence, validated in (
        ("C1", "Duty to lodge data.", "Customs Act s. 31 covers air express. Post and road have no duty.",
         t.level_cell(2), 4, t.number_cell(2, "2"), t.evidence_cell("A"), t.level_cell(2)),
        ("C2", "Who supplies which data.", "Only the carrier is named. Vendor and platform are missing.",
         t.level_cell(1), 3, t.number_cell(2, "2"), t.evidence_cell("B"), t.level_cell(1)),
        ("C3", "Legal effect of records.", "Electronic Transactions Act s. 9 applies.",
         t.level_cell(3), 4, t.number_cell(1, "1"), t.evidence_cell("C"), t.level_cell(4)),
        ("C4", "Confidentiality.", "The Competition Authority has not yet given its opinion.",
         t.unknown_cell(), 3, MISSING, MISSING, MISSING),
        ("C5", "Gateway to other agencies.", "Health receives data by letter, case by case.",
         t.level_cell(1, "1*"), 3, t.number_cell(2, "2"), t.evidence_cell("D"), MISSING),
        ("C6", "Free zones.", "There are no free zones in the country.",
         t.not_applicable_cell(), 3, MISSING, MISSING, MISSING),
        ("C7", "Sanctions with appeal.", "One fixed fine; no correction without penalty.",
         t.level_cell(0), 4, t.number_cell(4, "4"), t.evidence_cell("A"), t.level_cell(0)),
    )
)  # fmt: skip


def counts() -> c.CountsChart:
    tones = ("ink", "level0", "level1", "level2", "level3", "level4")
    law = [c.Segment(n, str(n), tone) for n, tone in zip((1, 3, 2, 5, 1, 3), tones, strict=True)]
    said = "1 conflict, 3 absent, 2 power only, 5 incomplete, 1 adopted, 3 conforming, 1 not established"
    practice = (c.Segment(6, "6", "level0"), c.Segment(3, "3", "level4"), c.Segment(0, "0", "level2"))
    return c.CountsChart(
        (
            c.CountsRow("Law, 16", (*law, c.Segment(1, "1", "paper", dashed=True)), said),
            c.CountsRow("Practice, 9", practice, "6 not practised, 3 applied generally"),
        )
    )


def dimensions() -> c.ProfileChart:
    rows = (
        c.ProfileRow("L", "Law", 1.8, 3.5, 1.2, now_text="1.8", coverage_text="6 of 7"),
        c.ProfileRow("C", "Cooperation", 1.0, 3.0, now_text="1.0", coverage_text="1 of 1"),
        c.ProfileRow("", "Standard", 1.7, 3.4, now_text="1.7", coverage_text="7 of 8", strong=True),
    )
    heads = (HEADS[0], HEADS[3])
    return c.ProfileChart(rows, "", heads, strong="now", bar=False, row_height=18, framed=False)  # type: ignore[arg-type]


def small_head(text: str) -> r.Paragraph:
    return r.Paragraph((t.Run(text, bold=True),), small=True)


def standards() -> r.Part:
    lower = (
        r.Pairs(
            (r.Heading("Main gaps"), r.Points(("The duty stops at air express.",))),
            (
                r.Heading("Next steps"),
                r.Points(("The Legal Department drafts Part IIIA.", "The Post agrees.")),
            ),
        ),
        r.Box("Unknown", "C4 is unknown. The Legal Adviser will give an opinion by 31 August 2026."),
    )
    blocks = (
        r.Opening("Each Standard stands on a page of its own."),
        r.PageHead(
            "AED-LEGAL",
            "Heading I, Advance electronic data and risk management",
            "Legal framework for advance electronic data",
            led(
                "Purpose.",
                "The law should oblige those who hold the data of an online purchase to send them.",
            ),
        ),
        r.Pairs(
            (small_head("Profile by dimension"), r.Profile(dimensions())),
            (small_head("Requirements in law and in practice"), r.Counts(counts())),
            rule=True,
        ),
        r.Verdict("BLOCKED", "One gate requirement is in conflict: the secrecy of mail, section 18."),
        r.Table(CRITERIA_COLUMNS, CRITERIA, source="Source: working criteria, not WCO text; 5 of 7 rated."),
        r.Together(lower),
    )
    return r.Part("standards", "The 11 Standards", blocks, "2", "Level, target, gap and evidence")


def method() -> r.Part:
    columns = (
        Column("content", "Content", width=10),
        Column("author", "Author", width=13),
        Column("know", "What the reader should know", width=18),
    )
    rows = (
        (text_cell("Standards and titles"), text_cell("WCO Framework of Standards"), text_cell("Public.")),
        (text_cell("Criteria"), text_cell("FOSDesk"), text_cell("A working instrument, not WCO text.")),
    )
    record = (
        ("Answers closed", "29 May 2026, E-Commerce Unit, six people"),
        ("Final and signed", "12 June 2026; fingerprint 7KQ4-MX2R"),
    )
    blocks = (
        r.Opening("This page says where each part of the report comes from.", large=True),
        r.Heading("Whose words are these?"),
        r.Table(columns, rows),
        r.PageBreak(),
        r.Heading("Record of this version"),
        r.Facts(record),
        r.Rule(),
        r.Paragraph("Disclosure: national confidential."),
    )
    return r.Part("method", "Method and limits", blocks, "3", "Provenance, scales, rules and cautions")


def key() -> tuple[r.Block, ...]:
    def signs(title: str, *entries: tuple[t.TableCell, str, str], columns: int = 1) -> r.SignList:
        return r.SignList(title, tuple(r.SignEntry(*entry) for entry in entries), columns)

    names = ("Not started.", "Initial.", "Developing.", "Established.", "Measured and improving.")
    levels = [(t.level_cell(level), name, "As described.") for level, name in enumerate(names)]
    states = [(t.unknown_cell(), "Unknown.", "Never zero."), (MISSING, "Not answered.", "")]
    grades = [(t.evidence_cell(grade), "", f"Evidence of grade {grade}") for grade in "ABCD"]
    charts = (
        (t.TableCell(CellKind.DOT, ""), "", "Level now, self-assessed"),
        (t.TableCell(CellKind.DIAMOND, ""), "", "Target set by the administration"),
        (t.coverage_cell(Decimal("0.86"), ""), "", "Coverage"),
    )
    law = [(t.status_cell(f"L-{code}"), "In law.", "As named.") for code in "X01234"]
    return (
        r.Heading("How to read the signs"),
        r.Pairs(
            (signs("Level of practice", *levels, *states),),
            (signs("Evidence grade", *grades), signs("In charts", *charts)),
        ),
        signs("Status in law", *law, columns=2),
        r.Paragraph("No score is printed without its coverage.", small=True),
    )


# Sheets --------------------------------------------------------------------------------------


def overview_sheet() -> r.Sheet:
    columns = (
        Column("code", "Code", width=16),
        Column("title", "Standard, largest gap first", width=39),
        Column("level", "Level", CellKind.NUMBER, 9, decimals=1),
        Column("target", "Target", CellKind.NUMBER, 9, decimals=1),
        Column("gap", "Gap", CellKind.NUMBER, 9, 1, "{target}-{level}", strong=True),
        Column("rated", "Rated", CellKind.NUMBER, 8),
        Column("criteria", "Criteria", CellKind.NUMBER, 9),
        Column("coverage", "Coverage", CellKind.SHARE, 11, formula="{rated}/{criteria}"),
        Column("state", "State", width=16),
    )
    rows = []
    for code, title, now, target, rated, total in STANDARDS:
        share = Decimal(rated) / Decimal(total)
        gap = Decimal(target) - Decimal(now) if now else None
        rows.append(
            (
                text_cell(code),
                text_cell(title),
                t.number_cell(Decimal(now), now) if now else MISSING,
                t.number_cell(Decimal(target), target),
                t.number_cell(gap, str(gap)) if gap is not None else MISSING,
                t.number_cell(rated, str(rated)),
                t.number_cell(total, str(total)),
                t.share_cell(share, f"{share:.0%}"),
                t.TableCell(CellKind.TEXT, "Self-assessed" if now else "Coverage too low", warning=not now),
            )
        )
    series = (r.ChartSeries("level"), r.ChartSeries("target", outline=True))
    return r.Sheet(
        "Overview",
        "Republic of Norland: overview",
        columns,
        tuple(rows),
        "Self-diagnosis, first round · edition of June 2022 · version 1.0",
        "Score = weighted mean of rated criteria. No score is shown where coverage is below 50%.",
        ("18 criteria are unknown: 15 have an owner and a date, 3 have neither.",),
        filtered=True,
        landscape=False,
        chart=r.SheetChart("Level and target by Standard, scale 0 to 4", "title", series, 9),
    )


def standard_sheet() -> r.Sheet:
    levels = ("0", "1", "2", "3", "4", "?", "n/a")
    columns = (
        Column("id", "Id", width=8),
        Column("criterion", "Criterion", width=34, strong=True),
        Column("finding", "Finding", width=46),
        Column("level", "Level", CellKind.LEVEL, 9, choices=levels),
        Column("target", "Target", CellKind.TARGET, 9, choices=levels[:5]),
        Column("evidence", "Evidence", CellKind.EVIDENCE, 10),
        Column("gap", "Gap", CellKind.NUMBER, 8, formula="{target}-{level}"),
        Column("validated", "Validated", CellKind.LEVEL, 9),
        Column("cost", "Cost, NLD", CellKind.NUMBER, 14, decimals=2),
        Column("due", "Due", CellKind.DATE, 14),
    )
    cost = t.number_cell(Decimal("1234567.5"), "1,234,567.50")
    due = t.date_cell(date(2026, 9, 30), "30 September 2026")
    rows = tuple(
        (code, text_cell(both.lead), text_cell(both.text), level, target, evidence, gap, validated, cost, due)
        for code, both, level, target, gap, evidence, validated in CRITERIA
    )
    facts = "AED-LEGAL · level 1.7 of 4 · target 3.4 · 5 of 7 criteria rated"
    how = "White cells with a blue edge are for input. Level 0 to 4, ? for unknown, n/a with a reason."
    title = "Legal framework for advance electronic data"
    return r.Sheet("AED-LEGAL", title, columns, rows, facts, how, ("Source: working criteria.",))


# The report ----------------------------------------------------------------------------------


@pytest.fixture
def english() -> r.ReportModel:
    """A whole report in English."""
    facts = r.DocumentFacts(
        kind="assessment_report",
        title="Cross-border e-commerce: assessment report",
        subtitle="Self-diagnosis against the WCO Cross-Border E-Commerce Framework, edition of June 2022",
        country="Republic of Norland",
        ministry="Ministry of Finance",
        administration="Norland Customs Administration",
        disclosure="NATIONAL CONFIDENTIAL",
        readers="For the Customs administration and the bodies it names",
        reference="NCA/ECOM/2026/014",
        version="1.0",
        date="12 June 2026",
        language="en",
        training=True,
        code="7KQ4-MX2R",
        cover=(
            ("Kind and round", "Self-diagnosis, first round"),
            ("Period assessed", "January to May 2026"),
            ("Coverage", "66 of 84 criteria were rated. Of the 18 unknown, 15 have an owner and a date."),
            ("Contact point", "Head, E-Commerce Unit, Norland Customs Administration"),
        ),
        statement="Reference NCA/ECOM/2026/014 · version 1.0 · 12 June 2026 · prepared with FOSDesk. The "
        "criteria, levels and indicators are a working instrument of FOSDesk, not text of the WCO.",
        running="Republic of Norland · Assessment of cross-border e-commerce",
        foot="NCA/ECOM/2026/014 · version 1.0 · 12 June 2026",
    )
    parts = (summary(), environment(), standards(), method())
    return r.ReportModel(facts=facts, parts=parts, key=key(), sheets=(overview_sheet(), standard_sheet()))


ARABIC = (
    "آلية القياس",
    "جودة البيانات",
    "التعاون بين الأجهزة",
    "الإطار القانوني للبيانات المسبقة",
    "منع الغش والتجارة غير المشروعة",
    "إدارة المخاطر",
    "المعايير الدولية للبيانات المسبقة",
    "نماذج تحصيل الإيرادات",
    "إجراءات التخليص المبسطة",
    "الحد الأدنى للإعفاء",
    "التكنولوجيا والابتكار",
)


def arabic_summary() -> r.Part:
    base = profile()
    heads = tuple(
        zip(("now", "target", "gap", "coverage"), ("المستوى", "الهدف", "الفجوة", "التغطية"), strict=True)
    )
    rows = tuple(
        replace(
            row,
            label=name,
            coverage_text=row.coverage_text.replace(" of ", "\u00a0من\u00a0"),
            note="بلا درجة: التغطية دون النصف" if row.note else "",
        )
        for row, name in zip(base.rows, ARABIC, strict=True)
    )
    chart = c.ProfileChart(rows, "المعيار، الأكبر فجوة أولًا", heads)  # type: ignore[arg-type]
    columns = (
        Column("standard", "المعيار", width=14),
        Column("found", "ما وجدناه", width=24),
        Column("level", "المستوى", CellKind.LEVEL),
        Column("when", "الموعد", CellKind.DATE, 12),
    )
    found = "لا ينشر أي جهاز زمن الإفراج (6\u00a0من\u00a08 بنود)."
    day = t.date_cell(date(2026, 7, 15), "15 يوليو 2026")
    blocks = (
        r.Opening(
            "تستطيع نورلاند تلقي البيانات الإلكترونية قبل الوصول من شركات البريد السريع الجوي، غير أن "
            "القانون يعفي مؤسسة البريد. وقد جرى تقييم 66 بندًا من أصل 84."
        ),
        r.Profile(chart, "الشكل 1.", "المستوى والهدف لكل معيار", "المصدر: أداة عمل في FOSDesk (WCO)."),
        r.Table(columns, ((text_cell("آلية القياس"), text_cell(found), t.level_cell(1), day),), "الجدول 1."),
        r.Pairs(
            (r.Heading("النتائج"), r.Points((led("البريد.", "يحمل 61% من الطرود (2025)."),))), key()[2:3]
        ),
        r.Verdict("محظور", "سرية البريد في القانون، المادة 18."),
        r.Box("ما لا نعرفه", "18 بندًا غير معروف: لخمسة عشر منها مسؤول وموعد."),
    )
    return r.Part("summary", "الملخص التنفيذي", blocks, phrase="ما وجدناه وما ينقص")


@pytest.fixture
def arabic(english: r.ReportModel) -> r.ReportModel:
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
        cover=(("النوع والجولة", "تشخيص ذاتي، الجولة الأولى"), ("النطاق", "11 معيارًا و84 بندًا")),
        statement="المرجع NCA/ECOM/2026/014 · الإصدار 1.0 · البنود والمستويات أداة عمل في FOSDesk.",
        running="جمهورية نورلاند · تقييم التجارة الإلكترونية العابرة للحدود",
        foot="NCA/ECOM/2026/014 · الإصدار 1.0 · 12 يونيو 2026",
    )
    words = r.DocumentWords(
        contents="المحتويات",
        training="تدريب",
        training_band="تدريب · بلد وهمي · ليس للإرسال",
        cover_sheet="الغلاف",
        sheets="الأوراق",
    )
    sheet = replace(overview_sheet(), name="نظرة عامة", title="جمهورية نورلاند: نظرة عامة")
    return replace(english, facts=facts, words=words, parts=(arabic_summary(),), sheets=(sheet,))
