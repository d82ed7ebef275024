"""What a pack author needs to know of one function of FEL."""

from collections.abc import Callable
from dataclasses import dataclass

from fosdesk.forms.fel.values import FelValue

MANY = 99


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how many arguments of which kind (the last repeats), what comes out, and an example."""

    name: str
    least: int
    most: int
    takes: tuple[str, ...]
    gives: str
    help: str
    example: str
    result: FelValue
    run: Callable[..., FelValue] | None = None
