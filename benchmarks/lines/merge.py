"""Merging 20 stations with 5,000 changes each, against the same union in set-based SQL."""

import random
import sqlite3
import time
from pathlib import Path

from benchmarks.measure import Goal, Row, spread, turns
from benchmarks.place import Place
from benchmarks.stores import Author, new_store, raw_file, raw_store, row_of, station, value_of
from fosdesk.model.journal import Change, SetHash, read_change, value_text

STATIONS, EACH, ITEMS = 20, 5_000, 600
FLOOR = "SQL over rows that are ready: union, what supersedes what, heads, cells, one commit"
UNION = """
INSERT INTO change SELECT arrival, change_id, station, seq, previous, depth, wall_at, zone, author, kind,
  entity, field, via_dossier, received_at, body FROM theirs.coming
  WHERE change_id NOT IN (SELECT change_id FROM change);
INSERT OR IGNORE INTO supersedes SELECT old, change_id FROM theirs.over;
WITH heads AS (
  SELECT *, row_number() OVER (PARTITION BY entity, field ORDER BY depth DESC, change_id DESC) AS place
  FROM theirs.coming c WHERE NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = c.change_id))
INSERT INTO cell SELECT entity, field, max(CASE place WHEN 1 THEN value END),
  max(CASE place WHEN 1 THEN change_id END), group_concat(change_id, ' '), count(DISTINCT value) > 1
  FROM heads GROUP BY entity, field;
"""


def measure(place: Place) -> list[Row]:
    """The whole merge, and of it what verifying and what writing takes."""
    changes = [change for number in range(STATIONS) for change in changes_of(number)]
    random.Random(5).shuffle(changes)
    theirs = place.folder / "theirs.db"
    coming(theirs, changes)
    bodies = [change.body for change in changes]
    verified: list[float] = []
    sides = {
        "raw": lambda: raw_merge(place.folder / "raw.db", theirs),
        "store": lambda: store_merge(place.fresh("store"), bodies, verified),
        "parse": lambda: read_all(bodies),
    }
    found = turns(sides, place.times(3))
    compare(place.folder / "raw.db", raw_file(place.folder / "store"))
    reading = "each body read and hashed, nothing else"
    return [
        Row("20 stations × 5,000 changes", "ms", found["store"], found["raw"], FLOOR, Goal(1.5)),
        Row("of that, verifying the bodies", "ms", spread(verified[1:]), found["raw"], FLOOR, apart=True),
        Row("the same against reading the bodies", "ms", found["store"], found["parse"], reading, apart=True),
    ]


def changes_of(number: int) -> list[Change]:
    """The changes of one station: mostly its own thirty items, now and then one that others answer too."""
    author, dice = Author(station(number + 1).station_id), random.Random(number)
    last: dict[tuple[str, str], Change] = {}
    changes = []
    for _ in range(EACH):
        own = dice.random() < 0.95
        item = number * 30 + dice.randrange(30) if own else dice.randrange(ITEMS)
        cell = (f"item_{item}", dice.choice(("value", "value", "comment")))
        over = [last[cell]] if cell in last else []
        last[cell] = author.change(*cell, value_of(cell[1], dice), over)
        changes.append(last[cell])
    return changes


def coming(path: Path, changes: list[Change]) -> None:
    """The changes as rows of another file, with the text of their values, and what they supersede."""
    raw = sqlite3.connect(path)
    columns = "arrival, change_id, station, seq, previous, depth, wall_at, zone, author, kind, entity, field"
    raw.execute(f"CREATE TABLE coming ({columns}, via_dossier, received_at, body BLOB, value)")
    raw.execute("CREATE TABLE over (old, change_id)")
    rows = [(*row_of(one, number), value_text(one.value)) for number, one in enumerate(changes, 1)]
    raw.executemany(f"INSERT INTO coming VALUES ({','.join('?' * 16)})", rows)
    raw.executemany(
        "INSERT INTO over VALUES (?, ?)", [(o, c.change_id) for c in changes for o in c.supersedes]
    )
    raw.commit()
    raw.close()


def raw_merge(path: Path, theirs: Path) -> float:
    """The union and the projection in SQL."""
    raw = raw_store(path)
    raw.execute("ATTACH ? AS theirs", (str(theirs),))
    began = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    for statement in UNION.split(";")[:-1]:
        raw.execute(statement)
    raw.execute("COMMIT")
    took = (time.perf_counter() - began) * 1000
    raw.close()
    return took


def store_merge(folder: Path, bodies: list[bytes], verified: list[float]) -> float:
    """The merge of the real store, from bodies as a dossier holds them to the report."""
    from fosdesk.store.merging import verify

    store = new_store(folder)
    store.opening_check.result()
    began = time.perf_counter()
    verify(bodies, SetHash(), store.id)
    verified.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    report = store.merge(bodies, "dossier", "0" * 64).result()
    took = (time.perf_counter() - began) * 1000
    if report.new != len(bodies) or not report.disagreements_new:
        raise AssertionError("the merge did not take everything")
    store.close().result()
    return took


def read_all(bodies: list[bytes]) -> float:
    """Every body read and hashed once, with all its checks."""
    began = time.perf_counter()
    for body in bodies:
        read_change(body)
    return (time.perf_counter() - began) * 1000


def compare(raw: Path, store: Path) -> None:
    """Both must have come to the same cells."""
    query = "SELECT entity, field, value, winner, disagreement FROM cell ORDER BY 1, 2"
    found = [sqlite3.connect(path).execute(query).fetchall() for path in (raw, store)]
    if found[0] != found[1]:
        raise AssertionError("bare SQL and the store disagree")
