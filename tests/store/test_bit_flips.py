"""Single flipped bits anywhere in the file: every changed answer is reported or put right.

SQLite's own check misses most of them. The canary shows it: without our check many pass unnoticed.
"""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from fosdesk.base.errors import UserError
from fosdesk.store.checking import check
from fosdesk.store.database import close, reading
from fosdesk.store.opening import open_database
from fosdesk.store.reading import history
from fosdesk.store.state import read_cells

OWN_NOTES = {"via_dossier": "", "received_at": "", "mine": False}


@pytest.fixture(scope="module")
def original(tmp_path_factory, benches, filled):
    """A store with answers, disagreements, waiting changes and a merge, and everything it says."""
    bench = benches(tmp_path_factory.mktemp("flips"))
    a, b = bench.create("a"), bench.create("b")
    filled(a, 40, seed=1, entities=8)
    filled(b, 30, seed=2, entities=8)
    a.merge(b.bodies(), "d1").result()
    filled(b, 3, seed=3, entities=8)
    a.merge(list(b.bodies())[-2:], "d2").result()
    bench.close()
    folder = bench.folder / "a"
    content = (folder / "store.db").read_bytes()
    return content, said(folder)


def said(folder):
    """Every cell and the whole history, read without any check, as far as changes themselves say it.

    When and with which dossier a change came here, and whether this computer wrote it, are notes of this
    computer, in no signed body: no answer, no author and no time of writing rests on them.
    """
    state = open_database(folder).state
    try:
        with reading(state.conn):
            cells = {
                key: (cell.value, cell.heads, cell.values) for key, cell in read_cells(state.conn).items()
            }
            told = {key: [replace(one, **OWN_NOTES) for one in history(state.conn, *key)] for key in cells}
    finally:
        close(state.conn)
    return cells, told


def outcome(folder, expected):
    """What happens when the store is opened and checked: reported, repaired, harmless, or silent."""
    try:
        state = open_database(folder).state
    except UserError:
        return "reported"
    try:
        report = check(state.conn).report
    except UserError:
        return "reported"
    finally:
        close(state.conn)
    if not report.sound:
        return "reported"
    if said(folder) != expected:
        return "silent"
    return "repaired" if report.repaired else "harmless"


def flipped(content, bit):
    damaged = bytearray(content)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def bits(content, count, seed):
    dice = random.Random(seed)
    return [dice.randrange(len(content) * 8) for _ in range(count)]


def test_no_flipped_bit_changes_an_answer_unnoticed(original, fast, long):
    content, expected = original
    seen = {"reported": 0, "repaired": 0, "harmless": 0, "silent": 0}
    path = fast / "store.db"
    for bit in bits(content, 5_000 if long else 200, seed=5):
        path.write_bytes(flipped(content, bit))
        verdict = outcome(fast, expected)
        seen[verdict] += 1
        assert verdict != "silent", f"bit {bit} changed what people see"
    assert min(seen["reported"], seen["repaired"], seen["harmless"]) > 0, seen


def test_canary_without_the_check_answers_change_silently(original, fast):
    content, expected = original
    silent = 0
    for bit in bits(content, 200, seed=5):
        (fast / "store.db").write_bytes(flipped(content, bit))
        try:
            with closing(sqlite3.connect(fast / "store.db")) as connection:
                whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            silent += whole and said(fast) != expected
        except (sqlite3.Error, UserError, ValueError):
            continue
    assert silent > 20, silent


@pytest.mark.parametrize("size", [16, 512, 4096])
def test_no_overwritten_stretch_changes_an_answer_unnoticed(original, fast, size, long):
    content, expected = original
    dice = random.Random(size)
    for _ in range(400 if long else 25):
        start = dice.randrange(len(content) - size)
        damaged = content[:start] + dice.choice([bytes(size), dice.randbytes(size)]) + content[start + size :]
        (fast / "store.db").write_bytes(damaged)
        assert outcome(fast, expected) != "silent", f"{size} bytes at {start}"


def test_bytes_that_are_no_text_are_reported_wherever_they_stand(original, fast):
    """SQLite's own message can hold them, and the driver cannot read it."""
    content, expected = original
    for word in (b"CREATE TABLE cell", b"change_station_seq", b"Amina", b"item_"):
        at = content.index(word) + 3
        (fast / "store.db").write_bytes(content[:at] + b"\xd3" + content[at + 1 :])
        assert outcome(fast, expected) in ("reported", "repaired"), word
