"""All scores of 500 answers, and what one answer costs: form, scores, through the graph of dependencies."""

import itertools
import random

from benchmarks.measure import Goal, Row, ms, turns
from benchmarks.packs import big_forms
from benchmarks.place import Place
from fosdesk.analysis.plan import NOT_APPLICABLE
from fosdesk.analysis.scores import Scorer
from fosdesk.forms.bank import Bank
from fosdesk.forms.loader import load_pack
from fosdesk.forms.pack import ItemType
from fosdesk.forms.state import Form
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Value

FULL = Goal(7.1)
ONE = Goal(1.4)
FLOOR = "whole numbers in lists: for each score weight × level, rated and applicable weight"
SAME = "the goal is that of the reference machine (1 ms and 0.2 ms over 0.14 ms), as a ratio"


def measure(place: Place) -> list[Row]:
    """The scores anew, one answer, and the form anew."""
    framework, big = big_forms(place.fresh("forms"))
    first = load_pack(framework)
    bank = Bank((first, load_pack(big, [first])))
    form, scorer, given = Form(bank), Scorer(bank), answers_of(bank)
    state = form.full(given)
    board = scorer.full(state)
    levels, weights = plain_arrays(scorer, board)
    toggle = itertools.cycle((Value(1), Value(3)))
    touched = next(item.id for item in bank.items.values() if item.type is ItemType.LEVEL)

    def one_answer() -> None:
        changed_state, changed = form.change(state, touched, next(toggle))
        scorer.change(board, changed_state, changed)

    sides = {
        "arrays": lambda: ms(lambda: sums(levels, weights), 20),
        "full": lambda: ms(lambda: scorer.full(state), 5),
        "one": lambda: ms(one_answer, 20),
        "form": lambda: ms(lambda: form.full(given), 2),
    }
    found = turns(sides, place.times(20))
    note = f"{len(given)} answers, {len(board.scores)} scores; {SAME}"
    return [
        Row("all scores anew", "ms", found["full"], found["arrays"], FLOOR, FULL, note=note),
        Row("one answer: form and scores", "ms", found["one"], found["arrays"], FLOOR, ONE),
        Row(
            "the form anew: visibility, values, checks",
            "ms",
            found["form"],
            found["arrays"],
            FLOOR,
            apart=True,
        ),
    ]


def answers_of(bank: Bank) -> dict[str, Answer]:
    """An answer to every level: mostly a level, some unknown, some not applicable."""
    dice = random.Random(11)
    return {item.id: _answer(dice) for item in bank.items.values() if item.type is ItemType.LEVEL}


def _answer(dice: random.Random) -> Answer:
    chance = dice.random()
    if chance < 0.05:
        return Unknown("Legal service")
    return NotApplicable("No free zones") if chance < 0.1 else Value(dice.randrange(5))


def plain_arrays(scorer: Scorer, board) -> tuple[list[list[int]], list[list[int]]]:
    """What the scores have to be added up from: levels (below 0: none) and weights, without names."""
    plans = [scorer.plans.by_id[name] for name in board.scores]
    levels = [[board.codes[place] for place, _ in plan.weighted] for plan in plans]
    return levels, [[weight for _, weight in plan.weighted] for plan in plans]


def sums(levels: list[list[int]], weights: list[list[int]]) -> list[tuple[float, float]]:
    """The weighted mean of every score, and its coverage."""
    found = []
    for some, heavy in zip(levels, weights, strict=True):
        total = rated = applicable = 0
        for level, times in zip(some, heavy, strict=True):
            if level >= 0:
                total += level * times
                rated += times
            if level > NOT_APPLICABLE:
                applicable += times
        found.append((total / rated, rated / applicable))
    return found
