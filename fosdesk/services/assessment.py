"""One assessment while it is open: its store, its questions and what the answers mean together."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fosdesk.base.ids import Ids
from fosdesk.forms.bank import Bank
from fosdesk.forms.state import Form, FormState
from fosdesk.model.answers import Answer
from fosdesk.model.snapshot import ChangeSet, Snapshot
from fosdesk.services.facts import AssessmentFacts, Person, about_facts, read_facts
from fosdesk.services.rows import all_rows, changed_rows

if TYPE_CHECKING:
    from fosdesk.store.store import Store

Listener = Callable[[ChangeSet], None]


@dataclass(frozen=True, slots=True)
class View:
    """What is recorded and what follows from it, taken at one moment: never out of step with each other."""

    snapshot: Snapshot
    facts: AssessmentFacts
    form: Form
    state: FormState


def answers_of(snapshot: Snapshot, bank: Bank) -> dict[str, Answer]:
    """The answers by item id; items without one are left out."""
    found = ((item_id, snapshot.answer(item_id)) for item_id in bank.items)
    return {item_id: answer for item_id, answer in found if answer is not None}


def _full_view(snapshot: Snapshot, bank: Bank) -> View:
    facts = read_facts(snapshot)
    form = Form(bank, facts.parameters(), outside=frozenset(facts.left_out))
    cells, rows = all_rows(snapshot, bank)
    return View(snapshot, facts, form, form.full({**answers_of(snapshot, bank), **cells}, rows))


def view_of(snapshot: Snapshot, bank: Bank) -> View:
    """What follows from a snapshot, computed from nothing: for documents made from a part of the answers."""
    return _full_view(snapshot, bank)


def _next_view(view: View, snapshot: Snapshot, changes: ChangeSet, bank: Bank) -> View:
    """The view after a change: item by item, row by row where a few changed, anew where the facts did."""
    if about_facts(changes):
        return _full_view(snapshot, bank)
    touched = {entity for entity, facet in changes.cells if facet == "value" and entity in bank.items}
    cells, rows = changed_rows(snapshot, bank, changes)
    answers = {item_id: snapshot.answer(item_id) for item_id in touched}
    state, _looks_different = view.form.apply(view.state, {**answers, **cells}, rows)
    return View(snapshot, view.facts, view.form, state)


@dataclass(slots=True)
class OpenAssessment:
    """Handle of an open assessment; made by `services.library`, closed by its owner.

    Reading is from immutable views and may happen on any thread. Edits go through
    `services.answering`. Listeners are called on the store's thread, after the commit.
    """

    store: "Store"
    bank: Bank
    person: Person
    ids: Ids
    known: int | None = None
    """How many changes there were when it was closed the last time; None the first time it is open here."""
    _view: View = field(init=False)
    _listeners: list[Listener] = field(default_factory=list)
    _labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Compute the first view and follow the store from there on."""
        self._view = _full_view(self.store.snapshot, self.bank)
        self.store.subscribe(self._follow)

    def _follow(self, changes: ChangeSet) -> None:
        with self._lock:
            self._view = _next_view(self._view, self.store.snapshot, changes, self.bank)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)

    def speak(self, bank: Bank) -> None:
        """Show questions and guidance in the language of `bank`; what is recorded stays as it is."""
        with self._lock:
            self.bank = bank
            self._view = _full_view(self.store.snapshot, bank)

    @property
    def id(self) -> str:
        """The permanent id of the assessment."""
        return self.store.id

    @property
    def view(self) -> View:
        """Everything at one moment; take it once and read from it."""
        return self._view

    @property
    def snapshot(self) -> Snapshot:
        """What is recorded now."""
        return self._view.snapshot

    @property
    def form(self) -> FormState:
        """Visibility, validity and calculated values now."""
        return self._view.state

    @property
    def facts(self) -> AssessmentFacts:
        """The facts of Set up now."""
        return self._view.facts

    @property
    def read_only(self) -> bool:
        """True where this program may look but not write (a newer file format)."""
        return self.store.read_only

    @property
    def training(self) -> bool:
        """True for the exercise country: marked everywhere, never sent, never merged with real data."""
        return self.facts.training

    def answers(self) -> Mapping[str, Answer]:
        """The answers by item id at this moment."""
        return answers_of(self.snapshot, self.bank)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every committed change; returns the function that ends the subscription."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def remember_batch(self, batch: str, entity: str, facet: str) -> None:
        """Note what one action of the user was about, so that undo can name it."""
        self._labels[batch] = (entity, facet)

    def batch_subject(self, batch: str) -> tuple[str, str]:
        """Entity and facet that a batch of this run was about; empty texts where it is not known."""
        return self._labels.get(batch, ("", ""))

    def close(self) -> "Future[None]":
        """Commit what waits, release the lock; the handle is of no use afterwards."""
        return self.store.close()
