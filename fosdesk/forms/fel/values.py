"""Values of expressions and how they turn into each other (reference: the rules of XLSForm, typed).

Blank is None, an empty text or an empty set. Numbers are whole numbers or Decimals with 34 digits; what
cannot be computed (division by zero, a number beyond 10^6144) is blank, never infinity. Dates are real
dates that count as days. A set of choices is a tuple of their values.
"""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, TypeAlias

FelValue: TypeAlias = str | bool | int | Decimal | date | tuple[str, ...] | None
Number: TypeAlias = int | Decimal

CONTEXT: Final = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])
LONGEST_TEXT: Final = 100_000

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?", re.DOTALL)
_EPOCH = date(1970, 1, 1)


def blank(value: FelValue) -> bool:
    """True for nothing, an empty text and an empty set."""
    return value is None or value == "" or value == ()


def finite(result: Decimal) -> Decimal | None:
    """The result of an arithmetic step, or blank where it is no number."""
    return result if result.is_finite() else None


def number(value: FelValue) -> Number | None:
    """The number a value stands for: dates count in days, texts as they read, anything else is blank."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | Decimal):
        return value
    if isinstance(value, date):
        return (value - _EPOCH).days
    written = text(value).strip()
    if _NUMBER.fullmatch(written):
        return finite(CONTEXT.create_decimal(written))
    day = _date_of_text(written)
    return None if day is None else (day - _EPOCH).days


def day(value: FelValue) -> date | None:
    """The date a value stands for: a date, an ISO text, or a number of days since 1970-01-01."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _date_of_text(value.strip())
    days = whole(number(value))
    try:
        return None if days is None else _EPOCH + timedelta(days=days)
    except OverflowError:
        return None


def _date_of_text(written: str) -> date | None:
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def whole(value: Number | None) -> int | None:
    """A number without its decimals, for positions and counts; blank beyond a thousand million."""
    if value is None or not -1_000_000_000 < value < 1_000_000_000:
        return None
    return int(value)


def text(value: FelValue) -> str:
    """The text of a value; numbers plainly, without exponent."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(value: Decimal) -> str:
    """A decimal as people write it: no exponent, no zeros at the end, no minus zero."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def bounded(result: str) -> str | None:
    """A text that was put together, or blank where it is longer than any answer may be."""
    return result if len(result) <= LONGEST_TEXT else None


def truth(value: FelValue) -> bool:
    """Whether a value counts as true: not blank, and not the number zero."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal):
        return value != 0
    return not blank(value)


def same(a: FelValue, b: FelValue) -> bool:
    """Equality: by truth beside a boolean, by number beside a number or date, by text otherwise."""
    if isinstance(a, bool) or isinstance(b, bool):
        return truth(a) == truth(b)
    if isinstance(a, int | Decimal | date) or isinstance(b, int | Decimal | date):
        x, y = number(a), number(b)
        return x is not None and y is not None and x == y
    return text(a) == text(b)


def compared(operator: str, a: FelValue, b: FelValue) -> bool:
    """`= != < <= > >=`; blank in an order is false."""
    if operator == "=":
        return same(a, b)
    if operator == "!=":
        return not same(a, b)
    x, y = number(a), number(b)
    if x is None or y is None:
        return False
    if operator == "<":
        return x < y
    if operator == "<=":
        return x <= y
    return x > y if operator == ">" else x >= y


def computed(operator: str, a: FelValue, b: FelValue) -> FelValue:
    """`+ - * div mod`; blank in, blank out; so is a division by zero. `mod` has the sign of the left side."""
    x, y = number(a), number(b)
    if x is None or y is None or (y == 0 and operator in ("div", "mod")):
        return None
    if operator == "+":
        return finite(CONTEXT.add(x, y))
    if operator == "-":
        return finite(CONTEXT.subtract(x, y))
    if operator == "*":
        return finite(CONTEXT.multiply(x, y))
    return finite(CONTEXT.divide(x, y) if operator == "div" else CONTEXT.remainder(x, y))


def negative(value: FelValue) -> FelValue:
    """The value with its sign turned; blank stays blank."""
    given = number(value)
    return None if given is None else finite(CONTEXT.minus(given))
