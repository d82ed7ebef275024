"""Fields with several values that nobody has decided between: who said what, and choosing one of them."""

from concurrent.futures import Future
from dataclasses import dataclass

from fosdesk.base.language import Texts
from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import ChangeSet, Edit
from fosdesk.services.answering import item_of, pack_of, record
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.guidance import value_text, when_text


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the values of a disputed field; `text` and `when` are ready to read."""

    field: str
    change_id: str
    author: str
    when: str
    text: str
    value: CellValue


def voices(a: OpenAssessment, item_id: str, tr: Texts) -> tuple[Voice, ...]:
    """The values of every disputed field of an item, in the order of field and change."""
    return tuple(
        voice
        for field, cell in sorted(a.snapshot.fields(item_id).items())
        if cell.disagreement
        for voice in _voices_of(a, item_id, field, tr)
    )


def _voices_of(a: OpenAssessment, item_id: str, field: str, tr: Texts) -> tuple[Voice, ...]:
    item = a.bank.items.get(item_id)
    cell = a.snapshot.fields(item_id)[field]
    said = {entry.change_id: entry for entry in a.store.history(item_id, field)}
    return tuple(
        Voice(
            field=field,
            change_id=change_id,
            author=said[change_id].author if change_id in said else "",
            when=when_text(said[change_id].wall_at, tr) if change_id in said else "",
            text=value_text(item, field, value, tr),
            value=value,
        )
        for change_id, value in cell.values
    )


def decide(
    a: OpenAssessment, item_id: str, field: str, value: CellValue, seen: tuple[str, ...]
) -> "Future[ChangeSet]":
    """Record `value` as what is true in a disputed field: it replaces the values the person saw."""
    return record(a, [Edit(item_id, field, value, seen, pack_of(a, item_of(a, item_id)))])
