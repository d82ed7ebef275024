"""Where the benchmarks work: a folder on a real disk, and the homes of FOSDesk in it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fosdesk.base.paths import paths_under, program_root
from fosdesk.base.progress import SilentProgress

MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of this run, thrown away at its end; how many rounds; which Qt platform."""

    folder: Path
    rounds: int
    platform: str

    def times(self, usual: int) -> int:
        """The rounds of a line, in proportion to what the command line asked for."""
        return max(2, round(usual * self.rounds / 5))

    def fresh(self, name: str) -> Path:
        """A new, empty folder."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path


@contextmanager
def working_folder(near: Path | None = None) -> Iterator[Path]:
    """A folder on the disk that holds the program (a temporary folder is often in memory)."""
    root = near or program_root() / "build"
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sample_home(place: Place, name: str = "home") -> tuple[Path, str]:
    """A home in which the sample country was loaded and is the last assessment; and its id."""
    from dataclasses import replace

    from fosdesk.bootstrap import wire
    from fosdesk.services.facts import Person
    from fosdesk.services.sample import load_sample

    home = place.fresh(name)
    context = wire(paths_under(home))
    person = Person("Amina Benali")
    a = load_sample(context, person, SilentProgress())
    a.store.opening_check.result()
    context.library.close_now(a)
    settings = replace(context.settings_store.read(), person_name=person.name, last_assessment=a.id)
    context.settings_store.write(settings)
    context.jobs.shutdown()
    return home, a.id
