"""What all tests share: no display, no settings of the person, warnings that count, short and long runs."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fosdesk.base.language import Texts, english
from fosdesk.base.paths import Paths, paths_under
from fosdesk.services.shelf import PackShelf

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("FOSDESK_HOME", None)

_COMMON = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("short", derandomize=True, **_COMMON)
settings.register_profile("long", max_examples=2_000, **_COMMON)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="run with the figures of the issues: hours, not minutes"
    )


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked with `parts` runs as part 0; in the long run as each of the parts its mark counts.

    So a long run shows how far it is, and goes on with the next part where one has failed.
    """
    mark = metafunc.definition.get_closest_marker("parts")
    if mark is not None:
        metafunc.parametrize("part", range(mark.args[0] if metafunc.config.getoption("--long") else 1))


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether this is the long run: ``n = 1000 if long else 60``."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Paths]:
    """The paths of a home that has the compiled packs already: compiling takes longer than most tests."""
    compiled = paths_under(tmp_path_factory.mktemp("compiled"))
    PackShelf(compiled).bank()

    def make(home: Path) -> Paths:
        paths = paths_under(home)
        shutil.copytree(compiled.library / "cache", paths.library / "cache", dirs_exist_ok=True)
        return paths

    return make


@pytest.fixture
def tr() -> Texts:
    """English sentences."""
    return english()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The paths of an installation whose data lie in a folder of this test."""
    return paths_under(tmp_path / "home")


@pytest.fixture(autouse=True)
def no_stray_warnings_in_the_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning that nobody expected is a failure."""
    yield
    if request.node.get_closest_marker("warns_in_log") is None:
        stray = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
        assert not stray, f"unexpected warnings in the log: {stray}"
