"""The store thread's own part of an open store: it alone reads and writes the file.

Nothing in memory changes before the commit returned. After a failed commit everything is read again from the
file before the next one, because a disk that fails may have kept what it said it lost.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Protocol

from fosdesk import __version__
from fosdesk.base.errors import UserError
from fosdesk.model.journal import BadChange, Change, SetHash, code_of_root, wall_text
from fosdesk.model.snapshot import Cell, CellKey, ChangeSet, Edit, Snapshot
from fosdesk.store import statements as sql
from fosdesk.store import undoing
from fosdesk.store.admission import node_of
from fosdesk.store.appending import Origin, cells_after, make_changes, register, write_changes
from fosdesk.store.checking import check
from fosdesk.store.database import close, connect, reading, roomy, transaction
from fosdesk.store.merging import Plan, Source, Verified, plan_merge, report_of, verify, write_merge
from fosdesk.store.mirror import MIRROR_FILE, Mirror, read_mirror
from fosdesk.store.opening import Setup, open_database, station_for
from fosdesk.store.records import REDO_NOTHING, CheckReport, MergeReport, SaveFailed, UndoResult
from fosdesk.store.running import fetch, run
from fosdesk.store.state import (
    State,
    Tip,
    read_arrival,
    read_drafts,
    read_ids,
    read_links,
    read_snapshot,
    read_tip,
    two_newest,
)

Publish = Callable[[Snapshot, ChangeSet], None]
Note = Callable[[Sequence[Change]], None]


class Grow(Protocol):
    """Adds change ids to the set that a transaction writes, and takes others out."""

    def __call__(self, add: Iterable[str], drop: Iterable[str] = ()) -> None:
        """Called once in a transaction, before count and root are written."""


class Ledger:
    """The open file, its state in memory, the mirror, and the actions of this run that can be undone.

    `obstacle` says why nothing can be written, where that is so.
    """

    def __init__(self, setup: Setup, publish: Publish) -> None:
        opened = open_database(setup.folder, setup.trace)
        self.state: State = opened.state
        self.obstacle = opened.obstacle
        self.mirror = Mirror(setup.folder / MIRROR_FILE)
        self._setup = setup
        self._publish = publish
        self.steps = undoing.Steps()
        self._own: dict[str, int] = {}
        self._stale = False
        self._passed = False

    # --- the check behind the opening

    def check(self, *, force: bool = False) -> CheckReport:
        """Check the file, put right what is derived, take back what only the mirror still has."""
        if self.obstacle is not None and self.obstacle.code == "store.newer":
            return CheckReport()
        checked = check(self.state.conn, force=force)
        report = checked.report
        if not report.sound:
            reason = "; ".join(report.problems) or f"{len(report.damaged)} changed entries"
            self.obstacle = UserError("store.damaged", path=self._setup.path, reason=reason)
            return report
        state = self._read(checked.ids)
        state.newest = checked.newest
        state.links.update(checked.heads)
        self._adopt(state, report.rebuilt, "rebuild", "")
        self.obstacle = self._newer_changes() if checked.not_understood else None
        self._passed = True
        return replace(report, recovered=self._recover())

    def _recover(self) -> int:
        """Merge what the mirror holds and the journal has lost."""
        held = self.state.ids
        lost = verify(read_mirror(self.mirror.path), held, self.state.assessment)
        if not lost.fresh:
            return 0
        return self.merge(Verified(lost.fresh, 0, ()), Source("", "", self._now()[0])).new

    def _read(self, ids: SetHash | None = None) -> State:
        """What the file holds now."""
        conn, old = self.state.conn, self.state
        with reading(conn):
            return State(
                conn,
                read_tip(conn, old.tip.station) if old.tip.station else old.tip,
                read_snapshot(conn, old.snapshot.revision),
                {**read_drafts(conn), **old.drafts},
                ids if ids is not None else read_ids(conn),
                read_arrival(conn),
                newest=old.newest,
                links=old.links,
            )

    def _adopt(self, state: State, cells: Iterable[CellKey], origin: str, batch: str) -> ChangeSet:
        """Make a state the present one, and tell the listeners if any cell changed."""
        touched = frozenset(cells)
        revision = state.snapshot.revision + bool(touched)
        state.snapshot = replace(
            state.snapshot, changes=len(state.ids), code=code_of_root(state.ids.root), revision=revision
        )
        self.state = state
        changes = ChangeSet(state.assessment, revision, touched, origin, batch)
        self._publish(state.snapshot, changes)
        return changes

    # --- writing

    def edit(self, edits: Sequence[Edit], origin: Origin, visible: int) -> ChangeSet:
        """Record edits in one transaction. `visible` is the revision the editor saw when it asked.

        Raises SaveFailed with the edits where they could not be recorded.
        """
        if not edits:
            return ChangeSet(self.state.assessment, self.state.snapshot.revision, frozenset(), "edit", "")
        try:
            self._get_ready()
            before = self.state.snapshot.cells
            wanted = [self._with_pending(edit, visible) for edit in edits]
            changes, result = self._append(
                wanted, "edit", origin, lambda made: self.steps.remember(before, made)
            )
        except BadChange as error:
            raise SaveFailed("store.not_storable", tuple(edits), why=error.why) from error
        except UserError as error:
            raise SaveFailed(error.code, tuple(edits), **error.params) from error
        self._own.update((change.change_id, result.revision) for change in changes)
        return result

    def _with_pending(self, edit: Edit, visible: int) -> Edit:
        """Let an edit supersede what the same person typed into this cell just before.

        An edit that was asked for while an earlier one of this run was still on its way could not name that
        one's change, although the widget already displayed its words.
        """
        cell = self.state.snapshot.cells.get((edit.entity, edit.field))
        heads = cell.heads if cell else ()
        pending = tuple(head for head in heads if self._own.get(head, 0) > visible)
        return replace(edit, seen=(*edit.seen, *pending)) if pending else edit

    def _append(
        self, edits: Sequence[Edit], kind: str, origin: Origin, note: Note, *, side_by_side: bool = False
    ) -> tuple[list[Change], ChangeSet]:
        """Make changes of edits and commit them; `note` is told of them before any listener."""
        state = self.state
        with self._committing() as grow:
            changes = make_changes(state, edits, origin, side_by_side=side_by_side)
            cells = cells_after(state.conn, state.snapshot.cells, changes)
            grow([change.change_id for change in changes])
            registered = register(state, origin.author, __version__)
            write_changes(state, changes, cells, wall_text(origin.at)[0])
            drafts = self._forget_drafts(cells)
        state.links.update((change.change_id, node_of(change).link) for change in changes)
        note(changes)
        last = changes[-1]
        state.tip = Tip(last.station, last.seq, last.change_id, last.depth)
        state.registered |= registered
        for key in drafts:
            del state.drafts[key]
        return changes, self._committed(changes, cells, kind, origin.batch)

    def _forget_drafts(self, cells: Iterable[CellKey]) -> list[CellKey]:
        drafts = [key for key in cells if key in self.state.drafts]
        for entity, name in drafts:
            run(self.state.conn, sql.DELETE_DRAFT, entity=entity, field=name)
        return drafts

    def _committed(
        self, changes: Sequence[Change], cells: dict[CellKey, Cell], origin: str, batch: str
    ) -> ChangeSet:
        """After a commit: memory, mirror, listeners."""
        state = self.state
        state.arrival += len(changes)
        state.newest = two_newest({*state.newest, *(change.wall_at for change in changes)})
        state.snapshot = replace(state.snapshot, cells=state.snapshot.cells.replaced(cells))
        self.mirror.append((change.change_id, change.body) for change in changes)
        return self._adopt(state, cells, origin, batch)

    @contextmanager
    def _committing(self) -> Iterator[Grow]:
        """One transaction. The function it gives adds changes to the set (and takes refused ones out)."""
        ids = self.state.ids
        added: list[str] = []
        dropped: list[str] = []

        def grow(add: Iterable[str], drop: Iterable[str] = ()) -> None:
            added.extend(add)
            dropped.extend(drop)
            ids.add(added)
            ids.discard(dropped)

        try:
            with transaction(self.state.conn):
                yield grow
        except BaseException as error:
            ids.discard(added)
            ids.add(dropped)
            self._stale |= isinstance(error, UserError)
            raise

    def _get_ready(self, *, merging: bool = False) -> None:
        """Refuse what must not be written; read the file again after a failure; know who writes.

        Nothing is written before the check has passed: where it could not finish, it is made up for.
        """
        if self.obstacle is None and not self._passed:
            self.check()
        obstacle = self.obstacle
        if obstacle is not None and not (merging and obstacle.code == "store.newer_changes"):
            raise UserError(obstacle.code, **obstacle.params)
        if self._stale:
            self._refresh()
        if not self.state.tip.station:
            station = station_for(self.state.conn, self._setup)
            with reading(self.state.conn):
                self.state.tip = read_tip(self.state.conn, station)

    def _refresh(self) -> None:
        """Read everything again after a failure.

        A commit that was reported as failed may be there all the same. Its words are the person's own: what
        is typed next replaces them, although no widget has seen their change.
        """
        before, tip = self.state.snapshot.cells, self.state.tip
        try:
            fresh = self._read()
        except UserError:
            with suppress(UserError):
                close(self.state.conn)
            self.state.conn = connect(self._setup.path, trace=self._setup.trace)
            fresh = self._read()
        self._stale = False
        after = fresh.snapshot.cells
        changed = [key for key in after if after[key] != before.get(key)]
        self._adopt(fresh, changed, "rebuild", "")
        with reading(self.state.conn):
            links = read_links(self.state.conn, {head for key in changed for head in after[key].heads})
        kept = [one for one, link in links.items() if link.station == tip.station and link.seq > tip.seq]
        self._own.update((one, fresh.snapshot.revision) for one in kept)

    # --- merging and undo

    def merge(self, verified: Verified, source: Source) -> MergeReport:
        """Take the union with verified changes. Nothing is written where everything was refused."""
        self._get_ready(merging=True)
        with reading(self.state.conn):
            plan = plan_merge(self.state, verified)
        report = report_of(self.state, plan, source.dossier_id)
        if plan.stored or report.known:
            self._write_plan(plan, source, report)
        return report

    def _write_plan(self, plan: Plan, source: Source, report: MergeReport) -> None:
        state = self.state
        with roomy(state.conn, len(plan.stored)), self._committing() as grow:
            grow((change.change_id for change in plan.stored), (name for name, _ in plan.turned_down))
            write_merge(state, plan, source, report)
        if report.new_station:
            state.tip = Tip("")
        if any(change.must_understand and not change.understood for change in plan.stored):
            self.obstacle = self._newer_changes()
        self._committed(plan.stored, dict(plan.cells), "merge", source.dossier_id)

    def undo(self, author: str) -> UndoResult:
        """Take back the last action of this run, where its changes are still the heads."""
        return self._step(self.steps.done, author, "undo")

    def redo(self, author: str) -> UndoResult:
        """Do the last undone action again, where what undo wrote is still the head."""
        return self._step(self.steps.undone, author, "redo")

    def _step(self, actions: Sequence[undoing.Action], author: str, kind: str) -> UndoResult:
        """Take the last of some actions back; it moves from what was done to what was undone, or back."""
        if not actions:
            return UndoResult("", None, nothing=REDO_NOTHING) if kind == "redo" else UndoResult("", None)
        self._get_ready()
        action, before = actions[-1], self.state.snapshot.cells
        edits, skipped = undoing.edits_to_undo(action, before)
        changes, result = self._take_back(
            edits, author, action.batch, kind, lambda made: self.steps.take(action, before, made)
        )
        if not changes:
            self.steps.take(action, before, ())
        told = undoing.retold(before, self.state.snapshot.cells, changes, again=kind == "redo")
        return UndoResult(action.batch, result, tuple(skipped), told)

    def undo_merge(self, dossier_id: str, author: str) -> UndoResult:
        """Put back what stood before a dossier was merged, where nobody changed it since."""
        self._get_ready()
        with reading(self.state.conn):
            rows = fetch(self.state.conn, sql.DOSSIERS)
            reports = [row[-1] for row in rows if row[1] == dossier_id and row[3] == "in" and row[5]]
            if not reports:
                return UndoResult(dossier_id, None)
            edits, skipped = undoing.edits_to_undo_merge(self.state, reports[-1])
        _, result = self._take_back(edits, author, dossier_id, "undo", lambda _: None)
        return UndoResult(dossier_id, result, tuple(skipped))

    def _take_back(
        self, edits: Sequence[Edit], author: str, batch: str, kind: str, note: Note
    ) -> tuple[list[Change], ChangeSet | None]:
        if not edits:
            return [], None
        origin = Origin(author, f"{kind}.{batch}"[:200], self._setup.clock.now())
        return self._append(edits, kind, origin, note, side_by_side=True)

    # --- what is no change

    def draft(self, key: CellKey, text: str | None) -> None:
        """Keep text that is being typed, or forget it. It stays in memory even where the disk refuses."""
        drafts = self.state.drafts
        if text is None:
            drafts.pop(key, None)
        else:
            drafts[key] = text
        self._get_ready()
        with self._committing():
            if text is None:
                run(self.state.conn, sql.DELETE_DRAFT, entity=key[0], field=key[1])
            else:
                at = self._now()[0]
                run(self.state.conn, sql.PUT_DRAFT, entity=key[0], field=key[1], text=text, updated_at=at)

    def write(self, work: Callable[[], None]) -> None:
        """One transaction that touches no change: packs, evidence, the log of dossiers."""
        self._get_ready(merging=True)
        with self._committing():
            work()

    def close(self) -> None:
        """Flush the mirror and close the file."""
        self.mirror.close()
        close(self.state.conn)

    def _newer_changes(self) -> UserError:
        return UserError("store.newer_changes", path=self._setup.path)

    def _now(self) -> tuple[str, str]:
        return wall_text(self._setup.clock.now())
