"""Rules wait for what is open, also behind calculations and behind questions hidden for want of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import OPEN
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.pack import Item, ItemType, Pack, Rule, RuleAction, Section
from fosdesk.forms.rules import Judge
from fosdesk.forms.state import Form
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured, Value


def small_bank(rules, **items):
    """A bank of whole numbers; a text that starts with = is a calculation, any other a condition."""
    made = tuple(
        Item(
            name,
            name,
            ItemType.CALC if text.startswith("=") else ItemType.INTEGER,
            name,
            "p",
            "s",
            calculate=parse(text[1:]) if text.startswith("=") else None,
            relevant=parse(text) if text and not text.startswith("=") else None,
        )
        for name, text in items.items()
    )
    listed = tuple(Rule(name, "p", parse(when), name, "low", "gap") for name, when in rules.items())
    return Bank(
        [
            Pack(
                "p",
                "1.0.0",
                "questions",
                "P",
                "",
                sections=(Section("s", "S", "S", "p", made),),
                rules=listed,
            )
        ]
    )


def verdicts(bank, scores=None, **answers):
    return dict(Judge(bank).verdicts(Form(bank).full(answers), scores))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, "pending"),
        (Unknown("who", ""), "pending"),
        (Unmeasured("no counter"), "pending"),
        (Value("nonsense"), "pending"),
        (Value(1), "met"),
        (Value(0), "not_met"),
        (NotApplicable("no border"), "not_met"),
    ],
)
def test_forms_of_answers(answer, expected):
    bank = small_bank({"r": "${a} = 1"}, a="")
    assert verdicts(bank, **({} if answer is None else {"a": answer})) == {"r": expected}


def test_silence_clears_nothing():
    bank = small_bank({"r": "not(${a} = 1)"}, a="")
    assert verdicts(bank) == {"r": "pending"}
    assert verdicts(bank, a=NotApplicable("x")) == {"r": "met"}


def test_hidden_for_good_reads_as_blank():
    bank = small_bank({"r": "${b} = ''"}, a="", b="${a} = 1")
    assert verdicts(bank, a=Value(0)) == {"r": "met"}
    assert verdicts(bank, a=Value(0), b=Value(5)) == {"r": "met"}, "the hidden answer does not count"
    assert verdicts(bank, a=Value(1), b=Value(5)) == {"r": "not_met"}


def test_hidden_because_its_condition_is_open_is_open():
    bank = small_bank({"r": "${b} = ''"}, a="", b="${a} = 1")
    assert verdicts(bank) == {"r": "pending"}
    assert verdicts(bank, a=Unknown()) == {"r": "pending"}


def test_calculations_are_open_as_long_as_what_they_read_is():
    bank = small_bank({"r": "${c} >= 10"}, a="", b="", c="=${a} + ${b}")
    assert verdicts(bank, a=Value(20)) == {"r": "pending"}
    assert verdicts(bank, a=Value(4), b=Value(6)) == {"r": "met"}


def test_long_chains_of_calculations_are_no_problem():
    chain = {f"c{n}": f"=${{c{n - 1}}} + 1" for n in range(1, 1_500)}
    bank = small_bank({"r": "${c1499} = 1500"}, c0="", **chain)
    assert verdicts(bank) == {"r": "pending"}
    assert verdicts(bank, c0=Value(1)) == {"r": "met"}


def test_scores():
    bank = small_bank({"r": "score('s') < 2"}, a="")
    assert verdicts(bank) == {"r": "pending"}
    assert verdicts(bank, {"s": OPEN}) == {"r": "pending"}
    assert verdicts(bank, {"s": 1}) == {"r": "met"}
    assert verdicts(bank, {"s": None}) == {"r": "not_met"}


def test_sections_hide_their_items(bank):
    rules = Judge(bank).verdicts(Form(bank, {"edition": "2018"}).full({}))
    assert set(rules.values()) == {"pending"}


def costs(cost, scores=None, **answers):
    """What the action of the first rule would cost, over two questions `a` and `b`."""
    bank = small_bank({"r": "${a} >= 0", "again": "${a} >= 0"}, a="", b="")
    rules = tuple(
        replace(rule, action=RuleAction("act", "Act", cost=parse(text)))
        for rule, text in zip(bank.rules.values(), (cost, "1 + 1"), strict=True)
    )
    priced = Bank([replace(pack, rules=rules) for pack in bank.packs.values()])
    return dict(Judge(priced).costs(Form(priced).full(answers), scores))


def test_an_action_costs_what_its_expression_says():
    assert costs("0.1 * ${a}", a=Value(25_000)) == {"act": Decimal("2500.0")}
    assert costs("0.1 * coalesce(${b}, 7)", a=Value(1), b=NotApplicable("none")) == {"act": Decimal("0.7")}
    assert costs("score('s') * 100", {"s": 2}, a=Value(1)) == {"act": Decimal(200)}


@pytest.mark.parametrize("answer", [None, Unknown("who", ""), Unmeasured("no counter")])
def test_a_cost_that_hangs_on_an_open_answer_is_not_guessed(answer):
    assert costs("0.1 * ${b}", a=Value(1), b=answer) == {"act": None}


@pytest.mark.parametrize("cost", ["'dear'", "${a} = 1", "0 - 5", "1 div 0"])
def test_what_is_no_amount_is_no_cost(cost):
    assert costs(cost, a=Value(1)) == {"act": None}


def test_an_action_without_a_cost_is_not_listed():
    bank = small_bank({"r": "${a} = 1"}, a="")
    assert not Judge(bank).costs(Form(bank).full({"a": Value(1)}))
