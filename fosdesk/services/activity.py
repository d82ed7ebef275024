"""What happened since a person was here last: their colleagues' work, what was merged, their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from fosdesk.base.language import Texts
from fosdesk.model.journal import Change
from fosdesk.services.answering import facet_name
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.guidance import value_text


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was recorded: when (ISO, UTC), by whom, about which entity and field, in words."""

    at: str
    author: str
    entity: str
    field: str
    said: str


def since_last_visit(a: OpenAssessment, tr: Texts) -> tuple[Event, ...]:
    """What arrived since the assessment was closed here, newest first: of each field the last thing only.

    Nothing the first time. Waits for the store: call it in a job, not in the window.
    """
    return () if a.known is None else _events(a, a.store.changes_after(a.known), tr)


def entities_since_last_visit(a: OpenAssessment, tr: Texts) -> frozenset[str]:
    """The items and other entities among what arrived since the assessment was closed here."""
    return frozenset(event.entity for event in since_last_visit(a, tr))


def _events(a: OpenAssessment, changes: Iterable[Change], tr: Texts) -> tuple[Event, ...]:
    latest: dict[tuple[str, str], Change] = {}
    for change in changes:
        if change.kind == "set":
            latest.pop((change.entity, change.field), None)
            latest[change.entity, change.field] = change
    return tuple(
        Event(change.wall_at, change.author, change.entity, change.field, _said(a, change, tr))
        for change in reversed(latest.values())
    )


def _said(a: OpenAssessment, change: Change, tr: Texts) -> str:
    item = a.bank.items.get(change.entity)
    words = value_text(item, change.field, change.value, tr)
    return words if change.field == "value" else tr.pair(facet_name(change.field, tr), words)
