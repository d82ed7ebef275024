"""A disk that is full, or fails at any operation: nothing acknowledged is lost, and work goes on after it."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import apsw
import pytest

import fosdesk
from fosdesk.base.errors import UserError
from fosdesk.model.snapshot import Edit
from fosdesk.store.records import SaveFailed
from fosdesk.store.running import Connection

STEP = 731


@pytest.fixture(scope="module")
def written(tmp_path_factory, benches, filled, disks, long):
    """The statements of a store from its making to a few dozen answers, grouped by transaction."""
    trace, bench = [], benches(tmp_path_factory.mktemp("written"))
    store = bench.create("a", trace=trace.append)
    filled(store, 16 if long else 6, seed=4, entities=4)
    bench.close()
    groups, current = [], []
    for statement in disks.session(trace):
        current.append(statement)
        if statement == "COMMIT":
            groups.append(current)
            current = []
    return groups


def run_group(connection, group):
    """One transaction as the store would run it: undone whole where any statement fails."""
    try:
        for statement in group:
            connection.execute(statement).fetchall()
    except apsw.Error:
        with suppress(apsw.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        return False
    return True


@pytest.fixture(scope="module")
def start(tmp_path_factory, disks, written, long):
    """Where the runs start: in the long run with nothing, otherwise with the empty store just made."""
    if long:
        return b"", written
    folder = tmp_path_factory.mktemp("start")
    disk = disks.watched("start")
    for _ in disks.replay(folder, written[0], disk):
        pass
    return (folder / disks.NAME).read_bytes(), written[1:]


def work_through(disks, folder, name, content, groups, fault):
    """Run all transactions on a disk with a fault, those that failed once more when it is mended."""
    disk = disks.watched(name)
    folder.mkdir()
    (folder / disks.NAME).write_bytes(content)
    connection = apsw.Connection(str(folder / disks.NAME), vfs=name)
    disk.fault = fault
    failed, done = [], []
    for group in groups:
        (done if run_group(connection, group) else failed).append(group)
        if failed:
            break
    acknowledged = len(done)
    kept = kept_rows(folder / disks.NAME, copy_to=folder)
    disk.fault = lambda kind, size: None
    again = all(run_group(connection, group) for group in groups[acknowledged:])
    connection.close()
    return acknowledged, kept, again


def kept_rows(path, copy_to):
    """How many changes another process would find now, after taking back a torn commit."""
    copy = copy_to / "copy"
    copy.mkdir()
    for name in ("store.db", "store.db-journal"):
        if (path.parent / name).exists():
            (copy / name).write_bytes((path.parent / name).read_bytes())
    connection = sqlite3.connect(copy / "store.db")
    try:
        return connection.execute("SELECT count(*) FROM change").fetchone()[0]
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()


def check_outcome(disks, folder, groups, outcome):
    """`groups` are the transactions that were run; the first of a whole day makes the store."""
    acknowledged, kept, again = outcome
    making = any(statement.startswith("CREATE") for statement in groups[0])
    assert acknowledged == 0 or kept >= acknowledged - making, "an acknowledged change is gone"
    assert again, "the same connection does not go on when the disk is mended"
    ids = disks.found_in(folder)
    assert ids is not None
    assert len(ids) == len(groups) - making


def test_the_disk_is_full_at_every_731_bytes(disks, start, fast):
    content, groups = start
    spent, points = 0, 0
    while True:
        room = spent

        def fault(kind, size):
            nonlocal room
            room -= size if kind == "write" else 0
            if room < 0:
                raise apsw.FullError("database or disk is full")

        folder = fast / f"full{points}"
        outcome = work_through(disks, folder, "full", content, groups, fault)
        check_outcome(disks, folder, groups, outcome)
        points += 1
        spent += STEP
        if outcome[0] == len(groups):
            break
    assert points >= 384, points


def fails_at(number, error, *, for_ever):
    """A fault at the operation with this number, or from it on."""
    count = -1

    def fault(kind, size):
        nonlocal count
        count += 1
        if count == number or (for_ever and count > number):
            raise error("the disk says no")

    return fault


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "until mended"])
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_every_file_operation_fails(disks, start, fast, error, for_ever, long):
    """The first operation fails, then the second, and so on until a run meets no fault."""
    content, groups = start
    number = 0
    while True:
        fault = fails_at(number, error, for_ever=for_ever)
        folder = fast / f"op{number}"
        outcome = work_through(disks, folder, "op", content, groups, fault)
        check_outcome(disks, folder, groups, outcome)
        if outcome[0] == len(groups):
            break
        number += 1 if long or number < 60 else 5
    assert number > 100


def test_canary_a_store_that_acknowledges_before_the_commit_is_caught(disks, start, fast):
    """The harness must notice a change that was called saved and is not there."""
    fault = fails_at(60, apsw.FullError, for_ever=True)
    content, groups = start
    acknowledged, kept, _ = work_through(disks, fast / "op", "liar", content, groups, fault)
    assert 0 < acknowledged < len(groups)
    with pytest.raises(AssertionError, match="acknowledged change is gone"):
        check_outcome(disks, fast / "op", groups, (acknowledged + 1, kept, True))


# --- the real store


class Failing(Connection):
    """A connection that fails at the statement with the number `at`, before it or after it took effect."""

    at, after, code, count = -1, False, sqlite3.SQLITE_FULL, 0

    def execute(self, statement, *rest):
        return self._maybe(lambda: super(Failing, self).execute(statement, *rest))

    def executemany(self, statement, *rest):
        return self._maybe(lambda: super(Failing, self).executemany(statement, *rest))

    def _maybe(self, work):
        failing, Failing.count = Failing.count == Failing.at, Failing.count + 1
        result = work() if not failing or Failing.after else None
        if failing:
            error = sqlite3.OperationalError("injected")
            error.sqlite_errorcode = Failing.code
            raise error
        return result


@pytest.fixture
def failing(monkeypatch):
    connect = sqlite3.connect

    def opened(path, **options):
        return connect(path, **(options | {"factory": Failing} if options.get("uri") else options))

    monkeypatch.setattr(sqlite3, "connect", opened)
    yield Failing
    Failing.at = -1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_real_store_survives_a_failure_at_every_statement(bench, put, failing, after):
    """Even a commit that took effect and was reported as failed leaves memory and file in step."""
    store = bench.create()
    put(store, "x", 0)
    number, failures = 0, 0
    while True:
        failing.at, failing.after, failing.count = number, after, 0
        edit = Edit("x", "value", {"v": number + 1}, store.snapshot.heads("x", "value"))
        error = store.edit([edit], "Amina", f"b{number}").exception()
        failing.at = -1
        if error is None:
            break
        assert (error.code, error.edits) == ("store.disk_full", (edit,))
        failures += 1
        put(store, "y", number)
        number += 1
    assert failures >= 6
    assert store.snapshot.value("x", "value") == {"v": number + 1}
    report = store.background_check().result()
    assert report.sound
    assert not report.repaired
    assert len({entry.station for entry in store.history("y", "value")}) == 1


def test_words_typed_after_a_commit_that_was_wrongly_called_failed_replace_its_words(bench, put, failing):
    store = bench.create()
    put(store, "x", "first")
    heads = store.snapshot.heads("x", "value")
    failing.at, failing.after, failing.count = 5, True, 0
    error = store.edit([Edit("x", "value", {"v": "second"}, heads)], "Amina", "b2").exception()
    failing.at = -1
    assert isinstance(error, SaveFailed)
    store.edit([Edit("x", "value", {"v": "third"}, heads)], "Amina", "b3").result()
    cell = store.snapshot.cells["x", "value"]
    assert (cell.value, cell.disagreement, len(cell.heads)) == ({"v": "third"}, False, 1)
    assert [entry.value["v"] for entry in store.history("x", "value")] == ["first", "second", "third"]


def test_a_really_full_file_keeps_the_words_and_goes_on(bench, put, filled):
    store = bench.create()
    filled(store, 10)

    def limit(pages):
        def work():
            conn = store._ledger.state.conn
            conn.execute(f"PRAGMA max_page_count = {pages}").fetchall()
            conn.rollback()

        store._thread.call(work)

    code = store.snapshot.code
    limit(1)  # as many as there are
    words = "a long explanation " * 2000
    with pytest.raises(SaveFailed) as caught:
        put(store, "x", words, field="comment")
    assert caught.value.code == "store.disk_full"
    assert caught.value.edits[0].value == {"v": words}
    with pytest.raises(UserError):
        store.draft("x", "comment", words).result()
    assert store.drafts() == {("x", "comment"): words}
    assert store.snapshot.code == code
    put(store, "tiny", 1)  # room for a small answer is still there
    limit(1_000_000)
    put(store, "x", words, field="comment")
    assert store.drafts() == {}
    assert store.background_check().result().sound


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a matter of POSIX")
def test_the_kernel_refuses_to_write_at_every_731_bytes(tmp_path):
    """A real store in a process of its own, under a limit that grows by 731 bytes at a time."""
    script = Path(__file__).with_name("limited_writer.py")
    env = {**os.environ, "PYTHONPATH": str(Path(fosdesk.__file__).parents[1])}
    command = [sys.executable, str(script), str(tmp_path), str(STEP)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300, env=env)
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["refused"] >= 60
    assert found["codes"] == ["store.disk_failed"] or found["codes"] == ["store.disk_full"]
    assert (found["lost"], found["sound"], found["repaired"]) == (0, True, [])
    assert found["drafts_tried"] == found["refused"]
