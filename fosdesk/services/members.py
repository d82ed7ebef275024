"""The Members of the World Customs Organization, to find one by name in either language or by ISO code."""

import unicodedata
from dataclasses import dataclass
from itertools import islice

from fosdesk.base.currencies import in_use
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Row

MOST = 6
"""Matches offered at once."""


@dataclass(frozen=True, slots=True)
class Member:
    """One row of the dated list. `code` is a text: Namibia is "NA"."""

    code: str
    name: str
    region: str
    counted: bool
    currencies: tuple[str, ...]


def find_members(bank: Bank, typed: str, language: str) -> tuple[Member, ...]:
    """The Members that fit what was typed, best first: code, beginning of a name or word, part."""
    wanted = plain(typed)
    if not wanted:
        return ()
    ranked = ((_rank(row, wanted), number, row) for number, row in enumerate(bank.table("members")))
    fitting = sorted((entry for entry in ranked if entry[0] is not None), key=lambda one: one[:2])
    return tuple(_member(row, language) for _, _, row in islice(fitting, MOST))


def member_of(bank: Bank, code: str, language: str) -> Member | None:
    """The Member with this two-letter code."""
    row = next((row for row in bank.table("members") if row["iso2"] == code), None)
    return None if row is None else _member(row, language)


def region_title(bank: Bank, code: str) -> str:
    """The name of a WCO region; empty where there is none with this code."""
    return next((str(row["title"]) for row in bank.table("regions") if row["code"] == code), "")


def list_caution(bank: Bank) -> str:
    """The caution to show beside the list: when it was made and that it is to be confirmed."""
    return next((str(row["caution"]) for row in bank.table("dated_lists") if row["id"] == "members"), "")


def plain(text: str) -> str:
    """A text without accents, case and marks, for comparing what people type."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    return " ".join(kept.split())


def _rank(row: Row, wanted: str) -> int | None:
    if wanted in (plain(str(row["iso2"])), plain(str(row["iso3"]))):
        return 0
    names = [plain(str(row[name])) for name in ("name_en", "name_fr")]
    tests = (
        any(name.startswith(wanted) for name in names),
        any(f" {wanted}" in name for name in names),
        any(wanted in name for name in names),
    )
    return next((rank for rank, holds in enumerate(tests, 1) if holds), None)


def _member(row: Row, language: str) -> Member:
    code = str(row["iso2"])
    name = str(row["name_fr" if language.startswith("fr") else "name_en"])
    return Member(code, name, str(row["wco_region"]), code != "EU", in_use(code))
