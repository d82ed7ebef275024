"""Functions of numbers. The examples are run as tests."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from fosdesk.base.marking import N_
from fosdesk.forms.fel.function import MANY, Function
from fosdesk.forms.fel.values import CONTEXT, FelValue, Number, blank, finite, number, whole

_MOST_PLACES = 30


def numbers(values: tuple[FelValue, ...]) -> list[Number]:
    """The numbers among the values; blanks are skipped."""
    return [found for found in map(number, values) if found is not None]


def rounded(value: FelValue, places: int, rounding: str) -> FelValue:
    """A number on so many decimal places; whole beyond what can be counted stays as it is."""
    given = number(value)
    if given is None:
        return None
    exact = Decimal(given)
    step = Decimal((0, (1,), -places))
    return exact if exact.same_quantum(step) else finite(_quantized(exact, step, rounding))


def _quantized(exact: Decimal, step: Decimal, rounding: str) -> Decimal:
    """A number too long to be counted in such small steps has nothing to round."""
    done = exact.quantize(step, rounding, CONTEXT)
    return done if done.is_finite() else exact


def half_away(value: FelValue, places: FelValue = 0) -> FelValue:
    """Round half away from zero, as Excel does."""
    wanted = whole(number(places)) or 0
    return rounded(value, max(-_MOST_PLACES, min(_MOST_PLACES, wanted)), ROUND_HALF_UP)


def power(base: FelValue, exponent: FelValue) -> FelValue:
    """A number to the power of another; blank where that is no real number."""
    x, y = number(base), number(exponent)
    return None if x is None or y is None else finite(CONTEXT.power(x, y))


def root(value: FelValue) -> FelValue:
    """The square root; blank below zero."""
    given = number(value)
    return None if given is None or given < 0 else finite(CONTEXT.sqrt(given))


def absolute(value: FelValue) -> FelValue:
    """A number without its sign."""
    given = number(value)
    return None if given is None else Decimal(given).copy_abs()


def total(*values: FelValue) -> FelValue:
    """The sum of what is not blank; 0 where nothing is."""
    result = Decimal(0)
    for given in numbers(values):
        result = CONTEXT.add(result, given)
    return finite(result)


def mean(*values: FelValue) -> FelValue:
    """The mean of what is not blank; blank where nothing is."""
    given = numbers(values)
    summed = number(total(*given))
    return None if not given or summed is None else finite(CONTEXT.divide(summed, len(given)))


def least(*values: FelValue) -> FelValue:
    """The least number; blanks are skipped."""
    return min(numbers(values), default=None)


def greatest(*values: FelValue) -> FelValue:
    """The greatest number; blanks are skipped."""
    return max(numbers(values), default=None)


_NUMBER = ("number",)
_NUMBERS = ("number", "number")
_SEVERAL = ("any",)
FUNCTIONS = (
    Function("int", 1, 1, _NUMBER, "number", N_("A number without its decimals."), "int(-2.7)", -2,
             lambda value: rounded(value, 0, ROUND_DOWN)),
    Function("round", 1, 2, _NUMBERS, "number", N_("Rounded half away from zero, to so many places."),
             "round(-2.5)", -3, half_away),
    Function("floor", 1, 1, _NUMBER, "number", N_("The next whole number below."), "floor(-2.1)", -3,
             lambda value: rounded(value, 0, ROUND_FLOOR)),
    Function("ceiling", 1, 1, _NUMBER, "number", N_("The next whole number above."), "ceiling(2.1)", 3,
             lambda value: rounded(value, 0, ROUND_CEILING)),
    Function("abs", 1, 1, _NUMBER, "number", N_("A number without its sign."), "abs(-2)", 2, absolute),
    Function("pow", 2, 2, _NUMBERS, "number", N_("A number to the power of another."),
             "pow(2, 10)", 1024, power),
    Function("sqrt", 1, 1, _NUMBER, "number", N_("The square root."), "sqrt(9)", 3, root),
    Function("min", 1, MANY, _SEVERAL, "number", N_("The least of the numbers; blanks are skipped."),
             "min(3, '', 2)", 2, least),
    Function("max", 1, MANY, _SEVERAL, "number", N_("The greatest of the numbers; blanks are skipped."),
             "max(3, '', 2)", 3, greatest),
    Function("sum", 1, MANY, _SEVERAL, "number", N_("The sum; blanks are skipped."),
             "sum(0.1, 0.2, '')", Decimal("0.3"), total),
    Function("mean", 1, MANY, _SEVERAL, "number", N_("The mean; blanks are skipped."),
             "mean(1, '', 2)", Decimal("1.5"), mean),
    Function("count", 1, MANY, _SEVERAL, "number", N_("How many values are not blank."),
             "count('a', '', 0)", 2,
             lambda *values: sum(not blank(value) for value in values)),
    Function("count-non-empty", 1, MANY, _SEVERAL, "number", N_("How many values are not blank."),
             "count-non-empty('a', '')", 1, lambda *values: sum(not blank(value) for value in values)),
)  # fmt: skip
