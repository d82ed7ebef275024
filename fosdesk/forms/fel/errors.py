"""What can be wrong with an expression."""

from collections.abc import Iterable
from difflib import get_close_matches

from fosdesk.base.errors import UserError


class FelError(UserError):
    """A mistake in an expression; `column` counts from 0 within its text."""

    def __init__(self, code: str, column: int, **params: object) -> None:
        super().__init__(code, **params)
        self.column = column


def unknown(code: str, column: int, name: str, known: Iterable[str]) -> FelError:
    """The error for a name that is not there, with the nearest known one where there is one."""
    near = nearest(name, known)
    if near:
        return FelError(f"{code}.near", column, name=name, near=near)
    return FelError(code, column, name=name)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like `name`, or an empty text."""
    found = get_close_matches(name[:80], list(known), 1, 0.6)
    return found[0] if found else ""
