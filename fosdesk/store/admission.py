"""Which changes of a set count: a pure function, whatever order they came in.

A change counts once everything it needs is present and it agrees with that: its depth, its place in the
chain of its station, and that it supersedes values of its own field. What lacks something waits; what
lies is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from fosdesk.model.journal import Change


class Link(NamedTuple):
    """What later changes must agree with."""

    depth: int
    station: str
    seq: int
    entity: str
    field: str


class Node(NamedTuple):
    """What the verdict on a change depends on."""

    change_id: str
    station: str
    seq: int
    previous: str
    depth: int
    entity: str
    field: str
    supersedes: tuple[str, ...]
    understood: bool

    @property
    def needs(self) -> tuple[str, ...]:
        """The changes that must be present before this one is applied."""
        if not self.previous or self.previous in self.supersedes:
            return self.supersedes
        return (self.previous, *self.supersedes)

    @property
    def link(self) -> Link:
        """What later changes must agree with in this one."""
        return Link(self.depth, self.station, self.seq, self.entity, self.field)


@dataclass(frozen=True, slots=True)
class Admission:
    """The verdict: what to apply in dependency order, (node, missing ids) that wait, (node, why) refused."""

    applied: tuple[Node, ...]
    waiting: tuple[tuple[Node, tuple[str, ...]], ...]
    refused: tuple[tuple[Node, str], ...]


def node_of(c: Change) -> Node:
    """The facts of a change that its verdict depends on."""
    return Node(
        c.change_id, c.station, c.seq, c.previous, c.depth, c.entity, c.field, c.supersedes, c.understood
    )


def admit(pool: Iterable[Node], known: Mapping[str, Link]) -> Admission:
    """Judge the changes of `pool`, given the applied changes (`known`) that they may need.

    They are looked at once, in the order of depth, which grows along every need: what was passed over then
    and lacks nothing lies about it.
    """
    verdict = _Verdict(dict(known))
    parked = verdict.judge(sorted(pool, key=attrgetter("depth")))
    waiting = []
    for node in parked:
        if missing := tuple(need for need in node.needs if need not in verdict.links):
            waiting.append((node, missing))
        else:
            verdict.refused.append((node, "depth"))
    return Admission(tuple(verdict.applied), tuple(waiting), tuple(verdict.refused))


@dataclass(slots=True)
class _Verdict:
    """What was judged so far: the links of applied changes, old and new."""

    links: dict[str, Link]
    applied: list[Node] = field(default_factory=list)
    refused: list[tuple[Node, str]] = field(default_factory=list)

    def judge(self, pool: Iterable[Node]) -> list[Node]:
        """Judge each node whose needs are present; those that lack something are returned."""
        links, parked = self.links, []
        for node in pool:
            needed = [links.get(need) for need in node.needs]
            if None in needed:
                parked.append(node)
            elif why := _objection(node, needed, links):
                self.refused.append((node, why))
            else:
                links[node.change_id] = node.link
                self.applied.append(node)
        return parked


def _objection(node: Node, needed: Sequence[Link | None], links: Mapping[str, Link]) -> str:
    """Why a change whose needs are all present is refused; empty where it is right."""
    if node.depth != 1 + max([link.depth for link in needed if link], default=0):
        return "depth"
    if node.previous:
        before = links[node.previous]
        if before.station != node.station or before.seq + 1 != node.seq:
            return "chain"
    if node.understood:
        for old in node.supersedes:
            link = links[old]
            if link.entity != node.entity or link.field != node.field:
                return "another field"
    return ""
