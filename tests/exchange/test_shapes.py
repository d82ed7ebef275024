import re

import pytest

from fosdesk.exchange import shapes
from fosdesk.exchange.shapes import Misfit


def misfit(check, *arguments):
    with pytest.raises(Misfit) as found:
        check(*arguments)
    return found.value.place, found.value.want


def test_what_fits_comes_back_as_it_was():
    assert shapes.an_object({"a": 1, "b": 2}, "p", ("a",), ("b", "c")) == {"a": 1, "b": 2}
    assert shapes.a_list([1, 2], "p", 2) == [1, 2]
    assert shapes.a_text("abc", "p", 3, re.compile("[a-c]+")) == "abc"
    assert shapes.a_whole(4, "p", 0, 4) == 4
    assert shapes.one_of("x", "p", ("x", "y")) == "x"


@pytest.mark.parametrize(
    ("check", "arguments", "found"),
    [
        (shapes.an_object, ([], "p", ()), ("p", "object")),
        (shapes.an_object, ({"x": 1}, "p", ()), ("p.x", "unknown")),
        (shapes.an_object, ({}, "", ("a",)), ("a", "missing")),
        (shapes.a_list, ({}, "p", 9), ("p", "list")),
        (shapes.a_list, ([1, 2, 3], "p", 2), ("p", "too_long")),
        (shapes.a_text, (3, "p"), ("p", "text")),
        (shapes.a_text, ("abcd", "p", 3), ("p", "too_long")),
        (shapes.a_text, ("ab\n", "p", 9, re.compile("ab")), ("p", "form")),
        (shapes.a_whole, (True, "p", 0, 4), ("p", "whole")),
        (shapes.a_whole, ("3", "p", 0, 4), ("p", "whole")),
        (shapes.a_whole, (5, "p", 0, 4), ("p", "range")),
        (shapes.one_of, ("z", "p", ("x", "y")), ("p", "choice")),
        (shapes.one_of, (["x"], "p", ("x", "y")), ("p", "choice")),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(check, arguments, found):
    assert misfit(check, *arguments) == found
