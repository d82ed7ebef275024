"""Every operation of a migration; nothing is ever lost on the way."""

from dataclasses import replace
from pathlib import Path

import pytest

from fosdesk.forms.cache import load_cached
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.loader import check_pack, load_pack
from fosdesk.forms.migration import migrate
from fosdesk.forms.pack import Migration, Step
from fosdesk.model.answers import NotApplicable, Unknown, Value

ASSESSMENT = Path(__file__).parent / "assessment"


@pytest.fixture(scope="module")
def pack(ground):
    return load_pack(ASSESSMENT, [ground])


def run(pack, op, answers, reads=(), into=None, mapping=None, **more):
    step = Step(op, reads, {k: v and parse(v) for k, v in (into or {}).items()}, mapping or {}, **more)
    return migrate(answers, replace(pack, migrations=(Migration("1.0.0", "1.1.0", (step,)),)), "1.0.0")


def test_the_sample_from_1_0(pack):
    given = {
        "ade_law": Value("oui"), "aed_days": Value(48), "operators": Value("both"), "m_data": Value(4),
        "old_comment": Value("text"), "laws:r1.name": Value("Code"), "laws:r1.year": Value(1990),
    }  # fmt: skip
    found = migrate(given, pack, "1.0.0")
    assert found.answers == {
        "aed_law": Value("yes"), "aed_days": Value(2), "aed_scope": Value(["post", "express"]),
        "m_data": Value(3), "laws:r1.title": Value("Code"), "laws:r1.year": Value(1990),
    }  # fmt: skip
    assert found.review == ("aed_days", "m_data")
    assert found.archived == {"old_comment": Value("text")}
    assert found.notes == ("old_comment",)
    assert found.moved == {"ade_law": "aed_law", "laws:r1.name": "laws:r1.title"}
    assert found.edits["ade_law"] is None
    assert "laws:r1.year" not in found.edits
    same = migrate(found.answers, pack, "1.1.0")
    assert (same.answers, same.edits) == (found.answers, {})


def test_states_move_with_their_question(pack):
    given = {
        "ade_law": NotApplicable("x"),
        "operators": Unknown("Post"),
        "m_data": Unknown(),
        "aed_days": Unknown(),
    }
    found = migrate(given, pack, "1.0.0")
    assert found.answers["aed_law"] == NotApplicable("x")
    assert found.answers["aed_scope"] == Unknown("Post")
    assert found.answers["m_data"] == Unknown()
    assert found.review == ()


def test_what_cannot_be_converted_is_kept_and_looked_at(pack):
    found = migrate(
        {"ade_law": Value("peut-être"), "operators": Value("ships"), "aed_days": Value(30)}, pack, "1.0.0"
    )
    assert found.answers["aed_law"] == Value("peut-être")
    assert "aed_law" in found.review
    assert found.archived == {"operators": Value("ships"), "aed_days": Value(30)}


def test_merge(pack):
    given = {"air": Value(3), "sea": Value("4.5"), "land": Unknown()}
    formula = "coalesce(${air}, 0) + coalesce(${sea}, 0)"
    found = run(pack, "merge", given, ("air", "sea", "land"), {"parcels_total": formula})
    assert found.answers == {"parcels_total": Value("7.5")}
    assert found.archived == {"land": Unknown()}
    assert run(pack, "merge", {}, ("air",), {"parcels_total": formula}).edits == {}
    lost = run(pack, "merge", given, ("air", "sea"), {"parcels_total": "'none'"})
    assert set(lost.archived) == {"air", "sea"}


def test_rows_of_a_matrix_move(pack):
    given = {"matrix_return.old.exists": Value("no"), "matrix_return.old.gap": Value("x")}
    found = run(pack, "move_row", given, ("old",), {"refund": ""}, table="matrix_return")
    assert found.answers == {
        "matrix_return.refund.exists": Value("no"),
        "matrix_return.refund.gap": Value("x"),
    }


def test_defaults_fill_what_is_empty(pack):
    found = run(pack, "set_default", {}, ("m_time",), {"m_time": ""}, value=1, review=True)
    assert (found.answers, found.review) == ({"m_time": Value(1)}, ("m_time",))
    assert run(pack, "set_default", {"m_time": Value(2)}, ("m_time",), {"m_time": ""}, value=1).edits == {}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("to: aed_law", "to: aed_low", "fel.unknown_item.near"),
        ("table: laws", "table: lows", "fel.unknown_item.near"),
        ("op: retire", "op: retyre", "pack.no_such_word.near"),
        ("question: aed_days, ", "", "pack.key_missing"),
        (". div 24", ". div", "fel.ends_early"),
        (". div 24", ". div divv(1)", "fel.unknown_function"),
        ("from: 1.0.0", 'from: "1"', "pack.bad_version"),
    ],
)
def test_mistakes(tmp_path, ground, tr, old, new, code):
    import shutil

    shutil.copytree(ASSESSMENT, tmp_path / "assessment")
    path = tmp_path / "assessment" / "migrations" / "1.0-1.1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = check_pack(tmp_path / "assessment", [ground]).errors
    assert code in [
        error.code.removesuffix(".near") if not code.endswith(".near") else error.code for error in found
    ]
    assert all(error.sentence(tr) for error in found)


def test_the_cache_keeps_migrations(tmp_path, ground):
    first = load_cached(ASSESSMENT, tmp_path, [ground])
    assert load_cached(ASSESSMENT, tmp_path, [ground]) == first
    assert first.migrations
