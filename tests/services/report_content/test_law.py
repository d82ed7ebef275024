"""Law and procedure in documents: two statuses and the finding, no total, and nothing for wider readers."""

from datetime import UTC, datetime

from fosdesk.base.language import english
from fosdesk.model.answers import NotApplicable, Unknown
from fosdesk.model.report import Heading, Paragraph, Table
from fosdesk.model.table import CellKind
from fosdesk.services import answering
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.report_content.material import Material, gather
from fosdesk.services.report_content.report import assessment_report

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def made(a: OpenAssessment, readers: str = "national", without: frozenset[str] = frozenset()) -> Material:
    return gather(a.view, a.bank, english(), readers, NOW, without)


def rows_of(m: Material) -> dict[str, tuple[str, ...]]:
    """The rows of the chapter by code."""
    part = next(part for part in assessment_report(m).parts if part.id == "law")
    tables = [block for block in part.blocks if isinstance(block, Table)]
    return {row[0].text: tuple(cell.text for cell in row[1:]) for table in tables for row in table.rows}


def test_every_requirement_has_its_line(sample: OpenAssessment) -> None:
    rows = rows_of(made(sample))
    asked = [item for item in sample.bank.items.values() if item.requirement is not None]
    assert list(rows) == [item.code for item in asked]
    assert rows["LEG-01-10"][:3] == ("Secrecy of mail", "Conflict", "In some offices, operators or channels")
    assert rows["LEG-01-10"][3].startswith("Postal Act s. 17 forbids")
    assert rows["LEG-06-04"][1:3] == ("?", "?")


def test_what_is_not_applicable_has_no_practice(sample: OpenAssessment) -> None:
    seen = sample.snapshot.heads("law_revenue_06", "value")
    answering.answer(sample, "law_revenue_06", NotApplicable("There is no flat rate."), seen).result()
    row = rows_of(made(sample))["LEG-07-06"]
    assert row[1:3] == ("n/a", "–")
    assert row[3].endswith("Not applicable: There is no flat rate.")


def test_an_empty_assessment_says_how_many_are_open(a: OpenAssessment) -> None:
    m = made(a)
    part = next(part for part in assessment_report(m).parts if part.id == "law")
    assert not [block for block in part.blocks if isinstance(block, Table | Heading)]
    asked = sum(item.requirement is not None for item in a.bank.items.values())
    said = [block.text for block in part.blocks if isinstance(block, Paragraph)]
    assert f"{asked} requirements are open." in said


def test_a_requirement_not_established_is_not_open(a: OpenAssessment) -> None:
    answering.answer(a, "law_common_01", Unknown("Treaty section", "2026-12-18"), ()).result()
    assert rows_of(made(a))["LEG-00-01"][1:3] == ("?", "–")


def test_the_sheet_holds_the_rule_its_place_and_its_lead_time(sample: OpenAssessment) -> None:
    sheet = next(
        sheet for sheet in assessment_report(made(sample)).sheets if sheet.title == "Law and procedure"
    )
    row = next(row for row in sheet.rows if row[0].text == "LEG-01-01")
    by_column = {column.key: cell for column, cell in zip(sheet.columns, row, strict=True)}
    assert by_column["rule"].text.startswith("An act creates the duty")
    assert by_column["level"].text == "act, regulation"
    assert by_column["lead_time"].text == "18 months (12 to 30)"
    assert "WTO TFA Article 7.1 – treaty duty: Customs accepts early data; no duty of traders" in (
        by_column["references"].text
    )
    assert by_column["law"].kind is CellKind.TEXT


def test_wider_readers_see_no_status(sample: OpenAssessment) -> None:
    assert rows_of(made(sample, "wco"))
    assert rows_of(made(sample, "public")) == {}


def test_the_part_can_be_left_out(sample: OpenAssessment) -> None:
    report = assessment_report(made(sample, without=frozenset({"law"})))
    assert "law" not in [part.id for part in report.parts]
    assert "Law and procedure" not in [sheet.title for sheet in report.sheets]
