"""How long the window stands still while a document is made, told by a timer of 5 ms."""

from benchmarks.measure import Goal, Row, spread
from benchmarks.place import Place, sample_home
from benchmarks.processes import run_marked, screen

FLOOR = "the same timer while nothing happens"


def measure(place: Place) -> list[Row]:
    """Each round in a fresh process, because the first document also loads the libraries."""
    home, _ = sample_home(place)
    found: dict[str, list[float]] = {}
    with screen(place.platform, home) as env:
        for _ in range(place.times(5)):
            for name, value in run_marked("window", ["stall"], env).items():
                found.setdefault(name, []).append(value)
    idle = spread(found.pop("idle"))
    goal = Goal(50, absolute=True)
    return [
        Row(f"longest stall, first {name}", "ms", spread(values), idle, FLOOR, goal)
        for name, values in found.items()
    ]
