"""The check behind the opening: what is derived is rebuilt and said, what is damaged stops writing."""

import sqlite3
import threading

import pytest

from fosdesk.base.errors import UserError
from fosdesk.model.journal import change_id
from fosdesk.model.snapshot import Edit
from fosdesk.store import checking
from fosdesk.store.mirror import record
from fosdesk.store.records import SaveFailed


@pytest.fixture
def tampered(bench, filled):
    """Make a store, close it, alter its file behind its back, open it again."""

    def make(*statements, count=20, **how):
        store = bench.create()
        filled(store, count)
        store.close().result()
        connection = sqlite3.connect(store.folder / "store.db", isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()
        return store, bench.open(station=store._setup.station, **how)

    return make


def without_trigger(statement):
    trigger = "change_no_update" if statement.startswith("UPDATE") else "change_no_delete"
    verb = "UPDATE" if statement.startswith("UPDATE") else "DELETE"
    again = (
        f"CREATE TRIGGER {trigger} BEFORE {verb} ON change BEGIN SELECT RAISE(ABORT,"
        " 'a change is never altered or removed'); END"
    )
    return f"DROP TRIGGER {trigger}", statement, again


def test_a_sound_store_is_left_as_it_is(tampered):
    before, after = tampered()
    report = after.opening_check.result()
    assert (report.sound, report.repaired, report.rebuilt, report.recovered) == (True, (), frozenset(), 0)
    assert after.snapshot.code == before.snapshot.code


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE cell SET value = '{\"v\":99}' WHERE rowid_like", "cell"),
        ("UPDATE cell SET value = 'not json' WHERE rowid_like", "cell"),
        ("UPDATE cell SET heads = 'nobody', disagreement = 1 WHERE rowid_like", "cell"),
        ("DELETE FROM cell WHERE rowid_like", "cell"),
        ("INSERT INTO cell VALUES ('ghost', 'value', '{\"v\":1}', 'w', 'w', 0)", "cell"),
        ("DELETE FROM supersedes", "supersedes"),
        ("INSERT INTO fork VALUES ('s', 1)", "fork"),
        ("INSERT INTO refused VALUES ('c', 'why')", "refused"),
        ("INSERT INTO waiting VALUES ('c', 'm')", "waiting"),
        ("UPDATE meta SET value = '20 ' || substr(value, 4, 63) || 'x' WHERE key = 'journal'", "meta"),
        ("UPDATE meta SET value = '21' || substr(value, 3) WHERE key = 'journal'", "meta"),
    ],
)
def test_what_is_derived_is_put_right_and_said(tampered, cells_of, statement, table):
    one = "entity = (SELECT min(entity) FROM cell) AND field = 'value'"
    before, after = tampered(statement.replace("rowid_like", one))
    report = after.opening_check.result()
    assert (report.sound, report.repaired) == (True, (table,))
    assert bool(report.rebuilt) == (table == "cell")
    assert cells_of(after) == cells_of(before)
    assert after.snapshot.code == before.snapshot.code
    after.close().result()


def test_listeners_hear_which_cells_were_put_right(tampered, bench):
    gate = threading.Event()

    def slow(statement):
        if "integrity_check" in statement:
            gate.wait()

    _, after = tampered("UPDATE cell SET value = '{\"v\":99}' WHERE field = 'value'", trace=slow)
    shown_at_once = {cell.value.get("v") for key, cell in after.snapshot.cells.items() if key[1] == "value"}
    assert shown_at_once == {99}
    heard = []
    after.subscribe(heard.append)
    gate.set()
    report = after.opening_check.result()
    assert [(changes.origin, changes.cells) for changes in heard] == [("rebuild", report.rebuilt)]
    assert 99 not in {cell.value.get("v") for cell in after.snapshot.cells.values()}


def test_nothing_is_written_before_the_check_has_passed(tampered):
    """An edit asked for at once waits behind the check."""
    gate, seen = threading.Event(), []

    def slow(statement):
        if "integrity_check" in statement:
            gate.wait()
        seen.append(statement)

    _, after = tampered(trace=slow)
    future = after.edit([Edit("x", "value", {"v": 1}, ())], "Amina", "b")
    assert not future.done()
    assert not any(statement.startswith("INSERT") for statement in seen)
    gate.set()
    future.result()
    check = next(number for number, text in enumerate(seen) if "integrity_check" in text)
    assert all(number > check for number, text in enumerate(seen) if text.startswith("INSERT"))


def test_a_check_that_could_not_finish_is_made_up_for_before_the_first_write(bench, put, filled, monkeypatch):
    store = bench.create()
    filled(store, 5)
    store.close().result()
    real = checking.check

    def once(conn, **how):
        if fails.pop():
            raise UserError("store.disk_failed", path=store.folder, reason="a fault")
        return real(conn, **how)

    fails = [False, True, True]
    monkeypatch.setattr("fosdesk.store.ledger.check", once)
    after = bench.open()
    with pytest.raises(UserError):
        after.opening_check.result()
    with pytest.raises(SaveFailed) as caught:
        put(after, "x", 1)
    assert caught.value.code == "store.disk_failed"
    put(after, "x", 1)
    assert fails == []


