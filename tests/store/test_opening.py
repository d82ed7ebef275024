"""The way to an open store: header, lock, version, steps, settings, and whose station it is."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from fosdesk.base.errors import UserError
from fosdesk.store import database, opening, steps
from fosdesk.store.checking import expected_schema
from fosdesk.store.database import APPLICATION_ID, PRAGMAS
from fosdesk.store.records import SaveFailed
from fosdesk.store.tables import METADATA

FIXTURES = Path(__file__).parents[1] / "fixtures" / "stores"


def raw(folder):
    return sqlite3.connect(folder / "store.db", isolation_level=None)


def edit_raw(folder, *statements):
    connection = raw(folder)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_every_setting_is_made_and_holds(bench):
    store = bench.create()
    found = store._thread.call(
        lambda: {name: store._ledger.state.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    )
    store._thread.call(store._ledger.state.conn.rollback)
    assert found == {name: expected for name, (_, expected) in PRAGMAS.items()}
    assert (found["journal_mode"], found["synchronous"]) == ("delete", 3)


def test_a_setting_that_does_not_hold_stops_the_opening(bench, monkeypatch):
    monkeypatch.setitem(database.PRAGMAS, "synchronos", ("EXTRA", 3))
    with pytest.raises(UserError) as caught:
        bench.create()
    assert (caught.value.code, caught.value.params["name"]) == ("store.setting", "synchronos")


def test_the_file_names_itself(bench):
    bench.create().close().result()
    with raw(bench.folder / "a") as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (steps.VERSION,)
    connection.close()


def test_an_error_of_the_database_never_prints_an_answer(bench, put):
    store = bench.create()
    put(store, "x", "a secret of the state", field="comment")

    def again():
        conn = store._ledger.state.conn
        with database.transaction(conn):
            conn.execute("INSERT INTO draft VALUES (?, ?, ?, NULL)", ("x", "y", "a secret"))

    with pytest.raises(UserError) as caught:
        store._thread.submit(again).result()
    texts = [str(caught.value), str(caught.value.__cause__), repr(caught.value.__cause__)]
    assert not any("secret" in text for text in texts)


def test_changes_are_never_updated_or_deleted(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    connection = raw(bench.folder / "a")
    row = connection.execute("SELECT * FROM change").fetchone()
    for statement in (
        "UPDATE change SET depth = 9",
        "UPDATE change SET body = x''",
        "DELETE FROM change",
        "INSERT OR REPLACE INTO change SELECT * FROM change",
    ):
        connection.execute("PRAGMA recursive_triggers=ON")
        with pytest.raises(sqlite3.IntegrityError, match="never altered"):
            connection.execute(statement)
    assert connection.execute("SELECT * FROM change").fetchall() == [row]
    connection.close()


def test_the_typed_tables_are_those_the_steps_make():
    def words(text):
        return " ".join(str(text).replace('"', "").replace("( ", "(").split()).replace(" ,", ",")

    made = {name: words(text) for name, text in expected_schema(steps.STEPS) if "TRIGGER" not in text}
    typed = {}
    for table in METADATA.tables.values():
        typed[table.name] = words(CreateTable(table).compile(dialect=sqlite.dialect()))
        for index in table.indexes:
            typed[index.name] = words(CreateIndex(index).compile(dialect=sqlite.dialect()))

    def columns(text):
        return sorted(
            part.strip(" ()") for part in text.replace("(", ",").replace(")", ",").split(",") if part.strip()
        )

    def normal(text):
        return columns(text.replace(" WITHOUT ROWID, STRICT", " STRICT, WITHOUT ROWID"))

    assert {name: normal(text) for name, text in typed.items()} == {
        name: normal(text.replace("STRICT, WITHOUT ROWID", "STRICT, WITHOUT ROWID"))
        for name, text in made.items()
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "store.missing"),
        (b"", "store.not_a_store"),
        (b"SQLite format 3\0" + b"\0" * 200, "store.not_a_store"),
        (b"PK\x03\x04" + b"\0" * 5000, "store.not_a_store"),
    ],
)
def test_what_is_not_a_store_is_not_opened_and_not_changed(bench, content, code):
    folder = bench.folder / "a"
    folder.mkdir()
    if content is not None:
        (folder / "store.db").write_bytes(content)
    with pytest.raises(UserError) as caught:
        bench.open()
    assert caught.value.code == code
    assert content is None or (folder / "store.db").read_bytes() == content
    assert not (folder / "store.lock.json").exists()


def test_a_foreign_database_is_not_a_store(bench):
    folder = bench.folder / "a"
    folder.mkdir()
    edit_raw(folder, "CREATE TABLE change (x)", "CREATE VIEW cell AS SELECT 1")
    with pytest.raises(UserError) as caught:
        bench.open()
    assert caught.value.code == "store.not_a_store"


@pytest.mark.parametrize("cut", [1, 511, 4096, 20_000])
def test_a_file_that_is_cut_short_says_so(bench, filled, cut):
    store = bench.create()
    filled(store, 20)
    store.close().result()
    path = bench.folder / "a" / "store.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    with pytest.raises(UserError) as caught:
        bench.open()
    assert caught.value.code == "store.cut_short"
    assert caught.value.params["size"] == len(whole) - cut
    assert caught.value.params["promised"] == len(whole)


def test_after_a_failed_opening_the_lock_is_free(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    path = bench.folder / "a" / "store.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with pytest.raises(UserError):
        bench.open()
    path.write_bytes(whole)
    assert bench.open().snapshot.value("x", "value") == {"v": 1}


def test_a_newer_file_is_read_and_never_written(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    edit_raw(bench.folder / "a", f"PRAGMA user_version = {steps.VERSION + 1}")
    before = (bench.folder / "a" / "store.db").read_bytes()
    store = bench.open()
    assert store.read_only
    assert (store.obstacle.code, store.obstacle.params["version"]) == ("store.newer", steps.VERSION + 1)
    assert store.snapshot.value("x", "value") == {"v": 1}
    assert len(store.history("x", "value")) == 1
    with pytest.raises(SaveFailed) as caught:
        put(store, "x", 2)
    assert caught.value.code == "store.newer"
    assert caught.value.edits[0].value == {"v": 2}
    with pytest.raises(UserError):
        store.draft("x", "value", "words").result()
    assert store.drafts() == {("x", "value"): "words"}
    with pytest.raises(UserError):
        store.merge([]).result()
    store.close().result()
    assert (bench.folder / "a" / "store.db").read_bytes() == before


def test_an_older_file_is_copied_and_brought_up_in_one_transaction(bench, filled, monkeypatch, cells_of):
    store = bench.create()
    filled(store, 12)
    expected = cells_of(store)
    store.close().result()
    before = (bench.folder / "a" / "store.db").read_bytes()
    newer = (*steps.STEPS, steps.Step(2, ("CREATE TABLE extra (x TEXT NOT NULL) STRICT",)))
    _pretend(monkeypatch, newer, 2)
    store = bench.open()
    assert cells_of(store) == expected
    assert store.background_check().result().sound
    copy = bench.folder / "a" / "backups" / "before-version-2-1.db"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM change").fetchone() == (12,)
    connection.close()
    store.close().result()
    with raw(bench.folder / "a") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()
    assert (bench.folder / "a" / "store.db").read_bytes() != before


def test_a_step_that_fails_leaves_the_old_file(bench, filled, monkeypatch):
    store = bench.create()
    filled(store, 5)
    store.close().result()
    broken = (*steps.STEPS, steps.Step(2, ("CREATE TABLE extra (x TEXT) STRICT", "CREATE TABLE change (y)")))
    _pretend(monkeypatch, broken, 2)
    before = _rows(bench.folder / "a")
    with pytest.raises(UserError):
        bench.open()
    assert _rows(bench.folder / "a") == before
    monkeypatch.undo()
    assert bench.open().snapshot.changes == 5


def _pretend(monkeypatch, made, version):
    monkeypatch.setattr(opening, "STEPS", made)
    monkeypatch.setattr(opening, "VERSION", version)
    monkeypatch.setattr("fosdesk.store.checking.STEPS", made)


def _rows(folder):
    connection = raw(folder)
    found = list(connection.iterdump()), connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return found


@pytest.mark.parametrize("version", range(1, steps.VERSION + 1))
def test_a_real_file_of_every_version_opens(bench, put, version):
    """The files were written by the release that introduced the version and are never made again."""
    shutil.copytree(FIXTURES / f"version-{version}", bench.folder / "a")
    store = bench.open()
    assert store.background_check().result().sound
    assert (store.id, store.snapshot.code, store.snapshot.changes) == ("valdoria2026", "WWGZSC4V", 14)
    assert store.snapshot.value("aed_legal_c1", "value") == {"v": 3}
    assert store.snapshot.disagreements() == (("risk_c1", "value"),)
    assert store.drafts() == {("risk_c2", "comment"): "half a sen"}
    put(store, "aed_legal_c1", 4)
    assert store.rebuild().result().sound


def test_a_store_from_another_computer_gets_a_station_of_its_own(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    store = bench.open()
    put(store, "x", 2)
    first, second = store.history("x", "value")
    assert first.station != second.station
    assert not store.snapshot.cells["x", "value"].disagreement


def test_the_same_station_goes_on_with_its_chain(bench, put):
    store = bench.create()
    mine = store._setup.station
    put(store, "x", 1)
    store.close().result()
    store = bench.open(station=mine)
    put(store, "x", 2)
    assert store.facts().stations == {mine.station_id: (2, store.snapshot.heads("x", "value")[0])}


def test_a_copy_opens_with_a_new_station_even_on_the_same_computer(bench, put, cells_of):
    store = bench.create()
    mine = store._setup.station
    put(store, "x", 1)
    store.copy_to(bench.folder / "copy").result()
    copy = bench.open("copy", station=mine)
    assert cells_of(copy) == cells_of(store)
    put(copy, "x", 2)
    assert copy.history("x", "value")[-1].station != mine.station_id
    put(store, "x", 3)
    assert store.history("x", "value")[-1].station == mine.station_id


def test_a_copy_never_goes_over_an_old_name(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.copy_to(bench.folder / "copy").result()
    before = (bench.folder / "copy" / "store.db").read_bytes()
    put(store, "x", 2)
    with pytest.raises(UserError) as caught:
        store.copy_to(bench.folder / "copy").result()
    assert caught.value.code == "store.exists"
    assert (bench.folder / "copy" / "store.db").read_bytes() == before


def test_a_copy_to_a_place_that_is_not_there_leaves_nothing(bench, put):
    store = bench.create()
    put(store, "x", 1)
    place = bench.folder / "file"
    place.write_bytes(b"")
    with pytest.raises(UserError):
        store.copy_to(place / "copy").result()
    put(store, "x", 2)


def test_reopening_while_a_torn_commit_lies_there_takes_it_back(bench, put):
    """A journal beside the file means an interrupted commit: SQLite undoes it, and sizes are judged after."""
    store = bench.create()
    for number in range(30):
        put(store, f"x{number}", "word " * 300, field="comment")
    store.close().result()
    path = bench.folder / "a" / "store.db"
    crashed = bench.folder / "crashed"
    crashed.mkdir()
    connection = raw(bench.folder / "a")
    connection.execute("PRAGMA cache_size=1")
    connection.execute("PRAGMA cache_spill=1")
    connection.execute("BEGIN IMMEDIATE")
    for number in range(200):
        connection.execute("INSERT INTO draft VALUES (?, 'f', ?, '')", (str(number), "w" * 3000))
    for name in ("store.db", "store.db-journal"):
        (crashed / name).write_bytes((path.parent / name).read_bytes())
    connection.execute("ROLLBACK")
    connection.close()
    assert (crashed / "store.db").stat().st_size != path.stat().st_size
    store = bench.open("crashed")
    assert store.background_check().result().sound
    assert (store.snapshot.changes, store.drafts()) == (30, {})
