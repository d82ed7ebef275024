"""A file with 600 answers and 20,000 changes: until its answers can be shown, and the check behind that."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Goal, Row, Spread, ms, spread, turns
from benchmarks.place import Place
from benchmarks.stores import PACK, copied, filled, opened, raw_connection, raw_file
from fosdesk.model.snapshot import Edit

ITEMS, CHANGES = 600, 20_000
FILES, MEGABYTES = 20, 10
FLOOR = "sqlite3, same settings: the cells read and parsed"


def measure(place: Place) -> list[Row]:
    """Opening with and without 200 MB of evidence, in turns with a bare reading of the same cells."""
    plain, heavy = place.folder / "plain", place.folder / "heavy"
    filled(plain, ITEMS, CHANGES)
    with_evidence(copied(plain, heavy))
    checks: dict[Path, list[float]] = {plain: [], heavy: []}
    sides = {
        "raw": lambda: ms(lambda: raw_read(plain)),
        "plain": opening(plain, checks[plain]),
        "heavy": opening(heavy, checks[heavy]),
    }
    found = turns(sides, place.times(15), warm=2)
    return rows_of(found, spread(checks[plain]), spread(checks[heavy]), place)


def rows_of(found: dict[str, Spread], plain: Spread, heavy: Spread, place: Place) -> list[Row]:
    """The opening against the bare reading, evidence against none, the check against its least."""
    checks = turns({"floor": lambda: ms(lambda: bare_check(place.folder / "plain"))}, place.times(5))
    least = "PRAGMA integrity_check and the SHA-256 of every body"
    return [
        Row("answers shown, 20,000 changes", "ms", found["plain"], found["raw"], FLOOR, Goal(5)),
        Row("the same with 200 MB of evidence", "ms", found["heavy"], found["plain"], "without", Goal(1.25)),
        Row("the check behind it", "ms", plain, checks["floor"], least, apart=True),
        Row("the check with 200 MB of evidence", "ms", heavy, plain, "without", apart=True),
    ]


def opening(folder: Path, checks: list[float]) -> Callable[[], float]:
    """Open, note how long, wait for the check behind, note that too, close."""

    def side() -> float:
        stores = []
        took = ms(lambda: stores.append(opened(folder)))
        checks.append(ms(stores[0].opening_check.result))
        if len(stores[0].snapshot.cells) < ITEMS:
            raise AssertionError("not all answers are there")
        stores[0].close().result()
        return took

    return side


def raw_read(folder: Path) -> int:
    """The least: open, set the settings, read all cells and parse their values."""
    raw = raw_connection(raw_file(folder))
    rows = raw.execute("SELECT * FROM cell").fetchall()
    cells = {(row[0], row[1]): (json.loads(row[2]), *row[3:]) for row in rows}
    raw.close()
    return len(cells)


def bare_check(folder: Path) -> str:
    """The least a check can be: SQLite's own, and the hash of every body."""
    from fosdesk.model.journal import change_id

    raw = raw_connection(raw_file(folder))
    text = raw.execute("PRAGMA integrity_check").fetchone()[0]
    wrong = [
        name for name, body in raw.execute("SELECT change_id, body FROM change") if name != change_id(body)
    ]
    raw.close()
    return str(text) + str(len(wrong))


def with_evidence(folder: Path) -> None:
    """Attach twenty files of ten megabytes."""
    store = opened(folder)
    store.opening_check.result()
    for number in range(FILES):
        path = folder / f"file-{number}.bin"
        path.write_bytes(secrets.token_bytes(MEGABYTES * 1_000_000))
        blob = store.put_evidence(path)
        cell = {"v": {"name": blob.name, "note": "", "size": blob.size, "media_type": blob.media_type}}
        edit = Edit(f"item_{number}", f"evidence:{blob.sha256}", cell, (), PACK)
        store.edit([edit], "Amina", f"evidence{number}").result()
        path.unlink()
    store.close().result()
