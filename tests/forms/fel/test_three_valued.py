"""Rules wait for answers and decide as soon as one side suffices."""

from datetime import date
from types import SimpleNamespace

import pytest

from fosdesk.forms.fel.environment import OPEN
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.fel.three_valued import compile_tree, verdict
from fosdesk.forms.fel.two_valued import Names
from fosdesk.forms.pack import Choice, Item, ItemType
from fosdesk.model.answers import NotApplicable, Unknown, Value

ITEMS = {"yes": Item("yes", "Y", ItemType.CHOICE, "Y", "p", "s", choices=(Choice("yes", "Yes!"),))}


VALUES = {"four": 4, "yes": "yes", "two": 2}
HERE = SimpleNamespace(
    values=VALUES,
    shown={"four": Value(4), "na": NotApplicable("none"), "o_unknown": Unknown("Post", "")},
    parameters={"edition": "2022"},
    today=date(2026, 1, 1),
    scores={"good": 3, "none": None},
    read=lambda item_id: OPEN if item_id.startswith("o") else VALUES.get(item_id),
)
"""Items whose id starts with o are open; the others have their value or are blank."""


def decide(source):
    return verdict(compile_tree(parse(source).tree, Names(ITEMS))(HERE))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("${o} = 1", None),
        ("${o} = ''", None),
        ("not(${o})", None),
        ("${o} + 1 > 0", None),
        ("-${o} < 0", None),
        ("${o} <= 2 and ${four} >= 5", False),
        ("${o} <= 2 and ${four} >= 3", None),
        ("${o} = 1 or ${four} = 4", True),
        ("${o} = 1 or ${four} = 3", None),
        ("not(${o} = 1 and false())", True),
        ("if(${o} = 1, true(), true())", True),
        ("if(${o} = 1, true(), false())", None),
        ("if(${four} = 4, true(), ${o})", True),
        ("if(${four} = 4, ${o}, true())", None),
        ("coalesce(${four}, ${o}) = 4", True),
        ("coalesce(${o}, ${four}) = 4", None),
        ("coalesce(${na}, 1) = 1", True),
        ("${na} = ''", True),
        ("is-na(${na})", True),
        ("is-unknown(${o_unknown})", True),
        ("answered(${o})", False),
        ("sum(${four}, ${o}) > 0", None),
        ("selected(${o}, 'x')", None),
        ("selected(${yes}, 'yes')", True),
        ("choice-label(${yes}) = 'Yes!'", True),
        ("regex(${yes}, 'y.*')", True),
        ("regex(${o}, 'y.*')", None),
        ("level(${four}) = 4", True),
        ("score('good') >= 3", True),
        ("score('none') = ''", True),
        ("score('absent') >= 3", None),
        ("${p.edition} = '2022'", True),
        ("today() > '2025-01-01'", True),
        ("${four} mod ${two} = 0", True),
    ],
)
def test_rule(source, expected):
    assert decide(source) is expected
