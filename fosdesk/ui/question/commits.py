"""When typed words are kept as a draft, and when they are recorded (STORE.md, "Editing, in time").

Words commit when the focus leaves, on Ctrl+Enter, when the page changes, on closing, and after ten seconds
without a key. Between, a draft is kept every two seconds; it is never called saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

DRAFT_EVERY = 2_000
IDLE = 10_000


@dataclass(slots=True)
class TypedField:
    """A field into which somebody types: what stands in it, and how it is recorded.

    `commit` returns False where the words cannot be recorded as they are (a number that is none); then
    they stay a draft. Fields of one `form` are recorded together when the focus leaves all of them.
    """

    entity: str
    name: str
    read: Callable[[], str]
    commit: Callable[[], bool]
    form: str = ""


class Commits(QObject):
    """Follows the one field that is being typed into."""

    drafted = Signal()

    def __init__(self, keep_draft: Callable[[str, str, str | None], object]) -> None:
        super().__init__()
        self._keep_draft = keep_draft
        self._fields: dict[str, TypedField] = {}
        self._kept: dict[str, str] = {}
        self.every = QTimer(self, interval=DRAFT_EVERY)
        self.every.timeout.connect(self.keep)
        self.idle = QTimer(self, singleShot=True, interval=IDLE)
        self.idle.timeout.connect(self.commit)

    def typed(self, field: TypedField) -> None:
        """A key was pressed in `field`; leaving another field or form for it commits that one."""
        if self._fields and not self._same_form(field):
            self.commit()
        self._fields[field.name] = field
        self.idle.start()
        if not self.every.isActive():
            self.every.start()

    def is_typing(self, entity: str, name: str) -> bool:
        """Whether a field holds words that are not recorded yet: nobody may overwrite them."""
        field = self._fields.get(name)
        return field is not None and field.entity == entity

    def keep(self) -> None:
        """Keep drafts of what was typed since the last one."""
        fresh = [field for field in self._fields.values() if self._kept.get(field.name) != field.read()]
        for field in fresh:
            self._kept[field.name] = field.read()
            self._keep_draft(field.entity, field.name, field.read())
        if fresh:
            self.drafted.emit()

    def commit(self) -> None:
        """Record what was typed. Words that cannot be recorded stay as drafts."""
        fields, self._fields = tuple(self._fields.values()), {}
        self.every.stop()
        self.idle.stop()
        self._kept.clear()
        taken: set[str] = set()
        for field in fields:
            together = field.form or field.name
            if together in taken or field.commit():
                taken.add(together)
            else:
                self._keep_draft(field.entity, field.name, field.read())
                self.drafted.emit()

    def discard(self) -> None:
        """The person gave the words up: forget them and their drafts."""
        fields, self._fields = tuple(self._fields.values()), {}
        self.every.stop()
        self.idle.stop()
        self._kept.clear()
        for field in fields:
            self._keep_draft(field.entity, field.name, None)

    def _same_form(self, field: TypedField) -> bool:
        held = next(iter(self._fields.values()))
        if held.entity != field.entity:
            return False
        return held.name == field.name or (bool(held.form) and held.form == field.form)
