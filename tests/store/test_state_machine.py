"""The exchange machine, and twelve planted bugs it must notice: a harness that misses them proves nothing."""

import dataclasses

import pytest

from fosdesk.base.errors import UserError
from fosdesk.model.journal import SetHash
from fosdesk.store import admission, appending, ledger, merging, projection, undoing
from fosdesk.store.projection import project

PARTS, RUNS = 30, 100


@pytest.mark.parts(PARTS)
def test_nothing_is_lost_swallowed_or_decided_by_a_clock(machine, part):
    """How often it came to what matters is judged in the first part and over all: chance is uneven."""
    if part == 0:
        machine.counted.clear()
    machine.run(RUNS, derandomize=part == 0)
    runs = machine.counted["runs"]
    assert runs >= RUNS
    if part == 0 or runs >= PARTS * RUNS:
        assert min(machine.counted[name] for name in ("edits", "merges", "clones", "torn")) > runs / 4
        assert min(machine.counted[name] for name in ("redone", "guarded")) > runs / 10


# --- twelve planted bugs


def swallows_what_the_widget_never_saw(patch):
    """An edit supersedes all heads, not those that were displayed."""

    def make(state, edits, origin, **how):
        all_heads = [dataclasses.replace(e, seen=state.snapshot.heads(e.entity, e.field)) for e in edits]
        return original(state, all_heads, origin, **how)

    original = appending.make_changes
    patch.setattr(ledger, "make_changes", make)


def supersedes_one_head_only(patch):
    """Of several displayed heads, only the first is superseded."""

    def make(state, edits, origin, **how):
        return original(state, [dataclasses.replace(e, seen=e.seen[:1]) for e in edits], origin, **how)

    original = appending.make_changes
    patch.setattr(ledger, "make_changes", make)


def lets_the_clock_decide(patch):
    """The latest date wins among heads, whatever superseded what."""

    def latest(heads):
        cell = original(heads)
        newest = max(heads, key=lambda head: (head.at, head.change_id))
        return dataclasses.replace(cell, heads=(newest.change_id,), values=(), disagreement=False)

    original = project
    for module in (projection, appending):
        patch.setattr(module, "project", latest)


def calls_one_and_true_equal(patch):
    """Values are compared as the language compares them."""

    def compare(heads):
        cell = original(heads)
        distinct = {str(value) == "" or (value.get("v") == 1 or str(value)) for _, value in cell.values}
        return dataclasses.replace(cell, disagreement=cell.disagreement and len(distinct) > 1)

    original = project
    for module in (projection, appending):
        patch.setattr(module, "project", compare)


def applies_before_what_is_needed(patch):
    """A change is applied although something it needs is missing."""

    def admit(pool, known):
        verdict = original(pool, known)
        early = tuple(node for node, _ in verdict.waiting)
        return dataclasses.replace(verdict, applied=(*verdict.applied, *early), waiting=())

    original = admission.admit
    patch.setattr(merging, "admit", admit)


def never_wakes_what_waits(patch):
    """Changes that wait are not looked at again when what they lack arrives."""
    fetch = merging.fetch
    patch.setattr(merging, "fetch", lambda conn, statement, **rest: []
                  if statement is merging.sql.WAITING_BODIES else fetch(conn, statement, **rest))  # fmt: skip


def believes_any_depth(patch):
    """Depth is taken from outside and not recomputed."""
    original = admission._objection

    def believe(*facts):
        why = original(*facts)
        return "" if why == "depth" else why

    patch.setattr(admission, "_objection", believe)


def knows_changes_by_station_and_number(patch):
    """A second change with the same station and number is taken for the first."""

    def plan(state, verified):
        rows = state.conn.execute("SELECT station, seq FROM change").fetchall()
        places = {tuple(row) for row in rows}
        fresh = {name: c for name, c in verified.fresh.items() if (c.station, c.seq) not in places}
        return original(state, dataclasses.replace(verified, fresh=fresh))

    original = merging.plan_merge
    patch.setattr(ledger, "plan_merge", plan)


def forgets_to_count_a_change(patch):
    """The set that the code is made of misses merged changes."""
    original = SetHash.add
    patch.setattr(SetHash, "add", lambda self, ids: original(self, list(ids)[:1]))


def drops_the_loser(patch):
    """Of disagreeing heads only the winner is kept in the cell."""

    def keep_one(heads):
        cell = original(heads)
        return dataclasses.replace(cell, heads=(cell.winner,), values=(), disagreement=False)

    original = project
    for module in (projection, appending):
        patch.setattr(module, "project", keep_one)


def does_again_over_a_newer_value(patch):
    """Undo and redo write over whatever the heads are now."""

    def edits(action, cells):
        found = []
        for key, entry in action.cells.items():
            found += undoing.restoring(
                key, (value for _, value in entry.before), cells[key].heads, entry.pack
            )
        return found, []

    patch.setattr(undoing, "edits_to_undo", edits)


def loses_the_way_back(patch):
    """After a step the other actions are not told which changes stand for theirs."""
    patch.setattr(undoing, "follow", lambda actions, undone, changes: None)


BUGS = [
    does_again_over_a_newer_value,
    loses_the_way_back,
    swallows_what_the_widget_never_saw,
    supersedes_one_head_only,
    lets_the_clock_decide,
    calls_one_and_true_equal,
    applies_before_what_is_needed,
    never_wakes_what_waits,
    believes_any_depth,
    knows_changes_by_station_and_number,
    forgets_to_count_a_change,
    drops_the_loser,
]


@pytest.mark.parametrize("plant", BUGS, ids=[bug.__name__ for bug in BUGS])
def test_canary_a_planted_bug_is_noticed(machine, monkeypatch, plant):
    plant(monkeypatch)
    with pytest.raises((AssertionError, UserError)):
        machine.run(400)


def test_there_are_twelve_planted_bugs():
    assert len(BUGS) == len(set(BUGS)) == 12
