"""The people of the team: one row each, so that two stations can add and change people at the same time."""

from collections.abc import Iterable, Iterator

from fosdesk.base.ids import Ids
from fosdesk.forms.grid import entity
from fosdesk.model.answers import Json
from fosdesk.model.snapshot import Edit, Snapshot
from fosdesk.services.facts import PERSON_FIELDS, TEAM, Person, read_team, said
from fosdesk.services.rows import ALIVE, POSITION, REMOVED, heads_of_row


def adding(people: Iterable[Person], ids: Ids, after: int = 0) -> tuple[Edit, ...]:
    """The edits that add people behind the `after` who are there."""
    return tuple(edit for at, person in enumerate(people, after + 1) for edit in _new_row(person, ids, at))


def _new_row(person: Person, ids: Ids, at: int) -> Iterator[Edit]:
    owner = entity(TEAM, person.row or ids.new())
    for name in PERSON_FIELDS:
        if getattr(person, name):
            yield Edit(owner, name, {"v": getattr(person, name)})
    yield Edit(owner, ALIVE, {"v": True})
    yield Edit(owner, POSITION, {"v": str(at)})


def changing(snapshot: Snapshot, person: Person) -> tuple[Edit, ...]:
    """The edits that make the row of a person say what `person` says."""
    owner = entity(TEAM, person.row)
    return tuple(
        Edit(owner, name, {"v": getattr(person, name) or None}, snapshot.heads(owner, name))
        for name in PERSON_FIELDS
        if str(said(snapshot, owner, name) or "") != getattr(person, name)
    )


def removing(snapshot: Snapshot, row: str) -> tuple[Edit, ...]:
    """The edits that take a person out; whoever is edited elsewhere meanwhile stays in sight."""
    owner = entity(TEAM, row)
    values: dict[str, Json] = {ALIVE: False, REMOVED: [*heads_of_row(snapshot, owner)]}
    return tuple(
        Edit(owner, name, {"v": value}, snapshot.heads(owner, name)) for name, value in values.items()
    )


def listed(team: Iterable[Person]) -> list[dict[str, str]]:
    """The team as other programs read it; `import-answers` takes the same."""
    return [
        {name: getattr(person, name) for name in PERSON_FIELDS if getattr(person, name)} for person in team
    ]


def taking_in(snapshot: Snapshot, people: Iterable[Person], ids: Ids) -> tuple[Edit, ...]:
    """The edits that bring a list of people in: known names are changed, new ones added, none is removed."""
    known = {person.name: person for person in read_team(snapshot)}
    edits: list[Edit] = []
    fresh: list[Person] = []
    for person in people:
        old = known.get(person.name)
        if old is None:
            fresh.append(person)
        else:
            words = {name: getattr(person, name) or getattr(old, name) for name in PERSON_FIELDS}
            edits += changing(snapshot, Person(**words, row=old.row))
    return (*edits, *adding(fresh, ids, len(known)))
