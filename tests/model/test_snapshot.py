"""What readers see: cells that are never altered, only replaced."""

import pytest

from fosdesk.model.answers import NotApplicable, Value
from fosdesk.model.snapshot import Cell, Cells, Snapshot


def cell(value, head="a" * 64, *, disagreement=False):
    return Cell(value, head, (head,), (), disagreement, "2026-05-12T10:31:00Z", "Amina")


def snapshot(cells):
    return Snapshot("valdoria2026", Cells(cells), 1, "00000000", 1)


def test_replacing_cells_leaves_the_old_mapping_as_it_was():
    before = Cells({("x", "value"): cell({"v": 1}), ("y", "value"): cell({"v": 2})})
    after = before.replaced({("x", "value"): cell({"v": 3}), ("x", "comment"): cell({"v": "c"})})
    assert before["x", "value"].value == {"v": 1}
    assert ("x", "comment") not in before
    assert (len(before), len(after)) == (2, 3)
    assert after["x", "value"].value == {"v": 3}
    assert after["y", "value"] is before["y", "value"]
    assert set(after) == {("x", "value"), ("x", "comment"), ("y", "value")}
    assert set(after.entities()) == {"x", "y"}


def test_a_cell_that_is_not_there_is_a_missing_key():
    cells = Cells({("x", "value"): cell({"v": 1})})
    for key in (("x", "comment"), ("z", "value")):
        assert cells.get(key) is None
        with pytest.raises(KeyError):
            cells[key]
    assert dict(cells.fields("z")) == {}


def test_a_snapshot_answers_by_item():
    seen = snapshot({("x", "value"): cell({"v": 3}), ("y", "value"): cell({"na": "no coast"})})
    assert seen.answer("x") == Value(3)
    assert seen.answer("y") == NotApplicable("no coast")
    assert seen.answer("z") is None
    assert seen.value("z", "value") is None
    assert seen.cell("x", "value") is seen.cells["x", "value"]
    assert seen.cell("z", "value") is None
    assert seen.heads("x", "value") == ("a" * 64,)
    assert seen.heads("z", "value") == ()
    assert list(seen.fields("x")) == ["value"]


def test_a_cleared_answer_is_none():
    assert snapshot({("x", "value"): cell({"v": None})}).answer("x") is None


def test_disagreements_are_listed_in_order():
    cells = {(name, "value"): cell({"v": 1}, disagreement=name != "m") for name in ("z", "m", "a")}
    assert snapshot(cells).disagreements() == (("a", "value"), ("z", "value"))


def test_fields_of_an_entity_cannot_be_altered():
    fields = snapshot({("x", "value"): cell({"v": 1})}).fields("x")
    with pytest.raises(TypeError):
        fields["value"] = None
