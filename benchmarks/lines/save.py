"""One answer saved and durable: bare SQLite, the store, the services, in turns on the same disk."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Goal, Row, spread, turns
from benchmarks.place import MEMORY, Place, sample_home, working_folder
from benchmarks.stores import (
    INSERT_CHANGE,
    INSERT_SUPERSEDES,
    PUT_CELL,
    Author,
    copied,
    edit_of,
    filled,
    opened,
    raw_connection,
    raw_file,
    row_of,
)
from fosdesk.base.paths import paths_under
from fosdesk.base.progress import SilentProgress
from fosdesk.model.journal import value_text

GOAL = Goal(1.6)
FLOOR = "sqlite3, same settings and tables: change, supersedes and cell in one commit"


def measure(place: Place) -> list[Row]:
    """Saved answers on the disk, then in memory, then how long the window waits."""
    rounds = place.times(150)
    disk = saved(place.folder, rounds)
    rows = [Row("one answer, store", "ms", disk["store"], disk["raw"], FLOOR, GOAL)]
    rows += through_services(place, rounds)
    if MEMORY.is_dir():
        with working_folder(MEMORY) as folder:
            memory = saved(folder, rounds)
        rows.append(Row("one answer, store, in memory", "ms", memory["store"], memory["raw"], apart=True))
    return rows


def saved(folder: Path, rounds: int):
    """Turns of bare SQLite and the store, each with its copy of one file."""
    filled(folder / "filled", 600, 5_000)
    raw = raw_connection(raw_file(copied(folder / "filled", folder / "raw")))
    store = opened(copied(folder / "filled", folder / "store"))
    store.opening_check.result()
    dice = random.Random(7)

    def through_store() -> float:
        edit = edit_of(store, ("item_7", "value"), dice)
        began = time.perf_counter()
        store.edit([edit], "Amina", "batch").result()
        return (time.perf_counter() - began) * 1000

    found = turns({"raw": bare(raw), "store": through_store}, rounds, warm=10)
    store.close().result()
    raw.close()
    return found


def bare(raw) -> Callable[[], float]:
    """One answer in bare SQLite; its change is made before the clock starts."""
    author = Author("f" * 64)
    arrival = raw.execute("SELECT max(arrival) FROM change").fetchone()[0]
    last = [author.change("item_7", "value", {"v": 1})]

    def save() -> float:
        change = author.change("item_7", "value", {"v": author.seq % 5}, [last[0]])
        row, cell = row_of(change, arrival + author.seq), (value_text(change.value), change.change_id)
        began = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(INSERT_CHANGE, row)
        raw.execute(INSERT_SUPERSEDES, (last[0].change_id, change.change_id))
        raw.execute(PUT_CELL, ("item_7", "value", *cell, change.change_id))
        raw.execute("COMMIT")
        took = (time.perf_counter() - began) * 1000
        last[0] = change
        return took

    return save


def through_services(place: Place, rounds: int) -> list[Row]:
    """The same through the services on the sample country: checked, recorded, the form computed again."""
    from fosdesk.bootstrap import wire
    from fosdesk.model.answers import Value
    from fosdesk.services import answering
    from fosdesk.services.facts import Person

    home, assessment = sample_home(place)
    context = wire(paths_under(home))
    a = context.library.open_now(assessment, Person("Amina Benali"), SilentProgress())
    a.store.opening_check.result()
    raw = raw_connection(raw_file(copied(a.store.folder, place.folder / "raw-sample")))
    waits: list[float] = []
    number = [0]

    def answered() -> float:
        number[0] += 1
        seen = a.snapshot.heads("aed_legal_c1", "value")
        began = time.perf_counter()
        future = answering.answer(a, "aed_legal_c1", Value(number[0] % 5), seen)
        waits.append((time.perf_counter() - began) * 1000)
        future.result()
        return (time.perf_counter() - began) * 1000

    found = turns({"raw": bare(raw), "services": answered}, rounds, warm=10)
    context.library.close_now(a)
    context.jobs.shutdown()
    raw.close()
    return [
        Row("one answer, services", "ms", found["services"], found["raw"], FLOOR, GOAL),
        Row("of that, what the window waits for", "ms", spread(waits), apart=True),
    ]
