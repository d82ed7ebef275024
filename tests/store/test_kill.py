"""kill -9 while answers are recorded: what the process had called saved is there, and nothing is damaged."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import fosdesk
from fosdesk.model.journal import change_id

SCRIPT = Path(__file__).with_name("crash_writer.py")


class Writers:
    """Starts writers one after the other and kills each after a number of answers and a moment more."""

    def __init__(self):
        self.forks = hasattr(os, "fork")
        self.server = self._start("serve") if self.forks else None

    def _start(self, *words):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        env = {**os.environ, "PYTHONPATH": str(Path(fosdesk.__file__).parents[1])}
        return subprocess.Popen([sys.executable, str(SCRIPT), *words], text=True, env=env, **pipes)

    def run_and_kill(self, folder, seed, answers, moment, manner="honest"):
        """The ids that were called saved before the process died."""
        process = self.server or self._start(str(folder), str(seed), manner)
        if self.forks:
            process.stdin.write(f"{folder} {seed} {manner}\n")
            process.stdin.flush()
        pid = int(process.stdout.readline().removeprefix("pid "))
        saved = [process.stdout.readline().split()[1] for _ in range(answers)]
        killer = threading.Timer(moment, os.kill, (pid, signal.SIGKILL))
        killer.start()
        for line in process.stdout:
            if line.startswith("ended"):
                break
            saved.append(line.split()[1])
        killer.join()
        return saved

    def close(self):
        if self.server is not None:
            self.server.stdin.close()
            self.server.wait(timeout=60)
            self.server.stdout.close()


@pytest.fixture
def writers():
    made = Writers()
    yield made
    made.close()


@pytest.mark.parts(17)
def test_nothing_that_was_called_saved_is_lost_by_a_kill(bench, writers, fast, part):
    kills = 60  # 1,020 in the long run
    dice, torn = random.Random(3 + part), 0
    for number in range(kills):
        folder = fast / f"run{number // 10}"  # ten lives for each store
        saved = writers.run_and_kill(folder, number, dice.randrange(1, 12), dice.random() * 0.02)
        journal = folder / "store.db-journal"
        torn += journal.exists() and journal.stat().st_size > 0
        store = bench.open(folder.name)
        report = store.opening_check.result()
        assert (report.sound, report.repaired, report.recovered) == (True, (), 0)
        assert set(saved) <= ids_of(store), f"kill {number}: saved answers are gone"
        store.close().result()
        bench.stores.clear()
    assert torn > 0, "no kill hit a commit: the test proves nothing"


def test_canary_a_writer_that_says_saved_too_early_is_caught(bench, writers, fast):
    dice, lost = random.Random(4), 0
    for number in range(40):
        folder = fast / f"run{number}"
        saved = writers.run_and_kill(folder, number, dice.randrange(1, 6), dice.random() * 0.01, "liar")
        store = bench.open(folder.name)
        lost += bool(set(saved) - ids_of(store))
        store.close().result()
        bench.stores.clear()
        if lost:
            break
    assert lost > 0


def ids_of(store):
    return {change_id(body) for body in store.bodies()}
