"""Undo: my last action of this run, or one merge, by appending; where somebody wrote since, a sentence."""

from fosdesk.model.snapshot import Edit
from fosdesk.store.records import REDO_NOTHING, UNDO_CHANGED_SINCE, UNDO_NOTHING, Retold


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


# --- redo


def test_redo_does_again_what_undo_took_back_and_adds_to_the_journal(bench, put):
    store = bench.create()
    put(store, "x", 1, batch="b1")
    put(store, "x", 2, batch="b2")
    undone = store.undo("Amina").result()
    assert undone.told == (Retold(("x", "value"), {"v": 2}, {"v": 1}),)
    result = store.redo("Amina").result()
    assert (result.done, result.batch, result.why_not) == (True, "b2", "")
    assert (result.changes.origin, result.told) == ("redo", undone.told)
    assert [entry.value["v"] for entry in store.history("x", "value")] == [1, 2, 1, 2]
    assert len(store.snapshot.heads("x", "value")) == 1


def test_undo_and_redo_walk_up_and_down_the_same_steps(bench, put):
    store = bench.create()
    for value in (1, 2, 3):
        put(store, "x", value, batch=f"b{value}")
        put(store, "y", value * 10, batch=f"c{value}")

    def walk(step):
        seen = []
        while step("Amina").result().done:
            seen.append(tuple(store.snapshot.value(one, "value")["v"] for one in "xy"))
        return seen

    down = [(3, 20), (2, 20), (2, 10), (1, 10), (1, None), (None, None)]
    assert walk(store.undo) == down
    up = [(1, None), (1, 10), (2, 10), (2, 20), (3, 20), (3, 30)]
    assert walk(store.redo) == up
    assert walk(store.undo) == down
    assert walk(store.redo) == up
    assert store.redo("Amina").result().why_not == REDO_NOTHING
    assert store.rebuild().result().rebuilt == frozenset()


def test_an_action_of_several_edits_is_done_again_whole(bench):
    store = bench.create()
    store.edit([Edit(f"x{n}", "value", {"v": n}, ()) for n in range(3)], "Amina", "bulk").result()
    store.undo("Amina").result()
    result = store.redo("Amina").result()
    assert (len(result.changes.cells), result.batch) == (3, "bulk")
    assert [store.snapshot.value(f"x{n}", "value") for n in range(3)] == [{"v": 0}, {"v": 1}, {"v": 2}]


def test_a_new_action_leaves_nothing_to_do_again(bench, put):
    store = bench.create()
    put(store, "x", 1, batch="b1")
    store.undo("Amina").result()
    put(store, "y", 1, batch="b2")
    assert not store.redo("Amina").result().done
    assert store.snapshot.value("x", "value") == {"v": None}


def test_redo_leaves_alone_what_somebody_changed_since_the_undo(bench, put):
    a, b = bench.create("a"), bench.create("b")
    a.edit([Edit("x", "value", {"v": 1}, ()), Edit("y", "value", {"v": 1}, ())], "Amina", "b1").result()
    a.undo("Amina").result()
    b.merge(a.bodies()).result()
    put(b, "x", 5, author="Kofi")
    a.merge(b.bodies()).result()
    result = a.redo("Amina").result()
    assert result.skipped == ((("x", "value"), UNDO_CHANGED_SINCE),)
    assert [told.key for told in result.told] == [("y", "value")]
    assert (a.snapshot.value("x", "value"), a.snapshot.value("y", "value")) == ({"v": 5}, {"v": 1})
    a.undo("Amina").result()
    assert (a.snapshot.value("x", "value"), a.snapshot.value("y", "value")) == ({"v": 5}, {"v": None})


def test_a_decision_is_taken_back_and_done_again(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1)
    put(b, "x", 2)
    a.merge(b.bodies()).result()
    put(a, "x", 3, batch="decide")
    for _ in range(2):
        a.undo("Amina").result()
        assert {value["v"] for _, value in a.snapshot.cells["x", "value"].values} == {1, 2}
        a.redo("Amina").result()
        cell = a.snapshot.cells["x", "value"]
        assert (cell.value, cell.disagreement) == ({"v": 3}, False)


def test_the_next_steps_are_known_when_listeners_hear_of_a_change(bench, put):
    store, heard = bench.create(), []
    store.subscribe(lambda changes: heard.append((changes.origin, store.steps)))
    assert store.steps == ("", "")
    put(store, "x", 1, batch="b1")
    put(store, "x", 2, batch="b2")
    store.undo("Amina").result()
    store.redo("Amina").result()
    assert heard == [
        ("edit", ("b1", "")), ("edit", ("b2", "")), ("undo", ("b1", "b2")), ("redo", ("b2", "")),
    ]  # fmt: skip
