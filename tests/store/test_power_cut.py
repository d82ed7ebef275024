"""Power cuts at any moment: what the real store wrote, replayed on a disk that forgets what was not synced.

2,000 cuts in the short run, 20,000 in the long one: no acknowledged change may be missing. Two canaries show
that the harness can tell: without syncs the file must break, and with DELETE/FULL a commit must be lost.
"""

import random
from collections import Counter
from dataclasses import dataclass

import pytest

from fosdesk.model.journal import change_id
from fosdesk.model.snapshot import Edit


@dataclass
class Day:
    """The statements of a working day of a real store, and which changes were acknowledged after which."""

    statements: list
    acknowledged: list  # (number of statements that had run, ids acknowledged until then)


@pytest.fixture(scope="module")
def day(tmp_path_factory, benches, put, filled, disks):
    trace, bench = [], benches(tmp_path_factory.mktemp("day"))
    a, b = bench.create("a", trace=trace.append), bench.create("b")
    notes = []

    def note():
        ids = frozenset(map(change_id, a.bodies()))
        notes.append((len(disks.session(trace)), ids))

    note()
    for number in range(28):
        filled(a, 1, seed=number, entities=12)
        note()
        if number % 6 == 2:
            a.draft("x", "comment", f"half a sentence {number} " * 30).result()
        if number % 9 == 4:
            a.undo("Amina").result()
            note()
        if number == 12:
            filled(b, 25, seed=99, entities=12)
            a.merge(b.bodies(), "d1").result()
            note()
    edits = [Edit(f"many_{number}", "value", {"v": number}, ()) for number in range(30)]
    a.edit(edits, "Amina", "many").result()
    note()
    bench.close()
    return Day(disks.session(trace), notes)


def events_of(disks, folder, day, name, swap=()):
    """What the disk saw, and for each moment what had been acknowledged: (number of events, ids)."""
    disk = disks.watched(name)
    done = {0: 0}
    for number in disks.replay(folder, day.statements, disk, swap=swap):
        done[number + 1] = len(disk.events)
    return disk.events, [(done[number], ids) for number, ids in day.acknowledged]


def cuts_of(disks, events, notes, dice, count):
    """Cuts at random moments after the first acknowledgement: (files on the disk, ids acknowledged)."""
    platter, reached = disks.Platter(), 0
    for moment in sorted(dice.randrange(notes[0][0], len(events) + 1) for _ in range(count)):
        platter.follow(events[reached:moment])
        reached = moment
        acknowledged = max((note for note in notes if note[0] <= moment), key=lambda note: note[0])[1]
        yield platter.after_cut(dice), acknowledged


def test_no_acknowledged_change_is_lost_by_a_power_cut(disks, day, fast, long):
    cuts = 20_000 if long else 2_000
    dice = random.Random(7)
    events, notes = events_of(disks, fast / "day", day, "honest")
    judge, verdicts, torn = disks.Judge(fast / "cut"), Counter(), 0
    for files, acknowledged in cuts_of(disks, events, notes, dice, cuts):
        verdicts[judge.verdict(files, acknowledged)] += 1
        torn += disks.has_journal(files)
    assert verdicts == {"ok": cuts}
    assert torn > cuts / 10, "too few cuts hit a commit for this to mean anything"


def test_nor_by_a_power_cut_during_the_recovery_from_one(disks, day, fast, long):
    cuts = 6_000 if long else 600
    dice = random.Random(8)
    events, notes = events_of(disks, fast / "day", day, "honest-twice")
    judge, verdicts = disks.Judge(fast / "cut"), Counter()
    for files, acknowledged in cuts_of(disks, events, notes, dice, cuts):
        if disks.has_journal(files):
            disks.lay_out(fast / "first", files)
            again = disks.recovery(fast / "first", "recovering")
            platter = disks.Platter(files)
            platter.follow(again[: dice.randrange(len(again) + 1)])
            verdicts[judge.verdict(platter.after_cut(dice), acknowledged)] += 1
    assert verdicts == {"ok": verdicts.total()}
    assert verdicts.total() > cuts / 10


@pytest.mark.parametrize(
    ("setting", "symptom"),
    [("synchronous=OFF", "damaged"), ("synchronous=FULL", "lost")],
)
def test_canary_weaker_settings_are_caught(disks, day, fast, setting, symptom):
    dice = random.Random(9)
    swap = (("synchronous=EXTRA", setting),)
    events, notes = events_of(disks, fast / "day", day, f"weak-{symptom}", swap)
    judge, verdicts = disks.Judge(fast / "cut"), Counter()
    for files, acknowledged in cuts_of(disks, events, notes, dice, 300):
        verdicts[judge.verdict(files, acknowledged)] += 1
    assert verdicts[symptom] > 0, verdicts


def test_a_commit_costs_as_many_syncs_as_the_settings_promise(disks, day, fast):
    """Counted, not timed: the journal twice (its content, then its header), the database once."""
    disk = disks.watched("counted")
    per_commit, before = Counter(), 0
    for number in disks.replay(fast / "day", day.statements, disk):
        if day.statements[number] == "COMMIT":
            fresh = disk.events[before:]
            synced = Counter(event[1] for event in fresh if event[0] == "sync")
            deleted = [event for event in fresh if event[0] == "delete"]
            if deleted:
                assert all(durable for _, _, durable in deleted)
                per_commit[synced["store.db"], synced["store.db-journal"], len(deleted)] += 1
            before = len(disk.events)
    assert max(per_commit, key=per_commit.get) == (1, 2, 1)
    assert set(per_commit) <= {(1, 2, 1)}, per_commit
