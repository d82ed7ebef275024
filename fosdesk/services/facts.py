"""The facts of Set up: which country, edition, kind and period an assessment is about, and who works on it.

They are fields of the entity `assessment` in the journal, merged like every answer (STORE.md, "Tables").
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import Edit, Snapshot

ENTITY = "assessment"
SENDING = "sending:"
"""How the entities of what is sent begin; they say nothing about the country."""
KINDS = ("self_diagnosis", "mission", "workshop")


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the team as shown in history and reports."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """What Set up records; empty text where nobody has said yet.

    `edition` is "2018" or "2022"; `kind` one of KINDS; `period` free text such as "2026";
    `currency` an ISO 4217 code; `scope` the stable codes of the Standards assessed (empty: all);
    `numbers_confirmed` is true once the team has checked the numbers of the Standards against its own
    text of the Framework (domain/errata.md, 1).
    """

    country: str = ""
    country_code: str = ""
    edition: str = "2022"
    kind: str = "self_diagnosis"
    period: str = ""
    currency: str = ""
    round_name: str = ""
    ministry: str = ""
    administration: str = ""
    contact: str = ""
    scope: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    team: tuple[Person, ...] = ()
    numbers_confirmed: bool = False
    training: bool = False

    def parameters(self) -> Mapping[str, str]:
        """What expressions of packs may read as `${p.…}`."""
        return {"edition": self.edition, "currency": self.currency, "country": self.country_code}


FIELDS = tuple(field.name for field in fields(AssessmentFacts))


def read_facts(snapshot: Snapshot) -> AssessmentFacts:
    """Collect the facts from the snapshot; unknown or cleared fields keep their defaults."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        cell = snapshot.value(ENTITY, name)
        if cell is not None and cell.get("v") is not None:
            found[name] = _typed(name, cell["v"])
    return AssessmentFacts(**found)


def _typed(name: str, value: Any) -> Any:
    if name == "team":
        return tuple(Person(member.get("name", ""), member.get("role", "")) for member in value)
    if name in ("scope", "order"):
        return tuple(value)
    if name in ("numbers_confirmed", "training"):
        return bool(value)
    return str(value)


def fact_cell(name: str, value: Any) -> CellValue:
    """The cell that records a fact; raises KeyError for a name Set up does not have."""
    if name not in FIELDS:
        raise KeyError(name)
    if name == "team":
        return {"v": [{"name": person.name, "role": person.role} for person in value]}
    return {"v": list(value) if isinstance(value, tuple) else value}


def fact_edits(facts: AssessmentFacts) -> tuple[Edit, ...]:
    """The first edits of a new assessment: every fact that differs from an empty one."""
    empty = AssessmentFacts()
    return tuple(
        Edit(ENTITY, name, fact_cell(name, getattr(facts, name)), ())
        for name in FIELDS
        if getattr(facts, name) != getattr(empty, name) or name in ("edition", "kind")
    )
