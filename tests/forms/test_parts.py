"""Groups, files, defaults, locked items and "other": what a small section of them does."""

from pathlib import Path

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.cache import load_cached
from fosdesk.forms.loader import load_pack
from fosdesk.forms.pack import ItemType
from fosdesk.forms.state import Form
from fosdesk.forms.translation import texts_of
from fosdesk.forms.validation import Problem, as_answer, check_value
from fosdesk.model.answers import Value

MANIFEST = """
format: fosdesk-pack/1
id: parts
version: 1.0.0
kind: questions
title: Parts
source_language: en
sections: [section.yaml]
"""
SECTION = """
id: s
code: S
title: S
items:
  - {id: trade, type: integer, label: Parcels}
  - id: post
    type: group
    label: The Post
    relevant: "${trade} > 0"
    items:
      - {id: scans, type: integer, label: Scanned, default: "${trade} div 2", readonly: "${trade} < 10"}
      - id: inner
        type: group
        label: Inner
        items:
          - {id: contract, type: file, label: Contract, accept: [pdf, docx], max_mb: 2, count: 2}
          - {id: since, type: date, label: Since, default: "'2026-01-01'"}
  - id: carriers
    type: choices
    choices: [{value: air, label: Air}, {value: sea, label: Sea}]
    or_other: {label: Other, question: Which others?}
    default: "'air other'"
    label: Carriers
"""
SHA = "ab" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "parts" / "section.yaml").write_text(SECTION, encoding="utf-8")
    return tmp_path / "parts"


@pytest.fixture
def form(folder):
    return Form(Bank([load_pack(folder)]))


def file(name="law.pdf", size=10, sha256=SHA):
    return {"name": name, "size": size, "sha256": sha256}


def test_a_group_hides_everything_within(form):
    assert [item.within for item in form.bank.items.values()] == [
        "", "", "post", "post", "inner", "inner", "", "",
    ]  # fmt: skip
    state = form.full({"scans": Value(3), "trade": Value(0)})
    assert not {"post", "scans", "inner", "contract"} & state.relevant
    state, changed = form.change(state, "trade", Value(9))
    assert {"post", "scans", "inner", "contract"} <= state.relevant & changed
    assert state.effective("scans") == 3


def test_defaults_are_suggested_and_are_no_answers(form):
    state = form.full({"trade": Value(8)})
    assert state.suggested["scans"] == Value(4)
    assert state.suggested["since"] == Value("2026-01-01")
    assert state.suggested["carriers"] == Value(["air", "other"])
    assert state.effective("scans") is None
    state, changed = form.change(state, "trade", Value(12))
    assert state.suggested["scans"] == Value(6)
    assert "scans" in changed
    state, _ = form.change(state, "trade", Value(13))
    assert "scans" not in state.suggested, "6.5 is no number of parcels"
    state, _ = form.change(state, "trade", None)
    assert set(state.suggested) == {"carriers"}, "what is hidden is not suggested"


def test_items_can_be_locked(form):
    state = form.full({"trade": Value(9)})
    assert state.locked == {"scans"}
    state, changed = form.change(state, "trade", Value(10))
    assert state.locked == frozenset()
    assert "scans" in changed


def test_other_asks_which(form):
    state = form.full({"carriers": Value(["sea"])})
    assert "carriers_other" not in state.relevant
    state, _ = form.change(state, "carriers", Value(["other"]))
    assert "carriers_other" in state.relevant
    assert form.bank.items["carriers_other"].type is ItemType.TEXT
    texts = texts_of(form.bank.packs["parts"])
    assert texts["carriers.choices.other"] == "Other"
    assert texts["carriers_other.label"] == "Which others?"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("law.pdf", "answer.not_files"),
        ([{"name": "law.pdf"}], "answer.not_files"),
        ([file(sha256="x")], "answer.not_files"),
        ([file(size=True)], "answer.not_files"),
        ([file(), file(), file()], "answer.too_many_files"),
        ([file("law.exe")], "answer.other_file"),
        ([file(size=2_000_001)], "answer.file_too_large"),
        ([], "answer.empty"),
    ],
)
def test_files_that_do_not_fit(form, raw, code):
    found = check_value(form.bank.items["contract"], raw)
    assert isinstance(found, Problem)
    assert found.code == code


def test_files_are_kept_as_they_are_and_read_as_names(form):
    raw = [file(), file("Annex.DOCX")]
    assert check_value(form.bank.items["contract"], raw) == Value(raw)
    state = form.full({"trade": Value(1), "contract": Value(raw)})
    assert state.effective("contract") == ("law.pdf", "Annex.DOCX")
    assert not state.invalid


def test_results_as_answers(bank):
    items = bank.items
    assert as_answer(items["aed_use"], "3") == Value(3)
    assert as_answer(items["aed_use"], 9) is None
    assert as_answer(items["study"], "2026-05-17") == Value("2026-05")
    assert as_answer(items["start"], "soon") is None
    assert as_answer(items["aed_law"], "yes") == Value("yes")
    assert as_answer(items["aed_law"], "oui") is None


def test_the_cache_keeps_all_of_it(folder, tmp_path):
    first = load_cached(folder, tmp_path / "cache")
    assert load_cached(folder, tmp_path / "cache") == first
