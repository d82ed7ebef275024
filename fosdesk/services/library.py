"""The library of this computer: list, create, open and close assessments, with their locks and backups."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fosdesk.base.errors import UserError
from fosdesk.base.files import check_volume
from fosdesk.base.jobs import Job, JobRunner, OnProgress
from fosdesk.base.progress import Progress
from fosdesk.base.volumes import BLOCKING
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import index
from fosdesk.services.facts import AssessmentFacts, Person, fact_edits
from fosdesk.services.index import AssessmentSummary
from fosdesk.services.workplace import Workplace

if TYPE_CHECKING:
    from concurrent.futures import Future

    from fosdesk.services.assessment import OpenAssessment
    from fosdesk.store.records import CheckReport
    from fosdesk.store.store import Store

DAMAGED = ("store.damaged", "store.not_a_store", "store.cut_short")
"""Why an assessment cannot be worked on until it is rescued."""
ROOM_NEEDED = 50_000_000
"""Bytes that should be free: a store, its mirror and a few backups."""


@dataclass(slots=True)
class Library:
    """All assessments of this computer. Methods that end in `_now` wait; the others return a job."""

    workplace: Workplace
    jobs: JobRunner
    spoken: Callable[[], str] = lambda: "en"
    """The language in which an assessment is opened: that of its questions, not of the screens."""
    _backed_up_at: dict[str, float] = field(default_factory=dict)

    def list(self) -> tuple[AssessmentSummary, ...]:
        """What Home shows, last saved first; reads one small file and no store."""
        return index.read_index(self.workplace.library)

    def warnings(self) -> "tuple[UserError, ...]":
        """What speaks against keeping the library where it is (FAT, synced, removable), with the remedy."""
        self.workplace.library.mkdir(parents=True, exist_ok=True)
        return tuple(check_volume(self.workplace.library, self.workplace.probe, ROOM_NEEDED))

    def full_id(self, beginning: str) -> str:
        """The one id that begins so. Raises UserError where none or several do."""
        found = [entry.id for entry in self.list() if entry.id.startswith(beginning)]
        if len(found) != 1:
            code = "library.several" if found else "library.unknown"
            raise UserError(code, id=beginning, found=", ".join(one[:8] for one in found))
        return found[0]

    def create(
        self, facts: AssessmentFacts, person: Person, on_progress: OnProgress | None = None
    ) -> "Job[OpenAssessment]":
        """Begin an assessment, in the job runner."""
        return self.jobs.submit(lambda progress: self.create_now(facts, person, progress), on_progress)

    def open(
        self, assessment: str, person: Person, on_progress: OnProgress | None = None
    ) -> "Job[OpenAssessment]":
        """Open an assessment, in the job runner."""
        return self.jobs.submit(lambda progress: self.open_now(assessment, person, progress), on_progress)

    def create_now(self, facts: AssessmentFacts, person: Person, progress: Progress) -> "OpenAssessment":
        """Begin an assessment and record its first facts. Raises UserError where the disk refuses."""
        from fosdesk.services.team import adding

        progress.report(0, 2)
        a = self.adopt_now(self.workplace.ids.new(), person)
        try:
            a.store.set_packs(self.workplace.shelf.pack_records()).result()
            team = facts.team or ((replace(person, duty="leader"),) if person.name else ())
            first = fact_edits(facts) + adding(team, self.workplace.ids)
            a.store.edit(first, author=person.name, batch=self.workplace.ids.new()).result()
            self._note(a)
            progress.report(2, 2)
        except BaseException:
            a.close().result()
            raise
        return a

    def adopt_now(self, assessment: str, person: Person) -> "OpenAssessment":
        """An empty store for an assessment that this library does not have yet.

        Raises UserError where the folder cannot be written or the disk is too full.
        """
        from fosdesk.services.opening import create_store

        for problem in self.warnings():
            if problem.code in BLOCKING:
                raise problem
        store = create_store(self.workplace.library, assessment, person, self.workplace.clock)
        return self._opened(store, person)

    def open_now(self, assessment: str, person: Person, progress: Progress) -> "OpenAssessment":
        """Open an assessment: its answers are there at once, the full check runs behind.

        Raises UserError: locked by another process, unknown, damaged beyond reading (offer a rescue).
        """
        from fosdesk.services.opening import open_existing

        progress.report(0, 2)
        try:
            store = open_existing(self.workplace.library, assessment, person, self.workplace.clock)
        except UserError as error:
            if error.code in DAMAGED:
                index.mark(self.workplace.library, assessment, needs_rescue=True)
            raise
        progress.report(1, 2)
        a = self._opened(store, person)
        progress.report(2, 2)
        return a

    def close_now(self, a: "OpenAssessment", *, seen: bool = True) -> None:
        """Back up what changed, note the state for Home, release the lock.

        `seen` is False where no person looked at it: what arrived is still new to them.
        """
        try:
            if not a.read_only:
                self.back_up_now(a)
            self._note(a, seen=a.snapshot.changes if seen else -1)
        finally:
            self._backed_up_at.pop(a.id, None)
            a.close().result()

    def close(self, a: "OpenAssessment") -> "Job[None]":
        """Close in the job runner."""
        return self.jobs.submit(lambda _progress: self.close_now(a))

    def back_up_now(self, a: "OpenAssessment") -> None:
        """Take a verified backup where anything changed since the last one."""
        from fosdesk.services.backups import back_up

        path = back_up(self.workplace, a)
        self._backed_up_at[a.id] = self.workplace.clock.monotonic()
        if path is not None:
            self._note(a, last_backup=self.workplace.clock.now().isoformat(timespec="seconds"))

    def _opened(self, store: "Store", person: Person) -> "OpenAssessment":
        from fosdesk.services.assessment import OpenAssessment

        before = next((one.seen for one in self.list() if one.id == store.id and one.seen >= 0), None)
        a = OpenAssessment(
            store, self.workplace.shelf.bank(self.spoken()), person, self.workplace.ids, before
        )
        self._backed_up_at[a.id] = self.workplace.clock.monotonic()
        a.subscribe(self._backing_up(a))
        store.opening_check.add_done_callback(lambda check: self._after_check(a, check))
        return a

    def _after_check(self, a: "OpenAssessment", check: "Future[CheckReport]") -> None:
        """Note on Home what the check behind the opening found; it ends on the store's thread."""
        if check.exception() is None and not check.result().sound:
            self.jobs.submit(lambda _progress: index.mark(self.workplace.library, a.id, needs_rescue=True))

    def _backing_up(self, a: "OpenAssessment") -> Callable[[ChangeSet], None]:
        """A listener that asks for a backup after thirty active minutes."""
        from fosdesk.services.backups import EVERY_SECONDS

        def after_change(_changes: ChangeSet) -> None:
            last = self._backed_up_at.get(a.id)
            if last is not None and self.workplace.clock.monotonic() - last >= EVERY_SECONDS:
                self._backed_up_at[a.id] = self.workplace.clock.monotonic()
                self.jobs.submit(lambda _progress: self.back_up_now(a))

        return after_change

    def _note(self, a: "OpenAssessment", last_backup: str = "", seen: int = -1) -> None:
        index.update_index(self.workplace.library, replace(summary_of(a, last_backup), seen=seen))


def summary_of(a: "OpenAssessment", last_backup: str = "") -> AssessmentSummary:
    """The line of Home for an open assessment as it stands now."""
    from fosdesk.forms.completion import completion, is_open
    from fosdesk.services.standards import items_in_order

    facts = a.facts
    done = completion(a.bank, a.form)
    open_item = next(
        (item.id for item in items_in_order(facts, a.bank) if is_open(item, a.form)),
        "",
    )
    return AssessmentSummary(
        id=a.id,
        country=facts.country,
        kind=facts.kind,
        period=facts.period,
        edition=facts.edition,
        round_name=facts.round_name,
        training=facts.training,
        answered=done.answered,
        total=done.total,
        changes=a.snapshot.changes,
        last_saved=max((cell.at for cell in a.snapshot.cells.values()), default=""),
        last_backup=last_backup,
        code=a.snapshot.code,
        next_step=open_item,
        needs_rescue=a.store.obstacle is not None and a.store.obstacle.code in DAMAGED,
    )
