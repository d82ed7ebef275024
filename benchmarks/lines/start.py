"""From the command to the first section of the last assessment, and the memory then."""

import json
from pathlib import Path

from benchmarks.measure import Goal, Row, Spread, spread
from benchmarks.place import Place, sample_home
from benchmarks.processes import run_marked, screen
from benchmarks.stores import raw_file

SECTION = "aed_legal"
BARE = "QApplication and an empty QMainWindow, painted"
PLAIN = "the cells read from SQLite, the section in plain frames of Qt, painted"


def measure(place: Place) -> list[Row]:
    """Bare Qt, Qt with the frames of a section, and FOSDesk, one after the other in fresh processes."""
    home, assessment = sample_home(place)
    store = raw_file(home / "library" / "assessments" / assessment)
    texts = write_texts(place.folder / "texts.json")
    bare: dict[str, list[float]] = {}
    composite: dict[str, list[float]] = {}
    ours: dict[str, list[float]] = {}
    with screen(place.platform, home) as env:
        for number in range(place.times(9) + 1):
            for into, words in (
                (bare, ("bare", ["paint"])),
                (ours, ("window", ["start", SECTION])),
                (composite, ("bare", ["composite", str(store), str(texts)])),
            ):
                for name, value in run_marked(*words, env).items():
                    if number:
                        into.setdefault(name, []).append(value)
    return rows_of(*({n: spread(v) for n, v in side.items()} for side in (bare, composite, ours)))


def rows_of(bare: dict[str, Spread], composite: dict[str, Spread], ours: dict[str, Spread]) -> list[Row]:
    """The rows with goals, and what lies between."""
    floor = bare["painted"]
    rows = [
        Row("first paint of the frame, last file reopening", "ms", ours["painted"], floor, BARE, Goal(1.5)),
        Row("first section painted and usable", "ms", ours["section"], floor, BARE, Goal(4)),
        Row("the same, over plain Qt", "ms", ours["section"], composite["section"], PLAIN, apart=True),
        Row("the assessment open", "ms", ours["open"], floor, BARE, apart=True),
        Row("Home painted", "ms", ours["home"], floor, BARE, apart=True),
        Row("every card of the section there", "ms", ours["whole"], floor, BARE, apart=True),
    ]
    if "memory" in ours:
        rows.append(Row("memory (PSS), a file open", "MB", ours["memory"], bare["memory"], BARE, Goal(2.2)))
        alone = "the same; where other programs hold Qt too, this is the fairer one"
        rows.append(Row("memory (RSS)", "MB", ours["resident"], bare["resident"], alone, apart=True))
        plain = composite["memory"]
        rows.append(Row("the same, over plain Qt", "MB", ours["memory"], plain, PLAIN, apart=True))
    return rows


def write_texts(path: Path) -> Path:
    """The texts of the three Standards for plain frames: code, label, hint, name and text of each level."""
    from fosdesk.base.paths import program_root
    from fosdesk.forms.loader import load_pack
    from fosdesk.forms.pack import ItemType

    forms = program_root() / "forms"
    pack = load_pack(forms / "standards", [load_pack(forms / "framework")])
    sections = [
        [texts_of(item) for item in section.items if item.type is ItemType.LEVEL] for section in pack.sections
    ]
    found = {"sections": sections, "fonts": str(program_root() / "resources" / "fonts")}
    path.write_text(json.dumps(found), "utf-8")
    return path


def texts_of(item) -> list[str]:
    """The texts of one question in the order of its frame."""
    levels = (text for level in item.levels for text in (level.name, level.text))
    return [item.code, item.label, item.hint, *levels]
