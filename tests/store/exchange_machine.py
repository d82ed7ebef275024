"""Several stations that write, meet, are cloned, copied and tampered with: a state machine over real stores.

It drives the ledger, the store thread's own part, directly: the same code, without the waiting. The
invariants I1 to I14 are named where they are asserted.
"""

import hashlib
import itertools
import json
import random
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from fosdesk.model.journal import canonical, change_id, make_body, read_change, value_text
from fosdesk.model.snapshot import Edit
from fosdesk.store import reading
from fosdesk.store.appending import Origin
from fosdesk.store.database import reading as looking
from fosdesk.store.ledger import Ledger
from fosdesk.store.merging import Source, verify
from fosdesk.store.opening import Setup, make_store

ASSESSMENT = "valdoria2026"
CELLS = [("x", "value"), ("y", "value"), ("x", "comment")]
VALUES = [
    {"v": 0},
    {"v": 1},
    {"v": True},
    {"v": None},
    {"na": "no coast"},
    {"unknown": {"who": "", "by": ""}},
]
DATES = [
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2026, 5, 12, tzinfo=UTC),
    datetime(2099, 1, 1, tzinfo=UTC),
]
MOST = 5
memory = Path("/dev/shm")
counted = Counter()


@dataclass(frozen=True)
class Key:
    station_id: str


class Clock:
    def __init__(self):
        self.at = DATES[1]

    def now(self):
        return self.at

    def monotonic(self):
        return 0.0


class Desk:
    """One laptop: a ledger over a real file, its clock, and what it was told is saved."""

    def __init__(self, folder, new_station, key=None):
        self.clock, self.new_station = Clock(), new_station
        self.key = key or new_station()
        self.setup = Setup(folder, self.key, self._mint, "Amina", self.clock)
        self.ledger = Ledger(self.setup, lambda snapshot, changes: None)
        assert self.ledger.check().sound

    def _mint(self):
        self.key = self.new_station()
        return self.key

    @property
    def snapshot(self):
        return self.ledger.state.snapshot

    def look(self, work):
        with looking(self.ledger.state.conn):
            return work()

    def bodies(self):
        return self.look(lambda: list(reading.contents(self.ledger.state).bodies))

    def merge(self, bodies):
        verified = verify(bodies, self.ledger.state.ids, ASSESSMENT)
        return self.ledger.merge(verified, Source("d", "", "2026-05-12T00:00:00Z"))

    def shown(self):
        cells = self.snapshot.cells
        return {
            key: (value_text(c.value), c.winner, c.heads, c.values, c.disagreement)
            for key, c in cells.items()
        }

    def digest(self):
        facts = self.look(lambda: reading.facts(self.ledger.state))
        return facts.root, facts.waiting, facts.refused, self.shown()


