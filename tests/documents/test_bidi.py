"""Directions: the order in which pieces of one line stand, checked against texts set by hand."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.documents.bidi import levels, runs_both_ways, runs_from_right, visual, without_overrides


@dataclass
class Piece:
    text: str
    level: int


def shown(text: str, rtl: bool) -> str:
    """Return the characters from left to right, each one a piece of its own."""
    return "".join(
        piece.text for piece in visual([Piece(*p) for p in zip(text, levels(text, rtl), strict=True)])
    )


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("plain", False, "plain"),
        ("ابج", True, "جبا"),
        ("ابج 123", True, "123 جبا"),
        ("ابج (WCO)", True, ")WCO( جبا"),  # brackets are mirrored when they are drawn
        ("act ابج 14", False, "act 14 جبا"),
        ("ابج 1.5%", True, "%1.5 جبا"),
        ("12 ابج", True, "جبا 12"),
        ("ابج NCA (2026) دهو", True, "وهد NCA (2026) جبا"),
        ("act (ابج) no", False, "act (جبا) no"),
        ("ابج (act [no]) دهو", True, "وهد )act [no]( جبا"),
        ("ابج ( act", True, "act ) جبا".replace(")", "(")),
    ],
)
def test_lines_are_reordered_as_the_algorithm_says(text, rtl, expected):
    assert shown(text, rtl) == expected


def test_only_texts_with_two_directions_need_levels():
    assert not runs_both_ways("Кириллица and Latin, 42 %")
    assert runs_both_ways("one ع")


@pytest.mark.parametrize(
    ("text", "document", "from_right"),
    [
        ("Official text seen and attached.", True, False),
        ("61%", True, False),
        ("FOSDesk أداة عمل", True, True),
        ("Each has an owner, found out by 29 يناير 2027.", True, False),
        ("\u200f", True, True),
        ("نص عربي (WCO)", False, True),
        ("The act قانون", False, False),
        ("42 قانون", False, True),
    ],
)
def test_direction_follows_the_text(text, document, from_right):
    assert runs_from_right(text, document) is from_right


def test_overrides_and_isolates_are_left_out_but_marks_stay():
    assert without_overrides("a\u202eb\u2067c\u2069d\u202c\u200ee") == "abcd\u200ee"


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\u2029\x1c\x1d\x1e\x85")),
    st.booleans(),
)
def test_every_character_has_a_level_and_none_is_lost(text, rtl):
    text = without_overrides(text)
    found = levels(text, rtl)
    assert len(found) == len(text)
    assert all(level >= int(rtl) for level in found)
    assert sorted(shown(text, rtl)) == sorted(text)
