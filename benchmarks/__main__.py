"""Measure: ``python start.py bench [lines …]``. Each line runs in a process of its own."""

import argparse
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import machine
from benchmarks.measure import Row, plain, revived
from benchmarks.place import Place, working_folder
from benchmarks.table import HEAD, print_line, summary, write_json
from fosdesk.base.paths import program_root

LINES = {
    "start": "first paint, first section, memory",
    "save": "one answer saved, through the store and through the services",
    "open": "opening a file with 600 answers and 20,000 changes",
    "append": "appending to the journal in bulk",
    "merge": "merging 20 stations with 5,000 changes each",
    "backup": "a verified backup",
    "scores": "all scores, and one answer",
    "packs": "loading packs from the cache and from YAML",
    "section": "another section in the question page",
    "typing": "typing into the comment of a question",
    "large": "the window with 600 items: a section, a key, memory, documents made",
    "workbook": "the workbook of the sample country",
    "pdf": "the report of the sample country",
    "stall": "the window while a document is made",
    "frozen": "the built program, where there is one",
    "office": "LibreOffice on the same cells and pages, where it is installed",
}
PLATFORMS = ("offscreen", "xvfb", "native")


def main() -> int:
    """Measure the chosen lines and print them; 0 also where goals are missed."""
    words = arguments()
    if words.one:
        return measure_one(words)
    if words.list:
        print("".join(f"{name:<10}{about}\n" for name, about in LINES.items()), end="")
        return 0
    chosen = words.lines or list(LINES)
    about: dict[str, object] = {"began": datetime.now(UTC).isoformat(timespec="seconds"), **machine.facts()}
    about |= {"Qt platform": words.platform, "rounds": words.rounds, "load before": machine.load()}
    print("".join(f"{name}: {value}\n" for name, value in about.items()) + "\n" + HEAD)
    found, pulses = run_lines(words, chosen)
    rows = [row for line in found.values() for row in line]
    about |= {"load after": machine.load(), "pulse": [round(one, 2) for one in pulses]}
    print(f"\n{summary(rows)}")
    print(f"noise: the same work took {min(pulses):.2f} to {max(pulses):.2f} ms between the lines;", end=" ")
    print(f"load {about['load before']:.2f} before, {about['load after']:.2f} after")
    if words.json:
        write_json(words.json, found, about)
    return 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="start.py bench", description=__doc__)
    parser.add_argument("lines", nargs="*", choices=[*LINES, []], metavar="line", help=", ".join(LINES))
    parser.add_argument("--rounds", type=int, default=5, help="rounds of a slow line (usual: 5)")
    parser.add_argument("--platform", choices=PLATFORMS, default="offscreen", help="where Qt draws")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured to FILE")
    parser.add_argument("--folder", type=Path, help="where to work: a folder on the disk to measure")
    parser.add_argument(
        "--wait", type=float, default=0, help="minutes to wait for a quiet machine, each line"
    )
    parser.add_argument("--list", action="store_true", help="say which lines there are")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


def run_lines(words: argparse.Namespace, chosen: Sequence[str]) -> tuple[dict[str, list[Row]], list[float]]:
    """Run each line in a fresh process; what it found, and the pulse of the machine before each and after."""
    found: dict[str, list[Row]] = {}
    pulses = [machine.pulse()]
    for name in chosen:
        machine.wait_until_quiet(words.wait)
        began = time.monotonic()
        with working_folder(words.folder) as folder:
            found[name] = run_line(name, words, folder)
        print_line(f"{name}: {LINES[name]} ({time.monotonic() - began:.0f} s)", found[name])
        pulses.append(machine.pulse())
    return found, pulses


def run_line(name: str, words: argparse.Namespace, folder: Path) -> list[Row]:
    """The rows of one line; none, and its own words above, where it could not be measured."""
    options = ["--rounds", str(words.rounds), "--platform", words.platform, "--folder", str(folder)]
    command = [sys.executable, "-m", "benchmarks", "--one", name, *options]
    if subprocess.run(command, cwd=program_root(), check=False).returncode != 0:
        print(f"\n{name}: could not be measured")
        return []
    return [revived(one) for one in json.loads((folder / "rows.json").read_text("utf-8"))]


def measure_one(words: argparse.Namespace) -> int:
    """Measure one line in this process and leave its rows beside the work."""
    module = importlib.import_module(f"benchmarks.lines.{words.one}")
    rows = module.measure(Place(words.folder, words.rounds, words.platform))
    found = json.dumps([plain(row) for row in rows])
    (words.folder / "rows.json").write_text(found, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
