"""Hands edits to the services one after another for each field, and says how saving goes.

Two quick edits of one field must not disagree with each other: the second waits until the first is committed
and then replaces exactly what the first wrote. What another person wrote meanwhile is never replaced unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import Edit
from fosdesk.services.answering import EVIDENCE, pack_of
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.drafts import draft, drafts
from fosdesk.ui.bridge import Bridge, Ends

Key = tuple[str, str]
Seen = tuple[str, ...]
Write = Callable[[Seen], Ends]


@dataclass(slots=True)
class Waiting:
    """An edit of one field that is under way, and the last one that waits behind it."""

    value: CellValue
    next: tuple[CellValue, Write] | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An edit that was not saved: why, and how to try again. The words stay where they were typed."""

    error: BaseException
    value: CellValue
    write: Write
    seen: Seen = field(default=())


class Recorder(QObject):
    """Records the edits of one open assessment. Lives in the window's thread."""

    saving = Signal()
    saved = Signal(datetime)
    recorded = Signal(str, str)
    """Entity and field of an edit that was committed."""
    failed = Signal(str, str, object)
    """Entity, field, Failure."""

    def __init__(self, assessment: OpenAssessment, bridge: Bridge, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._assessment, self._bridge, self._now = assessment, bridge, now
        self._waiting: dict[Key, Waiting] = {}
        self.drafts: dict[Key, str] = dict(drafts(assessment))
        self.failures: dict[Key, Failure] = {}

    def meant(self, entity: str) -> dict[str, CellValue]:
        """What was said about an entity and is not committed: on its way, or not saved."""
        found = {name: failure.value for (owner, name), failure in self.failures.items() if owner == entity}
        for (owner, name), waiting in self._waiting.items():
            if owner == entity:
                found[name] = waiting.next[0] if waiting.next is not None else waiting.value
        return found

    def unsaved(self) -> tuple[Edit, ...]:
        """What was not saved, as edits that a dossier can carry; files of evidence are where they were."""
        items = self._assessment.bank.items
        return tuple(
            Edit(
                entity,
                name,
                failure.value,
                failure.seen,
                pack_of(self._assessment, items[entity]) if entity in items else "",
            )
            for (entity, name), failure in self.failures.items()
            if not name.startswith(EVIDENCE)
        )

    def keep_draft(self, entity: str, name: str, words: str | None) -> None:
        """Keep words that are being typed; None forgets them."""
        if words is None and self.drafts.pop((entity, name), None) is None:
            return
        if words is not None:
            self.drafts[entity, name] = words
        draft(self._assessment, entity, name, words)

    @property
    def busy(self) -> bool:
        """Whether something is not yet committed."""
        return bool(self._waiting)

    def waits(self, entity: str, name: str) -> bool:
        """Whether an edit of this field is under way."""
        return (entity, name) in self._waiting

    def record(self, entity: str, name: str, value: CellValue, seen: Seen, write: Write) -> None:
        """Record `value` in a field by `write`, which is given the changes that the widget displayed."""
        key = (entity, name)
        self.failures.pop(key, None)
        if key in self._waiting:
            self._waiting[key].next = (value, write)
            return
        self._start(key, value, seen, write)

    def committed(self) -> None:
        """Something was committed in another way than `record`: say when."""
        if not self._waiting:
            self.saved.emit(self._now())

    def try_again(self, entity: str, name: str) -> None:
        """Record once more what was not saved."""
        failure = self.failures.pop((entity, name), None)
        if failure is not None:
            self._start((entity, name), failure.value, failure.seen, failure.write)

    def _start(self, key: Key, value: CellValue, seen: Seen, write: Write) -> None:
        self._waiting[key] = Waiting(value)
        self.saving.emit()
        try:
            future = write(seen)
        except Exception as error:  # noqa: BLE001 - every failure must reach the person; shown by its kind
            self._fail(key, error, seen, write)
            return
        self._bridge.when_done(
            future, lambda _: self._done(key), lambda error: self._fail(key, error, seen, write)
        )

    def _done(self, key: Key) -> None:
        ended = self._waiting.pop(key)
        if ended.next is not None:
            value, write = ended.next
            self._start(key, value, self._own_heads(key, ended.value), write)
            return
        self.recorded.emit(*key)
        if not self._waiting:
            self.saved.emit(self._now())

    def _fail(self, key: Key, error: BaseException, seen: Seen, write: Write) -> None:
        ended = self._waiting.pop(key)
        value, again = ended.next or (ended.value, write)
        failure = Failure(error, value, again, seen)
        self.failures[key] = failure
        self.failed.emit(*key, failure)

    def _own_heads(self, key: Key, value: CellValue) -> Seen:
        """What the edit before wrote: all heads, or where others disagree only those of its value."""
        cell = self._assessment.snapshot.cell(*key)
        if cell is None:
            return ()
        if not cell.disagreement:
            return cell.heads
        return tuple(change for change, said in cell.values if said == value)
