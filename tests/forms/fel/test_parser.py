"""Texts become trees; mistakes are found at their column."""

import json

import pytest

from fosdesk.base.errors import sentence
from fosdesk.forms.fel.errors import FelError
from fosdesk.forms.fel.parser import DEEPEST, parse, walk


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("1", ("number", "1", 0)),
        ("${a}", ("item", "a", 0)),
        ("${ p.edition }", ("parameter", "edition", 0)),
        (". > .5", ("compare", ">", ("own", 0), ("number", ".5", 4), 2)),
        (
            "1 + 2 * 3",
            ("math", "+", ("number", "1", 0), ("math", "*", ("number", "2", 4), ("number", "3", 8), 6), 2),
        ),
        (
            "6 - 2 - 1",
            ("math", "-", ("math", "-", ("number", "6", 0), ("number", "2", 4), 2), ("number", "1", 8), 6),
        ),
        ("-${a}", ("minus", ("item", "a", 1), 0)),
        (
            "${a} or ${b} or ${c} and ${d}",
            (
                "or",
                (("item", "a", 0), ("item", "b", 8), ("and", (("item", "c", 16), ("item", "d", 25)), 21)),
                5,
            ),
        ),
        ("count-selected(.)", ("call", "count-selected", (("own", 15),), 0)),
        ('"it\'s"', ("text", "it's", 0)),
    ],
)
def test_tree(source, tree):
    assert parse(source).tree == tree


def test_reads_each_item_once_in_order():
    assert parse("${b} = 1 or ${a} = ${b} or ${p.x} = 1").reads == ("b", "a")


def test_comparisons_bind_looser_than_sums_and_equality_loosest():
    left, right = parse("1 + 1 < 3 = true()").tree[2:4]
    assert left[:2] == ("compare", "<")
    assert right[:2] == ("call", "true")


def test_trees_survive_json():
    tree = parse("if(selected(${a}, 'x'), -1 * sum(${b}, 2), coalesce(${c}, ''))").tree
    assert json.loads(json.dumps(tree)) == json.loads(json.dumps(json.loads(json.dumps(tree))))
    assert [node[0] for node in walk(tree)].count("item") == 3


@pytest.mark.parametrize(
    ("source", "code", "column"),
    [
        ("", "fel.empty", 0),
        ("   ", "fel.empty", 0),
        ("1 +", "fel.ends_early", 3),
        ("(1", "fel.expected.end", 2),
        ("sum(1 2)", "fel.expected", 6),
        ("1 2", "fel.unexpected", 2),
        ("1 < ", "fel.ends_early", 4),
        ("'open", "fel.unclosed_text", 0),
        ("1 = ${a", "fel.unclosed_reference", 4),
        ("${A}", "fel.bad_reference", 0),
        ("${}", "fel.bad_reference", 0),
        ("${laws}[status = 'x'", "fel.expected.end", 20),
        ("${laws}/", "fel.ends_early", 8),
        ("${laws}/'x'", "fel.unexpected", 8),
        ("count(${laws}[Status = 'x'])", "fel.bare_name", 14),
        ("aed_law = 1", "fel.bare_name", 0),
        ("1 & 2", "fel.bad_character", 2),
        ("and", "fel.unexpected", 0),
        ("1 == 2", "fel.unexpected", 3),
        ("__import__('os')", "fel.unknown", 0),
        ("${a}.b", "fel.unexpected", 4),
        ("1" * 2001, "fel.too_long", 2000),
        ("(" * 60 + "1" + ")" * 60, "fel.too_deep", 51),
        ("-" * 60 + "1", "fel.too_deep", 51),
        ("1" + " - 1" * 60, "fel.too_deep", 198),
    ],
)
def test_mistake(source, code, column, tr):
    if code == "fel.unknown":  # the parser takes any name of a function; the check refuses it
        assert parse(source).tree[:2] == ("call", "__import__")
        return
    with pytest.raises(FelError) as caught:
        parse(source)
    assert (caught.value.code, caught.value.column) == (code, column)
    assert sentence(caught.value, tr)


def test_long_chains_of_or_are_not_deep():
    parse(" or ".join(f"${{i{n}}} = 1" for n in range(100)))
    assert DEEPEST == 50
