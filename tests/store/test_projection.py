"""From heads to a cell: equal values agree, different ones are both kept, and no clock takes part."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from fosdesk.model.journal import make_change, value_text
from fosdesk.store.projection import Head, cell_row, project, project_all

VALUES = st.sampled_from([{"v": 0}, {"v": 1}, {"v": True}, {"v": None}, {"na": "no coast"}, {"v": "1"}])
HEADS = st.lists(
    st.builds(
        Head,
        st.integers(1, 5),
        st.integers(0, 2**64).map(lambda number: f"{number:064x}"),
        VALUES,
        st.sampled_from(["1970-01-01T00:00:00Z", "2026-05-12T10:31:00Z", "2099-01-01T00:00:00Z"]),
        st.sampled_from(["Amina", "Kofi"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda head: head.change_id,
)


@given(HEADS, st.randoms())
def test_the_order_and_the_clocks_of_heads_do_not_matter(heads, dice):
    shuffled = list(heads)
    dice.shuffle(shuffled)
    cell = project(heads)
    assert project(shuffled) == cell
    late = [dataclasses.replace(head, at="2300-01-01T00:00:00Z") for head in heads]
    assert dataclasses.replace(project(late), at=cell.at) == cell


@given(HEADS)
def test_a_disagreement_is_two_distinct_values_and_nothing_else(heads):
    cell = project(heads)
    texts = {value_text(head.value) for head in heads}
    assert cell.disagreement == (len(texts) > 1)
    assert {value_text(value) for _, value in cell.values} == (texts if len(texts) > 1 else set())
    assert set(cell.heads) == {head.change_id for head in heads}
    winner = max(heads, key=lambda head: (head.depth, head.change_id))
    assert (cell.winner, cell.value, cell.at, cell.author) == (
        winner.change_id,
        winner.value,
        winner.at,
        winner.author,
    )


@given(HEADS)
def test_a_row_says_what_the_cell_says(heads):
    cell = project(heads)
    assert cell_row(("x", "value"), cell) == (
        "x",
        "value",
        value_text(cell.value),
        cell.winner,
        " ".join(sorted(cell.heads)),
        int(cell.disagreement),
    )


def change(name, value, supersedes=(), depth=1, kind="set"):
    return make_change(
        kind=kind,
        assessment="valdoria2026",
        station=f"station {name}",
        seq=1,
        previous="",
        depth=depth,
        wall_at="2026-05-12T10:31:00Z",
        zone="+00:00",
        author="Amina",
        pack="",
        entity="x",
        field="value",
        value=value,
        supersedes=sorted(supersedes),
        batch="b",
    )


def test_what_is_superseded_is_no_head():
    first, other = change("a", {"v": 1}), change("b", {"v": 2})
    last = change("c", {"v": 3}, [first.change_id], depth=2)
    cells = project_all([last, other, first])
    assert set(cells["x", "value"].heads) == {last.change_id, other.change_id}


def test_a_kind_that_is_not_known_hides_nothing():
    first = change("a", {"v": 1})
    unknown = change("b", {"to": "someone"}, [first.change_id], depth=2, kind="delegate")
    assert project_all([first, unknown])["x", "value"].heads == (first.change_id,)
