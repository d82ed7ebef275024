"""Merging: the union of changes, in any order, any number of times, with nothing swallowed."""

import json
import random

import pytest

from fosdesk.model.journal import canonical, change_id, make_body, read_change
from fosdesk.model.snapshot import Edit

OTHER = "9" * 64


def body(entity="x", value=1, *, seq=1, previous="", depth=1, supersedes=(), **more):
    """A change of another station, made by hand."""
    parts = {
        "kind": "set",
        "assessment": "valdoria2026",
        "station": OTHER,
        "wall_at": "2026-05-12T10:31:00Z",
        "zone": "+00:00",
        "author": "Kofi",
        "pack": "",
        "field": "value",
        "batch": f"o{seq}",
        **more,
    }
    return make_body(
        entity=entity,
        value={"v": value},
        seq=seq,
        previous=previous,
        depth=depth,
        supersedes=supersedes,
        **parts,
    )


def test_an_empty_store_that_takes_everything_shows_the_same(bench, filled, cells_of):
    a, b = bench.create("a"), bench.create("b")
    filled(a, 60)
    report = b.merge(a.bodies(), "d1", "f" * 64).result()
    assert (report.new, report.known, report.waiting, report.refused) == (60, 0, 0, ())
    assert (b.snapshot.code, b.snapshot.changes) == (a.snapshot.code, 60)
    assert cells_of(b) == cells_of(a)
    assert report.touched == frozenset(a.snapshot.cells)


def test_the_order_and_repetition_of_changes_do_not_matter(bench, filled, cells_of):
    a, b = bench.create("a"), bench.create("b")
    filled(a, 40, seed=1)
    b.merge(a.bodies()).result()
    filled(a, 40, seed=2)
    filled(b, 40, seed=3)
    everything = [*a.bodies(), *b.bodies()]
    results = []
    for seed in range(5):
        store = bench.create(f"c{seed}")
        shuffled = everything * 2
        random.Random(seed).shuffle(shuffled)
        for start in range(0, len(shuffled), 17):
            store.merge(shuffled[start : start + 17]).result()
        results.append((store.snapshot.code, cells_of(store)))
    a.merge(b.bodies()).result()
    assert all(result == (a.snapshot.code, cells_of(a)) for result in results)


def test_two_different_answers_are_both_kept_until_somebody_decides(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1, author="Amina")
    b.merge(a.bodies()).result()
    put(a, "x", 2, author="Amina")
    put(b, "x", 4, author="Kofi")
    report = a.merge(b.bodies(), "d1").result()
    assert report.disagreements_new == (("x", "value"),)
    cell = a.snapshot.cells["x", "value"]
    assert sorted(value["v"] for _, value in cell.values) == [2, 4]
    assert a.snapshot.disagreements() == (("x", "value"),)
    put(a, "x", 4, author="Director")
    b.merge(a.bodies()).result()
    assert b.snapshot.disagreements() == ()
    assert b.snapshot.value("x", "value") == {"v": 4}


def test_a_three_against_not_applicable_is_a_disagreement(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 3)
    b.edit([Edit("x", "value", {"na": "no coast"}, ())], "Kofi", "b1").result()
    a.merge(b.bodies()).result()
    assert a.snapshot.cells["x", "value"].disagreement


def test_one_and_true_disagree_although_the_language_calls_them_equal(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1)
    put(b, "x", True)
    a.merge(b.bodies()).result()
    assert a.snapshot.cells["x", "value"].disagreement


def test_an_edit_against_a_deletion_stays_visible(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "row1", "Customs Act", field="title")
    put(a, "row1", True, field="alive")
    b.merge(a.bodies()).result()
    put(a, "row1", False, field="alive")
    put(b, "row1", "Customs Act of 2019", field="title")
    a.merge(b.bodies()).result()
    assert a.snapshot.value("row1", "alive") == {"v": False}
    assert a.snapshot.value("row1", "title") == {"v": "Customs Act of 2019"}


