"""Counts of what is done."""

from decimal import Decimal

from fosdesk.forms.completion import Completion, completion
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured, Value


def test_counts_visible_questions_only(bank, form):
    nothing = completion(bank, form.full({}))
    assert nothing == Completion(0, 0, 0, 12, 12)
    assert nothing.share == 0
    more = completion(bank, form.full({"aed_law": Value("yes"), "hours": Value("2")}))
    assert more == Completion(2, 0, 0, 12, 14), "two questions have appeared"


def test_every_form_is_dealt_with(bank, form):
    state = form.full(
        {
            "aed_law": NotApplicable("x"),
            "aed_use": Unknown(),
            "aed_time": Value(9),
            "parcels": Unmeasured("x"),
            "aed_scope": Value(["post"]),
        }
    )
    aed = completion(bank, state, ["aed"])
    assert aed == Completion(answered=1, unknown=1, not_applicable=1, open=0, total=3)
    assert (aed.done, aed.share) == (3, 1)
    assert completion(bank, state, ["figures"]).share == Decimal(1) / 7
    assert completion(bank, state, []).share == 1