class Exchange(RuleBasedStateMachine):
    """Two to five desks and everything that can happen between them."""

    pick = st.integers(0, 9)

    def __init__(self):
        super().__init__()
        self.folder = Path(
            tempfile.mkdtemp(prefix="fosdesk-machine-", dir=memory if memory.is_dir() else None)
        )
        self.numbers = itertools.count()
        self.desks, self.saved, self.foreign = [], {}, set()

    def new_station(self):
        return Key(hashlib.sha256(b"machine %d" % next(self.numbers)).hexdigest())

    def place(self):
        return self.folder / f"desk{next(self.numbers)}"

    def desk(self, number):
        return self.desks[number % len(self.desks)]

    @initialize(count=st.integers(2, 3))
    def start(self, count):
        folder = self.place()
        make_store(folder, ASSESSMENT)
        self.empty = (folder / "store.db").read_bytes()
        self.desks = [self._fresh() for _ in range(count)]

    # --- what people do

    @rule(
        edits=st.lists(
            st.tuples(pick, st.sampled_from(CELLS), st.sampled_from(VALUES)), min_size=1, max_size=5
        )
    )
    def edit(self, edits):
        """A widget displays the heads; afterwards one reads one's own writes (I7)."""
        for number, key, value in edits:
            desk = self.desk(number)
            self._record(desk, key, value, desk.snapshot.heads(*key))
            cell = desk.snapshot.cells[key]
            assert (value_text(cell.value), len(cell.heads), cell.disagreement) == (
                value_text(value),
                1,
                False,
            )

    @rule(number=pick, key=st.sampled_from(CELLS), value=st.sampled_from(VALUES), drop=st.integers(1, 3))
    def edit_an_old_view(self, number, key, value, drop):
        """A widget that was drawn before others' heads arrived: those must not be swallowed."""
        desk = self.desk(number)
        heads = desk.snapshot.heads(*key)
        seen = heads[: max(0, len(heads) - drop)]
        self._record(desk, key, value, seen)
        after = desk.snapshot.cells[key]
        assert set(heads) - set(seen) <= set(after.heads)

    def _record(self, desk, key, value, seen):
        origin = Origin("Amina", f"b{next(self.numbers)}", desk.clock.now())
        before = desk.snapshot.heads(*key)
        desk.ledger.edit([Edit(*key, value, seen)], origin, desk.snapshot.revision)
        (mine,) = set(desk.snapshot.heads(*key)) - set(before)
        self.saved[mine] = (key, value)
        counted["edits"] += 1

    @rule(number=pick, again=st.booleans())
    def undo_or_redo(self, number, again):
        ledger = self.desk(number).ledger
        (ledger.redo if again else ledger.undo)("Amina")

    @rule(
        number=pick,
        edits=st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(VALUES)), min_size=1, max_size=4),
    )
    def undo_and_redo_are_a_walk_there_and_back(self, number, edits):
        """What redo did again shows as it did before; each step names what it took and nothing else."""
        desk, shown = self.desk(number), []
        for key, value in edits:
            self._record(desk, key, value, desk.snapshot.heads(*key))
        for _ in edits:
            shown.append(self._values(desk))
            result = desk.ledger.undo("Amina")
            assert result.done
            assert not result.skipped
            assert {told.key for told in result.told} == set(result.changes.cells)
        for before in reversed(shown):
            result = desk.ledger.redo("Amina")
            assert result.done
            assert not result.skipped
            assert self._values(desk) == before
            counted["redone"] += 1

    @rule(number=pick, other=pick, key=st.sampled_from(CELLS), value=st.sampled_from(VALUES))
    def redo_never_replaces_what_another_said_since(self, number, other, key, value):
        """Between undo and redo somebody else's value arrives: it stands."""
        desk, peer = self.desk(number), self.desk(other)
        if desk is peer or not desk.ledger.undo("Amina").done:
            return
        peer.merge(desk.bodies())
        self._record(peer, key, value, peer.snapshot.heads(*key))
        theirs = peer.snapshot.cells[key].heads
        desk.merge(peer.bodies())
        here = set(theirs) & set(desk.snapshot.cells[key].heads)
        desk.ledger.redo("Amina")
        assert here <= set(desk.snapshot.cells[key].heads)
        counted["guarded"] += 1

    @rule(number=pick, at=st.sampled_from(DATES), days=st.integers(-40_000, 20_000))
    def set_the_clock(self, number, at, days):
        """I10: no clock decides a result; the digests compared below never look at one."""
        self.desk(number).clock.at = min(
            max(at + timedelta(days=days), DATES[0]), DATES[2] + timedelta(days=9999)
        )

    # --- how they meet

    @rule(pairs=st.lists(st.tuples(pick, st.integers(1, 4)), min_size=1, max_size=4))
    def merge(self, pairs):
        """A second merge of the same changes changes nothing (I5)."""
        for one, further in pairs:
            source, target = self.desk(one), self.desk(one + further)
            bodies = source.bodies()
            target.merge(bodies)
            before = target.digest()
            assert target.merge(bodies).new == 0
            assert target.digest() == before
            counted["merges"] += 1

    @rule(one=pick, further=pick, first=st.sampled_from(VALUES), second=st.sampled_from(VALUES))
    def answer_apart_and_meet(self, one, further, first, second):
        """Two people answer the same thing, then meet: both answers stand until somebody decides."""
        a, b = self.desk(one), self.desk(one + further)
        for desk, value in ((a, first), (b, second)):
            self._record(desk, CELLS[0], value, desk.snapshot.heads(*CELLS[0]))
        a.merge(b.bodies())
        if a is not b and value_text(first) != value_text(second):
            assert a.snapshot.cells[CELLS[0]].disagreement

    @rule(one=pick, other=pick, seed=st.integers(0, 999))
    def merge_a_part_in_any_order(self, one, other, seed):
        bodies, dice = self.desk(one).bodies(), random.Random(seed)
        dice.shuffle(bodies)
        self.desk(other).merge(bodies[: dice.randint(0, len(bodies))])

    @rule(one=pick, other=pick)
    def merging_in_either_order_shows_the_same(self, one, other):
        """I3, I4: the union does not depend on who is merged first."""
        a, b = self.desk(one).bodies(), self.desk(other).bodies()
        digests = []
        for order in ((a, b), ([*b, *a],)):
            twin = self._fresh()
            for bodies in order:
                twin.merge(bodies)
            digests.append(twin.digest())
            twin.ledger.close()
        assert digests[0] == digests[1]

    # --- what goes wrong

    @rule(number=pick)
    def clone_the_disk(self, number):
        """An image of a laptop: two of them write with one station id (I11)."""
        if len(self.desks) < MOST:
            original = self.desk(number)
            self.desks.append(Desk(self._image_of(original), self.new_station, original.key))
            counted["clones"] += 1

    @rule(number=pick)
    def restart(self, number):
        """The projection, waiting changes and all, is what it was; nothing had to be put right (I1, I6)."""
        index = number % len(self.desks)
        desk = self.desks[index]
        before, folder = desk.digest(), desk.setup.folder
        desk.ledger.close()
        again = Desk(folder, self.new_station, desk.key)
        assert again.digest() == before
        report = again.ledger.check()
        assert (report.sound, report.repaired) == (True, ())
        self.desks[index] = again

    @rule(number=pick)
    def rebuild(self, number):
        """I6: what was kept step by step is what the journal says."""
        desk = self.desk(number)
        before = desk.digest()
        assert desk.ledger.check(force=True).rebuilt == frozenset()
        assert desk.digest() == before

    @rule(number=pick, which=st.integers(0, 99), where=st.integers(0, 9999), flip=st.integers(1, 255))
    def a_tampered_body(self, number, which, where, flip):
        """I12: it is refused, or it is another change; the real one stays as it was."""
        desk = self.desk(number)
        bodies = desk.bodies()
        if not bodies:
            return
        original = bodies[which % len(bodies)]
        damaged = bytearray(original)
        damaged[where % len(damaged)] ^= flip
        before = desk.digest()
        report = desk.merge([bytes(damaged)])
        if not report.new:
            assert desk.digest() == before
            assert len(report.refused) + report.known == 1  # known: tampered in the same way before
        else:
            self.foreign.add(change_id(bytes(damaged)))
        assert original in set(desk.bodies())

    @rule(number=pick, lie=st.integers(1, 50), steal=st.booleans())
    def a_forged_change(self, number, lie, steal):
        """A stranger's change that lies about its depth, or supersedes another cell's values."""
        desk = self.desk(number)
        heads = desk.snapshot.heads(*CELLS[0])
        steal = steal and bool(heads)
        depth = self._depth_over(desk, heads) + (0 if steal else lie)
        forged = self._strangers(depth, heads, entity="z" if steal else "x")
        before = desk.digest()
        report = desk.merge([forged])
        assert (report.new, len(report.refused)) == (0, 1)
        assert desk.digest() == before

    @rule(number=pick)
    def a_change_of_a_newer_version(self, number):
        """I13: kept and passed on, and nothing that is shown changes."""
        desk = self.desk(number)
        heads = desk.snapshot.heads(*CELLS[0])
        body = self._strangers(self._depth_over(desk, heads), heads, entity="x")
        newer = canonical({**json.loads(body), "kind": "delegate", "value": {"to": "someone"}})
        before = desk.shown()
        assert desk.merge([newer]).new == 1
        assert desk.shown() == before
        assert newer in set(desk.bodies())

    def _values(self, desk):
        """What people see: the distinct values of each cell; an empty cell is one that was never filled."""
        shown = {}
        for key, cell in desk.snapshot.cells.items():
            values = {value_text(value) for _, value in cell.values} or {value_text(cell.value)}
            if values != {value_text({"v": None})}:
                shown[key] = values
        return shown

    def _depth_over(self, desk, heads):
        depths = [change.depth for change in map(read_change, desk.bodies()) if change.change_id in heads]
        return 1 + max(depths, default=0)

    def _strangers(self, depth, supersedes, *, entity):
        return make_body(
            kind="set",
            assessment=ASSESSMENT,
            station=self.new_station().station_id,
            seq=1,
            previous="",
            depth=depth,
            wall_at="2099-01-01T00:00:00Z",
            zone="+00:00",
            author="a stranger",
            pack="",
            entity=entity,
            field="value",
            value={"v": 0},
            supersedes=supersedes,
            batch="s",
        )

    # --- what always holds

    @invariant()
    def disagreements_are_marked_exactly(self):
        """I9: the mark stands exactly where two or more distinct values are heads."""
        for desk in self.desks:
            for cell in desk.snapshot.cells.values():
                texts = {value_text(value) for _, value in cell.values}
                assert cell.disagreement == (len(texts) > 1)
                assert set(cell.heads) == {head for head, _ in cell.values} or not cell.disagreement
                assert cell.winner in cell.heads
            counted["invariants"] += 1

    @invariant()
    def a_fresh_store_that_takes_everything_shows_the_same(self):
        """I6, I14: projection is a pure function of the set of changes, in any order of arrival."""
        if not self.desks:
            return
        step = next(self.numbers)
        desk = self.desks[step % len(self.desks)]
        if step % 10:
            return
        twin, bodies = self._fresh(), desk.bodies()
        random.Random(step).shuffle(bodies)
        half = len(bodies) // 2
        twin.merge(bodies[:half])
        twin.merge(bodies[half:])
        found, expected = twin.digest(), desk.digest()
        twin.ledger.close()
        assert (found[0], found[1], found[3]) == (expected[0], expected[1], expected[3])

    def teardown(self):
        try:
            if self.desks:
                self._everybody_meets()
        finally:
            for desk in self.desks:
                desk.ledger.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _everybody_meets(self):
        for _ in range(2):
            for source, target in itertools.permutations(self.desks, 2):
                target.merge(source.bodies())
        first = self.desks[0]
        digests = [
            (root, waiting, shown) for root, waiting, _, shown in (desk.digest() for desk in self.desks)
        ]
        assert all(one == digests[0] for one in digests), "I2: stations that know the same show the same"
        assert len({desk.snapshot.code for desk in self.desks}) == 1
        changes = {change.change_id: change for change in map(read_change, first.bodies())}
        assert self.saved.keys() <= changes.keys(), "I1, I11: a change that was called saved is gone"
        over = {old for change in changes.values() if change.understood for old in change.supersedes}
        for head, (key, value) in self.saved.items():
            cell = first.snapshot.cells[key]
            shown = {value_text(v) for _, v in cell.values} | {value_text(cell.value)}
            assert head in over or value_text(value) in shown, "I8: a value is neither shown nor superseded"
            assert (head in cell.heads) == (head not in over), "I8: a value was swallowed"
        for desk in self.desks:
            report = desk.ledger.check()
            assert (report.sound, report.repaired) == (True, ()), "I6"
        counted["torn"] += len(first.snapshot.disagreements())
        counted["runs"] += 1

    # --- making desks

    def _fresh(self):
        folder = self.place()
        folder.mkdir()
        (folder / "store.db").write_bytes(self.empty)
        return Desk(folder, self.new_station)

    def _image_of(self, desk):
        folder = self.place()
        desk.ledger.mirror.flush()
        shutil.copytree(desk.setup.folder, folder)
        return folder


def run(examples, *, derandomize=True):
    """Run the machine; raises what the first failing run raises, unshrunk."""
    run_state_machine_as_test(
        Exchange,
        settings=settings(
            max_examples=examples,
            stateful_step_count=22,
            deadline=None,
            database=None,
            derandomize=derandomize,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )
