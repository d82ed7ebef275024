"""Visibility, values and checks; one change after another gives what a full computation gives."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import ItemType
from fosdesk.forms.state import Form
from fosdesk.forms.validation import Problem
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured, Value


def answers(**given):
    return {
        name: value if not isinstance(value, str | int | list) else Value(value)
        for name, value in given.items()
    }


def test_nothing_answered(form):
    state = form.full({})
    assert state.visible("aed_law")
    assert not state.visible("aed_scope")
    assert state.sections == {"aed", "quality", "figures", "revenue"}
    assert state.calculated == {"share": None, "high_share": False}
    assert state.values == {"high_share": False}
    assert not state.invalid
    assert not state.warned


def test_a_hidden_answer_is_kept_and_reads_as_blank(form):
    state = form.full(answers(aed_law="yes", aed_scope=["post"]))
    assert state.effective("aed_scope") == ("post",)
    hidden, changed = form.change(state, "aed_law", Value("no"))
    assert changed == {"aed_law", "aed_scope"}
    assert hidden.effective("aed_scope") is None
    assert hidden.answers["aed_scope"] == Value(["post"])
    assert "aed_scope" not in hidden.shown
    back, _ = form.change(hidden, "aed_law", Value("partly"))
    assert back.effective("aed_scope") == ("post",)
    assert state.effective("aed_scope") == ("post",), "the first state is as it was"


def test_the_edition_hides_a_section_with_its_items(bank):
    of_2018 = Form(bank, {"edition": "2018"}).full(answers(quality_rules=3))
    assert not of_2018.visible("quality_rules")
    assert not of_2018.visible("quality_note")
    assert "quality" not in of_2018.sections
    assert of_2018.answers["quality_rules"] == Value(3)
    assert Form(bank, {"edition": "2022"}).full({}).visible("quality_rules")
    assert Form(bank, {"edition": ""}).parameters["edition"] == "2022", "the default of the pack"


def test_parameters_are_typed(bank):
    form = Form(bank, {"base_year": "2024", "strange": "x"})
    assert form.parameters == {"edition": "2022", "currency": "USD", "base_year": 2024}


def test_na_unknown_and_unmeasured_read_as_blank(form):
    state = form.full(
        answers(parcels=Unmeasured("no counter"), preloaded=5, aed_law=NotApplicable("x"), aed_use=Unknown())
    )
    assert state.effective("share") is None
    assert state.effective("aed_law") is None
    assert not state.invalid, "a constraint looks at blanks as nothing"


def test_calculations_follow(form):
    state = form.full(answers(parcels=200, preloaded=50))
    assert state.calculated == {"share": Decimal("0.25"), "high_share": False}
    state, changed = form.change(state, "preloaded", Value(150))
    assert state.calculated == {"share": Decimal("0.75"), "high_share": True}
    assert changed == {"preloaded", "share", "high_share"}
    state, changed = form.change(state, "preloaded", None)
    assert state.calculated == {"share": None, "high_share": False}


def test_constraints_warnings_and_limits(form):
    state = form.full(
        answers(parcels=10, preloaded=11, users="100.55", hours="31", start="1999-01-01", study="2031-01")
    )
    assert state.invalid["preloaded"] == Problem(
        "answer.constraint", {"message": "Not more than all parcels."}
    )
    assert state.invalid["users"].code == "answer.decimals"
    assert state.invalid["start"] == Problem("answer.too_small", {"least": "2000-01-01"})
    assert state.invalid["study"] == Problem("answer.too_large", {"most": "2030-12"})
    assert state.warned == {"hours": Problem("answer.warn_unnamed")}
    assert state.effective("users") == Decimal("100.55"), "what is out of range is still a value"
    state, changed = form.change(state, "parcels", Value(11))
    assert "preloaded" not in state.invalid
    assert changed == {"parcels", "preloaded", "share"}, "the high share is as high as before"


def test_a_value_of_the_wrong_type_is_blank_and_invalid(form):
    state = form.full(answers(aed_use="high", parcels=Value({"x": 1}), aed_law=Value(True)))
    assert {name: problem.code for name, problem in state.invalid.items()} == {
        "aed_use": "answer.not_level",
        "parcels": "answer.not_whole",
        "aed_law": "answer.not_choice",
    }
    assert not state.visible("aed_scope")
    assert state.effective("aed_use") is None


def test_unknown_items_are_left_alone(form):
    state = form.full(answers(of_another_pack=1))
    assert "of_another_pack" not in state.answers
    same, changed = form.change(state, "of_another_pack", Value(1))
    assert same == state
    assert not changed


def test_dates_count_as_dates(form):
    state = form.full(answers(start="2021-05-01", decree="AB-12"))
    assert state.effective("start") == date(2021, 5, 1)
    assert state.effective("decree") == "AB-12"
    assert "decree" in form.full(answers(start="2021-05-01", decree="AB")).invalid


def test_today(bank):
    assert Form(bank, today=date(2026, 1, 1)).full({}).today == date(2026, 1, 1)


def values_of(item):
    """Answers of every form to an item, right and wrong ones."""
    good = {
        ItemType.LEVEL: st.integers(0, 4),
        ItemType.CHOICE: st.sampled_from([choice.value for choice in item.choices] or ["x"]),
        ItemType.CHOICES: st.lists(
            st.sampled_from([choice.value for choice in item.choices] or ["x"]), unique=True
        ),
        ItemType.DATE: st.sampled_from(["1999-12-31", "2019-05-01", "2021-05-01"]),
        ItemType.MONTH: st.sampled_from(["2020-01", "2031-01"]),
        ItemType.TEXT: st.sampled_from(["AB-1", "x", "", "y" * 30]),
        ItemType.LONGTEXT: st.sampled_from(["short", "z" * 200]),
    }.get(item.type, st.sampled_from([0, 1, 50, 200, "0.5", "31", "-1", "100.25"]))
    wrong = st.sampled_from([None, True, "?", [], 99, {"a": 1}])
    return st.one_of(
        st.none(),
        st.builds(Value, good),
        st.builds(Value, wrong),
        st.just(NotApplicable("why")),
        st.just(Unknown("who", "")),
        st.just(Unmeasured("why")),
    )


@pytest.fixture(scope="session")
def changes(bank: Bank):
    """Rows of changes, each of one or several answers at once."""
    items = [item for item in bank.items.values() if item.type.answerable]
    one = st.sampled_from(items).flatmap(lambda item: st.tuples(st.just(item.id), values_of(item)))
    return st.lists(st.lists(one, min_size=1, max_size=3), max_size=12)


def test_incremental_equals_full(form, changes, long):
    @settings(max_examples=3_000 if long else 150)
    @given(changes)
    def holds(rows):
        state, recorded = form.full({}), {}
        for row in rows:
            before = state
            state, changed = form.apply(state, dict(row))
            for item_id, answer in dict(row).items():
                recorded.pop(item_id, None)
                if answer is not None:
                    recorded[item_id] = answer
            assert state == form.full(recorded)
            assert looks_different(before, state, form.bank) <= changed

    holds()


def looks_different(before, after, bank):
    def look(state, item_id):
        return (
            state.visible(item_id),
            state.effective(item_id),
            state.shown.get(item_id),
            state.invalid.get(item_id),
            state.warned.get(item_id),
        )

    return {item_id for item_id in bank.items if look(before, item_id) != look(after, item_id)}
