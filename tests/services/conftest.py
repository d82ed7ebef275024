"""A wired program over a real library in a folder of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fosdesk.base.paths import Paths
from fosdesk.base.progress import SilentProgress
from fosdesk.bootstrap import wire
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import AssessmentFacts, Person
from fosdesk.services.sample import load_sample

AMINA = Person("Amina", "Legal service")
FACTS = AssessmentFacts(country="Valdoria", country_code="XV", period="2026", currency="VLD")


@pytest.fixture
def station(tmp_path: Path, new_home: Callable[[Path], Paths]) -> Iterator[Callable[[str], AppContext]]:
    """Make a computer of its own: its library, its key."""
    made: list[AppContext] = []

    def make(name: str) -> AppContext:
        made.append(wire(new_home(tmp_path / name)))
        return made[-1]

    yield make
    for context in made:
        context.jobs.shutdown()


@pytest.fixture
def context(station: Callable[[str], AppContext]) -> AppContext:
    """One computer."""
    return station("one")


@pytest.fixture
def a(context: AppContext) -> Iterator[OpenAssessment]:
    """A new assessment of a country, open."""
    opened = context.library.create_now(FACTS, AMINA, SilentProgress())
    yield opened
    opened.close().result()


@pytest.fixture
def sample(context: AppContext) -> Iterator[OpenAssessment]:
    """The exercise country, open."""
    opened = load_sample(context, AMINA, SilentProgress())
    yield opened
    opened.close().result()
