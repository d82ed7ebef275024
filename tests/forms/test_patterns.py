"""Patterns of packs: whatever a pack brings, it cannot run for ever nor take all memory."""

import pytest

from fosdesk.forms.patterns import LONGEST_PATTERN, BadPattern, compile_pattern, matches


@pytest.mark.parametrize("source", [r"(a)\1", "(?=a)a", "(?<=a)b", "(?>a)b", r"(a)(?(1)b)"])
def test_what_needs_going_back_is_refused(source):
    """Only an engine that goes back could read these, and such an engine can be made to run for ever."""
    with pytest.raises(BadPattern):
        compile_pattern(source)


@pytest.mark.parametrize("source", ["(a+)+", "(a|aa)+", "(a|a?)+", "(.*a){20}", "([a-z]+)*"])
def test_a_pattern_that_ruins_others_takes_no_time(source):
    pattern = compile_pattern(source)
    assert matches(pattern, "a" * 5_000)
    assert not matches(pattern, "a" * 5_000 + "!")


@pytest.mark.parametrize("source", ["((a{100}){100}){100}", "a{1001}", "(" * 2_000 + ")" * 2_000])
def test_a_pattern_that_takes_all_memory_is_refused(source):
    with pytest.raises(BadPattern):
        compile_pattern(source)


def test_the_longest_pattern():
    assert matches(compile_pattern("a" * LONGEST_PATTERN), "a" * LONGEST_PATTERN)
    with pytest.raises(BadPattern, match="500"):
        compile_pattern("a" * (LONGEST_PATTERN + 1))


def test_the_whole_text_must_match_and_be_text():
    pattern = compile_pattern("[A-Z]{2}")
    assert matches(pattern, "VA")
    assert not matches(pattern, "VAL")
    assert not matches(pattern, "\ud800")
