"""An open store as the layers above see it: recording, reading, drafts, listeners, closing."""

import threading

import pytest

from fosdesk.base.errors import UserError
from fosdesk.model.answers import Value
from fosdesk.model.snapshot import Edit
from fosdesk.store.records import PackRecord, SaveFailed


def test_an_answer_is_there_after_the_future_and_after_reopening(bench, put):
    store = bench.create()
    changes = put(store, "aed_legal_c1", 3, batch="b1")
    assert changes.cells == {("aed_legal_c1", "value")}
    assert (changes.origin, changes.batch, changes.revision) == ("edit", "b1", store.snapshot.revision)
    assert store.snapshot.answer("aed_legal_c1") == Value(3)
    code = store.snapshot.code
    store.close().result()
    again = bench.open(station=store._setup.station)
    assert again.id == store.id
    assert again.snapshot.answer("aed_legal_c1") == Value(3)
    assert (again.snapshot.code, again.snapshot.changes) == (code, 1)
    cell = again.snapshot.cells["aed_legal_c1", "value"]
    assert (cell.author, cell.at) == ("Amina", "2026-05-12T10:31:00Z")


@pytest.mark.parametrize("value", [None, 0, False, "", "é" * 50_000, ["a", "b"], {"name": "x", "size": 5}])
def test_every_kind_of_value_comes_back_as_it_was(bench, put, value):
    store = bench.create()
    put(store, "x", value)
    store.close().result()
    assert bench.open().snapshot.value("x", "value") == {"v": value}


def test_text_with_everything_in_it_is_kept_whole(bench, put):
    words = (
        "=HYPERLINK(\"x\") <img src=x> #N/A \x00\x07\x1b[31m \u202e\u2066 \u0627\u0644 'quoted' \\ \r\n\t"
        * 900
    )
    store = bench.create()
    put(store, "x", words, field="comment")
    store.close().result()
    assert bench.open().snapshot.value("x", "comment") == {"v": words}


def test_a_lone_surrogate_is_refused_and_the_words_come_back(bench):
    store = bench.create()
    edit = Edit("x", "value", {"v": "half \ud83d"}, ())
    with pytest.raises(SaveFailed) as caught:
        store.edit([edit], "Amina", "b1").result()
    assert (caught.value.code, caught.value.edits) == ("store.not_storable", (edit,))
    assert store.facts().changes == 0


def test_one_refused_edit_refuses_the_whole_action(bench):
    store = bench.create()
    edits = [Edit("x", "value", {"v": 1}, ()), Edit("y", "value", {"v": 1.5}, ())]
    with pytest.raises(SaveFailed):
        store.edit(edits, "Amina", "b1").result()
    assert dict(store.snapshot.cells) == {}
    assert store.facts().changes == 0


def test_an_edit_replaces_exactly_what_its_widget_displayed(bench, put):
    store = bench.create()
    put(store, "x", 1)
    displayed = store.snapshot.heads("x", "value")
    put(store, "x", 2)
    put(store, "x", 3, seen=displayed)
    cell = store.snapshot.cells["x", "value"]
    assert cell.disagreement
    assert {value["v"] for _, value in cell.values} == {2, 3}
    assert set(cell.heads) == {one for one, _ in cell.values}
    put(store, "x", 2)
    assert not store.snapshot.cells["x", "value"].disagreement


def test_equal_values_of_two_people_merge_silently(bench, put):
    store = bench.create()
    put(store, "x", 1, author="Amina", seen=())
    put(store, "x", 1, author="Kofi", seen=())
    cell = store.snapshot.cells["x", "value"]
    assert (cell.disagreement, len(cell.heads), cell.value) == (False, 2, {"v": 1})


def test_words_typed_while_the_first_commit_is_on_its_way_replace_the_first(bench):
    """A widget that displays its own pending words cannot name their change yet."""
    store = bench.create()
    gate = threading.Event()
    store._thread.submit(gate.wait)
    first = store.edit([Edit("x", "comment", {"v": "Our law"}, ())], "Amina", "b1")
    second = store.edit([Edit("x", "comment", {"v": "Our law of 2019"}, ())], "Amina", "b2")
    gate.set()
    first.result()
    second.result()
    cell = store.snapshot.cells["x", "comment"]
    assert (cell.value, cell.disagreement, len(cell.heads)) == ({"v": "Our law of 2019"}, False, 1)


def test_two_edits_of_one_cell_in_one_action_follow_each_other(bench):
    store = bench.create()
    store.edit([Edit("x", "value", {"v": 1}, ()), Edit("x", "value", {"v": 2}, ())], "Amina", "b1").result()
    cell = store.snapshot.cells["x", "value"]
    assert (cell.value, cell.disagreement) == ({"v": 2}, False)


def test_an_edit_that_names_a_change_of_another_cell_is_a_mistake_of_ours(bench, put):
    store = bench.create()
    put(store, "x", 1)
    heads = store.snapshot.heads("x", "value")
    for entity, seen in (("y", heads), ("x", ("f" * 64,))):
        with pytest.raises(ValueError, match="names a change"):
            store.edit([Edit(entity, "value", {"v": 2}, seen)], "Amina", "b").result()
    put(store, "x", 2)
    assert store.facts().changes == 2


