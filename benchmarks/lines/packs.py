"""A pack of about 500 items in six languages: from its compiled form, and from its YAML."""

import json
from pathlib import Path

import yaml

from benchmarks.measure import Goal, Row, ms, turns
from benchmarks.packs import LANGUAGES, big_forms, write_catalogues
from benchmarks.place import Place
from fosdesk.forms.bank import Bank
from fosdesk.forms.cache import load_bank
from fosdesk.forms.loader import load_pack

CACHED = Goal(40, absolute=True)
WRITTEN = Goal(200, absolute=True)
BARE_JSON = "the compiled files read and parsed as bare JSON"
BARE_YAML = "the files of the pack parsed by the C loader"


def measure(place: Place) -> list[Row]:
    """One language as a start needs it, all six, and from the YAML that people write."""
    folders = big_forms(place.fresh("forms"))
    texts = write_catalogues(*folders)
    cache = place.fresh("cache")
    for language in ("en", *LANGUAGES):
        items = len(load_bank(folders, cache, language).items)
    sides = {
        "json": lambda: ms(lambda: bare_json(cache, "en")),
        "cached": lambda: ms(lambda: load_bank(folders, cache, "en")),
        "six": lambda: ms(lambda: [load_bank(folders, cache, one) for one in ("en", *LANGUAGES)]),
        "yaml": lambda: ms(lambda: [bare_yaml(folder) for folder in folders]),
        "written": lambda: ms(lambda: from_yaml(folders)),
        "catalogue": lambda: ms(lambda: load_bank(folders, place.fresh("empty"), "fr")),
    }
    found = turns(sides, place.times(5))
    note = f"{items} items, {texts:,} texts; the goal holds on the reference machine"
    return [
        Row(
            "500 items from the cache",
            "ms",
            found["cached"],
            found["json"],
            BARE_JSON,
            CACHED,
            note=note,
        ),
        Row("all six languages", "ms", found["six"], found["json"], BARE_JSON, apart=True),
        Row("500 items from YAML", "ms", found["written"], found["yaml"], BARE_YAML, WRITTEN, note=note),
        Row("the first time in French", "ms", found["catalogue"], found["yaml"], BARE_YAML, apart=True),
    ]


def bare_json(cache: Path, language: str) -> int:
    """The least that reading the compiled packs of a language can be."""
    return sum(len(json.loads(path.read_bytes())) for path in cache.glob(f"*-{language}-*.json"))


def bare_yaml(folder: Path) -> None:
    """The least that reading a pack from YAML can be."""
    for path in sorted(folder.rglob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def from_yaml(folders: tuple[Path, Path]) -> Bank:
    """The packs from what people write, with every check."""
    framework = load_pack(folders[0])
    return Bank((framework, load_pack(folders[1], [framework])))
