"""How the command line speaks: lines for people or JSON for programs, progress on the error output."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from fosdesk.base.language import Texts
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person

OK, FOUND, USAGE, FAILED, BUG = 0, 1, 2, 3, 4
"""Exit codes: done; done, with points to look at; wrong words; a sentence says why not; our mistake."""


class BarProgress:
    """A progress bar on the error output; silent where that is no terminal and nothing was asked."""

    def __init__(self, stream: IO[str], *, shown: bool) -> None:
        self._stream = stream
        self._shown = shown

    def report(self, done: int, total: int, text: str = "") -> None:
        """Draw the state over the last one."""
        if not self._shown:
            return
        share = 0 if total <= 0 else min(1.0, done / total)
        filled = round(share * 24)
        end = "\n" if share >= 1 else ""
        self._stream.write(f"\r[{'#' * filled}{'.' * (24 - filled)}] {share:4.0%} {text[:48]:<48}{end}")
        self._stream.flush()


@dataclass(frozen=True, slots=True)
class Face:
    """One run of the command line: services, words, and where to write."""

    context: AppContext
    tr: Texts
    person: Person
    as_json: bool
    out: IO[str]
    err: IO[str]

    def progress(self) -> BarProgress:
        """Progress for long work; drawn where a person watches."""
        return BarProgress(self.err, shown=not self.as_json and self.err.isatty())

    def say(self, line: str) -> None:
        """One line for people; nothing where JSON was asked for."""
        if not self.as_json:
            self.out.write(line + "\n")

    def give(self, content: Mapping[str, Any] | Sequence[Any]) -> None:
        """The result as one JSON document where it was asked for."""
        if self.as_json:
            self.out.write(json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns for people, as wide as their widest cell."""
        if self.as_json or not rows:
            return
        widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
        for row in (heads, *rows):
            self.say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
