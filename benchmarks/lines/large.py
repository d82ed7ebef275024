"""The window with 600 items: another section, a key, memory, and documents made beside it."""

from benchmarks.large import large_home
from benchmarks.lines import section, typing
from benchmarks.lines.start import write_texts
from benchmarks.measure import Goal, Row, Spread, spread, turns
from benchmarks.place import Place
from benchmarks.processes import Partner, run_marked, screen

SECTIONS = ("aed_legal", "n01_risk", "n02_revenue")
BARE = "QApplication and an empty QMainWindow, painted"
IDLE = "the same timer while nothing happens"


def measure(place: Place) -> list[Row]:
    """The lines `section`, `typing`, `stall` and the memory of `start`, with all of it larger."""
    home, program, items = large_home(place)
    texts = write_texts(place.folder / "texts.json")
    note = f"{items} items"
    with screen(place.platform, home) as usual:
        env = usual | {"BENCH_PROGRAM": str(program)}
        cards = taking_turns(place, env, ["cards", str(texts)], ["section", *SECTIONS], "painted", 20)
        keys = taking_turns(place, env, ["typing", ""], ["typing", "n01_risk"], "key", 10)
        weights = [
            (run_marked("window", ["weigh"], env), run_marked("bare", ["paint"], env))
            for _ in range(place.times(3))
        ]
        stalls = [run_marked("window", ["stall"], env) for _ in range(place.times(3))]
    rows = [
        Row(
            "another section painted",
            "ms",
            *cards,
            section.FLOOR,
            section.GOAL,
            note=f"{note}; {section.NOTE}",
        ),
        Row("one key", "ms", *keys, typing.FLOOR, Goal(2.5), note=note),
        Row("memory (PSS), a file open", "MB", *sides(weights, "memory"), BARE, Goal(2.2), note=note),
        Row("memory (RSS)", "MB", *sides(weights, "resident"), BARE, apart=True),
    ]
    return rows + stall_rows(stalls)


def taking_turns(
    place: Place, env: dict[str, str], bare: list[str], ours: list[str], figure: str, rounds: int
) -> tuple[Spread, Spread]:
    """What the window and the bare program say in turns."""
    window, plain = Partner("window", ours, env), Partner("bare", bare, env)
    measures = {
        "ours": lambda: window.measure()[figure],
        "bare": lambda: plain.measure()[figure],
    }
    found = turns(measures, place.times(rounds), warm=3)
    window.end()
    plain.end()
    return found["ours"], found["bare"]


def sides(weights: list[tuple[dict[str, float], dict[str, float]]], name: str) -> tuple[Spread, Spread]:
    """A figure of the window, and of the bare program."""
    return spread([ours[name] for ours, _ in weights]), spread([bare[name] for _, bare in weights])


def stall_rows(rounds: list[dict[str, float]]) -> list[Row]:
    """A row for each document."""
    idle = spread([one["idle"] for one in rounds])
    return [
        Row(
            f"longest stall, first {name}",
            "ms",
            spread([one[name] for one in rounds]),
            idle,
            IDLE,
            Goal(50, absolute=True),
        )
        for name in rounds[0]
        if name != "idle"
    ]
