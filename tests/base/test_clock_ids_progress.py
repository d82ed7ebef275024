import re

from fosdesk.base.clock import system_clock
from fosdesk.base.ids import random_ids, seeded_ids
from fosdesk.base.progress import SilentProgress


def test_the_clock_knows_its_zone_and_never_runs_back() -> None:
    clock = system_clock()
    assert clock.now().tzinfo is not None
    assert clock.now().utcoffset() is not None
    first = clock.monotonic()
    assert clock.monotonic() >= first


def test_ids_are_26_letters_and_never_the_same() -> None:
    ids = random_ids()
    made = {ids.new() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"[a-z2-7]{26}", one) for one in made)


def test_the_same_seed_gives_the_same_ids() -> None:
    one, other, third = seeded_ids(7), seeded_ids(7), seeded_ids(8)
    first = [one.new() for _ in range(10)]
    assert first == [other.new() for _ in range(10)]
    assert first[0] != third.new()
    assert len(set(first)) == 10


def test_silent_progress_takes_everything() -> None:
    assert SilentProgress().report(1, 2, "text") is None
