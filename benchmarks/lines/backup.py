"""A verified backup as the services take it, and a copy of the database as taken before a new format."""

import hashlib
import os
import shutil
from pathlib import Path

from benchmarks.measure import Goal, Row, ms, turns
from benchmarks.place import Place
from benchmarks.stores import copied, filled, opened, raw_file

GOAL = Goal(1.8)
COPY = "copy of the file, fsync of file and folder"
VERIFIED = "the same, read back and hashed"


def measure(place: Place) -> list[Row]:
    """Both kinds of backup on a file with 600 answers and 20,000 changes."""
    folder = place.folder / "filled"
    filled(folder, 600, 20_000)
    home = FilledLibrary(place, folder)
    store = opened(copied(folder, place.folder / "direct"))
    store.opening_check.result()
    sides = {
        "copy": lambda: ms(lambda: plain_copy(raw_file(folder), place.fresh("copy"))),
        "verified": lambda: ms(lambda: verified_copy(raw_file(folder), place.fresh("verified"))),
        "dossier": home.backup,
        "database": lambda: ms(lambda: store.copy_to(place.fresh("database")).result()),
    }
    found = turns(sides, place.times(7))
    size = raw_file(folder).stat().st_size / 1e6
    home.close()
    store.close().result()
    return [
        Row(
            "verified backup, 20,000 changes",
            "ms",
            found["dossier"],
            found["copy"],
            COPY,
            GOAL,
            note=f"store {size:.1f} MB, dossier {home.size / 1e6:.1f} MB",
        ),
        Row(
            "the same against a verified copy",
            "ms",
            found["dossier"],
            found["verified"],
            VERIFIED,
            apart=True,
        ),
        Row("verified copy of the database", "ms", found["database"], found["copy"], COPY, apart=True),
    ]


def plain_copy(path: Path, folder: Path) -> None:
    """Copy a file so that it is on the disk."""
    target = folder / path.name
    shutil.copyfile(path, target)
    for one, flags in ((target, os.O_RDWR), (folder, os.O_RDONLY)):
        handle = os.open(one, flags)
        os.fsync(handle)
        os.close(handle)


def verified_copy(path: Path, folder: Path) -> None:
    """Copy it, and compare what was written."""
    plain_copy(path, folder)
    digests = {hashlib.sha256(one.read_bytes()).digest() for one in (path, folder / path.name)}
    if len(digests) != 1:
        raise AssertionError("the copy differs")


class FilledLibrary:
    """A library that holds the filled store as an open assessment."""

    def __init__(self, place: Place, folder: Path) -> None:
        from fosdesk.base.paths import paths_under
        from fosdesk.base.progress import SilentProgress
        from fosdesk.bootstrap import wire
        from fosdesk.services.facts import Person
        from fosdesk.services.index import assessment_folder

        self.context = wire(paths_under(place.fresh("home")))
        copied(folder, assessment_folder(self.context.paths.library, "valdoria2026"))
        self.a = self.context.library.open_now("valdoria2026", Person("Amina"), SilentProgress())
        self.a.store.opening_check.result()
        self.size = 0

    def backup(self) -> float:
        """Milliseconds of one backup; the one before is taken away, since nothing has changed."""
        from fosdesk.services.backups import back_up, list_backups

        for old in list_backups(self.context.paths.library, self.a.id):
            old.path.unlink()
        made: list[Path | None] = []
        took = ms(lambda: made.append(back_up(self.context.workplace, self.a)))
        if made[0] is None:
            raise AssertionError("no backup was taken")
        self.size = made[0].stat().st_size
        return took

    def close(self) -> None:
        """Close what was opened."""
        self.a.close().result()
        self.context.jobs.shutdown()
