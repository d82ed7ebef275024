"""Numbers as people type them, in six languages, with Latin or Arabic digits."""

import re
import unicodedata
from decimal import Decimal

from fosdesk.base.locales import LOCALES
from fosdesk.forms.validation import Problem

_LONGEST = 60
_DROPPED = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
_SIGNS = {ord("\u2212"): "-", ord("\u066b"): "d", ord("\u066c"): "g"}
_SPACES = {ord(space): "g" for space in " \u00a0\u2009\u202f'\u2019"}
_GROUPED = re.compile(r"[0-9]{1,3}(?:([g.,])[0-9]{3})(?:\1[0-9]{3})*")


def parse_number(text: str, language: str) -> Decimal | Problem:
    """The number a person typed, with decimal comma or point as `language` has it.

    A mark that can only be read one way is read that way in every language ("12,5", "1.234,56"); where
    both readings are possible ("1,234") the language decides. Anything else is a Problem, never a guess.
    """
    written = _latin(text)
    sign = "-" if written.startswith("-") else ""
    body = written.lstrip("+-") if len(written) - len(written.lstrip("+-")) <= 1 else ""
    whole, fraction = _split(body, language)
    if whole is None or len(text) > _LONGEST:
        return Problem("answer.not_number")
    return Decimal(f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}")


def _latin(text: str) -> str:
    """Latin digits, `g` for spaces and apostrophes between digits, `d` for the Arabic decimal mark."""
    cleaned = text.translate(_DROPPED).strip()
    return "".join(_digit(character) for character in cleaned.translate(_SIGNS).translate(_SPACES))


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _split(body: str, language: str) -> tuple[str | None, str]:
    """Digits before and after the decimal mark; (None, "") where the text is no number."""
    mark = _decimal_mark(body, language)
    whole, _, fraction = body.rpartition(mark) if mark else (body, "", "")
    if mark and not re.fullmatch("[0-9]+", fraction):
        return None, ""
    if re.fullmatch("[0-9]+", whole) or (mark and not whole):
        return whole or "0", fraction
    if _GROUPED.fullmatch(whole):
        return re.sub("[^0-9]", "", whole), fraction
    return None, ""


def _decimal_mark(body: str, language: str) -> str:
    """The decimal mark of a number, or an empty text where it has none."""
    if "d" in body:
        return "d"
    marks = [character for character in body if character in ".,"]
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return ""
    locale = LOCALES.get(language, LOCALES["en"])
    could_group = marks[0] == locale.group and _GROUPED.fullmatch(body)
    return "" if could_group else marks[0]
