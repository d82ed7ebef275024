"""Fields with several values that nobody has decided between: who said what, and choosing one of them."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from fosdesk.base.language import Texts
from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import Cell, ChangeSet, Edit
from fosdesk.services.answering import facet_name, item_of, pack_of, record
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.guidance import value_text, when_text


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the values of a disputed field, ready to read; `author` and `when` are empty until looked up."""

    field: str
    change_id: str
    text: str
    value: CellValue
    author: str = ""
    when: str = ""
    role: str = ""


def voices(a: OpenAssessment, item_id: str, tr: Texts) -> tuple[Voice, ...]:
    """The values of every disputed field of an item, the answer first, then in order of field and change."""
    item = a.bank.items.get(item_id)
    return tuple(
        Voice(field, change_id, value_text(item, field, value, tr), value)
        for field, cell in sorted(
            a.snapshot.fields(item_id).items(), key=lambda one: (one[0] != "value", one[0])
        )
        if cell.disagreement
        for change_id, value in cell.values
    )


def _answer_first(one: tuple[str, Cell]) -> tuple[bool, str]:
    return one[0] != "value", one[0]


def attributed(a: OpenAssessment, item_id: str, found: Sequence[Voice], tr: Texts) -> tuple[Voice, ...]:
    """The same values with who said them and when. Waits for the store: call it in a job."""
    said = {
        entry.change_id: entry
        for field in {voice.field for voice in found}
        for entry in a.store.history(item_id, field)
    }
    roles = {person.name: person.role for person in (*a.facts.team, a.person)}
    return tuple(
        replace(
            voice,
            author=said[voice.change_id].author,
            when=when_text(said[voice.change_id].wall_at, tr),
            role=roles.get(said[voice.change_id].author, ""),
        )
        if voice.change_id in said
        else voice
        for voice in found
    )


def disputes(a: OpenAssessment, tr: Texts) -> dict[str, tuple[Voice, ...]]:
    """The values of all disputed fields by entity, not yet attributed."""
    return {entity: voices(a, entity, tr) for entity, _ in a.snapshot.disagreements()}


def attributed_disputes(a: OpenAssessment, tr: Texts) -> dict[str, tuple[Voice, ...]]:
    """The same with who said what. Waits for the store: call it in a job."""
    return {entity: attributed(a, entity, found, tr) for entity, found in disputes(a, tr).items()}


def sides_text(found: Sequence[Voice], tr: Texts) -> str:
    """The values of the first disputed field, each with the name behind it; then the other fields."""
    first, *others = dict.fromkeys(voice.field for voice in found)
    sides = [
        tr("{value} ({who})", value=voice.text, who=voice.author) if voice.author else voice.text
        for voice in found
        if voice.field == first
    ]
    said = tr.p("between two answers", " or ").join(dict.fromkeys(sides))
    if first != "value":
        said = tr.pair(_name(first, tr), said)
    return "  ·  ".join([said, *(_name(field, tr) for field in others)])


def _name(field: str, tr: Texts) -> str:
    name = facet_name(field, tr)
    return name[:1].upper() + name[1:]


def decide(
    a: OpenAssessment, item_id: str, field: str, value: CellValue, seen: tuple[str, ...]
) -> "Future[ChangeSet]":
    """Record `value` as what is true in a disputed field: it replaces the values the person saw."""
    return record(a, [Edit(item_id, field, value, seen, pack_of(a, item_of(a, item_id)))])
