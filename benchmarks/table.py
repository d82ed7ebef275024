"""The results as people read them, and as JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measure import Row, Spread, plain

HEAD = f"{'':2}{'what':<52}{'figure':>26}{'floor':>26}{'ratio':>7}{'best':>7}{'goal':>10}  "


def print_line(name: str, rows: Sequence[Row]) -> None:
    """Print the rows of one line."""
    print(f"\n{name}")
    for row in rows:
        print(text_of(row), flush=True)


def text_of(row: Row) -> str:
    """One row of the table, with its note below it."""
    ratio, best = ("" if one is None else f"{one:.2f}" for one in (row.ratio, row.at_best))
    goal = "" if row.goal is None else row.goal.words(row.unit)
    verdict = {None: "", True: "met", False: "MISSED"}[row.met]
    what = f"{'· ' if row.apart else '  '}{row.what}"
    line = f"{what:<54}{figure(row.figure, row.unit):>26}{figure(row.floor, row.unit):>26}"
    line += f"{ratio:>7}{best:>7}{goal:>10}  {verdict}"
    notes = [note for note in (row.floor_is and f"floor: {row.floor_is}", row.note) if note]
    return line.rstrip() + "".join(f"\n      {note}" for note in notes)


def figure(found: Spread | None, unit: str) -> str:
    """Median and, in brackets, the least and the greatest."""
    if found is None:
        return "–"
    return f"{short(found.median)} {unit} [{short(found.least)}–{short(found.most)}]"


def short(value: float) -> str:
    """Three figures that count."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 1e-3 or value == 0 else f"{value:.1e}"


def summary(rows: Sequence[Row]) -> str:
    """How many goals were met, and which were not."""
    judged = [row for row in rows if row.met is not None]
    missed = [row.what for row in judged if not row.met]
    text = f"{len(judged) - len(missed)} of {len(judged)} goals met"
    return text + "".join(f"\n  missed: {what}" for what in missed)


def write_json(path: Path, found: Mapping[str, Sequence[Row]], about: Mapping[str, object]) -> None:
    """Write everything that was measured to `path`."""
    lines = {name: [plain(row) for row in rows] for name, rows in found.items()}
    path.write_text(json.dumps({"about": about, "lines": lines}, indent=1, ensure_ascii=False), "utf-8")
