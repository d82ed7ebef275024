"""Small exact checks of parsed JSON: what has not the expected shape is named by its place, never coerced."""

import re
from collections.abc import Iterable, Mapping, Sequence


class Misfit(Exception):
    """A value that is not what its place asks for: `place` such as "parts.3.size", `want` a short code."""

    def __init__(self, place: str, want: str) -> None:
        super().__init__(place, want)
        self.place = place
        self.want = want


def an_object(
    value: object, place: str, required: Iterable[str], optional: Iterable[str] = ()
) -> Mapping[str, object]:
    """`value` as an object with all `required` names and none beyond them and `optional`."""
    names = a_mapping(value, place)
    needed, known = set(required), set(required) | set(optional)
    for name in names:
        if name not in known:
            raise Misfit(joined(place, name), "unknown")
    for name in sorted(needed - set(names)):
        raise Misfit(joined(place, name), "missing")
    return names


def a_mapping(value: object, place: str) -> Mapping[str, object]:
    """`value` as an object with any names."""
    if not isinstance(value, dict):
        raise Misfit(place, "object")
    return value


def a_list(value: object, place: str, most: int) -> Sequence[object]:
    """`value` as a list of at most `most` entries."""
    if not isinstance(value, list):
        raise Misfit(place, "list")
    if len(value) > most:
        raise Misfit(place, "too_long")
    return value


def a_text(value: object, place: str, most: int = 200, pattern: re.Pattern[str] | None = None) -> str:
    """`value` as text of at most `most` characters that matches `pattern` from end to end."""
    if type(value) is not str:
        raise Misfit(place, "text")
    if len(value) > most:
        raise Misfit(place, "too_long")
    if pattern is not None and not pattern.fullmatch(value):
        raise Misfit(place, "form")
    return value


def a_whole(value: object, place: str, low: int, high: int) -> int:
    """`value` as a whole number from `low` to `high`, both included."""
    if type(value) is not int:
        raise Misfit(place, "whole")
    if not low <= value <= high:
        raise Misfit(place, "range")
    return value


def one_of(value: object, place: str, choices: Iterable[str]) -> str:
    """`value` as one of the given texts."""
    if type(value) is not str or value not in set(choices):
        raise Misfit(place, "choice")
    return value


def joined(place: str, name: object) -> str:
    """The place of `name` inside `place`."""
    return f"{place}.{name}" if place else str(name)
