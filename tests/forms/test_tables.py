"""Tables, registers and matrices: rows with permanent ids, their cells, and what expressions see of them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fosdesk.analysis.checks import checks
from fosdesk.analysis.pack_tests import run_pack_tests
from fosdesk.forms.bank import Bank
from fosdesk.forms.cache import load_cached
from fosdesk.forms.completion import completion, row_completion
from fosdesk.forms.grid import RowFacts, between, cell, entity, split_cell
from fosdesk.forms.loader import check_pack, load_pack
from fosdesk.forms.row_labels import row_label
from fosdesk.forms.rules import Judge
from fosdesk.forms.state import Form
from fosdesk.forms.translation import texts_of
from fosdesk.model.answers import NotApplicable, Unknown, Value

ASSESSMENT = Path(__file__).parent / "assessment"
MANIFEST = """
format: fosdesk-pack/1
id: rows
version: 1.0.0
kind: questions
title: Rows
source_language: en
sections: [section.yaml]
lists: lists.yaml
rules: rules.yaml
"""
LISTS = """
choices:
  yn: [{value: "yes", label: "Yes"}, {value: "no", label: "No"}]
  kinds: [{value: once, label: Once}, {value: yearly, label: Yearly}]
"""
SECTION = """
id: s
code: S
title: S
items:
  - {id: ask, type: choice, choices: yn, label: Ask}
  - {id: least, type: integer, label: Least}
  - id: costs
    type: table
    register: cost
    label: Costs
    relevant: "${ask} != 'no'"
    row_label: "${title} (${kind})"
    min_rows: 2
    max_rows: 4
    allow: [na, unknown]
    columns:
      - {id: title, type: text, label: Title, required: true}
      - {id: kind, type: choice, label: Kind, choices: kinds}
      - {id: amount, type: integer, label: Amount, constraint: ". >= ${least}", default: "${least}"}
      - id: years
        type: integer
        label: Years
        required: true
        relevant: "${kind} = 'yearly' and ${ask} = 'yes'"
      - {id: whole, type: calc, label: Whole, calculate: "${amount} * coalesce(${years}, 1)"}
      - {id: share, type: calc, label: Share, calculate: "${whole} div sum(${costs}/whole)"}
      - {id: place, type: calc, label: Place, calculate: "position()"}
  - {id: total, type: calc, label: Total, calculate: "sum(${costs}/whole)"}
  - {id: many, type: calc, label: Many, calculate: "count(${costs})"}
  - {id: second, type: calc, label: Second, calculate: "join('', ${costs}[position() = 2]/title)"}
  - {id: large, type: calc, label: Large, calculate: "count(${costs}[whole > ${least} and kind = 'yearly'])"}
  - id: m
    type: matrix
    label: M
    rows: [{id: a, label: A}, {id: b, label: B}]
    columns:
      - {id: has, type: choice, choices: yn, label: Has}
      - {id: why, type: text, label: Why, relevant: "${has} = 'no'"}
  - {id: lacking, type: calc, label: Lacking, calculate: "count(${m}[has = 'no'])"}
  - {id: first, type: note, label: First, relevant: "${m.a.has} = 'yes'"}
"""
RULES = """
rules:
  - {id: dear, when: "sum(${costs}/amount) > 100", finding: Dear., severity: low, verdict: gap}
  - {id: none, when: "count(${costs}[kind = 'yearly']) = 0", finding: None., severity: low, verdict: gap}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs") / "rows"
    folder.mkdir()
    for name, content in (("pack", MANIFEST), ("section", SECTION), ("lists", LISTS), ("rules", RULES)):
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def form(folder):
    return Form(Bank([load_pack(folder)]))


def cells(number, **columns):
    return {cell(entity("cost", str(number)), name): Value(value) for name, value in columns.items()}


TWO = {"cost:1": RowFacts("1"), "cost:2": RowFacts("2")}


def test_rows_are_computed_each_for_itself(form):
    given = cells(1, title="A", kind="once", amount=10) | cells(
        2, title="B", kind="yearly", amount=30, years=3
    )
    state = form.full({"ask": Value("yes"), "least": Value(20), **given}, TWO)
    assert state.rows["costs"] == ("cost:1", "cost:2")
    assert "cost:1.years" not in state.relevant
    assert "cost:2.years" in state.relevant
    assert state.effective("cost:1.whole") == 10
    assert state.effective("cost:2.whole") == 90
    assert state.effective("cost:1.share") == Decimal("0.1")
    assert state.effective("cost:2.place") == 2
    assert set(state.invalid) == {"cost:1.amount"}
    assert state.suggested["cost:2.amount"] == Value(20)
    assert {name: state.effective(name) for name in ("total", "many", "second", "large")} == {
        "total": 100, "many": 2, "second": "B", "large": 1,
    }  # fmt: skip


def test_one_cell_changes_its_row_and_what_sums_up(form):
    given = cells(1, amount=10) | cells(2, amount=30)
    state = form.full(given, TWO)
    state, changed = form.change(state, "cost:1.amount", Value(50))
    assert state.effective("total") == 80
    assert {"cost:1.amount", "cost:1.whole", "total", "cost:1.share", "cost:2.share"} <= changed
    assert "cost:2.whole" not in changed


