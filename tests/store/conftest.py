"""What the tests of the store share: stations, clocks, stores that are closed, and places to put them."""

import hashlib
import importlib.util
import itertools
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fosdesk.model.snapshot import Edit
from fosdesk.store import store as module

ASSESSMENT = "valdoria2026"


@dataclass(frozen=True)
class Station:
    """A station without a key: the store needs its id only."""

    station_id: str


@dataclass
class Clock:
    """A wall clock that stands where it is put."""

    at: datetime = datetime(2026, 5, 12, 10, 31, tzinfo=UTC)

    def now(self):
        return self.at

    def monotonic(self):
        return 0.0


@dataclass
class Bench:
    """Makes stores in one folder, each with a station of its own, and closes them at the end."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    stores: list = field(default_factory=list)
    numbers: itertools.count = field(default_factory=itertools.count)

    def station(self):
        return Station(hashlib.sha256(b"station %d" % next(self.numbers)).hexdigest())

    def create(self, name="a", *, assessment=ASSESSMENT, **options):
        return self._started(module.create, self.folder / name, assessment, **options)

    def open(self, name="a", **options):
        return self._started(module.open_store, self.folder / name, **options)

    def _started(self, start, *place, station=None, clock=None, trace=None):
        store = start(
            *place,
            station=station or self.station(),
            new_station=self.station,
            person="Amina",
            clock=clock or self.clock,
            trace=trace,
        )
        self.stores.append(store)
        return store

    def close(self):
        for store in self.stores:
            store.close().result()


def set_value(store, entity, value, *, field="value", author="Amina", batch=None, seen=None):
    """Record one value over the heads that are shown now."""
    heads = store.snapshot.heads(entity, field) if seen is None else tuple(seen)
    edit = Edit(entity, field, {"v": value}, heads, "standards@1.0.0")
    return store.edit([edit], author, batch or f"{entity}.{store.snapshot.revision}").result()


def fill(store, count, seed=0, entities=40):
    """Record `count` answers and comments of all lengths."""
    dice = random.Random(seed)
    for number in range(count):
        entity = f"item_{dice.randrange(entities)}"
        if dice.random() < 0.7:
            set_value(store, entity, dice.randrange(5), batch=f"b{seed}.{number}")
        else:
            words = f"word {number} é " * dice.choice([1, 4, 40, 900])
            set_value(store, entity, words, field="comment", batch=f"b{seed}.{number}")


def shown(store):
    """Every cell as people see it, without the marks of who and when."""
    return {key: (cell.value, cell.heads, cell.disagreement) for key, cell in store.snapshot.cells.items()}


def load(name):
    """A module of this folder that is no test; it is shared through a fixture."""
    path = Path(__file__).with_name(f"{name}.py")
    full = f"fosdesk_tests_store_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, path)
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


@pytest.fixture
def fast():
    """A folder in memory where there is one: for tests in which the disk is not the point."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="fosdesk-store-", dir=memory if memory.is_dir() else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def bench(fast):
    made = Bench(fast)
    yield made
    made.close()


@pytest.fixture
def disk_bench(tmp_path):
    made = Bench(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def benches():
    """Make a bench in any folder; whoever makes it closes it."""
    return Bench


@pytest.fixture(scope="session")
def put():
    return set_value


@pytest.fixture(scope="session")
def filled():
    return fill


@pytest.fixture(scope="session")
def cells_of():
    return shown


@pytest.fixture(scope="session")
def later():
    return lambda **span: timedelta(**span)


@pytest.fixture(scope="session")
def disks():
    return load("disks")


@pytest.fixture(scope="session")
def machine():
    return load("exchange_machine")
