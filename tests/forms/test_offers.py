"""Choices that depend on answers."""

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.cache import load_cached
from fosdesk.forms.grid import RowFacts
from fosdesk.forms.loader import check_pack, load_pack
from fosdesk.forms.state import Form
from fosdesk.model.answers import Value

MANIFEST = """
format: fosdesk-pack/1
id: offers
version: 1.0.0
kind: questions
title: Offers
source_language: en
sections: [section.yaml]
lists: lists.yaml
"""
LISTS = """
choices:
  region: [{value: north, label: North}, {value: south, label: South}]
  office: [{value: port, label: Port, region: north}, {value: air, label: Airport, region: south}]
"""
SECTION = """
id: s
code: S
title: S
items:
  - {id: region, type: choice, choices: region, label: Region}
  - id: office
    type: choices
    choices: office
    label: Offices
    choice_filter: "region = ${region} or ${region} = ''"
    or_other: {label: Other, question: Which?}
  - id: laws
    type: table
    label: Laws
    row_label: "${title}"
    columns:
      - {id: title, type: text, label: Title}
      - {id: year, type: integer, label: Year}
      - {id: amends, type: choice, choices_from: laws, label: Amends, choice_filter: "year < ${year}"}
  - {id: main, type: choice, choices_from: laws, label: Main law, choice_filter: "year > 2000"}
  - {id: all, type: choices, choices_from: laws, label: All laws}
"""
ROWS = {"laws:a": RowFacts("1"), "laws:b": RowFacts("2")}
CELLS = {
    "laws:a.title": Value("Code"),
    "laws:a.year": Value(1990),
    "laws:b.title": Value("Decree"),
    "laws:b.year": Value(2010),
}


def write(folder, section=SECTION):
    folder.mkdir(exist_ok=True)
    for name, content in (("pack", MANIFEST), ("section", section), ("lists", LISTS)):
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def form(tmp_path):
    return Form(Bank([load_pack(write(tmp_path / "offers"))]))


def offered(state, key):
    return [(choice.value, choice.label) for choice in state.choices[key]]


def test_a_filter_leaves_a_part_of_a_list(form):
    state = form.full({})
    assert [value for value, _ in offered(state, "office")] == ["port", "air", "other"]
    state, changed = form.apply(state, {"region": Value("north"), "office": Value(["port"])})
    assert [value for value, _ in offered(state, "office")] == ["port", "other"]
    assert "office" in changed
    assert not state.invalid
    state, _ = form.change(state, "region", Value("south"))
    assert state.invalid["office"].code == "answer.not_offered"
    assert state.effective("office") == ("port",), "kept and visible"


def test_rows_are_choices_by_their_ids(form):
    state = form.full(CELLS, ROWS)
    assert offered(state, "all") == [("a", "Code"), ("b", "Decree")]
    assert offered(state, "main") == [("b", "Decree")]
    assert offered(state, "laws:b.amends") == [("a", "Code")]
    assert offered(state, "laws:a.amends") == []
    given = {"main": Value("b"), "all": Value(["b", "a", "b"]), "laws:b.amends": Value("a")}
    state, _ = form.apply(state, given)
    assert not state.invalid
    assert state.effective("all") == ("b", "a")
    state, changed = form.apply(state, {"laws:b.year": Value(1950)})
    assert set(state.invalid) == {"main", "laws:b.amends"}
    assert {"main", "laws:b.amends"} <= changed
    state, changed = form.apply(state, {"laws:a.title": Value("Customs Code")})
    assert offered(state, "all")[0] == ("a", "Customs Code")
    assert "all" in changed
    state, _ = form.apply(state, {}, {"laws:b": RowFacts("2", alive=False)})
    assert state.invalid["all"].params == {"value": "b"}


def test_one_change_after_another_gives_the_same(form):
    state = form.full({}, ROWS)
    answers = {}
    for key, value in [*CELLS.items(), ("region", Value("north")), ("main", Value("b"))]:
        state, _ = form.change(state, key, value)
        answers[key] = value
        assert state == form.full(answers, ROWS)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("region = ${region} or", "regoin = ${region} or", "fel.unknown_column.near"),
        ("year > 2000", "yaer > 2000", "fel.unknown_column.near"),
        ("year > 2000", "choice-label(title) = 'x'", "fel.wrong_item"),
        ("region = ${region} or", "choice-label(region) = 'x' or", "fel.needs_item"),
        ("choices_from: laws, label: All", "choices_from: lows, label: All", "pack.unknown_register.near"),
        ("choices_from: laws, label: All", "label: All", "pack.key_missing"),
        (
            "choices_from: laws, label: All",
            "choices_from: laws, choices: office, label: All",
            "pack.choices_twice",
        ),
        ("id: main, type: choice, choices_from: laws", "id: main, type: text", "pack.unknown_key"),
    ],
)
def test_mistakes(tmp_path, tr, old, new, code):
    assert old in SECTION
    found = check_pack(write(tmp_path / "offers", SECTION.replace(old, new, 1))).errors
    assert code in [error.code for error in found]
    assert all(error.sentence(tr) for error in found)


def test_the_cache_keeps_filters(tmp_path):
    folder = write(tmp_path / "offers")
    first = load_cached(folder, tmp_path / "cache")
    assert load_cached(folder, tmp_path / "cache") == first