def test_rows_come_go_and_move(form):
    state = form.full(cells(1, title="A", amount=1) | cells(2, title="B", amount=2), TWO)
    state, changed = form.apply(state, cells(3, title="C", amount=4), {"cost:3": RowFacts("1.5")})
    assert state.rows["costs"] == ("cost:1", "cost:3", "cost:2")
    assert state.effective("second") == "C"
    assert {"costs", "cost:2.place", "total"} <= changed
    state, _ = form.apply(state, {}, {"cost:1": RowFacts("1", alive=False)})
    assert state.rows["costs"] == ("cost:3", "cost:2")
    assert state.effective("total") == 6
    assert "cost:1.title" not in state.shown
    assert state.answers["cost:1.title"] == Value("A"), "a deleted row is kept"
    state, _ = form.apply(state, {}, {"cost:1": RowFacts("9")})
    assert state.effective("total") == 7


def test_a_hidden_or_inapplicable_table_has_no_rows_and_keeps_them(form):
    state = form.full(cells(1, amount=1), TWO)
    for change in ({"ask": Value("no")}, {"costs": NotApplicable("none here")}):
        hidden, _ = form.apply(state, change)
        assert hidden.rows["costs"] == ()
        assert hidden.effective("many") == 0
        assert hidden.registered == state.registered
    assert form.full({"costs": Value("x")}).invalid["costs"].code == "answer.not_answerable"


def test_too_few_and_too_many_rows(form):
    def problem(count):
        found = form.full({}, {f"cost:{n}": RowFacts(str(n)) for n in range(count)}).invalid.get("costs")
        return found and (found.code, dict(found.params))

    assert problem(0) is None, "nothing is open, not wrong"
    assert problem(1) == ("answer.too_few_rows", {"least": 2, "count": 1})
    assert problem(2) is None
    assert problem(5) == ("answer.too_many_rows", {"most": 4, "count": 5})


def test_what_no_pack_asks_is_left_alone(form):
    odd = {"cost:1.colour": Value("red"), "tax:1.title": Value("x"), "cost.title": Value("x")}
    state = form.full(odd, {"tax:1": RowFacts()})
    assert not state.answers
    assert not state.registered
    same, changed = form.apply(state, odd, {"tax:1": RowFacts()})
    assert (same, changed) == (state, frozenset())


def test_rules_wait_for_rows_and_cells(form):
    judge = Judge(form.bank)
    assert judge.verdicts(form.full({})) == {"dear": "pending", "none": "pending"}
    assert judge.verdicts(form.full({"costs": NotApplicable("x")})) == {"dear": "not_met", "none": "met"}
    assert judge.verdicts(form.full({"costs": Unknown()}, TWO))["none"] == "pending"
    one = cells(1, kind="yearly", amount=200)
    assert judge.verdicts(form.full(one, {"cost:1": RowFacts()})) == {"dear": "met", "none": "not_met"}
    assert judge.verdicts(form.full(one, TWO)) == {"dear": "pending", "none": "pending"}


def test_cells_of_a_matrix_are_items(form):
    assert set(form.bank.items) >= {"m.a.has", "m.a.why", "m.b.has", "m.b.why"}
    state = form.full({"m.a.has": Value("yes"), "m.b.has": Value("no")})
    assert "m.a.why" not in state.relevant
    assert "m.b.why" in state.relevant
    assert state.effective("lacking") == 1
    assert "first" in state.relevant
    state, changed = form.change(state, "m.a.has", Value("no"))
    assert state.effective("lacking") == 2
    assert {"m.a.why", "lacking", "first"} <= changed
    assert form.bank.items["m.b.has"].label == "B: Has"


def test_completion_of_rows(form):
    bank = form.bank
    nothing = completion(bank, form.full({}))
    assert (nothing.answered, nothing.total) == (0, 5), "ask, least, the table, two cells of the matrix"
    begun = form.full(cells(1, title="A"), TWO)
    assert completion(bank, begun).answered == 0, "a row lacks its title"
    assert row_completion(bank, begun, "costs", "cost:1").open == 2
    assert row_completion(bank, begun, "costs", "cost:2").open == 3
    done = form.full(cells(1, title="A") | cells(2, title="B"), TWO)
    assert completion(bank, done).answered == 1
    assert completion(bank, form.full({"costs": NotApplicable("x")})).not_applicable == 1


def test_rows_are_called_by_their_cells(form):
    state = form.full(cells(1, title="Scanner", kind="yearly"), TWO)

    def called(table, row):
        return row_label(form.bank.items[table], state.rows[table], state.values, row)

    assert called("costs", "cost:1") == "Scanner (Yearly)"
    assert called("m", "m.a") == "A"
    assert called("costs", "cost:2") == "()", "a label is as good as its pack"


