"""Single answers: what a value of each type is, within which limits, and how people write numbers.

Recorded values know no language: a level or a whole number is a JSON integer, a decimal is a text
("12.5"), a percentage is the number of per cent ("45" is 45 per cent), a date is "2026-05-01", a month
"2026-05", a choice its value, a set of choices a list of values.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fosdesk.forms.fel.values import FelValue, plain
from fosdesk.forms.pack import Item, ItemType
from fosdesk.forms.patterns import compile_pattern, matches
from fosdesk.model.answers import Json, Value

LONGEST = 100_000

_BEYOND = 10**15

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value cannot be the answer, or does not fit; `code` has a sentence that takes `params`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def check_value(item: Item, raw: Json) -> Value | Problem:
    """The value as it is recorded, or what is wrong with it (type, choice, range, length, pattern)."""
    found = typed(item, raw)
    if isinstance(found, Problem):
        return found
    if found is None or found == "" or found == ():
        return Problem("answer.empty")
    return limits(item, found) or Value(_recorded(item, found))


def typed(item: Item, raw: Json) -> FelValue | Problem:
    """The value that expressions see, or why the recorded one has not the type of the item."""
    read = _READERS.get(item.type)
    if read is None:
        return Problem("answer.not_answerable")
    return None if raw is None else read(item, raw)


def _level(item: Item, raw: Json) -> FelValue | Problem:
    if type(raw) is int and 0 <= raw < len(item.levels):
        return raw
    return Problem("answer.not_level", {"most": len(item.levels) - 1})


def _choice(item: Item, raw: Json) -> FelValue | Problem:
    if isinstance(raw, str) and any(choice.value == raw for choice in item.choices):
        return raw
    return Problem("answer.not_choice", {"value": _short(raw)})


def _choices(item: Item, raw: Json) -> FelValue | Problem:
    if not isinstance(raw, list):
        return Problem("answer.not_choice", {"value": _short(raw)})
    known = [choice.value for choice in item.choices]
    for value in raw:
        if value not in known:
            return Problem("answer.not_choice", {"value": _short(value)})
    return tuple(value for value in known if value in raw)


def _integer(_item: Item, raw: Json) -> FelValue | Problem:
    if type(raw) is int and abs(raw) < _BEYOND:
        return raw
    if isinstance(raw, str) and _INTEGER.fullmatch(raw):
        return int(raw)
    return Problem("answer.not_whole")


def _decimal(_item: Item, raw: Json) -> FelValue | Problem:
    if type(raw) is int and abs(raw) < _BEYOND:
        return Decimal(raw)
    if isinstance(raw, str) and _DECIMAL.fullmatch(raw):
        return Decimal(raw)
    return Problem("answer.not_number")


def _date(_item: Item, raw: Json) -> FelValue | Problem:
    return (iso_date(raw) if isinstance(raw, str) else None) or Problem("answer.not_date")


def _month(_item: Item, raw: Json) -> FelValue | Problem:
    return (iso_month(raw) if isinstance(raw, str) else None) or Problem("answer.not_month")


def _text(_item: Item, raw: Json) -> FelValue | Problem:
    return raw if isinstance(raw, str) else Problem("answer.not_text")


_READERS: Mapping[ItemType, Callable[[Item, Json], FelValue | Problem]] = {
    ItemType.LEVEL: _level,
    ItemType.CHOICE: _choice,
    ItemType.CHOICES: _choices,
    ItemType.INTEGER: _integer,
    ItemType.NUMBER: _decimal,
    ItemType.PERCENT: _decimal,
    ItemType.MONEY: _decimal,
    ItemType.DATE: _date,
    ItemType.MONTH: _month,
    ItemType.TEXT: _text,
    ItemType.LONGTEXT: _text,
}


def _short(raw: Json) -> str:
    if isinstance(raw, str):
        return raw[:40]
    return str(raw) if type(raw) is int and abs(raw) < _BEYOND else "…"


def _recorded(item: Item, value: FelValue) -> Json:
    """The JSON form: one value has one form, so that equal answers never look like a disagreement."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat() if item.type is ItemType.DATE else f"{value.year:04}-{value.month:02}"
    return list(value) if isinstance(value, tuple) else value


def iso_date(written: str) -> date | None:
    """The date of "2026-05-01", or None."""
    match = _DATE.fullmatch(written)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def iso_month(written: str) -> date | None:
    """The first day of the month "2026-05", or None."""
    return iso_date(f"{written}-01") if len(written) == 7 else None


def limits(item: Item, value: FelValue) -> Problem | None:
    """What is wrong with a value of the right type: range, decimals, length, pattern, exclusion."""
    if isinstance(value, tuple):
        return _exclusive(item, value)
    if isinstance(value, str):
        return _text_limits(item, value)
    if isinstance(value, Decimal) and item.decimals is not None and _places(value) > item.decimals:
        return Problem("answer.decimals", {"most": item.decimals})
    return _range(item, value)


def _exclusive(item: Item, chosen: tuple[str, ...]) -> Problem | None:
    alone = next((c for c in item.choices if c.exclusive and c.value in chosen), None)
    if alone is not None and len(chosen) > 1:
        return Problem("answer.exclusive", {"label": alone.label})
    return None


def _text_limits(item: Item, text: str) -> Problem | None:
    most = item.max_length or LONGEST
    if len(text) > most:
        return Problem("answer.too_long", {"most": most, "length": len(text)})
    if item.pattern and not matches(compile_pattern(item.pattern), text):
        return Problem("answer.pattern")
    return None


def _places(value: Decimal) -> int:
    return max(0, len(plain(value).partition(".")[2]))


def _range(item: Item, value: FelValue) -> Problem | None:
    least, most = limit_of(item, item.min), limit_of(item, item.max)
    below = least is not None and value < least  # type: ignore[operator]
    above = most is not None and value > most  # type: ignore[operator]
    if not below and not above:
        return None
    if least is not None and most is not None:
        return Problem("answer.range", {"least": item.min, "most": item.max})
    if below:
        return Problem("answer.too_small", {"least": item.min})
    return Problem("answer.too_large", {"most": item.max})


def limit_of(item: Item, limit: Decimal | str | None) -> Decimal | date | None:
    """A limit of an item as a value of its type; None where there is none."""
    if isinstance(limit, str):
        return iso_month(limit) if item.type is ItemType.MONTH else iso_date(limit)
    return limit
