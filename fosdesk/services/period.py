"""The period of an assessment: a year, a month, or from one to another, written as ISO 8601 writes it."""

import re
from dataclasses import dataclass

from fosdesk.base.language import Texts

_POINT = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
_LEAST, _MOST = 1990, 2100


@dataclass(frozen=True, slots=True)
class Period:
    """`start` and `end` are "2026" or "2026-03"; `end` is empty where the period is one year or month."""

    start: str
    end: str = ""

    @property
    def written(self) -> str:
        """As the journal keeps it: "2026", "2026-03", "2026-03/2026-09"."""
        return f"{self.start}/{self.end}" if self.end and self.end != self.start else self.start

    @property
    def reversed(self) -> bool:
        """Whether it ends before it begins; a year alone begins in January and ends in December."""
        return bool(self.end) and _at(self.end, 12) < _at(self.start, 1)


def read_period(written: str) -> Period | None:
    """The period in a text; None where it is no year or month, or out of 1990 to 2100."""
    start, _, end = (part.strip() for part in written.partition("/"))
    if not _is_point(start) or (end and not _is_point(end)):
        return None
    return Period(start, "" if end == start else end)


def period_text(written: str, tr: Texts) -> str:
    """The period in words; what is no period is shown as it was typed."""
    found = read_period(written)
    if found is None:
        return written
    start = _point_text(found.start, tr)
    return tr("{start} to {end}", start=start, end=_point_text(found.end, tr)) if found.end else start


def _is_point(text: str) -> bool:
    found = _POINT.fullmatch(text)
    return found is not None and _LEAST <= int(found[1]) <= _MOST


def _at(point: str, month: int) -> tuple[int, int]:
    year, _, named = point.partition("-")
    return int(year), int(named or month)


def _point_text(point: str, tr: Texts) -> str:
    year, _, month = point.partition("-")
    if not month:
        return year
    return tr("{month} {year}", month=tr.locale.months[int(month) - 1], year=year)
