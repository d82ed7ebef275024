"""Answers by item id in one JSON file: the shape `show --json` prints and `import-answers` takes.

    {"facts":   {"country": {"v": "Valdoria"}, …},
     "answers": {"risk_c1": {"value": {"v": 3}, "comment": "…", "flag": true, "target": 4, "validated": 2,
                             "year": "2025", "source": "…", "followup": ["…"],
                             "evidence": [{"file": "order.pdf", "note": "…"}]}},
     "rows":    {"stakeholders": [{"id": "post", "cells": {"name": {"v": "Valdoria Post"}, …}}]}}

Read strictly: a name twice, an unknown name or a value of another type is refused with its place in the file,
and every such place is told, not only the first. A number with a decimal point becomes the text of that
number, as the journal keeps it; nothing else is converted. `null` clears a field; evidence is only added.
What `show --json` says of the assessment itself (`id`, `code`, `changes`, `levels`) is skipped. Whether an
item exists and allows the answer is for its pack to say, not for this page.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from fosdesk.base.errors import UserError
from fosdesk.base.files import told
from fosdesk.base.text import normalise, visible
from fosdesk.exchange import shapes
from fosdesk.exchange.shapes import Misfit, joined
from fosdesk.model.answers import CLEARED, CellValue, Json

MAX_FILE = 16 << 20
MAX_DEPTH = 32
MAX_TEXT = 200_000
MAX_PROBLEMS = 100
_MOST_DIGITS = 40
_MOST_WHOLE = (1 << 53) - 1
_MOST_ENTRIES = 10_000
_ABOUT_ITSELF = ("id", "code", "changes", "levels", "texts")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:.-]*")
_FILE_NAME = re.compile(r"(?!\.)[^/\\:\x00-\x1f]+")
_ROW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_LONGEST_ID = 64
_HEX = re.compile(r"[0-9a-f]{64}")

T = TypeVar("T")
Problems = list[UserError]
_NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a register: its permanent id and its cells by column."""

    id: str
    cells: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What a file of answers says: facts as cells by name; for each item id the fields it mentions.

    `value` is a cell; `comment`, `source` and `year` are text; `flag` true, false or text; `target` a level;
    `validated` a level or another value; `followup` a list of texts; `reconfirm` an edition; `evidence` a
    list of {file, note}. A field that is None is to be cleared. `rows` are by register, in order.
    """

    facts: Mapping[str, CellValue]
    answers: Mapping[str, Mapping[str, Json]]
    rows: Mapping[str, tuple[FileRow, ...]] = field(default_factory=dict)


class AnswersRefused(UserError):
    """The content does not fit; `problems` are all places where, of which this error names the first."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems[0].code, **problems[0].params)
        self.problems = tuple(problems)


class _Pairs(list[tuple[str, object]]):
    """An object of the file as it stands there, so that a name that stands twice is seen."""


class _Decimal(str):
    """A number that is not whole, as it was written."""

    __slots__ = ()