@pytest.mark.parametrize(
    "statements",
    [
        without_trigger(
            "UPDATE change SET body = CAST(replace(body, 'Amina', 'Kofi!') AS BLOB) WHERE arrival = 7"
        ),
        without_trigger("UPDATE change SET depth = depth + 1 WHERE arrival = 7"),
        without_trigger("UPDATE change SET entity = 'other' WHERE arrival = 7"),
        without_trigger("UPDATE change SET wall_at = '1999-01-01T00:00:00Z' WHERE arrival = 7"),
        without_trigger("DELETE FROM change WHERE arrival = 7"),
        without_trigger("DELETE FROM change WHERE arrival = 20"),
        ("DROP TRIGGER change_no_update",),
        ("CREATE TABLE extra (x)",),
        ("UPDATE meta SET value = 'another' WHERE key = 'assessment_id'",),
    ],
)
def test_damage_to_the_journal_stops_writing_and_is_said(tampered, put, statements):
    _, after = tampered(*statements)
    report = after.opening_check.result()
    assert not report.sound
    assert after.read_only
    assert after.obstacle.code == "store.damaged"
    assert after.obstacle.params["reason"]
    with pytest.raises(SaveFailed) as caught:
        put(after, "x", 1)
    assert caught.value.code == "store.damaged"
    with pytest.raises(UserError):
        after.merge([]).result()
    assert len(after.snapshot.cells) > 0


def test_a_damaged_index_is_made_anew(bench, filled, cells_of):
    store = bench.create()
    filled(store, 30)
    expected = cells_of(store)
    store.close().result()
    path = store.folder / "store.db"
    connection = sqlite3.connect(path, isolation_level=None)
    page = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'change_station_seq'"
    ).fetchone()[0]
    station = connection.execute("SELECT station FROM change").fetchone()[0].encode()
    connection.close()
    content = bytearray(path.read_bytes())
    at = content.index(station, (page - 1) * 4096)
    content[at] ^= 1
    path.write_bytes(content)
    after = bench.open(station=store._setup.station)
    report = after.opening_check.result()
    assert (report.sound, report.repaired) == (True, ("index",))
    assert cells_of(after) == expected
    assert after.background_check().result().repaired == ()


def test_changes_that_only_the_mirror_still_has_are_taken_back(bench, put, cells_of):
    """An old copy of the file was put in the place of the store: the mirror knows what came later."""
    store = bench.create()
    mine = store._setup.station
    put(store, "x", 1)
    store.background_check().result()
    old = (store.folder / "store.db").read_bytes()
    put(store, "x", 2)
    put(store, "y", 3)
    expected, code = cells_of(store), store.snapshot.code
    store.close().result()
    (store.folder / "store.db").write_bytes(old)
    after = bench.open(station=mine)
    assert after.opening_check.result().recovered == 2
    assert (cells_of(after), after.snapshot.code) == (expected, code)
    put(after, "z", 1)
    assert after.history("z", "value")[0].station != mine.station_id


def test_a_mirror_of_another_assessment_brings_nothing(bench, put):
    other = bench.create("other", assessment="elsewhere")
    put(other, "x", 1)
    foreign = next(other.bodies())
    store = bench.create()
    put(store, "x", 2)
    store.close().result()
    with (store.folder / "mirror.log").open("ab") as file:
        file.write(record(change_id(foreign), foreign))
    after = bench.open()
    assert after.opening_check.result().recovered == 0
    assert after.snapshot.changes == 1


def test_rebuilding_gives_what_was_kept_step_by_step(bench, filled, cells_of):
    a, b = bench.create("a"), bench.create("b")
    filled(a, 40, seed=1)
    filled(b, 40, seed=2)
    a.merge(b.bodies()).result()
    expected, code = cells_of(a), a.snapshot.code
    report = a.rebuild().result()
    assert set(report.repaired) == {"cell", "supersedes", "waiting", "refused", "fork"}
    assert report.rebuilt == frozenset()
    assert (cells_of(a), a.snapshot.code) == (expected, code)
    a.close().result()
    connection = sqlite3.connect(a.folder / "store.db")
    ids = {change_id(body) for (body,) in connection.execute("SELECT body FROM change")}
    connection.close()
    assert len(ids) == 80


def test_the_check_reads_the_heads_once_and_no_row_twice(bench, filled):
    """Counted: however long the journal, the check is a fixed number of statements."""
    counts = []
    for size in (10, 60):
        trace = []
        store = bench.create(f"s{size}", trace=trace.append)
        filled(store, size)
        trace.clear()
        store.background_check().result()
        counts.append(len([text for text in trace if not text.startswith("--")]))
    assert counts[0] == counts[1] < 30


def test_the_schema_is_compared_with_the_text_of_the_steps():
    names = {name for name, _ in checking.expected_schema(checking.STEPS)}
    assert {"change", "cell", "change_no_update", "change_no_delete", "change_station_seq"} <= names
