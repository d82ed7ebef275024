"""The mirror: every change once more, after its commit; behind on a bad disk, never in the way."""

import threading

import pytest

from fosdesk.model.journal import change_id
from fosdesk.store.mirror import Mirror, read_mirror, record


def named(body):
    return change_id(body), body


def bodies(folder):
    return list(read_mirror(folder / "mirror.log"))


def test_every_commit_stands_in_the_mirror_at_once(bench, put):
    a, b = bench.create("a"), bench.create("b")
    put(a, "x", 1)
    put(a, "x", 2)
    assert bodies(a.folder) == list(a.bodies())
    put(b, "y", 1)
    a.merge(b.bodies()).result()
    a.undo("Amina").result()
    assert {change_id(one) for one in bodies(a.folder)} == {change_id(one) for one in a.bodies()}
    assert len(bodies(a.folder)) == 4


def test_a_refused_edit_stands_nowhere(bench, put):
    store = bench.create()
    put(store, "x", 1)
    with pytest.raises(Exception, match="not_storable"):
        put(store, "x", "\ud800")
    assert len(bodies(store.folder)) == 1


def test_the_mirror_goes_on_after_reopening(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    store = bench.open()
    put(store, "x", 2)
    assert bodies(store.folder) == list(store.bodies())


def test_a_verified_backup_makes_the_older_part_superfluous(bench, put):
    store = bench.create()
    for number in range(5):
        put(store, "x", number)
    saved = store.facts().changes
    put(store, "x", 9)
    store.backed_up(saved).result()
    assert bodies(store.folder) == list(store.bodies())[-1:]
    put(store, "x", 10)
    assert bodies(store.folder) == list(store.bodies())[-2:]


def test_a_torn_record_at_the_end_is_written_over(bench, put):
    store = bench.create()
    put(store, "x", 1)
    store.close().result()
    path = store.folder / "mirror.log"
    path.write_bytes(path.read_bytes() + record("0" * 64, b"x" * 300)[:100])
    store = bench.open()
    put(store, "x", 2)
    assert bodies(store.folder) == list(store.bodies())


@pytest.mark.parametrize("at", [0, 3, 40, -40, -1])
def test_reading_stops_at_the_first_damaged_record(tmp_path, at):
    path = tmp_path / "mirror.log"
    good, bad = b'{"good":1}', b'{"bad":"' + b"y" * 80 + b'"}'
    damaged = bytearray(record(change_id(bad), bad))
    damaged[at] ^= 0x40
    path.write_bytes(record(change_id(good), good) + bytes(damaged) + record(change_id(good), good))
    assert list(read_mirror(path)) == [good]


def test_what_the_disk_refuses_is_written_the_next_time(tmp_path, monkeypatch):
    mirror = Mirror(tmp_path / "gone" / "mirror.log")
    mirror.append([named(b"first")])
    mirror.flush()
    assert mirror.unflushed
    (tmp_path / "gone").mkdir()
    mirror.append([named(b"second")])
    mirror.flush()
    assert not mirror.unflushed
    mirror.close()
    assert list(read_mirror(tmp_path / "gone" / "mirror.log")) == [b"first", b"second"]


def test_a_write_that_stops_half_way_is_repeated_whole(tmp_path, monkeypatch):
    path = tmp_path / "mirror.log"
    mirror = Mirror(path)
    mirror.append([named(b"first")])

    class Half:
        def __init__(self, file):
            self.file = file

        def write(self, data):
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            raise OSError("no space")

        def __getattr__(self, name):
            return getattr(self.file, name)

    mirror._file = Half(mirror._file)
    mirror.append([named(b"second")])
    assert list(read_mirror(path)) == [b"first"]
    mirror.append([named(b"third")])
    mirror.close()
    assert list(read_mirror(path)) == [b"first", b"second", b"third"]


def test_the_store_flushes_the_mirror_while_it_waits_for_work(bench, put, monkeypatch):
    flushed, flush = threading.Event(), Mirror.flush

    def noting(mirror):
        flush(mirror)
        flushed.set()

    monkeypatch.setattr("fosdesk.store.store.FLUSH_SECONDS", 0.01)
    monkeypatch.setattr(Mirror, "flush", noting)
    store = bench.create()
    put(store, "x", 1)
    assert flushed.wait(timeout=30)
    assert not store._ledger.mirror.unflushed


def test_a_mirror_that_cannot_be_written_does_not_stop_the_store(bench, put):
    store = bench.create()
    (store.folder / "mirror.log").mkdir()
    put(store, "x", 1)
    put(store, "x", 2)
    assert store.snapshot.value("x", "value") == {"v": 2}
    (store.folder / "mirror.log").rmdir()
    put(store, "x", 3)
    assert bodies(store.folder) == list(store.bodies())
