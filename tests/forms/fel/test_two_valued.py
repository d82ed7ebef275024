"""The rules of blank, as authors of XLSForms know them (reference: section 5.3)."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from fosdesk.forms.fel.parser import parse
from fosdesk.forms.fel.two_valued import Names, compile_tree

HERE = SimpleNamespace(
    values={"n": Decimal("2.5"), "i": 3, "t": "yes", "s": ("post", "express"), "d": date(2026, 5, 1)},
    shown={},
    parameters={},
    today=None,
)


def run(source):
    return compile_tree(parse(source).tree, Names({}))(HERE)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("${x} = ''", True),
        ("${x} != 'no'", True),
        ("'' = 0", False),
        ("${x} = ${y}", True),
        ("${x} < 3", False),
        ("${x} >= 3", False),
        ("3 > ${x}", False),
        ("${x} + 1", None),
        ("1 - ${x}", None),
        ("${x} * 0", None),
        ("1 div ${x}", None),
        ("-${x}", None),
        ("not(${x})", True),
        ("${x} or true()", True),
        ("${x} and true()", False),
        ("${n} + ${i}", Decimal("5.5")),
        ("${i} = 3", True),
        ("${i} = '3'", True),
        ("${i} = '3.0'", True),
        ("${t} = 'yes'", True),
        ("${t} = 'Yes'", False),
        ("'0' and true()", True),
        ("0 or false()", False),
        ("selected(${s}, 'post')", True),
        ("selected(${s}, 'pos')", False),
        ("${s} = 'post express'", True),
        ("${d} < '2026-05-02'", True),
        ("${d} - '2026-04-01'", 30),
        ("${d} = '2026-05-01'", True),
        ("'abc' < 3", False),
        ("'12' < 3", False),
        ("true() = 1", True),
        ("(1 > 2) = false()", True),
        ("1 + 2 * 3 = 7", True),
        ("(1 + 2) * 3", 9),
        ("10 div 4", Decimal("2.5")),
        ("10 mod 4", 2),
        ("1 < 2 and 2 < 3 or 1 > 2", True),
        ("true() or 1 div 0", True),
    ],
)
def test_rule(source, expected):
    result = run(source)
    assert result == expected
    assert type(result) is bool or type(expected) is not bool
