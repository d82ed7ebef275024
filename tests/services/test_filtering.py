"""Filters over the exercise country: every facet, AND between facets, OR inside, counts that are kept."""

import pytest

from fosdesk.base.language import english
from fosdesk.model.answers import NotApplicable, Unknown, Value
from fosdesk.services import answering
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.filtering import NAMED, Asking, Filter, Tally, filter_title, marks, moment, tally
from fosdesk.services.journey import question_sections

ME = Asking(me="Amina", unproved={"risk_c1"}, export="2026-01-01T00:00:00+00:00", arrived={"risk_c3"})
C = "aed_legal_c"


@pytest.fixture
def answered(a: OpenAssessment) -> OpenAssessment:
    """A new assessment with one question of every kind."""
    for item_id, given in (
        (C + "1", Value(1)), (C + "2", Value(4)), (C + "3", Unknown("Amina", "2026-12-01")),
        (C + "4", NotApplicable("no such law")), (C + "5", Unknown("Post", "")), ("risk_c1", Value(3)),
    ):  # fmt: skip
        answering.answer(a, item_id, given, ()).result()
    answering.set_facet(a, C + "1", "comment", "a word", ()).result()
    answering.set_facet(a, C + "2", "flag", True, ()).result()
    answering.set_facet(a, C + "2", "target", 4, ()).result()
    answering.answer(a, "risk_c2", Value(1), ()).result()
    answering.answer(a, "risk_c2", Value(2), ()).result()
    return a


def applied(a: OpenAssessment, *options: tuple[str, str], asking: Asking = ME) -> Tally:
    return tally(marks(a.view, a.bank, question_sections(a), asking), Filter(frozenset(options)))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([("status", "na")], {C + "4"}),
        ([("status", "unknown")], {C + "3", C + "5"}),
        ([("status", "unknown"), ("status", "na")], {C + "3", C + "4", C + "5"}),
        ([("status", "unknown"), ("mine", "waits")], {C + "3"}),
        ([("target", "below"), ("standard", "AED-LEGAL")], {C + "1"}),
        ([("target", "met"), ("standard", "AED-LEGAL")], {C + "2"}),
        ([("flag", "raised")], {C + "2"}),
        ([("comment", "written")], {C + "1"}),
        ([("comment", "written"), ("flag", "raised")], set()),
        ([("evidence", "unproved")], {"risk_c1"}),
        ([("disagreement", "open")], {"risk_c2"}),
        ([("changed", "visit")], {"risk_c3"}),
        ([("mine", "said"), ("standard", "RISK")], {"risk_c1", "risk_c2"}),
        ([("status", "answered"), ("standard", "environment")], set()),
    ],
)
def test_what_a_filter_lets_through(
    answered: OpenAssessment, options: list[tuple[str, str]], expected: set[str]
) -> None:
    assert applied(answered, *options).ids == expected


def test_without_a_filter_everything_is_let_through_in_order(answered: OpenAssessment) -> None:
    found = applied(answered)
    visible = [
        item for section in question_sections(answered) for item in section.items
        if item.type.answerable and answered.form.visible(item.id)
    ]  # fmt: skip
    assert list(found.matching) == visible
    assert found.counts["status", "unanswered"] == len(visible) - 7


def test_a_count_is_what_choosing_the_option_would_give(answered: OpenAssessment) -> None:
    """Property of every count, under several filters: choose one option of the facet and count."""
    for chosen in ((), (("status", "answered"),), (("standard", "RISK"), ("status", "unanswered"))):
        found = applied(answered, *chosen)
        for option, count in found.counts.items():
            alone = [one for one in chosen if one[0] != option[0]]
            assert count == len(applied(answered, *alone, option).matching), (chosen, option)


def test_changes_are_compared_by_the_second(answered: OpenAssessment) -> None:
    at = answered.snapshot.cell(C + "1", "value").at
    assert moment(at) == at[:19]
    assert moment("2026-11-22T02:00:00+02:00") == "2026-11-22T00:00:00"
    before, after = Asking(day="2026-01-01"), Asking(day="2999-01-01")
    assert C + "1" in applied(answered, ("changed", "day"), asking=before).ids
    assert not applied(answered, ("changed", "day"), asking=after).ids
    assert C + "1" in applied(answered, ("changed", "export")).ids
    assert not applied(answered, ("changed", "export"), asking=Asking()).ids


def test_hidden_questions_are_never_found(answered: OpenAssessment) -> None:
    answering.set_fact(answered, "edition", "2018", answered.snapshot.heads("assessment", "edition")).result()
    assert not applied(answered, ("standard", "AED-QUALITY")).ids
    answering.set_fact(answered, "left_out:AED-LEGAL", "Another project does this.", ()).result()
    left = applied(answered, ("standard", "AED-LEGAL")).ids
    assert {answered.bank.items[key].pack for key in left} == {"law"}, "acts serve several Standards"
    assert applied(answered, ("standard", "RISK")).ids


def test_filters_say_what_they_are(answered: OpenAssessment) -> None:
    tr = english()
    assert filter_title(NAMED["below"][1], answered.bank, tr) == "Below target"
    several = Filter(frozenset({("standard", "RISK"), ("status", "na"), ("dimension", "L")}))
    assert filter_title(several, answered.bank, tr) == "Not applicable · Risk management · Law"


def test_toggling_an_option_twice_changes_nothing() -> None:
    wanted = Filter().toggled(("flag", "raised"))
    assert wanted.chosen == {("flag", "raised")}
    assert wanted.toggled(("flag", "raised")) == Filter()
