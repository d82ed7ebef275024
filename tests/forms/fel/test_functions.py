"""Every function keeps the promise of its example, and what its documentation says of odd values."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from fosdesk.forms.fel.functions import FUNCTIONS, ROW_FUNCTIONS
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.fel.two_valued import Names, compile_tree
from fosdesk.forms.pack import Choice, Item, ItemType
from fosdesk.model.answers import NotApplicable, Unknown, Value

SURFACE = """
if coalesce not true false boolean
position selected selected-at count-selected number string int round floor ceiling abs
pow sqrt min max sum mean count count-non-empty join concat string-length contains starts-with ends-with
substr substring-before substring-after translate normalize-space regex date today format-date days-between
year choice-label answered is-na is-unknown score level
"""

ITEMS = {
    "a": Item("a", "A", ItemType.LEVEL, "A", "p", "s"),
    "c": Item("c", "C", ItemType.CHOICE, "C", "p", "s", choices=(Choice("partly", "Partly"),)),
    "m": Item("m", "M", ItemType.CHOICES, "M", "p", "s", choices=(Choice("x", "Ex"), Choice("y", "Why"))),
}


HERE = SimpleNamespace(
    values={"a": 3, "c": "partly", "m": ("x", "y")},
    shown={"a": Value(3), "n": NotApplicable("no land border"), "u": Unknown("Post", "")},
    parameters={"edition": "2022"},
    today=date(2026, 7, 1),
    rows={"": ("r:1",)},
    row="r:1",
    at="",
)


def run(source):
    return compile_tree(parse(source).tree, Names(ITEMS, "a"))(HERE)


def test_the_table_holds_the_whole_surface():
    assert set(FUNCTIONS) == set(SURFACE.split())
    assert not ROW_FUNCTIONS & set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"score"}))
def test_example(name):
    function = FUNCTIONS[name]
    assert name in function.example
    result = run(function.example)
    assert result == function.result
    assert isinstance(result, bool) == isinstance(function.result, bool)
    assert function.help.endswith(".")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(2.345, 2)", Decimal("2.35")),
        ("round(1234, -2)", 1200),
        ("round('')", None),
        ("int(2.9)", 2),
        ("floor(-0.5)", -1),
        ("ceiling(-0.5)", 0),
        ("sqrt(-1)", None),
        ("pow(0, 0)", None),
        ("pow(10, 9999)", None),
        ("1 div 0", None),
        ("5 mod 0", None),
        ("-5 mod 3", -2),
        ("0.1 + 0.2", Decimal("0.3")),
        ("1 div 3 * 3 = 1", False),
        ("sum('', '')", 0),
        ("mean('', '')", None),
        ("min('')", None),
        ("count('', ' ', 0)", 2),
        ("substr('abcd', -2)", "cd"),
        ("substr('abcd', '')", None),
        ("substring-before('ab', '')", ""),
        ("substring-after('ab', 'x')", ""),
        ("translate('abc', 'ab', 'x')", "xc"),
        ("selected('', '')", False),
        ("selected-at('a b', 2)", None),
        ("selected-at('a b', -1)", None),
        ("count-selected('')", 0),
        ("choice-label(${m})", "Ex, Why"),
        ("count-selected(${m})", 2),
        ("date('2026-02-30')", None),
        ("date(0)", date(1970, 1, 1)),
        ("date(99999999)", None),
        ("date('2026-03-01') - date('2026-02-01')", 28),
        ("year('no date')", None),
        ("format-date('2026-05-01', '%e.%n.%y %%')", "1.5.26 %"),
        ("days-between('2026-01-02', '2026-01-01')", -1),
        ("regex('AB12x', '[A-Z]+[0-9]+')", False),
        ("string(true())", "true"),
        ("number('1e5')", None),
        ("number(' -12.50 ')", Decimal("-12.5")),
        ("number('١٢')", None),
        ("boolean('')", False),
        ("boolean(0)", False),
        ("boolean('0')", True),
        ("if('', 1, 2)", 2),
        ("level(.) + 1", 4),
        ("${p.edition} >= 2022", True),
        ("${p.none}", None),
        ("today() - 1 < today()", True),
        ("normalize-space('')", ""),
    ],
)
def test_odd_values(source, expected):
    result = run(source)
    assert result == expected
    assert (result is None) == (expected is None)


def test_a_text_put_together_has_an_end():
    here = SimpleNamespace(values={"t": "x" * 90_000})
    tree = parse("concat(${t}, ${t})").tree
    assert compile_tree(tree, Names(ITEMS))(here) is None
