"""Which backups to keep: a pure rule, ordered by journal length, never by a file's date (STORE.md).

A computer whose clock jumps still keeps its longest journals: days, weeks and months only group backups
that the journal has already put in order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

ALL_OF_DAYS, DAILY, WEEKLY, MONTHLY = 2, 12, 10, 9


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified backup: how many changes it holds, their code, and the ISO day it was made."""

    name: str
    changes: int
    code: str
    day: str


def to_keep(backups: Sequence[Backup]) -> frozenset[str]:
    """Names to keep: all of two days, the longest of twelve more days, ten weeks and nine months.

    The longest journal is always kept.
    """
    ordered = sorted(backups, key=lambda backup: (backup.changes, backup.day, backup.name), reverse=True)
    days = _distinct(ordered, _day)
    kept = {backup.name for backup in ordered if _day(backup) in days[:ALL_OF_DAYS]}
    rest = [backup for backup in ordered if backup.name not in kept]
    for key, count in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        longest = _longest_of_each(rest, key, count)
        kept |= {backup.name for backup in longest}
        rest = [backup for backup in rest if key(backup) not in {key(found) for found in longest}]
    return frozenset(kept)


def _distinct(backups: Sequence[Backup], key: Callable[[Backup], str]) -> list[str]:
    return list(dict.fromkeys(key(backup) for backup in backups))


def _longest_of_each(backups: Sequence[Backup], key: Callable[[Backup], str], count: int) -> list[Backup]:
    first: dict[str, Backup] = {}
    for backup in backups:
        first.setdefault(key(backup), backup)
    return list(first.values())[:count]


def _day(backup: Backup) -> str:
    return backup.day


def _week(backup: Backup) -> str:
    from datetime import date

    try:
        year, week, _ = date.fromisoformat(backup.day).isocalendar()
    except ValueError:
        return backup.day
    return f"{year}-{week:02}"


def _month(backup: Backup) -> str:
    return backup.day[:7]
