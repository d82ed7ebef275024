"""How the content is written: banned words, whole characters, no claim on the words of others."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BANNED = re.compile(r"\b(partial(ly)?|in part|to some extent|adequate(ly)?|sufficient(ly)?)\b", re.IGNORECASE)
KEYS = {"id", "value", "relevant", "constraint", "warn", "when", "calculate", "pattern"}


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """All sentences and words below a node of YAML or JSON, with their place; expressions left out."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in KEYS or isinstance(value, dict):
                yield from texts(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from texts(value, f"{path}[{number}]")
    elif isinstance(node, str):
        yield path, node


def all_texts(raw: dict[str, Any], sample_folder: Path) -> Iterator[tuple[str, str]]:
    yield from texts(raw)
    yield from texts(json.loads((sample_folder / "sample.json").read_text("utf-8")))


def test_no_banned_word_stands_in_a_pack_or_in_the_sample(raw: dict[str, Any], sample_folder: Path) -> None:
    found = [place for place, text in all_texts(raw, sample_folder) if BANNED.search(text)]
    assert found == []


def test_the_check_of_words_sees_what_it_looks_for() -> None:
    seen = [text for _, text in texts({"a": ["Partially done.", {"label": "in part"}], "id": "partial"})]
    assert [bool(BANNED.search(text)) for text in seen] == [True, True]


def test_texts_are_clean(raw: dict[str, Any], sample_folder: Path) -> None:
    bad = re.compile(r"^\s|\s$|  |[\x00-\x1f\x7f\u00a0\ud800-\udfff]|\bTODO\b|\.\.$| ,| \.(?!\S)")
    pairs = (
        (place, text.replace("\n", "/") if place.endswith(".v") else text)  # an answer may have lines
        for place, text in all_texts(raw, sample_folder)
    )
    found = [(place, text) for place, text in pairs if bad.search(text)]
    assert found == []


def test_packs_say_that_they_are_no_wco_text(forms: Path) -> None:
    assert "not WCO text" in (forms / "standards" / "pack.yaml").read_text("utf-8")
    assert "no WCO text" in (forms / "framework" / "pack.yaml").read_text("utf-8")
