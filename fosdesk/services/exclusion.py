"""Several questions at once as not applicable, with one reason: seen before it is done, one undo."""

from collections.abc import Collection, Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from fosdesk.base.errors import UserError
from fosdesk.forms.pack import Item
from fosdesk.model.answers import NotApplicable, to_cell
from fosdesk.model.snapshot import ChangeSet, Edit
from fosdesk.services.answering import SEVERAL, pack_of, record
from fosdesk.services.assessment import OpenAssessment


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What would become of the questions chosen, each list in the order of the packs.

    `fresh` have no answer yet; `answered` have one, which is replaced only where somebody asks for it;
    `already` are not applicable as they are; `refused` apply to every country and cannot be left out.
    """

    fresh: tuple[Item, ...]
    answered: tuple[Item, ...]
    already: tuple[Item, ...]
    refused: tuple[Item, ...]


def preview(a: OpenAssessment, chosen: Collection[str]) -> Exclusion:
    """Sort the visible questions among `chosen` by what "not applicable" would do to them."""
    lists: dict[str, list[Item]] = {"fresh": [], "answered": [], "already": [], "refused": []}
    for item in a.bank.items.values():
        if item.id in chosen and item.type.answerable and a.form.visible(item.id):
            lists[_fate(a, item)].append(item)
    return Exclusion(**{name: tuple(items) for name, items in lists.items()})


def exclude(a: OpenAssessment, item_ids: Iterable[str], reason: str) -> "Future[ChangeSet]":
    """Record these questions as not applicable for one reason, as one action.

    Raises UserError for an empty reason, and for a question that cannot be left out; then nothing is changed.
    """
    items = [a.bank.items[item_id] for item_id in item_ids]
    cell = to_cell(NotApplicable(reason.strip()))
    for item in items:
        if not reason.strip():
            raise UserError("answering.reason_needed", item=item.code)
        if "na" not in item.allow:
            raise UserError("answering.form_not_allowed", item=item.code, form="na")
    edits = [
        Edit(item.id, "value", cell, a.snapshot.heads(item.id, "value"), pack_of(a, item)) for item in items
    ]
    return record(a, edits, (f"{SEVERAL}{len(edits)}", "na"))


def _fate(a: OpenAssessment, item: Item) -> str:
    if "na" not in item.allow:
        return "refused"
    given = a.snapshot.answer(item.id)
    if given is None:
        return "refused" if a.form.rows.get(item.id) else "fresh"
    return "already" if isinstance(given, NotApplicable) else "answered"
