"""The filter of the window: one for all pages, kept until the person lets everything through again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from fosdesk.model.snapshot import ChangeSet
from fosdesk.services.assessment import OpenAssessment, View
from fosdesk.services.filtering import NAMED, Asking, Filter, Marked, Option, Tally, marks, tally
from fosdesk.services.journey import question_sections
from fosdesk.services.sent_register import register
from fosdesk.ui.computed import Computed


class Filtering(QObject):
    """What is chosen, and what it comes to, computed once for each state of the answers."""

    changed = Signal()

    def __init__(self, a: OpenAssessment) -> None:
        super().__init__()
        self._a = a
        self.wanted = Filter()
        self.day = ""
        self.arrived: frozenset[str] = frozenset()
        self._view: View | None = None
        self._marked: tuple[Marked, ...] = ()
        self._tallies: dict[Filter, Tally] = {}

    @property
    def active(self) -> bool:
        """Whether anything is held back."""
        return bool(self.wanted.chosen)

    def tally(self, follows: Computed) -> Tally:
        """The questions that match now, with the counts of all options."""
        return self._tally(follows, self.wanted)

    def named(self, follows: Computed) -> Mapping[str, int]:
        """How many questions each filter with a name lets through."""
        return {name: len(self._tally(follows, wanted).matching) for name, (_, wanted) in NAMED.items()}

    def choose(self, wanted: Filter) -> None:
        """Use a filter."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit()

    def toggle(self, option: Option) -> None:
        """Choose an option, or choose it no more."""
        self.choose(self.wanted.toggled(option))

    def clear(self) -> None:
        """Let everything through."""
        self.choose(Filter())

    def since(self, day: str) -> None:
        """Compare with a day (ISO; empty for none)."""
        if day != self.day:
            self.day, self._view = day, None
            self.changed.emit()

    def hear(self, arrived: frozenset[str]) -> None:
        """These entities changed since the last visit."""
        if not arrived <= self.arrived:
            self.arrived |= arrived
            self._view = None
            self.changed.emit()

    def follow(self, changes: ChangeSet) -> None:
        """What changes while a person is here has changed since their last visit too."""
        if self._a.known is not None:
            self.arrived |= {entity for entity, _ in changes.cells}

    def _tally(self, follows: Computed, wanted: Filter) -> Tally:
        if self._view is not self._a.view:
            self._view = self._a.view
            self._marked = marks(self._view, self._a.bank, question_sections(self._a), self._asking(follows))
            self._tallies.clear()
        if wanted not in self._tallies:
            self._tallies[wanted] = tally(self._marked, wanted)
        return self._tallies[wanted]

    def _asking(self, follows: Computed) -> Asking:
        return Asking(
            me=self._a.person.name,
            unproved={row.entity for row in follows.findings() if row.field == "evidence"},
            export=max((line.sent for line in register(self._a)), default=""),
            day=self.day,
            arrived=self.arrived,
        )
