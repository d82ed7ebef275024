"""Handing the edits of Set up to the recorder: one action, one undo, also where it is several fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from fosdesk.model.snapshot import Edit
from fosdesk.services.answering import record
from fosdesk.ui.desk import Desk


def give(desk: Desk, make: Callable[[], Sequence[Edit]]) -> None:
    """Record what `make` says; it is asked again once an edit of the same field before it is done.

    Where several fields are meant, the action waits behind the one that is still on its way: it would not
    know the change it replaces otherwise, and two values of one person would stand against each other.
    """
    edits, records = make(), desk.records
    if not edits or desk.here.read_only:
        return
    first = next((one for one in edits if records.waits(one.entity, one.field)), edits[0])
    key = (first.entity, first.field)
    records.record(*key, first.value, first.seen, lambda seen: _write(desk, make(), key, seen))


def _write(desk: Desk, edits: Sequence[Edit], key: tuple[str, str], seen: tuple[str, ...]) -> Future[Any]:
    if not edits:
        nothing: Future[Any] = Future()
        nothing.set_result(None)
        return nothing
    return record(
        desk.here, [replace(one, seen=seen) if (one.entity, one.field) == key else one for one in edits]
    )
