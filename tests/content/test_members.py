"""The list of Members: whole, dated, with codes that stay texts."""

import re
from collections import Counter

import pytest
from babel.core import get_global

from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Row

USER_ASSIGNED = {"XK": "XKX"}
RESERVED = {"EU": "EUE"}
"""The European Union is listed and not counted among the Members."""

UNIONS = {
    "EU", "EAEU", "SACU", "GCC", "EAC", "ECOWAS", "UEMOA", "CEMAC", "MERCOSUR", "CAN", "CARICOM", "OECS",
    "CACM", "EU-TR", "EU-AD", "CH-LI",
}  # fmt: skip


@pytest.fixture(scope="session")
def members(bank: Bank) -> dict[str, Row]:
    """The rows by code of two letters."""
    return {str(row["iso2"]): row for row in bank.table("members")}


def listed(row: Row, column: str) -> set[str]:
    """The texts of a list cell."""
    cell = row[column]
    assert isinstance(cell, tuple), (row["id"], column)
    return set(cell)


def test_every_member_of_the_list_is_there_once(bank: Bank, members: dict[str, Row]) -> None:
    assert len(bank.table("members")) == len(members) == 188
    assert len({row["iso3"] for row in members.values()}) == 188
    assert len({row["name_en"] for row in members.values()}) == 188
    assert len([code for code in members if code not in RESERVED]) == 187


def test_regions_hold_as_many_members_as_the_sources_count(bank: Bank, members: dict[str, Row]) -> None:
    counted = Counter(str(row["wco_region"]) for row in members.values())
    assert counted == {"AMS": 34, "EUR": 53, "ESA": 24, "AP": 35, "MENA": 18, "WCA": 24}
    assert {row["code"] for row in bank.table("regions")} == set(counted)


def test_codes_are_texts_that_no_reader_takes_for_something_else(members: dict[str, Row]) -> None:
    assert (members["NA"]["name_en"], members["NA"]["iso3"]) == ("Namibia", "NAM")
    assert members["NO"]["name_en"] == "Norway"
    for code, row in members.items():
        assert row["id"] == code
        assert re.fullmatch("[A-Z]{2}", code), code
        assert re.fullmatch("[A-Z]{3}", str(row["iso3"])), code


def test_codes_of_two_and_three_letters_belong_together(members: dict[str, Row]) -> None:
    aliases = get_global("territory_aliases")
    known = USER_ASSIGNED | RESERVED
    for code, row in members.items():
        three = str(row["iso3"])
        assert known.get(code) == three or aliases.get(three) == [code], (code, three)


def test_states_are_words_and_open_ones_are_not_no(members: dict[str, Row]) -> None:
    assert {row["rkc_party"] for row in members.values()} == {"yes", "no", "unknown"}
    assert {row["wto_member"] for row in members.values()} == {"yes", "no"}
    refused = {str(row["wco_region"]) for row in members.values() if row["rkc_party"] == "no"}
    assert refused == {"AMS"}, "a full list of parties was found for the Americas only"


def test_languages_and_unions_are_lists_of_known_form(members: dict[str, Row]) -> None:
    for code, row in members.items():
        languages, unions = listed(row, "languages"), listed(row, "customs_unions")
        assert languages, code
        assert all(re.fullmatch("[a-z]{2,3}(-[A-Za-z]{2,4})?", one) for one in languages), (code, languages)
        assert unions <= UNIONS, (code, unions)


def test_every_row_says_how_far_it_can_be_trusted(members: dict[str, Row]) -> None:
    for code, row in members.items():
        assert row["dated"] == "2026-11", code
        assert row["confidence"] in {"high", "medium", "low"}, code
        assert (row["source"] == "found") is (row["confidence"] == "high"), code
        if row["confidence"] != "high":
            assert row["note"], code


def test_names_exist_in_english_and_french_and_follow_the_wco(members: dict[str, Row]) -> None:
    for code, row in members.items():
        assert all((row["name_en"], row["name_fr"])), code
    assert members["HK"]["name_en"] == "Hong Kong, China"
    assert members["CI"]["name_fr"] == "Côte d'Ivoire"


def test_the_list_has_a_date_and_a_caution(bank: Bank) -> None:
    (row,) = bank.table("dated_lists")
    assert (row["id"], row["dated"]) == ("members", "2026-11")
    assert "not an official WCO document" in str(row["caution"])


def test_the_sample_country_is_not_among_them(members: dict[str, Row]) -> None:
    assert "XV" not in members
    assert "Valdoria" not in {row["name_en"] for row in members.values()}
