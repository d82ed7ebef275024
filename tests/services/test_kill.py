"""kill -9 while answering through the real services: nothing that was called saved is lost."""

import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from fosdesk.base.progress import SilentProgress
from fosdesk.services.care import verify
from fosdesk.services.context import AppContext
from fosdesk.services.facts import AssessmentFacts, Person

AMINA = Person("Amina", "Legal service")
FACTS = AssessmentFacts(country="Valdoria", country_code="XV")
LOOP = Path(__file__).with_name("answering_loop.py")


def answer_until_killed(home: Path, assessment: str, start: int, lines: int, late: float) -> list[str]:
    """Let the loop answer; kill it a moment after it said `lines` lines. Return all it said."""
    process = subprocess.Popen(
        [sys.executable, str(LOOP), str(home), assessment, str(start)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    timer = threading.Timer(late, process.kill)
    timer.start()
    said += process.stdout.readlines()
    process.wait()
    timer.cancel()
    return [line.strip() for line in said if line.endswith("\n")]


def test_no_saved_answer_is_lost(station: Callable[[str], AppContext], tmp_path: Path, long: bool) -> None:
    kills, chance = (1_000 if long else 60), random.Random(7)
    context = station("killed")
    made = context.library.create_now(FACTS, AMINA, SilentProgress())
    assessment = made.id
    made.close().result()
    acknowledged, last = 0, 0
    for _ in range(kills):
        said = answer_until_killed(
            tmp_path / "killed", assessment, last, chance.randint(1, 12), chance.random() * 0.02
        )
        acknowledged += 2 * len(said)
        number, item, level = said[-1].split()
        last = int(number)
        a = context.library.open_now(assessment, AMINA, SilentProgress())
        assert verify(a).sound
        notes = {
            int(str((a.snapshot.value(one.split()[1], "comment") or {})["v"]).split()[1]) for one in said[-5:]
        }
        assert max(notes) >= last
        assert a.store.facts().changes >= acknowledged
        if max(notes) == last:
            assert (a.snapshot.value(item, "value") or {})["v"] == int(level)
        last = max(notes)
        a.close().result()
