"""The sample country in French: the same answers, every text translated, by the rule of typography."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fosdesk.services.sample import sample_content

NO_BREAK = "\N{NO-BREAK SPACE}"
MISTAKES = re.compile(
    rf"(?<![{NO_BREAK}\d])[:;?!»]|(?<!{NO_BREAK})[;»]|(?<=[^{NO_BREAK}])%|«(?!{NO_BREAK})"
    rf"|[“”\"']|\.\.\.|\d \d{{3}}(?!\d)|^\s|\s$|  |{NO_BREAK} | {NO_BREAK}"
)
# The name of a publication, the same in both languages.
SAME = {"GSMA, Mobile Connectivity Index"}


@pytest.fixture(scope="module")
def words(sample_folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((sample_folder / "sample.fr.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((sample_folder / "sample.json").read_text("utf-8"))
    return found


def leaves(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every plain value with the names above it."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, (*place, name))
    elif isinstance(value, list | tuple):
        for n, one in enumerate(value):
            yield from leaves(one, (*place, str(n)))
    else:
        yield place, value


def test_only_words_differ(sample_folder: Path, words: dict[str, dict[str, str]]) -> None:
    english, french = sample_content(sample_folder, "en"), sample_content(sample_folder, "fr")
    told = words["texts"] | words["missing"]
    pairs = list(
        zip(leaves([english.facts, english.answers]), leaves([french.facts, french.answers]), strict=True)
    )
    assert len(pairs) > 1000
    assert [place for (place, _), (other, _) in pairs if place != other] == []
    assert [(a, b) for (_, a), (_, b) in pairs if a != b and told.get(a) != b] == []
    ids = {register: [row.id for row in rows] for register, rows in english.rows.items()}
    assert {register: [row.id for row in rows] for register, rows in french.rows.items()} == ids


def test_every_text_that_people_wrote_is_translated(
    sample: dict[str, Any], words: dict[str, dict[str, str]]
) -> None:
    told = words["texts"] | words["missing"]
    left = {
        value
        for place, value in leaves(sample)
        if isinstance(value, str) and " " in value and value not in told and place[-1] != "file"
    }
    assert {text for text in left if not re.fullmatch(r"[A-Z]\. [A-Z]\w+|B2C, C2C, B2B", text)} <= SAME


def test_no_word_is_left_over(sample: dict[str, Any], words: dict[str, dict[str, str]]) -> None:
    used = {value for _, value in leaves(sample) if isinstance(value, str)}
    assert set(words) == {"texts", "missing"}
    assert (words["texts"] | words["missing"]).keys() <= used


def test_single_words_are_translated_in_lists_only(words: dict[str, dict[str, str]]) -> None:
    """`post` is what is missing in one place and the kind of a stakeholder in another."""
    assert {text for text in words["texts"] if " " not in text} == {"Refunds"}


def test_typography_lines_and_figures(words: dict[str, dict[str, str]]) -> None:
    told = words["texts"] | words["missing"]
    assert [french for french in told.values() if MISTAKES.search(french)] == []
    assert [english for english, french in told.items() if english.count("\n") != french.count("\n")] == []
    years = re.compile(r"\b20\d\d\b")
    assert [e for e, f in told.items() if sorted(years.findall(e)) != sorted(years.findall(f))] == []


def test_a_language_without_words_gives_the_english(sample_folder: Path) -> None:
    assert sample_content(sample_folder, "pt") == sample_content(sample_folder, "en")