def test_a_change_waits_for_what_it_needs_and_then_counts(bench, put):
    store = bench.create()
    first = body(value=1)
    second = body(value=2, seq=2, previous=change_id(first), depth=2, supersedes=[change_id(first)])
    third = body("y", 5, seq=3, previous=change_id(second), depth=3)
    report = store.merge([third, second], "d1").result()
    assert (report.new, report.waiting) == (2, 2)
    assert dict(store.snapshot.cells) == {}
    assert store.facts().waiting == 2
    assert store.history("y", "value") == ()
    assert list(store.bodies()) == [second, third]
    put(store, "x", 7)
    report = store.merge([first], "d2").result()
    assert (report.new, report.waiting) == (1, 0)
    assert store.snapshot.value("y", "value") == {"v": 5}
    assert {value["v"] for _, value in store.snapshot.cells["x", "value"].values} == {2, 7}
    assert store.facts().waiting == 0


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    ("lie", "why"),
    [
        ({"depth": 5}, "depth"),
        ({"depth": 1}, "depth"),
        ({"seq": 7}, "chain"),
        ({"station": "8" * 64}, "chain"),
        ({"entity": "another"}, "another field"),
    ],
)
def test_a_change_that_lies_is_refused_whenever_the_truth_arrives(bench, alone, lie, why):
    first = body(value=1)
    honest = {
        "value": 2,
        "seq": 2,
        "previous": change_id(first),
        "depth": 2,
        "supersedes": [change_id(first)],
    }
    false = body(**{**honest, **lie})
    store, twin = bench.create(), bench.create("twin")
    if alone:
        store.merge([false], "d0").result()
        assert store.facts().waiting == 1
        report = store.merge([first], "d1").result()
    else:
        report = store.merge([first, false], "d1").result()
    assert report.refused == ((change_id(false), why),)
    twin.merge([first]).result()
    assert store.snapshot.value("x", "value") == {"v": 1}
    assert store.snapshot.code == twin.snapshot.code
    assert list(store.bodies()) == [first]
    assert store.rebuild().result().sound
    assert store.snapshot.code == twin.snapshot.code


def test_what_is_no_change_is_refused_by_name_and_the_rest_is_taken(bench):
    store = bench.create()
    good, foreign = body(), body(assessment="elsewhere")
    spaced = good.replace(b'"seq":1', b'"seq": 1')
    report = store.merge([good, foreign, b"rubbish", spaced], "d1").result()
    assert (report.new, store.snapshot.changes) == (1, 1)
    assert dict(report.refused) == {
        change_id(foreign): "another assessment",
        change_id(b"rubbish"): "not JSON",
        change_id(spaced): "not canonical",
    }


def test_a_merge_that_is_refused_as_a_whole_leaves_every_byte(bench, filled):
    store = bench.create()
    filled(store, 10)
    store.background_check().result()
    before = {path: path.read_bytes() for path in store.folder.iterdir() if path.is_file()}
    report = store.merge([b"rubbish", body(assessment="elsewhere")], "d1").result()
    assert (report.new, len(report.refused)) == (0, 2)
    assert {path: path.read_bytes() for path in before} == before
    assert store.dossiers() == ()


def test_the_report_is_kept(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1)
    put(b, "x", 2)
    a.merge([*b.bodies(), b"rubbish"], "dossier7", "c" * 64).result()
    a.merge(b.bodies(), "dossier7", "c" * 64).result()
    a.sent("dossier8", "d" * 64).result()
    first, second, out = a.dossiers()
    assert (first.dossier_id, first.sha256, first.direction) == ("dossier7", "c" * 64, "in")
    assert (first.new, first.known, first.waiting, first.refused) == (1, 0, 0, 1)
    assert first.report["disagreements_new"] == [["x", "value"]]
    assert (second.new, second.known) == (0, 1)
    assert (out.direction, out.known) == ("out", 2)