def test_review_looks_at_cells(form):
    given = cells(1, title="A", amount=1) | {"least": Value(5)}
    found = {(f.code, f.item_id, f.params["item"]) for f in checks(form.bank, form.full(given, TWO), {})}
    assert ("check.invalid", "cost:1.amount", "costs, A (), Amount") in found
    assert ("check.required", "cost:2.title", "costs, (), Title") in found


def test_positions():
    assert 1 < Decimal(between("1", "2")) < 2
    assert Decimal(between(None, "1")) < 1
    assert Decimal(between("4", None)) > 4
    assert between(None, None) == "0"
    assert split_cell("cost:1.title") == ("cost:1", "title")


def test_texts_and_cache(form, folder, tmp_path):
    texts = texts_of(form.bank.packs["rows"])
    assert texts["costs.title.label"] == "Title"
    assert texts["m.rows.a"] == "A"
    first = load_cached(folder, tmp_path)
    assert load_cached(folder, tmp_path) == first


values = st.one_of(
    st.none(), st.builds(Value, st.sampled_from([1, 30, "once", "yearly", "yes", "no", "A", None]))
)
keys = st.sampled_from(
    [f"cost:{n}.{c}" for n in range(3) for c in ("title", "kind", "amount", "years")]
    + ["ask", "least", "m.a.has", "m.b.has", "m.b.why"]
)
facts = st.one_of(st.none(), st.builds(RowFacts, st.sampled_from(["1", "2", "0.5", "x"]), st.booleans()))
steps = st.lists(
    st.tuples(
        st.dictionaries(keys, values, max_size=3),
        st.dictionaries(st.sampled_from(["cost:0", "cost:1", "cost:2"]), facts, max_size=2),
        st.sampled_from(["keep", "na", "clear"]),
    ),
    max_size=10,
)


def test_incremental_equals_full_with_rows(form, long):
    @settings(max_examples=3_000 if long else 150)
    @given(steps)
    def holds(taken):
        state, answers, rows = form.full({}), {}, {}
        for changes, moved, table in taken:
            changes = dict(changes)
            if table != "keep":
                changes["costs"] = NotApplicable("x") if table == "na" else None
            before = state
            state, changed = form.apply(state, changes, moved)
            answers = {k: a for k, a in (answers | changes).items() if a is not None}
            rows = {k: f for k, f in (rows | moved).items() if f is not None}
            assert state == form.full(answers, rows)
            assert different(before, state) <= changed

    holds()


def different(before, after):
    def look(state, key):
        return (
            key in state.relevant,
            state.values.get(key),
            state.shown.get(key),
            state.invalid.get(key),
            state.suggested.get(key),
            state.rows.get(key),
        )

    every = set().union(
        *(s.relevant | s.shown.keys() | s.values.keys() | s.rows.keys() for s in (before, after))
    )
    return {key for key in every if look(before, key) != look(after, key)}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("${kind} = 'yearly' and", "${kin} = 'yearly' and", "fel.unknown_item.near"),
        ("${kind} = 'yearly' and", "${kind} = 'yearli' and", "fel.no_such_choice.near"),
        ("${title} (${kind})", "${titel}", "fel.unknown_column.near"),
        ("${amount} * coalesce", "${share} * coalesce", "pack.circle"),
        ('"${amount} * coalesce(${years}, 1)"', '"sum(${costs}/whole)"', "pack.circle"),
        ("type: text, label: Title", "type: note, label: Title", "pack.not_in_table"),
        ("type: text, label: Why", "type: group, label: Why, items: []", "pack.not_in_table"),
        ("{id: b, label: B}", "{id: a, label: B}", "pack.twice"),
        ("{id: place, type", "{id: share, type", "pack.twice"),
        ("${m.a.has}", "${m.a.hat}", "fel.unknown_item.near"),
        ("relevant: \"${has} = 'no'\"", 'relevant: "${has} = 1"', "fel.no_such_choice"),
        ('calculate: "count(${costs})"', 'calculate: "position()"', "fel.position_not_here"),
        ("register: cost", "register: cost\n    shade: red", "pack.unknown_key"),
    ],
)
def test_mistakes(folder, tmp_path, old, new, code, tr):
    content = SECTION.replace(old, new, 1)
    assert content != SECTION
    for name, text in (("pack", MANIFEST), ("section", content), ("lists", LISTS), ("rules", RULES)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    found = check_pack(tmp_path).errors
    assert found[0].code == code
    assert all(error.sentence(tr) for error in found)


def test_the_sample_of_the_format_passes_its_cases(ground, tr):
    pack = load_pack(ASSESSMENT, [ground])
    bank = Bank([ground, pack])
    assert len(pack.cases) >= 8
    assert [failure.sentence(tr) for failure in run_pack_tests(bank, pack)] == []
    wrong = replace(pack.cases[6], expect={"values": {"laws:1.status": "draft", "laws_in_force": 2}})
    (failure,) = run_pack_tests(bank, replace(pack, cases=(wrong,)))
    assert {mismatch.id for mismatch in failure.mismatches} == {"laws:1.status", "laws_in_force"}
