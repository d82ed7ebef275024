"""A key into the comment of a question, until it is drawn."""

from benchmarks.measure import Goal, Row, turns
from benchmarks.place import Place, sample_home
from benchmarks.processes import Partner, screen

FLOOR = "a key into a bare QPlainTextEdit"


def measure(place: Place) -> list[Row]:
    """Two programs in turns, a hundred keys each."""
    home, _ = sample_home(place)
    with screen(place.platform, home) as env:
        bare, window = Partner("bare", ["typing", ""], env), Partner("window", ["typing", "aed_legal"], env)
        sides = {"bare": lambda: bare.measure()["key"], "ours": lambda: window.measure()["key"]}
        found = turns(sides, place.times(15), warm=2)
        bare.end()
        window.end()
    return [Row("one key", "ms", found["ours"], found["bare"], FLOOR, Goal(2.5))]
