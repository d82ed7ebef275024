"""Indicators: blank is never zero, and down can be better."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from fosdesk.analysis.indicators import indicators
from fosdesk.forms.bank import Bank
from fosdesk.forms.cache import load_cached
from fosdesk.forms.loader import check_pack, load_pack
from fosdesk.forms.state import Form
from fosdesk.forms.translation import texts_of
from fosdesk.model.answers import Unknown, Value

TESTS = Path(__file__).parent.parent / "forms"


@pytest.fixture(scope="module")
def ground():
    return load_pack(TESTS / "packs" / "ground")


@pytest.fixture(scope="module")
def form(ground):
    return Form(Bank([ground, load_pack(TESTS / "assessment", [ground])]))


def measured(form, targets=None, **given):
    state = form.full({name: v if isinstance(v, Unknown) else Value(v) for name, v in given.items()})
    return indicators(form.bank, state, targets)


def test_values_against_baseline_and_target(form):
    found = measured(form, parcels_total=200, parcels_preloaded=190, aed_law="yes", aed_days=4)
    share, days = found["kpi_preload"], found["kpi_days"]
    assert (share.value, share.target, share.reached) == (Decimal("0.95"), Decimal("0.9"), True)
    assert share.progress == Decimal("1.125")
    assert (days.value, days.baseline, days.reached, days.progress) == (4, 10, False, Decimal("0.75"))
    assert days.spec.period == "year"
    assert measured(form, {"kpi_days": Decimal(5)}, aed_law="yes", aed_days=4)["kpi_days"].reached is True
    assert measured(form, aed_law="yes", aed_days=14)["kpi_days"].progress == Decimal("-0.5")


def test_what_is_missing_is_blank(form):
    for given in ({}, {"parcels_total": 0, "parcels_preloaded": 0}, {"parcels_total": Unknown()}):
        found = measured(form, **given)["kpi_preload"]
        assert (found.value, found.reached, found.progress) == (None, None, None)
    assert measured(form, aed_law="no", aed_days=4)["kpi_days"].value is None, "hidden"


def test_texts_and_cache(form, ground, tmp_path):
    texts = texts_of(form.bank.packs["fos-assessment"])
    assert texts["kpis.kpi_days.title"] == "Days"
    assert texts["kpis.kpi_days.source"] == "Register of messages"
    first = load_cached(TESTS / "assessment", tmp_path, [ground])
    assert load_cached(TESTS / "assessment", tmp_path, [ground]) == first


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("${parcels_preloaded} div", "${parcels_preload} div", "fel.unknown_item.near"),
        ("unit: percent", "unit: parcent", "pack.no_such_word.near"),
        ("direction: up", "direction: left", "pack.no_such_word"),
        ("id: kpi_days", "id: kpi_preload", "pack.twice"),
        ("title: Days, ", "", "pack.key_missing"),
        ("baseline: 10", "baseline: ten", "fel.bare_name"),
    ],
)
def test_mistakes(tmp_path, ground, tr, old, new, code):
    shutil.copytree(TESTS / "assessment", tmp_path / "assessment")
    path = tmp_path / "assessment" / "scoring.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = check_pack(tmp_path / "assessment", [ground]).errors
    assert code in [error.code for error in found]
    assert all(error.sentence(tr) for error in found)
