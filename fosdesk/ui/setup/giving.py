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
    """Record what `make` says; it is asked again when an edit of the same field before it is done."""
    edits = make()
    if edits and not desk.here.read_only:
        first = edits[0]
        desk.records.record(
            first.entity, first.field, first.value, first.seen, lambda seen: _write(desk, make(), seen)
        )


def _write(desk: Desk, edits: Sequence[Edit], seen: tuple[str, ...]) -> Future[Any]:
    if not edits:
        nothing: Future[Any] = Future()
        nothing.set_result(None)
        return nothing
    return record(desk.here, (replace(edits[0], seen=seen), *edits[1:]))
