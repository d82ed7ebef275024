"""Functions of dates. The examples are run as tests."""

import re
from datetime import date

from fosdesk.base.marking import N_
from fosdesk.forms.fel.function import Function
from fosdesk.forms.fel.values import FelValue, day, text

DATE_FORMAT = re.compile(r"(?:%[Yymnde%]|[^%])*")
"""What `format-date` writes: numbers only, because names of months belong to a language."""

_CODE = re.compile(r"%(.)")


def days_between(start: FelValue, end: FelValue) -> FelValue:
    """Days from one date to another; negative where the second is earlier."""
    first, second = day(start), day(end)
    return None if first is None or second is None else (second - first).days


def year(value: FelValue) -> FelValue:
    """The year of a date."""
    found = day(value)
    return None if found is None else found.year


def format_date(value: FelValue, pattern: FelValue) -> FelValue:
    """A date as numbers: %Y %y year, %m %n month, %d %e day (%n and %e without zero), %% per cent."""
    found, wanted = day(value), text(pattern)
    if found is None or not DATE_FORMAT.fullmatch(wanted):
        return None
    return _CODE.sub(lambda match: _part(found, match.group(1)), wanted)


def _part(found: date, code: str) -> str:
    parts = {
        "Y": f"{found.year:04}",
        "y": f"{found.year % 100:02}",
        "m": f"{found.month:02}",
        "n": str(found.month),
        "d": f"{found.day:02}",
        "e": str(found.day),
        "%": "%",
    }
    return parts[code]


FUNCTIONS = (
    Function("date", 1, 1, ("any",), "date", N_("The date a text or a number of days stands for."),
             "date('2026-05-01')",
             date(2026, 5, 1), day),
    Function("year", 1, 1, ("date",), "number", N_("The year of a date."), "year('2026-05-01')", 2026, year),
    Function("days-between", 2, 2, ("date", "date"), "number", N_("Days from the first date to the second."),
             "days-between('2026-05-01', '2026-05-31')", 30, days_between),
    Function("format-date", 2, 2, ("date", "text"), "text", N_("A date written with numbers."),
             "format-date('2026-05-01', '%d/%m/%Y')", "01/05/2026", format_date),
)  # fmt: skip
