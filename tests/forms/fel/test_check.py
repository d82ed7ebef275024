"""Mistakes are found before an expression ever runs, each at its column, with the nearest name."""

import pytest

from fosdesk.base.errors import sentence
from fosdesk.forms.fel.check import Scope, check, never_true
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.pack import Choice, Item, ItemType, Level

YES_NO = (Choice("yes", "Yes"), Choice("partly", "Partly"), Choice("no", "No"))


def item(item_id, kind, **more):
    return Item(item_id, item_id.upper(), ItemType(kind), item_id, "p", "s", **more)


ITEMS = {
    i.id: i
    for i in (
        item("aed_law", "choice", choices=YES_NO),
        item("aed_scope", "choices", choices=(Choice("post", "Post"), Choice("express", "Express"))),
        item("m_data", "level", levels=tuple(Level(n, str(n), "") for n in range(5))),
        item("days", "integer"),
        item("start", "date"),
        item("name", "text"),
        item("share", "calc"),
        item("hello", "note"),
        item(
            "laws",
            "table",
            register="laws",
            columns=(
                item("laws.title", "text"),
                item("laws.year", "integer"),
                item(
                    "laws.status",
                    "choice",
                    choices=(Choice("in_force", "In force"), Choice("draft", "Draft")),
                ),
            ),
        ),
    )
}


def mistakes(source, own=None, scores=None):
    scope = Scope(ITEMS, frozenset({"edition", "currency"}), ITEMS.get(own or ""), scores)
    return check(parse(source), scope)


@pytest.mark.parametrize(
    ("source", "code", "column", "near"),
    [
        ("${aed_lew} = 'yes'", "fel.unknown_item.near", 0, "aed_law"),
        ("${zzzzzzzz} = 'yes'", "fel.unknown_item", 0, None),
        ("1 = ${p.editon}", "fel.unknown_parameter.near", 4, "edition"),
        ("selectd(${aed_scope}, 'post')", "fel.unknown_function.near", 0, "selected"),
        ("__import__('os')", "fel.unknown_function", 0, None),
        ("${aed_law} = 'yess'", "fel.no_such_choice.near", 13, "yes"),
        ("'maybe' != ${aed_law}", "fel.no_such_choice", 0, None),
        ("${m_data} = 5", "fel.no_such_choice", 12, None),
        ("${m_data} = 'high'", "fel.no_such_choice", 12, None),
        ("selected(${aed_scope}, 'air')", "fel.no_such_choice", 23, None),
        ("selected(${days}, 'post')", "fel.wrong_item", 9, None),
        ("${aed_law} < 2", "fel.text_in_order", 11, None),
        ("${name} >= 'b'", "fel.text_in_order", 8, None),
        ("(${days} = 1) > 0", "fel.text_in_order", 14, None),
        ("concat('a') < 2", "fel.text_in_order", 12, None),
        (". > 1", "fel.own_not_here", 0, None),
        ("${hello} = ''", "fel.note_has_no_value", 0, None),
        ("if(1)", "fel.arity", 0, None),
        ("substr('a')", "fel.arity.range", 0, None),
        ("answered(1)", "fel.needs_item", 9, None),
        ("level(${days})", "fel.wrong_item", 6, None),
        ("choice-label(${m_data})", "fel.wrong_item", 13, None),
        ("regex(${name}, '(')", "fel.bad_pattern", 15, None),
        ("regex(${name}, ${name})", "fel.needs_text", 15, None),
        ("format-date(${start}, '%B')", "fel.bad_date_format", 22, None),
        ("indexed-repeat(1)", "fel.rows_not_read", 0, None),
        ("position() = 1", "fel.position_not_here", 0, None),
        ("position(1)", "fel.position_not_here", 0, None),
        ("count(${law})", "fel.unknown_item.near", 6, "laws"),
        ("count(${days}[1 = 1])", "fel.no_table", 6, None),
        ("${laws} = ''", "fel.rows_alone", 0, None),
        ("${laws}/title = 'x'", "fel.rows_alone", 0, None),
        ("sum(${laws})", "fel.needs_column", 4, None),
        ("sum(${laws}[year > 1])", "fel.needs_column", 4, None),
        ("sum(${laws}/yaer)", "fel.unknown_column.near", 4, "year"),
        ("count(${laws}[statos = 'in_force'])", "fel.unknown_column.near", 14, "status"),
        ("count(${laws}[status = 'in_forse'])", "fel.no_such_choice.near", 23, "in_force"),
        ("count(${laws}[title < 2])", "fel.text_in_order", 20, None),
        ("score('aed_legal')", "fel.score_not_here", 6, None),
    ],
)
def test_mistake(source, code, column, near, tr):
    (error,) = mistakes(source)
    assert (error.code, error.column, error.params.get("near")) == (code, column, near)
    assert sentence(error, tr)


def test_scores_are_read_where_allowed_and_known():
    known = frozenset({"aed_legal"})
    assert mistakes("score('aed_legal') > 1", scores=known) == []
    assert [e.code for e in mistakes("score('aed_legl') > 1", scores=known)] == ["fel.unknown_score.near"]
    assert [e.code for e in mistakes("score(${name}) > 1", scores=known)] == ["fel.needs_text"]


def test_all_mistakes_are_found_in_order():
    found = mistakes("${x_y_z} = 1 or ${aed_law} = 'jo' or selectd(.)")
    assert [error.column for error in found] == [0, 29, 37, 45]


@pytest.mark.parametrize(
    "source",
    [
        "${aed_law} = 'yes' or ${aed_law} = ''",
        "${m_data} >= 3 and ${m_data} = '4'",
        "${start} < '2026-01-01'",
        "${p.edition} >= 2022",
        "${share} > 0.5",
        "selected(${aed_scope}, 'post')",
        "is-na(${m_data})",
        "year(${start}) >= 2020",
        "count(${laws}) > 1 and count(${laws}[status = 'draft' and position() < 3]) = 0",
        "sum(${laws}[year > 2000 and answered(status)]/year) > 1 and not(is-na(${laws}))",
        "join(', ', ${laws}[choice-label(status) = 'Draft']/title)",
    ],
)
def test_good_ones_pass(source):
    assert mistakes(source) == []


def test_own_value_is_typed():
    assert mistakes(". >= 0 and . <= 60", own="days") == []
    assert [e.code for e in mistakes(". = 'jo'", own="aed_law")] == ["fel.no_such_choice"]
    assert [e.code for e in mistakes("answered(.) and level(.) > 1", own="m_data")] == []


@pytest.mark.parametrize(
    ("source", "never"),
    [
        ("1 = 2", True),
        ("false()", True),
        ("true()", False),
        ("${days} > 1", False),
        ("${p.edition} = 'x'", False),
        ("today() < '1990-01-01'", False),
    ],
)
def test_hidden_for_ever(source, never):
    assert never_true(parse(source)) is never
