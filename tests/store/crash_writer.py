"""A process that records answers until it is killed, and says on its output which are saved (test_kill).

With `serve` it imports everything once and forks a writer for each line "folder seed manner" it reads; it
prints the writer's process id first. Where a process cannot fork, it is started once for each writer. In the
manner of a liar it calls a change saved when it is inserted, before the commit: the test must notice.
"""

import os
import random
import re
import sys
from pathlib import Path

from fosdesk.model.snapshot import Edit
from fosdesk.store.store import create, open_store


class Station:
    def __init__(self, number=0):
        self.station_id = f"{number:064x}"


def say(text):
    os.write(1, f"{text}\n".encode())


def claim(statement):
    """Call a change saved while its row is being inserted."""
    found = re.match(r"INSERT INTO change .*?VALUES \(\d+, '([0-9a-f]{64})'", statement, re.DOTALL)
    if found:
        say(f"saved {found[1]}")


def write(folder, seed, manner):
    dice = random.Random(seed)
    options = {"station": Station(), "new_station": lambda: Station(dice.getrandbits(200)), "person": "Amina"}
    if manner == "liar":
        options["trace"] = claim
    exists = (folder / "store.db").exists()
    store = open_store(folder, **options) if exists else create(folder, "valdoria2026", **options)
    for number in range(1_000_000):
        entity, field = f"item_{dice.randrange(9)}", dice.choice(["value", "comment"])
        value = {
            "v": dice.randrange(5) if field == "value" else f"words {number} " * dice.choice([1, 30, 700])
        }
        edit = Edit(entity, field, value, store.snapshot.heads(entity, field))
        store.edit([edit], "Amina", f"b{seed}.{number}").result()
        if manner != "liar":
            say(f"saved {store.snapshot.heads(entity, field)[0]}")
        if number % 5 == 0:
            store.draft(entity, "comment", f"half a sentence {number}")


def serve():
    for line in sys.stdin:
        folder, seed, manner = line.split()
        child = os.fork()
        if child == 0:
            say(f"pid {os.getpid()}")
            write(Path(folder), int(seed), manner)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        say(f"pid {os.getpid()}")
        write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
