"""Whatever stands in a pack: a tree or a sentence, never an unexpected exception, never a long wait."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fosdesk.forms.fel import three_valued, two_valued
from fosdesk.forms.fel.check import Scope, check
from fosdesk.forms.fel.environment import OPEN
from fosdesk.forms.fel.errors import FelError
from fosdesk.forms.fel.functions import FUNCTIONS
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.fel.two_valued import Names
from fosdesk.forms.pack import Choice, Item, ItemType
from fosdesk.model.answers import NotApplicable, Unknown, Value

IDS = ("lev", "cho", "set", "num", "day", "txt", "nil")
KINDS = (
    ItemType.LEVEL,
    ItemType.CHOICE,
    ItemType.CHOICES,
    ItemType.NUMBER,
    ItemType.DATE,
    ItemType.TEXT,
    ItemType.TEXT,
)
ITEMS = {
    i: Item(i, i, k, i, "p", "s", choices=(Choice("a", "A"), Choice("b", "B")))
    for i, k in zip(IDS, KINDS, strict=True)
}
ITEMS["tab"] = Item(
    "tab",
    "tab",
    ItemType.TABLE,
    "tab",
    "p",
    "s",
    columns=(replace(ITEMS["num"], id="tab.num"), replace(ITEMS["cho"], id="tab.cho")),
)
VALUES = (
    None,
    0,
    3,
    10**17,
    Decimal("-2.5"),
    Decimal("9e6144"),
    Decimal("1e-6143"),
    "",
    "a",
    "b",
    "12",
    "2026-02-29",
    "\ud800",
    "x" * 60_000,
    True,
    False,
    (),
    ("a", "b"),
    date.min,
    date.max,
    date(2026, 5, 1),
)
ANSWERS = (Value(3), NotApplicable("r"), Unknown("w", ""))
LEAVES = (
    "1",
    "0",
    ".5",
    "99999999999999999999",
    "'a'",
    "''",
    "'2026-05-01'",
    "'%Y'",
    "'['",
    "'(a+)+$'",
    ".",
    "${p.edition}",
    "${lost}",
    "count(${tab})",
    "sum(${tab}/num)",
    "count(${tab}[cho = 'a' and position() < 2])",
    "max(${tab}[num > ${num}]/num)",
    "${tab}",
    *(f"${{{i}}}" for i in IDS),
)
SCRAPS = (
    *LEAVES,
    *FUNCTIONS,
    "(",
    ")",
    ",",
    "and",
    "or",
    "div",
    "mod",
    "=",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "[",
    "]",
    "/",
    "${",
    "'",
    '"',
    "$",
    "#",
    "\0",
    "\n",
    "é",
    "ا",
    "\ud800",
    "e5",
    "..",
    "lambda",
    "__class__",
)
OPERATORS = ("and", "or", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod")


def scraps(rng):
    return rng.choice(("", " ")).join(rng.choice(SCRAPS) for _ in range(rng.randrange(1, 30)))


def grown(rng, depth):
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(LEAVES)
    if rng.random() < 0.4:
        return f"({grown(rng, depth - 1)} {rng.choice(OPERATORS)} {grown(rng, depth - 1)})"
    function = FUNCTIONS[rng.choice(list(FUNCTIONS))]
    count = rng.randint(function.least, min(function.most, function.least + 2))
    return f"{function.name}({', '.join(grown(rng, depth - 1) for _ in range(count))})"


class Here:
    def __init__(self, rng):
        self.parameters = {"edition": "2022"}
        self.scores = {"s": Decimal(2)}
        self.values = {i: rng.choice(VALUES) for i in IDS}
        self.shown = {i: rng.choice(ANSWERS) for i in IDS}
        self.today = rng.choice((None, date(2026, 7, 1)))
        self.open = rng.choice(IDS)
        self.rows = {"tab": tuple(f"tab:{n}" for n in range(rng.randrange(3)))}
        self.row = self.at = ""
        for row in self.rows["tab"]:
            self.values |= {f"{row}.{column}": rng.choice(VALUES) for column in ("num", "cho")}

    def read(self, item_id):
        return OPEN if item_id == self.open else self.values.get(item_id)


def try_one(source, here):
    """One of: refused, bad, ran."""
    try:
        expression = parse(source)
    except FelError:
        return "refused"
    if check(expression, Scope(ITEMS, frozenset({"edition"}), ITEMS["txt"], frozenset({"s"}))):
        return "bad"
    names = Names(ITEMS, "txt")
    three_valued.compile_tree(expression.tree, names)(here)
    if "score(" not in source:
        two_valued.compile_tree(expression.tree, names)(here)
    return "ran"


def test_nothing_unexpected(long):
    rng = random.Random(20180615)
    seen = {"refused": 0, "bad": 0, "ran": 0}
    for _ in range(100_000 if long else 2_000):
        source = scraps(rng) if rng.random() < 0.5 else grown(rng, rng.randrange(5))
        seen[try_one(source, Here(rng))] += 1
    assert min(seen.values()) > 100, seen
