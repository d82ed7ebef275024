"""The built program, where there is one: its start beside that from source, its size beside Qt alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Goal, Row, ms, spread, turns
from benchmarks.place import Place, sample_home
from benchmarks.processes import screen
from benchmarks.x11 import until_shown
from fosdesk.base.paths import program_root

FOLDER = program_root() / "dist" / "fosdesk"
QT_ONLY = program_root() / "build" / "floor" / "qt_only"
SOURCE = "the same from source"


def measure(place: Place) -> list[Row]:
    """Version and window; the window needs Xvfb, since the built program does not tell when it is there."""
    program = FOLDER / ("fosdesk-console.exe" if os.name == "nt" else "fosdesk")
    if not program.exists():
        print("there is no built program: python start.py build makes it")
        return []
    home, _ = sample_home(place)
    source = [sys.executable, "-m", "fosdesk"]
    rows = []
    with screen("offscreen", home) as env:
        sides = {"frozen": asked([str(program)], env), "source": asked(source, env)}
        found = turns(sides, place.times(7))
    rows.append(Row("built: says its version", "ms", found["frozen"], found["source"], SOURCE, apart=True))
    if shutil.which("Xvfb"):
        with screen("xvfb", home) as env:
            sides = {"frozen": shown([str(program)], env), "source": shown(source, env)}
            found = turns(sides, place.times(5))
        rows.append(Row("built: its window there", "ms", found["frozen"], found["source"], SOURCE, Goal(1.2)))
    return rows + sizes()


def asked(command: list[str], env: dict[str, str]):
    """Let a program say its version."""
    return lambda: ms(
        lambda: subprocess.run([*command, "--version"], env=env, check=True, capture_output=True)
    )


def shown(command: list[str], env: dict[str, str]):
    """Start a program until its window is there, then end it."""

    def side() -> float:
        took, process = until_shown(command, env, "FOSDesk")
        process.terminate()
        process.wait(30)
        return took

    return side


def sizes() -> list[Row]:
    """The folder, beside one with Qt only where packaging has made that."""
    ours = spread([size(FOLDER)])
    floor = spread([size(QT_ONLY)]) if QT_ONLY.exists() else None
    return [Row("built: size of the folder", "MB", ours, floor, "a built empty window of Qt", Goal(1.4))]


def size(folder: Path) -> float:
    """Megabytes of the files in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6
