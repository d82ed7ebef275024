"""Rows of registers through the real store: adding, editing, ordering, removing, undoing, merging."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.forms.pack import Item
from fosdesk.model.answers import Answer, NotApplicable, Value
from fosdesk.model.snapshot import Edit
from fosdesk.services import answering, dossiers, importing, registers, showing, steps
from fosdesk.services.assessment import OpenAssessment, _full_view
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.services.review import findings

JOHN = Person("John")


@pytest.fixture
def table(a: OpenAssessment) -> Item:
    return registers.table(a, "stakeholder_register")


def add(a: OpenAssessment, table: Item, name: str, **cells: Answer) -> str:
    row, done = registers.add_row(a, table, {"name": Value(name), **cells})
    done.result()
    return row


def give(a: OpenAssessment, table: Item, row: str, column: str, value: Answer | None) -> None:
    seen = a.snapshot.heads(*registers.field_of(table, row, column))
    registers.set_cell(a, table, row, column, value, seen).result()


def names(a: OpenAssessment, table: Item, tr: Texts, search: str = "") -> list[str]:
    return [line.label for line in registers.lines(a, table, tr, search)]


def whole(a: OpenAssessment) -> None:
    """What was computed step by step is what would be computed from nothing."""
    assert a.form == _full_view(a.snapshot, a.bank).state


def test_rows_are_added_named_and_found(a: OpenAssessment, table: Item, tr: Texts) -> None:
    add(a, table, "Valdoria Post", kind=Value("post"))
    add(a, table, "Chambre de commerce élargie", kind=Value("chamber"))
    assert names(a, table, tr) == ["Valdoria Post", "Chambre de commerce élargie"]
    assert names(a, table, tr, "postal operator") == ["Valdoria Post"]
    assert names(a, table, tr, "ELARGIE") == ["Chambre de commerce élargie"]
    assert names(a, table, tr, "nobody") == []
    assert registers.count(a, table) == 2
    assert [item.id for item in registers.registers(a)] == ["stakeholder_register", "consultation_register"]
    whole(a)


def test_a_cell_is_edited_cleared_and_refused(a: OpenAssessment, table: Item, tr: Texts) -> None:
    row = add(a, table, "Valdoria Post")
    give(a, table, row, "influence", Value("high"))
    assert registers.lines(a, table, tr)[0].words["influence"] == "High"
    give(a, table, row, "influence", None)
    assert registers.lines(a, table, tr)[0].words["influence"] == ""
    with pytest.raises(UserError) as refused:
        registers.set_cell(a, table, row, "nonsense", Value("x"), ())
    assert refused.value.code == "registers.no_cell"
    with pytest.raises(UserError) as refused:
        registers.set_cell(a, table, row, "kind", NotApplicable("none"), ())
    assert refused.value.code == "answering.form_not_allowed"
    whole(a)


def test_a_date_of_agreement_is_asked_once_there_is_one(a: OpenAssessment, table: Item, tr: Texts) -> None:
    row = add(a, table, "Valdoria Post", agreement=Value("none"), agreement_date=Value("2024-05-01"))
    assert registers.lines(a, table, tr)[0].words["agreement_date"] == ""
    give(a, table, row, "agreement", Value("mou"))
    assert registers.lines(a, table, tr)[0].words["agreement_date"] == "2024-05-01"
    give(a, table, row, "agreement_date", Value("2024-02-30"))
    assert registers.lines(a, table, tr)[0].wrong == {"agreement_date"}
    found = next(f for f in findings(a, tr) if f.entity == f"{row}.agreement_date")
    assert "Valdoria Post" in found.sentence
    whole(a)


def test_removing_keeps_everything_and_undo_brings_it_back(a: OpenAssessment, table: Item, tr: Texts) -> None:
    row = add(a, table, "Valdoria Post", role=Value("Carries parcels"))
    add(a, table, "Tax Authority")
    registers.remove_row(a, table, row).result()
    assert names(a, table, tr) == ["Tax Authority"]
    assert [line.label for line in registers.removed_rows(a, table, tr)] == ["Valdoria Post"]
    assert a.snapshot.value(row, "role") == {"v": "Carries parcels"}
    undone = steps.undo(a).result()
    assert steps.step_sentence(a, undone, tr) == "Undone: Stakeholders: Valdoria Post"
    assert names(a, table, tr) == ["Valdoria Post", "Tax Authority"]
    registers.remove_row(a, table, row).result()
    registers.restore_row(a, table, row).result()
    assert names(a, table, tr) == ["Valdoria Post", "Tax Authority"]
    assert registers.removed_rows(a, table, tr) == ()
    whole(a)


def test_undo_of_adding_leaves_no_row(a: OpenAssessment, table: Item, tr: Texts) -> None:
    row = add(a, table, "Valdoria Post")
    give(a, table, row, "kind", Value("post"))
    undone = steps.undo(a).result()
    assert steps.step_sentence(a, undone, tr) == "Undone: Stakeholders: Valdoria Post, Kind"
    assert steps.undo(a).result().done
    assert names(a, table, tr) == []
    assert registers.removed_rows(a, table, tr) == ()
    whole(a)


def test_rows_change_places(a: OpenAssessment, table: Item, tr: Texts) -> None:
    rows = [add(a, table, name) for name in "ABCD"]
    moved = registers.move_row(a, table, rows[3], -1)
    assert moved is not None
    moved.result()
    assert names(a, table, tr) == ["A", "B", "D", "C"]
    registers.move_row(a, table, rows[0], 1).result()  # type: ignore[union-attr]
    assert names(a, table, tr) == ["B", "A", "D", "C"]
    assert registers.move_row(a, table, rows[1], -1) is None
    assert registers.move_row(a, table, rows[2], 1) is None
    whole(a)


def test_rows_of_two_computers_at_one_place_are_parted_when_one_moves(
    a: OpenAssessment, table: Item, tr: Texts
) -> None:
    rows = [f"stakeholders:{name}" for name in "abc"]
    edits = [
        Edit(row, field, {"v": value})
        for row in rows
        for field, value in (("alive", True), ("position", "0"), ("name", row[-1]))
    ]
    answering.record(a, edits).result()
    assert names(a, table, tr) == ["a", "b", "c"]
    registers.move_row(a, table, rows[2], -1).result()  # type: ignore[union-attr]
    assert names(a, table, tr) == ["a", "c", "b"]
    whole(a)


@pytest.mark.parametrize("position", ["NaN", "x", "", "1e5000", None])
def test_a_place_that_is_none_does_no_harm(
    a: OpenAssessment, table: Item, tr: Texts, position: str | None
) -> None:
    edits = [
        Edit("stakeholders:x", field, {"v": value})
        for field, value in (("alive", True), ("position", position), ("name", "X"))
    ]
    answering.record(a, edits).result()
    add(a, table, "Y")
    assert set(names(a, table, tr)) == {"X", "Y"}
    registers.move_row(a, table, "stakeholders:x", 1 if names(a, table, tr)[0] == "X" else -1)
    whole(a)


def test_step_by_step_equals_from_nothing(a: OpenAssessment, table: Item) -> None:
    dice = random.Random(7)
    rows: list[str] = []
    for _ in range(60):
        deed = dice.randrange(6)
        if deed == 0 or not rows:
            rows.append(add(a, table, f"O{dice.randrange(9)}"))
        elif deed == 1:
            registers.remove_row(a, table, dice.choice(rows)).result()
        elif deed == 2:
            registers.restore_row(a, table, dice.choice(rows)).result()
        elif deed == 3:
            steps.undo(a).result()
        elif deed == 4 and a.form.rows[table.id]:
            moved = registers.move_row(a, table, dice.choice(a.form.rows[table.id]), dice.choice((-1, 1)))
            if moved is not None:
                moved.result()
        else:
            value = dice.choice((None, Value("mou"), Value("none"), Value("wrong")))
            give(a, table, dice.choice(rows), "agreement", value)
        whole(a)


@pytest.fixture
def meet(
    station: Callable[[str], AppContext], context: AppContext, tmp_path: Path
) -> Callable[..., OpenAssessment]:
    """Two computers part with the same rows, do what they do, and meet on the first."""

    def run(a: OpenAssessment, here: Callable[[], None], there: Callable[[OpenAssessment], None]):
        stick = tmp_path / "stick"
        stick.mkdir()
        copy = dossiers.save_copy(context, a, stick, SilentProgress())
        other = station("two")
        dossiers.open_dossier(other, copy, JOHN, SilentProgress())
        b = other.library.open_now(a.id, JOHN, SilentProgress())
        there(b)
        back = dossiers.save_copy(other, b, stick, SilentProgress())
        other.library.close_now(b)
        here()
        context.library.close_now(a)
        dossiers.open_dossier(context, back, Person("Amina"), SilentProgress())
        return context.library.open_now(a.id, Person("Amina"), SilentProgress())

    return run


def test_two_stations_add_rows_and_both_are_there(
    a: OpenAssessment, table: Item, tr: Texts, meet: Callable[..., OpenAssessment]
) -> None:
    row = add(a, table, "Valdoria Post")

    def there(b: OpenAssessment) -> None:
        add(b, table, "Rapid Parcels")
        give(b, table, row, "kind", Value("post"))

    def here() -> None:
        add(a, table, "Tax Authority")
        give(a, table, row, "kind", Value("express"))

    met = meet(a, here, there)
    assert set(names(met, table, tr)) == {"Valdoria Post", "Rapid Parcels", "Tax Authority"}
    assert registers.lines(met, table, tr)[0].disputed == {"kind"}
    assert any(f.entity == f"{row}.kind" and f.severity == "error" for f in findings(met, tr))
    whole(met)
    met.close().result()


def test_an_edit_against_a_removal_stays_in_sight(
    a: OpenAssessment, table: Item, tr: Texts, meet: Callable[..., OpenAssessment]
) -> None:
    edited, quiet = add(a, table, "Valdoria Post"), add(a, table, "Tax Authority")

    def here() -> None:
        registers.remove_row(a, table, edited).result()
        registers.remove_row(a, table, quiet).result()

    met = meet(a, here, lambda b: give(b, table, edited, "notes", Value("Asked for the list")))
    assert [(line.entity, line.contested) for line in registers.lines(met, table, tr)] == [(edited, True)]
    registers.remove_row(met, table, edited).result()
    assert names(met, table, tr) == []
    registers.restore_row(met, table, quiet).result()
    assert names(met, table, tr) == ["Tax Authority"]
    whole(met)
    met.close().result()


def test_rows_leave_and_come_back_as_json(
    a: OpenAssessment, table: Item, tr: Texts, context: AppContext, tmp_path: Path
) -> None:
    add(a, table, "Valdoria Post", kind=Value("post"))
    registers.remove_row(a, table, add(a, table, "Gone")).result()
    said = dict(showing.content(a))
    assert [row["cells"] for row in said["rows"]["stakeholders"]] == [
        {"name": {"v": "Valdoria Post"}, "kind": {"v": "post"}}
    ]
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(said), "utf-8")
    assert {row.verdict for row in importing.plan(a, file, tr).rows} == {importing.SAME}
    b = context.library.create_now(a.facts, JOHN, SilentProgress())
    importing.apply(b, importing.plan(b, file, tr))
    assert names(b, registers.table(b, table.id), tr) == ["Valdoria Post"]
    whole(b)
    context.library.close_now(b)


def test_rows_that_do_not_fit_are_told_and_nothing_is_recorded(
    a: OpenAssessment, tr: Texts, tmp_path: Path
) -> None:
    rows = {
        "stakeholders": [{"id": "x", "cells": {"kind": {"v": "friend"}, "size": {"v": 1}}}],
        "friends": [],
    }
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": {}, "rows": rows}), "utf-8")
    plan = importing.plan(a, file, tr)
    assert len(plan.problems) == 3
    with pytest.raises(UserError):
        importing.apply(a, plan)
    assert not a.snapshot.fields("stakeholders:x")


def test_the_sample_has_a_register_and_show_counts_it(sample: OpenAssessment, tr: Texts) -> None:
    table = registers.table(sample, "stakeholder_register")
    assert "  Stakeholders: 16 rows" in showing.lines(sample, tr)
    assert len({line.words["kind"] for line in registers.lines(sample, table, tr)}) >= 12
    assert not any(line.wrong or line.disputed for line in registers.lines(sample, table, tr))
