"""The sample country: complete, coherent, and never to be taken for a real one."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from babel.numbers import list_currencies

from fosdesk.analysis.checks import checks
from fosdesk.analysis.scores import all_scores
from fosdesk.exchange.answers_json import read_answers
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import ItemType
from fosdesk.forms.rules import Judge
from fosdesk.forms.state import Form, FormState
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Unmeasured, Value, from_cell
from fosdesk.services.facts import FIELDS

ORDERS = "valdoria-extracts-of-orders-TRAINING.pdf"
MINUTES = "valdoria-minutes-and-notices-TRAINING.pdf"
TIMELY = "Express, data in time under Notice 7/2023"
WORKBOOK = "valdoria-inbound-parcels-2023-2025-TRAINING.xlsx"
FACETS = {"value", "comment", "flag", "target", "validated", "year", "source", "followup", "evidence"}


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> dict[str, Any]:
    """The file as written."""
    content: dict[str, Any] = json.loads((sample_folder / "sample.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="session")
def answers(sample: dict[str, Any]) -> dict[str, Answer]:
    """The answers by item id."""
    found = {key: from_cell(entry["value"]) for key, entry in sample["answers"].items()}
    return {key: answer for key, answer in found.items() if answer is not None}


@pytest.fixture(scope="session")
def state(bank: Bank, sample: dict[str, Any], answers: dict[str, Answer]) -> FormState:
    """The whole form, filled in with the sample."""
    parameters = {"edition": sample["facts"]["edition"]["v"], "currency": sample["facts"]["currency"]["v"]}
    return Form(bank, parameters).full(answers)


def test_the_file_holds_facts_and_answers_in_the_shape_of_an_import(sample: dict[str, Any]) -> None:
    assert set(sample) == {"facts", "answers", "rows"}
    assert set(sample["facts"]) <= {*FIELDS, "team"}
    for key, entry in sample["answers"].items():
        assert set(entry) <= FACETS, key


def test_the_country_does_not_exist_and_says_so(sample: dict[str, Any]) -> None:
    facts = {name: cell["v"] for name, cell in sample["facts"].items()}
    assert facts["training"] is True
    assert facts["country_code"][0] == "X", "outside the codes that ISO 3166 assigns to countries"
    assert facts["currency"] not in list_currencies()
    assert facts["contact"].endswith(".example")


def test_every_question_is_answered_once(
    bank: Bank, answers: dict[str, Answer], sample: dict[str, Any]
) -> None:
    filled = {item.id for register, item in bank.registers.items() if sample["rows"].get(register)}
    assert not filled & set(answers)
    assert filled | set(answers) == {item.id for item in bank.items.values() if item.type.answerable}


def test_every_answer_is_visible_valid_and_without_a_warning(
    state: FormState, answers: dict[str, Answer]
) -> None:
    assert [key for key in answers if not state.visible(key)] == []
    assert dict(state.invalid) == {}
    assert dict(state.warned) == {}


def test_special_answers_are_allowed_and_complete(bank: Bank, answers: dict[str, Answer]) -> None:
    kinds = {NotApplicable: "na", Unknown: "unknown", Unmeasured: "unmeasured"}
    seen = set()
    for key, answer in answers.items():
        if isinstance(answer, Value):
            continue
        seen.add(type(answer))
        assert kinds[type(answer)] in bank.items[key].allow, key
        if isinstance(answer, Unknown):
            assert answer.who, key
            assert date.fromisoformat(answer.by).year in (2026, 2027), key
        else:
            assert answer.reason.endswith("."), key
    assert seen == set(kinds)


def test_levels_have_a_finding_and_name_what_is_missing(bank: Bank, sample: dict[str, Any]) -> None:
    for key, entry in sample["answers"].items():
        item = bank.items[key]
        if item.type is not ItemType.LEVEL:
            continue
        assert entry["comment"].endswith((".", "?")), key
        level = entry["value"].get("v")
        asks = item.followup is not None and level in item.followup.levels
        assert bool(entry.get("followup")) is asks, key


def test_figures_have_year_and_source(bank: Bank, sample: dict[str, Any]) -> None:
    for key, entry in sample["answers"].items():
        item = bank.items[key]
        if item.type.numeric and "v" in entry["value"]:
            assert entry["year"].isdigit(), key
            assert entry["source"], key


def test_facets_of_every_kind_are_shown(sample: dict[str, Any]) -> None:
    entries = sample["answers"].values()
    assert {facet for entry in entries for facet in entry} == FACETS
    differing = [e for e in entries if "validated" in e and e["validated"] != e["value"]["v"]]
    assert len(differing) == 1, "one level that the reviewer sees in another way"
    for entry in entries:
        assert entry.get("target", 3) in range(5)
        assert entry.get("validated", 0) in range(5)


def test_one_claim_lacks_evidence_and_is_flagged(bank: Bank, sample: dict[str, Any]) -> None:
    claims = [
        key
        for key, entry in sample["answers"].items()
        if bank.items[key].evidence_from is not None
        and entry["value"].get("v", 0) >= (bank.items[key].evidence_from or 0)
        and not entry.get("evidence")
    ]
    assert claims == ["revenue_c3"]
    assert "specimen" in sample["answers"]["revenue_c3"]["flag"]


def test_evidence_is_there_and_nothing_else(sample: dict[str, Any], sample_folder: Path) -> None:
    linked = {link["file"] for entry in sample["answers"].values() for link in entry.get("evidence", ())}
    notes = [link["note"] for entry in sample["answers"].values() for link in entry.get("evidence", ())]
    assert linked == {ORDERS, MINUTES, WORKBOOK}
    assert all(notes)
    assert {file.name for file in sample_folder.iterdir()} == linked | {"sample.json", "sample.fr.json"}


def words_of(path: Path) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def test_every_page_and_sheet_of_the_evidence_is_marked(sample_folder: Path) -> None:
    for name in (ORDERS, MINUTES):
        assert all("fictional country" in page for page in words_of(sample_folder / name)), name
    for sheet in openpyxl.load_workbook(sample_folder / WORKBOOK).worksheets:
        assert sheet["A2"].value.startswith("TRAINING"), sheet.title


def test_the_answers_agree_with_the_evidence(sample: dict[str, Any], sample_folder: Path) -> None:
    book = openpyxl.load_workbook(sample_folder / WORKBOOK)
    parcels = {row[0]: row[3] for row in book["Inbound parcels"].iter_rows(min_row=6, values_only=True)}
    shares = {row[0]: row[3] for row in book["Advance data"].iter_rows(min_row=6, values_only=True)}
    revenue = {row[0]: row[3] for row in book["Revenue"].iter_rows(min_row=6, values_only=True)}
    given = {key: entry["value"].get("v") for key, entry in sample["answers"].items()}
    assert given["env_parcels_post"] == parcels["Letter post with goods"] + parcels["Parcel post and EMS"]
    assert given["env_parcels_express"] == parcels["Express"]
    assert given["env_parcels_cargo"] == parcels["Road"]
    assert Decimal(given["env_itmatt"]) == Decimal(str(shares["ITMATT, all postal items with goods"])) * 100
    assert Decimal(given["env_revenue"]) == Decimal(str(revenue["All"])) * 1_000_000
    channels = {"post": "Post", "express": "Express", "cargo": "Road", "returns": "Platforms"}
    for part, row in channels.items():
        assert Decimal(given[f"env_revenue_{part}"]) == Decimal(str(revenue[row])) * 1_000_000
    before = [
        list(row) for row in book["Inbound parcels"].iter_rows(min_row=10, max_row=10, values_only=True)
    ]
    assert [given["env_parcels_before2"], given["env_parcels_before1"]] == before[0][1:3]
    assert Decimal(given["env_aed_express"]) == Decimal(str(shares[TIMELY])) * 100


def test_findings_agree_with_minutes_and_register(sample: dict[str, Any], sample_folder: Path) -> None:
    minutes, notice = words_of(sample_folder / MINUTES)
    for meeting in ("4 December 2025", "12 March 2026", "11 June 2026", "10 September 2026"):
        assert meeting in minutes
    for figure in ("2,324", "2,634"):
        assert figure in notice
        assert figure in sample["answers"]["awareness_c8"]["comment"]
    for due in ("30 November 2026", "31 January 2027"):
        assert due in minutes
    assert "31 January 2027" in sample["answers"]["interagency_c6"]["comment"]


def test_figures_of_the_sample_agree_with_each_other(sample: dict[str, Any]) -> None:
    given = {key: entry["value"].get("v") for key, entry in sample["answers"].items()}
    lines = given["env_sites_list"].splitlines()
    assert len(lines) == given["env_sites"]
    assert sum(int(re.findall(r"(\d+) officers", line)[0]) for line in lines) == given["env_officers"]
    capacity = [int(re.findall(r"([\d,]+) a day", line)[0].replace(",", "")) for line in lines]
    assert sum(capacity) == given["env_capacity"]
    seized = sum(value for key, value in given.items() if key.startswith("env_seized_"))
    assert str(seized) in sample["answers"]["fraud_c6"]["comment"]
    rate = Decimal("4.05")
    value = sum(Decimal(given[f"env_value_{channel}"]) for channel in ("post", "express", "cargo"))
    assert round(value / rate / 1_000_000, 1) == Decimal(given["env_b2c_imports"])


def test_calculations_of_the_sample(state: FormState) -> None:
    calculated = {
        key: Decimal(str(value)) for key, value in state.calculated.items() if value not in (None, "")
    }
    blank = {key for key in set(state.calculated) - set(calculated) if not key.startswith("ind_")}
    assert blank == {"env_inspection_rate", "env_hit_rate"}
    assert calculated["env_value_total"] == sum(
        Decimal(state.answers[f"env_band_{band}"].v) for band in ("de_minimis", "150", "1000", "above")
    )
    assert round(calculated["env_parcels_growth"], 3) == Decimal("0.153")
    assert round(calculated["env_aed_total"], 3) == Decimal("0.655")
    assert round(calculated["env_load"], 2) == Decimal("0.87")
    assert calculated["env_parcels_total"] == 3_000_000
    assert calculated["env_share_post"] == Decimal("0.61")
    assert round(calculated["env_parcels_per_inhabitant"], 4) == Decimal("0.7143")


def test_scores_of_the_sample_with_their_coverage(bank: Bank, state: FormState) -> None:
    found = {
        key: (round(score.value, 2), score.rated_weight, score.applicable_weight)
        for key, score in all_scores(bank, state).items()
        if score.value is not None
    }
    expected = {
        "aed_legal": (Decimal("1.57"), 7, 8),
        "aed_standards": (Decimal("1.25"), 8, 8),
        "aed_quality": (Decimal("1.62"), 8, 8),
        "risk": (Decimal("1.86"), 7, 7),
        "nii_analytics": (Decimal("1.50"), 6, 6),
        "simplified": (Decimal("1.62"), 8, 8),
        "aeo": (Decimal("0.86"), 7, 7),
        "revenue": (Decimal("1.57"), 7, 8),
        "deminimis": (Decimal("1.33"), 6, 7),
        "fraud": (Decimal("1.57"), 7, 8),
        "interagency": (Decimal("1.29"), 7, 7),
        "ppp": (Decimal("1.43"), 7, 7),
        "intlcoop": (Decimal("1.33"), 6, 7),
        "awareness": (Decimal("1.75"), 8, 8),
        "measurement": (Decimal("1.38"), 8, 8),
        "technology": (Decimal("1.17"), 6, 7),
        "heading_i": (Decimal("1.56"), 36, 37),
        "heading_ii": (Decimal("1.27"), 15, 15),
        "heading_iii": (Decimal("1.46"), 13, 15),
        "heading_iv": (Decimal("1.43"), 14, 15),
        "heading_v": (Decimal("1.38"), 13, 14),
        "heading_vi": (Decimal("1.75"), 8, 8),
        "heading_vii": (Decimal("1.38"), 8, 8),
        "heading_viii": (Decimal("1.17"), 6, 7),
    }
    assert found == expected
    assert set(found) == set(bank.scores), "every Standard and heading has its score"


def test_some_rules_are_met_and_none_is_left_open_that_could_be_decided(bank: Bank, state: FormState) -> None:
    verdicts = Judge(bank).verdicts(state)
    met = {rule for rule, verdict in verdicts.items() if verdict == "met"}
    assert met == {
        "screening_without_feedback",
        "quality_measured_in_silence",
        "machines_without_upkeep",
        "collection_without_reconciliation",
        "threshold_without_study",
        "accounts_without_audit",
        "profiles_without_common_list",
        "agreements_without_integrity",
        "training_without_effect",
        "series_without_mark",
        "pilot_without_safeguards",
    }
    assert "pending" not in verdicts.values()


def test_review_finds_the_one_claim_without_evidence_and_nothing_else(
    bank: Bank, state: FormState, sample: dict[str, Any]
) -> None:
    evidence = {key: len(entry.get("evidence", ())) for key, entry in sample["answers"].items()}
    found = checks(
        bank, state, evidence, facets={key: set(entry) for key, entry in sample["answers"].items()}
    )
    assert [(finding.code, finding.item_id) for finding in found] == [("check.no_evidence", "revenue_c3")]


def test_the_import_takes_the_file(sample: dict[str, Any], sample_folder: Path) -> None:
    read = read_answers(sample_folder / "sample.json")
    assert read.facts == sample["facts"]
    assert {key: fields["value"] for key, fields in read.answers.items()} == {
        key: entry["value"] for key, entry in sample["answers"].items()
    }
