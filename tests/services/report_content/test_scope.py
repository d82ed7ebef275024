"""Scope and order in report and workbook: what is left out is named with its reason, and nowhere else."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fosdesk.base.language import english
from fosdesk.base.progress import SilentProgress
from fosdesk.model.report import PageHead, ReportModel
from fosdesk.model.snapshot import Edit
from fosdesk.services import answering, editions, reporting, standards
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import ENTITY
from fosdesk.services.report_content.material import Material, gather
from fosdesk.services.report_content.report import assessment_report
from fosdesk.services.report_content.scope import scope_lines

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
REASON = "No programme of authorised operators exists; the next round takes it up."


@pytest.fixture
def changed(sample: OpenAssessment) -> OpenAssessment:
    """The exercise country without AEO, with measurement first and the law after risk; numbers confirmed."""
    a = sample
    answering.record(a, standards.leaving_out(a.snapshot, "AEO", REASON)).result()
    for code, to in (("MEASUREMENT", 0), ("AED-LEGAL", 4)):
        answering.record(a, standards.moving(a.snapshot, a.facts, a.bank, code, to)).result()
    answering.record(a, standards.confirming(a.snapshot, a.facts, a.bank)).result()
    return a


def material(a: OpenAssessment, readers: str = "national") -> Material:
    return gather(a.view, a.bank, english(), readers, NOW)


@pytest.mark.parametrize("readers", ["national", "public"])
def test_pages_and_sheets_follow_the_order_of_the_assessment(changed: OpenAssessment, readers: str) -> None:
    model = assessment_report(material(changed, readers))
    wanted = standards.in_scope(changed.facts, changed.bank)
    assert wanted[:5] == ("MEASUREMENT", "AED-STANDARDS", "AED-QUALITY", "RISK", "AED-LEGAL")
    assert "AEO" not in wanted
    blocks = [block for part in model.parts for block in part.blocks]
    assert tuple(block.code for block in blocks if isinstance(block, PageHead)) == wanted
    assert tuple(sheet.name for sheet in model.sheets if sheet.name in wanted) == wanted
    assert not any(sheet.name == "AEO" for sheet in model.sheets)


def test_what_is_left_out_is_in_no_figure(sample: OpenAssessment) -> None:
    before = material(sample).profile
    answering.record(sample, standards.leaving_out(sample.snapshot, "AEO", REASON)).result()
    after = material(sample).profile
    assert {gap.item.standard for gap in before.gaps} - {gap.item.standard for gap in after.gaps} == {"AEO"}
    two = next(row for row in after.headings if row.id == "II")
    assert (
        two.score.applicable_weight < next(r for r in before.headings if r.id == "II").score.applicable_weight
    )


def test_the_report_says_what_is_not_assessed_and_why(
    changed: OpenAssessment, context: AppContext, tmp_path: Path
) -> None:
    order = reporting.Order(
        "report", tmp_path / "r.pdf", "national", english(), changed.bank, NOW, context.paths.fonts
    )
    reporting.write(changed, order, SilentProgress())
    command = ("pdftotext", "-raw", order.target, "-")
    text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    text = " ".join(text.split())
    assert REASON in text
    assert "15 of 16 Standards of the 2022 edition are assessed." in text
    assert "They stand in a national order: MEASUREMENT, AED-STANDARDS" in text
    assert "comes before “Legal framework for AED”, on which it rests" in text
    assert "The team has checked the numbers" in text
    assert "4 Risk management for facilitation and control" in text


def test_the_workbook_says_it_too(changed: OpenAssessment) -> None:
    sheet = assessment_report(material(changed)).sheets[-1]
    said = {str(row[0].text): str(row[1].text) for row in sheet.rows}
    assert said["Not assessed: AEO"].endswith(REASON)
    assert said["Team"].startswith("A. Moreno (Team leader, E-Commerce Unit); ")


def test_both_numbers_stand_where_both_are_confirmed(sample: OpenAssessment) -> None:
    known = (("2022:RISK", 4), ("2018:RISK", 3), ("2018:AEO", 6))
    answering.record(sample, [Edit(ENTITY, f"number:{of}", {"v": n}) for of, n in known]).result()
    one = assessment_report(material(sample))
    both = assessment_report(gather(sample.view, sample.bank, english(), "national", NOW, both_numbers=True))

    def heads(model: ReportModel) -> dict[str, str]:
        blocks = (block for part in model.parts for block in part.blocks)
        return {block.code: block.title for block in blocks if isinstance(block, PageHead)}

    assert heads(one)["RISK"] == "4 Risk management for facilitation and control"
    assert heads(both)["RISK"] == "4 (2018: 3) Risk management for facilitation and control"
    assert heads(both)["AEO"].startswith("(2018: 6) Expanding")
    assert heads(both)["FRAUD"] == heads(one)["FRAUD"]
    sheet = both.sheets[0]
    at = [column.head for column in sheet.columns].index("Number in 2018")
    numbers = {str(row[0].text): str(row[at].text) for row in sheet.rows}
    assert (numbers["RISK"], numbers["AEO"]) == ("3", "6")
    assert "Number in 2018" not in [column.head for column in one.sheets[0].columns]
    assert "RISK" in [sheet.name for sheet in both.sheets]
    titles = {sheet.name: sheet.title for sheet in both.sheets}
    assert titles["RISK"].startswith("4 (2018: 3)")


def test_the_report_says_what_an_edition_hides_and_what_waits(sample: OpenAssessment) -> None:
    editions.move(sample, "2018").result()
    assert "answers are kept and hidden" in " ".join(scope_lines(material(sample)))
    editions.move(sample, "2022").result()
    said = " ".join(scope_lines(material(sample)))
    assert "were given before the move to the 2022 edition and are not confirmed yet" in said
    assert "kept and hidden" not in said
