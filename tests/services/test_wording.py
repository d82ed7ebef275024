"""The difference of two texts: nothing invented, nothing lost, readable."""

from hypothesis import given
from hypothesis import strategies as st

from fosdesk.services.wording import IN, OUT, SAME, difference


def test_a_changed_word_stands_between_what_stayed() -> None:
    assert difference("Order 14 covers air only.", "Order 14 covers air and road.") == (
        (SAME, "Order 14 covers air "), (OUT, "only"), (IN, "and road"), (SAME, "."),
    )  # fmt: skip


def test_a_changed_phrase_is_one_change_and_not_one_for_each_word() -> None:
    parts = difference("in force since May", "under review by cabinet")
    assert parts == ((OUT, "in force since May"), (IN, "under review by cabinet"))


words = st.lists(st.sampled_from(["order", " ", "\n", "14", ".", "(", "é", "", "نص"]), max_size=30).map(
    "".join
)


@given(words, words)
def test_both_versions_can_be_read_off_the_parts(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(text for kind, text in parts if kind in (SAME, OUT)) == old
    assert "".join(text for kind, text in parts if kind in (SAME, IN)) == new
