import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base.errors import UserError, sentence
from fosdesk.base.text import normalise
from fosdesk.exchange.answers_json import AnswersRefused, FileRow, parse_answers, read_answers
from fosdesk.model.answers import from_cell

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "sample.json"
WHOLE = {
    "facts": {"country": {"v": "Valdoria"}, "scope": {"v": ["RISK"]}},
    "answers": {
        "risk_c1": {
            "value": {"v": 3},
            "comment": "Two\nlines",
            "flag": True,
            "target": 4,
            "validated": 2,
            "year": "2025",
            "source": "Gazette",
            "followup": ["letter post", "EMS"],
            "evidence": [{"file": "order.pdf", "note": "page 3"}, {"file": "b.xlsx"}],
        },
        "risk_c2": {"value": {"na": "No free zones"}},
        "risk_c3": {"value": {"unknown": {"who": "Ivanova", "by": "2026-12-01"}}},
        "risk_c4": {"value": {"unmeasured": "No counter"}, "flag": "ask again"},
    },
}


def parsed(content):
    return parse_answers(json.dumps(content).encode())


def refused(data, tr):
    with pytest.raises(UserError) as refusal:
        parse_answers(data if isinstance(data, bytes) else json.dumps(data).encode())
    assert sentence(refusal.value, tr)
    return refusal.value


def item(**fields):
    return {"answers": {"risk_c1": fields}}


def test_all_fields_are_read():
    found = parsed(WHOLE)
    assert found.facts == WHOLE["facts"]
    first = found.answers["risk_c1"]
    assert first["evidence"] == [{"file": "order.pdf", "note": "page 3"}, {"file": "b.xlsx", "note": ""}]
    assert {k: v for k, v in first.items() if k != "evidence"} == {
        k: v for k, v in WHOLE["answers"]["risk_c1"].items() if k != "evidence"
    }
    assert found.answers["risk_c3"] == WHOLE["answers"]["risk_c3"]


def test_the_sample_country_is_read_whole():
    raw = json.loads(SAMPLE.read_bytes())
    found = read_answers(SAMPLE)
    assert list(found.answers) == list(raw["answers"])
    assert found.facts == raw["facts"]


def test_what_show_prints_is_taken_back():
    about_itself = {"id": "abc", "code": "7K2M9Q4T", "changes": 12, "levels": {"RISK": {"level": "2.5"}}}
    assert parsed(WHOLE | about_itself) == parsed(WHOLE)
    listed = {"file": "order.pdf", "note": "", "sha256": "ab" * 32}
    assert parsed(item(evidence=[listed])).answers["risk_c1"]["evidence"] == [listed]


def test_numbers_with_a_point_become_the_text_of_the_number():
    numbers = [b"71.40", b"[1.5e2,-0.25]", b'{"x":1E-3}']
    items = b",".join(b'"%c":{"value":{"v":%b}}' % both for both in zip(b"abc", numbers, strict=True))
    found = parse_answers(b'{"answers":{%b}}' % items).answers
    assert [one["value"]["v"] for one in found.values()] == ["71.40", ["150", "-0.25"], {"x": "0.001"}]
    assert all(type(part) is str for part in [found["a"]["value"]["v"], *found["b"]["value"]["v"]])


def test_null_clears_a_field():
    found = parsed(item(value=None, comment=None, target=None)).answers["risk_c1"]
    assert found == {"value": {"v": None}, "comment": None, "target": None}


def test_text_is_kept_whole_in_its_normal_form():
    text = "e\u0301 =HYPERLINK(1) <img src=x> \u202e\t\r\n" + "x" * 50_000
    assert parsed(item(comment=text)).answers["risk_c1"]["comment"] == normalise(text)


