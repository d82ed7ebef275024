"""The reference pack: editions, headings, Standards, dimensions, instruments."""

import pytest

from fosdesk.forms.bank import Bank

PROVENANCE = {"found", "inferred", "general", "constructed"}
CODES = [
    "AED-LEGAL", "AED-STANDARDS", "AED-QUALITY", "RISK", "NII-ANALYTICS", "SIMPLIFIED", "AEO", "REVENUE",
    "DEMINIMIS", "FRAUD", "INTERAGENCY", "PPP", "INTLCOOP", "AWARENESS", "MEASUREMENT", "TECHNOLOGY",
]  # fmt: skip


def test_the_sixteen_standards_stand_in_the_order_of_the_framework(bank: Bank) -> None:
    assert [row["code"] for row in bank.table("standards")] == CODES


@pytest.mark.parametrize("edition", ["2018", "2022"])
def test_an_edition_numbers_its_standards_without_a_gap(bank: Bank, edition: str) -> None:
    rows = [row for row in bank.table("standards") if edition in row["editions"]]  # type: ignore[operator]
    known = next(row for row in bank.table("editions") if row["id"] == edition)
    assert [row[f"number_{edition}"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == known["standards"]


def test_a_standard_outside_an_edition_has_no_number_in_it(bank: Bank) -> None:
    assert bank.standard("AED-QUALITY")["number_2018"] is None
    assert bank.standard("AED-QUALITY")["editions"] == ("2022",)


def test_the_crosswalk_names_every_standard_once_and_says_what_only_one_edition_has(bank: Bank) -> None:
    rows = bank.table("crosswalk")
    assert [row["standard"] for row in rows] == CODES
    assert {row["coverage"] for row in rows} <= {"equal", "subset", "superset", "new"}
    assert {(row["older"], row["newer"]) for row in rows} == {("2018", "2022")}
    for row in rows:
        known = bank.standard(str(row["standard"]))
        assert (row["coverage"] == "new") == (known["number_2018"] is None), row["standard"]
        assert bool(row["note"]) == (row["coverage"] != "equal"), row["standard"]


def test_only_the_number_of_measurement_is_found_in_the_edition_of_2022(bank: Bank) -> None:
    status = {row["code"]: row["number_2022_status"] for row in bank.table("standards")}
    assert [code for code in CODES if status[code] == "found"] == ["MEASUREMENT"]
    assert set(status.values()) == {"found", "inferred"}


def test_every_standard_has_a_heading_a_purpose_and_a_short_name_for_the_sidebar(bank: Bank) -> None:
    headings = [row["code"] for row in bank.table("headings")]
    used = [row["heading"] for row in bank.table("standards")]
    assert headings == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert list(dict.fromkeys(used)) == headings
    for row in bank.table("standards"):
        assert len(str(row["short"])) <= 24, row["code"]
        assert len(str(row["purpose"])) > 60, row["code"]


def test_provenance_is_kept(bank: Bank) -> None:
    for table in bank.tables.values():
        for row in table.rows:
            assert row["source"] in PROVENANCE, (table.id, row["id"])


def test_every_instrument_is_cited_and_says_whether_it_is_in_force(bank: Bank) -> None:
    cited = {ref.instrument for item in bank.items.values() for ref in item.refs}
    cited |= {ref.instrument for rule in bank.rules.values() for ref in rule.refs}
    rows = {str(row["id"]): row for row in bank.table("instruments")}
    assert set(rows) == cited
    known = {"in_force", "not_in_force", "not_binding", "to_check"}
    assert {row["in_force"] for row in rows.values()} <= known


def test_an_instrument_whose_force_is_open_or_whose_numbers_move_carries_a_caution(bank: Bank) -> None:
    rows = {str(row["id"]): row for row in bank.table("instruments")}
    open_force = {key for key, row in rows.items() if row["in_force"] in ("to_check", "not_in_force")}
    for key in open_force | {"rkc", "tfa", "upu_convention", "upu_regulations", "fos_roles"}:
        assert rows[key]["caution"], key


def test_dimensions_of_all_items_are_known(bank: Bank) -> None:
    codes = [row["code"] for row in bank.table("dimensions")]
    assert codes == ["L", "P", "I", "H", "C", "G", "M"]
    assert {item.dimension for item in bank.items.values()} - {""} <= set(codes)
