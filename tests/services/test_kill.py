"""kill -9 while answering through the real services: nothing that was called saved is lost."""

import multiprocessing
import random
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from fosdesk.base.paths import paths_under
from fosdesk.base.progress import SilentProgress
from fosdesk.bootstrap import wire
from fosdesk.model.answers import Value
from fosdesk.services import answering
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.care import verify
from fosdesk.services.context import AppContext
from fosdesk.services.facts import AssessmentFacts, Person

AMINA = Person("Amina", "Legal service")
FACTS = AssessmentFacts(country="Valdoria", country_code="XV")
PRELOADED = ("fosdesk.bootstrap", "fosdesk.services.care", "fosdesk.services.opening", "hypothesis", "pytest")
ITEMS = ("aed_legal_c1", "aed_legal_c2", "risk_c1", "risk_c2", "revenue_c1")


def answer_without_end(home: str, assessment: str, start: int, said: Connection) -> None:
    """The process that is killed: each number sent is an answer that the services called saved."""
    context = wire(paths_under(Path(home)))
    a = context.library.open_now(assessment, AMINA, SilentProgress())
    number = start
    while True:
        number += 1
        item = ITEMS[number % len(ITEMS)]
        answering.set_facet(a, item, "comment", f"note {number}", a.snapshot.heads(item, "comment")).result()
        answering.answer(a, item, Value(number % 5), a.snapshot.heads(item, "value")).result()
        said.send(number)


def answer_until_killed(home: Path, assessment: str, start: int, answers: int, late: float) -> int:
    """Let it answer; kill it a moment after so many answers. Return the last number it called saved."""
    processes = multiprocessing.get_context("forkserver")
    hear, say = processes.Pipe(duplex=False)
    process = processes.Process(target=answer_without_end, args=(str(home), assessment, start, say))
    process.start()
    say.close()
    last = start
    for _ in range(answers):
        last = hear.recv()
    killer = threading.Timer(late, process.kill)
    killer.start()
    try:
        while True:
            last = hear.recv()
    except EOFError:
        process.join()
    killer.join()
    process.close()
    hear.close()
    return last


def last_number(a: OpenAssessment) -> int:
    """The greatest number among the notes that are recorded."""
    notes = [(a.snapshot.value(item, "comment") or {}).get("v") for item in ITEMS]
    return max((int(str(note).split()[1]) for note in notes if note), default=0)


@pytest.mark.parts(17)
def test_no_saved_answer_is_lost(station: Callable[[str], AppContext], tmp_path: Path, part: int) -> None:
    kills, chance = 60, random.Random(7 + part)  # 1,020 kills in the long run
    context = station("killed")
    made = context.library.create_now(FACTS, AMINA, SilentProgress())
    assessment, number, saved = made.id, 0, made.snapshot.changes
    made.close().result()
    multiprocessing.get_context("forkserver").set_forkserver_preload([*PRELOADED])
    for _ in range(kills):
        said = answer_until_killed(
            tmp_path / "killed", assessment, number, chance.randint(1, 8), chance.random() * 0.02
        )
        saved += 2 * (said - number)
        a = context.library.open_now(assessment, AMINA, SilentProgress())
        assert verify(a).sound
        assert a.snapshot.changes >= saved
        number = last_number(a)
        assert number >= said
        if number == said:
            assert a.snapshot.value(ITEMS[said % len(ITEMS)], "value") == {"v": said % 5}
        saved = a.snapshot.changes
        a.close().result()
