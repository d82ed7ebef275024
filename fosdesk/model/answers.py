"""What a team can answer: a value, not applicable, unknown or not measurable.

One answer is one cell of the journal, in one of four JSON forms, so that "3" against
"not applicable" is a disagreement like any other (STORE.md, "Tables").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
CellValue: TypeAlias = dict[str, Json]

CLEARED: CellValue = {"v": None}


@dataclass(frozen=True, slots=True)
class Value:
    """A recorded value: text, whole number, boolean, list of choices; decimals as text ("12.5")."""

    v: Json


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question does not apply here; the reason is required (UX.md, "Question page")."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows yet: who will find out, and by when (ISO date, or empty while it is open)."""

    who: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """The figure cannot be measured here; the reason is required ("not measurable because")."""

    reason: str


Answer: TypeAlias = Value | NotApplicable | Unknown | Unmeasured


def to_cell(answer: Answer | None) -> CellValue:
    """Return the JSON form of an answer; None, a cleared answer, becomes `{"v": null}`."""
    match answer:
        case None:
            return dict(CLEARED)
        case Value(v):
            return {"v": v}
        case NotApplicable(reason):
            return {"na": reason}
        case Unknown(who, by):
            return {"unknown": {"who": who, "by": by}}
        case Unmeasured(reason):
            return {"unmeasured": reason}


def from_cell(cell: Mapping[str, Any] | None) -> Answer | None:
    """Return the answer in a cell, or None where nothing or a cleared value is recorded.

    Raises ValueError for a shape that is none of the four forms.
    """
    if cell is None or len(cell) != 1:
        if cell is None:
            return None
        raise ValueError("a cell holds exactly one of v, na, unknown, unmeasured")
    form, content = next(iter(cell.items()))
    if form == "v":
        return None if content is None else Value(content)
    if form == "unknown" and isinstance(content, Mapping) and set(content) <= {"who", "by"}:
        return Unknown(str(content.get("who", "")), str(content.get("by", "")))
    if form in ("na", "unmeasured") and isinstance(content, str):
        return NotApplicable(content) if form == "na" else Unmeasured(content)
    raise ValueError(f"not a form of answer: {form}")