def test_a_byte_order_mark_of_a_text_editor_is_no_obstacle():
    assert parse_answers(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()) == parsed(WHOLE)


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ([], "object", "{ }"),
        ({}, "missing", "answers"),
        ({"answers": []}, "object", "answers"),
        ({"answers": {}, "more": 1}, "unknown", "more"),
        ({"answers": {}, "facts": {"country": "Valdoria"}}, "object", "facts.country"),
        ({"answers": {"a b": {}}}, "form", "answers.a b"),
        ({"answers": {"risk_c1": 3}}, "object", "answers.risk_c1"),
        (item(levels=3), "unknown", "answers.risk_c1.levels"),
        (item(value=3), "object", "answers.risk_c1.value"),
        (item(value={}), "cell", "answers.risk_c1.value"),
        (item(value={"v": 1, "na": "x"}), "cell", "answers.risk_c1.value"),
        (item(value={"level": 1}), "cell", "answers.risk_c1.value"),
        (item(value={"na": 1}), "text", "answers.risk_c1.value.na"),
        (item(value={"unknown": "me"}), "object", "answers.risk_c1.value.unknown"),
        (item(value={"unknown": {"by": "soon"}}), "form", "answers.risk_c1.value.unknown.by"),
        (item(value={"unknown": {"by": "2026-02-30"}}), "form", "answers.risk_c1.value.unknown.by"),
        (item(value={"unknown": {"when": ""}}), "unknown", "answers.risk_c1.value.unknown.when"),
        (item(comment=3), "text", "answers.risk_c1.comment"),
        (item(comment=1.5), "text", "answers.risk_c1.comment"),
        (item(comment="x" * 200_001), "too_long", "answers.risk_c1.comment"),
        (item(flag=1), "text", "answers.risk_c1.flag"),
        (item(target=5), "range", "answers.risk_c1.target"),
        (item(target="4"), "whole", "answers.risk_c1.target"),
        (item(target=True), "whole", "answers.risk_c1.target"),
        (item(target=3.0), "whole", "answers.risk_c1.target"),
        (item(validated={"v": 3}), "text", "answers.risk_c1.validated"),
        (item(year=2025), "text", "answers.risk_c1.year"),
        (item(followup="EMS"), "list", "answers.risk_c1.followup"),
        (item(followup=["EMS", 3]), "text", "answers.risk_c1.followup.1"),
        (item(evidence=None), "list", "answers.risk_c1.evidence"),
        (item(evidence=[{"note": "x"}]), "missing", "answers.risk_c1.evidence.0.file"),
        (item(evidence=[{"file": "../../etc/passwd"}]), "form", "answers.risk_c1.evidence.0.file"),
        (item(evidence=[{"file": "C:\\secret"}]), "form", "answers.risk_c1.evidence.0.file"),
        (item(evidence=[{"file": ".."}]), "form", "answers.risk_c1.evidence.0.file"),
        (item(evidence=[{"file": "a.pdf", "sha256": "x"}]), "form", "answers.risk_c1.evidence.0.sha256"),
        (item(value={"v": 2**60}), "range", "answers.risk_c1.value.v"),
        (item(value={"v": "\ud800"}), "surrogate", "answers.risk_c1.value.v"),
        (item(value={"v": {"\udfff": 1}}), "surrogate", "answers.risk_c1.value.v"),
        (item(value={"v": float("nan")}), "number", "answers.risk_c1.value.v"),
        (item(value={"v": float("inf")}), "number", "answers.risk_c1.value.v"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(tr, content, code, place):
    refusal = refused(content, tr)
    assert isinstance(refusal, AnswersRefused)
    assert (refusal.code, refusal.params["place"]) == (f"answers.{code}", place)
    assert place in sentence(refusal, tr)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"answers":{"a":{},"a":{}}}', "answers.twice"),
        (b'{"answers":{"a":{"comment":"x","comment":"y"}}}', "answers.twice"),
        (b'{"answers":{"a":{"value":{"v":1,"v":2}}}}', "answers.twice"),
        (b'{"answers":{},"answers":{}}', "answers.twice"),
        ('{"answers":{"a":{"value":{"v":{"é":1,"e\u0301":2}}}}}'.encode(), "answers.twice"),
        (b'{"answers":{"a":{"value":{"v":1e999999999}}}}', "answers.number"),
        (b'{"answers":{"a":{"value":{"v":' + b"9" * 5000 + b"}}}}", "answers.number"),
        (b'{"answers":{"a":{"value":{"v":' + b"[" * 40 + b"]" * 40 + b"}}}}", "answers.deep"),
        (b"[" * 200_000, "answers.deep"),
        (b'{"answers":{}', "answers.not_json"),
        (b"{'answers':{}}", "answers.not_json"),
        (b"", "answers.not_json"),
        (b"%PDF-1.7", "answers.not_json"),
        (b"\xff\xfe{\x00}\x00", "answers.not_utf8"),
        (b'{"answers":{}}{}', "answers.not_json"),
    ],
)
def test_json_with_two_meanings_or_none_is_refused(tr, data, code):
    assert refused(data, tr).code == code


def test_the_place_of_broken_json_is_told(tr):
    refusal = refused(b'{"answers":\n {"a" 1}}', tr)
    assert (refusal.params["line"], refusal.params["column"]) == (2, 7)


def test_all_places_are_told_not_only_the_first(tr):
    refusal = refused({"answers": {f"c{n}": {"target": 9, "year": 1} for n in range(5)}}, tr)
    places = [problem.params["place"] for problem in refusal.problems]
    assert places == [f"answers.c{n}.{name}" for n in range(5) for name in ("target", "year")]
    many = refused({"answers": {f"c{n}": {"target": 9} for n in range(500)}}, tr)
    assert len(many.problems) == 100


