"""All functions of FEL in one table, with what a pack author needs to know of each.

`takes` and `gives` speak of number, text, boolean, date, set, any and item (a reference `${…}` or `.`, not a
value). Functions that need more than values — the state of an answer, one side only of an `if` — have no
`run`; the two compilers make them. Every example is run as a test.
"""

from collections.abc import Mapping
from types import MappingProxyType

from fosdesk.base.marking import N_
from fosdesk.forms.fel import date_functions, number_functions, text_functions
from fosdesk.forms.fel.function import MANY, Function
from fosdesk.forms.fel.values import FelValue, blank, number, text, truth


def coalesce(*values: FelValue) -> FelValue:
    """The first value that is not blank."""
    return next((value for value in values if not blank(value)), None)


def chosen(value: FelValue) -> tuple[str, ...]:
    """The choices of a set; a text counts as choices parted by spaces."""
    return value if isinstance(value, tuple) else tuple(text(value).split())


def selected(value: FelValue, choice: FelValue) -> FelValue:
    """Whether a choice is among the chosen."""
    return text(choice) in chosen(value)


def selected_at(value: FelValue, place: FelValue) -> FelValue:
    """The choice at a place, counted from 0."""
    at = text_functions.place(place)
    options = chosen(value)
    return options[at] if at is not None and 0 <= at < len(options) else None


_ANY = ("any",)
_ITEM = ("item",)
_SPECIAL = (
    Function("if", 3, 3, ("boolean", "any", "any"), "any",
             N_("The second value where the first holds, or the third."), "if(2 > 1, 'yes', 'no')", "yes"),
    Function("answered", 1, 1, _ITEM, "boolean", N_("Whether a value is recorded."), "answered(${a})", True),
    Function("is-na", 1, 1, _ITEM, "boolean", N_("Whether the answer is not applicable."),
             "is-na(${n})", True),
    Function("is-unknown", 1, 1, _ITEM, "boolean", N_("Whether it is unknown."), "is-unknown(${u})", True),
    Function("level", 1, 1, _ITEM, "number", N_("The level of a level question."), "level(${a})", 3),
    Function("score", 1, 1, ("text",), "number", N_("A score; in rules only."), "score('s')", None),
    Function("choice-label", 1, 1, _ITEM, "text", N_("The words of the chosen answer."),
             "choice-label(${c})", "Partly"),
    Function("regex", 2, 2, ("text", "text"), "boolean", N_("Whether all of a text fits a pattern."),
             "regex('AB12', '[A-Z]+[0-9]+')", True),
    Function("position", 0, 0, (), "number", N_("The place of a row in its table, from 1; in tables only."),
             "position()", 1),
    Function("today", 0, 0, (), "date", N_("The date of today."), "today() > '2020-01-01'", True),
)  # fmt: skip
_LOGIC = (
    Function("coalesce", 1, MANY, _ANY, "any", N_("The first value that is not blank."),
             "coalesce('', 2)", 2, coalesce),
    Function("not", 1, 1, ("boolean",), "boolean", N_("True where the value is not."), "not(1 > 2)", True,
             lambda value: not truth(value)),
    Function("true", 0, 0, (), "boolean", N_("True."), "true()", True, lambda: True),
    Function("false", 0, 0, (), "boolean", N_("False."), "false()", False, lambda: False),
    Function("boolean", 1, 1, _ANY, "boolean", N_("Whether a value is neither blank nor zero."),
             "boolean(0)", False, truth),
    Function("number", 1, 1, _ANY, "number", N_("The number a text stands for."),
             "number('12.5') * 2", 25, number),
    Function("string", 1, 1, _ANY, "text", N_("The text of a value."), "string(1.50)", "1.5", text),
    Function("selected", 2, 2, ("set", "text"), "boolean", N_("Whether a choice is among the chosen."),
             "selected('post express', 'post')", True, selected),
    Function("selected-at", 2, 2, ("set", "number"), "text", N_("The chosen value at a place, from 0."),
             "selected-at('post express', 1)", "express", selected_at),
    Function("count-selected", 1, 1, ("set",), "number", N_("How many were chosen."),
             "count-selected('post express')", 2, lambda value: len(chosen(value))),
)  # fmt: skip


def _table() -> Mapping[str, Function]:
    others = (*number_functions.FUNCTIONS, *text_functions.FUNCTIONS, *date_functions.FUNCTIONS)
    return MappingProxyType({function.name: function for function in (*_SPECIAL, *_LOGIC, *others)})


FUNCTIONS = _table()
ROW_FUNCTIONS = frozenset({"indexed-repeat"})
"""Functions of XLSForm that are not read; `${table}[position() = 2]/column` says the same."""

COUNTS = frozenset({"count", "count-non-empty"})
AGGREGATES = COUNTS | {"sum", "mean", "min", "max", "join", "concat"}
"""Functions that take many values, and so take rows."""
