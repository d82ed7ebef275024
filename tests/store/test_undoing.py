"""Undo: my last action of this run, or one merge, by appending; where somebody wrote since, a sentence."""

from fosdesk.model.snapshot import Edit
from fosdesk.store.records import UNDO_CHANGED_SINCE, UNDO_NOTHING


def test_undo_puts_back_what_stood_there_and_adds_to_the_journal(bench, put):
    store = bench.create()
    put(store, "x", 1, batch="b1")
    put(store, "x", 2, batch="b2")
    result = store.undo("Amina").result()
    assert (result.done, result.batch, result.why_not) == (True, "b2", "")
    assert result.changes.origin == "undo"
    assert store.snapshot.value("x", "value") == {"v": 1}
    assert [entry.value["v"] for entry in store.history("x", "value")] == [1, 2, 1]


def test_undo_goes_back_action_by_action_to_the_empty_cell(bench, put):
    store = bench.create()
    for value in (1, 2, 3):
        put(store, "x", value, batch=f"b{value}")
        put(store, "y", value * 10, batch=f"c{value}")
    seen = []
    while store.undo("Amina").result().done:
        seen.append((store.snapshot.value("x", "value")["v"], store.snapshot.value("y", "value")["v"]))
    assert seen == [(3, 20), (2, 20), (2, 10), (1, 10), (1, None), (None, None)]
    assert store.undo("Amina").result().why_not == UNDO_NOTHING


def test_an_action_of_several_edits_is_undone_whole(bench):
    store = bench.create()
    store.edit([Edit(f"x{n}", "value", {"v": n}, ()) for n in range(3)], "Amina", "b1").result()
    store.edit([Edit("x0", "comment", {"v": "c"}, ())], "Amina", "b1").result()
    result = store.undo("Amina").result()
    assert len(result.changes.cells) == 4
    assert {cell.value["v"] for cell in store.snapshot.cells.values()} == {None}


def test_a_cell_that_somebody_changed_since_is_left_alone_with_a_reason(bench, put):
    a, b = bench.create("a"), bench.create("b")
    a.edit([Edit("x", "value", {"v": 1}, ()), Edit("y", "value", {"v": 1}, ())], "Amina", "b1").result()
    b.merge(a.bodies()).result()
    put(b, "x", 5, author="Kofi")
    a.merge(b.bodies()).result()
    result = a.undo("Amina").result()
    assert result.skipped == ((("x", "value"), UNDO_CHANGED_SINCE),)
    assert result.done
    assert a.snapshot.value("x", "value") == {"v": 5}
    assert a.snapshot.value("y", "value") == {"v": None}


def test_undoing_a_decision_brings_the_disagreement_back(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1)
    put(b, "x", 2)
    a.merge(b.bodies()).result()
    put(a, "x", 3, batch="decide")
    assert not a.snapshot.cells["x", "value"].disagreement
    a.undo("Amina").result()
    cell = a.snapshot.cells["x", "value"]
    assert {value["v"] for _, value in cell.values} == {1, 2}
    assert a.rebuild().result().rebuilt == frozenset()


def test_undo_restores_only_what_this_edit_replaced(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1)
    displayed = a.snapshot.heads("x", "value")
    put(b, "x", 2)
    a.merge(b.bodies()).result()
    put(a, "x", 3, seen=displayed, batch="mine")
    a.undo("Amina").result()
    assert {value["v"] for _, value in a.snapshot.cells["x", "value"].values} == {1, 2}


def test_another_run_has_nothing_to_undo(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    assert bench.open().undo("Amina").result().why_not == UNDO_NOTHING


def test_a_merge_is_undone_by_putting_back_what_stood_before(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "same", 1)
    put(a, "x", 1)
    put(a, "torn", 1)
    b.merge(a.bodies()).result()
    put(b, "x", 2)
    put(b, "new", 9)
    put(b, "same", 1)
    put(b, "torn", 2)
    put(a, "torn", 3)
    code, changes = a.snapshot.code, a.snapshot.changes
    report = a.merge(b.bodies(), "d1").result()
    assert report.new == 4
    result = a.undo_merge("d1", "Amina").result()
    assert result.done
    values = {key[0]: cell.value["v"] for key, cell in a.snapshot.cells.items()}
    assert values == {"same": 1, "x": 1, "torn": 3, "new": None}
    assert a.snapshot.disagreements() == ()
    assert a.snapshot.changes > changes
    assert a.snapshot.code != code


def test_undoing_a_merge_leaves_alone_what_was_changed_since(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(b, "x", 2)
    put(b, "y", 2)
    a.merge(b.bodies(), "d1").result()
    put(a, "x", 7)
    result = a.undo_merge("d1", "Amina").result()
    assert result.skipped == ((("x", "value"), UNDO_CHANGED_SINCE),)
    assert a.snapshot.value("x", "value") == {"v": 7}
    assert a.snapshot.value("y", "value") == {"v": None}


def test_a_merge_that_never_was_is_not_undone(bench):
    assert not bench.create().undo_merge("nowhere", "Amina").result().done
