"""The facts of Set up: which country, edition, kind and period an assessment is about, and who works on it.

They are fields of the entity `assessment` in the journal, merged like every answer (STORE.md, "Tables"). What
is said of one Standard has a field of its own, so that two stations can leave out or move different ones:
`left_out:RISK` (the reason), `position:RISK`, `number:2022:RISK`. Parameters of packs are `parameter:id`.
People of the team are rows `team:…` (`services.team`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from fosdesk.model.answers import CellValue, Json
from fosdesk.model.snapshot import ChangeSet, Edit, Snapshot

ENTITY = "assessment"
SENDING = "sending:"
"""How the entities of what is sent begin; they say nothing about the country."""
TEXT = "text:"
"""How the entities of official texts begin; they say nothing about the country either."""
TEAM = "team"
KINDS = ("self_diagnosis", "mission", "workshop")
STANDINGS = ("member", "not_member", "union", "exercise")
DUTIES = ("leader", "assessor", "reviewer", "validator", "observer")
PERSON_FIELDS = ("name", "role", "duty", "organisation", "languages")


@dataclass(frozen=True, slots=True)
class Person:
    """A person at work, as shown in history and reports; `role` is the function in the administration.

    In the team also: `duty`, one of DUTIES or empty; organisation; languages; `row`, the id of the row.
    """

    name: str
    role: str = ""
    duty: str = ""
    organisation: str = ""
    languages: str = ""
    row: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """What Set up records; empty text where nobody has said yet.

    `standing` is one of STANDINGS; `region` the code of a WCO region; `edition` is "2018" or "2022"; `kind`
    one of KINDS; `period` as `services.period` writes it; `currency` an ISO 4217 code. By code of Standard:
    `left_out` the reason, `positions` the place in a national order. `numbers` by edition and code, once a
    person has confirmed them (domain/errata.md, 1). `given` are parameters of packs by id.
    """

    country: str = ""
    country_code: str = ""
    standing: str = ""
    region: str = ""
    edition: str = "2022"
    kind: str = "self_diagnosis"
    period: str = ""
    currency: str = ""
    round_name: str = ""
    ministry: str = ""
    administration: str = ""
    contact: str = ""
    training: bool = False
    team: tuple[Person, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    def parameters(self) -> Mapping[str, str]:
        """What expressions of packs may read as `${p.…}`."""
        own = {"edition": self.edition, "currency": self.currency, "country": self.country_code}
        return {**self.given, **own}


GROUPS = {"left_out:": "left_out", "position:": "positions", "number:": "numbers", "parameter:": "given"}
"""Beginning of a field in the journal, and the mapping of AssessmentFacts it fills."""
FIELDS = tuple(
    one.name for one in fields(AssessmentFacts) if one.name != TEAM and one.name not in GROUPS.values()
)


def is_fact(name: str) -> bool:
    """Whether Set up has a field of this name."""
    return name in FIELDS or any(name.startswith(group) and name != group for group in GROUPS)


def of_setup(entity: str) -> bool:
    """Whether an entity holds facts of Set up: the assessment itself, or a person of the team."""
    return entity == ENTITY or entity.startswith(f"{TEAM}:")


def about_facts(changes: ChangeSet) -> bool:
    """Whether a change touched the facts of Set up or the team."""
    return any(of_setup(entity) for entity, _ in changes.cells)


def read_facts(snapshot: Snapshot) -> AssessmentFacts:
    """Collect the facts from the snapshot; unknown or cleared fields keep their defaults."""
    found: dict[str, Any] = {group: {} for group in GROUPS.values()}
    for name, cell in snapshot.fields(ENTITY).items():
        value = cell.value.get("v")
        if value is None or not is_fact(name):
            continue
        group, of = _group_of(name)
        if group == "numbers":
            found[group] |= {of: value} if isinstance(value, int) else {}
        elif group:
            found[group][of] = str(value)
        else:
            found[name] = bool(value) if name == "training" else str(value)
    return AssessmentFacts(**found, team=read_team(snapshot))


def _group_of(name: str) -> tuple[str, str]:
    for beginning, group in GROUPS.items():
        if name.startswith(beginning):
            return group, name.removeprefix(beginning)
    return "", ""


def read_team(snapshot: Snapshot) -> tuple[Person, ...]:
    """The people of the team: by their duty, then as they were added."""
    return tuple(person for _, person in sorted(_rows(snapshot), key=lambda found: found[0]))


def _rows(snapshot: Snapshot) -> Iterator[tuple[tuple[int, Decimal, str], Person]]:
    from fosdesk.services.rows import row_facts  # brings the forms: not before the first paint

    for owner in snapshot.cells.entities():
        register, _, row = owner.partition(":")
        living = row_facts(snapshot, owner) if register == TEAM else None
        if living is None or not living.alive:
            continue
        words = {name: str(said(snapshot, owner, name) or "") for name in PERSON_FIELDS}
        if words["name"]:
            rank = DUTIES.index(words["duty"]) if words["duty"] in DUTIES else len(DUTIES)
            yield (rank, decimal_of(living.position), row), Person(**words, row=row)


def said(snapshot: Snapshot, owner: str, name: str) -> Json:
    """The plain value of one cell; None where it is empty."""
    return (snapshot.value(owner, name) or {}).get("v")


def decimal_of(written: Json) -> Decimal:
    """A place in an order; what is none stands at the beginning."""
    try:
        place = Decimal(str(written or 0))
    except InvalidOperation:
        return Decimal(0)
    return place if place.is_finite() else Decimal(0)


def fact_cell(name: str, value: Any) -> CellValue:
    """The cell that records a fact; raises KeyError for a name Set up does not have."""
    if not is_fact(name):
        raise KeyError(name)
    return {"v": value}


def fact_edits(facts: AssessmentFacts) -> tuple[Edit, ...]:
    """The first edits of a new assessment: every fact that differs from an empty one, without the team."""
    return tuple(Edit(ENTITY, name, fact_cell(name, value), ()) for name, value in _said(facts))


def _said(facts: AssessmentFacts) -> Iterator[tuple[str, Any]]:
    empty = AssessmentFacts()
    for name in FIELDS:
        if getattr(facts, name) != getattr(empty, name) or name in ("edition", "kind"):
            yield name, getattr(facts, name)
    for beginning, group in GROUPS.items():
        for of, value in getattr(facts, group).items():
            yield beginning + of, value