def test_a_change_of_mine_that_i_do_not_have_retires_my_station(bench, put):
    """A disk image: two laptops write with one id. Nothing is lost, and the next write has a new id."""
    a = bench.create("a")
    mine = a._setup.station
    put(a, "x", 1)
    a.close().result()
    (bench.folder / "b").mkdir()
    (bench.folder / "b" / "store.db").write_bytes((bench.folder / "a" / "store.db").read_bytes())
    a, b = bench.open("a", station=mine), bench.open("b", station=mine)
    put(a, "x", 2)
    put(b, "y", 3)
    report = a.merge(b.bodies(), "d1").result()
    assert report.new_station
    assert a.facts().stations[mine.station_id][0] == 3
    put(a, "z", 4)
    (entry,) = a.history("z", "value")
    assert entry.station != mine.station_id
    b.merge(a.bodies()).result()
    put(b, "z", 5)
    assert b.history("z", "value")[-1].station not in (mine.station_id, entry.station)
    a.merge(b.bodies()).result()
    assert a.snapshot.code == b.snapshot.code
    assert {key: cell.value for key, cell in a.snapshot.cells.items()} == {
        ("x", "value"): {"v": 2},
        ("y", "value"): {"v": 3},
        ("z", "value"): {"v": 5},
    }
    assert a.rebuild().result().repaired == ("cell", "fork", "refused", "supersedes", "waiting")


def test_the_retired_station_stays_retired_after_a_crash_before_the_next_write(bench, put):
    a = bench.create("a")
    mine = a._setup.station
    put(a, "x", 1)
    clone = body("y", 3, station=mine.station_id)
    assert a.merge([clone], "d1").result().new_station
    a.close().result()
    a = bench.open("a", station=mine)
    put(a, "z", 1)
    assert a.history("z", "value")[0].station != mine.station_id


def test_an_unknown_kind_is_kept_passed_on_and_changes_nothing_that_is_shown(bench, put):
    store, third = bench.create(), bench.create("third")
    first = body(value=1)
    unknown = canonical(
        {
            **json.loads(body(seq=2, previous=change_id(first), depth=2, supersedes=[change_id(first)])),
            "kind": "delegate",
            "value": {"to": "Kofi"},
        }
    )
    assert not read_change(unknown).understood
    store.merge([first, unknown]).result()
    assert store.snapshot.value("x", "value") == {"v": 1}
    third.merge(store.bodies()).result()
    assert unknown in set(third.bodies())
    assert third.snapshot.code == store.snapshot.code
    put(store, "x", 2)
    assert not store.snapshot.cells["x", "value"].disagreement


def test_a_change_that_must_be_understood_makes_the_store_read_only_and_still_mergeable(bench, put):
    store = bench.create()
    must = canonical({**json.loads(body()), "kind": "seal", "must_understand": True})
    store.merge([must], "d1").result()
    assert store.read_only
    assert store.obstacle.code == "store.newer_changes"
    with pytest.raises(Exception, match=r"store\.newer_changes"):
        put(store, "x", 2)
    store.merge([body("y", 2, station="7" * 64)], "d2").result()
    assert store.snapshot.value("y", "value") == {"v": 2}
    store.close().result()
    again = bench.open()
    again.background_check().result()
    assert again.obstacle.code == "store.newer_changes"


def test_bodies_come_in_dependency_order(bench, filled):
    a, b = bench.create("a"), bench.create("b")
    filled(a, 30, seed=1)
    filled(b, 30, seed=2)
    backwards = list(reversed(list(b.bodies())))
    a.merge(backwards[:15]).result()
    a.merge(backwards[15:]).result()
    filled(a, 10, seed=3)
    seen = set()
    for change in map(read_change, a.bodies()):
        assert set(change.needs) <= seen
        seen.add(change.change_id)


def test_the_mirror_and_the_listeners_learn_of_a_merge(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1)
    heard = []
    b.subscribe(heard.append)
    b.merge(a.bodies(), "d1").result()
    assert [(changes.origin, changes.batch, set(changes.cells)) for changes in heard] == [
        ("merge", "d1", {("x", "value")})
    ]