def read_answers(path: Path) -> AnswersFile:
    """Read a file of answers. Raises UserError: not readable, too large, not JSON, or AnswersRefused."""
    with told(path):
        if path.is_file() and path.stat().st_size > MAX_FILE:
            raise UserError("answers.too_large", path=path, limit=MAX_FILE // 1_000_000)
        data = path.read_bytes()
    return parse_answers(data)


def parse_answers(data: bytes) -> AnswersFile:
    """Read the bytes of a file of answers. Raises UserError as `read_answers`."""
    problems: Problems = []
    whole = _plain(_parsed(data), "", problems)
    fields = _noted(problems, partial(_whole_file, whole), _NOTHING)
    facts = {
        name: _noted(problems, partial(_cell, cell, place), CLEARED)
        for name, cell, place in _named(fields, "facts", problems)
    }
    answers = {
        name: dict(_item_fields(said, place, problems))
        for name, said, place in _named(fields, "answers", problems)
    }
    rows = {name: _rows(listed, place, problems) for name, listed, place in _named(fields, "rows", problems)}
    if problems:
        raise AnswersRefused(problems)
    return AnswersFile(facts, answers, rows)


def _parsed(data: bytes) -> object:
    """The JSON in the bytes, with objects as pairs and decimal numbers as written."""
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_Pairs,
            parse_float=_Decimal,
            parse_int=_whole_number,
            parse_constant=_Decimal,
        )
    except UnicodeDecodeError as error:
        raise UserError("answers.not_utf8") from error
    except json.JSONDecodeError as error:
        raise UserError("answers.not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise UserError("answers.deep", place="…") from error


def _whole_number(literal: str) -> int | _Decimal:
    return int(literal) if len(literal) <= _MOST_DIGITS else _Decimal(literal)


def _plain(value: object, place: str, problems: Problems, depth: int = MAX_DEPTH) -> object:
    """The value with objects as dictionaries and text in its one normal form; what cannot stand is noted."""
    if depth == 0:
        return _noted(problems, partial(_refuse, place, "deep"), None)
    if isinstance(value, _Pairs):
        names = [_noted(problems, partial(_written, name, place), "") for name, _ in value]
        for name in [name for name, times in Counter(names).items() if times > 1]:
            _noted(problems, partial(_refuse, joined(place, name), "twice"), None)
        entries = zip(names, (one for _, one in value), strict=True)
        return {name: _plain(one, joined(place, name), problems, depth - 1) for name, one in entries}
    if isinstance(value, list):
        return [_plain(one, joined(place, n), problems, depth - 1) for n, one in enumerate(value)]
    return _noted(problems, partial(_leaf, value, place), None)


def _leaf(value: object, place: str) -> object:
    """One text, number, truth or null. Raises Misfit for text that is none and numbers beyond all use."""
    if isinstance(value, _Decimal):
        return _decimal(value, place)
    if isinstance(value, str):
        return _written(value, place)
    if type(value) is int:
        return shapes.a_whole(value, place, -_MOST_WHOLE, _MOST_WHOLE)
    return value


def _written(text: str, place: str) -> str:
    """Text in normal form. Raises Misfit for half characters, which no file can hold."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Misfit(place, "surrogate")
    return normalise(shapes.a_text(text, place, MAX_TEXT))


def _decimal(literal: _Decimal, place: str) -> _Decimal:
    """The number as plain digits: 1.50e2 is 150."""
    number = Decimal(literal) if len(literal) <= _MOST_DIGITS else Decimal("Infinity")
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise Misfit(place, "number")
    return _Decimal(format(number, "f"))


def _whole_file(whole: object) -> Mapping[str, object]:
    return shapes.an_object(whole, "", ("answers",), ("facts", "rows", *_ABOUT_ITSELF))


def _named(
    fields: Mapping[str, object], part: str, problems: Problems, around: str = ""
) -> Iterator[tuple[str, object, str]]:
    """The entries of one part of the file, or of what stands at `around`: name, content, place."""
    inside = joined(around, part)
    entries = _noted(problems, partial(shapes.a_mapping, fields.get(part, _NOTHING), inside), _NOTHING)
    for name, content in entries.items():
        place = joined(inside, name)
        if _noted(problems, partial(shapes.a_text, name, place, 200, _NAME), ""):
            yield name, content, place


def _item_fields(said: object, place: str, problems: Problems) -> Iterator[tuple[str, Json]]:
    """The fields of one item that fit; the others are noted."""
    for name, value in _noted(problems, partial(shapes.a_mapping, said, place), _NOTHING).items():
        check = _FIELDS.get(name, _unknown)
        if value is None and name != "evidence":
            yield name, dict(CLEARED) if name == "value" else None
        else:
            yield name, _noted(problems, partial(check, value, joined(place, name)), None)


def _rows(listed: object, place: str, problems: Problems) -> tuple[FileRow, ...]:
    """The rows of one register that fit; the others are noted, and an id that stands twice."""
    none: Sequence[object] = ()
    entries = _noted(problems, partial(shapes.a_list, listed, place, _MOST_ENTRIES), none)
    read = (_file_row(one, joined(place, n), problems) for n, one in enumerate(entries))
    found = tuple(one for one in read if one is not None)
    for name in [name for name, times in Counter(one.id for one in found).items() if times > 1]:
        _noted(problems, partial(_refuse, joined(place, name), "twice"), None)
    return found


def _file_row(value: object, place: str, problems: Problems) -> FileRow | None:
    said = _noted(problems, partial(shapes.an_object, value, place, ("id", "cells")), _NOTHING)
    if not said:
        return None
    id_place = joined(place, "id")
    row_id = _noted(problems, partial(shapes.a_text, said["id"], id_place, _LONGEST_ID, _ROW_ID), "")
    cells = {
        name: _noted(problems, partial(_cell_or_none, cell, inside), CLEARED)
        for name, cell, inside in _named(said, "cells", problems, place)
    }
    return FileRow(row_id, cells)


def _cell_or_none(value: object, place: str) -> CellValue:
    return dict(CLEARED) if value is None else _cell(value, place)


def _cell(value: object, place: str) -> CellValue:
    """One of the four forms of an answer (model.answers)."""
    fields = shapes.a_mapping(value, place)
    if len(fields) != 1:
        raise Misfit(place, "cell")
    ((form, content),) = fields.items()
    inside = joined(place, form)
    if form == "v":
        return {"v": _value(content)}
    if form in ("na", "unmeasured"):
        return {form: shapes.a_text(content, inside, MAX_TEXT)}
    if form == "unknown":
        parts = shapes.an_object(content, inside, (), ("who", "by"))
        who = shapes.a_text(parts.get("who", ""), joined(inside, "who"), MAX_TEXT)
        return {"unknown": {"who": who, "by": _day(parts.get("by", ""), joined(inside, "by"))}}
    raise Misfit(place, "cell")


def _day(value: object, place: str) -> str:
    """A date as 2026-12-01, or no text while it is open."""
    text = shapes.a_text(value, place, 10)
    try:
        if text and date.fromisoformat(text).isoformat() != text:
            raise Misfit(place, "form")
    except ValueError as error:
        raise Misfit(place, "form") from error
    return text


def _value(content: object) -> Json:
    """A recorded value; decimal numbers as the text of the number."""
    if isinstance(content, dict):
        return {name: _value(one) for name, one in content.items()}
    if isinstance(content, list):
        return [_value(one) for one in content]
    return str(content) if isinstance(content, _Decimal) else cast(Json, content)


def _text(value: object, place: str) -> Json:
    return shapes.a_text(value, place, MAX_TEXT)


def _flag(value: object, place: str) -> Json:
    return value if isinstance(value, bool) else shapes.a_text(value, place, MAX_TEXT)


def _level(value: object, place: str) -> Json:
    return shapes.a_whole(value, place, 0, 4)


def _validated(value: object, place: str) -> Json:
    if isinstance(value, dict):
        raise Misfit(place, "text")
    return _value(value)


def _texts(value: object, place: str) -> Json:
    entries = shapes.a_list(value, place, _MOST_ENTRIES)
    return [shapes.a_text(one, joined(place, n), MAX_TEXT) for n, one in enumerate(entries)]


def _evidence(value: object, place: str) -> Json:
    return [
        _evidence_file(one, joined(place, n))
        for n, one in enumerate(shapes.a_list(value, place, _MOST_ENTRIES))
    ]


def _evidence_file(value: object, place: str) -> Json:
    """A file beside the JSON file, by its plain name: no folder, so that nothing elsewhere is ever read."""
    fields = shapes.an_object(value, place, ("file",), ("note", "sha256"))
    found: dict[str, Json] = {
        "file": shapes.a_text(fields["file"], joined(place, "file"), 200, _FILE_NAME),
        "note": shapes.a_text(fields.get("note", ""), joined(place, "note"), MAX_TEXT),
    }
    if "sha256" in fields:
        found["sha256"] = shapes.a_text(fields["sha256"], joined(place, "sha256"), 64, _HEX)
    return found


def _unknown(value: object, place: str) -> Json:  # noqa: ARG001 - called like the checks of known fields
    raise Misfit(place, "unknown")


_FIELDS: Mapping[str, Callable[[object, str], Json]] = {
    "value": _cell,
    "comment": _text,
    "flag": _flag,
    "target": _level,
    "validated": _validated,
    "year": _text,
    "source": _text,
    "followup": _texts,
    "reconfirm": _text,
    "evidence": _evidence,
}


def _refuse(place: str, want: str) -> None:
    raise Misfit(place, want)


def _noted(problems: Problems, check: Callable[[], T], otherwise: T) -> T:
    """What `check` returns, or `otherwise` after noting what it raised."""
    try:
        return check()
    except Misfit as misfit:
        if len(problems) < MAX_PROBLEMS:
            problems.append(UserError(f"answers.{misfit.want}", place=visible(misfit.place[:300]) or "{ }"))
        return otherwise
