"""Single answers: what a value of each type is, within which limits, and how people write numbers.

Recorded values know no language: a level or a whole number is a JSON integer, a decimal is a text
("12.5"), a percentage is the number of per cent ("45" is 45 per cent), a date is "2026-05-01", a month
"2026-05", a choice its value, a set of choices a list of values, files a list of records with name, size in
bytes and SHA-256 in hexadecimal.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fosdesk.forms.fel.functions import chosen
from fosdesk.forms.fel.values import FelValue, day, number, plain, text, whole
from fosdesk.forms.pack import Item, ItemType
from fosdesk.forms.patterns import compile_pattern, matches
from fosdesk.model.answers import Json, Value

LONGEST = 100_000

_BEYOND = 10**15

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_SHA = re.compile(r"[0-9a-f]{64}")
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
    return limits(item, found) or Value(raw if item.type is ItemType.FILE else _recorded(item, found))


def as_answer(item: Item, found: FelValue) -> Value | None:
    """What an expression came to as an answer to an item; None where it cannot be one."""
    given: Json = text(found)
    if item.type is ItemType.CHOICES:
        given = list(chosen(found))
    elif item.type is ItemType.LEVEL:
        given = whole(number(found))
    elif item.type.numeric:
        exact = number(found)
        given = None if exact is None else plain(Decimal(exact))
    elif item.type in (ItemType.DATE, ItemType.MONTH):
        given = text(day(found))[: 10 if item.type is ItemType.DATE else 7]
    answer = check_value(item, given)
    return answer if isinstance(answer, Value) else None


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
    if isinstance(raw, str) and raw and item.choices_from:
        return raw
    if isinstance(raw, str) and any(choice.value == raw for choice in item.choices):
        return raw
    return Problem("answer.not_choice", {"value": _short(raw)})


def _choices(item: Item, raw: Json) -> FelValue | Problem:
    if not isinstance(raw, list):
        return Problem("answer.not_choice", {"value": _short(raw)})
    if item.choices_from and all(isinstance(value, str) and value for value in raw):
        return tuple(dict.fromkeys(str(value) for value in raw))
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


def _files(item: Item, raw: Json) -> FelValue | Problem:
    """Names of files; whether each may be here is told from its name and size."""
    if not isinstance(raw, list) or not all(isinstance(one, dict) and _is_file(one) for one in raw):
        return Problem("answer.not_files")
    if len(raw) > item.count:
        return Problem("answer.too_many_files", {"most": item.count})
    names: list[str] = []
    for one in raw:
        name, size = str(one["name"]), int(one["size"])  # type: ignore[call-overload, arg-type, index]
        if item.accept and name.rpartition(".")[2].lower() not in item.accept:
            return Problem("answer.other_file", {"name": name, "endings": ", ".join(item.accept)})
        if item.max_mb is not None and size > item.max_mb * 1_000_000:
            return Problem("answer.file_too_large", {"name": name, "most": item.max_mb})
        names.append(name)
    return tuple(names)


def _is_file(one: Mapping[str, Json]) -> bool:
    name, size, digest = one.get("name"), one.get("size"), one.get("sha256")
    sized = type(size) is int and size >= 0
    return isinstance(name, str) and name != "" and sized and bool(_SHA.fullmatch(str(digest)))


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
    ItemType.FILE: _files,
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
