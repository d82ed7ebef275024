"""How long work tells how far it is, and learns that it is no longer wanted."""

from typing import Protocol


class Progress(Protocol):
    """Receives the state of one piece of work."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say that `done` of `total` steps are behind; `text` names the present one in the reader's words.

        Raises `Cancelled` when the person cancelled: call it between steps, never inside one.
        """
        ...


class SilentProgress:
    """Progress that nobody looks at and nobody cancels."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Take the report and drop it."""