def test_history_tells_who_when_and_what_replaced_what(bench, put, later):
    store = bench.create()
    put(store, "x", 1, author="Amina", batch="b1")
    bench.clock.at += later(days=3)
    put(store, "x", 2, author="Kofi", batch="b2")
    first, second = store.history("x", "value")
    assert (first.value, first.author, first.batch) == ({"v": 1}, "Amina", "b1")
    assert (second.value, second.author, second.wall_at) == ({"v": 2}, "Kofi", "2026-05-15T10:31:00Z")
    assert first.superseded_by == (second.change_id,)
    assert second.superseded_by == ()
    assert not first.date_uncertain
    assert store.history("x", "comment") == ()


def test_a_wrong_clock_is_marked_in_the_history(bench, put, later):
    store = bench.create()
    put(store, "x", 1)
    put(store, "x", 2)
    bench.clock.at += later(days=365 * 70)
    put(store, "y", 1)
    bench.clock.at -= later(days=365 * 127)
    put(store, "z", 1)
    marks = {name: [entry.date_uncertain for entry in store.history(name, "value")] for name in "xyz"}
    assert marks == {"x": [False, False], "y": [True], "z": [True]}


def test_drafts_are_kept_and_end_with_the_edit(bench, put):
    store = bench.create()
    store.draft("x", "comment", "half a sen").result()
    store.draft("y", "comment", "other").result()
    store.draft("y", "comment", None).result()
    assert store.drafts() == {("x", "comment"): "half a sen"}
    assert store.snapshot.changes == 0
    store.close().result()
    again = bench.open()
    assert again.drafts() == {("x", "comment"): "half a sen"}
    put(again, "x", "half a sentence", field="comment")
    assert again.drafts() == {}
    again.close().result()
    assert bench.open().drafts() == {}


def test_listeners_hear_after_the_commit_and_can_leave(bench, put):
    store = bench.create()
    heard = []
    leave = store.subscribe(lambda changes: heard.append((changes, store.snapshot.value("x", "value"))))
    put(store, "x", 1)
    leave()
    leave()
    put(store, "x", 2)
    assert [(changes.origin, value) for changes, value in heard] == [("edit", {"v": 1})]


def test_a_listener_may_ask_the_store_without_waiting_for_itself(bench, put):
    store = bench.create()
    heard = []
    store.subscribe(lambda changes: heard.append(len(store.history("x", "value"))))
    put(store, "x", 1)
    put(store, "x", 2)
    assert heard == [1, 2]


@pytest.mark.warns_in_log
def test_a_listener_that_fails_does_not_harm_the_commit(bench, put, caplog):
    store = bench.create()

    def broken(changes):
        raise RuntimeError("a page went wrong")

    store.subscribe(broken)
    put(store, "x", 1)
    assert store.snapshot.value("x", "value") == {"v": 1}
    assert "a listener of the store failed" in caplog.text
    put(store, "x", 2)


def test_packs_are_kept_with_the_answers(bench):
    store = bench.create()
    first = PackRecord("standards", "1.0.0", "a" * 64, b"one")
    store.set_packs([first, PackRecord("environment", "1.0.0", "b" * 64, b"two")]).result()
    store.set_packs([PackRecord("standards", "1.1.0", "c" * 64, b"three")]).result()
    assert [(pack.id, pack.version) for pack in store.packs()] == [
        ("environment", "1.0.0"),
        ("standards", "1.0.0"),
        ("standards", "1.1.0"),
    ]
    assert first in store.packs()


def test_facts_name_the_journal(bench, put):
    store = bench.create()
    put(store, "x", 1)
    put(store, "x", 2)
    facts = store.facts()
    last = store.snapshot.heads("x", "value")[0]
    assert (facts.changes, facts.waiting, facts.refused, facts.code) == (2, 0, 0, store.snapshot.code)
    assert dict(facts.stations) == {store._setup.station.station_id: (2, last)}
    assert len(list(store.bodies())) == 2


def test_signing_off_is_a_change_like_any_other(bench, put):
    store = bench.create()
    put(store, "x", 1)
    root = store.facts().root
    edit = Edit("assessment", "signoff", {"v": {"root": root}}, ())
    store.edit([edit], "Director", "b9", kind="signoff").result()
    (entry,) = store.history("assessment", "signoff")
    assert (entry.kind, entry.value) == ("signoff", {"v": {"root": root}})


def test_a_second_opening_says_who_has_it(bench):
    bench.create()
    with pytest.raises(UserError) as caught:
        bench.open()
    assert caught.value.code == "store.locked"
    assert caught.value.params["person"] == "Amina"


def test_closing_twice_is_the_same_closing_and_nothing_is_taken_afterwards(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    store.close().result()
    with pytest.raises(RuntimeError):
        store.edit([Edit("x", "value", {"v": 2}, ())], "Amina", "b")


def test_what_is_queued_is_recorded_before_the_file_closes(bench):
    store = bench.create()
    futures = [store.edit([Edit(f"x{n}", "value", {"v": n}, ())], "Amina", f"b{n}") for n in range(20)]
    store.close().result()
    assert all(future.done() and future.exception() is None for future in futures)
    assert bench.open().snapshot.changes == 20


def test_an_existing_store_is_not_made_again(bench):
    bench.create().close().result()
    with pytest.raises(UserError) as caught:
        bench.create()
    assert caught.value.code == "store.exists"


def test_an_action_without_edits_records_nothing(bench):
    store = bench.create()
    changes = store.edit([], "Amina", "b1").result()
    assert changes.cells == frozenset()
    assert store.facts().changes == 0
