"""The journal appended to in bulk: rows of changes that are ready, and whole edits of one action."""

import random
import time
from pathlib import Path

from benchmarks.measure import Goal, Row, turns
from benchmarks.place import Place
from benchmarks.stores import (
    INSERT_CHANGE,
    INSERT_SUPERSEDES,
    PACK,
    Author,
    cells_of,
    new_store,
    raw_store,
    row_of,
    station,
    value_of,
)
from fosdesk.model.journal import Change
from fosdesk.model.snapshot import Edit

CHANGES = 20_000
EDITS = 5_000
FLOOR = "executemany into the same tables, one commit"


def measure(place: Place) -> list[Row]:
    """Rows a second; edits of one action stand apart, because hashing and projecting belong to them."""
    changes = made(CHANGES)
    sides = {
        "raw": lambda: raw_rate(place.folder / "raw.db", changes),
        "store": lambda: store_rate(place.folder / "store.db", changes),
        "edits": lambda: edit_rate(place.fresh("edits")),
    }
    found = turns(sides, place.times(5))
    return [
        Row("rows of the journal", "rows/s", found["store"], found["raw"], FLOOR, Goal(0.5, least=True)),
        Row(f"{EDITS:,} edits in one action", "rows/s", found["edits"], found["raw"], FLOOR, apart=True),
    ]


def made(count: int) -> list[Change]:
    """Changes of one station, each in place of the last one of its cell."""
    author, dice = Author(station(1).station_id), random.Random(3)
    last: dict[tuple[str, str], Change] = {}
    cells, changes = cells_of(600), []
    for _ in range(count):
        cell = dice.choice(cells)
        over = [last[cell]] if cell in last else []
        last[cell] = author.change(*cell, value_of(cell[1], dice), over)
        changes.append(last[cell])
    return changes


def raw_rate(path: Path, changes: list[Change]) -> float:
    """Rows a second in bare SQLite."""
    raw = raw_store(path)
    rows = [row_of(change, number) for number, change in enumerate(changes, 1)]
    old = [(one, change.change_id) for change in changes for one in change.supersedes]
    began = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(INSERT_CHANGE, rows)
    raw.executemany(INSERT_SUPERSEDES, old)
    raw.execute("COMMIT")
    took = time.perf_counter() - began
    raw.close()
    return len(changes) / took


def store_rate(path: Path, changes: list[Change]) -> float:
    """Rows a second through the store's own writing, making the rows included."""
    from fosdesk.store.appending import insert_changes, insert_supersedes
    from fosdesk.store.database import close, connect, transaction

    raw_store(path).close()
    conn = connect(path)
    began = time.perf_counter()
    with transaction(conn):
        insert_changes(conn, changes, 1, "2026-05-12T10:31:00Z")
        insert_supersedes(conn, changes)
    took = time.perf_counter() - began
    close(conn)
    return len(changes) / took


def edit_rate(folder: Path) -> float:
    """Changes a second of one big action, from edits to the commit: made, hashed, projected, mirrored."""
    store, dice = new_store(folder), random.Random(3)
    store.opening_check.result()
    edits = [Edit(f"item_{n}", "comment", value_of("comment", dice), (), PACK) for n in range(EDITS)]
    began = time.perf_counter()
    store.edit(edits, "Amina", "import").result()
    took = time.perf_counter() - began
    store.close().result()
    return EDITS / took
