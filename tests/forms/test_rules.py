"""Rules wait for what is open, also behind calculations and behind questions hidden for want of it."""

import pytest

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.environment import OPEN
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.pack import Item, ItemType, Pack, Rule, Section
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
