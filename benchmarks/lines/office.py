"""LibreOffice doing what it can do of the same: a peer, not a floor. Under Xvfb, where it is installed."""

import shutil
import subprocess
import time
from pathlib import Path

from benchmarks.documents import sample_report
from benchmarks.measure import Goal, Row, ms, spread, turns
from benchmarks.place import Place, sample_home
from benchmarks.processes import run_marked, screen
from benchmarks.x11 import memory_of, until_shown
from fosdesk.base.progress import SilentProgress

ROWS = 600
OFFICE = "LibreOffice Calc with a workbook of 600 rows, its window there"
CONVERTS = "LibreOffice converting it"


def measure(place: Place) -> list[Row]:
    """Start and memory against Calc, workbook and PDF against its converter."""
    if shutil.which("soffice") is None or shutil.which("Xvfb") is None:
        print("soffice or Xvfb is not installed: no comparison")
        return []
    return [*starts(place), *documents(place)]


def starts(place: Place) -> list[Row]:
    """From the command to the document; memory of all its processes."""
    home, _ = sample_home(place)
    book = rows_of_text(place.folder / "rows.xlsx")
    memory: dict[str, list[float]] = {"ours": [], "office": []}

    with screen("xvfb", home) as env:

        def ours() -> float:
            found = run_marked("window", ["start", "aed_legal"], env)
            memory["ours"].append(found["memory"])
            return found["section"]

        def office() -> float:
            took, process = until_shown(soffice(place, "--calc", str(book)), env, book.name)
            time.sleep(1)
            memory["office"].append(memory_of(process.pid))
            process.terminate()
            process.wait(30)
            return took

        found = turns({"ours": ours, "office": office}, place.times(5))
    used = {name: spread(values[1:]) for name, values in memory.items()}
    return [
        Row("first section, over LibreOffice", "ms", found["ours"], found["office"], OFFICE, Goal(0.7)),
        Row("memory, over LibreOffice", "MB", used["ours"], used["office"], OFFICE, Goal(0.7)),
    ]


def documents(place: Place) -> list[Row]:
    """Workbook with its check, and PDF, against conversion of the same workbook."""
    from fosdesk.documents.pdf import write_pdf
    from fosdesk.documents.workbook import write_workbook

    model, _, paths = sample_report(place)
    book, report = place.folder / "report.xlsx", place.folder / "report.pdf"
    write_workbook(model, book, SilentProgress())
    sides = {
        "workbook": lambda: ms(lambda: write_workbook(model, book, SilentProgress())),
        "to xlsx": lambda: ms(lambda: convert(place, book, "xlsx")),
        "pdf": lambda: ms(lambda: write_pdf(model, report, SilentProgress(), fonts=paths.fonts)),
        "to pdf": lambda: ms(lambda: convert(place, book, "pdf")),
    }
    found = turns(sides, place.times(5))
    return [
        Row(
            "workbook with its check, over LibreOffice",
            "ms",
            found["workbook"],
            found["to xlsx"],
            CONVERTS,
            Goal(0.8),
        ),
        Row("report as PDF, over LibreOffice", "ms", found["pdf"], found["to pdf"], CONVERTS, Goal(0.5)),
    ]


def soffice(place: Place, *words: str) -> list[str]:
    """LibreOffice with a profile of its own."""
    profile = (place.folder / "office").absolute().as_uri()
    plain = ("--norestore", "--nologo", "--nofirststartwizard", "--nolockcheck")
    return ["soffice", f"-env:UserInstallation={profile}", *plain, *words]


def convert(place: Place, path: Path, kind: str) -> None:
    """Let LibreOffice read a workbook and write it as another file."""
    target = place.folder / "converted"
    words = ("--headless", "--convert-to", kind, "--outdir", str(target), str(path))
    subprocess.run(soffice(place, *words), check=True, capture_output=True)
    if not (target / path.with_suffix(f".{kind}").name).exists():
        raise AssertionError("LibreOffice wrote nothing")


def rows_of_text(path: Path) -> Path:
    """A workbook of 600 rows in eight columns."""
    from openpyxl import Workbook

    made = Workbook()
    for number in range(ROWS):
        made.active.append([f"item {number}", number % 5, *[f"words of column {n}" for n in range(6)]])
    made.save(path)
    return path
