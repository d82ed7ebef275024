"""Which changes count: the verdict depends on the set alone, in whatever order and portions it arrives."""

import hashlib
import random

from hypothesis import given
from hypothesis import strategies as st

from fosdesk.store.admission import Node, admit


def node(name, needs, *, depth, previous="", seq=1, station="s", cell="x", understood=True):
    identity = hashlib.sha256(name.encode()).hexdigest()
    return Node(identity, station, seq, previous, depth, cell, "value", tuple(needs), understood)


@st.composite
def pools(draw):
    """Changes that build on each other; some lie about depth, chain or cell, some are of an unknown kind."""
    made = []
    for number in range(draw(st.integers(1, 12))):
        older = [one for one in made if draw(st.booleans())][:3]
        previous = draw(st.sampled_from([None, *made]))
        needs = sorted({one.change_id for one in older})
        depths = [one.depth for one in older] + ([previous.depth] if previous else [])
        lie = draw(st.sampled_from([0, 0, 0, 0, -1, 1, 5]))
        made.append(
            node(
                f"n{number}",
                needs,
                depth=max(1, 1 + max(depths, default=0) + lie),
                previous=previous.change_id if previous else "",
                seq=previous.seq + draw(st.sampled_from([1, 1, 1, 2])) if previous else 1,
                cell=draw(st.sampled_from("xxxy")),
                understood=draw(st.sampled_from([True, True, True, False])),
            )
        )
    return made


def verdict(admission):
    return (
        frozenset(one.change_id for one in admission.applied),
        frozenset((one.change_id, frozenset(missing)) for one, missing in admission.waiting),
        frozenset(one.change_id for one, _ in admission.refused),
    )


@given(pools(), st.integers(0, 999), st.integers(0, 12))
def test_order_and_absence_do_not_matter(pool, seed, leave_out):
    dice = random.Random(seed)
    part = pool[:leave_out] + pool[leave_out + 1 :]
    expected = verdict(admit(part, {}))
    for _ in range(4):
        dice.shuffle(part)
        admission = admit(part, {})
        assert verdict(admission) == expected
        seen = set()
        for one in admission.applied:
            assert set(one.needs) <= seen
            seen.add(one.change_id)


@given(pools(), st.integers(0, 999), st.integers(0, 12))
def test_what_arrives_in_two_portions_is_judged_as_if_it_came_at_once(pool, seed, cut):
    expected = verdict(admit(pool, {}))
    shuffled = list(pool)
    random.Random(seed).shuffle(shuffled)
    first = admit(shuffled[:cut], {})
    known = {one.change_id: one.link for one in first.applied}
    second = admit([*shuffled[cut:], *(one for one, _ in first.waiting)], known)
    applied, waiting, refused = verdict(second)
    before = verdict(first)
    assert (applied | before[0], waiting, refused | before[2]) == expected


def test_each_lie_has_its_name():
    first = node("first", [], depth=1)
    lies = {
        "depth": node("deep", [first.change_id], depth=9),
        "chain": node("chain", [], depth=2, previous=first.change_id, seq=7),
        "another field": node("cell", [first.change_id], depth=2, cell="y"),
    }
    for why, lie in lies.items():
        assert [reason for _, reason in admit([lie, first], {}).refused] == [why]


def test_a_later_kind_may_name_changes_of_other_cells():
    first = node("first", [], depth=1)
    later = node("later", [first.change_id], depth=2, cell="y", understood=False)
    assert len(admit([later, first], {}).applied) == 2
