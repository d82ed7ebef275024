"""Every number can be asked why."""

from decimal import Decimal

from fosdesk.analysis.scores import all_scores
from fosdesk.analysis.why import why
from fosdesk.model.answers import Unknown, Value


def test_a_weighted_mean_can_be_followed(form):
    state = form.full({"aed_law": Value("no"), "aed_use": Value(4), "aed_time": Value(3)})
    found = why(all_scores(form.bank, state)["aed"], {"aed_use": 2}, "2022")
    assert found.weighted_points == 2 * 0 + 3 * 4 + 1 * 3
    assert found.rated_weight == 6
    assert found.weighted_points / found.rated_weight == found.before_caps == Decimal("2.5")
    assert (found.value, found.cap, found.band.id) == (2, "No legal basis.", "middle")
    assert [cap.at for cap in found.caps] == [2]
    assert (found.method, found.edition, found.floor, found.coverage) == (
        "weighted_mean",
        "2022",
        Decimal("0.5"),
        1,
    )
    assert [(one.code, one.evidence) for one in found.inputs] == [("AED-1", 0), ("AED-3", 2), ("AED-4", 0)]
    assert found.inputs[1].label == "Use of advance data"
    assert found.title == "Advance data"


def test_why_there_is_no_score(form):
    state = form.full({"aed_law": Value("yes"), "aed_use": Unknown("Risk unit", "")})
    found = why(all_scores(form.bank, state)["aed"])
    assert (found.status, found.value, found.before_caps) == ("low_coverage", None, None)
    assert found.coverage < found.floor
    assert [one.input.state for one in found.inputs] == ["rated", "unknown", "unanswered"]
