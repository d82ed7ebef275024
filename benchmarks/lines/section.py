"""From one section of the question page to the next, with the real style sheet."""

from benchmarks.lines.start import write_texts
from benchmarks.measure import Goal, Row, spread, turns
from benchmarks.place import Place, sample_home
from benchmarks.processes import Partner, screen

SECTIONS = ("aed_legal", "risk", "revenue")
GOAL = Goal(3.2)
FLOOR = "as many plain frames of labels and buttons, filled anew, the same style sheet"
NOTE = "the goal is that of the reference machine (16 ms over 5 ms), as a ratio"


def measure(place: Place) -> list[Row]:
    """Two programs in turns: each goes to the next section and draws it."""
    home, _ = sample_home(place)
    texts = write_texts(place.folder / "texts.json")
    whole: list[float] = []
    with screen(place.platform, home) as env:
        bare, window = (
            Partner("bare", ["cards", str(texts)], env),
            Partner("window", ["section", *SECTIONS], env),
        )

        def ours() -> float:
            found = window.measure()
            whole.append(found["whole"])
            return found["painted"]

        found = turns({"bare": lambda: bare.measure()["painted"], "ours": ours}, place.times(30), warm=3)
        bare.end()
        window.end()
    return [
        Row("another section painted", "ms", found["ours"], found["bare"], FLOOR, GOAL, note=NOTE),
        Row("every card of it there", "ms", spread(whole[3:]), found["bare"], FLOOR, apart=True),
    ]
