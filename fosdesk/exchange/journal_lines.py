"""The journal inside a dossier: one body a line, each change after those it builds on.

The same tally runs when a dossier is written and when it is read, so what is written is what is accepted.
The order of the lines is kept but not relied on: a change whose line came too early merely waits in a merge.
"""

from collections.abc import Iterable, Iterator, Mapping

from fosdesk.base.errors import UserError
from fosdesk.exchange.manifest import MAX_CHANGES
from fosdesk.model.journal import MAX_BODY, BadChange, SetHash, read_change


class Tally:
    """What is known of a journal whose bodies were added one by one: count, root, heads of each station."""

    def __init__(self, assessment: str) -> None:
        self._assessment = assessment
        self._ids: set[str] = set()
        self._by_station: dict[str, list[str]] = {}
        self._continued: set[tuple[str, str]] = set()
        self.count = 0

    def add(self, body: bytes) -> None:
        """Verify one body and count it. Raises UserError naming the line and what is wrong with it."""
        line = self.count + 1
        if line > MAX_CHANGES:
            raise UserError("dossier.journal_too_large", limit=MAX_CHANGES)
        try:
            change = read_change(body)
        except BadChange as bad:
            raise UserError("dossier.body", line=line, detail=bad.why) from bad
        if change.assessment != self._assessment:
            raise UserError("dossier.body_elsewhere", line=line)
        if change.change_id in self._ids:
            raise UserError("dossier.body_twice", line=line)
        self._ids.add(change.change_id)
        self._by_station.setdefault(change.station, []).append(change.change_id)
        self._continued.add((change.station, change.previous))
        self.count = line

    @property
    def root(self) -> str:
        """The hash over all change ids, of which the convergence code is the short form."""
        return SetHash(self._ids).root

    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """For each station, its changes that no other change of that station in the journal continues."""
        return {
            station: tuple(sorted(one for one in ids if (station, one) not in self._continued))
            for station, ids in sorted(self._by_station.items())
        }


def split_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a stream without their line feed. Raises UserError where one does not end in time."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > MAX_BODY:
            raise UserError("dossier.journal_too_large", limit=MAX_BODY)
    if rest:
        raise UserError("dossier.body", line=0, detail="the last line has no end")
