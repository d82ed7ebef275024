"""Two versions of a pack: every kind of change is told, and a change of meaning demands a step."""

from dataclasses import replace

import pytest

from fosdesk.forms.difference import MAJOR, MINOR, PATCH, compare
from fosdesk.forms.pack import Choice, ItemType, Level, Migration, Pack, Step


def with_item(pack: Pack, item_id: str, version: str = "", **changed: object) -> Pack:
    """The pack with one item changed; without changes the item is taken out."""
    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(item, **changed) if item.id == item_id else item
                for item in section.items
                if changed or item.id != item_id
            ),
        )
        for section in pack.sections
    )
    return replace(pack, sections=sections, version=version or pack.version)


def first(pack: Pack, kind: ItemType):
    return next(item for section in pack.sections for item in section.items if item.type is kind)


def only(old: Pack, new: Pack):
    (found,) = compare(old, new).found
    return found


def test_the_same_pack_has_no_difference(sample: Pack) -> None:
    found = compare(sample, sample)
    assert (found.found, found.needs, found.version_too_low) == ((), "", False)


def test_a_reworded_question_asks_for_a_patch_and_another_question_for_a_step(sample: Pack) -> None:
    item = first(sample, ItemType.LEVEL)
    reworded = only(sample, with_item(sample, item.id, label=f"{item.label} (all)"))
    assert (reworded.what, reworded.bump, reworded.covered) == ("label", PATCH, True)
    other = only(sample, with_item(sample, item.id, label="Something else entirely"))
    assert (other.bump, other.covered) == (MAJOR, False)


def test_a_level_described_for_the_first_time_keeps_its_meaning(sample: Pack) -> None:
    item = first(sample, ItemType.LEVEL)
    bare = replace(item.levels[1], text="")
    old = with_item(sample, item.id, levels=(item.levels[0], bare, *item.levels[2:]))
    assert only(old, sample).bump == PATCH
    new = with_item(sample, item.id, levels=(*item.levels[:1], Level(1, "Initial", "Nothing of the kind.")))
    assert {one.what for one in compare(sample, new).found if one.bump == MAJOR} == {"level"}


@pytest.mark.parametrize(
    ("changed", "what", "bump"),
    [
        ({"type": ItemType.NUMBER}, "type", MAJOR),
        ({"unit": "hours"}, "unit", MAJOR),
        ({"allow": frozenset({"na"})}, "allow", MINOR),
        ({"hint": "Ask the statistics office."}, "hint", PATCH),
    ],
)
def test_properties(sample: Pack, changed: dict[str, object], what: str, bump: str) -> None:
    item = first(sample, ItemType.INTEGER)
    found = only(sample, with_item(sample, item.id, **changed))
    assert (found.what, found.bump, found.covered) == (what, bump, bump != MAJOR)


def test_choices_added_and_taken_away(sample: Pack) -> None:
    item = first(sample, ItemType.CHOICE)
    more = with_item(sample, item.id, choices=(*item.choices, Choice("new_one", "A new one")))
    assert (only(sample, more).bump, only(sample, more).new) == (MINOR, "new_one: A new one")
    assert (only(more, sample).bump, only(more, sample).covered) == (MAJOR, False)


def test_a_retired_question_needs_a_step_and_a_major_version(sample: Pack) -> None:
    item = first(sample, ItemType.INTEGER)
    gone = with_item(sample, item.id)
    found = compare(sample, gone)
    assert [one.id for one in found.uncovered] == [item.id]
    assert (found.needs, found.version_too_low) == (MAJOR, True)
    step = Step("retire", (item.id,), {}, {})
    major = f"{int(sample.version.partition('.')[0]) + 1}.0.0"
    steps = (Migration(sample.version, major, (step,)),)
    covered = compare(sample, replace(gone, version=major, migrations=steps))
    assert (covered.uncovered, covered.version_too_low) == ((), False)


def test_a_new_question_asks_for_a_minor_version(sample: Pack) -> None:
    item = first(sample, ItemType.INTEGER)
    found = compare(with_item(sample, item.id), sample)
    assert (found.found[0].what, found.needs, found.uncovered) == ("added", MINOR, ())


def test_a_column_is_covered_by_a_step_on_its_table(sample: Pack) -> None:
    tables = (i for s in sample.sections for i in s.items if i.type is ItemType.TABLE)
    table = next(tables, None)
    if table is None:
        table = replace(first(sample, ItemType.TEXT), type=ItemType.TABLE, register="laws")
    column = replace(first(sample, ItemType.TEXT), id=f"{table.id}.title")
    old = with_item(sample, table.id, type=ItemType.TABLE, register="laws", columns=(column,))
    new = with_item(sample, table.id, type=ItemType.TABLE, register="laws", columns=())
    assert [one.id for one in compare(old, new).uncovered] == [column.id]
    step = Step("column_rename", ("title",), {"name": None}, {}, table=table.id)
    known = replace(new, migrations=(Migration(sample.version, "9.0.0", (step,)),))
    assert compare(old, known).uncovered == ()
    other = replace(new, migrations=(Migration(sample.version, "9.0.0", (replace(step, reads=("year",)),)),))
    assert [one.id for one in compare(old, other).uncovered] == [column.id]


def test_scores_and_rules_are_compared(sample: Pack) -> None:
    found = compare(sample, replace(sample, scores=sample.scores[1:], rules=()))
    kinds = {(one.kind, one.what, one.covered) for one in found.found}
    assert kinds >= {("score", "retired", True)}