def test_names_shown_in_a_refusal_play_no_tricks(tr):
    refusal = refused({"answers": {"\u202exoob\n<img src=x>": 1}}, tr)
    assert "\n" not in sentence(refusal, tr)
    assert "\u202e" not in sentence(refusal, tr)


def test_a_file_that_is_gone_too_large_or_a_folder_is_refused(tmp_path, tr):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(17 << 20)
    for path, code in [
        (tmp_path / "gone", "file.gone"),
        (tmp_path, "file.is_folder"),
        (large, "answers.too_large"),
    ]:
        with pytest.raises(UserError) as refusal:
            read_answers(path)
        assert refusal.value.code == code
        assert sentence(refusal.value, tr)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(normalise)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
CELLS = st.one_of(
    VALUES.map(lambda v: {"v": v}),
    TEXT.map(lambda why: {"na": why}),
    TEXT.map(lambda why: {"unmeasured": why}),
    st.tuples(TEXT, st.dates().map(str) | st.just("")).map(lambda u: {"unknown": {"who": u[0], "by": u[1]}}),
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "value": CELLS,
        "comment": TEXT | st.none(),
        "flag": st.booleans() | TEXT | st.none(),
        "target": st.integers(0, 4) | st.none(),
        "validated": st.integers(0, 4) | TEXT | st.none(),
        "year": TEXT,
        "source": TEXT,
        "followup": st.lists(TEXT, max_size=3),
    },
)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)


@given(st.dictionaries(NAMES, CELLS, max_size=3), st.dictionaries(NAMES, FIELDS, max_size=4), st.booleans())
def test_what_fits_comes_back_unchanged(facts, answers, ascii_only):
    data = json.dumps({"facts": facts, "answers": answers}, ensure_ascii=ascii_only).encode()
    found = parse_answers(data)
    assert (found.facts, found.answers) == (facts, answers)
    for cell in [*facts.values(), *(fields["value"] for fields in answers.values() if "value" in fields)]:
        from_cell(cell)


def test_damaged_files_get_a_sentence_never_an_exception(tr):
    original, chance, outcomes = json.dumps(WHOLE, ensure_ascii=False).encode(), random.Random(4), Counter()
    odd = [
        b"null",
        b"1.5",
        b"{}",
        b"[]",
        b"\\ud800",
        b'"v"',
        b"NaN",
        b"1e9999",
        b"\x00",
        b"{",
        b"}",
        b",",
        b"true",
    ]
    for _ in range(5_000):
        data = bytearray(original)
        for _ in range(chance.choice([1, 1, 2])):
            start = chance.randrange(len(data))
            data[start : start + chance.choice([0, 1, 1, 3, 20])] = chance.choice([*odd, chance.randbytes(1)])
        outcomes[outcome(bytes(data), tr)] += 1
    assert {"accepted", "answers.not_json", "answers.unknown", "answers.cell"} <= set(outcomes), outcomes


def outcome(data, tr):
    try:
        parse_answers(data)
    except UserError as refusal:
        return refusal.code if sentence(refusal, tr) else ""
    return "accepted"


def test_rows_are_read_in_their_order():
    content = {
        "answers": {},
        "rows": {"stakeholders": [{"id": "post", "cells": {"name": {"v": "Post"}, "notes": None}}]},
    }
    read = parse_answers(json.dumps(content).encode())
    assert read.rows == {"stakeholders": (FileRow("post", {"name": {"v": "Post"}, "notes": {"v": None}}),)}


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ([], "object", "rows"),
        ({"s": {}}, "list", "rows.s"),
        ({"s": [7]}, "object", "rows.s.0"),
        ({"s": [{"id": "a"}]}, "missing", "rows.s.0.cells"),
        ({"s": [{"id": "a:b", "cells": {}}]}, "form", "rows.s.0.id"),
        ({"s": [{"id": "", "cells": {}}]}, "form", "rows.s.0.id"),
        ({"s": [{"id": "a" * 65, "cells": {}}]}, "too_long", "rows.s.0.id"),
        ({"s": [{"id": "a", "cells": {"n": 3}}]}, "object", "rows.s.0.cells.n"),
        ({"s": [{"id": "a", "cells": {"n": {"w": 3}}}]}, "cell", "rows.s.0.cells.n"),
        ({"s": [{"id": "a", "cells": {}}, {"id": "a", "cells": {}}]}, "twice", "rows.s.a"),
    ],
)
def test_rows_that_do_not_fit_are_named_by_their_place(tr, rows, code, place):
    refusal = refused({"answers": {}, "rows": rows}, tr)
    assert (refusal.code, refusal.params["place"]) == (f"answers.{code}", place)
