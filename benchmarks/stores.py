"""Stores to measure on, made through the real store, and bare SQLite beside them as their floor."""

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fosdesk.base.clock import system_clock
from fosdesk.model.journal import Change, make_change
from fosdesk.model.snapshot import Edit
from fosdesk.store import store as stores
from fosdesk.store.database import PRAGMAS, STORE_FILE
from fosdesk.store.steps import STEPS
from fosdesk.store.store import Store

ASSESSMENT = "valdoria2026"
PACK = "standards@1.0.0"
WORDS = ("The", "order", "covers", "express", "and", "air", "cargo;", "the", "Post", "lodges", "by", "item.")

INSERT_CHANGE = f"INSERT INTO change VALUES ({','.join('?' * 15)})"
INSERT_SUPERSEDES = "INSERT INTO supersedes VALUES (?, ?)"
PUT_CELL = (
    "INSERT INTO cell VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (entity, field) DO UPDATE"
    " SET value = excluded.value, winner = excluded.winner, heads = excluded.heads"
)


@dataclass(frozen=True)
class Station:
    """A station; the store needs its id only."""

    station_id: str


def station(number: int) -> Station:
    """Station number so and so, the same in every run."""
    return Station(hashlib.sha256(b"station %d" % number).hexdigest())


def new_store(folder: Path, number: int = 0) -> Store:
    """An empty store of a station."""
    return stores.create(
        folder, ASSESSMENT, station=station(number), new_station=lambda: station(999), person="Amina"
    )


def opened(folder: Path, number: int = 0) -> Store:
    """The store in a folder, opened by its station."""
    return stores.open_store(
        folder, station=station(number), new_station=lambda: station(999), person="Amina"
    )


def filled(folder: Path, items: int, changes: int) -> None:
    """A closed store with `items` answered items, most with a comment, and a journal of `changes` changes."""
    store, dice = new_store(folder), random.Random(1)
    done = 0
    while done < changes:
        cells = cells_of(items)
        dice.shuffle(cells)
        for start in range(0, len(cells), 200):
            some = cells[start : start + min(200, changes - done)]
            store.edit([edit_of(store, cell, dice) for cell in some], "Amina", f"batch{done}").result()
            done += len(some)
            if done >= changes:
                break
    store.opening_check.result()
    store.close().result()


def cells_of(items: int) -> list[tuple[str, str]]:
    """The value of every item and the comment of every other one."""
    values = [(f"item_{number}", "value") for number in range(items)]
    return values + [(f"item_{number}", "comment") for number in range(0, items, 2)]


def edit_of(store: Store, cell: tuple[str, str], dice: random.Random) -> Edit:
    """A new value for a cell, in place of what stands there."""
    return Edit(*cell, value_of(cell[1], dice), store.snapshot.heads(*cell), PACK)


def value_of(field: str, dice: random.Random) -> dict[str, Any]:
    """A level, or a comment of twelve to sixty words."""
    if field == "value":
        return {"v": dice.randrange(5)}
    return {"v": " ".join(dice.choices(WORDS, k=dice.randrange(12, 60)))}


def copied(source: Path, target: Path) -> Path:
    """A copy of a closed store's folder."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


# --- bare SQLite


def raw_connection(path: Path) -> sqlite3.Connection:
    """A connection with the settings of the store, and nothing else."""
    raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for name, (text, _) in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={text}")
    return raw


def raw_store(path: Path) -> sqlite3.Connection:
    """A new file with the tables of a store."""
    path.unlink(missing_ok=True)
    raw = raw_connection(path)
    for step in STEPS:
        for statement in step.statements:
            raw.execute(statement)
    return raw


def raw_file(folder: Path) -> Path:
    """The database of a store's folder."""
    return folder / STORE_FILE


# --- changes that another station made


@dataclass(slots=True)
class Author:
    """A station that makes changes without a store: the tip of its chain and the heads it knows."""

    station: str
    seq: int = 0
    tip: str = ""
    depth: int = 0

    def change(self, entity: str, field: str, value: dict[str, Any], over: Sequence[Change] = ()) -> Change:
        """The next change of this station, in place of those it names."""
        depth = 1 + max([self.depth, *(one.depth for one in over)])
        made = make_change(
            kind="set",
            assessment=ASSESSMENT,
            station=self.station,
            seq=self.seq + 1,
            previous=self.tip,
            depth=depth,
            wall_at="2026-05-12T10:31:00Z",
            zone="+00:00",
            author="Amina",
            pack=PACK,
            entity=entity,
            field=field,
            value=value,
            supersedes=sorted(one.change_id for one in over),
            batch=f"b{self.seq}",
        )
        self.seq, self.tip, self.depth = made.seq, made.change_id, made.depth
        return made


def row_of(change: Change, arrival: int) -> tuple[Any, ...]:
    """A change as a row of the journal."""
    c = change
    head = (arrival, c.change_id, c.station, c.seq, c.previous, c.depth, c.wall_at, c.zone, c.author)
    return (*head, c.kind, c.entity, c.field, "", system_clock().now().isoformat()[:19] + "Z", c.body)
