"""Remarks on packs: each kind is found where it is, and nowhere else."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fosdesk.analysis.pack_review import review
from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.loader import load_packs
from fosdesk.forms.pack import Item, ItemType, Pack, Section

FORMS = Path(__file__).parents[2] / "forms"


def question(key: str, label: str = "How many parcels arrive each month?", **more: object) -> Item:
    kind = more.pop("type", ItemType.INTEGER)
    return Item(key, key.upper(), kind, label, "p", "s", **more)  # type: ignore[arg-type]


def remarks(*items: Item, **more: object) -> list[tuple[str, object]]:
    section = Section("s", "S", "Section", "p", tuple(items))
    pack = replace(Pack("p", "1.0.0", "questions", "Pack", "0"), sections=(section,), **more)
    return [(one.code.rpartition(".")[2], one.params["item"]) for one in review(Bank([pack]), pack)]


POST = question("post", "Does the Post handle parcels?", type=ItemType.LEVEL)


@pytest.mark.parametrize(
    ("condition", "reached"),
    [
        ("${parcels} > 10", True),
        ("${parcels} > 10 and ${parcels} < 5", False),
        ("${parcels} >= 10 and ${parcels} <= 10", True),
        ("is-na(${parcels})", True),
        ("is-unknown(${parcels}) and answered(${parcels})", False),
        ("${p.edition} = '2018'", True),
        ("${p.edition} = '2018' and ${p.edition} = '2022'", False),
    ],
)
def test_a_condition_that_no_answers_meet(condition: str, reached: bool) -> None:
    asked = question("letters", "Are letters with goods registered?", relevant=parse(condition))
    found = remarks(question("parcels"), asked)
    assert found == ([] if reached else [("unreachable", "letters")])


def test_the_same_question_in_other_words_of_no_meaning() -> None:
    one = question("a", "How many inbound parcels arrive by post each month?")
    other = question("b", "The inbound parcels that arrive by post each month")
    third = question("c", "How many outbound parcels leave by post each month?")
    assert remarks(one, other, third) == [("alike", "a")]
    out = question("d", "Parcels that buyers here sent back abroad")
    back = question("e", "Parcels that buyers abroad sent back here")
    assert remarks(out, back) == []


def test_short_labels_are_not_compared() -> None:
    assert remarks(question("a", "Parcels by post"), question("b", "Parcels by post")) == []


def test_texts_that_do_not_fit_and_requirements_without_a_reference() -> None:
    long = question("a", "Parcels " * 31)
    bare = question("b", "Is the time limit fixed?", tags=("requirement",))
    assert remarks(long, bare) == [("long", "a"), ("requirement", "b")]


def test_a_weight_that_nobody_would_see() -> None:
    from fosdesk.forms.pack import ScoreSpec

    weights = (("a", Decimal(10)), ("b", Decimal(10)), ("c", Decimal("0.5")))
    score = ScoreSpec("total", "Total", "p", weights)
    asked = [question(key, f"Question {key}") for key in "abc"]
    assert remarks(*asked, scores=(score,)) == [("light", "c")]


def test_the_packs_of_this_program_give_no_reason_for_remarks() -> None:
    packs = load_packs(FORMS)
    bank = Bank(packs)
    assert [one.params for pack in packs for one in review(bank, pack)] == []
