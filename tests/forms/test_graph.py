"""The order of tasks, and circles."""

from fosdesk.forms.graph import circle, needs, ordered


def test_every_task_comes_after_what_it_waits_for(bank):
    waiting = needs(bank.sections)
    order = ordered(waiting)
    assert set(order) == set(waiting)
    position = {task: at for at, task in enumerate(order)}
    assert all(position[other] < position[task] for task, others in waiting.items() for other in others)
    assert circle(waiting) == []


def test_a_circle_is_named():
    waiting = {
        ("value", "a"): (("value", "c"),),
        ("value", "b"): (("value", "a"),),
        ("value", "c"): (("value", "b"),),
        ("value", "d"): (("value", "a"),),
        ("value", "e"): (),
    }
    found = circle(waiting)
    assert found[0] == found[-1]
    assert set(found) == {"a", "b", "c"}
    assert ordered(waiting) == [("value", "e")]
